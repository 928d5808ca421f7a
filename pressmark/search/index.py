"""Documents to one lunr index, packed: the same terms, order and numbers as one that lunr.js 2.3.9 builds itself.

Stop words are lunr.py's, stems lunr.js's (see stemmer), words come folded (see pressmark.folding). Counting and
weighing follow lunr.js's Builder step by step; lunr.py's own takes twice as long and rounds otherwise. A test has
lunr.js build the same index and compares the bytes with what the browser makes of ours.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lunr.stop_word_filter import WORDS

from pressmark.folding import tokens
from pressmark.search.stemmer import stem

VERSION = "2.3.9"  # of lunr.js, whose format and arithmetic this is
FIELDS = ("title", "names", "summary", "body", "outlet")

# BM25 as lunr sets it (lunr.Builder).
_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Entry:
    """What lunr is given of a document: the text of each of FIELDS, in that order, and the weight of the whole."""

    texts: tuple[str, ...]
    weight: float = 1


def packed_index(
    entries: Iterable[Entry], boosts: tuple[tuple[str, int], ...] = (), language: str = "en"
) -> dict[str, Any]:
    """The index of the entries, which are referred to by their numbers from 0; answers.js unpacks it for lunr.js.

    `terms` are in the order of their numbers, parted by spaces. `vectors` are those of entry 0 in the order of FIELDS,
    then of entry 1, and so on: term numbers in order, each with its weight there. Which entries a term is in follows.

    Stop words and stemmer are English. For an archive in another language there are neither: its words are found as
    they are folded.
    """
    english = is_english(language)
    weights: list[float] = []
    counts: list[Counter[str]] = []
    for entry in entries:
        weights.append(entry.weight)
        counts += [Counter(terms(text, english)) for text in entry.texts]
    numbers: dict[str, int] = {}
    spread: Counter[str] = Counter()
    for count in counts:
        spread.update(count.keys())
        for term in count:
            numbers.setdefault(term, len(numbers))
    return {
        "version": VERSION,
        "fields": list(FIELDS),
        "pipeline": ["stemmer"] if english else [],
        "terms": " ".join(numbers),
        "vectors": _vectors(counts, numbers, _rarity(spread, len(weights)), dict(boosts), weights),
    }


def is_english(language: str) -> bool:
    """Whether lunr's English stop words and stemmer fit the language."""
    return language.replace("_", "-").partition("-")[0].lower() == "en"


def terms(text: str, english: bool = True) -> list[str]:
    """What the index knows a text by, in order: its folded words, in English without stop words and stemmed."""
    found = tokens(text)
    return [stem(token) for token in found if token not in WORDS] if english else found


def _rarity(spread: Counter[str], documents: int) -> dict[str, float]:
    """How rare each term is (lunr.idf): `spread` counts the fields of documents that it is in."""
    return {term: math.log(1 + abs((documents - n + 0.5) / (n + 0.5))) for term, n in spread.items()}


def _vectors(
    counts: list[Counter[str]],
    numbers: dict[str, int],
    rarity: dict[str, float],
    boosts: dict[str, int],
    weights: list[float],
) -> list[list[int | float]]:
    """Each field's vector (createFieldVectors in lunr.js); the order of the arithmetic is part of the result."""
    lengths = [count.total() for count in counts]
    average = [sum(lengths[n :: len(FIELDS)]) / max(len(weights), 1) for n in range(len(FIELDS))]
    vectors = []
    for n, count in enumerate(counts):
        document, field = divmod(n, len(FIELDS))
        boost, weight = boosts.get(FIELDS[field], 1), weights[document]
        norm = _K1 * (1 - _B + _B * (lengths[n] / average[field])) if count else 0
        vector: list[int | float] = []
        for term in sorted(count, key=numbers.__getitem__):
            score = rarity[term] * ((_K1 + 1) * count[term]) / (norm + count[term]) * boost * weight
            vector += (numbers[term], _rounded(score))
        vectors.append(vector)
    return vectors


def _rounded(score: float) -> int | float:
    """Three decimals as JavaScript's Math.round gives them, and whole numbers without a decimal point."""
    value = math.floor(score * 1000 + 0.5) / 1000
    return int(value) if value.is_integer() else value
