"""Text to the words that search knows it by: case, accents, acronyms, possessives, hyphens, signs, spellings folded.

assets/js/search.js folds what readers type by the same rules; both read the table in folding.json and are held to the
same cases (tests/cases/folding.json). Lunr sees only folded words, which its own trimmer would leave as they are (or,
in other scripts, eat).

One word of a text gives one or more tokens. A compound gives itself written together, then its pieces, so that
"trans-Atlantic", "transatlantic" and "Atlantic" all find it. "2%" counts as "2-percent", "$33" as "dollar-33", "$33m"
as "dollar-33-million". Upper-case words that would be lost as stop words (US, WHO) become words of their own, with a
low line at the end. Scripts without spaces between words give every two neighbouring characters.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from importlib import resources
from itertools import groupby
from typing import Any

_ACCENTS = re.compile("[\u0300-\u036f]+")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)+\w*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\w*")
# Characters among which some are marks that go with a letter; without them a pattern need not know them all.
_FURTHER = re.compile("[\u0300-\u1fff\u2070-\U0010ffff]").search
_NOT_PLAIN_WORD = re.compile(r"[^\w.]+")
# A tail after an apostrophe this long is a word (O'Neill, l'Europe), shorter a contraction (they're, don't).
TAIL = 3


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The table of foldings that both sides read; do not change what is returned."""
    text = resources.files("pressmark").joinpath("folding.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


class _Rules:
    """The table made ready: lookups, and patterns, of which the long ones are compiled when a text has use for them."""

    def __init__(self) -> None:
        t = self._table = table()
        self.spellings: dict[str, str] = t["spellings"] | t["irregular"]
        # A sign stands for a word, which is spelled as that word is.
        self.before = {sign: self.spellings.get(word, word) for sign, word in t["before"].items()}
        self.after = {sign: self.spellings.get(word, word) for sign, word in t["after"].items()}
        self.scales: dict[str, str] = t["scales"]
        self.scaled = re.compile(rf"([0-9]+(?:\.[0-9]+)?)({'|'.join(self.scales)})")
        self.apostrophes = re.compile(f"[{re.escape(t['apostrophes'])}]")
        self.joints = re.compile(f"[{re.escape(t['hyphens'])}{re.escape(t['joiners'])}]")
        self.ignored = re.compile(f"[{t['ignored']}]")
        self.unspaced = re.compile(f"([{t['unspaced']}]+)")
        self.letters = str.maketrans(t["letters"])
        self.acronyms: dict[str, str] = t["acronyms"]
        self.beginnings: dict[str, str] = t["beginnings"]
        self.lengths = sorted({len(k) for k in self.beginnings}, reverse=True)
        self.opening = min(self.lengths, default=0)
        self.openings = {k[: self.opening] for k in self.beginnings}

    @cached_property
    def _marks(self) -> str:
        # No mark is a letter or digit. What lies between two marks and is one may be in their range: it is in \w too.
        others = re.sub(r"\w+", "", "".join(map(chr, range(0x300, 0x20000))))
        runs = [(mark, "".join(run)) for mark, run in groupby(others, lambda c: unicodedata.category(c)[0] == "M")]
        return "".join(f"{run[0]}-{run[-1]}" for mark, run in runs if mark)

    def word_in(self, text: str) -> re.Pattern[str]:
        """What a word of the text looks like."""
        return self._word if _FURTHER(text) else self._plain_word

    def not_word_in(self, text: str) -> re.Pattern[str]:
        """What is no part of a word in the text."""
        return self._not_word if _FURTHER(text) else _NOT_PLAIN_WORD

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return self._words(self._marks)

    @cached_property
    def _plain_word(self) -> re.Pattern[str]:
        return self._words("")

    def _words(self, marks: str) -> re.Pattern[str]:
        w = rf"[\w{marks}{self._table['ignored']}]"
        before, after = "".join(self.before), "".join(self.after)
        initials = rf"[^\W\d_](?:\.[^\W\d_])+\.?(?!{w})"
        unit = rf"(?:{initials}|{_GROUPED.pattern}(?![0-9])|{_DECIMAL.pattern}|{w}+)"
        apostrophe, hyphen, joiner = (re.escape(self._table[k]) for k in ("apostrophes", "hyphens", "joiners"))
        compound = rf"{unit}(?:[{apostrophe}{hyphen}{joiner}]{unit})*"
        return re.compile(rf"[{before}]?{compound}(?:[{before}{after}](?!{w}))?")

    @cached_property
    def _not_word(self) -> re.Pattern[str]:
        return re.compile(rf"[^\w{self._marks}.]+")


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    return _Rules()


def tokens(text: str) -> list[str]:
    """The folded words of a text in order, as lunr indexes them."""
    if text.isascii() and text.isalnum():
        return [plain_words()(text)]
    found = _rules().word_in(text).finditer(text.replace("_", " "))
    return [token for match in found for token in _word_tokens(match[0])]


@lru_cache(maxsize=1)
def plain_words() -> Callable[[str], str]:
    """What gives the token of a word of ASCII letters and digits, which most words are: one, and nothing else to it."""
    rules = _rules()
    acronyms, spellings, opening, openings = rules.acronyms, rules.spellings, rules.opening, rules.openings

    def plain(word: str) -> str:
        if word in acronyms:
            return acronyms[word]
        word = word.lower()
        if word in spellings:
            return spellings[word]
        return _begun(word, rules) if word[:opening] in openings else word

    return plain


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
        if scaled := rules.scaled.fullmatch(pieces[-1]):  # "£4.8m" is "£4.8 million", and "4.8m" still finds it
            tails.append(pieces[-1])
            pieces[-1:] = [scaled[1], rules.scales[scaled[2]]]
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
        piece = rules.not_word_in(piece).sub("", piece.replace(",", "")).replace("_", "")
        if not _DECIMAL.fullmatch(piece):
            piece = piece.replace(".", "")
    if piece in rules.acronyms:
        return rules.acronyms[piece]
    piece = piece.lower().translate(rules.letters)
    if piece in rules.spellings:
        return rules.spellings[piece]
    return _begun(piece, rules) if piece[: rules.opening] in rules.openings else piece


def _begun(piece: str, rules: _Rules) -> str:
    """The piece with the spelling of its beginning that all have."""
    for length in rules.lengths:
        start = rules.beginnings.get(piece[:length])
        if start is not None:
            return start + piece[length:]
    return piece
