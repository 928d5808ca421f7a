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
from pressmark.facts import BODY, FACET_OF, INDEXES, NUMBER, ROOM, THERE, THINGS
from pressmark.record import Record

T = TypeVar("T")
S = TypeVar("S", "_Article", "_Record")
NONE = slice(0, 0)  # no part of any tuple is known


class Reads:
    """The facts that were read: articles' by number, others by name. A name may be that of a fact that is not there."""

    __slots__ = ("facets", "others")

    def __init__(self) -> None:
        self.facets: set[int] = set()
        self.others: set[str] = set()


_put = object.__setattr__
# A part of an article is what is asked for: slots that hold nothing are Python's own way to tell.
_ARTICLE = {f.name: NUMBER["body" if f.name in BODY else "head"] for f in fields(Article) if f.name != "id"}


class _Article(Article):
    """An article of which only what is read is there. `_own` is the one it stands for, `_base` the number of its first
    facet, and `_note` takes the numbers of what is read."""

    __slots__ = ("_base", "_note", "_own")
    _own: Article
    _base: int
    _note: Callable[[int], None]
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__

    def __getattr__(self, name: str) -> Any:
        facet = _ARTICLE.get(name)
        if facet is None:
            return object.__getattribute__(self, name)
        self._note(self._base + facet)
        value = getattr(self._own, name)
        setattr(self, name, value)
        return value


class _Record(Record):
    """A record of which only what is read is there."""

    __slots__ = ("_base", "_note", "_own")
    _own: Record
    _base: int
    _note: Callable[[int], None]
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__

    def __getattr__(self, name: str) -> Any:
        facet = FACET_OF.get(name)
        if facet is not None:
            self._note(self._base + facet)
            value = getattr(self._own, name)
        elif name == "article":
            value = _shell(_Article, self._own.article, self._base, self._note)
            _put(value, "id", self._own.article.id)
        else:
            return object.__getattribute__(self, name)
        setattr(self, name, value)
        return value


def _shell(kind: type[S], own: Article | Record, base: int, note: Callable[[int], None]) -> S:
    """An article or record that is filled from another as it is read; `base` is the number of its first facet."""
    shell = object.__new__(kind)
    shell._own = own  # type: ignore[assignment] # of its own kind
    shell._base = base
    shell._note = note
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
            shell = self.made[id_] = _shell(_Record, record, self.numbers[id_] * ROOM, self.reads.facets.add)
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
        self.seen: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key in self.seen:
            return self.seen[key]
        self.reads.others.add(f"{self.name}/{key}")
        value = self.seen[key] = self.items_[key]
        return value

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
        self.seen: dict[str, Record] = {}

    def __getitem__(self, key: str) -> Record:
        shell = self.seen.get(key)
        if shell is None:
            if key not in self:
                raise KeyError(key)
            shell = self.seen[key] = self.shells.of(self.shells.archive.record_of[key])
        return shell

    def __contains__(self, key: object) -> bool:
        number = self.shells.numbers.get(key)  # type: ignore[call-overload] # what is no text is no key
        if number is None:
            self.shells.reads.others.add(f"record_of/{key}")
            return False
        self.shells.reads.facets.add(number * ROOM + THERE)
        return True

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
