"""BUILD, annotators: the topics that an article falls under, by each topic's own rule or because a person listed it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from pressmark.annotation import TopicHit
from pressmark.text import folded
from pressmark.vocabulary import Topic

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+")
_BREAK = "\x00"  # between title and text
_SIBILANT = ("ses", "xes", "zes", "ches", "shes")


@dataclass(frozen=True, slots=True)
class _Read:
    """A text's words as they are compared, as they stand, and where each occurs."""

    stems: list[str]
    found: list[str]
    at: dict[str, list[int]]


def topic_hits(
    text: str, title: str, entities: tuple[str, ...], topics: tuple[Topic, ...], listed: tuple[str, ...] = ()
) -> tuple[TopicHit, ...]:
    """The topics of one article, sorted by id; `entities` are the ids it mentions, `listed` the topic ids in its head.

    A rule is met when none of its `not` words stand in title or text, all of its `all` words do, and one of `any`,
    `near` or `entities` does, or words that come to its `least` by their `weights` (if it has any of them). Words are
    compared whole, without case, accents, possessives and simple plurals. The evidence is what met the rule, as it
    stands in the text, with the weight that it has, or an entity's id.
    """
    # The sign between them is no word, so no phrase reaches from the title into the text.
    ruled = [topic for topic in topics if topic.any or topic.all or topic.near or topic.entities or topic.weights]
    read = _read((f"{title}\n{_BREAK}\n{text}" if title else text) if ruled else "")
    mentioned = frozenset(entities)
    hits = {}
    for topic in ruled:
        evidence = _evidence(topic, read, mentioned)
        if evidence or topic.id in listed:
            hits[topic.id] = TopicHit(topic.id, evidence)
    for id_ in listed:
        hits.setdefault(id_, TopicHit(id_, ()))
    return tuple(hits[id_] for id_ in sorted(hits))


def _evidence(topic: Topic, read: _Read, mentioned: frozenset[str]) -> tuple[str, ...]:
    """What met the topic's rule, each once, in the rule's order; () when the rule is not met."""
    if any(_places(phrase, read) for phrase in topic.none):
        return ()
    required = [_places(phrase, read) for phrase in topic.all]
    if not all(required):
        return ()
    evidence = [_words(phrase, places[0], read) for phrase, places in zip(topic.all, required, strict=True)]
    chosen: list[str] = []
    for phrase in topic.any:
        places = _places(phrase, read)
        if places:
            chosen.append(_words(phrase, places[0], read))
    for one, two, distance in topic.near:
        chosen += _near(one, two, distance, read)
    chosen += [id_ for id_ in topic.entities if id_ in mentioned]
    chosen += _weighed(topic, read)
    if not chosen and (topic.any or topic.near or topic.entities or topic.weights):
        return ()
    return tuple(dict.fromkeys(evidence + chosen))


def _weighed(topic: Topic, read: _Read) -> list[str]:
    """The words whose weights come to what the topic asks for, each once and with its weight; [] if they do not."""
    found = [(places[0], phrase, weight) for phrase, weight in topic.weights if (places := _places(phrase, read))]
    if sum(weight for _, _, weight in found) < topic.least:
        return []
    return [f"{_words(phrase, place, read)} ({signed(weight)})" for place, phrase, weight in found]


def signed(weight: int) -> str:
    """A weight as it is shown: "+2", "−1"."""
    return f"+{weight}" if weight > 0 else f"−{-weight}"


def _near(one: str, two: str, distance: int, read: _Read) -> list[str]:
    """The two phrases as they stand where at most `distance` words part their beginnings, in either order; or []."""
    others = _places(two, read)
    for here in _places(one, read):
        place = bisect_left(others, here)
        for there in others[max(0, place - 1) : place + 2]:
            between = read.stems[min(here, there) : max(here, there)]
            if here != there and len(between) <= distance and _BREAK not in between:
                return [_words(one, here, read), _words(two, there, read)]
    return []


def _read(text: str) -> _Read:
    found = [m[0] for m in re.finditer(_BREAK + "|" + _WORD.pattern, text.replace("’", "'"))]
    stems = [_stem(word) for word in found]
    at: dict[str, list[int]] = {}
    for index, stem in enumerate(stems):
        at.setdefault(stem, []).append(index)
    return _Read(stems, found, at)


def _places(phrase: str, read: _Read) -> list[int]:
    """The word positions where the phrase begins."""
    stems = _stems(phrase)
    if not stems:
        return []
    return [p for p in read.at.get(stems[0], []) if tuple(read.stems[p : p + len(stems)]) == stems]


def _words(phrase: str, place: int, read: _Read) -> str:
    return " ".join(read.found[place : place + len(_stems(phrase))])


@lru_cache(maxsize=8192)
def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in _WORD.findall(phrase.replace("’", "'")))


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """The word as it is compared: folded, without dots and a simple plural's ending."""
    plain = folded(word).replace(".", "")
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 4 and plain.endswith(_SIBILANT):
        return plain[:-2]
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain
