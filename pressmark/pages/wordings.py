"""Figures of several articles set side by side: equal ones together, each outlet's wording with its paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from pressmark.annotation import Figure
from pressmark.archive import Archive, Record
from pressmark.pages.refs import Ref, article_ref
from pressmark.pages.rights import shown_ids
from pressmark.pages.rows import Row, row
from pressmark.pages.sentences import Sentence, block_at, sentence_at
from pressmark.text import folded

_MOST = 40
_ROOM = 70  # code points of a sentence on each side of the figure
_ORDER = ("money", "share", "count", "measure")
_MANY = {"person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "inch": "inches"}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


@dataclass(frozen=True, slots=True)
class FigureWording:
    """How one article, or several in the same words, give a figure; `of` and `hedge` as printed."""

    sentence: Sentence
    of: str
    hedge: str
    places: tuple[tuple[Row, Ref], ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure that more than one article gives: in words, its kind, and every wording."""

    words: str
    kind: str
    wordings: tuple[FigureWording, ...]


def in_words(figure: Figure) -> str:
    """A figure as one says it, whatever its articles print: "2 percent", "$33 billion", "29 members"."""
    amount = f"{_number(figure.value)}–{_number(figure.upper)}" if figure.upper else _number(figure.value)
    if figure.kind == "money":
        return f"{figure.unit}{amount}" if not figure.unit.isalpha() else f"{amount} {figure.unit}"
    if figure.kind == "share":
        return f"{amount} {figure.unit}"
    one = figure.value == "1" and not figure.upper
    return f"{amount} {figure.unit if one else _plural(figure.unit)}"


def _plural(unit: str) -> str:
    if unit in _MANY:
        return _MANY[unit]
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + ("es" if unit.endswith(("s", "x", "ch", "sh")) else "s")


def _number(value: str) -> str:
    number = Decimal(value)
    for factor, word in _SCALES:
        if number >= factor:
            return f"{(number / factor).normalize():f} {word}"
    whole, point, rest = f"{number:f}".partition(".")
    return f"{int(whole):,}{point}{rest}"


def _trimmed(sentence: Sentence) -> Sentence:
    before, after = sentence.before, sentence.after
    if len(before) > _ROOM:
        before = "…" + before[-_ROOM:].partition(" ")[2]
    if len(after) > _ROOM:
        after = after[:_ROOM].rpartition(" ")[0] + "…"
    return replace(sentence, before=before, after=after)


def figure_lines(here: str, archive: Archive, records: Iterable[Record]) -> tuple[FigureLine, ...]:
    """The figures that more than one of the articles gives, money first, then shares, counts and measures; those that
    most articles give come first. What an article's rights keep back is not quoted."""
    found: dict[tuple[str, str, str, str], list[tuple[Record, Figure]]] = {}
    for record in records:
        visible = shown_ids(record.article, archive.config)
        for figure in record.figures:
            place = block_at(record.article, figure.start)
            if place is not None and place[1].id in visible:
                key = (figure.kind, figure.unit.casefold(), figure.value, figure.upper)
                found.setdefault(key, []).append((record, figure))
    lines = []
    for (kind, unit, value, upper), held in found.items():
        articles = {record.article.id for record, _ in held}
        if len(articles) > 1:
            rank = (_ORDER.index(kind), -len(articles), -Decimal(value), unit, upper)
            lines.append((rank, held))
    lines.sort(key=lambda pair: pair[0])
    return tuple(
        FigureLine(in_words(held[0][1]), held[0][1].kind, _wordings(here, archive, held)) for _, held in lines[:_MOST]
    )


def _wordings(here: str, archive: Archive, held: list[tuple[Record, Figure]]) -> tuple[FigureWording, ...]:
    """The wordings in the order of the articles, equal ones once; of each article the first."""
    found: dict[str, FigureWording] = {}
    met: set[str] = set()
    for record, figure in held:
        if record.article.id in met:
            continue
        met.add(record.article.id)
        sentence = _trimmed(sentence_at(record.article, figure.start, figure.end))
        place = (row(here, archive, record), article_ref(here, archive.config, record.article, sentence.block))
        key = folded(sentence.before + sentence.marked + sentence.after)
        if key in found:
            found[key] = replace(found[key], places=(*found[key].places, place))
        else:
            found[key] = FigureWording(sentence, figure.of, figure.hedge, (place,))
    return tuple(found.values())
