"""BUILD: every internal link and fragment of the outputs resolves, or is named."""

from __future__ import annotations

import posixpath
import re
from html import unescape
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
    """A problem for each link inside the site that leads to no output, or to a fragment that its page lacks."""
    pages = {f.path: _links_and_ids(f.data.decode("utf-8")) for f in outputs if f.path.endswith(".html")}
    paths = {f.path for f in outputs}
    problems: list[Problem] = []
    for page, (links, _) in sorted(pages.items()):
        for link in sorted(set(links)):
            if not link or _OUTSIDE.match(link):
                continue
            target, _, fragment = link.partition("#")
            target = target.partition("?")[0]
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(target))) if target else page
            hint = "a template or a page names what is not built"
            if path not in paths:
                problems.append(error(f"site/{page}", "broken-link", f'the link "{link}" leads to no page', hint))
            elif fragment and path in pages and unquote(fragment) not in pages[path][1] and path != "search.html":
                problems.append(error(f"site/{page}", "broken-link", f'"{link}": the page has no such place', hint))
    return in_order(problems)
