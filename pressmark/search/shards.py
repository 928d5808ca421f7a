"""Counted documents to shards: the inverted index cut into ranges of sorted terms, with what lunr's scores are made of.

A shard holds its terms one after the other: how much of the term it shares with the one before and the rest; a space;
the term's place among those that its first document's field is the first to have (lunr numbers terms as they come);
and the fields that have it, with how many documents and, for each, the distance from the one before and how many terms
the field has there; then, if the term comes more than once in some of them, in which and how often. Nothing in a shard
depends on other documents, so an edit changes only the shards of its own words.

Where one shard ends and the next begins depends on the terms nearby alone: a term begins a shard if it is the shortest
of all within NEAR characters on either side, and of equally short ones that with the least digest. An insertion moves
no boundary but those around it; short names make the list of shards light.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, pairwise, repeat
from operator import sub
from zlib import crc32

from pressmark.search.counts import FIELDS, Counts, FieldCounts
from pressmark.search.packing import Numbers, front_coded, in_order, shared_lengths

# How far, in characters, a boundary is from the next at least. Chosen by bench/search.py: half as much makes a query
# some percent lighter but twice as many files, twice as much makes it heavier.
NEAR = 2048
LARGE = 2 * NEAR  # a term whose entry is this long is a shard of its own
LONGEST_NAME = 24  # characters of a term that may begin a shard: its file is named by it


@dataclass(frozen=True, slots=True)
class Shard:
    """The terms from `first` to the next shard's, packed. The very first shard begins at ""."""

    first: str
    packed: str


@dataclass(frozen=True, slots=True)
class Cut:
    """An index cut into shards, in order. `totals` are the lengths of each field over all documents; `terms` are all
    of them in order; of each, `shared` is how much of it the one before has and `spread` how many fields of documents
    have it."""

    shards: tuple[Shard, ...]
    documents: int
    totals: tuple[int, ...]
    terms: tuple[str, ...]
    shared: tuple[int, ...]
    spread: tuple[int, ...]


def cut(numbered: Iterable[tuple[int, Counts]], near: int = NEAR) -> Cut:
    """The shards of counted documents, which come with their numbers in ascending order."""
    table = Table()
    for number, counts in numbered:
        table.add(number, counts)
    return table.cut(near)


def _cut(table: Table, near: int) -> Cut:
    entries = table.written()
    keys = sorted(zip(map(in_order, entries), entries, strict=True))
    ordered = [term for _, term in keys]
    packed = [entries[term] for term in ordered]
    sizes = [len(term) + len(entry) for term, entry in zip(ordered, packed, strict=True)]
    digests = [len(term) << 32 | crc32(key) for key, term in keys]
    shared = shared_lengths(ordered)
    shards = shards_of(ordered, packed, starts_among(ordered, sizes, digests, near), shared, True)
    spread = tuple(map(table.spread.__getitem__, ordered))
    return Cut(shards, table.documents, tuple(table.totals), tuple(ordered), tuple(shared), spread)


def shards_of(
    terms: Sequence[str], entries: Sequence[str], starts: Sequence[int], shared: Sequence[int], at_first: bool
) -> tuple[Shard, ...]:
    """The terms, in order, cut where it is said; `at_first` says whether the first of them is the index's."""
    made = []
    for start, end in pairwise([*starts, len(terms)]):
        words = front_coded(terms[start:end], [0, *shared[start + 1 : end]])
        packed = "|".join([f"{word} {entry}" for word, entry in zip(words, entries[start:end], strict=True)])
        made.append(Shard("" if at_first and not start else terms[start], packed))
    return tuple(made)


class _Places(dict[str, list[int]]):
    """For each term the documents that have it in a field. `new` is told of terms that are met for the first time."""

    def __init__(self, new: Callable[[str], None]) -> None:
        super().__init__()
        self._new = new

    def __missing__(self, term: str) -> list[int]:
        self._new(term)
        found = self[term] = []
        return found


