"""INGEST: how likely each block is to belong to the article's running text.

A linear score over named traits of a block, of its neighbours, and of where it stands between what surely is text and
what surely is not. Its weights were fitted to public collections of pages with a known text; no trait names a site.
"""

from __future__ import annotations

import math
from collections import Counter

from pressmark.segment.traits import Look, own_traits
from pressmark.segment.weights import WEIGHTS


Weights = dict[str, dict[str, float]]


def likelihoods(looks: list[Look], weights: Weights = WEIGHTS) -> list[float]:
    """The likelihood of each block to be running text, 0 to 1, in order."""
    fitted = weights[kind_of(looks)]
    return [chance(names, fitted) for names in placed_traits(looks)]


def kind_of(looks: list[Look]) -> str:
    """Which weights speak of these blocks: those for a page that an extractor has seen, for markup, or for bare text."""
    if any(it.extracted >= 0 for it in looks):
        return "page"
    return "markup" if any(it.block.traits for it in looks) else "text"


def chance(names: list[str], weights: dict[str, float]) -> float:
    score = sum(weights.get(name, 0.0) for name in names) + weights.get("always", 0.0)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


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
                names += [f"{step:+d} {name}" for name in own[j][:most]]
            else:
                names.append(f"{step:+d} edge")
        near = running[min(total, i + 4)] - running[max(0, i - 3)] - prose[i]
        names.append(f"near{near}")
        names.append("before" if i < first else "after" if i > last else "within")
        names.append(f"place{int(10 * i / total)}")
        if repeats[it.text] > 1:
            names.append("repeated")
        found.append(names)
    return found
