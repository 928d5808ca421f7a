"""BUILD, annotators: the forms in which English text names dates and times, as patterns; `dates` says what each means.

Where forms meet in the same place the one that covers more wins, and of equals the earlier. A group "expression" is the
part that is the date, where a pattern needs words around it.
"""

from __future__ import annotations

import re

from pressmark.annotators.date_values import FEASTS
from pressmark.dates import MONTHS

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip

_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|{'|'.join(m.upper() for m in MONTHS)}|{_SHORT_MONTH}\b\.?)"
# A month on its own: in full, or with the full stop of its short form.
_ALONE = rf"(?P<month>{'|'.join(MONTHS)}|{_SHORT_MONTH}\.)"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|\s*(?:percent|per cent|a\.?m|p\.?m)\b)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)"
_NAMED = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SHORT = (
    r"(?P<named>(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
)
_MAYBE_NAMED = rf"\b(?:{_SHORT},?\s+)?"
_WORDED = r"(?P<which>last|next|this|this past|this coming|coming)\s+"
_WHICH = rf"(?:{_WORDED})?"
_ROUGH = r"(?:(?:early|late|mid|earlier|later)[\s-]+(?:on\s+)?)?"
_PARTS = r"(?P<part>morning|afternoon|evening|night)"
_PART = rf"(?:\s+{_PARTS})?"
_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?P<number>\d{{1,3}}|(?:twenty|thirty|forty|fifty)[\s-](?:{_WORDS})|{_WORDS})"
# A number of four digits that counts something is no year.
_UNCOUNTED = (
    r"(?!\s+(?:people|troops|miles|feet|pounds|dollars|members|workers|employees|jobs|men|women|soldiers|tons|tonnes|"
    r"meters|metres|kilometers|kilometres|acres|homes|houses|students|votes|words|points|barrels|shares|copies|others|"
    r"more|residents|families|euros|megawatts|square|cubic)\b)"
)
# A month that is also a word or a name needs a word before it that asks for a time.
_ASKED = r"(?i:\b(?:in|since|until|till|by|(?P<which>last|next|this)|early|late|mid|from|through|during)[\s-]+)"
_JOINED = r"(?i:\b(?:of|before|after|between|and|to|or)\s+)"
_IN = r"(?<![\w$€£.,-])"
_ZONE = r"(?:\s*\(?(?:[ECMP][SD]T|GMT|UTC|ET|PT|local time|Eastern time|Pacific time)\)?)?"
_FEAST = "|".join(sorted((re.escape(f.title()).replace("'S", "[’']s") for f in FEASTS), key=len, reverse=True))
_LENGTHS = r"(?:days|weeks|months|years?|decades?|century)"

