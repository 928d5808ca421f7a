"""What articles say in their own words that somebody said: case files, sources, and documents with their authors."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotation import Quotation
from pressmark.annotators.indirect_speech import indirect_speech
from pressmark.annotators.mentions import mentions
from pressmark.annotators.quotations import quotations
from pressmark.registry import registered
from pressmark.vocabulary import Entity, Vocabulary

CASES = sorted((Path(__file__).parent / "cases" / "indirect").glob("*.txt"))
PEOPLE = (
    Entity("ana-sol", "Ana Sol", "person"),
    Entity("bruno-lind", "Bruno Lind", "person"),
    Entity("ferry-union", "Ferry Union", "organization"),
)
REGISTRY = registered((), Vocabulary(entities=PEOPLE))[0]


def told(text: str) -> tuple[Quotation, ...]:
    found = mentions(text, REGISTRY)
    return indirect_speech(text, found, direct=quotations(text, found))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_indirect_speech_of_case_files(case: Path) -> None:
    text, expected = case.read_text("utf-8").split("----\n")
    found = [
        f"{q.text} | {q.speaker or q.meant or q.speaker_text} | {q.verb}".rstrip() for q in told(text.rstrip("\n"))
    ]
    assert found == expected.splitlines()


def test_indirect_speech_is_of_its_own_kind_and_stands_in_the_text() -> None:
    text = "Ana Sol said that the bridge would open in May. “It will,” she said."
    (q,) = told(text)
    assert (q.kind, q.speaker, text[q.start : q.end]) == ("indirect", "ana-sol", "the bridge would open in May")
    assert [d.kind for d in quotations(text, mentions(text, REGISTRY))] == ["direct"]


def test_a_document_that_speaks_has_the_author_whom_the_text_names() -> None:
    text = "Bruno Lind’s letter reached Ana Sol on Monday. “Wait no longer,” the letter to Sol read."
    (q,) = quotations(text, mentions(text, REGISTRY))
    assert (q.speaker, q.document) == ("bruno-lind", "the letter to Sol")


def test_a_document_of_two_possible_authors_has_none() -> None:
    text = "Bruno Lind sent a letter. Ana Sol sent a letter too. “Wait no longer,” the letter read."
    (q,) = quotations(text, mentions(text, REGISTRY))
    assert (q.speaker, q.document) == ("", "the letter")


def test_a_pronoun_of_somebody_without_a_page_keeps_the_name() -> None:
    text = "Ms. Stone came late. She said it was “a long road.”"
    (q,) = quotations(text, ())
    assert (q.speaker, q.speaker_text, q.meant) == ("", "She", "Ms. Stone")


def test_words_without_a_verb_of_saying_are_not_confirmed() -> None:
    text = "Ana Sol opened the bridge with a promise to “never build another one” in her term."
    (q,) = quotations(text, mentions(text, REGISTRY))
    assert (q.speaker, q.how, q.meant) == ("", "", "Ana Sol")


PIECES = st.sampled_from([
    "Ana Sol", "said", "that", "the bridge was", "late", ".", ",", "She", "told reporters", "according to", "“", "”",
    "Mr. Lind", "letter", "\n\n", "officials say", "it will", "''", "who", "(", ")", "on Monday", "…",
])  # fmt: skip


@given(st.lists(PIECES, max_size=50))
def test_indirect_speech_is_sorted_apart_and_inside_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for q in told(text):
        assert end <= q.start < q.end <= len(text)
        assert q.text == text[q.start : q.end]
        assert q.how
        end = q.end
