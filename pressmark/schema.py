"""Typed fields: nodes to values by a table of keys, one kind a key, with a problem for whatever does not fit.

A kind takes a node and gives a value, or UNKNOWN after it has said what is wrong. What is unknown, absent or wrong is
left out of the result, so that a dataclass's own default stands for it.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pressmark.dates import date_hint, parse_date
from pressmark.nodes import Mapping as MappingNode
from pressmark.nodes import Node, Scalar, Sequence, quoted
from pressmark.problems import Problem, error, warning
from pressmark.text import is_id, slug, squeezed
from pressmark.urls import safe_url

UNKNOWN: Final = object()
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_DRIVE = re.compile(r"[A-Za-z]:")
_PATTERN_LIMIT = 500


class Reading:
    """One file while it is read: its path, and the problems met so far."""

    __slots__ = ("path", "problems")

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def wrong(self, problem: Problem) -> Any:
        """Keeps the problem; the value is unknown."""
        self.problems.append(problem)
        return UNKNOWN


Kind = Callable[[Node, Reading], Any]


class Schema:
    """What the keys of one kind of mapping are. `of` names it with its article ("an article"). `renamed` gives the
    attribute of keys that Python cannot name so, `meant` the key for words people try; `needed` ones must be there.
    `strictest` gives, for keys that keep words from being published, what a value that does not fit or a misspelt key
    counts as, and what is said of it."""

    __slots__ = ("by_key", "meant", "needed", "of", "renamed", "strictest")

    def __init__(
        self,
        of: str,
        by_key: Mapping[str, Kind],
        *,
        renamed: Mapping[str, str] | None = None,
        meant: Mapping[str, str] | None = None,
        needed: tuple[str, ...] = (),
        strictest: Mapping[str, tuple[Any, str]] | None = None,
    ) -> None:
        self.of = of
        self.by_key = by_key
        self.renamed = renamed or {}
        self.meant = meant or {}
        self.needed = needed
        self.strictest = strictest or {}

    def nested(self) -> Iterator[Schema]:
        """This schema and those of the mappings inside its values."""
        yield self
        for kind in self.by_key.values():
            inner = getattr(kind, "schema", None)
            if inner is not None:
                yield from inner.nested()


def at(node: Node) -> dict[str, int]:
    """The node's place, as the keywords of a problem."""
    return {"line": node.line, "column": node.column}


def close_to(word: str, words: tuple[str, ...] | list[str]) -> str:
    """A hint that names the one of the words that was probably meant; empty if none is close."""
    near = difflib.get_close_matches(word.lower(), words, 1, 0.6)
    return f'did you mean "{near[0]}"? ' if near else ""


def fields(mapping: MappingNode, schema: Schema, reading: Reading) -> dict[str, Any]:
    """The known values of a mapping by attribute name; unknown keys and wrong values are reported and left out."""
    found: dict[str, Any] = {}
    closed: dict[str, Any] = {}
    seen = set()
    for key, node in mapping.entries:
        kind = schema.by_key.get(key.text)
        if kind is None:
            reading.wrong(_unknown_key(key, schema, reading.path))
            _close(difflib.get_close_matches(key.text.lower(), schema.strictest, 1, 0.75), schema, reading, closed)
            continue
        seen.add(key.text)
        if type(node) is Scalar and node.text == "unknown":
            continue
        if type(node) is Scalar and node.empty:
            value = _blank(node, reading, or_none=hasattr(kind, "many"))
        else:
            value = kind(node, reading)
        if value is not UNKNOWN:
            found[schema.renamed.get(key.text, key.text)] = value
        elif key.text in schema.strictest:
            _close([key.text], schema, reading, closed)
    for key_text in schema.needed:
        if key_text not in seen:
            message = f'{schema.of} needs the key "{key_text}"'
            reading.wrong(error(reading.path, "missing-key", message, f"write {key_text}: …", **at(mapping)))
    return found | closed


def _close(keys: list[str], schema: Schema, reading: Reading, closed: dict[str, Any]) -> None:
    """Takes the strictest value of keys that could not be read, and says so in the last problem."""
    for key in keys:
        closed[key], result = schema.strictest[key]
        last = reading.problems[-1]
        reading.problems[-1] = replace(last, message=f"{last.message}; {result}")


def _unknown_key(key: Scalar, schema: Schema, path: str) -> Problem:
    meant = schema.meant.get(key.text.lower())
    hint = f'did you mean "{meant}"? ' if meant else close_to(key.text, list(schema.by_key))
    hint += f"The keys of {schema.of} are listed in docs/content.md."
    return error(path, "unknown-key", f'unknown key "{key.text}"', hint, **at(key))


