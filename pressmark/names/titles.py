"""NAMES: titles before people's names: "Mr.", "Sen.", "Defense Secretary", "German Chancellor"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pressmark.names.lists import demonyms, list_words, places

_REMEMBERED = 1 << 12  # words that are asked for again and again
_SPACED = re.compile(r"\s+")


@cache
def _words(section: str) -> frozenset[str]:
    return list_words("titles.txt", section)


def bare(word: str) -> str:
    """A word as the lists of titles have it: lower case, no full stops."""
    return word.lower().replace(".", "")


@lru_cache(_REMEMBERED)
def is_honorific(word: str) -> bool:
    """Whether the word is a form of address that belongs to a mention: "Mr.", "Dr.", "Sir"."""
    return bare(word) in _words("honorifics")


@lru_cache(_REMEMBERED)
def is_title_head(word: str) -> bool:
    """Whether a name may follow this word as its title: "President", "Sen.", "spokesman"."""
    if "-" in word and word[-1].islower():
        parts = bare(word).split("-")
        return all(part in _words("heads") for part in parts) or bare(word) in _words("heads")
    return bare(word) in _words("heads") or is_honorific(word)


@lru_cache(_REMEMBERED)
def is_title_modifier(word: str) -> bool:
    """Whether the word may stand before the head of a title: "Deputy", "Defense", "German", "US"."""
    return bare(word) in _words("modifiers") or word in demonyms() or places().get(word) == "territory"


def title_length(words: list[str] | tuple[str, ...], start: int = 0) -> int:
    """How many of the words from `start` on are a title: modifiers, its head, "of" and a portfolio. 0 for none."""
    at, end, count = start, 0, len(words)
    while at < count:
        word = words[at]
        if is_title_head(word):
            at += 1
            end = at
            if at + 1 < count and words[at] == "of":
                skip = at + 2 if words[at + 1] == "the" else at + 1
                if skip < count and bare(words[skip]) in _words("of"):
                    at = end = skip + 1
            elif at < count and words[at] in ("General", "Designate", "Elect", "Emeritus") and at + 1 < count:
                at = end = at + 1
        elif is_title_modifier(word):
            at += 1
        else:
            break
    return end - start if end else 0


def split_title(text: str) -> tuple[str, str]:
    """The title and the name: "Defense Secretary Ana Sol" is ("Defense Secretary", "Ana Sol"). A text that is a title
    alone, or has none, is all name."""
    words = _SPACED.split(text.strip())
    length = title_length(words)
    if not length or length >= len(words):
        return "", " ".join(words)
    return " ".join(words[:length]), " ".join(words[length:])
