"""INGEST: with which letters a line begins wherever a pattern matches at its start, so that most need not be tried.

A pattern that names a hundred things a line may say takes long to find that it says none of them; whether any of these
begins with "nor" is known at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as parts  # type: ignore[attr-defined] # what a pattern is made of
from re import _parser  # type: ignore[attr-defined] # nothing else reads a pattern
from typing import Any

_LETTERS = 3  # of a line that are looked at
_MOST = 4000  # beginnings of one pattern; one that has more may begin with anything
_KEPT = 1 << 13
_DIGIT = "0"  # any digit, here
_REPEATS = (parts.MAX_REPEAT, parts.MIN_REPEAT, parts.POSSESSIVE_REPEAT)
# Beginnings that are whole, and those after which more follows.
_Found = tuple[frozenset[str], frozenset[str]]
_NOTHING: _Found = (frozenset([""]), frozenset())
_ANYTHING: _Found = (frozenset(), frozenset([""]))


def beginnings(pattern: re.Pattern[str]) -> frozenset[str]:
    """What a line begins with, digits as "0", wherever the pattern matches at its start; "" if that may be anything."""
    if pattern.flags & re.IGNORECASE:
        return frozenset([""])
    whole, open_ = _of(_parser.parse(pattern.pattern, pattern.flags & re.VERBOSE))
    return whole | open_


def _of(sequence: Iterable[Any]) -> _Found:
    whole, open_ = _NOTHING
    for kind, value in sequence:
        if not whole:
            break
        own, more = _of_part(kind, value)
        if len(whole) * (len(own) + len(more)) > _MOST:
            return frozenset(), open_ | whole
        longer = {a + b for a in whole for b in own}
        open_ = open_.union((a + b)[:_LETTERS] for a in whole for b in more)
        open_ = open_.union(line[:_LETTERS] for line in longer if len(line) >= _LETTERS)
        whole = frozenset(line for line in longer if len(line) < _LETTERS)
    return whole, open_


def _of_part(kind: Any, value: Any) -> _Found:
    if kind is parts.LITERAL:
        return frozenset([_letter(value)]), frozenset()
    if kind is parts.SUBPATTERN:
        return _ANYTHING if value[1] & re.IGNORECASE else _of(value[-1])
    if kind is parts.ATOMIC_GROUP:
        return _of(value)
    if kind in (parts.AT, parts.ASSERT, parts.ASSERT_NOT):
        return _NOTHING
    if kind in _REPEATS:
        least, most, repeated = value
        own, more = _of(repeated)
        if most == 1:
            return (own | {""} if not least else own), more
        return (frozenset() if least else frozenset([""])), more | own
    if kind is parts.BRANCH:
        each = [_of(branch) for branch in value[1]]
        return frozenset().union(*(own for own, _ in each)), frozenset().union(*(more for _, more in each))
    return _of_class(value) if kind is parts.IN else _ANYTHING


def _of_class(members: list[tuple[Any, Any]]) -> _Found:
    found: set[str] = set()
    for kind, value in members:
        if kind is parts.LITERAL:
            found.add(_letter(value))
        elif kind is parts.RANGE and value[1] - value[0] < _MOST:
            found.update(map(_letter, range(value[0], value[1] + 1)))
        elif kind is parts.CATEGORY and value is parts.CATEGORY_DIGIT:
            found.add(_DIGIT)
        else:
            return _ANYTHING
    return frozenset(found), frozenset()


def _letter(number: int) -> str:
    return _DIGIT if chr(number).isdecimal() else chr(number)


class Begun(dict[str, tuple[int, ...]]):
    """By a line's first letters (`line[:LETTERS]`) the numbers of the patterns that may match at its start."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self.numbers: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            for start in sorted(beginnings(pattern)):
                self.numbers.setdefault(start, []).append(number)

    def __missing__(self, start: str) -> tuple[int, ...]:
        if len(self) >= _KEPT:
            self.clear()
        plain = "".join([_DIGIT if letter.isdecimal() else letter for letter in start])
        sizes = range(len(plain) + 1)
        found = tuple(sorted({number for size in sizes for number in self.numbers.get(plain[:size], ())}))
        self[start] = found
        return found


LETTERS = _LETTERS
