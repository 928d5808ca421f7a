"""REGISTRY: folded names that may be spellings of one: a letter amiss, a middle name left out, a short given name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations

from pressmark.names.given_forms import are_forms
from pressmark.names.lists import common_words, given_names, places, surnames
from pressmark.text import folded

_LONG = 4  # letters of a word in which one may be amiss


@cache
def _known() -> frozenset[str]:
    """All folded words that the lists know: where two of them differ, they are two words."""
    return frozenset(
        word
        for names in (common_words(), given_names(), surnames(), places())
        for name in names
        for word in folded(name).split()
    )


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is changed, added, or left out between two unequal words."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    start = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]


def _misspelt(one: str, other: str) -> bool:
    """Whether two unequal words are one, one of them amiss or in the plural."""
    if min(len(one), len(other)) < _LONG or not (one + other).isalpha() or not one_letter_apart(one, other):
        return False
    known = _known()
    return one not in known or other not in known or f"{one}s" == other or f"{other}s" == one


def _same_person(one: list[str], other: list[str]) -> bool:
    """Whether the given names are forms of one, or one name has the middle name that the other lacks."""
    if one[-1] != other[-1] or len(one) > len(other):
        return False
    if len(one) == len(other):
        return one[1:] == other[1:] and are_forms(one[0], other[0])
    return len(one) == 2 and len(other) == 3 and one[0] == other[0]


@cache
def _folded_given() -> frozenset[str]:
    return frozenset(folded(name) for name in given_names())


def is_spelling(one: str, other: str) -> bool:
    """Whether two unequal folded names of several words may be spellings of one."""
    first, second = sorted((one.split(), other.split()), key=len)
    if len(first) < 2:
        return False
    if first[0] in _folded_given() and _same_person(first, second):
        return True
    unequal = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    return len(first) == len(second) and len(unequal) == 1 and _misspelt(*unequal[0])


def spellings(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For each folded name, the other names of which it may be a spelling, sorted."""
    drawers: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        words = name.split()
        if len(words) < 2:
            continue
        drawers["", words[0], words[-1]].append(name)
        for left in range(len(words)):
            drawers[str(left), *words[:left], "", *words[left + 1 :]].append(name)
    found: dict[str, set[str]] = defaultdict(set)
    for held in drawers.values():
        for one, other in combinations(held, 2) if len(held) < _CROWDED else ():
            if is_spelling(one, other):
                found[one].add(other)
                found[other].add(one)
    return {name: tuple(sorted(others)) for name, others in sorted(found.items())}


_CROWDED = 60  # names that share all words but one: then that one tells them apart
