"""Texts to fewer characters: the pieces that an archive's texts are made of most stand as one character or two.

The pieces are learnt from some of the texts, chosen by their digests: an edit changes the choice seldom, so it seldom
changes how other texts are written. All characters written are one byte in UTF-8 and plain in a JavaScript string, but
for those of no piece, which stand as they are after a mark. shards.js reads them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pressmark.search.packing import front_coded

END = "\x01"  # of a text
AS_IT_IS = "\x02"  # before a character that no piece has
# What stands for pieces: none of those that a script or a string cannot hold, or that end a file for some program.
SYMBOLS = "".join(chr(code) for code in range(3, 128) if chr(code) not in '\n\r\x1a"\\<')

MANY = 560  # pieces longer than a character that are learnt
LONGEST = 10  # characters of a piece
ROUNDS = 4  # each makes pieces up to twice as long
SELDOM = 3  # times that a piece must come in the sample
_NEVER = set("|_")  # characters that mark something where the pieces are written


@dataclass(frozen=True, slots=True)
class Pieces:
    """What texts are written with: `short` are pieces that one symbol stands for, `long` those that take two."""

    short: tuple[str, ...]
    long: tuple[str, ...]

    def written(self) -> tuple[str, str]:
        """Both as shards.js reads them."""
        return _listed(self.short), _listed(self.long)


def _listed(pieces: Sequence[str]) -> str:
    return "|".join(front_coded([piece.replace(" ", "_") for piece in pieces]))


def learnt(texts: Iterable[str]) -> Pieces:
    """The pieces that these texts are made of most; each ends with a word or lies within it."""
    words = Counter(chain.from_iterable(text.split(" ") for text in texts))
    spelled = [(f"{word} ", times) for word, times in words.items()]
    pieces: set[str] = set()
    for _ in range(ROUNDS):
        found: Counter[str] = Counter()
        for word, times in spelled:
            before = ""
            for piece in _parts(word, pieces):
                found[piece] += times
                if before and len(before) + len(piece) <= LONGEST:
                    found[before + piece] += times
                before = piece
        gains = ((times * (len(p) - 1.2), p) for p, times in found.items() if len(p) > 1 and times >= SELDOM)
        pieces = {piece for _, piece in sorted(gains, reverse=True)[:MANY] if _NEVER.isdisjoint(piece)}
    used: Counter[str] = Counter()
    for word, times in spelled:
        for piece in _parts(word, pieces):
            used[piece] += times
    return _allotted(sorted((-n, p) for p, n in used.items() if n >= SELDOM and _NEVER.isdisjoint(p)))


def _parts(word: str, pieces: set[str]) -> Iterable[str]:
    """The word in pieces, the longest first, and single characters."""
    at, end = 0, len(word)
    while at < end:
        size = min(LONGEST, end - at)
        while size > 1 and word[at : at + size] not in pieces:
            size -= 1
        yield word[at : at + size]
        at += size


def _allotted(ranked: Sequence[tuple[int, str]]) -> Pieces:
    """The pieces, the most used first: as many as can be with one symbol, the rest with two."""
    leading = 0
    while len(SYMBOLS) - leading + leading * len(SYMBOLS) < len(ranked):
        leading += 1
    short = len(SYMBOLS) - leading
    pieces = [piece for _, piece in ranked]
    return Pieces(tuple(sorted(pieces[:short])), tuple(sorted(pieces[short:])))


def codes(pieces: Pieces) -> Mapping[str, str]:
    """What stands for each piece. Characters that are symbols stand for themselves, if they are short pieces."""
    own = set(SYMBOLS).intersection(pieces.short)
    free = iter([symbol for symbol in SYMBOLS if symbol not in own])
    found = {piece: piece if piece in own else next(free) for piece in pieces.short}
    leading = list(free)
    pairs = (first + second for first in leading for second in SYMBOLS)
    found.update(zip(pieces.long, pairs, strict=False))
    return found


class Packer:
    """Writes texts with pieces; the words of one are known for the next."""

    def __init__(self, pieces: Pieces) -> None:
        self._words = _Words(codes(pieces))

    def packed(self, texts: Iterable[str]) -> str:
        """The texts as they stand in a JavaScript string, END between them; a space is read after each, which is none
        of it."""
        known = self._words.__getitem__
        return END.join(["".join(map(known, text.split(" "))) for text in texts])


class _Codes(dict[str, str]):
    """What stands for each piece, and for any other character."""

    def __missing__(self, one: str) -> str:
        # A string cannot hold all characters as they are; JSON's escapes are JavaScript's too.
        plain = one in _ESCAPED or one < " "
        found = self[one] = AS_IT_IS + (json.dumps(one)[1:-1] if plain else one).replace("<", "\\u003c")
        return found


_ESCAPED = '"\\\u2028\u2029'


class _Words(dict[str, str]):
    """Words with the space after them, as they are written; forgets them when they are too many."""

    MOST = 1 << 16

    def __init__(self, found: Mapping[str, str]) -> None:
        super().__init__()
        self._codes = _Codes(found)
        self._parts = re.compile(_longest_of(found), re.S).findall

    def __missing__(self, word: str) -> str:
        if len(self) >= self.MOST:
            self.clear()
        written = self[word] = "".join(map(self._codes.__getitem__, self._parts(f"{word} ")))
        return written


def _longest_of(pieces: Iterable[str]) -> str:
    """A pattern that finds the longest piece that a text begins with, else its first character."""
    begun: dict[str, list[str]] = {}
    for piece in sorted((p for p in pieces if len(p) > 1), key=lambda p: (-len(p), p)):
        begun.setdefault(piece[0], []).append(re.escape(piece[1:]))
    # Beginnings that many pieces have are tried first.
    ordered = sorted(begun.items(), key=lambda item: (-len(item[1]), item[0]))
    return "|".join([*(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in ordered), "."])
