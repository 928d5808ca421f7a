"""INGEST: Markdown that was hard-wrapped without regard to Markdown, as html2text writes it.

Addresses are broken at their hyphens and headings run on to a second line. Both are mended, line for line, and the
result is read as any Markdown of HTML.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pressmark.capture import Capture
from pressmark.captures import markdown_of_html

NAME = markdown_of_html.NAME
_ITEMS = re.compile(r"^ {2,20}\* ", re.M)
_BROKEN = re.compile(r"\]\([^\s()]{1,400}-\n[^\s()]")
_TARGET = re.compile(r"\]\((?:[^()\n]|\([^()\n]*\)|\n(?!\s*\n)){0,4000}\)")
_HEADING = re.compile(r"#{1,6} +\S")
_WIDEST = 80


def told(text: str) -> bool:
    """Whether the text is of this format: Markdown of HTML with its bullets, or with addresses that are broken."""
    sample = text[:200_000]
    bullets = len(_ITEMS.findall(sample)) if "  * " in sample else 0
    broken = len(_BROKEN.findall(sample)) if "](" in sample else 0
    return (bullets >= 3 or broken >= 2) and markdown_of_html.told(text)


def read(source: str, sha256: str, encoding: str, text: str) -> Capture:
    """The capture of such a file."""
    mended, last = _whole_headings(_TARGET.sub(_on_one_line, text).split("\n"))
    capture = markdown_of_html.read(source, sha256, encoding, "\n".join(mended))
    blocks = tuple(replace(b, last_line=max(b.last_line, last.get(b.last_line, 0))) for b in capture.blocks)
    return replace(capture, text=text, blocks=blocks)


def _on_one_line(found: re.Match[str]) -> str:
    """The target of a link without line feeds; they follow it in a comment, so that lines keep their numbers."""
    feeds = found[0].count("\n")
    if not feeds:
        return found[0]
    whole = re.sub(r"(?<=-)\n", "", found[0]).replace("\n", " ")
    return whole + "<!--" + "\n" * feeds + "-->"


def _whole_headings(lines: list[str]) -> tuple[list[str], dict[int, int]]:
    """The lines with each heading on its first one, and the last line of those that ran on."""
    last: dict[int, int] = {}
    number = 0
    while number < len(lines):
        first = number
        number += 1
        if not _HEADING.match(lines[first]):
            continue
        while number < len(lines) and number <= first + 8 and lines[number].strip():
            if _HEADING.match(lines[number]) or _ITEMS.match(lines[number]):
                break
            lines[first] += f" {lines[number].strip()}"
            lines[number] = ""
            last[first + 1] = number + 1
            number += 1
        lines[first] = re.sub(r"<!-- *-->", "", lines[first])
    return lines, last
