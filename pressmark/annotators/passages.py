"""BUILD, annotators: words that two articles share, from texts to Passages, in two steps.

`fingerprints` reads one text; `shared_passages` joins them: an index of word n-grams finds where two texts may agree,
the agreeing runs are chained over small edits, and what is long enough to be no accident is kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.annotation import Passage
from pressmark.text import folded

# A bracketed insertion belongs to its word: "understand[s]" is compared as "understands", "[T]he" as "the".
_WORD = re.compile(r"\[?\w+(?:[\[\]'’]+\w+)*\]?")
_IN_WORD = re.compile(r"[\[\]'’]")

GRAM = 4  # words in a gram: short enough to meet a sentence that is edited every few words
LEAST_WORDS = 8  # fewer agreeing words than this are an accident
LEAST_CONTENT = 4  # of which so many must say something
LEAST_EDITED = 10  # an edited passage needs more: a string of names and titles agrees over small edits by accident
LEAST_SHARE = 0.6  # of an edited passage's words, on its longer side, must agree
LONGEST_EDIT = 6  # words that one side may have in place of others between two agreeing runs
LONGEST_CUT = 14  # words that one side may leave out
MOST_REPEATS = 3  # of a gram in one article are compared: a refrain must not cost its square
MOST_ARTICLES = 40  # a gram that stands in more articles than this is boilerplate and links none of them

_STOP = frozenset(
    "a about after against all also an and any are as at be because been before but by can could did do does for from "
    "had has have he her him his how i if in into is it its just me more most my no not of on one or our out over she "
    "so some such than that the their them then there they this to up us was we were what when where which who will "
    "with would you your said says s t".split()
)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """A text's words as they are compared, where each stands, and whether it says something of its own: small words
    that stand in every text do not, nor do names, since "the mayor of Northfield, Ana Sol" is nobody's phrase."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    telling: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that agree: `size` words from `a` on one side and from `b` on the other."""

    a: int
    b: int
    size: int


@dataclass(frozen=True, slots=True)
class _Chain:
    """Agreeing runs with small differences between them: word ranges on both sides, and how many words agree."""

    a: int
    a_end: int
    b: int
    b_end: int
    agreeing: int
    exact: bool


def fingerprints(text: str) -> Fingerprints:
    """The words of one text as they are compared: folded, without marks, with their offsets."""
    found = list(_WORD.finditer(text))
    plain = [_IN_WORD.sub("", m[0]) for m in found]
    words = tuple(word.lower() if word.isascii() else folded(word) for word in plain)
    return Fingerprints(
        words,
        tuple(m.start() for m in found),
        tuple(m.end() for m in found),
        tuple(word not in _STOP and not shown[:1].isupper() for word, shown in zip(words, plain, strict=True)),
    )


def shared_passages(texts: tuple[tuple[str, str], ...]) -> tuple[Passage, ...]:
    """The passages that any two of the texts (article id, plain text) share, sorted.

    Each pair is given once, with the lesser id as `article`. Words are compared without case, accents and marks: a
    passage is "identical" when every word agrees, else "edited"; `words` counts the words that agree.
    """
    return joined(tuple((id_, fingerprints(text)) for id_, text in texts))


def joined(prints: tuple[tuple[str, Fingerprints], ...]) -> tuple[Passage, ...]:
    """The passages shared by texts whose fingerprints were taken before; as `shared_passages`."""
    ordered = sorted(prints, key=lambda item: item[0])
    passages = []
    for (first, second), seeds in sorted(_seeds(ordered).items()):
        (article, one), (other, two) = ordered[first], ordered[second]
        for chain in _best(_chains(_runs(seeds), one.words, two.words), one.telling):
            passages.append(
                Passage(
                    article,
                    one.starts[chain.a],
                    one.ends[chain.a_end - 1],
                    other,
                    two.starts[chain.b],
                    two.ends[chain.b_end - 1],
                    "identical" if chain.exact else "edited",
                    chain.agreeing,
                )
            )
    return tuple(sorted(passages, key=lambda p: (p.article, p.start, p.other, p.other_start)))


