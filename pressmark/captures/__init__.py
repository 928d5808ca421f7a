"""INGEST: one module a capture format; bytes to Captures. A new format is one file and one line in FORMATS."""

from __future__ import annotations

from pressmark.capture import Capture
from pressmark.captures import html, markdown_of_html, plain_text
from pressmark.captures.encoding import decoded
from pressmark.digest import sha256
from pressmark.problems import Problems, error

# No page of one article has as many; beyond them reading takes longer than anyone waits.
MOST_BLOCKS = 20_000
MOST_LINES = 60_000
MOST_TAGS = 150_000
# The first format that recognizes the content reads it; the last one takes whatever text is left.
FORMATS = (html, markdown_of_html, plain_text)


def read_capture(source: str, data: bytes) -> tuple[tuple[Capture, ...], Problems]:
    """The captures that a file holds (usually one), told by content and not by name.

    Problems: capture-empty, capture-too-large, capture-not-text, capture-encoding, capture-no-words.
    """
    text, problems = decoded(source, data)
    if text is None:
        return (), problems
    lines, tags = text[0].count("\n"), text[0].count("<") + text[0].count("](")
    if lines > MOST_LINES or tags > MOST_TAGS:
        size = f"{lines:,} lines and {tags:,} tags or links; {MOST_LINES:,} and {MOST_TAGS:,} are the limits"
        return (), (error(source, "capture-too-large", f"the capture has {size}", "keep one article a file"),)
    reader = next(module for module in FORMATS if module.told(text[0]))
    capture = reader.read(source, sha256(data), text[1], text[0])
    if not capture.blocks:
        missing = error(source, "capture-no-words", f"no words found; read as {capture.format}", "save the page again")
        return (), (*problems, missing)
    if len(capture.blocks) > MOST_BLOCKS:
        size = f"{len(capture.blocks):,} blocks; {MOST_BLOCKS:,} is the limit"
        return (), (error(source, "capture-too-large", f"the capture has {size}", "keep one article a file"),)
    return (capture,), problems
