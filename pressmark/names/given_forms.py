"""NAMES: which given names are forms of one another ("Jim", "James"), which full names may so be one person's, and whom
a title fits."""

from __future__ import annotations

from functools import cache

from pressmark.names.lists import list_lines, pronoun_of, unaccented
from pressmark.names.people import is_initial, name_parts
from pressmark.text import folded

# Forms of address that men or women alone bear.
_ADDRESSED = {
    **dict.fromkeys(["mr", "sir", "lord", "king", "prince", "father", "congressman"], "he"),
    **dict.fromkeys(["mrs", "ms", "miss", "lady", "dame", "queen", "princess", "sister", "congresswoman"], "she"),
}


@cache
def _families() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(list_lines("given_forms.txt")):
        for name in line.split():
            found.setdefault(folded(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def _short_of() -> dict[str, frozenset[str]]:
    lines = ([folded(name) for name in line.split()] for line in list_lines("given_forms.txt"))
    return {full: frozenset(shorts) for full, *shorts in lines}


def is_form_of(short: str, full: str) -> bool:
    """Whether the one given name is a form of the other, which is the full one."""
    return folded(short) in _short_of().get(folded(full), ())


def are_forms(one: str, other: str) -> bool:
    """Whether two unequal given names are forms of one: either is the full form of the other, or both are short for
    the same."""
    mine, others = _families().get(folded(one), frozenset()), _families().get(folded(other), frozenset())
    return folded(one) != folded(other) and bool(mine & others)


def same_given(one: str, other: str) -> bool:
    """Whether two full names may be one person's under two forms of the given name: the surname is equal, and no
    middle initials or endings stand against each other."""
    first, second = name_parts(one), name_parts(other)
    if not first.given or not second.given or folded(first.surname) != folded(second.surname):
        return False
    if first.suffix.lower().strip(".") != second.suffix.lower().strip("."):
        return False
    letters = [folded(part.middle)[:1] for part in (first, second) if part.middle]
    return are_forms(first.given, second.given) and len(set(letters)) < 2


def fuller_given(one: str, other: str) -> bool:
    """Whether two full names of one surname may be one person's because one of them says less: it has no middle name,
    or an initial for the given name."""
    first, second = name_parts(one), name_parts(other)
    if not first.given or not second.given or folded(first.surname) != folded(second.surname):
        return False
    if first.suffix.lower().strip(".") != second.suffix.lower().strip("."):
        return False
    if folded(first.given) == folded(second.given):
        return bool(first.middle) != bool(second.middle)
    short = [part for part in (first, second) if is_initial(part.given)]
    letters = {folded(part.given)[:1] for part in (first, second)}
    middles = {folded(part.middle)[:1] for part in (first, second) if part.middle}
    return len(short) == 1 and len(letters) == 1 and len(middles) < 2


def addressed_as(title: str) -> str:
    """Whether a title is a man's or a woman's: "he", "she", "" for neither."""
    words = title.lower().replace(".", "").split()
    return next((said for word in words if (said := _ADDRESSED.get(word))), "")


def pronoun(name: str) -> str:
    """Whether nearly always men or women bear a full name's given name: "he", "she", "" where that is not known."""
    parts = name_parts(name)
    if not parts.given:
        return addressed_as(parts.title)
    if is_initial(parts.given):
        return ""
    return pronoun_of().get(parts.given) or pronoun_of().get(unaccented(parts.given), "")


def may_be_addressed(title: str, name: str) -> bool:
    """Whether a title fits whom a full name is of: "Ms." is not said of James Sol."""
    said, known = addressed_as(title), pronoun(name)
    return not said or not known or said == known
