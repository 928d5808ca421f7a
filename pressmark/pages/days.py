"""Dates as a page shows them: in words in sentences, short in columns, and what is not certain said on demand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pressmark.archive import Record
from pressmark.dates import Date, in_words, short


@dataclass(frozen=True, slots=True)
class Day:
    """A date: `long` for sentences, `short` for columns, `iso` for machines ("" unless it is one plain moment, day,
    month or year), `note` what a reader is told of it on demand. `uncertain`: set it in italics."""

    long: str
    short: str
    iso: str
    note: str
    uncertain: bool


def _machine(text: str) -> str:
    """The text if HTML's <time> can say it, else ""."""
    return "" if any(c in text for c in "~?%X/") or len(text) < 4 else text


def published(record: Record) -> Day:
    """When an article was published: its date, else its estimate in brackets with what that rests on, else undated."""
    if record.article.date.known or record.estimate is None:
        return day(record.article.date)
    guess = record.estimate.date
    note = f"no date is printed; estimated: {record.estimate.rests_on}"
    return Day(f"[{in_words(guess)}]", f"[{short(guess)}]", "", note, True)


@lru_cache(maxsize=1 << 12)
def day(date: Date, none: str = "undated") -> Day:
    """The date as a page shows it; `none` is what stands for an unknown one."""
    if not date.known:
        return Day(none, none, "", "no date is known", True)
    notes = []
    if "~" in date.text or "%" in date.text:
        notes.append("approximate")
    if "?" in date.text or "%" in date.text:
        notes.append("uncertain")
    uncertain = bool(notes) or "X" in date.text
    if date.earliest != date.latest:
        notes.append(f"between {date.earliest or 'an unknown day'} and {date.latest or 'an unknown day'}")
    return Day(in_words(date), short(date), _machine(date.text), "; ".join(notes), uncertain)
