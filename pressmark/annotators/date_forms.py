"""BUILD, annotators: the forms in which English text names dates and times, as patterns; `dates` says what each means.

Where forms meet in the same place the one that covers more wins, and of equals the earlier. A group "expression" is the
part that is the date, where a pattern needs words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pressmark.annotators.date_feasts import FEASTS
from pressmark.annotators.needed_words import Sieve
from pressmark.dates import MONTHS


def capital(name: str) -> str:
    """A name written with capitals, as headlines do, save for its small words."""
    return re.sub(r"(?<![\w'])(?!of\b)[a-z]", lambda m: m[0].upper(), name)


HOURS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
NUMBERS = {
    "a": 1, "an": 1, "a couple of": 2, **HOURS, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100,
}  # fmt: skip

_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|{'|'.join(m.upper() for m in MONTHS)}|{_SHORT_MONTH}\b\.?)"
# A month on its own: in full, or with the full stop of its short form.
_ALONE = rf"(?P<month>{'|'.join(MONTHS)}|{_SHORT_MONTH}\.)"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|\s*(?:percent|per cent|a\.?m|p\.?m)\b)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMED = rf"(?P<weekday>{'|'.join(_DAYS)})"
_SHORT = (
    r"(?P<named>(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
)
_MAYBE_NAMED = rf"\b(?:{_SHORT},?\s+)?"
_WORDED = r"(?P<which>last|next|this|this past|this coming|coming)\s+"
_WHICH = rf"(?:{_WORDED})?"
_ROUGH = r"(?:(?:early|late|mid|middle|earlier|later)[\s-]+(?:on\s+)?)?"
_PARTS = r"(?P<part>morning|afternoon|evening|night)"
_PART = rf"(?:\s+{_PARTS})?"
_HOURS = "|".join(HOURS)
_SPOKEN = r"(?:\s+(?:in\s+the\s+(?P<spoken>morning|afternoon|evening)|at\s+(?P<night>night)))"
_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?P<number>\d{{1,3}}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-](?:{_WORDS})|{_WORDS})"
# A number of four digits that counts something is no year.
_UNCOUNTED = (
    r"(?!\s+(?:people|troops|miles|feet|pounds|dollars|members|workers|employees|jobs|men|women|soldiers|tons|tonnes|"
    r"meters|metres|kilometers|kilometres|acres|homes|houses|students|votes|words|points|barrels|shares|copies|others|"
    r"more|residents|families|euros|megawatts|square|cubic)\b)"
)
# What stands between two days of one month.
_TO = r"(?:\s+(?:and|to|or|through)\s+|\s?[-–]\s?)"
# A month that is also a word or a name needs a word before it that asks for a time.
_ASKED = r"(?i:\b(?:in|since|until|till|by|(?P<which>last|next|this)|early|late|mid|from|through|during)[\s-]+)"
_JOINED = r"(?i:\b(?:of|before|after|between|and|to|or)\s+)"
_IN = r"(?<![\w$€£.,-])"
_ZONE = r"(?:\s*\(?(?:[ECMP][SD]T|GMT|UTC|ET|PT|local time|Eastern time|Pacific time)\)?)?"
# The same time by another clock. A weekday behind it stands by itself, and is the day of both.
_ELSEWHERE = rf"(?:\s*\(\d\d:?\d\d\s*(?:GMT|UTC)\)(?=(?:,?\s+(?:on\s+)?(?P<ahead>{'|'.join(_DAYS)})\b)?))"
_FEAST = "|".join(
    sorted((re.escape(capital(f)).replace("'", "[’']").replace("\\ ", r"\s+") for f in FEASTS), key=len, reverse=True)
)
_LENGTHS = r"(?:days|weeks|months|years?|decades?|century)"
# "May 5 of that year", "in July last year".
_RELATIVE = (
    r"(?:,?\s+(?:of\s+)?(?P<relative>this|last|next|that|the same|that same|the following|the previous)\s+year\b)"
)
NTHS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first",
)  # fmt: skip
_TEENS = ("teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
TENS = {word: str(number) for number, word in enumerate(_TEENS, 1)}
# A weekday that every week has, or that is part of a name, is no day of its own.
_REGULAR = r"(?<![Ee]very )(?<![Ee]ach )(?<![Mm]ost )(?<!Bloody )(?<!Black )(?<!Super )(?<!Giving )(?<!Fat )(?<!Good )"
_NO_NAME = (
    r"(?!\s+(?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|World|Mercury|Business|Night\s+[A-Z]|Morning\s+[A-Z]))"
)

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "attacks",
        r"\b(?:9/11\b|Sept(?:\.|ember)?\s+11(?:th)?(?=,?\s+(?i:terror|attacks|hijack|commission)))",
    ),
    ("day", rf"{_MAYBE_NAMED}{_MONTH}\s+{_DAY},?\s+{_YEAR}"),
    ("day", rf"{_MAYBE_NAMED}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}"),
    ("iso day", r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)(?![\d/-])"),
    ("iso day", r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)/(?P<m>\d\d?)/(?P<day>\d\d?)(?![\d/-])"),
    ("iso day", r"(?<![\d/.-])(?P<day>\d\d?)\.(?P<m>\d\d?)\.(?P<year>(?:19|20)\d\d)(?!\d|[/.-]\d)"),
    (
        "day in numbers",
        r"(?<![\d/.-])(?P<one>\d{1,2})[/-](?P<other>\d{1,2})[/-](?P<year>(?:19|20)\d\d|\d\d)(?![\d/-])",
    ),
    ("month", rf"\b(?i:{_ROUGH}){_MONTH}(?:,|\s+of)?\s+{_YEAR}"),
    ("month", rf"\b(?i:{_ROUGH}){_MONTH}(?i:{_RELATIVE})"),
    ("week of a day", rf"\bthe\s+week\s+of\s+{_MONTH}\s+{_DAY}"),
    (
        "day of year",
        rf"{_MAYBE_NAMED}(?i:{_WHICH}){_MONTH}\s+(?:the\s+(?=\d\d?(?:st|nd|rd|th)[,.;:]))?{_DAY}(?i:{_PART}{_RELATIVE}?)",
    ),
    ("day of year", rf"{_MAYBE_NAMED}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}\b(?i:{_PART}{_RELATIVE}?)"),
    (
        "second day",
        rf"(?<=\d)(?:st|nd|rd|th)?{_TO}(?P<expression>{_DAY}(?:,?\s+{_YEAR})?)(?=\W|$)",
    ),
    (
        "first day",
        rf"(?<![\w.,:/$€£-])(?P<expression>{_DAY})(?={_TO}{_DAY.replace('<day>', '<other>')}\s+(?:of\s+)?{_MONTH}\b"
        rf"(?:,?\s+{_YEAR})?)",
    ),
    (
        "day of a month",
        rf"\b(?i:the\s+{_DAY}\s+of\s+(?P<step>this|last|next|the|that|the\s+same)\s+month)\b",
    ),
    ("month of year", rf"{_ASKED}(?P<expression>(?i:{_ROUGH}){_ALONE})(?!\s+\d)(?!\w)"),
    ("month of year", rf"{_JOINED}(?P<expression>(?i:{_ROUGH}){_ALONE})(?!\s+[A-Z\d])(?!\w)"),
    (
        "month of year",
        rf"\b(?P<expression>(?i:{_WHICH}{_ROUGH})(?!May\b|March\b|Mar\b){_ALONE})(?!\s+[A-Z\d])(?!\w)",
    ),
    ("month of year", rf"\b(?i:the|a)\s+(?P<expression>{_ALONE})(?=\s+[a-z])"),
    (
        "same weekday",
        rf"\b(?i:the\s+(?P<step>following|next|previous|preceding|prior))\s+{_NAMED}\b{_NO_NAME}(?i:{_PART})",
    ),
    (
        "from a day",
        rf"\b(?i:{_NUMBER}\s+(?P<unit>day|week|month|year|decade)s?\s+(?P<way>ago|from|before|after)\s+{_WHICH})"
        rf"(?:{_NAMED}\b(?i:{_PART})|(?i:(?P<near>today|tomorrow|yesterday))\b)",
    ),
    ("beside a day", rf"\b(?i:the\s+day\s+(?P<side>before|after)\s+{_WHICH}){_NAMED}\b"),
    ("weekday", rf"\b(?i:{_ROUGH}{_WHICH}{_ROUGH}){_REGULAR}{_NAMED}\b{_NO_NAME}(?i:{_PART})"),
    ("weekday", rf"\b{_REGULAR}{_NAMED}(?i:{_PART}\s+(?:of\s+)?(?P<week>last|this|next)\s+week)\b"),
    ("weekday", rf"\b{_NAMED}\s+(?i:(?P<beyond>week|fortnight))\b(?!\s*[-–’'\d])"),
    ("weekday", rf"\b(?i:a\s+(?P<beyond>week|fortnight)\s+on)\s+{_NAMED}\b{_NO_NAME}(?i:{_PART})"),
    (
        "near day",
        r"\b(?<!USA )(?i:(?P<near>the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow)\b"
        rf"{_PART})",
    ),
    ("near part", rf"\b(?i:(?P<when>this|last)\s+{_PARTS})\b"),
    (
        "unit",
        rf"\b(?i:{_ROUGH}(?<!the )(?<!that )(?P<step>last|this past|this coming|this|next)\s+"
        r"(?P<unit>weekend|week|month|quarter|year|decade|century))\b",
    ),
    (
        "unit",
        rf"\b(?i:{_ROUGH}(?:the\s+)?(?P<step>current|coming|latest|present)\s+"
        r"(?P<unit>weekend|week|month|quarter|year|decade|century))\b",
    ),
    (
        "unit",
        r"\b(?i:(?:earlier|later|early|late)\s+in|(?:end|beginning|start|middle|rest|remainder|close)\s+of)\s+"
        r"(?P<expression>(?i:(?P<step>the)\s+(?P<unit>week|month|quarter|year|decade)))\b(?!\s+of\b)",
    ),
    ("unit", r"\b(?i:(?P<unit>year)(?:-|[’']s[\s-])(?P<step>end))\b"),
    ("weekend", r"\b(?i:(?:over|on|at|during)\s+(?P<expression>the\s+weekend))\b"),
    (
        "ago",
        rf"\b(?i:(?:{_NUMBER}\s+(?P<more>and\s+a\s+half\s+)?|(?P<share>half\s+a|a\s+half|a\s+quarter(?:\s+of\s+a)?)[\s-])"
        r"(?P<unit>day|week|fortnight|month|year|decade|century|centurie)s?\s+(?P<half>and\s+a\s+half\s+)?"
        r"(?P<way>ago|from now|hence)(?:\s+(?P<exact>today|this\s+month))?)\b",
    ),
    ("ago", rf"\b(?i:in\s+{_NUMBER}\s+(?P<unit>day|week|month|year)s?[’']s?\s+(?P<way>time))\b"),
    (
        "later",
        rf"\b(?i:{_NUMBER}\s+(?P<unit>day|week|month|year|decade)s?\s+(?P<way>later|earlier))\b(?!\s+than)",
    ),
    ("later", rf"\b(?i:{_NUMBER}\s+(?P<unit>day|week|month|year|decade)s?\s+(?P<way>before))\b(?=[.,;])"),
    ("year", rf"{_IN}(?i:{_ROUGH}(?:fiscal\s+|post-|pre-)?){_YEAR}(?![\w$%])(?!-\w){_UNCOUNTED}"),
    ("year", rf"(?<=\W)(?i:post-|pre-|mid-){_YEAR}(?!\w)"),
    ("year", rf"{_IN}{_YEAR}(?=-(?:1[5-9]|20)\d\d(?![\w-]))"),
    ("year", rf"(?<=\b\d\d\d\d-){_YEAR}(?![\w-])"),
    (
        "short year",
        r"\b(?i:in|of|since|until|by|before|after|late|early)\s+(?P<expression>[’'](?P<short>\d\d))(?![\d’'s%])",
    ),
    ("decade", r"\b(?i:(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?)(?P<decade>1[5-9]\d|20\d)0[’']?s\b"),
    ("decade", r"(?i:\b(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?)[’'](?P<decade>[2-9])0s\b"),
    (
        "decade",
        rf"(?i:\b(?P<expression>the\s+(?:(?:early|mid|late)[\s-]+)?(?P<tens>{'|'.join(TENS)})))\b",
    ),
    (
        "century",
        rf"\b(?i:(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?:(?P<number>\d\d?)(?:st|nd|rd|th)|(?P<nth>{'|'.join(NTHS)}))[\s-])"
        r"century\b(?!\s+(?:B\.?C|[A-Z]))",
    ),
    ("season", rf"(?i:\b(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR})\b"),
    (
        "season",
        rf"(?i:\b(?:{_WORDED}|(?:in|by|since|until|during)\s+(?:the\s+|early\s+|late\s+)?|early\s+|late\s+)"
        rf"(?P<expression>(?P<season>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?{_YEAR})?))\b",
    ),
    (
        "quarter",
        r"\b(?i:(?:the\s+)?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter"
        rf"(?:\s+(?:of\s+)?(?:(?:fiscal\s+)?{_YEAR}|(?P<relative>this|last|next)\s+year))?)\b",
    ),
    ("quarter", rf"\b(?P<nth>Q[1-4])(?:\s+(?:of\s+)?{_YEAR})?(?![\w-])"),
    (
        "half",
        r"\b(?i:(?:the\s+)?(?P<nth>first|second|latter)[\s-]half\s+of\s+"
        rf"(?:(?:fiscal\s+)?{_YEAR}|(?P<relative>the|this|last|next)\s+year))\b",
    ),
    (
        "feast",
        rf"\b(?i:{_WHICH})(?P<feast>{_FEAST})\b(?!\s+(?:Agreement|Accord|Island|Rising|Carol)\b)(?:,?\s+{_YEAR})?",
    ),
    (
        "clock",
        r"(?i:\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?)"
        rf"{_ZONE}(?:{_ELSEWHERE}|(?:,?\s+(?:on\s+)?(?:{_NAMED}|(?P<near>today|tonight|yesterday|tomorrow)\b))?)",
    ),
    # Two numbers with a colon are a time by their look, their zone or the word before them, else a result or a ratio.
    ("clock", rf"(?<![\w.:-])(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:]|\.\d){_ZONE}{_ELSEWHERE}?"),
    ("clock", rf"(?<![\w.:-])(?P<hour>[1-9]):(?P<minute>[0-5]\d)(?=\s*\(?[A-Z]){_ZONE[:-1]}{_ELSEWHERE}?"),
    (
        "clock",
        rf"(?i:\b(?:at|until|till|from|since|around|about|before|after)\s+)"
        rf"(?P<expression>(?P<hour>[1-9]):(?P<minute>[0-5]\d)(?![\d:]|\.\d){_ZONE}{_ELSEWHERE}?)",
    ),
    (
        "clock",
        r"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s*(?:GMT|UTC|hours|hrs)\b",
    ),
    ("clock", rf"\b(?i:(?P<hour>1[0-2]|[1-9]|{_HOURS})\s+o[’']clock{_SPOKEN}?)"),
    (
        "clock",
        r"\b(?i:at|by|until|till|about|around|before|after)\s+"
        rf"(?P<expression>(?P<hour>1[0-2]|[1-9]|(?i:{_HOURS}))(?::(?P<minute>[0-5]\d))?(?i:{_SPOKEN}))\b",
    ),
    (
        "clock",
        rf"\b(?<![Hh]igh )(?i:(?P<noon>noon|midday|midnight)\b(?:,?\s+(?:on\s+)?{_NAMED})?)",
    ),
    (
        "same day",
        rf"\b(?i:(?:earlier |later )?(?P<step>that|(?:the|that) (?:same|very)|the next|the following|the previous)\s+"
        rf"(?=day\b|morning\b|afternoon\b|evening\b|night\b)(?:day\b)?(?:\s*{_PARTS})?)\b",
    ),
    ("same day", rf"\b(?i:the\s+(?:day|{_PARTS})\s+(?P<step>before))\b(?=[.,;])"),
    (
        "same unit",
        r"\b(?i:(?:earlier |later |early |late )?(?P<step>that|(?:the|that) same|the following|the next|the previous|"
        r"the preceding|the prior)\s+(?P<unit>week|month|year)(?:\s+(?P<relative>last)\s+year)?)\b",
    ),
    ("same unit", r"\b(?i:the\s+(?P<unit>year)\s+(?P<step>before))\b(?=[.,;:)]|\s+(?:and|but|when|because)\b)"),
    ("year earlier", r"\b(?i:the\s+year[\s-](?:earlier|ago)\s+(?:period|quarter|month|half))\b"),
    (
        "now",
        r"\b(?i:right now|now|presently|currently|at present|at the moment|nowadays|these days)\b",
    ),
    (
        "past",
        r"\b(?i:long ago|(?:(?:several|many|some|a few|few)\s+)?(?:days|weeks|months|years|decades|centuries)\s+ago)\b",
    ),
    (
        "past",
        rf"\b(?i:recently|in the (?P<expression>past)(?!\s+(?:\w+\s+){{0,3}}{_LENGTHS})|lately)\b",
    ),
    ("future", r"\b(?i:(?:in\s+)?(?P<expression>the\s+(?:near\s+)?future))\b"),
)
_BETWEEN = re.compile(r"\n\s*\n")


@cache
def forms_and_sieve() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], Sieve]:
    """The forms, and which of them a text may have; made when the first text is read, since that takes its time."""
    compiled = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)
    return compiled, Sieve(pattern for _, pattern in compiled)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in _BETWEEN.finditer(text):
        yield at, gap.start()
        at = gap.end()
    yield at, len(text)


def forms_in(text: str) -> list[tuple[int, int, str, re.Match[str]]]:
    """The expressions of the text in order, none overlapping, none over two paragraphs: start, end, the name of the
    form, and its match."""
    found = []
    forms, sieve = forms_and_sieve()
    for start, end in _paragraphs(text):
        for number in sieve.may_match(text[start:end]):
            for match in forms[number][1].finditer(text, start, end):
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
    return [(start, end, forms[number][0], match) for start, end, number, match in kept]
