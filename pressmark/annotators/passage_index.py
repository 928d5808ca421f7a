"""BUILD, annotators: the passages of an archive, brought up to date when articles have changed.

What a PassageIndex says after `update` is what `passages.shared_passages` says of the same texts, at the cost of what
has changed. It holds no text; `packed` is what may be remembered of it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableSequence, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any

from pressmark.annotation import Passage
from pressmark.annotators.alignment import Side
from pressmark.annotators.joint import Joint
from pressmark.annotators.passages import KINDS, Each, between, of_pair, read_all
from pressmark.annotators.shingles import runs_of, word_digests

_Pair = tuple[str, str]  # ids of articles, the lesser first


class PassageIndex:
    """The passages that articles share, and what it takes to compare one of them with all others again.

    Made of all texts by article id and of what `shared_passages` found in them; without that, they are compared. `read`
    gives a text's digests, if they are remembered somewhere.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        passages: Iterable[Passage] | None = None,
        read: Callable[[str], bytes] | None = None,
        each: Each = map,
    ) -> None:
        self._ids = sorted(texts)
        ordered = [(id_, texts[id_]) for id_ in self._ids]
        digests = [read(text) for _, text in ordered] if read else read_all(ordered, each)
        self._digests = dict(zip(self._ids, digests, strict=True))
        self._marks = {id_: _mark(text) for id_, text in ordered}
        self._joint = Joint(map(runs_of, digests))
        found = between(ordered, digests, self._joint, each) if passages is None else passages
        self._compared = defaultdict(set)  # with which others each article was compared
        for one, two in self._joint.pairs():
            self._compared[self._ids[one]].add(self._ids[two])
            self._compared[self._ids[two]].add(self._ids[one])
        self._joint.keep()
        self._take(found)

    def _take(self, passages: Iterable[Passage]) -> None:
        self._number = {id_: number for number, id_ in enumerate(self._ids)}
        found: dict[_Pair, list[Passage]] = defaultdict(list)
        for passage in passages:
            found[passage.article, passage.other].append(passage)
        self._found = {pair: tuple(own) for pair, own in found.items()}
        self.updated = 0  # articles that were compared again since then

    def packed(self) -> tuple[Any, ...]:
        """All of it as plain values: numbers, text and bytes in tuples, lists and dicts."""
        digests = [self._digests.get(id_, b"") for id_ in self._ids]
        marks = [self._marks.get(id_, b"") for id_ in self._ids]
        compared = {id_: [self._number[other] for other in sorted(own)] for id_, own in self._compared.items() if own}
        found = [
            (self._number[p.article], p.start, p.end, self._number[p.other], p.other_start, p.other_end,
             KINDS.index(p.kind), p.words)
            for p in self.passages
        ]  # fmt: skip
        return self._ids, digests, marks, self._joint.packed(), compared, found

    @classmethod
    def unpacked(cls, packed: tuple[Any, ...]) -> PassageIndex:
        """What was packed."""
        index = object.__new__(cls)
        ids, digests, marks, joint, compared, _ = packed
        index._ids = ids
        index._digests = dict(zip(ids, digests, strict=True))
        index._marks = {id_: mark for id_, mark in zip(ids, marks, strict=True) if mark}
        index._joint = Joint.unpacked(joint, _Runs(digests))
        index._compared = defaultdict(set)
        index._compared.update((id_, {ids[number] for number in own}) for id_, own in compared.items())
        index._take(passages_in(packed))
        return index

    def changed(self, texts: Mapping[str, str]) -> list[str]:
        """The ids of articles that have another text now, that are new, or no more, sorted."""
        marks = self._marks
        other = [id_ for id_, text in texts.items() if marks.get(id_) != _mark(text)]
        return sorted((*other, *(id_ for id_ in marks if id_ not in texts)))

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
        self.updated += len(fresh)
        again = {}
        for id_ in sorted(fresh):
            if id_ not in self._number:
                self._number[id_] = len(self._ids)
                self._ids.append(id_)
            self._digests[id_] = read(texts[id_]) if id_ in texts else b""
            self._marks.pop(id_, None)
            if id_ in texts:
                self._marks[id_] = _mark(texts[id_])
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


def _mark(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def passages_in(packed: tuple[Any, ...]) -> tuple[Passage, ...]:
    """The passages of an index that was packed."""
    ids, found = packed[0], packed[-1]
    return tuple(
        Passage(ids[one], start, end, ids[two], other_start, other_end, KINDS[kind], words)
        for one, start, end, two, other_start, other_end, kind, words in found
    )


class _Runs(MutableSequence["array[int]"]):
    """The runs of texts, made of their digests when they are asked for."""

    def __init__(self, digests: Sequence[bytes]) -> None:
        self._own: list[array[int] | bytes] = list(digests)

    def __len__(self) -> int:
        return len(self._own)

    def __getitem__(self, place: Any) -> Any:
        found = self._own[place]
        return runs_of(found) if isinstance(found, bytes) else found

    def __setitem__(self, place: Any, runs: Any) -> None:
        self._own[place] = runs

    def __delitem__(self, place: Any) -> None:
        del self._own[place]

    def insert(self, index: int, value: array[int]) -> None:
        self._own.insert(index, value)


def _pair(one: str, two: str) -> _Pair:
    return (one, two) if one < two else (two, one)


def _turned(p: Passage) -> Passage:
    return Passage(p.other, p.other_start, p.other_end, p.article, p.start, p.end, p.kind, p.words)
