"""The archive to search documents: what can be found, where it stands, and the words by which it is found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from pressmark.annotation import AnchoredNote
from pressmark.archive import Archive, Record
from pressmark.article import Article
from pressmark.config import Config
from pressmark.dates import Date, in_words
from pressmark.markup import Block
from pressmark.merges import alike
from pressmark.pages.refs import first_words, foreign
from pressmark.pages.rights import shown, shown_blocks
from pressmark.pages.sentences import block_at
from pressmark.record import all_mentions
from pressmark.text import clipped, counted
from pressmark.urls import page_path
from pressmark.vocabulary import Entity

# How much of a quotation or note stands for it in a list, in characters.
EXTRACT = 100
# The vocabulary but for entities: what a kind is called in an archive.
THINGS = {"topic": "topics", "story": "stories", "outlet": "outlets", "author": "authors"}
_INDEX = {"topic": "topic_of", "story": "story_of", "outlet": "outlet_of", "author": "author_of"}
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,6}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that a result can show: `id` is their anchor on the document's page, "" without one."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing that can be found. `path` leads to it from the site's root, with a fragment if it is part of a page.

    `title` to `outlet` are the texts that lunr indexes; `shown` is what a result is called, `date` its date in words.
    Phrases are looked for in `shown` and `paragraphs`; `lang` is their language where it is not that of the pages.
    `facets` are what it can be narrowed by, as (facet, value); `day` is its first possible day as 2031-03-04.
    """

    kind: str  # article, an entity's kind, topic, story, outlet, author, quotation, note
    path: str
    shown: str
    title: str = ""
    names: str = ""
    summary: str = ""
    body: str = ""
    outlet: str = ""
    date: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    lang: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    day: str = ""


@dataclass(frozen=True, slots=True)
class Handle:
    """What a document is asked for by: its kind, its own key, whose it is (an article's id, or a thing's own), and
    which of the owner's documents of that kind."""

    kind: str
    key: str
    owner: str
    n: int = 0


def own_key(d: SearchDocument) -> str:
    """What stays as it is when other documents, or other parts of its page, change."""
    page = d.path.partition("#")[0]
    return f"{page}\0{d.body}" if d.kind in ("quotation", "note") else page


class Supply(Protocol):
    """What can be found, each document made when it is asked for. Each belongs to an owner: an article to itself, its
    quotations and notes to it, a thing to itself."""

    def handles(self) -> Iterable[Handle]:
        """The handles of all documents; the key is that of `own_key`."""
        ...

    def of(self, kind: str, owner: str) -> Iterable[Handle]:
        """The handles of an owner's documents; `kind` is the owner's own. None if there is no such owner."""
        ...

    def document(self, handle: Handle) -> SearchDocument:
        """The document of a handle."""
        ...


class Listed:
    """Documents that are at hand, each its own owner."""

    def __init__(self, documents: Sequence[SearchDocument]) -> None:
        self.documents = documents

    def handles(self) -> Iterator[Handle]:
        """The handles of all documents."""
        return (Handle(d.kind, own_key(d), str(n), n) for n, d in enumerate(self.documents))

    def of(self, kind: str, owner: str) -> Iterator[Handle]:
        """The handle of a document: each is its own owner."""
        d = self.documents[int(owner)]
        yield Handle(d.kind, own_key(d), owner, int(owner))

    def document(self, handle: Handle) -> SearchDocument:
        """The document of a handle."""
        return self.documents[handle.n]


def search_documents(archive: Archive) -> tuple[SearchDocument, ...]:
    """Everything that can be found: articles with their quotations and notes, in the archive's order, then vocabulary.

    What an article's rights keep from being shown is not found either.
    """
    found = Findable(archive)
    return tuple(map(found.document, found.handles()))


@dataclass(frozen=True, slots=True)
class Named:
    """How the archive names its entities: the full forms that its articles use, and for persons who may be one with
    others under another form of the name the names of these."""

    forms: Mapping[str, tuple[str, ...]]
    alike: Mapping[str, tuple[str, ...]]


