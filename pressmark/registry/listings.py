"""REGISTRY: outlets, authors, topics and stories, described in files or only named in articles' heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from pressmark.article import Article
from pressmark.registry.entities import unused
from pressmark.registry.keys import name_key
from pressmark.text import is_id, slug, squeezed
from pressmark.vocabulary import Author, Outlet, Story, Topic


class _Listed(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def formerly(self) -> tuple[str, ...]: ...


T = TypeVar("T", bound=_Listed)


def _with_suggested(
    known: tuple[T, ...],
    names_of: Callable[[T], tuple[str, ...]],
    written: Iterable[str],
    kind: str,
    suggested: Callable[[str, str], T],
) -> tuple[tuple[T, ...], dict[str, str]]:
    """The known things and those that are only written of, sorted by id; and which id each key and id leads to."""
    ids: dict[str, str] = {}
    for thing in known:
        for name in names_of(thing):
            ids.setdefault(name_key(name, kind), thing.id)
    by_id = {thing.id: thing.id for thing in known}
    by_id |= {old: thing.id for thing in known for old in thing.formerly if old not in by_id}
    spellings: dict[str, Counter[str]] = {}
    for name in written:
        key = name_key(name, kind)
        if name not in by_id and key and key not in ids:
            spellings.setdefault(key, Counter())[squeezed(name)] += 1
    taken = set(by_id)
    added = []
    for key, counted in sorted(spellings.items()):
        shown = min(counted, key=lambda name: (-counted[name], -len(name), name))
        id_ = unused(slug(shown) or kind, kind, taken)
        taken.add(id_)
        title = shown if not (is_id(shown) and "-" in shown) else shown.replace("-", " ").capitalize()
        added.append(suggested(id_, title))
        ids[key] = id_
        by_id.setdefault(id_, id_)
    leading = ids | {f"#{id_}": target for id_, target in by_id.items()}
    return tuple(sorted((*known, *added), key=lambda thing: thing.id)), leading


def outlets(known: tuple[Outlet, ...], articles: Iterable[Article]) -> tuple[tuple[Outlet, ...], dict[str, str]]:
    """All outlets; one that no file describes is suggested under the name that articles give."""
    written = [a.outlet for a in articles if a.outlet]
    return _with_suggested(
        known, lambda o: (o.name, *o.aliases), written, "outlet", lambda i, n: Outlet(i, n, suggested=True)
    )


def authors(known: tuple[Author, ...], articles: Iterable[Article]) -> tuple[tuple[Author, ...], dict[str, str]]:
    """All authors and contributors; joined by full name."""
    written = [name for a in articles for name in (*(a.authors or ()), *(a.contributors or ()))]
    return _with_suggested(
        known, lambda a: (a.name, *a.aliases), written, "person", lambda i, n: Author(i, n, suggested=True)
    )


def topics(known: tuple[Topic, ...], articles: Iterable[Article]) -> tuple[tuple[Topic, ...], dict[str, str]]:
    """All topics; one that no file describes has no rule and holds the articles that list it."""
    written = [name for a in articles for name in a.topics]
    return _with_suggested(known, lambda t: (t.name,), written, "topic", lambda i, n: Topic(i, n, suggested=True))


def stories(known: tuple[Story, ...], articles: Iterable[Article]) -> tuple[tuple[Story, ...], dict[str, str]]:
    """All stories; one that no file describes has no events."""
    written = [name for a in articles for name in a.stories]
    return _with_suggested(known, lambda s: (s.title,), written, "story", lambda i, n: Story(i, n, suggested=True))
