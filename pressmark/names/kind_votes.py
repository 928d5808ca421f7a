"""NAMES: a second judgement of a draft's kind: small traits of the name and its neighbours, each with a learned weight.

bench/train_kinds.py fits the weights to open data; `kind_weights.json` holds them, with a notice in NOTICE.md. What the
rules say is among the traits, so that the judgement adds most where they say little.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from operator import add

from pressmark.names.lists import common_words, given_names, organizations, places, surnames
from pressmark.names.people import is_given
from pressmark.names.runs import Draft, is_common
from pressmark.names.tokens import Tokens

CLASSES = ("person", "organization", "place", "none")
_NAMED = 3  # the classes that are kinds
_REMEMBERED = 1 << 14

Weights = Mapping[str, tuple[float, ...]]
_Pair = tuple[complex, complex]
_NOTHING: _Pair = (0j, 0j)


@cache
def weights() -> Weights:
    """The learned weights of each trait, one for each of CLASSES."""
    text = files("pressmark.names").joinpath("kind_weights.json").read_text(encoding="utf-8")
    return {trait: tuple(n / 100 for n in numbers) for trait, numbers in json.loads(text).items()}


@cache
def _pairs() -> Mapping[str, _Pair]:
    """The same, two by two as one number each: sums of them are the same to the last bit in half the steps."""
    return {trait: (complex(one, two), complex(three, none)) for trait, (one, two, three, none) in weights().items()}


@lru_cache(_REMEMBERED)
def _neighbour(word: str) -> str:
    """A word beside a name as the traits have it: other names are all alike."""
    if not word:
        return "<end>"
    if word[0].isdigit():
        return "<number>"
    lower = word.lower()
    if not word[0].isupper():
        return lower
    if word in given_names():
        return "<given>"
    return lower if lower in common_words() else "<name>"


@lru_cache(_REMEMBERED)
def _own(words: tuple[str, ...]) -> tuple[str, ...]:
    """The traits that a name's words have wherever they stand."""
    first, last, size = words[0], words[-1], len(words)
    name = " ".join(words)
    shape = "A" if name.isupper() else "x"
    shape += "9" * any(c.isdigit() for c in name)
    shape += "i" * (not first.isupper() and any(c.isupper() for c in first[1:]))
    shape += "-" * ("-" in last)
    common = [is_common(word) for word in words]
    ordinary = "C" if all(common) else "c" if any(common) else "-"
    lists = ("G" if is_given(first) else "-") + ("S" if last in surnames() else "-") + ordinary
    known = places().get(name, "-")[0] + ("O" if name in organizations() else "-")
    return (
        *(f"w={word.lower()}" for word in words),
        f"n={min(size, 4)}",
        f"l={last.lower()}",
        f"f={first.lower()}",
        f"s3={last[-3:].lower()}",
        f"s2={last[-2:].lower()}",
        f"sh={shape}{min(size, 3)}",
        f"li={lists}{known}",
        f"lin={min(size, 3)}{lists}",
        f"c={ordinary}",
    )


def traits(found: Tokens, draft: Draft) -> list[str]:
    """What is looked at in a draft: its own words and those beside it."""
    own = _own(found.words[draft.first : draft.last])
    return [*own, *_beside(found, draft, own[-1])]


def _beside(found: Tokens, draft: Draft, ordinary: str) -> list[str]:
    words, first, lead, last = found.words, draft.first, draft.lead, draft.last
    before = _neighbour(words[lead - 1]) if lead else "<start>"
    second = _neighbour(words[lead - 2]) if lead > 1 else ""
    behind = _neighbour(words[last])
    after = _neighbour(words[last + 1]) if last + 1 < len(words) else ""
    named = [
        f"how={draft.how}/{draft.kind}",
        "p=" + before,
        f"pp={second}_{before}",
        "x=" + behind,
        f"xx={behind}_{after}",
        f"px={before}_{behind}",
        ("i1" if found.initial[first] else "i0") + ordinary,
    ]
    return [*named, "shouted"] if found.shouted[first] else named


def said(score: Sequence[float], weak: bool) -> list[tuple[str, float]]:
    """What the rules' score of a name is as traits, each with its value."""
    held = [-2.0 if value < -2.0 else 8.0 if value > 8.0 else value for value in score]
    most = max(held)
    told = [
        ("r0", held[0] / 3),
        ("r1", held[1] / 3),
        ("r2", held[2] / 3),
        ("r3", max(held[3], held[4]) / 3),
        (f"best={held.index(most)}/{min(6, int(most * 2)) if most > 0 else -1}", 1.0),
        ("b", 1.0),
    ]
    return [*told, ("weak", 1.0)] if weak else told


def votes(found: Tokens, keys: list[str], drafts: list[Draft], sums: dict[str, list[float]], sturdy: set[str]) -> None:
    """Adds to each name's score how much likelier each kind is than none, on average over its drafts."""
    learned, pairs = weights(), _pairs()
    rules = {key: _sum(learned, said(score, key not in sturdy)) for key, score in sums.items()}
    totals: dict[str, list[float]] = {}
    counts: dict[str, int] = {}
    by_words: dict[tuple[str, ...], tuple[_Pair, str]] = {}
    for key, draft in zip(keys, drafts, strict=True):
        words = found.words[draft.first : draft.last]
        known = by_words.get(words)
        if known is None:
            own = _own(words)
            known = by_words[words] = _added(_NOTHING, pairs, own), own[-1]
        first, last = _added(known[0], pairs, _beside(found, draft, known[1]))
        one, two, three, none = map(add, rules[key], (first.real, first.imag, last.real, last.imag))
        total = totals.get(key)
        if total is None:
            total = totals[key] = [0.0, 0.0, 0.0]
        total[0] += one - none
        total[1] += two - none
        total[2] += three - none
        counts[key] = counts.get(key, 0) + 1
    for key, total in totals.items():
        score = sums[key]
        for index in range(_NAMED):
            score[index] += total[index] / counts[key]


def _sum(learned: Weights, having: Iterable[tuple[str, float]]) -> list[float]:
    total = [0.0] * len(CLASSES)
    for trait, value in having:
        weight = learned.get(trait)
        if weight is not None:
            one, two, three, none = weight
            total[0] += one * value
            total[1] += two * value
            total[2] += three * value
            total[3] += none * value
    return total


def _added(sums: _Pair, pairs: Mapping[str, _Pair], having: Iterable[str]) -> _Pair:
    """The sums with what these traits weigh."""
    first, last = sums
    for weight in map(pairs.get, having):
        if weight is not None:
            first += weight[0]
            last += weight[1]
    return first, last
