"""BUILD, annotators: the days that have names of their own, and which one is meant on a given day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta

from pressmark.annotators.date_values import nearest
from pressmark.annotators.tense import Tense


def _nth(month: int, number: int, nth: int, days: int = 0) -> Callable[[int], date]:
    """The nth weekday (0 is Monday) of a month, or so many days after it."""

    def day(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(number - first.weekday()) % 7 + 7 * (nth - 1) + days)

    return day


def _last(month: int, number: int) -> Callable[[int], date]:
    def day(year: int) -> date:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - number) % 7)

    return day


def _fixed(month: int, number: int) -> Callable[[int], date]:
    return lambda year: date(year, month, number)


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian rule, Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _around_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


# "Independence Day" and the like are those of the United States, whose papers name them most.
FEASTS: dict[str, Callable[[int], date]] = {
    "christmas": _fixed(12, 25), "christmas day": _fixed(12, 25), "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26), "new year's eve": _fixed(12, 31), "new year's day": _fixed(1, 1),
    "new year's": _fixed(1, 1), "groundhog day": _fixed(2, 2), "valentine's day": _fixed(2, 14),
    "st. patrick's day": _fixed(3, 17), "april fools' day": _fixed(4, 1), "earth day": _fixed(4, 22),
    "anzac day": _fixed(4, 25), "may day": _fixed(5, 1), "canada day": _fixed(7, 1), "independence day": _fixed(7, 4),
    "fourth of july": _fixed(7, 4), "bastille day": _fixed(7, 14), "halloween": _fixed(10, 31),
    "armistice day": _fixed(11, 11), "remembrance day": _fixed(11, 11), "veterans day": _fixed(11, 11),
    "martin luther king day": _nth(1, 0, 3), "martin luther king jr. day": _nth(1, 0, 3),
    "presidents' day": _nth(2, 0, 3), "presidents day": _nth(2, 0, 3), "mother's day": _nth(5, 6, 2),
    "memorial day": _last(5, 0), "father's day": _nth(6, 6, 3), "labor day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2), "election day": _nth(11, 0, 1, 1), "thanksgiving": _nth(11, 3, 4),
    "thanksgiving day": _nth(11, 3, 4), "black friday": _nth(11, 3, 4, 1), "cyber monday": _nth(11, 3, 4, 4),
    "shrove tuesday": _around_easter(-47), "mardi gras": _around_easter(-47), "ash wednesday": _around_easter(-46),
    "palm sunday": _around_easter(-7), "maundy thursday": _around_easter(-3), "good friday": _around_easter(-2),
    "easter": easter, "easter sunday": easter, "easter monday": _around_easter(1), "pentecost": _around_easter(49),
}  # fmt: skip


def feast(dct: date, name: str, tense: Tense, word: str = "", year: int = 0) -> str:
    """The day of a feast (one of FEASTS) in the year given, else the one that is meant on `dct`."""
    if year:
        return FEASTS[name](year).isoformat()
    days = [FEASTS[name](y) for y in (dct.year - 1, dct.year, dct.year + 1) if 1583 <= y <= MAXYEAR]
    return nearest(dct, days, tense, word).isoformat() if days else ""
