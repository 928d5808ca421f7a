"""BUILD, annotators: dates and times that go on from one told before: "that day", "two weeks later", "at 9 a.m."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pressmark.annotators import date_values as values
from pressmark.annotators.date_forms import HOURS, NUMBERS
from pressmark.annotators.date_values import WEEKDAYS
from pressmark.annotators.tense import Tense, tense

PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
STEPS = {"that": 0, "same": 0, "very": 0, "next": 1, "following": 1, "previous": -1, "preceding": -1, "prior": -1,
         "before": -1, "last": -1, "this": 0}  # fmt: skip
# How far behind a date, in code points, "two days earlier" still goes on from it.
_NEAR = 200
_FAR = 600  # and "the previous month"
_OVER = re.compile(r"\b(?:over|during|for|within|through|throughout)\s+$", re.I)


@dataclass(slots=True)
class At:
    """Where a reader stands: the text, the day of publication, and the date last spoken of with its end."""

    text: str
    dct: date
    last: str
    last_end: int = -_NEAR

    def tense(self, found: re.Match[str]) -> Tense:
        part = "expression" if found.groupdict().get("expression") else 0
        return tense(self.text, found.start(part), found.end(part))


def number_of(word: str) -> int:
    """The number that a word or digits mean."""
    plain = " ".join(word.lower().split())
    if plain.isdigit():
        return int(plain)
    return NUMBERS.get(plain) or sum(NUMBERS.get(part, 0) for part in re.split(r"[\s-]", plain))


def with_part(day: str, found: re.Match[str]) -> str:
    """A day with the part of it that the words name."""
    part = found.groupdict().get("part")
    return f"{day}T{PARTS[part.lower()]}" if day and part else day


def relative_year(found: re.Match[str], at: At) -> str:
    """The year of "last year" or "that year" in the words; "" where they say none."""
    words = (found.groupdict().get("relative") or "").lower().split()
    if not words:
        return ""
    if words[-1] in ("last", "this") or words == ["next"] or words == ["the"]:
        return values.year(at.dct, {"last": -1, "next": 1}.get(words[-1], 0))
    return values.shifted(at.last, STEPS[words[-1]], "year")[:4]


def second_day(found: re.Match[str], at: At) -> str:
    """The other day of "March 3-5": a number that stands right behind a day. "3-1" elsewhere is a result."""
    last = re.fullmatch(r"(\d{4})-(\d\d)-\d\d(?:T\w+)?", at.last)
    if last is None or not 0 <= at.last_end - found.start() <= len("th"):
        return ""
    day = values.real_day(int(found["year"] or last[1]), int(last[2]), int(found["day"]))
    return day.isoformat() if day else ""


def day_of_a_month(found: re.Match[str], at: At) -> str:
    """The day of this, last or next month, or of the month last spoken of."""
    step = found["step"].lower().split()[-1]
    month = values.month(at.dct, {"last": -1, "next": 1}.get(step, 0))
    if step in ("the", "that", "same") and re.match(r"\d{4}-\d\d(?:-|$|T)", at.last):
        month = at.last[:7]
    day = values.real_day(int(month[:4]), int(month[5:]), int(found["day"]))
    return day.isoformat() if day else ""


def same_weekday(found: re.Match[str], at: At) -> str:
    """The weekday after or before the day last spoken of, else after or before the day of publication."""
    number = WEEKDAYS.index(found["weekday"].lower())
    back = STEPS[found["step"].lower()] < 0
    known = re.match(r"(\d{4})-(\d\d)-(\d\d)", at.last) if found.start() - at.last_end <= _FAR else None
    day = (values.real_day(int(known[1]), int(known[2]), int(known[3])) if known else None) or at.dct
    return with_part(values.weekday(day, number, "", "last" if back else "next").isoformat(), found)


def that_weekday(found: re.Match[str], at: At, number: int) -> str:
    """The weekday nearest to the day last spoken of; "" where none is."""
    known = re.match(r"(\d{4})-(\d\d)-(\d\d)", at.last) if found.start() - at.last_end <= _FAR else None
    day = values.real_day(int(known[1]), int(known[2]), int(known[3])) if known else None
    if day is None:
        return ""
    away = (number - day.weekday() + 3) % 7 - 3
    return with_part(values.moved(day, away).isoformat(), found)


def from_a_day(found: re.Match[str], at: At) -> str:
    """So many units before or after a weekday: "a week from Friday", "a year ago Monday"."""
    back = found["way"].lower() in ("ago", "before")
    if found["weekday"]:
        word = (found["which"] or "").lower()
        number = WEEKDAYS.index(found["weekday"].lower())
        looks: Tense = {"ago": "past", "from": "future"}.get(found["way"].lower(), at.tense(found))  # type: ignore[assignment]
        day = values.weekday(at.dct, number, looks, word if word in ("last", "next", "this") else "")
    else:
        day = values.moved(at.dct, {"yesterday": -1, "tomorrow": 1}.get(found["near"].lower(), 0))
    count = number_of(found["number"]) * (-1 if back else 1)
    return with_part(values.on(day, count, found["unit"].lower()), found)


def year_earlier(found: re.Match[str], at: At) -> str:
    """The period of the year before that answers the one last spoken of."""
    return values.shifted(at.last, -1, "year") or values.year(at.dct, -1)


def same_day(found: re.Match[str], at: At) -> str:
    """That day, or the one beside it; of a month no day is known ("2031-03-XX")."""
    step = STEPS[found["step"].lower().split()[-1]]
    day = values.shifted(at.last, step, "day")
    if not day and step == 0 and re.fullmatch(r"\d{4}-\d\d", at.last):
        return f"{at.last}-XX"
    return with_part(day, found)


def same_unit(found: re.Match[str], at: At) -> str:
    """That week, month or year, or the one beside it; what lasts so long ("over the next year") is none."""
    word = found["step"].lower().split()[-1]
    if word == "next" and _OVER.search(at.text, max(0, found.start() - 15), found.start()):
        return ""
    unit = found["unit"].lower()
    last = at.last if found.start() - at.last_end <= _FAR else at.dct.isoformat()
    value = values.shifted(last, STEPS[word], unit)
    if value and found.groupdict().get("relative"):  # "the same month last year"
        return values.shifted(value, -12, "month") if unit == "month" else ""
    return value[:4] if unit == "year" else value


def later(found: re.Match[str], at: At) -> str:
    """So many units after or before the date told of just now; before the day of publication where there is none."""
    number, unit, back = (
        number_of(found["number"]),
        found["unit"].lower(),
        found["way"].lower() in ("earlier", "before"),
    )
    if found.start() - at.last_end <= _NEAR and (value := values.shifted(at.last, -number if back else number, unit)):
        return value
    return values.ago(at.dct, number, unit) if found["way"].lower() == "earlier" else ""


def clock(found: re.Match[str], at: At) -> str:
    """A time of the day that is named beside it, else of the day last spoken of."""
    groups = found.groupdict()
    spoken = (groups.get("hour") or "0").lower()
    hour, minute = HOURS.get(spoken) or int(spoken), int(groups.get("minute") or 0)
    half = (groups.get("half") or groups.get("spoken") or groups.get("night") or "")[:1].lower()
    if word := (groups.get("noon") or "").lower():
        hour = 0 if word == "midnight" else 12
    elif hour < 12 and half and (half in "pae" if groups.get("spoken") else half == "p" or (half == "n" and hour > 5)):
        hour += 12
    elif half in ("a", "m", "n") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return ""
    day = at.last[:10] if re.match(r"\d{4}-\d\d-\d\d", at.last) else at.dct.isoformat()
    if named := groups.get("weekday") or groups.get("ahead"):
        number = WEEKDAYS.index(named.lower())
        day = values.weekday(at.dct, number, at.tense(found)).isoformat()
    elif near := (groups.get("near") or "").lower():
        day = values.moved(at.dct, {"yesterday": -1, "tomorrow": 1}.get(near, 0)).isoformat()
    return f"{day}T{hour:02}:{minute:02}"
