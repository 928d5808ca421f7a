"""Documents to one lunr index, as lunr.js 2.3.9 itself would serialise it: the same terms, order and numbers.

Lunr.py splits, counts and weighs; stems are lunr.js's (see stemmer), words come folded (see pressmark.folding), and
what the two lunrs do differently in numbers and order is done here as lunr.js does it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lunr.builder import Builder
from lunr.idf import idf
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


def lunr_index(
    entries: Iterable[Entry], boosts: tuple[tuple[str, int], ...] = (), language: str = "en"
) -> dict[str, Any]:
    """The index of the entries, which are referred to by their numbers from 0, in lunr.js's own serialised form.

    Stop words and stemmer are English. For an archive in another language there are neither: its words are found as
    they are folded.
    """
    english = is_english(language)
    builder = Builder()
    for field in FIELDS:
        builder.field(field)
    weights = []
    for number, entry in enumerate(entries):
        weights.append(entry.weight)
        texts = zip(FIELDS, entry.texts, strict=True)
        builder.add({"id": str(number), **{field: terms(text, english) for field, text in texts}})
    return {
        "version": VERSION,
        "fields": list(FIELDS),
        "fieldVectors": _vectors(builder, dict(boosts), weights) if weights else [],
        "invertedIndex": _postings(builder),
        "pipeline": ["stemmer"] if english else [],
    }


def is_english(language: str) -> bool:
    """Whether lunr's English stop words and stemmer fit the language."""
    return language.replace("_", "-").partition("-")[0].lower() == "en"


def terms(text: str, english: bool = True) -> list[str]:
    """What the index knows a text by, in order: its folded words, in English without stop words and stemmed."""
    found = tokens(text)
    return [stem(token) for token in found if token not in WORDS] if english else found


def _vectors(builder: Any, boosts: dict[str, int], weights: list[float]) -> list[list[Any]]:
    """Each field's vector: term numbers in order, each with the weight it has there (createFieldVectors in lunr.js)."""
    lengths = dict.fromkeys(FIELDS, 0)
    for ref, length in builder.field_lengths.items():
        lengths[ref.partition("/")[0]] += length
    average = {field: total / len(weights) for field, total in lengths.items()}
    rarity: dict[str, float] = {}
    vectors = []
    for ref, frequencies in builder.field_term_frequencies.items():
        field, _, number = ref.partition("/")
        norm = _K1 * (1 - _B + _B * (builder.field_lengths[ref] / average[field])) if frequencies else 0
        numbered = []
        for term, count in frequencies.items():
            posting = builder.inverted_index[term]
            if term not in rarity:
                rarity[term] = idf(posting, len(weights))
            score = rarity[term] * ((_K1 + 1) * count) / (norm + count) * boosts.get(field, 1) * weights[int(number)]
            numbered.append((posting["_index"], _rounded(score)))
        vectors.append([ref, [part for pair in sorted(numbered) for part in pair]])
    return vectors


def _rounded(score: float) -> int | float:
    """Three decimals as JavaScript's Math.round gives them, and whole numbers without a decimal point."""
    value = math.floor(score * 1000 + 0.5) / 1000
    return int(value) if value.is_integer() else value


def _postings(builder: Any) -> list[list[Any]]:
    """Each term with its documents by field, sorted by UTF-16 units: lunr.js refuses any other order."""
    index = builder.inverted_index
    return [
        [term, {"_index": index[term]["_index"], **{f: {ref: {} for ref in index[term][f]} for f in FIELDS}}]
        for term in sorted(index, key=lambda term: term.encode("utf-16-be", "surrogatepass"))
    ]
