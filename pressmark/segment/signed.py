"""INGEST: which lines of an article's head, or below its text, say who wrote it and when: a label and the reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain

from pressmark.segment.bylines import (
    is_name,
    names_in,
    names_someone,
    names_with_roles,
    presented,
    says_by,
    seems_personal,
    signature,
)
from pressmark.segment.head_words import BY_ALONE
from pressmark.segment.heads import ZONE, bare_name_line, has_usual, is_role, mixed_line
from pressmark.segment.printed_dates import printed_dates
from pressmark.segment.traits import Look

_FAR = 25  # a title that stands so many blocks before the text is not part of its head
_NEAR = 8  # how many blocks before the text then are
_SPOKEN_OF = 2  # how often a text names those it speaks of
_TELLING = 8  # words: shorter lines sign entries and speak of nobody
# A day that is not the article's: until when something can be had, a film with its length, an event, the issue of a
# printed paper, a picture or a message of somebody else, an address.
_OTHER_DAY = re.compile(
    r"\b(?:bis|until|till|hasta|jusqu'au|fino al|available|verfugbar|disponible|expires|gultig|tot en met|deadline|"
    r"frist|born|geboren|died|gestorben|issue|ausgabe|heft|cover of)\b|\b(?:termine?|wann|wo|when|where|einlass|beginn|"
    r"cuando|quand|quando) ?:|\b(?:nr|no|vol)\.? ?\d|\d:\d\d ?min\b|\([^()\d]*[^\W\d_]{3}, ?\d|\(@|://"
)
_BEFORE_DAY = 5  # the most words before the date in a line of more than a few that gives the article's
_CREDIT = re.compile(r"(?:foto|photo|bild|image|picture|credit|quelle|source)", re.I)
_JOINT = re.compile(r"[,&;|/•·]|and|und|et|y|e|og|och|en|i|mit|with", re.I)

Found = Mapping[int, tuple[str, str]]


class Wording:
    """What else a capture says: words that it writes in lower case, and its running text. Many captures never ask."""

    def __init__(self, looks: list[Look], chances: list[float]) -> None:
        self._text = [it for it, chance in zip(looks, chances, strict=True) if chance >= 0.5]

    def __contains__(self, word: object) -> bool:
        """Whether the text writes the word in lower case."""
        return word in self._usual

    @cached_property
    def _usual(self) -> frozenset[str]:
        return frozenset(filter(str.islower, chain.from_iterable([it.text.split() for it in self._text])))

    @cached_property
    def _body(self) -> str:
        return "\n".join([it.text for it in self._text if it.words >= _TELLING])

    def may_sign(self, name: str) -> bool:
        """Whether a name without a "by" can be the writer's: no usual words, and nobody of whom the text speaks."""
        if not seems_personal(name) and has_usual(name, self):
            return False
        return self._body.count(name.split()[-1]) < _SPOKEN_OF


def head_zone(title: int | None, begin: int, last: int, number: int) -> list[int]:
    """The numbers of the blocks among which an article's byline and date stand, of so many blocks.

    `begin` and `last` are the first and the last block of its text.
    """
    end = min(begin + 3, number)
    if title is None:
        return list(range(max(0, begin - _NEAR), end))
    if begin - title <= _FAR:
        return list(range(max(0, title - ZONE), max(end, min(title + 2 * ZONE, last))))
    return sorted({*range(max(0, title - ZONE), title + ZONE), *range(max(0, begin - _NEAR), end)})


def head_line_label(
    looks: list[Look], i: int, title: int | None, begin: int, chance: float, wording: Wording
) -> tuple[str, str] | None:
    """The label of a line in the head that gives a day or names the writers; None for all others."""
    it = looks[i]
    if it.dated and _OTHER_DAY.search(it.folded):
        return None
    day, names = mixed_line(it.text, True, wording) if it.words <= 24 and chance < 0.9 else ("", ())
    by = chance < 0.9 and says_by(it.text)
    if it.picture and it.byline is None and it.date is None and not (day and by and not _CREDIT.search(it.text)):
        return None
    if it.date:
        return "date", "consists of a date, at the article’s head"
    if it.byline and it.words <= 40:
        return "byline", "names the writers, at the article’s head"
    if names and by and chance < 0.5 and (day or it.words <= 14 or "|" in it.text):
        return "byline", "says in one of its parts who wrote it, at the article’s head"
    if it.byline is not None and (day or _dated_beside(looks, i)) and (day or signature(it.text)):
        return "byline", "says by whom and when, at the article’s head"
    if follows_by(looks, i):
        return "byline", "follows a line that says “by”"
    if (i < begin or (title is not None and 0 < i - title < 6)) and bare_name_line(looks, i):
        if not all(wording.may_sign(name) for name in names_in(it.text)):
            return None
        return "byline", "is a name beside a date or a role, at the article’s head"
    if _dated_beside(looks, i) and names_with_roles(it.text):
        return "byline", "names the writers and what they are, beside a date"
    parted = any(mark in it.text for mark in ("|", "•", "·", " / ", "—", "–")) and it.words <= 22
    early = ":" in it.text and it.words <= 16 and _words_before_day(it.folded) <= _BEFORE_DAY
    brief = it.words <= 8 or early or parted
    if day and (names or brief) and not (it.sentence and it.words > 8):
        return ("byline" if names else "date"), "holds a date, at the article’s head"
    return None


