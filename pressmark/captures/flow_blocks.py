"""INGEST: the flow of a page's elements and words as blocks, with the lines on which each stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from pressmark.capture import CapturedBlock, Link
from pressmark.captures.elements import ROOT, Element, Event, line_at
from pressmark.captures.table_rows import IN_ROWS, Rows
from pressmark.text import squeezed


@dataclass(slots=True)
class _Paragraph:
    """The block that is being read."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    space: bool = False
    first: int = -1
    last: int = -1
    element: Element = ROOT
    links: list[Link] = field(default_factory=list)
    link_start: int = -1
    link_target: str = ""

    def add(self, start: int, text: str, element: Element) -> None:
        """Adds the text that begins at an offset; it is not empty."""
        words = text.split()
        if not words:
            self.space = True
            return
        if not self.length:
            self.element = element
            self.first = start + len(text) - len(text.lstrip())
        elif self.space or text[0].isspace():
            self.pieces.append(" ")
            self.length += 1
        if self.link_target and self.link_start < 0:
            self.link_start = self.length
        joined = " ".join(words)
        self.pieces.append(joined)
        self.length += len(joined)
        self.space = text[-1].isspace()
        self.last = max(self.first, start + len(text.rstrip()) - 1)

    def end_link(self) -> None:
        if self.link_target and 0 <= self.link_start < self.length:
            self.links.append(Link(self.link_start, self.length, self.link_target))
        self.link_start, self.link_target = -1, ""


def blocks_of(events: list[Event], starts: list[int]) -> tuple[CapturedBlock, ...]:
    """The blocks of a flow, in order; `starts` are the offsets of the capture's lines."""
    blocks: list[CapturedBlock] = []
    paragraph = _Paragraph()
    broken = False
    begun: set[int] = set()
    rows = Rows()
    for kind, start, text, element in events:
        if kind == "text":
            if text:
                paragraph.add(start, text, element)
                broken = broken and text.isspace()
        elif kind == "image":
            blocks.append(_image(text, element, line_at(starts, start)))
        elif kind == "break":
            paragraph.space = True
            if broken:
                paragraph = _ended(paragraph, blocks, starts, begun)
            broken = True
        elif element.block:
            paragraph = _ended(paragraph, blocks, starts, begun)
            broken = False
            if element.name in IN_ROWS:
                if kind == "open":
                    rows.opened(element, len(blocks))
                else:
                    rows.closed(element, blocks)
        elif kind == "open":
            if element.link:
                paragraph.end_link()
                paragraph.link_target = element.link
        else:
            paragraph.end_link()
    _ended(paragraph, blocks, starts, begun)
    return tuple(rows.joined(blocks))


def _ended(paragraph: _Paragraph, blocks: list[CapturedBlock], starts: list[int], begun: set[int]) -> _Paragraph:
    """Appends the paragraph, if it has words, and gives the next one; an open link goes on in it.

    `begun` are the numbered items that have a block: a further one of the same item is a paragraph, not a next item.
    """
    target = paragraph.link_target
    if not paragraph.length:
        paragraph.space, paragraph.link_start = False, -1
        return paragraph
    paragraph.end_link()
    element = paragraph.element
    item = element.item if element.ordered else 0
    further = item in begun and element.shape == "item"
    blocks.append(
        CapturedBlock(
            "".join(paragraph.pieces),
            line_at(starts, paragraph.first),
            line_at(starts, paragraph.last),
            "paragraph" if further else element.shape,
            0 if further else element.level,
            element.ordered and not further,
            tuple(paragraph.links),
            element.traits,
            0 if further or element.shape != "item" else element.number,
        )
    )
    if item:
        begun.add(item)
    return _Paragraph(link_target=target)


def _image(text: str, element: Element, line: int) -> CapturedBlock:
    return CapturedBlock(squeezed(text), line, line, "image", traits=(*element.traits, "alt"))
