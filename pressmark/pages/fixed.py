"""The pages that every archive has once: search, about, data and the one for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.dates import sort_key
from pressmark.page import Page
from pressmark.pages.days import Day, day
from pressmark.pages.heads import Head
from pressmark.pages.prose import prose
from pressmark.pages.refs import Ref
from pressmark.pages.running import Part

HOME = (Ref("index.html", "Home"),)


@dataclass(frozen=True, slots=True)
class FixedPage:
    head: Head
    crumbs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A page that a person wrote; `id` is its place on about.html."""

    id: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """`latest` is the newest date in the content: what the site was built from, never when."""

    head: Head
    crumbs: tuple[Ref, ...]
    sections: tuple[Section, ...]
    latest: Day | None
    articles: int
    reviewed: int
    withdrawn: int
    rights: str


@dataclass(frozen=True, slots=True)
class DataPage:
    head: Head
    crumbs: tuple[Ref, ...]
    articles: int
    rights: str
    given: tuple[str, ...]  # of "tables", "texts" and "annotations"


def search_pages(archive: Archive) -> Iterator[Page]:
    """The search page, whose results a script fills in."""
    head = Head("Search", f"Search {archive.config.title}", "search", "search")
    yield Page("search.html", "search.html", FixedPage(head, HOME))


def missing_pages(archive: Archive) -> Iterator[Page]:
    """The page that hosts show, at any depth, for an address where nothing stands."""
    yield Page("404.html", "404.html", FixedPage(Head("No such page", "", "missing"), ()))


def about_pages(archive: Archive) -> Iterator[Page]:
    """What people wrote about the archive, the page "about" first, and how it was made."""
    written = sorted(archive.pages, key=lambda page: (page.id != "about", page.id))
    dates = [d for r in archive.records for d in (r.article.date, r.article.updated, r.article.captured) if d.latest]
    newest = max(dates, key=lambda d: (d.latest, sort_key(d)), default=None)
    context = AboutPage(
        head=Head("About", f"What {archive.config.title} is and how it was made", "about", "about"),
        crumbs=HOME,
        sections=tuple(Section(f"page-{page.id}", page.title, prose(page.description)) for page in written),
        latest=day(newest) if newest else None,
        articles=len(archive.records),
        reviewed=sum(record.article.status == "reviewed" for record in archive.records),
        withdrawn=len(archive.withdrawn),
        rights=archive.config.rights_statement,
    )
    yield Page("about.html", "about.html", context)


def data_pages(archive: Archive) -> Iterator[Page]:
    """What the archive gives away as files, and what each file is."""
    head = Head("Data", "The archive as plain files", "data", "data")
    config = archive.config
    context = DataPage(head, HOME, len(archive.records), config.rights_statement, tuple(sorted(set(config.data))))
    yield Page("data.html", "data.html", context)
