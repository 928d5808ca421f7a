"""INGEST: which outlet published an article, from what the capture itself says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.labels import RUNNING, Labelled, OutletHint
from pressmark.segment.bylines import contributed, employer
from pressmark.segment.pictures import video_source
from pressmark.text import folded, squeezed

_NAME = r"(?:The )?[^\W\d_a-zß-ÿ][\w.&’'-]*(?: (?:of|and|the|de|&|[^\W\d_a-zß-ÿ][\w.&’'-]*)){0,5}"
_COPYRIGHT = re.compile(
    rf"^(?:©|\([cC]\)|(?i:copyright))(?: ?©| ?\([cC]\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?,?\s*)?(?:by "
    rf")?(?P<name>{_NAME})"
)
_COMPANY = re.compile(
    r",?\s+(?:Company|Co\.?|Inc\.?|LLC|Ltd\.?|Limited|GmbH(?: & Co\.? KG)?|AG|AS|S\.?A\.?|S\.?p\.?A\.?|"
    r"Corp(?:oration)?\.?|"
    r"Media Group|Media|Group|Holdings?|Publishing|Publications|Communications|All|Alle|Todos|Tutti|Rights)\b.*$"
)
_SLUG = re.compile(r"^(?P<name>[^\W\d_a-zß-ÿ][\w .&’'-]{1,30}?)\s*[—–]\s*$")
_PRINTED = re.compile(
    r"\b(?:[Pp]ublished|appeared) (?:first |originally )?(?:in|on|by) (?P<name>(?:The |the )?[A-Z][^.,;]{2,40})[.,]?$"
)
_ASKED = re.compile(r"request|quer|quir|question")
_REQUEST = re.compile(rf"(?P<name>{_NAME})[’'](?:s)? (?:requests?|inquir\w+|questions?|enquir\w+)\b")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of an outlet: its name as the capture gives it, how strong it is, and where it stands."""

    name: str
    strength: float
    line: int
    words: str


def outlet_signs(blocks: tuple[Labelled, ...]) -> list[Sign]:
    """What the visible text says of its outlet: the best-supported name first."""
    signs = [sign for block in blocks for sign in _signs(block)]
    total: dict[str, float] = {}
    for sign in signs:
        total[_key(sign.name)] = total.get(_key(sign.name), 0.0) + sign.strength
    return sorted(signs, key=lambda s: (-total[_key(s.name)], -s.strength, s.line)) if signs else []


def support(signs: list[Sign]) -> float:
    """How strongly the signs speak for the first of them; 2 is enough to propose it."""
    kinds = {(s.strength, s.words): s.strength for s in signs if _key(s.name) == _key(signs[0].name)}
    return sum(kinds.values())


def _key(name: str) -> str:
    return folded(name).removeprefix("the ")


def _signs(labelled: Labelled) -> Iterator[Sign]:
    text, line = labelled.block.text, labelled.block.first_line
    if labelled.label in RUNNING:
        # A paper that cites another writes much the same: what its sources told it counts for little alone.
        if not _ASKED.search(text):
            return
        for match in _REQUEST.finditer(text):
            yield Sign(_bare(match["name"]), 2.0, line, match[0])
        return
    if len(text) > 400:
        return
    right = _COPYRIGHT.match(text)
    if right and labelled.label not in ("caption", "credit"):
        name = _bare(_COMPANY.sub("", right["name"]))
        if name and len(name) > 2:
            yield Sign(name, 2.5, line, text[:80])
    slug = _SLUG.match(text)
    if slug and labelled.label == "dateline":
        yield Sign(_bare(slug["name"]), 1.0, line, text)
    source = video_source(text)
    if source:
        yield Sign(_bare(source), 1.0, line, text)
    if labelled.label == "contributors" and contributed(text):
        owner = employer(text)
        if owner:
            yield Sign(_bare(owner), 1.5, line, text[:80])
    printed = _PRINTED.search(text)
    if printed:
        yield Sign(_bare(printed["name"]), 2.0, line, printed[0])


def _bare(name: str) -> str:
    return squeezed(name).strip(" .,")


def known_outlet(name: str, outlets: tuple[OutletHint, ...]) -> str:
    """The id of the outlet that bears this name or alias, "" when none or more than one does."""
    key = _key(name)
    found = sorted({o.id for o in outlets if key in {_key(o.name), *(_key(alias) for alias in o.aliases), o.id}})
    return found[0] if len(found) == 1 else ""
