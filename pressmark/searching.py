"""EDGE: a site's search scripts, brought up to date with what the last build left of them.

What they were made of is kept in one file under .cache/ (`store`), and used only if it is of the scripts that stand: it
bears a mark of their paths and digests. Where it is lost or of others, all is made anew, with the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zlib import crc32

from pressmark.archive import Archive
from pressmark.search.counts import Counts
from pressmark.search.documents import Findable, Handle
from pressmark.search.facets import About, Places
from pressmark.search.freezing import (
    frozen_document,
    frozen_edition,
    frozen_facets,
    thawed_document,
    thawed_edition,
    thawed_facets,
)
from pressmark.search.numbering import lot
from pressmark.search.outputs import Edition, search_files, uncollected
from pressmark.search.owners import Forms, Sources, changed_owners, forms_in, with_names
from pressmark.search.renewal import Known, Renewed, renewed
from pressmark.staging import FOREIGN, Kept, Staging
from pressmark.store import Reader, Rows, Writer, reading, write_rows
from pressmark.tree import File
from pressmark.urls import page_path

STORE = ".cache/search.sqlite"
_PARTS = ("about", "layouts", "terms")
_RUNS = 64
Held = tuple[tuple[str, str, int], ...]  # files as they stand: path, SHA-256 and size


def searched(of: Sources) -> bytes:
    """A digest of all that the search scripts of an archive are made of."""
    digest = blake2b(of.config, digest_size=8)
    for part in (of.articles, of.things):
        digest.update(b"".join([key.encode() + value for key, value in part.items()]))
    return digest.digest()


@dataclass(frozen=True, slots=True)
class Search:
    """The search scripts of an archive in a folder: what they are made of now, and the files as they stand, () if that
    is not known. `program` is who keeps something for the next time, "" where nothing is kept."""

    root: Path
    program: str
    archive: Archive
    now: Sources
    standing: Held

    def staged(self, staging: Staging) -> tuple[Kept, ...]:
        """All files of search, those that differ put into the staging folder."""
        path = self.root / STORE
        if not self.program or not self.archive.config.shards:
            found = Findable(self.archive)
            return tuple(_put(staging, search_files(found, self.archive.config)))
        with uncollected():
            return self._again(staging, path) or self._anew(staging, path)

    def _again(self, staging: Staging, path: Path) -> tuple[Kept, ...] | None:
        """The same, of what differs from what stands; None if that cannot be told."""
        if not self.standing:
            return None
        with reading(path, self.program) as reader:
            if reader is None:
                return None
            try:
                done, rows = self._renewed(reader)
            except KeyError:  # something was lost
                return None
        if done is None:
            return None
        new = {one.path: one for one in _put(staging, done.files)}
        held = (Kept(*one, "") for one in self.standing if one[0] not in done.gone and one[0] not in new)
        kept = (*held, *new.values())
        if not any(one.staged == FOREIGN for one in kept):
            write_rows(path, self.program, rows(_mark(kept)), anew=False)
        return kept

    def _renewed(self, reader: Reader) -> tuple[Renewed | None, Callable[[bytes], Mapping[str, Rows]]]:
        """What differs from what stands, and with the mark of all files what is to be kept otherwise than before.
        KeyError if that cannot be told."""
        before = _recalled(reader)
        if reader.row("whole", "mark") != _mark_of(self.standing) or before.config != self.now.config:
            raise KeyError
        shelf = Shelf(reader)

        def forms(article: str) -> Forms:
            return shelf.forms(article) if article in before.articles else frozenset()

        changed, now = changed_owners(before, self.now, self.archive, forms)
        edition = kept_edition(reader)
        supply = Findable(self.archive, now.named)
        done = renewed(edition, shelf, changed, supply, self.archive.config)
        if done is None:
            return None, lambda mark: {}
        was, is_ = _kept(before), _kept(now)
        rows = kept_otherwise(done, edition, self._forms)
        parts = [*rows["whole"].new, *((name, part) for name, part in is_.items() if part != was[name])]
        return done, lambda mark: {**rows, "whole": Rows((), [*parts, ("mark", mark)])}

    def _forms(self, handle: Handle) -> Pairs:
        """The forms under which an article names entities."""
        if handle.kind != "article":
            return ()
        return tuple(sorted(forms_in(self.archive.record_of[handle.owner], self.archive)))

    def _anew(self, staging: Staging, path: Path) -> tuple[Kept, ...]:
        """The same, made from nothing."""
        now = with_names(self.now, self.archive)
        keeper = Keeper(path, self._forms)
        try:
            found = Findable(self.archive, now.named)
            kept = tuple(_put(staging, search_files(found, self.archive.config, keeper)))
        except BaseException:
            keeper.writer.give_up()
            raise
        if any(one.staged == FOREIGN for one in kept):
            keeper.writer.give_up()
        else:
            for name, part in (_kept(now) | {"mark": _mark(kept)}).items():
                keeper.writer.put("whole", name, part)
            keeper.writer.finish(self.program)
        return kept


def _put(staging: Staging, files: Iterator[File] | tuple[File, ...]) -> Iterator[Kept]:
    return (staging.put(f"search-{number}", file) for number, file in enumerate(files))


def _mark(kept: tuple[Kept, ...]) -> bytes:
    return _mark_of((one.path, one.digest, one.size) for one in kept)


def _mark_of(held: Iterable[tuple[str, str, int]]) -> bytes:
    return blake2b("\0".join(f"{path} {digest} {size}" for path, digest, size in sorted(held)).encode()).digest()


def _kept(of: Sources) -> dict[str, Any]:
    """What is kept of all that search is made of, in parts of which an edit changes few."""
    runs: list[dict[str, bytes]] = [{} for _ in range(_RUNS)]
    for id_, digests in of.articles.items():
        runs[crc32(id_.encode()) % _RUNS][id_] = digests
    written = {entity: dict(forms) for entity, forms in of.written.items()}
    others = {"config": of.config, "things": dict(of.things), "written": written, "alike": dict(of.alike)}
    return others | {f"articles {n}": run for n, run in enumerate(runs)}


def _recalled(reader: Reader) -> Sources:
    articles: dict[str, bytes] = {}
    for n in range(_RUNS):
        articles |= reader.row("whole", f"articles {n}")
    config, *rest = (reader.row("whole", name) for name in ("config", "things", "written", "alike"))
    return Sources(config, articles, *rest)


def _key(kind: str, drawn: int) -> bytes:
    return kind.encode() + drawn.to_bytes(8, "big")


Pairs = tuple[tuple[str, str], ...]


def _nothing(_: Handle) -> Pairs:
    return ()


class Keeper:
    """Keeps what came of an edition that was made from nothing, and more of each document if `besides` says what."""

    def __init__(self, path: Path, besides: Callable[[Handle], Pairs] = _nothing) -> None:
        self.writer = Writer(path)
        self.besides = besides

    def document(self, lot: int, handle: Handle, counts: Counts, size: int, of: About) -> None:
        """Take what came of a document."""
        row = (frozen_document(Known(counts, size, of)), self.besides(handle))
        self.writer.put("documents", _key(handle.kind, lot), row)

    def all(self, edition: Edition, facets: Places) -> None:
        """Take what is known of all of them together."""
        for name, part in frozen_edition(edition).items():
            self.writer.put("whole", name, part)
        self.writer.put("whole", "facets", frozen_facets(facets))
        for shard in edition.cut.shards:
            self.writer.put("shards", shard.first, shard.packed)


class Shelf:
    """What was kept of an edition."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._row: Callable[[bytes], Any] = lru_cache(maxsize=None)(lambda key: reader.row("documents", key))

    def document(self, kind: str, lot: int) -> Known:
        """What came of a document."""
        return thawed_document(self._row(_key(kind, lot))[0])

    def forms(self, article: str) -> Forms:
        """The forms under which an article named entities."""
        return frozenset(self._row(_key("article", lot("article", page_path("article", article))))[1])

    def facets(self) -> dict[str, list[About]]:
        """The facets of all documents."""
        return thawed_facets(self.reader.row("whole", "facets"))


def kept_edition(reader: Reader) -> Edition:
    """The edition that was kept; KeyError if it was lost."""
    return thawed_edition({part: reader.row("whole", part) for part in _PARTS}, reader.rows("shards"))


def kept_otherwise(done: Renewed, before: Edition, besides: Callable[[Handle], Pairs] = _nothing) -> dict[str, Rows]:
    """What is to be kept of an edition otherwise than of the one before it."""
    documents = [
        (_key(*of), (frozen_document(known), besides(handle))) for of, (handle, known) in done.documents.items()
    ]
    old = {shard.first: shard.packed for shard in before.cut.shards}
    made = {shard.first: shard.packed for shard in done.edition.cut.shards}
    whole = frozen_edition(done.edition)
    if done.edition.layouts == before.layouts:
        del whole["layouts"]
    if done.facets is not None:
        whole["facets"] = frozen_facets(done.facets)
    return {
        "documents": Rows([_key(*of) for of in done.lost], documents),
        "shards": Rows([first for first in old if first not in made], _others(old, made)),
        "whole": Rows((), list(whole.items())),
    }


def _others(old: Mapping[str, str], made: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((first, packed) for first, packed in made.items() if old.get(first) != packed)
