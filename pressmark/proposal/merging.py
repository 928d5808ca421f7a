"""INGEST: what a new reading changes in an article that was made of an old one, piece by piece.

Text is merged chunk by chunk, a list item by item. A change follows where the article still holds what it changes as it
was; where a person wrote, moved or deleted something, it waits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from pressmark.proposal.alignment import Change, Places, Standing, changes, places, slot, standing
from pressmark.proposal.chunks import Chunk, cut
from pressmark.proposal.editing import Placed

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Was:
    """Some chunks that a reading changed and an article did not follow: chunks[begin:end] of the reading were these."""

    begin: int
    end: int
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class TextMerge:
    """An old and a new reading's chunks, an article's, what changed, and how the article stands to each change."""

    old: tuple[Chunk, ...]
    new: tuple[Chunk, ...]
    here: tuple[Chunk, ...]
    changes: tuple[Change, ...]
    standings: tuple[Standing, ...]
    places: Places

    def slot(self, change: Change) -> int:
        """The number of the article's chunk at which a change begins."""
        return slot(change, self.places, len(self.here), len(self.old))

    def with_changes(self, chosen: Iterable[Change]) -> list[Placed]:
        """The article's chunks with some of the changes made."""
        instead: dict[int, list[Chunk]] = {}
        gone: set[int] = set()
        for change in chosen:
            at = self.slot(change)
            own = {p for i in range(change.first, change.last) if (p := self.places.at(i)) is not None}
            gone |= own
            instead.setdefault(at, []).extend(self._written(change))
        placed: list[Placed] = []
        for at in range(len(self.here) + 1):
            held = instead.get(at, [])
            # One that takes a chunk's place keeps the lines around it.
            placed += [(chunk, at if at in gone and n == 0 else None) for n, chunk in enumerate(held)]
            if at < len(self.here) and at not in gone:
                placed.append((self.here[at], at))
        return placed

    def _written(self, change: Change) -> Sequence[Chunk]:
        """The chunks that a change writes; where a person changed other words of the same one, their words stay."""
        come = self.new[change.begin : change.end]
        at = self.places.edited.get(change.first)
        if at is None or len(come) != 1 or change.last - change.first != 1:
            return come
        both = word_merge(self.old[change.first].source, come[0].source, self.here[at].source)
        chunks = cut(both).chunks if both is not None else ()
        return chunks if len(chunks) == 1 else come

    def waiting(self, kept: Iterable[Change]) -> tuple[Was, ...]:
        """What the next merge has to know of the changes that were not made."""
        return tuple(Was(c.begin, c.end, self.old[c.first : c.last]) for c in kept)


def word_merge(old: str, new: str, here: str) -> str | None:
    """The old text with both the new one's changes and those made here; None where they touch the same words."""
    words = _WORD.findall(old)
    edits: list[tuple[int, int, str]] = []
    for other in (_WORD.findall(new), _WORD.findall(here)):
        codes = SequenceMatcher(None, words, other, autojunk=False).get_opcodes()
        edits += ((a, b, "".join(other[c:d])) for tag, a, b, c, d in codes if tag != "equal")
    edits = sorted(set(edits))
    if any(two[0] < one[1] or two[0] == one[0] for one, two in pairwise(edits)):
        return None
    parts, at = [], 0
    for begin, end, written in edits:
        parts += [*words[at:begin], written]
        at = end
    return "".join([*parts, *words[at:]])


def text_merge(old: Sequence[Chunk], new: Sequence[Chunk], here: Sequence[Chunk]) -> TextMerge:
    """How an article's chunks stand to what changed between two readings."""
    found = changes(old, new)
    where = places(old, here)
    standings = [standing(change, old, new, here, where) for change in found]
    # What only moves in the new reading leaves its old place with the same step that brings it to the new one.
    come = Counter(new[j].key for c, s in zip(found, standings, strict=True) if s == "waits" for j in _new(c))
    for number, change in enumerate(found):
        if standings[number] == "held" and any(come[old[i].key] for i in range(change.first, change.last)):
            standings[number] = "waits"
    return TextMerge(tuple(old), tuple(new), tuple(here), found, tuple(standings), where)


def _new(change: Change) -> range:
    return range(change.begin, change.end)


def before(new: Sequence[Chunk], was: Iterable[Was]) -> tuple[Chunk, ...]:
    """The chunks with which an article was last in step: a reading's, but for what waits."""
    found: list[Chunk] = []
    at = 0
    for one in sorted(was, key=lambda w: (w.begin, w.end)):
        if at <= one.begin <= one.end <= len(new):
            found += [*new[at : one.begin], *one.chunks]
            at = one.end
    return (*found, *new[at:])


# ---- lists ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Item:
    key: str

    @property
    def words(self) -> list[str]:
        return self.key.split()


@dataclass(frozen=True, slots=True)
class ListMerge:
    """A list with what follows, with all that a new reading changes, and with which it is in step then."""

    followed: tuple[str, ...]
    all: tuple[str, ...]
    base: tuple[str, ...]


def list_merge(old: tuple[str, ...], new: tuple[str, ...], here: tuple[str, ...]) -> ListMerge:
    """A person's list with the changes from an old reading to a new one: what is new is added, what is gone goes, and a
    name written otherwise changes; that a person took away the old form makes the new one wait."""
    if here in (old, new):
        return ListMerge(new, new, new)
    if sorted(old) == sorted(new):
        return ListMerge(here, here, new)
    followed, wanted, base = list(here), list(here), list[str]()
    at = 0
    for change in changes([_Item(o) for o in old], [_Item(n) for n in new]):
        ours, theirs = old[change.first : change.last], new[change.begin : change.end]
        base += new[at : change.begin]
        at = change.end
        fresh = [item for item in theirs if item not in here]
        _replace(wanted, ours, fresh, old[: change.first])
        if fresh and ours and not any(item in here for item in ours):
            base += ours
        else:
            base += theirs
            _replace(followed, ours, fresh, old[: change.first])
    return ListMerge(tuple(followed), tuple(wanted), (*base, *new[at:]))


def _replace(items: list[str], gone: tuple[str, ...], come: list[str], before_: tuple[str, ...]) -> None:
    """Takes items away and puts others where the first of them stood, else behind the nearest that came before."""
    own = [items.index(item) for item in gone if item in items]
    left = [items.index(item) + 1 for item in before_ if item in items]
    at = min(own) if own else left[-1] if left else len(items)
    items[at:at] = [item for item in come if item not in items]
    for item in gone:
        if item in items and item not in come:
            items.remove(item)