class Findable:
    """What can be found in an archive, whose entities are named so."""

    def __init__(self, archive: Archive, named: Named | None = None) -> None:
        self.archive = archive
        self.config = archive.config
        self.named = Named(_written(archive), persons_alike(archive)) if named is None else named

    def handles(self) -> Iterator[Handle]:
        """The handles of all documents."""
        for record in self.archive.records:
            yield from self.of_article(record)
        yield from self.of_things()

    def of(self, kind: str, owner: str) -> Iterable[Handle]:
        """The handles of an article with its quotations and notes, or of a thing; none if it is not there."""
        if kind == "article":
            return self.of_article(self.archive.record_of[owner]) if owner in self.archive.record_of else ()
        things = getattr(self.archive, _INDEX.get(kind, "entity_of"))
        there = owner in things and (kind in _INDEX or things[owner].kind == kind)
        return (self.of_thing(kind, owner),) if there else ()

    def of_article(self, record: Record) -> Iterator[Handle]:
        """The handles of an article, its quotations and its notes."""
        id_ = record.article.id
        page = page_path("article", id_)
        yield Handle("article", page, id_)
        if shown(record.article, self.config) == "full":
            for n, quotation in enumerate(record.quotations):
                yield Handle("quotation", f"{page}\0{quotation.text}", id_, n)
            for n, note in enumerate(record.notes):
                yield Handle("note", f"{page}\0{_said_in(note)}", id_, n)

    def of_things(self) -> Iterator[Handle]:
        """The handles of the vocabulary."""
        for entity in self.archive.entities:
            yield self.of_thing(entity.kind, entity.id)
        for kind, name in THINGS.items():
            for thing in getattr(self.archive, name):
                yield self.of_thing(kind, thing.id)

    def of_thing(self, kind: str, id_: str) -> Handle:
        """The handle of a thing of the vocabulary."""
        return Handle(kind, page_path(kind, id_), id_)

    def document(self, handle: Handle) -> SearchDocument:
        """The document of a handle."""
        kind, owner = handle.kind, handle.owner
        if kind in _OF_ARTICLE:
            return _OF_ARTICLE[kind](self.archive.record_of[owner], handle.n, self.archive, self.named)
        return _thing(kind, owner, self.archive, self.named)


def _lines(texts: Iterable[str | None]) -> str:
    """The texts one a line, each once, empty ones left out."""
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _written(archive: Archive) -> Mapping[str, tuple[str, ...]]:
    """The full forms under which the articles name each entity: nobody needs to list an acronym's long form."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in archive.records:
        for entity, form in written_in(record, archive.config):
            found[entity].add(form)
    return {entity: tuple(sorted(forms)) for entity, forms in found.items()}


def persons_alike(archive: Archive) -> Mapping[str, tuple[str, ...]]:
    """For each person who may be one with others the names of these."""
    found: dict[str, list[str]] = defaultdict(list)
    for one, two in alike(archive.entities):
        found[one.id].append(two.name)
        found[two.id].append(one.name)
    return {id_: tuple(sorted(names)) for id_, names in found.items()}


def named_in(record: Record) -> set[str]:
    """The entities that an article names, its head or its words."""
    return {*record.listed, *(m.entity for m in all_mentions(record))}


def written_in(record: Record, config: Config) -> set[tuple[str, str]]:
    """The full forms that an article has, each with its entity."""
    if shown(record.article, config) != "full":
        return set()
    text = record.article.text
    return {(m.entity, text[m.start : m.end]) for m in record.mentions if m.how in ("name", "alias", "acronym")}


def _forms(entity: Entity, written: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entity.name, *entity.aliases, *written)))


def _date(date: Date) -> str:
    return in_words(date) if date.known else ""


def _article(record: Record, _: int, archive: Archive, named: Named) -> SearchDocument:
    article, config = record.article, archive.config
    blocks = shown_blocks(article, config)
    outlet = _outlet(record, archive)
    full = shown(article, config) == "full"
    mentioned = dict.fromkeys(m.entity for m in all_mentions(record)) if full else {}
    names = [
        form for id_ in mentioned if (e := archive.entity_of.get(id_)) for form in _forms(e, named.forms.get(e.id, ()))
    ]
    names += [archive.author_of[id_].name for id_ in (*record.authors, *record.contributors)]
    names += article.authors or ()
    topics = [archive.topic_of[hit.topic].name for hit in record.topics] if full else []
    about = _facets(outlet, article.status, [archive.entity_of[id_] for id_ in mentioned if id_ in archive.entity_of])
    about += tuple(("topic", name) for name in topics)
    return SearchDocument(
        kind="article",
        path=page_path("article", article.id),
        shown=article.title or first_words(article, config) or article.id,
        title=article.title or "",
        names=_lines(names),
        summary=_lines([article.subtitle, *(b.text for b in blocks if b.role == "summary"), article.section, *topics]),
        body="\n".join(b.text for b in blocks if b.role != "summary"),
        outlet=outlet,
        date=_date(article.date),
        paragraphs=paragraphs(article, blocks),
        lang=foreign(article, config),
        facets=about,
        day=_day(article),
    )


def paragraphs(article: Article, blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """What a result may show, and a phrase may stand in: the blocks, and the subtitle where none of them is that."""
    found = [Paragraph(b.id, b.text) for b in blocks if b.text]
    if article.subtitle and all(p.text != article.subtitle for p in found):
        found.append(Paragraph("", article.subtitle))
    return tuple(found)


def _outlet(record: Record, archive: Archive) -> str:
    return archive.outlet_of[record.outlet].name if record.outlet else record.article.outlet or ""


def _day(article: Article) -> str:
    return article.date.earliest if article.date.earliest > "0001" else ""


def _facets(outlet: str, status: str, entities: Iterable[Entity]) -> tuple[tuple[str, str], ...]:
    named = ((e.kind, e.name) for e in entities if e.kind in ("person", "organization", "place"))
    return (*((("outlet", outlet),) if outlet else ()), ("status", status), *dict.fromkeys(named))


def _anchor(article: Article, offset: int) -> str:
    """The id of the block of running text in which the offset into an article's plain text lies."""
    place = block_at(article, offset)
    return place[1].id if place else ""


