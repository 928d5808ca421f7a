"""BUILD, annotators: where quotation marks open and close in running text, before anyone asks who speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_DOUBLE = re.compile("[“”„\"«»]|''|``")
_CLOSING_OF = {"“": '”"', '"': '"”', "„": "“”", "«": "»", "``": "''"}
_LONGEST = 8000  # code points of one paragraph's speech; what no mark closes until then stays open
_MOST_MARKS = 16  # that are looked through for the one that closes
_OPENS_AFTER = re.compile(r"[\s(\[{—–\-‘'/]")
_SINGLE = re.compile(r"(?<![\w’'.,!?])[‘'](?=[\w“\[…$£€])(?P<inner>[^‘\n“”\"]{2,1500}?)(?<=[\w.,!?…—–\]])[’'](?![\w])")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks: offsets with the marks, and the paragraph they stand in.

    `closed` False means that the paragraph ended first; `single` that the marks were single ones.
    """

    start: int
    end: int
    paragraph: int
    closed: bool = True
    single: bool = False


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The offsets of the text's paragraphs: runs of lines that no empty line parts."""
    return tuple((m.start(), m.end()) for m in _PARAGRAPH.finditer(text))


def quoted(text: str, bounds: tuple[tuple[int, int], ...]) -> tuple[Quoted, ...]:
    """What stands between quotation marks, outermost marks only, in order.

    Curly and straight marks may close each other, as captures mix them. A mark that nothing closes holds to the end
    of its paragraph. Single marks count only where no double ones surround them.
    """
    found: list[Quoted] = []
    for number, (start, end) in enumerate(bounds):
        inside = _in_paragraph(text, start, end, number)
        found += inside
        starts = [q.start for q in inside]
        for m in _SINGLE.finditer(text, start, end):
            place = bisect_right(starts, m.start())
            after = place == 0 or inside[place - 1].end <= m.start()
            if after and (place == len(inside) or m.end() <= inside[place].start):
                found.append(Quoted(m.start(), m.end(), number, single=True))
    return tuple(sorted(found, key=lambda q: q.start))


def _in_paragraph(text: str, start: int, end: int, number: int) -> list[Quoted]:
    found = []
    at = start
    while (opening := _next_opening(text, at, end, start)) is not None:
        close = _close(text, opening, end, start)
        if close is not None:
            found.append(Quoted(opening.start(), close, number))
            at = close
            continue
        stop = _unclosed_end(text, opening, end, start)
        if stop > opening.end():
            found.append(Quoted(opening.start(), stop, number, closed=False))
        at = max(stop, opening.end())
    return found


def _opens(text: str, mark: re.Match[str], floor: int) -> bool:
    """Whether the mark can open speech here: for a straight one, no word before it and a word after it."""
    if mark[0] == "“":
        return not _wrong_way(text, mark, floor)
    if mark[0] != '"':
        return mark[0] in _CLOSING_OF
    before = mark.start() <= floor or bool(_OPENS_AFTER.match(text[mark.start() - 1]))
    return before and mark.end() < len(text) and not text[mark.end()].isspace()


def _wrong_way(text: str, mark: re.Match[str], floor: int) -> bool:
    """Whether an opening mark closes: a word right before it and none behind, “as here.“"""
    after = text[mark.end() : mark.end() + 1]
    return (
        mark.start() > floor
        and not _OPENS_AFTER.match(text[mark.start() - 1])
        and not (after.isalnum() or after == "$")
    )


def _next_opening(text: str, at: int, end: int, floor: int) -> re.Match[str] | None:
    return next((mark for mark in _DOUBLE.finditer(text, at, end) if _opens(text, mark, floor)), None)


def _close(text: str, opening: re.Match[str], end: int, floor: int) -> int | None:
    """Where the speech that opens here ends, its mark included; None when nothing closes it.

    Marks of another kind inside it are stepped over in pairs, if a closing mark is left for the speech itself.
    """
    closing = _CLOSING_OF[opening[0]]
    marks = list(islice(_DOUBLE.finditer(text, opening.end(), min(end, opening.end() + _LONGEST)), _MOST_MARKS))
    index = 0
    while index < len(marks):
        mark = marks[index]
        if mark[0] == "“" and '"' in closing and _wrong_way(text, mark, floor):
            return mark.end()
        if mark[0] in closing and not (mark[0] == '"' and _opens(text, mark, floor)):
            return mark.end()
        if mark[0] in _CLOSING_OF and _opens(text, mark, floor) and not (mark[0] == '"' and opening[0] == '"'):
            inner = next((k for k in range(index + 1, len(marks)) if marks[k][0] in _CLOSING_OF[mark[0]]), None)
            if inner is not None and inner + 1 < len(marks) and marks[inner + 1][0] in closing:
                index = inner + 1
                continue
            if mark[0] == opening[0]:
                return None
        index += 1
    return None


def _unclosed_end(text: str, opening: re.Match[str], end: int, floor: int) -> int:
    """Where speech that nothing closes ends: before the next opening mark, else with its line."""
    following = next((m for m in _DOUBLE.finditer(text, opening.end(), end) if _opens(text, m, floor)), None)
    line_end = text.find("\n", opening.end(), end)
    stop = min(end if line_end == -1 else line_end, end if following is None else following.start())
    while stop > opening.end() and text[stop - 1].isspace():
        stop -= 1
    return stop
