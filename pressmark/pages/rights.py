"""How much of an article's text its pages may show."""

from __future__ import annotations

from pressmark.article import Article
from pressmark.config import Config
from pressmark.markup import Block

EXCERPT_WORDS = 75


def shown(article: Article, config: Config) -> str:
    """ "full", "excerpt" or "metadata": the article's own word, else the archive's."""
    return (article.rights.show if article.rights else None) or config.rights_show


def statement(article: Article, config: Config) -> str:
    own = article.rights.statement if article.rights else ""
    return own or config.rights_statement


def shown_blocks(article: Article, config: Config) -> tuple[Block, ...]:
    """The blocks that may be shown: all, those at the beginning (never less than one, then up to 75 words), or none."""
    how = shown(article, config)
    if how != "excerpt":
        return article.blocks if how == "full" else ()
    kept: list[Block] = []
    count = 0
    for block in (b for b in article.blocks if b.role == "body"):
        count += len(block.text.split())
        if kept and count > EXCERPT_WORDS:
            break
        kept.append(block)
    return tuple(kept)


def shown_ids(article: Article, config: Config) -> frozenset[str]:
    """The paragraph ids that the article's page has: what a link may lead to."""
    return frozenset(block.id for block in shown_blocks(article, config))
