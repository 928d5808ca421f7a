"""INGEST: the lines at the head of an article: headline, standfirst, kicker, byline, date."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container
from functools import lru_cache

from pressmark.segment.bylines import by_within, is_name, names_in, names_someone, seems_personal, signature
from pressmark.segment.head_words import BY_ALONE, ROLES, words_of
from pressmark.segment.printed_dates import has_digits, printed_dates, told_apart
from pressmark.segment.traits import Look
from pressmark.text import of_western, western

_SITE_SUFFIX = re.compile(r"\s+[|\-–—·•:»]\s+[^|\-–—·•»]{2,40}$")
_ROLE_LINE = re.compile(rf".{{0,34}}\b(?:{words_of(ROLES)}|bureau chief)\b.{{0,30}}")
LONGEST_NAME_LINE = 300  # characters; what is longer names nobody, and would keep a pattern at it for minutes
ZONE = 4  # how many blocks before the headline still belong to the head


def first_text(looks: list[Look], chances: list[float]) -> int:
    """The number of the block with which the running text begins; the number of blocks when there is none."""
    sure = [i for i, it in enumerate(looks) if chances[i] >= 0.5 and it.prose]
    wanted = min(2, len(sure) - 1)
    for place, i in enumerate(sure):
        if place + wanted < len(sure) and sure[place + wanted] - i <= 12:
            return i
    return next((i for i, chance in enumerate(chances) if chance >= 0.5), len(looks))


# A quotation set above the headline, to which a capture has joined it without a space.
_GLUED_QUOTE = re.compile(r"[“\"„«»][^“”\"„«»]{3,60}[”\"“«»](?=[^\W\d_a-zß-ÿ])(?P<rest>.{15,})")


def own_headline(text: str) -> str:
    """A headline without a quotation that is joined to it."""
    glued = _GLUED_QUOTE.fullmatch(text)
    return glued["rest"] if glued else text


def only_heading(looks: list[Look], begin: int, taken: frozenset[int]) -> int | None:
    """The one heading of the first level before the text, where there is one and no more; else a first line that is a
    quotation without a full stop, as over interviews.

    A site’s name is shorter, and leads to its first page or stands below its menu.
    """
    found = [
        i
        for i, it in enumerate(looks)
        if it.block.shape == "heading" and it.block.level == 1 and it.words > 1 and i not in taken and not it.furniture
    ]
    if not found and looks and 0 not in taken and _QUOTED.fullmatch(looks[0].text) and looks[0].words > _FEW_QUOTED:
        return 0
    if len(found) != 1 or found[0] > begin:
        return None
    it = looks[found[0]]
    return found[0] if it.words > 4 or (not it.block.links and found[0] < ZONE) else None


_DIGIT = re.compile(r"\d")
_JOINS = re.compile(r"\s*(?:,|;|\||&|/| and | und | y | et )\s*")


_QUOTED = re.compile(r"[“\"„«»‘][^“”\"„«»]{8,120}[^“”\"„«».!…][”\"“«»’]")
_FEW_QUOTED = 3  # words


_TALK = re.compile(
    r"(?:an? |the |im |grosses |das )?(?:interview|entretien|entrevista|intervista|gesprach|q&a|conversation|intervju)"
    r"(?: (?:with|mit|avec|con|com|met|med)\b|[:—–-]).{2,40}"
)


def says_interview(folded_line: str) -> bool:
    """Whether a line says that what follows is an interview, and with whom."""
    return _TALK.fullmatch(folded_line) is not None


def names_only(text: str) -> bool:
    """Whether the text is a list of two or more personal names, or one with a role."""
    if not _JOINS.search(text):
        return False
    parts = [part for part in _JOINS.split(text) if part]
    if any(sum(map(str.isupper, part)) < 2 for part in parts):
        return False  # seen without taking them apart
    return len(parts) > 1 and all(names_in(part) for part in parts)


def like(one: str, other: str) -> bool:
    """Whether two titles share nearly all of their words."""
    a, b = one.split(), other.split()
    enough = 0.85 * (len(a) + len(b))
    if 2 * min(len(a), len(b)) < enough or (a and frozenset(a).isdisjoint(b)):
        return False  # without counting them
    return 2 * (Counter(a) & Counter(b)).total() >= enough


def bare_title(title: str) -> str:
    """A page's title without the site's name at its end."""
    cut = _SITE_SUFFIX.sub("", title)
    return cut if len(cut.split()) >= 3 else title


def bare_name_line(looks: list[Look], i: int) -> bool:
    """Whether the block is nothing but a name, with a date, a role or an age beside it or the name in a later line."""
    it = looks[i]
    alone = i > 0 and looks[i - 1].folded.strip(": ") in BY_ALONE
    if len(it.text) > LONGEST_NAME_LINE or (it.words > 9 and not alone):
        return False
    name = _AGE.sub("", it.text).strip(" |,•·-")
    if alone and is_name(re.split(r"[\d@(\[]", name)[0].strip()):
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


def short_head_line(it: Look) -> bool:
    """Whether a line just above a headline can be its kicker: a few words that are no part of a menu."""
    if it.block.shape in ("item", "image", "table") or len(it.block.links) > 1 or it.furniture or it.picture:
        return False
    return it.words <= 4 and it.text[-1].isalpha() and not {"around", "share", "offer"} & set(it.parts)


_SECTION = re.compile(r"(?:^|[^a-z])(?:section|kicker|eyebrow|overline|rubrik|ressort|rubric)(?:$|[^a-z])", re.I)


def names_section(it: Look) -> bool:
    """Whether a block's innermost names or its link speak of the section an article stands in."""
    if not it.block.traits or it.furniture is not None or it.block.shape == "item" or "nav" in it.block.traits:
        return False
    return _speaks_of_section(it.block.traits[-4:])


