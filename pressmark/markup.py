"""An article's Markdown as typed blocks, and typed blocks as Markdown; nothing is lost either way.

Takes the text after a file's head; gives flat blocks with their lines and inline marks, and problems. The way back is
`dump_markdown`, whose output parses to the same blocks whatever characters their words hold (see `escape`).
CommonMark without raw HTML, indented code and link reference definitions: each of those could make words vanish.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from markdown_it.token import Token

from pressmark.commonmark import FLAT, MAX_NESTING, NESTED, paragraphs_alone
from pressmark.copied import copier
from pressmark.digest import digest
from pressmark.numbering import Numbering
from pressmark.problems import Problem, Problems, error, in_order, warning
from pressmark.text import fit, folded
from pressmark.urls import safe_url

Role = Literal["body", "summary", "caption", "pullquote", "correction", "credits"]
Form = Literal["paragraph", "heading", "item", "quotation"]

CONTAINERS: tuple[str, ...] = get_args(Role)[1:]
MAX_BYTES = 2_000_000
# Which of two marks over the same words stands outside the other.
NESTING = {"link": 0, "strong": 1, "emphasis": 2, "code": 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup over a block's text: code point offsets, kind, and a link's target."""

    start: int
    end: int
    kind: Literal["strong", "emphasis", "code", "link"]
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One typed block of an article.

    `text` is plain text (no markup). Blocks of role "body" are the running text; the others come from `:::` containers,
    and blocks with the same non-zero `group` stand in one container. `level` is a heading's 1-6 or an item's depth from
    1. `number` is an ordered item's where it does not go on from the one before it, else 0. `line` is where the block
    begins in its file; `id` is its paragraph id ("p-" + six hex digits, "-2" if repeated).
    """

    text: str
    role: Role = "body"
    form: Form = "paragraph"
    level: int = 0
    ordered: bool = False
    marks: tuple[Mark, ...] = ()
    credit: str = ""
    group: int = 0
    line: int = 0
    id: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A `:::` container with its attributes, or the blocks between two containers (`name` is then "")."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    line: int

    def attribute(self, key: str) -> str:
        """The attribute's value, "" without."""
        return dict(self.attributes).get(key, "")


_SPACES = re.compile(r"\s+")
_OPENING = re.compile(r"([^\s{]+)[ \t]*(?:\{(.*)\})?$")
_ATTRIBUTE = re.compile(r'[ \t]*([A-Za-z][\w-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s"{}]+))[ \t]*')


