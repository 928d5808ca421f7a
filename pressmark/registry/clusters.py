"""REGISTRY: names given with their documents, and which of them are one entity's; no articles are needed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from pressmark.names.organizations import acronym_of, is_acronym, is_company_form
from pressmark.names.people import is_initial
from pressmark.names.titles import split_title
from pressmark.registry.keys import name_key
from pressmark.text import folded
from pressmark.vocabulary import Vocabulary

_NOT_WORD = re.compile(r"[^\w ]+")
_POSSESSIVE = re.compile(r"\s*['’]s?$")
_TAIL = re.compile(r"\s*,\s.*$")
# A story's articles share more names than one: then a surname alone may be joined between them.
_SHARED = 3


def clusters(named: tuple[tuple[str, str], ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """For each (document, name), in reading order, the cluster it belongs to; equal names are one entity's.

    Full names join across documents; a name that begins or ends a longer one, and an acronym, within a document only,
    but a surname also between documents that share other names.
    A name that the vocabulary knows is clustered under its entity's id.
    """
    known = {name_key(n, e.kind): e.id for e in vocabulary.entities for n in (e.name, *e.aliases)}
    places: dict[str, list[int]] = defaultdict(list)
    for index, (document, _) in enumerate(named):
        places[document].append(index)
    result = [""] * len(named)
    for indexes in places.values():
        names = [named[i][1] for i in indexes]
        for index, cluster in zip(indexes, _within(names), strict=True):
            result[index] = known.get(cluster, cluster)
    return tuple(_inside_stories(named, result))


def _inside_stories(named: tuple[tuple[str, str], ...], found: list[str]) -> list[str]:
    """The clusters with names of one word joined to the one longer name that ends so in documents of the same story."""
    holders: dict[str, set[str]] = defaultdict(set)
    held: dict[str, set[str]] = defaultdict(set)
    longer: dict[str, set[str]] = defaultdict(set)
    for (document, _), cluster in zip(named, found, strict=True):
        holders[cluster].add(document)
        held[document].add(cluster)
        if " " in cluster:
            longer[cluster.split()[-1]].add(cluster)
    joined: dict[tuple[str, str], str] = {}
    for document, clusters_ in held.items():
        for cluster in clusters_:
            meant = [
                name
                for name in sorted(longer.get(cluster, ()))
                if any(len(held[other] & clusters_ - {cluster}) >= _SHARED for other in holders[name])
            ]
            if len(meant) == 1:
                joined[document, cluster] = meant[0]
    return [joined.get((document, cluster), cluster) for (document, _), cluster in zip(named, found, strict=True)]


def _plain(name: str) -> str:
    """A name as names are compared: without possessive, article, title, company form and marks."""
    text = _TAIL.sub("", _POSSESSIVE.sub("", name.strip()))
    words = text.split()
    # What is written small before a name describes it: "in the", "defensive lineman".
    while len(words) > 1 and (words[0].islower() or words[0] in ("The", "A", "An")) and words[-1][:1].isupper():
        words = words[1:]
    words = split_title(" ".join(words))[1].split()
    words = [w for n, w in enumerate(words) if not 0 < n < len(words) - 1 or not is_initial(w)]
    while len(words) > 1 and is_company_form(words[-1]):
        words = words[:-1]
    plain = _NOT_WORD.sub(" ", folded(" ".join(words)).replace(".", "").replace("'", "")).split()
    return " ".join(plain) or folded(name)


def _within(names: list[str]) -> list[str]:
    keys = [_plain(name) for name in names]
    count = Counter(keys)
    found = []
    for name, key in zip(names, keys, strict=True):
        words = key.split()
        longer = [
            other
            for other in count
            if len(other.split()) > len(words)
            and (other.split()[-len(words) :] == words or other.split()[: len(words)] == words)
        ]
        if longer:
            key = max(longer, key=lambda o: (o.split()[-len(words) :] == words, len(o.split()), count[o], o))
        elif is_acronym(name.strip()):
            full = [k for n, k in zip(names, keys, strict=True) if " " in n and acronym_of(n, name.strip())]
            key = full[0] if full else key
        found.append(key)
    return found
