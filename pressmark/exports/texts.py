"""EXPORT: each article's plain text, to which all offsets refer, and the checksums of the captures."""

from __future__ import annotations

from pressmark.annotation import Target
from pressmark.annotators.notes import target_text
from pressmark.annotators.outside_quotations import TARGETS
from pressmark.archive import Archive, Record
from pressmark.page import ALL
from pressmark.pages.rights import shown
from pressmark.tree import File, Tree


def open_records(archive: Archive, part: slice = ALL) -> tuple[Record, ...]:
    """The records whose articles are shown in full: only their words may leave the archive."""
    return tuple(r for r in archive.records[part] if shown(r.article, archive.config) == "full")


def text_path(id_: str, target: str = "body") -> str:
    """Where the text stands, below data/text/, to which offsets into an article, or a target of its own, refer."""
    return f"{id_}.txt" if target == "body" else f"{id_}.{target}.txt"


def targets(record: Record) -> tuple[Target, ...]:
    """The texts of an article of which something is said: always its running text."""
    outside = {m.target for m in record.outside} | {q.target for q in record.headed}
    outside |= {note.target for note in record.notes if note.found}
    return ("body", *(target for target in TARGETS if target in outside))


def exported(archive: Archive) -> Tree:
    """data/text/<id>.txt (UTF-8, no line feed added), <id>.title.txt and the like where annotations are about them, and
    data/SHA256SUMS in the form that sha256sum -c reads."""
    given = archive.config.data
    files = [
        File(f"data/text/{text_path(r.article.id, target)}", target_text(r.article, target).encode("utf-8"))
        for r in (open_records(archive) if "texts" in given else ())
        for target in targets(r)
    ]
    if "tables" not in given:
        return tuple(files)
    held = {(r.capture_path, r.capture_sha256) for r in archive.records}
    held |= {(v.capture_path, v.capture_sha256) for r in archive.records for v in r.versions}
    lines = "".join(f"{digest}  content/{path}\n" for path, digest in sorted(held) if digest)
    return (*files, File("data/SHA256SUMS", lines.encode("utf-8")))
