"""INGEST: an article's Markdown as chunks: what a person would take for one block, with the lines it stands on.

A chunk is a paragraph, a heading, a list, a quotation or a whole `:::` container. Chunks are the units in which a
better reading follows, so whatever stands between two of them stays with the first, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pressmark.markdown import canonical, dump_markdown
from pressmark.markup import Block, parse_markdown

# What may differ in a text that the machine wrote and nobody touched: line ends, and which marks were escaped.
_NO_WORDS = re.compile(r"[\s\\]+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some lines of Markdown (without the empty ones that follow) and the blocks they are, in their canonical form."""

    source: str
    blocks: tuple[Block, ...]

    @property
    def key(self) -> tuple[tuple[Block, ...], str]:
        """What two chunks share that are the same to the machine and to every person."""
        return self.blocks, _NO_WORDS.sub("", self.source)

    @property
    def words(self) -> list[str]:
        return " ".join(block.text for block in self.blocks).split() or self.source.split()


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as chunks: what stands before the first, and after each of them up to the next."""

    lead: str
    chunks: tuple[Chunk, ...]
    gaps: tuple[str, ...]
    lines: tuple[int, ...]  # on which each chunk begins, counted from 0

    def text(self) -> str:
        parts = (chunk.source + gap for chunk, gap in zip(self.chunks, self.gaps, strict=True))
        return self.lead + "".join(parts)


def plain_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks by what a reader sees of them, containers told apart but not numbered."""
    groups: dict[int, int] = {}
    return tuple(
        replace(canonical(b), line=0, id="", group=groups.setdefault(b.group, len(groups) + 1) if b.group else 0)
        for b in blocks
    )


def _starts(markdown: str, blocks: Sequence[Block]) -> list[int]:
    """The lines, counted from 0, on which chunks begin."""
    starts: dict[int, None] = {}
    last: Block | None = None
    lines = markdown.split("\n")
    for block in blocks:
        same = last is not None and (
            (block.group and block.group == last.group)
            or (not block.group and not last.group and block.form == last.form and block.form in ("item", "quotation"))
        )
        if not same:
            line = block.line
            while block.group and line and not lines[line].startswith(":::"):
                line -= 1
            starts[line] = None
        last = block
    return sorted(starts)


# One merge looks at the same few texts again and again.
@lru_cache(maxsize=16)
def cut(markdown: str) -> Cut:
    """The Markdown (line feeds only) as chunks; all of it is one chunk where that is the only safe way to see it."""
    lines = markdown.split("\n")
    blocks, _ = parse_markdown(markdown, "", 0)
    whole_text = plain_blocks(blocks)
    starts = _starts(markdown, blocks)
    for tried in (starts, starts[:1]):
        lead = "".join(f"{line}\n" for line in lines[: tried[0]]) if tried else markdown
        chunks, gaps = [], []
        for first, end in zip(tried, [*tried[1:], len(lines)] if tried else [], strict=True):
            whole = "\n".join(lines[first:end]) + ("\n" if end < len(lines) else "")
            source = whole.rstrip("\n \t")
            chunks.append(Chunk(source, plain_blocks(parse_markdown(source, "")[0])))
            gaps.append(whole[len(source) :])
        found = Cut(lead, tuple(chunks), tuple(gaps), tuple(tried))
        # The chunks one by one must be the text read at once.
        if found.text() == markdown and joined(found.chunks) == whole_text:
            break
    return found


def joined(chunks: Sequence[Chunk]) -> tuple[Block, ...]:
    """The blocks of all the chunks, as they are when they stand one after the other."""
    blocks: list[Block] = []
    for number, chunk in enumerate(chunks, 1):
        blocks += (replace(b, group=b.group + 1000 * number) if b.group else b for b in chunk.blocks)
    return plain_blocks(blocks)


def chunks_of(blocks: Sequence[Block]) -> tuple[Chunk, ...]:
    """The chunks that the machine writes for some blocks."""
    return cut(dump_markdown(tuple(blocks))).chunks
