"""NAMES: where capitalised words stand together, and the drafts of names that are made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pressmark.names.lists import common_words, list_words, stop_words
from pressmark.names.people import PARTICLES, is_given, is_initial
from pressmark.names.tokens import Tokens

_ARABIC = frozenset("al el ul ad an ar as ash at az".split())
_JOINTS = frozenset(["of", "for", "and", "&"])
_JOINING = _JOINTS | PARTICLES | {"'s", "’s"}
# Heads that "on" may follow: "Commission on Harbor Debates".
_HEADING = frozenset(["Commission", "Committee", "Subcommittee", "Conference", "Council", "Center", "Centre", "Panel"])
_ARTICLES = frozenset(["the", "a", "an"])
# Short words that often stand behind a hyphen; others end a given name: "Song-ho".
_HYPHENATED = frozenset(
    "led run era old in up off on to out by war aid bid day fed via ex top key gun oil gas tax air sea car bus big new "
    "set cut win one two ten man men all and the a an of for at is it so or no day ups ins hit fan ban pop tie eye ray "
    "zag".split()
)
_LONGEST = 16  # words of a name; what is longer is a list or a poster
# Stop words that are given names or surnames too.
ALSO_NAMES = frozenset(["April", "May", "June", "August", "Will", "An", "Do", "Jan"])


@dataclass(frozen=True, slots=True)
class Draft:
    """A possible name: tokens from `first` to before `last`, begun with a form of address at `lead`. `kind` is what its
    own words say ("" for nothing) and `weight` how surely; `weak`: it may be but a sentence's first word."""

    first: int
    last: int
    kind: str
    weight: float
    how: str
    lead: int
    title: str = ""
    weak: bool = False


@cache
def place_words(section: str) -> frozenset[str]:
    return list_words("place_words.txt", section)


@cache
def event_words(section: str) -> frozenset[str]:
    return list_words("event_words.txt", section)


def is_capital(word: str) -> bool:
    """Whether the word is written as a name is: a capital first, and no lower-case word after a hyphen ("Song-ho" is
    a name, "Pentagon-led" is none); "al-Sol" counts too."""
    if "-" not in word:
        return word[:1].isupper()
    first, last = word.split("-")[0], word.rsplit("-", 1)[1]
    if word[:1].islower():
        return first in _ARABIC and last[:1].isupper()
    if not word[:1].isupper() or not last[:1].islower():
        return word[:1].isupper()
    return len(last) < 6 and (last not in common_words() or (len(last) < 4 and last not in _HYPHENATED))


def is_common(word: str) -> bool:
    """Whether the word, in lower case, is a common English word."""
    return word.lower() in common_words()


def runs(found: Tokens) -> Iterator[tuple[int, int]]:
    """Where capitalised words stand together, with the small words that may join them: first token, the one after."""
    words = found.words
    capital = [word[:1].isupper() or ("-" in word and is_capital(word)) for word in words]
    at, count = 0, len(words) - 1
    while at < count:
        if not capital[at]:
            at += 1
            continue
        start = at
        at += 1
        while at < count:
            if capital[at]:
                at += 1
                continue
            word = words[at]
            if word not in _JOINING and (word != "on" or words[at - 1] not in _HEADING):
                break
            after = words[at + 1]
            if after[:1].isupper() or (word == "of" and after.isdigit()):
                at += 2
            elif (after in _ARTICLES or after in PARTICLES) and at + 2 < count and words[at + 2][:1].isupper():
                at += 3
            else:
                break
        yield start, at


def is_stop(word: str) -> bool:
    """Whether the word is written with a capital but is no name."""
    return word in stop_words()


def block_end(found: Tokens, at: int, end: int) -> int:
    """Where the capitalised words that begin at a token end; a stop word ends them, unless it may be a surname."""
    words, start = found.words, at
    end = min(end, at + _LONGEST)
    while at < end and is_capital(words[at]):
        if is_stop(words[at]) and not _is_name_too(found, at, start, end):
            break
        at += 1
    return at


def _is_name_too(found: Tokens, at: int, start: int, end: int) -> bool:
    """Whether a stop word is here a part of a person's name: "Ana May", "June Sol"."""
    words = found.words
    if words[at] not in ALSO_NAMES:
        return False
    if at > start:
        return is_given(words[at - 1]) or is_initial(words[at - 1])
    if at + 1 >= end or not is_capital(words[at + 1]) or is_stop(words[at + 1]):
        return False
    return not (found.initial[at] and is_common(words[at + 1]))
