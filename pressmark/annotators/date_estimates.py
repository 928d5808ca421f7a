"""BUILD, annotators: when an undated article was probably published, by its own words and by what is dated beside it.

An expression that depends on the day of publication ("next week") and something with a date of its own that it is said
of ("the summit on 11 July 2018") leave only some days on which the sentence is true. Years of the past bound the day
from below. Nothing is guessed: where the words allow anything, there is no estimate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from pressmark.annotation import Estimate
from pressmark.annotators.date_values import days_of, moved
from pressmark.annotators.dates import Expression, expressions, meaning
from pressmark.annotators.tense import sentence, tense
from pressmark.dates import Date, in_words, parse_date

Days = tuple[date, date]

_ABSOLUTE = frozenset(["day", "iso day", "day in numbers", "month", "year"])
_RELATIVE = frozenset(["weekday", "near day", "near part", "unit", "ago"])
# So many characters may stand between a relative date and the date that it is said of.
_BETWEEN = 40
# No relative expression reaches further than this many days.
_REACH = 800
# A date does not bound the text's own from below where it may be a goal, or what somebody was told to do.
_GOAL = re.compile(r"\b(?:by|until|till|through|before|beyond|from)\s+(?:the\s+)?(?:year\s+|end\s+of\s+)?$", re.I)
_INFINITIVE = re.compile(r"\bto\s+(?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|[A-Z\d])\w+")
# "the 2014 summit": what bears a year is past, unless the sentence looks ahead.
_NAMED_BY_YEAR = re.compile(r"\b(?:the|a|that|its|their|his|her)\s+$", re.I)
_WORD = re.compile(r"[a-z]{5,}")
_CLOSE = 25  # words shared with a neighbour that show that both report the same
_NEAR = timedelta(days=7)
_LONGEST_STORY = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Something dated beside an article: another of its story with the words they share, or one of its events."""

    title: str
    date: Date
    words: int = 0
    event: bool = False


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Days on which the text may have been published, as far as one ground tells; None where a side is open."""

    first: date | None
    last: date | None
    reason: str


def text_estimate(text: str) -> Estimate | None:
    """When a text was published by its own words alone; None unless they name a year."""
    return _estimate([*_past_dates(text), *_pins(text)])


def estimate(text: str, captured: Date, neighbours: tuple[Neighbour, ...] = ()) -> Estimate | None:
    """When an undated article was published: by its own words, its story's events and dated articles, and the day of
    its capture. A ground that contradicts a stronger one is left out; None if none is left."""
    grounds = [*_past_dates(text), *_pins(text), *_event_pins(text, neighbours), *_close(neighbours)]
    if not any(ground.first and ground.last for ground in grounds):
        grounds += _story(neighbours)
    if grounds and (last := _day(captured.latest)):
        grounds.append(_Bounds(None, last, f"it was captured by {in_words(captured)}"))
    return _estimate(grounds)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# ---- grounds --------------------------------------------------------------------------------------------------------


def _solved(relative: Expression, text: str, said_of: Days) -> Days | None:
    """The days on which the relative expression means the days it is said of; None if there are none, or two runs."""
    first, last = said_of
    found: list[date] = []
    day = moved(first, -_REACH)
    end = moved(last, _REACH)
    while day <= end:
        days = days_of(meaning(relative, text, day)[:10])
        if days and days[0] <= last and first <= days[1]:
            if found and day - found[-1] > timedelta(days=1):
                return None
            found.append(day)
        day = moved(day, 1)
    return (found[0], found[-1]) if found else None


def _pins(text: str) -> Iterator[_Bounds]:
    """What follows from a relative date beside a full one: "last month, in February 2031"."""
    found = expressions(text)
    for one, other in pairwise(found):
        between = text[one.end : other.start]
        if len(between) > _BETWEEN or re.search(r"[.!?;\n”\"]", between):
            continue
        relative, said_of = (one, other) if one.form in _RELATIVE else (other, one)
        if relative.form not in _RELATIVE or said_of.form not in _ABSOLUTE:
            continue
        days = days_of(meaning(said_of, text, date(2000, 1, 1)))
        if not re.fullmatch(r"[\s,(–—-]*(?:in|on|of|at|the|from|or|that is)?[\s,(]*", between) or not days:
            continue
        if solved := _solved(relative, text, days):
            yield _Bounds(*solved, f"“{text[one.start : other.end].strip()}”")


def _event_pins(text: str, neighbours: tuple[Neighbour, ...]) -> Iterator[_Bounds]:
    """What follows from a relative date in a sentence that speaks of an event of the story."""
    found = [one for one in expressions(text) if one.form in ("weekday", "near day", "unit")]
    for event in neighbours:
        day = _day(event.date.earliest) if event.event and event.date.earliest == event.date.latest else None
        words = set(_WORD.findall(event.title.lower()))
        if day is None or not words:
            continue
        gaps = [gap for one in found if (gap := _gap(text, one, words)) is not None]
        near = next((one for one in found if gaps and _gap(text, one, words) == min(gaps)), None)
        if near and (solved := _solved(near, text, (day, day))):
            said = text[near.start : near.end].strip()
            yield _Bounds(*solved, f"“{said}”, said of {event.title} ({in_words(event.date)})")


def _gap(text: str, one: Expression, words: set[str]) -> int | None:
    """How far from an expression the words of an event stand in its sentence; None unless two, or all, are there."""
    left, right = sentence(text, one.start, one.end)
    places = [(m[0], m.start() + left) for m in _WORD.finditer(text[left:right].lower()) if m[0] in words]
    if len({word for word, _ in places}) < min(2, len(words)):
        return None
    return min(abs(place - one.start) for _, place in places)


def _past_dates(text: str) -> Iterator[_Bounds]:
    """The latest date of which the text speaks as past: it was published no earlier."""
    latest: tuple[date, str] | None = None
    for one in expressions(text):
        if one.form not in _ABSOLUTE or not _is_past(text, one):
            continue
        days = days_of(meaning(one, text, date(2000, 1, 1)))
        if days and (latest is None or days[0] > latest[0]):
            latest = days[0], text[one.start : one.end].strip()
    if latest:
        yield _Bounds(latest[0], None, f"it speaks of “{latest[1]}” as past")


def _is_past(text: str, one: Expression) -> bool:
    left, right = sentence(text, one.start, one.end)
    before = text[max(left, one.start - 120) : one.start]
    if _GOAL.search(before) or _INFINITIVE.search(before):
        return False
    looks = tense(text, one.start, one.end)
    return looks == "past" or (looks == "" and bool(_NAMED_BY_YEAR.search(before)) and right - one.end > 2)


def _close(neighbours: Iterable[Neighbour]) -> Iterator[_Bounds]:
    """The dated article that shares most words with the text, if it shares enough."""
    close = [n for n in neighbours if not n.event and n.words >= _CLOSE and n.date.earliest and n.date.latest]
    for best in sorted(close, key=lambda n: (-n.words, n.date, n.title))[:1]:
        first, last = date.fromisoformat(best.date.earliest), date.fromisoformat(best.date.latest)
        reason = f"it shares {best.words} words with “{best.title}” ({in_words(best.date)})"
        yield _Bounds(moved(first, -_NEAR.days), moved(last, _NEAR.days), reason)


def _story(neighbours: Iterable[Neighbour]) -> Iterator[_Bounds]:
    """The time over which the story's dated articles spread, if there are two or more within two years."""
    dated = [n.date for n in neighbours if not n.event and n.date.earliest and n.date.latest]
    if len(dated) < 2:
        return
    first = date.fromisoformat(min(d.earliest for d in dated))
    last = date.fromisoformat(max(d.latest for d in dated))
    if last - first <= _LONGEST_STORY:
        yield _Bounds(first, last, f"the {len(dated)} dated articles of its story lie between these days")


