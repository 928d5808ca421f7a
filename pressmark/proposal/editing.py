"""INGEST: an article's text under the machine's hand: a key or a chunk is written in place, nothing else changes.

Every edit is proven by reading the text again: if anything but what was meant would differ, it is not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Items
from difflib import SequenceMatcher

from pressmark.annotation import HEAD_KEY
from pressmark.draft import FIELDS
from pressmark.frontmatter import Headed, Writable, dump_head, read_headed
from pressmark.nodes import Mapping, Node, Scalar, Sequence, quoted
from pressmark.proposal.chunks import Chunk, Cut, cut, joined
from pressmark.text import squeezed

Held = str | tuple[str, ...] | None
# A chunk of the text that is to be: the number of the one it was or stands for, None for one that is new.
Placed = tuple[Chunk, int | None]

LISTS = ("authors", "contributors", *HEAD_KEY.values(), "versions", "refused")
# Lists that are unknown where they do not stand; and those that may be said to be. The others are empty then.
_MAY_BE_MISSING = ("authors", "contributors")
_MAY_BE_UNKNOWN = (*_MAY_BE_MISSING, *HEAD_KEY.values())
_BREAK = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_COMMENT = re.compile(r"(?<![ \t])[ \t]+#.*$")
_ONLY_COMMENT = re.compile(r"\s*(#|$)")


def held_in(key: str, node: Node | None) -> Held | Mapping:
    """What an article holds under a key; a mapping is given back as it is, for it equals no proposal."""
    if isinstance(node, Mapping):
        return node
    nothing = None if key not in LISTS or key in (_MAY_BE_MISSING if node is None else _MAY_BE_UNKNOWN) else ()
    if node is None or (isinstance(node, Scalar) and (node.empty or node.text == "unknown")):
        return nothing
    if isinstance(node, Sequence):
        return tuple(squeezed(i.text) if isinstance(i, Scalar) else "" for i in node.items)
    return (squeezed(node.text),) if key in LISTS else squeezed(node.text)


def _shape(node: Node) -> object:
    """A node without its places, to be compared."""
    if isinstance(node, Mapping):
        return [(key.text, _shape(value)) for key, value in node.entries]
    return [_shape(item) for item in node.items] if isinstance(node, Sequence) else (node.text, node.empty)


def _shapes(headed: Headed) -> dict[str, object]:
    return {key.text: _shape(value) for key, value in headed.head.entries}


def _item(text: str) -> str:
    """A value as it stands in a list on one line."""
    written = dump_head({"k": (text,)}).rstrip("\n")
    return written[len("k: [") : -1] if written.startswith("k: [") else quoted(text)


class ArticleText:
    """An article's text, edited by lines; `headed` is None when its head cannot be read."""

    def __init__(self, text: str) -> None:
        self.lines = [line for line in _BREAK.split(text) if line]
        first = self.lines[0] if self.lines else ""
        self.end = "\r\n" if first.endswith("\r\n") else "\r" if first.endswith("\r") else "\n"
        self.headed, self.problems = read_headed("", text)

    def text(self) -> str:
        return "".join(self.lines)

    def nodes(self) -> dict[str, Node]:
        """The values of the head by their keys."""
        return {key.text: node for key, node in self.headed.head.entries} if self.headed else {}

    def held(self, key: str) -> Held | Mapping:
        return held_in(key, self.nodes().get(key))

    def line(self, key: str) -> int:
        """The line on which a key stands, counted from 1; 1 for one that is not there."""
        start, end = self._span(self.headed, key) if self.headed else (0, 0)
        return start + 1 if end > start else 1

    # ---- the head ---------------------------------------------------------------------------------------------------

    def _span(self, headed: Headed, key: str) -> tuple[int, int]:
        """The first line of a key and the one after its value, counted from 0; comments and empty lines that follow
        belong to the next key. For a key that is not there, the place where it belongs."""
        starts = [(name.text, name.line - 1) for name, _ in headed.head.entries]
        ends = [*(line for _, line in starts[1:]), headed.body_line - 2]
        for (name, start), end in zip(starts, ends, strict=True):
            if name == key:
                while end > start + 1 and _ONLY_COMMENT.match(self.lines[end - 1]):
                    end -= 1
                return start, end
        order = [*FIELDS, *HEAD_KEY.values()]
        before = order[: order.index(key)] if key in order else []
        present = [name for name, _ in starts if name in before]
        at = self._span(headed, present[-1])[1] if present else headed.body_line - 2
        return at, at

    def put(self, key: str, value: Held) -> bool:
        """Writes a key's value in place of the old one; False, and nothing changed, where that is not safe."""
        headed = self.headed
        if headed is None:
            return False
        return any(self._tried(headed, key, value, lines) for lines in self._attempts(headed, key, value))

    def _attempts(self, headed: Headed, key: str, value: Held) -> Iterator[list[str]]:
        """The lines of the whole text with the value written: as a person would, item by item, then by the key."""
        start, end = self._span(headed, key)
        node = self.nodes().get(key)
        if isinstance(node, Sequence) and isinstance(value, tuple):
            listed = held_in(key, node)
            if isinstance(listed, tuple):
                codes = SequenceMatcher(None, listed, value, autojunk=False).get_opcodes()
                yield from self._items(node, value, start, end, codes)
        written: Writable = value
        new = dump_head({key: written}).replace("\n", self.end)
        old = self.lines[start:end]
        kept = [line for line in old[1:] if re.match(r"\s*#", line)]
        held = held_in(key, node)
        ours = not isinstance(held, Mapping) and "".join(old) == dump_head({key: held}).replace("\n", self.end)
        if not ours and any("#" in line for line in old if line not in kept):
            comment = self._comment(old)
            if comment is None or new.count(self.end) != 1:
                return
            new = new.removesuffix(self.end) + comment + self.end
        yield [*self.lines[:start], new, *kept, *self.lines[end:]]

    def _items(
        self, node: Sequence, value: tuple[str, ...], start: int, end: int, codes: Items[tuple[str, int, int, int, int]]
    ) -> Iterator[list[str]]:
        """The text with a list's items added and taken away, each of the others as it is written."""
        if end == start + 1:
            line = self.lines[start]
            close = line.rfind("]", 0, len(line) - len(found[0]) if (found := _COMMENT.search(line)) else len(line))
            begins = [item.column - 1 for item in node.items]
            raw = [
                line[begin:until].rstrip().removesuffix(",").rstrip()
                for begin, until in zip(begins, [*begins[1:], close], strict=False)
            ]
            opening = line[: begins[0]] if begins else line[: line.find("[") + 1]
            parts = [
                part
                for tag, first, last, begin, until in codes
                for part in (raw[first:last] if tag == "equal" else map(_item, value[begin:until]))
            ]
            if close >= len(opening):
                yield [*self.lines[:start], opening + ", ".join(parts) + line[close:], *self.lines[end:]]
            return
        at = [item.line - 1 for item in node.items]
        if not at or any(not re.match(r"\s*- ", self.lines[n]) for n in at):
            return
        indent = self.lines[at[0]].partition("-")[0]
        lines = dict(enumerate(self.lines[start:end], start))
        for tag, first, last, begin, until in codes:
            if tag == "equal":
                continue
            for n in at[first:last]:
                if "#" in lines[n]:
                    return
                lines[n] = ""
            new = "".join(f"{indent}- {_item(item)}{self.end}" for item in value[begin:until])
            if first:
                lines[at[first - 1]] += new
            else:
                lines[at[0]] = new + lines[at[0]]
        yield [*self.lines[:start], *filter(None, lines.values()), *self.lines[end:]]

    def _tried(self, headed: Headed, key: str, value: Held, lines: list[str]) -> bool:
        """Takes the lines for the text's own if they differ from them in the value of that key and in nothing else."""
        tried = ArticleText("".join(lines))
        if tried.headed is None or len(tried.problems) > len(self.problems):
            return False
        others = {name: shape for name, shape in _shapes(headed).items() if name != key}
        same = others == {name: shape for name, shape in _shapes(tried.headed).items() if name != key}
        if not same or tried.held(key) != value or tried.headed.body != headed.body:
            return False
        self.lines, self.headed = tried.lines, tried.headed
        return True

    def _comment(self, old: list[str]) -> str | None:
        """The comment at the end of a key's only line; "" if the value only holds the sign, None if it is not sure."""
        line = old[0].rstrip("\r\n")
        found = _COMMENT.search(line)
        if len(old) > 1:
            return None
        whole = read_headed("", f"---\n{line}\n---\n")[0]
        without = read_headed("", f"---\n{line[: found.start()]}\n---\n")[0] if found else None
        if whole is None:
            return None
        if found and without and _shapes(without) == _shapes(whole):
            return found[0]
        value = next((node for _, node in whole.head.entries), None)
        return "" if isinstance(value, Scalar) and "#" in value.text and line.count(" #") <= 1 else None

    # ---- the body ---------------------------------------------------------------------------------------------------

    def cut(self) -> Cut:
        """The text below the head as chunks."""
        return cut(self.headed.body if self.headed else "")

    def put_chunks(self, here: Cut, wanted: Items[Placed]) -> bool:
        """Writes the text below the head as these chunks, kept ones as they stand; False, and nothing changed, where
        they would not be read as the same chunks again."""
        if self.headed is None:
            return False
        first = self.headed.body_line - 1
        head, lines = self.lines[:first], self.lines[first:]
        raw = ["".join(lines[n:until]) for n, until in zip(here.lines, [*here.lines[1:], len(lines)], strict=False)]
        sources = [part.rstrip("\r\n \t") for part in raw]
        gaps = [part[len(source) :] for part, source in zip(raw, sources, strict=True)]
        lead = "".join(lines[: here.lines[0]] if here.lines else lines)
        parts = [*head, lead if here.chunks or lead.strip() else self.end]
        if head and not head[-1].endswith(("\n", "\r")):
            parts.insert(len(head), self.end)
        for number, (chunk, origin) in enumerate(wanted, 1):
            kept = origin is not None and chunk == here.chunks[origin]
            parts.append(sources[origin] if kept and origin is not None else chunk.source.replace("\n", self.end))
            following = wanted[number][1] if number < len(wanted) else None
            if number == len(wanted):
                parts.append(gaps[-1] if gaps else self.end)
            elif origin is not None and following == origin + 1:
                parts.append(gaps[origin])
            else:
                parts.append(self.end * 2)
        tried = ArticleText("".join(parts if wanted or lead.strip() else head))
        same = tried.headed is not None and _shapes(tried.headed) == _shapes(self.headed)
        if not same or joined(tried.cut().chunks) != joined([chunk for chunk, _ in wanted]):
            return False
        self.lines, self.headed = tried.lines, tried.headed
        return True
