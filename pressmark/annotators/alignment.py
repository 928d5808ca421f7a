"""BUILD, annotators: where two texts have the same words, over small edits, and how the two then differ.

Runs of agreeing words are chained over what one side cut or put otherwise; what is long enough to be no accident is
kept.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Set
from itertools import islice, product
from typing import NamedTuple
from zlib import crc32

from pressmark.annotation import PassageKind
from pressmark.annotators.shingles import SHINGLE, WORD, numbers

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
    crc32(word)
    for word in b"a about after against all also an and any are as at be because been before but by can could did do "
    b"does for from had has have he her him his how i if in into is it its just me more most my no not of on one or "
    b"our out over she so some such than that the their them then there they this to up us was we were what when where "
    b"which who will with would you your said says s t".split()
)


class Side:
    """A text with its words as they are compared (digests) and, once somebody asks, where each stands."""

    __slots__ = ("_among", "_at", "_runs", "_starts", "again", "text", "words")

    def __init__(self, text: str, digests: bytes, runs: array[int], among: Set[int] | None = None) -> None:
        """`among` are the runs that other texts may have too; None if it is not known which."""
        self.text = text
        self.words = numbers(digests)
        self.again: dict[int, list[int]] = {}  # of runs that stand more than once all places; filled in by `at`
        self._runs = runs
        self._among = among
        self._at: dict[int, int] | None = None
        self._starts: array[int] | None = None

    @property
    def at(self) -> dict[int, int]:
        """The runs that may stand in another text, each with its first place."""
        if self._at is None:
            self._at = {}
            among = self._among
            for place, run in enumerate(self._runs):
                if (among is None or run in among) and self._at.setdefault(run, place) != place:
                    self.again.setdefault(run, [self._at[run]]).append(place)
        return self._at

    def start(self, word: int) -> int:
        """Where a word begins, in code points."""
        if self._starts is None:
            self._starts = array("I", map(re.Match.start, WORD.finditer(self.text)))
        return self._starts[word]

    def end(self, word: int) -> int:
        """Where a word ends, in code points."""
        found = WORD.match(self.text, self.start(word))
        return found.end() if found else self.start(word)

    def between(self, word: int, following: int) -> str:
        """What is printed from the end of one word to the start of another; to the text's end if there is none."""
        end = self.start(following) if following < len(self.words) else None
        return self.text[self.end(word) : end]

    def named(self, word: int) -> bool:
        """Whether a word is written as a name or a number."""
        first = self._first(word)
        return first.isupper() or first.isdigit()

    def telling(self, word: int) -> bool:
        """Whether a word says something of its own: small words that stand in every text do not, nor do names, since
        "the mayor of Northfield, Ana Sol" is nobody's phrase."""
        return self.words[word] not in _STOP and not self._first(word).isupper()

    def _first(self, word: int) -> str:
        start = self.start(word)
        first = self.text[start]
        return first if first != "[" else self.text[start + 1]


class Gap(NamedTuple):
    """What stands between two agreeing runs: the words from `a` to `a_end` on one side, `b` to `b_end` on the other."""

    a: int
    a_end: int
    b: int
    b_end: int


class Chain(NamedTuple):
    """Agreeing runs with small differences between them: word ranges on both sides, and how many words agree."""

    a: int
    a_end: int
    b: int
    b_end: int
    agreeing: int
    gaps: tuple[Gap, ...]


_Run = tuple[int, int, int]  # words that agree: from where on the one side, from where on the other, and how many


def chains(one: Side, two: Side) -> list[Chain]:
    """The passages that two texts share, none overlapping another."""
    return _best(_chained(_runs(one, two, _seeds(one, two)), one, two), one)


def _seeds(one: Side, two: Side) -> set[tuple[int, int]]:
    """Where the runs that both have begin in the one and in the other, at most MOST_REPEATS of each in the one."""
    here, there = one.at, two.at
    common = here.keys() & there.keys()
    found = {(here[run], there[run]) for run in common}
    for run in common & (one.again.keys() | two.again.keys()):
        held = one.again.get(run, [here[run]])[:MOST_REPEATS]
        found.update((a, b) for b in two.again.get(run, (there[run],)) for a in held)
    return found


def _runs(one: Side, two: Side, begun: set[tuple[int, int]]) -> list[_Run]:
    """Seeds that follow each other on both sides, joined to maximal runs of agreeing words."""
    words, others = one.words, two.words
    runs = []
    for a, b in sorted(begun):
        if (a - 1, b - 1) in begun or words[a : a + SHINGLE] != others[b : b + SHINGLE]:
            continue
        size = SHINGLE
        longest = min(len(words) - a, len(others) - b)
        while size < longest and words[a + size] == others[b + size]:
            size += 1
        runs.append((a, b, size))
    return runs


def _elided(side: Side, word: int) -> bool:
    """Whether dots are printed between a word and the next."""
    return bool(_ELLIPSIS.search(side.between(word, word + 1)))


