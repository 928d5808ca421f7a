"""BUILD: entity, topic, story, outlet, author and page files to values."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pressmark import schema
from pressmark.annotation import KINDS
from pressmark.article import bad_name, shared_ids
from pressmark.dates import UNKNOWN_DATE, Date
from pressmark.frontmatter import decoded, read_headed
from pressmark.markup import Block, parse_markdown
from pressmark.nodes import Mapping, Node, Scalar, Sequence
from pressmark.problems import Problem, Problems, error, in_order, warning
from pressmark.schema import Reading, Schema, at, many
from pressmark.text import is_id
from pressmark.thing_keys import entity_or_none, near, same_as, weight
from pressmark.tree import File, Tree


@dataclass(frozen=True, slots=True)
class Role:
    title: str
    start: Date = UNKNOWN_DATE  # key "from"
    end: Date = UNKNOWN_DATE  # key "to"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place, event or work. `suggested`: nobody has written a file for it yet."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()  # key "not": phrases in which its name is not it
    distinct_from: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    same_as: tuple[tuple[str, str], ...] = ()
    date: Date = UNKNOWN_DATE  # an event's
    place: str | None = None
    status: Literal["unreviewed", "reviewed", "ignored"] = "unreviewed"
    formerly: tuple[str, ...] = ()
    description: tuple[Block, ...] = ()
    path: str = ""
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject and the rule that finds it: `any`/`all`/`none` of these words or phrases, `near` (word, word,
    distance in words), one of `entities` mentioned, or words whose `weights` come to `least`."""

    id: str
    name: str
    scope: str | None = None
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()  # key "not"
    near: tuple[tuple[str, str, int], ...] = ()
    entities: tuple[str, ...] = ()
    weights: tuple[tuple[str, int], ...] = ()
    least: int = 1
    broader: tuple[str, ...] = ()
    same_as: tuple[tuple[str, str], ...] = ()
    formerly: tuple[str, ...] = ()
    description: tuple[Block, ...] = ()
    path: str = ""
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class StoryEvent:
    id: str
    title: str
    date: Date = UNKNOWN_DATE
    place: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    id: str
    title: str
    events: tuple[StoryEvent, ...] = ()
    formerly: tuple[str, ...] = ()
    description: tuple[Block, ...] = ()
    path: str = ""
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Outlet:
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    place: str | None = None
    url: str | None = None
    drop_lines: tuple[str, ...] = ()
    byline: str | None = None  # a regular expression
    same_as: tuple[tuple[str, str], ...] = ()
    formerly: tuple[str, ...] = ()
    description: tuple[Block, ...] = ()
    path: str = ""
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Author:
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    outlet: str | None = None
    same_as: tuple[tuple[str, str], ...] = ()
    formerly: tuple[str, ...] = ()
    description: tuple[Block, ...] = ()
    path: str = ""
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page that a person wrote (content/pages/<id>.md): about, method, …"""

    id: str
    title: str
    description: tuple[Block, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that people described, each tuple sorted by id."""

    entities: tuple[Entity, ...] = ()
    topics: tuple[Topic, ...] = ()
    stories: tuple[Story, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    authors: tuple[Author, ...] = ()
    pages: tuple[TextPage, ...] = ()


# ---- reading --------------------------------------------------------------------------------------------------------


_STORY_EVENT = Schema(
    "a story's event",
    {
        "id": schema.identifier,
        "title": schema.text,
        "date": schema.date,
        "place": schema.text,
        "entity": entity_or_none,
    },
    needed=("id", "title"),
)
_ROLE = Schema(
    "a role",
    {"title": schema.text, "from": schema.date, "to": schema.date},
    renamed={"from": "start", "to": "end"},
    needed=("title",),
)
_HINTS = Schema("an outlet's hints", {"drop_lines": many(schema.text), "byline": schema.pattern})

_TEXTS = many(schema.text)
_IDS = many(schema.identifier)
_PAIRS = schema.pairs(same_as)
_NAME_WORDS = {"title": "name", "label": "name", "alias": "aliases", "also": "aliases", "type": "kind"}

ENTITY = Schema(
    "an entity",
    {
        "name": schema.text,
        "kind": schema.choice(*KINDS),
        "aliases": _TEXTS,
        "not": _TEXTS,
        "distinct_from": _IDS,
        "roles": many(schema.mapping(_ROLE, Role)),
        "same_as": _PAIRS,
        "date": schema.date,
        "place": schema.text,
        "status": schema.choice("unreviewed", "reviewed", "ignored"),
        "formerly": _IDS,
    },
    renamed={"not": "excluded"},
    meant=_NAME_WORDS,
    needed=("name", "kind"),
)
TOPIC = Schema(
    "a topic",
    {
        "name": schema.text,
        "scope": schema.prose,
        "any": _TEXTS,
        "all": _TEXTS,
        "not": _TEXTS,
        "near": near,
        "entities": _IDS,
        "weights": schema.pairs(weight),
        "least": schema.whole(1, 999),
        "broader": _IDS,
        "same_as": _PAIRS,
        "formerly": _IDS,
    },
    renamed={"not": "none"},
    meant={**_NAME_WORDS, "words": "any", "parent": "broader", "none": "not"},
    needed=("name",),
)
STORY = Schema(
    "a story",
    {"title": schema.text, "events": many(schema.mapping(_STORY_EVENT, StoryEvent)), "formerly": _IDS},
    meant={"name": "title", "timeline": "events"},
    needed=("title",),
)
OUTLET = Schema(
    "an outlet",
    {
        "name": schema.text,
        "aliases": _TEXTS,
        "place": schema.text,
        "url": schema.url,
        "hints": schema.mapping(_HINTS, dict),
        "same_as": _PAIRS,
        "formerly": _IDS,
    },
    meant={**_NAME_WORDS, "website": "url", "city": "place"},
    needed=("name",),
)
AUTHOR = Schema(
    "an author",
    {"name": schema.text, "aliases": _TEXTS, "outlet": schema.text, "same_as": _PAIRS, "formerly": _IDS},
    meant=_NAME_WORDS,
    needed=("name",),
)
PAGE = Schema("a page", {"title": schema.text}, meant={"name": "title"}, needed=("title",))


def _outlet(hints: dict[str, Any] | None = None, **values: Any) -> Outlet:
    return Outlet(**values, **(hints or {}))


# Folder, the keys of its files, what they become, and the key that holds the name.
_FOLDERS: tuple[tuple[str, Schema, Callable[..., Any], str], ...] = (
    ("entities", ENTITY, Entity, "name"),
    ("topics", TOPIC, Topic, "name"),
    ("stories", STORY, Story, "title"),
    ("outlets", OUTLET, _outlet, "name"),
    ("authors", AUTHOR, Author, "name"),
    ("pages", PAGE, TextPage, "title"),
)
SCHEMAS = tuple((folder, keys) for folder, keys, _, _ in _FOLDERS)
# The folders of content/ that hold the vocabulary.
FOLDERS = tuple(folder for folder, _ in SCHEMAS)


def _parsed(
    file: File, keys: Schema, make: Callable[..., Any], named: str, heads: dict[str, Mapping]
) -> tuple[Any, Problems]:
    """The thing that a file describes; None if its head cannot be read or its name is no id. Keeps its head."""
    stem = posixpath.basename(file.path).removesuffix(".md")
    if not is_id(stem):
        return None, (bad_name(file.path, stem),)
    text, found = decoded(file.path, file.data)
    if text is None:
        return None, found
    headed, found = read_headed(file.path, text)
    if headed is None:
        return None, found
    heads[file.path] = headed.head
    reading = Reading(file.path)
    values = {named: stem.replace("-", " "), **schema.fields(headed.head, keys, reading)}
    if keys is ENTITY:
        values.setdefault("kind", "person")
    blocks, wrong = parse_markdown(headed.body, file.path, headed.body_line)
    thing = make(id=stem, path=file.path, description=blocks, **values)
    return thing, (*found, *reading.problems, *wrong)


def parse_vocabulary(files: Tree) -> tuple[Vocabulary, Problems]:
    """What the files of content/ describe, and every problem with them; other files are passed over.

    A value that does not fit is reported and counts as unknown. A name that is unknown is the id in words, an unknown
    kind of entity "person". Of two files with one id, the one whose path sorts first counts.
    """
    problems: list[Problem] = []
    found: dict[str, tuple[Any, ...]] = {}
    heads: dict[str, Mapping] = {}
    for folder, keys, make, named in _FOLDERS:
        things: dict[str, Any] = {}
        for file in sorted(files):
            if not file.path.startswith(f"content/{folder}/"):
                continue
            if not file.path.endswith(".md"):
                hint = "what is described here is one .md file each"
                problems.append(warning(file.path, "stray-file", "this file is not read", hint))
                continue
            thing, wrong = _parsed(file, keys, make, named, heads)
            problems += wrong
            if thing is not None and things.setdefault(thing.id, thing) is not thing:
                problems += shared_ids([(thing.id, things[thing.id].path, ()), (thing.id, thing.path, ())])
        found[folder] = tuple(things[id_] for id_ in sorted(things))
        problems += shared_ids((t.id, t.path, getattr(t, "formerly", ())) for t in found[folder])
    vocabulary = Vocabulary(**found)
    return vocabulary, in_order((*problems, *_references(vocabulary, heads)))


def _place(head: Mapping, key: str, text: str, last: bool = False) -> dict[str, int]:
    """Where a key's value holds a text, the first time or the last, as the keywords of a problem."""

    def scalars(node: Node) -> Iterable[Scalar]:
        if type(node) is Scalar:
            return [node] if node.text == text else []
        parts = node.items if type(node) is Sequence else [v for _, v in node.entries] if type(node) is Mapping else []
        return [found for part in parts for found in scalars(part)]

    places = [at(found) for name, node in head.entries if name.text == key for found in scalars(node)]
    return (places[-1] if last else places[0]) if places else {}


def _references(vocabulary: Vocabulary, heads: dict[str, Mapping]) -> Iterable[Problem]:
    """What is wrong between things: ids that no file has, events with one id, topics broader than themselves."""
    entities = {e.id for e in vocabulary.entities}
    topics = {t.id for t in vocabulary.topics}
    named: list[tuple[Topic | Story, str, tuple[str, ...], set[str], str]] = []
    named += [(t, "entities", t.entities, entities, "entities") for t in vocabulary.topics]
    named += [(t, "broader", t.broader, topics, "topics") for t in vocabulary.topics]
    named += [
        (s, "events", tuple(event.entity for event in s.events if event.entity), entities, "entities")
        for s in vocabulary.stories
    ]
    for thing, key, ids, known, folder in named:
        for id_ in sorted(set(ids) - known):
            hint = (
                f"{schema.close_to(id_, sorted(known - {thing.id}))}Write content/{folder}/{id_}.md or correct the id."
            )
            message = f'"{key}" names "{id_}", which has no file in content/{folder}'
            yield warning(thing.path, "no-such-id", message, hint, **_place(heads[thing.path], key, id_))
    for story in vocabulary.stories:
        ids = tuple(event.id for event in story.events)
        for id_ in sorted({i for i in ids if ids.count(i) > 1}):
            place = _place(heads[story.path], "events", id_, last=True)
            message = f'two events have the id "{id_}"'
            yield error(story.path, "duplicate-event", message, "give one of them another id", **place)
    yield from _circles(vocabulary.topics, heads)


def _circles(topics: tuple[Topic, ...], heads: dict[str, Mapping]) -> Iterable[Problem]:
    above = {topic.id: topic.broader for topic in topics}
    for topic in topics:
        for first in topic.broader:
            seen: set[str] = set()
            waiting = [first]
            while waiting and topic.id not in seen:
                id_ = waiting.pop()
                if id_ not in seen:
                    seen.add(id_)
                    waiting += above.get(id_, ())
            if topic.id in seen:
                message = f'the topic "{topic.id}" is broader than itself'
                place = _place(heads[topic.path], "broader", first)
                yield warning(topic.path, "circular-topic", message, "delete it from broader, here or above", **place)
