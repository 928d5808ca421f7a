"""Descriptions and pages that a person wrote, as parts without margins."""

from __future__ import annotations

from collections.abc import Iterable

from pressmark.markup import Block
from pressmark.pages.item_numbers import item_numbers
from pressmark.pages.running import Item, Part
from pressmark.weave import woven


def prose(blocks: Iterable[Block]) -> tuple[Part, ...]:
    """The blocks as parts: runs of list items as one, headings from level 2."""
    made: list[Part] = []
    held = tuple(blocks)
    for block, number in zip(held, item_numbers(held), strict=True):
        item = Item("", block.level, woven(block.text, block.marks, ()), number)
        form = ("numbers" if block.ordered else "bullets") if block.form == "item" else block.form
        if made and form in ("bullets", "numbers") and made[-1].form == form:
            made[-1] = Part(form, (*made[-1].items, item))
        else:
            level = (3 if block.level > 2 and any(part.level for part in made) else 2) if form == "heading" else 0
            made.append(Part(form, (item,), level))
    return tuple(made)
