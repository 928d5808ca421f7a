"""How a span is found again after its text was edited: described by its words and what stands around them.

Takes a text and a selector; gives the span, or None rather than a doubtful one. A note that hangs on the wrong words is
worse than one that waits for a new place.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

from pressmark.text import Span

CONTEXT = 32
# One side of the context alone is trusted when it is at least this long.
LONG_SIDE = 16
# Words this long are taken for the same wherever they stand, if they stand once.
LONG_EXACT = 24
# Occurrences beyond this many are as good as ambiguous, and hostile.
MOST = 2000
_QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"', "‚": "'", "„": '"'}
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[’”\"')]*|\n|$)")


@dataclass(frozen=True, slots=True)
class Selector:
    """The words of a span, those before and after it, and where it stood (-1: not known). All offsets are code points.

    The position never decides between two places; it only orders suggestions.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1


def describe(text: str, start: int, end: int, context: int = CONTEXT) -> Selector:
    """A selector that resolves to this very span of this text; the context grows until only one place fits."""
    while True:
        before, after = max(0, start - context), min(len(text), end + context)
        selector = Selector(text[start:end], text[before:start], text[end:after], start, end)
        whole = before == 0 and after == len(text)
        if whole or start >= end or _resolved(text, selector)[0] == Span(start, end):
            return selector
        context = context * 2 + 8


def _places(text: str, words: str, most: int = MOST) -> list[int]:
    """Where the words begin, overlapping places too."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _whole_words(text: str, start: int, end: int) -> bool:
    inside_left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    inside_right = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not inside_left and not inside_right


def _fits(text: str, start: int, end: int, selector: Selector) -> tuple[int, int]:
    """How many characters of the prefix and of the suffix stand beside a place, counted from it."""
    before = after = 0
    while before < min(len(selector.prefix), start) and selector.prefix[-1 - before] == text[start - 1 - before]:
        before += 1
    while after < min(len(selector.suffix), len(text) - end) and selector.suffix[after] == text[end + after]:
        after += 1
    return before, after


def _resolved(text: str, selector: Selector) -> tuple[Span | None, bool]:
    """The only place that the selector can mean, None if there is none or more; and whether any place has its words."""
    size, left, right = len(selector.exact), len(selector.prefix), len(selector.suffix)
    if (left or right) and selector.exact.strip():
        whole = _places(text, selector.prefix + selector.exact + selector.suffix, 2)
        if whole:
            return (Span(whole[0] + left, whole[0] + left + size) if len(whole) == 1 else None), True
    places = _places(text, selector.exact) if selector.exact.strip() else []
    if not places or len(places) >= MOST:
        return None, bool(places)
    fits = [(at, *_fits(text, at, at + size, selector)) for at in places]
    whole = [fit[0] for fit in fits if _whole_words(text, fit[0], fit[0] + size)]
    if not left and not right:
        chosen = whole
    else:
        chosen = [at for at, before, after in fits if before == left >= LONG_SIDE or after == right >= LONG_SIDE]
        if not chosen and len(whole) == 1 and len(places) == 1:
            _, before, after = fits[0]
            near = before + after >= min(LONG_SIDE, left + right) // 2
            chosen = whole if near or size >= LONG_EXACT else []
    return (Span(chosen[0], chosen[0] + size) if len(chosen) == 1 else None), True


def _fold(text: str) -> tuple[str, list[int]]:
    """The text in lower case without accents, with straight marks and single spaces, and where each character of that
    comes from."""
    parts: list[str] = []
    sources: list[int] = []
    for at, char in enumerate(text):
        if char.isspace():
            piece = "" if parts and parts[-1] == " " else " "
        else:
            plain = unicodedata.normalize("NFKD", _QUOTES.get(char, char)).casefold()
            piece = "".join(c for c in plain if not unicodedata.combining(c))
        for c in piece:
            parts.append(" " if c.isspace() else c)
            sources.append(at)
    return "".join(parts), sources


def _unfolded(text: str, sources: list[int], start: int, end: int) -> Span:
    last = sources[end - 1] + 1
    while last < len(text) and unicodedata.combining(text[last]):
        last += 1
    return Span(sources[start], last)


def resolve(text: str, selector: Selector) -> Span | None:
    """The span that the selector means, None if no place or more than one fits.

    Its exact words decide, with prefix and suffix where they stand more than once; if they stand nowhere, words that
    differ only in case, accents, quotation marks and white space.
    """
    span, present = _resolved(text, selector)
    if present:
        return span
    folded, sources = _fold(text)
    exact, prefix, suffix = (_fold(part)[0] for part in (selector.exact, selector.prefix, selector.suffix))
    span, _ = _resolved(folded, Selector(exact.strip(), prefix, suffix))
    if span is None:
        return None
    found = _unfolded(text, sources, span.start, span.end)
    # A ligature or a fraction folds to several characters: never give a span that holds more than was asked for.
    return found if _fold(text[found.start : found.end])[0].strip() == exact.strip() else None


def candidates(text: str, selector: Selector, most: int = 3) -> tuple[Span, ...]:
    """The places most like what the selector describes, best first, to be suggested to a person."""
    folded, sources = _fold(text)
    exact = _fold(selector.exact)[0].strip()
    if not exact:
        return ()
    spans = [_unfolded(text, sources, at, at + len(exact)) for at in _places(folded, exact, 200)]
    if not spans:
        spans = _alike(text, selector.exact, most)

    def badness(span: Span) -> tuple[int, int, int]:
        fit = sum(_fits(text, span.start, span.end, selector))
        return -fit, abs(span.start - selector.start) if selector.start >= 0 else 0, span.start

    return tuple(sorted(set(spans), key=badness)[:most])


def _alike(text: str, exact: str, most: int) -> list[Span]:
    """Stretches of sentences that share most of their characters with the words, in order."""
    scored = []
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(exact)
    for sentence in _SENTENCE.finditer(text[:500_000]):
        words = sentence[0]
        matcher.set_seq1(words)
        blocks = [b for b in matcher.get_matching_blocks() if b.size > 2] if len(words) < 2000 else []
        share = sum(b.size for b in blocks) / len(exact)
        if share >= 0.6:
            start, end = blocks[0].a, blocks[-1].a + blocks[-1].size
            while start > 0 and words[start - 1].isalnum():
                start -= 1
            while end < len(words) and words[end].isalnum():
                end += 1
            scored.append((-share, Span(sentence.start() + start, sentence.start() + end)))
    return [span for _, span in sorted(scored)[:most]]
