"""INGEST: web archives (WARC, also gzipped; WACZ): every page in them, with the address and time of its record."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import IO
from zipfile import BadZipFile, ZipFile

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed

from pressmark.capture import Fact
from pressmark.captures.encoding import LARGEST, decoded_as
from pressmark.captures.moments import address_facts, moment
from pressmark.captures.part import MOST_TEXT, Part, broken
from pressmark.digest import sha256
from pressmark.problems import Problem, Problems, error

NAME = "WARC"
_PAGES = ("text/html", "application/xhtml+xml")
_MOST_RECORDS = 200_000
_CHUNK = 8192
_LONGEST_LINE = 64 * 1024
_MOST_LINES = 5000  # of one record's heads
_MOST_MEMBERS = 1000


def told(data: bytes) -> bool:
    """Whether the bytes are of this format: a record's first line, plain or gzipped; or a zip file with archive/."""
    if data.startswith(b"\x1f\x8b"):
        try:
            return zlib.decompressobj(31).decompress(data[:4096], 64).startswith(b"WARC/")
        except zlib.error:
            return False
    return data.startswith(b"WARC/") or bool(data.startswith(b"PK\x03\x04") and _members(data))


def _members(data: bytes) -> list[str]:
    """The web archives in a WACZ file, by name."""
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            names = sorted(n for n in packed.namelist() if n.startswith("archive/"))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return []
    return [n for n in names if n.endswith((".warc", ".warc.gz"))][:_MOST_MEMBERS]


def opened(source: str, data: bytes) -> tuple[tuple[Part, ...], Problems]:
    """The pages in the file, each numbered by its record's place among them; equal pages count once.

    Problems: capture-broken (what stands before the damage is kept), capture-too-large.
    """
    parts: list[Part] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    unread: list[str] = []
    size = 0
    try:
        with redirect_stderr(io.StringIO()):  # warcio writes there what it finds wrong
            for page, fact_list in _pages(data, unread):
                digest = sha256(page[0])
                if digest in seen:
                    continue
                seen.add(digest)
                size += len(page[0])
                text, encoding = decoded_as(*page)
                if text.strip():
                    parts.append(Part(text, encoding, NAME, fact_list, len(parts) + 1))
                if size > MOST_TEXT:
                    raise _TooMuchError
    except _TooMuchError:
        message = f"the capture holds more than {MOST_TEXT:,} bytes when unpacked; what lies beyond was not read"
        problems.append(error(source, "capture-too-large", message, "cut the web archive into parts"))
    except _FAULTS as failure:
        problems.append(broken(source, "a web archive", _reason(failure)))
    if unread:
        message = (
            f"{len(unread)} of its pages are packed as {', '.join(sorted(set(unread)))}, which cannot be read here"
        )
        problems.append(error(source, "capture-needs-extra", message, "pip install brotli, then run ingest again"))
    if len(parts) == 1:
        parts = [replace(parts[0], number=0)]
    if not parts and not problems:
        problems.append(broken(source, "a web archive", "there is no page in it"))
    return tuple(parts), tuple(problems)


def _reason(failure: Exception) -> str:
    lines = str(failure).strip().splitlines()
    return (
        lines[0][:200] if lines and not isinstance(failure, AttributeError | KeyError | TypeError) else "it is damaged"
    )


# What a damaged file makes the readers of zip files, gzip and records raise.
_FAULTS = (
    ArchiveLoadFailed, AttributeError, BadZipFile, EOFError, KeyError, OSError, RuntimeError, TypeError, ValueError,
    zlib.error,
)  # fmt: skip


class _TooMuchError(Exception):
    """More was packed in the file than is ever read."""


class _Unpacked(io.RawIOBase):
    """The records of a plain or gzipped stream: metered, and whether each record was gzipped by itself or not."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.left = MOST_TEXT
        self.members = 0
        self.packed = b""  # read and not unpacked yet
        self.at = 0
        self.unzip: zlib._Decompress | None = None

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def read(self, size: int = -1) -> bytes:
        wanted = min(size, _CHUNK * 16) if size > 0 else _CHUNK * 16
        data = self._more(wanted)
        self.at += len(data)
        self.left -= len(data)
        if self.left < 0:
            raise _TooMuchError
        return data

    def _more(self, wanted: int) -> bytes:
        while True:
            if not self.packed:
                self.packed = self.stream.read(_CHUNK)
                if not self.packed:
                    return b""
                if not self.members and not self.packed.startswith(b"\x1f\x8b"):
                    self.members = -1
            if self.members < 0:
                data, self.packed = self.packed, b""
                return data
            if self.unzip is None:
                self.members += 1
                if self.members > _MOST_RECORDS:
                    raise _TooMuchError
                self.unzip = zlib.decompressobj(31)
            data = self.unzip.decompress(self.packed, wanted)
            self.packed = self.unzip.unused_data if self.unzip.eof else self.unzip.unconsumed_tail
            if self.unzip.eof:
                self.unzip = None
            if data:
                return data


def _pages(data: bytes, unread: list[str]) -> Iterator[tuple[tuple[bytes, str], tuple[Fact, ...]]]:
    """The bytes and declared character set of each page, with what its record says of it."""
    if not data.startswith(b"PK\x03\x04"):
        yield from _records(_Unpacked(io.BytesIO(data)), "", unread)
        return
    with ZipFile(io.BytesIO(data)) as packed:
        for name in _members(data):
            with packed.open(name) as stream:
                yield from _records(_Unpacked(stream), f"{name}, ", unread)


class _Reader(BufferedReader):  # type: ignore[misc] # warcio ships no types
    """What warcio reads records with; their heads are as long as heads are."""

    lines = 0

    def readline(self, length: int | None = None) -> bytes:
        self.lines += 1
        line: bytes = super().readline(length or _LONGEST_LINE)
        if self.lines > _MOST_LINES or (len(line) >= _LONGEST_LINE and length is None):
            raise ArchiveLoadFailed("a record's head has no end")
        return line


def _records(stream: _Unpacked, place: str, unread: list[str]) -> Iterator[tuple[tuple[bytes, str], tuple[Fact, ...]]]:
    records = ArchiveIterator(stream, arc2warc=True)
    records.reader = reader = _Reader(stream)
    for number, record in enumerate(records, 1):
        reader.lines = 0
        if number > _MOST_RECORDS:
            raise _TooMuchError
        kind, http = record.rec_type, record.http_headers
        if kind not in ("response", "resource") or (http is None and kind == "response"):
            continue
        stated = http.get_header("Content-Type") if http is not None else record.content_type
        content_type = (stated or "").lower()
        if http is not None and http.get_statuscode() != "200":
            continue
        if content_type.partition(";")[0].strip() not in _PAGES:
            continue
        coding = (http.get_header("Content-Encoding") or "").strip().lower() if http is not None else ""
        if coding not in ("", "identity", *BufferedReader.get_supported_decompressors()):
            unread.append(coding)
            continue
        body = record.content_stream().read(LARGEST + 1)
        headers = record.rec_headers
        where = f"{place}record {number}"
        facts = address_facts(headers.get_header("WARC-Target-URI") or "", f"WARC-Target-URI, {where}")
        when = moment(headers.get_header("WARC-Date") or "")
        if when:
            facts = (*(f for f in facts if f.field != "captured"), Fact("captured", when, f"WARC-Date, {where}"))
        if facts and len(body) <= LARGEST:
            yield (body, _charset(content_type)), facts


def _charset(content_type: str) -> str:
    return content_type.partition("charset=")[2].partition(";")[0].strip(" \"'")
