"""INGEST: MIME messages as the parts they are made of, in one pass however they are nested or broken."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser

from pressmark.text import squeezed

HEAD_LIMIT = 64 * 1024
_MOST_PARTS = 5000
_DEEPEST = 6
_HEAD_END = re.compile(rb"\r?\n\r?\n|\r\r")
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:")
_LONGEST_FIELD = 62  # bytes that it can need
_SURELY = 400  # bytes that hold the first line's field, as nearly all files begin


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part that holds no parts: its head and its content as transferred."""

    head: Message
    body: bytes

    @property
    def kind(self) -> str:
        """Its content type, "text/plain" where none is given."""
        return self.head.get_content_type()

    @property
    def attached(self) -> bool:
        return str(self.head.get("Content-Disposition", "")).strip().lower().startswith("attachment")

    def content(self) -> bytes:
        """Its bytes, freed of what they were wrapped in for transfer."""
        way = str(self.head.get("Content-Transfer-Encoding", "")).strip().lower()
        if way == "quoted-printable":
            return binascii.a2b_qp(self.body)
        if way == "base64":
            digits = re.sub(rb"[^A-Za-z0-9+/]", b"", self.body)
            return binascii.a2b_base64(digits[: len(digits) - (len(digits) % 4 == 1)] + b"==")
        return self.body

    def charset(self) -> str:
        """The character set that its head gives, "" for none."""
        return self.head.get_content_charset("") or ""


def head_of(data: bytes) -> Message | None:
    """The head of a message; None if the bytes do not begin with one."""
    begun = data[:_SURELY].lstrip(b"\r\n \xef\xbb\xbf")
    if len(begun) > _LONGEST_FIELD and not _FIELD.match(begun) and begun[:1] != b"\t":
        return None  # seen without parting the whole
    head, _ = _parted(data.lstrip(b"\r\n \xef\xbb\xbf"))
    if not head or len(head) > HEAD_LIMIT:
        return None
    lines = re.split(rb"\r\n|\n|\r", head)
    if not all(_FIELD.match(line) or line[:1] in (b" ", b"\t") for line in lines if line):
        return None
    return BytesHeaderParser().parsebytes(head)


def leaves(data: bytes) -> Iterator[Leaf]:
    """The parts of a message that hold no parts, in order."""
    waiting = [(data.lstrip(b"\r\n \xef\xbb\xbf"), 0)]
    taken = 0
    while waiting and taken < _MOST_PARTS:
        piece, depth = waiting.pop()
        taken += 1
        raw, body = _parted(piece)
        head = BytesHeaderParser().parsebytes(raw[:HEAD_LIMIT])
        boundary = head.get_boundary() if head.get_content_maintype() == "multipart" else None
        if boundary and depth < _DEEPEST:
            inner = _pieces(body, boundary.encode("latin-1", "replace"))
            waiting += [(one, depth + 1) for one in reversed(inner)]
        else:
            yield Leaf(head, body)


def _parted(data: bytes) -> tuple[bytes, bytes]:
    if data[:2] == b"\r\n" or data[:1] == b"\n":  # a part without a head
        return b"", data.lstrip(b"\r\n")
    end = _HEAD_END.search(data, 0, HEAD_LIMIT)
    return (data[: end.start()], data[end.end() :]) if end else (data[:HEAD_LIMIT], b"")


def _pieces(body: bytes, boundary: bytes) -> list[bytes]:
    parting = re.compile(rb"(?:^|\r?\n|\r)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r|\n|\Z)")
    found: list[bytes] = []
    start = -1
    for mark in parting.finditer(body):
        if start >= 0:
            found.append(re.sub(rb"^\r?\n|^\r", b"", body[start : mark.start()], count=1))
        start = mark.end()
        if mark[1] or len(found) > _MOST_PARTS:
            return found
    return [*found, re.sub(rb"^\r?\n", b"", body[start:], count=1)] if start >= 0 else found


def header(head: Message, name: str) -> str:
    """A header's value in plain characters, on one line; "" if there is none."""
    value = str(head.get(name, ""))[:4000]
    words = []
    try:
        for piece, charset in decode_header(value):
            words.append(piece if isinstance(piece, str) else piece.decode(charset or "utf-8", "replace"))
    except (LookupError, ValueError):
        return squeezed(value)
    return squeezed("".join(words))


def header_place(data: bytes, name: str) -> str:
    """Where a header stands, for people: "Date header, line 3"."""
    lines = data[:HEAD_LIMIT].splitlines()
    wanted = name.lower().encode() + b":"
    number = next((n for n, line in enumerate(lines, 1) if line.lower().startswith(wanted)), 1)
    return f"{name} header, line {number}"