def tidy_marks(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in order, as the parser would give them: touching ones of one kind joined, no white space at their
    ends, no empty ones, and no link over another."""
    joined: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.kind, m.start, m.end, m.target)):
        start, end = max(mark.start, 0), min(mark.end, len(text))
        last = joined[-1] if joined and joined[-1].kind == mark.kind else None
        if start >= end or (mark.kind == "link" and not mark.target):
            continue
        if last and start <= last.end and mark.target == last.target:
            joined[-1] = replace(last, end=max(last.end, end))
        elif last and start < last.end:
            joined.extend([Mark(last.end, end, mark.kind, mark.target)] if end > last.end else [])
        else:
            joined.append(replace(mark, start=start, end=end, target=mark.target if mark.kind == "link" else ""))
    trimmed = []
    for mark in joined:
        words = text[mark.start : mark.end]
        start = mark.start + len(words) - len(words.lstrip())
        end = mark.end - (len(words) - len(words.rstrip()))
        if start < end:
            trimmed.append(replace(mark, start=start, end=end))
    return tuple(sorted(trimmed, key=lambda m: (m.start, -m.end, m.kind, m.target)))


class _Inline:
    """Collects one block's words, with white space squeezed, and its marks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.space = True
        self.marks: list[Mark] = []
        self.open: list[tuple[int, str]] = []
        self.unsafe: list[str] = []

    def add(self, words: str) -> None:
        text = _SPACES.sub(" ", words)
        text = text.removeprefix(" ") if self.space else text
        if text:
            self.parts.append(text)
            self.length += len(text)
            self.space = text[-1] == " "

    def close(self, kind: str) -> None:
        start, target = self.open.pop()
        if kind == "link":
            safe = safe_url(target)
            if not safe:
                self.unsafe.append(target)
                return
            target = safe
        self.marks.append(Mark(start, self.length, cast(Literal["strong", "emphasis", "code", "link"], kind), target))

    def walk(self, tokens: Sequence[Token]) -> None:
        kinds = {"strong": "strong", "em": "emphasis", "link": "link"}
        for token in tokens:
            name, _, side = token.type.rpartition("_")
            if name in kinds and side == "open":
                self.open.append((self.length, str(token.attrs.get("href", ""))))
            elif name in kinds and side == "close":
                self.close(kinds[name])
            elif token.type in ("code_inline", "fence"):
                self.open.append((self.length, ""))
                self.add(token.content)
                self.close("code")
            elif token.type in ("softbreak", "hardbreak"):
                self.add(" ")
            elif token.type == "image":  # only its words stay: a capture's pictures are not in the archive
                inner = _Inline()
                inner.walk(token.children or [])
                self.add("".join(inner.parts))
            else:
                self.add(token.content)

    def block(self, form: Form, level: int, ordered: bool, line: int) -> Block:
        text = "".join(self.parts).rstrip()
        return Block(text, "body", form, level, ordered, tidy_marks(text, self.marks), line=line)


def _tokens(text: str, path: str, first_line: int) -> tuple[list[Token], Problems]:
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        message = f"the text is larger than {MAX_BYTES // 1_000_000} MB"
        return [], (error(path, "file-too-large", message, line=first_line),)
    tokens = NESTED.parse(text)
    deep = next((t for t in tokens if t.level >= MAX_NESTING - 2), None)
    if deep is None:
        return tokens, ()
    line = first_line + (deep.map[0] if deep.map else 0)
    message = "lists or quotations are nested too deep"
    hint = "all lists and quotations of the text are shown as plain paragraphs until it is flatter"
    return FLAT.parse(text), (error(path, "nested-too-deep", message, hint, line=line),)


def _opened(token: Token, path: str, line: int) -> tuple[str, tuple[tuple[str, str], ...], list[Problem]]:
    """A container's name and attributes, and what is wrong with its first line."""
    if not token.info:
        return "", (), [warning(path, "container-not-open", "“:::” closes a container that was not open", line=line)]
    problems = []
    if not token.meta["closed"]:
        hint = "end it with a line “:::”"
        problems.append(error(path, "container-not-closed", f"“::: {token.info}” is not closed", hint, line=line))
    match = _OPENING.match(token.info)
    name, rest = (match[1], match[2] or "") if match else (token.info.split()[0], "")
    attributes = []
    at = 0
    while found := _ATTRIBUTE.match(rest, at):
        value = re.sub(r"\\(.)", r"\1", found[2]) if found[3] is None else found[3]
        attributes.append((found[1], value))
        at = found.end()
    if match is None or rest[at:].strip():
        hint = 'write ::: name {key="value"}'
        problems.append(error(path, "bad-container", f"cannot read “::: {token.info}”", hint, line=line))
    return name, tuple(attributes), problems


class _Reader:
    """Walks the parser's tokens; `sections` then holds what they mean."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = self.line = first_line
        self.sections: list[Section] = []
        self.problems: list[Problem] = []
        self.head = Section("", (), (), first_line)
        self.blocks: list[Block] = []
        self.nest: list[tuple[Form, bool, int]] = []  # and the number with which a list begins
        self.numbering = Numbering()
        self.heading = 0

    def turn(self, head: Section) -> None:
        """Ends the section at hand and begins another."""
        if self.head.name or self.blocks:
            self.sections.append(replace(self.head, blocks=tuple(self.blocks)))
        self.head, self.blocks, self.numbering = head, [], Numbering()

    def take(self, token: Token) -> None:
        self.line = self.first_line + token.map[0] if token.map else self.line
        kind = token.type
        if kind == "container_open":
            name, attributes, problems = _opened(token, self.path, self.line)
            self.problems.extend(problems)
            self.turn(Section(name, attributes, (), self.line))
        elif kind == "container_close":
            self.turn(Section("", (), (), self.line))
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self.nest.append(("item", kind == "ordered_list_open", int(token.attrs.get("start", 1))))
        elif kind == "blockquote_open":
            self.nest.append(("quotation", False, 0))
        elif kind in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            self.nest.pop()
        elif kind in ("heading_open", "heading_close"):
            self.heading = int(token.tag[1:]) if kind == "heading_open" else 0
        elif kind in ("inline", "fence"):
            self.block(token)

    def block(self, token: Token) -> None:
        form, ordered, begun = self.nest[-1] if self.nest else ("paragraph", False, 0)
        depth = sum(f == "item" for f, _, _ in self.nest) if form == "item" else 0
        if self.heading:
            form, ordered, depth = "heading", False, self.heading
        inline = _Inline()
        inline.walk((token.children or []) if token.type == "inline" else [token])
        for url in inline.unsafe:
            hint = "only http, https and mailto links are kept"
            self.problems.append(warning(self.path, "unsafe-link", f"link to “{url}” left out", hint, line=self.line))
        block = inline.block(form, depth, ordered, self.line)
        if block.text:
            self.blocks.append(self.numbered(block, begun))

    def numbered(self, block: Block, begun: int) -> Block:
        """The block with its number, if it is the first item of a list that does not begin as lists do."""
        if block.form != "item":
            self.numbering.end()
            return block
        self.nest[-1] = ("item", block.ordered, 0)
        return replace(block, number=self.numbering.stated(block.level, block.ordered, begun))


def parse_sections(text: str, path: str, first_line: int = 1) -> tuple[tuple[Section, ...], Problems]:
    """The text as sections in order, whatever their containers are called; blocks all have role "body" and no id.

    Problems: file-too-large, nested-too-deep, bad-container, container-not-open, container-not-closed, unsafe-link.
    """
    text = fit(text)
    alone = paragraphs_alone(text) if len(text) < MAX_BYTES // 4 else None
    if alone is not None:  # as most articles are
        blocks = tuple(Block(words, line=first_line + line) for line, words in alone)
        return ((Section("", (), blocks, first_line),) if blocks else ()), ()
    tokens, early = _tokens(text, path, first_line)
    reader = _Reader(path, first_line)
    for token in tokens:
        reader.take(token)
    reader.turn(reader.head)
    return tuple(reader.sections), in_order([*early, *reader.problems])


_copied = copier(Block)


def _with_ids(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks with paragraph ids; running text is numbered first, so that a caption never changes its ids."""
    seen: Counter[str] = Counter()
    ids = {}
    for index in sorted(range(len(blocks)), key=lambda i: (blocks[i].role != "body", i)):
        base = "p-" + digest(folded(blocks[index].text))[:6]
        seen[base] += 1
        ids[index] = base if seen[base] == 1 else f"{base}-{seen[base]}"
    return tuple(_copied(block, id=ids[index]) for index, block in enumerate(blocks))


def _checked(section: Section, path: str) -> tuple[Role, list[Problem]]:
    """The role of a section's blocks, and what is wrong with its name and attributes."""
    if not section.name:
        return "body", []
    if section.name not in CONTAINERS:
        near = difflib.get_close_matches(section.name.lower().replace("-", ""), CONTAINERS, 1)
        hint = f"did you mean “{near[0]}”?" if near else "containers: " + ", ".join(CONTAINERS)
        message = f"unknown container “{section.name}”, shown as running text"
        return "body", [error(path, "unknown-container", message, hint, line=section.line)]
    allowed = ("credit",) if section.name == "caption" else ()
    problems = [
        error(path, "unknown-attribute", f"unknown attribute “{key}” of “{section.name}”", line=section.line)
        for key, _ in section.attributes
        if key not in allowed
    ]
    if not section.blocks:
        problems.append(warning(path, "empty-container", f"“::: {section.name}” holds no words", line=section.line))
    return cast(Role, section.name), problems


def parse_markdown(text: str, path: str, first_line: int = 1) -> tuple[tuple[Block, ...], Problems]:
    """An article's or description's blocks, flat and in order, and what is wrong with them.

    Problems: those of `parse_sections`, unknown-container (its blocks stay, as running text), unknown-attribute,
    empty-container.
    """
    sections, early = parse_sections(text, path, first_line)
    problems = list(early)
    blocks: list[Block] = []
    group = 0
    for section in sections:
        role, wrong = _checked(section, path)
        problems.extend(wrong)
        group += role != "body"
        credit = section.attribute("credit") if role == "caption" else ""
        own = section.blocks
        blocks += own if role == "body" else (replace(b, role=role, credit=credit, group=group) for b in own)
    return _with_ids(blocks), in_order(problems)


def plain_text(blocks: Sequence[Block]) -> str:
    """The text to which all offsets refer: the blocks of role "body", joined by two line feeds."""
    return "\n\n".join(block.text for block in blocks if block.role == "body")


def placed_blocks(blocks: Sequence[Block]) -> tuple[tuple[int, Block], ...]:
    """The blocks of role "body", each with where it starts in their plain text."""
    placed, at = [], 0
    for block in blocks:
        if block.role == "body":
            placed.append((at, block))
            at += len(block.text) + 2
    return tuple(placed)
