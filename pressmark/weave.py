"""Block text and what is said of it to HTML: marks and inks that overlap are split, so that nesting is never broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from markupsafe import Markup, escape

from pressmark.markup import NESTING, Mark
from pressmark.urls import safe_url

Attributes = tuple[tuple[str, str], ...]
_start = attrgetter("start")
_TAGS = {"strong": "strong", "emphasis": "em", "code": "code", "link": "a"}


@dataclass(frozen=True, slots=True)
class Ink:
    """An element over a span of a block's text, in code points.

    Where an ink is split, every segment bears `attributes`, and only the first one bears `once` (an id, say).
    """

    start: int
    end: int
    tag: str
    attributes: Attributes = ()
    once: Attributes = ()


class _Piece(NamedTuple):
    """A stretch of a mark or ink, before nesting. `rank` orders equal spans, outermost first; `owner` numbers what it
    is a stretch of."""

    start: int
    end: int
    rank: tuple[int, int]
    tag: str
    attributes: Attributes
    once: Attributes
    owner: int


def _text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clear(start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The span cut at the taken ones: start, end and whether the stretch is free."""
    at = start
    for first, last in sorted(taken):
        if last <= at or max(first, at) >= end:
            continue
        if first > at:
            yield at, first, True
        yield max(first, at), min(last, end), False
        at = min(last, end)
    if at < end:
        yield at, end, True


def _pieces(length: int, marks: tuple[Mark, ...], inks: tuple[Ink, ...]) -> list[_Piece]:
    """Marks and inks clipped to the text; where one link would stand in another, the later becomes a span."""
    pieces: list[_Piece] = []
    links: list[tuple[int, int]] = []

    def lay(ink: Ink, rank: tuple[int, int], owner: int, spare: bool) -> None:
        start, end = max(ink.start, 0), min(ink.end, length)
        if start >= end:
            return
        if ink.tag != "a":
            pieces.append(_Piece(start, end, rank, ink.tag, ink.attributes, ink.once, owner))
            return
        unlinked = tuple(pair for pair in ink.attributes if pair[0] not in ("href", "rel", "target"))
        for first, last, free in _clear(start, end, links):
            if free:
                pieces.append(_Piece(first, last, rank, "a", ink.attributes, ink.once, owner))
            elif not spare:
                pieces.append(_Piece(first, last, rank, "span", unlinked, ink.once, owner))
        links.append((start, end))

    for number, mark in enumerate(sorted(marks, key=lambda m: (NESTING[m.kind], m.start, -m.end))):
        url = safe_url(mark.target) if mark.kind == "link" else ""
        if mark.kind != "link" or url:
            attributes = (("href", url), ("rel", "external noreferrer")) if url else ()
            ink = Ink(mark.start, mark.end, _TAGS[mark.kind], attributes)
            lay(ink, (0 if url else 2, NESTING[mark.kind]), number, spare=True)
    for number, ink in enumerate(inks):
        lay(ink, (1, number), len(marks) + number, spare=False)
    return pieces


def _opening(piece: _Piece, first: bool) -> str:
    return _tag(piece.tag, (*piece.attributes, *piece.once) if first and piece.once else piece.attributes)


@lru_cache(maxsize=1 << 12)
def _tag(tag: str, attributes: Attributes) -> str:
    return f"<{tag}" + "".join(f' {name}="{escape(value)}"' for name, value in attributes) + ">"


def _in_a_row(text: str, inks: tuple[Ink, ...]) -> Markup | None:
    """The text with inks of which none overlaps another, as most do; None if some do."""
    out: list[str] = []
    at, length = 0, len(text)
    for ink in sorted(inks, key=_start):
        start, end = max(ink.start, 0), min(ink.end, length)
        if start >= end:
            continue
        if start < at:
            return None
        attributes = (*ink.attributes, *ink.once) if ink.once else ink.attributes
        out += (_text(text[at:start]), _tag(ink.tag, attributes), _text(text[start:end]), f"</{ink.tag}>")
        at = end
    return Markup("".join((*out, _text(text[at:]))))


def woven(text: str, marks: tuple[Mark, ...], inks: tuple[Ink, ...]) -> Markup:
    """The text as escaped HTML with its marks and inks around their words, the longer outside the shorter.

    Inks of one span nest in the order given, inside a captured link and around emphasis. Empty ones are left out, and
    links that are not http, https or mailto. An ink of tag "a" inside another link becomes a span without href.
    """
    if not marks:
        side_by_side = _in_a_row(text, inks)
        if side_by_side is not None:
            return side_by_side
    pieces = _pieces(len(text), marks, inks)
    places = sorted({0, len(text)} | {at for p in pieces for at in (p.start, p.end)})
    beginning: dict[int, list[_Piece]] = {}
    for piece in pieces:
        beginning.setdefault(piece.start, []).append(piece)
    out: list[str] = []
    stack: list[_Piece] = []
    met: set[int] = set()
    for at, following in zip(places, [*places[1:], len(text)], strict=True):
        keep = next((i for i, p in enumerate(stack) if p.end == at), len(stack))
        again = [p for p in stack[keep:] if p.end > at]
        out.extend(f"</{p.tag}>" for p in reversed(stack[keep:]))
        del stack[keep:]
        for piece in sorted([*again, *beginning.get(at, ())], key=lambda p: (-p.end, p.rank)):
            out.append(_opening(piece, piece.owner not in met))
            met.add(piece.owner)
            stack.append(piece)
        out.append(_text(text[at:following]))
    return Markup("".join(out))
