"""REGISTRY: from the articles' heads and the vocabulary to everything that has a page, and which of it each name is.

Nothing here depends on the order of the articles. What people wrote in files wins over every rule.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise
from types import MappingProxyType

from pressmark.annotation import HEAD_KEY, KINDS
from pressmark.article import Article
from pressmark.names.lists import territory_ids
from pressmark.names.organizations import acronym_letters, long_form, short_forms
from pressmark.problems import Problem, Problems, in_order, warning
from pressmark.registry import listings
from pressmark.registry.clusters import clusters as clusters
from pressmark.registry.entities import Group, Joined, Joining, heads, shown_name
from pressmark.registry.forms import Form, by_first_word, forms_of
from pressmark.registry.keys import name_key, plain_name, surname_key
from pressmark.schema import close_to
from pressmark.text import folded, slug
from pressmark.vocabulary import Author, Entity, Outlet, Story, Topic, Vocabulary

_NEARLY = 0.8  # how much of two names must agree for one to be the other, misspelt


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything that has a page, each tuple sorted by id, and what names lead to it.

    `entities` holds no ignored ones. `forms` are all spellings by first word, longest first; `bearers` the persons of
    each folded surname; `names` and `kinds` are by entity id. `tellers` are, by story, the persons whom its articles'
    heads name.
    """

    entities: tuple[Entity, ...]
    topics: tuple[Topic, ...]
    stories: tuple[Story, ...]
    outlets: tuple[Outlet, ...]
    authors: tuple[Author, ...]
    forms: Mapping[str, tuple[Form, ...]]
    bearers: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    tellers: Mapping[str, tuple[str, ...]]
    _items: Mapping[tuple[str, str, str], str]
    _keys: Mapping[tuple[str, str], str]
    _ids: Mapping[str, Mapping[str, str]]
    _formerly: Mapping[str, str]

    def entity_for(self, name: str, kind: str) -> str:
        """The id of the entity of that kind that bears the full name or id, "" if none or several do."""
        found = name if self.kinds.get(name) == kind else self._keys.get((kind, name_key(name, kind)), "")
        return found if found in self.names else ""

    def entity_of_id(self, text: str) -> str:
        """The id of the entity that has that id, or had it formerly; "" if there is none."""
        return text if text in self.names else self._formerly.get(text, "")

    def entity_named(self, text: str) -> str:
        """The id of the one entity of any kind that bears the full name or id, "" if none or several do."""
        found = {id_ for kind in KINDS if (id_ := self.entity_for(plain_name(text, kind), kind))}
        return self.entity_of_id(text) or (found.pop() if len(found) == 1 else "")

    def listed(self, article: Article) -> tuple[str, ...]:
        """The entities that an article's head names, sorted."""
        items = ((article.id, kind, item) for kind in KINDS for item in getattr(article, HEAD_KEY[kind]))
        found = {self._items.get(item, "") for item in items}
        return tuple(sorted(id_ for id_ in found if id_ in self.names))

    def in_its_stories(self, article: Article) -> tuple[str, ...]:
        """The persons whom the heads of the articles of its stories name, sorted."""
        stories = {self.story_for(text) for text in article.stories}
        return tuple(sorted({id_ for story in stories for id_ in self.tellers.get(story, ())}))

    def name_of(self, id_: str) -> str:
        """The shown name of an entity, "" if there is none."""
        return self.names.get(id_, "")

    def outlet_for(self, text: str) -> str:
        """The id of the outlet with that id, name or alias, "" if there is none."""
        return self._id("outlet", "outlet", text)

    def author_for(self, text: str) -> str:
        """The id of the author with that id or full name, "" if there is none."""
        return self._id("author", "person", text)

    def topic_for(self, text: str) -> str:
        """The id of the topic with that id or name, "" if there is none."""
        return self._id("topic", "topic", text)

    def story_for(self, text: str) -> str:
        """The id of the story with that id or title, "" if there is none."""
        return self._id("story", "story", text)

    def _id(self, what: str, kind: str, text: str) -> str:
        ids = self._ids[what]
        return ids.get(f"#{text}") or ids.get(name_key(text, kind), "")


def registered(articles: tuple[Article, ...], vocabulary: Vocabulary) -> tuple[Registry, Problems]:
    """The registry of an archive: what files describe, and what articles name without a file, as suggested.

    Problems: names that several entities bear, surnames that cannot be joined, ids that lead nowhere.
    """
    joined = Joining(vocabulary.entities, articles, vocabulary.outlets).joined()
    shown = [_entity(group) for group in joined.groups]
    visible = tuple(e for e in shown if e.status != "ignored")
    ordered = sorted(articles, key=lambda a: a.id)
    outlets, outlet_ids = listings.outlets(vocabulary.outlets, ordered)
    authors, author_ids = listings.authors(vocabulary.authors, ordered)
    topics, topic_ids = listings.topics(vocabulary.topics, ordered)
    stories, story_ids = listings.stories(vocabulary.stories, ordered)
    bearers = _bearers(joined, visible)
    registry = Registry(
        entities=visible,
        topics=topics,
        stories=stories,
        outlets=outlets,
        authors=authors,
        forms=_forms(joined, shown),
        bearers=bearers,
        names=MappingProxyType({e.id: e.name for e in visible}),
        kinds=MappingProxyType({e.id: e.kind for e in visible}),
        tellers=MappingProxyType({}),
        _items=MappingProxyType(joined.item),
        _keys=MappingProxyType(joined.keys),
        _ids=MappingProxyType({"outlet": outlet_ids, "author": author_ids, "topic": topic_ids, "story": story_ids}),
        _formerly=MappingProxyType({old: e.id for e in visible for old in e.formerly}),
    )
    registry = replace(registry, tellers=_tellers(registry, ordered))
    apart = _kept_from_nobody(vocabulary.entities, registry, articles)
    misspelt = _misspelt_stories(ordered, vocabulary.stories, registry)
    return registry, in_order([*joined.problems, *_same_names(vocabulary.entities), *apart, *misspelt])


