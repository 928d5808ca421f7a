"""INGEST: which block of an HTML page is its headline, and what its markup says the headline is.

A linear score over named traits of each line that could be it: how it is marked up, where it stands, and how many of
the page's own statements (meta tags, JSON-LD, the title element) say the same. Its weights were fitted to public
collections of pages with a known title by bench/train_titles.py; no trait names a site.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from pressmark.capture import Fact
from pressmark.captures.elements import BESIDE_HEADLINE
from pressmark.captures.table_rows import is_row
from pressmark.segment.heads import bare_title, first_text, like, names_only
from pressmark.segment.traits import Look
from pressmark.text import folded

TITLE_WEIGHTS: dict[str, float] = json.loads(
    resources.files("pressmark.segment").joinpath("page_titles.json").read_text("utf-8")
)
_BETWEEN = re.compile(r"\s+[|–—•·»«›/:~-]+\s+|\s*[|»«•›]\s*|(?<=\w):\s+|\s*::\s*")
_WORD = re.compile(r"\w+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAMED = re.compile(r"(?:^|[-_:])(?:head(?:line)?|title|titel|titulo|titre|ueberschrift|name)(?:$|[-_])", re.I)
_ENTRY = re.compile(r"entry|post|article|story|artikel|beitrag|page|news", re.I)
_OPENING = "\"'“„«»‘‚([#@¿¡"
_LONGEST = 45  # words
_LONGEST_KICKER = 7  # words
_NEAR = 40  # how many blocks before the text may hold the headline though no markup says so
_SIZES = (2, 3, 4, 5, 7, 10, 14, 19, 26)
_DISTANCES = (0, 1, 2, 3, 5, 8, 14, 30)
_SOURCES = ("og:title", "twitter:title", "headline", "name", "title element", "title")


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of a page's title: what says it, all of it, and its parts between the marks that sites set."""

    source: str
    whole: str
    parts: frozenset[str]


def bare(text: str) -> str:
    """The words of a text without marks: what two settings of one title share."""
    return " ".join(_WORD.findall(folded(text)))


def statements(facts: tuple[Fact, ...]) -> tuple[Stated, ...]:
    """What the facts of a page say its title is, each source once."""
    found: dict[str, Stated] = {}
    for fact in facts:
        if fact.field == "title":
            name = fact.where.split(",")[0].removeprefix("meta ").removeprefix("JSON-LD ")
            source = name if name in _SOURCES else "title"
            found.setdefault(source, Stated(source, bare(fact.value), frozenset(map(bare, parts_of(fact.value)))))
    return tuple(found.values())


def parts_of(title: str) -> Iterator[str]:
    """The beginnings and ends of a title at the marks that sites set between it and their names."""
    for mark in _BETWEEN.finditer(title[:400]):
        yield title[: mark.start()].strip()
        yield title[mark.end() :].strip()


def stated_title(facts: tuple[Fact, ...]) -> tuple[str, Fact] | None:
    """The title that a page's markup states, without the site's name, and the fact that states it; None without one."""
    told = [fact for fact in facts if fact.field == "title" and bare(fact.value)]
    outlets = {bare(fact.value) for fact in facts if fact.field == "outlet"}
    for fact in told:
        # What stands before or after a site's name in another statement is free of it.
        own = bare(fact.value)
        if own not in outlets and any(own in map(bare, parts_of(other.value)) for other in told):
            return fact.value, fact
    for fact in told:
        title = _without_site(fact.value, outlets)
        if title and bare(title) not in outlets:
            return title, fact
    return None


def _without_site(title: str, outlets: set[str]) -> str:
    parts = [part for part in parts_of(title) if bare(part)]
    for name in parts:
        if bare(name) in outlets:
            rest = [part for part in parts if f"{bare(part)} {bare(name)}" == bare(title)]
            rest += [part for part in parts if f"{bare(name)} {bare(part)}" == bare(title)]
            if rest:
                return rest[0]
    clear = re.split(r"\s*[|»«•]\s*", title)
    return clear[0].strip() if len(clear) > 1 and bare(clear[0]) else bare_title(title)


def without_kicker(text: str, facts: tuple[Fact, ...]) -> str:
    """A printed headline without the words set before it, where the page states the title without them."""
    own = bare(text)
    for one in statements(facts):
        if one.source == "title element":
            continue
        words = len(one.whole.split())
        before = len(own.split()) - words
        if words >= 3 and 1 <= before <= _LONGEST_KICKER and own.endswith(f" {one.whole}"):
            return _last_words(text, words)
    return text


