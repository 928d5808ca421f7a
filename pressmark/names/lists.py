"""NAMES: the package's own lists of words, read once. Each file in lists/ says where it comes from."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

_MARKS = {0x300 + n: None for n in range(0x70)}


@cache
def list_lines(name: str) -> tuple[str, ...]:
    """The lines of one list without comments and empty lines, in order."""
    text = files("pressmark.names").joinpath("lists", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def list_section(name: str, section: str = "") -> tuple[str, ...]:
    """The lines of one section ("== section") of a list; "" is what stands before the first."""
    current, found = "", []
    for line in list_lines(name):
        if line.startswith("== "):
            current = line[3:]
        elif current == section:
            found.append(line)
    return tuple(found)


@cache
def list_words(name: str, section: str = "") -> frozenset[str]:
    """All words of one section of a list, whichever way they are spread over its lines."""
    return frozenset(word for line in list_section(name, section) for word in line.split())


def unaccented(text: str) -> str:
    """The text with its accents and cedillas left off."""
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_MARKS)


def _with_plain(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(names) | frozenset(map(unaccented, names))


@cache
def given_names() -> frozenset[str]:
    return _with_plain(list_section("given_names.txt"))


@cache
def pronoun_of() -> dict[str, str]:
    """Given names that nearly always men or nearly always women bear, each with "he" or "she"."""
    return {name: pronoun for pronoun in ("he", "she") for name in list_words("gendered_names.txt", pronoun)}


@cache
def surnames() -> frozenset[str]:
    return _with_plain(list_section("surnames.txt"))


@cache
def common_words() -> dict[str, int]:
    """Common English words in lower case, and how many are more frequent."""
    return {word: rank for rank, word in enumerate(list_section("words.txt"))}


@cache
def demonyms() -> frozenset[str]:
    return list_words("demonyms.txt")


@cache
def stop_words() -> frozenset[str]:
    return list_words("stop_words.txt")


@cache
def places() -> dict[str, str]:
    """Names of places, each with how it is known: "territory", "city" or "town"."""
    known = dict.fromkeys(_with_plain(list_section("cities.txt", "small")), "town")
    known.update(dict.fromkeys(_with_plain(list_section("cities.txt")), "city"))
    for line in (*list_section("territories.txt"), *list_section("places.txt")):
        name = line.partition("\t")[0]
        if name in organizations():  # the United Nations have a code as states have
            continue
        known[name] = known[unaccented(name)] = "territory"
    known.update({name.replace("St. ", "St ", 1): how for name, how in known.items() if name.startswith("St. ")})
    return known


@cache
def territory_ids() -> dict[str, str]:
    """The Wikidata ids of territories that no other place shares its name with."""
    pairs = (line.partition("\t") for line in list_section("territories.txt"))
    return {name: wikidata for name, _, wikidata in pairs if wikidata}


@cache
def short_places() -> dict[str, str]:
    """Short names of places, each with its long form."""
    pairs = (line.partition("\t") for line in list_section("places.txt"))
    return {short: long for short, _, long in pairs if long}


@cache
def organizations() -> dict[str, str]:
    """Names of widely known organizations, each with the long form of an acronym or ""."""
    pairs = [line.partition("\t") for line in list_section("organizations.txt")]
    known = {short: long for short, _, long in pairs}
    known.update((long, "") for _, _, long in pairs if long)
    for name in list_section("companies.txt"):
        known.setdefault(name, "")
    return known


@cache
def teams() -> frozenset[str]:
    return list_words("teams.txt")
