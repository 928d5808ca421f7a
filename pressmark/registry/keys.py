"""REGISTRY: what two spellings of one name share, so that articles are joined under it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pressmark.names.organizations import is_acronym, is_company_form, long_form
from pressmark.names.people import is_initial, name_parts, same_person_key
from pressmark.names.titles import split_title
from pressmark.text import folded, squeezed

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_NOT_WORD = re.compile(r"[^\w\s&+]+")
_POSSESSIVE = re.compile(r"['’]s?$")

# Names repeat in thousands of heads; reading one takes ten times as long as looking it up.
_remembered = lru_cache(maxsize=1 << 16)


@_remembered
def plain_name(text: str, kind: str) -> str:
    """A name as a head holds it, without outer white space, a possessive ending, or a person's title."""
    name = _POSSESSIVE.sub("", squeezed(text)) if not text.strip().endswith(("s'", "s’")) else squeezed(text)
    if kind != "person":
        return name
    parts = name_parts(name)
    return split_title(name)[1] if parts.given else name


@_remembered
def name_key(name: str, kind: str) -> str:
    """What all full spellings of a name share: no case, accents, marks, leading "The", titles or middle initials;
    a place's known short form is its long one ("U.S.", "United States")."""
    if kind == "person":
        return _person_key(name)
    plain = _DOTTED.sub(lambda m: m[0].replace(".", ""), name)
    if kind == "place":
        plain = long_form(name) or long_form(plain) or plain
    words = _NOT_WORD.sub(" ", folded(plain).replace("'s ", "s ").replace("'", "")).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if kind == "organization" and len(words) > 1 and is_company_form(name.split()[-1]):
        words = words[:-1]
    return " ".join(words)


def _person_key(name: str) -> str:
    parts = name_parts(name)
    if not is_initial(parts.given):
        return same_person_key(name) if parts.given else folded(name)
    # "J.K. Marsh" and "J. K. Marsh": letters that stand for a given name are not dropped as middle initials are.
    letters = [word for word in parts.middle.split() if is_initial(word)]
    rest = [word for word in parts.middle.split() if not is_initial(word)]
    first = "".join([parts.given, *letters]).replace(".", "")
    return folded(" ".join([first, *rest, parts.surname]))


@_remembered
def initials(name: str) -> str:
    """The middle initials of a person's name, folded: "J. R. Sol" has none, "Ana B. Sol" has "b"."""
    return "".join(folded(word).replace(".", "") for word in name_parts(name).middle.split() if is_initial(word))


def conflicting(names: Iterable[str]) -> frozenset[str]:
    """The keys under which people with different middle initials stand, so that the initials must tell them apart."""
    seen: dict[str, set[str]] = {}
    for name in names:
        letters = initials(name)
        if letters:
            seen.setdefault(same_person_key(name), set()).add(letters[0])
    return frozenset(key for key, letters in seen.items() if len(letters) > 1)


@_remembered
def surname_key(name: str) -> str:
    """The folded surname of a person's full name; "" for a name of one word."""
    parts = name_parts(name)
    return folded(parts.surname) if parts.given else ""


def is_short(name: str) -> bool:
    """Whether an organization's or place's name is an acronym: "NATO", "U.S."."""
    return is_acronym(name)
