"""Search documents to numbers: each kind has a range of its own, so that a document's number says what it is.

Ranges begin at round numbers with room before the next, so that one more article, quotation or person moves no document
of another kind. The numbers are the references that lunr knows documents by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pressmark.search.documents import SearchDocument

KINDS = (
    "article", "quotation", "note", "person", "organization", "place", "event", "work", "topic", "story", "outlet",
    "author",
)  # fmt: skip

# A quotation or note also stands in its article: by itself it must not outrank the page it belongs to.
WEIGHTS = {"quotation": 0.25, "note": 0.5}
ROOM = 256  # the least number that ranges begin at a multiple of


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers of one kind's documents, from `start`. `folder` is where the pages they lead to lie."""

    kind: str
    start: int
    count: int
    folder: str
    weight: float

    @property
    def numbers(self) -> range:
        """The numbers, in order."""
        return range(self.start, self.start + self.count)


def in_spans(documents: Iterable[SearchDocument]) -> tuple[tuple[Span, tuple[SearchDocument, ...]], ...]:
    """The documents by kind, in the order of KINDS, with their numbers; within a kind they keep their order."""
    ordered = sorted(documents, key=lambda d: KINDS.index(d.kind))
    found: list[tuple[Span, tuple[SearchDocument, ...]]] = []
    end = 0
    for kind, members in groupby(ordered, key=lambda d: d.kind):
        these = tuple(members)
        start = _round(end)
        folder = these[0].path.rpartition("/")[0]
        found.append((Span(kind, start, len(these), folder, WEIGHTS.get(kind, 1)), these))
        end = start + len(these)
    return tuple(found)


def _round(end: int) -> int:
    """Where the next range begins: at 0, else at a multiple of a quarter or so of what lies before it."""
    step = max(ROOM, 1 << max(end.bit_length() - 2, 0))
    return -(-end // step) * step


def numbered(spans: Sequence[tuple[Span, tuple[SearchDocument, ...]]]) -> Iterator[tuple[int, Span, SearchDocument]]:
    """Every document with its number and range, in ascending order."""
    for span, documents in spans:
        for number, document in zip(span.numbers, documents, strict=True):
            yield number, span, document
