"""EDGE: what was derived of an archive's files, remembered from one build to the next: what they were parsed to, and
what each article gave by itself.

One file under .cache/ (`store`). What it holds counts only for files with the same bytes, and as long as everything
that is known is the same (`kept`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pressmark.annotation import Passage
from pressmark.annotators.passage_index import PassageIndex
from pressmark.annotators.references import Known
from pressmark.article import Article
from pressmark.coding import coded, decoded, packed, unpacked
from pressmark.dates import Date
from pressmark.kept import Kept, Local, Told, texts_digest
from pressmark.notes import Note
from pressmark.problems import Problem
from pressmark.proposal import Proposal
from pressmark.record import changed
from pressmark.store import Rows, read_rows, reading, write_rows
from pressmark.tree import Tree

STORE = ".cache/derived.sqlite"
_TABLES = ("parsed", "local", "told", "whole")
_INDEX = "passages"  # the table and the key of the index of passages, which is read only where a text has changed
_UPDATED = 200  # articles whose words may have changed before the index is written again
_SAME = Article("", "")  # stands for the article that a record is of
_Problems = tuple[Problem, ...]
# What the files of each folder are parsed to.
_PARSED = {
    "articles": tuple[Article | None, _Problems],
    "proposals": tuple[Proposal | None, _Problems],
    "notes": tuple[tuple[Note, ...] | None, _Problems],
}


@dataclass
class Recalled:
    """What was remembered: `kept` for whoever derives the archive, and the values that are in the store, by table."""

    kept: Kept = field(default_factory=Kept)
    stored: dict[str, dict[str, object]] = field(default_factory=dict)


def recalled(root: Path, program: str, content: Tree) -> Recalled:
    """What the same program remembers of the files that have not changed."""
    tables = read_rows(root / STORE, program, _TABLES)
    found = Recalled(stored={name: dict.fromkeys(rows) for name, rows in tables.items()})
    if not tables:
        return found
    kept = found.kept
    data = {f.path: f.data for f in content}
    for path, (digest, parsed) in _taken(tables["parsed"]):
        if path in data and _digest(data[path]) == digest:
            answer = decoded(parsed, _PARSED[path.split("/")[1]])
            kept.files[path] = (data[path], answer)
            found.stored["parsed"][path] = answer
    for id_, (path, notes, local) in _taken(tables["local"]):
        if (article := _article(kept, path)) is not None:
            record, problems = decoded(local, Local)
            held = (changed(record, article=article) if record.article == _SAME else record, problems)
            kept.local[id_] = (article, decoded(notes, tuple[Note, ...]), held)
            found.stored["local"][id_] = held
    for id_, (path, told) in _taken(tables["told"]):
        if (article := _article(kept, path)) is not None:
            when, what = decoded(told, tuple[Date, Told])
            kept.told[id_] = (article, when, what)
            found.stored["told"][id_] = what
    if "known" in tables["whole"]:
        kept.promised, kept.annotators, known, made_of, problems = tables["whole"]["known"]
        kept.known = decoded(known, Known)
        kept.registry = (made_of, (kept.known.registry, decoded(problems, _Problems)))
        found.stored["whole"]["known"] = kept.promised
    if "passages" in tables["whole"]:
        texts, passages = tables["whole"]["passages"]
        kept.passages = (texts, decoded(passages, tuple[Passage, ...]))
        found.stored["whole"]["passages"] = kept.passages[1]
        kept.recall_index = partial(_index, root / STORE, program)
    return found


def _index(path: Path, program: str) -> PassageIndex | None:
    with reading(path, program) as reader:
        try:
            return PassageIndex.unpacked(unpacked(reader.row(_INDEX, _INDEX))) if reader else None
        except KeyError:
            return None


def _taken(rows: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The rows, each let go of as it is read: all of them and all values would be twice as much to hold."""
    while rows:
        yield rows.popitem()


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _article(kept: Kept, path: str) -> Article | None:
    held = kept.files.get(path)
    return held[1][0] if held is not None else None


def remember(root: Path, program: str, old: Recalled) -> None:
    """Bring what is remembered to what `old.kept` has become since it was used."""
    kept = old.kept
    changes = {
        "parsed": _changes(old, "parsed", kept.files, lambda held: held[1], _file_row),
        "local": _changes(old, "local", kept.local, lambda held: held[2], _local_row),
        "told": _changes(old, "told", kept.told, lambda held: held[2], _told_row),
        "whole": Rows((), _whole(old)),
        _INDEX: Rows((), _indexes(kept)),
    }
    write_rows(root / STORE, program, changes, anew=not old.stored)


def _changes(
    old: Recalled, table: str, new: Mapping[str, Any], value: Callable[[Any], object], row: Callable[[Any], object]
) -> Rows:
    stored = old.stored.get(table, {})

    def changed() -> Iterator[tuple[str, object]]:
        for key, held in new.items():
            if stored.get(key) is not value(held):
                yield key, row(held)

    return Rows([key for key in stored if key not in new], changed())


def _file_row(held: Any) -> object:
    data, answer = held
    return _digest(data), coded(answer)


def _local_row(held: Any) -> object:
    article, notes, (record, problems) = held
    record = changed(record, article=_SAME) if record.article is article else record
    return article.path, coded(notes), coded((record, problems))


def _told_row(held: Any) -> object:
    article, when, told = held
    return article.path, coded((when, told))


def _whole(old: Recalled) -> Iterator[tuple[str, object]]:
    kept = old.kept
    if kept.known is not None:
        digest = kept.known_digest(kept.known, kept.annotators)
        if old.stored.get("whole", {}).get("known") != digest:
            made_of, (_, problems) = kept.registry or (b"", (kept.known.registry, ()))
            yield "known", (digest, kept.annotators, coded(kept.known), made_of, coded(problems))
    if kept.passages is not None and old.stored.get("whole", {}).get("passages") is not kept.passages[1]:
        texts, passages = kept.passages
        yield "passages", (texts if isinstance(texts, bytes) else texts_digest(texts), coded(passages))


def _indexes(kept: Kept) -> Iterator[tuple[str, object]]:
    if kept.packed:
        yield _INDEX, kept.packed
    elif kept.index is not None and kept.index.updated > _UPDATED:
        yield _INDEX, packed(kept.index.packed())
