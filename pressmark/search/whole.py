"""Counted documents to one lunr index as JSON: byte for byte what lunr.js 2.3.9 writes of one that it builds itself.

This is the index of archives that want it in one piece (`search: {shards: false}`). Counting and weighing follow
lunr.js's Builder step by step; lunr.py's own rounds otherwise and stems 1.5% of words differently. A test has lunr.js
build the same index and compares the bytes.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pressmark.search.counts import FIELDS, Counts
from pressmark.search.packing import in_order

VERSION = "2.3.9"  # of lunr.js, whose format and arithmetic this is

# BM25 as lunr sets it (lunr.Builder).
_K1, _B = 1.2, 0.75

Weighed = tuple[int, Counts, float]  # a document's number, its counts and its weight


def whole_index(documents: Iterable[Weighed], boosts: tuple[tuple[str, int], ...], pipeline: Sequence[str]) -> str:
    """The index of the documents, which come with their numbers in ascending order, as JSON.

    The text holds no line breaks and may hold halves of surrogate pairs, as lunr.js's stems may.
    """
    documents = tuple(documents)
    numbers: dict[str, int] = {}
    spread: Counter[str] = Counter()
    for _, counts, _ in documents:
        for field in counts.fields:
            spread.update(field.terms)
            for term in field.terms:
                numbers.setdefault(term, len(numbers))
    vectors = ",".join(_vectors(documents, numbers, spread, dict(boosts)))
    inverted = ",".join(_inverted(documents, numbers))
    head = f'"version":{_json(VERSION)},"fields":{_json(FIELDS)}'
    return f'{{{head},"fieldVectors":[{vectors}],"invertedIndex":[{inverted}],"pipeline":{_json(list(pipeline))}}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _vectors(
    documents: Sequence[Weighed], numbers: Mapping[str, int], spread: Mapping[str, int], boosts: Mapping[str, int]
) -> Iterable[str]:
    """Each field's vector (createFieldVectors in lunr.js); the order of the arithmetic is part of the result."""
    many = len(documents)
    rarity = {term: math.log(1 + abs((many - n + 0.5) / (n + 0.5))) for term, n in spread.items()}
    average = [sum(counts.fields[n].length for _, counts, _ in documents) / max(many, 1) for n in range(len(FIELDS))]
    for number, counts, weight in documents:
        for n, field in enumerate(counts.fields):
            boost = boosts.get(FIELDS[n], 1)
            norm = _K1 * (1 - _B + _B * (field.length / average[n])) if field.length else 0
            times = dict(zip(field.terms, field.times, strict=True))
            vector: list[int | float] = []
            for term in sorted(field.terms, key=numbers.__getitem__):
                score = rarity[term] * ((_K1 + 1) * times[term]) / (norm + times[term]) * boost * weight
                vector += (numbers[term], _rounded(score))
            yield f"[{_json(f'{FIELDS[n]}/{number}')},{_json(vector)}]"


def _rounded(score: float) -> int | float:
    """Three decimals as JavaScript's Math.round gives them, and whole numbers without a decimal point."""
    value = math.floor(score * 1000 + 0.5) / 1000
    return int(value) if value.is_integer() else value


def _inverted(documents: Sequence[Weighed], numbers: Mapping[str, int]) -> Iterable[str]:
    """Each term with the fields of documents that have it, in JavaScript's order of terms."""
    found: dict[str, tuple[list[int], ...]] = {term: tuple([] for _ in FIELDS) for term in numbers}
    for number, counts, _ in documents:
        for n, field in enumerate(counts.fields):
            for term in field.terms:
                found[term][n].append(number)
    for term in sorted(found, key=in_order):
        lists = (",".join(f'"{number}":{{}}' for number in where) for where in found[term])
        fields = ",".join(f'"{name}":{{{listed}}}' for name, listed in zip(FIELDS, lists, strict=True))
        yield f'[{_json(term)},{{"_index":{numbers[term]},{fields}}}]'
