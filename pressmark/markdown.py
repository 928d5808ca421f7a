"""Typed blocks as Markdown that reads well in a diff and parses to the same blocks, whatever their words are.

Captured text is escaped where Markdown would reinterpret it, and nowhere else. Every block is parsed again before it is
given away: where the light escaping is not enough, all punctuation is escaped, so that a rule of Markdown that was
forgotten here costs readability and never a word.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from pressmark.markup import NESTING, Block, Mark, parse_sections, tidy_marks
from pressmark.numbering import Numbering
from pressmark.text import fit, squeezed
from pressmark.urls import safe_url

MAX_DEPTH = 9
# For each open bracket the parser looks for its end as far as the paragraph goes: beyond this many they are escaped.
MOST_BRACKETS = 200
_DELIMITERS = {"strong": "**", "emphasis": "_"}
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]{1,31}:|<[^\s<>]+@")
_ENTITY = re.compile(r"&(?:#\w+|[A-Za-z]\w*);")
_LINE_START = re.compile(r"#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|:::|~~~|[-_][-_ ]+$")
_NUMBER_START = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))")
_HEADING_END = re.compile(r"(?:^|(?<=\s))(?=#+$)")
# What may say something to Markdown in a line that begins with a letter, and every sign that is no usual one.
_TELLING = re.compile(r"[^ -~\u00a1-\u00ac\u00ae-\u024f‘’“”–—…•€]|[\\*_\[\]<>&#~|`^{}]|  ")
_PLAIN_TARGET = re.compile(r"[A-Za-z0-9:/?#@!$'*+,;=._~%-][A-Za-z0-9:/?#@!$'*+,;=._~%&-]*")


def canonical(block: Block) -> Block:
    """The block as the parser would give it back, but for its line, id and group: white space squeezed, marks tidy, and
    no level, order or credit where its form and role have none."""
    source = fit(block.text)
    text = squeezed(source)
    moved = []
    for mark in block.marks:
        if mark.kind != "link" or safe_url(mark.target):
            start, end = (len(re.sub(r"\s+", " ", source[:at]).lstrip()) for at in (mark.start, mark.end))
            moved.append(Mark(start, end, mark.kind, safe_url(mark.target) if mark.kind == "link" else ""))
    level = {"heading": min(max(block.level, 1), 6), "item": min(max(block.level, 1), MAX_DEPTH)}.get(block.form, 0)
    return replace(
        block,
        text=text,
        level=level,
        ordered=block.ordered and block.form == "item",
        number=block.number if block.ordered and block.form == "item" else 0,
        marks=tidy_marks(text, moved),
        credit=squeezed(fit(block.credit)) if block.role == "caption" else "",
    )


def _escaped(text: str, at: int, care: int, in_link: bool, link_starts: frozenset[int]) -> str:
    """One character of a text, escaped if Markdown would read it as more than itself."""
    char = text[at]
    if char not in string.punctuation:
        return char
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    escape = (
        care > 0
        or char in "\\`"
        or (char == "*" and not (before.isspace() and after.isspace()))
        or (char == "_" and not (before.isspace() and after.isspace()) and not (before.isalnum() and after.isalnum()))
        or (char in "[]" and in_link)
        or (char == "]" and after == "(")
        or (char == "!" and at + 1 in link_starts)
        or (char == "<" and _AUTOLINK.match(text, at) is not None)
        or (char == "&" and _ENTITY.match(text, at) is not None)
    )
    return "\\" + char if escape else char


def _code(words: str) -> str:
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words[0] == "`" or words[-1] == "`" or (words[0] == words[-1] == " " and words.strip()) else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def _target(url: str) -> str:
    if _PLAIN_TARGET.fullmatch(url) and not _ENTITY.search(url):
        return url
    return "<" + re.sub(r"([\\<>&])", r"\\\1", url) + ">"


class _Writer:
    """Writes one text with its marks, properly nested: a mark that would cross another is closed and opened again."""

    def __init__(self, text: str, marks: Sequence[Mark], care: int) -> None:
        self.text = text
        self.care = care
        self.marks = marks
        self.links = frozenset(m.start for m in marks if m.kind == "link")
        self.stack: list[Mark] = []
        self.out: list[str] = []
        # Next to these positions a delimiter of emphasis stands; with all care, what touches it is written as a
        # character reference, for only white space and punctuation beside it leave no doubt which way it faces.
        self.edges = {at for m in marks if m.kind in _DELIMITERS for at in (m.start, m.end)} if care else set()

    def written(self) -> str:
        places = sorted({0, len(self.text)} | {at for m in self.marks for at in (m.start, m.end)})
        for at, following in zip(places, [*places[1:], len(self.text)], strict=True):
            self.turn(at)
            self.words(at, following)
        return "".join(self.out)

    def turn(self, at: int) -> None:
        """Closes the marks that end here and opens those that begin, the longest outermost and code innermost."""
        begin = [m for m in self.marks if m.start == at]
        ended = [i for i, m in enumerate(self.stack) if m.end == at]
        keep = ended[0] if ended else len(self.stack)
        if begin:
            keep = min([keep, *(i for i, m in enumerate(self.stack) if m.kind == "code")])
        again = [m for m in self.stack[keep:] if m.end > at]
        for mark in reversed(self.stack[keep:]):
            self.edge(mark, at)
            self.out.append(f"]({_target(mark.target)})" if mark.kind == "link" else _DELIMITERS.get(mark.kind, ""))
        del self.stack[keep:]
        for mark in sorted([*again, *begin], key=lambda m: (m.kind == "code", -m.end, NESTING[m.kind])):
            self.edge(mark, at)
            self.stack.append(mark)
            self.out.append("[" if mark.kind == "link" else _DELIMITERS.get(mark.kind, ""))

    def edge(self, mark: Mark, at: int) -> None:
        if self.care and mark.kind in _DELIMITERS:
            self.edges.add(at)

    def words(self, start: int, end: int) -> None:
        if start < end and self.stack and self.stack[-1].kind == "code":
            self.out.append(_code(self.text[start:end]))
            return
        in_link = any(m.kind == "link" for m in self.stack)
        for at in range(start, end):
            if at in self.edges or at + 1 in self.edges:
                self.out.append(f"&#{ord(self.text[at])};")
            else:
                self.out.append(_escaped(self.text, at, self.care, in_link, self.links))


def _line(block: Block, care: int) -> str:
    """A block's words on one line, without the prefix of its form."""
    line = _Writer(block.text, block.marks, care).written()
    if care:
        return line
    if block.form == "heading":
        return _HEADING_END.sub(r"\\", line)
    return _NUMBER_START.sub(r"\1\\", "\\" + line if _LINE_START.match(line) else line, count=1) if line else line


