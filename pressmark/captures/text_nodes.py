"""INGEST: the text of a page with a line for each piece of it, as programs write that walk over its elements.

A sentence with a link is cut in three there. Pieces are put together again where the marks at their ends say that a
sentence goes on: a space left at the end or the beginning of a line, a comma before a word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pressmark.capture import Capture
from pressmark.captures import plain_text

NAME = "text of a page"
_GOES_ON = re.compile(
    r"[ \u00a0]?(?:[,;:)\]’”»…]|[.!?](?!\w)|['’]s\b)|[ \u00a0][^\W\d_]*[a-zà-ÿß-]|[ \u00a0][\d(“\"'«‘&–—-]"
)
_SPACED = re.compile(r"[ \u00a0]\S")
_OPEN_END = re.compile(r"[\w,;:(\[“«‘–—&-][ \u00a0]$|[(\[“«‘]$")
_SENTENCE_END = re.compile(r"[.!?…][)\]\"'”’»]*\s*$")
# As many cut sentences are no accident. A text that people copied has none.
_FEWEST = 3
_LONGEST = 100_000  # of one paragraph put together


def told(text: str) -> bool:
    """Whether the text is of this format: sentences are cut where a page has a link."""
    lines = text[:400_000].split("\n")
    strong = 0
    for above, line in pairwise(lines):
        if not above or not line or (line[0] not in " ,;)" and above[-1] != " "):
            continue
        if above.isspace() or line.isspace():
            continue
        cut_below = bool(re.match(r"[,;)](?=\s|$)| ?[a-zà-ÿ,]", line)) and not above[-1].isspace()
        cut_above = bool(re.search(r"[a-zà-ÿ,] $", above)) and not line[0].isspace()
        strong += line[0] in " ,;)" and cut_below and not _SENTENCE_END.search(above) and not above.startswith("  ")
        strong += cut_above and bool(re.match(r"\w", line)) and len(above.split()) >= 4
    return strong >= _FEWEST


def read(source: str, sha256: str, encoding: str, text: str) -> Capture:
    """The capture of such a text."""
    merged, last = _merged(text.split("\n"))
    capture = plain_text.read(source, sha256, encoding, "\n".join(merged))
    blocks = tuple(
        replace(b, last_line=last[b.last_line]) if last.get(b.last_line, 0) > b.last_line else b for b in capture.blocks
    )
    return replace(capture, format=NAME, text=text, blocks=blocks)


def _merged(lines: list[str]) -> tuple[list[str], dict[int, int]]:
    """The lines with cut sentences as a whole on their first line, and the last line of each such."""
    merged = [""] * len(lines)
    last: dict[int, int] = {}
    first = 0
    pieces: list[str] = []
    size = 0
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else ""
        if pieces and size < _LONGEST and _joined(above, line):
            pieces.append(line)
            last[first + 1] = number + 1
        else:
            merged[first] = "".join(pieces)
            first, pieces, size = number, [line], 0
        size += len(line)
    if lines:
        merged[first] = "".join(pieces)
    return merged, last


def _joined(above: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the line above it."""
    if not above.strip() or not line.strip():
        return False
    if _OPEN_END.search(above):
        return not line.startswith("  ")
    if _GOES_ON.match(line):
        return True
    return bool(_SPACED.match(line)) and not above[-1].isspace() and not _SENTENCE_END.search(above)
