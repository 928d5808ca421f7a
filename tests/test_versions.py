"""What changed between two captures of one article: blocks paired, words marked, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotators.versions import Change, Piece, changes, counted, words_changed


def body(*texts: str) -> tuple[tuple[str, str], ...]:
    return tuple(("body", text) for text in texts)


def shown(pieces: tuple[Piece, ...]) -> str:
    marks = {"same": "{}", "del": "[-{}-]", "ins": "[+{}+]"}
    return "".join(marks[p.kind].format(p.text) for p in pieces)


def test_a_word_that_was_corrected_is_marked_and_nothing_else() -> None:
    before = "The rebuilt bridge is to cost $38.6 million, officials said."
    after = "The rebuilt bridge is to cost $36.8 million, officials said."
    assert shown(words_changed(before, after)) == (
        "The rebuilt bridge is to cost $[-38.6-][+36.8+] million, officials said."
    )


def test_a_phrase_that_changed_stays_whole() -> None:
    found = shown(words_changed("He saw two small boats there.", "He saw one grey ship there."))
    assert found == "He saw [-two small boats-][+one grey ship+] there."


def test_a_changed_paragraph_stands_once_and_a_new_one_as_new() -> None:
    before = body("Ana Sol spoke first of all.", "The vote was held on Monday night at ten.", "Nobody left.")
    after = body(
        "Ana Sol spoke first of all.", "A correction.", "The vote was held on Tuesday night at ten.", "Nobody left."
    )
    found = changes(before, after)
    assert [c.kind for c in found] == ["same", "ins", "changed", "same"]
    assert shown(found[2].pieces) == "The vote was held on [-Monday-][+Tuesday+] night at ten."
    assert counted(found) == (3, 1)


def test_paragraphs_that_share_nothing_are_gone_and_come() -> None:
    found = changes(body("The ferry sails at nine."), body("No tolls will be asked for."))
    assert [c.kind for c in found] == ["del", "ins"]


def test_equal_captures_have_no_change() -> None:
    held = body("One.", "Two.")
    assert changes(held, held) == tuple(Change("same", "body", (Piece("same", t),)) for _, t in held)


TEXT = st.lists(st.sampled_from("the a bridge ferry, vote. Monday “no” 38.6 it’s".split()), max_size=12).map(" ".join)
BLOCKS = st.lists(TEXT.filter(bool).map(lambda t: ("body", t)), max_size=8).map(tuple)


@given(BLOCKS, BLOCKS)
def test_both_captures_can_be_read_out_of_the_changes(before, after) -> None:
    found = changes(before, after)
    old = [t for c in found if (t := "".join(p.text for p in c.pieces if p.kind != "ins"))]
    new = [t for c in found if (t := "".join(p.text for p in c.pieces if p.kind != "del"))]
    assert old == [text for _, text in before]
    assert new == [text for _, text in after]


@given(st.text(), st.text())
def test_any_two_texts_can_be_read_out_of_their_pieces(before: str, after: str) -> None:
    pieces = words_changed(before, after)
    assert "".join(p.text for p in pieces if p.kind != "ins") == before
    assert "".join(p.text for p in pieces if p.kind != "del") == after
