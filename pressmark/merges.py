"""BUILD: entities that may be one, under two forms of a name or as two kinds, with what a file would say. Pure.

Takes the archive and the texts of content/entities/; gives Merges and Mixed. Nothing is joined before somebody accepts
it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from pressmark.archive import Archive
from pressmark.frontmatter import Writable, dump_headed
from pressmark.names.given_forms import fuller_given, same_given
from pressmark.names.people import is_initial, name_parts
from pressmark.proposal.editing import ArticleText
from pressmark.text import counted, folded, is_id, slug
from pressmark.vocabulary import Entity

_SHOWN = 3  # other entities that both are named with
_MOST_MIXED = 20  # names of several kinds that are asked about at a time
_RATHER = ("place", "organization", "event", "work", "person")  # of kinds that as many articles list
_SAID = {"person": "a person", "organization": "an organization", "place": "a place", "event": "an event",
         "work": "a work"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Merge:
    """Two persons who may be one. `path` is the file of the one that would stay, `before` its text ("" for none yet),
    `joined` with the other's name as an alias, `apart` with the other under `distinct_from`; None where it is not safe.
    `article` names the other."""

    kept: str
    other: str
    article: str
    path: str
    why: str
    before: str
    joined: str | None
    apart: str | None


def merges(archive: Archive, texts: Mapping[str, str]) -> Iterator[Merge]:
    """What would be said of every two persons who may be one."""
    for one, two in alike(archive.entities):
        yield _merge(archive, texts, *_ordered(archive, one, two))


def alike(entities: Iterable[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Every two persons of one surname whose given names are forms of one, or one of whose names says less than the
    other, if no file says that they are two."""
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.kind == "person" and name_parts(entity.name).given:
            by_surname[folded(name_parts(entity.name).surname)].append(entity)
    for bearers in by_surname.values():
        for one, two in combinations(bearers, 2):
            told = two.id in one.distinct_from or one.id in two.distinct_from
            if not told and (same_given(one.name, two.name) or fuller_given(one.name, two.name)):
                yield one, two


def _ordered(archive: Archive, one: Entity, two: Entity) -> tuple[Entity, Entity]:
    """The one that stays first: that somebody described, else whose given name is written out, else that more articles
    name."""
    counts = {e.id: len(archive.mentioning.get(e.id, ())) for e in (one, two)}
    letters = {e.id: is_initial(name_parts(e.name).given) for e in (one, two)}
    first, second = sorted((one, two), key=lambda e: (e.suggested, letters[e.id], -counts[e.id], e.id))
    return first, second


def _merge(archive: Archive, texts: Mapping[str, str], kept: Entity, other: Entity) -> Merge:
    path = f"content/entities/{kept.id}.md"
    before = texts.get(path, "")
    named = archive.mentioning.get(other.id, ()) or archive.mentioning.get(kept.id, ())
    article = archive.record_of[named[0]].article.path if named else ""
    given = " and ".join(sorted({name_parts(e.name).given for e in (kept, other)}))
    places = {e.id: archive.mentioning.get(e.id, ()) for e in (kept, other)}
    why = f"{other.name} ({counted(len(places[other.id]), 'article')}) may be {kept.name} "
    why += f"({counted(len(places[kept.id]), 'article')}): "
    same = same_given(kept.name, other.name)
    why += f"{given} are forms of one given name" if same else "the one name says less than the other"
    shared = _shared(archive, places[kept.id], places[other.id], (kept.id, other.id))
    why += f"; both are named with {', '.join(shared)}" if shared else ""
    if not other.suggested:
        why += f"; content/entities/{other.id}.md describes the other: keep one of the two files"
        return Merge(
            kept.id, other.id, article, path, why, before, None, _with(before, kept, "distinct_from", other.id)
        )
    joined = _with(before, kept, "aliases", other.name)
    return Merge(kept.id, other.id, article, path, why, before, joined, _with(before, kept, "distinct_from", other.id))


def _shared(archive: Archive, one: tuple[str, ...], two: tuple[str, ...], but: tuple[str, ...]) -> list[str]:
    """The names of those who stand in articles of both, the rarest first: they tell most."""

    def around(articles: tuple[str, ...]) -> set[str]:
        return {m.entity for id_ in articles for m in archive.record_of[id_].mentions}

    both = (around(one) & around(two)) - set(but)
    rare = sorted(both & set(archive.entity_of), key=lambda e: (len(archive.mentioning.get(e, ())), e))
    return [archive.entity_of[e].name for e in rare[:_SHOWN]]


def _with(before: str, entity: Entity, key: str, value: str) -> str | None:
    """The entity's file with one more value in a list; a new file where there is none."""
    if not before:
        if not entity.suggested:
            return None
        head: dict[str, Writable] = {"name": entity.name, "kind": entity.kind, key: (value,)}
        return dump_headed(head, "")
    text = ArticleText(before)
    held = text.held(key)
    if held is not None and not isinstance(held, tuple):
        return None
    return text.text() if text.put(key, (*(held or ()), value)) else None


@dataclass(frozen=True, slots=True)
class Mixed:
    """A name that is listed as several kinds: `path` is the file that would make them one, `after` its text."""

    ids: tuple[str, ...]
    article: str
    path: str
    why: str
    after: str


def mixed(archive: Archive, texts: Mapping[str, str]) -> Iterator[Mixed]:
    """The names that are listed as several kinds and that no file describes, those of most articles first."""
    named: dict[str, list[Entity]] = defaultdict(list)
    for entity in archive.entities:
        named[folded(entity.name)].append(entity)
    number = {e.id: len(archive.mentioning.get(e.id, ())) for e in archive.entities}
    found = [own for own in named.values() if len({e.kind for e in own}) > 1 and all(e.suggested for e in own)]
    found.sort(key=lambda own: (-sum(number[e.id] for e in own), own[0].name, own[0].id))
    for own in found[:_MOST_MIXED]:
        first, *others = sorted(own, key=lambda e: (-number[e.id], _RATHER.index(e.kind), e.id))
        path = f"content/entities/{slug(first.name)}.md"
        places = [id_ for e in (*reversed(others), first) for id_ in archive.mentioning.get(e.id, ())]
        if path in texts or not is_id(slug(first.name)) or not places:
            continue
        told = [f"{_SAID[e.kind]} in {counted(number[e.id], 'article')}" for e in (first, *others)]
        why = f"{first.name} is {' and '.join(told)}: if that is one, this file says what it is; else refuse"
        after = dump_headed({"name": first.name, "kind": first.kind}, "")
        yield Mixed(tuple(sorted(e.id for e in own)), archive.record_of[places[0]].article.path, path, why, after)
