"""BUILD, annotators: in which order the captures of one article were taken, and what tells it.

Times of capture tell it where all are known; else what is printed does: a later day of an update, or a correction that
another capture lacks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pressmark.dates import UNKNOWN_DATE, Date, later, parse_date
from pressmark.draft import Draft
from pressmark.segment.printed_dates import printed_dates
from pressmark.text import folded

HowOrdered = Literal["captured", "updated", "correction", ""]
# What stands before the day on which an article was changed, in a correction.
_CHANGED = re.compile(
    r"\b(?:amended|updated|corrected|changed|revised|edited|aktualisiert|geandert|korrigiert|berichtigt|corrigee?|"
    r"modifiee?|mise? a jour|actualizad[oa]|corregid[oa]|modificad[oa])(?: last)?"
    r"(?: (?:on|am|vom|le|el|em|il|at|\w+day|\w+tag))*,?(?: (?:the|den))? ?$"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What of one capture tells when it was taken: the time of it, the last day of which it knows that the article was
    changed, and the corrections that it prints."""

    captured: Date = UNKNOWN_DATE
    updated: Date = UNKNOWN_DATE
    corrections: frozenset[str] = frozenset()


def taken(captured: Date, draft: Draft | None) -> Taken:
    """What the machine's reading of a capture tells, beside a time of capture."""
    if draft is None:
        return Taken(captured)
    corrections = frozenset(folded(b.block.text) for b in draft.blocks if b.label == "correction")
    stated = draft.value("updated").value
    known = parse_date(stated) if isinstance(stated, str) else None
    days = [date for text in corrections for date in _days_of_change(text)]
    return Taken(captured, max([*([known] if known and known.known else []), *days], default=UNKNOWN_DATE), corrections)


def _days_of_change(text: str) -> list[Date]:
    """The days on which a folded correction says that the article was changed."""
    found = [(start, parse_date(day)) for start, _, day in printed_dates(text)]
    return [date for start, date in found if date is not None and _CHANGED.search(text[:start])]


def earlier(one: Taken, other: Taken) -> HowOrdered:
    """What tells that one capture was taken before the other, "" if nothing does."""
    if one.captured.known and other.captured.known:
        return "captured" if _before(one.captured, other.captured) else ""
    if later(other.updated, one.captured) or later(other.updated, one.updated):
        return "updated"
    if later(one.updated, other.captured) or later(one.updated, other.updated):
        return ""
    return "correction" if one.corrections < other.corrections else ""


def _before(one: Date, other: Date) -> bool:
    timed = "T" in one.text and "T" in other.text
    return later(other, one) or (timed and one.earliest == other.earliest and one.text[:16] < other.text[:16])


def in_order(found: Sequence[Taken]) -> tuple[int, ...]:
    """The places of the captures in the order in which they were taken; those of which nothing tells it stay in the
    order in which they were given."""
    left = list(range(len(found)))
    order: list[int] = []
    while left:
        first = next((n for n in left if not any(earlier(found[m], found[n]) for m in left if m != n)), left[0])
        left.remove(first)
        order.append(first)
    return tuple(order)
