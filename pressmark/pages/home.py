"""The first page: what this archive is, what is newest, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.page import Page
from pressmark.pages.days import Day, day
from pressmark.pages.heads import Head
from pressmark.pages.refs import Ref, entity_ref, story_ref
from pressmark.pages.rows import Row, row, rows
from pressmark.record import all_quotations
from pressmark.text import counted
from pressmark.urls import index_path

NEWEST = 10
NAMED = 8


@dataclass(frozen=True, slots=True)
class Count:
    """A counted link: "14 articles"."""

    link: Ref
    number: int


@dataclass(frozen=True, slots=True)
class StoryLine:
    story: Ref
    articles: int
    outlets: int
    first: Day | None
    last: Day | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a person: what, how many, and the first few articles."""

    what: str
    number: int
    rows: tuple[Row, ...]
    link: Ref | None


@dataclass(frozen=True, slots=True)
class HomePage:
    head: Head
    title: str
    description: str
    counts: tuple[Ref, ...]
    newest: tuple[Row, ...]
    dated: int
    stories: tuple[StoryLine, ...]
    people: tuple[Count, ...]
    organizations: tuple[Count, ...]
    topics: tuple[Count, ...]
    waiting: tuple[Waiting, ...]


def story_line(here: str, archive: Archive, id_: str) -> StoryLine:
    records = [archive.record_of[i] for i in archive.in_story.get(id_, ())]
    dates = sorted(r.article.date for r in records if r.article.date.earliest)
    outlets = {r.outlet for r in records if r.outlet}
    return StoryLine(
        story_ref(here, archive, id_),
        len(records),
        len(outlets),
        day(dates[0]) if dates else None,
        day(dates[-1]) if dates else None,
    )


def _counts(archive: Archive) -> tuple[Ref, ...]:
    kinds = {
        kind: sum(e.kind == kind for e in archive.entities) for kind in ("person", "organization", "place", "event")
    }
    quotations = sum(len(all_quotations(record)) for record in archive.records)
    return (
        Ref(index_path("article"), counted(len(archive.records), "article")),
        Ref(index_path("outlet"), counted(len(archive.outlets), "outlet")),
        Ref(index_path("person"), counted(kinds["person"], "person", "people")),
        Ref(index_path("organization"), counted(kinds["organization"], "organization")),
        Ref(index_path("place"), counted(kinds["place"], "place")),
        Ref(index_path("story"), counted(len(archive.stories), "story", "stories")),
        Ref(index_path("topic"), counted(len(archive.topics), "topic")),
        Ref("quotations/index.html", counted(quotations, "quotation")),
    )


def _most_named(archive: Archive, kind: str) -> tuple[Count, ...]:
    entities = [e for e in archive.entities if e.kind == kind and archive.mentioning.get(e.id)]
    entities.sort(key=lambda e: (-len(archive.mentioning[e.id]), e.name.casefold(), e.id))
    return tuple(Count(entity_ref("index.html", e), len(archive.mentioning[e.id])) for e in entities[:NAMED])


def _topics(archive: Archive) -> tuple[Count, ...]:
    found = [(topic, len(archive.in_topic.get(topic.id, ()))) for topic in archive.topics]
    found.sort(key=lambda pair: (-pair[1], pair[0].name.casefold(), pair[0].id))
    return tuple(Count(Ref(f"topics/{t.id}.html", t.name, "topic", t.id, t.suggested), n) for t, n in found if n)[
        :NAMED
    ]


def _waiting(archive: Archive) -> tuple[Waiting, ...]:
    here, records = "index.html", archive.records
    every = Ref(index_path("article"), "all articles")
    kinds = (
        ("without a date", [r for r in records if not r.article.date.known], Ref("timeline.html#undated", "all")),
        ("without a known outlet", [r for r in records if not r.outlet], every),
        ("without a headline", [r for r in records if not r.article.title], every),
        ("not reviewed yet", [r for r in records if r.article.status == "unreviewed"], every),
        ("with a note that lost its place", [r for r in records if any(not n.found for n in r.notes)], every),
    )
    return tuple(
        Waiting(what, len(found), tuple(row(here, archive, r) for r in found[:3]), link)
        for what, found, link in kinds
        if found
    )


def home_pages(archive: Archive) -> Iterator[Page]:
    """The first page."""
    here, config = "index.html", archive.config
    dated = [record for record in archive.records if record.article.date.known]
    newest = sorted(dated, key=lambda r: (r.article.date, r.article.id), reverse=True)[:NEWEST]
    context = HomePage(
        head=Head(config.title, config.description, "home"),
        title=config.title,
        description=config.description,
        counts=_counts(archive),
        newest=rows(here, archive, (record.article.id for record in newest or archive.records[:NEWEST])),
        dated=len(dated),
        stories=tuple(story_line(here, archive, story.id) for story in archive.stories),
        people=_most_named(archive, "person"),
        organizations=_most_named(archive, "organization"),
        topics=_topics(archive),
        waiting=_waiting(archive),
    )
    yield Page(here, "home.html", context)
