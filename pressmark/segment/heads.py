"""INGEST: the lines at the head of an article: headline, standfirst, kicker, byline, date."""

from __future__ import annotations

import re
from collections import Counter

from pressmark.capture import Fact
from pressmark.segment.bylines import is_name, names_in
from pressmark.segment.openings import opening_place
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
_ENOUGH = 0.9  # a headline's least score
_STATED = 8.0  # what it adds that the markup states the very words as the title
# "By" and nothing but capitalized or shouted words: writers, agencies, though no name is known among them.
_BY_LINE = re.compile(r"By (?:(?:[A-Z][\w.'’-]*|and|&|of|the|,|de|van|von)[ ,]*){1,9}$")
ZONE = 4  # how many blocks before the headline still belong to the head


def first_text(looks: list[Look], chances: list[float]) -> int:
    """The number of the block with which the running text begins; the number of blocks when there is none."""
    sure = [i for i, it in enumerate(looks) if chances[i] >= 0.5 and it.prose]
    wanted = min(2, len(sure) - 1)
    for place, i in enumerate(sure):
        if place + wanted < len(sure) and sure[place + wanted] - i <= 12:
            return i
    return next((i for i, chance in enumerate(chances) if chance >= 0.5), len(looks))


def headline(looks: list[Look], chances: list[float], facts: tuple[Fact, ...], taken: dict[int, str]) -> int | None:
    """The number of the block that is the headline; None when the capture holds none."""
    begin = first_text(looks, chances)
    stated = [folded(fact.value) for fact in facts if fact.field == "title"]
    bare = [folded(bare_title(fact.value)) for fact in facts if fact.field == "title"]
    repeats = Counter(it.folded for it in looks)
    best, best_score = None, _ENOUGH
    scores: dict[int, float] = {}
    for i, it in enumerate(looks):
        if i in taken or it.words > 40 or it.date or it.byline or it.picture:
            continue
        same = it.words >= 3 and (it.folded in stated or it.folded in bare or any(_like(it.folded, s) for s in bare))
        if i > begin and not (same or (it.block.shape == "heading" and it.block.level == 1)):
            continue
        score = _score(it, same, begin - i) + (1 if repeats[it.folded] > 1 else 0)
        if opening_place(it.text):
            score -= 3
        if any(b.byline for b in looks[max(0, i - 3) : i]):
            score -= 1
        after = looks[i + 1 : i + 6]
        if any(b.date or b.byline is not None for b in after):
            score += 1
        if any(chances[j] >= 0.5 and looks[j].prose for j in range(i + 1, min(i + 4, len(looks)))):
            score += 1
        if (it.furniture or printed_dates(it.folded)) and not same:
            score -= 6
        scores[i] = score
        if score > best_score:
            best, best_score = i, score
    return _first_of_its_lines(looks, scores, best)


def _first_of_its_lines(looks: list[Look], scores: dict[int, float], best: int | None) -> int | None:
    """The first of the lines that stand together above the text and could each be the headline: the next ones are
    its deck. Only lines without markup need this; a heading says itself that it is one."""
    if best is None or looks[best].block.shape == "heading" or scores[best] >= _STATED:
        return best
    first = best
    while first - 1 in scores and scores[first - 1] >= _ENOUGH:
        above, below = looks[first - 1].block, looks[first].block
        if below.first_line - above.last_line > 1 or above.shape != "paragraph":
            break
        first -= 1
    return first


def _score(it: Look, stated: bool, distance: int) -> float:
    block = it.block
    score = _STATED if stated else 0.0
    if block.shape == "heading":
        score += {1: 6, 2: 2.5, 3: 1.5}.get(block.level, 0)
    elif block.shape in ("item", "image", "table"):
        score -= 4
    score += -6 if it.words < 2 else -2 if it.words < 4 else 1 if it.words < 6 else 3 if it.words <= 20 else 0
    score -= 4 if it.words > 30 or (it.sentences and it.sentence) else 0
    if it.text[-1] in ".:," and not it.text.endswith(("...", "U.S.")):
        score -= 4
    score += 1 if "head" in it.parts else 0
    score -= 3 if "around" in it.parts else 0
    score -= 4 if {"related", "legal", "offer", "talk", "ads"} & set(it.parts) else 0
    score -= 2 if it.links > 0.8 else 0
    score -= 4 if names_only(it.text) else 0
    score -= 6 if _BY_LINE.match(it.text) else 0
    if distance > 0:
        score -= min(3.0, 0.1 * distance)
    return score


def names_only(text: str) -> bool:
    """Whether the text is a list of two or more personal names, or one with a role."""
    parts = [part for part in re.split(r"\s*(?:,|;|\||&|/| and | und | y | et )\s*", text) if part]
    return len(parts) > 1 and all(names_in(part) for part in parts)


def _like(one: str, other: str) -> bool:
    """Whether two titles share nearly all of their words."""
    a, b = Counter(one.split()), Counter(other.split())
    return 2 * (a & b).total() >= 0.85 * (a.total() + b.total())


def bare_title(title: str) -> str:
    """A page's title without the site's name at its end."""
    cut = _SITE_SUFFIX.sub("", title)
    return cut if len(cut.split()) >= 3 else title


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for a site's name and small changes."""
    a, b = folded(bare_title(one)), folded(bare_title(other))
    return a == b or _like(a, b)


def bare_name_line(looks: list[Look], i: int) -> bool:
    """Whether the block is nothing but a name, with a date, a role or an age beside it or the name in a later line."""
    it = looks[i]
    name = _AGE.sub("", it.text).strip(" |,•·-")
    if not 2 <= len(name.split()) <= 4 or it.words > 9 or it.block.shape == "heading" or not is_name(name):
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


def mixed_line(text: str, day_first: bool = False) -> tuple[str, tuple[str, ...]]:
    """The day and the names in a head line of several parts ("3 May 2031 • Ana Ruiz • 2 min"), "" and () without."""
    if len(text) > 200:
        return "", ()
    flat = folded(text)
    dates = printed_dates(flat, day_first)
    names: list[str] = []
    for part in re.split(r"\s*[•|·]\s*|\s+[–—-]\s+|,\s+", text):
        if is_name(re.split(r"\d", part)[0].strip()):
            names += names_in(part)
    return (dates[0][2] if dates else ""), tuple(names)
