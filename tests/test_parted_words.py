"""Words that the end of a line parts: their hyphen goes only where that is certain, and no space takes its place."""

import pytest

from pressmark.captures import read_capture
from pressmark.captures.parted_words import known_words, parted, whole


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("He retired at the age of sev-", "enty years.", "He retired at the age of seventy years."),
        ("He retired at the age of ninety-", "two years.", "He retired at the age of ninety-two years."),
        ("The family of the Brand-", "reths came.", "The family of the Brand-reths came."),
        ("The county's plan for ex\u00ad", "quentials was new.", "The county's plan for exquentials was new."),
    ],
)
def test_two_lines_are_one(above, below, expected):
    assert parted(above, below)
    assert whole(above, below, known_words("")) == expected


def test_a_word_that_the_text_writes_elsewhere_tells():
    assert whole("the lamp of Tarn-", "holm", known_words("Tarnholm is a rock.")) == "the lamp of Tarnholm"
    assert whole("a great re-", "form", known_words("their re-form of the board")) == "a great re-form"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Sign-", "up now"),
        ("The terms are of two-", "and three years"),
        ("The terms ended in the spring of 1999-", "and so on"),
        ("The board was against it, he said -", "and so was I"),
        ("The board chose the county of Upper-", "Fell again"),
    ],
)
def test_other_hyphens_end_a_word(above, below):
    assert not parted(above, below)


def test_a_long_paragraph_of_parted_words_counts_its_words():
    text = "\n".join(["the keepers of the light had be-", "fore them a long win-"] * 200 + ["ter of storms and fog."])
    (capture,), _ = read_capture("light.txt", text.encode())
    (block,) = capture.blocks
    assert capture.words == len(block.text.split())
    assert "had before them a long win-the keepers" in block.text
    assert block.text.endswith("a long winter of storms and fog.")
