"""INGEST: how much a block's words speak for what stands around an article, and for a caption, rather than its text.

Two sums of weights, one a word, each divided by the root of how many of the words have weights: linear models that
bench/train_words.py fits and writes to words.json. A word has a weight only where several sites use it; no site's name
or phrase can stand among them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from importlib import resources
from itertools import repeat
from typing import NamedTuple

_FEWEST = 4  # a block of fewer known words is no surer for it


# A word's two weights stand in one number with a count of one, so that one sum over its words tells all of a block.
_BITS = 24
_HALF, _WHOLE = 1 << _BITS - 1, 1 << _BITS


class Words(NamedTuple):
    """A word's weights in tenths, for what stands around and for captions, and what each sum begins with."""

    weights: Mapping[str, int]  # as `_packed` writes them
    around: float = 0.0
    caption: float = 0.0


def word_scores(said: Set[str], words: Words) -> list[float]:
    """The two scores of a block of these folded words: above 0 speaks for what stands around, and for a caption."""
    total = sum(map(words.weights.get, said, _NOTHING))
    around = (total + _HALF) % _WHOLE - _HALF
    total = total - around >> _BITS
    caption = (total + _HALF) % _WHOLE - _HALF
    share = 0.1 / max(_FEWEST, total - caption >> _BITS) ** 0.5
    return [words.around + share * around, words.caption + share * caption]


_NOTHING = repeat(0)  # of words without weights


def _packed(around: int, caption: int) -> int:
    return (1 << 2 * _BITS) + (caption << _BITS) + around


def words_of(written: Mapping[str, Sequence[float]]) -> Words:
    """The words as they stand in JSON, made ready; what the sums begin with stands under "", which is no word."""
    around, caption = written.get("", (0.0, 0.0))
    return Words({word: _packed(int(one), int(two)) for word, (one, two) in written.items() if word}, around, caption)


WORDS: Words = words_of(json.loads(resources.files("pressmark.segment").joinpath("words.json").read_text("utf-8")))
