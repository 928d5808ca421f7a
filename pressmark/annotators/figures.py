"""BUILD, annotators: money, shares, measures and counts in running text, from a text to Figures.

English only. Nothing is guessed: "$" without a country stays "$", a number whose unit is not printed is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pressmark.annotation import Figure, FigureKind
from pressmark.annotators.figure_units import (
    CODES,
    CURRENCY_WORDS,
    MEASURES,
    SIGNS,
    STOPS,
    currency,
    is_plural,
    measure,
    singular,
)  # fmt: skip
from pressmark.annotators.number_forms import BARE, DIGITS, FIRST, NUMBER, SHORT_SCALE, SPELT, value_of

_HEDGES = (
    r"(?P<hedge>(?:just|well|slightly|a little|far)\s+(?:over|under|above|below|short of)|over|under|nearly|almost|"
    r"about|around|roughly|approximately|some|at least|at most|(?:(?:no|not|far|many)\s+)?(?:more|less|fewer)\s+than|"
    r"up to|as\s+(?:many|much|few|little)\s+as|close to|an estimated|an additional|only|"
    r"the\s+better\s+part\s+of)"
)
_HEDGE = re.compile(rf"\b{_HEDGES}\s+(?:a\s+further\s+|an?\s+extra\s+|the\s+)?$", re.I)
_BEHIND = re.compile(r"\s+or\s+(?:more|so|fewer|less)\b|-plus\b|\s+at\s+(?:least|most)\b", re.I)
_TO = r"(?:\s+to\s+|\s?[-–]\s?)"
_SIGN = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
_SCALED = r"(?:[ -](?P<scale{n}>hundred|thousand|million|billion|trillion)\b|(?P<short{n}>" + SHORT_SCALE + "))?"
_START = r"(?<![\w.,$€£¥-])"
_MONEY = re.compile(
    rf"(?<![\w.,])(?P<sign>{_SIGN})\s?(?P<one>{DIGITS}){_SCALED.format(n=1)}"
    rf"(?:{_TO}(?:{_SIGN})?\s?(?P<two>{DIGITS}){_SCALED.format(n=2)}(?![\w%]))?(?![\w]|[.,]\d)"
)
_CODED = re.compile(rf"\b(?P<sign>{'|'.join(CODES)})\s?(?P<one>{DIGITS}){_SCALED.format(n=1)}(?![\w]|[.,]\d)")
# Money in signs or codes has digits behind them: without one of these, and a digit, there is none.
_PRINTED = re.compile(rf"(?:{_SIGN}|{'|'.join(CODES)})\s?\d")
_NUMBERED = rf"(?P<one>{NUMBER})"
_RANGED = rf"{_START}{_NUMBERED}(?:{_TO}(?P<two>{NUMBER}))?"
_IN_WORDS = re.compile(rf"{_RANGED}[\s-](?P<unit>{CURRENCY_WORDS})\b", re.I)
_POUNDS = re.compile(rf"{_RANGED}[\s-](?:pounds?)\b(?!\s+of\b|-)", re.I)
_MILLIONS = re.compile(r"(?:m|b|tr)illions?\b", re.I)
_WEIGHT = re.compile(r"\b(?:weigh(?:s|ed|ing|t)?|heavy|thrust|load|lift(?:s|ed|ing)?|cargo|force)\b[^.;!?\n]*\Z", re.I)
_SHARE = re.compile(
    rf"{_RANGED}\s?(?P<unit>%|(?:[\s-])(?:percentage[\s-]points?|percent(?:age)?\b|per\s+cent\b|pct\b\.?))", re.I
)
_MEASURE = re.compile(
    rf"{_RANGED}(?:-plus)?[\s-](?P<unit>{MEASURES})(?![\w’'])(?!-(?!old|long|wide|high|deep|tall|thick))", re.I
)
_COUNTED = re.compile(
    rf"{_START}(?P<one>{DIGITS}(?:[ -](?:thousand|million|billion|dozen))?|{BARE}|(?:{SPELT}))(?!\w|[.,]\d)", re.I
)
_MEMBERED = re.compile(rf"{_START}(?P<one>{DIGITS}|{SPELT})-(?P<unit>[a-z]{{3,}})\b", re.I)
# Where a number may begin: what the patterns above are tried at, all but those of money.
_NUMBERS = re.compile(rf"{_START}(?=\d|{BARE}|{FIRST})", re.I)
_PART = re.compile(r"\s+(?:out\s+)?of\s+(?:the|its|their|our|his|her|these|those)?\s*", re.I)
_WORD = re.compile(r"[ -]?((?:[A-Z]\.){2,}|[A-Za-z]+(?:[-’'][A-Za-z]+)*)(?:[’']s?\b)?")
_OF = re.compile(r"[ -](?P<how>of|in|on)[ -](?:the |a |an |its |their |our |his |her |all |each |those |these )?", re.I)
_PER = re.compile(
    r"\s+(?:a|an|each|every|per)\s+(day|week|month|year|hour|mile|person|head|barrel|ton|tonne|share)\b", re.I
)
_OWNED = re.compile(r"\b(?:a|an|the|its|his|her|their|our|this|that|new|another|further)\s+$", re.I)
# What stands before a number that names something rather than counting it.
_NAMES = re.compile(
    r"(?:\b(?:Article|Section|Chapter|Title|Flight|Room|Page|Part|Group of|No\.|Nos\.|Number|Highway|Route|Interstate|"
    r"Channel|Phase|[Vv]ersion|Class|Grade|Level|Proposition|Amendment|Psalm|Unit|Pier|Gate|Bus|Line|age|aged)"
    r"\s+|#\s?|[/:.]\d*|\d[-–])\Z"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LONGEST_OF = 5  # words
_TO_WORD = re.compile(r"\s+to\s+")
_REACH = 60  # code points before a number in which a verb of change may stand
_CHANGE = re.compile(
    r"\b(?P<by>by)\s+(?:(?:about|some|nearly|almost|roughly|around|over|more than)\s+)?\Z|"
    r"\b(?:rise|rises|rising|rose|risen|grow|grows|growing|grew|grown|fall|falls|falling|fell|fallen|drop(?:s|ped|ping)?|"
    r"increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|"
    r"lower(?:s|ed|ing)?|jump(?:s|ed|ing)?|climb(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|shrink|shrank|shrunk|"
    r"swell(?:s|ed|ing)?|swollen|slip(?:s|ped|ping)?|slid|tumbl(?:e|es|ed|ing)|plung(?:e|es|ed|ing)|cut|cuts|went|gone|up|"
    r"down|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|widen(?:s|ed|ing)?|narrow(?:s|ed|ing)?|chang(?:e|es|ed|ing)|revised|"
    r"upgraded|expanded)\b[^.;:!?\n]*\bfrom\s+(?:(?:about|some|nearly|almost|roughly|around|over|more than)\s+)?\Z",
    re.I,
)
_ORDINARY = frozenset(
    "way time fold star one two three four five six seven eight nine ten class based old something plus and hand "
    "strong odd".split()
)
_NO_OBJECT = frozenset("return fact total part advance addition turn case exchange order time response".split())


@dataclass(frozen=True, slots=True)
class _Unit:
    """What follows a number: the name of its unit, and where it ends."""

    name: str
    end: int


def figures(text: str, taken: Iterable[tuple[int, int]] = ()) -> tuple[Figure, ...]:
    """The figures of the text in order, none overlapping; nothing inside `taken`, the spans of its dates."""
    held = sorted(taken)
    found: list[Figure] = []
    numbers = [match.start() for match in _NUMBERS.finditer(text)]
    numbered = (*_shares(text, numbers), *_measures(text, numbers), *_counts(text, numbers)) if numbers else ()
    for figure in (*_money(text, numbers), *numbered):
        if figure.value and not any(s < figure.end and figure.start < e for s, e in held):
            found.append(figure)
            held.append((figure.start, figure.end))
    return tuple(sorted(found, key=lambda f: f.start))


def _figure(
    text: str, kind: FigureKind, span: tuple[int, int], value: tuple[str, str], unit: str, of: str = ""
) -> Figure:
    start, end = span
    before = _HEDGE.search(text, max(0, start - 40), start)
    if before and before["hedge"].lower() in ("over", "under") and kind not in ("money", "share"):
        before = None  # "presided over nine sessions", "over 30 years"
    behind = _BEHIND.match(text, end)
    hedge = before["hedge"] if before else behind[0].strip(" -") if behind else ""
    per = _PER.match(text, behind.end() if behind else end)
    rest = per.end() if per else end
    words = of or _of(text, rest, kind)
    if not words and kind == "money" and text[end : end + 1] == " " and _OWNED.search(text, max(0, start - 12), start):
        words = " ".join(_words(text, end, 3))
    low, high = value
    hedge = " ".join(hedge.lower().split())
    return Figure(start, end, text[start:end], kind, low, unit, words, hedge, high, per[1] if per else "")


# ---- what stands around a number -------------------------------------------------------------------------------------


def _words(text: str, start: int, most: int, participle: bool = False) -> list[str]:
    """The words behind a place up to one that opens another phrase, or a mark; `participle`: they may begin with one
    ("registered voters")."""
    found: list[str] = []
    at = start
    while len(found) < most and (match := _WORD.match(text, at)):
        word = match[1]
        plain = word.lower()
        verb = plain.endswith("ed") and len(plain) > 4 and (found or not participle)
        if (plain in STOPS and not (word.isupper() and len(word) > 1)) or verb:
            break
        found.append(word)
        at = match.end(1)
        if match[0] != text[match.start() : match.end(1)]:
            break  # a possessive ends it
    return found


def _of(text: str, at: int, kind: FigureKind) -> str:
    """What the figure is of: "2 percent of gross domestic product on defense" is of "gross domestic product", "$24
    million in debt" of "debt"."""
    opened = _OF.match(text, at)
    if opened is None:
        return ""
    how = opened["how"].lower()
    if how != "of" and (kind, how) not in (("money", "in"), ("money", "on"), ("share", "on")):
        return ""
    words = _words(text, opened.end(), 1 if text[at] == "-" else _LONGEST_OF, participle=how == "of")
    if not words or (how != "of" and (not words[0][:1].islower() or words[0] in _NO_OBJECT)):
        return ""
    return " ".join(words)


