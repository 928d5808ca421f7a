"""BUILD: under which keys of an archive's indexes each of its records stands.

Takes Records; gives the indexes, each key with the articles, or the places in articles, in the order of the records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from pressmark.record import Record, all_mentions, all_quotations

# The indexes of article ids: the keys that a record stands under, "" for none.
LISTS: Mapping[str, Callable[[Record], Iterable[str]]] = MappingProxyType({
    "mentioning": lambda r: (*r.listed, *(m.entity for m in all_mentions(r))),
    "in_topic": lambda r: (hit.topic for hit in r.topics),
    "in_story": lambda r: r.stories,
    "by_outlet": lambda r: (r.outlet,),
    "by_author": lambda r: (*r.authors, *r.contributors),
})  # fmt: skip
# The keys of `unspoken`: quotations whose speaker is only described, those whose speaker is not known, and what is said
# in the articles' own words, whoever said it.
DESCRIBED, UNCONFIRMED, RETOLD = "described", "unconfirmed", "retold"


def _unspoken(record: Record) -> Iterator[tuple[str, int]]:
    for number, one in enumerate(all_quotations(record)):
        if not one.speaker:
            yield DESCRIBED if one.how else UNCONFIRMED, number
    yield from ((RETOLD, number) for number in range(len(record.indirect)))


# The indexes of places in articles: a key, "" for none, and a number within the record's quotations (`quoting`), its
# sources (`citing`), its `indirect` (`telling`) or as `_unspoken` has it.
PLACES: Mapping[str, Callable[[Record], Iterable[tuple[str, int]]]] = MappingProxyType({
    "quoting": lambda r: ((q.speaker, n) for n, q in enumerate(all_quotations(r))),
    "citing": lambda r: ((s.outlet, n) for n, s in enumerate(r.sources)),
    "telling": lambda r: ((q.speaker, n) for n, q in enumerate(r.indirect)),
    "unspoken": _unspoken,
})  # fmt: skip


def lists(records: Iterable[Record], name: str) -> Mapping[str, tuple[str, ...]]:
    """One of the indexes of article ids, sorted by key, each id once."""
    keys, found = LISTS[name], defaultdict[str, dict[str, None]](dict)
    for record in records:
        for key in keys(record):
            found[key][record.article.id] = None
    return MappingProxyType({key: tuple(ids) for key, ids in sorted(found.items()) if key})


def places(records: Iterable[Record], name: str) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """One of the indexes of places: article ids with numbers, sorted by key."""
    keys, found = PLACES[name], defaultdict[str, list[tuple[str, int]]](list)
    for record in records:
        for key, number in keys(record):
            found[key].append((record.article.id, number))
    return MappingProxyType({key: tuple(own) for key, own in sorted(found.items()) if key})
