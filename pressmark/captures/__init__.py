"""INGEST: one module a capture format; bytes to Captures. A new format is one file and one line in FORMATS."""

from __future__ import annotations

from pressmark.capture import Capture
from pressmark.captures import html, markdown_of_html, plain_text
from pressmark.captures.encoding import decoded
from pressmark.digest import sha256
from pressmark.problems import Problems, error

# The first format that recognizes the content reads it; the last one takes whatever text is left.
FORMATS = (html, markdown_of_html, plain_text)


def read_capture(source: str, data: bytes) -> tuple[tuple[Capture, ...], Problems]:
    """The captures that a file holds (usually one), told by content and not by name.

    Problems: capture-empty, capture-too-large, capture-not-text, capture-encoding, capture-no-words.
    """
    text, problems = decoded(source, data)
    if text is None:
        return (), problems
    reader = next(module for module in FORMATS if module.told(text[0]))
    capture = reader.read(source, sha256(data), text[1], text[0])
    if not capture.blocks:
        missing = error(source, "capture-no-words", f"no words found; read as {capture.format}", "save the page again")
        return (), (*problems, missing)
    return (capture,), problems
