"""Uncertain dates: what they mean, how they sort, how they are said, and what is suggested for wrong forms."""

import calendar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.dates import UNKNOWN_DATE, date_hint, in_words, later, parse_date, short, sort_key, suggestion

# EDTF, first day, last day, in words, in a list.
GOOD = """
2031 | 2031-01-01 | 2031-12-31 | 2031 | 2031
2031-03 | 2031-03-01 | 2031-03-31 | March 2031 | 2031-03
2031-03-04 | 2031-03-04 | 2031-03-04 | 4 March 2031 | 2031-03-04
2032-02 | 2032-02-01 | 2032-02-29 | February 2032 | 2032-02
0099 | 0099-01-01 | 0099-12-31 | 99 | 0099
2031-03-04~ | 2031-03-04 | 2031-03-04 | about 4 March 2031 | c. 2031-03-04
2031-03? | 2031-03-01 | 2031-03-31 | March 2031, uncertain | 2031-03?
2031% | 2031-01-01 | 2031-12-31 | about 2031, uncertain | c. 2031?
2031-XX | 2031-01-01 | 2031-12-31 | 2031, month unknown | 2031
2031-XX-XX | 2031-01-01 | 2031-12-31 | 2031, month and day unknown | 2031
2031-02-XX | 2031-02-01 | 2031-02-28 | February 2031, day unknown | 2031-02
203X | 2030-01-01 | 2039-12-31 | the 2030s | 2030s
20XX | 2000-01-01 | 2099-12-31 | between 2000 and 2099 | 2000–2099
203X~ | 2030-01-01 | 2039-12-31 | about the 2030s | c. 2030s
2031-03-01/2031-03-07 | 2031-03-01 | 2031-03-07 | 1–7 March 2031 | 2031-03-01 – 2031-03-07
2031-02-28/2031-03-03 | 2031-02-28 | 2031-03-03 | 28 February – 3 March 2031 | 2031-02-28 – 2031-03-03
2031-12-28/2032-01-03 | 2031-12-28 | 2032-01-03 | 28 December 2031 – 3 January 2032 | 2031-12-28 – 2032-01-03
2031-03/2031-04 | 2031-03-01 | 2031-04-30 | March–April 2031 | 2031-03 – 2031-04
2031-12/2032-01 | 2031-12-01 | 2032-01-31 | December 2031 – January 2032 | 2031-12 – 2032-01
2031/2032 | 2031-01-01 | 2032-12-31 | 2031–2032 | 2031 – 2032
2031-03/2031 | 2031-03-01 | 2031-12-31 | March 2031 – 2031 | 2031-03 – 2031
2031-03-01~/2031-03-07 | 2031-03-01 | 2031-03-07 | about 1 March 2031 to 7 March 2031 | c. 2031-03-01 – 2031-03-07
2031-03-01/.. | 2031-03-01 |  | from 1 March 2031 | 2031-03-01 –
2031-03-01/ | 2031-03-01 |  | from 1 March 2031, end unknown | 2031-03-01 –
../2031-03-01 |  | 2031-03-01 | until 1 March 2031 | – 2031-03-01
/2031-03~ |  | 2031-03-31 | until about March 2031, beginning unknown | – c. 2031-03
2031-03-09T10:15Z | 2031-03-09 | 2031-03-09 | 9 March 2031, 10:15 UTC | 2031-03-09
2031-03-09T10:15:30+01:00 | 2031-03-09 | 2031-03-09 | 9 March 2031, 10:15 +01:00 | 2031-03-09
2031-03-09T10:15 | 2031-03-09 | 2031-03-09 | 9 March 2031, 10:15 | 2031-03-09
unknown |  |  | undated | undated
"""
BAD = """
2031-02-29|2031-13|2031-00|2031-03-00|0000|../..|/|..|2031-03-07/2031-03-01|2031-04/2031-03|2031-XX-04|203X-03|XXXX
2XXX|2031-3-4|2031-03-04T25:00|2031-03-04T10:60|2031-03-04T10:15+15:00|2031-03-04T10|２０３１|٢٠٣١|31|20310304
2031/2032/2033|2031~?|-2031|2031-03-04/2031-03-04T10:15|4 March 2031|Unknown|2031-W10|2031-21|2031-03-04 ~
"""


