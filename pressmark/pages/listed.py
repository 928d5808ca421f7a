"""Lists of links that several page types show: the entities of an article by kind, cards, external ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pressmark.annotation import KINDS, TopicHit
from pressmark.archive import Archive, Record
from pressmark.names.people import name_parts
from pressmark.pages.kinds import MANY, ONE
from pressmark.pages.refs import Ref, entity_ref
from pressmark.pages.rights import shown
from pressmark.text import clipped, folded
from pressmark.urls import safe_url
from pressmark.vocabulary import Entity

# Where an external identifier leads. VIAF, GeoNames and Wikidata give these patterns as their permanent addresses.
_AUTHORITIES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
    "geonames": ("GeoNames", "https://www.geonames.org/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "orcid": ("ORCID", "https://orcid.org/{}"),
    "lcnaf": ("Library of Congress", "https://id.loc.gov/authorities/names/{}"),
    "iptc": ("IPTC", "http://cv.iptc.org/newscodes/mediatopic/{}"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Links under a heading ("People")."""

    heading: str
    links: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What a preview shows of an entity, from its file alone."""

    id: str
    kind: str
    name: str
    roles: str
    description: str
    href: str
    suggested: bool


@dataclass(frozen=True, slots=True)
class External:
    """An identifier in another catalogue; `href` is "" when we do not know where it leads."""

    authority: str
    identifier: str
    href: str


@lru_cache(maxsize=1 << 14)
def filing_key(name: str, kind: str) -> str:
    """What a name is filed under: a person's surname first, everything else as it is read."""
    parts = name_parts(name) if kind == "person" else None
    if parts is None or not parts.surname or not parts.given:
        return folded(name)
    return folded(f"{parts.surname}, {parts.given} {parts.middle}")


def entities_by_kind(here: str, archive: Archive, ids: Iterable[str]) -> tuple[Group, ...]:
    """The entities as links, grouped by kind in the order of KINDS, each group by name."""
    entities = [archive.entity_of[id_] for id_ in dict.fromkeys(ids) if id_ in archive.entity_of]
    groups = []
    for kind in KINDS:
        own = sorted((e for e in entities if e.kind == kind), key=lambda e: (filing_key(e.name, kind), e.id))
        if own:
            groups.append(Group(MANY[kind], tuple(entity_ref(here, entity) for entity in own)))
    return tuple(groups)


def met_by(archive: Archive, record: Record, hit: TopicHit) -> tuple[str, ...]:
    """What met a topic's rule, in words: an entity by its name. () for an article that is not shown in full."""
    if shown(record.article, archive.config) != "full":
        return ()
    return tuple(entity.name if (entity := archive.entity_of.get(e)) else e for e in hit.evidence)


def mentioned(record: Record) -> tuple[str, ...]:
    """The ids of the entities that an article mentions or quotes, in order of appearance; those that stand only in its
    title, summary or captions come last."""
    named = [mention.entity for mention in record.mentions]
    outside = [mention.entity for mention in record.outside]
    return tuple(dict.fromkeys([*named, *(q.speaker for q in record.quotations if q.speaker), *outside]))


def roles_line(entity: Entity) -> str:
    return ", ".join(role.title for role in entity.roles)


def card(here: str, entity: Entity) -> Card:
    first = clipped(entity.description[0].text, 240) if entity.description else ""
    href = entity_ref(here, entity).href
    return Card(entity.id, ONE[entity.kind], entity.name, roles_line(entity), first, href, entity.suggested)


def externals(same_as: Iterable[tuple[str, str]]) -> tuple[External, ...]:
    found = []
    for key, identifier in same_as:
        name, pattern = _AUTHORITIES.get(key, (key, "{}"))
        found.append(External(name, identifier, _address(key, pattern, identifier)))
    return tuple(found)


def _address(key: str, pattern: str, identifier: str) -> str:
    """Where an identifier leads: it may be an address itself, and of the IPTC's topics only codes have one."""
    code = identifier.removeprefix("medtop:") if key == "iptc" else identifier
    if key == "iptc" and not (len(code) == 8 and code.isdigit()):
        return safe_url(identifier)
    return safe_url(identifier) or safe_url(pattern.format(code))
