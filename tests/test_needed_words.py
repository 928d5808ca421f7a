"""Which patterns a text cannot match is known from its words, and never wrongly."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotators.date_forms import forms_and_sieve
from pressmark.annotators.needed_words import Sieve, needed


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bcentury\b", [{"=century"}]),
        (r"\b(?:mid-)?May\.?\s+\d", [{"=may"}, {r"\d"}]),
        (r"\b(?:x?May|June)s?\b", [{"may", "june"}]),
        (r"(?:in|of)[\s-]+(?i:(?:early )?)(?:Jan|Feb)\b", [{"in", "of"}, {"=jan", "=feb"}]),
        (r"[\s\w]May\b", [{"may"}]),
        (r"\bMay(?:,|\s+of)?\s+\d", [{"=may"}, {r"\d"}]),
        (r"\bMay(?:,|\s+of)?", [{"may"}]),
        (r"(?i:NEXT|last)\s+Week", [{"next", "last"}, {"week"}]),
        (r"(?:mid-)?\d{4}s?", [{r"\d"}]),
        (r"[ap]\.?m", [{"a", "p"}, {"m"}]),
        (r"from now(?= on)", [{"from now"}, {"on"}]),
        (r"(?<!not )x(?!y)", [{"x"}]),
        (r"a|\w+", []),
        (r"[^a]", []),
        (r"9/11", [{"9"}, {"/"}, {"11"}]),
    ],
)
def test_what_a_pattern_needs(pattern, words):
    assert [set(one) for one in needed(re.compile(pattern))] == words


def test_a_sieve_names_only_what_may_match():
    sieve = Sieve(re.compile(p, re.I) for p in (r"next week", r"(?:\d+|two) days", r"\w", r"7"))
    assert sieve.may_match("Two days in the NEXT  week") == [1, 2]
    assert sieve.may_match("Next week, it says") == [0, 2]
    assert sieve.may_match("٣ days at 17") == [1, 2, 3]
    assert sieve.may_match("…") == [2]


@pytest.mark.parametrize("letter", ["ı", "ſ", "K", "İ"])
def test_letters_that_stand_for_others_where_capitals_do_not_matter(letter):
    for plain in "isk":
        pattern = re.compile(f"a{plain}b", re.I)
        text = f"a{letter}b"
        assert Sieve([pattern]).may_match(text) == [0] or not pattern.search(text)


PIECES = st.sampled_from(
    [
        "March", "MAY", "Mar.", "3rd", "14", "2031", "1990s", "Monday", "on", "the", "of", "last", "next", "year",
        "week", "ago", "from now", "two", "a couple of", "9/11", "noon", "p.m.", "10:30", "GMT", "Christmas", "that",
        "same",
        "day", "before", "century", "nineteenth", "Q3", "half", "spring", "’90s", "in", "past", "recently", "future",
        "2031-03-04", "3/4/31", "at", "six", "in the morning", "late", "early", "'clock", "o", "-", ",", ".", "\n\n",
        "x",
    ]
)  # fmt: skip
FORMS, SIEVE = forms_and_sieve()


@given(st.lists(st.tuples(PIECES, st.sampled_from([" ", "", "-"]))))
def test_no_form_of_a_date_is_missed(pieces):
    text = "".join(piece + gap for piece, gap in pieces)
    may = SIEVE.may_match(text)
    assert [FORMS[n][0] for n in range(len(FORMS)) if n not in may and FORMS[n][1].search(text)] == []
