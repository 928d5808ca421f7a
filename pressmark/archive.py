"""BUILD: everything known, indexed and immutable; the one thing that pages, search and exports read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol, TypeVar

from pressmark.annotation import (
    AnchoredNote,
    Attribution,
    Estimate,
    Figure,
    Mention,
    Passage,
    Quotation,
    Source,
    ToldDate,
    TopicHit,
)
from pressmark.annotators.attributions import Held, attributions, sources
from pressmark.annotators.date_estimates import Neighbour, estimate
from pressmark.annotators.dates import expressions
from pressmark.annotators.figures import figures
from pressmark.annotators.further_captures import Version, further_captures, further_readings
from pressmark.annotators.indirect_speech import indirect_speech
from pressmark.annotators.mentions import mentions
from pressmark.annotators.notes import anchored
from pressmark.annotators.passages import shared_passages
from pressmark.annotators.quotations import quotations
from pressmark.annotators.references import Known, known_things, note_references, with_origin
from pressmark.annotators.told_dates import full_dates, told_dates
from pressmark.annotators.topics import topic_hits
from pressmark.article import Article, check_articles
from pressmark.captures import capture_text
from pressmark.config import Config
from pressmark.dates import UNKNOWN_DATE, Date, sort_key
from pressmark.draft import Draft
from pressmark.names import is_english
from pressmark.notes import Note, check_notes
from pressmark.problems import Problem, Problems, in_order, warning
from pressmark.registry import Registry, registered
from pressmark.schema import close_to
from pressmark.sources import file_of
from pressmark.vocabulary import Author, Entity, Outlet, Story, TextPage, Topic, Vocabulary


@dataclass(frozen=True, slots=True)
class Record:
    """What one article contributes: itself, what was found in it, and the capture it came from.

    Mentions, quotations and notes are sorted by start. `passages` are the shared ones, this article's side first.
    `outlet`, `authors`, `topics` and `stories` are ids that exist in the archive ("" or () where unknown).
    `draft` is the machine's reading (the proposal file), None if there is none; `capture` the raw bytes decoded, ""
    if the source is not there; `capture_sha256` is the digest of the bytes found on disk, "" if there are none.
    `estimate` is when it was probably published, where its head has no date. `sources` are the outlets on whose
    reporting it draws, with the articles of theirs that are held.
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
    estimate: Estimate | None = None
    versions: tuple[Version, ...] = ()
    indirect: tuple[Quotation, ...] = ()  # what the article's own words say that somebody said
    capture_path: str = ""  # the file in which the capture stands, below content/
    figures: tuple[Figure, ...] = ()
    dates: tuple[ToldDate, ...] = ()  # the days of which it tells
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def when(self) -> Date:
        """What the article is ordered by: its date, else its estimate if that is closed at both sides."""
        guess = self.estimate.date if self.estimate and not self.article.date.known else UNKNOWN_DATE
        return guess if guess.earliest and guess.latest else self.article.date


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """The archive of one build. Every tuple is sorted by id; records by date, or its estimate (undated last),
    then id.

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


T = TypeVar("T", bound="HasId")


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Capture = tuple[bytes, str]  # the bytes and their SHA-256


def _annotated(
    article: Article, known: Known, notes: tuple[Note, ...], annotators: tuple[str, ...]
) -> tuple[Record, Problems]:
    """The record of one article from itself and the vocabulary alone: no passages, no draft, no capture yet."""
    registry, topics = known.registry, known.registry.topics
    article, wrong = with_origin(article, known)
    notes, astray = note_references(notes, known) if "notes" in annotators else ((), ())
    anchors, problems = anchored(article, notes)
    found = mentions(article.text, registry, registry.listed(article), anchors) if "mentions" in annotators else ()
    quoted = quotations(article.text, found, notes=anchors) if "quotations" in annotators else ()
    english, outlet = is_english(article.language), registry.outlet_for(article.outlet) if article.outlet else ""
    quoted = quoted if english else tuple(map(_without_speaker, quoted))
    indirect = indirect_speech(article.text, found, direct=quoted) if "quotations" in annotators and english else ()
    entities = tuple(sorted({m.entity for m in found} | set(registry.listed(article))))
    listed = tuple(id_ for t in article.topics if (id_ := registry.topic_for(t)))
    hits = topic_hits(article.text, article.title or "", entities, topics if "topics" in annotators else (), listed)
    record = Record(
        article=article,
        outlet=outlet,
        authors=tuple(registry.author_for(a) for a in article.authors or ()),
        contributors=tuple(registry.author_for(a) for a in article.contributors or ()),
        stories=tuple(registry.story_for(s) for s in article.stories),
        topics=hits,
        mentions=found,
        quotations=quoted,
        indirect=indirect,
        notes=anchors,
        attributions=(
            attributions(article.text, found, registry, outlet) if english and "attributions" in annotators else ()
        ),
        passages=(),
        draft=None,
        capture="",
        capture_sha256="",
    )
    return record, (*problems, *wrong, *astray)


def _without_speaker(quotation: Quotation) -> Quotation:
    """Quoted words in a language whose verbs the rules do not know: a speaker is who a person says it is."""
    return quotation if quotation.how == "note" else Quotation(quotation.start, quotation.end, quotation.text)


def _told(record: Record, annotators: tuple[str, ...]) -> Record:
    """The record with its figures and the days of which it tells, once it is known or estimated when it was written."""
    text = record.article.text
    if not is_english(record.article.language):
        return replace(record, dates=full_dates(text)) if "dates" in annotators else record
    if not {"figures", "dates"} & set(annotators):
        return record
    found = expressions(text)
    spans = [(one.start, one.end) for one in found if one.form != "second day"]
    return replace(
        record,
        figures=figures(text, spans) if "figures" in annotators else (),
        dates=told_dates(text, found, record.when) if "dates" in annotators else (),
    )


def _with_sources(records: list[Record]) -> list[Record]:
    """The records with what each rests on, and which articles of the archive these are."""
    held = {
        r.article.id: Held(r.article.id, r.outlet, r.stories, r.when, r.article.republished_from or "") for r in records
    }
    by_outlet: dict[str, list[Held]] = defaultdict(list)
    for one in held.values():
        by_outlet[one.outlet].append(one)
    return [
        replace(r, sources=sources(held[r.article.id], r.article.text, r.attributions, r.passages, by_outlet))
        if r.attributions
        else r
        for r in records
    ]


def _with_capture(
    record: Record, drafts: Mapping[str, Draft], captures: Mapping[str, Capture]
) -> tuple[Record, Problems]:
    """The record with the machine's reading and the capture's text; a missing or changed capture is reported."""
    article = record.article
    record = replace(record, draft=drafts.get(article.id))
    if not article.source:
        return record, ()
    path = file_of(article.source, captures)
    held = captures.get(path)
    if held is None:
        hint = "put the file back, or correct the article's source"
        return record, (warning(article.path, "capture-missing", f'there is no capture "content/{path}"', hint),)
    text = capture_text(article.source.removeprefix(path), held[0])
    record = replace(record, capture=text, capture_sha256=held[1], capture_path=path)
    if article.source_sha256 and article.source_sha256 != held[1]:
        message = f'"content/{path}" is not the file that was read: its SHA-256 is {held[1][:12]}… now'
        hint = "put the old file back; to keep the new one too, give it another name and ingest it"
        return record, (warning(article.path, "capture-changed", message, hint),)
    return record, ()


def _estimated(records: list[Record], stories: tuple[Story, ...]) -> list[Record]:
    """The records, those without a date with an estimate from their text, their story and their capture."""
    in_story: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for story in record.stories:
            in_story[story].append(record)
    events = {s.id: tuple(Neighbour(e.title, e.date, event=True) for e in s.events if e.date.known) for s in stories}
    done = []
    for record in records:
        if not record.article.date.known:
            words: dict[str, int] = defaultdict(int)
            for passage in record.passages:
                words[passage.other] += passage.words
            beside = [r.article for story in record.stories for r in in_story[story] if r.article.date.known]
            neighbours = (Neighbour(a.title or a.id, a.date, words[a.id]) for a in {a.id: a for a in beside}.values())
            told = (event for story in record.stories for event in events.get(story, ()))
            article = record.article
            found = estimate(article.text, article.captured, (*told, *sorted(neighbours, key=lambda n: n.title)))
            record = replace(record, estimate=found)
        done.append(record)
    return done


def _mirrored(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """Every shared passage under both of its articles, each article's own side first."""
    sides: dict[str, list[Passage]] = defaultdict(list)
    for p in passages:
        sides[p.article].append(p)
        other = Passage(p.other, p.other_start, p.other_end, p.article, p.start, p.end, p.kind, p.words)
        sides[p.other].append(other)
    return sides


