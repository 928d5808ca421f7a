"""INGEST: pages that hide their article until a reader has paid or clicked: the capture holds it all the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pressmark.capture import CapturedBlock

_PARAGRAPH = 80  # characters; what is shorter is no sign of a text
_PARAGRAPHS = 3  # so many at least are hidden in one place
_APART = ("form", "nav", "footer", "aside", "button", "role:dialog", "role:alertdialog")
_NOTICES = ("cookie", "consent", "privacy", "gdpr", "modal", "popup", "overlay", "dialog", "login", "newsletter")


def with_hidden_text(blocks: tuple[CapturedBlock, ...]) -> tuple[CapturedBlock, ...]:
    """The blocks; where most paragraphs of the page are hidden together, these without "hidden" among their traits."""
    masses: Counter[tuple[str, ...]] = Counter()
    counts: Counter[tuple[str, ...]] = Counter()
    shown = 0
    for block in blocks:
        if len(block.text) < _PARAGRAPH or block.shape in ("image", "heading", "item"):
            continue
        if sum(link.end - link.start for link in block.links) > 0.5 * len(block.text):
            continue
        if "hidden" in block.traits:
            place = _place(block)
            masses[place] += len(block.text)
            counts[place] += 1
        else:
            shown += len(block.text)
    texts = {p for p, mass in masses.items() if mass > shown and counts[p] >= _PARAGRAPHS and not _is_notice(p)}
    if not texts:
        return blocks
    return tuple(
        replace(block, traits=tuple(trait for trait in block.traits if trait != "hidden"))
        if "hidden" in block.traits and _place(block) in texts
        else block
        for block in blocks
    )


def _place(block: CapturedBlock) -> tuple[str, ...]:
    """What stands around the hidden element of a block, and its own classes but the paragraph's."""
    last = len(block.traits) - 1 - block.traits[::-1].index("hidden")
    end = next((i for i in range(last + 1, len(block.traits)) if ":" not in block.traits[i]), len(block.traits))
    return block.traits[:end]


def _is_notice(place: tuple[str, ...]) -> bool:
    return any(trait in _APART or any(word in trait.lower() for word in _NOTICES) for trait in place)
