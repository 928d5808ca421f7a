"""Lunr.js 2.3.9's stemmer, rule for rule; lunr.py's gives other stems for "money", "buy", "today" and some 4% of words.

A word in, its stem out. The rules and their order are lunr.js's (lunr.stemmer, itself a port of Porter's), held to it
by a test that runs both; where lunr.js tries patterns, endings are looked up here by their last two letters. JavaScript
counts in UTF-16 units, so rarer characters are stemmed as their two halves. A word has no line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_C = "[^aeiou][^aeiouy]*"  # a run of consonants
_V = "[aeiouy][aeiou]*"  # a run of vowels

_MORE_THAN_0 = re.compile(f"(?:{_C})?{_V}{_C}").match
_EXACTLY_1 = re.compile(f"(?:{_C})?{_V}{_C}(?:{_V})?\\Z").match
_MORE_THAN_1 = re.compile(f"(?:{_C})?{_V}{_C}{_V}{_C}").match
_HAS_VOWEL = re.compile(f"(?:{_C})?[aeiouy]").match
_SHORT = re.compile(f"{_C}[aeiouy][^aeiouwxy]\\Z").match

Endings = tuple[tuple[str, str], ...]


def _endings(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Endings]:
    """Endings with what comes in their place, by their last two letters, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for ending, other in sorted(pairs, key=lambda pair: -len(pair[0])):
        found.setdefault(ending[-2:], []).append((ending, other))
    return {last: tuple(those) for last, those in found.items()}


_STEP_2 = _endings({
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}.items())  # fmt: skip
_STEP_3 = _endings({
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}.items())  # fmt: skip
_STEP_4 = _endings((ending, "") for ending in (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous",
    "ive", "ize", "sion", "tion",
))  # fmt: skip


def stem(word: str) -> str:
    """The stem that lunr.js gives a word in lower case."""
    if word.isascii() or max(word) <= "\uffff":
        return stem_of_ascii(word)
    units = word.encode("utf-16-be", "surrogatepass")
    halves = "".join(chr(units[i] << 8 | units[i + 1]) for i in range(0, len(units), 2))
    return stem_of_ascii(halves).encode("utf-16-be", "surrogatepass").decode("utf-16-be", "surrogatepass")


def stem_of_ascii(w: str) -> str:
    """The stem of a word all of whose characters are single UTF-16 units."""
    last = w[-1:]
    if len(w) < 3 or not "a" <= last <= "z":
        return w  # every ending that is taken away or changed is of these letters
    starts_with_y = w[0] == "y"
    if starts_with_y:
        w = "Y" + w[1:]
    if last == "s":
        w = _plural(w)
        last = w[-1]
    if last == "d" or last == "g":
        w = _past_and_present(w)
        last = w[-1]
    if last == "y" and len(w) > 2 and w[-2] not in "aeiou":
        w = w[:-1] + "i"
    if endings := _STEP_2.get(w[-2:]):
        w = _changed(w, endings)
    if endings := _STEP_3.get(w[-2:]):
        w = _changed(w, endings)
    if endings := _STEP_4.get(w[-2:]):
        w = _cut(w, endings)
    if w[-1] == "e" and len(w) > 1:
        bare = w[:-1]
        if _MORE_THAN_1(bare) or (_EXACTLY_1(bare) and not _SHORT(bare)):
            w = bare
    if w[-2:] == "ll" and _MORE_THAN_1(w):
        w = w[:-1]
    return "y" + w[1:] if starts_with_y else w


def _plural(w: str) -> str:
    if (w[-4:] == "sses" and len(w) > 4) or (w[-3:] == "ies" and len(w) > 3):
        return w[:-2]
    return w if w[-2] == "s" else w[:-1]


def _past_and_present(w: str) -> str:
    if w[-3:] == "eed" and len(w) > 3:
        return w[:-1] if _MORE_THAN_0(w[:-3]) else w
    bare = w[:-2] if w[-2:] == "ed" else w[:-3] if w[-3:] == "ing" else ""
    if not bare or not _HAS_VOWEL(bare):
        return w
    if bare[-2:] in ("at", "bl", "iz"):
        return bare + "e"
    if bare[-1] == bare[-2:-1] and bare[-1] not in "aeiouylsz":
        return bare[:-1]
    return bare + "e" if _SHORT(bare) else bare


def _changed(w: str, endings: Endings) -> str:
    """The word with the longest of the endings that it has changed, if enough of it stands before."""
    for ending, other in endings:
        if w.endswith(ending) and len(w) > len(ending):
            bare = w[: -len(ending)]
            return bare + other if _MORE_THAN_0(bare) else w
    return w


def _cut(w: str, endings: Endings) -> str:
    """The word without the longest of the endings that it has, if enough of it stands before."""
    for ending, _ in endings:
        if w.endswith(ending) and len(w) > len(ending):
            # The letter before "ion" stays.
            bare = w[:-3] if ending in ("sion", "tion") else w[: -len(ending)]
            return bare if _MORE_THAN_1(bare) else w
    return w
