"""BUILD: an archive that notes what is read of it, so that what was made of it is known to be as good as new later.

Takes an Archive; gives one that looks the same. Articles are handed out as shells that are filled facet by facet (see
`facts`) as they are read, and each filling is noted; so is every look into a mapping and every walk over all things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any, TypeVar, overload

from pressmark.archive import Archive
from pressmark.article import Article
from pressmark.facts import BODY, FACET_OF, INDEXES, NUMBER, ROOM, THINGS
from pressmark.record import Record

T = TypeVar("T")
NONE = slice(0, 0)  # no part of any tuple is known


class Reads:
    """The facts that were read: articles' by number, others by name. A name may be that of a fact that is not there."""

    __slots__ = ("facets", "others")

    def __init__(self) -> None:
        self.facets: set[int] = set()
        self.others: set[str] = set()


class _Article(Article):
    """An article of which only what is read is there."""

    __slots__ = ("_fill",)
    _fill: Callable[[int], None]

    def __getattr__(self, name: str) -> Any:
        # A slot that holds nothing yet: Python asks here.
        if name in _ARTICLE:
            self._fill(_ARTICLE[name])
        return object.__getattribute__(self, name)


class _Record(Record):
    """A record of which only what is read is there."""

    __slots__ = ("_fill",)
    _fill: Callable[[int], None]

    def __getattr__(self, name: str) -> Any:
        if name in FACET_OF:
            self._fill(FACET_OF[name])
        return object.__getattribute__(self, name)


_ARTICLE = {f.name: NUMBER["body" if f.name in BODY else "head"] for f in fields(Article) if f.name != "id"}
_FIELDS = {number: tuple(n for n, of in FACET_OF.items() if of == number) for number in NUMBER.values()}
_ARTICLE_FIELDS = {number: tuple(n for n, of in _ARTICLE.items() if of == number) for number in NUMBER.values()}
_put = object.__setattr__


def _shell(record: Record, base: int, reads: Reads) -> Record:
    """A record that is filled from another as it is read; `base` is the number of its first facet."""
    shell = object.__new__(_Record)
    article = object.__new__(_Article)
    noted = reads.facets

    def fill(facet: int) -> None:
        noted.add(base + facet)
        for name in _FIELDS[facet]:
            _put(shell, name, getattr(record, name))
        for name in _ARTICLE_FIELDS[facet]:
            _put(article, name, getattr(record.article, name))

    _put(article, "id", record.article.id)
    _put(article, "_fill", fill)
    _put(shell, "article", article)
    _put(shell, "_fill", fill)
    return shell


class _Shells:
    """The records of an archive as shells, each made once."""

    def __init__(self, archive: Archive, numbers: Mapping[str, int], reads: Reads) -> None:
        self.archive = archive
        self.numbers = numbers
        self.reads = reads
        self.made: dict[str, Record] = {}

    def of(self, record: Record) -> Record:
        id_ = record.article.id
        shell = self.made.get(id_)
        if shell is None:
            shell = self.made[id_] = _shell(record, self.numbers[id_] * ROOM, self.reads)
        return shell


class _Things(Sequence[T]):
    """A tuple of the archive; to look at it is noted, but for the part that is asked for anyway."""

    def __init__(
        self, items: Sequence[T], name: str, part: slice, reads: Reads, shown: Callable[[T], T], own: Callable[[T], str]
    ) -> None:
        self.items = items
        self.name = name
        self.part = part
        self.reads = reads
        self.shown = shown
        self.own = own

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if not isinstance(at, slice):
            self.reads.others.add(self.name)
            return self.shown(self.items[at])
        found = self.items[at]
        if at == self.part:
            self.reads.others.update(filter(None, map(self.own, found)))
        else:
            self.reads.others.add(self.name)
        return tuple(map(self.shown, found))

    def __iter__(self) -> Iterator[T]:
        self.reads.others.add(self.name)
        return map(self.shown, self.items)

    def __len__(self) -> int:
        self.reads.others.add(self.name)
        return len(self.items)


class _Index(Mapping[str, T]):
    """A mapping of the archive; each key that is looked up is noted, whether it is there or not."""

    def __init__(self, items: Mapping[str, T], name: str, reads: Reads) -> None:
        self.items_ = items
        self.name = name
        self.reads = reads

    def __getitem__(self, key: str) -> T:
        self.reads.others.add(f"{self.name}/{key}")
        return self.items_[key]

    def __contains__(self, key: object) -> bool:
        self.reads.others.add(f"{self.name}/{key}")
        return key in self.items_

    def __iter__(self) -> Iterator[str]:
        self.reads.others.add(self.name)
        return iter(self.items_)

    def __len__(self) -> int:
        self.reads.others.add(self.name)
        return len(self.items_)


class _Articles(Mapping[str, Record]):
    """The mapping of records; that one is there or not is noted, and then what is read of it."""

    def __init__(self, shells: _Shells) -> None:
        self.shells = shells

    def __getitem__(self, key: str) -> Record:
        self.shells.reads.others.add(f"record_of/{key}")
        return self.shells.of(self.shells.archive.record_of[key])

    def __contains__(self, key: object) -> bool:
        self.shells.reads.others.add(f"record_of/{key}")
        return key in self.shells.archive.record_of

    def __iter__(self) -> Iterator[str]:
        self.shells.reads.others.add("records")
        return iter(self.shells.archive.record_of)

    def __len__(self) -> int:
        self.shells.reads.others.add("records")
        return len(self.shells.archive.record_of)


def tracked(archive: Archive, numbers: Mapping[str, int], reads: Reads, part: slice) -> Archive:
    """The archive, noting in `reads` what is read of it. `numbers` gives each article its own.

    Who takes `part` of one of its tuples is taken to know which things stand there: only what is read of them is noted.
    """
    shells = _Shells(archive, numbers, reads)
    changed: dict[str, Any] = {
        "records": _Things(archive.records, "records", part, reads, shells.of, _nameless),
        "record_of": _Articles(shells),
    }
    for name, mapping in THINGS.items():
        own = partial(_named, mapping)
        changed[name] = _Things(getattr(archive, name), name, part, reads, _same, own)
        changed[mapping] = _Index(getattr(archive, mapping), mapping, reads)
    for name in INDEXES:
        changed[name] = _Index(getattr(archive, name), name, reads)
    for name in ("withdrawn", "pages"):
        changed[name] = _Things(getattr(archive, name), name, NONE, reads, _same, _nameless)
    reads.others.add("config")  # what is rendered has the archive's title
    return replace(archive, **changed)


def _same(thing: T) -> T:
    return thing


def _named(mapping: str, thing: Any) -> str:
    return f"{mapping}/{thing.id}"


def _nameless(_: object) -> str:
    return ""
