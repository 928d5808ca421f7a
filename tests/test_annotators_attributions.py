"""Whose reporting an article rests on: case files, the article that is meant, and what counts as one source."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotation import Attribution, Passage
from pressmark.annotators.attributions import Held, articles_of, attributions, one_source, sources
from pressmark.annotators.mentions import mentions
from pressmark.article import Article
from pressmark.dates import UNKNOWN_DATE, Date, parse_date
from pressmark.registry import registered
from pressmark.vocabulary import Entity, Outlet, Vocabulary

CASES = sorted((Path(__file__).parent / "cases" / "attributions").glob("*.txt"))
OUTLETS = (
    Outlet("county-post", "County Post"),
    Outlet("harbor-ledger", "Harbor Ledger", aliases=("the Ledger",)),
    Outlet("seaboard-wire", "Seaboard Wire"),
)
ENTITIES = (
    Entity("northfield-council", "Northfield Council", "organization"),
    Entity("vellan-gazette", "Vellan Gazette", "organization"),
)
REGISTRY = registered((Article("a", "a"),), Vocabulary(outlets=OUTLETS, entities=ENTITIES))[0]


def found(text: str, own: str = "") -> tuple[Attribution, ...]:
    return attributions(text, mentions(text, REGISTRY), REGISTRY, own)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_attributions_of_case_files(case: Path, request: pytest.FixtureRequest) -> None:
    text, expected = case.read_text("utf-8").split("----\n")
    lines = [f"{a.text} | {a.cue} | {a.outlet or a.entity}".rstrip() for a in found(text.rstrip("\n"))]
    if request.config.getoption("--update-cases"):
        case.write_text(text + "----\n" + "".join(f"{one}\n" for one in lines), "utf-8")
    assert lines == expected.splitlines()


def test_what_is_told_to_the_articles_own_outlet_is_its_own_reporting() -> None:
    assert found("A diver told the Ledger that the pier had sunk.", own="harbor-ledger") == ()


def on(text: str) -> Date:
    date = parse_date(text)
    assert date is not None
    return date


LEDGER = Held("ledger-letters", "harbor-ledger", ("pier",), on("2030-09-23"))
LATER = Held("ledger-later", "harbor-ledger", ("pier",), on("2030-10-01"))
WIRE = Held("wire", "seaboard-wire", ("pier",), on("2030-09-24"))
TEXT = "The mayor has written twice, according to the Ledger. So it goes.\n\nMore.\n\nEven more."


def test_the_only_earlier_article_of_the_outlet_in_the_story_is_meant() -> None:
    (source,) = sources(WIRE, TEXT, found(TEXT), (), articles_of((LEDGER, LATER, WIRE)))
    assert (source.article, source.how, source.rests) == (
        "ledger-letters", "its only earlier article of the same story", True,
    )  # fmt: skip


def test_of_two_earlier_articles_only_shared_words_tell() -> None:
    two = articles_of((LEDGER, Held("ledger-two", "harbor-ledger", ("pier",), on("2030-09-20"))))
    assert sources(WIRE, TEXT, found(TEXT), (), two)[0].article == ""
    shared = (Passage("wire", 0, 9, "ledger-two", 0, 9, "identical", 14),)
    (source,) = sources(WIRE, TEXT, found(TEXT), shared, two)
    assert (source.article, source.how) == ("ledger-two", "14 words in common")


def test_the_day_that_is_named_says_which_article_is_meant_and_which_is_not() -> None:
    text = "The cost has doubled. The Ledger first reported that on Saturday, and nobody denied it."
    saturday = Held("ledger-saturday", "harbor-ledger", ("pier",), on("2030-09-21"))
    (source,) = sources(WIRE, text, found(text), (), articles_of((LEDGER, saturday, WIRE)))
    assert (source.article, source.how) == ("ledger-saturday", "its only article of the same story of that day")
    spring = Held("ledger-spring", "harbor-ledger", ("pier",), on("2030-03-13"))
    assert sources(WIRE, text, found(text), (), articles_of((spring, WIRE)))[0].article == ""


def test_an_article_of_long_before_is_not_taken_for_the_one_that_is_meant() -> None:
    spring = Held("ledger-spring", "harbor-ledger", ("pier",), on("2030-03-13"))
    assert sources(WIRE, TEXT, found(TEXT), (), articles_of((spring, WIRE)))[0].article == ""


def test_an_article_that_is_later_is_never_the_one_that_is_meant() -> None:
    assert sources(WIRE, TEXT, found(TEXT), (), articles_of((LATER, WIRE)))[0].article == ""


def test_a_passing_remark_is_no_ground_to_rest_on() -> None:
    text = "One.\n\nTwo.\n\nThree.\n\nA diver told the Ledger so."
    (source,) = sources(WIRE, text, found(text), (), articles_of((WIRE,)))
    assert not source.rests


def test_what_rests_on_one_report_is_one_source() -> None:
    post = Held("post", "county-post", ("pier",), on("2030-09-25"))
    copy = Held("copy", "slipway", ("pier",), UNKNOWN_DATE, republished_from="post")
    held = sources(WIRE, TEXT, found(TEXT), (), articles_of((LEDGER, WIRE)))
    lacking = sources(WIRE, TEXT, found(TEXT), (), articles_of((WIRE,)))
    assert one_source((LEDGER, WIRE, post, copy), {"wire": held}) == (("ledger-letters", "wire"), ("post", "copy"))
    # Two that lead with the same report which is not held are one source too; with no report in common they are two.
    assert one_source((WIRE, post), {"wire": lacking, "post": lacking}) == (("wire", "post"),)
    assert one_source((WIRE, post), {"wire": lacking}) == (("wire",), ("post",))


_WORDS = st.sampled_from(
    ["according to", "the Ledger", "Harbor Ledger", "told", "first reported by", "Seaboard Wire", "the Post", ",", ".",
     "\n\n", "newspaper", "Quay", "reported", "a report in", "County Post", "which", "’s report"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_attributions_stand_in_the_text_in_order(text: str) -> None:
    end = 0
    for one in found(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.cue
        end = one.end
