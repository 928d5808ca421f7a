"""What is looked for first, because it is quick to find, stands in all that the slow patterns find."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pressmark.capture import Capture, CapturedBlock
from pressmark.segment import bylines, furniture, mastheads, pictures, traits
from pressmark.segment.likelihood import chance, first_judgement, placed_traits, unclear
from pressmark.segment.measures import measured
from pressmark.segment.traits import looks_of
from pressmark.segment.weights import WEIGHTS
from pressmark.text import folded, holds_any, letter_runs, word_runs

LINES = (
    "The council voted on Monday to rebuild the old pier, the mayor said.",
    "“Nobody spoke against it,” she told the Ledger. The work begins in May.",
    "Menu",
    "By Ana Sol",
    "March 4, 2031",
    "Subscribe to our newsletter today",
    "The old pier in a gale. Photo: Tom Vey/Ledger",
    "Read more: The ferry is late",
    "Share",
    "Alle Rechte vorbehalten",
    "Ida Marsh contributed to this report.",
    "3 comments",
)


def capture_of(lines: list[str]) -> Capture:
    blocks = tuple(CapturedBlock(line, 2 * n + 1, 2 * n + 1) for n, line in enumerate(lines))
    return Capture("a.txt", "", "plain text", "utf-8", "\n\n".join(lines), blocks, (), 0)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=30), st.sampled_from(["text", "dump", "markup"]))
def test_weighing_traits_once_gives_what_weighing_them_block_by_block_gives(lines: list[str], kind: str) -> None:
    looks = looks_of(capture_of(lines))
    weights = WEIGHTS[kind]
    slowly = [chance(names, weights) for names in placed_traits(looks)]
    assert first_judgement(looks, weights) == pytest.approx(slowly)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=30), st.data())
def test_rows_that_are_asked_for_do_not_depend_on_the_others(lines: list[str], data: st.DataObject) -> None:
    looks = looks_of(capture_of(lines))
    first = first_judgement(looks, WEIGHTS["text"])
    asked = data.draw(st.lists(st.booleans(), min_size=len(looks), max_size=len(looks)))
    every = measured(looks, first, "text")
    assert measured(looks, first, "text", asked) == [row if one else [] for row, one in zip(every, asked, strict=True)]
    assert len(unclear(first)) == len(every)


@pytest.mark.parametrize("rule", [rule for rule in furniture.RULES if rule.told_by], ids=lambda rule: rule.reason)
@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_a_line_that_a_rule_finds_holds_one_of_the_rule_s_words(rule: furniture.Rule, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(rule.pattern, fullmatch=True))
    assert not rule.told_by.isdisjoint(letter_runs(line)) or holds_any(line, rule.within)


def test_a_rule_is_quick_only_where_its_words_were_given() -> None:
    assert sum(bool(rule.told_by) for rule in furniture.RULES) == 6


_OFTEN = [bytes([byte]).decode("cp1252", "replace") for byte in range(256)]
_TEXTS = st.text(st.sampled_from([*_OFTEN, *"éд\u0301İΣ\x85ﬁ中"]), max_size=40)


@given(_TEXTS)
def test_folding_and_cutting_by_tables_gives_what_it_gives_without(text: str) -> None:
    flat = re.sub("[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", text)).translate(
        str.maketrans("’‘“”", "''\"\"")
    )
    assert folded(text) == " ".join(flat.casefold().split())
    assert letter_runs(text) == re.findall(r"[^\W\d_]+", text)
    assert word_runs(text) == re.findall(r"\w+", text)


@pytest.mark.parametrize("number", range(len(mastheads._OUTSIDE)))
@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_what_pages_offer_is_not_passed_over(number: int, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(mastheads._OUTSIDE[number], fullmatch=True))
    assume(not set(text) & set("ıſK"))  # which a pattern takes for an i, an s and a k, as no paper does
    assert holds_any(text.lower(), mastheads._IN_OUTSIDE)


@given(st.from_regex(mastheads._ASKED_BY, fullmatch=True), st.from_regex(mastheads._REQUEST, fullmatch=True))
@settings(deadline=None)
def test_whom_people_spoke_to_is_not_passed_over(asked: str, request: str) -> None:
    assert holds_any(asked, mastheads._IN_ASKED_BY)
    assert "qu" in request and holds_any(request, mastheads._IN_REQUEST)


@given(st.from_regex(bylines._BY))
def test_a_byline_begins_with_a_word_that_bylines_begin_with(text: str) -> None:
    assume(bylines._BY.match(text) and "ı" not in text)  # which a pattern takes for an i, as no paper does
    assert bylines.may_begin_with_by(text)


@pytest.mark.parametrize("name", ["_CREDIT", "_CAPTION_END", "_BARE_CREDIT", "_SIGNED_END", "_PLACED", "_SEEN"])
@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_what_a_picture_s_pattern_finds_is_not_passed_over(name: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(getattr(pictures, name), fullmatch=True))
    assume(all(folded(sign) or sign.isspace() for sign in text))  # an accent that stands alone is folded to a space
    line = folded(text)
    told: dict[str, Callable[[], object]] = {
        "_CREDIT": lambda: pictures._MAY_CREDIT.search(line),
        "_CAPTION_END": lambda: pictures.may_end(text, line),
        "_BARE_CREDIT": lambda: "/" in text or "(" in text,
        "_SIGNED_END": lambda: "/" in text or "(" in text or not pictures._LENT.isdisjoint(letter_runs(line)),
        "_PLACED": lambda: "(" in line or not pictures._PLACES.isdisjoint(letter_runs(line)),
        "_SEEN": lambda: "(" in line or not pictures._PLACES.isdisjoint(letter_runs(line)),
    }
    assert told[name]()


@given(st.from_regex(traits._SPEECH, fullmatch=True))
def test_each_word_of_speaking_is_known(words: str) -> None:
    assert not traits._SPEAKING.isdisjoint(words.split())
    assert traits.speaks(words, frozenset(letter_runs(words)))
