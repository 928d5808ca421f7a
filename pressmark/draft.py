"""INGEST: labelled blocks to a Draft, the machine's reading of one capture with evidence behind every value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pressmark.capture import Capture, Fact
from pressmark.captures.facts import MARKED_AUTHOR, TIME_ELEMENT
from pressmark.captures.mail import SENDER, SENT
from pressmark.dates import parse_date
from pressmark.labels import RUNNING, Labelled, OutletHint
from pressmark.segment.bylines import (
    byline_names,
    contributed,
    names_in,
    names_with_roles,
    presented,
    reporters,
    says_by,
    signature,
)
from pressmark.segment.heads import mixed_days, mixed_line, own_headline, says_interview
from pressmark.segment.languages import language_of
from pressmark.segment.mastheads import (
    after_byline,
    known_outlet,
    named_outlets,
    outlet_signs,
    page_title,
    support,
)
from pressmark.segment.openings import opening_place
from pressmark.segment.page_titles import stated_title, without_kicker
from pressmark.segment.printed_dates import announced_date, date_line, only_updated, printed_dates, stated_day
from pressmark.segment.stated import day_in_address, fullest, in_other_zone, outlet_name, rather_stated, stated_names
from pressmark.segment.stated_titles import stated_instead
from pressmark.text import folded
from pressmark.urls import safe_url

How = Literal["printed", "stated", "worked out", "given", "unknown"]


@dataclass(frozen=True, slots=True)
class Value:
    """A proposed value: a string, or a tuple of strings for list fields; None and "unknown" when the capture is silent.

    "printed" stands in the capture's visible text, "stated" in its markup (a meta tag), "worked out" follows from
    either by a rule, "given" is what a person wrote beside the capture. `evidence` names the line and quotes the
    capture's own words.
    """

    value: str | tuple[str, ...] | None
    how: How
    evidence: str = ""


UNKNOWN = Value(None, "unknown")

# Lines further apart than this name the writers of different articles.
_BYLINES_APART = 8
_SURE_OUTLET = 2  # the least support of signs to propose an outlet

Given = tuple[tuple[str, Value], ...]
# Fields of which most captures say nothing: a proposal holds them only where one is known.
SELDOM = ("captured", "archived_url", "republished_from", "acquired_from")
# The fields that ingest proposes from the capture, in the order of an article's head.
FIELDS = (
    "title", "subtitle", "outlet", "authors", "contributors", "date", "updated", "dateline", "section",
    "language", "url", "captured", "archived_url", "republished_from", "acquired_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """The machine's reading of one capture: a Value for each of FIELDS, in that order, and every block of the capture.

    `body` is the plain text of the running blocks, joined by two line feeds.
    """

    source: str
    sha256: str
    format: str
    encoding: str
    words: int
    values: tuple[tuple[str, Value], ...]
    blocks: tuple[Labelled, ...]
    body: str

    def value(self, field: str) -> Value:
        """The proposed value of one of FIELDS."""
        return dict(self.values)[field]


def drafted(
    capture: Capture, blocks: tuple[Labelled, ...], outlets: tuple[OutletHint, ...] = (), given: Given = ()
) -> Draft:
    """The draft of one capture: a value for each of FIELDS with its evidence, "unknown" where the capture is silent.

    A value that is given counts, whatever the capture says.
    """
    reading = _Reading(capture, blocks, outlets)
    readers = {
        "title": reading.title, "subtitle": reading.subtitle, "outlet": reading.outlet, "authors": reading.authors,
        "contributors": reading.contributors, "date": reading.date, "updated": reading.updated,
        "dateline": reading.dateline, "section": reading.section, "language": reading.language, "url": reading.url,
        "captured": reading.captured, "archived_url": reading.archived_url,
        "republished_from": reading.unsaid, "acquired_from": reading.unsaid,
    }  # fmt: skip
    known = dict(given)
    values = tuple((field, known.get(field) or readers[field]()) for field in FIELDS)
    return Draft(
        capture.source, capture.sha256, capture.format, capture.encoding, capture.words, values, blocks, reading.body
    )


def _quoted(labelled: Labelled, words: str = "") -> str:
    """Evidence: where the block stands and what it says."""
    shown = words or labelled.block.text
    first, last = labelled.block.first_line, labelled.block.last_line
    place = f"line {first}" if first == last else f"lines {first}-{last}"
    return f"{place}: “{shown[:119]}…”" if len(shown) > 120 else f"{place}: “{shown}”"


def _weaker(fact: Fact, day: str, printed: str) -> bool:
    """Whether a stated day yields to the printed one: a message is sent on that day or later."""
    return fact.where.startswith(TIME_ELEMENT) or (fact.where.startswith(SENT) and printed <= day)


def _writers(text: str, outlets: tuple[OutletHint, ...]) -> tuple[str, ...]:
    rest, _ = after_byline(text, outlets)
    if rest and (names_in(rest) or len(rest.split()) <= 4):
        return names_in(rest) or (rest,)
    beside = names_with_roles(text) if "(" in text else ()  # roles in brackets
    return byline_names(text) or beside or mixed_line(text)[1] or presented(text) or names_in(text)


def _folded_name(name: str | tuple[str, ...] | None) -> str:
    return folded(name).removeprefix("the ") if isinstance(name, str) else ""


class _Reading:
    """The fields of one capture, read one by one."""

    def __init__(self, capture: Capture, blocks: tuple[Labelled, ...], outlets: tuple[OutletHint, ...]) -> None:
        self.capture = capture
        self.blocks = blocks
        self.outlets = outlets
        self.body = "\n\n".join(b.block.text for b in blocks if b.label in RUNNING)
        self.spoken = language_of(self.body or " ".join(b.block.text for b in self.blocks if b.kept))
        self.found_outlet: Value | None = None  # it is asked for more than once
        # Only English has readers who write the month first.
        self.day_first = self.spoken[0] not in ("", "en")

    def _place(self, found: Labelled) -> int:
        """Where a block stands among all; of equal ones the first."""
        line = found.block.first_line
        return next(i for i, b in enumerate(self.blocks) if b.block.first_line == line and b == found)

    def _labelled(self, label: str) -> list[Labelled]:
        return [b for b in self.blocks if b.label == label]

    def _facts(self, field: str) -> list[Fact]:
        return [fact for fact in self.capture.facts if fact.field == field]

    def title(self) -> Value:
        for found in self._labelled("title"):
            text = without_kicker(found.block.text, self.capture.facts)
            if found is self.blocks[0] and not self.capture.facts:
                text = page_title(text)
            text = own_headline(text)
            instead = stated_instead(text, self._beside(found), self.body, self.capture.facts)
            if instead:
                fact = instead[1]
                return Value(instead[0], "stated", f"{fact.where}: “{fact.value}”; printed in {_quoted(found)}")
            return Value(text, "printed", _quoted(found))
        stated = stated_title(self.capture.facts)
        return Value(stated[0], "stated", f"{stated[1].where}: “{stated[1].value}”") if stated else UNKNOWN

    def _beside(self, found: Labelled) -> tuple[str, str]:
        """The headings of a headline's own level right before and after it, "" for none."""
        place = self._place(found)
        near = (self.blocks[i].block if 0 <= i < len(self.blocks) else None for i in (place - 1, place + 1))
        like = (found.block.shape, found.block.level)
        before, after = (block.text if block and (block.shape, block.level) == like else "" for block in near)
        return before, after

    def subtitle(self) -> Value:
        for found in self._labelled("subtitle"):
            return Value(found.block.text, "printed", _quoted(found))
        return UNKNOWN

    def authors(self) -> Value:
        names: list[str] = []
        evidence: list[str] = []
        named = named_outlets(self.capture.text, self.outlets)
        lines = [(line, _writers(line.block.text, named)) for line in self._labelled("byline")]
        lines = [(line, found) for line, found in lines if found]
        said = next((place for place, (line, _) in enumerate(lines) if says_by(line.block.text)), 0)
        lines = lines[said:]  # a name above the line that says "by" is not the writer's
        # An agency or a pen name counts where no person is named.
        lines = lines or [(line, signature(line.block.text)) for line in self._labelled("byline")]
        last = 0
        for line, found in lines:
            if names and line.block.first_line - last > _BYLINES_APART:
                break
            last = line.block.last_line
            fresh = [name for name in found if folded(name) not in {folded(known) for known in names}]
            if fresh:
                names += fresh
                evidence.append(_quoted(line))
        for line in self._labelled("contributors") if not names else ():
            names += reporters(line.block.text)
            evidence.append(_quoted(line))
        stated = self._stated_authors()
        sure = any(says_by(line.block.text) for line, _ in lines)
        if stated and rather_stated(tuple(names), stated[0], sure or stated[1].startswith(MARKED_AUTHOR)):
            return Value(stated[0], "stated", stated[1])
        return Value(tuple(names), "printed", "; ".join(evidence)) if names else UNKNOWN

    def _stated_authors(self) -> tuple[tuple[str, ...], str] | None:
        told = [fact.value for fact in self._facts("outlet")]
        outlets = {folded(part) for value in told for part in (value, *re.split(r"\s+[|–—-]\s+", value))}
        by_place: dict[str, list[str]] = {}
        for fact in self._facts("authors"):
            names = stated_names(fact.value, outlets)
            if names:
                by_place.setdefault(fact.where, []).extend(names)
        best = fullest(by_place)
        return (best[0], f"{best[1]}: “{', '.join(best[0])}”") if best else None

    def contributors(self) -> Value:
        names: list[str] = []
        evidence: list[str] = []
        for line in self._labelled("contributors"):
            names += contributed(line.block.text) or ()
            evidence.append(_quoted(line))
        return Value(tuple(dict.fromkeys(names)), "printed", "; ".join(evidence)) if names else UNKNOWN

    def _printed_day(self, place: int) -> tuple[str, Labelled] | None:
        for line in (*self._labelled("date"), *self._labelled("byline")):
            days = self._days(line)
            if days[place]:
                return days[place], line
        return None

    def _days(self, line: Labelled) -> tuple[str, str]:
        """The day of publication and that of the last change that a line gives."""
        text = line.block.text
        days = date_line(text, self.day_first)
        if days is None:
            said = announced_date(text, self.day_first)
            published, updated = mixed_days(text, self.day_first)
            days = (said or published, updated)
        above = self._place(line) - 1
        if days[0] and not days[1] and above >= 0 and only_updated(folded(self.blocks[above].block.text)):
            return "", days[0]
        return days

    def date(self) -> Value:
        printed = self._printed_day(0)
        stated = [(fact, stated_day(fact.value)) for fact in self._facts("date")]
        stated = [(fact, day) for fact, day in stated if day]
        for fact, day in stated:
            if printed and (_weaker(fact, day, printed[0]) or in_other_zone(fact.value, day, printed[0])):
                break
            return Value(day, "stated", f"{fact.where}: “{fact.value}”")
        if printed:
            return Value(printed[0], "printed", _quoted(printed[1]))
        if opening := self._opening():
            for _, _, day in printed_dates(folded(opening[1]), self.day_first):
                return Value(day, "printed", _quoted(opening[2], opening[1]))
        for fact in self._facts("url"):
            day = stated_day(day_in_address(fact.value))
            if day:
                return Value(day, "worked out", f"the address, {fact.where}: “{fact.value}”")
        return UNKNOWN

    def updated(self) -> Value:
        printed = self._printed_day(1)
        if printed:
            return Value(printed[0], "printed", _quoted(printed[1]))
        for fact in self._facts("updated"):
            day = stated_day(fact.value)
            if day:
                return Value(day, "stated", f"{fact.where}: “{fact.value}”")
        return UNKNOWN

    def outlet(self) -> Value:
        if self.found_outlet is None:
            self.found_outlet = self._outlet()
        return self.found_outlet

    def _outlet(self) -> Value:
        beside = tuple(block for block in self.blocks if block.label not in RUNNING)
        for fact in self._facts("outlet"):
            name = outlet_name(fact.value)
            # A sender's name ("Ledger Morning Briefing") counts where the message itself prints none.
            if name and not (fact.where.startswith(SENDER) and support(outlet_signs(beside)) >= _SURE_OUTLET):
                known = known_outlet(name, self.outlets)
                return Value(known or name, "stated", f"{fact.where}: “{fact.value}”")
        signs = outlet_signs(self.blocks)
        if support(signs) < _SURE_OUTLET:
            return UNKNOWN
        best = signs[0]
        same = [s for s in signs if s.name == best.name][:2]
        evidence = "; ".join(f"line {s.line}: “{s.words}”" for s in same)
        return Value(known_outlet(best.name, self.outlets) or best.name, "worked out", evidence)

    def dateline(self) -> Value:
        opening = self._opening()
        return Value(opening[0], "printed", _quoted(opening[2], opening[1])) if opening else UNKNOWN

    def _opening(self) -> tuple[str, str, Labelled] | None:
        """The place that the first paragraph names before its first sentence, the words that do so, and where."""
        first = next((block for block in self.blocks if block.label == "body"), None)
        found = opening_place(first.block.text) if first else None
        return (*found, first) if found and first else None

    def section(self) -> Value:
        kickers = self._labelled("kicker")
        outlet = _folded_name(self.outlet().value) if kickers else ""
        for found in kickers:
            if _folded_name(found.block.text) == outlet or says_interview(folded(found.block.text)):
                continue  # an outlet's own name is no section, nor is what sort of text it is
            return Value(found.block.text, "printed", _quoted(found))
        for fact in self._facts("section"):
            return Value(fact.value, "stated", f"{fact.where}: “{fact.value}”")
        return UNKNOWN

    def language(self) -> Value:
        code, told = self.spoken
        stated = [(fact, re.match(r"[a-zA-Z]{2,3}(?=$|[-_])", fact.value)) for fact in self._facts("language")]
        tags = [(fact, found[0].lower()) for fact, found in stated if found]
        for fact, tag in tags:
            if not code or tag == code:  # a page in German may still wear the English tag of its template
                return Value(tag, "stated", f"{fact.where}: “{fact.value}”")
        if code:
            words = ", ".join(f"“{word}”" for word in told)
            return Value(code, "worked out", f"its most frequent small words: {words}" if told else "its script")
        return UNKNOWN

    def url(self) -> Value:
        for fact in self._facts("url"):
            if safe_url(fact.value).startswith("http"):
                return Value(fact.value, "stated", f"{fact.where}: “{fact.value}”")
        for block in self.blocks:
            if block.label in RUNNING:
                break
            if re.fullmatch(r"https?://\S+", block.block.text):
                return Value(block.block.text, "printed", _quoted(block))
        return UNKNOWN

    def captured(self) -> Value:
        for fact in self._facts("captured"):
            if parse_date(fact.value):
                return Value(fact.value, "stated", f"{fact.where}: “{fact.value}”")
        return UNKNOWN

    def archived_url(self) -> Value:
        for fact in self._facts("archived_url"):
            return Value(fact.value, "stated", f"{fact.where}: “{fact.value}”")
        return UNKNOWN

    def unsaid(self) -> Value:
        """What no capture says of itself: a person gives it, or the archive works it out."""
        return UNKNOWN
