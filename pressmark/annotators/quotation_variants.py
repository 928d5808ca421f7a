"""BUILD, annotators: one quotation in several wordings, from quotations of any articles to groups of variants.

Quotations that share most of their three-word runs belong together: cut, edited, or one frame with other names or
numbers in it. The index of runs is near-linear; runs that many quotations share are no evidence. Short ones belong
together where one speaker says them and the one is the other with words left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pressmark.text import folded

VariantKind = Literal["identical", "cut", "edited", "template"]

_WORD = re.compile(r"\w+(?:[’']\w+)*")
_RUN = 3  # words
_FEWEST = 5  # words of a quotation that can be a variant: shorter ones are alike by accident
_SHORTEST = 4  # words of one that its own speaker says with more words elsewhere, up to twice as many
_MOST = 60  # quotations that may share a run before it counts as a phrase of the language
_SHARED = 0.55  # of the shorter one's runs that must stand in the longer one


@dataclass(frozen=True, slots=True)
class Variant:
    """A quotation by its number among those given, and how it differs from the one its group is named for."""

    number: int
    kind: VariantKind


def variants(texts: Sequence[str], speakers: Sequence[str] = ()) -> tuple[tuple[Variant, ...], ...]:
    """The quotations, by number, in groups of one wording or several, in the order of their first members.

    `speakers` are those of the quotations, "" for one that is not known. Every number stands in one group; the first
    member of a group is the one that the others are compared with.
    """
    worded = [tuple(_WORD.findall(folded(text))) for text in texts]
    groups: list[list[Variant]] = []
    heads: dict[tuple[str, ...], list[int]] = defaultdict(list)  # a run -> groups whose head has it
    ends: dict[tuple[str, str], list[int]] = defaultdict(list)  # speaker and last word -> groups whose head is so
    for number, words in enumerate(worded):
        runs = {words[n : n + _RUN] for n in range(len(words) - _RUN + 1)}
        near = Counter(g for run in sorted(runs) if len(heads[run]) <= _MOST for g in heads[run])
        place = _group_of(words, runs, near, groups, worded) if len(words) >= _FEWEST else -1
        end = (speakers[number] if speakers else "", words[-1] if words else "")
        if place < 0 and all(end) and len(ends[end]) <= _MOST:
            place = next((g for g in ends[end] if _shortened(words, worded[groups[g][0].number])), -1)
        if place >= 0:
            head = groups[place][0].number
            groups[place].append(Variant(number, _kind(texts[head], texts[number])))
            continue
        for run in sorted(runs):
            heads[run].append(len(groups))
        ends[end].append(len(groups))
        groups.append([Variant(number, "identical")])
    return tuple(tuple(group) for group in groups)


def _shortened(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one of two wordings is the other with words left out, half of them at most."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(long) > 2 * len(short):
        return False
    left = iter(long)
    return all(word in left for word in short)


def _group_of(
    words: tuple[str, ...],
    runs: set[tuple[str, ...]],
    near: Counter[int],
    groups: list[list[Variant]],
    worded: list[tuple[str, ...]],
) -> int:
    """The group whose head shares most with the words; -1 when none shares enough."""
    for place, shared in sorted(near.items(), key=lambda pair: (-pair[1], pair[0])):
        head = worded[groups[place][0].number]
        if len(head) >= _FEWEST and shared >= _SHARED * min(len(runs), len(head) - _RUN + 1):
            return place
    return -1


def _kind(one: str, other: str) -> VariantKind:
    """How two wordings differ: not at all but for marks and case, one cut from the other, other words, other names."""
    first, second = _WORD.findall(one), _WORD.findall(other)
    short, long = sorted(([folded(w) for w in first], [folded(w) for w in second]), key=len)
    if short == long:
        return "identical"
    if any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1)):
        return "cut"
    matcher = SequenceMatcher(None, [folded(w) for w in first], [folded(w) for w in second], autojunk=False)
    changes = [(first[a:b], second[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    filled = all(mine and yours and _names(mine) and _names(yours) for mine, yours in changes)
    return "template" if filled else "edited"


def _names(words: list[str]) -> bool:
    return all(word[:1].isupper() or word[:1].isdigit() for word in words)
