"""Two articles of a story set beside each other: the words that both have, and how each puts them.

Copies of one text have a page of their own (`compare`); these share some words and say the rest themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmark.annotation import Passage
from pressmark.annotators.versions import Piece, words_changed
from pressmark.archive import Archive, Record
from pressmark.dates import Date, later
from pressmark.page import ALL, Page
from pressmark.pages.heads import Head
from pressmark.pages.refs import Ref, article_ref, story_ref
from pressmark.pages.rights import shown_ids
from pressmark.pages.rows import Row, row
from pressmark.pages.sentences import block_at
from pressmark.pages.wordings import FigureLine, figure_lines
from pressmark.text import counted
from pressmark.urls import index_path, page_path, relative
from pressmark.vocabulary import Story

MOST_PAIRS = 12  # pairs of a story that are set side by side: those that share the most words


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two articles of a story, how many words they share, and the page that sets them side by side."""

    first: Row
    second: Row
    words: int
    link: Ref


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Words that both articles have, as they are in the second beside the first: what is in one alone is marked. No
    pieces where one of the two may not be shown. The links lead to the paragraphs."""

    kind: str
    words: int
    pieces: tuple[Piece, ...]
    first: Ref
    second: Ref


@dataclass(frozen=True, slots=True)
class PairPage:
    """`earlier`: the dates tell that the first was published before the second. `citing`: the articles that name the
    other one's outlet as a source."""

    head: Head
    crumbs: tuple[Ref, ...]
    first: Row
    second: Row
    stories: tuple[Ref, ...]
    earlier: bool
    citing: tuple[Row, ...]
    words: int
    passages: tuple[SharedPassage, ...]
    figures: tuple[FigureLine, ...]


Pair = tuple[str, str]


def pair_path(pair: Pair) -> str:
    return page_path("compare", "--".join(pair))


def story_pairs(archive: Archive, ids: Sequence[str]) -> dict[Pair, int]:
    """The pairs of a story's articles that share words and are not one text, in the story's order, those with the most
    words first; each with how many."""
    order = {id_: number for number, id_ in enumerate(ids)}
    shared: dict[Pair, int] = {}
    for id_ in ids:
        record = archive.record_of[id_]
        copies = {copy.article for copy in record.one_text.copies} if record.one_text else set()
        for passage in record.passages:
            other = passage.other
            if order.get(other, -1) > order[id_] and other not in copies:
                shared[id_, other] = shared.get((id_, other), 0) + passage.words
    most = sorted(shared, key=lambda pair: (-shared[pair], order[pair[0]], order[pair[1]]))
    # An article may bear the name of a pair; its own page stands there then.
    kept = [pair for pair in most if "--".join(pair) not in archive.record_of]
    return {pair: shared[pair] for pair in kept[:MOST_PAIRS]}


def pair_lines(here: str, archive: Archive, ids: Sequence[str]) -> tuple[PairLine, ...]:
    """The pairs of a story that have a page, as lines."""
    return tuple(
        PairLine(
            row(here, archive, archive.record_of[pair[0]]),
            row(here, archive, archive.record_of[pair[1]]),
            words,
            Ref(relative(here, pair_path(pair)), "Set side by side"),
        )
        for pair, words in story_pairs(archive, ids).items()
    )


def _link(here: str, archive: Archive, record: Record, start: int) -> tuple[Ref, bool]:
    """The link to the paragraph at an offset, and whether its words may be shown."""
    place = block_at(record.article, start)
    visible = place is not None and place[1].id in shown_ids(record.article, archive.config)
    return article_ref(here, archive.config, record.article, place[1].id if place and visible else ""), visible


def _passage(here: str, archive: Archive, pair: tuple[Record, Record], passage: Passage) -> SharedPassage:
    one, two = pair
    first, open_here = _link(here, archive, one, passage.start)
    second, open_there = _link(here, archive, two, passage.other_start)
    pieces: tuple[Piece, ...] = ()
    if open_here and open_there:
        own = one.article.text[passage.start : passage.end]
        pieces = words_changed(own, two.article.text[passage.other_start : passage.other_end])
    return SharedPassage(passage.kind, passage.words, pieces, first, second)


def _earlier(one: Date, two: Date) -> bool:
    """Whether the dates tell that the one is before the other: not those that are estimates themselves."""
    return later(two, one) and not any(mark in f"{one.text}{two.text}" for mark in "~?%")


def _cites(record: Record, other: Record) -> bool:
    """Whether an article gives something to the other one, or to its outlet."""
    own = {other.article.id, other.outlet} - {""}
    return any(source.article in own or source.outlet in own for source in record.sources)


def pair_page(archive: Archive, pair: Pair) -> Page:
    """The page of two articles that share words."""
    here = pair_path(pair)
    one, two = (archive.record_of[id_] for id_ in pair)
    shared = [p for p in one.passages if p.other == two.article.id]
    names = " and ".join(article_ref(here, archive.config, r.article).text for r in (one, two))
    words = sum(p.words for p in shared)
    context = PairPage(
        head=Head(f"Side by side: {names}", f"{counted(words, 'word')} shared: {names}", "compare", "articles"),
        crumbs=(Ref(relative(here, "index.html"), "Home"), Ref(relative(here, index_path("compare")), "Compare")),
        first=row(here, archive, one),
        second=row(here, archive, two),
        stories=tuple(story_ref(here, archive, id_) for id_ in one.stories if id_ in two.stories),
        earlier=_earlier(one.article.date, two.article.date),
        citing=tuple(row(here, archive, r) for r, other in ((one, two), (two, one)) if _cites(r, other)),
        words=words,
        passages=tuple(_passage(here, archive, (one, two), p) for p in sorted(shared, key=lambda p: (p.start, p.end))),
        figures=figure_lines(here, archive, (one, two)),
    )
    return Page(here, "pair.html", context)


def _told_before(archive: Archive, story: Story, pair: Pair) -> bool:
    """Whether an earlier story has the pair, too: each has one page."""
    one, two = (archive.record_of[id_] for id_ in pair)
    earlier = (id_ for id_ in one.stories if id_ < story.id and id_ in two.stories)
    return any(pair in story_pairs(archive, archive.in_story.get(id_, ())) for id_ in earlier)


def pair_pages(archive: Archive, part: slice = ALL) -> Iterator[Page]:
    """The pages of the pairs of each story, in the order of their paths."""
    for story in archive.stories[part]:
        pairs = story_pairs(archive, archive.in_story.get(story.id, ()))
        for pair in sorted(pairs, key=pair_path):
            if not _told_before(archive, story, pair):
                yield pair_page(archive, pair)
