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
from pressmark.markup import CONTAINERS, Block, Form, Mark, Role, Section, parse_sections
from pressmark.names import is_english
from pressmark.nodes import Mapping, Node, Scalar, Sequence
from pressmark.problems import Problem, Problems, error, in_order
from pressmark.proposal.chunks import Chunk, chunks_of
from pressmark.proposal.editing import LISTS, Held, held_in
from pressmark.proposal.merging import Was

# A head is at most 64 KiB: a capture of a thousand names must not make one that cannot be read again.
MOST_NAMES = 200
LONGEST = 2000

Names = tuple[tuple[str, tuple[str, ...]], ...]
_FORMS = get_args(Form)
_OWN_KEYS = ("source", "source_sha256", "format", "encoding", "words", "waits")
_NUMBER = re.compile(r"[0-9]{1,9}")
_LINES = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the reading that an article was last in step with had instead of this one: values by key, stretches of the
    text."""

    fields: tuple[tuple[str, Held], ...] = ()
    text: tuple[Was, ...] = ()


NOTHING_WAITS = Waiting()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The machine's reading of one capture, and the names it proposes by kind (`annotation.KINDS`); with what the
    article did not follow, since a person's words stand there. `unread`: no names were looked for."""

    draft: Draft
    names: Names
    waiting: Waiting = NOTHING_WAITS
    unread: bool = False


# ---- writing --------------------------------------------------------------------------------------------------------


def bounded(names: Names) -> Names:
    """The names as a head can hold them: in the order of kinds, at most MOST_NAMES of each, kinds without any left
    out."""
    given = dict(names)
    held = ((kind, tuple(name for name in given.get(kind, ()) if len(name) <= LONGEST)[:MOST_NAMES]) for kind in KINDS)
    return tuple((kind, values) for kind, values in held if values)


def unread(draft: Draft, names: Names) -> bool:
    """Whether no names were looked for: the rules do not read the language, so that which are there is unknown."""
    language = draft.value("language").value
    return not names and isinstance(language, str) and not is_english(language)


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


def _head(draft: Draft, names: Names, waits: tuple[tuple[str, Held], ...]) -> dict[str, Writable]:
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
        head["waits"] = dict(waits)
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
    for key in HEAD_KEY.values() if unread(draft, names) else ():
        head[key] = {"value": None}
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
    if block.number:
        attributes.append(("number", str(block.number)))
    if labelled.reason:
        attributes.append(("reason", labelled.reason))
    marks = tuple(Mark(link.start, link.end, "link", link.target) for link in block.links)
    written = Block(block.text, "body", form, level, block.ordered, marks)
    return dump_section(labelled.label.replace(" ", "-"), attributes, [written])


def _was(was: Was) -> Iterator[str]:
    """The old chunks of a stretch of the text, each in a container of its own; an empty one where there were none."""
    stretch = [("from", str(was.begin)), ("to", str(was.end))]
    if not was.chunks:
        yield dump_section("was", stretch, ())
    for chunk in was.chunks:
        first = chunk.blocks[0]
        more: list[tuple[str, str]] = [("role", first.role)] if first.role != "body" else []
        more += [("credit", first.credit)] if first.credit else []
        blocks = [replace(b, role="body", credit="", group=0) for b in chunk.blocks]
        yield dump_section("was", [*stretch, *more], blocks)


def dump_proposal(draft: Draft, names: Names, waiting: Waiting = NOTHING_WAITS) -> str:
    """The proposal file's text: a head of values with their evidence, every block in the order of the capture, and what
    stood instead of some where the article did not follow."""
    held = [*map(_section, draft.blocks), *(section for was in waiting.text for section in _was(was))]
    sections = "\n\n".join(held)
    return f"---\n{dump_head(_head(draft, names, waiting.fields))}---\n" + (f"\n{sections}\n" if sections else "")


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
        number = attributes.get("number", "0")
        if shape not in get_args(Shape) or not re.fullmatch(r"[0-9]{1,6}", level):
            self.wrong(f"“::: {section.name}” has a wrong “shape” or “level”", section.line)
            return None
        if not re.fullmatch(r"[0-9]{1,9}", number):
            self.wrong(f"“::: {section.name}” has a wrong “number”", section.line)
            return None
        first, last = int(lines[1]), int(lines[2] or lines[1])
        links = tuple(Link(mark.start, mark.end, mark.target) for mark in held.marks if mark.kind == "link")
        ordered = held.ordered or attributes.get("ordered") == "yes"
        block = CapturedBlock(
            held.text, first, last, cast(Shape, shape), int(level), ordered, links, number=int(number)
        )
        return Labelled(block, label, attributes.get("reason", ""))

    def blocks(self, sections: tuple[Section, ...]) -> Iterator[Labelled]:
        for section in sections:
            if section.name == "was":
                continue
            if not section.name:
                self.wrong("words stand outside of any block", section.blocks[0].line)
            elif block := self.block(section):
                yield block

    def was(self, sections: tuple[Section, ...]) -> tuple[Was, ...]:
        found: dict[tuple[int, int], list[Chunk]] = {}
        for section in (s for s in sections if s.name == "was"):
            begin, end, role = (section.attribute(key) for key in ("from", "to", "role"))
            if not (_NUMBER.fullmatch(begin) and _NUMBER.fullmatch(end)) or (role and role not in CONTAINERS):
                self.wrong("“::: was” does not say of what", section.line)
                continue
            chunks = found.setdefault((int(begin), int(end)), [])
            kind, group = cast(Role, role or "body"), 1 if role else 0
            blocks = [replace(b, role=kind, credit=section.attribute("credit"), group=group) for b in section.blocks]
            chunks += chunks_of(blocks)
        return tuple(Was(*stretch, tuple(chunks)) for stretch, chunks in sorted(found.items()))

    def waits(self, node: Node | None) -> tuple[tuple[str, Held], ...]:
        if not isinstance(node, Mapping):
            if node is not None:
                self.wrong("“waits” says nothing of what was read", node.line)
            return ()
        pairs = [(key.text, held_in(key.text, value)) for key, value in node.entries]
        return tuple((k, v) for k, v in pairs if k in (*FIELDS, *LISTS) and not isinstance(v, Mapping))


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
    given = {kind: reader.value(entries, key, line).value for kind, key in HEAD_KEY.items() if key in entries}
    names = tuple((kind, held) for kind, held in given.items() if isinstance(held, tuple))
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
    waiting = Waiting(reader.waits(entries.get("waits")), reader.was(sections))
    nothing = bool(given) and not names
    return Proposal(draft, names, waiting, nothing), in_order([*found, *wrong, *reader.problems])
