"""BUILD, annotators: dates and times in running text, from a text and the day it was published on to Timexes.

English only. `date_forms` finds the expressions; here each form has a reader that says what it means on the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pressmark.annotators import date_values as values
from pressmark.annotators.date_feasts import feast
from pressmark.annotators.date_forms import NTHS, TENS, forms_in
from pressmark.annotators.date_references import (
    PARTS,
    At,
    clock,
    day_of_a_month,
    from_a_day,
    later,
    number_of,
    relative_year,
    same_day,
    same_unit,
    same_weekday,
    second_day,
    that_weekday,
    with_part,
    year_earlier,
)
from pressmark.annotators.date_values import SEASONS, WEEKDAYS
from pressmark.annotators.tense import month_tense
from pressmark.dates import MONTHS


@dataclass(frozen=True, slots=True, order=True)
class Timex:
    """A date or time in the text: its span, and what it means as a TimeML value: "2031-03-04", "2031-03", "2031-W10",
    "2031-SP", "2031-03-04TNI", "203X", "PAST_REF". `form` names its form."""

    start: int
    end: int
    value: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """A date or time in the text before its day of publication is known: its span, its form, and what was matched."""

    start: int
    end: int
    form: str
    match: re.Match[str]


_Reader = Callable[[re.Match[str], At], str]

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ORDINALS |= {f"q{number}": number for number in (1, 2, 3, 4)}
_LEADING = 300  # code points at a text's beginning
# Quarters that are parts of a game.
_GAME = re.compile(r"\b(?:touchdowns?|yards?|field goal|scored|rebounds?|quarterback|halftime|pointer|free throws?)\b")
# What stands behind the first of two dates whose year is said once.
_SECOND = re.compile(
    rf"\s*(?:,?\s+(?:and|to|through|until|till|or)\s+|[-–]\s?)(?:(?:\d{{1,2}}\s+)?(?:{'|'.join(MONTHS)})\b"
    r"(?:\s+\d{1,2}(?!\d))?|\d{1,2}(?:st|nd|rd|th)?),?\s+(?P<year>1[5-9]\d\d|20\d\d)\b"
)


# "On a Tuesday" is any Tuesday; "a Tuesday meeting" was held on one. "That Tuesday" is near the day last spoken of.
_ANY = re.compile(r"\b[Aa]\s$")
_ALONE = re.compile(r"[.,;:]|\s+(?:and|or|in|is|was)\b|$")
_THAT = re.compile(r"(?:\bThat|(?:\b(?:on|by|until|since|of|before|after|from)|[,;:(])\s+that)\s$")


def _month_number(name: str) -> int:
    return next(n for n, full in enumerate(MONTHS, 1) if full[:3].lower() == name[:3].lower())


def _which(found: re.Match[str]) -> str:
    word = (found.groupdict().get("which") or "").lower()
    return {"this past": "last", "this coming": "next", "coming": "next"}.get(word, word)


# ---- readers --------------------------------------------------------------------------------------------------------


def _full(found: re.Match[str], at: At) -> str:
    day = values.real_day(int(found["year"]), _month_number(found["month"]), int(found["day"]))
    return with_part(day.isoformat(), found) if day else ""


def _in_numbers(found: re.Match[str], at: At) -> str:
    one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
    if year < 100:
        year += 1900 if year > at.dct.year % 100 + 20 else at.dct.year // 100 * 100
    day = values.real_day(year, one, other) or values.real_day(year, other, one)
    return day.isoformat() if day else ""


def _iso(found: re.Match[str], at: At) -> str:
    day = values.real_day(int(found["year"]), int(found["m"]), int(found["day"]))
    return day.isoformat() if day else ""


def _month_year(found: re.Match[str], at: At) -> str:
    year = found["year"] if "year" in found.groupdict() else relative_year(found, at)
    return f"{year}-{_month_number(found['month']):02}" if year else ""


def _month_day(found: re.Match[str], at: At) -> str:
    named = next((n for n, name in enumerate(WEEKDAYS) if name[:3] == (found["named"] or "")[:3].lower()), None)
    month, number = _month_number(found["month"]), int(found["day"])
    if year := relative_year(found, at) or _year_behind(found, at):
        known = values.real_day(int(year), month, number)
        return with_part(known.isoformat(), found) if known else ""
    day = values.day_in_year(at.dct, month, number, at.tense(found), _which(found), named)
    return with_part(day.isoformat(), found) if day else ""


def _first_day(found: re.Match[str], at: At) -> str:
    """The 3 of "3-5 June"; its year and tense are those of the days together."""
    month, number = _month_number(found["month"]), int(found["day"])
    day = (
        values.real_day(int(found["year"]), month, number)
        if found["year"]
        else values.day_in_year(at.dct, month, number, at.tense(found))
    )
    return day.isoformat() if day else ""


def _year_behind(found: re.Match[str], at: At) -> str:
    """The year that stands behind the second of two dates: "from June 5 to July 10, 1987"."""
    behind = _SECOND.match(at.text, found.end())
    return behind["year"] if behind else ""


def _month(found: re.Match[str], at: At) -> str:
    if year := _year_behind(found, at):
        return f"{year}-{_month_number(found['month']):02}"
    if _THAT.search(at.text, max(0, found.start("month") - 12), found.start("month")) and at.last[:4].isdigit():
        return f"{at.last[:4]}-{_month_number(found['month']):02}"
    looks = month_tense(at.text, found.start("month"), found.end())
    return values.month_in_year(at.dct, _month_number(found["month"]), looks, _which(found))


def _weekday(found: re.Match[str], at: At) -> str:
    number = WEEKDAYS.index(found["weekday"].lower())
    if week := (found.groupdict().get("week") or "").lower():
        day = values.moved(at.dct, number - at.dct.weekday() + 7 * _STEP[week])
    elif beyond := (found.groupdict().get("beyond") or "").lower():  # "Tuesday week", "a week on Tuesday"
        day = values.moved(values.weekday(at.dct, number, "future"), 14 if beyond == "fortnight" else 7)
    elif _ANY.search(at.text, max(0, found.start() - 3), found.start()) and _ALONE.match(at.text, found.end()):
        return ""
    elif _THAT.search(at.text, max(0, found.start() - 12), found.start()):
        return that_weekday(found, at, number)
    else:
        leading = found.start() < _LEADING
        day = values.weekday(at.dct, number, at.tense(found), _which(found), leading=leading)
    return with_part(day.isoformat(), found)


def _beside_a_day(found: re.Match[str], at: At) -> str:
    number = WEEKDAYS.index(found["weekday"].lower())
    day = values.weekday(at.dct, number, at.tense(found), _which(found))
    return values.moved(day, -1 if found["side"].lower() == "before" else 1).isoformat()


def _near_day(found: re.Match[str], at: At) -> str:
    word = found["near"].lower()
    if word == "tonight":
        return f"{at.dct.isoformat()}TNI"
    if word.startswith("the day "):
        return values.moved(at.dct, -2 if "before" in word else 2).isoformat()
    return with_part(values.moved(at.dct, {"yesterday": -1, "tomorrow": 1}.get(word, 0)).isoformat(), found)


def _this_part(found: re.Match[str], at: At) -> str:
    day = values.moved(at.dct, -1 if found["when"].lower() == "last" else 0)
    return f"{day.isoformat()}T{PARTS[found['part'].lower()]}"


_STEP = {
    "last": -1, "latest": -1, "this past": -1, "this": 0, "current": 0, "present": 0, "the": 0, "end": 0, "next": 1,
    "coming": 1, "this coming": 1,
}  # fmt: skip


def _unit(found: re.Match[str], at: At) -> str:
    step, unit = _STEP[" ".join(found["step"].lower().split())], found["unit"].lower()
    if unit == "week":
        return values.week(values.moved(at.dct, 7 * step))
    if unit == "weekend":
        return values.week(values.moved(at.dct, 7 * step)) + "-WE"
    if unit == "month":
        return values.month(at.dct, step)
    if unit == "quarter":
        return values.quarters_on(at.dct, step)
    if unit == "decade":
        return f"{int(values.year(at.dct, 10 * step)) // 10:03}X"
    if unit == "century":
        return f"{int(values.year(at.dct, 100 * step)) // 100:02}XX"
    return values.year(at.dct, step)


def _weekend(found: re.Match[str], at: At) -> str:
    ahead = at.tense(found) == "future" or at.dct.weekday() > 4
    return values.week(at.dct if ahead else values.moved(at.dct, -7)) + "-WE"


_IN_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}


def _ago(found: re.Match[str], at: At) -> str:
    groups = found.groupdict()
    unit = found["unit"].lower().replace("centurie", "century")
    sign = 1 if found["way"].lower() == "ago" else -1
    if groups.get("share") or groups.get("more") or groups.get("half"):
        return _ago_in_parts(found, at, unit, sign)
    number = number_of(found["number"])
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    if groups.get("exact") and sign > 0 and unit in ("year", "decade"):
        year = int(values.year(at.dct, -number * (10 if unit == "decade" else 1)))
        day = values.real_day(year, at.dct.month, at.dct.day)
        return f"{year:04}-{at.dct.month:02}" if "month" in found["exact"] or day is None else day.isoformat()
    return values.ago(at.dct, sign * number, unit)


def _ago_in_parts(found: re.Match[str], at: At, unit: str, sign: int) -> str:
    """ "Two and a half years ago", "half a century ago": as exact as the unit; of weeks and days none."""
    months = _IN_MONTHS.get(unit, 0)
    part = (found["share"] or "half").lower()
    months = months * number_of(found["number"] or "0") + months // (4 if "quarter" in part else 2)
    if months < 1:
        return ""
    value = values.month(at.dct, -sign * months)
    return value if unit == "month" or months < 12 else value[:4]


def _year(found: re.Match[str], at: At) -> str:
    return found["year"]


def _short_year(found: re.Match[str], at: At) -> str:
    century = at.dct.year // 100 - (int(found["short"]) > at.dct.year % 100 + 1)
    return f"{century:02}{found['short']}"


def _decade(found: re.Match[str], at: At) -> str:
    if tens := (found.groupdict().get("tens") or "").lower():
        return f"19{TENS[tens]}X"
    return f"{found['decade'] if len(found['decade']) == 3 else '19' + found['decade']}X"


def _century(found: re.Match[str], at: At) -> str:
    number = int(found["number"] or 0) or NTHS.index(found["nth"].lower()) + 1
    return f"{number - 1:02}XX" if 1 < number <= 21 else ""


def _season(found: re.Match[str], at: At) -> str:
    if found["year"]:
        return f"{found['year']}-{SEASONS[found['season'].lower()]}"
    return values.season(at.dct, found["season"].lower(), at.tense(found), _which(found))


def _quarter(found: re.Match[str], at: At) -> str:
    if _GAME.search(at.text, max(0, found.start() - 120), found.end() + 120):
        return ""
    number = _ORDINALS[found["nth"].lower()]
    if year := found["year"] or relative_year(found, at):
        return f"{year}-Q{number}"
    return values.quarter(at.dct, number, at.tense(found))


def _half(found: re.Match[str], at: At) -> str:
    return f"{found['year'] or relative_year(found, at)}-H{1 if found['nth'].lower() == 'first' else 2}"


def _feast(found: re.Match[str], at: At) -> str:
    name = " ".join(found["feast"].lower().replace("’", "'").split())
    return feast(at.dct, name, at.tense(found), _which(found), int(found["year"] or 0))


def _week_of(found: re.Match[str], at: At) -> str:
    day = values.day_in_year(at.dct, _month_number(found["month"]), int(found["day"]), at.tense(found))
    return values.week(day) if day else ""


def _constant(value: str) -> _Reader:
    return lambda found, at: value


# What each form of date_forms means.
_READERS: dict[str, _Reader] = {
    "day": _full, "iso day": _iso, "day in numbers": _in_numbers, "month": _month_year, "week of a day": _week_of,
    "day of year": _month_day, "second day": second_day, "month of year": _month, "weekday": _weekday,
    "beside a day": _beside_a_day, "same weekday": same_weekday, "from a day": from_a_day, "first day": _first_day,
    "day of a month": day_of_a_month, "year earlier": year_earlier,
    "near day": _near_day, "near part": _this_part, "unit": _unit, "weekend": _weekend, "ago": _ago, "year": _year,
    "short year": _short_year, "decade": _decade, "century": _century, "season": _season, "quarter": _quarter,
    "half": _half, "feast": _feast, "clock": clock, "same day": same_day, "same unit": same_unit, "later": later,
    "attacks": _constant("2001-09-11"), "now": _constant("PRESENT_REF"), "past": _constant("PAST_REF"),
    "future": _constant("FUTURE_REF"),
}  # fmt: skip
# Forms that later words ("that day", "and 25") refer to.
_DATED = frozenset(
    ["day", "iso day", "day of year", "weekday", "beside a day", "near day", "month", "month of year", "year",
     "short year", "quarter", "feast", "second day", "same day", "same unit", "later", "attacks", "same weekday",
     "from a day", "day of a month"]
)  # fmt: skip


def meaning(expression: Expression, text: str, dct: date) -> str:
    """What an expression of the text means on a day; "" if nothing."""
    return _READERS[expression.form](expression.match, At(text, dct, dct.isoformat()))


def expressions(text: str) -> tuple[Expression, ...]:
    """The expressions of the text in order, none overlapping, before anybody says on which day it was written."""
    return tuple(Expression(start, end, form, match) for start, end, form, match in forms_in(text))


def timexes(text: str, dct: date, known: tuple[Expression, ...] | None = None) -> tuple[Timex, ...]:
    """The dates and times that the text names, in order, none overlapping, as they are meant in a text of that day.

    What no day of the calendar can be ("31 June 2031") is left out. `known` are its expressions, if found before.
    """
    at = At(text, dct, dct.isoformat())
    read = []
    for found in expressions(text) if known is None else known:
        value = _READERS[found.form](found.match, at)
        if not value:
            continue
        shown = text[found.start : found.end].rstrip()
        read.append(Timex(found.start, found.start + len(shown), value, found.form))
        groups = found.match.groupdict()
        if found.form in _DATED or (found.form == "clock" and (groups.get("weekday") or groups.get("near"))):
            at.last, at.last_end = value, found.end
    return tuple(read)
