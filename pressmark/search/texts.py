"""Search documents to what results show of them, a few to a file: a query loads only those that it shows.

A document is written as two strings: its texts with the archive's pieces (`pieces`), and the ids of its paragraphs.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from zlib import crc32

from pressmark.search.documents import SearchDocument
from pressmark.search.pieces import Packer, Pieces, learnt
from pressmark.search.scripts import script, value
from pressmark.tree import File

# What the rows of one file come to, in bytes: less makes results lighter and files more.
ENOUGH = 1200
# Of how much text pieces are learnt, in characters: a part of the whole, but neither so little that it says nothing nor
# so much that learning takes long.
PART, LEAST, MOST = 48, 8_000, 40_000

_ID = re.compile("p-[0-9a-f]{6}")


def _texts(d: SearchDocument) -> tuple[str, ...]:
    """A document's page (the folder is its kind's), name, outlet, date, language if not the pages', and paragraphs."""
    page, mark, anchor = d.path.partition("#")
    place = page.rpartition("/")[2].removesuffix(".html") + mark + anchor
    return (place, d.shown, d.outlet, d.date, d.lang, *(p.text for p in d.paragraphs))


def _ids(d: SearchDocument) -> bytes:
    """The ids of a document's paragraphs, where they are not said by its path: six digits as four characters each."""
    ids = [p.id for p in d.paragraphs]
    if "#" in d.path or not any(ids):
        return b'""'
    if all(map(_ID.fullmatch, ids)):
        return b'"' + b64encode(bytes.fromhex("".join(id_[2:] for id_ in ids))) + b'"'
    return value(ids)


def pieces(documents: Sequence[SearchDocument]) -> Pieces:
    """The pieces that the texts of some documents are made of, those whose paths have the least digests."""
    total = sum(len(p.text) for d in documents for p in d.paragraphs)
    wanted = min(max(total // PART, LEAST), MOST)
    chosen: list[str] = []
    for d in sorted(documents, key=lambda d: (crc32(d.path.encode()), d.kind, d.shown)):
        if wanted <= 0:
            break
        texts = _texts(d)
        chosen += texts
        wanted -= sum(map(len, texts))
    return learnt(chosen)


def row(d: SearchDocument, packer: Packer) -> bytes:
    """What results show of a document, as JavaScript writes it."""
    return b'"' + packer.packed(_texts(d)).encode("utf-8", "backslashreplace") + b'",' + _ids(d)


def rows_in_file(rows: Sequence[bytes]) -> int:
    """How many rows of a kind make a file: a power of two, so that it changes seldom."""
    return 1 << max((ENOUGH * len(rows) // max(sum(map(len, rows)), 1)).bit_length() - 1, 0)


def text_files(kind: str, rows: Sequence[bytes], many: int) -> Iterator[File]:
    """The files of a kind's rows, each named by how many come before it."""
    for n in range(0, len(rows), many):
        yield script(f"texts/{kind}-{n}", b"[" + b",".join(rows[n : n + many]) + b"]")
