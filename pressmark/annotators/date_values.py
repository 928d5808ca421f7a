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
_LONG_AGO = 8  # months


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, None if the calendar has none."""
    if MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def moved(day: date, days: int) -> date:
    """The day so many days later; the end of the calendar if it runs out."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def weekday(dct: date, number: int, tense: Tense, word: str = "", *, leading: bool = False) -> date:
    """The weekday (0 is Monday) that is meant on `dct`: the day itself, else by tense; `word` is last, next or this.

    Tomorrow's weekday without a word of the past is tomorrow; so is one in a leading sentence, which tells of no day
    six days ago: reports for the next morning's paper bear the day before.
    """
    back = (dct.weekday() - number) % 7
    ahead = (number - dct.weekday()) % 7
    if word == "last":
        return moved(dct, -(back or 7))
    if word in ("next", "coming"):
        # Nobody calls tomorrow "next Friday".
        return moved(dct, ahead + 7 * (ahead < 2 if word == "next" else not ahead))
    if word == "this":
        return moved(dct, number - dct.weekday())
    return moved(dct, ahead) if tense == "future" or (ahead == 1 and (leading or not tense)) else moved(dct, -back)


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
    return nearest(dct, found, tense, word)


def nearest(dct: date, days: list[date], tense: Tense, word: str = "") -> date:
    """Which of a yearly day's dates is meant on `dct`: the nearest one, unless the sentence says otherwise."""
    closest = min(days, key=lambda day: (abs(day - dct), day))
    past, ahead = [day for day in days if day <= dct], [day for day in days if day > dct]
    if past and (word == "last" or (tense == "past" and closest - dct > _SOON)):
        return past[-1]
    if ahead and (word == "next" or (tense == "future" and dct - closest > _LONG_PAST)):
        return ahead[0]
    return closest


def month_in_year(dct: date, month: int, tense: Tense, word: str = "") -> str:
    """The month in the year that is meant: the latest one, or the next one when the sentence looks ahead.

    What is said in no tense of a month so long ago, and in another year, is said of the next one.
    """
    if word == "last":
        year = dct.year - (month >= dct.month)
    elif word == "next":
        year = dct.year + (month <= dct.month)
    elif tense == "future":
        year = dct.year + (month < dct.month)
    elif word == "this":
        year = dct.year - (tense == "past" and month > dct.month + _LONG_AGO)
    else:
        back = (dct.month - month) % 12
        back -= 12 * (not tense and back > _LONG_AGO and month > dct.month)
        year = (dct.year * 12 + dct.month - 1 - back) // 12
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
    elif word == "this":
        long_off = begins - dct.month > (5 if SEASONS[name] == "WI" else 6)
        years = -int(long_off and (tense != "future" if SEASONS[name] == "WI" else tense == "past"))
    elif word == "next" or tense == "future" or (not word and not tense and 0 < begins - dct.month < 3):
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


def on(day: date, number: int, unit: str) -> str:
    """The day so many units later (earlier if negative): of months and years the same day, or the last there is."""
    if unit in ("day", "week"):
        return moved(day, number * (7 if unit == "week" else 1)).isoformat()
    to = month(day, number * {"month": 1, "year": 12, "decade": 120}[unit])
    last = monthrange(int(to[:4]), int(to[5:]))[1]
    return f"{to}-{min(day.day, last):02}"


def shifted(value: str, number: int, unit: str) -> str:
    """A value so many units later (earlier if negative), as exact as the unit; "" where the value is not that exact."""
    found = re.match(r"(\d{4})(?:-(\d\d|Q[1-4]))?(?:-(\d\d))?(?:T|$)", value)
    if found is None:
        return ""
    year_, part, day_ = int(found[1]), found[2] or "", int(found[3] or 0)
    if unit in ("day", "week"):
        day = real_day(year_, int(part), day_) if day_ else None
        return ago(day, -number, unit) if day else ""
    if unit == "month" and not part.isdigit():
        return ""
    first = real_day(year_, int(part) if part.isdigit() else 1, 1)
    if first is None:
        return ""
    # What a quarter is compared with a year earlier is that year's quarter.
    return ago(first, -number, unit) + (f"-{part}" if unit == "year" and part.startswith("Q") else "")


# ---- values as days -------------------------------------------------------------------------------------------------

_VALUE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<rest>\d\d-\d\d|0[1-9]\b|1[0-2]\b|W\d\d(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI))?(?![\d-])"
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
    if rest.startswith("H"):
        return date(year_, 6 * int(rest[1]) - 5, 1), date(year_, 6 * int(rest[1]), 30 if rest == "H1" else 31)
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
