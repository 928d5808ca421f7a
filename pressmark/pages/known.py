"""How each value of an article's head is known: printed, worked out, confirmed by somebody, or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Record
from pressmark.article import Article
from pressmark.dates import in_words
from pressmark.draft import UNKNOWN, Value

_SHOWN = (
    "title",
    "subtitle",
    "authors",
    "contributors",
    "outlet",
    "date",
    "updated",
    "dateline",
    "section",
    "language",
    "url",
)
_HOW = {"printed": "printed", "stated": "stated in the markup", "worked out": "worked out", "given": "given"}


@dataclass(frozen=True, slots=True)
class Known:
    """One head value: its name, its words as the file has them, how it is known, and the evidence for that."""

    field: str
    value: str
    how: str
    evidence: str


def _words(value: str | tuple[str, ...] | None) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) if value else "none printed"
    return value or "unknown"


def _current(article: Article, field: str) -> str | tuple[str, ...] | None:
    if field in ("date", "updated"):
        date = article.date if field == "date" else article.updated
        return date.text if date.known else None
    value: str | tuple[str, ...] | None = getattr(article, field)
    return value


def known_values(record: Record) -> tuple[Known, ...]:
    """How every head value is known, in the order of the head; fields that nobody knows but title, outlet, authors and
    date are left out."""
    return tuple(_known(record))


def _known(record: Record) -> Iterator[Known]:
    article = record.article
    proposals = dict(record.draft.values) if record.draft else {}
    confirmed = dict(article.confirmed)
    for field in _SHOWN:
        value = _current(article, field)
        proposal: Value = proposals.get(field, UNKNOWN)
        if value is None and field not in ("title", "outlet", "authors", "date"):
            continue
        evidence = proposal.evidence
        if field in confirmed:
            how = f"confirmed by {confirmed[field]}"
        elif value is None:
            how, evidence = "unknown", evidence or "the capture does not say"
        elif proposal.how != "unknown" and _words(proposal.value) == _words(value):
            how = _HOW[proposal.how]
        else:
            how, evidence = "edited", f"the capture was read as: {_words(proposal.value)}" if record.draft else ""
        yield Known(field, _words(value), how, evidence)
        if field == "date" and value is None and record.estimate:
            yield Known("date, estimated", f"[{in_words(record.estimate.date)}]", "estimated", record.estimate.rests_on)


def summed(values: tuple[Known, ...]) -> tuple[tuple[str, str], ...]:
    """The main values grouped by how they are known: (("printed", "title, date"), ("unknown", "outlet"))."""
    groups: dict[str, list[str]] = {}
    for value in values:
        if value.field in ("title", "authors", "outlet", "date"):
            groups.setdefault(value.how, []).append(value.field)
    return tuple((how, ", ".join(fields)) for how, fields in groups.items())
