"""BUILD: everything known, indexed and immutable; the one thing that pages, search and exports read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pressmark.annotation import AnchoredNote, Mention, Passage, Quotation, TopicHit
from pressmark.article import Article
from pressmark.config import Config
from pressmark.draft import Draft
from pressmark.vocabulary import Author, Entity, Outlet, Story, TextPage, Topic


@dataclass(frozen=True, slots=True)
class Record:
    """What one article contributes: itself, what was found in it, and the capture it came from.

    Mentions, quotations and notes are sorted by start. `passages` are the shared ones, this article's side first.
    `outlet`, `authors`, `topics` and `stories` are ids that exist in the archive ("" or () where unknown).
    `draft` is the machine's reading (the proposal file), None if there is none; `capture` the raw bytes decoded, ""
    if the source is not there; `capture_sha256` is the digest of the bytes found on disk, "" if there are none.
    """

    article: Article
    outlet: str
    authors: tuple[str, ...]
    contributors: tuple[str, ...]
    stories: tuple[str, ...]
    topics: tuple[TopicHit, ...]
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    notes: tuple[AnchoredNote, ...]
    passages: tuple[Passage, ...]
    draft: Draft | None
    capture: str
    capture_sha256: str


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive of one build. Every tuple is sorted by id; records by date (undated last), then id.

    Drafts are not in it at all; withdrawn articles are in `withdrawn` only, without text, mentions or capture.
    Ignored entities are not in it. Mappings are by id and complete: an id found in a record is a key here.
    """

    config: Config
    records: tuple[Record, ...]
    withdrawn: tuple[Article, ...]
    entities: tuple[Entity, ...]
    topics: tuple[Topic, ...]
    stories: tuple[Story, ...]
    outlets: tuple[Outlet, ...]
    authors: tuple[Author, ...]
    pages: tuple[TextPage, ...]
    record_of: Mapping[str, Record]
    entity_of: Mapping[str, Entity]
    topic_of: Mapping[str, Topic]
    story_of: Mapping[str, Story]
    outlet_of: Mapping[str, Outlet]
    author_of: Mapping[str, Author]
    mentioning: Mapping[str, tuple[str, ...]]  # entity id -> article ids, in the order of `records`
    quoting: Mapping[str, tuple[tuple[str, int], ...]]  # entity id -> (article id, index into its quotations)
    in_topic: Mapping[str, tuple[str, ...]]
    in_story: Mapping[str, tuple[str, ...]]
    by_outlet: Mapping[str, tuple[str, ...]]
    by_author: Mapping[str, tuple[str, ...]]
