"""INGEST: pages dumped as text by terminal browsers (lynx, w3m): hard-wrapped at a column, indented, with link numbers.

Lines go on with a paragraph where their first word would not have fitted on the line before. Numbers of links, the list
of references, form fields and names of image files stand for what a page shows otherwise: they are no words of it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from pressmark.capture import Capture, CapturedBlock, Link
from pressmark.captures.parted_words import Words, known_words, parted, whole

NAME = "text dump"
_REFERENCES = re.compile(r"^References\n+(?: {2,5}(?:Visible|Hidden) links:?\n+)?(?= {1,6}1\. \S+$)", re.M)
_REFERENCE = re.compile(r"^ {1,6}(\d{1,6})\. (\S.*)$", re.M)
_NUMBER = re.compile(r"\[(\d{1,5})\](?!\()")
_IMAGE = re.compile(
    r"\[(?:INLINE|IMAGE|LINK|USEMAP|EMBED|OBJECT|ISMAP)\]"
    r"|\[[^\[\]\s]{1,300}\.(?:jpe?g|png|gif|webp|svg|bmp|ico|avif)[^\[\]\s]{0,300}\]"
    r"|\[[^\[\]\s]{0,300}[?=&][^\[\]\s]{0,300}\]",
    re.I,
)
_FIELD = re.compile(r"\[[ _]*\]|_{3,}|\(_\)|\([ *]\)(?= )|\((?:BUTTON|FILE|HIDDEN|PASSWORD)\)")
_FRAME = re.compile(r"^\s*(?:I?FRAME|EMBED|OBJECT): +\S+\s*$")
_RULE = re.compile(r"^\s*(?:[-=_*~━─—]\s*){3,}$")
_BULLET = re.compile(r"^( *)([-*+#@•□○■●◦▪·‣]|\d{1,3}[.)])( +|$)")
_DEEP_BULLET = re.compile(r"^( {9,})(o)( +|$)")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u303f\u3040-\u33ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_ROUND = "•□○■●"
_FIRST_WIDE = "\u1100"  # no character before it takes two columns
_NARROWEST, _WIDEST = 50, 134
_MOST_LINES = 400  # of one paragraph
_MOST_NUMBERS = 2000  # of links on one line
_WORD = re.compile(r"\S+")
_PROSE = 5  # words of a line that may be full


class _Line(NamedTuple):
    """A line of the dump. `text` is without mark and markup, `links` are numbers with their offsets in it; `width` is
    that of the whole line on the screen, `indent` the column at which its text begins."""

    text: str
    indent: int
    width: int
    mark: str = ""
    depth: int = 0
    links: tuple[tuple[int, str], ...] = ()

    @property
    def prose(self) -> bool:
        return len(self.text.split()) >= _PROSE or (self.width >= _NARROWEST and bool(_WIDE.search(self.text)))


def told(text: str) -> bool:
    """Whether the text is of this format: hard-wrapped, and indented, with bullets or a list of references."""
    references = _references(text)[0]
    if references < len(text) and len(_NUMBER.findall(text)) >= 3:
        return True
    if not _may_be_dump(text[:400_000]):
        return False
    lines = _lines(text[:400_000], False)
    full = [line for line in lines if line.text]
    if len(full) < 12 or not _width(lines):
        return False
    indented = sum(line.indent > 0 and not line.mark for line in full)
    bullets = sum(bool(line.mark) and line.mark in _ROUND for line in full)
    return _wrapped(lines) and (bullets >= 3 or indented >= 0.5 * len(full))


def _may_be_dump(text: str) -> bool:
    """Whether enough lines are indented or begin with a bullet: cheap, and false for most texts that are no dump."""
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    begun = [line.lstrip() for line in lines]
    if sum([line[0] in _ROUND for line in begun]) >= 3:
        return True
    words = sum([line[0].isalpha() and len(line.split(None, 2)) > 2 for line in begun])
    return sum([line[0].isspace() for line in lines]) >= 0.5 * words


def read(source: str, sha256: str, encoding: str, text: str) -> Capture:
    """The capture of a page dumped as text."""
    end, targets = _references(text)
    lines = _lines(text[:end], bool(targets))
    widths = _Widths(lines)
    known = known_words(text[:end])
    blocks: list[CapturedBlock] = []
    words = 0
    number = 0
    while number < len(lines):
        if not lines[number].text:
            number += 1
            continue
        last = number
        while last + 1 < min(len(lines), number + _MOST_LINES) and widths.run_on(lines[last], lines[last + 1]):
            last += 1
        blocks.append(_block(lines[number : last + 1], number + 1, targets, known))
        words += _words(lines[number : last + 1])
        number = last + 1
    return Capture(source, sha256, NAME, encoding, text, tuple(blocks), (), words)


def _references(text: str) -> tuple[int, dict[str, str]]:
    """Where the list of references begins (the text's length if there is none), and the target of each number."""
    found = list(_REFERENCES.finditer(text)) if "References\n" in text else []
    if not found:
        return len(text), {}
    targets = {m[1]: m[2].strip() for m in _REFERENCE.finditer(text, found[-1].end())}
    return found[-1].start(), targets


def _columns(text: str) -> int:
    if text.isascii() or max(text) < _FIRST_WIDE:
        return len(text)
    return len(text) + sum(east_asian_width(c) in "WF" for c in text)


def _lines(text: str, numbered: bool) -> list[_Line]:
    return [_line(raw.expandtabs(8), numbered) for raw in text.split("\n")]


def _line(raw: str, numbered: bool) -> _Line:
    width = _columns(raw.rstrip())
    if not raw.strip() or _RULE.match(raw) or _FRAME.match(raw):
        return _Line("", 0, 0)
    mark = _BULLET.match(raw) or (_DEEP_BULLET.match(raw) if numbered else None)
    start = mark.end() if mark else len(raw) - len(raw.lstrip())
    cleaned = _FIELD.sub(_blank, _IMAGE.sub(_blank, raw))
    pieces: list[str] = []
    numbers: list[str] = []
    position = start
    for found in islice(_NUMBER.finditer(cleaned, start), _MOST_NUMBERS) if numbered else ():
        pieces.append(cleaned[position : found.start()])
        numbers.append(found[1])
        position = found.end()
    text, offsets = _squeezed([*pieces, cleaned[position:]])
    depth = 1 + max(0, len(mark[1]) - 2) // 4 if mark else 0
    return _Line(text, start, width, mark[2] if mark else "", depth, tuple(zip(offsets, numbers, strict=False)))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _squeezed(pieces: list[str]) -> tuple[str, list[int]]:
    """The pieces as one text with single spaces, and where each of them ends in it."""
    parts: list[str] = []
    ends: list[int] = []
    length = 0
    space = False
    for piece in pieces:
        words = " ".join(piece.split())
        if length and words and (space or piece[0].isspace()):
            parts.append(" ")
            length += 1
        parts.append(words)
        length += len(words)
        space = piece[-1].isspace() if words else space or bool(piece)
        ends.append(length + bool(length and space))
    text = "".join(parts)
    return text, [min(end, len(text)) for end in ends]


def _width(lines: list[_Line]) -> int:
    """The column at which the dump is wrapped; 0 if it is not."""
    widths = sorted(line.width for line in lines if line.prose)
    if len(widths) < 6:
        return 0
    width = widths[-1 - len(widths) // 50]
    return width if _NARROWEST <= width <= _WIDEST and widths[-1] <= 2 * width else 0


def _wrapped(lines: list[_Line]) -> bool:
    widths = _Widths(lines)
    pairs = [(a, b) for a, b in pairwise(lines) if a.prose and b.text and not b.mark]
    return len(pairs) >= 6 and sum(widths.run_on(a, b) for a, b in pairs) >= 0.5 * len(pairs)


class _Widths:
    """At which column the lines of each indentation are wrapped."""

    def __init__(self, lines: list[_Line]) -> None:
        self.whole = _width(lines) or 79
        by_indent: dict[int, list[int]] = {}
        for line in lines:
            if line.prose:
                by_indent.setdefault(line.indent, []).append(line.width)
        self.own = {}
        for indent, widths in by_indent.items():
            widest = sorted(widths)[-1 - len(widths) // 50]
            if len(widths) >= 8 and self.whole - 14 <= widest <= self.whole + 14:
                self.own[indent] = widest
        self.usual = Counter(line.indent for line in lines if line.prose)

    def run_on(self, line: _Line, following: _Line) -> bool:
        """Whether the next line goes on with the block of this one: its first word found no room here."""
        if not line.text or not following.text or following.mark:
            return False
        if parted(line.text, following.text):
            return True
        word = _columns(following.text.split(None, 1)[0])
        if _WIDE.match(following.text):
            word = 2
        if line.indent == following.indent:
            width = self.own.get(line.indent, self.whole - 4)
            return line.width + 1 + word > width and line.width >= 0.5 * width
        if line.mark or self.usual[line.indent] >= 4:
            return False
        # Lines in the middle of the screen begin where their length lets them.
        return line.indent >= 6 and following.indent >= 6 and line.width - line.indent + word > 0.8 * self.whole


def _tight(above: str, below: str) -> bool:
    """Whether two lines are joined without a space: scripts that have none."""
    return bool(_WIDE.match(above[-1]) and _WIDE.match(below[0]))


def _block(lines: list[_Line], number: int, targets: dict[str, str], known: Words) -> CapturedBlock:
    text = ""
    marks: list[tuple[int, str]] = []
    above = ""
    for line in lines:
        if above and parted(above, line.text):
            text = whole(text, line.text, known)[: -len(line.text)]
        elif text and not _tight(text, line.text):
            text += " "
        marks += [(len(text) + offset, n) for offset, n in line.links]
        text += line.text
        above = line.text
    links = tuple(_links(text, marks, targets))
    mark = lines[0].mark
    if mark:
        counted = int(mark[:-1]) if mark[0].isdigit() else 0
        last = number + len(lines) - 1
        return CapturedBlock(text, number, last, "item", lines[0].depth, mark[0].isdigit(), links, number=counted)
    return CapturedBlock(text, number, number + len(lines) - 1, links=links)


def _words(lines: list[_Line]) -> int:
    """The words of lines that make one block; those that two of them share count once."""
    shared = sum(_tight(above.text, line.text) or parted(above.text, line.text) for above, line in pairwise(lines))
    return sum(len(line.text.split()) for line in lines) - shared


def _links(text: str, marks: list[tuple[int, str]], targets: dict[str, str]) -> list[Link]:
    """The links of a block. A dump says where a link begins and not where it ends: a short line is one as a whole, in
    running text a link is its first word."""
    found = []
    ends = [*(offset for offset, _ in marks[1:]), len(text)]
    running = text.count(" ") >= 25 or text[-1:] in ".!?。"
    for (start, number), end in zip(marks, ends, strict=False):
        if running:
            word = _WORD.match(text, start)
            end = min(end, word.end()) if word else start
        end = start + len(text[start:end].rstrip())
        if end > start and number in targets:
            found.append(Link(start, end, targets[number]))
    return found