def _seeds(prints: list[tuple[str, Fingerprints]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """For each two texts that share a gram, the word positions where it stands in both."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for index, (_, print_) in enumerate(prints):
        words = print_.words
        for position, gram in enumerate(zip(*(words[n:] for n in range(GRAM)), strict=False)):
            found = places[gram]
            if len(found) < MOST_REPEATS or found[-MOST_REPEATS][0] != index:
                found.append((index, position))
    seeds: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for found in places.values():
        if not 2 <= len(found) <= MOST_ARTICLES * MOST_REPEATS or len({index for index, _ in found}) > MOST_ARTICLES:
            continue
        for here, (first, a) in enumerate(found):
            for second, b in found[here + 1 :]:
                if first != second:
                    seeds[first, second].append((a, b))
    # Fewer grams than this cannot make up the least passage, even over an edit.
    return {pair: found for pair, found in seeds.items() if len(found) + GRAM - 1 >= LEAST_WORDS - GRAM + 1}


def _runs(seeds: list[tuple[int, int]]) -> list[_Run]:
    """Grams that follow each other on both sides, joined to maximal runs of agreeing words."""
    known = set(seeds)
    runs = []
    for a, b in sorted(known):
        if (a - 1, b - 1) in known:
            continue
        size = 1
        while (a + size, b + size) in known:
            size += 1
        runs.append(_Run(a, b, size + GRAM - 1))
    return runs


def _joins(left: int, right: int) -> bool:
    """Whether runs with so many words between them, on either side, belong to one passage."""
    if left < 0 or right < 0:
        return False
    return max(left, right) <= LONGEST_EDIT or (min(left, right) <= 1 and max(left, right) <= LONGEST_CUT)


def _chains(runs: list[_Run], one: tuple[str, ...], two: tuple[str, ...]) -> Iterator[_Chain]:
    """Runs in order, each joined to the ones that follow it closely on both sides."""
    used: set[int] = set()
    for index, run in enumerate(runs):
        if index in used:
            continue
        a_end, b_end, agreeing, exact = run.a + run.size, run.b + run.size, run.size, True
        for later in range(index + 1, len(runs)):
            following = runs[later]
            if following.a - a_end > LONGEST_CUT:
                break
            # Runs may overlap by words that stand on both sides of a cut: the overlap is counted once.
            overlap = max(0, a_end - following.a, b_end - following.b)
            if later in used or overlap >= following.size:
                continue
            start_a, start_b = following.a + overlap, following.b + overlap
            if not _joins(start_a - a_end, start_b - b_end):
                continue
            used.add(later)
            exact = False
            agreeing += following.size - overlap
            if start_a - a_end == start_b - b_end:
                agreeing += sum(x == y for x, y in zip(one[a_end:start_a], two[b_end:start_b], strict=True))
            a_end, b_end = following.a + following.size, following.b + following.size
        yield _Chain(run.a, a_end, run.b, b_end, agreeing, exact)


def _best(chains: Iterator[_Chain], telling: tuple[bool, ...]) -> list[_Chain]:
    """The chains that are long enough and say something, longest first, none overlapping one before it."""
    kept: list[_Chain] = []
    for chain in sorted(chains, key=lambda c: (-c.agreeing, c.a, c.b)):
        if chain.agreeing < LEAST_WORDS:
            break
        length = max(chain.a_end - chain.a, chain.b_end - chain.b)
        if not chain.exact and (chain.agreeing < LEAST_EDITED or chain.agreeing < LEAST_SHARE * length):
            continue
        if sum(telling[chain.a : chain.a_end]) < LEAST_CONTENT:
            continue
        if all((chain.a_end <= k.a or k.a_end <= chain.a) and (chain.b_end <= k.b or k.b_end <= chain.b) for k in kept):
            kept.append(chain)
    return kept
