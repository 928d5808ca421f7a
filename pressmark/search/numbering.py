"""What can be found to numbers: each kind has a range of its own, so that a document's number says what it is.

A document's number in its range is drawn by lot, from its own key: the range has half as many numbers again as
documents, the lot says where in it a document stands, and where that is taken, the next free one is. So one more
article, quotation or person moves none of the others but perhaps a neighbour, and an edit leaves the shards of other
words as they are. The numbers are the references that lunr knows documents by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate

from pressmark.search.documents import Handle
from pressmark.urls import FOLDERS

KINDS = (
    "article", "quotation", "note", "person", "organization", "place", "event", "work", "topic", "story", "outlet",
    "author",
)  # fmt: skip

# A quotation or note also stands in its article: by itself it must not outrank the page it belongs to.
WEIGHTS = {"quotation": 0.25, "note": 0.5}
ROOM = 256  # the least number that ranges begin at a multiple of
_FREE = 1.4  # numbers for each document, at least: fewer make shards lighter, more leave more documents where they are
_LOT = 64  # bits


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers of one kind's documents, `count` from `start`, not all of them taken. `folder` is where the pages
    they lead to lie."""

    kind: str
    start: int
    count: int
    folder: str
    weight: float


def lot(kind: str, key: str, nth: int = 0) -> int:
    """What says where in its kind's range a document stands; `nth` tells apart those with one key."""
    drawn = f"{kind}\0{nth}\0{key}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(drawn, digest_size=_LOT // 8).digest(), "big")


def lots(handles: Iterable[Handle]) -> Iterator[tuple[int, Handle]]:
    """The lot of each; those with one key come with all of theirs in the same order again and again."""
    seen: Counter[tuple[str, str]] = Counter()
    for handle in handles:
        own = (handle.kind, handle.key)
        yield lot(*own, seen[own]), handle
        seen[own] += 1


def room(count: int) -> int:
    """How many numbers a range has for so many documents: one of a few sizes, so that it changes seldom."""
    step = 1
    while 7 * step < count * _FREE:
        step *= 2
    return next(many * step for many in (4, 5, 6, 7) if many * step >= count * _FREE)


def slots(drawn: Sequence[int]) -> list[int]:
    """Where in their range the documents of these lots, in ascending order, stand."""
    size = room(len(drawn))
    wanted = [one * size >> _LOT for one in drawn]
    return list(accumulate(wanted, lambda last, own: own if own > last else last + 1))


def spans_of(kinds: Mapping[str, Sequence[int]]) -> tuple[Span, ...]:
    """The ranges of the kinds that there are, in the order of KINDS; of each the places taken in it are given."""
    found = []
    end = 0
    for kind in KINDS:
        if taken := kinds.get(kind):
            start = _round(end)
            count = max(room(len(taken)), taken[-1] + 1)
            folder = FOLDERS.get(kind, FOLDERS["article"])  # quotations and notes stand in articles
            found.append(Span(kind, start, count, folder, WEIGHTS.get(kind, 1)))
            end = start + count
    return tuple(found)


def _round(end: int) -> int:
    """Where the next range begins: at 0, else at a multiple of a quarter or so of what lies before it."""
    step = max(ROOM, 1 << max(end.bit_length() - 2, 0))
    return -(-end // step) * step
