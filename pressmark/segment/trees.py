"""INGEST: the boosted trees of the second judgement, and the score that they give a row of numbers.

A tree is a leaf, which is a number, or (place, limit, left, right): to the left go rows whose number at that place is
at most the limit. bench/train_trees.py writes block_trees.json; no tree names a site or a word.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TypeAlias

Tree: TypeAlias = "float | tuple[int, float, Tree, Tree]"
Forest = tuple[Tree, ...]


def forest_of(written: list[object]) -> Forest:
    """The trees as they stand in JSON, as values."""
    return tuple(map(_tree, written))


def _tree(written: object) -> Tree:
    if isinstance(written, list):
        place, limit, left, right = written
        return int(place), float(limit), _tree(left), _tree(right)
    assert isinstance(written, float | int)
    return float(written)


def score(forest: Forest, row: list[float]) -> float:
    """The sum of the leaves that the row reaches: above 0 speaks for running text."""
    total = 0.0
    for tree in forest:
        node = tree
        while type(node) is tuple:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        total += node  # type: ignore[operator]  # what is no tuple is a leaf
    return total


TREES: dict[str, Forest] = {
    kind: forest_of(trees)
    for kind, trees in json.loads(
        resources.files("pressmark.segment").joinpath("block_trees.json").read_text("utf-8")
    ).items()
}
