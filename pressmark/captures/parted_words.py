"""INGEST: words that the end of a line parts with a hyphen, and what they are when the two lines are one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

_HYPHENS = "-\u00ad\u2010"
_PARTED = re.compile(rf"[^\W\d_]{{2,}}[{_HYPHENS}]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_BEFORE = re.compile(r"[^\W\d_]*.$")
_AFTER = re.compile(r"[^\W\d_]+")
# "two- and three-year terms": the word after such a hyphen is a word of its own.
_OWN = frozenset("and or to und oder bis et ou y o e en of og eller och".split())
_SOFT = "\u00ad"  # a hyphen that a program put there for the end of a line alone
_LONGEST = 40  # characters of a word
_SHORTEST = 20  # characters: a shorter line is a label, not a line of a paragraph

Words = Callable[[], frozenset[str]]  # the words of a text, found when first asked for, since few texts part a word


def known_words(text: str) -> Words:
    """What gives the words of a text as it writes them inside its lines, in lower case."""

    @cache
    def words() -> frozenset[str]:
        return frozenset(_WORD.findall(text.lower()))

    return words


def parted(line: str, following: str) -> bool:
    """Whether a word begins on one line and ends on the next: nothing stands between its two parts."""
    below = following.lstrip()
    if not below[:1].islower():
        return False
    above = line.rstrip()
    if len(above) < _SHORTEST or above[-1] not in _HYPHENS or not _PARTED.search(above):
        return False
    after = _AFTER.match(below)
    return after is not None and after[0] not in _OWN


def whole(above: str, below: str, known: Words) -> str:
    """Two lines with the word that was parted between them.

    Its hyphen goes only where that is certain: the text writes the word without one elsewhere, or it is a common one.
    """
    before, after = _BEFORE.search(above, max(0, len(above) - _LONGEST)), _AFTER.match(below)
    if above[-1] == _SOFT:
        return above[:-1] + below
    if before and after:
        start, end = before[0][:-1].lower(), after[0].lower()
        written = f"{start}{end}"
        if (written in known() or written in _common_words()) and f"{start}-{end}" not in known():
            return above[:-1] + below
    return above + below


@cache
def _common_words() -> frozenset[str]:
    """The common English words of the package's lists (which are data: no module of names is asked)."""
    text = files("pressmark").joinpath("names", "lists", "words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
