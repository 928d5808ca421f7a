"""NAMES: the entities that an article's names propose for its head: the fullest form of each, once."""

from __future__ import annotations

from functools import lru_cache

from pressmark.annotation import KINDS, Name
from pressmark.names.lists import places
from pressmark.names.organizations import acronym_of, long_form
from pressmark.names.people import is_short_for, name_parts
from pressmark.text import folded


def proposed_entities(text: str, names: tuple[Name, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each kind the names to propose, in order of first appearance; kinds without any are left out. Shorter forms
    fold into the fullest of the article; a person known by title and surname alone keeps the title ("Mr. Sol")."""
    proposals = []
    for kind in KINDS:
        forms = _forms(tuple(name for name in names if name.kind == kind), kind)
        if forms:
            proposals.append((kind, forms))
    return tuple(proposals)


def _forms(names: tuple[Name, ...], kind: str) -> tuple[str, ...]:
    groups: list[list[Name]] = []
    homes: dict[str, list[Name]] = {}  # equal names go to one group: its first member never changes
    ordered = sorted(names, key=lambda name: (-len(name.name.split()), name.start))
    for name in ordered:
        home = homes.get(name.name) or next((group for group in groups if _folds(name, group[0], kind)), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(name)
        homes[name.name] = home
    groups.sort(key=lambda group: min(name.start for name in group))
    shown = (_shown(group, kind) for group in groups)
    return tuple(dict.fromkeys(form for form in shown if form))


def _folds(name: Name, fuller: Name, kind: str) -> bool:
    (short, flat), (full, whole) = _plain(name.name), _plain(fuller.name)
    if flat == whole:
        return True
    if kind == "person":
        if " " not in short and flat not in whole:
            return False  # without taking them apart
        given = " " not in short and flat == folded(name_parts(full).given)
        return given or is_short_for(short, full)
    if kind == "organization":
        return acronym_of(full, short) or whole.endswith(" " + flat)
    if kind == "place":
        long = long_form(short) or long_form(short.replace(".", ""))
        return full == short.replace(".", "") or (bool(long) and long in (full, long_form(full)))
    return False


@lru_cache(1024)  # the names of one text are compared again and again
def _plain(name: str) -> tuple[str, str]:
    """A name without its article, as it is and folded."""
    plain = name.removeprefix("The ").removeprefix("the ")
    return plain, folded(plain)


def _shown(group: list[Name], kind: str) -> str:
    """The fullest form of one entity; of equal ones the first that is not shouted."""
    longest = len(group[0].name.split())
    best = next(
        (name for name in group if len(name.name.split()) == longest and not is_shouted(name.name, kind)), group[0]
    )
    shown = " ".join(word.capitalize() for word in best.name.split()) if is_shouted(best.name, kind) else best.name
    if kind == "person" and " " not in shown:
        title = next((name.title for name in group if name.title), "")
        return f"{title} {shown}" if title else shown
    return shown


def is_shouted(name: str, kind: str) -> bool:
    """Whether a name is written in capitals as headlines and datelines are, and is no acronym: "LOS ANGELES"."""
    words = name.split()
    known = " ".join(word.capitalize() for word in words) in places() or (kind == "place" and len(name) > 4)
    return name.isupper() and "." not in name and (len(words) > 1 or known) and not long_form(name)
