"""Passages: case files of two texts and what they share; what links nothing; properties; speed."""

import random
import runpy
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotators.alignment import LEAST_WORDS, compared
from pressmark.annotators.passages import joined, shared_passages, shingles_of

CASES = sorted((Path(__file__).parent / "cases" / "passages").glob("*.txt"))
SENTENCE = "The pier will stay shut until the council has paid every crew that worked there in the winter."


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_passages_of_case_files(case: Path) -> None:
    one, two, expected = case.read_text("utf-8").split("----\n")
    found = [
        f"{p.kind} | {p.words} | {one[p.start : p.end]} | {two[p.other_start : p.other_end]}".replace("\n", " ")
        for p in shared_passages((("a", one), ("b", two)))
    ]
    assert found == expected.splitlines()


def test_a_pair_is_given_once_whatever_the_order() -> None:
    texts = (("b", f"Rain. {SENTENCE}"), ("a", SENTENCE), ("c", "Nothing like it."))
    found = shared_passages(texts)
    assert [(p.article, p.other) for p in found] == [("a", "b")]
    assert found == shared_passages(texts[::-1])


def test_shingles_taken_before_give_the_same() -> None:
    texts = (("a", SENTENCE), ("b", f"{SENTENCE} Yes."))
    assert joined(texts, [shingles_of(text) for _, text in texts]) == shared_passages(texts)


def test_what_very_many_articles_share_is_boilerplate() -> None:
    words = [f"word{n}" for n in range(4000)]
    pick = random.Random(1)
    own = ((f"a{n:03}", " ".join(pick.sample(words, 30)) + f" {SENTENCE}") for n in range(60))
    assert shared_passages(tuple(own)) == ()


def test_common_words_alone_are_no_passage() -> None:
    text = "It is not that they did not do what we all said that they would do for us."
    assert shared_passages((("a", f"One. {text}"), ("b", f"{text} Two."))) == ()


def test_hundreds_of_close_copies_are_each_compared_with_the_first_alone() -> None:
    pick = random.Random(3)
    story = [f"word{n}" for n in pick.sample(range(4000), 200)]
    copies = []
    for number in range(300):
        words = list(story)
        words[pick.randrange(200)] = f"own{number}"
        copies.append((f"a{number:03}", " ".join(words)))
    quoting = ("z", " ".join(["Somebody", "quotes", *story[40:80]]))
    found = shared_passages((*copies, quoting))
    pairs = {(p.article, p.other) for p in found}
    assert pairs == {("a000", id_) for id_, _ in (*copies[1:], quoting)}


def test_a_few_close_copies_are_all_compared() -> None:
    copies = tuple((f"a{n}", f"{SENTENCE} {SENTENCE.replace('winter', 'spring')} Note {n}.") for n in range(5))
    assert len({(p.article, p.other) for p in shared_passages(copies)}) == 10


@pytest.mark.slow
def test_altered_copies_are_found_and_told_apart() -> None:
    copies = runpy.run_path(str(Path(__file__).parent.parent / "bench" / "altered_copies.py"))
    result = copies["score"](copies["made"](600, 240, 7))
    assert result.recall >= 0.98
    assert result.templates_as_identical <= 0.03
    assert result.false_pairs == 0


WORDS = st.lists(
    st.sampled_from("bridge pier crew toll winter ferry old gate paid the of council”, “[T]he understand[s]".split())
)


@given(WORDS, WORDS, WORDS)
def test_passages_are_apart_and_inside_their_texts(before: list[str], shared: list[str], after: list[str]) -> None:
    one = " ".join([*before, *shared])
    two = " ".join([*shared, "…", *after])
    ends: dict[str, int] = {}
    for p in shared_passages((("a", one), ("b", two))):
        assert 0 <= p.start < p.end <= len(one)
        assert 0 <= p.other_start < p.other_end <= len(two)
        assert p.words >= LEAST_WORDS
        assert ends.get("a", 0) <= p.start
        ends["a"] = p.end
        if p.kind == "identical":
            assert compared(one[p.start : p.end]) == compared(two[p.other_start : p.other_end])


@pytest.mark.slow
def test_two_thousand_articles_are_joined_in_seconds() -> None:
    pick = random.Random(2)
    words = [f"w{n}" for n in range(6000)]
    texts = [" ".join(pick.choices(words, k=150)) for _ in range(2000)]
    texts[7] += f" {SENTENCE}"
    texts[1700] += f" {SENTENCE}"
    began = time.process_time()
    found = shared_passages(tuple((f"a{n:04}", text) for n, text in enumerate(texts)))
    assert time.process_time() - began < 10
    assert [(p.article, p.other) for p in found] == [("a0007", "a1700")]
