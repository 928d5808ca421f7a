"""INGEST: an HTML capture to blocks, and the facts that its head and JSON-LD state."""

from __future__ import annotations

import re

from pressmark.capture import Capture
from pressmark.captures.elements import flow, lines_of, visible_words
from pressmark.captures.facts import stated_facts
from pressmark.captures.flow_blocks import blocks_of
from pressmark.captures.hidden_text import with_hidden_text

NAME = "HTML"
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_PROSE = re.compile(r"<(?:p|br|li|h[1-6]|td|article|section)\b[^>]*>", re.I)
_MARKDOWN = re.compile(r"\]\([^)\s]+|^#{1,6} \S|^:::+ |^ {0,3}[-*] {1,3}\S", re.M)
_HEAD = re.compile(r"<head\b", re.I)
_HEAD_END = re.compile(r"<(?:/head\s*>|body\b)", re.I)


def told(text: str) -> bool:
    """Whether the text is of this format: a page, or a part of one that holds more tags than Markdown."""
    if _PAGE.match(text[:20_000]):
        return True
    sample = text[:200_000]
    tags = len(_PROSE.findall(sample))
    return tags >= 3 and tags > len(_MARKDOWN.findall(sample))


def read(source: str, sha256: str, encoding: str, text: str) -> Capture:
    """The capture of an HTML file."""
    events = flow(_without_head(text))
    starts = lines_of(text)
    blocks = with_hidden_text(blocks_of(events, starts))
    return Capture(source, sha256, NAME, encoding, text, blocks, stated_facts(text, starts), visible_words(events))


def _without_head(text: str) -> str:
    """The page with spaces for its head, whose words are no words of the page; lines and offsets stay."""
    head = _HEAD.search(text)
    end = _HEAD_END.search(text, head.end()) if head else None
    if not head or not end:
        return text
    start, stop = head.start(), end.end() if end[0].endswith(">") else end.start()
    blank = "\n".join([" " * len(line) for line in text[start:stop].split("\n")])
    return text[:start] + blank + text[stop:]
