"""BUILD, annotators: the days of which an article tells, from its dates and its own day to ToldDates as EDTF.

What depends on the day of publication is counted from the article's date; where that is an interval, or only an
estimate, from each of its days, so that the answer is an interval too. In another language than English only dates in
full are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from pressmark.annotation import ToldDate
from pressmark.annotators.date_values import days_of
from pressmark.annotators.dates import Expression, timexes
from pressmark.dates import Date, parse_date
from pressmark.segment.printed_dates import printed_dates

_HOURS = re.compile(r"\b[012]\d{3}\s*(?:to|until|and|-|–)\s*\Z")  # "from 0600 to 1800"
_MARKS = re.compile("[\u0300-\u036f]")
# Forms that mean the same on whatever day they are written.
_IN_FULL = frozenset(["day", "iso day", "day in numbers", "month", "year", "decade", "season", "quarter", "feast"])
_LONGEST = 400  # days: a wider interval says nothing worth a place on a timeline
_EVERY_DAY = 31  # days of an interval up to which each is tried; of a longer one the first, the last and each month's
_BESIDE = 9  # code points between a date and a second day: "4 and 5 March", "March 4 or, perhaps, 5" is no such
_DECADE = 3653  # days: the widest span that stands in the text itself


def told_dates(text: str, found: tuple[Expression, ...], published: Date) -> tuple[ToldDate, ...]:
    """The days, months, seasons and years that an English text tells of, in order; `found` are its expressions.

    A time of day counts as its day. What says no day at all ("recently"), or depends on a day of publication that
    nobody knows, is left out; so is a span of more than a decade.
    """
    days = _days(published)
    found = tuple(_telling(text, found))
    meant: dict[tuple[int, int], list[tuple[date, date]]] = {}
    forms: dict[tuple[int, int], str] = {}
    for day in days or [date(2000, 1, 1)]:
        for one in timexes(text, day, found):
            span = _span(one.value)
            if span and (days or _in_full(one.form, text[one.start : one.end])):
                meant.setdefault((one.start, one.end), []).append(span)
                forms[one.start, one.end] = one.form
    told = []
    for (start, end), spans in sorted(meant.items()):
        first, last = min(s[0] for s in spans), max(s[1] for s in spans)
        if (last - first).days > (_DECADE if len(set(spans)) == 1 else _LONGEST):
            continue
        in_full = _in_full(forms[start, end], text[start:end])
        when = _edtf(first, last)
        if when is not None:
            told.append(ToldDate(start, end, text[start:end], when, "" if in_full else published.text))
    return tuple(told)


def _telling(text: str, found: tuple[Expression, ...]) -> Iterator[Expression]:
    """The expressions that name a day: no time of a day told before, and no number far from the date it goes on."""
    end = -_BESIDE
    for one in found:
        if one.form == "second day" and one.start - end > _BESIDE:
            continue
        if one.form == "year" and _HOURS.search(text, max(0, one.start - 12), one.start):
            continue
        if one.form != "clock" or one.match.groupdict().get("weekday"):
            yield one
        end = one.end


def _span(value: str) -> tuple[date, date] | None:
    """The first and last day of a value; of a season or quarter its three months."""
    season = re.fullmatch(r"(\d{4})-(SP|SU|FA|WI|Q[1-4])", value)
    if season is None or season[1] in ("0000", "9999"):
        return days_of(value)
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}.get(season[2]) or 3 * int(season[2][1]) - 2
    first = date(int(season[1]), begins, 1)
    year, month = divmod(first.year * 12 + begins - 1 + 3, 12)
    return first, date(year, month + 1, 1) - timedelta(days=1)


def full_dates(text: str) -> tuple[ToldDate, ...]:
    """The dates that stand in full in a text of any language: 4. März 2031, 2031-03-04."""
    letters: list[str] = []
    places: list[int] = []  # of each folded letter in the text
    for place, letter in enumerate(text):
        plain = letter.lower() if letter.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", letter)).casefold()
        letters.append(plain)
        places += [place] * len(plain)
    found = []
    for start, end, day in printed_dates("".join(letters)):
        first, last = places[start], places[end - 1] + 1
        when = parse_date(day)
        if when is not None:
            found.append(ToldDate(first, last, text[first:last], when))
    return tuple(found)


def _in_full(form: str, words: str) -> bool:
    return form in _IN_FULL and any(c.isdigit() for c in words[-4:])


def _days(published: Date) -> list[date]:
    """The days on which an article may have been published; [] where a side is open or nothing is known."""
    if not (published.earliest and published.latest):
        return []
    first, last = date.fromisoformat(published.earliest), date.fromisoformat(published.latest)
    length = (last - first).days
    if length <= _EVERY_DAY:
        return [first + timedelta(days=n) for n in range(length + 1)]
    return [*(first + timedelta(days=n) for n in range(0, length, 27)), last] if length <= _LONGEST else []


def _edtf(first: date, last: date) -> Date | None:
    """A span of days as EDTF: a day, a whole month, year or decade, else an interval."""
    if first == last:
        return parse_date(first.isoformat())
    after = last + timedelta(days=1) if last < date.max else last
    if first.day == 1 and after.day == 1:
        months = (after.year - first.year) * 12 + after.month - first.month
        if months == 1:
            return parse_date(f"{first:%Y-%m}")
        if first.month == 1 and months == 12:
            return parse_date(f"{first:%Y}")
        if first.month == 1 and months == 120 and first.year % 10 == 0:
            return parse_date(f"{first.year // 10:03}X")
        return parse_date(f"{first:%Y-%m}/{last:%Y-%m}")
    return parse_date(f"{first.isoformat()}/{last.isoformat()}")
