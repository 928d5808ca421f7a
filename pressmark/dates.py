"""Uncertain dates: a subset of EDTF (Library of Congress, 2019), parsed, ordered and said in words."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A date as EDTF, with the first and last day it can mean ("YYYY-MM-DD", "" when open or unknown).

    Dates sort by earliest day, then latest, then their text; unknown ones sort after all others when sorted by
    `sort_key`. `text` is the EDTF as written, "unknown" when nothing is known.
    """

    earliest: str
    latest: str
    text: str

    @property
    def known(self) -> bool:
        return self.text != "unknown"


UNKNOWN_DATE = Date("", "", "unknown")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_DAY = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T((?:[01][0-9]|2[0-3]):[0-5][0-9])(?::[0-5][0-9])?(Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?"
)
_OPEN = ("", "..")


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _single(text: str) -> tuple[str, str] | None:
    """The first and last day of a date that is no interval; None if it is not EDTF or not in the calendar."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day, _ = match.groups()
    if "X" in year:
        low, high = year.replace("X", "0"), year.replace("X", "9")
        return (f"{low}-01-01", f"{high}-12-31") if month is None and low != "0000" else None
    number = int(year)
    if number == 0:
        return None
    if month in (None, "XX"):
        return (f"{year}-01-01", f"{year}-12-31") if day in (None, "XX") else None
    if not 1 <= int(month) <= 12:
        return None
    last = _last_day(number, int(month))
    if day in (None, "XX"):
        return f"{year}-{month}-01", f"{year}-{month}-{last}"
    return (f"{year}-{month}-{day}",) * 2 if 1 <= int(day) <= last else None


def _interval(text: str) -> tuple[str, str] | None:
    start, _, end = text.partition("/")
    first = ("", "") if start in _OPEN else _single(start)
    last = ("", "") if end in _OPEN else _single(end)
    if first is None or last is None or (start in _OPEN and end in _OPEN):
        return None
    if first[0] and last[1] and first[0] > last[1]:
        return None
    return first[0], last[1]


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Date | None:
    """The date that the EDTF text means, None if it is not of our subset, not in the calendar, or runs backwards."""
    if text == "unknown":
        return UNKNOWN_DATE
    if "/" in text:
        days = _interval(text)
    else:
        moment = _MOMENT.fullmatch(text)
        days = _single(moment[1] if moment else text)
    return Date(*days, text) if days else None


def sort_key(date: Date) -> tuple[bool, str, str, str]:
    """What dates are sorted by: the first possible day, or the last where that is open; unknown ones come last."""
    return not date.known, date.earliest or date.latest, date.latest or "9999-12-31", date.text


def later(date: Date, other: Date) -> bool:
    """Whether `date` begins after the last day that `other` can mean; False if either is open."""
    return bool(date.earliest and other.latest and date.earliest > other.latest)


def _plain_words(text: str) -> str:
    """A date without qualifier in words: "4 March 2031", "March 2031, day unknown", "the 2030s"."""
    if text.endswith("XX") and len(text) == 4:
        return f"between {text[:2]}00 and {text[:2]}99"
    if text.endswith("X") and len(text) == 4:
        return f"the {text[:3]}0s"
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if month == "XX":
        return f"{int(year)}, month and day unknown" if day else f"{int(year)}, month unknown"
    if not month:
        return str(int(year))
    named = f"{MONTHS[int(month) - 1]} {int(year)}"
    if not day:
        return named
    return f"{named}, day unknown" if day == "XX" else f"{int(day)} {named}"


def _single_words(text: str) -> str:
    words = _plain_words(text.rstrip("~?%"))
    if text[-1] in "~%":
        words = f"about {words}"
    return f"{words}, uncertain" if text[-1] in "?%" else words


def _span_words(start: str, end: str) -> str:
    """Two dates as one phrase that says what they share once: "1–7 March 2031", "28 February – 3 March 2031"."""
    first, last = _single_words(start), _single_words(end)
    if any(c in start + end for c in "~?%X"):
        return f"{first} to {last}"
    if len(start) != len(end):
        return f"{first} – {last}"
    if len(start) == 10 and start[:7] == end[:7]:
        return first if start == end else f"{int(start[8:])}–{last}"
    if len(start) == 10 and start[:4] == end[:4]:
        return f"{first.rsplit(' ', 1)[0]} – {last}"
    if len(start) == 7 and start[:4] == end[:4]:
        return first if start == end else f"{first.rsplit(' ', 1)[0]}–{last}"
    return f"{first}–{last}" if len(start) == 4 else f"{first} – {last}"


def in_words(date: Date) -> str:
    """The date as a reader says it: "4 March 2031", "about March 2031", "1–7 March 2031", "undated"."""
    text = date.text
    if not date.known:
        return "undated"
    moment = _MOMENT.fullmatch(text)
    if moment:
        zone = {"Z": " UTC", None: ""}.get(moment[3], f" {moment[3]}")
        return f"{_plain_words(moment[1])}, {moment[2]}{zone}"
    start, slash, end = text.partition("/")
    if not slash:
        return _single_words(text)
    if start in _OPEN:
        return f"until {_single_words(end)}" + ("" if start else ", beginning unknown")
    if end in _OPEN:
        return f"from {_single_words(start)}" + ("" if end else ", end unknown")
    return _span_words(start, end)


def _short_single(text: str) -> str:
    plain = text.rstrip("~?%")
    if plain.endswith("XX") and len(plain) == 4:
        plain = f"{plain[:2]}00–{plain[:2]}99"
    elif plain.endswith("X") and len(plain) == 4:
        plain = f"{plain[:3]}0s"
    plain = plain.replace("-XX", "")
    return ("c. " if text[-1] in "~%" else "") + plain + ("?" if text[-1] in "?%" else "")


def short(date: Date) -> str:
    """The date for the column of a list: "2031-03-04", "c. 2031-03", "2031-03-01 – 2031-03-07", "undated"."""
    if not date.known:
        return "undated"
    moment = _MOMENT.fullmatch(date.text)
    if moment:
        return moment[1]
    start, slash, end = date.text.partition("/")
    if not slash:
        return _short_single(start)
    first = "" if start in _OPEN else _short_single(start) + " "
    last = "" if end in _OPEN else " " + _short_single(end)
    return f"{first}–{last}"


# ---- what a wrong form most likely means, for hints -----------------------------------------------------------------

_MONTH = "(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|Sept)\.?"
_ABOUT = re.compile(
    r"(?:c\.?|ca\.?|circa|about|around|early|late|mid|spring|summer|autumn|fall|winter)[\s-]+(.+)", re.I
)
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?:\w+day,? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)? {_MONTH},? (?P<year>\d{{4}})",
        rf"(?:\w+day,? )?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        rf"{_MONTH},? (?P<year>\d{{4}})",
        r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})",
        r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})",
    )
)
_NUMBERS = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})")
_WITH_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.I
)
_YEARS = re.compile(r"(\d{4})\s*(?:-|–|—|to)\s*(\d{4})")


def _checked(text: str) -> str:
    return text if parse_date(text) else ""


def _from_forms(text: str) -> str:
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is None:
            continue
        found = match.groupdict()
        if found.get("month"):
            month = next(n for n, name in enumerate(MONTHS, 1) if name[:3].lower() == found["month"][:3].lower())
        else:
            month = int(found["number"])
        whole = f"{found['year']}-{month:02}"
        day = found.get("day")
        return _checked(f"{whole}-{int(day):02}" if day else whole) or _checked(whole)
    return ""


def _from_numbers(text: str) -> str:
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return ""
    one, other, year = int(match[1]), int(match[3]), match[4]
    both = (_checked(f"{year}-{other:02}-{one:02}"), _checked(f"{year}-{one:02}-{other:02}"))
    # With full stops the day comes first wherever they are used.
    forms = both[:1] if match[2] == "." and both[0] else both
    return " or ".join(dict.fromkeys(form for form in forms if form))


def _from_intervals(text: str) -> str:
    match = _YEARS.fullmatch(text)
    if match:
        return _checked(f"{match[1]}/{match[2]}")
    start, slash, end = text.partition("/")
    return _checked(f"{end}/{start}") if slash and end not in _OPEN else ""


def suggestion(text: str) -> str:
    """What to write instead of a text that is no date here: "2031-03-04", "2031-03-04 or 2031-04-03", "" if unclear."""
    cleaned = " ".join(text.split()).strip(".,")
    rough = _ABOUT.fullmatch(cleaned)
    if rough:
        inner = _checked(rough[1].rstrip("~?%")) or _from_forms(rough[1])
        return f"{inner}~" if inner else ""
    timed = _WITH_TIME.fullmatch(cleaned)
    if timed:
        zone = (timed[3] or "").upper().replace("UTC", "Z").replace("GMT", "Z")
        if len(zone) == 5:
            zone = f"{zone[:3]}:{zone[3:]}"
        return _checked(f"{timed[1]}T{timed[2]:0>5}{zone}")
    return _checked(cleaned.upper()) or _from_numbers(cleaned) or _from_intervals(cleaned) or _from_forms(cleaned)


def date_hint(text: str) -> str:
    """A hint for whoever wrote a text that is no date here."""
    found = suggestion(text)
    if " or " in found:
        return f"write {found}, whichever is meant, or unknown"
    if found:
        return f"write {found}, or unknown"
    return "write 2031-03-04, 2031-03~ if roughly, or unknown"
