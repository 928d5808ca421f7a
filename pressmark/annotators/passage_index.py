"""BUILD, annotators: the passages of an archive, brought up to date when articles have changed.

What a PassageIndex says after `update` is what `passages.shared_passages` says of the same texts, at the cost of what
has changed. It holds no text, and can be pickled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from pressmark.annotation import Passage
from pressmark.annotators.alignment import Side
from pressmark.annotators.joint import Joint
from pressmark.annotators.passages import of_pair
from pressmark.annotators.shingles import runs_of, word_digests

_Pair = tuple[str, str]  # ids of articles, the lesser first


class PassageIndex:
    """The passages that articles share, and what it takes to compare one of them with all others again.

    Made of all texts by article id and of what `shared_passages` found in them. `read` gives a text's digests, if they
    are remembered somewhere.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        passages: Iterable[Passage],
        read: Callable[[str], bytes] = word_digests,
    ) -> None:
        self._ids = sorted(texts)
        self._number = {id_: number for number, id_ in enumerate(self._ids)}
        self._digests = {id_: read(texts[id_]) for id_ in self._ids}
        self._joint = Joint(runs_of(self._digests[id_]) for id_ in self._ids)
        self._compared: dict[str, set[str]] = defaultdict(set)  # with which others each article was compared
        for one, two in self._joint.pairs():
            self._compared[self._ids[one]].add(self._ids[two])
            self._compared[self._ids[two]].add(self._ids[one])
        self._joint.keep()
        found: dict[_Pair, list[Passage]] = defaultdict(list)
        for passage in passages:
            found[passage.article, passage.other].append(passage)
        self._found = {pair: tuple(own) for pair, own in found.items()}

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, as `shared_passages` gives them."""
        found = chain.from_iterable(self._found.values())
        return tuple(sorted(found, key=lambda p: (p.article, p.start, p.other, p.other_start)))

    def of_article(self, id_: str) -> tuple[Passage, ...]:
        """The passages that an article shares, its own side first, by start and the other's id."""
        own: list[Passage] = []
        for other in self._compared.get(id_, ()):
            for p in self._found.get(_pair(id_, other), ()):
                own.append(p if p.article == id_ else _turned(p))
        return tuple(sorted(own, key=lambda p: (p.start, p.other, p.other_start)))

    def update(
        self, texts: Mapping[str, str], changed: Iterable[str], read: Callable[[str], bytes] = word_digests
    ) -> tuple[str, ...]:
        """Compare the changed articles anew: those that `texts`, which holds all as they are now, has no more, those
        that are new there, and those with other words. The ids of articles with other passages than before, sorted."""
        fresh = set(changed)
        again = {}
        for id_ in sorted(fresh):
            if id_ not in self._number:
                self._number[id_] = len(self._ids)
                self._ids.append(id_)
            self._digests[id_] = read(texts[id_]) if id_ in texts else b""
            again[self._number[id_]] = runs_of(self._digests[id_])
        concerned = {self._ids[number] for number in self._joint.replace(again, self._ids.__getitem__)}
        pairs = self._paired_anew(concerned, fresh)
        sides: dict[str, Side] = {}
        for id_ in sorted({id_ for pair in pairs for id_ in pair}):
            number = self._number[id_]
            sides[id_] = Side(texts[id_], self._digests[id_], self._joint.runs[number])
        return self._changed({pair: of_pair(pair, (sides[pair[0]], sides[pair[1]])) for pair in pairs}, fresh)

    def _paired_anew(self, concerned: set[str], fresh: set[str]) -> list[_Pair]:
        """Note with which others the concerned articles are to be compared now; the pairs that were not, or in one of
        which there are other words."""
        pairs = set()
        for id_ in sorted(concerned):
            now = {self._ids[number] for number in self._joint.partners(self._number[id_])}
            before = self._compared[id_]
            self._compared[id_] = now
            for other in before - now:
                self._compared[other].discard(id_)
            for other in now:
                self._compared[other].add(id_)
                if other not in before or id_ in fresh or other in fresh:
                    pairs.add(_pair(id_, other))
        return sorted(pairs)

    def _changed(self, found: Mapping[_Pair, tuple[Passage, ...]], fresh: set[str]) -> tuple[str, ...]:
        """Keep what was found in the pairs, and let go of those that are compared no more."""
        gone = [pair for pair in self._found if pair[1] not in self._compared.get(pair[0], ())]
        ids: set[str] = set()
        for pair in gone:
            ids.update(pair)
            del self._found[pair]
        for pair, passages in found.items():
            if passages != self._found.get(pair, ()):
                ids.update(pair)
                self._found[pair] = passages
            if not passages:
                self._found.pop(pair, None)
        return tuple(sorted(ids - {id_ for id_ in fresh if not self._digests[id_]}))


def _pair(one: str, two: str) -> _Pair:
    return (one, two) if one < two else (two, one)


def _turned(p: Passage) -> Passage:
    return Passage(p.other, p.other_start, p.other_end, p.article, p.start, p.end, p.kind, p.words)
