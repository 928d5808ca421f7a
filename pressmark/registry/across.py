"""REGISTRY: short names whose long form stands in another document: a title with a surname, an acronym, a firm.

A bare surname is never joined so (see clusters for documents of one story); a title makes it a person's, and one
bearer of the surname among all documents makes it that person's.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from pressmark.names.lists import given_names, organizations
from pressmark.names.organizations import is_acronym
from pressmark.names.titles import split_title
from pressmark.text import folded


@cache
def _folded_given() -> frozenset[str]:
    return frozenset(folded(name) for name in given_names())


@cache
def _folded_organizations() -> frozenset[str]:
    return frozenset(folded(name) for name in organizations())


def _is_titled(name: str) -> bool:
    """Whether a name is a title and one word more: "Mr. Sol", "President Sol's"."""
    title, rest = split_title(name.strip())
    return bool(title) and len(rest.split()) == 1 and rest[:1].isupper()


def joined_across(names: list[str], keys: list[str], found: list[str]) -> list[str]:
    """The clusters of the names of all documents, with short names joined to the one long name they can be short for.

    `keys` are the names as names are compared, `found` their clusters so far.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    longer: dict[str, set[str]] = defaultdict(set)
    for key, cluster in zip(keys, found, strict=True):
        words = cluster.split()
        if 1 < len(words) < 4 and words[0] in _folded_given():
            bearers[words[-1]].add(cluster)
        if key != cluster and " " in cluster:
            longer[key].add(cluster)
    result = list(found)
    for index, (name, key) in enumerate(zip(names, keys, strict=True)):
        if found[index] != key or " " in key:
            continue
        if _is_titled(name):
            meant = bearers.get(key, set())
        elif is_acronym(name.strip()) or key in _folded_organizations():
            meant = longer.get(key, set())
        else:
            continue
        if len(meant) == 1:
            result[index] = next(iter(meant))
    return result
