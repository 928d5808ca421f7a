"""Links as values: where a page's link leads, relative to that page, and the words it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pressmark.archive import Archive, Record
from pressmark.article import Article
from pressmark.config import Config
from pressmark.pages.rights import shown
from pressmark.urls import page_path, relative, safe_url
from pressmark.vocabulary import Entity

FIRST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Ref:
    """A link: `href` is relative to the page that bears it, "" when there is nothing to lead to. `kind` is the kind of
    thing, "web" where the link leads out of the site, `id` its id; `suggested`: nobody has written a file for it.
    `lang` is the language of the words where it is not that of the pages."""

    href: str
    text: str
    kind: str = ""
    id: str = ""
    suggested: bool = False
    lang: str = ""


@lru_cache(maxsize=1 << 14)
def _ref(folder: str, kind: str, id_: str, text: str, suggested: bool, lang: str = "") -> Ref:
    """The link to a thing's page from the pages of a folder: they nearly all have many that others have, too."""
    return Ref(relative(folder, page_path(kind, id_)), text, kind, id_, suggested, lang)


def _to(here: str, kind: str, id_: str, text: str, suggested: bool, lang: str = "") -> Ref:
    return _ref(here[: here.rfind("/") + 1], kind, id_, text, suggested, lang)


def entity_ref(here: str, entity: Entity, text: str = "") -> Ref:
    return _to(here, entity.kind, entity.id, text or entity.name, entity.suggested)


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
    return _to(here, "topic", id_, topic.name, topic.suggested)


def story_ref(here: str, archive: Archive, id_: str) -> Ref:
    story = archive.story_of[id_]
    return _to(here, "story", id_, story.title, story.suggested)


def outlet_ref(here: str, archive: Archive, id_: str) -> Ref | None:
    """The outlet's link, None when the outlet is not known."""
    outlet = archive.outlet_of.get(id_)
    if outlet is None:
        return None
    return _to(here, "outlet", id_, outlet.name, outlet.suggested)


def author_ref(here: str, archive: Archive, id_: str) -> Ref:
    author = archive.author_of[id_]
    return _to(here, "author", id_, author.name, author.suggested)


def first_words(article: Article, config: Config) -> str:
    """The first words of the text, with an ellipsis; "" when there is no text or it may not be shown."""
    if shown(article, config) == "metadata":
        return ""
    words = article.text[: 40 * FIRST_WORDS].split()  # of a long text no more than it takes
    if len(words) <= FIRST_WORDS + 1:  # the last may be cut
        words = article.text.split()
    return " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")


def foreign(article: Article, config: Config) -> str:
    """The article's language if it is known and not that of the pages; "en-GB" is no other than "en"."""
    language = article.language or ""
    return "" if language.lower().split("-")[0] == config.language.lower().split("-")[0] else language


def article_ref(here: str, config: Config, article: Article, fragment: str = "") -> Ref:
    """The article's link under its headline, or under its first words when the capture has no headline."""
    name = article.title or first_words(article, config)
    lang = foreign(article, config) if name else ""
    if not fragment:
        return _to(here, "article", article.id, name or article.id, suggested=False, lang=lang)
    target = relative(here, f"{page_path('article', article.id)}#{fragment}")
    return Ref(target, name or article.id, "article", article.id, lang=lang)


def thing_ref(here: str, archive: Archive, id_: str) -> Ref:
    """Whatever bears the id, also a withdrawn article; a web address as a link to it, other words as they are."""
    if id_ in archive.entity_of:
        return entity_ref(here, archive.entity_of[id_])
    if id_ in archive.record_of:
        return article_ref(here, archive.config, archive.record_of[id_].article)
    gone = next((article for article in archive.withdrawn if article.id == id_), None)
    if gone is not None:
        return Ref(relative(here, page_path("article", id_)), gone.title or id_, "article", id_)
    if id_ in archive.topic_of:
        return topic_ref(here, archive, id_)
    if id_ in archive.story_of:
        return story_ref(here, archive, id_)
    if id_ in archive.author_of and id_ not in archive.outlet_of:
        return author_ref(here, archive, id_)
    return outlet_ref(here, archive, id_) or Ref(safe_url(id_), id_, "web" if safe_url(id_) else "")


def versions_ref(here: str, record: Record) -> Ref | None:
    """The link to what changed between an article's captures; None when there is one capture."""
    number = len(record.versions) + 1
    target = page_path("version", record.article.id)
    return Ref(relative(here, target), f"{number} captures compared") if number > 1 else None
