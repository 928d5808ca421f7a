"""REGISTRY: names given with their documents, and which of them are one entity's; no articles are needed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from pressmark.names.given_forms import is_form_of
from pressmark.names.lists import given_names, organizations, places, surnames
from pressmark.names.organizations import acronym_of, is_acronym, is_company_form, long_form
from pressmark.names.people import is_initial
from pressmark.names.titles import is_honorific, is_title_head, split_title
from pressmark.registry.across import joined_across
from pressmark.registry.described import described, is_person_noun
from pressmark.registry.keys import name_key
from pressmark.registry.spellings import spellings
from pressmark.text import folded
from pressmark.vocabulary import Vocabulary

_NOT_WORD = re.compile(r"[^\w ]+")
_POSSESSIVE = re.compile(r"\s*['’]s?$")
_OWNED = re.compile(r"['’]s(?= [a-z])")  # "Marlow Post's management" is the Marlow Post management
# Text that was cut into words by a program: "U . S .", "America 's", "Benjamin , MD".
_SPACED = re.compile(r"\s+(?=[.,](?:\s|$)|['’]s?(?:\s|$))")
_SPELLED = re.compile(r"(?<=\b\w\.) (?=\w\.)")
_TAIL = re.compile(r"\s*,(?:\s.*)?$")
_APPOSED = re.compile(r"\A(?P<before>[^,]+?)\s*,\s+(?P<behind>[^,]+)")
# What follows a name to say where it is: "the Gulf of Aden between Somalia and Yemen", "a hut on Mount Sefton".
_PLACED = re.compile(r"(?<=\w) (?:in|on|at|near|between|outside|off|along|across|from|to|with) (?=(?:the |a |an )?\S)")
_LEADING = frozenset("the a an in on at of from to near off by for with into outside across around over".split())
_ALSO = {
    "United States of America": "United States", "America": "United States", "Britain": "United Kingdom",
    "Great Britain": "United Kingdom", "Holland": "Netherlands",
}  # fmt: skip
_SHORT_FORMS = {"mt": "mount", "ft": "fort", "st": "saint"}
# Documents that share a name of several words are of one story, unless a tenth of all documents have that name: then a
# surname alone may be joined between them.
_EVERYWHERE = 10


def clusters(named: tuple[tuple[str, str], ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """For each (document, name), in reading order, the cluster it belongs to; equal names are one entity's.

    Full names join across documents; a name that begins or ends a longer one, and an acronym, within a document only,
    but a surname also between documents of one story.
    A name that the vocabulary knows is clustered under its entity's id.
    """
    known = {name_key(n, e.kind): e.id for e in vocabulary.entities for n in (e.name, *e.aliases)}
    standing: dict[str, list[int]] = defaultdict(list)
    for index, (document, _) in enumerate(named):
        standing[document].append(index)
    result = [""] * len(named)
    keys = [_plain(name) for _, name in named]
    known_as = Counter(keys)
    for indexes in standing.values():
        names = [named[i][1] for i in indexes]
        for index, cluster in zip(indexes, _within(names, [keys[i] for i in indexes], known_as), strict=True):
            result[index] = known.get(cluster, cluster)
    result = _inside_stories(named, joined_across([name for _, name in named], keys, result))
    for indexes in standing.values():
        meant = described([named[i][1] for i in indexes], [result[i] for i in indexes])
        for index, cluster in zip(indexes, meant, strict=True):
            result[index] = cluster
    return tuple(result)


def _inside_stories(named: tuple[tuple[str, str], ...], found: list[str]) -> list[str]:
    """The clusters with names joined to the one longer name that ends so in documents of the same story."""
    holders: dict[str, set[str]] = defaultdict(set)
    held: dict[str, set[str]] = defaultdict(set)
    longer: dict[str, set[str]] = defaultdict(set)
    for (document, _), cluster in zip(named, found, strict=True):
        holders[cluster].add(document)
        held[document].add(cluster)
        words = cluster.split()
        for start in range(1, len(words)):
            longer[" ".join(words[start:])].add(cluster)
    for cluster, others in spellings(holders).items():
        longer[cluster].update(o for o in others if (len(holders[o]), o) > (len(holders[cluster]), cluster))
    telling = {c for c, own in holders.items() if " " in c and len(own) <= max(3, len(held) // _EVERYWHERE)}
    joined: dict[tuple[str, str], str] = {}
    for document, clusters_ in held.items():
        for cluster in sorted(clusters_):
            meant = [
                name
                for name in sorted(longer.get(cluster, ()))
                if any(held[other] & clusters_ & telling - {cluster} for other in holders[name])
            ]
            # Of two names of several words the one that more documents have is the name, the other describes too.
            if len(meant) == 1 and (" " not in cluster or len(holders[cluster]) < len(holders[meant[0]])):
                joined[document, cluster] = meant[0]
            elif len(meant) == 1 and len(holders[cluster]) > len(holders[meant[0]]):
                joined |= dict.fromkeys(((other, meant[0]) for other in sorted(holders[meant[0]])), cluster)
    return [joined.get((document, cluster), cluster) for (document, _), cluster in zip(named, found, strict=True)]


def _plain(name: str) -> str:
    """A name as names are compared: without possessive, article, title, description, company form and marks."""
    text = _SPELLED.sub("", _SPACED.sub("", name.strip())).rstrip(". ") or name.strip()
    text = _POSSESSIVE.sub("", _TAIL.sub("", _APPOSED.sub(_named_behind, text)))
    words = text.split()
    # What is written small before a name describes it: "in the", "defensive lineman".
    while len(words) > 1 and (_is_small(words[0]) or words[0].lower() in _LEADING) and _bears_name(words[1:]):
        words = words[1:]
    if (placed := _PLACED.search(" ".join(words))) and _bears_name(" ".join(words)[: placed.start()].split()[-1:]):
        words = " ".join(words)[: placed.start()].split()
    for at in range(len(words) - 1, 0, -1):
        if is_honorific(words[at - 1]) and words[at][:1].isupper():  # "Former trustee Dr. Sol"
            words = words[at:]
            break
    firm = is_company_form(words[-1]) or " ".join(words) in organizations()  # "General Marlow Corp." has no title
    bare = words if firm else split_title(" ".join(words))[1].split()
    # "Surgeon General of the United States" is a title alone.
    words = words if firm or _is_small(bare[0]) else _person(bare)
    words = [w for n, w in enumerate(words) if not 0 < n < len(words) - 1 or not is_initial(w)]
    while len(words) > 1 and is_company_form(words[-1]):
        words = words[:-1]
    owned = _long(_OWNED.sub("", " ".join(words)))
    plain = _NOT_WORD.sub(" ", folded(owned).replace(".", "").replace("'", "")).split()
    plain = [_SHORT_FORMS.get(word, word) if len(plain) > 1 else word for word in plain]
    return " ".join(plain) or folded(name)


def _long(name: str) -> str:
    """What a widely known acronym stands for, whichever way it is written: "U.S", "US"; else the name."""
    if not is_acronym(name):
        return _ALSO.get(name, name)
    return next((long for form in (name, f"{name}.", name.replace(".", "")) if (long := long_form(form))), name)


def _named_behind(found: re.Match[str]) -> str:
    """What stands behind a comma where that is the person whom the words before it describe."""
    before, behind = found["before"].split()[-1], found["behind"].split()
    names = len(behind) > 1 and behind[0] in given_names() and behind[1][:1].isupper()
    return found["behind"] if names and (is_person_noun(before) or is_title_head(before)) else found[0]


def _person(words: list[str]) -> list[str]:
    """The person at the end of a description: "Marlow striker Ana Sol" is Ana Sol."""
    if len(words) < 3 or words[0] in given_names() or not all(w[:1].isupper() for w in words[-2:]):
        return words
    tail = words[-3:] if is_initial(words[-2]) else words[-2:]
    return tail if tail[0] in given_names() and tail[-1] in surnames() and tail[-1] not in given_names() else words


def _is_fuller_form(one: str, other: str) -> bool:
    """Whether two persons of one text are one, and the first has the fuller form of the given name."""
    first, *rest = one.split()
    second, *others = other.split()
    return len(rest) == 1 and rest == others and is_form_of(second, first)


def _is_small(word: str) -> bool:
    return word.islower() and not word[0].isdigit()


def _bears_name(words: list[str]) -> bool:
    return any(word[:1].isupper() or word[:1].isdigit() for word in words)


@cache
def _folded_places() -> frozenset[str]:
    return frozenset(folded(name) for name in places())


def _within(names: list[str], keys: list[str], known_as: Mapping[str, int]) -> list[str]:
    """The clusters of one document's names, from their plain forms and how often each stands in all documents."""
    count = Counter(keys)
    located = _folded_places()  # "Marlow" is no short form of "Marlow Post"
    described = {key for name, key in zip(names, keys, strict=True) if _is_small(name.split()[-1])}
    found = []
    for name, key in zip(names, keys, strict=True):
        words = key.split()
        longer = [
            other
            for other in count
            if len(other.split()) > len(words)
            and (
                other.split()[-len(words) :] == words
                or (key not in located and other not in described and other.split()[: len(words)] == words)
            )
        ]
        if longer:
            ends = {other: other.split()[-len(words) :] == words for other in longer}
            key = max(longer, key=lambda o: (ends[o], count[o], known_as[o], len(o.split()), o))
        elif is_acronym(name.strip()):
            short = name.strip()
            full = [
                k
                for n, k in zip(names, keys, strict=True)
                if " " in k and (acronym_of(n, short) or acronym_of(k, short))
            ]
            key = full[0] if full else key
        else:
            key = next((other for other in sorted(count) if _is_fuller_form(other, key)), key)
        found.append(key)
    return found