def _quotation(record: Record, n: int, archive: Archive, _: Named) -> SearchDocument:
    article, quotation = record.article, record.quotations[n]
    outlet, path = _outlet(record, archive), page_path("article", article.id)
    anchor = _anchor(article, quotation.start)
    speaker = archive.entity_of.get(quotation.speaker)
    name = speaker.name if speaker else quotation.speaker_text
    words = clipped(quotation.text, EXTRACT)
    return SearchDocument(
        kind="quotation",
        path=f"{path}#{anchor}" if anchor else path,
        shown=f"{name}: {words}" if name else words,
        names=_lines(_forms(speaker)) if speaker else name,
        body=quotation.text,
        outlet=outlet,
        date=_date(article.date),
        paragraphs=(Paragraph(anchor, quotation.text),),
        lang=foreign(article, archive.config),
        facets=_facets(outlet, article.status, [speaker] if speaker else []),
        day=_day(article),
    )


def _said_in(note: AnchoredNote) -> str:
    return _lines([note.text, note.exact])


def _note(record: Record, n: int, archive: Archive, _: Named) -> SearchDocument:
    note, path = record.notes[n], page_path("article", record.article.id)
    anchor = _anchor(record.article, note.start) if note.target == "body" and note.found else ""
    linked = [archive.entity_of[id_] for id_ in (*note.links, note.entity, note.speaker) if id_ in archive.entity_of]
    return SearchDocument(
        kind="note",
        path=f"{path}#{anchor}" if anchor else path,
        shown=clipped(note.text or note.exact, EXTRACT),
        names=_lines(form for entity in linked for form in _forms(entity)),
        summary=_lines([note.verdict]),
        body=_said_in(note),
        date=note.on,
        paragraphs=tuple(Paragraph(anchor, text) for text in (note.text, note.exact) if text),
    )


_OF_ARTICLE = {"article": _article, "quotation": _quotation, "note": _note}


def _of_thing(
    kind: str, id_: str, name: str, names: Iterable[str], description: tuple[Block, ...], *, summary: str = "",
    outlet: str = "", date: str = "",
) -> SearchDocument:  # fmt: skip
    return SearchDocument(
        kind=kind,
        path=page_path(kind, id_),
        shown=name,
        title=name,
        names=_lines(n for n in names if n != name),
        body="\n".join(block.text for block in description),
        # Descriptions have no anchors of their own on the page.
        paragraphs=tuple(Paragraph("", block.text) for block in description if block.text),
        summary=summary,
        outlet=outlet,
        date=date,
    )


def _thing(kind: str, id_: str, archive: Archive, named: Named) -> SearchDocument:
    """The document of a thing of the vocabulary."""
    if kind == "topic":
        t = archive.topic_of[id_]
        return _of_thing(kind, t.id, t.name, (), t.description, summary=t.scope or "")
    if kind == "story":
        s = archive.story_of[id_]
        return _of_thing(kind, s.id, s.title, (event.title for event in s.events), s.description)
    if kind == "outlet":
        o = archive.outlet_of[id_]
        return _of_thing(kind, o.id, o.name, o.aliases, o.description, summary=o.place or "")
    if kind == "author":
        a = archive.author_of[id_]
        outlet = archive.outlet_of.get(a.outlet or "")
        return _of_thing(kind, a.id, a.name, a.aliases, a.description, outlet=outlet.name if outlet else a.outlet or "")
    e = archive.entity_of[id_]
    roles = _lines(role.title for role in e.roles)
    forms = _forms(e, named.forms.get(e.id, ()))
    found = _of_thing(e.kind, e.id, e.name, forms, e.description, summary=roles, date=_known_of(e, archive))
    if e.id in named.alike:
        may_be = Paragraph("", f"May be the same person as {_listed(named.alike[e.id])}.")
        found = replace(found, paragraphs=(*found.paragraphs, may_be))
    # Initials count as much as the name: who types "US" means the United States before the US Army.
    return replace(found, title=_lines((e.name, *filter(_INITIALS.fullmatch, forms))))


def _known_of(entity: Entity, archive: Archive) -> str:
    """What tells entities of one name apart in a list: what they are, when they were, and how many articles name
    them."""
    many = len(archive.mentioning.get(entity.id, ()))
    said = [*(role.title for role in entity.roles[:1]), _date(entity.date), counted(many, "article") if many else ""]
    return " · ".join(filter(None, said))


def _listed(names: Sequence[str]) -> str:
    return " or ".join(names)
