"""BUILD, annotators: words that two articles share, from texts to Passages, in two steps.

`shingles_of` reads one text, and is what is remembered of it; `joined` finds by the shingles which texts may agree, and
says of those where they do and how they differ (alignment).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import groupby

from pressmark.annotation import Passage
from pressmark.annotators.alignment import Fingerprints, chains, compared, difference, seeds
from pressmark.annotators.shingles import close_pairs, shingles


def shingles_of(text: str) -> array[int]:
    """The digests of the runs of words of one text."""
    return shingles(compared(text))


def shared_passages(texts: Sequence[tuple[str, str]]) -> tuple[Passage, ...]:
    """The passages that any two of the texts (article id, plain text) share, sorted.

    Each pair is given once, with the lesser id as `article`. Words are compared without case, accents and marks;
    `words` counts those that agree. Of more than a few close copies each is compared with the first alone
    (`shingles.close_pairs`).
    """
    return joined(texts, [shingles_of(text) for _, text in texts])


def joined(texts: Sequence[tuple[str, str]], known: Sequence[array[int]]) -> tuple[Passage, ...]:
    """The passages of texts whose shingles were taken before; as `shared_passages`."""
    order = sorted(range(len(texts)), key=lambda number: texts[number][0])
    digests = [known[number] for number in order]
    taken: dict[int, Fingerprints] = {}
    passages: list[Passage] = []
    for first, pairs in groupby(close_pairs(digests), key=lambda pair: pair[0]):
        runs = set(digests[first])
        for _, second in pairs:
            begun = seeds(digests[first], digests[second], runs.intersection(digests[second]))
            for number in (first, second):
                if number not in taken:
                    taken[number] = Fingerprints(texts[order[number]][1])
            article, other = (texts[order[number]][0] for number in (first, second))
            one, two = taken[first], taken[second]
            for chain in chains(one, two, begun):
                passages.append(
                    Passage(
                        article,
                        one.span(chain.a)[0],
                        one.span(chain.a_end - 1)[1],
                        other,
                        two.span(chain.b)[0],
                        two.span(chain.b_end - 1)[1],
                        difference(one, two, chain),
                        chain.agreeing,
                    )
                )
        taken.pop(first, None)
    return tuple(sorted(passages, key=lambda p: (p.article, p.start, p.other, p.other_start)))
