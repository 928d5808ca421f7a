"""A better reading carried into an article: only where the article still holds the old one, line by line.

Whatever a person changed, moved, commented or confirmed stays as it is; where both changed, the new reading waits.
Every edit is proven by reading the head again: if anything but the one key would differ, it is not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pressmark.annotation import HEAD_KEY
from pressmark.draft import FIELDS
from pressmark.frontmatter import Headed, Writable, dump_head, read_headed
from pressmark.markdown import canonical, dump_markdown
from pressmark.markup import Block, fit, parse_markdown
from pressmark.nodes import Mapping, Node, Scalar, Sequence
from pressmark.proposal.files import Proposal, bounded
from pressmark.proposal.first_article import article_blocks, proposed
from pressmark.text import squeezed

Held = str | tuple[str, ...] | None
# What the body is called among the keys.
TEXT = "text"

_LISTS = ("authors", "contributors", *HEAD_KEY.values())
# A list that may be unknown; the others are empty where nothing is known.
_MAY_BE_UNKNOWN = ("authors", "contributors")
_BREAK = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_COMMENT = re.compile(r"(?<![ \t])[ \t]+#.*$")
# What may differ in a text that the machine wrote and nobody touched: line ends, and which marks were escaped.
_NO_WORDS = re.compile(r"[\s\\]+")


def _readings(proposal: Proposal) -> dict[str, Held]:
    """What a proposal puts into an article's head, by key."""
    draft = proposal.draft
    values: dict[str, Held] = {field: proposed(draft.value(field)) for field in FIELDS}
    names = dict(bounded(proposal.names))
    for kind, key in HEAD_KEY.items():
        values[key] = tuple(squeezed(fit(name)) for name in names.get(kind, ()))
    return values


def _held(key: str, node: Node | None) -> Held | Mapping:
    """What an article holds under a key; a mapping is given back as it is, for it equals no proposal."""
    if isinstance(node, Mapping):
        return node
    nothing = None if key not in _LISTS or key in _MAY_BE_UNKNOWN else ()
    if node is None or (isinstance(node, Scalar) and (node.empty or node.text == "unknown")):
        return nothing
    if isinstance(node, Sequence):
        return tuple(squeezed(i.text) if isinstance(i, Scalar) else "" for i in node.items)
    return (squeezed(node.text),) if key in _LISTS else squeezed(node.text)


def _shape(node: Node) -> object:
    """A node without its places, to be compared."""
    if isinstance(node, Mapping):
        return [(key.text, _shape(value)) for key, value in node.entries]
    return [_shape(item) for item in node.items] if isinstance(node, Sequence) else (node.text, node.empty)


class _Text:
    """An article's text, edited by lines; `headed` is None when its head cannot be read."""

    def __init__(self, text: str) -> None:
        self.lines = [line for line in _BREAK.split(text) if line]
        first = self.lines[0] if self.lines else ""
        self.end = "\r\n" if first.endswith("\r\n") else "\r" if first.endswith("\r") else "\n"
        self.headed, self.problems = read_headed("", text)

    def text(self) -> str:
        return "".join(self.lines)

    def shapes(self, headed: Headed) -> dict[str, object]:
        return {key.text: _shape(value) for key, value in headed.head.entries}

    def span(self, headed: Headed, key: str) -> tuple[int, int]:
        """The first line of a key and the one after its value, counted from 0; comments and empty lines that follow
        belong to the next key. For a key that is not there, the place where it belongs."""
        starts = [(name.text, name.line - 1) for name, _ in headed.head.entries]
        ends = [*(line for _, line in starts[1:]), headed.body_line - 2]
        for (name, start), end in zip(starts, ends, strict=True):
            if name == key:
                while end > start + 1 and re.match(r"\s*(#|$)", self.lines[end - 1]):
                    end -= 1
                return start, end
        order = [*FIELDS, *HEAD_KEY.values()]
        before = order[: order.index(key)] if key in order else []
        present = [name for name, _ in starts if name in before]
        at = self.span(headed, present[-1])[1] if present else headed.body_line - 2
        return at, at

    def put(self, key: str, value: Held) -> bool:
        """Writes a key's value in place of the old one; False, and nothing changed, where that is not safe."""
        headed = self.headed
        if headed is None:
            return False
        start, end = self.span(headed, key)
        written: Writable = value
        new = dump_head({key: written}).replace("\n", self.end)
        old = self.lines[start:end]
        kept = [line for line in old[1:] if re.match(r"\s*#", line)]
        if any("#" in line for line in old if line not in kept):
            comment = self._comment(key, old)
            if comment is None or new.count(self.end) != 1:
                return False
            new = new.removesuffix(self.end) + comment + self.end
        tried = _Text("".join([*self.lines[:start], new, *kept, *self.lines[end:]]))
        if tried.headed is None or len(tried.problems) > len(self.problems):
            return False
        before, after = self.shapes(headed), self.shapes(tried.headed)
        nodes = {name.text: node for name, node in tried.headed.head.entries}
        others = {name: shape for name, shape in before.items() if name != key}
        same = others == {name: shape for name, shape in after.items() if name != key}
        if not same or _held(key, nodes.get(key)) != value or tried.headed.body != headed.body:
            return False
        self.lines, self.headed = tried.lines, tried.headed
        return True

    def _comment(self, key: str, old: list[str]) -> str | None:
        """The comment at the end of a key's only line; "" if the value only holds the sign, None if it is not sure."""
        line = old[0].rstrip("\r\n")
        found = _COMMENT.search(line)
        if len(old) > 1:
            return None
        whole = read_headed("", f"---\n{line}\n---\n")[0]
        cut = read_headed("", f"---\n{line[: found.start()]}\n---\n")[0] if found else None
        if whole is None:
            return None
        if found and cut and self.shapes(cut) == self.shapes(whole):
            return found[0]
        value = next((node for name, node in whole.head.entries if name.text == key), None)
        return "" if isinstance(value, Scalar) and "#" in value.text and line.count(" #") <= 1 else None

    def put_body(self, markdown: str) -> None:
        if self.headed is not None:
            head = self.lines[: self.headed.body_line - 1]
            self.lines = [*head, self.end + markdown.replace("\n", self.end)] if markdown else head