_PATTERNS = (
    ("day", rf"{_MAYBE_NAMED}{_MONTH}\s+{_DAY},?\s+{_YEAR}"),
    ("day", rf"{_MAYBE_NAMED}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}"),
    ("iso day", r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)(?![\d/-])"),
    (
        "day in numbers",
        r"(?<![\d/.-])(?P<one>\d{1,2})[/-](?P<other>\d{1,2})[/-](?P<year>(?:19|20)\d\d|\d\d)(?![\d/-])",
    ),
    ("month", rf"\b(?i:{_ROUGH}){_MONTH}(?:,|\s+of)?\s+{_YEAR}"),
    ("month", rf"\b(?i:{_ROUGH}){_MONTH},?\s+(?:of\s+)?(?P<relative>this|last|next)\s+year\b"),
    ("week of a day", rf"\bthe\s+week\s+of\s+{_MONTH}\s+{_DAY}"),
    ("day of year", rf"{_MAYBE_NAMED}(?i:{_WHICH}){_MONTH}\s+{_DAY}(?i:{_PART})"),
    ("day of year", rf"{_MAYBE_NAMED}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}\b(?i:{_PART})"),
    (
        "second day",
        rf"(?<=\d)(?:st|nd|rd|th)?(?:\s+(?:and|to|or|through)\s+|\s?[-–]\s?)(?P<expression>{_DAY})(?=\W|$)",
    ),
    ("month of year", rf"{_ASKED}(?P<expression>(?i:{_ROUGH}){_ALONE})(?!\s+\d)(?!\w)"),
    ("month of year", rf"{_JOINED}(?P<expression>(?i:{_ROUGH}){_ALONE})(?!\s+[A-Z\d])(?!\w)"),
    (
        "month of year",
        rf"\b(?P<expression>(?i:{_WHICH}{_ROUGH})(?!May\b|March\b|Mar\b){_ALONE})(?!\s+[A-Z\d])(?!\w)",
    ),
    ("month of year", rf"\b(?i:the|a)\s+(?P<expression>{_ALONE})(?=\s+[a-z])"),
    ("beside a day", rf"\b(?i:the\s+day\s+(?P<side>before|after)\s+{_WHICH}){_NAMED}\b"),
    ("weekday", rf"\b(?i:{_ROUGH}{_WHICH}{_ROUGH}){_NAMED}\b(?i:{_PART})"),
    (
        "near day",
        r"\b(?i:(?P<near>the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow)\b"
        rf"{_PART})",
    ),
    ("near part", rf"\b(?i:(?P<when>this|last)\s+{_PARTS})\b"),
    (
        "unit",
        rf"\b(?i:{_ROUGH}(?P<step>last|previous|this|current|next|coming)\s+"
        r"(?P<unit>weekend|week|month|quarter|year|decade|century))\b",
    ),
    ("weekend", r"\b(?i:(?:over|on|at|during)\s+(?P<expression>the\s+weekend))\b"),
    (
        "ago",
        rf"\b(?i:{_NUMBER}\s+(?P<unit>day|week|month|year|decade|century)s?\s+(?P<way>ago|earlier|from now|hence))\b",
    ),
    ("year", rf"{_IN}(?i:{_ROUGH}(?:fiscal\s+|post-|pre-)?){_YEAR}(?![\w$%])(?!-\w){_UNCOUNTED}"),
    ("year", rf"(?<=\W)(?i:post-|pre-|mid-){_YEAR}(?!\w)"),
    ("decade", r"\b(?i:(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?)(?P<decade>1[5-9]\d|20\d)0[’']?s\b"),
    ("decade", r"(?i:\b(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?)[’'](?P<decade>[2-9])0s\b"),
    (
        "season",
        rf"(?i:\b(?:{_WORDED}|(?:in|by|since|until|during)\s+(?:the\s+|early\s+|late\s+)?|early\s+|late\s+)"
        rf"(?P<expression>(?P<season>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?{_YEAR})?))\b",
    ),
    (
        "quarter",
        r"\b(?i:(?:the\s+)?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter"
        rf"(?:\s+(?:of\s+)?{_YEAR})?)\b",
    ),
    ("feast", rf"\b(?i:{_WHICH})(?P<feast>{_FEAST})\b(?:,?\s+{_YEAR})?"),
    (
        "clock",
        r"(?i:\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?)"
        rf"{_ZONE}(?:,?\s+(?:on\s+)?{_NAMED})?",
    ),
    ("clock", rf"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?!\d|:){_ZONE}"),
    ("clock", r"\b(?<!high )(?i:(?P<noon>noon|midday|midnight))\b"),
    (
        "same day",
        r"\b(?i:(?:earlier |later )?(?:that|(?:the|that) same|the next|the following|the previous)\s+day|"
        rf"the day before\b(?=[.,;]))(?i:{_PART})",
    ),
    ("same day", rf"\b(?i:the\s+(?:next|following)\s+{_PARTS})\b"),
    (
        "same year",
        r"\b(?i:(?:earlier |later )?(?P<step>that|the same|that same|the following|the next|the previous)\s+year)\b",
    ),
    ("now", r"\b(?i:right now|now|currently|at present|at the moment|nowadays|these days)\b"),
    ("past", rf"\b(?i:recently|in the (?P<expression>past)(?!\s+(?:\w+\s+){{0,3}}{_LENGTHS})|lately)\b"),
    ("future", r"\b(?i:(?:in\s+)?(?P<expression>the\s+(?:near\s+)?future))\b"),
)
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)


def forms_in(text: str) -> list[tuple[int, int, str, re.Match[str]]]:
    """The expressions of the text in order, none overlapping: start, end, the name of the form, and its match."""
    found = []
    for number, (_, pattern) in enumerate(FORMS):
        for match in pattern.finditer(text):
            part = "expression" if match.groupdict().get("expression") else 0
            found.append((match.start(part), match.end(part), number, match))
    found.sort(key=lambda f: (f[0], -f[1], f[2]))
    kept: list[tuple[int, int, int, re.Match[str]]] = []
    for one in found:
        if kept and one[0] < kept[-1][1]:
            if one[1] - one[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = one
            continue
        kept.append(one)
    return [(start, end, FORMS[number][0], match) for start, end, number, match in kept]
