"""BUILD: what a site is made of, in portions that can be made apart from each other and in any order.

Takes the Archive, templates and assets; gives the files of one portion at a time, so that a site need never be held
whole. All portions together are the site, each file once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.exports import EXPORTS
from pressmark.exports import SLICED as SLICED_EXPORTS
from pressmark.page import Page
from pressmark.pages import BUILDERS, SLICED
from pressmark.pages.standing import redirect_pages
from pressmark.render import Renderer
from pressmark.search import search_outputs
from pressmark.tree import File, Tree

# What hosts that read a _headers file send with every page; the policy is that of the pages themselves.
HEADERS = (
    "/*\n"
    "  Content-Security-Policy: default-src 'self' data:; script-src 'self'; style-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-src 'none'\n"
    "  X-Content-Type-Options: nosniff\n"
    "  Referrer-Policy: no-referrer\n"
)
# How many articles the pages of one portion show or list, unless a single thing has more.
ARTICLES = 64

# What a portion is made by: pages of a builder, data files, or the scripts of search.
Maker = Callable[..., Iterable[Page] | Tree]
MAKERS: tuple[Maker, ...] = (search_outputs, *EXPORTS, *(b for b in BUILDERS if b is not redirect_pages))


@dataclass(frozen=True, slots=True)
class Portion:
    """What one of MAKERS, by its place there, makes of its items from `start` to before `stop`; of all if that is 0."""

    maker: int
    start: int = 0
    stop: int = 0


def portions(archive: Archive) -> tuple[Portion, ...]:
    """Everything that is made of the archive, that which cannot be cut first: it takes longest."""
    whole: list[Portion] = []
    cut: list[Portion] = []
    for number, maker in enumerate(MAKERS):
        if maker in SLICED_EXPORTS:
            cut += _cut(number, [1] * len(archive.records))
        elif maker in SLICED:
            cut += _cut(number, _weights(archive, *SLICED[maker]))
        else:
            whole.append(Portion(number))
    return (*whole, *sorted(cut, key=lambda p: p.stop - p.start))


def _weights(archive: Archive, items: str, index: str) -> list[int]:
    """How many articles the pages of each of a builder's items show or list."""
    things = getattr(archive, items)
    return [1 + len(getattr(archive, index).get(thing.id, ())) for thing in things] if index else [1] * len(things)


def _cut(maker: int, weights: list[int]) -> Iterator[Portion]:
    start = weight = 0
    for number, own in enumerate(weights):
        if number > start and weight + own > ARTICLES:
            yield Portion(maker, start, number)
            start, weight = number, 0
        weight += own
    if start < len(weights):
        yield Portion(maker, start, len(weights))


def made(archive: Archive, renderer: Renderer, portion: Portion) -> Iterator[File]:
    """The files of a portion, each when it is asked for, pages in the order of their paths. Raises TemplateFault."""
    maker = MAKERS[portion.maker]
    found = maker(archive, slice(portion.start, portion.stop)) if portion.stop else maker(archive)
    if isinstance(found, tuple):
        yield from found
        return
    # What is no tuple of files are pages.
    # Lists of many leaves are made one at a time; a list's leaves and things come in order anyway.
    for page in found if SLICED.get(maker, ("", ""))[1] else sorted(found, key=lambda page: page.path):
        yield File(page.path, renderer.rendered(page))


def redirects(archive: Archive, renderer: Renderer, taken: Collection[str]) -> Iterator[File]:
    """The pages at former addresses, but where one of the site's other files stands. Raises TemplateFault."""
    for page in sorted(redirect_pages(archive), key=lambda page: page.path):
        if page.path not in taken:
            yield File(page.path, renderer.rendered(page))


def fixed(assets: Tree) -> Tree:
    """The files that do not depend on the content."""
    plain = (File(".nojekyll", b""), File("_headers", HEADERS.encode()))
    return (*(File(f"assets/{f.path}", f.data) for f in assets), *plain)
