"""REGISTRY: names given with their documents, and which of them are one entity's; no articles are needed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from pressmark.names.organizations import acronym_of, is_acronym, is_company_form
from pressmark.names.titles import split_title
from pressmark.registry.keys import name_key
from pressmark.text import folded
from pressmark.vocabulary import Vocabulary

_NOT_WORD = re.compile(r"[^\w ]+")
_POSSESSIVE = re.compile(r"\s*['’]s?$")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.I)


def clusters(named: tuple[tuple[str, str], ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """For each (document, name), in reading order, the cluster it belongs to; equal names are one entity's.

    Full names join across documents; a name that begins or ends a longer one, and an acronym, within a document only.
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
    return tuple(result)


def _plain(name: str) -> str:
    """A name as names are compared: without possessive, article, title, company form and marks."""
    text = _POSSESSIVE.sub("", name.strip())
    text = _ARTICLE.sub("", text)
    text = split_title(text)[1]
    words = text.split()
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
