"""Whose reporting articles rest on, as pages show it: on an article's page, on an outlet's, and in a story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pressmark.annotation import Source
from pressmark.annotators.attributions import Held, one_source
from pressmark.archive import Archive, Record
from pressmark.pages.refs import Ref, article_ref, entity_ref, outlet_ref
from pressmark.pages.rights import shown_ids
from pressmark.pages.rows import Row, row
from pressmark.pages.sentences import Sentence, block_at, sentence_at


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that names a source, and the link to its paragraph."""

    sentence: Sentence
    link: Ref


@dataclass(frozen=True, slots=True)
class Resting:
    """A source of an article: whose reporting, the very article with what tells (None, "" where it is not held), how
    often it is named, and the first place that says so. `leads`: the article rests on it as a whole."""

    source: Ref
    article: Ref | None
    how: str
    leads: bool
    times: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class CitedBy:
    """An article that draws on an outlet's reporting: which of the outlet's articles, where that is known."""

    row: Row
    article: Ref | None
    times: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class OneSource:
    """Articles of a story that rest on one report, and whose it is ("" where they are copies of one text)."""

    rows: tuple[Row, ...]
    whose: Ref | None
    first: Row | None = None  # the article whose text it is, where that is known and held


def source_ref(here: str, archive: Archive, source: Source) -> Ref:
    """The source's link: its outlet's page, its entity's, or its plain name."""
    entity = archive.entity_of.get(source.entity)
    found = outlet_ref(here, archive, source.outlet) or (entity_ref(here, entity) if entity else None)
    return found or Ref("", source.name)


def place_of(here: str, archive: Archive, record: Record, source: Source) -> Place | None:
    """The first place that names the source, None where the article's rights keep it back."""
    first = source.places[0]
    found = block_at(record.article, first.start)
    if found is None or found[1].id not in shown_ids(record.article, archive.config):
        return None
    sentence = sentence_at(record.article, first.start, first.end)
    return Place(sentence, article_ref(here, archive.config, record.article, sentence.block))


def resting(here: str, archive: Archive, record: Record) -> tuple[Resting, ...]:
    """What an article rests on, in the order in which it says so."""
    found = []
    for source in record.sources:
        held = archive.record_of.get(source.article)
        link = article_ref(here, archive.config, held.article) if held else None
        place = place_of(here, archive, record, source)
        found.append(
            Resting(source_ref(here, archive, source), link, source.how, source.rests, len(source.places), place)
        )
    return tuple(found)


def cited_by(here: str, archive: Archive, outlet: str) -> tuple[CitedBy, ...]:
    """The articles of others that draw on an outlet's reporting, in the archive's order."""
    return tuple(cited_line(here, archive, *place) for place in archive.citing.get(outlet, ()))


def cited_line(here: str, archive: Archive, id_: str, number: int) -> CitedBy:
    record = archive.record_of[id_]
    source = record.sources[number]
    held = archive.record_of.get(source.article)
    return CitedBy(
        row(here, archive, record),
        article_ref(here, archive.config, held.article) if held else None,
        len(source.places),
        place_of(here, archive, record, source),
    )


def source_groups(records: Iterable[Record]) -> tuple[tuple[str, ...], ...]:
    """The articles of a story, those together that rest on one report or have one text."""
    held = list(records)
    story = [Held(r.article.id, r.outlet, r.stories, r.when, r.article.origin) for r in held]
    copies = [[copy.article for copy in r.one_text.copies] for r in held if r.one_text]
    return tuple(map(tuple, one_source(story, {r.article.id: r.sources for r in held}, copies)))


def one_sources(here: str, archive: Archive, records: Iterable[Record]) -> tuple[int, tuple[OneSource, ...]]:
    """How many sources the articles of a story come to, and those that rest on one report, together."""
    groups = source_groups(records)
    found = []
    for group in groups:
        if len(group) > 1:
            own = [archive.record_of[id_] for id_ in group]
            text = own[0].one_text
            first = archive.record_of[text.origin] if text and text.origin in group else None
            found.append(
                OneSource(
                    tuple(row(here, archive, r) for r in own),
                    _whose(here, archive, own),
                    row(here, archive, first) if first else None,
                )
            )
    return len(groups), tuple(found)


def _whose(here: str, archive: Archive, group: list[Record]) -> Ref | None:
    """Whose report a group rests on: the source that most of them name; None where none names one."""
    counts: dict[Ref, int] = {}
    for record in group:
        for ref in dict.fromkeys(source_ref(here, archive, s) for s in record.sources if s.rests):
            counts[ref] = counts.get(ref, 0) + 1
    return max(counts, key=lambda ref: (counts[ref], ref.text)) if counts else None
