"""The index page of each kind of thing, also of kinds that have nothing yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pressmark.annotation import KINDS
from pressmark.archive import Archive, Record
from pressmark.page import Page
from pressmark.pages.capture import CaptureLine, capture_line, has_capture
from pressmark.pages.compare import first_of
from pressmark.pages.days import day
from pressmark.pages.heads import Head
from pressmark.pages.kinds import MANY
from pressmark.pages.listed import filing_key, roles_line
from pressmark.pages.pairs import pair_path, story_pairs
from pressmark.pages.refs import Ref, article_ref, author_ref, entity_ref, outlet_ref, story_ref, topic_ref
from pressmark.pages.rows import Leaf, Row, leaves, row
from pressmark.pages.version import steps
from pressmark.text import clipped, counted
from pressmark.urls import FOLDERS, index_path, page_path, relative

# What stands under the heading of each index.
_ABOUT = {
    "article": "Every article held here by date; those without a date come last.",
    "capture": "The files as they were fetched, each beside what was read from it.",
    "version": "Articles that were captured more than once, and what changed between the captures.",
    "compare": "Texts that several articles have, and articles of one story that share words, set side by side.",
    "person": "Everybody whom the articles name.",
    "organization": "Every body, company and party that the articles name.",
    "place": "Every place that the articles name.",
    "event": "Every event that the articles name.",
    "work": "Every report, book, law or other work that the articles name.",
    "topic": "Subjects, each with the rule that finds its articles.",
    "story": "What several outlets reported, told side by side.",
    "outlet": "Who published what is held here.",
    "author": "Everybody whose byline stands on an article.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in an index: its link, how many articles (or what `unit` says) it has, and a line about it. `key` sorts
    and groups it; `other` leads to the same page under a name in another language."""

    key: str
    link: Ref
    count: int
    detail: str
    unit: str = "article"
    other: Ref | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries under one letter, "#" for those that begin with none."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Year:
    year: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Exactly one of `letters`, `years` and `captures` is filled, none when there is nothing."""

    head: Head
    crumbs: tuple[Ref, ...]
    heading: str
    about: str
    total: str
    letters: tuple[Letter, ...]
    years: tuple[Year, ...]
    captures: tuple[CaptureLine, ...]
    leaf: Leaf


def _entries(archive: Archive, kind: str, here: str) -> list[Entry]:
    if kind in KINDS:
        found = [
            Entry("", entity_ref(here, e), len(archive.mentioning.get(e.id, ())), roles_line(e))
            for e in archive.entities
            if e.kind == kind
        ]
    elif kind == "topic":
        found = [
            Entry("", topic_ref(here, archive, t.id), len(archive.in_topic.get(t.id, ())), t.scope or "")
            for t in archive.topics
        ]
    elif kind == "story":
        found = [
            Entry(
                "", story_ref(here, archive, s.id), len(archive.in_story.get(s.id, ())), counted(len(s.events), "event")
            )
            for s in archive.stories
        ]
    elif kind == "outlet":
        found = [
            Entry("", link, len(archive.by_outlet.get(o.id, ())), ", ".join(o.aliases))
            for o in archive.outlets
            if (link := outlet_ref(here, archive, o.id))
        ]
    elif kind == "version":
        found = [
            Entry("", _version_ref(here, archive, r), len(r.versions) + 1, _changed(r), "capture")
            for r in archive.records
            if r.versions
        ]
    elif kind == "compare":
        found = [
            Entry("", _compare_ref(here, archive, r), len(r.one_text.copies), "")
            for r in archive.records
            if r.one_text and first_of(r.one_text) == r.article.id
        ] + _pairs(here, archive)
    else:
        found = [
            Entry("", author_ref(here, archive, a.id), len(archive.by_author.get(a.id, ())), _outlets_of(archive, a.id))
            for a in archive.authors
        ]
    person = "person" if kind in ("person", "author") else ""
    keyed = [replace(e, key=filing_key(e.link.text, person)) for e in found]
    return sorted(keyed, key=lambda e: (e.key, e.link.id))


def _version_ref(here: str, archive: Archive, record: Record) -> Ref:
    id_ = record.article.id
    named = article_ref(here, archive.config, record.article)
    return Ref(relative(here, page_path("version", id_)), named.text, "version", id_, lang=named.lang)


def _pairs(here: str, archive: Archive) -> list[Entry]:
    """The pairs of articles that are set side by side, each once, with the story that they tell."""
    found: dict[str, Entry] = {}
    for story in archive.stories:
        for pair in story_pairs(archive, archive.in_story.get(story.id, ())):
            path = pair_path(pair)
            one, two = (article_ref(here, archive.config, archive.record_of[id_].article) for id_ in pair)
            link = Ref(relative(here, path), one.text, "compare", path, lang=one.lang)
            other = replace(link, text=two.text, lang=two.lang) if one.lang != two.lang else None
            link = link if other else replace(link, text=f"{one.text} · {two.text}")
            found.setdefault(path, Entry("", link, len(pair), story.title, other=other))
    return list(found.values())


def _compare_ref(here: str, archive: Archive, record: Record) -> Ref:
    id_ = record.article.id
    named = article_ref(here, archive.config, record.article)
    return Ref(relative(here, page_path("compare", id_)), named.text, "compare", id_, lang=named.lang)


def _changed(record: Record) -> str:
    """What changed from capture to capture, in one line."""
    return "; ".join(step.summary for step in steps(record, False))


def _outlets_of(archive: Archive, author: str) -> str:
    ids = archive.printed_in.get(author, ())
    return ", ".join(sorted(archive.outlet_of[i].name for i in ids if i in archive.outlet_of))


def _letters(entries: Sequence[Entry]) -> tuple[Letter, ...]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        first = entry.key[:1].upper()
        groups.setdefault(first if first.isalpha() else "#", []).append(entry)
    return tuple(Letter(letter, tuple(own)) for letter, own in groups.items())


def _years(here: str, archive: Archive, ids: Sequence[str]) -> tuple[Year, ...]:
    groups: dict[str, list[Row]] = {}
    for id_ in ids:
        record = archive.record_of[id_]
        date = record.when
        year = (date.earliest or date.latest)[:4] if date.known else day(date).long.capitalize()
        groups.setdefault(year, []).append(row(here, archive, record))
    return tuple(Year(year, tuple(own)) for year, own in groups.items())


def _index(archive: Archive, kind: str, only: str) -> Iterator[Page]:
    path = index_path(kind)
    of_articles = kind in ("article", "capture")
    listed = (r for r in archive.records if kind == "article" or has_capture(r))
    items: list[Entry] | list[str] = [r.article.id for r in listed] if of_articles else _entries(archive, kind, path)
    ids_here = [item if isinstance(item, str) else item.link.id for item in items]
    ids_here += [article.id for article in archive.withdrawn if kind == "article"]
    standing = frozenset(page_path(kind, id_) for id_ in ids_here)
    heading = MANY[kind]
    for here, own, leaf in leaves(path, items, standing, only=only):
        ids = [item for item in own if isinstance(item, str)]
        records = [archive.record_of[id_] for id_ in ids] if kind == "capture" else []
        context = IndexPage(
            head=Head(heading, clipped(_ABOUT[kind]), "index", FOLDERS[kind]),
            crumbs=(Ref(relative(here, "index.html"), "Home"),),
            heading=heading,
            about=_ABOUT[kind],
            total=f"{len(items):,}",
            letters=_letters([item for item in own if isinstance(item, Entry)]),
            years=_years(here, archive, ids) if kind == "article" else (),
            captures=tuple(capture_line(here, archive, record) for record in records),
            leaf=leaf,
        )
        yield Page(here, "index.html", context)


def index_pages(archive: Archive, only: str = "") -> Iterator[Page]:
    """The index page of every kind, 200 entries on each of its pages."""
    for kind, folder in FOLDERS.items():
        if not only or only.startswith(f"{folder}/"):
            yield from _index(archive, kind, only)
