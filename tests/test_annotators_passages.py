"""Passages: case files of two texts and what they share; what links nothing; properties; speed."""

import random
import re
import runpy
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotators.alignment import LEAST_WORDS
from pressmark.annotators.passages import joined, shared_passages
from pressmark.annotators.shingles import SHINGLE, WORD, compared, runs_of, word_digests
from pressmark.text import folded
from pressmark.workers import shared_out

Item = TypeVar("Item")
Answer = TypeVar("Answer")

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
    assert joined(texts, [word_digests(text) for _, text in texts]) == shared_passages(texts)


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


def in_two_processes(function: Callable[[Item], Answer], items: Sequence[Item], /) -> Iterable[Answer]:
    return list(shared_out(function, items, 2))


@pytest.mark.slow
def test_passages_are_the_same_in_several_processes() -> None:
    copies = runpy.run_path(str(Path(__file__).parent.parent / "bench" / "altered_copies.py"))
    texts = copies["made"](5000, 300, 4).texts
    assert shared_passages(texts, in_two_processes) == shared_passages(texts)


@given(st.text(st.sampled_from("abZÉéßİ’'[]“”_1½…-. \n\u0301中\xa0ǅ")))
def test_words_are_read_as_the_pattern_of_a_word_says(text: str) -> None:
    found = WORD.findall(text)
    assert compared(text) == [folded(re.sub(r"[\[\]'’]", "", word)).encode() for word in found]


@given(st.lists(st.sampled_from(["bridge", "pier", "crew", "Ölhafen"]), max_size=12))
def test_equal_runs_of_words_have_equal_digests(words: list[str]) -> None:
    runs = runs_of(word_digests(" ".join(words)))
    by_words = [tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]
    assert len(runs) == len(by_words)
    assert len(set(runs)) == len(set(by_words)) == len(set(zip(runs, by_words, strict=True)))


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
