"""YAML as nodes that know their line and column, every scalar a string.

YAML's own typing is never used: it reads `NO` as false, `12:30` as 750 and `0123` as 83, and takes the last of two
equal keys in silence. Nor is its composer: nested brackets crash it. The parser's events are walked instead.
"""

from __future__ import annotations

import re
from collections import abc
from dataclasses import dataclass
from typing import Any

import yaml

from pressmark.problems import Problem, Problems, error, warning

FILE_LIMIT = 4 * 1024 * 1024
DEPTH_LIMIT = 50
# The C parser is ten times as fast; PyYAML is sometimes installed without it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufeff]")
_LOST = re.compile(r"[ \t]+#[^\s#][^\n]*")
_LINE = re.compile(r"([\w-]+:[ \t]+|[ \t]*(?:- )?)(.*)")
EMPTY = ("", "~", "null", "Null", "NULL")
_ESCAPED = re.compile(
    r'["\\]|[^ -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028-\u202e\u2066-\u2069]'
)
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string with its place. `empty` is true for what YAML calls null, unless it is in quotes."""

    text: str
    line: int
    column: int
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order of the file, each once."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


def line_feeds(text: str) -> str:
    """The text with line feeds for every kind of line end, and without a byte order mark."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"  # half of a pair: no file can hold it
    return _NAMED.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def quoted(text: str) -> str:
    """The text in double quotes, on one line, with everything invisible escaped."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def read_yaml(path: str, text: str) -> tuple[Node | None, Problems]:
    """The node that a whole YAML file is; None without problems if the file holds nothing."""
    return read_nodes(path, line_feeds(text), 1, FILE_LIMIT)


def read_mapping(path: str, text: str) -> tuple[Mapping | None, Problems]:
    """The mapping that a whole YAML file is, an empty one if the file holds nothing; None if it cannot be read."""
    node, problems = read_yaml(path, text)
    if node is None and not problems:
        return Mapping((), 1, 1), ()
    if node is not None and not isinstance(node, Mapping):
        return None, (*problems, no_keys(path, node))
    return node, problems


def no_keys(path: str, node: Node) -> Problem:
    hint = "write one key: value a line"
    return error(path, "no-keys", "there are no keys here", hint, line=node.line, column=node.column)


def read_nodes(path: str, text: str, first_line: int, limit: int) -> tuple[Node | None, Problems]:
    """The node that the text is, its lines counted from `first_line`; `limit` is in bytes."""
    if len(text) > limit or len(text.encode("utf-8", "surrogatepass")) > limit:
        message = f"{len(text)} characters are too many here; the limit is {limit // 1024} KiB"
        hint = "move long text below the head" if limit < FILE_LIMIT else "cut it into parts"
        return None, (error(path, "too-large", message, hint, line=first_line),)
    control = _CONTROL.search(text)
    if control:
        line = first_line + text.count("\n", 0, control.start())
        column = control.start() - text.rfind("\n", 0, control.start())
        message = f"the character U+{ord(control[0]):04X} may not stand here"
        return None, (error(path, "control-character", message, "delete it", line=line, column=column),)
    composer = _Composer(path, text, first_line)
    try:
        node = composer.document()
    except (yaml.YAMLError, ValueError, OverflowError) as failure:
        return None, (*composer.problems, _syntax(path, text, first_line, failure))
    except _TooDeepError as failure:
        message = f"lists and mappings are nested more than {DEPTH_LIMIT} deep"
        return None, (error(path, "too-deep", message, "write it flatter", line=failure.line, column=failure.column),)
    return node, tuple(composer.problems)


class _TooDeepError(Exception):
    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


class _Composer:
    """The parser's events as nodes. A value that may not be (an alias, a tag) is left out and reported."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.comments = "#" in text
        self.problems: list[Problem] = []
        self.next: abc.Callable[[], Any]

    def document(self) -> Node | None:
        loader = _LOADER(self.text)
        self.next = loader.get_event
        try:
            self.next()  # the stream begins
            if isinstance(self.next(), yaml.StreamEndEvent):
                return None
            event = self.next()
            node = self.node(event, 1)
            self.next()  # the document ends
            after = self.next()
            if not isinstance(after, yaml.StreamEndEvent):
                message = "a second document begins here; it is not read"
                self.add(error(self.path, "second-document", message, "delete this ---", **self.at(after)))
        finally:
            loader.dispose()
        return None if isinstance(node, Scalar) and node.empty else node

    def add(self, problem: Problem) -> None:
        self.problems.append(problem)

    def at(self, event: Any) -> dict[str, int]:
        mark = event.start_mark
        return {"line": mark.line + self.first_line, "column": mark.column + 1}

    def node(self, event: Any, depth: int) -> Node | None:
        """The node that begins with an event; None where it was refused, its events consumed all the same."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            message = f'"*{event.anchor}" is an alias, which is not read here'
            self.add(error(self.path, "alias", message, self.in_quotes(event), **self.at(event)))
            return None
        mark = event.start_mark
        line, column = mark.line + self.first_line, mark.column + 1
        node: Node
        if kind is yaml.ScalarEvent:
            plain = event.style is None or event.style == ""
            if plain and self.comments:
                self.look_for_lost_words(event)
            node = Scalar(event.value, line, column, plain and event.value in EMPTY)
        elif depth > DEPTH_LIMIT:
            raise _TooDeepError(line, column)
        elif kind is yaml.SequenceStartEvent:
            node = Sequence(tuple(self.items(depth)), line, column)
        else:
            node = Mapping(tuple(self.entries(depth)), line, column)
        if event.tag is not None or event.anchor is not None:
            what = f'"{event.tag}" is a tag' if event.tag is not None else f'"&{event.anchor}" is an anchor'
            message = f"{what}, which is not read here"
            self.add(error(self.path, "tag", message, self.in_quotes(event), **self.at(event)))
            return None
        return node

    def items(self, depth: int) -> abc.Iterator[Node]:
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            node = self.node(event, depth + 1)
            if node is not None:
                yield node

    def entries(self, depth: int) -> abc.Iterator[tuple[Scalar, Node]]:
        lines: dict[str, int] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self.node(event, depth + 1)
            value = self.node(self.next(), depth + 1)
            if key is None:
                continue
            if not isinstance(key, Scalar):
                message = "a list or mapping cannot be a key"
                self.add(error(self.path, "bad-key", message, self.in_quotes(event), **self.at(event)))
            elif key.text in lines:
                message = f'the key "{key.text}" stands twice, first on line {lines[key.text]}'
                hint = "the first one counts; delete one of them"
                self.add(error(self.path, "duplicate-key", message, hint, **self.at(event)))
            else:
                lines[key.text] = key.line
                if value is not None:
                    yield key, value

    def look_for_lost_words(self, event: Any) -> None:
        """Warn of words that YAML takes for a comment though they look like a value: "Plan #2", but not "plan # so"."""
        lost = _LOST.match(self.text, event.end_mark.index)
        if lost is None:
            return
        line = event.end_mark.line + self.first_line
        words = lost[0].strip()
        message = f'"{words}" was taken for a comment and left out'
        hint = f"if it belongs to the value, put the whole in quotes: {quoted(event.value + lost[0].rstrip())}"
        column = event.end_mark.column + 1 + len(lost[0]) - len(lost[0].lstrip())
        self.add(warning(self.path, "lost-words", message, hint, line=line, column=column))

    def in_quotes(self, event: Any) -> str:
        start = event.start_mark.index
        return f"put the value in quotes: {quoted(self.text[start:].partition(chr(10))[0].rstrip())}"


# What the parser says (a part of it), what we say, and whether the place is where the thing began.
_MESSAGES = (
    ("mapping values are not allowed", "a colon and a space inside a value look like a key", False),
    ("found unexpected end of stream", "the quotation mark that opens here is never closed", True),
    ("',' or", "the bracket that opens here is never closed, or is part of the words", True),
    ("could not find expected ':'", "this line has no key", True),
    ("unknown escape", "a backslash in double quotes begins an escape, and this is none", False),
    ("escape code", "a backslash in double quotes begins an escape, and this is none", False),
    ("block sequence entries", "a value cannot begin with a hyphen and a space", False),
    ("sequence entries are not", "a value cannot begin with a hyphen and a space", False),
    ("cannot start any token", "a value cannot begin with this character", False),
    ("expected key", "words follow the end of a value, or the line is indented unlike the others", False),
    ("'-' indicator", "words follow the end of a value, or the line is indented unlike the others", False),
    ("document start>", "words follow the end of a value, or the line is indented unlike the others", False),
    ("<block end>", "words follow the end of a value, or the line is indented unlike the others", False),
    ("expected alphabetic", "a value cannot begin with this character", True),
    ("line break", "a value cannot begin with this character", True),
)


def _syntax(path: str, text: str, first_line: int, failure: Exception) -> Problem:
    """The parser's complaint in our words, with a hint that shows the line as it should be."""
    said = str(getattr(failure, "problem", None) or failure)
    message, at_start = f"this is not readable as YAML: {said}", False
    for part, ours, begins in _MESSAGES:
        if part in said:
            message, at_start = ours, begins
            break
    start, mark = getattr(failure, "context_mark", None), getattr(failure, "problem_mark", None)
    if start is not None and at_start:
        mark = start
    if mark is None:
        return error(path, "bad-yaml", message, "see docs/content.md for what a head looks like", line=first_line)
    lines = text.split("\n")
    source = lines[mark.line] if mark.line < len(lines) else ""
    if source[mark.column : mark.column + 1] == "\t" or (not source[: mark.column + 1].strip() and "\t" in source):
        message, hint = "a tab cannot indent a line", "use spaces"
    elif "no key" in message:
        hint = "write key: value, or indent the line if it continues the value above it"
    elif "colon" in message and mark.column == source.find(":"):
        message, hint = "this key is indented unlike the ones above it", _ALIGN
    else:
        hint = _quoting_hint(source)
    return error(path, "bad-yaml", message, hint, line=mark.line + first_line, column=mark.column + 1)


_ALIGN = "begin every key of one level in the same column, and every item of a list with a hyphen and a space"


def _quoting_hint(source: str) -> str:
    match = _LINE.match(source)
    if match is None or re.fullmatch(r"[\w ,.]*", match[2]):
        return _ALIGN
    value = match[2].strip()
    mark = value[0]
    if mark in "\"'":
        if len(value) > 1 and value[-1] == mark:
            value = value[1:-1]
        elif value.count(mark) == 1:
            value = value[1:]
    return f"put the value in quotes: {match[1].strip()} {quoted(value)}".replace(":  ", ": ")
