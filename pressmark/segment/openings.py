"""INGEST: the place that a report names before its first sentence."""

from __future__ import annotations

import re

# NORTHFIELD — / EAST PORT/WEST PORT, March 7 (Agency) - / Northfield, Ill. —
_PLACE = r"[^\W\d_a-zß-ÿ][^\W\d_]*(?:[ '’.-]+[^\W\d_][^\W\d_]*){0,4}"
_OPENING = re.compile(
    rf"^(?P<place>{_PLACE}(?:/{_PLACE}){{0,2}}"
    r"(?:, (?![A-Z][a-z]+\.? \d)(?:[^\W\d_]\.?){2,14}(?:(?: [^\W\d_a-zß-ÿ]\w+){2}|(?: [^\W\d_]\w+)?))?)"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? ?\d{1,2}|\d{1,2}\.? ?[A-Z][^\W\d_]+|[A-Z][a-z]{2,8}\.?(?= (?:19|20)\d\d))"
    r"(?:,? (?:19|20)\d\d)?)?"
    r"(?P<agency>\s*\((?P<name>[^()]{2,40})\)(?:\s*[/,][^—–-]{0,20})?)?\s*(?P<dash>[—–]|-{2,3}|-(?=\s))\s*"
)
_NOT_PLACES = re.compile(
    r"^(?:update|exclusive|analysis|opinion|breaking|watch|video|note|live|factbox|explainer)\b", re.I
)


def opening_place(text: str) -> tuple[str, str] | None:
    """The place of a report's opening, capitals lowered, and the words that name it; None without one."""
    start = text[:120]
    match = _OPENING.match(start) if "-" in start or "—" in start or "–" in start else None
    if not match:
        return None
    place = match["place"].strip(" ,")
    capitals = place.split(",")[0]
    if _NOT_PLACES.match(place) or len(place.split()) > 5:
        return None
    # In lower case only an agency in brackets or a state after the town tells a place from the start of a sentence.
    if not (capitals.isupper() or match["agency"] or ", " in place or match["dash"] in "—–"):
        return None
    if not capitals.isupper() and len(capitals.split()) > 3:
        return None
    shown = "/".join(_lowered(part) for part in place.split("/"))
    return shown, match[0].strip()


def _lowered(place: str) -> str:
    head, comma, rest = place.partition(",")
    if head.isupper() and len(head) > 3:
        head = head.title().replace(" Of ", " of ").replace(" De ", " de ").replace(" The ", " the ")
    return head + comma + rest
