"""BUILD: what a site is made of, in portions that can be made apart from each other and in any order.

Takes the Archive, templates and assets; gives the files of one portion at a time, so that a site need never be held
whole. All portions together are the site, each file once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from pressmark.archive import Archive
from pressmark.exports import EXPORTS
from pressmark.exports import SLICED as SLICED_EXPORTS
from pressmark.facts import digest_of
from pressmark.page import Page
from pressmark.pages import BUILDERS, PAGED, SLICED, pages_of
from pressmark.pages.rows import PAGE_LENGTH
from pressmark.pages.standing import redirect_pages
from pressmark.render import Renderer
from pressmark.search import search_outputs, without_remarks
from pressmark.tracked import Reads
from pressmark.tree import File, Tree

# What hosts that read a _headers file send with every page; the policy is that of the pages themselves.
HEADERS = (
    "/*\n"
    "  Content-Security-Policy: default-src 'self' data:; script-src 'self'; style-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-src 'none'\n"
    "  X-Content-Type-Options: nosniff\n"
    "  Referrer-Policy: no-referrer\n"
)
# How many articles the pages of one portion show or list: about so many, and no more than twice as many unless a single
# thing has them. Where one ends is told by the thing's own id, so that another thing moves no boundary but its own.
ARTICLES = 32
# How many pages of one thing's list are made together.
LEAVES = 5

# What a portion is made by: pages of a builder, data files, or the scripts of search.
Maker = Callable[..., Iterable[Page] | Tree]
MAKERS: tuple[Maker, ...] = (search_outputs, *EXPORTS, *(b for b in BUILDERS if b is not redirect_pages))


@dataclass(frozen=True, slots=True)
class Portion:
    """What one of MAKERS, by its place there, makes of its items from `start` to before `stop`; of all if that is 0.

    `first` and `last` are numbers of pages, 0 for all: of one thing that has many."""

    maker: int
    start: int = 0
    stop: int = 0
    first: int = 0
    last: int = 0


def portions(archive: Archive) -> tuple[Portion, ...]:
    """Everything that is made of the archive, that which cannot be cut first: it takes longest."""
    whole: list[Portion] = []
    cut: list[Portion] = []
    for number, maker in enumerate(MAKERS):
        items = _items(archive, maker)
        if items is None:
            whole.append(Portion(number))
        else:
            index = SLICED.get(maker, ("", ""))[1]
            cut += _cut(number, items, getattr(archive, index) if index else {})
    return (*whole, *sorted(cut, key=lambda p: p.stop - p.start))


def _items(archive: Archive, maker: Maker) -> tuple[str, ...] | None:
    """The ids of what a maker can take in parts; None if it makes all at once."""
    if maker in SLICED_EXPORTS or SLICED.get(maker, ("", ""))[0] == "records":
        return tuple(record.article.id for record in archive.records)
    return tuple(thing.id for thing in getattr(archive, SLICED[maker][0])) if maker in SLICED else None


def _cut(maker: int, items: tuple[str, ...], index: Mapping[str, Collection[str]]) -> Iterator[Portion]:
    """Runs of items, each from its first to before its last; `index` says which articles one lists."""
    start = weight = 0
    for number, id_ in enumerate(items):
        own = 1 + len(index.get(id_, ()))
        if number > start and weight + own > 2 * ARTICLES:
            yield Portion(maker, start, number)
            start, weight = number, 0
        weight += own
        if crc32(id_.encode()) % ARTICLES < own:
            alone = own > PAGE_LENGTH + 1 and MAKERS[maker] in PAGED
            yield from (
                _leafed(maker, number, -(-(own - 1) // PAGE_LENGTH)) if alone else (Portion(maker, start, number + 1),)
            )
            start, weight = number + 1, 0
    if start < len(items):
        yield Portion(maker, start, len(items))


def _leafed(maker: int, number: int, pages: int) -> Iterator[Portion]:
    """A thing's pages in runs."""
    for first in range(1, pages + 1, LEAVES):
        yield Portion(maker, number, number + 1, first, min(first + LEAVES - 1, pages))


def names(archive: Archive, found: Iterable[Portion]) -> list[bytes]:
    """A name for each portion that says who makes it, and of which items: the same at the next build."""
    items = {number: _items(archive, maker) for number, maker in enumerate(MAKERS)}
    own = [f"{maker.__module__}.{maker.__name__}" for maker in MAKERS]
    return [digest_of((own[p.maker], (items[p.maker] or ())[p.start : p.stop], p.first, p.last)) for p in found]


def made(archive: Archive, renderer: Renderer, portion: Portion, reads: Reads | None = None) -> Iterator[File]:
    """The files of a portion, each when it is asked for, pages in the order of their paths; which templates they need
    is noted in `reads`. Raises TemplateFault."""
    maker = MAKERS[portion.maker]
    part = slice(portion.start, portion.stop)
    if portion.first:
        found = maker(archive, part, only=pages_of(maker, archive, part, portion.first, portion.last))
    else:
        found = maker(archive, part) if portion.stop else maker(archive)
    if isinstance(found, tuple):
        yield from found
        return
    # What is no tuple of files are pages.
    # Lists of many leaves are made one at a time; a list's leaves and things come in order anyway.
    for page in found if SLICED.get(maker, ("", ""))[1] else sorted(found, key=lambda page: page.path):
        if reads is not None:
            reads.others.add(f"template/{page.template}")
        yield File(page.path, renderer.rendered(page))


def redirects(archive: Archive, renderer: Renderer, taken: Collection[str]) -> Iterator[File]:
    """The pages at former addresses, but where one of the site's other files stands. Raises TemplateFault."""
    for page in sorted(redirect_pages(archive), key=lambda page: page.path):
        if page.path not in taken:
            yield File(page.path, renderer.rendered(page))


def fixed(assets: Tree) -> Tree:
    """The files that do not depend on the content."""
    plain = (File(".nojekyll", b""), File("_headers", HEADERS.encode()))
    scripts = (File(f.path, without_remarks(f.data)) if f.path.endswith(".js") else f for f in assets)
    return (*(File(f"assets/{f.path}", f.data) for f in scripts), *plain)
