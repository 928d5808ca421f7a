"""BUILD, annotators: quoted words that are no speech but the titles of works."""

from __future__ import annotations

import re

from pressmark.annotators.quote_marks import Quoted

_MARKS = "“”\"‘’«»„`' ,"
_WORDS = re.compile(r"(?:[^\W\d_a-z][\w’'!?&.-]*|of|the|and|a|an|in|on|to|for|with|from|by|at|\d+)")
_LONGEST = 9  # words of a title
# What stands before the title of a work: its kind, who shows it, or "titled".
_WORK = re.compile(
    r"(?:\b(?:show|series|programme?|film|movie|documentary|book|memoir|novel|album|song|single|play|musical|opera|painting|"
    r"magazine|newspaper|column|article|essay|report|podcast|blog|poem|ballad|anthem|comedy|drama|sitcom|hit|hits|"
    r"co-?host|host|hosts|star|stars|author|titled|entitled|headlined|watched|watch|read)(?:\s(?:of|on|called))?|"
    r"\b(?:of|on)\s(?:[A-Z]{2,}\w*|the\s[A-Z]\w+(?:\s[A-Z]\w+)*)[’']s(?:\s\w+)?|\b[A-Z]{3,}[’']s(?:\s\w+)?|\b[Oo]n|\bof)$"
)


def written_as_title(text: str, quote: Quoted) -> bool:
    """Whether the words are written like the title of a work: "Harbor Nights"."""
    return _capitalised(text[quote.start : quote.end].strip(_MARKS))


def _capitalised(inner: str) -> bool:
    words = inner.split()
    if not words or len(words) > _LONGEST or inner.endswith((".", "!", "?")) or not inner[0].isupper():
        return False
    return all(_WORDS.fullmatch(word.strip(",:;()")) for word in words)


def titles(text: str, bounds: tuple[tuple[int, int], ...], marks: tuple[Quoted, ...]) -> frozenset[int]:
    """Where the quotations start that are titles of works by what stands before them: the show "Harbor Nights"."""
    found = set()
    for quote in marks:
        before = text[max(bounds[quote.paragraph][0], quote.start - 60) : quote.start].rstrip()
        if _WORK.search(before) and _capitalised(text[quote.start : quote.end].strip(_MARKS + ".")):
            found.add(quote.start)
    return frozenset(found)
