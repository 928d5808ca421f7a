"""BUILD, annotators: where two texts have the same words, over small edits, and how the two then differ.

Runs of agreeing words are chained over what one side cut or put otherwise; what is long enough to be no accident is
kept.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import product

from pressmark.annotation import PassageKind
from pressmark.annotators.shingles import SHINGLE
from pressmark.text import folded

# A bracketed insertion belongs to its word: "understand[s]" is compared as "understands", "[T]he" as "the".
_WORD = re.compile(r"\[?\w+(?:[\[\]'’]+\w+)*\]?")
_IN_WORD = re.compile(r"[\[\]'’]")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*\]")
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s|\n")

LEAST_WORDS = 8  # fewer agreeing words than this are an accident
LEAST_CONTENT = 4  # of which so many must say something
LEAST_EDITED = 10  # an edited passage needs more: a string of names and titles agrees over small edits by accident
LEAST_SHARE = 0.6  # of an edited passage's words, on its longer side, must agree
LONGEST_EDIT = 6  # words that one side may have in place of others between two agreeing runs
LONGEST_CUT = 14  # words that one side may leave out
LONGEST_ELISION = 60  # words that one side may leave out where it prints dots in their place
MOST_REPEATS = 3  # of a run in one text are compared: a refrain must not cost its square
TAIL = 2  # words that differ, at most, before the last few of a sentence agree again
LEAST_ENDS = 3  # words of its own after a shared beginning make another end of the same sentence

_STOP = frozenset(
    "a about after against all also an and any are as at be because been before but by can could did do does for from "
    "had has have he her him his how i if in into is it its just me more most my no not of on one or our out over she "
    "so some such than that the their them then there they this to up us was we were what when where which who will "
    "with would you your said says s t".split()
)


class Fingerprints:
    """A text's words as they are compared and, when first asked for, where each stands."""

    __slots__ = ("_spans", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = compared(text)
        self._spans: list[tuple[int, int]] | None = None

    def span(self, word: int) -> tuple[int, int]:
        """Where a word stands, in code points."""
        if self._spans is None:
            self._spans = [m.span() for m in _WORD.finditer(self.text)]
        return self._spans[word]

    def between(self, word: int, following: int) -> str:
        """What is printed from the end of one word to the start of another; to the text's end if there is none."""
        end = self.span(following)[0] if following < len(self.words) else None
        return self.text[self.span(word)[1] : end]

    def named(self, word: int) -> bool:
        """Whether a word is written as a name or a number."""
        first = self._first(word)
        return first.isupper() or first.isdigit()

    def telling(self, word: int) -> bool:
        """Whether a word says something of its own: small words that stand in every text do not, nor do names, since
        "the mayor of Northfield, Ana Sol" is nobody's phrase."""
        return self.words[word] not in _STOP and not self._first(word).isupper()

    def _first(self, word: int) -> str:
        start = self.span(word)[0]
        return self.text[start : start + 2].lstrip("[")[:1]


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two agreeing runs: the words from `a` to `a_end` on one side, `b` to `b_end` on the other."""

    a: int
    a_end: int
    b: int
    b_end: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Agreeing runs with small differences between them: word ranges on both sides, and how many words agree."""

    a: int
    a_end: int
    b: int
    b_end: int
    agreeing: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that agree: `size` words from `a` on one side and from `b` on the other."""

    a: int
    b: int
    size: int


def compared(text: str) -> list[str]:
    """The words of a text as they are compared: folded, without marks."""
    lowered = text.lower()
    found = _WORD.findall(lowered if len(lowered) == len(text) else text)
    return [word if word.isascii() and word.isalnum() else _plain(word) for word in found]


def _plain(word: str) -> str:
    word = _IN_WORD.sub("", word)
    return word.lower() if word.isascii() else folded(word)


def seeds(one: array[int], two: array[int], common: Set[int]) -> list[tuple[int, int]]:
    """The places where a run of words that both texts have begins in the one and in the other, at most MOST_REPEATS of
    it in the one; `common` are the digests of those runs."""
    standing: dict[int, list[int]] = {}
    for position, digest in enumerate(one):
        if digest in common:
            held = standing.setdefault(digest, [])
            if len(held) < MOST_REPEATS:
                held.append(position)
    return [(a, b) for b, digest in enumerate(two) if digest in common for a in standing[digest]]


def chains(one: Fingerprints, two: Fingerprints, begun: Iterable[tuple[int, int]]) -> list[Chain]:
    """The passages that two texts share, none overlapping another, from their `seeds`."""
    return _best(_chained(_runs(one, two, begun), one, two), one)


def _runs(one: Fingerprints, two: Fingerprints, begun: Iterable[tuple[int, int]]) -> list[_Run]:
    """Seeds that follow each other on both sides, joined to maximal runs of agreeing words."""
    known = set(begun)
    runs = []
    for a, b in sorted(known):
        if (a - 1, b - 1) in known or one.words[a : a + SHINGLE] != two.words[b : b + SHINGLE]:
            continue
        size = SHINGLE
        longest = min(len(one.words) - a, len(two.words) - b)
        while size < longest and one.words[a + size] == two.words[b + size]:
            size += 1
        runs.append(_Run(a, b, size))
    return runs


def _elided(side: Fingerprints, word: int) -> bool:
    """Whether dots are printed between a word and the next."""
    return bool(_ELLIPSIS.search(side.between(word, word + 1)))


def _joins(one: Fingerprints, two: Fingerprints, gap: Gap) -> bool:
    """Whether the runs before and after so many words, on either side, belong to one passage."""
    left, right = gap.a_end - gap.a, gap.b_end - gap.b
    if left < 0 or right < 0:
        return False
    if max(left, right) <= LONGEST_EDIT or (min(left, right) <= 1 and max(left, right) <= LONGEST_CUT):
        return True
    if max(left, right) > LONGEST_ELISION:
        return False
    return (left == 0 and _elided(one, gap.a - 1)) or (right == 0 and _elided(two, gap.b - 1))


def _chained(runs: list[_Run], one: Fingerprints, two: Fingerprints) -> Iterator[Chain]:
    """Runs in order, each joined to the ones that follow it closely on both sides."""
    used: set[int] = set()
    for index, run in enumerate(runs):
        if index in used:
            continue
        a_end, b_end, agreeing = run.a + run.size, run.b + run.size, run.size
        gaps: list[Gap] = []
        for later in range(index + 1, len(runs)):
            following = runs[later]
            if following.a - a_end > LONGEST_ELISION:
                break
            # Runs may overlap by words that stand on both sides of a cut: the overlap is counted once.
            overlap = max(0, a_end - following.a, b_end - following.b)
            if later in used or overlap >= following.size:
                continue
            gap = Gap(a_end, following.a + overlap, b_end, following.b + overlap)
            if not _joins(one, two, gap):
                continue
            used.add(later)
            gaps.append(gap)
            agreeing += following.size - overlap
            if gap.a_end - gap.a == gap.b_end - gap.b:
                between = zip(one.words[gap.a : gap.a_end], two.words[gap.b : gap.b_end], strict=True)
                agreeing += sum(x == y for x, y in between)
            a_end, b_end = following.a + following.size, following.b + following.size
        chain = Chain(run.a, a_end, run.b, b_end, agreeing, tuple(gaps))
        if _long_enough(chain):
            yield _extended(one, two, chain)


def _extended(one: Fingerprints, two: Fingerprints, chain: Chain) -> Chain:
    """The chain with the few words at its ends that agree again after an edit, too few to make a run of their own."""
    gaps = chain.gaps
    a, b, a_end, b_end, agreeing = chain.a, chain.b, chain.a_end, chain.b_end, chain.agreeing
    while after := _tail(one.words[a_end : a_end + TAIL + 3], two.words[b_end : b_end + TAIL + 3]):
        left, right, size = after
        if _SENTENCE_END.search(one.between(a_end - 1, a_end)) or _SENTENCE_END.search(two.between(b_end - 1, b_end)):
            break
        gaps = (*gaps, Gap(a_end, a_end + left, b_end, b_end + right))
        a_end, b_end, agreeing = a_end + left + size, b_end + right + size, agreeing + size
    while before := _tail(one.words[max(0, a - TAIL - 3) : a][::-1], two.words[max(0, b - TAIL - 3) : b][::-1]):
        left, right, size = before
        if _SENTENCE_END.search(one.between(a - 1, a)) or _SENTENCE_END.search(two.between(b - 1, b)):
            break
        gaps = (Gap(a - left, a, b - right, b), *gaps)
        a, b, agreeing = a - left - size, b - right - size, agreeing + size
    return Chain(a, a_end, b, b_end, agreeing, gaps)


def _tail(one: list[str], two: list[str]) -> tuple[int, int, int] | None:
    """After how many words of each side, TAIL at most, two words or more agree again, and how many do."""
    skips = sorted(product(range(min(TAIL, len(one)) + 1), range(min(TAIL, len(two)) + 1)), key=lambda s: (sum(s), s))
    for left, right in skips:
        size = 0
        while left + size < len(one) and right + size < len(two) and one[left + size] == two[right + size]:
            size += 1
        if size >= 2 and (left or right):
            return left, right, size
    return None


def _long_enough(chain: Chain) -> bool:
    if not chain.gaps:
        return chain.agreeing >= LEAST_WORDS
    # What is left out counts for nothing: it is neither agreed on nor put otherwise.
    differing = sum(min(gap.a_end - gap.a, gap.b_end - gap.b) for gap in chain.gaps)
    cut = sum(abs((gap.a_end - gap.a) - (gap.b_end - gap.b)) for gap in chain.gaps)
    within = LEAST_SHARE * (chain.agreeing + differing + min(cut, chain.agreeing // 2))
    return chain.agreeing >= max(LEAST_EDITED, within)


def _best(found: Iterator[Chain], one: Fingerprints) -> list[Chain]:
    """The chains that are long enough and say something, longest first, none overlapping one before it."""
    kept: list[Chain] = []
    for chain in sorted(found, key=lambda c: (-c.agreeing, c.a, c.b)):
        if sum(one.telling(word) for word in range(chain.a, chain.a_end)) < LEAST_CONTENT:
            continue
        if all((chain.a_end <= k.a or k.a_end <= chain.a) and (chain.b_end <= k.b or k.b_end <= chain.b) for k in kept):
            kept.append(chain)
    return kept


def difference(one: Fingerprints, two: Fingerprints, chain: Chain) -> PassageKind:
    """How the two sides of a passage differ.

    "template": the same frame with other names or numbers in it, or a sentence that begins alike and ends otherwise;
    "edited": words put in place of others; "elided": words left out, dots in their place; "cut": words left out;
    "identical": nothing.
    """
    other = [gap for gap in chain.gaps if gap.a_end > gap.a and gap.b_end > gap.b]
    if any(_names(one, g.a, g.a_end) and _names(two, g.b, g.b_end) for g in other):
        return "template"
    if _begins(one, chain.a) and _begins(two, chain.b) and _ends_otherwise(one, two, chain):
        return "template"
    if other:
        return "edited"
    if not chain.gaps:
        return "identical"
    dots = (_elided(one, g.a - 1) if g.a_end == g.a else _elided(two, g.b - 1) for g in chain.gaps)
    return "elided" if any(dots) else "cut"


def _names(side: Fingerprints, start: int, end: int) -> bool:
    return any(side.named(word) for word in range(start, end))


def _begins(side: Fingerprints, word: int) -> bool:
    """Whether a sentence, or what is quoted, begins with the word."""
    before = side.between(word - 1, word) if word else "\n"
    return bool(_SENTENCE_END.search(before + " ")) or before.rstrip()[-1:] in ("“", '"', "‘", "„", "«", ":")


def _rest(side: Fingerprints, word: int) -> int:
    """How many words follow a word in its sentence, LEAST_ENDS at most."""
    for count in range(LEAST_ENDS):
        if word + count + 1 >= len(side.words) or _SENTENCE_END.search(side.between(word + count, word + count + 1)):
            return count
    return LEAST_ENDS


def _ends_otherwise(one: Fingerprints, two: Fingerprints, chain: Chain) -> bool:
    last, other = chain.a_end - 1, chain.b_end - 1
    # A mark that closes a quotation ends what is shared, whatever sentence stands around it.
    closed = any(set(s.between(w, w + 1)) & set('”"»“„') for s, w in ((one, last), (two, other)))
    return not closed and _rest(one, last) == LEAST_ENDS and _rest(two, other) == LEAST_ENDS
