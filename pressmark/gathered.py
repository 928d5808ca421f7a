"""BUILD: what all articles of a thing say of it together, gathered once for every page of its list.

Takes the records that an index of the Archive has under a key; gives a small value, which is the same after most edits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pressmark.dates import Date
from pressmark.record import Record


@dataclass(frozen=True, slots=True)
class Met:
    """The topics and stories of the articles that name an entity, each sorted by id."""

    topics: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """What an outlet printed: the first and the last known date, how many articles have one, and the authors and
    stories, each sorted by id."""

    first: Date | None = None
    last: Date | None = None
    dated: int = 0
    authors: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()


def _met(records: Sequence[Record]) -> Met:
    topics = {hit.topic for record in records for hit in record.topics}
    return Met(tuple(sorted(topics)), tuple(sorted({story for record in records for story in record.stories})))


def _issued(records: Sequence[Record]) -> Issued:
    dates = [record.article.date for record in records if record.article.date.known]
    authors = sorted({author for record in records for author in record.authors})
    stories = sorted({story for record in records for story in record.stories})
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return Issued(first, last, len(dates), tuple(authors), tuple(stories))


def _printed_in(records: Sequence[Record]) -> tuple[str, ...]:
    """The outlets in which an author's articles stand, sorted by id; "" where one has none."""
    return tuple(sorted({record.outlet for record in records}))


Gather = Callable[[Sequence[Record]], object]
# The mappings of an Archive that hold such values: the index whose keys they have, and what gathers one.
GATHERED: Mapping[str, tuple[str, Gather]] = MappingProxyType({
    "met": ("mentioning", _met),
    "issued": ("by_outlet", _issued),
    "printed_in": ("by_author", _printed_in),
})  # fmt: skip


def gathered(name: str, index: Mapping[str, Sequence[str]], record_of: Mapping[str, Record]) -> Mapping[str, object]:
    """One of those mappings, for the articles of its index."""
    gather = GATHERED[name][1]
    return MappingProxyType({key: gather([record_of[id_] for id_ in ids]) for key, ids in index.items()})
