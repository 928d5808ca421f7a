"""What documents can be narrowed and ordered by, as files: one for each facet, loaded when somebody narrows.

A facet's file holds its values, the commonest first, and for each kind of document, place by place, how many values the
document there has and their numbers, none for a place that is free; that of days holds for each place nothing (0) or
the step from the last day before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pressmark.search.documents import SearchDocument
from pressmark.search.packing import Numbers
from pressmark.search.scripts import script, value
from pressmark.tree import File

FACETS = ("outlet", "person", "organization", "place", "topic", "status")

About = tuple[tuple[tuple[str, str], ...], str]  # the facets of a document, and its day
NOTHING: About = ((), "")
Places = Mapping[str, Sequence[About]]  # of each kind, place by place


def about(d: SearchDocument) -> About:
    """What a document can be narrowed and ordered by."""
    return d.facets, d.day


def facet_names(places: Places) -> tuple[str, ...]:
    """The facets that some document has."""
    present = {name for rows in places.values() for facets, _ in rows for name, _ in facets}
    days = ("day",) if any(day for rows in places.values() for _, day in rows) else ()
    return (*(name for name in FACETS if name in present), *days)


def facet_files(places: Places) -> Iterator[File]:
    """The files of the facets that some document has."""
    numbers = Numbers()
    faceted = {kind: rows for kind, rows in places.items() if any(map(NOTHING.__ne__, rows))}
    for name in facet_names(faceted):
        if name == "day":
            packed = {kind: _days((day for _, day in rows), numbers) for kind, rows in faceted.items()}
            yield script("facets/day", value(packed))
            continue
        found = {
            kind: [tuple([v for facet, v in facets if facet == name]) for facets, _ in rows]
            for kind, rows in faceted.items()
        }
        sets = Counter(those for rows in found.values() for those in rows)
        count: Counter[str] = Counter()
        for those, times in sets.items():
            for v in those:
                count[v] += times
        values = sorted(count, key=lambda v: (-count[v], v))
        number = {v: n for n, v in enumerate(values)}
        written = {those: _list((number[v] for v in those), numbers) for those in sets}
        yield script(
            f"facets/{name}", value([values, {k: "".join(map(written.__getitem__, rows)) for k, rows in found.items()}])
        )


def _list(found: Iterable[int], numbers: Numbers) -> str:
    ordered = sorted(set(found))
    return numbers[len(ordered)] + "".join(numbers[n] for n in ordered)


def _days(days: Iterable[str], numbers: Numbers) -> str:
    """Each day as the step from the last one known: forward 1, 3, 5 …, back 2, 4, 6 …"""
    last = 0
    packed = []
    for day in days:
        if not day:
            packed.append(numbers[0])
            continue
        this = date.fromisoformat(day).toordinal()
        step = this - last
        packed.append(numbers[2 * step + 1 if step >= 0 else -2 * step])
        last = this
    return "".join(packed)
