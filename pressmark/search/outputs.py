"""What can be found to the scripts in search/, and lunr.js from the package that carries it.

    search/index.js         what the reader of all others needs to know
    search/lunr.js          the index in one piece, for archives that want it so, instead of the next two
    search/terms/t-*.js     shards, named by their first term
    search/dictionary.js    all terms: for misspelt words and patterns
    search/numbers.js       which numbers are free: for what is asked of all documents
    search/texts/KIND-N.js  what results show, and phrases are looked for in
    search/facets/*.js      what results can be narrowed and ordered by
    search/folding.js       the table of foldings

Each calls `pressmark.search.receive(name, value)`, its name being its path without the folder and ending.
"""

from __future__ import annotations

import gc
import heapq
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple, Protocol

from pressmark.archive import Archive
from pressmark.config import Config
from pressmark.folding import table
from pressmark.search.counts import FIELDS, Counts, Entry, TermCounter, is_english
from pressmark.search.documents import Findable, Handle, Listed, SearchDocument, Supply
from pressmark.search.facets import NOTHING, About, Places, about, facet_files, facet_names
from pressmark.search.numbering import KINDS, Span, lots, slots, spans_of
from pressmark.search.packing import DIGITS, Numbers, front_coded
from pressmark.search.pieces import Packer, Pieces
from pressmark.search.scripts import script, string, value
from pressmark.search.shards import Cut, Table
from pressmark.search.texts import FREE, pieces, row, rows_in_file, text_files
from pressmark.search.whole import VERSION, whole_index
from pressmark.tree import File, Tree

_LUNR = "contrib/search/templates/search/lunr.js"
_REMARK = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/|opyright).)*\*/[ \t]*|//[^\n]*)\n", re.M | re.S)
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.M)


@lru_cache(maxsize=1)
def lunr_js() -> bytes:
    """lunr.js 2.3.9 as the installed mkdocs package carries it, without remarks and indents: two fifths of the bytes.

    What is cut stands on lines of its own; notices of authors and licence stay.
    """
    whole = resources.files("mkdocs").joinpath(_LUNR).read_text("utf-8")
    return _INDENT.sub("", _REMARK.sub("", whole)).encode()


def search_outputs(archive: Archive) -> Tree:
    """The search scripts of an archive."""
    return tuple(search_files(Findable(archive), archive.config))


def document_outputs(documents: Sequence[SearchDocument], config: Config) -> Tree:
    """The search scripts of these documents, weighed, stemmed and cut as the config says."""
    return tuple(search_files(Listed(documents), config))


def entry(document: SearchDocument) -> Entry:
    """What lunr is given of a document."""
    d = document
    return Entry((d.title, d.names, d.summary, d.body, d.outlet))


class Drawn(NamedTuple):
    """The documents of a kind in the order of their lots, and where in the kind's range each stands."""

    lots: list[int]
    handles: list[Handle]
    slots: list[int]


class Numbered(NamedTuple):
    """All documents with their places, by kind in the order of KINDS, and the ranges of the kinds."""

    kinds: Mapping[str, Drawn]
    spans: tuple[Span, ...]

    @property
    def many(self) -> int:
        """How many documents there are."""
        return sum(len(drawn.lots) for drawn in self.kinds.values())

    def by_lot(self) -> Iterator[tuple[int, Handle]]:
        """All documents in the order of their lots."""
        kinds = (zip(drawn.lots, drawn.handles, strict=True) for drawn in self.kinds.values())
        return heapq.merge(*kinds, key=lambda pair: pair[0])


def numbered(handles: Iterable[Handle]) -> Numbered:
    """The documents with their places."""
    found: dict[str, list[tuple[int, Handle]]] = {kind: [] for kind in KINDS}
    for drawn, handle in lots(handles):
        found[handle.kind].append((drawn, handle))
    kinds = {}
    for kind, members in ((kind, members) for kind, members in found.items() if members):
        members.sort(key=lambda pair: pair[0])
        own = [drawn for drawn, _ in members]
        kinds[kind] = Drawn(own, [handle for _, handle in members], slots(own))
    return Numbered(kinds, spans_of({kind: drawn.slots for kind, drawn in kinds.items()}))


