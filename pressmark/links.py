"""BUILD: every internal link and fragment of the outputs resolves, or is named."""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from urllib.parse import unquote

from pressmark.problems import Problem, Problems, error, in_order
from pressmark.tree import Tree

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r'\s(href|src|action|id|name)="([^"]*)"')
_OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.I)


def _links_and_ids(html: str) -> tuple[list[str], set[str]]:
    links: list[str] = []
    ids: set[str] = set()
    for tag in _TAG.findall(html):
        name = tag[1:].split(None, 1)[0].rstrip(">/").lower()
        for key, value in _ATTRIBUTE.findall(tag):
            if key == "id" or (key == "name" and name == "a"):
                ids.add(unescape(value))
            elif key != "name":
                links.append(unescape(value))
    return links, ids


def broken_links(outputs: Tree) -> Problems:
    """A problem for each place to which links inside the site lead in vain: no output, or no such fragment.

    It stands at the first such link; a link of every page, such as one in the footer, is one problem.
    """
    pages = {f.path: _links_and_ids(f.data.decode("utf-8")) for f in outputs if f.path.endswith(".html")}
    paths = {f.path for f in outputs}
    astray: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for page, (links, _) in sorted(pages.items()):
        for link in sorted(set(links)):
            if not link or _OUTSIDE.match(link):
                continue
            target, _, fragment = link.partition("#")
            target = target.partition("?")[0]
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(target))) if target else page
            if path not in paths:
                astray.setdefault((path, ""), []).append((page, link))
            elif fragment and path in pages and unquote(fragment) not in pages[path][1] and path != "search.html":
                astray.setdefault((path, fragment), []).append((page, link))
    sources = {f.path: f.data for f in outputs}
    return in_order([_problem(found, key[1], sources[found[0][0]]) for key, found in sorted(astray.items())])


def _problem(found: list[tuple[str, str]], fragment: str, html: bytes) -> Problem:
    page, link = found[0]
    message = f'the link "{link}" leads to no page'
    if fragment:
        message = f'"{link}": the page has no such place'
    others = len({other for other, _ in found}) - 1
    if others:
        message += f"; it stands on {others} more page{'s' * (others != 1)}"
    at = html.find(f'="{escape(link)}"'.encode())
    line = html.count(b"\n", 0, at) + 1 if at >= 0 else 0
    hint = "correct it in the template of this page, or in the content that the page shows"
    return error(f"site/{page}", "broken-link", message, hint, line=line)
