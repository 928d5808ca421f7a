"""INGEST: labelled blocks to a Draft, the machine's reading of one capture with evidence behind every value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pressmark.labels import Labelled

How = Literal["printed", "stated", "worked out", "unknown"]


@dataclass(frozen=True, slots=True)
class Value:
    """A proposed value: a string, or a tuple of strings for list fields; None and "unknown" when the capture is silent.

    "printed" stands in the capture's visible text, "stated" in its markup (a meta tag), "worked out" follows from
    either by a rule. `evidence` names the line and quotes the capture's own words.
    """

    value: str | tuple[str, ...] | None
    how: How
    evidence: str = ""


UNKNOWN = Value(None, "unknown")

# The fields that ingest proposes from the capture, in the order of an article's head.
FIELDS = (
    "title", "subtitle", "outlet", "authors", "contributors", "date", "updated", "dateline", "section", "language", "url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """The machine's reading of one capture: a Value for each of FIELDS, in that order, and every block of the capture.

    `body` is the plain text of the running blocks, joined by two line feeds.
    """

    source: str
    sha256: str
    format: str
    encoding: str
    words: int
    values: tuple[tuple[str, Value], ...]
    blocks: tuple[Labelled, ...]
    body: str

    def value(self, field: str) -> Value:
        """The proposed value of one of FIELDS."""
        return dict(self.values)[field]
