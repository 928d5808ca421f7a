"""cited.html, "Cited, not held": what the archive's articles rest on and the archive lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from pressmark.archive import Archive
from pressmark.markup import placed_blocks
from pressmark.page import Page
from pressmark.pages.heads import Head
from pressmark.pages.refs import Ref, article_ref
from pressmark.pages.resting import CitedBy, cited_line, source_ref
from pressmark.pages.rights import shown_blocks
from pressmark.pages.rows import Leaf, leaves
from pressmark.text import folded
from pressmark.urls import relative, safe_url

PATH = "cited.html"
_SHOWN = 40  # articles named under one outlet
_LENGTH = 100  # addresses on a page


@dataclass(frozen=True, slots=True)
class CitedOutlet:
    """An outlet that articles draw on, where the archive holds none of its articles, or not the one that is meant."""

    outlet: Ref
    held: int
    lines: tuple[CitedBy, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CitedAddress:
    """A document that articles link to and the archive does not hold: its address, host, and who links to it in which
    words."""

    link: Ref
    host: str
    places: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class CitedPage:
    """`outlets` stand on the first page alone; `addresses` are paged."""

    head: Head
    crumbs: tuple[Ref, ...]
    outlets: tuple[CitedOutlet, ...]
    addresses: tuple[CitedAddress, ...]
    total: int
    leaf: Leaf


def _outlets(here: str, archive: Archive) -> tuple[CitedOutlet, ...]:
    """The outlets whose reports are cited and not identified here, those that most articles cite first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for record in archive.records:
        for number, source in enumerate(record.sources):
            if not source.article:
                found.setdefault(source.outlet or source.entity or folded(source.name), []).append(
                    (record.article.id, number)
                )
    lines = []
    for places in found.values():
        id_, number = places[0]
        source = archive.record_of[id_].sources[number]
        shown = tuple(cited_line(here, archive, *place) for place in places[:_SHOWN])
        held = len(archive.by_outlet.get(source.outlet, ())) if source.outlet else 0
        lines.append(CitedOutlet(source_ref(here, archive, source), held, shown, len(places) - len(shown)))
    return tuple(sorted(lines, key=lambda c: (-len(c.lines) - c.more, c.outlet.text.casefold())))


def _key(url: str) -> str:
    """What two spellings of one address share: no scheme, "www.", query, fragment or last slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"


def _addresses(archive: Archive) -> list[tuple[str, list[tuple[str, str]]]]:
    """The addresses that articles link to and no article here has, with who links to them in which words; none where
    the words name a report that is held."""
    articles = (record.article for record in archive.records)
    held = {_key(url) for a in articles for url in (a.url, a.archived_url) if url}
    found: dict[str, list[tuple[str, str]]] = {}
    shown: dict[str, str] = {}
    for record in archive.records:
        offsets = {id(block): offset for offset, block in placed_blocks(record.article.blocks)}
        named = [a for source in record.sources if source.article for a in source.places]
        for block in shown_blocks(record.article, archive.config):
            at = offsets.get(id(block), len(record.article.text))
            for mark in block.marks:
                if any(a.start < at + mark.end and at + mark.start < a.end for a in named):
                    continue  # "first reported by the Ledger", whose article is held
                url = safe_url(mark.target) if mark.kind == "link" else ""
                key = _key(url) if url.startswith("http") else ""
                if key and key not in held:
                    shown.setdefault(key, url)
                    place = (record.article.id, block.text[mark.start : mark.end])
                    if place not in found.setdefault(key, []):
                        found[key].append(place)
    order = sorted(found, key=lambda key: (-len(found[key]), key))
    return [(shown[key], found[key]) for key in order]


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def cited_pages(archive: Archive, only: str = "") -> Iterator[Page]:
    """The page of what is cited and not held, 100 addresses on each of its pages."""
    addresses = _addresses(archive)
    for here, own, leaf in leaves(PATH, addresses, length=_LENGTH, only=only):
        context = CitedPage(
            head=Head("Cited, not held", "What the articles rest on and this archive lacks", "cited", "cited"),
            crumbs=(Ref(relative(here, "index.html"), "Home"),),
            outlets=_outlets(here, archive) if leaf.number == 1 else (),
            addresses=tuple(
                CitedAddress(
                    Ref(url, url, "web"),
                    _host(url),
                    tuple(
                        (article_ref(here, archive.config, archive.record_of[id_].article), words)
                        for id_, words in places[:_SHOWN]
                    ),
                )
                for url, places in own
            ),
            total=len(addresses),
            leaf=leaf,
        )
        yield Page(here, "cited.html", context)
