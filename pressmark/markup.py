"""An article's Markdown as typed blocks, and typed blocks as Markdown; nothing is lost either way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["body", "summary", "caption", "pullquote", "correction", "credits"]
Form = Literal["paragraph", "heading", "item", "quotation"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup over a block's text: code point offsets, kind, and a link's target."""

    start: int
    end: int
    kind: Literal["strong", "emphasis", "code", "link"]
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One typed block of an article.

    `text` is plain text (no markup). Blocks of role "body" are the running text; the others come from `:::` containers,
    and blocks with the same non-zero `group` stand in one container. `level` is a heading's 1-6 or an item's depth from
    1. `line` is where the block begins in its file; `id` is its paragraph id ("p-" + six hex digits, "-2"… for repeats).
    """

    text: str
    role: Role = "body"
    form: Form = "paragraph"
    level: int = 0
    ordered: bool = False
    marks: tuple[Mark, ...] = ()
    credit: str = ""
    group: int = 0
    line: int = 0
    id: str = ""
