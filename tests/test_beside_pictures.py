"""Captions in texts that only what stands beside them tells, and the words by which a block is judged."""

import pytest

from pressmark.captures import read_capture
from pressmark.segment import labelled
from pressmark.segment.beside_pictures import above_credit, beside_pictures
from pressmark.segment.furniture import furniture
from pressmark.segment.in_doubt import kept_in_doubt
from pressmark.segment.likelihood import kind_of
from pressmark.segment.page_measures import rows_of
from pressmark.segment.pictures import picture_line
from pressmark.segment.pull_quotes import pull_quotes
from pressmark.segment.series import series
from pressmark.segment.traits import looks_of
from pressmark.segment.word_scores import WORDS, word_scores, words_of
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
        ("Image copyright Harbor Images", "credit"),
        ("Harbor Images/iHarbor)", "credit"),
        ("Ana Ruiz | Ledger | Harbor Images", "credit"),
        ("Image caption Ana Sol opened the ferry in the spring", "caption"),
        ("Image captions are a trade of their own.", None),
        ("Ana Sol (Northfield FC) cheers after her goal", "caption"),
        ("Ana Sol (Northfield FC) cheered after her goal.", None),
        ("Yes, the county paid for it: https://sea.example/Nc0nKoXGBP", None),
        ("The bridge was closed again. It is seen as a danger to ships.", None),
        ("The bridge is seen from the quay", "caption"),
    ],
)
def test_more_picture_lines(line, label):
    found = picture_line(line, folded(line), line.count(" ") + 1, frozenset(letter_runs(folded(line))))
    assert (found[0] if found else None) == label


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Advert", "advertisement"),
        ("Advertisement · Scroll to continue", "advertisement"),
        ("Advertisements for the ferry hang in every shop.", None),
        ("This gallery requires JavaScript.", "warning"),
        ("Media playback is unsupported on your device", "warning"),
        ("By signing up you agree to our terms.", "warning"),
        ("By signing up early they saved a day.", None),
        ("An dieser Stelle findest du einen externen Inhalt von Hafenfunk.", "warning"),
        ("Click here to get the Harbor app", "newsletter"),
        ("Click here to get more information on the ferry.", None),
        ("Create an account or sign in to continue with your reading", "newsletter"),
        ("Dann sind Sie beim täglichen Hafen-Newsletter richtig – hier entlang.", "newsletter"),
        ("Her newsletter on bridges is read by engineers.", None),
        ("Got a story? Get in touch with our news team at desk@sea.example.", "comments"),
        ("They wanted to get in touch with the mayor.", None),
        ("Sharing is caring!", "share"),
    ],
)
def test_more_lines_that_pages_wear(line, label):
    found = furniture(folded(line), line.count(" ") + 1, frozenset(letter_runs(folded(line))))
    assert (found[0] if found else None) == label


def test_a_short_text_of_short_lines_is_a_selection():
    few, many = looks(*["Ferry plans"] * 40), looks(*["Ferry plans"] * 60)
    assert (kind_of(few), kind_of(many)) == ("text", "dump")


def test_a_question_that_is_asked_again_is_no_pull_quote():
    asked, said = "What do you like about the ferry?", "Write to us about the ferry."
    assert pull_quotes(looks(FIRST, asked, LAST, asked), [0, 1, 2, 3]) == []
    assert pull_quotes(looks(said, FIRST, said, LAST), [0, 1, 2, 3]) == [2]


def test_a_short_open_line_in_words_of_the_text_heads_a_part_of_it():
    said = '"We will open it in two years, and the ferry is free of charge until then," the mayor said.'
    assert pull_quotes(looks(FIRST, "“We will open it in two years”", said), [0, 1, 2]) == []
    assert pull_quotes(
        looks(FIRST, "We will open it in two years, and the ferry is free of charge", said), [0, 1, 2]
    ) == [1]


def test_a_refrain_is_no_pull_quote():
    refrain = "Write to us about the ferry."
    assert pull_quotes(looks(*[refrain, FIRST] * 4, LAST), list(range(0, 9, 2))) == []


