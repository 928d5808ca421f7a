"""BUILD: kinds of values that only the files of things have, as `schema` has the common ones."""

from __future__ import annotations

import re
from typing import Any

from pressmark import schema
from pressmark.nodes import Node, Scalar, Sequence
from pressmark.problems import Problem, error
from pressmark.schema import UNKNOWN, Reading, at

_MEDIA_TOPIC = re.compile(r"medtop:\d{8}")
_WEIGHT = re.compile(r"[+-]?[1-9]\d?")


def near(node: Node, reading: Reading) -> Any:
    """One [word, word, distance], or a list of them, as a tuple of triples."""
    if type(node) is not Sequence:
        return reading.wrong(_bad_near(node, reading))
    if any(type(item) is Scalar for item in node.items):
        triples = [_triple(node, reading)]
    else:
        triples = [_triple(item, reading) for item in node.items]
    return tuple(triple for triple in triples if triple is not UNKNOWN)


def _triple(node: Node, reading: Reading) -> Any:
    if type(node) is not Sequence or len(node.items) != 3:
        return reading.wrong(_bad_near(node, reading))
    kinds = (schema.text, schema.text, schema.whole(1, 100))
    values = tuple(kind(item, reading) for kind, item in zip(kinds, node.items, strict=True))
    return UNKNOWN if UNKNOWN in values else values


def _bad_near(node: Node, reading: Reading) -> Problem:
    message = "near takes two words and how many words may lie between them"
    return error(reading.path, "bad-near", message, "write near: [bridge, vote, 5]", **at(node))


def entity_or_none(node: Node, reading: Reading) -> Any:
    """An entity's id; "none" says that there is none."""
    value = schema.identifier(node, reading)
    return None if value == "none" else value


def same_as(node: Node, reading: Reading) -> Any:
    """An identifier elsewhere: a plain word, a code of the IPTC's ("medtop:20000349"), or a web address."""
    value = schema.text(node, reading)
    plain = value is UNKNOWN or ":" not in value or _MEDIA_TOPIC.fullmatch(value)
    return value if plain else schema.url(node, reading)


def weight(node: Node, reading: Reading) -> Any:
    """How much a word says of a topic: a whole number, below zero where it speaks against it."""
    value = schema.text(node, reading)
    if value is UNKNOWN or _WEIGHT.fullmatch(value):
        return value if value is UNKNOWN else int(value)
    message = f'"{value}" is not such a number'
    hint = "write a whole number from -99 to 99"
    return reading.wrong(error(reading.path, "bad-number", message, hint, **at(node)))
