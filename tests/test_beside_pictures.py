"""Captions in texts that only what stands beside them tells, and the words by which a block is judged."""

import pytest

from pressmark.captures import read_capture
from pressmark.segment import labelled
from pressmark.segment.beside_pictures import above_credit, beside_pictures
from pressmark.segment.page_measures import rows_of
from pressmark.segment.pictures import picture_line
from pressmark.segment.pull_quotes import pull_quotes
from pressmark.segment.traits import looks_of
from pressmark.segment.word_scores import WORDS, Words, word_scores, words_of
from pressmark.text import folded, letter_runs

FIRST = "The council of Northfield voted on Tuesday to rebuild the bridge, which has been closed for two years."
LAST = "Work could start next spring, the engineer told the council, if the county agrees to pay half of the cost."


def looks(*lines):
    (capture,), _ = read_capture("a.txt", "\n\n".join(lines).encode())
    return looks_of(capture)


def beside(*lines, chance=0.7):
    found = looks(FIRST, *lines, LAST)
    held = beside_pictures(found, [0.95, *[chance] * len(lines), 0.95], 0, len(found) - 1, ())
    return [held.get(i + 1, ("",))[0] for i in range(len(lines))]


@pytest.mark.parametrize("number", ["2", "2/7", "View 3 images"])
def test_an_open_line_below_a_pictures_number_is_a_caption(number):
    assert beside(number, "Ana Sol and Otto Veil have run the ferry for years") == ["", "caption"]


def test_a_sentence_below_a_number_is_text():
    assert beside("2", "Ana Sol and Otto Veil have run the ferry for years.") == ["", ""]


def test_a_videos_day_and_length_take_what_is_said_of_it():
    said = "The ferry has been running since the bridge was closed. Its captain wants it to stay."
    assert beside(said, "26.10.2031 | 2:43 min") == ["video", "video"]
    assert beside(said, "26.10.2031 | 2:43 min", chance=0.95) == ["", "video"]


def test_a_title_that_says_it_is_a_video_is_one():
    assert beside("Crews pull the old bridge out of the river – video") == ["video"]


def test_a_line_that_stands_twice_in_a_row_is_a_caption():
    assert beside("The old bridge on its last day in use", "The old bridge on its last day in use") == ["caption"] * 2


def test_an_agencys_letters_are_the_credit_of_the_line_above():
    assert beside("The old bridge had to be mended again and again in its last years.", "AP") == ["caption", "credit"]


def test_what_is_surely_text_is_none_of_these():
    assert beside("2", "Ana Sol and Otto Veil have run the ferry for years", chance=0.97) == ["", ""]


def test_a_source_at_the_end_is_no_pictures_credit():
    found = looks(FIRST, LAST, "Quelle: sea.example", "Foto: Ana Ruiz")
    assert not above_credit(found, 1, 0.6, 0)
    assert above_credit(looks(FIRST, LAST, "Foto: Ana Ruiz"), 1, 0.6, 0)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Ana Sol, left, and Otto Veil, second from right, at the quay", "caption"),
        ("Ana Sol, far right, opens the bridge.", "caption"),
        ("Protesters of the far right met those who stood against them in the centre, where police waited.", None),
        ("They met at the Harbor Center, where the council sits.", None),
        ("The map shows it. © Harbor Ledger Grafik/OSM | C. Lee /Harbor Ledger Grafik", "caption"),
        ("Diese Karte zeigt den Verlauf. Bild: Screenshot: sea.example", "caption"),
        ("Two crews were at work. (U.S. Harbor Court, Eastern District of Northfield)", "caption"),
        ("ON THE QUAY … Mayor Ana Sol opens the bridge.", "caption"),
        ("June 24 -- Harbor Live, Northfield, VA", None),
    ],
)
def test_more_picture_lines(line, label):
    found = picture_line(line, folded(line), line.count(" ") + 1, frozenset(letter_runs(folded(line))))
    assert (found[0] if found else None) == label


def test_a_question_that_is_asked_again_is_no_pull_quote():
    asked, said = "What do you like about the ferry?", "Write to us about the ferry."
    assert pull_quotes(looks(FIRST, asked, LAST, asked), [0, 1, 2, 3]) == []
    assert pull_quotes(looks(said, FIRST, said, LAST), [0, 1, 2, 3]) == [2]


def test_a_line_that_nobody_sees_is_no_block():
    (capture,), _ = read_capture("a.txt", f"{FIRST}\n\n\u200b\n\n{LAST}\n".encode())
    assert [block.text for block in capture.blocks] == [FIRST, LAST]


def test_a_long_paragraph_that_is_surely_text_names_no_contributors():
    long = (
        "But the county also reported that its debts were such that it would not have the means to contribute to this "
        "work, and the ferry, by which most of the town goes to work, would have to be paid for by the town alone for "
        "another year or two, said Ana Ruiz, who wrote the report for the council with Otto Veil of the harbor board."
    )
    (capture,), _ = read_capture("a.txt", "\n\n".join([FIRST, LAST, FIRST[:-1] + " again.", long, LAST]).encode())
    assert [it.label for it in labelled(capture)].count("contributors") == 0


def test_words_speak_for_what_stands_around_a_text_and_for_captions():
    words = Words({"subscribe": (20, 0), "pictured": (0, 30), "council": (-10, -10)}, -0.5, -1.0)
    around, caption = word_scores({"subscribe", "now"}, words)
    assert (around, caption) == (-0.5 + 20 * 0.1 / 2, -1.0)
    assert word_scores({"pictured", "council"}, words)[1] == pytest.approx(-1.0 + 20 * 0.1 / 2)
    assert word_scores(frozenset(), words) == [-0.5, -1.0]


def test_words_are_read_as_they_are_written():
    assert words_of({"": [0.25, -1], "ferry": [3, -2]}) == Words({"ferry": (3, -2)}, 0.25, -1)
    assert len(WORDS.weights) > 1000


def test_only_selected_text_is_judged_by_its_words():
    found = looks(FIRST, LAST)
    widths = {kind: len(rows_of(found, [0.5, 0.5], kind)[0]) for kind in ("text", "dump", "markup")}
    assert widths["text"] == widths["dump"] + 2 == widths["markup"] + 2
