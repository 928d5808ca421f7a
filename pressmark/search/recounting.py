"""Search documents to their index, with what an earlier build left: only what has changed is counted and cut again.

What an edition of the index leaves for the next is `Held`: the index, and the digest of each document's texts. Counts
are kept by these digests in any mapping of bytes. All of it may be lost; the index is the same.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from hashlib import blake2b

from pressmark.search.counts import Counts, Entry, FieldCounts, TermCounter
from pressmark.search.merging import Change, merged
from pressmark.search.shards import Cut, Shard, cut

# If more than this part of the documents has changed, all is cut anew: that takes no longer then.
MANY = 1 / 16
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Held:
    """An index, and the digest of each document's texts, in the order of their numbers."""

    cut: Cut
    numbers: tuple[int, ...]
    digests: tuple[bytes, ...]


def entry_digest(entry: Entry, english: bool = True) -> bytes:
    """The digest of all that a document's counts depend on."""
    text = "\0".join(entry.texts).encode("utf-8", "surrogatepass")
    sizes = array("q", map(len, entry.texts)).tobytes()
    return blake2b(text, digest_size=_DIGEST, key=sizes[:63], person=b"en" if english else b"").digest()


def counts_of(counter: TermCounter, entry: Entry, digest: bytes, kept: MutableMapping[bytes, bytes]) -> Counts:
    """The counts of an entry, out of what is kept or put there."""
    frozen = kept.get(digest)
    if frozen is not None:
        return thawed_counts(frozen)
    counts = counter.counts(entry)
    kept[digest] = frozen_counts(counts)
    return counts


def recounted(
    before: Held | None, entries: Iterable[tuple[int, Entry]], english: bool, kept: MutableMapping[bytes, bytes]
) -> Held:
    """The index of the entries, which come with their numbers in ascending order."""
    counter = TermCounter(english)
    those = {number: (entry, entry_digest(entry, english)) for number, entry in entries}
    numbers, digests = tuple(those), tuple(digest for _, digest in those.values())
    if before is not None and (before.numbers, before.digests) == (numbers, digests):
        return before

    def of(number: int) -> Counts:
        return counts_of(counter, *those[number], kept)

    changes = _changes(before, those, kept) if before is not None else None
    if before is None or changes is None:
        return Held(cut((number, of(number)) for number in numbers), numbers, digests)
    changed = [Change(number, old, of(number) if number in those else None) for number, old in changes]
    return Held(merged(before.cut, changed, of), numbers, digests)


def _changes(
    before: Held, those: dict[int, tuple[Entry, bytes]], kept: MutableMapping[bytes, bytes]
) -> list[tuple[int, Counts | None]] | None:
    """The numbers of documents that have changed, with the counts that they had; None if they are too many, or the
    counts are not kept."""
    old = dict(zip(before.numbers, before.digests, strict=True))
    numbers = [n for n, (_, digest) in those.items() if old.get(n) != digest] + [n for n in old if n not in those]
    if len(numbers) > max(len(those) * MANY, 1):
        return None
    found: list[tuple[int, Counts | None]] = []
    for number in numbers:
        frozen = kept.get(old[number]) if number in old else b""
        if frozen is None:
            return None
        found.append((number, thawed_counts(frozen) if frozen else None))
    return found


# ---- As bytes ----


def frozen_counts(counts: Counts) -> bytes:
    """The counts of a document as bytes, for `thawed_counts`."""
    return marshal.dumps([(" ".join(f.terms), f.times, f.length) for f in counts.fields], 2)


def thawed_counts(frozen: bytes) -> Counts:
    """The counts that `frozen_counts` made bytes of."""
    fields = marshal.loads(frozen)
    return Counts(tuple(FieldCounts(tuple(terms.split()), times, length) for terms, times, length in fields))


def frozen_index(held: Held) -> bytes:
    """An index as bytes, for `thawed_index`."""
    made = held.cut
    spread, shared, numbers = (array("q", those).tobytes() for those in (made.spread, made.shared, held.numbers))
    shards = [(shard.first, shard.packed) for shard in made.shards]
    digests = b"".join(held.digests)
    return marshal.dumps(
        (shards, made.documents, made.totals, " ".join(made.terms), shared, spread, numbers, digests), 2
    )


def thawed_index(frozen: bytes) -> Held:
    """The index that `frozen_index` made bytes of."""
    shards, documents, totals, terms, shared, spread, numbers, digests = marshal.loads(frozen)
    made = Cut(
        tuple(Shard(first, packed) for first, packed in shards), documents, totals, tuple(terms.split()),
        tuple(array("q", shared)), tuple(array("q", spread)),
    )  # fmt: skip
    each = tuple(digests[n : n + _DIGEST] for n in range(0, len(digests), _DIGEST))
    return Held(made, tuple(array("q", numbers)), each)
