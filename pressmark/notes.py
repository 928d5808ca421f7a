"""BUILD: people's notes files to values; where a note's words stand in the article is found later."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pressmark import schema
from pressmark.article import bad_name
from pressmark.digest import digest
from pressmark.nodes import Mapping, Node, Sequence, read_yaml
from pressmark.problems import Problem, Problems, error, in_order
from pressmark.schema import UNKNOWN, Reading, Schema, at, many
from pressmark.text import is_id

KINDS = ("comment", "context", "claim", "correction", "question", "quotation", "entity", "passage")
TARGETS = ("body", "title", "summary", "caption")


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote about some words of an article.

    `exact` with `prefix` and `suffix` is the text quote by which the words are found; "" when the whole of `target`
    is meant. `entity` is an id, "none" (these words name no entity) or "" (the note says nothing of it).
    """

    id: str
    article: str
    kind: str
    text: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    target: Literal["body", "title", "summary", "caption"] = "body"
    links: tuple[str, ...] = ()
    speaker: str = ""
    entity: str = ""
    verdict: str = ""
    evidence: tuple[str, ...] = ()
    by: str = ""
    on: str = ""
    path: str = ""
    line: int = 0


def _day(node: Node, reading: Reading) -> Any:
    value = schema.date(node, reading)
    return value if value is UNKNOWN else value.text


TARGET = Schema(
    "a note's target",
    {
        "exact": schema.verbatim,
        "prefix": schema.verbatim,
        "suffix": schema.verbatim,
        "in": schema.choice(*TARGETS),
    },
    renamed={"in": "target"},
    meant={"quote": "exact", "before": "prefix", "after": "suffix"},
)
VERDICT = Schema("a verdict", {"label": schema.text, "evidence": many(schema.text)}, needed=("label",))
SCHEMA = Schema(
    "a note",
    {
        "id": schema.identifier,
        "kind": schema.choice(*KINDS),
        "target": schema.mapping(TARGET, dict),
        "text": schema.prose,
        "links": many(schema.text),
        "speaker": schema.text,
        "entity": schema.text,
        "verdict": schema.mapping(VERDICT, dict),
        "by": schema.text,
        "on": _day,
    },
    meant={"body": "text", "note": "text", "comment": "text", "type": "kind", "date": "on", "author": "by"},
    needed=("id", "kind", "target"),
)


def parse_notes(path: str, text: str) -> tuple[tuple[Note, ...] | None, Problems]:
    """The notes of one file, in its order; None if it cannot be read. The file's name is the article's id.

    A note without an id gets one made of its words; of two with one id the first is kept.
    """
    article = posixpath.basename(path).removesuffix(".yml")
    if not is_id(article):
        return None, (bad_name(path, article),)
    node, found = read_yaml(path, text)
    if node is None:
        return (None, found) if found else ((), ())
    if not isinstance(node, Sequence):
        hint = "begin every note with a hyphen and a space: - id: n-1"
        return None, (*found, error(path, "no-list", "a notes file is a list, and this is not", hint, **at(node)))
    reading = Reading(path)
    notes: dict[str, Note] = {}
    for item in node.items:
        note = _note(item, article, reading)
        if note is None:
            continue
        first = notes.setdefault(note.id, note)
        if first is not note:
            reading.wrong(_twice(note, first))
    return tuple(notes.values()), in_order((*found, *reading.problems))


def _twice(note: Note, first: Note) -> Problem:
    where = f"line {first.line}" if first.path == note.path else f"{first.path}, line {first.line}"
    message = f'the note id "{note.id}" stands twice, first on {where}'
    return error(note.path, "duplicate-note", message, "give this one an id of its own", line=note.line)


def _note(node: Node, article: str, reading: Reading) -> Note | None:
    if not isinstance(node, Mapping):
        hint = "begin every note with a hyphen and a space: - id: n-1"
        reading.wrong(error(reading.path, "no-keys", "this is not a note", hint, **at(node)))
        return None
    values = schema.fields(node, SCHEMA, reading)
    values |= values.pop("target", {})
    verdict = values.pop("verdict", {})
    values |= {"verdict": verdict.get("label", ""), "evidence": verdict.get("evidence", ())}
    if "exact" not in values and values.get("target", "body") == "body" and _has(node, "target"):
        message = "the target says no words"
        hint = 'write target: {exact: "…"}, or {in: title} for the whole title'
        reading.wrong(error(reading.path, "no-target", message, hint, **at(node)))
    made = "n-" + digest((article, values.get("exact", ""), values.get("text", "")))[:6]
    return Note(**{"id": made, "kind": "comment", **values}, article=article, path=reading.path, line=node.line)


def _has(node: Mapping, key: str) -> bool:
    return any(k.text == key for k, _ in node.entries)


def check_notes(notes: Iterable[Note]) -> Problems:
    """Errors for a note id that two files about one article use."""
    seen: dict[tuple[str, str], Note] = {}
    problems = []
    for note in sorted(notes, key=lambda n: (n.path, n.line)):
        first = seen.setdefault((note.article, note.id), note)
        if first is not note and first.path != note.path:
            problems.append(_twice(note, first))
    return in_order(problems)
