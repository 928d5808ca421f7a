"""A proposal file: what the machine read in a capture, with evidence for every value and a label for every block.

The head holds where the capture came from and each proposed value; after it stands every block of the capture, kept or
dropped, in a container named for its label. Reading a written proposal gives the same values and blocks again; only
what the capture's markup said of a block (its traits) is left out, and links that lead nowhere safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast, get_args

from pressmark.annotation import HEAD_KEY, KINDS
from pressmark.capture import CapturedBlock, Link, Shape
from pressmark.draft import FIELDS, SELDOM, UNKNOWN, Draft, How, Value
from pressmark.frontmatter import Writable, dump_head, read_headed
from pressmark.labels import LABELS, RUNNING, Labelled
from pressmark.markdown import dump_section
from pressmark.markup import Block, Form, Mark, Section, parse_sections
from pressmark.nodes import Mapping, Node, Scalar, Sequence
from pressmark.problems import Problem, Problems, error, in_order

# A head is at most 64 KiB: a capture of a thousand names must not make one that cannot be read again.
MOST_NAMES = 200
LONGEST = 2000

Names = tuple[tuple[str, tuple[str, ...]], ...]
_FORMS = get_args(Form)
_OWN_KEYS = ("source", "source_sha256", "format", "encoding", "words", "waits")
_LINES = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The machine's reading of one capture, and the names it proposes by kind (`annotation.KINDS`).

    `waits` are the keys, and "text", in which the article did not follow this reading: a person's words stand there.
    """

    draft: Draft
    names: Names
    waits: tuple[str, ...] = ()


# ---- writing --------------------------------------------------------------------------------------------------------


def bounded(names: Names) -> Names:
    """The names as a head can hold them: in the order of kinds, at most MOST_NAMES of each, kinds without any left
    out."""
    given = dict(names)
    held = ((kind, tuple(name for name in given.get(kind, ()) if len(name) <= LONGEST)[:MOST_NAMES]) for kind in KINDS)
    return tuple((kind, values) for kind, values in held if values)


def bounded_value(value: Value) -> Value:
    """The value, unknown if it is too long for a head."""
    parts = value.value if isinstance(value.value, tuple) else (value.value or "",)
    if sum(map(len, parts)) > LONGEST:
        return Value(None, "unknown", f"left out: longer than {LONGEST} characters")
    return replace(value, evidence=value.evidence[:LONGEST])


def _lines(block: CapturedBlock) -> str:
    return str(block.first_line) if block.first_line == block.last_line else f"{block.first_line}-{block.last_line}"


def _where(name: str, draft: Draft) -> str:
    found = next((b.block for b in draft.blocks if b.label in RUNNING and name in b.block.text), None)
    return f"line {_lines(found)}" if found else ""


def _head(draft: Draft, names: Names, waits: tuple[str, ...]) -> dict[str, Writable]:
    counts = [(len(b.block.text.split()), b.kept) for b in draft.blocks]
    kept = sum(count for count, is_kept in counts if is_kept)
    head: dict[str, Writable] = {
        "source": draft.source,
        "source_sha256": draft.sha256,
        "format": draft.format,
        "encoding": draft.encoding,
        "words": {"capture": str(draft.words), "kept": str(kept), "dropped": str(sum(c for c, _ in counts) - kept)},
    }
    if waits:
        head["waits"] = waits
    for field, given in draft.values:
        value = bounded_value(given)
        if value == UNKNOWN and field in SELDOM:
            continue
        entry: dict[str, Writable] = {"value": value.value}
        if value.how != "unknown":
            entry["how"] = value.how
        if value.evidence:
            entry["evidence"] = value.evidence
        head[field] = entry
    for kind, values in bounded(names):
        places = [f"{name}: {place}" for name in values[:20] if (place := _where(name, draft))]
        head[HEAD_KEY[kind]] = {"value": values, "how": "printed", "evidence": "; ".join(places)}
    return head


def _form(block: CapturedBlock) -> tuple[Form, int]:
    """How a block stands in its container, and the level that reading it will give."""
    if not block.text.strip():
        return "paragraph", 0
    if block.shape == "heading":
        level = min(max(block.level, 1), 6)
        return "heading", level
    return (cast(Form, block.shape), 1 if block.shape == "item" else 0) if block.shape in _FORMS else ("paragraph", 0)


def _section(labelled: Labelled) -> str:
    block = labelled.block
    form, level = _form(block)
    attributes = [("lines", _lines(block))]
    if form != block.shape:
        attributes.append(("shape", block.shape))
    if level != block.level:
        attributes.append(("level", str(block.level)))
    if block.ordered and form != "item":
        attributes.append(("ordered", "yes"))
    if labelled.reason:
        attributes.append(("reason", labelled.reason))
    marks = tuple(Mark(link.start, link.end, "link", link.target) for link in block.links)
    written = Block(block.text, "body", form, level, block.ordered, marks)
    return dump_section(labelled.label.replace(" ", "-"), attributes, [written])


