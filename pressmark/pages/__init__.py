"""BUILD: the page types. Each takes the Archive and gives its pages, contexts and all; nothing is rendered here.

A new page type is one file, one entry in BUILDERS and a template in templates/pages/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pressmark.archive import Archive
from pressmark.page import Page
from pressmark.pages.article import article_pages
from pressmark.pages.entity import entity_pages
from pressmark.pages.home import home_pages

Builder = Callable[[Archive], Iterator[Page]]

BUILDERS: tuple[Builder, ...] = (
    home_pages,
    article_pages,
    entity_pages,
)


def all_pages(archive: Archive) -> tuple[Page, ...]:
    """Every page of the site, in the order of their paths."""
    return tuple(sorted((page for builder in BUILDERS for page in builder(archive)), key=lambda page: page.path))
