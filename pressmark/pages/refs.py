"""Links as values: where a page's link leads, relative to that page, and the words it shows."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.article import Article
from pressmark.config import Config
from pressmark.pages.rights import shown
from pressmark.urls import page_path, relative
from pressmark.vocabulary import Entity

FIRST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Ref:
    """A link: `href` is relative to the page that bears it, "" when there is nothing to lead to. `kind` is the kind of
    thing, `id` its id; `suggested`: nobody has written a file for it yet."""

    href: str
    text: str
    kind: str = ""
    id: str = ""
    suggested: bool = False


def entity_ref(here: str, entity: Entity, text: str = "") -> Ref:
    target = relative(here, page_path(entity.kind, entity.id))
    return Ref(target, text or entity.name, entity.kind, entity.id, entity.suggested)


def named_ref(here: str, archive: Archive, name: str | None) -> Ref | None:
    """The entity with that id, or the plain name; None when there is no name."""
    if not name:
        return None
    entity = archive.entity_of.get(name)
    return entity_ref(here, entity) if entity else Ref("", name)


def topic_ref(here: str, archive: Archive, id_: str) -> Ref:
    topic = archive.topic_of.get(id_)
    if topic is None:
        return Ref("", id_)
    return Ref(relative(here, page_path("topic", id_)), topic.name, "topic", id_, topic.suggested)


def story_ref(here: str, archive: Archive, id_: str) -> Ref:
    story = archive.story_of[id_]
    return Ref(relative(here, page_path("story", id_)), story.title, "story", id_, story.suggested)


def outlet_ref(here: str, archive: Archive, id_: str) -> Ref | None:
    """The outlet's link, None when the outlet is not known."""
    outlet = archive.outlet_of.get(id_)
    if outlet is None:
        return None
    return Ref(relative(here, page_path("outlet", id_)), outlet.name, "outlet", id_, outlet.suggested)


def author_ref(here: str, archive: Archive, id_: str) -> Ref:
    author = archive.author_of[id_]
    return Ref(relative(here, page_path("author", id_)), author.name, "author", id_, author.suggested)


def first_words(article: Article, config: Config) -> str:
    """The first words of the text, with an ellipsis; "" when there is no text or it may not be shown."""
    words = article.text.split() if shown(article, config) != "metadata" else []
    return " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")


def article_ref(here: str, config: Config, article: Article, fragment: str = "") -> Ref:
    """The article's link under its headline, or under its first words when the capture has no headline."""
    target = page_path("article", article.id) + (f"#{fragment}" if fragment else "")
    name = article.title or first_words(article, config) or article.id
    return Ref(relative(here, target), name, "article", article.id)
