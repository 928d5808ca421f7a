"""INGEST: a capture's blocks in numbers: what each looks like, what stands around it, and what a first judgement says.

The second judgement (likelihood.py) rests on these. The order of MEASURES is the order of the numbers in a row, which
block_trees.json refers to: a change here needs bench/train_trees.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import accumulate, chain, pairwise
from operator import itemgetter

from pressmark.segment.pictures import ENDS_IN_CREDIT
from pressmark.segment.traits import MOST_READ, Look, empty_lines
from pressmark.text import digits_in

_STOP = re.compile(r"[.!?…][\"”’»)]* ")
_EMPTY = -1.0
_KINDS = {"text": 0.0, "dump": 1.0, "markup": 2.0, "page": 3.0}
_PICTURES = {"furniture": 1.0, "video": 2.0, "caption": 3.0, "credit": 4.0}
_FURNITURE = {
    name: float(number)
    for number, name in enumerate(
        "related navigation newsletter share comments advertisement legal warning furniture".split(), 1
    )
}
_SHAPES = {"paragraph": 0.0, "heading": 1.0, "item": 2.0, "quotation": 3.0, "image": 4.0, "table": 5.0}
# Words of captions, of people already introduced, and of reported events.
_SCENE = frozenset(
    "left right centre center pictured seen above below file during poses pose attends attend holds hold stands stand "
    "looks look walks walk speaks speak sits sit shows view photo image picture links rechts mitte archiv zeigt "
    "wahrend foto bild durante muestra izquierda derecha gauche droite lors".split()
)
_PRONOUNS = frozenset(
    "he she they it we you his her their him them this that these those but er sie es wir ihr ihre seine sein diese "
    "dieser aber auch ella ellos ello sus pero este esta il elle ils elles ses mais cette".split()
)
_TELLING = _SCENE | _PRONOUNS
OWN = (
    "words", "letters", "end", "start", "low", "stops", "sentence", "quotes", "commas", "digits", "signs", "picture",
    "credited", "furniture", "dated", "byline", "shape", "linked", "links", "scene", "pronouns", "speech", "opens low",
    "new words", "around", "related", "figure", "article", "repeated",
)  # fmt: skip
_NEAR = ("words", "end", "start", "low", "picture", "furniture", "byline", "shape", "dated", "opens low")
_NEXT = ("words", "end", "picture", "furniture")
_STEPS = (-4, -3, -2, -1, 0, 1, 2, 3, 4)
MEASURES = (
    *OWN,
    *(f"{step:+d} {name}" for step in (-1, 1) for name in _NEAR),
    *(f"{step:+d} {name}" for step in (-2, 2) for name in _NEXT),
    *(f"chance {step:+d}" for step in _STEPS),
    "before", "after", "around 3", "around 8", "surest", "kind", "blocks", "place", "to usual", "dense",
    "above", "below", "shared above", "shared below", "picture off",
)  # fmt: skip
_SHORT = 3  # characters of a word
_near_of: Callable[[list[float]], tuple[float, ...]] = itemgetter(*map(OWN.index, _NEAR))
_next_of: Callable[[list[float]], tuple[float, ...]] = itemgetter(*map(OWN.index, _NEXT))
_NO_NEAR, _NO_NEXT = (_EMPTY,) * len(_NEAR), (_EMPTY,) * len(_NEXT)


def measured(
    looks: list[Look], first: list[float], kind: str, asked: list[bool] | None = None
) -> list[list[float]]:  # fmt: skip
    """A row of numbers for each block, in the order of MEASURES; `first` are the first judgement's likelihoods.

    Rows of blocks that are not `asked` for are empty.
    """
    total = len(looks)
    short = frozenset([word for word in frozenset().union(*[it.said for it in looks]) if len(word) <= _SHORT])
    rare = [it.said - short for it in looks]
    once = frozenset([word for word, count in Counter(chain.from_iterable(rare)).items() if count == 1])
    begun = {it.pieces[0].lower() for it in looks}
    lower = set(filter(str.islower, begun.intersection(chain.from_iterable([it.pieces[1:] for it in looks]))))
    repeats = Counter([it.text for it in looks])
    wanted = [i for i in range(total) if asked is None or asked[i]]
    own: list[list[float]] = [[]] * total
    near: list[tuple[float, ...]] = [*[_NO_NEAR] * total, *[_NO_NEAR] * 2]  # those past the end are also before it
    following: list[tuple[float, ...]] = [*[_NO_NEXT] * total, *[_NO_NEXT] * 2]
    for i in sorted({j for at in wanted for j in range(max(0, at - 2), min(total, at + 3))}):
        it = looks[i]
        own[i] = _own(it, rare[i], once, lower, repeats[it.text] > 1)
        near[i], following[i] = _near_of(own[i]), _next_of(own[i])
    chances = [_EMPTY] * 4 + first + [_EMPTY] * 4
    near3, near8 = _around(first, 3), _around(first, 8)
    shared = [0, *[len(one & other) for one, other in pairwise(rare)], 0]
    words = [it.words for it in looks]
    passed = [0, *accumulate([count if chance >= 0.5 else 0 for count, chance in zip(words, first, strict=True)])]
    mass = passed[-1] or 1
    lengths = sorted([it.words for it, chance in zip(looks, first, strict=True) if chance >= 0.5 and it.sentence])
    usual = lengths[len(lengths) // 2] if lengths else 20
    page = (max(first, default=0.0), _KINDS[kind], float(total))
    dense = mass / (sum(words) or 1)
    off = _picture_distances(looks)
    gaps = [9, *[0 if gap < 0 else 8 if gap > 8 else gap for gap in empty_lines(looks)], 9]
    rows: list[list[float]] = [[]] * total
    for i in wanted:
        rows[i] = [
            *own[i], *near[i - 1], *near[i + 1], *following[i - 2], *following[i + 2], *chances[i : i + 9],
            passed[i] / mass, (mass - passed[i + 1]) / mass, near3[i], near8[i],
            *page, i / total, words[i] / usual, dense, gaps[i], gaps[i + 1],
            shared[i] / len(rare[i]) if i and rare[i] else _EMPTY,
            shared[i + 1] / len(rare[i]) if i + 1 < total and rare[i] else _EMPTY, off[i],
        ]  # fmt: skip
    return rows


def _own(
    it: Look, rare: frozenset[str], once: frozenset[str], lower: set[str], repeated: bool
) -> list[float]:  # fmt: skip
    text, parts = it.text[:MOST_READ], it.pieces
    last, first = it.text[-1], text[0]
    telling = it.said & _TELLING
    plain = not text.isascii()
    quotes = text.count('"')
    if plain:
        quotes += text.count("“") + text.count("”") + text.count("„") + text.count("«") + text.count("»")
    return [
        it.words,
        len(text) / len(parts),
        0.0 if it.sentence else 1.0 if last in ":,;" else 2.0 if last in ")]" else 3.0 if last.isdigit() else 4.0,
        0.0
        if first.isupper()
        else 1.0
        if first.islower()
        else 2.0
        if first.isdigit()
        else 3.0
        if first in "\"'“„«‚‘–—-"
        else 4.0,
        it.low / len(parts),
        len(_STOP.findall(text)),
        it.sentence + it.sentences,
        quotes,
        text.count(","),
        digits_in(text),
        sum(map(text.count, "|•»©@/(" if plain else "|@/(")),
        _PICTURES.get(it.picture[0], 0.0) if it.picture else 0.0,
        it.picture is not None and it.picture[1] == ENDS_IN_CREDIT,
        _FURNITURE.get(it.furniture[0], 10.0) if it.furniture else 0.0,
        it.dated + (it.date is not None),
        0.0 if it.byline is None else 2.0 if it.byline else 1.0,
        _SHAPES.get(it.block.shape, 6.0),
        it.links,
        len(it.block.links),
        len(_SCENE.intersection(telling)) if telling else 0,
        len(_PRONOUNS.intersection(telling)) if telling else 0,
        it.speech,
        parts[0].lower() in lower,
        len(rare & once) / len(rare) if rare else 1.0,
        "around" in it.parts,
        "related" in it.parts,
        "figure" in it.parts,
        "text" in it.parts,
        repeated,
    ]


def _around(first: list[float], reach: int) -> list[float]:
    """For each block the mean likelihood of the blocks at most so far away."""
    total = len(first)
    sums = [0.0, *accumulate(first)]
    lows = [0] * min(reach, total) + list(range(total - reach))
    highs = [*range(min(reach + 1, total), total), *[total] * min(reach + 1, total)]
    return [
        (sums[high] - sums[low] - own) / (high - low - 1 or 1)
        for own, low, high in zip(first, lows, highs, strict=True)
    ]


def _picture_distances(looks: list[Look]) -> list[float]:
    """How many blocks a credit or caption is away, at most 9: below 0 where the nearest stands above."""
    places = [i for i, it in enumerate(looks) if it.picture and _PICTURES.get(it.picture[0], 0.0) >= 3]
    found = [9.0] * len(looks)
    for place in places:
        for i in range(max(0, place - 8), min(len(looks), place + 9)):
            if i != place and abs(place - i) < abs(found[i]):
                found[i] = float(place - i)
    return found
