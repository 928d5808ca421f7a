"""INGEST: the boosted trees of the second judgement, and the score that they give a row of numbers.

As written, a tree is a leaf, which is a number, or [place, limit, left, right]: to the left go rows whose number at
that place is at most the limit. bench/train_trees.py writes block_trees.json; no tree names a site or a word.

A row meets all trees at once (Lucchese et al., "QuickScorer", SIGIR 2015): every number rules out the leaves that it
cannot reach, and of each tree the leftmost leaf that remains is the one reached. This takes half as long as walking.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from importlib import resources
from operator import getitem

_LEAVES = 8  # at most so many a tree: each has its bit in the tree's byte
_LOWEST = bytes([0, *((byte & -byte).bit_length() - 1 for byte in range(1, 256))])


@dataclass(frozen=True, slots=True)
class Forest:
    """For each place its limits, and what remains of the leaves when a number is above so many of them."""

    tests: tuple[tuple[int, tuple[float, ...], tuple[int, ...]], ...]
    leaves: tuple[tuple[float, ...], ...]
    every: int


def forest_of(written: list[object]) -> Forest:
    """The trees as they stand in JSON, made ready."""
    ruled_out: dict[int, dict[float, int]] = defaultdict(lambda: defaultdict(int))
    leaves = []
    for number, tree in enumerate(written):
        values: list[float] = []
        _number_leaves(tree, 8 * number, values, ruled_out)
        leaves.append(tuple(values))
    every = (1 << 8 * len(leaves)) - 1
    tests = []
    for place, by_limit in sorted(ruled_out.items()):
        limits = sorted(by_limit)
        remaining = [every]
        for limit in limits:
            remaining.append(remaining[-1] & ~by_limit[limit])
        tests.append((place, tuple(limits), tuple(remaining)))
    return Forest(tuple(tests), tuple(leaves), every)


def _number_leaves(
    tree: object, first_bit: int, values: list[float], ruled_out: dict[int, dict[float, int]]
) -> None:  # fmt: skip
    """Adds a tree's leaves from left to right, and for each of its limits the leaves that a larger number rules out."""
    if not isinstance(tree, list):
        assert isinstance(tree, float | int) and len(values) < _LEAVES
        values.append(float(tree))
        return
    place, limit, left, right = tree
    before = len(values)
    _number_leaves(left, first_bit, values, ruled_out)
    ruled_out[place][float(limit)] |= ((1 << len(values) - before) - 1) << first_bit + before
    _number_leaves(right, first_bit, values, ruled_out)


def score(forest: Forest, row: list[float]) -> float:
    """The sum of the leaves that the row reaches: above 0 speaks for running text."""
    remain = forest.every
    for place, limits, remaining in forest.tests:
        remain &= remaining[bisect_left(limits, row[place])]
    reached = remain.to_bytes(len(forest.leaves), "little").translate(_LOWEST)
    return sum(map(getitem, forest.leaves, reached))


TREES: dict[str, Forest] = {
    kind: forest_of(trees)
    for kind, trees in json.loads(
        resources.files("pressmark.segment").joinpath("block_trees.json").read_text("utf-8")
    ).items()
}
