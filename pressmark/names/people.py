"""NAMES: the parts of a person's name, and which names may be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pressmark.names.lists import given_names
from pressmark.names.titles import split_title
from pressmark.text import folded

SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "md", "phd", "esq", "qc", "kc"])
PARTICLES = frozenset(
    "de da do dos du del della di des der den van von zu zur af av ten ter la le el al "
    "bin ibn bint abu ben ap st. y e es".split()
)
# Written so at a sentence's start, and not known as given names.
_CAPITAL_PARTICLES = frozenset(["Von", "De", "Du", "Le", "Bin", "Dos", "Da", "Del", "Della"])
_SPLIT = re.compile(r"[\s,]+")
_INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")
_REMEMBERED = 4096  # names that are taken apart again and again while one text is read


@dataclass(frozen=True, slots=True)
class NameParts:
    """A person's name in parts; `surname` keeps its particles ("van der Berg"), all may be ""."""

    given: str = ""
    middle: str = ""
    surname: str = ""
    suffix: str = ""
    title: str = ""


def is_given(word: str) -> bool:
    """Whether the word is a known given name ("Ana", "Jean-Paul")."""
    known = given_names()
    return word in known or ("-" in word and word.split("-")[0] in known)


def is_initial(word: str) -> bool:
    """Whether the word is a letter or two standing for names: "J.", "J", "J.R."."""
    return _INITIAL.fullmatch(word) is not None


@lru_cache(_REMEMBERED)
def name_parts(name: str) -> NameParts:
    """The parts of a person's name. A single word is the surname."""
    title, rest = split_title(name)
    words = [word for word in _SPLIT.split(rest) if word]
    suffix: list[str] = []
    while len(words) > 1 and words[-1].replace(".", "").lower() in SUFFIXES:
        suffix.insert(0, words.pop())
    if len(words) < 2:
        return NameParts(surname=" ".join(words), suffix=" ".join(suffix), title=title)
    start = 0 if words[0] in _CAPITAL_PARTICLES else len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    if not start:
        return NameParts("", "", " ".join(words), " ".join(suffix), title)
    return NameParts(words[0], " ".join(words[1:start]), " ".join(words[start:]), " ".join(suffix), title)


@lru_cache(_REMEMBERED)
def same_person_key(name: str) -> str:
    """What all full forms of a person's name share: the folded name without title, middle initials and suffix.
    Written middle names stay: they tell people apart."""
    parts = name_parts(name)
    middle = [word for word in parts.middle.split() if not is_initial(word)]
    return folded(" ".join([parts.given, *middle, parts.surname]))


def is_short_for(short: str, full: str) -> bool:
    """Whether the one name is the other person's surname, given name alone, or the same name with fewer parts."""
    one, other = name_parts(short), name_parts(full)
    if not other.given:
        return folded(one.surname) == folded(other.surname)
    if one.given:
        return same_person_key(short) == same_person_key(full)
    return folded(one.surname) in (folded(other.surname), folded(other.surname.split()[-1]))