@pytest.mark.parametrize("row", GOOD.strip().splitlines(), ids=lambda row: row.split(" |")[0])
def test_a_date_and_its_words(row: str):
    text, earliest, latest, words, listed = (part.strip() for part in row.split("|"))
    found = parse_date(text)
    assert found is not None
    assert (found.earliest, found.latest, found.text) == (earliest, latest, text)
    assert (in_words(found), short(found)) == (words, listed)


@pytest.mark.parametrize("text", ["", *BAD.strip().replace("\n", "|").split("|")])
def test_what_is_no_date(text: str):
    assert parse_date(text) is None


DAYS = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}")


@settings(deadline=None)
@given(DAYS, DAYS)
def test_an_interval_is_a_date_unless_it_runs_backwards(one: str, other: str):
    found = parse_date(f"{one}/{other}")
    assert (found is not None) == (one <= other)
    assert found is None or (found.earliest, found.latest) == (one, other)


@settings(deadline=None)
@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_ends_on_its_last_day(year: int, month: int):
    found = parse_date(f"{year:04}-{month:02}")
    assert found and found.latest == f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]}"


@settings(deadline=None)
@given(st.text(alphabet="0123456789X-/.T:Z~?%+ u", max_size=25))
def test_any_text_is_a_date_with_words_or_none(text: str):
    found = parse_date(text)
    if found is None:
        assert date_hint(text)
    else:
        assert in_words(found) and short(found) and sort_key(found)
        assert not (found.earliest and found.latest) or found.earliest <= found.latest


def test_dates_sort_by_first_day_then_exactness_and_unknown_ones_come_last():
    order = ["2030", "../2031-02", "2031-03-01", "2031-03", "2031-03-01/..", "2031-03-02", "unknown"]
    dates = [parse_date(text) or UNKNOWN_DATE for text in sorted(order, reverse=True)]
    assert [date.text for date in sorted(dates, key=sort_key)] == order


@pytest.mark.parametrize(
    ("one", "other", "is_later"),
    [
        ("2031-03-10", "2031-03-09T10:15Z", True),
        ("2031-03-09", "2031-03-09T10:15Z", False),
        ("2031-03", "2031-03-09", False),
        ("2031-04", "2031-03-09", True),
        ("2032", "unknown", False),
        ("unknown", "2031", False),
        ("../2040", "2031", False),
        ("2040", "2031/..", False),
    ],
)
def test_later_only_when_no_day_of_both_could_agree(one: str, other: str, is_later: bool):
    first, second = parse_date(one), parse_date(other)
    assert first and second
    assert later(first, second) is is_later


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("March 4, 2031", "2031-03-04"),
        ("Monday, 4 March 2031", "2031-03-04"),
        ("4th of March 2031", "2031-03-04"),
        ("Sept. 4, 2031", "2031-09-04"),
        ("september 2031", "2031-09"),
        ("03/04/2031", "2031-04-03 or 2031-03-04"),
        ("31/12/2031", "2031-12-31"),
        ("4.3.2031", "2031-03-04"),
        ("2031/03/04", "2031-03-04"),
        ("2031-3-4", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("2031-02-30", "2031-02"),
        ("c. 2031", "2031~"),
        ("about March 2031", "2031-03~"),
        ("2031-03-07/2031-03-01", "2031-03-01/2031-03-07"),
        ("2028-2031", "2028/2031"),
        ("2031-03-04 9:15 +0100", "2031-03-04T09:15+01:00"),
        ("2031-03-04T10:15:00.000Z", "2031-03-04T10:15Z"),
        ("203x", "203X"),
        ("4 March", ""),
        ("yesterday", ""),
        ("13/13/2031", ""),
        ("April 31, 2031", "2031-04"),
    ],
)
def test_what_a_wrong_form_most_likely_means(written: str, suggested: str):
    assert suggestion(written) == suggested
    assert all(parse_date(part) for part in suggested.split(" or ") if part)


def test_the_hint_shows_the_forms_when_nothing_is_clear():
    assert date_hint("4 March") == "write 2031-03-04, 2031-03~ if roughly, or unknown"
    assert date_hint("March 4, 2031") == "write 2031-03-04, or unknown"
    assert date_hint("03/04/2031") == "write 2031-04-03 or 2031-03-04, whichever is meant, or unknown"
