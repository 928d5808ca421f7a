"""Text to the words that search knows it by: case, accents, acronyms, possessives, hyphens, signs, spellings folded.

assets/js/search.js folds what readers type by the same rules; both read the table in folding.json and are held to the
same cases (tests/cases/folding.json). Lunr sees only folded words, which its own trimmer would leave as they are (or,
in other scripts, eat).

One word of a text gives one or more tokens. A compound gives itself written together, then its pieces, so that
"trans-Atlantic", "transatlantic" and "Atlantic" all find it. "2%" counts as "2-percent", "$33" as "dollar-33".
Upper-case words that would be lost as stop words (US, WHO) become words of their own, with a low line at the end.
Scripts without spaces between words give every two neighbouring characters.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Any

_ACCENTS = re.compile("[\u0300-\u036f]+")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)+\w*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\w*")
# A tail after an apostrophe this long is a word (O'Neill, l'Europe), shorter a contraction (they're, don't).
TAIL = 3


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The table of foldings that both sides read; do not change what is returned."""
    text = resources.files("pressmark").joinpath("folding.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


class _Rules:
    """The table made ready: compiled patterns and lookups."""

    def __init__(self) -> None:
        t = table()
        # No mark is a letter or digit: leaving those out first takes a fifth of the time.
        others = re.sub(r"\w+", "", "".join(map(chr, range(0x300, 0x20000))))
        marks = _ranges([ord(c) for c in others if unicodedata.category(c)[0] == "M"])
        w = rf"[\w{marks}{t['ignored']}]"
        self.spellings: dict[str, str] = t["spellings"] | t["irregular"]
        # A sign stands for a word, which is spelled as that word is.
        self.before = {sign: self.spellings.get(word, word) for sign, word in t["before"].items()}
        self.after = {sign: self.spellings.get(word, word) for sign, word in t["after"].items()}
        before, after = "".join(self.before), "".join(self.after)
        initials = rf"[^\W\d_](?:\.[^\W\d_])+\.?(?!{w})"
        unit = rf"(?:{initials}|{_GROUPED.pattern}(?![0-9])|{_DECIMAL.pattern}|{w}+)"
        apostrophe, hyphen, joiner = (re.escape(t[k]) for k in ("apostrophes", "hyphens", "joiners"))
        compound = rf"{unit}(?:[{apostrophe}{hyphen}{joiner}]{unit})*"
        self.word = re.compile(rf"[{before}]?{compound}(?:[{before}{after}](?!{w}))?")
        self.not_word = re.compile(rf"[^\w{marks}.]+")
        self.apostrophes = re.compile(rf"[{apostrophe}]")
        self.joints = re.compile(rf"[{hyphen}{joiner}]")
        self.ignored = re.compile(rf"[{t['ignored']}]")
        self.unspaced = re.compile(rf"([{t['unspaced']}]+)")
        self.letters = str.maketrans(t["letters"])
        self.acronyms: dict[str, str] = t["acronyms"]
        self.beginnings: dict[str, str] = t["beginnings"]
        self.openings = {k[:2] for k in self.beginnings}
        self.lengths = sorted({len(k) for k in self.beginnings}, reverse=True)


def _ranges(codes: list[int]) -> str:
    """Characters, given in order, as a pattern's class has them, runs of them as ranges."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    return _Rules()


def tokens(text: str) -> list[str]:
    """The folded words of a text in order, as lunr indexes them."""
    if text.isascii() and text.isalnum():
        return [plain_word(text)]
    found = _rules().word.finditer(text.replace("_", " "))
    return [token for match in found for token in _word_tokens(match[0])]


def plain_word(word: str) -> str:
    """The token of a word of ASCII letters and digits, which most words are: it is one, and nothing else to it."""
    rules = _rules()
    if word in rules.acronyms:
        return rules.acronyms[word]
    word = word.lower()
    if word in rules.spellings:
        return rules.spellings[word]
    return _begun(word, rules) if word[:2] in rules.openings else word


@lru_cache(maxsize=1 << 17)
def _word_tokens(raw: str) -> tuple[str, ...]:
    """The tokens of one word as it stands in a text."""
    rules = _rules()
    if not raw.isascii() and rules.unspaced.search(_plain(raw)):
        return tuple(_unspaced_tokens(raw))
    pieces: list[str] = []
    tails: list[str] = []
    core = raw.strip("".join(rules.before) + "".join(rules.after))
    for joint in rules.joints.split(_plain(core)):
        parts = rules.apostrophes.split(joint)
        if len(parts) > 1 and parts[-1] in ("s", "S"):
            parts.pop()
        pieces.append(_spelled("".join(parts)) if len(parts) > 1 else _spelled(parts[0]))
        tails += [_spelled(part) for part in parts[1:] if len(part) >= TAIL]
    if raw[0] in rules.before and core[:1].isdecimal():
        pieces.insert(0, rules.before[raw[0]])
    elif raw[-1] in rules.before and core[-1:].isdecimal():
        pieces.insert(0, rules.before[raw[-1]])
    if raw[-1] in rules.after and core[-1:].isdecimal():
        pieces.append(rules.after[raw[-1]])
    whole = "".join(pieces)
    inner = [p for p in pieces if len(p) > 1 or p.isdecimal()] if len(pieces) > 1 else []
    return tuple(dict.fromkeys(t for t in (whole, *inner, *tails) if t))


def _unspaced_tokens(raw: str) -> Iterator[str]:
    rules = _rules()
    for n, run in enumerate(rules.unspaced.split(_plain(raw))):
        if n % 2 == 0:
            yield from tokens(run)
        elif len(run) == 1:
            yield run
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))


def _plain(raw: str) -> str:
    """The word without accents and invisible characters, compatible forms as plain ones."""
    flat = _ACCENTS.sub("", unicodedata.normalize("NFKD", _rules().ignored.sub("", raw)))
    return unicodedata.normalize("NFC", flat)


def _spelled(piece: str) -> str:
    """One piece of a word in lower case and one spelling."""
    rules = _rules()
    if not piece.isalnum():
        piece = rules.not_word.sub("", piece.replace(",", "")).replace("_", "")
        if not _DECIMAL.fullmatch(piece):
            piece = piece.replace(".", "")
    if piece in rules.acronyms:
        return rules.acronyms[piece]
    piece = piece.lower().translate(rules.letters)
    if piece in rules.spellings:
        return rules.spellings[piece]
    return _begun(piece, rules) if piece[:2] in rules.openings else piece


def _begun(piece: str, rules: _Rules) -> str:
    """The piece with the spelling of its beginning that all have."""
    for length in rules.lengths:
        start = rules.beginnings.get(piece[:length])
        if start is not None:
            return start + piece[length:]
    return piece
