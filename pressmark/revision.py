"""BUILD: an archive with some of its records replaced, without looking at the others again.

Takes an Archive and records of articles that it holds; gives the Archive that `assembled` makes of all of them, as long
as everything else (entities, topics, stories, outlets, authors) is what it was.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from pressmark.archive import Archive
from pressmark.dates import sort_key
from pressmark.gathered import GATHERED, Gather
from pressmark.indexed import LISTS, PLACES
from pressmark.record import Record

Place = tuple[tuple[bool, str, str, str], str]
Order = Callable[[str], Place]
T = TypeVar("T")


def order_of(record: Record) -> Place:
    """What an archive's records are sorted by."""
    return sort_key(record.when), record.article.id


def place_of(records: Sequence[Record], record: Record) -> int:
    """Where a record stands among an archive's."""
    return bisect_left(records, order_of(record), key=order_of)


def revised(archive: Archive, records: Iterable[Record]) -> Archive:
    """The archive with these records in the place of those of the same articles; one of an article that it does not
    hold is left out."""
    new = {r.article.id: r for r in records if r.article.id in archive.record_of}
    if not new:
        return archive
    old = [archive.record_of[id_] for id_ in new]
    ordered = list(archive.records)
    for record in old:
        del ordered[place_of(ordered, record)]
    for record in new.values():
        insort(ordered, record, key=order_of)
    moved = {id_ for id_, record in new.items() if order_of(record) != order_of(archive.record_of[id_])}
    record_of = {r.article.id: r for r in ordered} if moved else {**archive.record_of, **new}

    def order(id_: str) -> Place:
        return order_of(record_of[id_])

    indexes: dict[str, Mapping[str, object]] = {}
    for name, keys in LISTS.items():
        was, now = _under(old, keys), _under(new.values(), keys)
        changed = {
            key for key in was.keys() | now.keys() if was.get(key) != now.get(key) or moved & now.get(key, set())
        }
        indexes[name] = _with_ids(getattr(archive, name), changed, was, now, order)
    for name, placing in PLACES.items():
        was_at, now_at = _placed(old, placing), _placed(new.values(), placing)
        indexes[name] = _with_places(getattr(archive, name), was_at, now_at, order)
    for name, (index, gather) in GATHERED.items():
        ids: Mapping[str, Sequence[str]] = indexes[index]  # type: ignore[assignment] # one of `LISTS`
        stale = _stale(old, new, LISTS[index], gather, moved)
        values = {key: gather([record_of[id_] for id_ in ids[key]]) if key in ids else () for key in stale}
        indexes[name] = _with(getattr(archive, name), values)
    return replace(archive, records=tuple(ordered), record_of=MappingProxyType(record_of), **indexes)  # type: ignore[arg-type] # by their names


def _stale(
    old: Iterable[Record], new: Mapping[str, Record], keys: Callable[[Record], Iterable[str]], gather: Gather,
    moved: Collection[str],
) -> set[str]:  # fmt: skip
    """The keys under which something else is gathered, now that these records are others."""
    stale: set[str] = set()
    for was in old:
        now = new[was.article.id]
        one, two = {*filter(None, keys(was))}, {*filter(None, keys(now))}
        differs = was.article.id in moved or gather((was,)) != gather((now,))
        stale |= one | two if differs else one ^ two
    return stale


def _under(records: Iterable[Record], keys: Callable[[Record], Iterable[str]]) -> dict[str, set[str]]:
    """The articles of the records under each of their keys."""
    found: dict[str, set[str]] = {}
    for record in records:
        for key in keys(record):
            if key:
                found.setdefault(key, set()).add(record.article.id)
    return found


def _placed(
    records: Iterable[Record], keys: Callable[[Record], Iterable[tuple[str, int]]]
) -> dict[str, dict[str, list[tuple[str, int]]]]:
    """The places of the records under each of their keys, by article."""
    found: dict[str, dict[str, list[tuple[str, int]]]] = {}
    for record in records:
        id_ = record.article.id
        for key, number in keys(record):
            if key:
                found.setdefault(key, {}).setdefault(id_, []).append((id_, number))
    return found


def _with_ids(
    index: Mapping[str, tuple[str, ...]], changed: Iterable[str],
    was: Mapping[str, set[str]], now: Mapping[str, set[str]], order: Order,
) -> Mapping[str, tuple[str, ...]]:  # fmt: skip
    lists: dict[str, tuple[str, ...]] = {}
    for key in changed:
        away = was.get(key, set()) | now.get(key, set())
        ids = [id_ for id_ in index.get(key, ()) if id_ not in away]
        for id_ in sorted(now.get(key, ())):
            ids.insert(bisect_left(ids, order(id_), key=order), id_)
        lists[key] = tuple(ids)
    return _with(index, lists)


def _with_places(
    index: Mapping[str, tuple[tuple[str, int], ...]],
    was: Mapping[str, Mapping[str, list[tuple[str, int]]]],
    now: Mapping[str, Mapping[str, list[tuple[str, int]]]],
    order: Order,
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    lists: dict[str, tuple[tuple[str, int], ...]] = {}
    for key in was.keys() | now.keys():
        away = {**was.get(key, {}), **now.get(key, {})}
        places = [place for place in index.get(key, ()) if place[0] not in away]
        for id_, own in sorted(now.get(key, {}).items()):
            at = bisect_left(places, order(id_), key=lambda place: order(place[0]))
            places[at:at] = own
        lists[key] = tuple(places)
    return _with(index, lists)


def _with(index: Mapping[str, T], lists: Mapping[str, T]) -> Mapping[str, T]:
    """The index with these lists in it, sorted by key; without those that are empty."""
    if not lists:
        return index
    merged = {**index, **lists}
    if len(merged) > len(index):
        merged = dict(sorted(merged.items()))
    return MappingProxyType({key: found for key, found in merged.items() if found})
