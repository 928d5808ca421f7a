"""CommonMark as articles use it: the parser, and a short way for texts of plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

# Two tokens a list level; markdown-it drops what lies deeper, so what reaches this depth is read again without nesting.
MAX_NESTING = 60
# What may mean anything but itself, inside a line and at its beginning.
_MARKED = re.compile(r"[\\`*_\[\]<&\t\r\0]|^ *(?:[#>+~=:-]|[0-9]+[.)])", re.M)


def paragraphs_alone(text: str) -> tuple[tuple[int, str], ...] | None:
    """The paragraphs of a text that has nothing else, each with the line on which it begins, counted from 0, and its
    words with single spaces; None if there may be anything else in it."""
    return None if _MARKED.search(text) else tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    lines: list[str] = []
    for number, line in enumerate((*text.split("\n"), "")):
        if line.strip(" "):
            lines.append(line)
        elif lines:
            words = " ".join("\n".join(lines).split())
            if words:
                yield number - len(lines), words
            lines = []


def _container(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The block rule for containers: they start at a line's first column, and end at a bare `:::`, at the next
    container, or with the text."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    opening = _fence_at(state, start_line)
    if opening is None or (begin and state.src[begin - 1] != "\n"):
        return False
    if silent:
        return True
    line = start_line + 1
    inner = None
    if opening:
        while line < end_line and (inner := _fence_at(state, line)) is None:
            line += 1
    token = state.push("container_open", "", 1)
    token.info = opening
    token.map = [start_line, line]
    token.meta = {"closed": not opening or inner == ""}
    saved, state.lineMax = state.lineMax, line
    state.md.block.tokenize(state, start_line + 1, line)
    state.push("container_close", "", -1)
    state.lineMax = saved
    state.line = line + (1 if opening and inner == "" else 0)
    return True


def _fence_at(state: StateBlock, line: int) -> str | None:
    """What stands after the colons of a container line ("" for one that closes), None for any other line."""
    begin = state.bMarks[line] + state.tShift[line]
    if state.tShift[line] or not state.src.startswith(":::", begin):
        return None
    return state.src[begin : state.eMarks[line]].lstrip(":").strip()


class Markdown(MarkdownIt):
    """CommonMark as articles use it. Links are judged after parsing, with a problem, and kept as they were written."""

    def __init__(self, *, nested: bool) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": MAX_NESTING})
        self.disable(["code", "reference", "html_block", "html_inline"])
        if not nested:
            self.disable(["list", "blockquote"])
        self.block.ruler.before("fence", "container", _container, {"alt": ["paragraph", "blockquote", "list"]})

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's own name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's own name
        return url


NESTED = Markdown(nested=True)
FLAT = Markdown(nested=False)
