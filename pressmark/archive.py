"""BUILD: everything known, indexed and immutable; the one thing that pages, search and exports read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar

from pressmark.annotation import Passage
from pressmark.annotators.attributions import Held, articles_of, sources
from pressmark.annotators.date_estimates import Neighbour, estimate
from pressmark.annotators.further_captures import further_captures, further_readings
from pressmark.annotators.one_text import Printed, one_texts
from pressmark.annotators.passage_index import PassageIndex
from pressmark.annotators.references import known_things
from pressmark.article import Article, check_articles
from pressmark.coding import packed
from pressmark.config import Config
from pressmark.dates import sort_key
from pressmark.draft import Draft
from pressmark.gathered import GATHERED, Issued, Met, gathered
from pressmark.indexed import LISTS, PLACES, lists, places
from pressmark.kept import Kept, Told
from pressmark.labels import OutletHint
from pressmark.notes import Note, check_notes
from pressmark.problems import Problem, Problems, in_order, warning
from pressmark.proposal.kinship import credits_of
from pressmark.record import Record as Record
from pressmark.record import annotated, changed, told
from pressmark.registry import Registry
from pressmark.schema import close_to
from pressmark.sources import file_of
from pressmark.vocabulary import Author, Entity, Outlet, Story, TextPage, Topic, Vocabulary

# How many articles are annotated together, at least and at most.
_CHUNK = (32, 1024)
Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Each(Protocol):
    """What a function gives for each of some items, in their order; perhaps in processes of their own."""

    def __call__(self, function: Callable[[Item], Answer], items: Sequence[Item], /) -> Iterable[Answer]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """The archive of one build. Every tuple is sorted by id; records by date, or its estimate (undated last),
    then id.

    Drafts are not in it at all; withdrawn articles are in `withdrawn` only, without text, mentions or capture.
    Ignored entities are not in it. Mappings are by id and complete: an id found in a record is a key here.
    """

    config: Config
    records: Sequence[Record]
    withdrawn: Sequence[Article]
    entities: Sequence[Entity]
    topics: Sequence[Topic]
    stories: Sequence[Story]
    outlets: Sequence[Outlet]
    authors: Sequence[Author]
    pages: Sequence[TextPage]
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
    citing: Mapping[str, tuple[tuple[str, int], ...]]  # outlet id -> (article that draws on it, index into its sources)
    telling: Mapping[str, tuple[tuple[str, int], ...]]  # entity id -> (article id, index into its `indirect`)
    unspoken: Mapping[str, tuple[tuple[str, int], ...]]  # what nobody known says, as `indexed` has it
    met: Mapping[str, Met]  # what `gathered` says of the articles of an entity, an outlet and an author
    issued: Mapping[str, Issued]
    printed_in: Mapping[str, tuple[str, ...]]


T = TypeVar("T", bound="HasId")


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Capture = tuple[bytes, str]  # the bytes and their SHA-256


def _chunks(count: int) -> list[tuple[int, int]]:
    """The numbers up to `count` in runs, each from its first to before its last."""
    size = min(max(count // 16, _CHUNK[0]), _CHUNK[1])
    return [(start, min(start + size, count)) for start in range(0, count, size)]


def _annotated(
    articles: Sequence[Article], notes: Iterable[Note], annotators: tuple[str, ...], each: Each, kept: Kept
) -> tuple[list[Record], list[Problem]]:
    """The records of the articles with the passages that they share, and what is wrong with their notes."""
    about: dict[str, tuple[Note, ...]] = defaultdict(tuple)
    for one in notes:
        about[one.article] += (one,)
    known = kept.known
    assert known is not None
    fresh = [a for a in articles if kept.record_of(a, about[a.id]) is None]

    def work(run: tuple[int, int]) -> _Annotated:
        if run == _PASSAGES:
            index = PassageIndex({a.id: a.text for a in articles})
            return _Annotated(packed=packed(index.packed()), passages=index.passages)
        found = (annotated(a, known, about[a.id], annotators) for a in fresh[slice(*run)])
        # What this process and the one that asked both have is not sent from one to the other.
        pairs = zip(fresh[slice(*run)], found, strict=True)
        own = ((changed(r, article=_SAME) if r.article is a else r, p) for a, (r, p) in pairs)
        return _Annotated(tuple(own))

    again = "passages" in annotators and kept.passages_of(articles) is None
    waiting = iter(fresh)
    for answer in each(work, [*([_PASSAGES] if again else []), *_chunks(len(fresh))]):
        if answer.packed:
            kept.keep_passages(articles, answer.packed, answer.passages)
        for record, wrong in answer.records:
            article = next(waiting)
            record = changed(record, article=article) if record.article.id == "" else record
            kept.keep(article, about[article.id], (record, wrong))
    locals_ = [kept.record_of(a, about[a.id]) for a in articles]
    records = [local[0] for local in locals_ if local]
    problems = [problem for local in locals_ if local for problem in local[1]]
    shared = _mirrored(kept.passages_of(articles) or () if "passages" in annotators else ())
    order = {id_: tuple(sorted(found, key=lambda p: (p.start, p.other))) for id_, found in shared.items()}
    return [changed(r, passages=order[r.article.id]) if r.article.id in order else r for r in records], problems


class _Annotated(NamedTuple):
    """What comes of a run of articles, or of comparing all of them."""

    records: tuple[tuple[Record, Problems], ...] = ()
    packed: bytes = b""  # the index of passages, and what it found
    passages: tuple[Passage, ...] = ()


_PASSAGES = (-1, -1)
_SAME = Article("", "")  # stands for the article that a record was made of


def _told(records: list[Record], annotators: tuple[str, ...], each: Each, kept: Kept) -> list[Record]:
    """The records with their figures and the days of which they tell, once it is known or estimated when each was
    written."""
    fresh = [r for r in records if kept.told_by(r.article, r.when) is None]

    def work(run: tuple[int, int]) -> list[Told]:
        return [told(r.article, r.when, annotators) for r in fresh[slice(*run)]]

    found = (one for answer in each(work, _chunks(len(fresh))) for one in answer)
    for record, one in zip(fresh, found, strict=True):
        kept.keep_told(record.article, record.when, one)
    pairs = ((r, kept.told_by(r.article, r.when) or ((), ())) for r in records)
    return [changed(r, figures=f, dates=d) if f or d else r for r, (f, d) in pairs]


def _with_sources(records: list[Record]) -> list[Record]:
    """The records with what each rests on, and which articles of the archive these are."""
    known = articles_of(Held(r.article.id, r.outlet, r.stories, r.when, r.article.origin) for r in records)
    return [
        replace(r, sources=sources(known.by_id[r.article.id], r.article.text, r.attributions, r.passages, known))
        if r.attributions
        else r
        for r in records
    ]


def _with_one_text(records: list[Record], registry: Registry) -> list[Record]:
    """The records, those whose text others have too with their cluster."""
    names = {author.id: author.name for author in registry.authors}
    drafts = {r.article.id: r.draft for r in records}

    def credits(id_: str) -> tuple[str, ...]:
        draft = drafts[id_]
        return credits_of(draft) if draft else ()

    shared = {r.article.id: r.passages for r in records if r.passages}
    printed = [
        Printed(
            r.article.id, r.outlet, tuple(names.get(a, a) for a in r.authors), r.article.date,
            len(r.article.text.split()), r.article.origin,
        )
        for r in records
        if r.article.id in shared
    ]  # fmt: skip
    hints = tuple(OutletHint(o.id, o.name, o.aliases) for o in registry.outlets)
    found = one_texts(printed, shared, hints, credits)
    return [replace(r, one_text=found[r.article.id]) if r.article.id in found else r for r in records]


def _with_capture(
    record: Record, drafts: Mapping[str, Draft], captures: Mapping[str, Capture], kept: Kept
) -> tuple[Record, Problems]:
    """The record with the machine's reading and the capture's text; a missing or changed capture is reported."""
    article = record.article
    draft = drafts.get(article.id)
    record = changed(record, draft=draft) if draft is not None else record
    if not article.source:
        return record, ()
    path = file_of(article.source, captures)
    held = captures.get(path)
    if held is None:
        hint = "put the file back, or correct the article's source"
        return record, (warning(article.path, "capture-missing", f'there is no capture "content/{path}"', hint),)
    text = kept.capture(article.source, article.source.removeprefix(path), held[0])
    record = changed(record, capture=text, capture_sha256=held[1], capture_path=path)
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
    each: Each = map,
    kept: Kept | None = None,
) -> tuple[Archive, Problems]:
    """The archive of what the content files hold.

    `drafts` are proposals by article id ("<id>--2" for a further capture), `captures` bytes and digests by path below
    content/. Drafts and, unless config.publish_unreviewed, unreviewed articles are left out before anything is derived:
    nothing of them reaches a page. Problems: what the registry and the annotators say, captures that are missing or
    changed, notes astray. `kept` is what the last call kept, where there was one; it is brought up to date.
    """
    kept = kept or Kept()
    single = _one_each(articles, config)
    shown = _shown(single, config)
    withdrawn = tuple(_stripped(a) for a in sorted(single, key=lambda a: a.id) if a.status == "withdrawn")
    registry, wrong = kept.registered(tuple(shown), vocabulary)
    kept.knowing(known_things(registry, (*shown, *withdrawn), articles, vocabulary), config.annotators)
    problems = [*wrong, *check_articles(articles), *check_notes(notes), *_unknown_notes(notes, articles)]
    records, of_notes = _annotated(shown, notes, config.annotators, each, kept)
    problems += of_notes
    further = further_readings(drafts)
    for number, record in enumerate(records):
        record, wrong = _with_capture(record, drafts, captures, kept)
        problems += wrong
        versions = further_captures(record.article, further, captures)
        records[number] = changed(record, versions=versions) if versions else record
    records = _told(_with_sources(_estimated(records, registry.stories)), config.annotators, each, kept)
    records.sort(key=lambda r: (sort_key(r.when), r.article.id))
    records = _with_one_text(records, registry)
    return _archive(config, tuple(records), withdrawn, registry, vocabulary.pages), in_order(problems)


def _archive(
    config: Config, records: tuple[Record, ...], withdrawn: tuple[Article, ...], registry: Registry,
    pages: tuple[TextPage, ...],
) -> Archive:  # fmt: skip
    authors = tuple(
        replace(a, outlet=registry.outlet_for(a.outlet) or a.outlet) if a.outlet else a for a in registry.authors
    )
    found: dict[str, Any] = {name: lists(records, name) for name in LISTS}
    found |= {name: places(records, name) for name in PLACES}
    record_of = MappingProxyType({r.article.id: r for r in records})
    together: dict[str, Any] = {name: gathered(name, found[index], record_of) for name, (index, _) in GATHERED.items()}
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
        record_of=record_of,
        entity_of=_by_id(registry.entities),
        topic_of=_by_id(registry.topics),
        story_of=_by_id(registry.stories),
        outlet_of=_by_id(registry.outlets),
        author_of=_by_id(authors),
        **found,
        **together,
    )
