"""Dates in running text: case files of a day, a text of that day, and what each expression in it means."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotators.date_feasts import easter
from pressmark.annotators.dates import timexes
from pressmark.annotators.tense import tense

CASES = sorted((Path(__file__).parent / "cases" / "dates").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_dates_of_case_files(case: Path) -> None:
    given_, expected = case.read_text("utf-8").split("----\n")
    day, text = given_.split("\n", 1)
    found = timexes(text, date.fromisoformat(day))
    assert [f"{text[t.start : t.end]} = {t.value}" for t in found] == expected.splitlines()


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("The vote was held on Monday.", "Monday", "past"),
        ("The vote will be held on Monday.", "Monday", "future"),
        ("The vote is set for Monday.", "Monday", "future"),
        ("The board, which was told of it, is to be heard on Monday.", "Monday", "future"),
        ("On Monday, the board said no.", "Monday", "past"),
        ("It will open. Monday's vote said so.", "Monday", "past"),
        ("Nothing on Monday.", "Monday", ""),
    ],
)
def test_the_nearest_telling_word_gives_the_tense(text: str, words: str, wanted: str) -> None:
    start = text.index(words)
    assert tense(text, start, start + len(words)) == wanted


@pytest.mark.parametrize(("year", "day"), [(2018, "2018-04-01"), (2031, "2031-04-13"), (2038, "2038-04-25")])
def test_easter_is_that_of_the_calendar(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


WORDS = st.sampled_from(
    "on Monday March May 3 31 2031 the last next week day before year ago two of first quarter noon 9 a.m. , . and to "
    "Thanksgiving was will 1990s winter in 02/30/31 2031-13-01 century decade hence weekend later earlier that "
    "following half Q3 ’94 1600 GMT six o’clock at night 9999 0001 99 Easter '60s twentieth 12th 29 February June to "
    "-".split()
)


@given(st.lists(WORDS, max_size=30).map(" ".join), st.dates())
def test_any_words_on_any_day_give_spans_in_order_inside_the_text(text: str, day: date) -> None:
    found = timexes(text, day)
    assert all(0 <= t.start < t.end <= len(text) and t.value for t in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(), st.dates())
def test_any_text_is_read(text: str, day: date) -> None:
    assert timexes(text, day) == timexes(text, day)
