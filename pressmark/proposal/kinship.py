"""INGEST: what a new capture is to an article the archive holds: another capture of it, a copy of it, or neither.

The same address, or the same headline over mostly the same words in the same outlet, is the same article. Mostly the
same words in another outlet are a copy; which of the two came first is said only if a credit or two dates tell it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pressmark.dates import Date, later
from pressmark.draft import Draft
from pressmark.labels import OutletHint
from pressmark.proposal.agencies import bylined_agency
from pressmark.proposal.likeness import alike, shared
from pressmark.text import folded

Kin = Literal["version", "copy", "original", "alike", ""]

# "Most" of the words: more than half of the shorter text's, for a headline that is the same too.
SAME_TITLE = 0.5
# Without that a text must be nearly the whole of the other: two reports on one speech share a third of their words.
COPIED = 0.6
# Texts with fewer grams than this share them by accident: a notice, a list of names.
LEAST_GRAMS = 40
# Below the head of a text a credit is looked for only in the words of these blocks.
_CREDITS = ("byline", "dateline", "credit", "contributors", "kicker", "legal", "furniture")
_FROM = r"\b(?:from|courtesy of|copyright(?: \d{4})?|©(?: \d{4})?|distributed by|published (?:by|in)|appeared in|for)"
_OPENING = 160  # characters of the text in which a dateline names an agency


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of a capture or an article; `outlet` is an id or a plain name, "" if unknown."""

    id: str
    title: str
    outlet: str
    date: Date
    grams: frozenset[int]
    url_key: str = ""
    credits: tuple[str, ...] = ()  # words in which an agency may be credited


@dataclass(frozen=True, slots=True)
class Kinship:
    """`kind` says what the new capture is: another "version" of the article, a "copy" of it, its "original", "alike"
    without a direction, or "" nothing. `evidence` is for people."""

    kind: Kin
    evidence: str = ""


def credits_of(draft: Draft) -> tuple[str, ...]:
    """The words of a capture in which an agency may be credited: bylines and the like, and where its text begins."""
    lines = [b.block.text for b in draft.blocks if b.label in _CREDITS and len(b.block.text) <= 300]
    return (*lines, draft.body[:_OPENING], draft.body[-_OPENING:])


def _names(outlet: str, hints: tuple[OutletHint, ...]) -> tuple[str, ...]:
    """The names of an outlet that a credit may give, longest first."""
    known = next((h for h in hints if outlet in (h.id, h.name)), None)
    names = {known.name, *known.aliases} if known else {outlet}
    return tuple(sorted((n for n in names if len(n) > 2 and not n[:1].islower()), key=lambda n: (-len(n), n)))


def credit(told: Told, outlet: str, hints: tuple[OutletHint, ...]) -> str:
    """The words with which a text credits an outlet: "By Seaboard Wire", "(Seaboard Wire)"; "" if it does not."""
    for name in _names(outlet, hints) if outlet else ():
        bare = re.escape(name.removeprefix("The ").removeprefix("the "))
        pattern = re.compile(
            rf"(?:\bby\s+(?:the\s+)?{bare}|\(\s*(?:the\s+)?{bare}\s*\)|^(?:the\s+)?{bare}\s*$|"
            rf"{_FROM}\s+(?:the\s+)?{bare})(?!\w)",
            re.I,
        )
        for words in told.credits:
            if found := pattern.search(words):
                return found[0].strip()
    return ""


def agency_credit(told: Told, hints: tuple[OutletHint, ...]) -> tuple[str, str]:
    """The agency that a byline names, folded, and the byline's words; "" twice where none is, or it is the article's
    own outlet. An agency behind a writer's name counts as a credit only where the outlet is another."""
    own = {folded(name).removeprefix("the ") for name in _names(told.outlet, hints)} if told.outlet else set()
    for line in told.credits:
        found = bylined_agency(line)
        name = folded(found.name) if found is not None else ""
        if found is not None and told.outlet and not any(name in one or one in name for one in own):
            return name, found.words
    return "", ""


def bears_agency(told: Told, agency: str, hints: tuple[OutletHint, ...]) -> bool:
    """Whether an article is an agency's own: its outlet bears that name, or is unknown and the byline gives the agency
    behind a writer."""
    if told.outlet:
        return agency in {folded(name).removeprefix("the ") for name in _names(told.outlet, hints)}
    found = (bylined_agency(line) for line in told.credits)
    return any(one is not None and not one.alone and folded(one.name) == agency for one in found)


def _credit(one: Told, other: Told, hints: tuple[OutletHint, ...]) -> str:
    """The words with which an article credits the outlet of another, or the agency whose the other is."""
    words = credit(one, other.outlet, hints)
    if words:
        return words
    agency, words = agency_credit(one, hints)
    return words if agency and bears_agency(other, agency, hints) else ""


def kinship(new: Told, held: Told, hints: tuple[OutletHint, ...]) -> Kinship:
    """What a new capture is to an article that is held."""
    share, whole = shared(new.grams, held.grams), alike(new.grams, held.grams)
    percent = f"{int(100 * share)}% of its words in the order of {held.id}"
    same_outlet = not new.outlet or not held.outlet or new.outlet == held.outlet
    if new.url_key and new.url_key == held.url_key:
        return Kinship("version", "the same address")
    if new.title and folded(new.title) == folded(held.title) and share > SAME_TITLE and same_outlet:
        return Kinship("version", f"the same headline, and {percent}")
    if share < COPIED or whole < COPIED / 2 or min(len(new.grams), len(held.grams)) < LEAST_GRAMS:
        return Kinship("")
    if new.outlet and new.outlet == held.outlet:
        return Kinship("alike", percent)
    ours, theirs = _credit(new, held, hints), _credit(held, new, hints)
    if bool(ours) != bool(theirs):
        if ours:
            return Kinship("copy", f"{percent}; it says “{ours}”")
        return Kinship("original", f"{percent}; that article says “{theirs}”")
    if not ours and new.outlet and held.outlet:
        if later(new.date, held.date):
            return Kinship("copy", f"{percent}; dated {new.date.text}, and {held.id} {held.date.text}")
        if later(held.date, new.date):
            return Kinship("original", f"{percent}; dated {new.date.text}, and {held.id} {held.date.text}")
    return Kinship("alike", percent)
