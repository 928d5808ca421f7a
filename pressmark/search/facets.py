"""Search documents to what results can be narrowed and ordered by: a file for each facet, loaded when somebody narrows.

A facet's file holds its values, the commonest first, and for each kind of document, in order, how many values each has
and their numbers; that of days holds for each document nothing (0) or the step from the last day before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pressmark.search.documents import SearchDocument
from pressmark.search.packing import Numbers
from pressmark.search.scripts import script, value
from pressmark.tree import File

FACETS = ("outlet", "person", "organization", "place", "topic", "status")

Kinds = Sequence[tuple[str, Sequence[SearchDocument]]]  # each kind's documents, in order


def facet_names(kinds: Kinds) -> tuple[str, ...]:
    """The facets that some document has."""
    present = {name for _, documents in kinds for d in documents for name, _ in d.facets}
    days = ("day",) if any(d.day for _, documents in kinds for d in documents) else ()
    return (*(name for name in FACETS if name in present), *days)


def facet_files(kinds: Kinds) -> Iterator[File]:
    """The files of the facets that some document has."""
    numbers = Numbers()
    faceted = [(kind, documents) for kind, documents in kinds if any(d.facets or d.day for d in documents)]
    for name in facet_names(faceted):
        if name == "day":
            packed = {kind: _days((d.day for d in documents), numbers) for kind, documents in faceted}
            yield script("facets/day", value(packed))
            continue
        found = [
            (kind, [[v for facet, v in d.facets if facet == name] for d in documents]) for kind, documents in faceted
        ]
        count = Counter(v for _, rows in found for row in rows for v in row)
        values = sorted(count, key=lambda v: (-count[v], v))
        number = {v: n for n, v in enumerate(values)}
        lists = {kind: "".join(_list((number[v] for v in row), numbers) for row in rows) for kind, rows in found}
        yield script(f"facets/{name}", value([values, lists]))


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
