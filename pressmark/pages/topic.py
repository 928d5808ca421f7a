"""The page of a topic: what it covers, the rule that finds it, and its articles with the words that were met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.annotators.topics import signed
from pressmark.archive import Archive
from pressmark.page import ALL, Only, Page
from pressmark.pages.heads import Head
from pressmark.pages.listed import External, externals, met_by
from pressmark.pages.prose import prose
from pressmark.pages.refs import Ref, named_ref, topic_ref
from pressmark.pages.rows import Leaf, Row, leaves, row
from pressmark.pages.running import Part
from pressmark.text import clipped
from pressmark.urls import index_path, page_path, relative
from pressmark.vocabulary import Topic


@dataclass(frozen=True, slots=True)
class Found:
    """An article of the topic, and the words or names that its rule met there, () where these may not be shown.
    `listed`: the rule met nothing, a person listed the topic."""

    row: Row
    evidence: tuple[str, ...]
    listed: bool


@dataclass(frozen=True, slots=True)
class TopicPage:
    head: Head
    crumbs: tuple[Ref, ...]
    name: str
    suggested: bool
    scope: str
    description: tuple[Part, ...]
    rule: tuple[tuple[str, str], ...]
    entities: tuple[Ref, ...]
    broader: tuple[Ref, ...]
    narrower: tuple[Ref, ...]
    externals: tuple[External, ...]
    articles: int
    found: tuple[Found, ...]
    leaf: Leaf


def _rule(topic: Topic) -> tuple[tuple[str, str], ...]:
    near = "; ".join(f"{a} within {distance} words of {b}" for a, b, distance in topic.near)
    lines = (
        ("any of", ", ".join(topic.any)),
        ("all of", ", ".join(topic.all)),
        ("none of", ", ".join(topic.none)),
        ("near each other", near),
        ("counted", _counted(topic)),
    )
    return tuple(line for line in lines if line[1])


def _counted(topic: Topic) -> str:
    weights = ", ".join(f"{word} {signed(weight)}" for word, weight in topic.weights)
    return f"{weights}; {topic.least} at least" if weights else ""


def _found(here: str, archive: Archive, topic: str, ids: tuple[str, ...]) -> tuple[Found, ...]:
    found = []
    for id_ in ids:
        record = archive.record_of[id_]
        hit = next(hit for hit in record.topics if hit.topic == topic)
        found.append(Found(row(here, archive, record), met_by(archive, record, hit), not hit.evidence))
    return tuple(found)


def topic_pages(archive: Archive, part: slice = ALL, only: Only = "") -> Iterator[Page]:
    """The pages of every topic, 200 articles on each."""
    taken = frozenset(page_path("topic", topic.id) for topic in archive.topics)
    for topic in archive.topics[part]:
        ids = archive.in_topic.get(topic.id, ())
        narrower = [other.id for other in archive.topics if topic.id in other.broader]
        for here, own, leaf in leaves(page_path("topic", topic.id), ids, taken, only=only):
            context = TopicPage(
                head=Head(topic.name, clipped(topic.scope or f"Articles on {topic.name}"), "topic", "topics"),
                crumbs=(
                    Ref(relative(here, "index.html"), "Home"),
                    Ref(relative(here, index_path("topic")), "Topics"),
                ),
                name=topic.name,
                suggested=topic.suggested,
                scope=topic.scope or "",
                description=prose(topic.description) if leaf.number == 1 else (),
                rule=_rule(topic),
                entities=tuple(named_ref(here, archive, id_) or Ref("", id_) for id_ in topic.entities),
                broader=tuple(topic_ref(here, archive, id_) for id_ in topic.broader),
                narrower=tuple(topic_ref(here, archive, id_) for id_ in narrower),
                externals=externals(topic.same_as),
                articles=len(ids),
                found=_found(here, archive, topic.id, own),
                leaf=leaf,
            )
            yield Page(here, "topic.html", context)
