"""An index that is brought up to date is the index that is made from nothing, byte for byte."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.search.counts import FIELDS, Counts, Entry, TermCounter
from pressmark.search.merging import Change, merged
from pressmark.search.shards import cut
from pressmark.search.splicing import Run, number, read_number

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


@settings(max_examples=300)
@given(
    st.dictionaries(st.integers(0, 30000), st.integers(0, 300), max_size=60),
    st.lists(
        st.tuples(st.sampled_from(["put", "drop", "shift"]), st.integers(0, 30000), st.integers(0, 300)), max_size=8
    ),
)
def test_a_list_that_is_changed_as_it_is_written_is_that_of_its_keys(held, steps):
    run = packed(held)
    for what, key, value in steps:
        before = sum(k < key for k in held)
        if what == "put":
            held = held | {key: value}
            assert run.put(key, number(value)) == before
        elif what == "drop":
            held = {k: v for k, v in held.items() if k != key}
            assert run.drop(key) == before
        else:
            held = {k + (value if k >= key else 0): v for k, v in held.items()}
            run.shift(key, value)
        assert run == packed(held)
        if held:
            assert run.first == min(held)


def packed(held: dict[int, int]) -> Run:
    data, last = b"", -1
    for key, value in sorted(held.items()):
        data += number(key - last - 1) + number(value)
        last = key
    return Run(len(held), data)


@given(st.integers(0, 10**9))
def test_a_number_in_a_list_is_read_as_it_was_written(value):
    assert read_number(number(value)) == value
