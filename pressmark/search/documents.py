"""The archive to search documents: what can be found, where it stands, and the words by which it is found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pressmark.annotation import AnchoredNote, Quotation
from pressmark.archive import Archive, Record
from pressmark.article import Article
from pressmark.dates import Date, in_words
from pressmark.markup import Block
from pressmark.pages.refs import first_words, foreign
from pressmark.pages.rights import shown, shown_blocks
from pressmark.pages.sentences import block_at
from pressmark.record import all_mentions
from pressmark.text import clipped
from pressmark.urls import page_path
from pressmark.vocabulary import Entity

# How much of a quotation or note stands for it in a list, in characters.
EXTRACT = 100
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


def search_documents(archive: Archive) -> tuple[SearchDocument, ...]:
    """Everything that can be found: articles with their quotations and notes, in the archive's order, then vocabulary.

    What an article's rights keep from being shown is not found either.
    """
    written = _written(archive)
    documents: list[SearchDocument] = []
    for record in archive.records:
        documents += _of_record(record, archive, written)
    documents += _vocabulary(archive, written)
    return tuple(documents)


def _lines(texts: Iterable[str | None]) -> str:
    """The texts one a line, each once, empty ones left out."""
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _written(archive: Archive) -> Mapping[str, tuple[str, ...]]:
    """The full forms under which the articles name each entity: nobody needs to list an acronym's long form."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for record in archive.records:
        if shown(record.article, archive.config) == "full":
            for m in record.mentions:
                if m.how in ("name", "alias", "acronym"):
                    found[m.entity][record.article.text[m.start : m.end]] = None
    return {entity: tuple(sorted(forms)) for entity, forms in found.items()}


def _forms(entity: Entity, written: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entity.name, *entity.aliases, *written)))


def _date(date: Date) -> str:
    return in_words(date) if date.known else ""


def _of_record(record: Record, archive: Archive, written: Mapping[str, tuple[str, ...]]) -> Iterator[SearchDocument]:
    article, config = record.article, archive.config
    blocks = shown_blocks(article, config)
    outlet = archive.outlet_of[record.outlet].name if record.outlet else article.outlet or ""
    date = _date(article.date)
    path = page_path("article", article.id)
    full = shown(article, config) == "full"
    mentioned = dict.fromkeys(m.entity for m in all_mentions(record)) if full else {}
    names = [
        form for id_ in mentioned if (e := archive.entity_of.get(id_)) for form in _forms(e, written.get(e.id, ()))
    ]
    names += [archive.author_of[id_].name for id_ in (*record.authors, *record.contributors)]
    names += article.authors or ()
    topics = [archive.topic_of[hit.topic].name for hit in record.topics] if full else []
    about = _facets(outlet, article.status, [archive.entity_of[id_] for id_ in mentioned if id_ in archive.entity_of])
    about += tuple(("topic", name) for name in topics)
    day = article.date.earliest if article.date.earliest > "0001" else ""
    yield SearchDocument(
        kind="article",
        path=path,
        shown=article.title or first_words(article, config) or article.id,
        title=article.title or "",
        names=_lines(names),
        summary=_lines([article.subtitle, *(b.text for b in blocks if b.role == "summary"), article.section, *topics]),
        body="\n".join(b.text for b in blocks if b.role != "summary"),
        outlet=outlet,
        date=date,
        paragraphs=tuple(Paragraph(b.id, b.text) for b in blocks if b.text),
        lang=foreign(article, config),
        facets=about,
        day=day,
    )
    if full:
        for quotation in record.quotations:
            said = _of_quotation(quotation, archive, path, _anchor(article, quotation.start), outlet, date)
            speakers = [e] if (e := archive.entity_of.get(quotation.speaker)) else []
            by = _facets(outlet, article.status, speakers)
            yield replace(said, lang=foreign(article, config), facets=by, day=day)
        for note in record.notes:
            in_text = note.target == "body" and note.found
            yield _of_note(note, archive, path, _anchor(article, note.start) if in_text else "")


def _facets(outlet: str, status: str, entities: Iterable[Entity]) -> tuple[tuple[str, str], ...]:
    named = ((e.kind, e.name) for e in entities if e.kind in ("person", "organization", "place"))
    return (*((("outlet", outlet),) if outlet else ()), ("status", status), *dict.fromkeys(named))


def _anchor(article: Article, offset: int) -> str:
    """The id of the block of running text in which the offset into an article's plain text lies."""
    place = block_at(article, offset)
    return place[1].id if place else ""


def _of_quotation(
    quotation: Quotation, archive: Archive, path: str, anchor: str, outlet: str, date: str
) -> SearchDocument:
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
        date=date,
        paragraphs=(Paragraph(anchor, quotation.text),),
    )


def _of_note(note: AnchoredNote, archive: Archive, path: str, anchor: str) -> SearchDocument:
    linked = [archive.entity_of[id_] for id_ in (*note.links, note.entity, note.speaker) if id_ in archive.entity_of]
    return SearchDocument(
        kind="note",
        path=f"{path}#{anchor}" if anchor else path,
        shown=clipped(note.text or note.exact, EXTRACT),
        names=_lines(form for entity in linked for form in _forms(entity)),
        summary=_lines([note.verdict]),
        body=_lines([note.text, note.exact]),
        date=note.on,
        paragraphs=tuple(Paragraph(anchor, text) for text in (note.text, note.exact) if text),
    )


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


def _vocabulary(archive: Archive, written: Mapping[str, tuple[str, ...]]) -> Iterator[SearchDocument]:
    for e in archive.entities:
        roles = _lines(role.title for role in e.roles)
        forms = _forms(e, written.get(e.id, ()))
        found = _of_thing(e.kind, e.id, e.name, forms, e.description, summary=roles, date=_date(e.date))
        # Initials count as much as the name: who types "US" means the United States before the US Army.
        yield replace(found, title=_lines((e.name, *filter(_INITIALS.fullmatch, forms))))
    for t in archive.topics:
        yield _of_thing("topic", t.id, t.name, (), t.description, summary=t.scope or "")
    for s in archive.stories:
        yield _of_thing("story", s.id, s.title, (event.title for event in s.events), s.description)
    for o in archive.outlets:
        yield _of_thing("outlet", o.id, o.name, o.aliases, o.description, summary=o.place or "")
    for a in archive.authors:
        outlet = archive.outlet_of.get(a.outlet or "")
        of = outlet.name if outlet else a.outlet or ""
        yield _of_thing("author", a.id, a.name, a.aliases, a.description, outlet=of)
