"""The page of an author: the articles that bear the byline, and where they appeared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.page import ALL, Only, Page
from pressmark.pages.heads import Head
from pressmark.pages.listed import External, externals
from pressmark.pages.prose import prose
from pressmark.pages.refs import Ref, outlet_ref
from pressmark.pages.rows import Leaf, Row, leaves, rows
from pressmark.pages.running import Part
from pressmark.text import clipped, counted
from pressmark.urls import index_path, page_path, relative


@dataclass(frozen=True, slots=True)
class AuthorPage:
    head: Head
    crumbs: tuple[Ref, ...]
    name: str
    suggested: bool
    aliases: tuple[str, ...]
    outlets: tuple[Ref, ...]
    description: tuple[Part, ...]
    externals: tuple[External, ...]
    articles: int
    rows: tuple[Row, ...]
    leaf: Leaf


def author_pages(archive: Archive, part: slice = ALL, only: Only = "") -> Iterator[Page]:
    """The pages of every author, 200 articles on each."""
    taken = frozenset(page_path("author", author.id) for author in archive.authors)
    for author in archive.authors[part]:
        ids = archive.by_author.get(author.id, ())
        outlets = sorted({*archive.printed_in.get(author.id, ()), author.outlet or ""})
        about = author.description[0].text if author.description else f"{counted(len(ids), 'article')} by {author.name}"
        for here, own, leaf in leaves(page_path("author", author.id), ids, taken, only=only):
            context = AuthorPage(
                head=Head(author.name, clipped(about), "author", "authors"),
                crumbs=(
                    Ref(relative(here, "index.html"), "Home"),
                    Ref(relative(here, index_path("author")), "Authors"),
                ),
                name=author.name,
                suggested=author.suggested,
                aliases=author.aliases,
                outlets=tuple(outlet_ref(here, archive, id_) or Ref("", id_) for id_ in outlets if id_),
                description=prose(author.description) if leaf.number == 1 else (),
                externals=externals(author.same_as),
                articles=len(ids),
                rows=rows(here, archive, own),
                leaf=leaf,
            )
            yield Page(here, "author.html", context)
