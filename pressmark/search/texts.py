"""Search documents to what results show of them, a few to a file: a query loads only those that it shows.

A document is written as two strings: its texts with the archive's pieces (`pieces`), and the ids of its paragraphs.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence

from pressmark.search.documents import Handle, SearchDocument, Supply
from pressmark.search.pieces import Packer, Pieces, learnt
from pressmark.search.scripts import script, value
from pressmark.tree import File

# What the rows of one file come to, in bytes: less makes results lighter and files more.
ENOUGH = 1200
# Of how much text pieces are learnt, in characters: so much for each document, but neither so little that it says
# nothing nor so much that learning takes long.
EACH, LEAST, MOST = 24, 8_000, 40_000
FREE = b"0,0"  # the row of a place that is free

LAST = (1 << 64) - 1  # no lot is higher
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


def learning(count: int) -> int:
    """Of how many characters pieces are learnt where there are so many documents."""
    return min(max(count * EACH, LEAST), MOST)


def pieces(drawn: Iterable[tuple[int, Handle]], count: int, supply: Supply) -> tuple[Pieces, int]:
    """The pieces that the texts of some of `count` documents are made of, which come by their lots in ascending order;
    and the last of these lots that matters."""
    wanted = learning(count)
    chosen: list[str] = []
    last = 0
    for last, handle in drawn:
        texts = _texts(supply.document(handle))
        chosen += texts
        wanted -= sum(map(len, texts))
        if wanted <= 0:
            return learnt(chosen), last
    return learnt(chosen), LAST


def row(d: SearchDocument, packer: Packer) -> bytes:
    """What results show of a document, as JavaScript writes it."""
    return b'"' + packer.packed(_texts(d)).encode("utf-8", "backslashreplace") + b'",' + _ids(d)


def rows_in_file(count: int, size: int) -> int:
    """How many places of a kind make a file, by its documents and the bytes of their rows: a power of two, so that it
    changes seldom."""
    return 1 << max((ENOUGH * count // max(size, 1)).bit_length() - 1, 0)


def text_files(kind: str, rows: Sequence[bytes], many: int) -> Iterator[File]:
    """The files of a kind's rows, place by place; none where all places are free."""
    for n in range(0, len(rows), many):
        if some := text_file(kind, n, rows[n : n + many]):
            yield some


def text_file(kind: str, first: int, rows: Sequence[bytes]) -> File | None:
    """The file of the rows from a place on, named by that; None if there are none."""
    return None if all(map(FREE.__eq__, rows)) else script(f"texts/{kind}-{first}", b"[" + b",".join(rows) + b"]")
