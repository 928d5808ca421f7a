"""BUILD, annotators: which texts may share a passage, from their runs of words, without comparing all with all.

A text is a number here. `Standing` says in which texts a run stands; `near` joins texts that share enough runs which
few have; `partners` says, with the clusters of close copies, which of them are to be compared word by word.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import compress

from pressmark.annotators.close_copies import MOST_ALIKE

LEAST_SHARED = 3  # runs that two texts share before they are compared; fewer cannot make up an edited passage
MOST_ARTICLES = 40  # a run that stands in more articles than this is boilerplate and links none of them
_BITS = 12  # of a run's digest say in which drawer it lies: a drawer is small enough to be looked through


class Standing:
    """In which texts each run stands: two arrays a drawer, as compact as it can be, a run and its text side by side."""

    __slots__ = ("_runs", "_texts")

    def __init__(self) -> None:
        self._runs = [array("I") for _ in range(1 << _BITS)]
        self._texts = [array("I") for _ in range(1 << _BITS)]

    def packed(self) -> tuple[list[bytes], list[bytes]]:
        """All of it, as bytes."""
        return [one.tobytes() for one in self._runs], [one.tobytes() for one in self._texts]

    @classmethod
    def unpacked(cls, packed: tuple[list[bytes], list[bytes]]) -> Standing:
        """What was packed."""
        standing = cls()
        for own, drawers in zip((standing._runs, standing._texts), packed, strict=True):
            for drawer, data in zip(own, drawers, strict=True):
                drawer.frombytes(data)
        return standing

    def add(self, text: int, runs: Iterable[int]) -> None:
        """Put in a text with its runs, each once."""
        all_runs, all_texts, shift = self._runs, self._texts, 32 - _BITS
        for run in runs:
            all_runs[run >> shift].append(run)
            all_texts[run >> shift].append(text)

    def take_out(self, text: int, runs: Iterable[int]) -> None:
        """Take out some runs of a text."""
        for run in runs:
            drawer = run >> 32 - _BITS
            texts = self._texts[drawer]
            place = next(at for at in places(self._runs[drawer].tobytes(), run) if texts[at] == text)
            texts.pop(place)
            self._runs[drawer].pop(place)

    def texts_with(self, run: int) -> list[int]:
        """The texts that have a run."""
        drawer = run >> 32 - _BITS
        texts = self._texts[drawer]
        return [texts[place] for place in places(self._runs[drawer].tobytes(), run)]

    def repeated(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The runs that more than one text has, with those texts, in the order in which they were put in."""
        for runs, texts in zip(self._runs, self._texts, strict=True):
            often = {run for run, count in Counter(runs).items() if count > 1}
            held: dict[int, list[int]] = {run: [] for run in often}
            for run, text in compress(zip(runs, texts, strict=True), map(often.__contains__, runs)):
                held[run].append(text)
            yield from ((run, tuple(found)) for run, found in held.items())


def places(runs: bytes, run: int) -> list[int]:
    """Where a run stands in an array of them, given as its bytes; in order."""
    wanted = array("I", (run,)).tobytes()
    at = runs.find(wanted)
    found = []
    while at >= 0:
        if at & 3 == 0:
            found.append(at >> 2)
        at = runs.find(wanted, at + 1)
    return found


def near(held: Iterable[tuple[int, tuple[int, ...]]]) -> dict[int, set[int]]:
    """Texts that share LEAST_SHARED runs or more, from the runs and their texts: each with all such others. Runs that
    too many texts have do not count."""
    of_text: dict[int, list[int]] = defaultdict(list)
    texts_with: dict[int, list[int]] = {}
    for run, texts in held:
        if len(texts) <= MOST_ARTICLES:
            texts_with[run] = []
            for text in texts:
                of_text[text].append(run)
    found: dict[int, set[int]] = defaultdict(set)
    for text in sorted(of_text):
        met: list[int] = []
        for run in of_text[text]:
            before = texts_with[run]
            met += before
            before.append(text)
        for other, shared in Counter(met).items():
            if shared >= LEAST_SHARED:
                found[text].add(other)
                found[other].add(text)
    return found


def partners(
    text: int,
    beside: Mapping[int, Collection[int]],
    first_of: Mapping[int, int],
    clusters: Mapping[int, Collection[int]],
) -> set[int]:
    """The texts with which a text is compared.

    Of a cluster of more than MOST_ALIKE close copies each is compared with the first alone, and other texts with that
    alone; of a smaller one all stand for each other.
    """
    first = first_of.get(text, text)
    cluster = clusters.get(first, ())
    small = len(cluster) <= MOST_ALIKE
    found = set(cluster) if small or text == first else {first}
    for entry in {text, first} if small else {text}:
        for other in beside.get(entry, ()):
            others = clusters.get(other, ())
            found.update(others if 0 < len(others) <= MOST_ALIKE else (other,))
    found.discard(text)
    return found
