"""INGEST: whether a page out of a web archive is an article, or a frame, a front page, a list of links."""

from __future__ import annotations

import re

from pressmark.capture import Capture, CapturedBlock

_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ROOT = re.compile(r"https?://[^/]+/?(?:index\.\w+)?(?:[?#].*)?", re.I)
# A paragraph of so many characters is no teaser and no menu; a letter of a script without spaces counts as three.
_PARAGRAPH = 80
_TEXT = 500
_TEXT_OF_ARTICLE = 200  # where the page itself says that it is one: it states a date or an author


def prose(capture: Capture) -> int:
    """How much running text a page holds: the characters of its paragraphs that are not links."""
    return sum(weight for block in capture.blocks if (weight := _weight(block)) >= _PARAGRAPH)


def is_article(capture: Capture) -> bool:
    """Whether the page is one to be read by itself."""
    stated = {fact.field for fact in capture.facts}
    if "date" in stated or "authors" in stated:
        return prose(capture) >= _TEXT_OF_ARTICLE
    address = next((fact.value for fact in capture.facts if fact.field == "url"), "")
    return prose(capture) >= _TEXT and not _ROOT.fullmatch(address)


def _weight(block: CapturedBlock) -> int:
    if block.shape in ("image", "heading"):
        return 0
    linked = sum(link.end - link.start for link in block.links)
    size = len(block.text) + 2 * len(_WIDE.findall(block.text))
    return size if linked <= 0.5 * len(block.text) else 0
