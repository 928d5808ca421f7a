"""BUILD: one file of a site by its path, made without the others; what it holds is what a build writes there.

Takes the Archive and a path; gives the page there, or the files of the maker that makes that path.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType

from pressmark.archive import Archive
from pressmark.exports import tables, texts, web_annotations
from pressmark.page import Page
from pressmark.pages import PAGED, SLICED
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
from pressmark.pages.quotations import quotation_pages, speaker_pages
from pressmark.pages.standing import redirect_pages, tombstone_pages
from pressmark.pages.story import story_pages
from pressmark.pages.timeline import timeline_pages
from pressmark.pages.told import told_pages
from pressmark.pages.topic import topic_pages
from pressmark.pages.version import version_pages
from pressmark.revision import place_of
from pressmark.search import search_outputs
from pressmark.tree import File, Tree
from pressmark.urls import FOLDERS

Builder = Callable[..., Iterator[Page]]

# Who makes the pages of single things, by the folder in which these stand.
_THINGS: Mapping[str, Builder] = MappingProxyType({
    FOLDERS["article"]: article_pages,
    FOLDERS["capture"]: capture_pages,
    FOLDERS["version"]: version_pages,
    FOLDERS["compare"]: compare_pages,
    FOLDERS["topic"]: topic_pages,
    FOLDERS["story"]: story_pages,
    FOLDERS["outlet"]: outlet_pages,
    FOLDERS["author"]: author_pages,
    "quotations": speaker_pages,
} | {FOLDERS[kind]: entity_pages for kind in ("person", "organization", "place", "event", "work")})  # fmt: skip
# Pages with a name of their own, and lists whose further pages begin with it.
_NAMED: Mapping[str, Builder] = MappingProxyType({
    "index.html": home_pages,
    "search.html": search_pages,
    "about.html": about_pages,
    "data.html": data_pages,
    "404.html": missing_pages,
})  # fmt: skip
_LISTS: tuple[tuple[str, Builder], ...] = (
    ("timeline", timeline_pages),
    ("timeline-told", told_pages),
    ("cited", cited_pages),
    ("quotations/", quotation_pages),
)
_NUMBER = re.compile(r"-\d+$")


def page_at(archive: Archive, path: str) -> Page | None:
    """The page that stands at a path of the site; None when no page does."""
    return next((page for page in _candidates(archive, path) if page.path == path), None)


def _candidates(archive: Archive, path: str) -> Iterator[Page]:
    """Pages among which that of the path is if there is one, made when they are asked for; redirects last, since
    they stand only where no other page does."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".html"):
        return
    if path in _NAMED:
        yield from _NAMED[path](archive)
    for start, builder in _LISTS:
        if path.startswith(start):
            yield from builder(archive, only=path)
    if folder in _THINGS:
        yield from _of_things(archive, _THINGS[folder], path, name.removesuffix(".html"))
        if name.startswith("index"):
            yield from index_pages(archive, only=path)
    if folder == FOLDERS["compare"]:
        yield from _of_pairs(archive, name.removesuffix(".html"))
    if folder == FOLDERS["article"]:
        yield from tombstone_pages(archive)
    yield from redirect_pages(archive)


def _of_things(archive: Archive, builder: Builder, path: str, stem: str) -> Iterator[Page]:
    """The pages of the things that may have one at the path: that with this id, or with a list so long that its
    pages are numbered."""
    items = SLICED[builder][0]
    for id_ in _ids(stem) if builder in PAGED else (stem,):
        number = _place(archive, items, id_)
        if number >= 0:
            part = slice(number, number + 1)
            yield from builder(archive, part, only=path) if builder in PAGED else builder(archive, part)


def _of_pairs(archive: Archive, stem: str) -> Iterator[Page]:
    """The pages of pairs of the stories that an article has which the name begins with."""
    for dashes in re.finditer("(?=--)", stem):
        first, second = stem[: dashes.start()], stem[dashes.start() + 2 :]
        if first in archive.record_of and second in archive.record_of:
            for id_ in archive.record_of[first].stories:
                number = _place(archive, "stories", id_)
                yield from pair_pages(archive, slice(number, number + 1))


def _place(archive: Archive, items: str, id_: str) -> int:
    """Where the thing of an id, or an article's record, stands in a tuple of the archive; -1 if it does not."""
    if items == "records":
        return place_of(archive.records, archive.record_of[id_]) if id_ in archive.record_of else -1
    things = getattr(archive, items)
    number = bisect_left(things, id_, key=attrgetter("id"))
    return number if number < len(things) and things[number].id == id_ else -1


def _ids(stem: str) -> Iterator[str]:
    """The ids of things that may have a page of this name: nato-2 may be that, or nato's second page."""
    yield stem
    base = _NUMBER.sub("", stem)
    while base != stem:
        yield base
        stem, base = base, base.removesuffix("-page")


Export = Callable[..., Tree]


def files_with(archive: Archive, path: str) -> Tree:
    """Files that are no pages: those made together with the one at the path, that one among them if it exists."""
    return tuple(file for maker in _makers(path) for file in maker(archive))


def _makers(path: str) -> Iterable[Export]:
    folder = path.partition("/")[0]
    if folder == "search" or path == "assets/js/lunr.js":
        return (search_outputs,)
    if path.startswith("data/annotations/"):
        return (lambda archive: _annotations(archive, path),)
    if path.startswith("data/text/") or path == "data/SHA256SUMS":
        return (texts.exported,)
    return (tables.exported,) if folder == "data" else ()


def _annotations(archive: Archive, path: str) -> Tree:
    found = _place(archive, "records", path.rpartition("/")[2].removesuffix(".jsonld"))
    return web_annotations.exported(archive, slice(found, found + 1)) if found >= 0 else ()


def files_named(files: Iterable[File], path: str) -> bytes | None:
    """The bytes of the file at the path."""
    return next((file.data for file in files if file.path == path), None)