def in_numbers(documents: Sequence[SearchDocument]) -> Iterator[tuple[int, Span, SearchDocument]]:
    """Every document with its number and range, in ascending order."""
    supply = Listed(documents)
    found = numbered(supply.handles())
    for span in found.spans:
        _, handles, places = found.kinds[span.kind]
        for handle, slot in zip(handles, places, strict=True):
            yield span.start + slot, span, supply.document(handle)


@dataclass(frozen=True, slots=True)
class Layout:
    """The documents of a kind in the order of their lots: whose each is, and where in the kind's range it stands."""

    lots: Sequence[int]
    owners: Sequence[str]
    slots: Sequence[int]


@dataclass(frozen=True, slots=True)
class Edition:
    """What search scripts were made of, as far as the next edition of them needs to know: where the documents of each
    kind stand, the bytes of all rows of a kind, what texts are written with and the last lot that it was learnt from,
    the facets that there are, and the index."""

    layouts: Mapping[str, Layout]
    sizes: Mapping[str, int]
    pieces: Pieces
    learnt: int
    facets: tuple[str, ...]
    cut: Cut


class Keeper(Protocol):
    """Whoever keeps what came of all this for the next time."""

    def document(self, lot: int, handle: Handle, counts: Counts, size: int, of: About) -> None:
        """Take what came of a document: the counts of its terms, the bytes of its row, and its facets."""

    def all(self, edition: Edition, facets: Places) -> None:
        """Take what is known of all of them together."""


def search_files(supply: Supply, config: Config, keeper: Keeper | None = None) -> Iterator[File]:
    """The search scripts of what can be found; each document is asked for once or twice, and none is held."""
    with uncollected():
        yield from _files(supply, config, keeper)


