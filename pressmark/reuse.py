"""EDGE: which portions of a site need not be made again, since nothing that they read has changed.

Takes what an archive is now (`facts`) and what is remembered (`memo`); gives the portions that stand, and afterwards
what is to be remembered. Touches nothing itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.facts import FACETS, ROOM, SIZE, THERE, facets, other_facts
from pressmark.memo import Made, Memory
from pressmark.tracked import Reads
from pressmark.tree import Tree

_THERE = b"there"  # the digest of the fact that an article is there


@dataclass(frozen=True, slots=True)
class Present:
    """The facts of an archive as they are now: the articles with their numbers, and all others by name."""

    articles: Mapping[str, tuple[int, bytes]]
    others: Mapping[str, bytes]

    def digest(self, name: str) -> bytes:
        """The digest of a fact that is no facet of an article; b"" if there is no such fact."""
        if name.startswith("record_of/"):
            return _THERE if name.removeprefix("record_of/") in self.articles else b""
        return self.others.get(name, b"")

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of each article."""
        return {id_: number for id_, (number, _) in self.articles.items()}


def present(archive: Archive, templates: Tree, memory: Memory) -> Present:
    """The facts of the archive; an article that was there before keeps its number."""
    taken = max((number for number, _ in memory.articles.values()), default=-1)
    articles: dict[str, tuple[int, bytes]] = {}
    for record in archive.records:
        digests = facets(record)
        old = memory.articles.get(record.article.id)
        if old is None:
            taken += 1
            old = (taken, b"")
        articles[record.article.id] = old if old[1] == digests else (old[0], digests)
    return Present(articles, other_facts(archive, templates))


def _changed(memory: Memory, now: Present) -> tuple[set[int], set[int]]:
    """The numbers of the facts that are not as remembered: articles' facets, and others."""
    own = {number * ROOM + THERE for id_, (number, _) in memory.articles.items() if id_ not in now.articles}
    for id_, (number, old) in memory.articles.items():
        new = now.articles.get(id_, (number, b""))[1]
        if new is not old and new != old:
            for facet in range(len(FACETS)):
                part = slice(facet * SIZE, (facet + 1) * SIZE)
                if old[part] != new[part]:
                    own.add(number * ROOM + facet)
    return own, {number for name, (number, digest) in memory.others.items() if now.digest(name) != digest}


def standing(memory: Memory, now: Present, names: Iterable[bytes]) -> dict[bytes, Made]:
    """The portions of these names that are as they would be made now."""
    facets_changed, others_changed = _changed(memory, now)
    articles = {number for number, _ in memory.articles.values()}
    others = {number for number, _ in memory.others.values()}
    found = {}
    for name in names:
        made = memory.portions.get(name)
        if made is None or not facets_changed.isdisjoint(made.facets) or not others_changed.isdisjoint(made.others):
            continue
        # What is not known any more, since a row was damaged, may have changed.
        if others.issuperset(made.others) and articles.issuperset({n // ROOM for n in made.facets}):
            found[name] = made
    return found


class Numbering:
    """Numbers for the facts that are no article's, those that are remembered first."""

    def __init__(self, memory: Memory, now: Present) -> None:
        self.now = now
        self.found = {name: self._held(name, *held) for name, held in memory.others.items()}
        self.next = max((number for number, _ in memory.others.values()), default=0)

    def _held(self, name: str, number: int, digest: bytes) -> tuple[int, bytes]:
        new = self.now.digest(name)
        return (number, digest) if new == digest else (number, new)

    def of(self, names: Sequence[str]) -> array[int]:
        """The numbers of the facts, in order."""
        numbers = array("i")
        for name in names:
            if name not in self.found:
                self.next += 1
                self.found[name] = (self.next, self.now.digest(name))
            numbers.append(self.found[name][0])
        return numbers


def facet_numbers(reads: Reads) -> array[int]:
    """The facets that were read, in order."""
    return array("i", sorted(reads.facets))


def remembered(site: str, now: Present, numbering: Numbering, portions: Mapping[bytes, Made], memory: Memory) -> Memory:
    """What is to be remembered of a site that has these portions. What did not change is the same object as before."""
    used = {number for made in portions.values() for number in made.others}
    others = {
        name: old if (old := memory.others.get(name)) == held else held
        for name, held in numbering.found.items()
        if held[0] in used
    }
    return Memory(site, now.articles, others, portions)