def _words_before_day(folded_line: str) -> int:
    dates = printed_dates(folded_line, True)
    return len(folded_line[: dates[0][0]].split()) if dates else 0


def nearest_date(looks: list[Look], found: Found, title: int | None, begin: int) -> int | None:
    """The line that consists of a date and is nearest to the headline, where the head proper holds none."""
    if any(label == "date" or (label == "byline" and looks[i].dated) for i, (label, _) in found.items()):
        return None
    centre = begin if title is None else title
    window = range(max(0, centre - 3 * ZONE), min(centre + 5 * ZONE, len(looks)))
    plain = [i for i in window if looks[i].date and i not in found and not _OTHER_DAY.search(looks[i].folded)]
    dated = [i for i in plain if abs(i - centre) < _NEAR or _alone(looks, i)]
    return min(dated, key=lambda i: (abs(i - centre), i), default=None)


def nearest_byline(looks: list[Look], found: Found, title: int | None, begin: int) -> int | None:
    """The line that says by whom the article is, where the head proper holds none: between the headline and the text,
    or beside its date.
    """
    if any(label == "byline" for label, _ in found.values()):
        return None
    centre = begin if title is None else title
    dates = [i for i, (label, _) in found.items() if label == "date" and abs(i - centre) < 5 * ZONE]
    places = {*range(centre + 1, begin), *(i + step for i in dates for step in (-3, -2, -1, 1, 2, 3))}
    lines = [i for i in places if 0 <= i < len(looks) and i not in found and _says_who_alone(looks[i])]
    return min(lines, key=lambda i: (abs(i - centre), i), default=None)


def _says_who_alone(it: Look) -> bool:
    return bool(it.byline) and it.words <= 4 + 4 * len(it.byline or ()) and not it.sentence and not it.picture


def _alone(looks: list[Look], i: int) -> bool:
    """Whether a date is no item of a list of other articles: no other date stands within a few lines."""
    return looks[i].block.shape != "item" and not any(
        looks[j].date for j in range(max(0, i - 5), min(len(looks), i + 6)) if j != i and looks[j].date != looks[i].date
    )


def _dated_beside(looks: list[Look], i: int) -> bool:
    return any(0 <= j < len(looks) and looks[j].date for j in (i - 1, i + 1, i + 2))


def follows_by(looks: list[Look], i: int) -> bool:
    """Whether a line says whom the "by" alone on the line before it means."""
    if not i or looks[i].words > 8 or looks[i - 1].folded.strip(": ") not in BY_ALONE:
        return False
    return bool(names_in(looks[i].text)) or (looks[i].words <= 3 and looks[i].text[0].isupper())


def neighbouring_names(looks: list[Look], found: Found, zone: Collection[int], wording: Wording) -> Iterator[int]:
    """The lines that hold nothing but a name, or what joins two, and touch a byline, with only such lines between."""
    bylines = sorted(i for i in zone if found.get(i, ("",))[0] == "byline" and looks[i].words <= 8)
    for start in bylines:
        for step in (1,) if says_by(looks[start].text) else (-1, 1):
            i, reached = start + step, []
            while 0 <= i < len(looks) and i not in found and abs(i - start) < 16:
                text = looks[i].text
                free = not looks[i].picture and not looks[i].furniture
                listed = step > 0 and looks[i - 1].text[-1] == "," and is_name(text.strip(" ,;"))
                told = names_someone(text.strip(" ,;")) and all(map(wording.may_sign, names_in(text)))
                if free and (listed or told):
                    reached.append(i)
                    yield from reached
                    reached = []
                elif _JOINT.fullmatch(text) or is_role(looks[i].folded):
                    reached.append(i)
                else:
                    break
                i += step


def named_between(
    looks: list[Look], found: Found, chances: list[float], after: int, begin: int, wording: Wording
) -> Iterator[int]:
    """The lines between the headline and the text that are names alone, where no line says "by"."""
    for i in range(after + 1, min(begin + 1, len(looks))):
        it = looks[i]
        if i in found or chances[i] >= 0.9 or it.picture:
            continue
        signed = it.byline == () and it.words <= 6 and not it.sentence and it.text.split()[1][0].isupper()
        if signed or (it.words <= 14 and names_someone(it.text) and all(map(wording.may_sign, names_in(it.text)))):
            yield i


def signed_after(looks: list[Look], found: Found, begin: int, end: int, wording: Wording) -> tuple[int, str] | None:
    """The one line that says at the end of the text, or anywhere, who wrote it, and the reason; None without one."""
    for i in range(end + 1, min(end + 4, len(looks))):
        it = looks[i]
        alone = it.words <= 8 and names_someone(it.text) and all(map(wording.may_sign, names_in(it.text)))
        if i not in found and (it.byline or alone):
            return i, "signs the text at its end"
    for i in range(end + 1, min(end + 12, len(looks))):
        if i not in found and follows_by(looks, i):
            return i, "follows a line that says “by”, after the text"
    lines = [i for i, it in enumerate(looks) if it.byline and it.words <= 4 + 4 * len(it.byline) and i not in found]
    if lines and len({looks[i].byline for i in lines}) == 1:
        return lines[0], "is the only line that says by whom something is"
    for i in range(max(begin + 1, end - 2), min(end + 12, len(looks))):
        if i not in found and looks[i].words <= 60 and presented(looks[i].text):
            return i, "presents the writer, after the text"
    return None
