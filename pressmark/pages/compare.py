"""One text that several articles have: the list of them as articles' pages show it, and the page that sets them side by
side, the first beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.annotation import Copy, OneText
from pressmark.annotators.versions import changes, counted
from pressmark.archive import Archive, Record
from pressmark.page import ALL, Page
from pressmark.pages.heads import Head
from pressmark.pages.refs import Ref, article_ref, author_ref, outlet_ref, thing_ref
from pressmark.pages.rights import shown
from pressmark.pages.rows import Row, row
from pressmark.pages.version import Stretch, stretches, summary
from pressmark.text import counted as numbered
from pressmark.urls import index_path, page_path, relative

MOST_LISTED = 12  # articles of a cluster that an article's page names
SAME = summary(0, 0)
MOST_COMPARED = 12  # articles of a cluster that are set beside the first one


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One article of a cluster: what tells where it has the text from ("first": the others have it from here), the
    credit's words, and whether it stands under other names than the first one. `here`: the page is its own."""

    row: Row
    authors: tuple[Ref, ...]
    how: str  # "first", "stated", "credit", "date" or ""
    words: str
    other_name: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """One text in `outlets` outlets and `articles` articles, `more` of which are not listed; `wire` is the outlet whose
    it is, where no article of it is held; `compared` leads to the page that sets them side by side."""

    outlets: int
    articles: int
    wire: Ref | None
    lines: tuple[CopyLine, ...]
    more: int
    compared: Ref


@dataclass(frozen=True, slots=True)
class Beside:
    """How an article's text differs from the first one's; no stretches where one of the two may not be shown."""

    row: Row
    summary: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    head: Head
    crumbs: tuple[Ref, ...]
    title: Ref
    cluster: Cluster
    first: Row
    beside: tuple[Beside, ...]  # those whose words differ
    same: tuple[Row, ...]  # those that have the first one's very words
    more: int


def first_of(text: OneText) -> str:
    """The article that the others are set beside: the one they have it from, else the first in order."""
    return text.origin or text.copies[0].article


def cluster(here: str, archive: Archive, text: OneText, own: str = "", most: int = MOST_LISTED) -> Cluster:
    """A cluster as a page shows it; `own` is the article whose page it is."""
    records = [archive.record_of[copy.article] for copy in text.copies]
    shown_copies = _chosen(text, own, most)
    return Cluster(
        len({record.outlet for record in records} - {""}),
        len(records),
        (outlet_ref(here, archive, text.wire) or thing_ref(here, archive, text.wire)) if text.wire else None,
        tuple(_line(here, archive, copy, text, own) for copy in shown_copies),
        len(records) - len(shown_copies),
        Ref(relative(here, page_path("compare", first_of(text))), "Set side by side"),
    )


def _chosen(text: OneText, own: str, most: int) -> tuple[Copy, ...]:
    """The first of a cluster's articles, always with the one they have it from and the page's own."""
    kept = {copy.article for copy in text.copies[:most]} | {own, text.origin}
    return tuple(copy for copy in text.copies if copy.article in kept)


def _line(here: str, archive: Archive, copy: Copy, text: OneText, own: str) -> CopyLine:
    record = archive.record_of[copy.article]
    return CopyLine(
        row(here, archive, record),
        tuple(author_ref(here, archive, id_) for id_ in record.authors),
        "first" if copy.article == text.origin else copy.how,
        copy.words if shown(record.article, archive.config) == "full" else "",
        copy.other_name,
        copy.article == own,
    )


def _blocks(record: Record) -> tuple[tuple[str, str], ...]:
    return tuple((block.role, block.text) for block in record.article.blocks if block.role == "body")


def _beside(here: str, archive: Archive, first: Record, other: Record) -> Beside:
    found = changes(_blocks(first), _blocks(other))
    came, went = counted(found)
    open_ = all(shown(record.article, archive.config) == "full" for record in (first, other))
    return Beside(row(here, archive, other), summary(came, went), stretches(found) if open_ and (came or went) else ())


def compare_page(archive: Archive, first: Record, text: OneText) -> Page:
    """The page of one text that several articles have."""
    here = page_path("compare", first.article.id)
    others = [copy.article for copy in text.copies if copy.article != first.article.id]
    found = cluster(here, archive, text, most=len(text.copies))
    beside = [_beside(here, archive, first, archive.record_of[id_]) for id_ in others[:MOST_COMPARED]]
    title = article_ref(here, archive.config, first.article)
    outlets = numbered(found.outlets, "outlet")
    context = ComparePage(
        head=Head(f"One text: {title.text}", f"One text in {outlets}: {title.text}", "compare", "articles"),
        crumbs=(Ref(relative(here, "index.html"), "Home"), Ref(relative(here, index_path("compare")), "Compare")),
        title=title,
        cluster=found,
        first=row(here, archive, first),
        beside=tuple(other for other in beside if other.summary != SAME),
        same=tuple(other.row for other in beside if other.summary == SAME),
        more=max(0, len(others) - MOST_COMPARED),
    )
    return Page(here, "compare.html", context)


def compare_pages(archive: Archive, part: slice = ALL) -> Iterator[Page]:
    """One page for each text that several articles have, under the id of the article that is first."""
    for record in archive.records[part]:
        text = record.one_text
        if text is not None and first_of(text) == record.article.id:
            yield compare_page(archive, record, text)
