"""NAMES: one kind for one name in a text, and what a full name says of its short forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from operator import add
from types import MappingProxyType

from pressmark.annotation import Name
from pressmark.names.evidence import (
    KINDS,
    ORGANIZATION,
    PERSON,
    PLACE,
    context_words,
    evidence_around,
    is_sports,
    own_evidence,
)
from pressmark.names.kind_votes import votes
from pressmark.names.lists import places
from pressmark.names.organizations import acronym_letters, initials, is_company_form, long_form
from pressmark.names.people import SUFFIXES
from pressmark.names.runs import Draft, is_common
from pressmark.names.tokens import Tokens
from pressmark.text import folded

_NOBODY: Mapping[str, list[float]] = MappingProxyType({})
_ENOUGH = 0.6  # below this nothing is sure enough to be a name
_FIRM = 2.5  # what "Northwind Mills Inc." says of "Northwind" and "Northwind Mills"
_TOWN = 1.0  # what "Northfield Borough Council" says of "Northfield"
_NO_FULL_NAME = 0.7  # news gives a person's full name or a title first, so a lone word is less likely a person


def decided(found: Tokens, drafts: list[Draft], others: Mapping[str, list[float]] = _NOBODY) -> tuple[Name, ...]:
    """The drafts that are names, each with the kind that most of the text says it has. `others` are votes of somebody
    else, by `name_key`, for each of KINDS."""
    keys = [name_key(found, draft) for draft in drafts]
    teams = is_sports(found)
    sums, sturdy = by_rules(found, keys, drafts, teams)
    if not teams:  # what the weights were fitted to tells nothing of towns that are teams
        votes(found, keys, drafts, sums, sturdy)
    for key, more in others.items():
        sums[key] = list(map(add, sums[key], more))
    names = []
    for key, draft in zip(keys, drafts, strict=True):
        score = sums[key]
        most = max(score)
        if most < _ENOUGH or (draft.weak and key not in sturdy):
            continue
        best = score.index(most)
        kind = KINDS[best]
        if kind == KINDS[ORGANIZATION] and not teams and is_territory(" ".join(found.words[draft.first : draft.last])):
            kind = "place"  # a country acts as governments do and is one entity all the same; its team is not
        names.append(_name(found, draft, kind))
    return tuple(names)


def by_rules(
    found: Tokens, keys: list[str], drafts: list[Draft], sports: bool
) -> tuple[dict[str, list[float]], set[str]]:
    """For each name how much the rules say for each kind, and the names that are more than a sentence's first word;
    `sports` as `is_sports` says."""
    sums = _sums(found, keys, drafts, sports)
    sturdy = {key for key, draft in zip(keys, drafts, strict=True) if not draft.weak}
    _add_short_forms(sums, sturdy)
    return sums, sturdy


def is_territory(name: str) -> bool:
    """Whether a name, or what it is short for, is that of a country or another territory."""
    known = places()
    return "territory" in (known.get(name), known.get(long_form(name)), known.get(long_form(name.replace(".", ""))))


def _sums(found: Tokens, keys: list[str], drafts: list[Draft], sports: bool) -> dict[str, list[float]]:
    """What speaks for each kind of each name: its own words once, its neighbours at every mention."""
    own: dict[str, list[float]] = {}
    around: dict[str, list[float]] = {}
    for key, draft in zip(keys, drafts, strict=True):
        score = own_evidence(found, draft)
        own[key] = list(map(max, own[key], score)) if key in own else score
        score = evidence_around(found, draft, sports)
        around[key] = list(map(add, around[key], score)) if key in around else score
    return {key: list(map(add, score, around[key])) for key, score in own.items()}


def name_key(found: Tokens, draft: Draft) -> str:
    """What all drafts of one name in a text share."""
    words = found.words[draft.first : draft.last]
    if len(words) == 1 and words[0].isupper() and is_common(words[0]) and not found.shouted[draft.first]:
        return words[0]  # "US" is not "us"
    return folded(" ".join(words[1:] if words[0] == "The" and len(words) > 1 else words))


def _add_short_forms(sums: dict[str, list[float]], sturdy: set[str]) -> None:
    """Surnames, given names, acronyms and last words of the full names of the text get their kind."""
    short: dict[str, list[float]] = defaultdict(lambda: [0.0] * 5)
    acronyms: dict[str, list[str]] = defaultdict(list)
    for key in sums:
        if len(key) < 15 and " " not in key:
            acronyms[acronym_letters(key)].append(key)
    for key, score in sums.items():
        words = key.replace(",", " ").split()
        if len(words) < 2:
            continue
        most = max(score)
        if most < _ENOUGH:
            continue
        best = score.index(most)
        while len(words) > 2 and words[-1].replace(".", "") in SUFFIXES:
            words.pop()
        if best == PERSON:
            short[words[-1]][PERSON] = 4.0
            short[words[0]][PERSON] = max(1.0, short[words[0]][PERSON])
        elif best == ORGANIZATION:
            short[words[-1]][ORGANIZATION] = max(1.0, short[words[-1]][ORGANIZATION])
            firm = is_company_form(words[-1].capitalize())
            if words[1] in context_words("of a place"):
                short[words[0]][PLACE] = _TOWN
            else:
                short[words[0]][ORGANIZATION] = max(_FIRM if firm else 0.6, short[words[0]][ORGANIZATION])
            if firm and len(words) > 2:
                short[" ".join(words[:2])][ORGANIZATION] = _FIRM
            for letters in initials(key):
                for acronym in acronyms.get(letters, ()):
                    short[acronym][ORGANIZATION] = 4.0
    for key, score in sums.items():
        if " " not in key and score[PERSON] < 4 and (key not in short or short[key][PERSON] < 1):
            score[PERSON] -= _NO_FULL_NAME
    for key, extra in short.items():
        if key in sums:
            for index, value in enumerate(extra):
                sums[key][index] += value
            if extra[PERSON] >= 4 or extra[ORGANIZATION] >= _FIRM:
                sturdy.add(key)


def _name(found: Tokens, draft: Draft, kind: str) -> Name:
    start, end = found.starts[draft.lead], found.end(draft.last - 1)
    name = found.between(draft.first, draft.last)
    return Name(
        start, end, found.text[start:end], kind, " ".join(name.split()), " ".join(draft.title.split()), draft.how
    )
