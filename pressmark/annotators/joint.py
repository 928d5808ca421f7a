"""BUILD, annotators: many texts compared by their runs of words alone, from nothing or again after some have changed.

`Joint` says which texts are close copies and which pairs are to be compared word by word. After `replace` it is what a
new one of the same texts would be: only what the changed texts meet is looked at again.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, MutableSequence, Set
from itertools import combinations
from typing import Any

from pressmark.annotators.close_copies import MOST_ALIKE, gathered, keys_of, members
from pressmark.annotators.sharing import LEAST_SHARED, MOST_ARTICLES, Standing, near, partners


class Joint:
    """Texts by number; a number without runs stands for no text."""

    def __init__(self, runs: Iterable[array[int]]) -> None:
        self.runs: MutableSequence[array[int]] = list(runs)
        numbers = range(len(self.runs))
        self._keys = {number: keys for number in numbers if (keys := keys_of(self.runs[number]))}
        self.first_of = gathered(numbers, self._keys, self.runs.__getitem__)
        self.clusters = members(self.first_of)
        self._standing = Standing()
        for number in numbers:
            self._standing.add(number, self._own(number))
        held = list(self._standing.repeated())
        self._beside = near(held)
        self._repeated: dict[int, set[int]] = defaultdict(set)
        for run, texts in held:
            for text in texts:
                self._repeated[text].add(run)
        self._under = _Filed()

    def packed(self) -> tuple[Any, ...]:
        """All but the runs, as plain values that `unpacked` takes. Needs `keep`."""
        beside = {text: sorted(others) for text, others in self._beside.items() if others}
        return self._keys, self.first_of, self.clusters, self._standing.packed(), beside

    @classmethod
    def unpacked(cls, packed: tuple[Any, ...], runs: MutableSequence[array[int]]) -> Joint:
        """What was packed, with the runs of its texts."""
        joint = cls(())
        joint.runs = runs
        joint._keys, joint.first_of, joint.clusters, standing, beside = packed
        joint._standing = Standing.unpacked(standing)
        joint._beside = {text: set(others) for text, others in beside.items()}
        joint.keep()
        return joint

    def keep(self) -> None:
        """Make ready for `replace`, once, and let go of what `repeated` answers from."""
        self._repeated.clear()
        for text, keys in self._keys.items():
            self._under.add(text, keys)

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of texts that are to be compared, the lesser first, sorted."""
        concerned = sorted({*self._beside, *self.first_of, *self.clusters})
        return [(text, other) for text in concerned for other in sorted(self.partners(text)) if text < other]

    def partners(self, text: int) -> set[int]:
        """The texts with which a text is to be compared."""
        return partners(text, self._beside, self.first_of, self.clusters)

    def repeated(self, text: int) -> Set[int] | None:
        """Of a text's runs those that others have too; None for one of a cluster: any may be such."""
        return None if text in self.first_of or text in self.clusters else self._repeated[text]

    def replace(self, changed: Mapping[int, array[int]], order: Callable[[int], str]) -> set[int]:
        """Take other runs for some texts, new ones among them, and none for texts that are no more; `order` says what a
        text is sorted by. The texts whose partners may be others now, and those that changed. Needs `keep`."""
        own = self._own_before(changed)
        concerned, stale = self._gather(changed, order)
        before = {text: own(text) for text in stale}
        after = {text: self._own(text) for text in stale}
        delta = {run for text in stale for run in before[text] ^ after[text]}
        was = {run: self._standing.texts_with(run) for run in delta}
        for text in sorted(stale):
            self._standing.take_out(text, before[text] - after[text])
            self._standing.add(text, after[text] - before[text])
        concerned |= stale
        for text in stale:
            for other in self._beside.pop(text, ()):
                self._beside[other].discard(text)
                concerned.add(other)
        for text in stale:
            for other in self._met(after[text]):
                if other != text:
                    self._link(text, other, True)
                    concerned.add(other)
        for one, two in self._rechecked(was, stale):
            if self._link(one, two, self._share_enough(one, two)):
                concerned.update((one, two))
        alike = (self.clusters.get(self.first_of.get(text, text), ()) for text in sorted(concerned))
        return concerned.union(*(cluster for cluster in alike if len(cluster) <= MOST_ALIKE))

    # ---- close copies ----

    def _own(self, text: int) -> set[int]:
        """A text's runs; of a close copy those alone that the first of its cluster has not."""
        own = set(self.runs[text])
        first = self.first_of.get(text)
        return own if first is None else own.difference(self.runs[first])

    def _own_before(self, changed: Collection[int]) -> Callable[[int], set[int]]:
        """What `_own` gives now, to be asked when runs and clusters are others already."""
        runs = {text: self.runs[text] if text < len(self.runs) else array("I") for text in changed}
        first_of = dict(self.first_of)

        def own(text: int) -> set[int]:
            found = set(runs[text] if text in runs else self.runs[text])
            first = first_of.get(text)
            return found if first is None else found.difference(runs[first] if first in runs else self.runs[first])

        return own

    def _gather(self, changed: Mapping[int, array[int]], order: Callable[[int], str]) -> tuple[set[int], set[int]]:
        """Gather the families of the changed texts anew: the texts of clusters that are others now, and those that are
        to be looked up by other runs."""
        family = self._family(changed)
        for text, runs in sorted(changed.items()):
            self._under.take_out(text, self._keys.pop(text, ()))
            self.runs.extend(array("I") for _ in range(text + 1 - len(self.runs)))
            self.runs[text] = runs
            if keys := keys_of(runs):
                self._keys[text] = keys
                self._under.add(text, keys)
        family |= self._family(changed)
        first_of = {text: self.first_of.pop(text) for text in family if text in self.first_of}
        clusters = {text: self.clusters.pop(text) for text in family if text in self.clusters}
        present = sorted((text for text in family if text in self._keys), key=order)
        again = gathered(present, {text: self._keys[text] for text in present}, self.runs.__getitem__)
        self.first_of.update(again)
        self.clusters.update(members(again))
        moved = {
            text
            for text in family
            if set(clusters.get(first_of.get(text, text), ()))
            != set(self.clusters.get(self.first_of.get(text, text), ()))
        }
        stale = {t for t in family if first_of.get(t) != again.get(t) or first_of.get(t) in changed}
        return moved, stale.union(changed)

    def _family(self, texts: Iterable[int]) -> set[int]:
        """The texts and all that share keys with them, directly or by way of others."""
        found = set(texts)
        waiting = list(found)
        while waiting:
            for key in self._keys.get(waiting.pop(), ()):
                more = self._under.texts(key) - found
                found |= more
                waiting += more
        return found

    # ---- texts that share runs ----

    def _met(self, own: Iterable[int]) -> list[int]:
        """The texts that share enough of these runs."""
        met: Counter[int] = Counter()
        for run in own:
            texts = self._standing.texts_with(run)
            if 1 < len(texts) <= MOST_ARTICLES:
                met.update(texts)
        return [text for text, shared in met.items() if shared >= LEAST_SHARED]

    def _rechecked(self, was: Mapping[int, list[int]], stale: Set[int]) -> list[tuple[int, int]]:
        """Pairs of other texts that share a run which is boilerplate now and was not, or the other way round."""
        found: set[tuple[int, int]] = set()
        for run, before in was.items():
            now = self._standing.texts_with(run)
            if (len(before) <= MOST_ARTICLES) != (len(now) <= MOST_ARTICLES):
                found.update(combinations(sorted(set(now) - stale), 2))
        return sorted(found)

    def _share_enough(self, one: int, two: int) -> bool:
        common = self._own(one) & self._own(two)
        return sum(len(self._standing.texts_with(run)) <= MOST_ARTICLES for run in common) >= LEAST_SHARED

    def _link(self, one: int, two: int, linked: bool) -> bool:
        """Note whether two texts share enough; whether that is news."""
        if linked == (two in self._beside.get(one, ())):
            return False
        for text, other in ((one, two), (two, one)):
            if linked:
                self._beside.setdefault(text, set()).add(other)
            else:
                self._beside[text].discard(other)
        return True


class _Filed:
    """The texts under each key. Most keys have one text, which needs no set of its own."""

    __slots__ = ("_many", "_one")

    def __init__(self) -> None:
        self._one: dict[int, int] = {}
        self._many: dict[int, set[int]] = {}  # keys that had several at some time; what `_one` says of them is old

    def texts(self, key: int) -> Set[int]:
        """The texts under a key."""
        many = self._many.get(key)
        return many if many is not None else {self._one[key]} if key in self._one else set()

    def add(self, text: int, keys: Iterable[int]) -> None:
        """File a text under its keys."""
        for key in keys:
            other = self._one.setdefault(key, text)
            if key in self._many:
                self._many[key].add(text)
            elif other != text:
                self._many[key] = {other, text}

    def take_out(self, text: int, keys: Iterable[int]) -> None:
        """Take a text away from its keys."""
        for key in keys:
            if key in self._many:
                self._many[key].discard(text)
            elif self._one.get(key) == text:
                del self._one[key]
