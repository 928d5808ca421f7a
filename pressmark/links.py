"""BUILD: every internal link and fragment of the outputs resolves, or is named.

What a page leads to and what can be led to is taken as each page is made (`Links`), small enough to be kept of a whole
site; only if something is amiss are the pages looked at again for where it stands.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from hashlib import blake2b
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import unquote

from pressmark.problems import Problem, Problems, error, in_order
from pressmark.tree import File, Tree

_TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r'\s(?:href|src|action)="([^"]*)"')
_LEADING = (b'href="', b'src="', b'action="')
_OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.I)
# What search.html has after its "#" is a query, no place.
_NO_PLACES = "search.html"


def _read(value: bytes) -> str:
    text = value.decode("utf-8")
    return unescape(text) if "&" in text else text


def _links(html: bytes) -> set[str]:
    """What the attributes of a page's tags lead to."""
    tags = (tag.decode("utf-8") for tag in set(_TAG.findall(html)) if b'="' in tag)
    return {unescape(link) for tag in tags for link in _ATTRIBUTE.findall(tag)}


def _perhaps_links(html: bytes) -> set[bytes]:
    """`_links` as they are written, many times as fast, and perhaps what only looks like a link in the page's text."""
    found: set[bytes] = set()
    for key in _LEADING:
        at = html.find(key)
        while at >= 0:
            at += len(key)
            end = html.find(b'"', at)
            if end < 0:
                break
            found.add(html[at:end])
            at = html.find(key, end)
    return found


def _places(html: bytes) -> set[str]:
    """The ids of a page's tags, and the names of its anchors."""
    found: set[str] = set()
    for key in (b'id="', b'name="'):
        at = html.find(key)
        while at > 0:
            begin = html.rfind(b"<", 0, at)
            if key == b'id="' or html[begin + 1 : begin + 2] in b"aA":
                tag = html[begin + 1 : begin + 3]
                inside = html[at - 1 : at].isspace() and begin > html.rfind(b">", 0, at) and tag[:1].isalpha()
                if inside and (key == b'id="' or tag[1:].isspace()):
                    found.add(_read(html[at + len(key) : html.find(b'"', at + len(key))]))
            at = html.find(key, at + len(key))
    return found


@lru_cache(maxsize=1 << 14)
def _target(folder: str, link: str) -> tuple[str, str] | None:
    """The path from the site's root and the fragment that a link in a folder leads to; path "" is the page itself, None
    leads out of the site."""
    if not link or _OUTSIDE.match(link):
        return None
    target, _, fragment = link.partition("#")
    target = target.partition("?")[0]
    path = posixpath.normpath(posixpath.join(folder, unquote(target))) if target else ""
    return path, unquote(fragment)


@lru_cache(maxsize=1 << 15)
def _led(folder: str, link: bytes) -> tuple[str, str] | None:
    """`_target` of a link as it is written."""
    return _target(folder, _read(link))


