"""INGEST: tables that Markdown draws with lines, cell by cell: a page whose layout was a table becomes one of these."""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import combining, east_asian_width

_BORDER = re.compile(r"^\s*\+(?:[-=:]{3,}\+)+\s*$")
_MOST_LINES = 5000  # of one table
DEEPEST = 6  # tables inside tables
_IN_TARGET = re.compile(r"\]\([^()\s]{0,2000}$")
_IN_ATTRIBUTES = re.compile(r"(?:^:::+ *|[\])])\{[^{}]{0,500}$")


def grid_end(lines: list[str], start: int) -> int:
    """The line after the table that begins on a line; `start` itself where none begins."""
    if not _BORDER.match(lines[start]):
        return start
    end = start + 1
    last = start
    while end < min(len(lines), start + _MOST_LINES) and lines[end].lstrip().startswith(("|", "+")):
        if _BORDER.match(lines[end]):
            last = end
        end += 1
    return last + 1 if last > start else start


def grid_rows(lines: list[str]) -> list[tuple[int, list[list[str]]]]:
    """The rows of a table: how many of its lines each takes, and the lines of each of its cells."""
    rows: list[tuple[int, list[list[str]]]] = []
    edges = _edges(lines[0])
    taken: list[str] = []
    for line in lines[1:]:
        if _BORDER.match(line):
            rows.append((len(taken) + 1, _cells(taken, edges)))
            edges, taken = _edges(line), []
        else:
            taken.append(line)
    return rows


def _edges(border: str) -> list[int]:
    return [i for i, sign in enumerate(border) if sign == "+"]


def _cells(lines: list[str], edges: list[int]) -> list[list[str]]:
    return [
        _joined([_columns(line, left + 1, right).removeprefix(" ").rstrip() for line in lines])
        for left, right in pairwise(edges)
    ]


def _columns(line: str, left: int, right: int) -> str:
    """The part of a line between two columns of the screen, of which wide characters take two."""
    if line.isascii():
        return line[left:right]
    column = 0
    kept: list[str] = []
    for sign in line:
        if left <= column < right:
            kept.append(sign)
        column += 0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1
    return "".join(kept)


def _joined(lines: list[str]) -> list[str]:
    """The lines of a cell with attributes and addresses whole: a narrow cell breaks them anywhere."""
    whole: list[str] = []
    for line in lines:
        above = whole[-1] if whole else ""
        words = line.strip()
        broken = above.startswith(":::") and (
            (words.startswith("{") and "{" not in above) or (words.endswith("}") and "{" not in words)
        )
        if words and (_IN_TARGET.search(above) or broken or _IN_ATTRIBUTES.search(above)):
            apart = " " if words[0] in ".#{" and not _IN_TARGET.search(above) else ""
            whole[-1] = above + apart + words
        else:
            whole.append(line)
    return whole
