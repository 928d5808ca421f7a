"""The days of which articles tell: counted from the day of publication or its estimate, as EDTF."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotators.dates import expressions
from pressmark.annotators.told_dates import full_dates, told_dates
from pressmark.dates import UNKNOWN_DATE, parse_date


def told(text: str, published: str) -> list[tuple[str, str, str]]:
    date = parse_date(published)
    assert date is not None
    return [(d.text, d.date.text, d.counted_from) for d in told_dates(text, expressions(text), date)]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("It opened on 4 March 2031.", "2031-06-01", ("4 March 2031", "2031-03-04", "")),
        ("It opened on 4 March 2031.", "unknown", ("4 March 2031", "2031-03-04", "")),
        ("It opened last month.", "2031-06-01", ("last month", "2031-05", "2031-06-01")),
        ("They met on Monday.", "2031-03-05", ("Monday", "2031-03-03", "2031-03-05")),
        ("They met on Monday.", "2031-03-04/2031-03-06", ("Monday", "2031-03-03", "2031-03-04/2031-03-06")),
        ("Yesterday it shut", "2031-03-04/2031-03-06", ("Yesterday", "2031-03-03/2031-03-05", "2031-03-04/2031-03-06")),
        ("They will meet next week.", "2031-03-05", ("next week", "2031-03-10/2031-03-16", "2031-03-05")),
        ("It shut in the fall of 2028.", "2031-03-05", ("fall of 2028", "2028-09/2028-11", "")),
        ("It shut in the winter of 2028.", "2031-03-05", ("winter of 2028", "2028-12/2029-02", "")),
        ("It was built in the 1930s.", "2031-03-05", ("the 1930s", "193X", "")),
        ("The 2014 summit agreed.", "2031~", ("2014", "2014", "")),
    ],
)
def test_a_day_told_of_is_counted_from_the_day_of_publication(
    text: str, published: str, expected: tuple[str, str, str]
) -> None:
    assert told(text, published) == [expected]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("They met on Monday.", "unknown"),
        ("They met on Monday.", "../2031-03-05"),
        ("They met recently.", "2031-03-05"),
        ("They met at 6 p.m.", "2031-03-05"),
        ("They met on Monday.", "2025/2031"),
        ("Two of 3 members met on 31 June 2031.", "2031-03-05"),
    ],
)
def test_what_says_no_day_tells_none(text: str, published: str) -> None:
    assert told(text, published) == []


def test_dates_in_full_are_read_in_any_language() -> None:
    text = "Am 4. März 2031 beschloß der Rat; wieder am 2031-04-05, und 2031年3月6日."
    assert [(d.text, d.date.text) for d in full_dates(text)] == [
        ("4. März 2031", "2031-03-04"),
        ("2031-04-05", "2031-04-05"),
        ("2031年3月6日", "2031-03-06"),
    ]
    assert full_dates("Letzten Montag traf sich der Rat.") == ()


_WORDS = st.sampled_from(
    "on Monday last month , in July next week 3 March 2018 two years ago . yesterday winter of 2028 1930s and 5".split()
)


@given(
    st.lists(_WORDS, max_size=20).map(" ".join),
    st.sampled_from(["2031-03-04", "2031-03", "2030-12-20/2031-01-10", "2031", "unknown", "2031-03~", "9999-12-31"]),
)
def test_days_told_of_stand_in_the_text_and_are_edtf(text: str, published: str) -> None:
    date = parse_date(published)
    assert date is not None
    end = 0
    for one in told_dates(text, expressions(text), date):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert parse_date(one.date.text) == one.date != UNKNOWN_DATE
        assert one.counted_from in ("", published)
        end = one.end
