"""BUILD: entity, topic, story, outlet, author and page files to values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pressmark.dates import UNKNOWN_DATE, Date
from pressmark.markup import Block


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
    distance in words), or one of `entities` mentioned."""

    id: str
    name: str
    scope: str | None = None
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()  # key "not"
    near: tuple[tuple[str, str, int], ...] = ()
    entities: tuple[str, ...] = ()
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
