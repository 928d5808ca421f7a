"""INGEST: a further capture of an article written into its head, and nothing else there changed by a character."""

from __future__ import annotations

from pressmark.nodes import Mapping
from pressmark.proposal.editing import ArticleText
from pressmark.proposal.following import waiting_id


def with_version(article_text: str, source: str) -> str | None:
    """The article's text with the path at the end of its `versions`; None where that cannot be done safely."""
    text = ArticleText(article_text)
    held = text.held("versions")
    if text.headed is None or not isinstance(held, tuple):
        return None
    if source in held:
        return article_text
    return text.text() if text.put("versions", (*held, source)) else None


def decided_versions(article_text: str, known: frozenset[str]) -> bool:
    """Whether which captures belong to the article is a person's word: they reviewed or confirmed it, or listed one
    that ingest did not (`known` are those that it read as further captures)."""
    text = ArticleText(article_text)
    held, confirmed = text.held("versions"), text.nodes().get("confirmed")
    vouched = isinstance(confirmed, Mapping) and any(key.text == "versions" for key, _ in confirmed.entries)
    listed = set(held) if isinstance(held, tuple) else set()
    return vouched or text.held("status") == "reviewed" or not listed <= known


def version_id(sha256: str, source: str) -> str:
    """The name under which a capture waits to be listed: an article that refused it does not have it."""
    _, number, record = source.rpartition("#")
    return waiting_id("version", sha256, record if number and record.isdigit() else "")


def refuses(article_text: str, id_: str) -> bool:
    """Whether somebody refused what waited under that name in this article."""
    held = ArticleText(article_text).held("refused")
    return isinstance(held, tuple) and id_ in held
