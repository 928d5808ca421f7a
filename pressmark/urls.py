"""Where each page stands, and relative links between pages: real .html files, one folder deep."""

from __future__ import annotations

# The folder of each kind of thing that has a page of its own.
FOLDERS = {
    "article": "articles",
    "capture": "captures",
    "version": "versions",
    "compare": "compare",
    "person": "people",
    "organization": "organizations",
    "place": "places",
    "event": "events",
    "work": "works",
    "topic": "topics",
    "story": "stories",
    "outlet": "outlets",
    "author": "authors",
}
SAFE_SCHEMES = ("http", "https", "mailto")


def page_path(kind: str, id_: str) -> str:
    """The path of a thing's page from the site's root: page_path("person", "ana-sol") is "people/ana-sol.html"."""
    return f"{FOLDERS[kind]}/{id_}.html"


def index_path(kind: str) -> str:
    """The path of the page that lists all things of a kind."""
    return f"{FOLDERS[kind]}/index.html"


def relative(source: str, target: str) -> str:
    """The link from one page of the site to another, both given from the root; a fragment stays."""
    path, mark, fragment = target.partition("#")
    if path == source and mark:
        return mark + fragment
    above = source.rfind("/") + 1
    if "/" not in source[: above - 1] or not above:  # as nearly all pages stand
        return target[above:] if target.startswith(source[:above]) else "../" + target
    here, there = source.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:]) + mark + fragment


def safe_url(url: str) -> str:
    """The URL if its scheme is http, https or mailto, else ""."""
    cleaned = url.strip()
    scheme, colon, _ = cleaned.partition(":")
    return cleaned if colon and scheme.lower() in SAFE_SCHEMES and not any(c <= " " for c in cleaned) else ""
