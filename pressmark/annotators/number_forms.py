"""BUILD, annotators: the forms in which English text prints numbers, and the decimals that they are."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORTH = {word: number for number, word in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "k": 10**3, "m": 10**6,
    "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "b": 10**9, "tn": 10**12, "dozen": 12,
}  # fmt: skip

_ONE = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
FIRST = f"(?:{_ONE})"  # how a number in words begins
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen)"
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
# Letters that stand for a scale only right behind money's digits: "$4.8m", "€3bn", "$610K".
SHORT_SCALE = r"(?:[ ]?(?:bn|mn|mln|bln|tn)|[mMkKbB])\b"
SPELT = (
    rf"(?:{_ONE})(?:[ -](?:and[ ])?(?:{_ONE}))?"
    rf"(?:[ ](?:and a half[ ])?{_SCALE}(?:[ ](?:and[ ])?(?:{_ONE})(?:-(?:{_ONE}))?)?)?"
)
# "half a million", "a million and a half", "a dozen": a scale without a number.
BARE = r"(?:(?:half )?an? (?:million|billion|trillion|thousand|hundred|dozen)(?: and a half)?)"
NUMBER = rf"(?:{DIGITS}(?:[ -]{_SCALE})?|{BARE}|(?:{SPELT}))"


def value_of(printed: str, scale: str = "") -> str:
    """The number as a plain decimal ("33000000000", "0.4"), "" if it cannot be read; `scale` is one that stands apart
    ("$2 to $3 billion")."""
    plain = printed.lower().replace(",", "").replace("-", " ").strip()
    factor = Decimal(SCALES.get(scale.lower().strip(), 1))
    digits = re.match(r"\d+(?:\.\d+)?", plain)
    if digits:
        word = plain[digits.end() :].strip()
        if word and word not in SCALES:
            return ""
        try:
            return text_of(Decimal(digits[0]) * SCALES.get(word, 1) * factor)
        except InvalidOperation:
            return ""
    return _spelt(plain, factor)


def _spelt(plain: str, factor: Decimal) -> str:
    half = plain.startswith("half ")
    and_half = plain.endswith("and a half") or " and a half " in plain
    words = [w for w in plain.replace("and a half", "").split() if w not in ("and", "a", "an", "half")]
    total, current, scaled = 0, 0, 1
    for word in words:
        if word in SCALES:
            current = max(current, 1) * SCALES[word]
            scaled = SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        elif word in _WORTH:
            if current % 100 and (current % 10 or _WORTH[word] > 9):
                return ""  # "two five": two numbers
            current += _WORTH[word]
        else:
            return ""
    number = Decimal(total + current)
    if half:
        number /= 2
    if and_half:
        number += Decimal(scaled) / 2
    return text_of(number * factor) if words else ""


def text_of(number: Decimal) -> str:
    """A decimal without exponent or trailing noughts: "33000000000", "1.5"."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
