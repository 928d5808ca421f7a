"""BUILD, annotators: which articles may share words, from the runs of words of each, without comparing all with all.

`shingles` reads one text's words, once, and is what is remembered of an article; `close_pairs` joins them. Close copies
(one wire story everywhere) are found first and gathered in clusters: only the first of a cluster, and what the others
have beside it, is looked up, so that hundreds of copies never become pairs of pairs.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

SHINGLE = 4  # words in a run: short enough to meet a sentence that is edited every few words
LEAST_SHARED = 3  # runs that two texts share before they are compared; fewer cannot make up an edited passage
MOST_ARTICLES = 40  # a run that stands in more articles than this is boilerplate and links none of them
SKETCH = 8  # of a text's runs, those with the least digests, by which close copies meet (Broder 1997, bottom-k)
LEAST_SKETCHED = 24  # a text with fewer runs is nobody's close copy: a handful of words agrees by accident
CLOSE = 0.7  # of the longer text's runs that a close copy has too
MOST_ALIKE = 8  # members of a cluster that are all compared with each other; of more, each with the first
_SLOTS = 8  # counters for each run: few runs share one by accident


def shingles(words: Sequence[str]) -> array[int]:
    """The digests (CRC-32) of the runs of SHINGLE words, in order: the one at n is of the words from n."""
    encoded = [word.encode() for word in words]
    joined = b" ".join(encoded)
    starts = [0]
    for word in encoded:
        starts.append(starts[-1] + len(word) + 1)
    pairs = zip(starts, starts[SHINGLE:], strict=False)
    return array("I", [crc32(joined[start : end - 1]) for start, end in pairs])


def close_pairs(texts: Sequence[array[int]]) -> tuple[tuple[int, int], ...]:
    """The pairs of texts that may share a passage, from their shingles: by index, the lesser first, sorted.

    Of a cluster of more than MOST_ALIKE close copies each is paired with the first alone, and other texts are with it
    alone.
    """
    clusters = _clusters(texts)
    first_of = {member: cluster[0] for cluster in clusters for member in cluster[1:]}
    members = {cluster[0]: cluster for cluster in clusters if len(cluster) <= MOST_ALIKE}
    pairs: set[tuple[int, int]] = set()
    for one, two in _sharing(texts, first_of):
        for a in members.get(one, (one,)):
            pairs.update((min(a, b), max(a, b)) for b in members.get(two, (two,)))
    for cluster in clusters:
        if len(cluster) <= MOST_ALIKE:
            pairs.update((a, b) for place, a in enumerate(cluster) for b in cluster[place + 1 :])
        else:
            pairs.update((cluster[0], member) for member in cluster[1:])
    return tuple(sorted(p for p in pairs if p[0] != p[1]))


def _clusters(texts: Sequence[array[int]]) -> tuple[tuple[int, ...], ...]:
    """The texts that are close copies of an earlier one, with it; a text that is nobody's copy is in none."""
    firsts: dict[int, list[int]] = defaultdict(list)  # a digest of a sketch -> the firsts that have it
    found: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if len(text) < LEAST_SKETCHED:
            continue
        sketch = sorted(set(text))[:SKETCH]
        met = Counter(first for digest in sketch for first in firsts.get(digest, ()))
        ranked = sorted(met, key=lambda first: (-met[first], first))
        copied = next((first for first in ranked[:SKETCH] if _is_close(text, texts[first])), None)
        if copied is not None:
            found[copied].append(number)
            continue
        for digest in sketch:
            if len(firsts[digest]) < MOST_ARTICLES:
                firsts[digest].append(number)
    return tuple((first, *others) for first, others in sorted(found.items()))


def _is_close(one: array[int], two: array[int]) -> bool:
    longer = max(len(one), len(two))
    return CLOSE * longer <= min(len(one), len(two)) and len(set(one).intersection(two)) >= CLOSE * longer


def _own(texts: Sequence[array[int]], number: int, first_of: Mapping[int, int]) -> set[int]:
    """A text's runs; of a close copy those alone that the first of its cluster has not."""
    own = set(texts[number])
    first = first_of.get(number)
    return own if first is None else own.difference(texts[first])


def _sharing(texts: Sequence[array[int]], first_of: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The pairs that share LEAST_SHARED runs or more, leaving out runs that too many texts have."""
    size = 1 << max(12, (_SLOTS * sum(map(len, texts))).bit_length() - 1)
    mask = size - 1
    counts = array("H", bytes(2 * size))
    for number in range(len(texts)):
        for digest in _own(texts, number, first_of):
            counts[digest & mask] += 1
    index: dict[int, list[int]] = {}
    for number in range(len(texts)):
        met: list[int] = []
        repeated = [d for d in _own(texts, number, first_of) if 1 < counts[d & mask] <= MOST_ARTICLES]
        for digest in repeated:
            held = index.get(digest)
            if held is None:
                index[digest] = [number]
            else:
                met += held
                held.append(number)
        for other, shared in Counter(met).items():
            if shared >= LEAST_SHARED:
                yield other, number
