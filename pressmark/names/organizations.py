"""NAMES: what makes a name an organization's, and which acronym is whose."""

from __future__ import annotations

import re
from functools import cache

from pressmark.names.lists import list_words, organizations, short_places
from pressmark.text import folded

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset("of the for and a an in on to at de du des der di la le von & y".split())


@cache
def _words(section: str) -> frozenset[str]:
    return list_words("organization_words.txt", section)


def ends_organization(word: str) -> bool:
    """Whether a name that ends so is an organization's: "Council", "Inc."."""
    return word in _words("last") or word in _words("forms")


def is_company_form(word: str) -> bool:
    """Whether the word is a company's legal form: "Inc.", "GmbH"."""
    return word in _words("forms")


def heads_organization(word: str) -> bool:
    """Whether the word and "of" or "for" begin the rest of an organization's name: "Ministry", "Center"."""
    return word in _words("headed")


def leads_organization(word: str) -> bool:
    """Whether a name that begins so is an organization's: "Banco", "Grupo"."""
    return word in _words("led")


def is_press_word(word: str) -> bool:
    """Whether a newspaper's name may end so, which keeps its article: "The Harbor Ledger"."""
    return word in _words("press")


def is_acronym(word: str) -> bool:
    """Whether the word is written as an acronym: two to seven capitals, with or without full stops, digits after."""
    plain = word.replace(".", "").replace("&", "")
    return 2 <= len(plain) <= 7 and plain.isupper() and plain[0].isalpha()


def long_form(short: str) -> str:
    """What a widely known acronym or short form stands for ("U.S." is "United States"), or ""."""
    return organizations().get(short, "") or short_places().get(short, "")


@cache
def _short_forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for short, long in sorted((short_places() | organizations()).items()):
        if long and (is_acronym(short) or "." not in short):  # "Miss." is a form of address too
            found.setdefault(folded(long), []).append(short)
    return {long: tuple(shorts) for long, shorts in found.items()}


def short_forms(long: str) -> tuple[str, ...]:
    """The widely known acronyms and short forms of a name ("United States": "U.S.", "US" and more), sorted."""
    return _short_forms().get(folded(long), ())


def initials(long: str) -> frozenset[str]:
    """The acronyms that a name's first letters make, in lower case: small words counted or not, parts of compounds or
    not. None for a single word."""
    words = _WORD.findall(folded(long))
    if len(words) < 2:
        return frozenset()
    parts = [part for part in re.split(r"[\W_]+", folded(long)) if part]
    made = (words, [w for w in words if w not in _SMALL], [p for p in parts if p not in _SMALL])
    return frozenset("".join(word[0] for word in some) for some in made if len(some) > 1)


def acronym_letters(short: str) -> str:
    """An acronym's letters as `initials` writes them."""
    return folded(short).replace(".", "").replace("&", "")


def acronym_of(long: str, short: str) -> bool:
    """Whether `short` ("NATO", "F.B.I.") abbreviates `long`: by its first letters, or by the list of known ones."""
    if not is_acronym(short) or " " not in long.strip():
        return False
    return acronym_letters(short) in initials(long) or folded(organizations().get(short, "")) == folded(long)
