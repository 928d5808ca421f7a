"""Lists of articles: one line each, and real pages of at most 200 lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pressmark.archive import Archive, Record
from pressmark.page import Only
from pressmark.pages.days import Day, published
from pressmark.pages.refs import Ref, article_ref, outlet_ref
from pressmark.urls import relative

PAGE_LENGTH = 200

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One article in a list. `headless`: the capture has no headline, and `article` shows the first words."""

    article: Ref
    date: Day
    outlet: Ref | None
    headless: bool
    unreviewed: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a paged list: its number, how many there are, and links to all of them (this one's href is "")."""

    number: int = 1
    count: int = 1
    links: tuple[Ref, ...] = ()


def row(here: str, archive: Archive, record: Record) -> Row:
    article = record.article
    return Row(
        article_ref(here, archive.config, article),
        published(record),
        outlet_ref(here, archive, record.outlet),
        not article.title,
        article.status == "unreviewed",
    )


def rows(here: str, archive: Archive, ids: Iterable[str]) -> tuple[Row, ...]:
    return tuple(row(here, archive, archive.record_of[id_]) for id_ in ids)


def leaf_path(path: str, number: int, taken: Collection[str] = ()) -> str:
    """The path of a paged list's page: x.html, x-2.html, …; x-page-2.html, x-page-page-2.html, … where something else
    stands."""
    if number == 1:
        return path
    stem = path.removesuffix(".html")
    while f"{stem}-{number}.html" in taken or (f"{stem}.html" in taken and f"{stem}.html" != path):
        stem += "-page"
    return f"{stem}-{number}.html"


def leaves(
    path: str, items: Sequence[T], taken: Collection[str] = (), length: int = PAGE_LENGTH, only: Only = ""
) -> Iterator[tuple[str, tuple[T, ...], Leaf]]:
    """The pages of a list: each page's path, its items and its place among the others; one page when it is empty.
    With `only`, that page or those pages alone, if the list has them."""
    wanted = frozenset((only,)) if isinstance(only, str) and only else only
    count = max(1, -(-len(items) // length))
    paths = [leaf_path(path, number, taken) for number in range(1, count + 1)]
    for number, own in enumerate(paths, 1):
        if wanted and own not in wanted:
            continue
        links = tuple(Ref("" if p == own else relative(own, p), str(n)) for n, p in enumerate(paths, 1))
        yield own, tuple(items[(number - 1) * length : number * length]), Leaf(number, count, links)
