"""BUILD, annotators: what notes and heads refer to by id or name, as ids of things that have a page.

An id that exists but is on no page (a draft's, an ignored entity's) must not reach one: such a reference is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from pressmark.article import Article
from pressmark.notes import Note
from pressmark.problems import Problem, Problems, in_order, warning
from pressmark.registry import Registry
from pressmark.schema import close_to
from pressmark.text import is_id
from pressmark.urls import safe_url
from pressmark.vocabulary import Vocabulary

State = Literal["found", "hidden", "unknown"]


@dataclass(frozen=True, slots=True)
class Known:
    """What may be referred to: the registry's things, `articles` that have a page (former ids lead to the present
    one), and the `hidden` ids that no page may name."""

    registry: Registry
    articles: Mapping[str, str]
    hidden: frozenset[str]

    def leads_to(self, text: str) -> tuple[str, State]:
        """The id of what bears the id or name: an entity, article, topic, story, outlet or author; else the text."""
        registry = self.registry
        id_ = registry.entity_of_id(text) or self.articles.get(text, "")
        if not id_ and text in self.hidden:
            return text, "hidden"
        id_ = id_ or registry.topic_for(text) or registry.story_for(text) or registry.outlet_for(text)
        id_ = id_ or registry.author_for(text) or registry.entity_named(text)
        return (id_, "found") if id_ else (text, "unknown")


def known_things(
    registry: Registry, shown: Iterable[Article], articles: Iterable[Article], vocabulary: Vocabulary
) -> Known:
    """What an archive's notes and heads may refer to; `shown` are the articles, also withdrawn ones, with a page."""
    shown = tuple(shown)
    places = {old: a.id for a in shown for old in a.formerly} | {a.id: a.id for a in shown}
    hidden = {id_ for a in articles for id_ in (a.id, *a.formerly)} - places.keys()
    hidden |= {id_ for e in vocabulary.entities if e.status == "ignored" for id_ in (e.id, *e.formerly)}
    return Known(registry, MappingProxyType(places), frozenset(hidden))


def note_references(notes: tuple[Note, ...], known: Known) -> tuple[tuple[Note, ...], Problems]:
    """The notes with ids for whatever they name. A speaker or entity that nothing bears counts as not given, so that
    the machine's own finding stays; a link to nothing is left out. Both are reported."""
    found: list[Note] = []
    problems: list[Problem] = []
    for note in notes:
        found.append(
            replace(
                note,
                speaker=_entity(note, "speaker", known, problems),
                entity=_entity(note, "entity", known, problems),
                links=_list(note, "links", known, problems),
                evidence=_list(note, "evidence", known, problems),
            )
        )
    return tuple(found), in_order(problems)


def _entity(note: Note, key: str, known: Known, problems: list[Problem]) -> str:
    text: str = getattr(note, key)
    if text in ("", "none"):
        return text
    registry = known.registry
    id_ = registry.entity_of_id(text)
    if not id_ and text not in known.hidden:
        id_ = (registry.entity_for(text, "person") if key == "speaker" else "") or registry.entity_named(text)
    if not id_:
        message = f'the note "{note.id}" names "{text}" as its {key}, and no entity bears that id or name'
        near = close_to(text, sorted(registry.names))
        problems.append(_no_such(note, message, f"{near}Write an entity's id or full name, or none."))
    return id_


def _list(note: Note, key: str, known: Known, problems: list[Problem]) -> tuple[str, ...]:
    kept: list[str] = []
    for text in getattr(note, key):
        id_, state = known.leads_to(text)
        if state == "hidden":
            problems.append(_hidden(note.path, f'the note "{note.id}"', text, note.line))
            continue
        if state == "unknown" and not safe_url(text) and (is_id(text) or key == "links"):
            message = f'the note "{note.id}" leads to "{text}", which nothing here bears'
            problems.append(_no_such(note, message, "correct the id, or write a whole web address"))
            if is_id(text):
                continue
        kept.append(id_)
    return tuple(dict.fromkeys(kept))


def _no_such(note: Note, message: str, hint: str) -> Problem:
    return warning(note.path, "no-such-id", message, hint, line=note.line)


def _hidden(path: str, what: str, id_: str, line: int = 0) -> Problem:
    message = f'{what} leads to "{id_}", which is on no page; the link is left out'
    return warning(path, "not-shown", message, "delete it, or publish what it leads to", line=line)


def with_origin(article: Article, known: Known) -> tuple[Article, Problems]:
    """The article with what it was republished from as the id of an article or outlet, or a plain name."""
    text = article.republished_from
    if not text:
        return article, ()
    id_ = known.articles.get(text, "")
    if not id_ and text in known.hidden:
        return replace(article, republished_from=None), (_hidden(article.path, '"republished_from"', text),)
    if id_ == article.id:
        message = f'"republished_from" names the article itself, "{text}"'
        problem = warning(article.path, "copy-of-itself", message, "name the article or outlet that it was copied from")
        return replace(article, republished_from=None), (problem,)
    id_ = id_ or known.registry.outlet_for(text)
    if not id_ and is_id(text) and "-" in text:
        message = f'"republished_from" names "{text}", which is no outlet or article here'
        problem = warning(article.path, "no-such-id", message, "correct the id, or write the outlet's name")
        return replace(article, republished_from=None), (problem,)
    return replace(article, republished_from=id_ or text), ()
