"""Search documents to what results show of them, a few to a file: a query loads only those that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressmark.search.documents import SearchDocument
from pressmark.search.scripts import script, value
from pressmark.tree import File

# What the rows of one file come to, in bytes: less makes results lighter and files more.
ENOUGH = 2048


def row(d: SearchDocument) -> bytes:
    """A document's page (the folder is its kind's), name, outlet, date, paragraphs and, if not the pages', language."""
    page, mark, anchor = d.path.partition("#")
    place = page.rpartition("/")[2].removesuffix(".html") + mark + anchor
    paragraphs = [part for p in d.paragraphs for part in (p.id, p.text)]
    return value([place, d.shown, d.outlet, d.date, paragraphs, *([d.lang] if d.lang else [])])


def rows_in_file(rows: Sequence[bytes]) -> int:
    """How many rows of a kind make a file: a power of two, so that it changes seldom."""
    return 1 << max((ENOUGH * len(rows) // max(sum(map(len, rows)), 1)).bit_length() - 1, 0)


def text_files(kind: str, rows: Sequence[bytes], many: int) -> Iterator[File]:
    """The files of a kind's rows, each named by how many come before it."""
    for n in range(0, len(rows), many):
        yield script(f"texts/{kind}-{n}", b"[" + b",".join(rows[n : n + many]) + b"]")
