"""INGEST: a further capture of an article written into its head, and nothing else there changed by a character."""

from __future__ import annotations

from pressmark.proposal.editing import ArticleText


def with_version(article_text: str, source: str) -> str | None:
    """The article's text with the path at the end of its `versions`; None where that cannot be done safely."""
    text = ArticleText(article_text)
    held = text.held("versions")
    if text.headed is None or not isinstance(held, tuple):
        return None
    if source in held:
        return article_text
    return text.text() if text.put("versions", (*held, source)) else None
