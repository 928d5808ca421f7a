"""BUILD, annotators: entities named outside an article's running text: in its title, its summary and its captions.

Each is a target of its own: offsets refer to its text as `target_text` gives it, and its words are read with what the
body says of who is who, so that a surname in a headline is the person's whom the text names in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pressmark.annotation import AnchoredNote, Mention, Target
from pressmark.annotators.mentions import mentions
from pressmark.annotators.notes import target_text
from pressmark.article import Article
from pressmark.registry import Registry

TARGETS: tuple[Target, ...] = ("title", "summary", "caption")


def outside_text(article: Article) -> str:
    """All words that stand outside the running text and may name somebody."""
    return "\n\n".join(text for target in TARGETS if (text := target_text(article, target)))


def outside_mentions(
    article: Article,
    registry: Registry,
    known: Iterable[str],
    notes: tuple[AnchoredNote, ...] = (),
    beside: tuple[str, ...] = (),
) -> tuple[Mention, ...]:
    """The mentions in the article's title, summary and captions, in this order, each with its target.

    `known` are ids of entities that the article's head or its body names, `beside` those of persons whom the other
    articles of its stories name.
    """
    listed = tuple(sorted(set(known)))
    found: list[Mention] = []
    for target in TARGETS:
        own = tuple(replace(note, target="body") for note in notes if note.target == target)
        if text := target_text(article, target):
            found += [replace(m, target=target) for m in mentions(text, registry, listed, own, beside)]
    return tuple(found)