class Table:
    """The inverted index while it is gathered: for each field and term the documents that have it there."""

    def __init__(self) -> None:
        self.documents = 0
        self.totals = [0] * len(FIELDS)
        self.places: dict[str, int] = {}
        self.spread: dict[str, int] = {}
        self._field = FieldCounts()  # of which terms are being taken up, and the place of each, once it is asked for
        self._order: dict[str, int] | None = None
        self._found = [_Places(self._met) for _ in FIELDS]
        # Of each term the documents in which it comes more than once, each followed by how often.
        self._again: list[defaultdict[str, list[int]]] = [defaultdict(list) for _ in FIELDS]
        self._numbers = Numbers()
        self._steps = _Steps(self._numbers)
        self._lengths: list[dict[int, str]] = [{} for _ in FIELDS]

    def _met(self, term: str) -> None:
        if term not in self.places:
            if self._order is None:
                self._order = {one: place for place, one in enumerate(self._field.terms)}
            self.places[term] = self._order[term]

    def add(self, number: int, counts: Counts) -> None:
        """Take up one more document, of a higher number than those before it."""
        self.documents += 1
        for n, field in enumerate(counts.fields):
            if not field.length:
                continue
            self.totals[n] += field.length
            self._lengths[n][number] = self._numbers[field.length]
            self._field, self._order = field, None
            # A loop without Python's steps: the number is put into the list of each term.
            deque(map(list.append, map(self._found[n].__getitem__, field.terms), repeat(number)), 0)
            if field.length > len(field.terms):
                again = self._again[n]
                for term, times in compress(zip(field.terms, field.times, strict=True), map((1).__lt__, field.times)):
                    again[term] += (number, times)

    def cut(self, near: int = NEAR) -> Cut:
        """The shards of all documents that were taken up, which are forgotten."""
        return _cut(self, near)

    def written(self) -> dict[str, str]:
        """Each term's part of a shard but for the term itself. Forgets the documents, and remembers in `spread` how
        many fields of documents have the term."""
        masks: dict[str, int] = {}
        parts: dict[str, str] = {}
        spread = self.spread
        numbers, places = self._numbers, self.places
        for n, by_term in enumerate(self._found):
            # What stands for a single document, as most terms have one.
            alone = {one: f"{numbers[0]}{numbers[one]}{length}" for one, length in self._lengths[n].items()}
            again = self._again[n]
            while by_term:
                term, documents = by_term.popitem()
                many = len(documents)
                listed = alone[documents[0]] if many == 1 else self._listed(n, documents)
                if term in again:
                    listed += self._again_in(documents, again.pop(term))
                if term in masks:
                    masks[term] |= 1 << n
                    spread[term] += many
                    parts[term] += listed
                else:
                    masks[term], spread[term], parts[term] = 1 << n, many, listed
        return {term: f"{numbers[places[term]]}{numbers[masks[term]]}{listed}" for term, listed in parts.items()}

    def _listed(self, field: int, documents: list[int]) -> str:
        """The documents that have a term in a field, with the lengths of that."""
        parts = [""] * (2 * len(documents))
        parts[::2] = map(self._steps.__getitem__, map(sub, documents, chain((-1,), documents)))
        parts[1::2] = map(self._lengths[field].__getitem__, documents)
        return self._numbers[len(documents) - 1] + "".join(parts)

    def _again_in(self, documents: list[int], again: list[int]) -> str:
        """In which of the documents a term comes more than once, and how often, after a mark."""
        numbers = self._numbers
        found = ["!", numbers[len(again) // 2 - 1]]
        last = -1
        for document, times in zip(again[::2], again[1::2], strict=True):
            at = bisect_left(documents, document, last + 1)
            found += (numbers[at - last - 1], numbers[times - 2])
            last = at
        return "".join(found)


class _Steps(dict[int, str]):
    """How far a document is from the one before it, as characters: at least 1, so 1 is written as 0."""

    def __init__(self, numbers: Numbers) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, step: int) -> str:
        written = self[step] = self._numbers[step - 1]
        return written


def starts_among(terms: Sequence[str], sizes: Sequence[int], digests: Sequence[int], near: int) -> list[int]:
    """Which terms begin a shard, by their places in order."""
    starts = {0} if terms else set()
    last = len(terms) - 1
    for n, (size, mine) in enumerate(zip(sizes, digests, strict=True)):
        if size >= 2 * near:
            starts |= {m for m in (n, n + 1) if m <= last and len(terms[m]) <= LONGEST_NAME}
        # Most terms are none because of the very next one.
        elif n < last and size < near and digests[n + 1] < mine:
            continue
        elif len(terms[n]) <= LONGEST_NAME and _least(n, sizes, digests, near):
            starts.add(n)
    return sorted(starts)


def _least(n: int, sizes: Sequence[int], digests: Sequence[int], near: int) -> bool:
    """Whether no term within `near` characters of the nth has a smaller digest, nor one before it an equal one."""
    mine = digests[n]
    distance = 0
    for m in range(n - 1, -1, -1):
        distance += sizes[m]
        if distance >= near:
            break
        if digests[m] <= mine:
            return False
    distance = sizes[n]
    for m in range(n + 1, len(sizes)):
        if distance >= near:
            break
        if digests[m] < mine:
            return False
        distance += sizes[m]
    return True
