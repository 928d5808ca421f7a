"""When an undated article was published: what its words allow, what its story adds, what they do not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotators.date_estimates import Neighbour, estimate, text_estimate
from pressmark.dates import UNKNOWN_DATE, parse_date


def on(text: str):
    date = parse_date(text)
    assert date is not None
    return date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Last month, in February 2031, the board met.", "2031-03"),
        ("Tomorrow, 4 March 2031, the ferry sails again.", "2031-03-03"),
        ("The plan was drawn up two years ago, in 2029.", "2031"),
        ("The bill will be sent next week, on 11 March 2031.", "2031-03-03/2031-03-09"),
        ("He left in July 2018, she said.", "2018-07/.."),
        ("They met at the 2014 hearing. Nothing came of it.", "2014/.."),
        ("In 2018 the members promised to spend more in 2024.", "2018/.."),
        ("It was to be done by 2024, the paper said in 2018.", None),
        ("The letter repeats a promise of 2 percent in 2024.", None),
        ("The letters went out last month, before a hearing next week.", None),
        ("It will open on 3 March 2031.", None),
        ("", None),
    ],
)
def test_a_text_alone_tells_only_what_its_words_allow(text: str, edtf: str | None) -> None:
    found = text_estimate(text)
    assert (found.date.text if found else None) == edtf


HEARING = Neighbour("Hearing on the bridge", on("2030-10-16"), event=True)


def test_a_relative_day_said_of_an_event_of_the_story_gives_the_days() -> None:
    text = "The letters were sent last month, before the hearing on the bridge next week."
    found = estimate(text, UNKNOWN_DATE, (HEARING,))
    assert found is not None
    assert found.date.text == "2030-10-07/2030-10-13"
    assert found.rests_on == "“next week”, said of Hearing on the bridge (16 October 2030)"


def test_words_shared_with_a_dated_article_put_it_near_that_article() -> None:
    near = Neighbour("Vote", on("2031-03-04"), 60)
    found = estimate("The vote was close.", on("2031-03-06T10:00Z"), (near, Neighbour("Old", on("2030-03-04"), 2)))
    assert found is not None
    assert found.date.text == "2031-02-25/2031-03-06"
    assert found.rests_on == "it shares 60 words with “Vote” (4 March 2031); it was captured by 6 March 2031, 10:00 UTC"


def test_the_dated_articles_of_a_story_are_the_last_resort() -> None:
    dated = (Neighbour("One", on("2030-07-09")), Neighbour("Two", on("2030-10-22")))
    found = estimate("The dredge works at night.", UNKNOWN_DATE, dated)
    assert found is not None
    assert found.date.text == "2030-07/2030-10"
    assert found.rests_on == "the 2 dated articles of its story lie between these days"
    assert estimate("The dredge works at night.", UNKNOWN_DATE, dated[:1]) is None


def test_a_weaker_ground_never_overrules_a_stronger_one() -> None:
    dated = (Neighbour("One", on("2028-07-09")), Neighbour("Two", on("2028-10-22")))
    found = estimate("He left in July 2030, she said.", UNKNOWN_DATE, dated)
    assert found is not None
    assert found.date.text == "2030-07/.."


WORDS = st.sampled_from(
    "last month , in February 2031 the hearing on Monday was will next week 3 March 2018 two years ago . by to".split()
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_an_estimate_is_a_date_with_a_reason(text: str) -> None:
    found = estimate(text, UNKNOWN_DATE, (HEARING,))
    assert found is None or (found.rests_on and parse_date(found.date.text) == found.date)
