"""INGEST: the rows of a page's tables, each made one block: a number says nothing without what it stands beside.

A table that only lays out a page has paragraphs, lists or other tables in its cells, or a single row: its cells stay
blocks of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pressmark.capture import CapturedBlock, Link
from pressmark.captures.elements import Element

_LONGEST = 250  # characters of a cell: a longer one is a paragraph
IN_ROWS = frozenset(("tr", "td", "th"))  # the elements of which rows are told
_ROWS = 2  # beside each other, at least so many


@dataclass(slots=True)
class _Row:
    """A row that is being read: the number of blocks before it, and before each of its cells."""

    element: Element
    start: int
    plain: bool = True
    cells: list[int] = field(default_factory=list)


class Rows:
    """The rows met so far in a flow of elements."""

    def __init__(self) -> None:
        self.open: list[_Row] = []
        self.ended: list[tuple[int, int]] = []  # the first block of each row of short cells, and the one after it

    def opened(self, element: Element, before: int) -> None:
        """Tells of an element that begins after so many blocks."""
        if element.name == "tr":
            if self.open:
                self.open[-1].plain = False
            self.open.append(_Row(element, before, "role:presentation" not in element.traits))
        elif self.open and element.name in ("td", "th"):
            self.open[-1].cells.append(before)

    def closed(self, element: Element, blocks: list[CapturedBlock]) -> None:
        """Tells of an element that ends after these blocks."""
        if element.name != "tr" or not any(row.element is element for row in self.open):
            return
        while (row := self.open.pop()).element is not element:
            pass
        if row.plain and _short_cells(row, blocks):
            self.ended.append((row.start, len(blocks)))

    def joined(self, blocks: list[CapturedBlock]) -> list[CapturedBlock]:
        """The blocks with one for each row of a table; pictures in a row stand before it."""
        kept: list[CapturedBlock] = []
        position = 0
        for start, end in self._beside_each_other(blocks):
            kept += blocks[position:start]
            kept += [block for block in blocks[start:end] if block.shape == "image"]
            words = [block for block in blocks[start:end] if block.shape != "image"]
            kept += [_row_of(words)] if words else []
            position = end
        return kept + blocks[position:]

    def _beside_each_other(self, blocks: list[CapturedBlock]) -> list[tuple[int, int]]:
        runs: list[list[tuple[int, int]]] = []
        for start, end in self.ended:
            if runs and runs[-1][-1][1] == start:
                runs[-1].append((start, end))
            else:
                runs.append([(start, end)])
        several = [[sum(b.shape != "image" for b in blocks[s:e]) >= 2 for s, e in run] for run in runs]
        return [row for run, many in zip(runs, several, strict=True) if sum(many) >= _ROWS for row in run]


def _short_cells(row: _Row, blocks: list[CapturedBlock]) -> bool:
    """Whether each cell holds at most one short line."""
    if not row.cells or row.cells[0] != row.start:
        return False
    for start, end in zip(row.cells, [*row.cells[1:], len(blocks)], strict=True):
        words = [block for block in blocks[start:end] if block.shape != "image"]
        if len(words) > 1 or any(block.shape != "table" or len(block.text) > _LONGEST for block in words):
            return False
    return True


def _row_of(cells: list[CapturedBlock]) -> CapturedBlock:
    """The cells as one block, a space between two."""
    links: list[Link] = []
    length = 0
    for cell in cells:
        links += [Link(link.start + length, link.end + length, link.target) for link in cell.links]
        length += len(cell.text) + 1
    traits = cells[0].traits
    last = max((i for i, trait in enumerate(traits) if trait == "tr"), default=len(traits) - 1)
    return replace(
        cells[0],
        text=" ".join(cell.text for cell in cells),
        last_line=cells[-1].last_line,
        links=tuple(links),
        traits=traits[: last + 1],
    )


def is_row(block: CapturedBlock) -> bool:
    """Whether a block is a whole row of a table."""
    return block.shape == "table" and block.traits[-1:] == ("tr",)
