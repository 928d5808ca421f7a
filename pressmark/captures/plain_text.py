"""INGEST: a plain text capture to blocks: one a line, hard-wrapped lines joined, list items told by their marks."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pressmark.capture import Capture, CapturedBlock
from pressmark.captures.parted_words import Words, known_words, parted, whole
from pressmark.text import squeezed, word_count

NAME = "plain text"
# A list mark stands for a bullet and is no word of the text. A dash before a word without a space is text.
_ITEM = re.compile(r"^\s*(?:[-*+•‣▪◦·]|(\d{1,2})[.)])(?:\s+|$)")
_MARKS = frozenset("-*+•‣▪◦·")
_RULE = re.compile(r"^\s*(?:[-=_*~]\s*){3,}$")
_RULED = frozenset("-=_*~")
# "5. Januar 2031": a day before a year is no mark, whatever the month is called.
_DAY = re.compile(r"^\s*\d{1,2}\. (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?(?:19|20)\d\d\b")
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"  # pages put them on lines of their own, to part what stands around
_WIDEST = 130  # no line of a hard-wrapped file is longer, links aside
_NARROWEST = 50


def told(text: str) -> bool:
    """Whether the text is of this format: it is the one that remains."""
    return bool(text)


def read(source: str, sha256: str, encoding: str, text: str) -> Capture:
    """The capture of a plain text file."""
    lines = text.split("\n")
    begun = [line.lstrip()[:1] for line in lines]
    low = list(map(str.islower, begun))
    wrap = _width(lines)
    known = known_words(text)
    blocks: list[CapturedBlock] = []
    number = 0
    while number < len(lines):
        last = number
        while last + 1 < len(lines) and (
            (wrap and _runs_on(lines[last], lines[last + 1], wrap))
            or (low[last + 1] and _goes_on(lines[last], lines[last + 1]))
        ):
            last += 1
        block = _block(lines, number, last, known) if lines[number] or last > number else None
        if block:
            blocks.append(block)
        number = last + 1
    words = {blocks[i].first_line - 1 for i in _numbers_of_words(blocks)}
    kept = tuple(_with_mark(b, lines[b.first_line - 1]) if b.first_line - 1 in words else b for b in blocks)
    return Capture(source, sha256, NAME, encoding, text, kept, (), _words(lines, begun, words))


def _numbers_of_words(blocks: list[CapturedBlock]) -> list[int]:
    """The numbered lines that are no items of a list: between most of them and the next number other lines stand.

    Their numbers are words, as in "7. Swim" above a paragraph.
    """
    numbered = [i for i, block in enumerate(blocks) if block.ordered]
    found: list[int] = []
    start = 0
    for end in range(1, len(numbered) + 1):
        if end < len(numbered) and abs(blocks[numbered[end]].number - blocks[numbered[end - 1]].number) == 1:
            continue
        run = numbered[start:end]
        if 2 * sum(b - a == 1 for a, b in pairwise(run)) < max(1, len(run) - 1):
            found += run
        start = end
    return found


def _with_mark(block: CapturedBlock, line: str) -> CapturedBlock:
    mark = _marked(line)
    words = f"{mark[0].strip()} {block.text}" if mark else block.text
    return replace(block, text=words, shape="paragraph", level=0, ordered=False, number=0)


def _block(lines: list[str], first: int, last: int, known: Words) -> CapturedBlock | None:
    line = lines[first]
    mark = _marked(line)
    if first == last:
        if _is_rule(line):
            return None
        words = squeezed(line[mark.end() :] if mark else line)
    else:
        words = _joined(lines, first, last, mark, known)
    if not words.strip(_UNSEEN):
        return None
    if mark:
        return CapturedBlock(words, first + 1, last + 1, "item", 1, bool(mark[1]), number=int(mark[1] or 0))
    return CapturedBlock(words, first + 1, last + 1)


def _joined(lines: list[str], first: int, last: int, mark: re.Match[str] | None, known: Words) -> str:
    """Several lines as one, without the mark of an item, with the words that were parted between them."""
    parts = [lines[first][mark.end() :] if mark else lines[first], *lines[first + 1 : last + 1]]
    for number in range(first, last):
        at = number - first
        if parted(lines[number], lines[number + 1]) and parts[at].strip():
            parts[at : at + 2] = "", whole(parts[at].rstrip(), parts[at + 1].lstrip(), known)
    return squeezed(" ".join(parts))


def _width(lines: list[str]) -> int:
    """The column at which the file is hard-wrapped, 0 if it is not."""
    full: list[int] = []
    for line in lines:
        if len(line.split(None, 4)) > 4:
            full.append(len(line))
            if len(line) > _WIDEST:
                return 0
    full.sort()
    if len(full) < 6 or full[-1] > _WIDEST or full[-1] < _NARROWEST:
        return 0
    width = full[-1]
    pairs = [(a, b) for a, b in pairwise(lines) if len(a.split()) > 4 and b.strip()]
    running = sum(_runs_on(a, b, width) for a, b in pairs)
    return width if pairs and running >= 4 and running >= 0.5 * len(pairs) else 0


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether the next line goes on with this line's paragraph: its first word would not have fitted here."""
    if not line.strip() or not following.strip() or _marked(following):
        return False
    if _is_rule(line) or _is_rule(following):
        return False
    room = width - len(line.rstrip())
    return len(line) >= 0.6 * width and len(following.split(None, 1)[0]) + 1 > room - 4


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence or a word is cut between two lines; the second begins in lower case."""
    if parted(line, following):
        return True
    words = line.rstrip()
    return _NARROWEST <= len(words) <= _WIDEST and (words[-1].isalnum() or words[-1] == ",") and following[:1].islower()


def _words(lines: list[str], begun: list[str], numbered: set[int]) -> int:
    """The words of the lines; one that is parted between two of them counts once. `begun` are their first characters,
    `numbered` those that begin with a word though it reads as a mark."""
    count = 0
    for number, (line, first) in enumerate(zip(lines, begun, strict=True)):
        if first.islower():
            count += word_count(line) - (number > 0 and parted(lines[number - 1], line))
        elif first.isalpha() or (first and not _is_rule(line)):
            mark = _marked(line) if number not in numbered else None
            count += word_count(line[mark.end() :] if mark else line)
    return count


def _is_rule(line: str) -> bool:
    return line.lstrip()[:1] in _RULED and _RULE.match(line) is not None


def _marked(line: str) -> re.Match[str] | None:
    """The mark with which an item begins."""
    begun = line.lstrip()[:1]
    if begun not in _MARKS and not begun.isdecimal():
        return None
    mark = _ITEM.match(line)
    return None if mark and mark[1] and _DAY.match(line) else mark
