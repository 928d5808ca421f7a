"""Bytes to text: byte order mark, then UTF-8, then what the markup declares, then Windows-1252; always named."""

from __future__ import annotations

import codecs
import re

from pressmark.problems import Problem, error, warning

LARGEST = 20_000_000
AGAIN = "save the page again, or take the file away"
AS_TEXT = "save the page as text or HTML, or take the file away"
AS_ZIP = "move it elsewhere: build.py ingest FILE.zip unpacks a zip of captures; of a document save the text"
# Bytes that no text in the encodings we read holds; a few stray ones are tolerated.
_BINARY = bytes([*range(0x07), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""")
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich text document (RTF)"),
)
REPAIRED = ", repaired from cp1252"
# The bytes that begin a character of two or three in UTF-8, and one that goes on, as Windows-1252 reads them.
_GOING_ON = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xC0))
_TWICE = re.compile(f"[Â-ï](?:(?<=[Â-ß])[{re.escape(_GOING_ON)}]|(?<=[à-ï])[{re.escape(_GOING_ON)}]{{2}})")
# How such a character begins where it is in UTF-8 again: quick to look for in bytes.
_MAY_BE_TWICE = re.compile(rb"\xc3[\x82-\xaf][\xc2\xc5\xc6\xcb\xe2]")
_BYTES = {ord(bytes([b]).decode("cp1252", "ignore") or chr(b)): b for b in range(0x80, 0xA0)}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _refused(source: str, data: bytes) -> Problem | None:
    if not data.strip():
        return warning(source, "capture-empty", "the capture is empty; it is not read", AGAIN)
    if len(data) > LARGEST:
        return error(
            source,
            "capture-too-large",
            f"the capture has {len(data):,} bytes; {LARGEST:,} is the limit",
            "keep one article a file, or take it away",
        )
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            hint = AS_ZIP if data.startswith(b"PK") else AS_TEXT
            return error(source, "capture-not-text", f"the capture is {kind}, not text", hint)
    return None


def decoded(source: str, data: bytes) -> tuple[tuple[str, str] | None, tuple[Problem, ...]]:
    """The capture's text with line feeds only and the encoding's name; None when it is no text.

    Problems: capture-empty, capture-too-large, capture-not-text, capture-encoding.
    """
    refused = _refused(source, data)
    if refused:
        return None, (refused,)
    text, encoding, problems = _text(source, data)
    if text is None:
        return None, problems
    text, encoding = repaired(_line_feeds(text), encoding)
    if not text.strip():
        return None, (warning(source, "capture-empty", "the capture holds only white space; it is not read", AGAIN),)
    return (text, encoding), problems


def _text(source: str, data: bytes) -> tuple[str | None, str, tuple[Problem, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name, ()
    sample = data[:65536]
    if len(sample) - len(sample.translate(None, _BINARY)) > max(2, len(sample) // 200):
        return None, "", (error(source, "capture-not-text", "the capture is not text", AS_TEXT),)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as failure:
        start = failure.start
        line = data.count(b"\n", 0, start) + 1
    declared = _DECLARED.search(data[:2048])
    if declared:
        name = _known(declared[1].decode("ascii"))
        if name not in ("", "utf-8", "iso8859-1", "cp1252"):
            return data.decode(name, "replace"), name, ()
    found = warning(
        source,
        "capture-encoding",
        f"the capture is not UTF-8 (byte {data[start]:#04x}); it was read as Windows-1252",
        "look at its accents and quotation marks; if they are wrong, save the page again as UTF-8",
        line=line,
    )
    return data.decode("cp1252", "replace"), "cp1252", (found,)


def decoded_as(data: bytes, charset: str) -> tuple[str, str]:
    """The text of bytes whose character set is declared beside them, with line feeds only, and the encoding's name.

    A mark at their beginning counts more than the declaration, and faultless UTF-8 more than any other.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _line_feeds(data.decode(name, "replace")), name
    inside = _DECLARED.search(data[:2048])
    declared = _known(charset) or (_known(inside[1].decode("ascii")) if inside else "")
    for name in ("utf-8", "cp1252" if declared in ("iso8859-1", "ascii") else declared):
        try:
            return repaired(_line_feeds(data.decode(name)), name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return _line_feeds(data.decode("cp1252", "replace")), "cp1252"


def repaired(text: str, encoding: str) -> tuple[str, str]:
    """The text freed of what reading UTF-8 as Windows-1252 and saving it again has made of it, and the encoding's name.

    Only where that is certain: the whole text goes the way back, and such signs go with it. A text that holds a single
    character besides is left as it is.
    """
    if not encoding.startswith("utf-8") or text.isascii() or not _MAY_BE_TWICE.search(text.encode("utf-8", "replace")):
        return text, encoding
    if len(_TWICE.findall(text)) < 2:
        return text, encoding
    try:
        found = text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text, encoding
    if _TWICE.search(found) or "\x00" in found:
        return text, encoding
    return found, f"{encoding}{REPAIRED}"


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name if codecs.lookup(name)._is_text_encoding else ""
    except (LookupError, ValueError):
        return ""
