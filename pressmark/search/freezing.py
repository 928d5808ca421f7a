"""What an edition of the search scripts was made of, as values that `marshal` writes, and back."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pressmark.search.counts import Counts, FieldCounts
from pressmark.search.facets import About
from pressmark.search.outputs import Edition, Layout
from pressmark.search.pieces import Pieces
from pressmark.search.renewal import Known
from pressmark.search.shards import Cut, Shard

Plain = tuple[Any, ...]


def frozen_document(known: Known) -> Plain:
    """What came of a document, for `thawed_document`."""
    return (*[_field(field) for field in known.counts.fields], known.size, known.about)


def _field(field: FieldCounts) -> Plain:
    if not field.length:
        return ()
    once = field.length == len(field.terms)
    times = b"" if once else bytes(field.times) if max(field.times) < 256 else field.times
    return " ".join(field.terms), times, field.length


def thawed_document(plain: Plain) -> Known:
    """What `frozen_document` was given."""
    *fields, size, about = plain
    return Known(Counts(tuple(map(_thawed_field, fields))), size, about)


def _thawed_field(plain: Plain) -> FieldCounts:
    if not plain:
        return FieldCounts()
    joined, times, length = plain
    terms = tuple(joined.split(" "))
    return FieldCounts(terms, tuple(times) if times else (1,) * len(terms), length)


def frozen_shards(cut: Cut) -> Iterable[tuple[str, str]]:
    """The shards by their first terms."""
    return ((shard.first, shard.packed) for shard in cut.shards)


def frozen_edition(edition: Edition) -> dict[str, Plain]:
    """An edition but for its shards' contents, in parts by name, for `thawed_edition`."""
    made = edition.cut
    layouts = tuple(
        (kind, array("Q", of.lots).tobytes(), "\n".join(of.owners), array("I", of.slots).tobytes())
        for kind, of in edition.layouts.items()
    )
    learnt = (edition.pieces.short, edition.pieces.long, edition.learnt)
    firsts = tuple(shard.first for shard in made.shards)
    return {
        "about": (dict(edition.sizes), learnt, edition.facets, made.documents, made.totals, firsts),
        "layouts": layouts,
        "terms": (" ".join(made.terms), bytes(made.shared), array("I", made.spread).tobytes()),
    }


def thawed_edition(parts: Mapping[str, Plain], shards: Mapping[str, str]) -> Edition:
    """The edition of these parts and shards; KeyError if one is not there."""
    sizes, (short, long, learnt), facets, documents, totals, firsts = parts["about"]
    joined, shared, spread = parts["terms"]
    terms = tuple(joined.split(" ")) if joined else ()
    held = tuple(Shard(first, shards[first]) for first in firsts)
    cut = Cut(held, documents, totals, terms, tuple(shared), tuple(array("I", spread)))
    layouts = {
        kind: Layout(array("Q", drawn).tolist(), owners.split("\n"), array("I", slots).tolist())
        for kind, drawn, owners, slots in parts["layouts"]
    }
    return Edition(layouts, sizes, Pieces(short, long), learnt, facets, cut)


def frozen_facets(places: Mapping[str, Sequence[About]]) -> Plain:
    """The facets of all documents, of each kind place by place, for `thawed_facets`."""
    pairs: dict[tuple[str, str], int] = {}
    kinds = tuple(
        (kind, [(tuple([pairs.setdefault(pair, len(pairs)) for pair in facets]), day) for facets, day in rows])
        for kind, rows in places.items()
    )
    return tuple(pairs), kinds


def thawed_facets(plain: Plain) -> dict[str, list[About]]:
    """What `frozen_facets` was given."""
    pairs, kinds = plain
    return {
        kind: [(tuple([pairs[n] for n in facets]), day) if facets or day else ((), "") for facets, day in rows]
        for kind, rows in kinds
    }
