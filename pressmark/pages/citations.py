"""How to cite an article: one plain line, and BibTeX."""

from __future__ import annotations

import re

from pressmark.article import Article
from pressmark.config import Config
from pressmark.pages.days import day

_SPECIAL = re.compile(r"([&%$#_{}])")


def plain_citation(article: Article, outlet: str, config: Config) -> str:
    """Authors, headline, outlet, date, address, and this archive with the article's id; what is unknown is said."""
    who = ", ".join(article.authors) + ". " if article.authors else ""
    title = f"“{article.title}.” " if article.title else "[No headline in the capture.] "
    where = f"{outlet}, " if outlet else "Outlet unknown, "
    address = f" {article.url}." if article.url else ""
    return f"{who}{title}{where}{day(article.date).long}.{address} In: {config.title}, {article.id}."


def _braced(text: str) -> str:
    clean = text.replace("\\", " ").replace("~", " ").replace("^", " ")
    return "{" + _SPECIAL.sub(r"\\\1", clean) + "}"


def bibtex(article: Article, outlet: str, config: Config) -> str:
    """The article as a BibTeX @article; unknown values are left out."""
    fields = [
        ("title", article.title or "[No headline in the capture]"),
        ("author", " and ".join(article.authors or ())),
        ("journal", outlet),
        ("date", article.date.text if article.date.known else ""),
        ("url", article.url or ""),
        ("note", f"{config.title}, {article.id}"),
    ]
    lines = "".join(f"  {name} = {_braced(value)},\n" for name, value in fields if value)
    return f"@article{{{article.id},\n{lines}}}"
