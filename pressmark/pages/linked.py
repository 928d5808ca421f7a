"""Metadata of an article for machines: schema.org JSON, Dublin Core, Open Graph and citation tags."""

from __future__ import annotations

from markupsafe import Markup

from pressmark.article import Article
from pressmark.config import Config
from pressmark.dates import Date
from pressmark.json_text import indented
from pressmark.pages.heads import Tag
from pressmark.urls import safe_url
from pressmark.vocabulary import Entity

_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
    "work": "CreativeWork",
}
Json = dict[str, object]


def script_json(value: Json) -> Markup:
    """The value as JSON that no parser of HTML can mistake for the end of its script element."""
    text = indented(value, sort_keys=True)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)


def _iso(date: Date) -> str:
    text = date.text
    return (
        text
        if date.known and text.replace("-", "").replace(":", "").replace("T", "").replace("Z", "").isdigit()
        else ""
    )


def entity_data(entity: Entity) -> Json:
    found: Json = {"@type": _TYPES[entity.kind], "name": entity.name}
    if entity.aliases:
        found["alternateName"] = list(entity.aliases)
    wikidata = dict(entity.same_as).get("wikidata")
    if wikidata:
        found["sameAs"] = f"https://www.wikidata.org/wiki/{wikidata}"
    return found


def article_data(article: Article, outlet: str, entities: tuple[Entity, ...], config: Config) -> Markup:
    """The article as a schema.org NewsArticle; what is unknown is left out."""
    values: Json = {
        "headline": article.title or "",
        "alternativeHeadline": article.subtitle or "",
        "author": [{"@type": "Person", "name": name} for name in article.authors or ()],
        "publisher": {"@type": "Organization", "name": outlet} if outlet else "",
        "datePublished": _iso(article.date),
        "dateModified": _iso(article.updated),
        "dateline": article.dateline or "",
        "articleSection": article.section or "",
        "inLanguage": article.language or "",
        "isBasedOn": safe_url(article.url or ""),
        "archivedAt": safe_url(article.archived_url or ""),
        "mentions": [entity_data(entity) for entity in entities],
        "isPartOf": {"@type": "Collection", "name": config.title},
        "identifier": article.id,
    }
    kept: Json = {key: value for key, value in values.items() if value}
    return script_json({"@context": "https://schema.org", "@type": "NewsArticle", **kept})


def article_tags(article: Article, outlet: str, description: str, config: Config) -> tuple[Tag, ...]:
    """Dublin Core, Open Graph and citation tags, in that order; what is unknown is left out."""
    title, date = article.title or "", _iso(article.date)
    authors = article.authors or ()
    pairs = [
        ("name", "DC.title", title),
        *(("name", "DC.creator", author) for author in authors),
        ("name", "DC.publisher", outlet),
        ("name", "DC.date", article.date.text if article.date.known else ""),
        ("name", "DC.language", article.language or ""),
        ("name", "DC.identifier", article.id),
        ("name", "DC.source", safe_url(article.url or "")),
        ("name", "DC.type", "Text"),
        ("property", "og:type", "article"),
        ("property", "og:title", title),
        ("property", "og:description", description),
        ("property", "og:site_name", config.title),
        ("property", "article:published_time", date),
        ("name", "citation_title", title),
        *(("name", "citation_author", author) for author in authors),
        ("name", "citation_journal_title", outlet),
        ("name", "citation_publication_date", date.replace("-", "/")),
        ("name", "citation_language", article.language or ""),
    ]
    return tuple(Tag(*pair) for pair in pairs if pair[2])
