"""BUILD: the page types. Each takes the Archive and gives its pages, contexts and all; nothing is rendered here.

A new page type is one file, one entry in BUILDERS and a template in templates/pages/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pressmark.archive import Archive
from pressmark.page import Page
from pressmark.pages.article import article_pages
from pressmark.pages.author import author_pages
from pressmark.pages.capture import capture_pages
from pressmark.pages.cited import cited_pages
from pressmark.pages.compare import compare_pages
from pressmark.pages.entity import entity_pages
from pressmark.pages.fixed import about_pages, data_pages, missing_pages, search_pages
from pressmark.pages.home import home_pages
from pressmark.pages.indexes import index_pages
from pressmark.pages.outlet import outlet_pages
from pressmark.pages.pairs import pair_pages
from pressmark.pages.quotations import quotation_pages, speaker_pages, speaker_path
from pressmark.pages.rows import leaf_path
from pressmark.pages.standing import redirect_pages, tombstone_pages
from pressmark.pages.story import story_pages
from pressmark.pages.timeline import timeline_pages
from pressmark.pages.told import told_pages
from pressmark.pages.topic import topic_pages
from pressmark.pages.version import version_pages
from pressmark.urls import page_path

Builder = Callable[..., Iterator[Page]]  # of an Archive; those in SLICED also of a slice of their items

BUILDERS: tuple[Builder, ...] = (
    home_pages,
    article_pages,
    capture_pages,
    version_pages,
    compare_pages,
    pair_pages,
    entity_pages,
    topic_pages,
    story_pages,
    outlet_pages,
    author_pages,
    speaker_pages,
    quotation_pages,
    timeline_pages,
    told_pages,
    cited_pages,
    index_pages,
    search_pages,
    about_pages,
    data_pages,
    missing_pages,
    redirect_pages,
    tombstone_pages,
)

# Builders that can make the pages of some of their items: the tuple of an Archive in which these stand, and which of
# its indexes says how many articles one of them lists ("" for one that is an article itself).
SLICED: Mapping[Callable[..., object], tuple[str, str]] = MappingProxyType({
    article_pages: ("records", ""),
    capture_pages: ("records", ""),
    version_pages: ("records", ""),
    compare_pages: ("records", ""),
    pair_pages: ("stories", "in_story"),
    entity_pages: ("entities", "mentioning"),
    topic_pages: ("topics", "in_topic"),
    story_pages: ("stories", "in_story"),
    outlet_pages: ("outlets", "by_outlet"),
    author_pages: ("authors", "by_author"),
    speaker_pages: ("entities", "quoting"),
})  # fmt: skip


# Builders whose things have as many pages as their articles need, which can be made apart; and where a thing's first
# page stands.
PAGED: Mapping[Callable[..., object], Callable[..., str]] = MappingProxyType({
    entity_pages: lambda entity: page_path(entity.kind, entity.id),
    topic_pages: lambda topic: page_path("topic", topic.id),
    outlet_pages: lambda outlet: page_path("outlet", outlet.id),
    author_pages: lambda author: page_path("author", author.id),
    speaker_pages: speaker_path,
})  # fmt: skip


def pages_of(builder: Callable[..., object], archive: Archive, thing: slice, first: int, last: int) -> frozenset[str]:
    """The paths of some of the pages of a thing, by their numbers."""
    items = SLICED[builder][0]
    paths = {thing.id: PAGED[builder](thing) for thing in getattr(archive, items)}
    own = paths[getattr(archive, items)[thing][0].id]
    taken = frozenset(paths.values())
    return frozenset(leaf_path(own, number, taken) for number in range(first, last + 1))


def all_pages(archive: Archive) -> tuple[Page, ...]:
    """Every page of the site, in the order of their paths; no redirect where another page stands."""
    pages = [page for builder in BUILDERS for page in builder(archive)]
    standing = {page.path for page in pages if page.template != "redirect.html"}
    kept = (page for page in pages if page.template != "redirect.html" or page.path not in standing)
    return tuple(sorted(kept, key=lambda page: page.path))
