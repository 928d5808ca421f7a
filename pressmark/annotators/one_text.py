"""BUILD, annotators: one text that stands in several articles, and which of them the others have it from.

A wire story that thirty outlets print is one cluster, never pairs of pairs. Whose text it is, is said only where
somebody's file says it, a copy credits the outlet, or all dates tell it; two clues that disagree tell nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pressmark.annotation import Copy, HowCopied, OneText, Passage
from pressmark.dates import Date, later
from pressmark.labels import OutletHint
from pressmark.proposal.kinship import Told, agency_credit, bears_agency, credit
from pressmark.text import folded

NEARLY = 0.6  # of the longer text's words, in common, make two articles one text
_Named = Sequence[tuple[OutletHint, Sequence[str]]]  # outlets, each with its names as they are looked for
LEAST_WORDS = 40  # in common: a notice of a few lines is nobody's copy


@dataclass(frozen=True, slots=True)
class Printed:
    """What the join needs of an article: its outlet's id, the names in its byline, its date, how many words it has,
    and what a file says it was taken from."""

    id: str
    outlet: str
    names: tuple[str, ...]
    when: Date
    words: int
    republished_from: str = ""


def one_texts(
    articles: Sequence[Printed],
    passages: Mapping[str, Sequence[Passage]],
    outlets: Sequence[OutletHint],
    credits: Callable[[str], tuple[str, ...]],
) -> dict[str, OneText]:
    """The articles whose text others have too, each with its cluster.

    `articles` are in the order in which a cluster lists them; `passages` are those of each, its own side first;
    `credits` gives the words of an article in which somebody may be credited.
    """
    by_id = {article.id: article for article in articles}
    named = [
        (outlet, [folded(name).removeprefix("the ") for name in (outlet.name, *outlet.aliases)]) for outlet in outlets
    ]
    found: dict[str, OneText] = {}
    for group in _clusters(articles, by_id, passages):
        own = tuple(by_id[id_] for id_ in group)
        text = _told(own, {id_: credits(id_) for id_ in group}, named)
        found |= dict.fromkeys(group, text)
    return found


def _clusters(
    articles: Sequence[Printed], by_id: Mapping[str, Printed], passages: Mapping[str, Sequence[Passage]]
) -> list[list[str]]:
    """The ids of articles that are one text, in the order of the articles."""
    root: dict[str, str] = {}

    def top(id_: str) -> str:
        while root.setdefault(id_, id_) != id_:
            id_ = root[id_]
        return id_

    for article in articles:
        shared: dict[str, int] = {}
        for passage in passages.get(article.id, ()):
            shared[passage.other] = shared.get(passage.other, 0) + passage.words
        for other, words in shared.items():
            if other in by_id and words >= max(LEAST_WORDS, NEARLY * max(article.words, by_id[other].words)):
                root[top(other)] = top(article.id)
    groups: dict[str, list[str]] = {}
    for article in articles:
        if article.id in root:
            groups.setdefault(top(article.id), []).append(article.id)
    return list(groups.values())


def _told(group: Sequence[Printed], credits: Mapping[str, tuple[str, ...]], outlets: _Named) -> OneText:
    """The cluster with what tells where each article has the text from."""
    ids = {article.id for article in group}
    copies, sources, wires = [], set(), set()
    for article in group:
        source, how, words = _source(article, group, credits, outlets)
        copies.append(Copy(article.id, how, words))
        if source in ids:
            sources.add(source)
        elif source:
            wires.add(source)
    origin = sources.pop() if len(sources) == 1 and not wires else ""
    if any(copy.article == origin and copy.how for copy in copies):
        return OneText(tuple(Copy(article.id) for article in group))  # it is said to be a copy itself
    wire = wires.pop() if len(wires) == 1 and not sources and not origin else ""
    if not origin and not wire:
        if any(copy.how for copy in copies):
            return OneText(tuple(copies))
        origin = _first(group)
    first = next((article for article in group if article.id == origin), None)
    return OneText(tuple(_dated(c, a, first, wire) for c, a in zip(copies, group, strict=True)), origin, wire)


def _source(
    article: Printed, group: Sequence[Printed], credits: Mapping[str, tuple[str, ...]], outlets: _Named
) -> tuple[str, HowCopied, str]:
    """What an article says it has its text from: an article of the cluster or an outlet, "" for an agency that is no
    outlet of the archive; how it says so, and in which words; "" three times if it does not."""
    named = article.republished_from
    if named:
        held = [other.id for other in group if named in (other.id, other.outlet) and other.id != article.id]
        return (held[0] if held else named), "stated", ""
    joined = folded(" ".join(credits[article.id]))
    told = _as_told(article, credits)
    found: list[tuple[str, HowCopied, str]] = []
    for outlet, names in outlets:
        if outlet.id != article.outlet and any(name in joined for name in names):
            words = credit(told, outlet.id, (outlet,))
            if words:
                held = [other.id for other in group if other.outlet == outlet.id]
                found.append((held[0] if held else outlet.id, "credit", words))
    if found:
        return found[0] if len(found) == 1 else ("", "", "")
    hints = tuple(outlet for outlet, _ in outlets)
    agency, words = agency_credit(told, hints)
    if not agency:
        return "", "", ""
    others = (other for other in group if other.id != article.id)
    held = [other.id for other in others if bears_agency(_as_told(other, credits), agency, hints)]
    return (held[0] if len(held) == 1 else ""), "credit", words


def _as_told(article: Printed, credits: Mapping[str, tuple[str, ...]]) -> Told:
    return Told(article.id, "", article.outlet, article.when, frozenset(), credits=credits[article.id])


def _first(group: Sequence[Printed]) -> str:
    """The article that is dated before all others; "" if one has no date, or the same one."""
    dated = [a for a in group if all(later(b.when, a.when) for b in group if b is not a)]
    return dated[0].id if len(dated) == 1 and len({a.outlet for a in group} - {""}) > 1 else ""


def _dated(copy: Copy, article: Printed, first: Printed | None, wire: str) -> Copy:
    """The copy with what its date and byline tell beside the first one's."""
    if first is not None and article.id == first.id:
        return copy
    how = copy.how
    if not how and first is not None and later(article.when, first.when):
        how = "date"
    names = _names(article.names)
    other = bool(
        names and not copy.how and (wire or (first and _names(first.names) and not names & _names(first.names)))
    )
    return Copy(copy.article, how, copy.words, other)


def _names(names: Iterable[str]) -> set[str]:
    return {folded(name) for name in names}
