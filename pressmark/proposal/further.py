"""INGEST: a further capture of an article written into its head, and nothing else there changed by a character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.frontmatter import dump_head, read_headed
from pressmark.nodes import Node, Scalar, Sequence

_BREAK = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_FLOW = re.compile(r"^(versions:\s*\[)(.*)(\]\s*(?:#.*)?)$")
_NONE = re.compile(r"^(versions:\s*)(?:unknown|\[\s*\])(\s*(?:#.*)?)$")


def _listed(text: str) -> tuple[tuple[str, ...], list[object]] | None:
    """The versions that an article's head names, and all its other keys with their values; None if it is unreadable."""
    headed, _ = read_headed("", text)
    if headed is None:
        return None
    versions: tuple[str, ...] = ()
    others: list[object] = [headed.body]
    for key, node in headed.head.entries:
        if key.text != "versions":
            others.append((key.text, _shape(node)))
        elif isinstance(node, Sequence):
            versions = tuple(item.text for item in node.items if isinstance(item, Scalar))
        elif isinstance(node, Scalar) and node.text not in ("", "unknown"):
            versions = (node.text,)
    return versions, others


def _shape(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text, node.empty
    if isinstance(node, Sequence):
        return [_shape(item) for item in node.items]
    return [(key.text, _shape(value)) for key, value in node.entries]


def _attempts(lines: list[str], end: str, source: str) -> Iterator[list[str]]:
    """The article's lines with the path added, in each of the ways in which the key may be written."""
    written = dump_head({"versions": (source,)}).rstrip("\n")
    item = written.removeprefix("versions: [").removesuffix("]")
    close = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), len(lines))
    at = next((n for n, line in enumerate(lines[:close]) if line.startswith("versions:")), None)
    if at is None:
        yield [*lines[:close], written + end, *lines[close:]]
        return
    line = lines[at].rstrip("\r\n")
    if found := _NONE.match(line):
        yield [*lines[:at], f"{found[1]}[{item}]{found[2]}{end}", *lines[at + 1 :]]
    if found := _FLOW.match(line):
        yield [*lines[:at], f"{found[1]}{found[2]}, {item}{found[3]}{end}", *lines[at + 1 :]]
    last = at
    while last + 1 < close and re.match(r"\s*-\s|\s+#|\s+\S", lines[last + 1]):
        last += 1
    items = [n for n in range(at + 1, last + 1) if re.match(r"\s*-\s", lines[n])]
    if items:
        indent = lines[items[-1]].partition("-")[0]
        yield [*lines[: items[-1] + 1], f"{indent}- {item}{end}", *lines[items[-1] + 1 :]]
    if re.match(r"versions:\s*[^\s\[#]+\s*$", line):
        yield [*lines[:at], f"versions: [{line.partition(':')[2].strip()}, {item}]{end}", *lines[at + 1 :]]


def with_version(article_text: str, source: str) -> str | None:
    """The article's text with the path at the end of its `versions`; None where that cannot be done safely.

    Every attempt is read again: it counts only if it adds the one path and changes no other key and no word below.
    """
    before = _listed(article_text)
    if before is None:
        return None
    if source in before[0]:
        return article_text
    lines = [line for line in _BREAK.split(article_text) if line]
    first = lines[0] if lines else ""
    end = "\r\n" if first.endswith("\r\n") else "\r" if first.endswith("\r") else "\n"
    for attempt in _attempts(lines, end, source):
        text = "".join(attempt)
        if _listed(text) == ((*before[0], source), before[1]):
            return text
    return None
