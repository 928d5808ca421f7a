"""What is read in fewer steps is what the slow way reads: beginnings of patterns, tokens, counts of words."""

from __future__ import annotations

import gc
import re
import sys
from pathlib import Path

import pytest
from counted_calls import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark import reading
from pressmark.names.tokens import TOKEN, tokens
from pressmark.reading import Known, known_from, read
from pressmark.segment import furniture, heads, pictures, printed_dates, short_lines
from pressmark.segment.beginnings import LETTERS, Begun, beginnings
from pressmark.text import digits_in, word_count, words_in_lower_case
from pressmark.vocabulary import Vocabulary

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from captures import text_capture

KNOWN: Known = known_from(Vocabulary())
PATTERNS = {
    **{f"furniture {n}": rule.pattern for n, rule in enumerate(furniture.RULES)},
    "video": pictures._VIDEO, "crumb": pictures._CRUMB, "caption": pictures._CAPTION_START,
    "needed": short_lines._NEEDED, "serves": short_lines._SERVES,
}  # fmt: skip
_SIGNS = [bytes([byte]).decode("cp1252", "replace") for byte in range(256)]
_TEXTS = st.text(st.sampled_from([*_SIGNS, *"éд\u0301İΣ\x85ﬁ中٣\u2009\u3000"]), max_size=40)
_WORDED = st.text(st.sampled_from("aAbBZé.,’'-&_ \n\t\xa0\u2009“1ß\x1c\u2028§中"), max_size=30)


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_a_pattern_is_tried_on_every_line_that_it_finds(pattern: re.Pattern[str], data: st.DataObject) -> None:
    line = data.draw(st.from_regex(pattern, fullmatch=True))
    assert Begun([pattern])[line[:LETTERS]] == (0,)


def test_a_pattern_is_not_tried_on_lines_that_begin_otherwise() -> None:
    begun = Begun([re.compile(r"(?:menu|home(?:page)?|\d+ ?(?:/|of) ?\d+)"), re.compile(r"read more.*|[>|/]+")])
    assert [begun[line[:LETTERS]] for line in ("menu", "hotel", "12 of 13", "read on", "> >", "The")] == [
        (0,), (), (0,), (1,), (1,), (),
    ]  # fmt: skip


@pytest.mark.parametrize("pattern", [r".*x", r"(?i:a)b", r"\w+", r"a*", r"(?:a|)"])
def test_a_pattern_that_may_begin_with_anything_is_always_tried(pattern: str) -> None:
    assert "" in beginnings(re.compile(pattern))


@given(_WORDED)
def test_tokens_are_those_of_their_pattern_one_by_one(text: str) -> None:
    found = tokens(text)
    slowly = [(match[0], match.start()) for match in TOKEN.finditer(text)]
    assert list(zip(found.words, found.starts, strict=True)) == [*slowly, ("", len(text))]


@given(_TEXTS)
def test_words_and_digits_are_counted_by_tables_as_without(text: str) -> None:
    assert word_count(text) == len(text.split())
    assert digits_in(text) == len(re.findall(r"\d", text))
    assert words_in_lower_case(text) == sum(word[0].islower() for word in text.split())


@given(_TEXTS)
def test_lines_are_folded_letter_by_letter_by_tables_as_without(text: str) -> None:
    assert len(heads._aligned(text)) == len(text)
    assert heads._aligned(text) == (text.lower() if text.isascii() else "".join(map(heads._aligned_letter, text)))


@given(st.text(st.sampled_from("0129. ,x"), max_size=14))
def test_digits_of_dates_are_seen_where_they_are(text: str) -> None:
    pattern = r"19\d\d|20\d\d|\d\. ?\d\d?\. ?\d"
    assert printed_dates.has_digits(text) == (re.search(pattern, text) is not None)


@given(st.lists(st.sampled_from("ab cd ef gh".split()), max_size=9), st.lists(st.sampled_from("ab cd ef".split())))
def test_titles_are_alike_when_they_share_nearly_all_of_their_words(one: list[str], other: list[str]) -> None:
    shared = sum(min(one.count(word), other.count(word)) for word in {*one})
    assert heads.like(" ".join(one), " ".join(other)) == (2 * shared >= 0.85 * (len(one) + len(other)))


def test_garbage_is_collected_again_after_a_capture_has_been_read(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[bool] = []
    first = reading.read_capture
    monkeypatch.setattr(reading, "read_capture", lambda *given: (collected.append(gc.isenabled()), first(*given))[1])
    read("a.txt", text_capture(1).encode(), KNOWN)
    assert collected == [False] and gc.isenabled()
    read("b.bin", b"\0\1\2" * 9, KNOWN)
    assert gc.isenabled()


def test_the_work_on_a_text_is_bounded() -> None:
    """Counted and not timed: so many calls for each block and word, and none of what another capture's lines cost."""
    captures = [text_capture(number).encode() for number in range(40, 52)]
    read("warm", text_capture(7).encode(), KNOWN)
    words = sum(len(data.split()) for data in captures)
    made = calls(lambda: [read(f"{number}.txt", data, KNOWN) for number, data in enumerate(captures)])
    assert made <= 13 * words  # it is 11.7
