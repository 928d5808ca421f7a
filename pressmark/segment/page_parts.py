"""INGEST: parts of a page that stand or fall as a whole: the rows of a table, an article set inside another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from pressmark.captures.table_rows import is_row
from pressmark.segment.traits import Look

_TEASER = 40  # words; an article inside another one that has fewer only leads to its own page


def whole_tables(looks: list[Look], chances: list[float]) -> Iterator[int]:
    """The rows of tables of which other rows are likely to be text."""
    for is_one, numbers in groupby(range(len(looks)), key=lambda i: is_row(looks[i].block)):
        rows = list(numbers) if is_one else []
        if sum(chances[i] >= 0.5 for i in rows) >= 0.3 * len(rows):
            yield from rows


def inner_teasers(looks: list[Look], chances: list[float]) -> Iterator[int]:
    """The blocks of short articles that stand inside the one that holds most of the text."""
    depths = [it.block.traits.count("article") for it in looks]
    mass: Counter[int] = Counter()
    for it, chance, depth in zip(looks, chances, depths, strict=True):
        mass[depth] += it.words if chance >= 0.5 else 0
    main = max(mass, key=lambda depth: (mass[depth], -depth), default=0)
    if not main:
        return
    for is_inner, numbers in groupby(range(len(looks)), key=lambda i: depths[i] > main):
        inner = list(numbers) if is_inner else []
        if inner and sum(looks[i].words for i in inner) < _TEASER and any(looks[i].block.links for i in inner):
            yield from inner