# ---- together -------------------------------------------------------------------------------------------------------


def _estimate(grounds: Iterable[_Bounds]) -> Estimate | None:
    """The days that all grounds allow, the stronger first; one that leaves no day, or adds nothing, is left out."""
    first: date | None = None
    last: date | None = None
    reasons: list[str] = []
    for ground in grounds:
        after = max((d for d in (first, ground.first) if d), default=None)
        until = min((d for d in (last, ground.last) if d), default=None)
        if (after, until) == (first, last) or (after and until and after > until):
            continue
        first, last = after, until
        reasons.append(ground.reason)
    written = _edtf(first, last)
    found = parse_date(written) if written else None
    return Estimate(found, "; ".join(dict.fromkeys(reasons))) if found else None


def _edtf(first: date | None, last: date | None) -> str:
    """The days as EDTF, no finer than they deserve: whole months where it is longer than two, years where open."""
    if first is None or last is None:
        if first:
            return f"{_start(first)}/.."
        return f"../{last.isoformat()}" if last else ""
    if first == last:
        return first.isoformat()
    if first.day == 1 and moved(last, 1).day == 1 and (last - first).days < 31:
        return f"{first:%Y-%m}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first:%Y}"
    if (last - first).days <= 62:
        return f"{first.isoformat()}/{last.isoformat()}"
    return f"{first:%Y-%m}/{last:%Y-%m}"


def _start(day: date) -> str:
    if day.day > 1:
        return day.isoformat()
    return f"{day:%Y-%m}" if day.month > 1 else f"{day:%Y}"