def _alone(block: Block, line: str) -> str:
    prefix = {"heading": "#" * block.level + " ", "item": "1. " if block.ordered else "- ", "quotation": "> "}
    return prefix.get(block.form, "") + line


def _is_plain(text: str) -> bool:
    """Whether no sign in a text says anything to Markdown, so that nothing needs to be proven: most lines of prose."""
    return (text[:1].isalpha() or text[:1] in "“‘\"'") and _TELLING.search(text) is None and text[-1:] != " "


def _safe_line(block: Block) -> str:
    """The block's words on one line, proven by parsing them; marks are given up before words."""
    if not block.marks and _is_plain(block.text):
        return block.text
    links = tuple(m for m in block.marks if m.kind == "link")
    light = [(block.marks, 0)] if block.text.count("[") <= MOST_BRACKETS else []
    for marks, care in (*light, (block.marks, 1), (links, 1)):
        tried = replace(block, marks=marks)
        line = _line(tried, care)
        wanted = Block(block.text, "body", block.form, block.level, block.ordered, marks)
        sections, _ = parse_sections(_alone(block, line), "")
        found = [replace(b, line=0, level=block.level) for section in sections for b in section.blocks]
        if found == [wanted] and not sections[0].name:
            return line
    return _line(replace(block, marks=()), 1)


def _listed(blocks: Iterable[Block]) -> str:
    """Consecutive list items, nested by their levels; a level that is skipped becomes an empty outer item.

    An item whose number does not follow from the one before it begins a list with the other sign after its numbers.
    """
    lines = []
    stack: list[tuple[int, str]] = []  # where its words begin, the sign after its number
    numbering = Numbering()
    for block in blocks:
        line = _safe_line(block)
        sibling = stack[block.level - 1][1] if len(stack) >= block.level else ""
        stated = numbering.stated(block.level, block.ordered, block.number)
        del stack[block.level - 1 :]
        indent = stack[-1][0] if stack else 0
        start = " " * indent
        if stated and not sibling and stack and len(stack) == block.level - 1:
            lines.append("")  # inside a paragraph only a list that begins with 1 can begin
        while len(stack) < block.level - 1:
            indent += 2
            stack.append((indent, ""))
            start += "- "
        sign = ("." if sibling == ")" else ")") if stated and sibling else sibling or "."
        marker = f"{numbering.number}{sign} " if block.ordered else "- "
        stack.append((indent + len(marker), sign if block.ordered else ""))
        lines.append(start + marker + line)
    return "\n".join(lines)


def _running(blocks: Iterable[Block]) -> str:
    parts = []
    for form, run in groupby((b for b in map(canonical, blocks) if b.text), key=lambda b: b.form):
        if form == "item":
            parts.append(_listed(run))
        elif form == "quotation":
            parts.append("\n>\n".join("> " + _safe_line(block) for block in run))
        else:
            parts.extend(_alone(block, _safe_line(block)) for block in run)
    return "\n\n".join(parts)


def _attribute(key: str, value: str) -> str:
    value = squeezed(fit(value))
    if re.fullmatch(r"[\w.,:+-]+", value, re.ASCII):
        return f"{key}={value}"
    return f'{key}="' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def dump_section(name: str, attributes: Sequence[tuple[str, str]], blocks: Sequence[Block]) -> str:
    """A `:::` container with its attributes and blocks; the blocks alone if `name` is empty."""
    words = _running(blocks)
    if not name:
        return words
    inside = " ".join(_attribute(key, value) for key, value in attributes)
    return "\n".join(filter(None, [f"::: {name}" + (f" {{{inside}}}" if inside else ""), words, ":::"]))


def dump_markdown(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown with a last line feed, one line a block; "" without blocks. Blocks without words are left
    out. `parse_markdown` gives the same blocks back (made canonical, lines apart)."""
    held = [block for block in blocks if squeezed(block.text)]
    keys = [("body", 0, "") if b.role == "body" else (b.role, b.group or -i, b.credit) for i, b in enumerate(held, 1)]
    parts = []
    for (role, _, credit), run in groupby(zip(keys, held, strict=True), key=lambda pair: pair[0]):
        attributes = [("credit", credit)] if role == "caption" and squeezed(credit) else []
        parts.append(dump_section("" if role == "body" else role, attributes, [block for _, block in run]))
    return "\n\n".join(parts) + "\n" if parts else ""
