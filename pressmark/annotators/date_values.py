"""BUILD, annotators: what relative dates mean on a given day, as TimeML values ("2031-03-04", "2031-W10")."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from pressmark.annotators.tense import Tense

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
# A day and month without a year is the nearest one; a sentence in the past may still speak of one so soon ahead ("had
# been set for 3 March"), and one that looks ahead may speak of an anniversary.
_SOON = timedelta(days=90)
_LONG_PAST = timedelta(days=150)


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, None if the calendar has none."""
    if MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def moved(day: date, days: int) -> date:
    """The day so many days later; the end of the calendar if it runs out."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def weekday(dct: date, number: int, tense: Tense, word: str = "") -> date:
    """The weekday (0 is Monday) that is meant on `dct`: the day itself, else by tense; `word` is last, next or this."""
    back = (dct.weekday() - number) % 7
    ahead = (number - dct.weekday()) % 7
    if word == "last":
        return moved(dct, -(back or 7))
    if word in ("next", "coming"):
        return moved(dct, ahead or 7)
    if word == "this":
        return moved(dct, number - dct.weekday())
    return moved(dct, ahead) if tense == "future" else moved(dct, -back)


def day_in_year(
    dct: date, month: int, number: int, tense: Tense, word: str = "", named: int | None = None
) -> date | None:
    """The day and month in the year that is meant: one on the weekday `named`, the nearest one, unless the sentence
    says otherwise."""
    found = [day for year in (dct.year - 1, dct.year, dct.year + 1) if (day := real_day(year, month, number))]
    if not found:
        return real_day(dct.year - dct.year % 4, month, number)
    if named is not None and any(day.weekday() == named for day in found):
        found = [day for day in found if day.weekday() == named]
    nearest = min(found, key=lambda day: (abs(day - dct), day))
    past, ahead = [day for day in found if day <= dct], [day for day in found if day > dct]
    if past and (word == "last" or (tense == "past" and nearest - dct > _SOON)):
        return past[-1]
    if ahead and (word == "next" or (tense == "future" and dct - nearest > _LONG_PAST)):
        return ahead[0]
    return nearest


def month_in_year(dct: date, month: int, tense: Tense, word: str = "") -> str:
    """The month in the year that is meant: the latest one, or the next one when the sentence looks ahead."""
    if word == "last":
        year = dct.year - (month >= dct.month)
    elif word == "next":
        year = dct.year + (month <= dct.month)
    elif tense == "future":
        year = dct.year + (month < dct.month)
    else:
        year = dct.year - (month > dct.month)
    return f"{year:04}-{month:02}"


def week(day: date) -> str:
    """The ISO week that holds the day."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def month(dct: date, months: int) -> str:
    """The month so many months after the one of `dct`."""
    index = min(max(dct.year * 12 + dct.month - 1 + months, 12), MAXYEAR * 12 + 11)
    return f"{index // 12:04}-{index % 12 + 1:02}"


def year(dct: date, years: int) -> str:
    return f"{min(max(dct.year + years, MINYEAR), MAXYEAR):04}"


def quarter(dct: date, number: int, tense: Tense) -> str:
    """The quarter (1 to 4) of the year that is meant: the latest that has begun, or the next when looking ahead."""
    now = (dct.month - 1) // 3 + 1
    years = (number < now) if tense == "future" else -(number > now)
    return f"{year(dct, int(years))}-Q{number}"


def quarters_on(dct: date, quarters: int) -> str:
    index = dct.year * 4 + (dct.month - 1) // 3 + quarters
    return f"{max(index // 4, 1):04}-Q{index % 4 + 1}"


def season(dct: date, name: str, tense: Tense, word: str = "") -> str:
    """The season of the year that is meant; a winter belongs to the year in which it begins."""
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[SEASONS[name]]
    if word == "last":
        years = -(dct.month < begins + 3)
    elif word == "next" or tense == "future":
        years = int(dct.month > begins + 2)
    else:
        years = -(dct.month < begins)
    if SEASONS[name] == "WI" and dct.month < 3 and word in ("this", ""):
        years = -1
    return f"{year(dct, int(years))}-{SEASONS[name]}"


def ago(dct: date, number: int, unit: str) -> str:
    """So many units before `dct` (after it if the number is negative), as exact as the unit."""
    if unit == "day":
        return moved(dct, -number).isoformat()
    if unit == "week":
        return week(moved(dct, -7 * number))
    if unit == "month":
        return month(dct, -number)
    return year(dct, -number * {"year": 1, "decade": 10, "century": 100}[unit])


