"""INGEST: how likely each block is to belong to the article's running text.

A linear score over named traits of a block, of its neighbours, and of where it stands between what surely is text and
what surely is not; then boosted trees over what can be measured of it and of what that score says around it. All were
fitted to public collections of pages with a known text; no trait names a site.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from functools import cache

from pressmark.segment.page_measures import rows_of
from pressmark.segment.traits import Look, own_traits
from pressmark.segment.trees import TREES, Forest, score
from pressmark.segment.weights import WEIGHTS

Weights = dict[str, dict[str, float]]

_DENSE = 0.5  # of a text's words in paragraphs: one that holds fewer is a whole page and not a selection from it
_LENIENT = 0.3  # in favour of a block: a lost paragraph is worse than a line too many
_LENIENT_TREES = 0.2  # the same for the trees, of what ends as a sentence does: a headline must not gain by it
_CLEAR = 0.02
_EDGES = (0.03, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.97)
_AROUND = 5  # how many blocks on each side have a say


def likelihoods(
    looks: list[Look], weights: Weights = WEIGHTS, trees: dict[str, Forest] = TREES
) -> list[float]:  # fmt: skip
    """The likelihood of each block to be running text, 0 to 1, in order.

    Judged twice: by its own looks and its neighbours', then also by what the first judgement says of those around it.
    """
    kind = kind_of(looks)
    placed = placed_traits(looks)
    first = [chance(names, weights[kind]) for names in placed]
    if kind in trees:
        open_ones = unclear(first)
        rows = rows_of(looks, first, kind)
        return [
            share_of(score(trees[kind], row) + (_LENIENT_TREES if it.sentence else 0.0)) if open_one else known
            for it, row, known, open_one in zip(looks, rows, first, open_ones, strict=True)
        ]
    again = weights[f"{kind} again"]
    return [chance(names, again, _LENIENT) for names in again_traits(looks, placed, first)]


def unclear(first: list[float]) -> list[bool]:
    """Which blocks the second judgement looks at: all but those that stand in the midst of what is surely no text."""
    found = []
    for i, own in enumerate(first):
        around = first[max(0, i - 3) : i + 4]
        found.append(own >= _CLEAR or sum(around) >= _CLEAR * len(around))
    return found


def kind_of(looks: list[Look]) -> str:
    """Which weights speak of these blocks: "page" that an extractor has seen, "markup", "text" or "dump" of a page."""
    if any(it.extracted >= 0 for it in looks):
        return "page"
    if any(it.block.traits for it in looks):
        return "markup"
    words = sum(it.words for it in looks)
    if looks and looks[0].dumped:
        return "dump"
    return "text" if sum(it.words for it in looks if it.prose) >= _DENSE * words else "dump"


def chance(names: list[str], weights: dict[str, float], lenient: float = 0.0) -> float:
    return share_of(sum([weights.get(name, 0.0) for name in names]) + weights.get("always", 0.0) + lenient)


def share_of(score: float) -> float:
    """A score as a likelihood: 0 is even."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def again_traits(looks: list[Look], placed: list[list[str]], first: list[float]) -> list[list[str]]:
    """The named traits of each block with those of what the first judgement says of it and of those around it."""
    total = len(looks)
    likely = [it.words if chance >= 0.5 else 0 for it, chance in zip(looks, first, strict=True)]
    mass = sum(likely) or 1
    before = 0
    found: list[list[str]] = []
    for i, it in enumerate(looks):
        names = list(placed[i])
        names.append(f"chance{_step(first[i])}")
        for step in (-3, -2, -1, 1, 2, 3):
            j = i + step
            if 0 <= j < total:
                names.append(f"{step:+d} chance{_step(first[j])}")
        around = first[max(0, i - _AROUND) : i] + first[i + 1 : i + 1 + _AROUND]
        mean = _step(sum(around) / len(around)) if around else 0
        size = min(4, it.words // 8)
        names += [f"around{mean}", f"around{mean}-{'sentence' if it.sentence else 'open'}{size}"]
        names += [f"passed{int(8 * before / mass)}", f"left{int(8 * (mass - before - likely[i]) / mass)}"]
        before += likely[i]
        found.append(names)
    return found


def _step(chance: float) -> int:
    return bisect_right(_EDGES, chance)


def placed_traits(looks: list[Look]) -> list[list[str]]:
    """The named traits of each block: its own, its neighbours', and those of its place."""
    own = [own_traits(it) for it in looks]
    prose = [it.prose for it in looks]
    indexes = [i for i, is_prose in enumerate(prose) if is_prose]
    repeats = Counter(it.text for it in looks)
    total = len(looks)
    found: list[list[str]] = []
    first = indexes[0] if indexes else 0
    last = indexes[-1] if indexes else total
    running = [0]
    for is_prose in prose:
        running.append(running[-1] + is_prose)
    for i, it in enumerate(looks):
        names = list(own[i])
        for step in (-2, -1, 1, 2):
            j = i + step
            if 0 <= j < total:
                most = 9 if abs(step) == 1 else 3
                names += [_beside(step, name) for name in own[j][:most]]
            else:
                names.append(f"{step:+d} edge")
        near = running[min(total, i + 4)] - running[max(0, i - 3)] - prose[i]
        names.append(f"near{near}")
        names.append("before" if i < first else "after" if i > last else "within")
        names.append(f"place{int(10 * i / total)}")
        if repeats[it.text] > 1:
            names.append("repeated")
        names.append(f"above{_gap(looks, i)}")
        names.append(f"below{_gap(looks, i + 1)}")
        found.append(names)
    return found


@cache
def _beside(step: int, name: str) -> str:
    """The name of a neighbour's trait; there are some hundred traits, and each is asked for again and again."""
    return f"{step:+d} {name}"


def _gap(looks: list[Look], i: int) -> int:
    """How many empty lines part a block from the one before it, 0 to 4."""
    if not 0 < i < len(looks):
        return 4
    return max(0, min(4, looks[i].block.first_line - looks[i - 1].block.last_line - 1))
