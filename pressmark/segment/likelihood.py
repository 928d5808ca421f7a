"""INGEST: how likely each block is to belong to the article's running text.

A linear score over named traits of a block, of its neighbours, and of where it stands between what surely is text and
what surely is not; then boosted trees over what can be measured of it and of what that score says around it. All were
fitted to public collections of pages with a known text; no trait names a site.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from itertools import accumulate
from operator import add

from pressmark.segment.page_measures import rows_of
from pressmark.segment.traits import Look, empty_lines, own_traits
from pressmark.segment.trees import TREES, Forest, score
from pressmark.segment.weights import WEIGHTS
from pressmark.segment.word_scores import WORDS, Words

Weights = dict[str, dict[str, float]]

_DENSE = 0.5  # of a text's words in paragraphs: one that holds fewer is a whole page and not a selection from it
_FEWEST_OF_A_PAGE = 50  # blocks: menus and lists of other articles alone make more
_LENIENT_TREES = 0.2  # the same for the trees, of what ends as a sentence does: a headline must not gain by it
_CLEAR = 0.02
_REMEMBERED = 2048  # sets of traits that blocks have
_BESIDE = {-2: 3, -1: 9, 1: 9, 2: 3}  # how many traits of each neighbour have a say


def likelihoods(
    looks: list[Look], weights: Weights = WEIGHTS, trees: dict[str, Forest] = TREES, words: Words = WORDS
) -> list[float]:  # fmt: skip
    """The likelihood of each block to be running text, 0 to 1, in order.

    Judged twice: by its own looks and its neighbours', then also by what the first judgement says of those around it.
    """
    kind = kind_of(looks)
    first = first_judgement(looks, weights[kind])
    open_ones = unclear(first)
    rows = rows_of(looks, first, kind, open_ones, words)
    return [
        share_of(score(trees[kind], row) + (_LENIENT_TREES if it.sentence else 0.0)) if open_one else known
        for it, row, known, open_one in zip(looks, rows, first, open_ones, strict=True)
    ]


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
    if len(looks) < _FEWEST_OF_A_PAGE:
        return "text"
    return "text" if sum(it.words for it in looks if it.prose) >= _DENSE * words else "dump"


def chance(names: list[str], weights: dict[str, float], lenient: float = 0.0) -> float:
    return share_of(sum([weights.get(name, 0.0) for name in names]) + weights.get("always", 0.0) + lenient)


def share_of(score: float) -> float:
    """A score as a likelihood: 0 is even."""
    return 1 / (1 + math.exp(-score if -30.0 < score < 30.0 else -30.0 if score > 0 else 30.0))


def placed_traits(looks: list[Look]) -> list[list[str]]:
    """The named traits of each block: its own, its neighbours', and those of its place."""
    own = [own_traits(it) for it in looks]
    total = len(looks)
    found: list[list[str]] = []
    for i, place in enumerate(_places(looks)):
        names = list(own[i])
        for step, most in _BESIDE.items():
            j = i + step
            if 0 <= j < total:
                names += [f"{step:+d} {name}" for name in own[j][:most]]
            else:
                names.append(f"{step:+d} edge")
        found.append(names + _names_of(place))
    return found


def first_judgement(looks: list[Look], weights: dict[str, float]) -> list[float]:
    """What the first judgement says of each block: `chance` of its `placed_traits`, a block's traits weighed once for
    itself and for each of its neighbours."""
    if not looks:
        return []
    weighing = _weighing_of(weights)
    of_place = weighing.of_place.__getitem__
    always = weights.get("always", 0.0)
    own, *beside = zip(*[weighing.blocks[tuple(own_traits(it))] for it in looks], strict=True)
    scores = [always + score + of_place(place) for score, place in zip(own, _places(looks), strict=True)]
    for step, sums in zip(_BESIDE, beside, strict=True):
        edges = (weights.get(f"{step:+d} edge", 0.0),) * min(abs(step), len(own))
        shifted = edges + sums[:step] if step < 0 else sums[step:] + edges
        scores = list(map(add, scores, shifted))
    return list(map(share_of, scores))


_Place = tuple[int, str, int, bool, int, int]


class _Weights(dict[str, float]):
    """What named traits weigh; a trait without a weight says nothing. `step` is "" for a block's own, or "-1 "."""

    def __init__(self, weights: dict[str, float], step: str) -> None:
        self.weights, self.step = weights, step

    def __missing__(self, name: str) -> float:
        self[name] = weight = self.weights.get(self.step + name, 0.0)
        return weight


class _Places(dict[_Place, float]):
    """What places weigh, by what `_places` gives."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights

    def __missing__(self, place: _Place) -> float:
        self[place] = weight = sum([self.weights.get(name, 0.0) for name in _names_of(place)])
        return weight


class _Blocks(dict[tuple[str, ...], tuple[float, ...]]):
    """What a block's own traits weigh for itself, and for each of the blocks beside it in the order of _BESIDE; most
    blocks have the traits that others had before them."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.itself = _Weights(weights, "")
        self.beside = [(_Weights(weights, f"{step:+d} "), most) for step, most in _BESIDE.items()]

    def __missing__(self, traits: tuple[str, ...]) -> tuple[float, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        beside = [sum(map(held.__getitem__, traits[:most])) for held, most in self.beside]
        self[traits] = weights = (sum(map(self.itself.__getitem__, traits)), *beside)
        return weights


class _Weighing:
    """Weights as they are looked up: by a trait's own name for each step, since there are some hundred traits, and each
    is asked for again and again."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.blocks = _Blocks(weights)
        self.of_place = _Places(weights)


@cache
def _shipped(kind: str) -> _Weighing:
    return _Weighing(WEIGHTS[kind])


def _weighing_of(weights: dict[str, float]) -> _Weighing:
    """The shipped weights are looked up once, others (in training) anew for each capture."""
    kind = next((kind for kind, shipped in WEIGHTS.items() if shipped is weights), "")
    return _shipped(kind) if kind else _Weighing(weights)


def _places(looks: list[Look]) -> list[_Place]:
    """Where each block stands: how many paragraphs are near it, its side of them, its tenth of the page, whether its
    words are repeated, and the empty lines above and below it."""
    prose = [it.prose for it in looks]
    gaps = [4, *[0 if gap < 0 else 4 if gap > 4 else gap for gap in empty_lines(looks)], 4]
    repeats = Counter([it.text for it in looks])
    total = len(looks)
    first = prose.index(True) if True in prose else 0
    last = total - 1 - prose[::-1].index(True) if True in prose else total
    running = [0, *accumulate(prose)]
    running = running[:1] * 3 + running + running[-1:] * 3
    return [
        (
            running[i + 7] - running[i] - prose[i],
            "before" if i < first else "after" if i > last else "within",
            10 * i // total,
            repeats[it.text] > 1,
            gaps[i],
            gaps[i + 1],
        )
        for i, it in enumerate(looks)
    ]


def _names_of(place: _Place) -> list[str]:
    """The named traits of a place."""
    near, side, tenth, repeated, above, below = place
    names = [f"near{near}", side, f"place{tenth}"]
    return [*names, *(["repeated"] if repeated else []), f"above{above}", f"below{below}"]
