"""The timeline: articles and events by their earliest date, and honestly at its end what has no date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.dates import Date, sort_key
from pressmark.page import Page
from pressmark.pages.days import Day, day, published
from pressmark.pages.heads import Head
from pressmark.pages.refs import Ref, article_ref, entity_ref, outlet_ref, story_ref
from pressmark.pages.rows import Leaf, leaves
from pressmark.pages.told import PATH as TOLD
from pressmark.pages.told import told_days
from pressmark.urls import relative

PATH = "timeline.html"
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Moment:
    """An article or an event on the timeline; `of` is its outlet, or its story."""

    kind: str  # "article", "event"
    thing: Ref
    headless: bool
    of: Ref | None
    date: Day


@dataclass(frozen=True, slots=True)
class Stretch:
    """The moments of one year; `year` is "" for those without a date."""

    year: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """`elsewhere` leads to the undated ones when they stand on another page of the list."""

    head: Head
    crumbs: tuple[Ref, ...]
    total: int
    undated: int
    stretches: tuple[Stretch, ...]
    told: Ref
    elsewhere: Ref | None
    leaf: Leaf


Item = tuple[Date, str, str, str]  # date, kind, id, and the story of an event in a story


def _items(archive: Archive) -> list[Item]:
    items: list[Item] = [(r.when, "article", r.article.id, "") for r in archive.records]
    items += [(event.date, "event", event.id, story.id) for story in archive.stories for event in story.events]
    told = {event.entity for story in archive.stories for event in story.events}
    events = [e for e in archive.entities if e.kind == "event" and e.date.known and e.id not in told]
    items += [(entity.date, "event", entity.id, "") for entity in events]
    return sorted(items, key=lambda item: (sort_key(item[0]), item[1] != "event", item[3], item[2]))


def _moment(here: str, archive: Archive, item: Item) -> Moment:
    date, kind, id_, story_id = item
    if kind == "article":
        record = archive.record_of[id_]
        outlet = outlet_ref(here, archive, record.outlet)
        return Moment(
            kind, article_ref(here, archive.config, record.article), not record.article.title, outlet, published(record)
        )
    if not story_id:
        return Moment(kind, entity_ref(here, archive.entity_of[id_]), False, None, day(date))
    story = story_ref(here, archive, story_id)
    event = next(e for e in archive.story_of[story_id].events if e.id == id_)
    return Moment(kind, Ref(f"{story.href}#event-{id_}", event.title), False, story, day(date))


def _stretches(here: str, archive: Archive, items: tuple[Item, ...]) -> tuple[Stretch, ...]:
    groups: dict[str, list[Moment]] = {}
    for item in items:
        date = item[0]
        year = (date.earliest or date.latest)[:4].lstrip("0") if date.known else ""
        groups.setdefault(year, []).append(_moment(here, archive, item))
    return tuple(Stretch(year, tuple(moments)) for year, moments in groups.items())


def timeline_pages(archive: Archive, only: str = "") -> Iterator[Page]:
    """The timeline, 200 moments on each of its pages."""
    items = _items(archive)
    pages = list(leaves(PATH, items))
    number = len(told_days(archive))
    undated = sum(not item[0].known for item in items)
    holding = next((path for path, own, _ in pages if any(not item[0].known for item in own)), PATH)
    for here, own, leaf in pages:
        if only not in ("", here):
            continue
        away = undated and not any(not item[0].known for item in own)
        context = TimelinePage(
            head=Head("Timeline", "Articles and events by their earliest date", "timeline", "timeline"),
            crumbs=(Ref(relative(here, "index.html"), "Home"),),
            total=len(items),
            undated=undated,
            stretches=_stretches(here, archive, own),
            told=Ref(relative(here, TOLD), f"{number:,} days told of"),
            elsewhere=Ref(relative(here, f"{holding}#{UNDATED}"), f"{undated:,} without a date") if away else None,
            leaf=leaf,
        )
        yield Page(here, "timeline.html", context)
