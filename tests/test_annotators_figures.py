"""Figures: case files of money, shares, counts and measures; equal ones are equal however they are printed."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotation import Figure
from pressmark.annotators.dates import expressions
from pressmark.annotators.figures import figures
from pressmark.annotators.number_forms import value_of

CASES = sorted((Path(__file__).parent / "cases" / "figures").glob("*.txt"))


def found(text: str) -> tuple[Figure, ...]:
    return figures(text, [(one.start, one.end) for one in expressions(text) if one.form != "second day"])


def line(figure: Figure) -> str:
    value = f"{figure.value}–{figure.upper}" if figure.upper else figure.value
    parts = [figure.text, f"{figure.kind} {value} {figure.unit}", figure.hedge]
    parts += [f"of {figure.of}" if figure.of else "", f"per {figure.per}" if figure.per else ""]
    # "of the 28 member nations" bears its own article.
    return " | ".join(part for part in parts if part)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_figures_of_case_files(case: Path, request: pytest.FixtureRequest) -> None:
    text, expected = case.read_text("utf-8").split("----\n")
    lines = [line(figure) for figure in found(text.rstrip("\n"))]
    if request.config.getoption("--update-cases"):
        case.write_text(text + "----\n" + "".join(f"{one}\n" for one in lines), "utf-8")
    assert lines == expected.splitlines()


@pytest.mark.parametrize("printed", ["2 percent", "2%", "two percent", "2 per cent", "Two per cent", "2.0 percent"])
def test_one_share_is_one_value_however_it_is_printed(printed: str) -> None:
    (figure,) = found(f"They agreed on {printed} of output.")
    assert (figure.kind, figure.value, figure.unit, figure.text) == ("share", "2", "percent", printed)


@pytest.mark.parametrize("printed", ["$33 billion", "$33bn", "33 billion dollars", "thirty-three billion dollars"])
def test_a_dollar_without_a_country_stays_a_dollar_sign(printed: str) -> None:
    (figure,) = found(f"It cost {printed} in all.")
    assert (figure.value, figure.unit) == ("33000000000", "$")


def test_a_date_is_no_figure() -> None:
    assert found("On 4 March 2031 it opened; it shut on March 12 at 6 p.m.") == ()


_WORDS = st.sampled_from(
    "two percent 2 % of GDP $ 33 billion nearly 4,000 troops and the 28 members a million - to 5 year . , dollars € "
    "half dozen twenty-three in 2018 hundred people -plus or more on \n".split(" ")
)


@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_figures_stand_in_the_text_in_order_with_a_decimal(text: str) -> None:
    end = 0
    for figure in found(text):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert Decimal(figure.value) >= 0
        assert "E" not in figure.value
        assert figure.unit
        end = figure.end


@given(st.integers(0, 10**15))
def test_digits_are_read_with_and_without_grouping(number: int) -> None:
    assert value_of(f"{number:,}") == value_of(str(number)) == str(number)


def test_many_numbers_cost_their_length_and_no_more() -> None:
    text = "two hundred and five of the 9 " * 4000
    assert len(found(text)) < 20000
