"""EXPORT: each article's plain text, to which all offsets refer, and the checksums of the captures."""

from __future__ import annotations

from pressmark.archive import Archive
from pressmark.tree import File, Tree


def exported(archive: Archive) -> Tree:
    """data/text/<id>.txt (UTF-8, no line feed added) and data/SHA256SUMS in the form that sha256sum -c reads."""
    files = [File(f"data/text/{r.article.id}.txt", r.article.text.encode("utf-8")) for r in archive.records]
    sums = sorted(
        {(r.article.source, r.capture_sha256) for r in archive.records if r.article.source and r.capture_sha256}
    )
    lines = "".join(f"{digest}  content/{path}\n" for path, digest in sums)
    return (*files, File("data/SHA256SUMS", lines.encode("utf-8")))
