"""INGEST: PDF files to the text of their pages: an extra, for it needs pypdf.

The heads and feet that pages repeat go, words that a line's end parted are joined, and paragraphs run on from page to
page. A picture of a page, without text in it, is refused.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from pressmark.capture import Capture, CapturedBlock, Fact
from pressmark.captures.encoding import LARGEST
from pressmark.captures.moments import moment
from pressmark.captures.part import Part, broken
from pressmark.problems import Problems, error
from pressmark.text import folded, squeezed

if TYPE_CHECKING:
    from pypdf import PdfReader

NAME = "PDF"
MOST_PAGES = 200
# Commands that draw a page. Reading them takes up to two seconds a million bytes.
_MOST_DRAWING = 2_000_000
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)")
_DIGITS = re.compile(r"\d+")
_EDGE = 2  # lines at the top and the bottom of a page that may be its head or foot
_PARTED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_PAGE_END = "\f"
# One sign for two or three letters: of the print, not of the words.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")


def told(data: bytes) -> bool:
    """Whether the bytes are of this format."""
    return b"%PDF-" in data[:1024]


def opened(source: str, data: bytes) -> tuple[tuple[Part, ...], Problems]:
    """The text of the file, a form feed between pages. Problems: capture-needs-extra, capture-broken,
    capture-too-large, capture-no-words."""
    try:
        import pypdf
    except ImportError:
        hint = "pip install pypdf, then run ingest again"
        return (), (error(source, "capture-needs-extra", "the capture is a PDF, and pypdf is not installed", hint),)
    if len(data) > LARGEST:
        message = f"the capture has {len(data):,} bytes; {LARGEST:,} is the limit of a PDF"
        return (), (error(source, "capture-too-large", message, "keep one article a file"),)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of broken files is said below
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if len(reader.pages) > MOST_PAGES:
            message = f"the capture has {len(reader.pages):,} pages; {MOST_PAGES} is the limit"
            return (), (error(source, "capture-too-large", message, "keep one article a file"),)
        text = _text(reader)
        facts = _facts(reader)
    except _TooMuchError:
        message = "the capture is a drawing of more than 2 MB, not an article"
        return (), (error(source, "capture-too-large", message, "print the pages with the article by themselves"),)
    except Exception as failure:  # whatever a broken file makes pypdf stumble over
        reason = squeezed(str(failure))[:200] or type(failure).__name__
        return (), (broken(source, "a PDF", reason),)
    if not text.strip():
        hint = "it holds pictures of pages: save the article as text or HTML, or let a program recognize its text"
        return (), (error(source, "capture-no-words", "no words found; read as PDF", hint),)
    return (Part(text, "PDF", NAME, facts),), ()


class _TooMuchError(Exception):
    """More is drawn on the pages than is ever read."""


def _text(reader: PdfReader) -> str:
    pages = []
    drawn = 0
    for page in reader.pages:
        contents = page.get_contents()
        drawn += len(contents.get_data()) if contents is not None else 0
        if drawn > _MOST_DRAWING:
            raise _TooMuchError
        text = page.extract_text().replace("\r\n", "\n").replace("\r", "\n").replace(_PAGE_END, "\n")
        pages.append(_LIGATURE.sub(lambda m: _LIGATURES[m[0]], text))
    return f"\n{_PAGE_END}".join(pages)


def _facts(reader: PdfReader) -> tuple[Fact, ...]:
    stated: dict[str, object] = dict(reader.metadata or {})
    facts = []
    title = squeezed(str(stated.get("/Title") or ""))
    if len(title.split()) >= 3:
        facts.append(Fact("title", title, "PDF title"))
    made = _DATE.match(str(stated.get("/CreationDate") or ""))
    when = moment(f"{made[1]}-{made[2]}-{made[3]}T{made[4]}:{made[5]}") if made else ""
    if when:
        # The file was made when somebody printed the page: that is the capture, not the article.
        facts.append(Fact("captured", when, "PDF creation date"))
    return tuple(facts)


def read(source: str, sha256: str, encoding: str, text: str) -> Capture:
    """The capture of a PDF's text."""
    lines = [squeezed(line) for line in text.split("\n")]
    furniture = _furniture(text.split("\n"))
    kept = [(n, line) for n, line in enumerate(lines, 1) if n not in furniture]
    known = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
    width = _width([line for _, line in kept])
    blocks = [CapturedBlock(lines[n - 1], n, n, traits=("footer",)) for n in sorted(furniture) if lines[n - 1]]
    parted = 0
    words, first, last = "", 0, 0
    for number, line in (*kept, (0, "")):
        if words and line and _runs_on(lines[last - 1], line, width):
            joined = _PARTED.search(words) and line[:1].islower()
            parted += bool(joined)
            words = _whole(words, line, known) if joined else f"{words} {line}"
            last = number
        elif line or not number:
            if words:
                blocks.append(CapturedBlock(words, first, last))
            words, first, last = line, number, number
    blocks.sort(key=lambda block: (block.first_line, block.last_line))
    count = sum(len(line.split()) for line in lines) - parted
    facts = _address([lines[n - 1] for n in sorted(furniture)])
    return Capture(source, sha256, "plain text", encoding, text, tuple(blocks), facts, count)


def _furniture(lines: list[str]) -> frozenset[int]:
    """The numbers of the lines that pages repeat at their heads and feet, whatever number or date is in them."""
    pages: list[list[int]] = [[]]
    for number, line in enumerate(lines, 1):
        if line.startswith(_PAGE_END):
            pages.append([])
        if line.strip():
            pages[-1].append(number)
    places: dict[str, set[int]] = {}
    edges: list[tuple[str, int]] = []
    for page, numbers in enumerate(pages):
        for number in {*numbers[:_EDGE], *numbers[-_EDGE:]}:
            key = _DIGITS.sub("0", folded(lines[number - 1]))
            places.setdefault(key, set()).add(page)
            edges.append((key, number))
    often = max(2, (len(pages) + 1) // 2)
    return frozenset(number for key, number in edges if len(places[key]) >= often)


def _address(furniture: list[str]) -> tuple[Fact, ...]:
    """The address that a browser prints at the foot of every page."""
    counts = Counter(m[0] for line in furniture for m in re.finditer(r"https?://[^\s…]{4,}(?=\s|$)", line))
    best = min(counts, key=lambda url: (-counts[url], url), default="")
    return (Fact("url", best, "foot of the pages"),) if counts[best] >= 2 else ()


def _width(lines: list[str]) -> int:
    """How many characters a full line has, about: the letters of a PDF are not all of one width."""
    lengths = sorted(len(line) for line in lines if len(line.split()) >= 5)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _runs_on(above: str, line: str, width: int) -> bool:
    """Whether a paragraph goes on over the end of a line."""
    if _PARTED.search(above) and line[:1].islower():
        return True
    return len(above) + 1 + len(line.split(None, 1)[0]) > 0.86 * width and len(above) >= 0.5 * width


def _whole(above: str, line: str, known: frozenset[str]) -> str:
    """Two lines with the word that was parted between them; its hyphen stays where the text writes it so elsewhere."""
    start, end = re.search(r"[^\W\d_]*.$", above), re.match(r"[^\W\d_]*", line)
    if start and end and above[-1] == "-":
        written = f"{start[0][:-1]}-{end[0]}".lower()
        if written in known and f"{start[0][:-1]}{end[0]}".lower() not in known:
            return above + line
    return above[:-1] + line
