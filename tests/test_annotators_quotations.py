"""Quotations: case files of a text and its speech; speakers that are entities; people's notes; properties."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotation import AnchoredNote, Mention, Quotation
from pressmark.annotators.mentions import mentions
from pressmark.annotators.quotations import quotations
from pressmark.registry import registered
from pressmark.vocabulary import Entity, Vocabulary

CASES = sorted((Path(__file__).parent / "cases" / "quotations").glob("*.txt"))
PEOPLE = (
    Entity("ana-sol", "Ana Sol", "person"),
    Entity("bruno-lind", "Bruno Lind", "person"),
    Entity("ferry-union", "Ferry Union", "organization"),
    Entity("northfield", "Northfield", "place"),
)
REGISTRY = registered((), Vocabulary(entities=PEOPLE))[0]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_quotations_of_case_files(case: Path) -> None:
    text, expected = case.read_text("utf-8").split("----\n")
    found = [f"{q.text} | {q.speaker_text} | {q.verb}".rstrip() for q in quotations(text.rstrip("\n"), ())]
    assert found == expected.splitlines()


def spoken(text: str, *notes: AnchoredNote) -> list[tuple[str, str]]:
    return [(q.text, q.speaker) for q in quotations(text, mentions(text, REGISTRY), notes=notes)]


def test_a_named_speaker_is_an_entity() -> None:
    text = "Mayor Ana Sol spoke. “We will build,” Sol said. “Never,” the Ferry Union said."
    text += " “So what,” said a man in Northfield."
    assert spoken(text) == [
        ("“We will build,”", "ana-sol"),
        ("“Never,”", "ferry-union"),
        ("“So what,”", ""),
    ]


def test_a_pronoun_is_the_person_who_spoke_or_acted_before() -> None:
    text = "Ana Sol met the crews of Bruno Lind. “We will build,” she said.\n\nBruno Lind laughed. “When,” he asked."
    assert spoken(text) == [("“We will build,”", "ana-sol"), ("“When,”", "bruno-lind")]


@pytest.mark.parametrize(
    "about",
    [
        "The letter, written by Ana Sol, was short.",
        "The letter by Ana Sol was short.",
        "Ana Sol sent the letter in May.",
    ],
)
def test_a_document_that_speaks_is_named_with_its_author(about: str) -> None:
    text = f"The letter read: “We ask you to pay.” {about}"
    (q,) = quotations(text, mentions(text, REGISTRY))
    assert (q.document, q.speaker) == ("The letter", "ana-sol")


def test_a_document_of_two_authors_has_none() -> None:
    text = "The letter read: “We ask you to pay.” The letter by Ana Sol was short, and Bruno Lind wrote a letter, too."
    (q,) = quotations(text, mentions(text, REGISTRY))
    assert (q.document, q.speaker) == ("The letter", "")


def test_a_pronoun_never_means_a_person_of_another_title() -> None:
    text = "Ms. Ana Sol was there when Mr. Bruno Lind came. “We will build,” she said."
    assert spoken(text) == [("“We will build,”", "ana-sol")]


def test_a_pronoun_without_a_person_is_not_confirmed() -> None:
    found = quotations("It rained. “We will build,” she said.", ())
    assert [(q.speaker, q.speaker_text, q.how) for q in found] == [("", "she", "")]


def test_who_somebody_speaks_for_is_not_the_speaker() -> None:
    assert spoken("A spokeswoman for Ana Sol said it was “a fine day.”") == [("“a fine day.”", "")]
    assert spoken("Ferry Union officials said it was “a fine day.”") == [("“a fine day.”", "")]


def test_the_person_is_the_speaker_among_other_names() -> None:
    assert spoken("“Fine,” said Ferry Union president Bruno Lind of Northfield.") == [("“Fine,”", "bruno-lind")]


def test_the_cue_is_where_the_speaker_stands() -> None:
    text = "“Fine,” said Bruno Lind."
    (q,) = quotations(text, ())
    assert (text[q.start : q.end], text[q.cue_start : q.cue_end]) == ("“Fine,”", "Bruno Lind")


def quotation_note(start: int, end: int, speaker: str) -> AnchoredNote:
    return AnchoredNote("n-1", "a", "quotation", "", "", "body", start, end, True, speaker=speaker)


def test_a_note_corrects_the_speaker() -> None:
    text = "“We will build,” Ana Sol said."
    assert spoken(text, quotation_note(1, 10, "bruno-lind")) == [("“We will build,”", "bruno-lind")]
    assert spoken(text, quotation_note(1, 10, "none")) == [("“We will build,”", "")]


def test_a_note_makes_a_quotation_where_none_was_found() -> None:
    assert spoken("Ana Sol said no and no again.", quotation_note(13, 15, "ana-sol")) == [("no", "ana-sol")]


PIECES = st.sampled_from([
    "“", "”", "\"", "‘", "’", "'", "Ana Sol", "said", "she", "who was", ",", ".", "?", "\n", "\n\n", " ",
    "the", "letter", "according to", "and", "called", "it", "(", ")", "[s]", "—", ":", "Mr.", "to", "«", "»",
    "„", "''", "a", "Lind’s",
])  # fmt: skip


@given(st.lists(PIECES, max_size=60))
def test_quotations_are_sorted_apart_and_inside_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found_mentions: tuple[Mention, ...] = mentions(text, REGISTRY)
    end = 0
    for q in quotations(text, found_mentions):
        assert end <= q.start < q.end <= len(text)
        assert q.text == text[q.start : q.end]
        assert 0 <= q.cue_start <= q.cue_end <= len(text)
        assert q.speaker_text == text[q.cue_start : q.cue_end]
        assert "\n\n" not in q.text.replace(" ", "")
        end = q.end


@given(st.lists(PIECES, max_size=40))
def test_what_stands_before_a_paragraph_of_its_own_changes_no_marks(pieces: list[str]) -> None:
    text = " ".join(pieces)
    alone: tuple[Quotation, ...] = quotations("“Never again,” Lind said.", ())
    after = [q for q in quotations(f"{text}\n\n“Never again,” Lind said.", ()) if q.start >= len(text)]
    assert [q.text for q in after][-1:] == [q.text for q in alone]


def test_a_pronoun_is_not_who_a_title_and_preposition_lead_to() -> None:
    text = "Bruno Lind was asked about Mayor Ana Sol. “We will see,” he said."
    assert spoken(text) == [("“We will see,”", "bruno-lind")]


def test_a_pronoun_after_a_strangers_speech_is_not_confirmed() -> None:
    text = "Ana Sol was there. “We will see,” Rita Stone said. “It rains,” she added."
    assert spoken(text) == [("“We will see,”", ""), ("“It rains,”", "")]
