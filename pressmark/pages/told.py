"""timeline-told.html: the days of which the articles tell, apart from those on which they were published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pressmark.annotation import ToldDate
from pressmark.archive import Archive, Record
from pressmark.dates import Date, in_words, parse_date, sort_key
from pressmark.page import Page
from pressmark.pages.days import Day, day
from pressmark.pages.heads import Head
from pressmark.pages.refs import Ref, article_ref
from pressmark.pages.rights import shown, shown_ids
from pressmark.pages.rows import Leaf, Row, leaves, row
from pressmark.pages.sentences import Sentence, block_at, sentence_at
from pressmark.text import folded
from pressmark.urls import relative

PATH = "timeline-told.html"
_SHOWN = 8  # sentences under one day
_READ = 60  # sentences that are looked at for one day
_LENGTH = 60  # days on a page


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of a day: the words that name it marked, where they stand, and from which day of
    publication they are counted ("" where the date is printed in full). `again`: other articles with the sentence."""

    sentence: Sentence
    row: Row
    place: Ref
    counted_from: str
    again: tuple[tuple[Row, Ref], ...]


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day, or a span of days, and the sentences that tell of it; `more` are left out."""

    date: Day
    tellings: tuple[Telling, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ToldPage:
    head: Head
    crumbs: tuple[Ref, ...]
    published: Ref
    total: int
    days: tuple[ToldDay, ...]
    leaf: Leaf


Item = tuple[Date, tuple[tuple[str, int], ...]]


@lru_cache(maxsize=1)
def told_days(archive: Archive) -> tuple[Item, ...]:
    """Each date that articles tell of, in order of time, with where: article id and index into its `dates`. Words that
    an article's rights keep back are left out."""
    found: dict[Date, list[tuple[str, int]]] = {}
    for record in archive.records:
        open_ = not record.dates or shown(record.article, archive.config) == "full"
        visible = frozenset() if open_ else shown_ids(record.article, archive.config)
        for number, told in enumerate(record.dates):
            place = None if open_ else block_at(record.article, told.start)
            if open_ or (place is not None and place[1].id in visible):
                found.setdefault(told.date, []).append((record.article.id, number))
    return tuple((date, tuple(found[date])) for date in sorted(found, key=sort_key))


def _counted_from(told: ToldDate) -> str:
    date = parse_date(told.counted_from) if told.counted_from else None
    return in_words(date) if date else ""


def _tellings(here: str, archive: Archive, places: tuple[tuple[str, int], ...]) -> tuple[tuple[Telling, ...], int]:
    """The first sentences, the same one of several articles once, and how many more there are."""
    found: dict[str, tuple[Record, ToldDate, Sentence, list[tuple[Row, Ref]]]] = {}
    for id_, number in places[:_READ]:
        record = archive.record_of[id_]
        told = record.dates[number]
        sentence = sentence_at(record.article, told.start, told.end)
        key = folded(sentence.before + sentence.marked + sentence.after)
        if key in found:
            if found[key][0].article.id != id_ and all(r.article.id != id_ for r, _ in found[key][3]):
                link = article_ref(here, archive.config, record.article, sentence.block)
                found[key][3].append((row(here, archive, record), link))
        else:
            found[key] = (record, told, sentence, [])
    first = [
        Telling(
            sentence,
            row(here, archive, record),
            article_ref(here, archive.config, record.article, sentence.block),
            _counted_from(told),
            tuple(again),
        )
        for record, told, sentence, again in list(found.values())[:_SHOWN]
    ]
    return tuple(first), len(found) - len(first) + max(0, len(places) - _READ)


def told_pages(archive: Archive, only: str = "") -> Iterator[Page]:
    """The days that articles tell of, 60 on each page."""
    items = told_days(archive)
    for here, own, leaf in leaves(PATH, items, length=_LENGTH, only=only):
        days = []
        for date, places in own:
            tellings, more = _tellings(here, archive, places)
            days.append(ToldDay(day(date), tellings, more))
        context = ToldPage(
            head=Head("Events told", "The days of which the articles tell", "timeline", "timeline"),
            crumbs=(
                Ref(relative(here, "index.html"), "Home"),
                Ref(relative(here, "timeline.html"), "Timeline"),
            ),
            published=Ref(relative(here, "timeline.html"), "Published"),
            total=len(items),
            days=tuple(days),
            leaf=leaf,
        )
        yield Page(here, "timeline-told.html", context)
