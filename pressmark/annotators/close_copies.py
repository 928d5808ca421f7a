"""BUILD, annotators: close copies (one wire story everywhere), gathered in clusters from the runs of words of texts.

Only the first of a cluster, and what the others have beside it, is looked up when texts are compared, so that hundreds
of copies never become pairs of pairs. Texts meet by keys. Who copies whom depends on nothing but the texts that share
keys, directly or by way of others: a family can be gathered anew by itself.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from heapq import nsmallest
from itertools import pairwise

SKETCH = 8  # of a text's runs, those with the least digests, of which its keys are made (Broder 1997, bottom-k)
LEAST_SKETCHED = 24  # a text with fewer runs is nobody's close copy: a handful of words agrees by accident
CLOSE = 0.7  # of the longer text's runs that a close copy has too
MOST_FIRSTS = 40  # texts that stand under one key, at most, and are nobody's copies
MOST_TRIED = 8  # of them are compared with a text that may be a copy
MOST_ALIKE = 8  # members of a cluster that are all compared with each other; of more, each with the first


def keys_of(runs: array[int]) -> tuple[int, ...]:
    """What a text shares with its close copies, at least in part, and by accident with hardly any other text: the least
    of its runs, each with the next."""
    if len(runs) < LEAST_SKETCHED:
        return ()
    return tuple(one << 32 | two for one, two in pairwise(nsmallest(SKETCH, set(runs))))


def gathered(
    order: Iterable[int], keys: Mapping[int, tuple[int, ...]], runs: Callable[[int], array[int]]
) -> dict[int, int]:
    """The texts that are close copies of one before them in `order`, each with the first of its cluster."""
    standing = Counter(key for own in keys.values() for key in own)
    firsts: dict[int, list[int]] = defaultdict(list)
    first_of: dict[int, int] = {}
    for number in order:
        shared = [key for key in keys.get(number, ()) if standing[key] > 1]
        if not shared:
            continue
        # Equal numbers of keys: Counter keeps the order in which they were met, which is that of the keys.
        met = Counter(first for key in shared for first in firsts.get(key, ()))
        for first, _ in met.most_common(MOST_TRIED):
            if is_close(runs(number), runs(first)):
                first_of[number] = first
                break
        else:
            for key in shared:
                if len(firsts[key]) < MOST_FIRSTS:
                    firsts[key].append(number)
    return first_of


def is_close(one: array[int], two: array[int]) -> bool:
    """Whether two texts have nearly all of their runs in common."""
    longer = max(len(one), len(two))
    return CLOSE * longer <= min(len(one), len(two)) and len(set(one).intersection(two)) >= CLOSE * longer


def members(first_of: Mapping[int, int]) -> dict[int, list[int]]:
    """The clusters by their firsts, each with its first and then the others."""
    found: dict[int, list[int]] = {}
    for number, first in first_of.items():
        found.setdefault(first, [first]).append(number)
    return found