# ---- feasts ---------------------------------------------------------------------------------------------------------


def _nth(year_: int, month_: int, number: int, nth: int) -> date:
    first = date(year_, month_, 1)
    return first + timedelta(days=(number - first.weekday()) % 7 + 7 * (nth - 1))


def _last(year_: int, month_: int, number: int) -> date:
    last = date(year_, month_, monthrange(year_, month_)[1])
    return last - timedelta(days=(last.weekday() - number) % 7)


def easter(year_: int) -> date:
    """Easter Sunday (the anonymous Gregorian rule, Nature, 20 April 1876)."""
    a, b, c = year_ % 19, year_ // 100, year_ % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month_, day = divmod(h + i - 7 * m + 114, 31)
    return date(year_, month_, day + 1)


_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's eve": (12, 31),
    "new year's day": (1, 1), "new year's": (1, 1), "independence day": (7, 4), "halloween": (10, 31),
    "valentine's day": (2, 14), "boxing day": (12, 26), "veterans day": (11, 11), "may day": (5, 1),
}  # fmt: skip
FEASTS = (
    *_FIXED, "thanksgiving", "thanksgiving day", "labor day", "memorial day", "easter", "easter sunday", "good friday",
    "election day", "martin luther king day", "columbus day",
)  # fmt: skip


def _feast(name: str, year_: int) -> date:
    if name in _FIXED:
        return date(year_, *_FIXED[name])
    if name.startswith("thanksgiving"):
        return _nth(year_, 11, 3, 4)
    if name == "labor day":
        return _nth(year_, 9, 0, 1)
    if name == "memorial day":
        return _last(year_, 5, 0)
    if name == "election day":
        return _nth(year_, 11, 0, 1) + timedelta(days=1)
    if name == "martin luther king day":
        return _nth(year_, 1, 0, 3)
    if name == "columbus day":
        return _nth(year_, 10, 0, 2)
    return easter(year_) - timedelta(days=2 if name == "good friday" else 0)


def feast(dct: date, name: str, tense: Tense, word: str = "", year_: int = 0) -> str:
    """The day of a feast (one of FEASTS) in the year given, else the one that is meant on `dct`."""
    if year_:
        return _feast(name, year_).isoformat()
    days = [_feast(name, y) for y in (dct.year - 1, dct.year, dct.year + 1) if 1583 <= y <= MAXYEAR]
    if not days:
        return ""
    if word == "last" or tense == "past":
        return ([d for d in days if d <= dct] or days)[-1].isoformat()
    if word == "next" or tense == "future":
        return ([d for d in days if d >= dct] or days)[0].isoformat()
    return min(days, key=lambda d: (abs(d - dct), d)).isoformat()


# ---- values as days -------------------------------------------------------------------------------------------------

_VALUE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<rest>\d\d-\d\d|0[1-9]\b|1[0-2]\b|W\d\d(?:-WE)?|Q[1-4]|SP|SU|FA|WI))?(?![\d-])"
)
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def days_of(value: str) -> tuple[date, date] | None:
    """The first and last day of a value; None for those that are no stretch of days ("PAST_REF")."""
    found = _VALUE.match(value)
    if found is None:
        return None
    year_ = int(found["year"].replace("X", "0"))
    if year_ < 1:
        return None
    if "X" in found["year"]:
        return date(year_, 1, 1), date(int(found["year"].replace("X", "9")), 12, 31)
    rest = found["rest"] or ""
    if rest.startswith("W") and rest[1:3].isdigit():
        monday = date.fromisocalendar(year_, min(max(int(rest[1:3]), 1), 52), 1)
        return moved(monday, 5 if rest.endswith("WE") else 0), moved(monday, 6)
    if rest.startswith("Q") or rest in _SEASON_MONTHS:
        first = _SEASON_MONTHS.get(rest) or 3 * int(rest[1]) - 2
        start = date(year_, first, 1)
        return start, moved(start, 91)
    if len(rest) >= 5:
        day = real_day(year_, int(rest[:2]), int(rest[3:5]))
        return (day, day) if day else None
    if rest:
        return date(year_, int(rest), 1), date(year_, int(rest), monthrange(year_, int(rest))[1])
    return date(year_, 1, 1), date(year_, 12, 31)