def _last_words(text: str, number: int) -> str:
    """The end of a text that holds so many words, with the quotation mark before them."""
    starts = [match.start() for match in _WORD.finditer(text)]
    cut = starts[-number] if number <= len(starts) else 0
    return text[cut - 1 if cut and text[cut - 1] in _OPENING else cut :]


def page_headline(
    looks: list[Look], chances: list[float], facts: tuple[Fact, ...], taken: frozenset[int],
    weights: dict[str, float] = TITLE_WEIGHTS,
) -> int | None:  # fmt: skip
    """The number of the block that is the page's headline; None when it shows none."""
    best, most = None, 0.0
    page = _Page(looks, chances, facts)
    for i, names in page.lines(taken):
        score = weights.get("always", 0.0) + sum(weights.get(name, 0.0) for name in names)
        if score > most:
            best, most = i, score
    return page.cell_above_text(taken) if best is None else best


def title_traits(
    looks: list[Look], chances: list[float], facts: tuple[Fact, ...], taken: frozenset[int]
) -> list[tuple[int, list[str]]]:
    """The blocks that could be the headline, each with its named traits."""
    return _Page(looks, chances, facts).lines(taken)


class _Page:
    """What the traits of all lines of a page rest on."""

    def __init__(self, looks: list[Look], chances: list[float], facts: tuple[Fact, ...]) -> None:
        self.looks = looks
        self.chances = chances
        self.begin = first_text(looks, chances)
        self.stated = statements(facts)
        self.outlets = {bare(fact.value) for fact in facts if fact.field == "outlet"}
        self.bares = [bare(it.text) if it.words <= _LONGEST else "" for it in looks]
        self.repeats = Counter(self.bares)
        self.told = {one.whole for one in self.stated} | {part for one in self.stated for part in one.parts}
        first = [i for i, it in enumerate(looks) if _level(it) == 1]
        self.tops = len({self.bares[i] for i in first})
        self.first_top = first[0] if first else -1
        self.first_in_level: dict[int, int] = {}
        for i, it in enumerate(looks):
            self.first_in_level.setdefault(_level(it), i)
        text = " ".join(it.folded for i, it in enumerate(looks) if chances[i] >= 0.5 and it.prose)
        self.words = frozenset(_content(text[:12_000]))

    def lines(self, taken: frozenset[int]) -> list[tuple[int, list[str]]]:
        """The blocks that could be the headline, each with its named traits."""
        return [(i, self.traits(i)) for i in range(len(self.looks)) if i not in taken and self.possible(i)]

    def cell_above_text(self, taken: frozenset[int]) -> int | None:
        """The first cell like a headline just above the text of a page that is laid out by tables and states nothing
        that its text is about."""
        if any(word in self.words for one in self.stated for word in _content(one.whole)):
            return None
        for i in range(max(0, self.begin - 3), min(self.begin, len(self.looks))):
            it = self.looks[i]
            words = _content(it.folded)
            about = sum(word in self.words for word in words)
            cell = it.block.shape == "table" and i not in taken and self.possible(i) and it.links < 0.5
            if cell and 4 <= it.words <= 20 and it.text[-1] not in ".:," and about >= 2 and 2 * about >= len(words):
                return i
        return None

    def possible(self, i: int) -> bool:
        it = self.looks[i]
        if it.words > _LONGEST or not self.bares[i] or it.block.shape == "image" or is_row(it.block):
            return False
        if _level(it) and (_level(it) == 1 or i <= self.begin + 2):
            return True
        if self.bares[i] in self.told:
            return True
        return self.begin - _NEAR <= i <= self.begin and it.words >= 3 and it.byline is None and not it.dated

    def traits(self, i: int) -> list[str]:
        it = self.looks[i]
        level = _level(it)
        # The cell of a table that lays out the page is a line like any other.
        shape = "paragraph" if it.block.shape == "table" else it.block.shape
        found = [f"level{level}", f"words{sum(it.words >= edge for edge in _SIZES)}", shape]
        distance = self.begin - i
        place = "at text" if distance == 0 else "in text" if distance < 0 else (
            f"before{sum(distance > edge for edge in _DISTANCES)}"
        )  # fmt: skip
        found += [place, f"{'head' if level else 'line'} {place}", f"links{int(it.links * 2.99)}"]
        if level == 1:
            found.append(f"tops{min(3, self.tops)}")
            found.append("first-top" if i == self.first_top else "later-top")
        elif level:
            found.append(f"tops{min(1, self.tops)} level{level}")
            found.append("first-of-level" if self.first_in_level[level] == i else "later-of-level")
        found += self._of_statements(i, level)
        found += self._of_markup(it)
        content = _content(it.folded)
        share = sum(word in self.words for word in content) / len(content) if content else -0.1
        found.append(f"shared{int(share * 3.99)}")
        found += [f"is-{name}" for name, holds in self._signs(i, it).items() if holds]
        found += self._neighbours(i)
        return found

    def _of_statements(self, i: int, level: int) -> list[str]:
        """What the page's own statements have to do with the line."""
        own = self.bares[i]
        found: list[str] = []
        says = 0
        for one in self.stated:
            how = (
                "same" if one.whole == own else "part" if own in one.parts
                else "like" if len(own.split()) > 2 and like(own, one.whole)
                else "held" if len(own.split()) > 2 and f" {own} " in f" {one.whole} "
                else "holds" if len(one.whole.split()) > 2 and f" {one.whole} " in f" {own} " else ""
            )  # fmt: skip
            says += how in ("same", "part")
            if how:
                found += [f"{one.source} {how}", f"stated {how}"]
        found = list(dict.fromkeys(found))
        kind = "top" if level == 1 else "head" if level else "line"
        found += [f"says{min(4, says)}", f"{kind} says{min(2, says)}"]
        if not self.stated:
            found.append(f"{kind} nothing-stated")
        if own in self.outlets:
            found.append("outlet")
        return found

    def _of_markup(self, it: Look) -> list[str]:
        traits = it.block.traits
        found = [f"part-{part}" for part in it.parts]
        found += [f"in-{name}" for name in ("header", "nav", "aside", "footer", "article", "main", "form", "li", "h1")
                  if name in traits]  # fmt: skip
        inner = " ".join(trait for trait in traits[-4:] if ":" in trait)
        if _NAMED.search(inner):
            found.append("named-title")
            if _ENTRY.search(inner):
                found.append("named-entry-title")
        if any(trait.startswith("itemprop:") and trait[9:] in ("headline", "name") for trait in traits[-3:]):
            found.append("itemprop")
        if any(BESIDE_HEADLINE.search(trait) for trait in traits[-3:]):
            found.append("beside-headline")
        if "rel:bookmark" in traits:
            found.append("bookmark")
        return found

    def _signs(self, i: int, it: Look) -> dict[str, bool]:
        return {
            "repeated": self.repeats[self.bares[i]] > 1,
            "furniture": it.furniture is not None,
            "picture": it.picture is not None,
            "date": it.date is not None,
            "dated": it.dated,
            "by": it.byline is not None,
            "names": names_only(it.text),
            "sentence": it.sentence,
            "prose": it.prose,
            "running": self.chances[i] >= 0.5,
            "signs": any(c in it.text for c in "|•»©@/→"),
            "shouted": it.text.isupper(),
            "colon-end": it.text[-1] in ":,",
        }

    def _neighbours(self, i: int) -> list[str]:
        looks = self.looks
        found = [f"{step:+d} {self._kind(i + step)}" for step in (-2, -1, 1, 2, 3)]
        after, before = looks[i + 1 : i + 6], looks[max(0, i - 4) : i]
        if any(b.dated or b.byline is not None for b in after):
            found.append("then-byline")
        if any(b.byline or b.date for b in before):
            found.append("byline-before")
        if any(self.chances[j] >= 0.5 and looks[j].prose for j in range(i + 1, min(i + 4, len(looks)))):
            found.append("then-text")
        if any(_level(b) == 1 for b in after[:3]):
            found.append("then-top")
        if any(_level(b) == 1 for b in before[-3:]):
            found.append("top-before")
        return found

    def _kind(self, i: int) -> str:
        if not 0 <= i < len(self.looks):
            return "edge"
        it = self.looks[i]
        if it.dated or it.byline is not None:
            return "byline"
        if it.picture or it.block.shape == "image":
            return "picture"
        if it.furniture:
            return it.furniture[0]
        return f"head{min(3, _level(it))}" if _level(it) else "prose" if it.prose else it.block.shape


def _level(it: Look) -> int:
    return it.block.level if it.block.shape == "heading" else 0


def _content(text: str) -> list[str]:
    """The words of a folded text that say something: longer ones; single letters of scripts without spaces."""
    return [*(word for word in _WORD.findall(text) if len(word) > 3 and not _WIDE.search(word)), *_WIDE.findall(text)]
