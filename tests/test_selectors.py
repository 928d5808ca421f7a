"""Spans that are described, and found again after edits."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pressmark.selectors import Selector, candidates, describe, resolve
from pressmark.text import Span, folded

TEXT = (
    "The council voted on Monday to rebuild the bridge. “We will open it in two years,” said Mayor Ana Sol.\n\n"
    "Sol said the town would pay. “It will open in two years, not three,” said Ben Hale of Solway.\n\n"
    "The bridge fell in 2028. Café owners at the quay said the ferry was full."
)
words = st.lists(
    st.sampled_from(["Sol", "said", "the", "a", "“", "”", " ", " ", "\n\n", ".", "é", "É", "x", "ﬁ"]), max_size=30
)
texts = words.map("".join) | st.text(max_size=60)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    a, b = draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))
    start, end = min(a, b), max(a, b)
    assume(text[start:end].strip())
    return text, start, end


@settings(deadline=None)
@given(spans(), st.integers(0, 40))
def test_a_described_span_resolves_to_itself(span: tuple[str, int, int], context: int) -> None:
    text, start, end = span
    assert resolve(text, describe(text, start, end, context)) == Span(start, end)


@settings(deadline=None)
@given(spans(), st.integers(0, 60), texts, st.integers(0, 10))
@example(("ab ab ab", 3, 5), 0, "ab ", 0)
def test_after_an_insertion_elsewhere_a_span_is_found_or_waits(
    span: tuple[str, int, int], at: int, inserted: str, context: int
) -> None:
    text, start, end = span
    at = min(at, len(text))
    assume(not start < at < end)
    edited = text[:at] + inserted + text[at:]
    moved = len(inserted) if at <= start else 0
    found = resolve(edited, describe(text, start, end, context))
    if found is None:
        return
    assert edited[found.start : found.end] == text[start:end]
    if inserted.strip() and text[start:end].strip() not in inserted + text[:start] + "\n" + text[end:]:
        assert found == Span(start + moved, end + moved)


@settings(deadline=None)
@given(texts, st.text("Solsaid “é", min_size=1, max_size=6), st.text(max_size=4), st.text(max_size=4))
def test_what_is_found_is_never_another_text(text: str, exact: str, prefix: str, suffix: str) -> None:
    found = resolve(text, Selector(exact, prefix, suffix))
    if found is not None:
        assert folded(text[found.start : found.end]) == folded(exact)
    for span in candidates(text, Selector(exact, prefix, suffix)):
        assert 0 <= span.start < span.end <= len(text)


def place(words: str, number: int = 0) -> Span:
    at = -1
    for _ in range(number + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        (Selector("voted on Monday"), place("voted on Monday")),
        (Selector("bridge"), None),
        (Selector("bridge", "The "), place("bridge", 1)),
        (Selector("in two years", "We will open it "), place("in two years")),
        (Selector("in two years", "no such words ", "nor these"), None),
        (Selector("“We will", "", " open"), place("“We will")),
        (Selector('"We will open it in two years,"'), place("“We will open it in two years,”")),
        (Selector("cafe  OWNERS"), place("Café owners")),
        (Selector("Solw"), None),
        (Selector("Ben Hale", "said ", " of Solway"), place("Ben Hale")),
        (Selector("Ben Hale", "xxxxxxxxxxxxxxxxxxxx", "yyyyyyyyyyyyyyyyyyyyy"), None),
        (Selector("bridge fell in 2028. Café", "x" * 32, "y" * 32), place("bridge fell in 2028. Café")),
        (Selector(""), None),
        (Selector("   "), None),
    ],
)  # fmt: skip
def test_doubtful_places_are_not_chosen(selector: Selector, found: Span | None) -> None:
    assert resolve(TEXT, selector) == found


def test_the_position_never_decides() -> None:
    start = TEXT.index("bridge")
    assert resolve(TEXT, Selector("bridge", "", "", start, start + 6)) is None


def test_a_span_survives_edits_on_one_side() -> None:
    span = place("Ben Hale")
    selector = describe(TEXT, span.start, span.end)
    edited = TEXT.replace("of Solway", "of the ferry company").replace("The council", "On Monday the council")
    found = resolve(edited, selector)
    assert found and edited[found.start : found.end] == "Ben Hale"


def test_a_removed_span_does_not_jump_to_its_namesake() -> None:
    span = place("Sol", 1)
    selector = describe(TEXT, span.start, span.end)
    paragraphs = TEXT.split("\n\n")
    assert resolve("\n\n".join([paragraphs[0], paragraphs[2]]), selector) is None


def test_candidates_are_suggested_best_first() -> None:
    first, second = place("bridge"), place("bridge", 1)
    assert candidates(TEXT, Selector("bridge", "The ")) == (second, first)
    assert candidates(TEXT, Selector("bridge", start=0)) == (first, second)
    (near,) = candidates(TEXT, Selector("voted on Tuesday to rebuild the bridge"))
    assert TEXT[near.start : near.end] == "voted on Monday to rebuild the bridge"
    assert candidates(TEXT, Selector("nothing of the kind was printed")) == ()
