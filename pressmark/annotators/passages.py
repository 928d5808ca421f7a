"""BUILD, annotators: words that two articles share, from texts to Passages, in two steps.

`shingles.word_digests` reads one text, and is what is remembered of it; `joined` finds by that which texts may agree,
and says of those where they do and how they differ (alignment). Both steps can be shared out to several processes:
`each` is `map`, or what takes its place. However many there are, the passages are the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Protocol, TypeVar, get_args

from pressmark.annotation import Passage, PassageKind
from pressmark.annotators.alignment import Side, chains, difference
from pressmark.annotators.joint import Joint
from pressmark.annotators.shingles import runs_of, word_digests

_TEXTS = 500  # that are read at a time
_PAIRS = 2000  # that are compared at a time
KINDS: tuple[PassageKind, ...] = get_args(PassageKind)  # by number
_FIELDS = 8  # of a passage, as numbers
Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Each(Protocol):
    """What a function gives for each of some items, in their order; perhaps in processes of their own."""

    def __call__(self, function: Callable[[Item], Answer], items: Sequence[Item], /) -> Iterable[Answer]: ...


def shared_passages(texts: Sequence[tuple[str, str]], each: Each = map) -> tuple[Passage, ...]:
    """The passages that any two of the texts (article id, plain text) share, sorted.

    Each pair is given once, with the lesser id as `article`. Words are compared without case, accents and marks;
    `words` counts those that agree. Of more than a few close copies each is compared with the first alone
    (`sharing.partners`).
    """
    return joined(texts, read_all(texts, each), each)


def read_all(texts: Sequence[tuple[str, str]], each: Each = map) -> list[bytes]:
    """The words of each text, as `word_digests` reads them."""

    def read(start: int) -> list[bytes]:
        return [word_digests(text) for _, text in texts[start : start + _TEXTS]]

    return list(chain.from_iterable(each(read, range(0, len(texts), _TEXTS))))


def joined(texts: Sequence[tuple[str, str]], digests: Sequence[bytes], each: Each = map) -> tuple[Passage, ...]:
    """The passages of texts whose words were read before (`word_digests`, in the same order); as `shared_passages`."""
    order = sorted(range(len(texts)), key=lambda number: texts[number][0])
    own = [digests[number] for number in order]
    return between([texts[number] for number in order], own, Joint(map(runs_of, own)), each)


def between(
    texts: Sequence[tuple[str, str]], digests: Sequence[bytes], known: Joint, each: Each = map
) -> tuple[Passage, ...]:
    """The passages of texts in the order of their ids that were compared by their runs."""
    ids = [id_ for id_, _ in texts]
    pairs = known.pairs()
    sides = [
        Side(text, digests[place], known.runs[place], known.repeated(place)) for place, (_, text) in enumerate(texts)
    ]

    def compare(start: int) -> array[int]:
        found = array("I")
        for one, two in pairs[start : start + _PAIRS]:
            for row in shared_words(sides[one], sides[two]):
                found.extend((one, two, *row))
        return found

    found: list[Passage] = []
    for rows in each(compare, range(0, len(pairs), _PAIRS)):
        numbers = iter(rows)
        while row := tuple(islice(numbers, _FIELDS)):
            one, two, start, end, other_start, other_end, kind, words = row
            found.append(Passage(ids[one], start, end, ids[two], other_start, other_end, KINDS[kind], words))
    return tuple(sorted(found, key=lambda p: (p.article, p.start, p.other, p.other_start)))


def shared_words(one: Side, two: Side) -> Iterator[tuple[int, int, int, int, int, int]]:
    """What two texts share: start and end in each, the number of the kind, and how many words agree."""
    for chain_ in chains(one, two):
        yield (
            one.start(chain_.a),
            one.end(chain_.a_end - 1),
            two.start(chain_.b),
            two.end(chain_.b_end - 1),
            KINDS.index(difference(one, two, chain_)),
            chain_.agreeing,
        )


def of_pair(ids: tuple[str, str], sides: tuple[Side, Side]) -> tuple[Passage, ...]:
    """The passages that two articles share, by start; the first has the lesser id."""
    (one, two), found = ids, sorted(shared_words(*sides))
    return tuple(Passage(one, a, a_end, two, b, b_end, KINDS[kind], n) for a, a_end, b, b_end, kind, n in found)