def _blank(node: Any, reading: Reading, or_none: bool = False) -> Any:
    hint = "write unknown, or [] if there is none" if or_none else "write unknown"
    if node.text.strip("~ \n\t"):
        hint += f", or {quoted(node.text)} if that is the word"
    return reading.wrong(error(reading.path, "empty-value", "this value is empty", hint, **at(node)))


def _no(node: Node, wanted: str, hint: str, reading: Reading) -> Any:
    found = "text" if type(node) is Scalar else "a list" if type(node) is Sequence else "keys and values"
    message = f"this must be {wanted}, and it is {found}"
    return reading.wrong(error(reading.path, "wrong-type", message, hint, **at(node)))


# ---- kinds: one value -----------------------------------------------------------------------------------------------


def _characters(node: Node, reading: Reading) -> Any:
    """The scalar's text as it stands; UNKNOWN for a list, a mapping, or text no page can hold."""
    if type(node) is not Scalar:
        return _no(node, "text", "put the words in quotes if they hold brackets or braces", reading)
    unseen = UNSEEN.search(node.text)
    if unseen:
        message = f"the character U+{ord(unseen[0]):04X} may not stand in a value"
        return reading.wrong(error(reading.path, "control-character", message, "delete it", **at(node)))
    return node.text


def verbatim(node: Node, reading: Reading) -> Any:
    """Text exactly as written, spaces at its ends included; it may be empty."""
    return _characters(node, reading)


def prose(node: Node, reading: Reading) -> Any:
    """Text of any number of lines."""
    value = _characters(node, reading)
    if value is UNKNOWN:
        return UNKNOWN
    return value.strip() or _blank(node, reading)


def text(node: Node, reading: Reading) -> Any:
    """Text on one line."""
    value = _characters(node, reading)
    if value is UNKNOWN:
        return UNKNOWN
    if "\n" in value or "\t" in value or value[:1].isspace() or value[-1:].isspace():
        value = squeezed(value)
    return value or _blank(node, reading)


def _checked(node: Node, reading: Reading, check: Callable[[str], Problem | None]) -> Any:
    value = text(node, reading)
    if value is UNKNOWN:
        return UNKNOWN
    problem = check(value)
    return value if problem is None else reading.wrong(problem)


def identifier(node: Node, reading: Reading) -> Any:
    """An id: a-z, 0-9 and hyphens."""

    def check(value: str) -> Problem | None:
        if is_id(value):
            return None
        near = slug(value)
        hint = f"write {near}" if near else "use a-z, 0-9 and hyphens, at most 60 characters"
        return error(reading.path, "bad-id", f'"{value}" is not an id', hint, **at(node))

    return _checked(node, reading, check)


def date(node: Node, reading: Reading) -> Any:
    """A date as EDTF."""
    value = text(node, reading)
    if value is UNKNOWN:
        return UNKNOWN
    found = parse_date(value)
    if found is None:
        message = f'"{value}" is not a date here'
        return reading.wrong(error(reading.path, "bad-date", message, date_hint(value), **at(node)))
    return found


def url(node: Node, reading: Reading) -> Any:
    """A web address."""

    def check(value: str) -> Problem | None:
        if safe_url(value) == value and not value.lower().startswith("mailto:"):
            return None
        hint = f"write https://{value}" if re.match(r"(www\.|[\w-]+(\.[\w-]+)+(/|$))", value) else "write http or https"
        return error(reading.path, "unsafe-url", f'"{value}" is not a web address', hint, **at(node))

    return _checked(node, reading, check)


def source_path(node: Node, reading: Reading) -> Any:
    """The path of a capture inside content/, as "sources/0001.txt"."""

    def check(value: str) -> Problem | None:
        parts = [part.partition("#")[0] for part in value.replace("\\", "/").split("/")]
        if not value.startswith(("/", "\\")) and not _DRIVE.match(value) and ".." not in parts:
            return None
        hint = "write it as it is named inside content/: sources/0001.txt"
        return error(reading.path, "outside-path", f'"{value}" leads out of content/', hint, **at(node))

    value = _checked(node, reading, check)
    return value if value is UNKNOWN else posixpath.normpath(value).removeprefix("content/")


def sha256_hex(node: Node, reading: Reading) -> Any:
    """A SHA-256 as 64 hex digits."""

    def check(value: str) -> Problem | None:
        if _DIGEST.fullmatch(value):
            return None
        hint = "copy all 64 characters, or write unknown"
        return error(reading.path, "bad-digest", f'"{value}" is not a SHA-256', hint, **at(node))

    value = _checked(node, reading, check)
    return value.lower() if value is not UNKNOWN else UNKNOWN