def _words(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks by what a reader sees of them, containers told apart but not numbered."""
    groups: dict[int, int] = {}
    return [
        replace(canonical(b), line=0, id="", group=groups.setdefault(b.group, len(groups)) if b.group else 0)
        for b in blocks
    ]


def _proposed_blocks(proposal: Proposal) -> tuple[str, list[Block]]:
    markdown = dump_markdown(article_blocks(proposal.draft))
    return markdown, _words(parse_markdown(markdown, "")[0])


def _confirmed(nodes: dict[str, Node], keys: Iterable[str]) -> set[str]:
    """The keys (and "text") that somebody has vouched for: all of them in a reviewed article."""
    if _held("status", nodes.get("status")) == "reviewed":
        return {*keys, TEXT}
    named = nodes.get("confirmed")
    return {key.text for key, _ in named.entries} if isinstance(named, Mapping) else set()


def follow(article_text: str, old_proposal: Proposal, new_proposal: Proposal) -> tuple[str, tuple[str, ...]]:
    """The article's text with the new reading wherever it still held the old one, and the keys for which it waits.

    TEXT among the keys is the body, "head" a head that cannot be read. Line ends, comments, the order of keys and
    everything that a person wrote stay. The digest of the capture never changes, and nothing does in an article that
    is reviewed; a withdrawn one waits for nothing.
    """
    text = _Text(article_text)
    if text.headed is None:
        return article_text, ("head",)
    nodes = {key.text: node for key, node in text.headed.head.entries}
    if _held("status", nodes.get("status")) == "withdrawn":
        return article_text, ()
    old, new = _readings(old_proposal), _readings(new_proposal)
    confirmed = _confirmed(nodes, new)
    waiting = []
    for key, value in new.items():
        held = _held(key, nodes.get(key))
        if value in (old[key], held):
            continue
        if held != old[key] or key in confirmed or not text.put(key, value):
            waiting.append(key)
    written, before = _proposed_blocks(old_proposal)
    markdown, after = _proposed_blocks(new_proposal)
    here = _words(parse_markdown(text.headed.body, "")[0])
    if before != after and here != after:
        # What parses to nothing is a person's too: an empty container's note, an address behind no word.
        untouched = here == before and _NO_WORDS.sub("", text.headed.body) == _NO_WORDS.sub("", written)
        if untouched and TEXT not in confirmed:
            text.put_body(markdown)
        else:
            waiting.append(TEXT)
    return text.text(), tuple(waiting)


def unsettled(article_text: str, proposal: Proposal) -> tuple[str, ...]:
    """The keys whose new reading still waits: the article holds something else, and nobody has vouched for it."""
    if not proposal.waits or (headed := read_headed("", article_text)[0]) is None:
        return ()
    nodes = {key.text: node for key, node in headed.head.entries}
    if _held("status", nodes.get("status")) == "withdrawn":
        return ()
    new = _readings(proposal)
    left = [key for key in proposal.waits if key in new and _held(key, nodes.get(key)) != new[key]]
    if TEXT in proposal.waits and _words(parse_markdown(headed.body, "")[0]) != _proposed_blocks(proposal)[1]:
        left.append(TEXT)
    confirmed = _confirmed(nodes, new)
    return tuple(key for key in left if key not in confirmed)