def test_a_caption_below_its_credit_leaves_the_text_above_alone():
    credit, caption = "Image copyright Harbor Images", "Image caption Ana Sol opened the ferry in the spring"
    found = looks(FIRST, LAST, credit, caption, FIRST)
    assert [it.picture and it.picture[0] for it in found] == [None, None, "credit", "caption", None]
    assert not above_credit(found, 1, 0.6, 0)
    assert above_credit(looks(FIRST, LAST, credit, FIRST), 1, 0.6, 0)


def test_a_line_that_announces_what_follows_is_no_caption():
    assert not above_credit(
        looks(FIRST, "These are the plans of the council and of the county:", "Foto: Ana Ruiz"), 1, 0.6, 0
    )


def test_an_agency_stands_below_a_line_that_does_not_end_too():
    assert beside("The old bridge had to be mended again and again", "AP") == ["caption", "credit"]


WORDLESS = words_of({"ferry": (0, -30), "pictured": (0, 60)})


def doubt(line, *below, chance=0.3, off=-1):
    found = looks(FIRST, line, *below, LAST)
    chances = [0.95, chance, *[0.1] * len(below), 0.95]
    return kept_in_doubt(found, 1, chances, off, WORDLESS)


def test_a_line_in_doubt_is_kept_but_where_it_may_be_a_caption():
    assert doubt("A new plan for the ferry")
    assert not doubt("Pictured at the quay in June")
    assert doubt("Pictured at the quay in June.")
    assert not doubt("A new plan for the ferry", "Foto: Ana Ruiz")
    assert not doubt("A new plan for the ferry", "AP")
    assert not doubt("A new plan for the ferry", chance=0.15)
    assert not doubt("Ferry plans")


def test_far_from_the_text_more_is_asked_of_a_line_in_doubt():
    assert not doubt("A new plan for the ferry", off=4)
    assert doubt("A new plan for the ferry", off=4, chance=0.45)


def test_what_announces_or_signs_goes_with_the_text_above_it():
    assert doubt("Pictured were these:")
    assert doubt("— Ana Sol (@anasol) March 4, 2031", chance=0.1)
    assert not doubt("— Ana Sol on March 4, 2031", chance=0.1)


@pytest.mark.parametrize(("chance", "kept"), [(0.7, False), (0.9, True)])
def test_a_caption_in_an_entry_stands_above_its_credit(chance, kept):
    said, shown = f"{FIRST[:-1]}, the mayor said.", "The mill has been the council's since the spring."
    entries = [
        ("10:15", "News from the mill", said, shown, "AP"),
        ("11:30", "More of it", said),
        ("12:45", "Less", said),
    ]
    found = looks(FIRST, *(line for entry in entries for line in entry), LAST)
    chances = [chance if it.text == shown else 0.95 if it.prose else 0.4 for it in found]
    held = series(found, chances, frozenset())
    assert [held.get(i, ("",))[0] == "body" for i, it in enumerate(found) if it.text in (said, shown)] == [
        True, kept, True, True,
    ]  # fmt: skip


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
    words = words_of({"": (-0.5, -1.0), "subscribe": (20, 0), "pictured": (0, 30), "council": (-10, -10)})
    around, caption = word_scores({"subscribe", "now"}, words)
    assert (around, caption) == (-0.5 + 20 * 0.1 / 2, -1.0)
    assert word_scores({"pictured", "council"}, words)[1] == pytest.approx(-1.0 + 20 * 0.1 / 2)
    assert word_scores(frozenset(), words) == [-0.5, -1.0]


def test_words_are_read_as_they_are_written():
    words = words_of({"": [0.25, -1], "ferry": [3, -2]})
    assert word_scores({"ferry"}, words) == pytest.approx([0.25 + 3 * 0.1 / 2, -1 - 2 * 0.1 / 2])
    assert len(WORDS.weights) > 1000


def test_only_selected_text_is_judged_by_its_words():
    found = looks(FIRST, LAST)
    widths = {kind: len(rows_of(found, [0.5, 0.5], kind)[0]) for kind in ("text", "dump", "markup")}
    assert widths["text"] == widths["dump"] + 2 == widths["markup"] + 2
