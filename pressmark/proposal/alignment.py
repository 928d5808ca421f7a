"""INGEST: three readings side by side: what changed from an old one to a new one, and where that stands in a third.

Works on anything that has a key (equal keys are equal things) and words (things that share most of them are forms of
one another): the chunks of a text, the items of a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, Protocol

Standing = Literal["settled", "held", "waits"]

# Two things are forms of one another if they share so much of their words.
ALIKE = 0.5
# Beyond this many pairs a stretch is compared as a whole.
_MOST_PAIRS = 40_000


class Thing(Protocol):
    @property
    def key(self) -> Hashable: ...
    @property
    def words(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """old[first:last] became new[begin:end]."""

    first: int
    last: int
    begin: int
    end: int


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _pairs(old: Sequence[Thing], new: Sequence[Thing]) -> list[tuple[int, int]]:
    """The things of two stretches that are forms of one another, in order; as alike as can be in all."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return []
    ours, theirs = [Counter(thing.words) for thing in old], [Counter(thing.words) for thing in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_likeness(one, other) for other in theirs] for one in ours]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] >= ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _stretches(old: Sequence[Thing], new: Sequence[Thing]) -> list[tuple[str, int, int, int, int]]:
    keys = [thing.key for thing in old], [thing.key for thing in new]
    return list(SequenceMatcher(None, *keys, autojunk=False).get_opcodes())


def changes(old: Sequence[Thing], new: Sequence[Thing]) -> tuple[Change, ...]:
    """What changed, in order, in pieces as small as can be told apart.

    A thing that became another form of itself is a change of its own; one that was split in two, or joined from two, is
    one with its parts.
    """
    found: list[Change] = []
    for tag, first, last, begin, end in _stretches(old, new):
        if tag == "equal":
            continue
        pairs = [(first + i, begin + j) for i, j in _pairs(old[first:last], new[begin:end])]
        pieces: list[Change] = []
        i, j = first, begin
        for pair in (*pairs, (last, end)):
            if (i, j) != pair:
                pieces.append(Change(i, pair[0], j, pair[1]))
            if pair != (last, end) or pair in pairs:
                pieces.append(Change(pair[0], pair[0] + 1, pair[1], pair[1] + 1))
            i, j = pair[0] + 1, pair[1] + 1
        found += _with_parts(pieces, old, new)
    return tuple(found)


def _with_parts(pieces: list[Change], old: Sequence[Thing], new: Sequence[Thing]) -> list[Change]:
    """The changes, those joined that share words: the parts of what was split, the whole of what was joined."""

    def words(things: Sequence[Thing]) -> Counter[str]:
        return Counter(word for thing in things for word in thing.words)

    found: list[Change] = []
    for piece in pieces:
        if found:
            one = found[-1]
            gone = words(old[one.first : one.last]), words(old[piece.first : piece.last])
            come = words(new[one.begin : one.end]), words(new[piece.begin : piece.end])
            whole = all(one_side and other for one_side, other in zip(gone, come, strict=True))
            forth, back = (gone[0] - come[0], come[1] - gone[1]), (gone[1] - come[1], come[0] - gone[0])
            if _moved(*forth, whole) or _moved(*back, whole):
                found[-1] = Change(one.first, piece.last, one.begin, piece.end)
                continue
        found.append(piece)
    return found


def _moved(gone: Counter[str], come: Counter[str], whole: bool) -> bool:
    """Whether what went at one place is mostly what came at the next; two that both stayed share small words anyway."""
    shared = (gone & come).total()
    return shared >= (3 if whole else 1) and 2 * shared >= min(gone.total(), come.total())


@dataclass(frozen=True, slots=True)
class Places:
    """Where the things of an old sequence stand in a third: `held` as they were, `edited` in another form, or (some of
    those that are held) `moved` to another place among the others."""

    held: dict[int, int]
    edited: dict[int, int]
    moved: frozenset[int]

    def at(self, index: int) -> int | None:
        return self.held.get(index, self.edited.get(index))


def places(old: Sequence[Thing], here: Sequence[Thing]) -> Places:
    """Where each thing of the old sequence stands now; one that stands nowhere any more has no place."""
    held: dict[int, int] = {}
    gaps = []
    for tag, first, last, begin, end in _stretches(old, here):
        if tag == "equal":
            held |= {first + n: begin + n for n in range(last - first)}
        else:
            gaps.append((first, last, begin, end))
    free = Counter(here[j].key for *_, begin, end in gaps for j in range(begin, end))
    left = Counter(old[i].key for first, last, *_ in gaps for i in range(first, last))
    elsewhere = {here[j].key: j for *_, begin, end in gaps for j in range(begin, end)}
    gone = [i for first, last, *_ in gaps for i in range(first, last)]
    moved = {i: elsewhere[old[i].key] for i in gone if left[old[i].key] == free[old[i].key] == 1}
    held |= moved
    taken = set(held.values())
    edited: dict[int, int] = {}
    for first, last, begin, end in gaps:
        ours = [i for i in range(first, last) if i not in held]
        theirs = [j for j in range(begin, end) if j not in taken]
        edited |= {ours[i]: theirs[j] for i, j in _pairs([old[i] for i in ours], [here[j] for j in theirs])}
    return Places(held, edited, frozenset(moved))


def slot(change: Change, where: Places, size: int, length: int) -> int:
    """Where in the third sequence (of `size`) a change to the old one (of `length`) begins."""
    own = [at for i in range(change.first, change.last) if (at := where.at(i)) is not None]
    if own:
        return min(own)
    before = next((at + 1 for i in reversed(range(change.first)) if (at := where.at(i)) is not None), None)
    if before is not None:
        return before
    after = (at for i in range(change.last, length) if (at := where.at(i)) is not None)
    return next(after, 0 if change.first == 0 else size)


def _between(change: Change, known: dict[int, int], size: int) -> list[int]:
    """The places in the third sequence, where a change would be, at which nothing stands that is known."""
    taken = set(known.values())
    left = max((at for i, at in known.items() if i < change.first), default=-1)
    right = min((at for i, at in known.items() if i >= change.last and at > left), default=size)
    return [j for j in range(left + 1, right) if j not in taken]


def standing(
    change: Change, old: Sequence[Thing], new: Sequence[Thing], here: Sequence[Thing], where: Places
) -> Standing:
    """Whether the third sequence has the change already ("settled"), holds what it changes as it was ("held"), or holds
    something else there ("waits")."""
    ours = range(change.first, change.last)
    wanted = Counter(thing.key for thing in new[change.begin : change.end])
    if not any(i in where.held for i in ours):
        if wanted and wanted <= Counter(here[j].key for j in _between(change, where.held, len(here))):
            return "settled"
        # What a person took away, and put nothing in its place, is gone in every form.
        known = where.edited | where.held
        if ours and not any(i in known for i in ours) and not (wanted and _between(change, known, len(here))):
            return "settled"
    if not ours:
        at_left = where.at(change.first - 1) if change.first else -1
        at_right = where.at(change.first) if change.first < len(old) else len(here)
        return "held" if at_left is not None and at_right == at_left + 1 else "waits"
    found = [where.held.get(i) if i not in where.moved else None for i in ours]
    begin = found[0]
    return "held" if begin is not None and found == list(range(begin, begin + len(found))) else "waits"