@contextmanager
def uncollected() -> Iterator[None]:
    """Counting makes many small values and no cycles of them; looking for such would take a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _files(supply: Supply, config: Config, keeper: Keeper | None) -> Iterator[File]:
    found = numbered(supply.handles())
    learnt = pieces(found.by_lot(), found.many, supply)
    packer = Packer(learnt[0])
    counter = TermCounter(is_english(config.language))
    gathered = Table()
    counted: list[tuple[int, Counts, Span]] = []
    facets: dict[str, list[About]] = {}
    many: dict[str, int] = {}
    sizes: dict[str, int] = {}
    known: dict[object, object] = {}
    for span in found.spans:
        drawn = found.kinds[span.kind]
        rows = [FREE] * span.count
        abouts = facets[span.kind] = [NOTHING] * span.count
        for lot, handle, slot in zip(*drawn, strict=True):
            d = supply.document(handle)
            counts = counter.counts(entry(d))
            rows[slot] = row(d, packer)
            own = about(d)
            abouts[slot] = own = tuple([known.setdefault(pair, pair) for pair in own[0]]), own[1]  # type: ignore[misc]
            if config.shards:
                gathered.add(span.start + slot, counts)
            else:
                counted.append((span.start + slot, counts, span))
            if keeper:
                keeper.document(lot, handle, counts, len(rows[slot]), own)
        sizes[span.kind] = sum(len(rows[slot]) for slot in drawn.slots)
        many[span.kind] = rows_in_file(len(drawn.lots), sizes[span.kind])
        yield from text_files(span.kind, rows, many[span.kind])
    del packer, counter
    names = facet_names(facets)
    to_know = about_all(found.spans, many, learnt[0], names, config)
    yield from facet_files(facets)
    yield numbers_file(found.spans, {kind: drawn.slots for kind, drawn in found.kinds.items()})
    yield from (File("assets/js/lunr.js", lunr_js()), script("folding", value(table())))
    if config.shards:
        made = gathered.cut()
        if keeper:
            layouts = {
                kind: Layout(drawn.lots, [handle.owner for handle in drawn.handles], drawn.slots)
                for kind, drawn in found.kinds.items()
            }
            keeper.all(Edition(layouts, sizes, *learnt, names, made), facets)
        del facets, found
        yield from shard_files(made, to_know)
    else:
        yield from whole_files(counted, to_know, config.boosts)


Counted = Iterable[tuple[int, Counts, Span]]


def shard_files(made: Cut, about: Mapping[str, object], standing: Cut | None = None) -> Iterator[File]:
    """An index that was cut by terms, and what its reader needs to know; of shards and dictionary only those that
    differ from those of an index that stands."""
    firsts = "|".join(front_coded([shard.first for shard in made.shards]))
    yield script("index", value({**about, "documents": made.documents, "totals": made.totals, "firsts": firsts}))
    stand = {shard.first: shard.packed for shard in standing.shards} if standing else {}
    for shard in made.shards:
        if stand.get(shard.first) != shard.packed:
            yield script(f"terms/{shard_name(shard.first)}", string(shard.packed))
    if not standing or _rare(standing) != _rare(made) or standing.terms != made.terms:
        words = front_coded(made.terms, made.shared)
        yield script("dictionary", string("|".join(map(str.__add__, map(DIGITS.__getitem__, _rare(made)), words))))


def _rare(made: Cut) -> list[int]:
    """Of each term the power of two that its documents come to."""
    return [many.bit_length() - 1 for many in made.spread]


def numbers_file(spans: Iterable[Span], taken: Mapping[str, Sequence[int]]) -> File:
    """The numbers that are taken: of each range, where runs of free and taken places end."""
    packed = {span.kind: _runs(taken[span.kind]) for span in spans}
    return script("numbers", value(packed))


def _runs(taken: Sequence[int]) -> str:
    """How many places are free, how many after these are taken, and so on."""
    numbers = Numbers()
    ends = [n for n, (one, other) in enumerate(pairwise(taken), 1) if other != one + 1]
    written: list[str] = []
    at = 0
    for start, end in pairwise([0, *ends, len(taken)]):
        written += (numbers[taken[start] - at], numbers[end - start])
        at = taken[end - 1] + 1
    return "".join(written)


def whole_files(counted: Counted, about: dict[str, object], boosts: tuple[tuple[str, int], ...]) -> Iterator[File]:
    """The index of counted documents in one piece, as lunr.js writes it, and what its reader needs to know."""
    weighed = ((number, counts, span.weight) for number, counts, span in counted)
    pipeline: list[str] = about["pipeline"]  # type: ignore[assignment]
    yield script("index", value(about))
    yield script("lunr", whole_index(weighed, boosts, pipeline).encode("utf-8", "backslashreplace"))


def shard_name(first: str) -> str:
    """The name of the shard that begins with a term: small Latin letters and digits as they are, other UTF-16 units
    as numbers, so that it is a file's name anywhere."""
    units = first.encode("utf-16-be", "surrogatepass")
    codes = (units[i] << 8 | units[i + 1] for i in range(0, len(units), 2))
    return "t-" + "".join(c if (c := chr(n)).isascii() and (c.islower() or c.isdigit()) else f"_{n:04x}" for n in codes)


def about_all(
    spans: Iterable[Span], many: Mapping[str, int], learnt: Pieces, facets: tuple[str, ...], config: Config
) -> dict[str, object]:
    """What the reader of either index needs to know: `spans` are kind, first number, how many, folder, weight, and how
    many rows a file of texts has."""
    boosts = dict(config.boosts)
    return {
        "version": VERSION,
        "fields": FIELDS,
        "boosts": [boosts.get(name, 1) for name in FIELDS],
        "pipeline": ["stemmer"] if is_english(config.language) else [],
        "spans": [[s.kind, s.start, s.count, s.folder, s.weight, many[s.kind]] for s in spans],
        "facets": facets,
        "pieces": learnt.written(),
    }
