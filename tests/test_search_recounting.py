"""An index that is brought up to date is the index that is made from nothing, byte for byte."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.search.counts import FIELDS, Counts, Entry, TermCounter
from pressmark.search.merging import Change, merged
from pressmark.search.recounting import (
    Held,
    entry_digest,
    frozen_counts,
    frozen_index,
    recounted,
    thawed_counts,
    thawed_index,
)
from pressmark.search.shards import cut

WORDS = [*"abcdefgh", "bridge", "bridges", "vote", "ferry", "us_", "3.5", "𐐀𐐁", "ﬀ", "é", "京", "harborside", "x" * 30]
NEAR = 24  # so that a few words make many shards

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
entries = st.tuples(*(texts for _ in FIELDS)).map(Entry)
none_or = st.one_of(st.none(), entries)


def counted(documents: dict[int, Entry]) -> list[tuple[int, Counts]]:
    counter = TermCounter()
    return [(number, counter.counts(documents[number])) for number in sorted(documents)]


@given(
    st.dictionaries(st.integers(0, 30), entries, max_size=14), st.dictionaries(st.integers(0, 30), none_or, max_size=6)
)
def test_a_merged_index_is_what_all_documents_make(before, edits):
    after = {number: entry for number, entry in (before | edits).items() if entry is not None}
    old, new = dict(counted(before)), dict(counted(after))
    changes = [Change(number, old.get(number), new.get(number)) for number in edits]
    assert merged(cut(old.items(), NEAR), changes, new.__getitem__, NEAR) == cut(new.items(), NEAR)


def invented(count: int, seed: int) -> list[Entry]:
    chance = random.Random(seed)
    words = ["".join(chance.choices("abcdeilnorst", k=chance.randint(2, 9))) for _ in range(3000)]

    def text(most: int) -> str:
        many = chance.randint(0, most)
        return " ".join(words[int(chance.paretovariate(0.6)) % len(words)] for _ in range(many))

    return [Entry((text(8), text(6), text(4), text(90), text(2))) for _ in range(count)]


@pytest.mark.parametrize("near", [100, 2048])
def test_edit_after_edit_stays_what_all_documents_make(near):
    these, others = invented(300, 1), invented(60, 2)
    counter = TermCounter()
    now = {n: counter.counts(entry) for n, entry in enumerate(these)}
    index = cut(now.items(), near)
    chance = random.Random(3)
    for n, entry in enumerate(others):
        number = chance.choice([chance.randrange(300), 300 + n])
        old, new = now.get(number), counter.counts(entry) if n % 7 else None
        now = {k: v for k, v in sorted((now | {number: new}).items()) if v is not None}
        index = merged(index, [Change(number, old, new)], now.__getitem__, near)
        if n % 6 == 0:
            assert index == cut(now.items(), near)
    assert index == cut(now.items(), near)


@settings(max_examples=40)
@given(st.lists(entries, max_size=40), st.dictionaries(st.integers(0, 45), none_or, max_size=4), st.booleans())
def test_what_is_kept_may_be_there_or_not(documents, edits, forgotten):
    kept: dict[bytes, bytes] = {}
    before = dict(enumerate(documents))
    after = {n: entry for n, entry in sorted((before | edits).items()) if entry is not None}
    held = recounted(None, before.items(), True, kept)
    assert thawed_index(frozen_index(held)) == held
    if forgotten:
        kept.clear()
    now = recounted(thawed_index(frozen_index(held)), after.items(), True, kept)
    assert now == recounted(None, after.items(), True, {})


def test_only_what_has_changed_is_counted(monkeypatch):
    these = invented(200, 5)
    kept: dict[bytes, bytes] = {}
    held = recounted(None, enumerate(these), True, kept)
    asked = []
    monkeypatch.setattr(TermCounter, "counts", lambda self, entry: asked.append(entry) or counts(self, entry))
    these[7] = Entry(("A new title", "", "", "of a new text", ""))
    assert recounted(held, enumerate(these), True, kept) != held
    assert asked == [these[7]]
    assert recounted(held, enumerate(invented(200, 5)), True, kept) is held


counts = TermCounter.counts


@given(entries, entries)
def test_counts_are_read_as_they_were_written(entry, other):
    one = TermCounter().counts(entry)
    assert thawed_counts(frozen_counts(one)) == one
    assert (entry_digest(entry) == entry_digest(other)) == (entry == other)
    assert entry_digest(entry) != entry_digest(entry, english=False)


def test_nothing_makes_an_index_too():
    assert recounted(None, (), True, {}) == Held(cut(()), (), ())
