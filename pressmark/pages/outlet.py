"""The page of an outlet: its articles, their span of dates, its authors, and how it names things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.gathered import Issued
from pressmark.page import ALL, Only, Page
from pressmark.pages.days import Day, day
from pressmark.pages.entity import ranked
from pressmark.pages.heads import Head
from pressmark.pages.listed import External, externals
from pressmark.pages.prose import prose
from pressmark.pages.refs import Ref, author_ref, entity_ref, named_ref, story_ref
from pressmark.pages.resting import CitedBy, cited_by
from pressmark.pages.rows import Leaf, Row, leaves, rows
from pressmark.pages.running import Part
from pressmark.text import clipped, counted
from pressmark.urls import index_path, page_path, relative, safe_url
from pressmark.vocabulary import Outlet

NAMED = 60
CITED = 100  # articles of others that are listed as drawing on it


@dataclass(frozen=True, slots=True)
class Naming:
    """How the outlet names an entity: its forms, most used first, each with its count."""

    entity: Ref
    forms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class OutletPage:
    head: Head
    crumbs: tuple[Ref, ...]
    name: str
    suggested: bool
    aliases: tuple[str, ...]
    place: Ref | None
    url: str
    description: tuple[Part, ...]
    externals: tuple[External, ...]
    articles: int
    first: Day | None
    last: Day | None
    undated: int
    authors: tuple[Ref, ...]
    stories: tuple[Ref, ...]
    naming: tuple[Naming, ...]
    cited_by: tuple[CitedBy, ...]
    cited_more: int
    rows: tuple[Row, ...]
    leaf: Leaf


def _naming(here: str, archive: Archive, ids: tuple[str, ...]) -> tuple[Naming, ...]:
    forms: dict[str, Counter[str]] = {}
    for id_ in ids:
        record = archive.record_of[id_]
        for mention in record.mentions:
            text = record.article.text[mention.start : mention.end]
            forms.setdefault(mention.entity, Counter())[text] += 1
    known = [(archive.entity_of[id_], counts) for id_, counts in forms.items() if id_ in archive.entity_of]
    known.sort(key=lambda pair: (-pair[1].total(), pair[0].name.casefold(), pair[0].id))
    return tuple(Naming(entity_ref(here, entity), ranked(counts)) for entity, counts in known[:NAMED])


def _outlet_pages(archive: Archive, outlet: Outlet, taken: frozenset[str], only: Only) -> Iterator[Page]:
    ids = archive.by_outlet.get(outlet.id, ())
    issued = archive.issued.get(outlet.id, Issued())
    for here, own, leaf in leaves(page_path("outlet", outlet.id), ids, taken, only=only):
        first = leaf.number == 1
        about = outlet.description[0].text if outlet.description else f"{counted(len(ids), 'article')} of {outlet.name}"
        context = OutletPage(
            head=Head(outlet.name, clipped(about), "outlet", "outlets"),
            crumbs=(
                Ref(relative(here, "index.html"), "Home"),
                Ref(relative(here, index_path("outlet")), "Outlets"),
            ),
            name=outlet.name,
            suggested=outlet.suggested,
            aliases=outlet.aliases,
            place=named_ref(here, archive, outlet.place),
            url=safe_url(outlet.url or ""),
            description=prose(outlet.description) if first else (),
            externals=externals(outlet.same_as),
            articles=len(ids),
            first=day(issued.first) if issued.first else None,
            last=day(issued.last) if issued.last else None,
            undated=len(ids) - issued.dated,
            authors=tuple(author_ref(here, archive, id_) for id_ in issued.authors),
            stories=tuple(story_ref(here, archive, id_) for id_ in issued.stories),
            naming=_naming(here, archive, ids) if first else (),
            cited_by=cited_by(here, archive, outlet.id)[:CITED] if first else (),
            cited_more=max(0, len(cited_by(here, archive, outlet.id)) - CITED),
            rows=rows(here, archive, own),
            leaf=leaf,
        )
        yield Page(here, "outlet.html", context)


def outlet_pages(archive: Archive, part: slice = ALL, only: Only = "") -> Iterator[Page]:
    """The pages of every outlet, 200 articles on each."""
    taken = frozenset(page_path("outlet", outlet.id) for outlet in archive.outlets)
    for outlet in archive.outlets[part]:
        yield from _outlet_pages(archive, outlet, taken, only)
