"""BUILD: what pages are made of, as facts with digests: an archive cut so that pages can say which of it they read.

A fact is one facet of an article ("what its head says"), one thing of the vocabulary, one line of an index, or all of
such a kind. A page made of facts whose digests have not changed is the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter

from pressmark.archive import Archive
from pressmark.article import Article
from pressmark.coding import coded_digest
from pressmark.gathered import GATHERED
from pressmark.indexed import LISTS, PLACES
from pressmark.record import Record
from pressmark.tree import Tree

# The facets of an article: its name, and the fields of its Record that are in it. Those of its Article are in "head",
# but for what stands in "body".
FACETS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("head", ("outlet", "authors", "contributors", "stories", "listed", "estimate")),
    ("body", ()),
    ("topics", ("topics",)),
    ("mentions", ("mentions", "outside")),
    ("quotations", ("quotations", "indirect", "headed")),
    ("notes", ("notes",)),
    ("passages", ("passages",)),
    ("figures", ("figures",)),
    ("dates", ("dates",)),
    ("sources", ("attributions", "sources")),
    ("one text", ("one_text",)),
    ("capture", ("draft", "capture", "capture_sha256", "capture_path", "versions")),
)
BODY = ("blocks", "text")
HEAD = tuple(f.name for f in fields(Article) if f.name not in (*BODY, "id"))
NUMBER = {name: number for number, (name, _) in enumerate(FACETS)}
FACET_OF = {field: number for number, (_, own) in enumerate(FACETS) for field in own}
ROOM = 16  # a facet's number is its article's times this, and its own
THERE = ROOM - 1  # in place of a facet's: that there is such an article

# The tuples of an archive, and the mapping that has each of their things.
THINGS = {
    "entities": "entity_of",
    "topics": "topic_of",
    "stories": "story_of",
    "outlets": "outlet_of",
    "authors": "author_of",
}
INDEXES = (*LISTS, *PLACES, *GATHERED)
ALONE = ("withdrawn", "pages", "config")
SIZE = 8  # bytes of a digest
_NAMED = re.compile(r"\{%-?\s*(?:extends|include|import|from)\b\s*(?:\"([^\"]*)\"|'([^']*)')?")


def digest_of(value: object) -> bytes:
    """The digest of a value made of dataclasses, tuples, strings and numbers; the same in every process."""
    return coded_digest(value, SIZE)


_OF_HEAD, _OF_BODY = attrgetter(*HEAD), attrgetter(*BODY)
_OF_FACET = [attrgetter(*own) if own else (lambda _: ()) for _, own in FACETS]


def facets(record: Record) -> bytes:
    """The digests of an article's facets, one after the other."""
    own = [get(record) for get in _OF_FACET]
    own[0] = (own[0], _OF_HEAD(record.article))
    own[1] = _OF_BODY(record.article)
    return b"".join([_digest_of_nothing(one) if _is_nothing(one) else digest_of(one) for one in own])


def _is_nothing(own: object) -> bool:
    return not own or (type(own) is tuple and not any(own))


@lru_cache(maxsize=64)
def _digest_of_nothing(own: object) -> bytes:
    """The digest of a facet in which nothing stands, as in many of an article's."""
    return digest_of(own)


def _together(digests: Iterable[bytes]) -> bytes:
    return blake2b(b"".join(digests), digest_size=SIZE).digest()


def other_facts(archive: Archive, templates: Tree) -> dict[str, bytes]:
    """The digests of all facts that are no article's, by name: "entities" for all of them, "entity_of/ana-sol" for
    one, "template/article.html" for all that a page's template draws on."""
    found = {"records": digest_of(tuple(r.article.id for r in archive.records))}
    found |= {name: digest_of(getattr(archive, name)) for name in ALONE}
    for things, mapping in THINGS.items():
        own = {f"{mapping}/{id_}": digest_of(thing) for id_, thing in getattr(archive, mapping).items()}
        found |= own
        found[mapping] = _together(own.values())
        found[things] = digest_of(getattr(archive, things))
    for name in INDEXES:
        own = {f"{name}/{key}": digest_of(ids) for key, ids in getattr(archive, name).items()}
        found |= own
        found[name] = _together([*(key.encode() for key in own), *own.values()])
    return found | dict(_template_facts({f.path: f.data.decode("utf-8", "replace") for f in templates}))


def _template_facts(sources: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """A fact for each page's template: its source and those of all templates that it draws on, or of all there are
    where it names one otherwise than by its path."""
    every = tuple(sorted(sources))
    for path in every:
        if path.startswith("pages/"):
            used = _used(path, sources)
            yield f"template/{path.removeprefix('pages/')}", digest_of(tuple((p, sources[p]) for p in used or every))


def _used(path: str, sources: Mapping[str, str]) -> tuple[str, ...]:
    """The templates that one draws on, itself among them; () if that cannot be told from its words."""
    found: set[str] = set()
    waiting = [path]
    while waiting:
        one = waiting.pop()
        if one in found or one not in sources:
            continue
        found.add(one)
        for named in _NAMED.finditer(sources[one]):
            if named[1] is None and named[2] is None:
                return ()
            waiting.append(named[1] or named[2])
    return tuple(sorted(found))
