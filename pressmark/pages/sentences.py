"""Sentences in context: the sentence of an article that a span stands in, cut around the span."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmark.annotation import Target
from pressmark.article import Article
from pressmark.markup import Block, placed_blocks

LONGEST = 420

# A full stop that ends no sentence: after a title, an initial or a dotted acronym.
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Lt|Col|Sgt|Capt|Rev|Hon|Jr|Sr|St|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z]|\b[A-Z](?:\.[A-Z])+)\.$"
)
_ABBREVIATION = 8  # at most so long, as far as it takes to know it
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\Wa-z_])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: what stands before the marked words, they themselves, and what follows. `block` is the
    id of the paragraph it stands in."""

    before: str
    marked: str
    after: str
    block: str


def block_at(article: Article, offset: int) -> tuple[int, Block] | None:
    """The running block that holds an offset of the plain text, with its own offset."""
    found = None
    for place in placed_blocks(article.blocks):
        if place[0] > offset:
            break
        found = place
    return found


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = 0, len(text)
    for match in _END.finditer(text):
        stop = match.start() + 1
        if _ABBREVIATED.search(text, max(0, stop - _ABBREVIATION), stop):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end - 1:
            last = match.end()
            break
    return first, last


def sentence_at(article: Article, start: int, end: int) -> Sentence:
    """The sentence that the span of the article's plain text stands in; a very long one is cut with ellipses."""
    place = block_at(article, start)
    if place is None:
        return Sentence("", article.text[start:end], "", "")
    offset, block = place
    return _sentence(block.text, block.id, start - offset, min(end - offset, len(block.text)))


def sentence_outside(article: Article, target: Target, start: int, end: int) -> Sentence:
    """The sentence that a span of the title, the summary or the captions stands in."""
    if target == "title":
        return _sentence(article.title or "", "", start, end)
    at = 0
    for block in article.blocks:
        if block.role == target:
            if start <= at + len(block.text):
                return _sentence(block.text, block.id, start - at, min(end - at, len(block.text)))
            at += len(block.text) + 2
    return Sentence("", "", "", "")


def _sentence(text: str, id_: str, start: int, end: int) -> Sentence:
    first, last = _bounds(text, start, end)
    before, after = text[first:start], text[end:last].rstrip()
    room = max(LONGEST - (end - start), 80) // 2
    if len(before) + len(after) > 2 * room:
        if len(before) > room:
            before = "…" + before[-room:].partition(" ")[2]
        if len(after) > room:
            after = after[:room].rpartition(" ")[0] + "…"
    return Sentence(before, text[start:end], after, id_)
