"""INGEST: one module a capture format; bytes to Captures. A new format is one file and one line in its tuple."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from pressmark.capture import Capture
from pressmark.captures import (
    dumps,
    html,
    html2text,
    mail,
    markdown_of_html,
    mbox,
    mhtml,
    pdf,
    plain_text,
    text_nodes,
    warc,
)
from pressmark.captures.article_pages import is_article, prose
from pressmark.captures.elements import lines_of
from pressmark.captures.encoding import REPAIRED, decoded
from pressmark.captures.part import Part, TooSlowError, too_slow
from pressmark.captures.saved_pages import saved_facts
from pressmark.digest import sha256
from pressmark.problems import Problem, Problems, error, note
from pressmark.text import counted

# No page of one article has as many; beyond them reading takes longer than anyone waits.
MOST_BLOCKS = 20_000
MOST_LINES = 60_000
MOST_TAGS = 150_000
_NAMED = 3  # pages that make no article and are named one by one
# The first format that recognizes the content reads it; the last one takes whatever text is left.
FORMATS = (html, html2text, markdown_of_html, dumps, text_nodes, plain_text)
# Files that hold texts packed in another format, told before any text.
PACKINGS = (warc, pdf, mbox, mhtml, mail)


def _no_hurry() -> None:
    """Nobody keeps the time."""


def read_capture(
    source: str, data: bytes, anew: Callable[[], None] = _no_hurry
) -> tuple[tuple[Capture, ...], Problems]:
    """The captures that a file holds (usually one), told by content and not by name.

    Of several pages in one file each is a capture of its own, whose source ends in "#" and its number among them.
    Whoever keeps the time gives it `anew` for each of them: one that takes too long is left out, the others are read.
    Problems: capture-empty, capture-too-large, capture-not-text, capture-encoding, capture-repaired, capture-no-words,
    capture-broken, capture-too-slow, pages-skipped, and those of the packing.
    """
    parts, problems = _parts(source, data)
    digest = sha256(data)
    captures: list[Capture] = []
    more: list[Problem] = list(problems)
    for part in parts:
        anew()
        try:
            capture, wrong = _read(source, digest, part)
        except TooSlowError:
            capture, wrong = None, (too_slow(f"{source}#{part.number}" if part.number else source),)
        if capture is not None:
            captures.append(capture)
        if len(parts) == 1:
            more += wrong
        else:
            more += (p for p in wrong if p.code == "capture-too-slow")
        if part.encoding.endswith(REPAIRED):
            message = (
                "the capture was read as Windows-1252 and saved again by some program; its characters were repaired"
            )
            where = f"{source}#{part.number}" if part.number else source
            more.append(note(where, "capture-repaired", message, "look at its accents and quotation marks"))
    if len(parts) > 1:
        kept = _articles(captures)
        more += _skipped(source, len(parts), kept, [one for one in captures if one not in kept])
        captures = kept
    return tuple(captures), tuple(more)


def capture_text(source: str, data: bytes) -> str:
    """The text to which the lines of a capture refer, "" if there is none; the source ends in its number among many."""
    number = source.rpartition("#")[2] if "#" in source else ""
    parts, _ = _parts("", data)
    chosen = [part for part in parts if not number or str(part.number) == number]
    return chosen[0].text if chosen else ""


@lru_cache(maxsize=1)  # the pages of one web archive are asked for one after the other
def _parts(source: str, data: bytes) -> tuple[tuple[Part, ...], Problems]:
    packing = next((module for module in PACKINGS if module.told(data)), None)
    if packing is not None:
        found: tuple[tuple[Part, ...], Problems] = packing.opened(source, data)
        return found
    text, problems = decoded(source, data)
    return ((Part(*text),) if text else ()), problems


def _articles(captures: list[Capture]) -> list[Capture]:
    """Those of the captures that are articles; where none is, the one with most to read."""
    return [c for c in captures if is_article(c)] or ([max(captures, key=prose)] if captures else [])


def _skipped(source: str, pages: int, kept: list[Capture], others: list[Capture]) -> Problems:
    """What is said of the pages that make no article: how many, why, and which of them have most to read."""
    if not kept:
        return (error(source, "capture-no-words", f"no words found in its {pages} pages", "save the page again"),)
    if len(kept) == pages:
        return ()
    are = "is no article" if pages - len(kept) == 1 else "are no articles"
    message = f"{pages - len(kept)} of the {pages} pages in it {are} (too short, or lists of links)"
    longest = sorted(sorted(others, key=prose, reverse=True)[:_NAMED], key=lambda one: int(one.source.split("#")[-1]))
    named = [_page(one) for one in longest if prose(one)]
    if named:
        message += f": {', '.join(named)}" + (" and others" if len(named) < pages - len(kept) else "")
    return (note(source, "pages-skipped", message, "save a page by itself if it was left out wrongly"),)


def _page(capture: Capture) -> str:
    """A page among many for people: its number, what heads it, and its words."""
    number = capture.source.rpartition("#")[2]
    heading = next((block.text for block in capture.blocks if block.shape == "heading"), "")
    title = heading or next((fact.value for fact in capture.facts if fact.field == "title"), "")
    shown = f" “{title[:59]}…”" if len(title) > 60 else f" “{title}”" if title else ""
    return f"#{number}{shown} ({counted(capture.words, 'word')})"


def _read(source: str, digest: str, part: Part) -> tuple[Capture | None, Problems]:
    text = part.markup or part.text
    lines, tags = text.count("\n"), text.count("<") + text.count("](")
    if lines > MOST_LINES or tags > MOST_TAGS:
        size = f"{lines:,} lines and {tags:,} tags or links; {MOST_LINES:,} and {MOST_TAGS:,} are the limits"
        return None, (error(source, "capture-too-large", f"the capture has {size}", "keep one article a file"),)
    reader = pdf if part.packing == pdf.NAME else next(module for module in FORMATS if module.told(text))
    capture = reader.read(f"{source}#{part.number}" if part.number else source, digest, part.encoding, text)
    saved = saved_facts(text, lines_of(text)) if reader is html else ()
    named = f"{capture.format} ({part.packing})" if part.packing else capture.format
    capture = replace(capture, text=part.text, format=named, facts=(*part.facts, *saved, *capture.facts))
    if not capture.blocks:
        return None, (
            error(source, "capture-no-words", f"no words found; read as {capture.format}", "save the page again"),
        )
    if len(capture.blocks) > MOST_BLOCKS:
        size = f"{len(capture.blocks):,} blocks; {MOST_BLOCKS:,} is the limit"
        return None, (error(source, "capture-too-large", f"the capture has {size}", "keep one article a file"),)
    return capture, ()
