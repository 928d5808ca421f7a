"""BUILD: an article file to an Article value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pressmark.dates import UNKNOWN_DATE, Date
from pressmark.markup import Block

Status = Literal["unreviewed", "reviewed", "draft", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Rights:
    statement: str = ""
    show: Literal["full", "excerpt", "metadata"] = "full"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as people decided it. A value that is unknown is None (authors and contributors too: () means that
    none is printed). `text` is the plain text to which all offsets refer: body blocks joined by two line feeds."""

    id: str
    path: str
    title: str | None = None
    subtitle: str | None = None
    outlet: str | None = None  # as written: an outlet id, or a plain name
    authors: tuple[str, ...] | None = None
    contributors: tuple[str, ...] | None = None
    date: Date = UNKNOWN_DATE
    updated: Date = UNKNOWN_DATE
    captured: Date = UNKNOWN_DATE
    dateline: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    archived_url: str | None = None
    republished_from: str | None = None
    source: str | None = None
    source_sha256: str | None = None
    versions: tuple[str, ...] = ()
    acquired_from: str | None = None
    status: Status = "unreviewed"
    reason: str | None = None  # why it was withdrawn
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    rights: Rights | None = None
    confirmed: tuple[tuple[str, str], ...] = ()  # field, who
    formerly: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    text: str = ""