@lru_cache(maxsize=1 << 16)
def _number(text: str) -> int:
    """Stands for a path or a fragment: 64 bits, the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


_ALL = (1 << 64) - 1
_APART = 0x9E3779B97F4A7C15  # odd, so that no two paths fall together; else a path could stand for its fragment


def _place(path: str, fragment: str) -> int:
    """Stands for a fragment of a page: 64 bits, the same in every process."""
    return _number(path) * _APART + _number(fragment) & _ALL


class _Stretch(NamedTuple):
    """What a stretch of a page's HTML leads to: outputs and fragments of theirs (as `_place`), and fragments of its own
    page ("" the page itself); and the places that it has."""

    paths: frozenset[str]
    wanted: frozenset[int]
    inside: frozenset[str]
    ids: frozenset[str]


def _stretch(folder: str, html: bytes) -> _Stretch:
    paths: set[str] = set()
    wanted: set[int] = set()
    inside: set[str] = set()
    for link in _perhaps_links(html):
        found = _led(folder, link)
        if found is None:
            continue
        path, fragment = found
        if not path:
            inside.add(fragment)
            continue
        paths.add(path)
        if fragment and path != _NO_PLACES and path.endswith(".html"):
            wanted.add(_place(path, fragment))
    return _Stretch(frozenset(paths), frozenset(wanted), frozenset(inside), frozenset(_places(html)))


# What stands before and behind the main part is nearly the same on all pages of a folder.
_around = lru_cache(maxsize=256)(_stretch)


def _stretches(page: str, data: bytes) -> tuple[_Stretch, ...]:
    """A page in stretches: its head, what stands before its main part, that, and what stands behind it."""
    folder = posixpath.dirname(page)
    top, main, end = data.find(b"<body"), data.find(b"<main"), data.rfind(b"</main>")
    if not 0 < top < main < end:
        return (_stretch(folder, data),)
    return (
        _stretch(folder, data[:top]), _around(folder, data[top:main]), _stretch(folder, data[main:end]),
        _around(folder, data[end:]),
    )  # fmt: skip


class Links:
    """Where pages lead, and the places that they have, without saying which page leads where.

    `paths` are the outputs that links lead to, and perhaps what only looks like a link in a text; `wanted` and `places`
    stand for a page and one of its fragments each, as their digest.
    """

    __slots__ = ("paths", "places", "wanted")

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.wanted: set[int] = set()
        self.places: set[int] = set()

    def add(self, page: str, data: bytes) -> None:
        """Take the links and places of one more page."""
        ids: set[str] = set()
        inside: set[str] = set()
        for part in _stretches(page, data):
            self.paths |= part.paths
            self.wanted |= part.wanted
            ids |= part.ids
            inside |= part.inside
        if inside:
            self.paths.add(page)
            if page != _NO_PLACES:
                self.wanted.update(_place(page, fragment) for fragment in inside - ids if fragment)
        own = _number(page) * _APART
        self.places.update([own + _number(id_) & _ALL for id_ in ids])

    def merge(self, other: Links) -> None:
        """Take what another has."""
        self.paths |= other.paths
        self.wanted |= other.wanted
        self.places |= other.places

    def astray(self, paths: Collection[str]) -> tuple[frozenset[str], frozenset[int]]:
        """The targets that are none of the site's paths, and the fragments that no page has."""
        return frozenset(self.paths.difference(paths)), frozenset(self.wanted - self.places)


def broken_links(outputs: Tree) -> Problems:
    """A problem for each place to which links inside the site lead in vain: no output, or no such fragment.

    It stands at the first such link; a link of every page, such as one in the footer, is one problem.
    """
    links = Links()
    for file in outputs:
        if file.path.endswith(".html"):
            links.add(file.path, file.data)
    gone, nowhere = links.astray({f.path for f in outputs})
    return named_breaks((f for f in outputs if f.path.endswith(".html")), gone, nowhere) if gone or nowhere else ()


def named_breaks(pages: Iterable[File], gone: frozenset[str], nowhere: frozenset[int]) -> Problems:
    """A problem for each of the targets and fragments that are not there (`Links.astray`), at the first of the pages
    that lead to it; these are in the order of their paths."""
    found: dict[tuple[str, str], tuple[str, str, int]] = {}
    others: dict[tuple[str, str], set[str]] = {}
    for page in pages:
        for link in sorted(_links(page.data)):
            target = _target(posixpath.dirname(page.path), link)
            if target is None:
                continue
            path, fragment = target[0] or page.path, target[1]
            missing = path in gone
            if missing or (fragment and path != _NO_PLACES and _place(path, fragment) in nowhere):
                key = (path, "" if missing else fragment)
                found.setdefault(key, (page.path, link, _line(link, page.data)))
                others.setdefault(key, set()).add(page.path)
    return in_order([_problem(*where, key[1], len(others[key]) - 1) for key, where in sorted(found.items())])


def _line(link: str, html: bytes) -> int:
    at = html.find(f'="{escape(link)}"'.encode())
    return html.count(b"\n", 0, at) + 1 if at >= 0 else 0


def _problem(page: str, link: str, line: int, fragment: str, others: int) -> Problem:
    message = f'the link "{link}" leads to no page'
    if fragment:
        message = f'"{link}": the page has no such place'
    if others:
        message += f"; it stands on {others} more page{'s' * (others != 1)}"
    hint = "correct it in the template of this page, or in the content that the page shows"
    return error(f"site/{page}", "broken-link", message, hint, line=line)
