"""Lunr.js 2.3.9's stemmer, rule for rule; lunr.py's gives other stems for "money", "buy", "today" and some 4% of words.

A word in, its stem out. The patterns and their order are lunr.js's (lunr.stemmer, itself a port of Porter's), held to
it by a test that runs both. JavaScript counts in UTF-16 units, so rarer characters are stemmed as their two halves.
"""

from __future__ import annotations

import re

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP_4 = "al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize"

_C = "[^aeiou][^aeiouy]*"  # a run of consonants
_V = "[aeiouy][aeiou]*"  # a run of vowels
_DOT = "[^\n\r\u2028\u2029]"  # what "." means in JavaScript

_MORE_THAN_0 = re.compile(f"(?:{_C})?{_V}{_C}")
_EXACTLY_1 = re.compile(f"(?:{_C})?{_V}{_C}(?:{_V})?\\Z")
_MORE_THAN_1 = re.compile(f"(?:{_C})?{_V}{_C}{_V}{_C}")
_HAS_VOWEL = re.compile(f"(?:{_C})?[aeiouy]")
_SHORT = re.compile(f"{_C}[aeiouy][^aeiouwxy]\\Z")

_ES = re.compile(f"({_DOT}+?)(ss|i)es\\Z")
_S = re.compile(f"({_DOT}+?)([^s])s\\Z")
_EED = re.compile(f"({_DOT}+?)eed\\Z")
_ED_ING = re.compile(f"({_DOT}+?)(?:ed|ing)\\Z")
_AT_BL_IZ = re.compile("(?:at|bl|iz)\\Z")
_DOUBLE = re.compile("([^aeiouylsz])\\1\\Z")
_Y = re.compile(f"({_DOT}+?[^aeiou])y\\Z")
_TWO = re.compile(f"({_DOT}+?)({'|'.join(_STEP_2)})\\Z")
_THREE = re.compile(f"({_DOT}+?)({'|'.join(_STEP_3)})\\Z")
_FOUR = re.compile(f"({_DOT}+?)(?:{_STEP_4})\\Z")
_ION = re.compile(f"({_DOT}+?[st])ion\\Z")
_E = re.compile(f"({_DOT}+?)e\\Z")
_LAST = re.compile(f"{_DOT}\\Z")

# The last letters of the endings of each step: words that end otherwise are not tried.
_ENDS_2, _ENDS_3, _ENDS_4 = "lirnms", "eils", "lerctumisn"


def stem(word: str) -> str:
    """The stem that lunr.js gives a word in lower case."""
    if word.isascii() or max(word) <= "\uffff":
        return _stem(word)
    units = word.encode("utf-16-be", "surrogatepass")
    halves = "".join(chr(units[i] << 8 | units[i + 1]) for i in range(0, len(units), 2))
    return _stem(halves).encode("utf-16-be", "surrogatepass").decode("utf-16-be", "surrogatepass")


def _stem(w: str) -> str:
    if len(w) < 3 or not "a" <= w[-1] <= "z":
        return w  # every ending that is taken away or changed is of these letters
    starts_with_y = w[0] == "y"
    if starts_with_y:
        w = "Y" + w[1:]
    if w[-1] == "s":
        w = _plural(w)
    if w[-1] in "dg":
        w = _past_and_present(w)
    if w[-1] == "y" and (m := _Y.match(w)):
        w = m[1] + "i"
    w = _last_letters(_suffixes(w))
    return "y" + w[1:] if starts_with_y else w


def _plural(w: str) -> str:
    m = _ES.match(w) or _S.match(w)
    return m[1] + m[2] if m else w


def _past_and_present(w: str) -> str:
    if m := _EED.match(w):
        return _LAST.sub("", w) if _MORE_THAN_0.match(m[1]) else w
    m = _ED_ING.match(w)
    if not m or not _HAS_VOWEL.match(m[1]):
        return w
    w = m[1]
    if _AT_BL_IZ.search(w):
        return w + "e"
    if _DOUBLE.search(w):
        return _LAST.sub("", w)
    return w + "e" if _SHORT.match(w) else w


def _suffixes(w: str) -> str:
    if w[-1] in _ENDS_2 and (m := _TWO.match(w)) and _MORE_THAN_0.match(m[1]):
        w = m[1] + _STEP_2[m[2]]
    if w[-1] in _ENDS_3 and (m := _THREE.match(w)) and _MORE_THAN_0.match(m[1]):
        w = m[1] + _STEP_3[m[2]]
    # "ion" is tried only where no other ending is there, even if that ending stays.
    if w[-1] in _ENDS_4 and (m := _FOUR.match(w) or _ION.match(w)) and _MORE_THAN_1.match(m[1]):
        w = m[1]
    return w


def _last_letters(w: str) -> str:
    if w[-1] == "e" and (m := _E.match(w)):
        stem = m[1]
        if _MORE_THAN_1.match(stem) or (_EXACTLY_1.match(stem) and not _SHORT.match(stem)):
            w = stem
    if w.endswith("ll") and _MORE_THAN_1.match(w):
        w = _LAST.sub("", w)
    return w
