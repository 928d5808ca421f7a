"""The page of a story: its events, how each outlet told it and headed it, and the words they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.annotation import Passage
from pressmark.archive import Archive, Record
from pressmark.dates import sort_key
from pressmark.page import ALL, Page
from pressmark.pages.backlinks import Said, sayings
from pressmark.pages.days import Day, day
from pressmark.pages.heads import Head
from pressmark.pages.pairs import PairLine, pair_lines
from pressmark.pages.prose import prose
from pressmark.pages.refs import Ref, article_ref, named_ref, outlet_ref
from pressmark.pages.resting import OneSource, one_sources
from pressmark.pages.rights import shown_ids
from pressmark.pages.rows import Row, row, rows
from pressmark.pages.running import Part
from pressmark.pages.sentences import block_at
from pressmark.pages.wordings import FigureLine, figure_lines
from pressmark.record import all_quotations
from pressmark.text import clipped, counted
from pressmark.urls import index_path, page_path, relative
from pressmark.vocabulary import Story

PASSAGES = 60
QUOTATIONS = 120
LEAD = 180


@dataclass(frozen=True, slots=True)
class EventLine:
    id: str
    title: str
    date: Day
    place: Ref | None
    entity: Ref | None


@dataclass(frozen=True, slots=True)
class OutletColumn:
    """What one outlet published on the story, in order of time; None is an unknown outlet."""

    outlet: Ref | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """How an article is headed and begins."""

    row: Row
    lead: str


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Words that articles of the story share, with every place where they stand, in order of time."""

    text: str
    kind: str
    words: int
    places: tuple[tuple[Row, Ref], ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    head: Head
    crumbs: tuple[Ref, ...]
    title: str
    suggested: bool
    description: tuple[Part, ...]
    events: tuple[EventLine, ...]
    articles: int
    sources: int  # articles that rest on one report count as one
    one_source: tuple[OneSource, ...]
    columns: tuple[OutletColumn, ...]
    openings: tuple[Opening, ...]
    figures: tuple[FigureLine, ...]
    shared: tuple[SharedWords, ...]
    pairs: tuple[PairLine, ...]
    quotations: tuple[Said, ...]


def event_lines(here: str, archive: Archive, story: Story) -> tuple[EventLine, ...]:
    """The story's events by date, those without one last."""
    return tuple(
        EventLine(
            event.id,
            event.title,
            day(event.date),
            named_ref(here, archive, event.place),
            named_ref(here, archive, event.entity),
        )
        for event in sorted(story.events, key=lambda e: (sort_key(e.date), e.id))
    )


def _columns(here: str, archive: Archive, records: list[Record]) -> tuple[OutletColumn, ...]:
    by_outlet: dict[str, list[str]] = {}
    for record in records:
        by_outlet.setdefault(record.outlet, []).append(record.article.id)
    columns = [OutletColumn(outlet_ref(here, archive, o), rows(here, archive, ids)) for o, ids in by_outlet.items()]
    columns.sort(key=lambda c: (c.outlet is None, c.outlet.text.casefold() if c.outlet else ""))
    return tuple(columns)


def _opening(here: str, archive: Archive, record: Record) -> Opening:
    visible = shown_ids(record.article, archive.config)
    lead = next((b.text for b in record.article.blocks if b.role == "body" and b.form == "paragraph"), "")
    shown = lead if any(b.id in visible and b.text == lead for b in record.article.blocks) else ""
    return Opening(row(here, archive, record), clipped(shown, LEAD))


def _shared(here: str, archive: Archive, records: list[Record]) -> tuple[SharedWords, ...]:
    order = {record.article.id: number for number, record in enumerate(records)}
    found = []
    for group in _same_words(records, order):
        passages = [p for p in group if p.article in order]
        spans: dict[str, tuple[int, int]] = {}
        for p in passages:
            held = spans.get(p.article, (p.start, p.end))
            spans[p.article] = max(held, (p.start, p.end), key=lambda span: span[1] - span[0])
        places, text = [], ""
        for id_ in sorted(spans, key=order.__getitem__):
            record, (start, end) = archive.record_of[id_], spans[id_]
            place = block_at(record.article, start)
            visible = place is not None and place[1].id in shown_ids(record.article, archive.config)
            link = article_ref(here, archive.config, record.article, place[1].id if place and visible else "")
            places.append((row(here, archive, record), link))
            text = text or (record.article.text[start:end] if visible else "")
        kinds = {p.kind for p in passages} - {"identical"}
        kind = "identical" if not kinds else kinds.pop() if len(kinds) == 1 else "edited"
        found.append(SharedWords(clipped(text, 360), kind, max(p.words for p in passages), tuple(places)))
    found.sort(key=lambda s: (-len(s.places), -s.words))
    return tuple(found[:PASSAGES])


def _same_words(records: list[Record], order: dict[str, int]) -> list[list[Passage]]:
    """The passages inside the story, those together that are about the same words: their spans overlap by half."""
    groups: list[list[Passage]] = []
    of_article: dict[str, list[tuple[int, int, int]]] = {}
    for record in records:
        for passage in record.passages:
            if passage.other not in order:
                continue
            known = of_article.setdefault(passage.article, [])
            length = passage.end - passage.start
            number = next((g for s, e, g in known if 2 * (min(e, passage.end) - max(s, passage.start)) >= length), -1)
            if number < 0:
                number = len(groups)
                groups.append([])
            groups[number].append(passage)
            known.append((passage.start, passage.end, number))
            of_article.setdefault(passage.other, []).append((passage.other_start, passage.other_end, number))
    return groups


def story_page(archive: Archive, story: Story) -> Page:
    here = page_path("story", story.id)
    ids = archive.in_story.get(story.id, ())
    records = [archive.record_of[id_] for id_ in ids]
    quoted = [(r.article.id, index) for r in records for index, _ in enumerate(all_quotations(r))]
    number, together = one_sources(here, archive, records)
    about = story.description[0].text if story.description else f"{story.title}: {counted(len(ids), 'article')}"
    context = StoryPage(
        head=Head(story.title, clipped(about), "story", "stories"),
        crumbs=(
            Ref(relative(here, "index.html"), "Home"),
            Ref(relative(here, index_path("story")), "Stories"),
        ),
        title=story.title,
        suggested=story.suggested,
        description=prose(story.description),
        events=event_lines(here, archive, story),
        articles=len(ids),
        sources=number,
        one_source=together,
        columns=_columns(here, archive, records),
        openings=tuple(_opening(here, archive, record) for record in records),
        figures=figure_lines(here, archive, records),
        shared=_shared(here, archive, records),
        pairs=pair_lines(here, archive, ids),
        quotations=sayings(here, archive, quoted[:QUOTATIONS]),
    )
    return Page(here, "story.html", context)


def story_pages(archive: Archive, part: slice = ALL) -> Iterator[Page]:
    """One page for each story."""
    return (story_page(archive, story) for story in archive.stories[part])
