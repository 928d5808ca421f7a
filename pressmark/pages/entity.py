"""The page of a person, organization, place, event or work: who names it, in which words, and with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.gathered import Met
from pressmark.page import ALL, Only, Page
from pressmark.pages.backlinks import Backlink, Said, backlinks, sayings
from pressmark.pages.days import Day, day
from pressmark.pages.heads import Head
from pressmark.pages.kinds import MANY, ONE
from pressmark.pages.linked import entity_data, script_json
from pressmark.pages.listed import External, externals
from pressmark.pages.prose import prose
from pressmark.pages.refs import Ref, entity_ref, named_ref, outlet_ref, story_ref, topic_ref
from pressmark.pages.rows import PAGE_LENGTH, Leaf, leaves
from pressmark.pages.running import Part
from pressmark.record import all_mentions
from pressmark.text import clipped, counted
from pressmark.urls import FOLDERS, index_path, page_path, relative
from pressmark.vocabulary import Entity

TOGETHER = 12
QUOTED = 8


@dataclass(frozen=True, slots=True)
class RoleLine:
    title: str
    start: Day | None
    end: Day | None


@dataclass(frozen=True, slots=True)
class NamedAs:
    """The forms by which one outlet names the entity, most used first, each with its count."""

    outlet: Ref | None
    forms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Together:
    other: Ref
    articles: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    head: Head
    crumbs: tuple[Ref, ...]
    id: str
    name: str
    kind: str
    suggested: bool
    reviewed: bool
    aliases: tuple[str, ...]
    distinct_from: tuple[Ref, ...]
    roles: tuple[RoleLine, ...]
    date: Day | None
    place: Ref | None
    description: tuple[Part, ...]
    externals: tuple[External, ...]
    articles: int
    backlinks: tuple[Backlink, ...]
    quotations: tuple[Said, ...]
    all_quotations: Ref | None
    named_as: tuple[NamedAs, ...]
    together: tuple[Together, ...]
    topics: tuple[Ref, ...]
    stories: tuple[Ref, ...]
    leaf: Leaf


def forms_by_outlet(archive: Archive, entity: str) -> dict[str, Counter[str]]:
    """How each outlet (by id, "" when unknown) writes the entity's name, counted over all its mentions."""
    forms: dict[str, Counter[str]] = {}
    for id_ in archive.mentioning.get(entity, ()):
        record = archive.record_of[id_]
        for mention in record.mentions:
            if mention.entity == entity:
                text = record.article.text[mention.start : mention.end]
                forms.setdefault(record.outlet, Counter())[text] += 1
    return forms


def ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The counted texts, most frequent first, equal ones by their text."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _named_as(here: str, archive: Archive, entity: str) -> tuple[NamedAs, ...]:
    lines = [(outlet_ref(here, archive, o), ranked(c)) for o, c in forms_by_outlet(archive, entity).items()]
    lines.sort(key=lambda pair: (pair[0] is None, pair[0].text.casefold() if pair[0] else ""))
    return tuple(NamedAs(outlet, forms) for outlet, forms in lines)


def _together(here: str, archive: Archive, entity: str) -> tuple[Together, ...]:
    counts: Counter[str] = Counter()
    for id_ in archive.mentioning.get(entity, ()):
        counts.update({m.entity for m in all_mentions(archive.record_of[id_])} - {entity})
    known = [(id_, count) for id_, count in ranked(counts) if id_ in archive.entity_of]
    return tuple(Together(entity_ref(here, archive.entity_of[id_]), count) for id_, count in known[:TOGETHER])


def _roles(entity: Entity) -> tuple[RoleLine, ...]:
    return tuple(
        RoleLine(role.title, day(role.start) if role.start.known else None, day(role.end) if role.end.known else None)
        for role in entity.roles
    )


def _summary(entity: Entity, articles: int) -> str:
    if entity.description:
        return entity.description[0].text
    return f"{entity.name}: {ONE[entity.kind].lower()} named in {counted(articles, 'article')}"


def _entity_pages(archive: Archive, entity: Entity, taken: frozenset[str], only: Only) -> Iterator[Page]:
    ids = archive.mentioning.get(entity.id, ())
    met = archive.met.get(entity.id, Met())
    quoted = archive.quoting.get(entity.id, ())
    summary = _summary(entity, len(ids))
    for here, own, leaf in leaves(page_path(entity.kind, entity.id), ids, taken, only=only):
        first = leaf.number == 1
        title = entity.name if first else f"{entity.name}, page {leaf.number}"
        head = Head(
            title,
            clipped(summary),
            "entity",
            FOLDERS[entity.kind],
            (),
            script_json({"@context": "https://schema.org", **entity_data(entity)}),
        )
        context = EntityPage(
            head=head,
            crumbs=(
                Ref(relative(here, "index.html"), "Home"),
                Ref(relative(here, index_path(entity.kind)), MANY[entity.kind]),
            ),
            id=entity.id,
            name=entity.name,
            kind=entity.kind,
            suggested=entity.suggested,
            reviewed=entity.status == "reviewed",
            aliases=entity.aliases,
            distinct_from=tuple(named_ref(here, archive, id_) or Ref("", id_) for id_ in entity.distinct_from),
            roles=_roles(entity),
            date=day(entity.date) if entity.date.known else None,
            place=named_ref(here, archive, entity.place),
            description=prose(entity.description) if first else (),
            externals=externals(entity.same_as),
            articles=len(ids),
            backlinks=backlinks(here, archive, entity.id, own),
            quotations=sayings(here, archive, quoted[:QUOTED]) if first else (),
            all_quotations=Ref(relative(here, f"quotations/{entity.id}.html"), counted(len(quoted), "quotation"))
            if quoted
            else None,
            named_as=_named_as(here, archive, entity.id) if first else (),
            together=_together(here, archive, entity.id) if first else (),
            topics=tuple(topic_ref(here, archive, id_) for id_ in met.topics if id_ in archive.topic_of),
            stories=tuple(story_ref(here, archive, id_) for id_ in met.stories),
            leaf=leaf,
        )
        yield Page(here, "entity.html", context)


def entity_pages(archive: Archive, part: slice = ALL, only: Only = "") -> Iterator[Page]:
    """The pages of every entity, 200 articles on each."""
    own = tuple(archive.entities[part])
    paged = any(len(archive.mentioning.get(entity.id, ())) > PAGE_LENGTH for entity in own)
    # Only further pages may bear a name that another entity's page has.
    taken = frozenset(page_path(entity.kind, entity.id) for entity in archive.entities) if paged else frozenset()
    for entity in own:
        yield from _entity_pages(archive, entity, taken, only)
