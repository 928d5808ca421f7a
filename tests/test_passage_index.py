"""Passages brought up to date after edits are those of a comparison from nothing."""

import marshal
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.annotators.passage_index import PassageIndex
from pressmark.annotators.passages import shared_passages

WORDS = [f"word{n}" for n in range(500)]


def index_of(texts: dict[str, str]) -> PassageIndex:
    return PassageIndex(texts, shared_passages(tuple(texts.items())))


def brought_back(index: PassageIndex) -> PassageIndex:
    return PassageIndex.unpacked(marshal.loads(marshal.dumps(index.packed(), 2)))


class Newsroom:
    """Writes and edits articles that share sentences, stock phrases and whole stories."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)
        self.sentences = [" ".join(self.pick.sample(WORDS, 14)) + "." for _ in range(25)]
        self.stock = [" ".join(self.pick.sample(WORDS, 7)) for _ in range(2)]
        self.stories = [[" ".join(self.pick.sample(WORDS, 12)) + "." for _ in range(5)] for _ in range(2)]

    def text(self) -> str:
        if self.pick.random() < 0.35:  # a copy of a story, edited more or less
            parts = list(self.pick.choice(self.stories))
            for _ in range(self.pick.choice([0, 1, 1, 2])):
                parts[self.pick.randrange(len(parts))] = self.pick.choice(self.sentences)
        else:
            parts = [self.pick.choice(self.sentences), " ".join(self.pick.sample(WORDS, 20)) + "."]
        if self.pick.random() < 0.7:
            parts.insert(self.pick.randrange(len(parts)), self.pick.choice(self.stock))
        return " ".join(parts)

    def edit(self, texts: dict[str, str]) -> set[str]:
        """Change, add and remove some articles; which."""
        changed = set()
        for _ in range(self.pick.choice([1, 1, 1, 3, 8])):
            id_ = f"a{self.pick.randrange(75):02}"
            changed.add(id_)
            if id_ in texts and self.pick.random() < 0.25:
                del texts[id_]
            elif id_ in texts and self.pick.random() < 0.4:
                words = texts[id_].split()
                words[self.pick.randrange(len(words))] = self.pick.choice(WORDS)
                texts[id_] = " ".join(words)
            else:
                texts[id_] = self.text()
        return changed


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_after_any_edits_it_says_what_a_comparison_from_nothing_says(seed: int) -> None:
    newsroom = Newsroom(seed)
    texts = {f"a{n:02}": newsroom.text() for n in range(55)}
    index = index_of(texts)
    for _ in range(8):
        before = {id_: index.of_article(id_) for id_ in texts}
        changed = newsroom.edit(texts)
        if newsroom.pick.random() < 0.5:  # remembered from one build to the next
            index = brought_back(index)
        assert set(index.changed(texts)) <= changed
        told = index.update(texts, changed)
        fresh = index_of(texts)
        assert index.passages == fresh.passages
        after = {id_: index.of_article(id_) for id_ in texts}
        assert after == {id_: fresh.of_article(id_) for id_ in texts}
        assert told == tuple(sorted(id_ for id_ in texts if after[id_] != before.get(id_, ())))


def test_words_become_boilerplate_and_are_shared_again() -> None:
    pick = random.Random(4)
    shared = " ".join(WORDS[:12])
    texts = {f"a{n:02}": f"{' '.join(pick.sample(WORDS[12:], 40))}. {shared}." for n in range(40)}
    index = index_of(texts)
    assert len(index.passages) == 40 * 39 // 2
    texts["b"] = f"{shared} and no more."
    assert index.update(texts, ["b"]) == tuple(sorted(texts)[:40])
    assert index.passages == ()
    texts["a00"] = "Something else."
    assert index.update(texts, ["a00"]) == tuple(sorted(texts)[1:])
    assert index.passages == shared_passages(tuple(texts.items()))


def test_copies_of_one_story_stand_for_each_other_until_they_are_many() -> None:
    stories = [" ".join(WORDS[at : at + 60]) for at in (0, 100)]
    texts = {f"{'ab'[one]}{n}": f"{story} {WORDS[300 + n]}." for one, story in enumerate(stories) for n in range(7)}
    index = index_of(texts)
    for id_, story, other in (("a0", stories[0], stories[1]), ("b0", stories[1], stories[0])):
        quoted = " ".join(other.split()[20:32])
        texts[id_] = f"{story} {quoted}."
        index.update(texts, [id_])
        assert index.passages == shared_passages(tuple(texts.items()))
    for n in range(7, 10):
        texts[f"a{n}"] = f"{stories[0]} {WORDS[300 + n]}."
        index.update(texts, [f"a{n}"])
        assert index.passages == shared_passages(tuple(texts.items()))


def test_an_index_can_be_kept_and_goes_on() -> None:
    newsroom = Newsroom(5)
    texts = {f"a{n:02}": newsroom.text() for n in range(20)}
    index = brought_back(index_of(texts))
    changed = newsroom.edit(texts)
    index.update(texts, changed)
    assert index.passages == shared_passages(tuple(texts.items()))


@pytest.mark.slow
def test_an_edit_costs_a_small_part_of_comparing_all() -> None:
    pick = random.Random(2)
    words = [f"w{n}" for n in range(6000)]
    texts = {f"a{n:04}": " ".join(pick.choices(words, k=150)) for n in range(3000)}
    began = time.process_time()
    index = index_of(texts)
    all_took = time.process_time() - began
    began = time.process_time()
    for n in range(10):
        texts[f"a{n:04}"] += " " + " ".join(texts[f"a{n + 50:04}"].split()[40:70])
        assert index.update(texts, [f"a{n:04}"]) == (f"a{n:04}", f"a{n + 50:04}")
    assert (time.process_time() - began) / 10 < all_took / 20
