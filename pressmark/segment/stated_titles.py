"""INGEST: whether a page's markup states another title than the headline it prints, and which of the two to take.

A publisher may print one headline for search engines and state another as the article's title, or the other way round;
of most pairs neither is wrong. The printed one is taken but where a statement bears one of the signs below. Each sign
held on more sites than it failed on among the pages that bench/train_titles.py reads; the others that were tried there
(titles for sharing that differ from all else, titles without a kicker, other words in the title element) did not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmark.capture import Fact
from pressmark.captures.facts import STATED_KIND
from pressmark.segment.page_titles import bare, parts_of
from pressmark.text import squeezed

_LIVE = "LiveBlogPosting"
_SHORTEST = 3  # words; a shorter statement may be a section's name or a slogan
_LONGEST_KICKER = 8  # words more than the printed headline
_OF_THE_TEXT = 1 / 3  # of a title's longer words stand in the article; a slogan's do not
_DOMAIN = re.compile(r" (?:com|org|net|co uk|[a-z]{2})$")
_LONG = 3  # letters; longer words say something


@dataclass(frozen=True, slots=True)
class _Title:
    """One statement of the title: as it reads without the outlet's name, its bare words, and the fact that makes it."""

    text: str
    bare: str
    fact: Fact


def stated_instead(
    printed: str, beside: tuple[str, str], body: str, facts: tuple[Fact, ...]
) -> tuple[str, Fact] | None:
    """The title that a page states and is to be taken in place of the printed one, with its fact; None for none.

    `beside` are the texts of the headings right before and after the printed headline, "" for none.
    """
    told = _by_source(facts)
    own = bare(printed)
    article, shared, posted = (told.get(name) for name in ("JSON-LD headline", "og:title", "twitter:title"))
    for one in (article, shared):
        if one and own and one.bare != own and _joined(printed, beside, one):
            return one.text, one.fact
    if not own or not shared or (shared.bare == own and (not article or article.bare == own)):
        return None
    if not article or article.bare == own:
        if any(fact.field == STATED_KIND and fact.value == _LIVE for fact in facts) and not _within(own, shared.bare):
            return shared.text, shared.fact  # a live page prints what is new and shares what it is about
        if article and posted and posted.bare == shared.bare and _trimmed(own, shared.bare, told.get("title element")):
            return shared.text, shared.fact
        return None
    if article.bare == shared.bare:
        fuller = _within(own, article.bare) and len(article.bare.split()) - len(own.split()) <= _LONGEST_KICKER
        return (article.text, article.fact) if fuller else None
    apart = not _within(own, article.bare) and not _within(article.bare, own)
    return (article.text, article.fact) if apart and _is_of(article.bare, body) else None


def _by_source(facts: tuple[Fact, ...]) -> dict[str, _Title]:
    outlets = {bare(fact.value) for fact in facts if fact.field == "outlet"}
    outlets |= {_DOMAIN.sub("", name) for name in outlets}
    found: dict[str, _Title] = {}
    for fact in facts:
        if fact.field == "title":
            source = fact.where.split(",")[0].removeprefix("meta ")
            text = _without_outlet(squeezed(fact.value), outlets)
            if bare(text) and bare(text) not in outlets:
                found.setdefault(source, _Title(text, bare(text), fact))
    return found


def _without_outlet(title: str, outlets: set[str]) -> str:
    parts = list(parts_of(title))
    for before, after in zip(parts[::2], parts[1::2], strict=True):
        if bare(after) in outlets and bare(before):
            return before
        if bare(before) in outlets and bare(after):
            return after
    return title


def _joined(printed: str, beside: tuple[str, str], one: _Title) -> bool:
    """Whether the page prints the stated title in two headings, of which one was taken."""
    before, after = beside
    if printed.startswith(":"):
        return one.bare == f"{bare(before)} {bare(printed)}"
    if printed.endswith(":"):
        return one.bare.startswith(f"{bare(printed)} ")
    return after.startswith(":") and one.bare == f"{bare(printed)} {bare(after)}"


def _trimmed(own: str, shared: str, browser: _Title | None) -> bool:
    """Whether the printed headline, which the title element states too, goes on where two others end."""
    goes_on = own.startswith(f"{shared} ") and len(shared.split()) > _SHORTEST
    return goes_on and browser is not None and browser.bare.startswith(own)


def _within(inner: str, outer: str) -> bool:
    return f" {inner} " in f" {outer} "


def _is_of(title: str, body: str) -> bool:
    """Whether a title is the text's: enough of its longer words stand there."""
    words = [word for word in title.split() if len(word) > _LONG]
    held = set(bare(body).split())
    return len(title.split()) >= _SHORTEST and sum(word in held for word in words) > _OF_THE_TEXT * len(words)
