"""Which numbers the items of an article’s lists must say: a page sets lists of numbers without their nesting."""

from __future__ import annotations

from collections.abc import Sequence

from pressmark.markup import Block
from pressmark.numbering import Numbering


def item_numbers(blocks: Sequence[Block]) -> tuple[int, ...]:
    """For each block the number that its list would not give it by itself where it stands; 0 for all others."""
    numbering = Numbering()
    said: list[int] = []
    above = 0  # the number of the item straight above in the same list of the page
    for block in blocks:
        if block.form != "item" or block.role != "body":
            numbering.end()
            above = 0
            said.append(0)
            continue
        numbering.stated(block.level, block.ordered, block.number)
        number = numbering.number if block.ordered else 0
        said.append(number if number != above + 1 else 0)
        above = number
    return tuple(said)
