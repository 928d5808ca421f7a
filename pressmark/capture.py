"""What every capture format is turned into: blocks of words with their lines, and facts that markup states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["paragraph", "heading", "item", "quotation", "image", "table", "preformatted"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a block: code point offsets into the block's text, and where it leads."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class CapturedBlock:
    """One block as the capture holds it, before anyone says what it is.

    `text` is the block's words and marks with white space folded to single spaces. Lines count from 1 in the decoded
    capture. `level` is a heading's 1-6 or an item's depth from 1, else 0. `number` is what an ordered item is numbered
    with, 0 where that is not known. `traits` are what the markup says of it, outermost first: element names
    ("figcaption", "nav"), "class:…", "id:…", "itemprop:…", "alt", "hidden".
    """

    text: str
    first_line: int
    last_line: int
    shape: Shape = "paragraph"
    level: int = 0
    ordered: bool = False
    links: tuple[Link, ...] = ()
    traits: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that the capture's markup states outside its text.

    `field` is an article key (title, authors, date, updated, outlet, section, language, url, subtitle); one Fact a
    value, best first. `where` says where it stands, for people: "meta og:title, line 12".
    """

    field: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture, decoded and cut into blocks.

    `source` is its path as given. `words` counts the white-space separated words of the visible text, taken without
    looking at the blocks: kept words and dropped words must add up to it.
    """

    source: str
    sha256: str
    format: str  # "plain text", "Markdown of HTML", "HTML"
    encoding: str  # "utf-8", "utf-8-sig", "cp1252"
    text: str
    blocks: tuple[CapturedBlock, ...]
    facts: tuple[Fact, ...]
    words: int
