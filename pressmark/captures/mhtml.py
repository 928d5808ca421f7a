"""INGEST: pages saved as MHTML (MIME multipart/related): the page itself, its address and when it was saved."""

from __future__ import annotations

import re

from pressmark.capture import Fact
from pressmark.captures.encoding import decoded_as
from pressmark.captures.mime import Leaf, head_of, header, header_place, leaves
from pressmark.captures.moments import address_facts, moment
from pressmark.captures.part import Part, broken
from pressmark.problems import Problems

NAME = "MHTML"
_PAGES = ("text/html", "application/xhtml+xml")
_SAVED = re.compile(r"<?saved by ", re.I)


def told(data: bytes) -> bool:
    """Whether the bytes are of this format: a message that a browser wrote, of a page and what belongs to it."""
    head = head_of(data)
    if head is None or "content-type" not in head:
        return False
    if "snapshot-content-location" in head or _SAVED.match(header(head, "From")):
        return True
    if head.get_content_type() != "multipart/related" or "received" in head or "message-id" in head:
        return False
    first = next(leaves(data), None)
    return first is not None and first.kind in _PAGES and "content-location" in first.head


def opened(source: str, data: bytes) -> tuple[tuple[Part, ...], Problems]:
    """The page in the file. Problems: capture-broken."""
    head = head_of(data)
    if head is None:
        return (), (broken(source, NAME, "it has no head"),)
    address = header(head, "Snapshot-Content-Location")
    page = _page(data, address)
    if page is None:
        return (), (broken(source, NAME, "there is no page in it"),)
    text, encoding = decoded_as(page.content(), page.charset())
    if not text.strip():
        return (), (broken(source, NAME, "its page is empty"),)
    facts: tuple[Fact, ...] = ()
    if address:
        facts = address_facts(address, header_place(data, "Snapshot-Content-Location"))
    else:
        facts = address_facts(header(page.head, "Content-Location"), "Content-Location of the page")
    when = moment(header(head, "Date"))
    if when:
        facts = (*(f for f in facts if f.field != "captured"), Fact("captured", when, header_place(data, "Date")))
    return (Part(text, encoding, NAME, facts),), ()


def _page(data: bytes, address: str) -> Leaf | None:
    """The part that is the page: the one of the address where it is named, else the first that is HTML."""
    first: Leaf | None = None
    for leaf in leaves(data):
        if leaf.kind in _PAGES:
            if address and header(leaf.head, "Content-Location") == address:
                return leaf
            first = first or leaf
    return first