def _unit(text: str, at: int) -> _Unit | None:
    """The plural noun behind a number, past at most three words: "28 member nations"; None if there is none."""
    for number in range(4):
        match = _WORD.match(text, at)
        if match is None or text[match.start()] == "-" or match[1].lower() in STOPS:
            return None
        at = match.end(1)
        if is_plural(match[1]):
            ahead = _WORD.match(text, at) if match[1].lower() == "aircraft" else None
            if ahead is not None and is_plural(ahead[1]):
                return _Unit(singular(ahead[1]), ahead.end(1))
            return _Unit(singular(match[1]), at)
        if number and match[1][:1].isupper() and not match[1].isupper():
            return None
    return None


# ---- kinds -----------------------------------------------------------------------------------------------------------


def _matches(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins at one of these places, none overlapping."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            end = match.end()
            yield match


def _money(text: str, numbers: list[int]) -> Iterator[Figure]:
    for pattern in (_MONEY, _CODED) if _PRINTED.search(text) else ():
        for m in pattern.finditer(text):
            groups = m.groupdict()
            scale = {n: (groups.get(f"scale{n}") or groups.get(f"short{n}") or "").strip() for n in (1, 2)}
            two = groups.get("two") or ""
            low = value_of(m["one"], scale[1] or (scale[2] if two else ""))
            high = value_of(two, scale[2]) if two else ""
            yield from _one_or_two(text, "money", m, (low, high), SIGNS.get(m["sign"], m["sign"]))
    for m in _matches(_IN_WORDS, text, numbers):
        yield from _one_or_two(text, "money", m, _values(m), currency(m["unit"]))
    yield from _pounds(text, numbers)


def _pounds(text: str, numbers: list[int]) -> Iterator[Figure]:
    """Millions of pounds are money, unless something weighs them: "2 million pounds of beef"."""
    for m in _matches(_POUNDS, text, numbers):
        printed = m["two"] or m["one"]
        if _MILLIONS.search(printed) and not _WEIGHT.search(text, max(0, m.start() - _REACH), m.start()):
            yield from _one_or_two(text, "money", m, _values(m), "£")


def _one_or_two(text: str, kind: FigureKind, m: re.Match[str], values: tuple[str, str], unit: str) -> Iterator[Figure]:
    """A figure; two where something changes "by £9 million to £51m", or "rose from 2 to 3 percent": that is no range,
    but "by £5 to £10 million" is."""
    to = _TO_WORD.search(text, m.end("one"), m.start("two")) if values[1] else None
    before = _CHANGE.search(text, max(0, m.start() - _REACH), m.start()) if to else None
    apart = kind == "money" and bool(m.groupdict().get("scale1") or m.groupdict().get("short1"))
    if to is None or before is None or (before["by"] and not apart):
        yield _figure(text, kind, m.span(), values, unit)
        return
    yield _figure(text, kind, (m.start(), to.start()), (values[0], ""), unit)
    yield _figure(text, kind, (to.end(), m.end()), (values[1], ""), unit)


def _values(m: re.Match[str]) -> tuple[str, str]:
    """The value, and the upper one of a range: "2 to 3 million" is two millions to three."""
    one, two = m["one"], m["two"] or ""
    if not two:
        return value_of(one), ""
    scale = two.split()[-1] if " " in two else ""
    shared = scale.isalpha() and not re.search("[a-z]", one, re.I)
    return value_of(one, scale if shared else ""), value_of(two)


def _shares(text: str, numbers: list[int]) -> Iterator[Figure]:
    for m in _matches(_SHARE, text, numbers):
        unit = "percentage points" if "point" in m["unit"].lower() else "percent"
        yield from _one_or_two(text, "share", m, _values(m), unit)


def _measures(text: str, numbers: list[int]) -> Iterator[Figure]:
    for m in _matches(_MEASURE, text, numbers):
        if not _named(text, m.start(), m["one"]):
            yield from _one_or_two(text, "measure", m, _values(m), measure(m["unit"]))


def _named(text: str, start: int, printed: str) -> bool:
    """Whether a number is part of a name, or a year, and counts nothing."""
    if _NAMES.search(text, max(0, start - 14), start):
        return True
    return bool(_YEAR.fullmatch(printed)) and bool(
        re.search(r"\b(?:in|since|by|of|until|from|during|and|the)\s+$", text[max(0, start - 8) : start], re.I)
    )


def _counts(text: str, numbers: list[int]) -> Iterator[Figure]:
    for m in _matches(_MEMBERED, text, numbers):
        unit = m["unit"].lower()
        if unit not in STOPS and not _named(text, m.start(), m["one"]) and not _ordinary(unit):
            yield _figure(text, "count", m.span(), (value_of(m["one"]), ""), singular(unit))
    for m in _matches(_COUNTED, text, numbers):
        if _named(text, m.start(), m["one"]) or m["one"].lower() in ("one", "zero"):
            continue
        part = _PART.match(text, m.end())
        of, at = "", m.end()
        if part is not None:
            inner = _COUNTED.match(text, part.end())
            whole = _unit(text, inner.end() if inner else part.end())
            if whole is None:
                continue
            of = text[part.start() : whole.end].strip().removeprefix("out ").removeprefix("of ")
            yield _figure(text, "count", m.span(), (value_of(m["one"]), ""), whole.name, of)
            continue
        found = _unit(text, at)
        if found is not None:
            yield _figure(text, "count", (m.start(), found.end), (value_of(m["one"]), ""), found.name)


def _ordinary(word: str) -> bool:
    """Whether a word behind a number and a hyphen is no unit: "two-way", "21-gun" is one, "five-star" is not."""
    return word in _ORDINARY
