"""The labels a captured block can bear, and what becomes of a block that bears one."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark.capture import CapturedBlock

# Kept: in the article's running text, or in a typed block beside it.
RUNNING = ("body", "heading", "list", "quotation")
TYPED = ("summary", "caption", "credit", "pull quote", "correction", "contributors")
# Kept: read into the article's head.
HEAD = ("title", "subtitle", "kicker", "byline", "dateline", "date")
# Dropped: listed with the reason in the proposal and on the capture page.
DROPPED = (
    "related", "share", "newsletter", "advertisement", "comments", "legal", "navigation", "warning", "video",
    "furniture",
)  # fmt: skip
_DROPPED = frozenset(DROPPED)
LABELS = RUNNING + TYPED + HEAD + DROPPED


@dataclass(frozen=True, slots=True)
class Labelled:
    """A captured block with its label (one of LABELS) and the reason for it, in words."""

    block: CapturedBlock
    label: str
    reason: str

    @property
    def kept(self) -> bool:
        """Whether the block goes into the article, in its text, beside it, or in its head."""
        return self.label not in _DROPPED


@dataclass(frozen=True, slots=True)
class OutletHint:
    """What the vocabulary knows of an outlet that helps to read its captures. `byline` is a pattern or ""."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    drop_lines: tuple[str, ...] = ()
    byline: str = ""
