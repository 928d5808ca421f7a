"""Content files of two parts: a head between `---` lines and the text after it; read with places, and written."""

from __future__ import annotations

import re
from collections import abc
from dataclasses import dataclass

from pressmark.nodes import EMPTY, Mapping, line_feeds, no_keys, quoted, read_nodes
from pressmark.problems import Problems, error

HEAD_LIMIT = 64 * 1024
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)


@dataclass(frozen=True, slots=True)
class Headed:
    """A file of two parts: the head, and the text after it with the line on which that begins."""

    head: Mapping
    body: str
    body_line: int


def decoded(path: str, data: bytes) -> tuple[str | None, Problems]:
    """The text of a content file, which must be UTF-8; None and a problem with the line if it is not."""
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        found = (
            error(
                path,
                "not-utf-8",
                f"this file is not UTF-8 text: byte {data[failure.start]:#04x} fits no character",
                "save it as UTF-8 in your editor",
                line=line,
            ),
        )
        return None, found


def read_headed(path: str, text: str) -> tuple[Headed | None, Problems]:
    """The head between the file's two `---` lines and the text after them; None if the head cannot be read.

    A BOM and any line ends are tolerated; the body has line feeds only.
    """
    text = line_feeds(text)
    opening = _FENCE.match(text)
    if opening is None or not text.startswith("---"):
        hint = "begin the file with a line ---, then key: value lines, then a line ---"
        return None, (error(path, "no-head", "this file has no head", hint, line=1),)
    # A pattern that may begin at any character takes as long as the parser of the head.
    ends = [at for fence in ("\n---", "\n...") if (at := text.find(fence, opening.end())) >= 0]
    closing = _FENCE.search(text, min(ends)) if ends else None
    if closing is None:
        hint = "write a line --- between the last key and the text"
        return None, (error(path, "open-head", "the head that begins here has no end", hint, line=1),)
    node, problems = read_nodes(path, text[opening.end() + 1 : closing.start()], 2, HEAD_LIMIT)
    if node is None:
        if problems:
            return None, problems
        node = Mapping((), 1, 1)
    if not isinstance(node, Mapping):
        return None, (*problems, no_keys(path, node))
    body = text[closing.end() + 1 :]
    return Headed(node, body, text.count("\n", 0, closing.end()) + 2), problems


# ---- writing --------------------------------------------------------------------------------------------------------

Writable = str | None | abc.Sequence["Writable"] | abc.Mapping[str, "Writable"]

_WIDTH = 120
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# No plain value begins with an indicator of YAML, or with what other readers take for one.
_NOT_FIRST = "-?:,[]{}#&*!|>'\"%@`=<~ "
_NOT_INSIDE = re.compile(
    r": |:$| #| $|[^ -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028-\u202e\u2066-\u2069]"
)
_IN_FLOW = re.compile(r"[,\[\]{}:?]")


def _scalar(text: str, flow: bool) -> str:
    if not text or text in EMPTY or text[0] in _NOT_FIRST or _NOT_INSIDE.search(text):
        return quoted(text)
    return quoted(text) if flow and _IN_FLOW.search(text) else text


def _key(text: str) -> str:
    return text if _KEY.fullmatch(text) and text not in EMPTY else quoted(text)


def _flow(value: Writable) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, str):
        return _scalar(value, flow=True)
    if isinstance(value, abc.Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_flow(part)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"


def _block(lead: str, value: Writable, indent: str) -> abc.Iterator[str]:
    """The lines of a value behind its key or hyphen: on one line where that is short, else in lines of its own."""
    if value is None or isinstance(value, str):
        yield f"{lead} {'unknown' if value is None else _scalar(value, flow=False)}"
        return
    line = f"{lead} {_flow(value)}"
    rows = not isinstance(value, abc.Mapping) and any(isinstance(item, abc.Mapping) for item in value)
    if not value or (len(line) <= _WIDTH and not rows):
        yield line
        return
    if lead.endswith("-"):  # inside a list of mappings, one line each
        yield line
        return
    yield lead
    inner = indent + "  "
    if isinstance(value, abc.Mapping):
        for key, part in value.items():
            yield from _block(f"{inner}{_key(key)}:", part, inner)
    else:
        for item in value:
            yield from _block(f"{inner}-", item, inner)


def dump_head(head: abc.Mapping[str, Writable]) -> str:
    """The head's lines, without the fences: `key: value`, in the order given, quoted only where needed.

    None is written as unknown. Reading the lines gives the same strings again; half surrogate pairs, which no file
    can hold, become U+FFFD.
    """
    lines = (line for key, value in head.items() for line in _block(f"{_key(key)}:", value, ""))
    return "".join(f"{line}\n" for line in lines)


def dump_headed(head: abc.Mapping[str, Writable], body: str) -> str:
    """A whole content file: fences, head, an empty line and the body."""
    return f"---\n{dump_head(head)}---\n" + (f"\n{body.strip(chr(10))}\n" if body.strip() else "")
