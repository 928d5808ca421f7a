"""INGEST: what a page's markup says of its blocks, in numbers: what an extractor keeps, and where the text's mass lies.

The second judgement of pages rests on these beside those of measures.py. PAGE_MEASURES is the order of the numbers in a
row, which block_trees.json refers to: a change here needs bench/train_trees.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache

from pressmark.segment.measures import MEASURES, measured
from pressmark.segment.traits import Look
from pressmark.segment.word_scores import WORDS, Words, word_scores

_EMPTY = -1.0
_MAIN = 0.6  # the main part of a page is the innermost that holds so much of what reads as text
_ELEMENTS = (
    "p", "aside", "figcaption", "blockquote", "header", "footer", "form", "section", "article", "main", "li", "ul",
    "table", "button", "nav",
)  # fmt: skip
_PARTS = (
    "offer", "share", "byline", "box", "quote", "tags", "head", "date", "ads", "talk", "legal", "related", "around",
)  # fmt: skip
TEXT_MEASURES = (*MEASURES, "words around", "words of captions")
PAGE_MEASURES = (
    *MEASURES,
    "extracted", "-1 extracted", "+1 extracted", "+2 extracted", "-2 extracted", "depth", "share of its place",
    "mean of its place", "in the main part", "below the main part", "placed as above", "placed as below", "many links",
    "level", "article body", *_ELEMENTS, *_PARTS,
)  # fmt: skip


def rows_of(
    looks: list[Look], first: list[float], kind: str, asked: list[bool] | None = None, words: Words = WORDS
) -> list[list[float]]:
    """A row of numbers for each block: MEASURES, of selected text TEXT_MEASURES, of pages PAGE_MEASURES.

    `first` are the first judgement's. Rows of blocks that are not `asked` for are no rows to count on.
    """
    rows = measured(looks, first, kind, asked)
    wanted = asked or [True] * len(looks)
    if kind == "text":
        return [row + word_scores(it.said, words) if row else row for row, it in zip(rows, looks, strict=True)]
    if kind == "page":
        return [row + more for row, more in zip(rows, _of_page(looks, first, wanted), strict=True)]
    return rows


def _of_page(looks: list[Look], first: list[float], asked: list[bool]) -> list[list[float]]:
    mass: dict[tuple[str, ...], float] = defaultdict(float)
    likely: dict[tuple[str, ...], float] = defaultdict(float)
    count = Counter(it.block.traits for it in looks)
    for it, chance in zip(looks, first, strict=True):
        mass[it.block.traits] += it.words * chance
        likely[it.block.traits] += chance
    total = sum(mass.values()) or 1.0
    main = _main_part(mass, total)
    places = {it.block.traits: _of_place(it.block.traits, main) for it, asks in zip(looks, asked, strict=True) if asks}
    extracted = [_EMPTY, _EMPTY, *(float(it.extracted) for it in looks), _EMPTY, _EMPTY]
    blocks = [None, *(it.block.traits for it in looks), None]
    rows: list[list[float]] = []
    for i, it in enumerate(looks):
        if not asked[i]:
            rows.append([])
            continue
        traits = it.block.traits
        others = count[traits] - 1
        depth, common, below, body, *elements = places[traits]
        rows.append([
            extracted[i + 2], extracted[i + 1], extracted[i + 3], extracted[i + 4], extracted[i],
            depth, mass[traits] / total, (likely[traits] - first[i]) / others if others else _EMPTY, common, below,
            blocks[i] == traits, blocks[i + 2] == traits, len(it.block.links) > 2, it.block.level, body, *elements,
            *_named(it.parts),
        ])  # fmt: skip
    return rows


@lru_cache(maxsize=512)
def _named(parts: tuple[str, ...]) -> tuple[bool, ...]:
    return tuple([part in parts for part in _PARTS])


def _main_part(mass: dict[tuple[str, ...], float], total: float) -> tuple[str, ...]:
    """What the innermost part of the page is inside of that holds most of the text."""
    main: tuple[str, ...] = ()
    within = list(mass.items())
    while True:
        step: dict[str, float] = defaultdict(float)
        for traits, words in within:
            if len(traits) > len(main):
                step[traits[len(main)]] += words
        name, words = max(step.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0.0))
        if words < _MAIN * total or not words:
            return main
        within = [(traits, held) for traits, held in within if traits[len(main) : len(main) + 1] == (name,)]
        main += (name,)


def _of_place(traits: tuple[str, ...], main: tuple[str, ...]) -> list[float]:
    common = 0
    for own, other in zip(traits, main, strict=False):
        if own != other:
            break
        common += 1
    body = "itemprop:articleBody" in traits or "property:articleBody" in traits
    held = frozenset(traits)
    return [
        float(len(traits)), common / (len(main) or 1), float(len(traits) - common), float(body),
        *(float(name in held) for name in _ELEMENTS),
    ]  # fmt: skip
