"""REGISTRY: which named person of a document a bare description means: "Climber" in a headline, "Coach" behind a name.

Only for mentions that somebody marked: in running text a description is no mention (see annotators/mentions).
"""

from __future__ import annotations

from functools import cache

from pressmark.names.given_forms import pronoun
from pressmark.names.lists import (
    common_words,
    demonyms,
    given_names,
    list_words,
    organizations,
    places,
    surnames,
)
from pressmark.text import folded

_INDEFINITE = ("a", "an", "another", "one")
_DEFINITE = ("the", "this", "that")
_DIRECTIONS = ("north", "south", "east", "west")
_RARE = 3000  # how many words of the language are more frequent than one that may be a surname
_LONGEST = 4  # words of a description, or a name


@cache
def _nouns() -> dict[str, str]:
    """Nouns for persons, each with "he", "she" or "" for whom it is said of."""
    return {noun: said for said in ("he", "she", "any") for noun in list_words("person_nouns.txt", said)}


def is_person_noun(word: str) -> bool:
    """Whether a word says what a person is or does: "climber", "Trustee"."""
    return word.lower() in _nouns()


def _head(name: str) -> str:
    """The noun of a description that names nobody, in lower case; "" for anything else."""
    words = [word for word in name.split() if word.lower() not in (*_INDEFINITE, *_DEFINITE)]
    if not 0 < len(words) <= _LONGEST or words[-1].lower() not in _nouns():
        return ""
    if len(words) == len(name.split()) and words[-1].istitle() and words[-1] in surnames():
        return ""  # "Cook" and "Baker" are rather names
    if " ".join(words[:-1]) in places() or all(_describes(word) for word in words[:-1]):
        return words[-1].lower()
    return ""


def _describes(word: str) -> bool:
    known = common_words()
    return word.islower() or word in demonyms() or places().get(word) is not None or word.lower() in known


@cache
def _folded_given() -> frozenset[str]:
    return frozenset(folded(name) for name in given_names())


@cache
def _no_names() -> frozenset[str]:
    """Folded words that no name consists of, when nothing says that it is a person's."""
    named = (word for name in (*places(), *organizations()) for word in folded(name).split())
    return frozenset((*common_words(), *named, *map(folded, demonyms()), *list_words("place_words.txt")))


def _is_person(name: str, key: str) -> bool:
    """Whether a name's key is a person's full name, as far as it tells by itself."""
    words = key.split()
    if not 2 <= len(words) <= _LONGEST or not all(word.isalpha() for word in words) or name.islower():
        return False
    if key in _folded_places() or words[-1] in list_words("place_words.txt") or words[-1] in _DIRECTIONS:
        return False
    if words[0] in _folded_given():
        return common_words().get(words[-1], _RARE) >= _RARE or words[-1] in _folded_surnames()
    return not _no_names() & set(words)


@cache
def _folded_places() -> frozenset[str]:
    return frozenset(folded(name) for name in places())


@cache
def _folded_surnames() -> frozenset[str]:
    return frozenset(folded(name) for name in surnames())


def _fits(noun: str, key: str) -> bool:
    said, known = _nouns()[noun], pronoun(key.title())
    return said == "any" or not known or said == known


def _candidates(at: int, name: str, persons: dict[int, str]) -> list[str]:
    """The persons that a description at a place may mean, the likeliest first."""
    before = [persons[place] for place in sorted(persons, reverse=True) if place < at]
    after = [persons[place] for place in sorted(persons) if place > at and persons[place] not in before]
    words = name.lower().split()
    brings = words[0] in _INDEFINITE or (len(words) > 1 and words[0] not in _DEFINITE)
    return after if brings or not before else before


def described(names: list[str], keys: list[str]) -> list[str]:
    """The keys of one document's names, those of descriptions replaced by the person's whom they mean.

    A bare noun, or one with "the", means the last person named before it that fits. One that opens the text, or says
    more ("a climber", "rural doctor"), means the first who is named only after it. Nobody is two different nouns.
    """
    persons = {place: key for place, (name, key) in enumerate(zip(names, keys, strict=True)) if _is_person(name, key)}
    meant: dict[str, str] = {}  # the noun of a description, and the person
    result = list(keys)
    for place, name in enumerate(names):
        noun = _head(name)
        if noun and noun not in meant:
            fitting = (person for person in _candidates(place, name, persons) if _fits(noun, person))
            meant[noun] = next((person for person in fitting if person not in meant.values()), "")
        if noun:
            result[place] = meant[noun] or keys[place]
    return result
