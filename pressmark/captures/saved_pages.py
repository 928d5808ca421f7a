"""INGEST: what browsers and SingleFile write into a page when they save it: its address, and when."""

from __future__ import annotations

import re

from pressmark.capture import Fact
from pressmark.captures.elements import line_at
from pressmark.captures.moments import address_facts, moment

_COMMENT = re.compile(r"<!--(.{1,3000}?)-->", re.S)
_SINGLE_FILE = re.compile(r"\s*Page saved with SingleFile\s")
_URL = re.compile(r"^\s*url:\s*(\S+)", re.M)
_DATE = re.compile(r"^\s*saved date:\s*(\S.*)$", re.M)
# The number is the length of the address, for Windows' mark of the web.
_FROM = re.compile(r"\s*saved from url=\(\d{4}\)\s*(\S+)\s*$", re.I)
_SEARCHED = 20_000


def saved_facts(text: str, starts: list[int]) -> tuple[Fact, ...]:
    """The facts in the comments at a page's beginning; an address in a web archive gives the page's own too."""
    for comment in _COMMENT.finditer(text, 0, _SEARCHED):
        line = line_at(starts, comment.start())
        if _SINGLE_FILE.match(comment[1]):
            url, date = _URL.search(comment[1]), _DATE.search(comment[1])
            where = f"SingleFile comment, line {line}"
            facts = address_facts(url[1], where) if url else ()
            when = moment(date[1]) if date else ""
            return (*(f for f in facts if f.field != "captured"), Fact("captured", when, where)) if when else facts
        saved = _FROM.match(comment[1])
        if saved:
            return address_facts(saved[1], f"“saved from” comment, line {line}")
    return ()
