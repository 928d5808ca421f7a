"""NAMES: those that stand only outside an article's running text: in its title, its summary and its captions.

There a name is less sure than in running text: headlines have capitals everywhere, and captions say whose picture it
is. So only what the words themselves tell is taken, and no photographer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pressmark.annotation import Name

_TELLING = frozenset(["given name", "title", "known place", "known organization", "head word", "known event"])
# Whose picture it is: "(Harbor Wire/Ana Sol)", "Photo: Ana Sol", "Photograph by Ana Sol", "Ana Sol/Harbor Images".
_IN_BRACKETS = re.compile(
    r"[(\[][^()\[\]]*(?:/|\b(?:photos?|via|courtesy|credit|images?|handout|picture)\b)[^()\[\]]*[)\]]", re.I
)
_BEHIND = re.compile(
    r"(?:\b(?:photo(?:s|graph|graphs|graphy|grapher)?|picture|image|illustration|video|credit|courtesy)\b\s*"
    r"(?:by\b|of\b|courtesy\b|:|credit\b|/|©)|©|\bvia\s+[A-Z]|\bprovided by\b|\bmade available by\b).*",
    re.I | re.S,
)
_SLASHED = re.compile(r"(?:(?<=^)|(?<=[.!?”\"’)]\s)|(?<=\s[-–—|]\s))[^.!?\n/]{0,80}\w\s?/\s?[A-Z][^.!?\n]{0,60}\.?\s*$")


def without_credit(text: str) -> str:
    """A caption without the words that say whose picture it is."""
    return _SLASHED.sub("", _BEHIND.sub("", _IN_BRACKETS.sub("", text))).strip()


def beside_text(title: str, others: Iterable[str]) -> str:
    """The title and the other texts outside the running text, without credits, a paragraph each."""
    return "\n\n".join(text for text in (title.strip(), *map(without_credit, others)) if text)


def with_sure(names: tuple[Name, ...], end: int) -> tuple[Name, ...]:
    """The names up to an offset, and of those behind it the ones that their own words tell."""
    return tuple(name for name in names if name.start < end or _sure(name))


def _sure(name: Name) -> bool:
    if name.kind == "place" and name.name.endswith("."):
        return False  # "Colo." goes with a town
    return name.how in _TELLING and (name.kind != "person" or " " in name.name) and name.kind != "work"
