"""REGISTRY: towns that some articles' heads list as something else, for the machine took their names so.

Only heads are looked at, and only what nobody has decided is taken otherwise. A dateline says that a name is a town's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pressmark.annotation import HEAD_KEY
from pressmark.article import Article
from pressmark.registry.keys import plain_name, surname_key
from pressmark.text import folded

Item = tuple[str, str, str]  # an article's id, a kind, a name as its head has it
_OTHERWISE = ("person", "organization")
_RATHER = 2  # articles that list a town as one, for each that lists it as an organization: teams bear towns' names


def is_open(article: Article, kind: str) -> bool:
    """Whether what an article lists of a kind is what the machine proposed, and nobody has vouched for it."""
    return article.status == "unreviewed" and HEAD_KEY[kind] not in dict(article.confirmed)


def towns(items: Iterable[tuple[Article, str, str]]) -> frozenset[Item]:
    """The names among those of heads that are a town's, though they are listed as a person's or an organization's.

    A town is what an article has as its dateline and some list as a place. A single word that is somebody's surname
    stays, and so does what is listed as an organization half as often as it is as a place.
    """
    listed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    found: dict[str, list[tuple[Article, str, str]]] = defaultdict(list)
    datelines, surnames = set(), set()
    for article, kind, item in items:
        key = folded(plain_name(item, kind))
        datelines.add(folded(article.dateline or ""))
        listed[key][kind].add(article.id)
        if kind == "person":
            surnames.add(surname_key(item))
        if kind in _OTHERWISE and is_open(article, kind):
            found[key].append((article, kind, item))
    moved = set()
    for key in found.keys() & datelines:
        number = len(listed[key]["place"])
        if not number or len(listed[key]["organization"]) * _RATHER > number:
            continue
        for article, kind, item in found[key]:
            if kind == "organization" or (key not in surnames and not surname_key(item)):
                moved.add((article.id, kind, item))
    return frozenset(moved)
