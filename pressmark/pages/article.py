"""The page of an article: its text with marks and margin, how its head is known, and the apparatus below.

Nothing on it is counted over other articles, so that an edit elsewhere does not change it; only the passages it shares
and its neighbours in a story come from others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressmark.archive import Archive, Record
from pressmark.article import Article
from pressmark.config import Config
from pressmark.names import is_english
from pressmark.page import ALL, Page
from pressmark.pages.capture import has_capture
from pressmark.pages.citations import bibtex, plain_citation
from pressmark.pages.compare import Cluster, cluster
from pressmark.pages.days import Day, day, published
from pressmark.pages.heads import Head
from pressmark.pages.known import Known, known_values, summed
from pressmark.pages.linked import article_data, article_tags
from pressmark.pages.listed import Card, Group, card, entities_by_kind, mentioned, met_by
from pressmark.pages.margin import NoteEntry, SpeakerEntry, speaker_entries
from pressmark.pages.refs import (
    Ref,
    article_ref,
    author_ref,
    first_words,
    outlet_ref,
    story_ref,
    thing_ref,
    topic_ref,
    versions_ref,
)
from pressmark.pages.resting import Resting, resting
from pressmark.pages.rights import shown, shown_blocks, statement
from pressmark.pages.running import Contents, Part, parts
from pressmark.text import clipped, folded
from pressmark.urls import index_path, page_path, relative, safe_url

_RTL = ("ar", "arc", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi")


@dataclass(frozen=True, slots=True)
class CaptureBox:
    """Where the text comes from; `link` is "" where no capture is known. `agrees`: "yes", "no", or "" when there is
    nothing to compare."""

    link: str
    source: str
    format: str
    captured: Day
    recorded: str
    recomputed: str
    agrees: str
    url: str
    archived: str
    versions: tuple[str, ...]
    compared: Ref | None
    acquired_from: str
    republished_from: Ref | None


@dataclass(frozen=True, slots=True)
class TopicLine:
    topic: Ref
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """An article's place in a story: what comes before and after it by date."""

    story: Ref
    before: Ref | None
    after: Ref | None


@dataclass(frozen=True, slots=True)
class Shared:
    """Another article that has some of the same words, for the list below the text."""

    other: Ref
    outlet: Ref | None
    date: Day
    passages: int
    words: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    head: Head
    crumbs: tuple[Ref, ...]
    id: str
    title: str
    subtitle: str
    authors: tuple[Ref, ...]
    byline_known: bool
    contributors: tuple[Ref, ...]
    outlet: Ref | None
    date: Day
    updated: Day | None
    dateline: str
    section: str
    lang: str
    direction: str
    reviewed: bool
    rules_apply: bool  # whether the rules for names, speakers and figures know its language
    known: tuple[Known, ...]
    known_summary: tuple[tuple[str, str], ...]
    on_title: tuple[NoteEntry, ...]
    title_speakers: tuple[SpeakerEntry, ...]  # who is quoted in the headline
    contents: tuple[Contents, ...]
    parts: tuple[Part, ...]
    notes: tuple[NoteEntry, ...]
    lost_notes: tuple[NoteEntry, ...]
    show: str
    rights: str
    entities: tuple[Group, ...]
    topics: tuple[TopicLine, ...]
    stories: tuple[Neighbours, ...]
    resting: tuple[Resting, ...]
    one_text: Cluster | None
    shared: tuple[Shared, ...]
    capture: CaptureBox
    data: tuple[Ref, ...]
    citation: str
    bibtex: str
    cards: tuple[Card, ...]


def direction(language: str) -> str:
    """ "rtl" or "ltr" as the language is written, "auto" when it is not known."""
    if not language:
        return "auto"
    lower = language.lower()
    return "rtl" if lower in _RTL or lower.split("-")[0] in _RTL else "ltr"


def _dateline(article: Article) -> str:
    """The dateline, where the text does not begin with it anyway."""
    first = next((b.text for b in article.blocks if b.role == "body"), "")
    return "" if not article.dateline or folded(first).startswith(folded(article.dateline)) else article.dateline


def _capture_box(here: str, archive: Archive, record: Record) -> CaptureBox:
    article = record.article
    recorded, recomputed = article.source_sha256 or "", record.capture_sha256
    origin = article.origin
    republished = None
    if origin:
        of_outlet = outlet_ref(here, archive, origin) if origin not in archive.record_of else None
        republished = of_outlet or thing_ref(here, archive, origin)
    return CaptureBox(
        relative(here, page_path("capture", article.id)) if has_capture(record) else "",
        article.source or "",
        record.draft.format if record.draft else "",
        day(article.captured, "unknown"),
        recorded,
        recomputed,
        ("yes" if recorded.lower() == recomputed else "no") if recorded and recomputed else "",
        safe_url(article.url or ""),
        safe_url(article.archived_url or ""),
        article.versions,
        versions_ref(here, record),
        article.acquired_from or "",
        republished,
    )


def _known(record: Record, config: Config) -> tuple[Known, ...]:
    """How the head is known; without evidence where the text is not shown, because evidence quotes it."""
    known = known_values(record)
    return known if shown(record.article, config) == "full" else tuple(replace(one, evidence="") for one in known)


