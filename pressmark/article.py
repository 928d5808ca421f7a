"""BUILD: an article file to an Article value."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pressmark import schema
from pressmark.config import CLOSED, RIGHTS
from pressmark.dates import UNKNOWN_DATE, Date, in_words, later
from pressmark.frontmatter import read_headed
from pressmark.markup import Block, parse_markdown, plain_text
from pressmark.nodes import Mapping
from pressmark.problems import Problem, Problems, error, in_order, warning
from pressmark.schema import Reading, Schema, many
from pressmark.text import is_id, slug

Status = Literal["unreviewed", "reviewed", "draft", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Rights:
    """What an article says of its own rights; without `show`, as much of it is shown as config.yml says."""

    statement: str = ""
    show: Literal["full", "excerpt", "metadata"] | None = None


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
    refused: tuple[str, ...] = ()  # ids of what waited for a decision, and was refused
    blocks: tuple[Block, ...] = ()
    text: str = ""

    @property
    def origin(self) -> str:
        """What it was republished from, "" where that is not known or it is its outlet's own ("none")."""
        return "" if self.republished_from in (None, "none") else str(self.republished_from)


_KEYS: dict[str, schema.Kind] = {
    "title": schema.text,
    "subtitle": schema.text,
    "outlet": schema.text,
    "authors": many(schema.text),
    "contributors": many(schema.text),
    "date": schema.date,
    "updated": schema.date,
    "captured": schema.date,
    "dateline": schema.text,
    "section": schema.text,
    "language": schema.language,
    "url": schema.url,
    "archived_url": schema.url,
    "republished_from": schema.text,
    "source": schema.source_path,
    "source_sha256": schema.sha256_hex,
    "versions": many(schema.source_path),
    "acquired_from": schema.text,
    "status": schema.choice("unreviewed", "reviewed", "draft", "withdrawn"),
    "reason": schema.prose,
    "people": many(schema.text),
    "organizations": many(schema.text),
    "places": many(schema.text),
    "events": many(schema.text),
    "works": many(schema.text),
    "topics": many(schema.text),
    "stories": many(schema.text),
    "rights": schema.mapping(RIGHTS, Rights),
    "formerly": many(schema.identifier),
    "refused": many(schema.text),
}
_KEYS["confirmed"] = schema.pairs(schema.text, (*_KEYS, "text"))

SCHEMA = Schema(
    "an article",
    _KEYS,
    strictest={
        "status": ("draft", "the article is withheld"),
        "rights": (Rights(show="metadata"), CLOSED),
    },
    meant={
        "headline": "title",
        "deck": "subtitle",
        "standfirst": "subtitle",
        "byline": "authors",
        "by": "authors",
        "published": "date",
        "published_at": "date",
        "modified": "updated",
        "publisher": "outlet",
        "newspaper": "outlet",
        "lang": "language",
        "link": "url",
        "tags": "topics",
        "keywords": "topics",
        "categories": "topics",
        "orgs": "organizations",
        "persons": "people",
        "locations": "places",
    },
)


def parse_article(path: str, text: str) -> tuple[Article | None, Problems]:
    """The article that the file holds; None if its head cannot be read or its name is no id.

    A value that does not fit is reported and counts as unknown; a status as draft, rights as those that show no text.
    Of a withdrawn article only the head is read.
    """
    stem = posixpath.basename(path).removesuffix(".md")
    if not is_id(stem):
        return None, (bad_name(path, stem),)
    headed, found = read_headed(path, text)
    if headed is None:
        return None, found
    reading = Reading(path)
    values = schema.fields(headed.head, SCHEMA, reading)
    problems = [*found, *reading.problems, *_order_of_dates(path, headed.head, values)]
    if values.get("status") != "withdrawn":
        blocks, found = parse_markdown(headed.body, path, headed.body_line)
        problems += found
        values |= {"blocks": blocks, "text": plain_text(blocks)}
    return Article(id=stem, path=path, **values), in_order(problems)


def bad_name(path: str, stem: str) -> Problem:
    """What to say of a file whose name cannot be an id; the file is withheld."""
    near = slug(stem)
    hint = f"rename it to {near}{posixpath.splitext(path)[1]}" if near else "use a-z, 0-9 and hyphens"
    return error(path, "bad-file-name", f'"{stem}" cannot be an id', hint)


def _order_of_dates(path: str, head: Mapping, values: dict[str, Any]) -> list[Problem]:
    """Errors for a date after the capture. The date stays: which of the two is wrong only a person can say."""
    captured = values.get("captured", UNKNOWN_DATE)
    problems = []
    for key, node in head.entries:
        if key.text in ("date", "updated") and key.text in values and later(values[key.text], captured):
            day, capture_day = in_words(values[key.text]), in_words(captured)
            message = f'"{key.text}" ({day}) is later than the capture ({capture_day})'
            hint = (
                "one of them is wrong; where the day had already changed, give captured with its offset: T23:30+13:00"
            )
            problems.append(error(path, "date-after-capture", message, hint, **schema.at(node)))
    return problems


def shared_ids(things: Iterable[tuple[str, str, tuple[str, ...]]]) -> Problems:
    """Errors for ids that two of some (id, path, former ids) claim, now or formerly."""
    held: dict[str, str] = {}
    problems = []
    ordered = sorted(things, key=lambda thing: (thing[1], thing[0]))
    for id_, path, _ in ordered:
        if held.setdefault(id_.lower(), path) != path:
            message = f'the id "{id_}" is also that of {held[id_.lower()]}'
            problems.append(error(path, "duplicate-id", message, "rename one of the files"))
    for id_, path, formerly in ordered:
        for old in formerly:
            if old == id_:
                message = f'"{old}" is the id this file has now'
                problems.append(warning(path, "idle-redirect", message, "delete it from formerly"))
            elif held.setdefault(old, path) != path:
                message = f'the former id "{old}" is also claimed by {held[old]}'
                problems.append(error(path, "duplicate-id", message, "delete it from one of them"))
    return tuple(problems)


def check_articles(articles: Iterable[Article]) -> Problems:
    """Problems between articles: one id, now or formerly, claimed by two."""
    return in_order(shared_ids((a.id, a.path, a.formerly) for a in articles))
