"""BUILD, annotators: dates and times in running text, from a text and the day it was published on to Timexes.

English only. `date_forms` finds the expressions; here each form has a reader that says what it means on the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pressmark.annotators import date_values as values
from pressmark.annotators.date_forms import NUMBERS, forms_in
from pressmark.annotators.date_values import SEASONS, WEEKDAYS
from pressmark.annotators.tense import Tense, tense
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


@dataclass(slots=True)
class _At:
    """Where a reader stands: the text, the day of publication, and the day last spoken of."""

    text: str
    dct: date
    last: str

    def tense(self, found: re.Match[str]) -> Tense:
        return tense(self.text, found.start(), found.end())


_Reader = Callable[[re.Match[str], _At], str]

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def _month_number(name: str) -> int:
    return next(n for n, full in enumerate(MONTHS, 1) if full[:3].lower() == name[:3].lower())


def _number(word: str) -> int:
    plain = word.lower()
    if plain.isdigit():
        return int(plain)
    return sum(NUMBERS.get(part, 0) for part in re.split(r"[\s-]", plain))


def _which(found: re.Match[str]) -> str:
    word = (found.groupdict().get("which") or "").lower()
    return {"this past": "last", "this coming": "next", "coming": "next"}.get(word, word)


def _with_part(day: str, found: re.Match[str]) -> str:
    part = found.groupdict().get("part")
    return f"{day}T{_PARTS[part.lower()]}" if day and part else day


# ---- readers --------------------------------------------------------------------------------------------------------


def _full(found: re.Match[str], at: _At) -> str:
    day = values.real_day(int(found["year"]), _month_number(found["month"]), int(found["day"]))
    return _with_part(day.isoformat(), found) if day else ""


def _in_numbers(found: re.Match[str], at: _At) -> str:
    one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
    if year < 100:
        year += 1900 if year > at.dct.year % 100 + 20 else at.dct.year // 100 * 100
    day = values.real_day(year, one, other) or values.real_day(year, other, one)
    return day.isoformat() if day else ""


def _iso(found: re.Match[str], at: _At) -> str:
    day = values.real_day(int(found["year"]), int(found["m"]), int(found["day"]))
    return day.isoformat() if day else ""


def _month_year(found: re.Match[str], at: _At) -> str:
    years = {"this": 0, "last": -1, "next": 1}
    relative = (found.groupdict().get("relative") or "").lower()
    year = found["year"] if not relative else values.year(at.dct, years[relative])
    return f"{year}-{_month_number(found['month']):02}"


def _month_day(found: re.Match[str], at: _At) -> str:
    named = next((n for n, name in enumerate(WEEKDAYS) if name[:3] == (found["named"] or "")[:3].lower()), None)
    month, number = _month_number(found["month"]), int(found["day"])
    day = values.day_in_year(at.dct, month, number, at.tense(found), _which(found), named)
    return _with_part(day.isoformat(), found) if day else ""


def _second_day(found: re.Match[str], at: _At) -> str:
    last = re.fullmatch(r"(\d{4})-(\d\d)-\d\d(?:T\w+)?", at.last)
    day = values.real_day(int(last[1]), int(last[2]), int(found["day"])) if last else None
    return day.isoformat() if day else ""


def _month(found: re.Match[str], at: _At) -> str:
    return values.month_in_year(at.dct, _month_number(found["month"]), at.tense(found), _which(found))


def _weekday(found: re.Match[str], at: _At) -> str:
    number = WEEKDAYS.index(found["weekday"].lower())
    day = values.weekday(at.dct, number, at.tense(found), _which(found))
    return _with_part(day.isoformat(), found)


def _beside_a_day(found: re.Match[str], at: _At) -> str:
    number = WEEKDAYS.index(found["weekday"].lower())
    day = values.weekday(at.dct, number, at.tense(found), _which(found))
    return values.moved(day, -1 if found["side"].lower() == "before" else 1).isoformat()


def _near_day(found: re.Match[str], at: _At) -> str:
    word = found["near"].lower()
    if word == "tonight":
        return f"{at.dct.isoformat()}TNI"
    if word.startswith("the day "):
        return values.moved(at.dct, -2 if "before" in word else 2).isoformat()
    return _with_part(values.moved(at.dct, {"yesterday": -1, "tomorrow": 1}.get(word, 0)).isoformat(), found)


def _this_part(found: re.Match[str], at: _At) -> str:
    day = values.moved(at.dct, -1 if found["when"].lower() == "last" else 0)
    return f"{day.isoformat()}T{_PARTS[found['part'].lower()]}"


_STEP = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


def _unit(found: re.Match[str], at: _At) -> str:
    step, unit = _STEP[found["step"].lower()], found["unit"].lower()
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


def _weekend(found: re.Match[str], at: _At) -> str:
    ahead = at.tense(found) == "future" or at.dct.weekday() > 4
    return values.week(at.dct if ahead else values.moved(at.dct, -7)) + "-WE"


def _ago(found: re.Match[str], at: _At) -> str:
    number = _number(found["number"])
    return values.ago(at.dct, number if found["way"].lower() in ("ago", "earlier") else -number, found["unit"].lower())


def _year(found: re.Match[str], at: _At) -> str:
    return found["year"]


def _decade(found: re.Match[str], at: _At) -> str:
    return f"{found['decade'] if len(found['decade']) == 3 else '19' + found['decade']}X"


def _season(found: re.Match[str], at: _At) -> str:
    if found["year"]:
        return f"{found['year']}-{SEASONS[found['season'].lower()]}"
    return values.season(at.dct, found["season"].lower(), at.tense(found), _which(found))


def _quarter(found: re.Match[str], at: _At) -> str:
    number = _ORDINALS[found["nth"].lower()]
    if found["year"]:
        return f"{found['year']}-Q{number}"
    return values.quarter(at.dct, number, at.tense(found))


def _feast(found: re.Match[str], at: _At) -> str:
    name = found["feast"].lower().replace("’", "'")
    return values.feast(at.dct, name, at.tense(found), _which(found), int(found["year"] or 0))


def _clock(found: re.Match[str], at: _At) -> str:
    groups = found.groupdict()
    hour, minute = int(groups.get("hour") or 0), int(groups.get("minute") or 0)
    if word := (groups.get("noon") or "").lower():
        hour = 0 if word == "midnight" else 12
    elif (groups.get("half") or "").lower().startswith("p") and hour < 12:
        hour += 12
    elif (groups.get("half") or "").lower().startswith("a") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return ""
    day = at.last[:10] if re.match(r"\d{4}-\d\d-\d\d", at.last) else at.dct.isoformat()
    if groups.get("weekday"):
        number = WEEKDAYS.index(found["weekday"].lower())
        day = values.weekday(at.dct, number, at.tense(found)).isoformat()
    return f"{day}T{hour:02}:{minute:02}"


def _same_day(found: re.Match[str], at: _At) -> str:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", at.last)
    if match is None:
        return ""
    day = values.real_day(int(match[1]), int(match[2]), int(match[3]))
    steps = {"that": 0, "same": 0, "next": 1, "following": 1, "previous": -1, "before": -1}
    word = next(w for w in steps if w in found[0].lower())
    return _with_part(values.moved(day, steps[word]).isoformat(), found) if day else ""


def _same_year(found: re.Match[str], at: _At) -> str:
    if not re.match(r"\d{4}", at.last):
        return ""
    step = {"following": 1, "next": 1, "previous": -1}.get(found["step"].lower().split()[-1], 0)
    return f"{int(at.last[:4]) + step:04}"


def _week_of(found: re.Match[str], at: _At) -> str:
    day = values.day_in_year(at.dct, _month_number(found["month"]), int(found["day"]), at.tense(found))
    return values.week(day) if day else ""


def _constant(value: str) -> _Reader:
    return lambda found, at: value


# What each form of date_forms.FORMS means.
_READERS: dict[str, _Reader] = {
    "day": _full, "iso day": _iso, "day in numbers": _in_numbers, "month": _month_year, "week of a day": _week_of,
    "day of year": _month_day, "second day": _second_day, "month of year": _month, "weekday": _weekday,
    "beside a day": _beside_a_day,
    "near day": _near_day, "near part": _this_part, "unit": _unit, "weekend": _weekend, "ago": _ago, "year": _year,
    "decade": _decade, "season": _season, "quarter": _quarter, "feast": _feast, "clock": _clock, "same day": _same_day,
    "same year": _same_year, "now": _constant("PRESENT_REF"), "past": _constant("PAST_REF"),
    "future": _constant("FUTURE_REF"),
}  # fmt: skip
# Forms that later words ("that day", "and 25") refer to.
_DATED = frozenset(["day", "iso day", "day of year", "weekday", "beside a day", "month", "year", "feast", "second day"])


def meaning(expression: Expression, text: str, dct: date) -> str:
    """What an expression of the text means on a day; "" if nothing."""
    return _READERS[expression.form](expression.match, _At(text, dct, dct.isoformat()))


def expressions(text: str) -> tuple[Expression, ...]:
    """The expressions of the text in order, none overlapping, before anybody says on which day it was written."""
    return tuple(Expression(start, end, form, match) for start, end, form, match in forms_in(text))


def timexes(text: str, dct: date, known: tuple[Expression, ...] | None = None) -> tuple[Timex, ...]:
    """The dates and times that the text names, in order, none overlapping, as they are meant in a text of that day.

    What no day of the calendar can be ("31 June 2031") is left out. `known` are its expressions, if found before.
    """
    at = _At(text, dct, dct.isoformat())
    read = []
    for found in expressions(text) if known is None else known:
        value = _READERS[found.form](found.match, at)
        if not value:
            continue
        shown = text[found.start : found.end].rstrip()
        read.append(Timex(found.start, found.start + len(shown), value, found.form))
        if found.form in _DATED:
            at.last = value
    return tuple(read)