def dump_proposal(draft: Draft, names: Names, waits: tuple[str, ...] = ()) -> str:
    """The proposal file's text: a head of values with their evidence, and every block in the order of the capture."""
    sections = "\n\n".join(map(_section, draft.blocks))
    return f"---\n{dump_head(_head(draft, names, waits))}---\n" + (f"\n{sections}\n" if sections else "")


# ---- reading --------------------------------------------------------------------------------------------------------


def plain(node: Node | None) -> str | tuple[str, ...] | None:
    """A head's value as text, or as a tuple for a list; None for a mapping and for what is not there."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return None


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def wrong(self, message: str, line: int) -> None:
        hint = "only ingest writes here: delete the file and run ingest --again"
        self.problems.append(error(self.path, "bad-proposal", message, hint, line=line))

    def text(self, entries: dict[str, Node], key: str, line: int) -> str:
        value = plain(entries.get(key))
        if isinstance(value, str):
            return value
        self.wrong(f"“{key}” is missing or no text", entries[key].line if key in entries else line)
        return ""

    def number(self, entries: dict[str, Node], key: str, line: int) -> int:
        text = self.text(entries, key, line)
        if not re.fullmatch(r"[0-9]{1,12}", text):
            self.wrong(f"“{text}” is no number", line)
            return 0
        return int(text)

    def value(self, entries: dict[str, Node], key: str, line: int) -> Value:
        node = entries.get(key)
        if node is None and key in SELDOM:
            return UNKNOWN
        if not isinstance(node, Mapping):
            self.wrong(f"“{key}” is missing or not of the form {{value: …}}", node.line if node else line)
            return Value(None, "unknown")
        parts = {name.text: plain(part) for name, part in node.entries}
        how, evidence = parts.get("how") or "unknown", parts.get("evidence") or ""
        if how not in get_args(How) or not isinstance(evidence, str):
            self.wrong(f"“{key}” has a wrong “how” or “evidence”", node.line)
            return Value(None, "unknown")
        return Value(None if how == "unknown" else parts.get("value"), cast(How, how), evidence)

    def block(self, section: Section) -> Labelled | None:
        label = section.name.replace("-", " ")
        lines = _LINES.fullmatch(section.attribute("lines"))
        if label not in LABELS or lines is None or len(section.blocks) > 1:
            self.wrong(f"“::: {section.name}” is no block of a capture", section.line)
            return None
        held = section.blocks[0] if section.blocks else Block("")
        attributes = dict(section.attributes)
        shape = attributes.get("shape", held.form)
        level = attributes.get("level", str(held.level))
        if shape not in get_args(Shape) or not re.fullmatch(r"[0-9]{1,6}", level):
            self.wrong(f"“::: {section.name}” has a wrong “shape” or “level”", section.line)
            return None
        first, last = int(lines[1]), int(lines[2] or lines[1])
        links = tuple(Link(mark.start, mark.end, mark.target) for mark in held.marks if mark.kind == "link")
        ordered = held.ordered or attributes.get("ordered") == "yes"
        block = CapturedBlock(held.text, first, last, cast(Shape, shape), int(level), ordered, links)
        return Labelled(block, label, attributes.get("reason", ""))

    def blocks(self, sections: tuple[Section, ...]) -> Iterator[Labelled]:
        for section in sections:
            if not section.name:
                self.wrong("words stand outside of any block", section.blocks[0].line)
            elif block := self.block(section):
                yield block


def parse_proposal(path: str, text: str) -> tuple[Proposal | None, Problems]:
    """The proposal that the file holds; None if its head cannot be read.

    Problems: those of heads and of `parse_sections`, and bad-proposal for what ingest would not have written.
    """
    headed, found = read_headed(path, text)
    if headed is None:
        return None, found
    reader = _Reader(path)
    entries = {key.text: node for key, node in headed.head.entries}
    lines = {key.text: key.line for key, _ in headed.head.entries}
    line = headed.head.line
    for key in entries.keys() - {*_OWN_KEYS, *FIELDS, *HEAD_KEY.values()}:
        reader.wrong(f"unknown key “{key}”", lines[key])
    words = entries.get("words")
    counts = {key.text: node for key, node in words.entries} if isinstance(words, Mapping) else {}
    values = tuple((field, reader.value(entries, field, line)) for field in FIELDS)
    names = []
    for kind, key in HEAD_KEY.items():
        if key in entries and isinstance(held := reader.value(entries, key, line).value, tuple):
            names.append((kind, held))
    sections, wrong = parse_sections(headed.body, path, headed.body_line)
    blocks = tuple(reader.blocks(sections))
    draft = Draft(
        source=reader.text(entries, "source", line),
        sha256=reader.text(entries, "source_sha256", line),
        format=reader.text(entries, "format", line),
        encoding=reader.text(entries, "encoding", line),
        words=reader.number(counts, "capture", line),
        values=values,
        blocks=blocks,
        body="\n\n".join(b.block.text for b in blocks if b.label in RUNNING),
    )
    waits = plain(entries.get("waits")) or ()
    if not isinstance(waits, tuple):
        reader.wrong("“waits” is no list", lines["waits"])
        waits = ()
    return Proposal(draft, tuple(names), waits), in_order([*found, *wrong, *reader.problems])
