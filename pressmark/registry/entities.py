"""REGISTRY: described and suggested entities, joined across articles by their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pressmark.annotation import HEAD_KEY, KINDS
from pressmark.article import Article
from pressmark.names.given_forms import may_be_addressed
from pressmark.names.organizations import acronym_of
from pressmark.names.people import name_parts
from pressmark.problems import Problem, note, warning
from pressmark.registry.keys import conflicting, initials, is_short, name_key, plain_name, surname_key
from pressmark.registry.towns import is_open, towns
from pressmark.text import RESERVED, folded, is_id, slug
from pressmark.vocabulary import Entity, Outlet

_ACRONYM_KINDS = ("organization", "place", "event")


@dataclass(slots=True)
class Group:
    """Spellings that name one entity, while they are being joined."""

    kind: str
    key: str
    described: Entity | None = None
    spellings: dict[str, set[str]] = field(default_factory=dict)  # spelling -> the articles that use it
    articles: set[str] = field(default_factory=set)
    local: bool = False  # its name alone is too little to look for it in articles that do not list it
    id: str = ""


@dataclass(slots=True)
class Joined:
    """What the heads of all articles name: groups, and which entity each item of a head is."""

    groups: list[Group]
    item: dict[tuple[str, str, str], str]  # article, kind, item as written -> entity id
    keys: dict[tuple[str, str], str]  # kind, name key -> entity id
    ambiguous: frozenset[str]
    problems: list[Problem]


def heads(articles: Iterable[Article]) -> Iterator[tuple[Article, str, str]]:
    """Every name or id in the articles' heads with its kind, in an order that the articles' own does not change."""
    for article in sorted(articles, key=lambda a: a.id):
        for kind in KINDS:
            for item in getattr(article, HEAD_KEY[kind]):
                if item.strip():
                    yield article, kind, item


class Joining:
    """Joins names to entities: first full names, then acronyms, then titles with surnames."""

    def __init__(
        self, described: tuple[Entity, ...], articles: tuple[Article, ...], outlets: tuple[Outlet, ...] = ()
    ) -> None:
        # An outlet that is named in an article is one organization under all its names.
        names_of = ((name_key(n, "organization"), name_key(o.name, "organization")) for o in outlets for n in o.aliases)
        self._outlets = dict(names_of)
        self._described = {e.id: e for e in described}
        self._formerly = {old: e.id for e in described for old in e.formerly if old not in self._described}
        self._items = list(heads(articles))
        self._towns = towns(self._items)
        names = [n for e in described if e.kind == "person" for n in (e.name, *e.aliases)]
        names += [plain_name(item, kind) for _, kind, item in self._items if kind == "person"]
        self._conflicts = conflicting(names)
        self._groups: dict[tuple[str, str], Group] = {}
        self._owners: dict[tuple[str, str], list[Group]] = defaultdict(list)
        self._group_of: dict[tuple[str, str, str], Group] = {}
        self._problems: list[Problem] = []

    def joined(self) -> Joined:
        """All groups with their ids, and what each item of a head is."""
        for entity in self._described.values():
            self._add_described(entity)
        ids, short = [], []
        # A town that is listed otherwise comes after those that are listed as what they are.
        for article, kind, item in sorted(self._items, key=lambda i: (i[0].id, i[1], i[2]) in self._towns):
            if (article.id, kind, item) in self._towns:
                self._add_name(article, kind, item)
            elif item == item.lower() and ("-" in item or item in self._described) and is_id(item):
                ids.append((article, kind, item))
            elif kind == "person" and not self._is_full(item):
                short.append((article, item))
            else:
                self._add_name(article, kind, item)
        self._join_acronyms()
        bearers = self._bearers()
        for article, item in short:
            self._add_short(article, item, bearers)
        self._assign_ids()
        by_id = {g.id: g for g in self._groups.values()}
        for article, kind, item in ids:
            self._resolve_id(article, kind, item, by_id)
        return self._result()

    def _is_full(self, item: str) -> bool:
        """Whether a person's name can stand alone: it has a given name, or somebody gave it to an entity's file."""
        return bool(surname_key(item)) or ("person", name_key(item, "person")) in self._owners

    def _key(self, name: str, kind: str) -> str:
        key = name_key(name, kind)
        if kind == "person" and key in self._conflicts and initials(name):
            key += f" {initials(name)}"
        return self._outlets.get(key, key) if kind == "organization" else key

    def _add_described(self, entity: Entity) -> None:
        group = Group(entity.kind, entity.id, entity, id=entity.id)
        self._groups[entity.kind, f"#{entity.id}"] = group
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            owners = self._owners[entity.kind, self._key(name, entity.kind)]
            if group not in owners:
                owners.append(group)

    def _add_name(self, article: Article, kind: str, item: str) -> None:
        name = plain_name(item, kind)
        key = self._key(name, kind)
        if not key:
            return
        owners = [g for g in self._owners[kind, key] if not self._kept_apart(g, name)]
        if (article.id, kind, item) in self._towns:
            places = self._owners["place", self._key(name, "place")]
            owners = [g for g in owners if g.described] or places or owners
        owners = owners or self._of_other_kind(article, kind, name)
        listed = [g for g in owners if g.id in getattr(article, HEAD_KEY[kind])]
        if len(owners) > 1 and len(listed) != 1:
            which = ", ".join(sorted(g.id for g in owners))
            hint = f"write the id of the one that is meant: {which}"
            self._problems.append(warning(article.path, "ambiguous-name", f'"{item}" names more than one {kind}', hint))
            return
        if owners:
            group = listed[0] if len(owners) > 1 else owners[0]
        else:
            group = self._groups.setdefault((kind, key), Group(kind, key))
            self._owners[kind, key].append(group)
        self._count(group, article, item, name)
        self._group_of[article.id, kind, item] = group

    def _of_other_kind(self, article: Article, kind: str, name: str) -> list[Group]:
        """The one described entity of another kind that bears the name: its file corrects what a machine proposed.

        What a person listed in a reviewed article, or confirmed, is of the kind that they gave it.
        """
        if not is_open(article, kind):
            return []
        others = (g for k in KINDS if k != kind for g in self._owners.get((k, self._key(name, k)), ()))
        described = [g for g in others if g.described is not None and not self._kept_apart(g, name)]
        return described if len(described) == 1 else []

    def _kept_apart(self, group: Group, name: str) -> bool:
        """Whether the entity's file says that what this name's id stands for is somebody else."""
        entity = group.described
        if entity is None or folded(name) in {folded(n) for n in (entity.name, *entity.aliases)}:
            return False
        return slug(name) in entity.distinct_from

    def _count(self, group: Group, article: Article, item: str, name: str) -> None:
        self._group_of[article.id, group.kind, item] = group
        group.spellings.setdefault(name, set()).add(article.id)
        group.articles.add(article.id)

    def _join_acronyms(self) -> None:
        """Joins an acronym to the one full name of its kind that it abbreviates, if no other acronym does."""
        for kind in _ACRONYM_KINDS:
            groups = [g for g in self._groups.values() if g.kind == kind]
            shorts = [(g, n) for g in groups for n in self._names(g) if is_short(n)]
            longs = [(g, n) for g in groups for n in self._names(g) if not is_short(n) and " " in n.strip()]
            letters = defaultdict(list)
            for group, name in longs:
                letters[folded(name)[:1]].append((group, name))
            pairs: dict[int, list[Group]] = defaultdict(list)
            back: dict[int, list[Group]] = defaultdict(list)
            for short, acronym in shorts:
                for long, name in letters[folded(acronym)[:1]] + letters["t"]:
                    if long is not short and acronym_of(name.removeprefix("The ").removeprefix("the "), acronym):
                        pairs[id(short)].append(long)
                        back[id(long)].append(short)
            for short, _ in shorts:
                found = {id(g): g for g in pairs[id(short)]}
                if len(found) != 1:
                    continue
                long = next(iter(found.values()))
                if len({id(g) for g in back[id(long)]}) == 1 and self._may_join(short, long):
                    self._merge(short, long)

    def _names(self, group: Group) -> tuple[str, ...]:
        own = (group.described.name, *group.described.aliases) if group.described else ()
        return tuple(dict.fromkeys((*own, *sorted(group.spellings))))

    def _may_join(self, one: Group, two: Group) -> bool:
        """Two described entities stay two; one may also say that it is not the other."""
        if one.described is not None and two.described is not None:
            return False
        for entity, other in ((one.described, two), (two.described, one)):
            if entity is not None and any(slug(name) in entity.distinct_from for name in other.spellings):
                return False
        return True

    def _merge(self, one: Group, two: Group) -> None:
        kept, gone = (one, two) if one.described is not None else (two, one)
        for name, users in gone.spellings.items():
            kept.spellings.setdefault(name, set()).update(users)
        kept.articles |= gone.articles
        for place, group in list(self._groups.items()):
            if group is gone:
                del self._groups[place]
        for owners in self._owners.values():
            if gone in owners:
                owners[:] = list({id(g): g for g in (kept if g is gone else g for g in owners)}.values())
        for item, group in self._group_of.items():
            if group is gone:
                self._group_of[item] = kept

    def _bearers(self) -> dict[str, list[Group]]:
        bearers: dict[str, list[Group]] = defaultdict(list)
        for group in self._groups.values():
            if group.kind == "person" and not (group.described and group.described.status == "ignored"):
                for surname in sorted({surname_key(name) for name in self._names(group)} - {""}):
                    bearers[surname].append(group)
        return bearers

    def _add_short(self, article: Article, item: str, known: dict[str, list[Group]]) -> None:
        """A surname, with a title or bare: whose it is, or an entity of its own, or nobody's."""
        parts = name_parts(item)
        bearers = known.get(folded(parts.surname), [])
        bearers = [g for g in bearers if may_be_addressed(parts.title, self._names(g)[0])]
        here = [g for g in bearers if article.id in g.articles or (g.id and g.id in article.people)]
        if len(here) == 1:
            self._count_short(here[0], article, item)
        elif parts.title and len(bearers) == 1:
            self._count_short(bearers[0], article, item)
        elif bearers:
            message = f'"{item}" is left out: more than one person may be meant' if len(bearers) > 1 else (
                f'"{item}" is left out: a surname alone is not joined across articles'
            )  # fmt: skip
            who = ", ".join(sorted(self._names(g)[0] for g in bearers))
            self._problems.append(
                note(article.path, "surname-alone", message, f"write the full name or an entity's id ({who})")
            )
        else:
            key = folded(item)
            group = self._groups.setdefault(("person", key), Group("person", key, local=True))
            if group not in self._owners["person", key]:
                self._owners["person", key].append(group)
            self._count(group, article, item, item)

    def _count_short(self, group: Group, article: Article, item: str) -> None:
        self._group_of[article.id, "person", item] = group
        group.articles.add(article.id)

    def _assign_ids(self) -> None:
        """Ids of suggested entities: the folded name, with its kind or a number where that is taken."""
        taken = set(self._described) | set(self._formerly)
        order = {kind: n for n, kind in enumerate(KINDS)}
        waiting = [g for g in self._groups.values() if not g.id]
        for group in sorted(waiting, key=lambda g: (order[g.kind], g.key)):
            base = slug(shown_name(group)) or group.kind
            group.id = unused(base, group.kind, taken)
            taken.add(group.id)

    def _resolve_id(self, article: Article, kind: str, item: str, by_id: dict[str, Group]) -> None:
        id_ = self._formerly.get(item, item)
        group = by_id.get(id_)
        if group is None:
            hint = f"write content/entities/{item}.md, or the name as it is printed"
            self._problems.append(warning(article.path, "unknown-entity", f'there is no entity "{item}"', hint))
            return
        if group.kind != kind:
            field_name = HEAD_KEY[group.kind]
            message = f'"{item}" is listed under {HEAD_KEY[kind]} but is of kind {group.kind}'
            self._problems.append(warning(article.path, "wrong-kind", message, f"move it to {field_name}"))
        self._group_of[article.id, kind, item] = group
        group.articles.add(article.id)

    def _result(self) -> Joined:
        keys = {place: owners[0].id for place, owners in self._owners.items() if len({g.id for g in owners}) == 1}
        items = {place: group.id for place, group in self._group_of.items()}
        groups = sorted(self._groups.values(), key=lambda g: g.id)
        return Joined(groups, items, keys, self._conflicts, self._problems)


def unused(base: str, suffix: str, taken: set[str]) -> str:
    """The id, or with the suffix, or with the first number that makes it unlike all that are taken."""
    if base not in taken and base not in RESERVED:
        return base
    base = base[: 60 - len(suffix) - 1].rstrip("-")
    if f"{base}-{suffix}" not in taken:
        return f"{base}-{suffix}"
    number = 2
    while f"{base[:54]}-{number}" in taken:
        number += 1
    return f"{base[:54]}-{number}"


def shown_name(group: Group) -> str:
    """The name that an entity is shown under: its file's, else the spelling most articles use, then the fullest."""
    if group.described is not None:
        return group.described.name
    return min(group.spellings, key=lambda name: (-len(group.spellings[name]), -len(name), name), default=group.key)
