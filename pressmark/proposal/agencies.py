"""INGEST: the news agency that a byline names, alone or behind its writer, though no outlet of that name is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmark.names.people import is_given
from pressmark.segment.bylines import by_within, names_someone
from pressmark.segment.head_words import AGENCY, ROLES, words_of
from pressmark.text import folded

_PARTS = re.compile(r"\s*(?:,|/|\(|\)|;|\bof\b|\bfor\b)\s*")
# Words of those who are no agency: the outlet's own people, and what its writers are called.
_OWN = re.compile(
    rf"(?:{words_of(ROLES)}|staff|desks?|team|newsroom|officer|chief|head|redaktion\w*|redaccion|redazione|redaction|"
    r"redacao|redactie|redakcja|our)"
)
_PLAIN = frozenset("the news wire wires press service services agency agencies".split())  # alone they name none
_NAMED = re.compile(r"(?:[^\W\d_a-z][\w.&’'-]*)(?:\s+(?:of|de|la|the|[^\W\d_a-z][\w.&’'-]*)){0,4}")


@dataclass(frozen=True, slots=True)
class Bylined:
    """An agency in a byline: its name, the byline's words that give it, and whether no writer stands before it."""

    name: str
    words: str
    alone: bool


def bylined_agency(line: str) -> Bylined | None:
    """The agency that a line names behind its "by", None for a person, a desk or no byline."""
    rest = by_within(line).strip(" .:")
    parts = [part.strip(" .:") for part in _PARTS.split(rest)]
    parts = [part for part in parts if part]
    if not parts or len(line) > 200:
        return None
    name = parts[-1].removeprefix("the ").removeprefix("The ")
    if not _is_agency(name) or (len(parts) > 1 and not names_someone(", ".join(parts[:-1]))):
        return None
    by = line[: line.find(rest)].split()[-1:]
    return Bylined(name, " ".join([*by, rest]), len(parts) == 1)


def _is_agency(name: str) -> bool:
    words = folded(name).split()
    if not words or not AGENCY.fullmatch(name) or any(map(_OWN.fullmatch, words)) or _PLAIN.issuperset(words):
        return False
    known = len(words) == 1
    return known or (_NAMED.fullmatch(name) is not None and not is_given(name.split()[0]))
