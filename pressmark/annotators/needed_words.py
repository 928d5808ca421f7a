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

# A word here is a run of letters and digits, one other character, or several words as they stand; folded. _DIGIT
# stands for any digit.
Words = frozenset[str]
_DIGIT = r"\d"
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[^\W_]+|.", re.S)
_MOST = 60  # a choice of more words than these is no help
_KEPT = 1 << 16
# Letters that match small ones of ASCII where capitals do not matter, and are not folded to them.
_ALSO = str.maketrans({"ı": "i", "İ": "i", "ſ": "s", "K": "k"})


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_ALSO).casefold()


def needed(pattern: re.Pattern[str]) -> tuple[Words, ...]:
    """Sets of words: of each at least one is in the text, perhaps as a part of a word, wherever the pattern matches."""
    return tuple(_of(_parser.parse(pattern.pattern, pattern.flags & re.VERBOSE)))


def _of(sequence: Iterable[Any]) -> list[Words]:
    found: list[Words] = []
    run = ""
    for kind, value in sequence:
        if kind is parts.LITERAL:
            run += _folded(chr(value))
            continue
        found += _of_run(run)
        run = ""
        found += _of_part(kind, value)
    return found + _of_run(run)


def _of_run(run: str) -> list[Words]:
    whole = run.strip()
    if any(letter.isspace() for letter in whole):
        return [frozenset({whole})]
    return [frozenset({word}) for word in _RUN.findall(whole)]


def _of_part(kind: Any, value: Any) -> list[Words]:
    if kind is parts.SUBPATTERN:
        return _of(value[-1])
    if kind is parts.ATOMIC_GROUP:
        return _of(value)
    if kind is parts.ASSERT:
        return _of(value[1])
    if kind in (parts.MAX_REPEAT, parts.MIN_REPEAT, parts.POSSESSIVE_REPEAT):
        return _of(value[2]) if value[0] else []
    if kind is parts.BRANCH:
        each = [max(_of(branch), key=_worth, default=None) for branch in value[1]]
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
        found = self.held[word] = frozenset({one for one in self.words if one in look} | digit)
        return found