def _topics(here: str, archive: Archive, record: Record) -> tuple[TopicLine, ...]:
    return tuple(TopicLine(topic_ref(here, archive, h.topic), met_by(archive, record, h)) for h in record.topics)


def _neighbours(here: str, archive: Archive, record: Record) -> tuple[Neighbours, ...]:
    found = []
    for story in record.stories:
        ids = archive.in_story.get(story, ())
        place = ids.index(record.article.id)
        before, after = ids[place - 1 : place] if place else (), ids[place + 1 : place + 2]
        beside = (archive.record_of[s[0]].article if s else None for s in (before, after))
        sides = [article_ref(here, archive.config, other) if other else None for other in beside]
        found.append(Neighbours(story_ref(here, archive, story), *sides))
    return tuple(found)


def _shared(here: str, archive: Archive, record: Record) -> tuple[Shared, ...]:
    """The other articles that share words, but for those that have the whole text."""
    others: dict[str, list[int]] = {}
    for passage in record.partial:
        others.setdefault(passage.other, []).append(passage.words)
    found = []
    for other in sorted(others, key=lambda id_: (-sum(others[id_]), id_)):
        its = archive.record_of[other]
        outlet = outlet_ref(here, archive, its.outlet)
        words = others[other]
        link = article_ref(here, archive.config, its.article)
        found.append(Shared(link, outlet, published(its), len(words), sum(words)))
    return tuple(found)


def _data(article: Article, config: Config) -> tuple[Ref, ...]:
    """The article's own files under data/."""
    files = (("texts", "text", "txt", "plain text"), ("annotations", "annotations", "jsonld", "annotations"))
    given = config.data if shown(article, config) == "full" else ()
    return tuple(Ref(f"../data/{name}/{article.id}.{end}", text) for key, name, end, text in files if key in given)


def _head(archive: Archive, record: Record, outlet: str) -> Head:
    article, config = record.article, archive.config
    entities = tuple(archive.entity_of[id_] for id_ in mentioned(record) if id_ in archive.entity_of)
    lead = next((b.text for b in shown_blocks(article, config) if b.role == "body"), "")
    description = clipped(article.subtitle or lead)
    return Head(
        article.title or f"[No headline] {first_words(article, config)}",
        description,
        "article",
        "articles",
        article_tags(article, outlet, description, config),
        article_data(article, outlet, entities, config),
    )


def _contents(made: tuple[Part, ...]) -> tuple[Contents, ...]:
    headings = (part.items[0] for part in made if part.form == "heading")
    return tuple(Contents(heading.id, heading.html.striptags()) for heading in headings)


def _crumbs(here: str, outlet: Ref | None) -> tuple[Ref, ...]:
    crumbs = Ref(relative(here, "index.html"), "Home"), Ref(relative(here, index_path("article")), "Articles")
    return (*crumbs, outlet) if outlet else crumbs


def article_page(archive: Archive, record: Record) -> Page:
    """The page of one article."""
    article, config = record.article, archive.config
    here = page_path("article", article.id)
    outlet = outlet_ref(here, archive, record.outlet)
    outlet_name = outlet.text if outlet else ""
    on_title, made, lost = parts(here, archive, record, shown_blocks(article, config))
    known = _known(record, config)
    lang = article.language or ""
    context = ArticlePage(
        head=_head(archive, record, outlet_name),
        crumbs=_crumbs(here, outlet),
        id=article.id,
        title=article.title or "",
        subtitle=article.subtitle or "",
        authors=tuple(author_ref(here, archive, id_) for id_ in record.authors),
        byline_known=article.authors is not None,
        contributors=tuple(author_ref(here, archive, id_) for id_ in record.contributors),
        outlet=outlet,
        date=published(record),
        updated=day(article.updated) if article.updated.known else None,
        dateline=_dateline(article),
        section=article.section or "",
        lang=lang,
        direction=direction(lang),
        reviewed=article.status == "reviewed",
        rules_apply=is_english(article.language),
        known=known,
        known_summary=summed(known),
        on_title=on_title,
        title_speakers=speaker_entries(here, archive, [q for q in record.headed if q.target == "title"]),
        contents=_contents(made),
        parts=made,
        notes=(*on_title, *(entry for part in made for entry in part.margin.notes)),
        lost_notes=lost if shown(article, config) == "full" else (),
        show=shown(article, config),
        rights=statement(article, config),
        entities=entities_by_kind(here, archive, (*mentioned(record), *record.listed)),
        topics=_topics(here, archive, record),
        stories=_neighbours(here, archive, record),
        resting=resting(here, archive, record),
        one_text=cluster(here, archive, record.one_text, article.id) if record.one_text else None,
        shared=_shared(here, archive, record),
        capture=_capture_box(here, archive, record),
        data=_data(article, config),
        citation=plain_citation(article, outlet_name, config),
        bibtex=bibtex(article, outlet_name, config),
        cards=tuple(card(here, archive.entity_of[i]) for i in sorted(mentioned(record)) if i in archive.entity_of),
    )
    return Page(here, "article.html", context)


def article_pages(archive: Archive, part: slice = ALL) -> Iterator[Page]:
    """One page for each article."""
    for record in archive.records[part]:
        yield article_page(archive, record)
