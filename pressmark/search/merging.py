"""An index that was cut into shards to the index with some documents changed: the same as if all were cut anew.

`cut` needs the counts of all documents; an edit changes those of one. `merged` takes apart only the entries of that
document's words, and draws boundaries anew only where they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import sub
from zlib import crc32

from pressmark.search.counts import FIELDS, Counts, FieldCounts
from pressmark.search.packing import DIGITS, ONE, Numbers, in_order, shared_lengths
from pressmark.search.shards import NEAR, Cut, Shard, shards_of, starts_among
from pressmark.search.splicing import Spliced, cut_open

# Beyond the shard of a changed word so many times NEAR are looked at on either side: what is nearer to it than NEAR may
# begin a shard or not because of it, that may be twice NEAR long itself, and is told by as much again.
_AROUND = 4
# With no more changes than this the documents of a term are changed as they are written, else all of them are read.
_FEW = 6

CountsOf = Callable[[int], Counts]


@dataclass(frozen=True, slots=True)
class Change:
    """A document whose counts are others than before; None where it was not there, or is no more."""

    number: int
    old: Counts | None
    new: Counts | None


@dataclass(slots=True)
class _Listed:
    """A field's documents of a term, the field's length in each as it is written, and where the term comes again."""

    documents: list[int]
    lengths: list[str]
    again: dict[int, int]

    def drop(self, number: int) -> None:
        at = bisect_left(self.documents, number)
        del self.documents[at], self.lengths[at]
        self.again.pop(number, None)

    def put(self, number: int, length: str, times: int) -> None:
        at = bisect_left(self.documents, number)
        self.documents.insert(at, number)
        self.lengths.insert(at, length)
        if times > 1:
            self.again[number] = times

    @property
    def many(self) -> int:
        return len(self.documents)

    @property
    def first(self) -> int:
        return self.documents[0]

    def written(self) -> str:
        return _list(self)


_Documents = _Listed | Spliced


@dataclass(slots=True)
class _Term:
    """All that is written of a term."""

    place: int
    fields: dict[int, _Documents]

    def first(self) -> tuple[int, int]:
        """The document and field in which it first comes."""
        return min((listed.first, field) for field, listed in self.fields.items())


def merged(before: Cut, changes: Sequence[Change], counts_of: CountsOf, near: int = NEAR) -> Cut:
    """The index of the documents as they are now, of which all but the changed have the numbers and counts that they
    had. `counts_of` gives those of any of them, by its number."""
    changed = {change.number: change for change in changes if change.old != change.new}
    touched = _touched(changed.values())
    regions = _Regions(before, near)
    terms: dict[str, _Term | None] = {}
    for term, those in sorted(touched.items(), key=lambda item: in_order(item[0])):
        entry = regions.entry(term)
        found = _read(entry) if len(those) > _FEW or not entry else _opened(entry)
        first = found.first() if found.fields else None
        for change, field in those:
            _apply(found, term, field, change)
        if found.fields and (found.first() != first or found.first()[0] in changed):
            number, field = found.first()
            counts = changed[number].new if number in changed else counts_of(number)
            found.place = counts.fields[field].terms.index(term) if counts else 0
        terms[term] = found if found.fields else None
    return regions.drawn(terms, before.documents + _more(changed.values()), _totals(before, changed.values()))


def _more(changes: Iterable[Change]) -> int:
    return sum((change.new is not None) - (change.old is not None) for change in changes)


def _totals(before: Cut, changes: Iterable[Change]) -> tuple[int, ...]:
    totals = list(before.totals)
    for change in changes:
        for n in range(len(FIELDS)):
            totals[n] += _field(change.new, n).length - _field(change.old, n).length
    return tuple(totals)


def _field(counts: Counts | None, n: int) -> FieldCounts:
    return counts.fields[n] if counts else FieldCounts()


def _touched(changes: Iterable[Change]) -> Mapping[str, list[tuple[Change, int]]]:
    """Which terms have other documents, counts or places than before, by which changes and in which fields."""
    found: dict[str, list[tuple[Change, int]]] = {}
    for change in changes:
        for n in range(len(FIELDS)):
            old, new = _field(change.old, n), _field(change.new, n)
            if old != new:
                for term in dict.fromkeys((*old.terms, *new.terms)):
                    found.setdefault(term, []).append((change, n))
    return found


_NUMBERS = Numbers()
_PARTS = re.compile(f"!|[{re.escape(DIGITS[ONE:])}]*[{re.escape(DIGITS[:ONE])}]").findall


class _Values(dict[str, int]):
    """What numbers are written as to the numbers; -1 for the mark."""

    def __missing__(self, written: str) -> int:
        value, scale = 0, 1
        for digit in map(DIGITS.find, written):
            value += digit * scale
            scale *= len(DIGITS) - ONE
        self[written] = value
        return value


_VALUES = _Values()


def _read(entry: str) -> _Term:
    """What is written of a term, as values (shards.js reads it so too); nothing if nothing is written."""
    if not entry:
        return _Term(0, {})
    parts = _PARTS(entry)
    values = list(map(_VALUES.__getitem__, parts))
    found = _Term(values[0], {})
    at = 2
    for field in range(len(FIELDS)):
        if not values[1] >> field & 1:
            continue
        end = at + 1 + 2 * (values[at] + 1)
        documents = list(accumulate((step + 1 for step in values[at + 1 : end : 2]), initial=-1))[1:]
        listed = _Listed(documents, parts[at + 2 : end : 2], {})
        found.fields[field] = listed
        at = end
        if parts[at : at + 1] == ["!"]:
            end = at + 2 + 2 * (values[at + 1] + 1)
            places = accumulate((step + 1 for step in values[at + 2 : end : 2]), initial=-1)
            next(places)
            for place, times in zip(places, values[at + 3 : end : 2], strict=True):
                listed.again[documents[place]] = times + 2
            at = end
    return found


def _opened(entry: str) -> _Term:
    """The same, the documents as they are written."""
    place, fields = cut_open(entry, len(FIELDS))
    return _Term(place, dict(fields.items()))


def _apply(found: _Term, term: str, field: int, change: Change) -> None:
    """Put what a change says of a term in a field into what is known of the term."""
    old, new = _field(change.old, field), _field(change.new, field)
    listed = found.fields.setdefault(field, _Listed([], [], {}))
    there = term in new.terms
    if term in old.terms and not (there and isinstance(listed, Spliced)):
        listed.drop(change.number)
    if there:
        listed.put(change.number, _NUMBERS[new.length], new.times[new.terms.index(term)])
    if not listed.many:
        del found.fields[field]


def _written(term: _Term) -> str:
    mask = sum(1 << field for field in term.fields)
    fields = (term.fields[field].written() for field in sorted(term.fields))
    return _NUMBERS[term.place] + _NUMBERS[mask] + "".join(fields)


def _list(listed: _Listed) -> str:
    documents, number = listed.documents, _NUMBERS.__getitem__
    steps = map(number, map((-1).__add__, map(sub, documents, chain((-1,), documents))))
    parts = [number(len(documents) - 1), *chain.from_iterable(zip(steps, listed.lengths, strict=True))]
    if listed.again:
        parts += ("!", number(len(listed.again) - 1))
        last = -1
        for document, times in sorted(listed.again.items()):
            at = bisect_left(documents, document)
            parts += (number(at - last - 1), number(times - 2))
            last = at
    return "".join(parts)


_Part = tuple[tuple[Shard, ...], tuple[str, ...], tuple[int, ...], tuple[int, ...]]


class _Regions:
    """The shards of an index, taken apart where something changes."""

    def __init__(self, before: Cut, near: int) -> None:
        self.before = before
        self.near = near
        self.firsts = [in_order(shard.first) for shard in before.shards]
        ends = accumulate((shard.packed.count("|") + 1 for shard in before.shards), initial=0)
        self.ends = list(ends) if before.terms else [0]
        self._entries: dict[int, list[str]] = {}

    def entries(self, shard: int) -> list[str]:
        """What is written of each term of a shard, in order."""
        if shard not in self._entries:
            packed = self.before.shards[shard].packed
            self._entries[shard] = [entry.partition(" ")[2] for entry in packed.split("|")]
        return self._entries[shard]

    def shard(self, term: str) -> int:
        """The number of the shard in which a term is, or would be."""
        return max(bisect_right(self.firsts, in_order(term)) - 1, 0)

    def terms(self, shard: int) -> tuple[str, ...]:
        return self.before.terms[self.ends[shard] : self.ends[shard + 1]]

    def entry(self, term: str) -> str:
        """What is written of a term; "" if it is not there."""
        if not self.firsts:
            return ""
        shard = self.shard(term)
        terms = self.terms(shard)
        at = bisect_left(terms, in_order(term), key=in_order)
        return self.entries(shard)[at] if at < len(terms) and terms[at] == term else ""

    def drawn(self, changed: Mapping[str, _Term | None], documents: int, totals: tuple[int, ...]) -> Cut:
        """The index with these terms as they are now, None for those that are no more."""
        before = self.before
        parts: list[_Part] = []
        done = 0
        for start, end, those in self._ranges(changed):
            parts += (self._as_before(done, start), self._region(start, end, {term: changed[term] for term in those}))
            done = end
        parts.append(self._as_before(done, len(before.shards)))
        shards, terms, shared, spread = (tuple(chain.from_iterable(those)) for those in zip(*parts, strict=True))
        return Cut(shards, documents, totals, terms, shared, spread)

    def _as_before(self, start: int, end: int) -> _Part:
        """The shards from `start` to before `end` as they are."""
        before, its = self.before, slice(self.ends[start], self.ends[end])
        return before.shards[start:end], before.terms[its], before.shared[its], before.spread[its]

    def _ranges(self, changed: Mapping[str, object]) -> list[tuple[int, int, list[str]]]:
        """Runs of shards that hold changed terms, with what lies around them, and these terms."""
        found: list[tuple[int, int, list[str]]] = []
        for term in changed:
            shard = self.shard(term)
            start, end = (self._away(shard, -1), self._away(shard, 1) + 1) if self.firsts else (0, 0)
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]), [*found[-1][2], term])
            else:
                found.append((start, end, [term]))
        return found

    def _away(self, shard: int, step: int) -> int:
        """The shard before or after this one between which and this lies enough."""
        left = _AROUND * self.near
        while left > 0 and 0 <= shard + step < len(self.firsts):
            shard += step
            left -= sum(map(len, self.entries(shard)))
        return shard

    def _region(self, start: int, end: int, changed: Mapping[str, _Term | None]) -> _Part:
        """The shards from `start` to before `end` with these terms as they are now."""
        held: dict[str, tuple[str, int]] = {}
        for shard in range(start, end):
            many = self.before.spread[self.ends[shard] : self.ends[shard + 1]]
            held.update(zip(self.terms(shard), zip(self.entries(shard), many, strict=True), strict=True))
        for term, now in changed.items():
            held.pop(term, None)
            if now:
                held[term] = _written(now), sum(listed.many for listed in now.fields.values())
        keys = sorted(zip(map(in_order, held), held, strict=True))
        terms = [term for _, term in keys]
        entries = [held[term][0] for term in terms]
        starts = self._starts(start, end, keys, [len(t) + len(e) for t, e in zip(terms, entries, strict=True)])
        shared = shared_lengths(terms)
        made = shards_of(terms, entries, starts, shared, start == 0)
        if start:
            shared[0] = self.before.shared[self.ends[start]]  # the first term is the one that was there
        return made, tuple(terms), tuple(shared), tuple(held[term][1] for term in terms)

    def _starts(self, start: int, end: int, keys: Sequence[tuple[bytes, str]], sizes: Sequence[int]) -> list[int]:
        """Where shards begin in a region: as before near its edges, since what lies beyond them is not known here."""
        terms = [term for _, term in keys]
        found = set(starts_among(terms, sizes, [len(term) << 32 | crc32(key) for key, term in keys], self.near))
        firsts = {self.terms(shard)[0] for shard in range(start, end)}
        for order, open_ in ((range(len(terms)), start > 0), (range(len(terms) - 1, -1, -1), end < len(self.firsts))):
            distance = 0
            for n in order if open_ else ():
                if distance >= self.near:
                    break
                (found.add if terms[n] in firsts else found.discard)(n)
                distance += sizes[n]
        return sorted(found)