def _by_id(values: Iterable[T]) -> Mapping[str, T]:
    return MappingProxyType({value.id: value for value in values})


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Keys to the ids listed under them, in the order given, each once."""
    lists: dict[str, dict[str, None]] = defaultdict(dict)
    for key, id_ in pairs:
        lists[key][id_] = None
    return MappingProxyType({key: tuple(ids) for key, ids in sorted(lists.items())})


def _shown(articles: Iterable[Article], config: Config) -> list[Article]:
    return [a for a in articles if a.status == "reviewed" or (a.status == "unreviewed" and config.publish_unreviewed)]


def _one_each(articles: Iterable[Article], config: Config) -> tuple[Article, ...]:
    """One article for each id: of several the one whose path sorts first; none if one of them is not to be shown."""
    by_id: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.path):
        by_id[article.id].append(article)
    return tuple(own[0] for own in by_id.values() if len(own) == 1 or len(_shown(own, config)) == len(own))


def _unknown_notes(notes: Iterable[Note], articles: Iterable[Article]) -> list[Problem]:
    known = sorted({a.id for a in articles})
    stray = sorted({(n.path, n.article) for n in notes if n.article not in known})
    hint = "name the file after the id of the article that its notes are about"
    return [
        warning(path, "notes-astray", f'there is no article "{article}"', close_to(article, known) + hint)
        for path, article in stray
    ]


def _stripped(article: Article) -> Article:
    """A withdrawn article as a tombstone shows it: what it was and why it went, none of its words."""
    return Article(
        article.id, article.path, title=article.title, outlet=article.outlet, date=article.date,
        status=article.status, reason=article.reason, formerly=article.formerly,
    )  # fmt: skip


def assembled(
    config: Config,
    articles: tuple[Article, ...],
    vocabulary: Vocabulary,
    notes: tuple[Note, ...],
    drafts: Mapping[str, Draft],
    captures: Mapping[str, Capture],
) -> tuple[Archive, Problems]:
    """The archive of what the content files hold.

    `drafts` are proposals by article id ("<id>--2" for a further capture), `captures` bytes and digests by path below
    content/. Drafts and, unless config.publish_unreviewed, unreviewed articles are left out before anything is derived:
    nothing of them reaches a page. Problems: what the registry and the annotators say, captures that are missing or
    changed, notes astray.
    """
    kept = _one_each(articles, config)
    shown = _shown(kept, config)
    withdrawn = tuple(_stripped(a) for a in sorted(kept, key=lambda a: a.id) if a.status == "withdrawn")
    registry, wrong = registered(tuple(shown), vocabulary)
    known = known_things(registry, (*shown, *withdrawn), articles, vocabulary)
    problems = [*wrong, *check_articles(articles), *check_notes(notes), *_unknown_notes(notes, articles)]
    records: list[Record] = []
    further = further_readings(drafts)
    about: dict[str, list[Note]] = defaultdict(list)
    for one in notes:
        about[one.article].append(one)
    for article in shown:
        own = tuple(about.get(article.id, ()))
        record, wrong = _annotated(article, known, own, config.annotators)
        problems += wrong
        record, wrong = _with_capture(record, drafts, captures)
        problems += wrong
        records.append(replace(record, versions=further_captures(article, further, captures)))
    if "passages" in config.annotators:
        shared = _mirrored(shared_passages(tuple((r.article.id, r.article.text) for r in records)))
        order = {id_: tuple(sorted(found, key=lambda p: (p.start, p.other))) for id_, found in shared.items()}
        records = [replace(r, passages=order.get(r.article.id, ())) for r in records]
    records = [_told(r, config.annotators) for r in _with_sources(_estimated(records, registry.stories))]
    records.sort(key=lambda r: (sort_key(r.when), r.article.id))
    return _archive(config, tuple(records), withdrawn, registry, vocabulary.pages), in_order(problems)


def _archive(
    config: Config, records: tuple[Record, ...], withdrawn: tuple[Article, ...], registry: Registry,
    pages: tuple[TextPage, ...],
) -> Archive:  # fmt: skip
    authors = tuple(
        replace(a, outlet=registry.outlet_for(a.outlet) or a.outlet) if a.outlet else a for a in registry.authors
    )
    listed = ((e, r.article.id) for r in records for e in registry.listed(r.article))
    mentioned = ((m.entity, r.article.id) for r in records for m in r.mentions)
    order = {r.article.id: number for number, r in enumerate(records)}
    mentioning = sorted({*listed, *mentioned}, key=lambda pair: (pair[0], order[pair[1]]))
    quoting: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for r in records:
        for number, q in enumerate(r.quotations):
            if q.speaker:
                quoting[q.speaker].append((r.article.id, number))
    return Archive(
        config=config,
        records=records,
        withdrawn=withdrawn,
        entities=registry.entities,
        topics=registry.topics,
        stories=registry.stories,
        outlets=registry.outlets,
        authors=authors,
        pages=pages,
        record_of=MappingProxyType({r.article.id: r for r in records}),
        entity_of=_by_id(registry.entities),
        topic_of=_by_id(registry.topics),
        story_of=_by_id(registry.stories),
        outlet_of=_by_id(registry.outlets),
        author_of=_by_id(authors),
        mentioning=_index(mentioning),
        quoting=MappingProxyType({key: tuple(found) for key, found in sorted(quoting.items())}),
        in_topic=_index((hit.topic, r.article.id) for r in records for hit in r.topics),
        in_story=_index((s, r.article.id) for r in records for s in r.stories),
        by_outlet=_index((r.outlet, r.article.id) for r in records if r.outlet),
        by_author=_index((a, r.article.id) for r in records for a in (*r.authors, *r.contributors)),
    )