def _entity(group: Group) -> Entity:
    """A group as an entity; a territory has its Wikidata id from the shipped list, unless its file says what it is."""
    entity = group.described or Entity(group.id, shown_name(group), group.kind, suggested=True)
    if entity.kind != "place" or entity.same_as:
        return entity
    wikidata = territory_ids().get(long_form(entity.name) or entity.name, "")
    return replace(entity, same_as=(("wikidata", wikidata),)) if wikidata else entity


def _forms(joined: Joined, entities: list[Entity]) -> Mapping[str, tuple[Form, ...]]:
    found: list[Form] = []
    borne: dict[str, set[str]] = defaultdict(set)
    for group, entity in zip(joined.groups, entities, strict=True):
        for name in (entity.name, *entity.aliases, *group.spellings):
            borne[acronym_letters(name)].add(entity.id)
    for group, entity in zip(joined.groups, entities, strict=True):
        names = sorted(group.spellings)
        if entity.kind in ("place", "organization"):  # "NATO" is looked for wherever the long name has a page
            short = {s for name in (entity.name, *names) for s in short_forms(long_form(name) or name)}
            names += sorted(s for s in short if borne[acronym_letters(s)] <= {entity.id})
        forms = forms_of(entity, names, local=group.local, ambiguous=joined.ambiguous)
        if entity.status == "ignored":
            # An ignored entity's names still hold their words, so that no other name is found inside them.
            forms = (replace(form, entity="") for form in forms if form.how in ("name", "alias", "acronym"))
        found += forms
    return by_first_word(found)


def _bearers(joined: Joined, visible: tuple[Entity, ...]) -> Mapping[str, tuple[str, ...]]:
    ids = {e.id for e in visible}
    bearers: dict[str, set[str]] = defaultdict(set)
    for group in joined.groups:
        if group.kind != "person" or group.id not in ids:
            continue
        own = (group.described.name, *group.described.aliases) if group.described else ()
        for name in (*own, *group.spellings):
            surname = surname_key(name)
            if surname:
                bearers[surname].add(group.id)
    return MappingProxyType({surname: tuple(sorted(found)) for surname, found in sorted(bearers.items())})


def _tellers(registry: Registry, articles: list[Article]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for text in article.stories:
            people = (id_ for id_ in registry.listed(article) if registry.kinds[id_] == "person")
            found[registry.story_for(text)].update(people)
    return MappingProxyType({story: tuple(sorted(people)) for story, people in sorted(found.items())})


def _same_names(entities: tuple[Entity, ...]) -> Problems:
    """A warning for every two described entities of one kind and name, unless one says that it is not the other."""
    owners: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        for name in {folded(n) for n in (entity.name, *entity.aliases)}:
            owners[entity.kind, name].append(entity)
    problems = []
    for (_, name), found in sorted(owners.items(), key=lambda item: item[0]):
        for one, two in pairwise(found):
            if two.id not in one.distinct_from and one.id not in two.distinct_from:
                message = f'"{name}" is a name of {one.id} and of {two.id}: neither is found by it'
                hint = f"take the name out of one file, or write distinct_from: [{one.id}] if both bear it"
                problems.append(warning(two.path, "same-name", message, hint))
    return tuple(problems)


def _kept_from_nobody(
    entities: tuple[Entity, ...], registry: Registry, articles: tuple[Article, ...]
) -> Iterator[Problem]:
    """A warning for each id under `distinct_from` that nobody bears: neither a file nor a name that an article lists,
    which needs no file."""
    wanted = [(entity, id_) for entity in entities for id_ in sorted(set(entity.distinct_from))]
    known = {e.id for e in entities} | {old for e in entities for old in e.formerly} | registry.names.keys()
    if all(id_ in known for _, id_ in wanted):
        return
    known |= {slug(plain_name(item, kind)) for _, kind, item in heads(articles)}
    for entity, id_ in wanted:
        if id_ not in known:
            near = close_to(id_, sorted(known - {entity.id}))
            message = f'"{id_}", under distinct_from, is no entity here'
            hint = f"{near}Correct it: it is the id of a file in content/entities/, or that of an entity's page"
            yield warning(entity.path, "no-such-id", message, hint)


def _misspelt_stories(articles: list[Article], stories: tuple[Story, ...], registry: Registry) -> Iterator[Problem]:
    """A warning for each story that an article lists, that no file describes, and that is nearly one which a file
    does. Years and other numbers tell stories apart."""
    described = {s.id for s in stories}
    names = {name: s.id for s in reversed(stories) for name in (slug(s.title), s.id) if name}
    near: dict[str, str] = {}
    for text in sorted({text for article in articles for text in article.stories}):
        own = slug(text)
        if own and registry.story_for(text) not in described:
            digits = [name for name in sorted(names) if re.findall(r"\d+", name) == re.findall(r"\d+", own)]
            if found := get_close_matches(own, digits, 1, _NEARLY):
                near[text] = names[found[0]]
    for article in articles:
        for text in dict.fromkeys(article.stories):
            if text in near:
                message = f'"{text}", under stories, is described by no file'
                hint = f'did you mean "{near[text]}"? If not, write a file in content/stories/ for it'
                yield warning(article.path, "no-such-id", message, hint)
