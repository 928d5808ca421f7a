"""Texts to the terms that the index knows them by, counted: the pipeline runs once for each distinct piece of text.

A record of counts depends on nothing but the texts and the language, so it can be kept by their digest and used again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from lunr.stop_word_filter import WORDS

from pressmark.folding import plain_words, tokens
from pressmark.search.stemmer import stem, stem_of_ascii

FIELDS = ("title", "names", "summary", "body", "outlet")

# Marks around a word that no word has at its ends (pressmark.folding): without them there are fewer distinct pieces.
_AROUND = '.,;:!?()[]"“”„«»'


@dataclass(frozen=True, slots=True)
class Entry:
    """What lunr is given of a document: the text of each of FIELDS, in that order."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldCounts:
    """The terms of one field in the order in which they first come, how often each comes, and how many there are."""

    terms: tuple[str, ...] = ()
    times: tuple[int, ...] = ()
    length: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """All that the index keeps of a document: the counts of each of FIELDS, in that order."""

    fields: tuple[FieldCounts, ...]


_NONE = FieldCounts()


class TermCounter:
    """Counts the terms of entries; what it has learnt of one is used for the next. English unless told otherwise.

    Stop words are lunr.py's (the same list as lunr.js's) and stems lunr.js's; both are English. In an archive of
    another language there are neither: its words are found as they are folded.
    """

    def __init__(self, english: bool = True) -> None:
        self._pieces = _Pieces(english)

    def counts(self, entry: Entry) -> Counts:
        """The counted terms of an entry."""
        return Counts(tuple([self._counted(text) if text else _NONE for text in entry.texts]))

    def _counted(self, text: str) -> FieldCounts:
        # Words never reach across white space.
        count = Counter(chain.from_iterable(map(self._pieces.__getitem__, text.split())))
        return FieldCounts(tuple(count), tuple(count.values()), count.total())


class _Pieces(dict[str, tuple[str, ...]]):
    """The terms of a piece of text as it stands between white space."""

    def __init__(self, english: bool) -> None:
        super().__init__()
        self._english = english
        self._plain = plain_words()

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found: tuple[str, ...]
        if piece.isalnum() and piece.isascii():
            word = self._plain(piece)
            found = (word,) if not self._english else () if word in WORDS else (stem_of_ascii(word),)
        else:
            bare = piece.strip(_AROUND)
            found = self[bare] if bare.isalnum() and bare != piece else tuple(terms(piece, self._english))
        self[piece] = found
        return found


def is_english(language: str) -> bool:
    """Whether lunr's English stop words and stemmer fit the language."""
    return language.replace("_", "-").partition("-")[0].lower() == "en"


def terms(text: str, english: bool = True) -> list[str]:
    """What the index knows a text by, in order: its folded words, in English without stop words and stemmed."""
    found = tokens(text)
    return [stem(token) for token in found if token not in WORDS] if english else found
