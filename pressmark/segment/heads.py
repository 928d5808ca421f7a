"""INGEST: the lines at the head of an article: headline, standfirst, kicker, byline, date."""

from __future__ import annotations

import re
from collections import Counter

from pressmark.segment.bylines import is_name, names_in
from pressmark.segment.printed_dates import printed_dates
from pressmark.segment.traits import Look
from pressmark.text import folded

_SITE_SUFFIX = re.compile(r"\s+[|\-–—·•:»]\s+[^|\-–—·•»]{2,40}$")
_ROLE_LINE = re.compile(
    r"(?:staff|senior|chief|political|contributing|special|deputy|assistant|associate|health|science|sports?|business|"
    r"national|foreign|crime|education|world|local|digital|features?)? ?.{0,24}\b(?:writer|reporter|correspondent|"
    r"editor|"
    r"contributor|columnist|redakteur\w*|korrespondent\w*|journalist\w*|reporterin|producer|critic|bureau "
    r"chief)\b.{0,24}"
)
ZONE = 4  # how many blocks before the headline still belong to the head


def first_text(looks: list[Look], chances: list[float]) -> int:
    """The number of the block with which the running text begins; the number of blocks when there is none."""
    sure = [i for i, it in enumerate(looks) if chances[i] >= 0.5 and it.prose]
    wanted = min(2, len(sure) - 1)
    for place, i in enumerate(sure):
        if place + wanted < len(sure) and sure[place + wanted] - i <= 12:
            return i
    return next((i for i, chance in enumerate(chances) if chance >= 0.5), len(looks))


def names_only(text: str) -> bool:
    """Whether the text is a list of two or more personal names, or one with a role."""
    parts = [part for part in re.split(r"\s*(?:,|;|\||&|/| and | und | y | et )\s*", text) if part]
    return len(parts) > 1 and all(names_in(part) for part in parts)


def like(one: str, other: str) -> bool:
    """Whether two titles share nearly all of their words."""
    a, b = Counter(one.split()), Counter(other.split())
    return 2 * (a & b).total() >= 0.85 * (a.total() + b.total())


def bare_title(title: str) -> str:
    """A page's title without the site's name at its end."""
    cut = _SITE_SUFFIX.sub("", title)
    return cut if len(cut.split()) >= 3 else title


def bare_name_line(looks: list[Look], i: int) -> bool:
    """Whether the block is nothing but a name, with a date, a role or an age beside it or the name in a later line."""
    it = looks[i]
    name = _AGE.sub("", it.text).strip(" |,•·-")
    if i and looks[i - 1].folded.strip(": ") in _BY_ALONE and is_name(name.rstrip("0123456789")):
        return True
    if not 2 <= len(name.split()) <= 4 or it.words > 9 or it.block.shape == "heading" or not is_name(name):
        return False
    if not names_in(name):
        return False
    if it.furniture and name == it.text:
        return False
    if "byline" in it.parts or name != it.text or any(_AUTHOR_LINK.search(link.target) for link in it.block.links):
        return True
    beside = [looks[j] for j in (i - 1, i + 1, i + 2) if 0 <= j < len(looks)]
    if any(b.date or _ROLE_LINE.fullmatch(b.folded) or _AGE.fullmatch(b.text) for b in beside):
        return True
    # The writer is named again: "by …" above, or in a line on who they are.
    who = re.escape(name)
    about = re.compile(rf"(?:{_SAYS_WHO}) {who}$|{who} (?:is|was|ist|est|es|è|schreibt|writes|covers)\b", re.I)
    return any(about.match(b.text) for b in looks if b is not it)


_AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|in|es)?|auteurs?|by|people|persona?e?n?|profiles?|journalist\w*|redak\w+|reporters?|"
    r"staff|writers?|"
    r"contributors?|columnists?|team|firmas?|byline)/",
    re.I,
)
_BY_ALONE = frozenset(["by", "von", "par", "por", "written by", "di", "author", "autor", "autor/in"])
_SAYS_WHO = "by|von|par|por|di|view all posts by|contact|follow|about|über|more by|more from"
_AGE = re.compile(
    r"(?:\s*[|•·-]?\s*(?:published|updated|vor|hace|il y a)?\s*)?(?:\d+|an?|one) ?(?:minutes?|mins?|hours?|hrs?|days?|"
    r"weeks?|h|d|"
    r"minuten|stunden?|tage?n?|horas?|minutos|días|heures?|jours?)(?: ago)?\b.*$",
    re.I,
)


def is_role(folded_line: str) -> bool:
    """Whether a line says what a writer is: "staff writer"."""
    return len(folded_line) <= 80 and bool(_ROLE_LINE.fullmatch(folded_line))


def is_time(folded_line: str) -> bool:
    """Whether a line is a time of day."""
    return bool(re.fullmatch(r"\d{1,2}[:.h]\d\d ?(?:[ap]\.?m\.?)?(?: ?(?:uhr|[a-z]{2,4}))?", folded_line))


_SECTION = re.compile(r"(?:^|[^a-z])(?:section|kicker|eyebrow|overline|rubrik|ressort|rubric)(?:$|[^a-z])", re.I)


def names_section(it: Look) -> bool:
    """Whether a block's innermost names or its link speak of the section an article stands in."""
    inner = " ".join(trait for trait in it.block.traits[-4:] if ":" in trait)
    listed = "nav" in it.block.traits or it.block.shape == "item"
    return bool(_SECTION.search(inner)) and it.furniture is None and not listed


_WRITTEN = re.compile(r"^(?:written |reported |published )?by:? ", re.I)


def mixed_line(text: str, day_first: bool = False) -> tuple[str, tuple[str, ...]]:
    """The day and the names in a head line of several parts ("3 May 2031 • Ana Ruiz • 2 min"), "" and () without."""
    if len(text) > 200:
        return "", ()
    flat = folded(text)
    dates = printed_dates(flat, day_first)
    names: list[str] = []
    for part in re.split(r"\s*[•|·]\s*|\s+[–—-]\s+|,\s+", text):
        bare = _WRITTEN.sub("", part)
        if is_name(re.split(r"\d", bare)[0].strip()):
            if bare != part:
                names = []  # "written by" says it of this part, whatever the others look like
            names += names_in(bare)
            if bare != part:
                break
    return (dates[0][2] if dates else ""), tuple(names)
