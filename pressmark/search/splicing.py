"""Packed lists of ascending keys with a value each, and one of them changed: the rest stays written as it is.

This is what a shard says of a term in a field: the documents and how long the field is in each, and the places in that
list where the term comes more than once and how often. Reading all of a common word's list to change one document of it
takes a hundred times as long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from pressmark.search.packing import DIGITS, ONE, Numbers

_ENDS = DIGITS[:ONE].encode()
_TOKEN = rb"[%b]*[%b]" % (re.escape(DIGITS[ONE:].encode()), re.escape(_ENDS))
_PAIRS = re.compile(rb"(%b)(%b)" % (_TOKEN, _TOKEN)).findall
_KEY = itemgetter(0)
_AT_ONCE = 1024  # bytes
_NUMBERS = Numbers()


class _Steps(dict[bytes, int]):
    """How far a key is from the one before it, by how that is written."""

    def __missing__(self, written: bytes) -> int:
        self[written] = step = read_number(written) + 1
        return step


def read_number(written: bytes) -> int:
    """The number that is written so."""
    value, scale = 0, 1
    for digit in written:
        value += DIGITS.index(chr(digit)) * scale
        scale *= len(DIGITS) - ONE
    return value


def number(of: int) -> bytes:
    """The number as it is written."""
    return _NUMBERS[of].encode()


_STEP = _Steps()


def end_of(data: bytes, start: int, numbers: int) -> int:
    """Where so many numbers from a place on end."""
    end = start
    missing = numbers
    while missing:
        end += missing
        missing = numbers - (end - start - len(data[start:end].translate(None, _ENDS)))
    return end


@dataclass(slots=True)
class Run:
    """Keys in ascending order, each as the step from the one before, and a value behind each."""

    count: int
    data: bytes

    def _at(self, key: int) -> tuple[int, int, int, int]:
        """Of the first entry whose key is no less: how many come before it, where it begins, the key of the one before
        (-1 without one), and its own key (-1 if there is no such entry)."""
        before, at, last = 0, 0, -1
        while before < self.count:
            pairs = _PAIRS(self.data, at, at + _AT_ONCE)
            keys = list(accumulate(map(_STEP.__getitem__, map(_KEY, pairs)), initial=last))
            if keys[-1] >= key:
                n = next(n for n, own in enumerate(keys[1:]) if own >= key)
                return before + n, at + sum(map(len, map(b"".join, pairs[:n]))), keys[n], keys[n + 1]
            before, at, last = before + len(pairs), end_of(self.data, at, 2 * len(pairs)), keys[-1]
        return before, at, last, -1

    @property
    def first(self) -> int:
        """The first key."""
        return _STEP[self.data[: end_of(self.data, 0, 1)]] - 1

    def put(self, key: int, value: bytes) -> int:
        """Let a key have a value, whether it is there or not; how many are less."""
        before, at, last, own = self._at(key)
        if own == key:
            start = end_of(self.data, at, 1)
            self.data = self.data[:start] + value + self.data[end_of(self.data, start, 1) :]
            return before
        new = number(key - last - 1) + value
        if own >= 0:
            new += number(own - key - 1)
        rest = end_of(self.data, at, 1) if own >= 0 else at
        self.data = self.data[:at] + new + self.data[rest:]
        self.count += 1
        return before

    def drop(self, key: int) -> int:
        """Take a key out, if it is there; how many are less."""
        before, at, last, own = self._at(key)
        if own == key:
            self.count -= 1
            self.data = self.data[:at] + self._after(end_of(self.data, at, 2), own - last)
        return before

    def _after(self, at: int, further: int) -> bytes:
        """What stands from a place on, its first step so much longer."""
        if at >= len(self.data):
            return b""
        end = end_of(self.data, at, 1)
        return number(_STEP[self.data[at:end]] - 1 + further) + self.data[end:]

    def shift(self, key: int, by: int) -> None:
        """Let all keys that are no less be so much more."""
        _, at, _, own = self._at(key)
        if own >= 0:
            self.data = self.data[:at] + self._after(at, by)


@dataclass(slots=True)
class Spliced:
    """A field's documents of a term, the field's length in each, and where the term comes again: all as written."""

    documents: Run
    again: Run

    @property
    def many(self) -> int:
        """How many documents there are."""
        return self.documents.count

    @property
    def first(self) -> int:
        """The first document."""
        return self.documents.first

    def drop(self, document: int) -> None:
        """Take a document out."""
        place = self.documents.drop(document)
        self.again.drop(place)
        self.again.shift(place + 1, -1)

    def put(self, document: int, length: str, times: int) -> None:
        """Put a document in that is not there, or let one that is be so."""
        before = self.documents.count
        place = self.documents.put(document, length.encode())
        if self.documents.count > before:
            self.again.shift(place, 1)
        if times > 1:
            self.again.put(place, number(times - 2))
        else:
            self.again.drop(place)

    def written(self) -> str:
        """As it stands in a shard."""
        data = number(self.documents.count - 1) + self.documents.data
        if self.again.count:
            data += b"!" + number(self.again.count - 1) + self.again.data
        return data.decode()


def cut_open(entry: str, fields: int) -> tuple[int, dict[int, Spliced]]:
    """What a shard says of a term: its place, and of each field that has it the documents."""
    data = entry.encode()
    at = end_of(data, 0, 1)
    place = read_number(data[:at])
    end = end_of(data, at, 1)
    mask = read_number(data[at:end])
    found: dict[int, Spliced] = {}
    for field in range(fields):
        if mask >> field & 1:
            documents, end = _run(data, end)
            again = Run(0, b"")
            if data[end : end + 1] == b"!":
                again, end = _run(data, end + 1)
            found[field] = Spliced(documents, again)
    return place, found


def _run(data: bytes, at: int) -> tuple[Run, int]:
    start = end_of(data, at, 1)
    count = read_number(data[at:start]) + 1
    end = end_of(data, start, 2 * count)
    return Run(count, data[start:end]), end