def _joins(one: Side, two: Side, gap: Gap) -> bool:
    """Whether the runs before and after so many words, on either side, belong to one passage."""
    left, right = gap.a_end - gap.a, gap.b_end - gap.b
    least, most = (left, right) if left < right else (right, left)
    if most <= LONGEST_EDIT or (least <= 1 and most <= LONGEST_CUT):
        return True
    if least or most > LONGEST_ELISION:
        return False
    return (left == 0 and _elided(one, gap.a - 1)) or (right == 0 and _elided(two, gap.b - 1))


def _chained(runs: list[_Run], one: Side, two: Side) -> list[Chain]:
    """Runs in order, each joined to the ones that follow it closely on both sides."""
    used: set[int] = set()
    found = []
    for index, (a, b, size) in enumerate(runs):
        if index in used:
            continue
        a_end, b_end, agreeing = a + size, b + size, size
        gaps: list[Gap] = []
        for later in range(index + 1, len(runs)):
            next_a, next_b, next_size = runs[later]
            if next_a - a_end > LONGEST_ELISION:
                break
            # Runs may overlap by words that stand on both sides of a cut: the overlap is counted once.
            overlap = a_end - next_a if a_end - next_a > b_end - next_b else b_end - next_b
            if overlap < 0:
                overlap = 0
            if overlap >= next_size or later in used:
                continue
            gap = Gap(a_end, next_a + overlap, b_end, next_b + overlap)
            if not _joins(one, two, gap):
                continue
            used.add(later)
            gaps.append(gap)
            agreeing += next_size - overlap
            if gap.a_end - gap.a == gap.b_end - gap.b:
                between = zip(one.words[gap.a : gap.a_end], two.words[gap.b : gap.b_end], strict=True)
                agreeing += sum(x == y for x, y in between)
            a_end, b_end = next_a + next_size, next_b + next_size
        chain = Chain(a, a_end, b, b_end, agreeing, tuple(gaps))
        if _long_enough(chain):
            found.append(_extended(one, two, chain))
    return found


def _extended(one: Side, two: Side, chain: Chain) -> Chain:
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


def _tail(one: array[int], two: array[int]) -> tuple[int, int, int] | None:
    """After how many words of each side, TAIL at most, two words or more agree again, and how many do."""
    for left, right in _SKIPS:
        if one[left : left + 2] != two[right : right + 2]:
            continue
        size = 0
        while left + size < len(one) and right + size < len(two) and one[left + size] == two[right + size]:
            size += 1
        if size >= 2:
            return left, right, size
    return None


# What may be skipped on both sides, the least first.
_SKIPS = sorted(((a, b) for a, b in product(range(TAIL + 1), repeat=2) if a or b), key=lambda skip: (sum(skip), skip))


def _long_enough(chain: Chain) -> bool:
    if not chain.gaps:
        return chain.agreeing >= LEAST_WORDS
    # What is left out counts for nothing: it is neither agreed on nor put otherwise.
    differing = sum(min(gap.a_end - gap.a, gap.b_end - gap.b) for gap in chain.gaps)
    cut = sum(abs((gap.a_end - gap.a) - (gap.b_end - gap.b)) for gap in chain.gaps)
    within = LEAST_SHARE * (chain.agreeing + differing + min(cut, chain.agreeing // 2))
    return chain.agreeing >= max(LEAST_EDITED, within)


def _best(found: list[Chain], one: Side) -> list[Chain]:
    """The chains that are long enough and say something, longest first, none overlapping one before it."""
    kept: list[Chain] = []
    for chain in sorted(found, key=lambda c: (-c.agreeing, c.a, c.b)):
        if len(list(islice(filter(one.telling, range(chain.a, chain.a_end)), LEAST_CONTENT))) < LEAST_CONTENT:
            continue
        if all((chain.a_end <= k.a or k.a_end <= chain.a) and (chain.b_end <= k.b or k.b_end <= chain.b) for k in kept):
            kept.append(chain)
    return kept


def difference(one: Side, two: Side, chain: Chain) -> PassageKind:
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


def _names(side: Side, start: int, end: int) -> bool:
    return any(side.named(word) for word in range(start, end))


def _begins(side: Side, word: int) -> bool:
    """Whether a sentence, or what is quoted, begins with the word."""
    before = side.between(word - 1, word) if word else "\n"
    return bool(_SENTENCE_END.search(before + " ")) or before.rstrip()[-1:] in ("“", '"', "‘", "„", "«", ":")


def _rest(side: Side, word: int) -> int:
    """How many words follow a word in its sentence, LEAST_ENDS at most."""
    for count in range(LEAST_ENDS):
        if word + count + 1 >= len(side.words) or _SENTENCE_END.search(side.between(word + count, word + count + 1)):
            return count
    return LEAST_ENDS


def _ends_otherwise(one: Side, two: Side, chain: Chain) -> bool:
    last, other = chain.a_end - 1, chain.b_end - 1
    # A mark that closes a quotation ends what is shared, whatever sentence stands around it.
    closed = any(set(s.between(w, w + 1)) & set('”"»“„') for s, w in ((one, last), (two, other)))
    return not closed and _rest(one, last) == LEAST_ENDS and _rest(two, other) == LEAST_ENDS
