"""Search documents to the scripts in search/, and lunr.js from the package that carries it.

    search/index.js         what the reader of all others needs to know
    search/lunr.js          the index in one piece, for archives that want it so, instead of the next two
    search/terms/t-*.js     shards, named by their first term
    search/dictionary.js    all terms: for misspelt words and patterns
    search/texts/KIND-N.js  what results show, and phrases are looked for in
    search/facets/*.js      what results can be narrowed and ordered by
    search/folding.js       the table of foldings

Each calls `pressmark.search.receive(name, value)`, its name being its path without the folder and ending.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources

from pressmark.archive import Archive
from pressmark.config import Config
from pressmark.folding import table
from pressmark.search.counts import FIELDS, Counts, Entry, TermCounter, is_english
from pressmark.search.documents import SearchDocument, search_documents
from pressmark.search.facets import facet_files, facet_names
from pressmark.search.numbering import Span, in_spans, numbered
from pressmark.search.packing import DIGITS, front_coded
from pressmark.search.pieces import Packer
from pressmark.search.scripts import script, string, value
from pressmark.search.shards import Cut, cut
from pressmark.search.texts import pieces, row, rows_in_file, text_files
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
    return document_outputs(search_documents(archive), archive.config)


def entry(document: SearchDocument) -> Entry:
    """What lunr is given of a document."""
    d = document
    return Entry((d.title, d.names, d.summary, d.body, d.outlet))


def document_outputs(documents: tuple[SearchDocument, ...], config: Config) -> Tree:
    """The search scripts of these documents, weighed, stemmed and cut as the config says."""
    # Counting makes many small values and no cycles of them; looking for such would take a quarter of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return tuple(_files(documents, config))
    finally:
        if collecting:
            gc.enable()


def _files(documents: tuple[SearchDocument, ...], config: Config) -> Iterator[File]:
    spans = in_spans(documents)
    counter = TermCounter(is_english(config.language))
    counted = ((number, counter.counts(entry(d)), span) for number, span, d in numbered(spans))
    learnt = pieces(documents)
    packer = Packer(learnt)
    rows = [[row(d, packer) for d in members] for _, members in spans]
    many = [rows_in_file(these) for these in rows]
    kinds = [(span.kind, members) for span, members in spans]
    about = _about(tuple(span for span, _ in spans), many, config)
    about |= {"facets": facet_names(kinds), "pieces": learnt.written()}
    if config.shards:
        yield from shard_files(cut((number, counts) for number, counts, _ in counted), about)
    else:
        yield from whole_files(counted, about, config.boosts)
    for (span, _), these, n in zip(spans, rows, many, strict=True):
        yield from text_files(span.kind, these, n)
    yield from facet_files(kinds)
    yield from (File("assets/js/lunr.js", lunr_js()), script("folding", value(table())))


Counted = Iterable[tuple[int, Counts, Span]]


def shard_files(made: Cut, about: dict[str, object], standing: Cut | None = None) -> Iterator[File]:
    """An index that was cut by terms, and what its reader needs to know; of shards and dictionary only those that
    differ from those of an index that stands."""
    firsts = "|".join(front_coded([shard.first for shard in made.shards]))
    yield script("index", value(about | {"documents": made.documents, "totals": made.totals, "firsts": firsts}))
    stand = {shard.first: shard.packed for shard in standing.shards} if standing else {}
    for shard in made.shards:
        if stand.get(shard.first) != shard.packed:
            yield script(f"terms/{shard_name(shard.first)}", string(shard.packed))
    if not standing or (standing.terms, standing.spread) != (made.terms, made.spread):
        rare = [DIGITS[many.bit_length() - 1] for many in made.spread]
        words = front_coded(made.terms, made.shared)
        yield script("dictionary", string("|".join(map(str.__add__, rare, words))))


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


def _about(spans: tuple[Span, ...], many: list[int], config: Config) -> dict[str, object]:
    """What the reader of either index needs to know: `spans` are kind, first number, how many, folder, weight, and how
    many rows a file of texts has."""
    boosts = dict(config.boosts)
    return {
        "version": VERSION,
        "fields": FIELDS,
        "boosts": [boosts.get(name, 1) for name in FIELDS],
        "pipeline": ["stemmer"] if is_english(config.language) else [],
        "spans": [[s.kind, s.start, s.count, s.folder, s.weight, n] for s, n in zip(spans, many, strict=True)],
    }
