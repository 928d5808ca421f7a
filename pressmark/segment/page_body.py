"""INGEST: which words of an HTML page a general extractor takes for its article: one more sign for each block."""

from __future__ import annotations

import logging
import re

from pressmark.capture import Capture
from pressmark.text import word_runs

_RUN = 4
# Beyond these the extractor takes seconds: characters, tags, and the attributes of one tag (a square of their number).
_LARGEST = 3_000_000
_MOST_TAGS = 60_000
_CROWDED = re.compile(r"<[a-zA-Z](?:[^<>=]*=){2000}")


def extracted_shares(capture: Capture) -> tuple[float, ...]:
    """For each block the share of its words that the extractor keeps, 0 to 1; () where it cannot say.

    It works on HTML only. Order counts: a word is kept where the four words with it are kept in a row.
    """
    html = capture.text
    if not capture.format.startswith("HTML") or len(html) > _LARGEST or html.count("<") > _MOST_TAGS:
        return ()
    if _CROWDED.search(html):
        return ()
    text = _extracted(html)
    if not text:
        return ()
    kept = _runs(text)
    whole = {line.strip() for line in text.split("\n")}
    shares = []
    for block in capture.blocks:
        if block.text in whole:
            shares.append(1.0)
            continue
        runs = _runs(block.text)
        shares.append(len(runs & kept) / len(runs) if runs else 0.0)
    return tuple(shares)


def _extracted(html: str) -> str:
    # The import takes a third of a second: captures of other formats never pay for it.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.extract(html, include_comments=False, include_tables=True, fast=True) or ""
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError):  # what it lets slip on broken pages
        return ""


def _runs(text: str) -> set[tuple[str, ...]]:
    words = word_runs(text)
    return set(zip(*[words[start:] for start in range(_RUN)], strict=False))