def language(node: Node, reading: Reading) -> Any:
    """A language tag (BCP 47)."""

    def check(value: str) -> Problem | None:
        if _LANGUAGE.fullmatch(value):
            return None
        hint = "write its tag: en for English, fr for French, pt-BR for Brazilian Portuguese"
        return error(reading.path, "bad-language", f'"{value}" is not a language tag', hint, **at(node))

    return _checked(node, reading, check)


def pattern(node: Node, reading: Reading) -> Any:
    """A regular expression."""
    value = _characters(node, reading)
    if value is UNKNOWN:
        return UNKNOWN
    try:
        if len(value) > _PATTERN_LIMIT:
            raise re.error(f"longer than {_PATTERN_LIMIT} characters")
        re.compile(value)
    except (re.error, OverflowError, RecursionError) as failure:
        message = f"{quoted(value)} is not a regular expression: {failure}"
        hint = "put a backslash before ( ) [ ] { } . * + ? | ^ $ where they mean themselves"
        return reading.wrong(error(reading.path, "bad-pattern", message, hint, **at(node)))
    return value


def flag(node: Node, reading: Reading) -> Any:
    """true or false."""
    value = _truth(node, reading)
    return value == "true" if value is not UNKNOWN else UNKNOWN


def choice(*options: str) -> Kind:
    """One of some words."""

    def kind(node: Node, reading: Reading) -> Any:
        def check(value: str) -> Problem | None:
            if value in options:
                return None
            hint = f"{close_to(value, options)}Write {', '.join(options[:-1])} or {options[-1]}."
            return error(reading.path, "bad-choice", f'"{value}" is none of the values allowed here', hint, **at(node))

        return _checked(node, reading, check)

    return kind


_truth = choice("true", "false")


def whole(low: int, high: int) -> Kind:
    """A whole number between two others, both included."""

    def kind(node: Node, reading: Reading) -> Any:
        def check(value: str) -> Problem | None:
            if re.fullmatch(r"[0-9]{1,9}", value) and low <= int(value) <= high:
                return None
            hint = f"write a whole number from {low} to {high}"
            return error(reading.path, "bad-number", f'"{value}" is not such a number', hint, **at(node))

        value = _checked(node, reading, check)
        return int(value) if value is not UNKNOWN else UNKNOWN

    return kind


# ---- kinds: many values ---------------------------------------------------------------------------------------------


def many(item: Kind) -> Kind:
    """A list of values of a kind, in their order, each once; what is unknown or wrong in it is left out."""

    def kind(node: Node, reading: Reading) -> Any:
        if type(node) is not Sequence:
            hint = f"write [{node.text}]" if type(node) is Scalar and "," not in node.text else "write [one, another]"
            return _no(node, "a list", hint, reading)
        found: dict[Any, None] = {}
        for part in node.items:
            if type(part) is Scalar and part.text == "unknown":
                continue
            value = _blank(part, reading) if type(part) is Scalar and part.empty else item(part, reading)
            if value is not UNKNOWN:
                found[value] = None
        return tuple(found) if found or not node.items else UNKNOWN

    kind.schema = getattr(item, "schema", None)  # type: ignore[attr-defined]
    kind.many = True  # type: ignore[attr-defined]
    return kind


def pairs(value_kind: Kind, keys: tuple[str, ...] = ()) -> Kind:
    """Keys of one's own choice (or some of `keys`) with values of a kind, as pairs in their order."""

    def kind(node: Node, reading: Reading) -> Any:
        if type(node) is not MappingNode:
            return _no(node, "keys and values", "write {key: value}", reading)
        found = []
        for key, part in node.entries:
            if keys and key.text not in keys:
                hint = close_to(key.text, keys).strip() or f"write one of: {', '.join(keys)}"
                reading.wrong(warning(reading.path, "unknown-name", f'there is no "{key.text}" here', hint, **at(key)))
            elif not (type(part) is Scalar and part.text == "unknown"):
                value = _blank(part, reading) if type(part) is Scalar and part.empty else value_kind(part, reading)
                if value is not UNKNOWN:
                    found.append((key.text, value))
        return tuple(found)

    return kind


def mapping(schema: Schema, make: Callable[..., Any]) -> Kind:
    """Keys of a schema of their own, given to a function or class by name; UNKNOWN without those it needs."""

    def kind(node: Node, reading: Reading) -> Any:
        if type(node) is not MappingNode:
            example = f"write {{{next(iter(schema.by_key))}: …}}"
            return _no(node, "keys and values", example, reading)
        found = fields(node, schema, reading)
        missing = any(schema.renamed.get(key, key) not in found for key in schema.needed)
        return UNKNOWN if missing else make(**found)

    kind.schema = schema  # type: ignore[attr-defined]
    return kind
