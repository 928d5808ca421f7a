"""EXPORT: each article's plain text, to which all offsets refer, and the checksums of the captures."""

from __future__ import annotations

from pressmark.archive import Archive, Record
from pressmark.page import ALL
from pressmark.pages.rights import shown
from pressmark.tree import File, Tree


def open_records(archive: Archive, part: slice = ALL) -> tuple[Record, ...]:
    """The records whose articles are shown in full: only their words may leave the archive."""
    return tuple(r for r in archive.records[part] if shown(r.article, archive.config) == "full")


def exported(archive: Archive) -> Tree:
    """data/text/<id>.txt (UTF-8, no line feed added) and data/SHA256SUMS in the form that sha256sum -c reads."""
    given = archive.config.data
    files = [
        File(f"data/text/{r.article.id}.txt", r.article.text.encode("utf-8"))
        for r in (open_records(archive) if "texts" in given else ())
    ]
    if "tables" not in given:
        return tuple(files)
    held = {(r.capture_path, r.capture_sha256) for r in archive.records}
    held |= {(v.capture_path, v.capture_sha256) for r in archive.records for v in r.versions}
    lines = "".join(f"{digest}  content/{path}\n" for path, digest in sorted(held) if digest)
    return (*files, File("data/SHA256SUMS", lines.encode("utf-8")))
