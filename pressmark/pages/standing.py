"""Pages that keep an old address standing: redirects from former ids, and tombstones of withdrawn articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.page import Page
from pressmark.pages.days import Day, day
from pressmark.pages.heads import Head
from pressmark.pages.refs import Ref, outlet_ref
from pressmark.urls import index_path, page_path, relative


@dataclass(frozen=True, slots=True)
class RedirectPage:
    head: Head
    crumbs: tuple[Ref, ...]
    target: Ref


@dataclass(frozen=True, slots=True)
class TombstonePage:
    head: Head
    crumbs: tuple[Ref, ...]
    title: str
    outlet: str
    date: Day
    reason: str


def _moves(archive: Archive) -> Iterator[tuple[str, str, str, str]]:
    """Kind, former id, id now and name of everything that has had another id."""
    for record in archive.records:
        article = record.article
        yield from (("article", old, article.id, article.title or article.id) for old in article.formerly)
    for article in archive.withdrawn:
        yield from (("article", old, article.id, article.title or article.id) for old in article.formerly)
    for entity in archive.entities:
        yield from ((entity.kind, old, entity.id, entity.name) for old in entity.formerly)
    for topic in archive.topics:
        yield from (("topic", old, topic.id, topic.name) for old in topic.formerly)
    for story in archive.stories:
        yield from (("story", old, story.id, story.title) for old in story.formerly)
    for outlet in archive.outlets:
        yield from (("outlet", old, outlet.id, outlet.name) for old in outlet.formerly)
    for author in archive.authors:
        yield from (("author", old, author.id, author.name) for old in author.formerly)


def redirect_pages(archive: Archive) -> Iterator[Page]:
    """One page at each former address; none where another thing stands now, and the first of several claims wins."""
    taken = {page_path("article", record.article.id) for record in archive.records}
    taken |= {page_path("article", article.id) for article in archive.withdrawn}
    taken |= {page_path(entity.kind, entity.id) for entity in archive.entities}
    for kind, things in (
        ("topic", archive.topics),
        ("story", archive.stories),
        ("outlet", archive.outlets),
        ("author", archive.authors),
    ):
        taken |= {page_path(kind, thing.id) for thing in things}
    for kind, old, new, name in _moves(archive):
        here = page_path(kind, old)
        if here not in taken:
            taken.add(here)
            target = Ref(relative(here, page_path(kind, new)), name)
            yield Page(here, "redirect.html", RedirectPage(Head("Moved", f"Now: {name}", "redirect"), (), target))


def tombstone_pages(archive: Archive) -> Iterator[Page]:
    """One page for each withdrawn article: what it was and why it went, none of its words."""
    for article in archive.withdrawn:
        here = page_path("article", article.id)
        outlet = outlet_ref(here, archive, article.outlet or "")
        context = TombstonePage(
            head=Head("Withdrawn", "This article was withdrawn from the archive", "tombstone", "articles"),
            crumbs=(
                Ref(relative(here, "index.html"), "Home"),
                Ref(relative(here, index_path("article")), "Articles"),
            ),
            title=article.title or "",
            outlet=outlet.text if outlet else article.outlet or "",
            date=day(article.date),
            reason=article.reason or "",
        )
        yield Page(here, "tombstone.html", context)