@lru_cache(maxsize=1024)
def _speaks_of_section(traits: tuple[str, ...]) -> bool:
    return _SECTION.search(" ".join(trait for trait in traits if ":" in trait)) is not None


_PARTS = re.compile(r"\s*[•|·\x1f]\s*|\s+[–—/-]\s+|,\s+")


def _aligned(text: str) -> str:
    """The text folded letter by letter, so that offsets stay."""
    if text.isascii():
        return text.lower()
    data = western(text)
    flat = data.translate(_ALIGNED) if data is not None else b"\0"
    return "".join(map(_aligned_letter, text)) if b"\0" in flat else of_western(flat)


def _aligned_letter(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[0].lower()[:1] or letter


def _aligned_byte(byte: int) -> int:
    """The same of a character of Windows-1252, 0 where what it gives is none."""
    data = western(_aligned_letter(bytes([byte]).decode("cp1252", "replace")))
    return data[0] if data else 0


_ALIGNED = bytes(map(_aligned_byte, range(256)))


def mixed_line(text: str, day_first: bool = False, usual: Container[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The day and the names in a head line of several parts ("3 May 2031 • Ana Ruiz • 2 min"), "" and () without.

    A part that holds words which are `usual`, in lower case elsewhere, is no name unless a given name says so.
    """
    if len(text) > 200:
        return "", ()
    rest = text
    dates: list[tuple[int, int, str]] = []
    if has_digits(text) or not text.isascii():
        flat = _aligned(text)
        dates = printed_dates(flat, day_first)
        for start, end, _ in reversed(dates if day_first else printed_dates(flat, True)):
            rest = f"{rest[:start]}\x1f{rest[end:]}"
    written = by_within(rest)
    names = names_in(written) if written else ()
    if not names and written:
        names = signature(rest)
    for part in _PARTS.split(rest) if not names else ():
        bare = _DIGIT.split(part, 1)[0].strip()
        if (is_name(bare) and (seems_personal(bare) or not has_usual(bare, usual))) or names_someone(bare):
            names += names_in(bare)
        elif names and bare:
            break
    return (dates[0][2] if dates else ""), tuple(dict.fromkeys(names))


def mixed_days(text: str, day_first: bool = False) -> tuple[str, str]:
    """The day of publication and that of the last change in a head line of several parts, "" for none."""
    flat = _aligned(text)
    return told_apart(flat, printed_dates(flat, day_first)) if len(text) <= 200 else ("", "")


def has_usual(name: str, usual: Container[str]) -> bool:
    """Whether one of a name's words is a usual one."""
    return any(word.lower() in usual for word in name.split() if len(word) > 2)
