"""BUILD, annotators: which words a text must hold for a pattern to match in it, so that most need not be tried.

A pattern that may begin with any of many words is tried at each word of a text; whether that has a "century" is known
at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as parts  # type: ignore[attr-defined] # what a pattern is made of
from re import _parser  # type: ignore[attr-defined] # nothing else reads a pattern
from typing import Any

# A word here is a run of letters and digits, one other character, or several words as they stand; folded. One that
# can be no part of a longer one is marked by _WHOLE. _DIGIT stands for any digit.
Words = frozenset[str]
_DIGIT = r"\d"
_WHOLE = "="
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[^\W_]+|.", re.S)
_MOST = 60  # a choice of more words than these is no help
_KEPT = 1 << 16
# Letters that match small ones of ASCII where capitals do not matter, and are not folded to them.
_ALSO = str.maketrans({"ı": "i", "İ": "i", "ſ": "s", "K": "k"})


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_ALSO).casefold()


def needed(pattern: re.Pattern[str]) -> tuple[Words, ...]:
    """Sets of words: of each at least one is in the text, perhaps as a part of a word unless it is marked as whole,
    wherever the pattern matches."""
    return tuple(_of(list(_parser.parse(pattern.pattern, pattern.flags & re.VERBOSE)), (False, False)))


def _of(sequence: list[Any], bounded: tuple[bool, bool]) -> list[Words]:
    """What a sequence needs; `bounded`: whether no letter can stand before it, and none behind it."""
    found: list[Words] = []
    start, run = 0, ""
    for at, (kind, value) in enumerate([*sequence, (None, None)]):
        if kind is parts.LITERAL:
            start, run = start if run else at, run + _folded(chr(value))
            continue
        if run:
            before, behind = _bounded(sequence[:start][::-1], 1, bounded[0]), _bounded(sequence[at:], 0, bounded[1])
            found += _of_run(run, before, behind)
            run = ""
        if kind is not None:
            before, behind = _bounded(sequence[:at][::-1], 1, bounded[0]), _bounded(sequence[at + 1 :], 0, bounded[1])
            found += _of_part(kind, value, (before, behind))
    return found


def _bounded(sequence: list[Any], side: int, beyond: bool) -> bool:
    """Whether surely no letter or digit stands where a sequence begins (side 0), or ends (1, from its last part to its
    first); `beyond` is what holds where it is empty."""
    if not sequence:
        return beyond
    (kind, value), rest = sequence[0], sequence[1:]
    if kind is parts.AT:
        return value is parts.AT_BOUNDARY or _bounded(rest, side, beyond)
    if kind in (parts.ASSERT, parts.ASSERT_NOT):
        return _bounded(rest, side, beyond)
    if kind is parts.LITERAL:
        return not chr(value).isalnum()
    if kind is parts.IN:
        return all(_is_between(*member) for member in value)
    after = _bounded(rest, side, beyond)
    if kind in (parts.SUBPATTERN, parts.ATOMIC_GROUP):
        return _bounded(_turned(value[-1] if kind is parts.SUBPATTERN else value, side), side, after)
    if kind is parts.BRANCH:
        return all(_bounded(_turned(branch, side), side, after) for branch in value[1])
    if kind in (parts.MAX_REPEAT, parts.MIN_REPEAT, parts.POSSESSIVE_REPEAT):
        return _bounded(_turned(value[2], side), side, after) and (after or value[0] > 0)
    return False


def _turned(sequence: Iterable[Any], side: int) -> list[Any]:
    return list(sequence)[::-1] if side else list(sequence)


def _is_between(kind: Any, value: Any) -> bool:
    """Whether a member of a class of characters is neither letters nor digits."""
    if kind is parts.LITERAL:
        return not chr(value).isalnum()
    return kind is parts.CATEGORY and value in (parts.CATEGORY_SPACE, parts.CATEGORY_NOT_WORD)


def _of_run(run: str, before: bool, behind: bool) -> list[Words]:
    whole = run.strip()
    if any(letter.isspace() for letter in whole):
        return [frozenset({whole})]
    words = _RUN.findall(whole)
    bounded = [
        _WORD.fullmatch(word)
        and (place > 0 or before or run[0].isspace())
        and (place + 1 < len(words) or behind or run[-1].isspace())
        for place, word in enumerate(words)
    ]
    return [frozenset({_WHOLE + word if one else word}) for word, one in zip(words, bounded, strict=True)]


def _of_part(kind: Any, value: Any, bounded: tuple[bool, bool]) -> list[Words]:
    if kind is parts.SUBPATTERN:
        return _of(list(value[-1]), bounded)
    if kind is parts.ATOMIC_GROUP:
        return _of(list(value), bounded)
    if kind is parts.ASSERT:
        return _of(list(value[1]), (False, False))
    if kind in (parts.MAX_REPEAT, parts.MIN_REPEAT, parts.POSSESSIVE_REPEAT):
        return _of(list(value[2]), bounded if value[1] == 1 else (False, False)) if value[0] else []
    if kind is parts.BRANCH:
        each = [max(_of(list(branch), bounded), key=_worth, default=None) for branch in value[1]]
        return _few(frozenset().union(*(e for e in each if e))) if all(each) else []
    return _of_class(value) if kind is parts.IN else []


def _few(words: Words) -> list[Words]:
    return [words] if len(words) <= _MOST else []


def _worth(words: Words) -> tuple[int, int, list[str]]:
    return min(len(word) for word in words), -len(words), sorted(words)


def _of_class(members: list[tuple[Any, Any]]) -> list[Words]:
    """The characters of a class, if they are few."""
    found: set[str] = set()
    for kind, value in members:
        if kind is parts.LITERAL and not chr(value).isspace():
            found.add(_folded(chr(value)))
        elif kind is parts.RANGE and value[1] - value[0] < _MOST:
            found.update(_folded(chr(number)) for number in range(value[0], value[1] + 1))
        elif kind is parts.CATEGORY and value is parts.CATEGORY_DIGIT:
            found.add(_DIGIT)
        else:
            return []
    return _few(frozenset(found))


class Sieve:
    """Some patterns, of which a text is told those that may match in it."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self.needs = tuple(needed(pattern) for pattern in patterns)
        words = {word for need in self.needs for choice in need for word in choice} - {_DIGIT}
        self.whole = frozenset(word for word in words if len(word) > 1 and word.startswith(_WHOLE))
        words -= self.whole
        # Words as they stand are looked for where the longest of them is.
        self.phrases = {w: max(_WORD.findall(w), key=len, default="") for w in words if not _WORD.fullmatch(w)}
        self.words = tuple(sorted(words - self.phrases.keys() | set(self.phrases.values()) - {""}))
        self.held: dict[str, Words] = {}  # by a word of a text, which of these words are part of it

    def may_match(self, text: str) -> list[int]:
        """The numbers of the patterns that may match somewhere in the text, in order."""
        there: set[str] = set()
        for word in set(_WORD.findall(text)):
            held = self.held.get(word)
            there |= self._learnt(word) if held is None else held
        look = _folded(text)
        there |= {phrase for phrase, word in self.phrases.items() if (not word or word in there) and phrase in look}
        found: list[int] = []
        for number, need in enumerate(self.needs):
            for one in need:
                if there.isdisjoint(one):
                    break
            else:
                found.append(number)
        return found

    def _learnt(self, word: str) -> Words:
        if len(self.held) >= _KEPT:
            self.held.clear()
        look = _folded(word)
        digit = {_DIGIT} if any(letter.isdecimal() for letter in word) else set()
        parts_of = {one for one in self.words if one in look}
        found = self.held[word] = frozenset(parts_of | digit | ({_WHOLE + look} & self.whole))
        return found
