"""The small readers behind labels and values: bylines, dates, places, languages, credits."""

import pytest

from pressmark.captures import read_capture
from pressmark.draft import Draft, drafted
from pressmark.labels import LABELS, OutletHint
from pressmark.segment import labelled
from pressmark.segment.bylines import byline_names, contributed, employer, names_someone, presented, reporters
from pressmark.segment.languages import language_of
from pressmark.segment.openings import opening_place
from pressmark.segment.pictures import picture_line
from pressmark.segment.printed_dates import announced_date, date_line, stated_day
from pressmark.text import letter_runs

ARTICLE = """The council of Northfield voted on Tuesday to rebuild the bridge, which has been closed for two years.

Work could start next spring, the engineer told the council, if the county agrees to pay half of the cost.

"We will open it in two years," the mayor said after the vote. A ferry will carry cars in the meantime.
"""


def read(text: str, *outlets: OutletHint) -> Draft:
    (capture,), _ = read_capture("a.txt", text.encode())
    return drafted(capture, labelled(capture, outlets), outlets)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Ruiz", ("Ana Ruiz",)),
        ("By Ana Ruiz and Otto Veil, Staff Writers", ("Ana Ruiz", "Otto Veil")),
        ("BY ANA RUIZ", ("Ana Ruiz",)),
        ("Von Ida Quandt, Redakteurin 04.03.2031, 18:20 Uhr", ("Ida Quandt",)),
        ("Par Luc de la Tour et Mia Falk", ("Luc de la Tour", "Mia Falk")),
        ("By Julia E. Brandt", ("Julia E. Brandt",)),
        ("By the way, nobody wrote this line at all", None),
        ("The council voted on Tuesday.", None),
    ],
)
def test_bylines_give_names(line, names):
    assert byline_names(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Ruiz and Otto Veil contributed to this report.", ("Ana Ruiz", "Otto Veil")),
        ("HTN’s Lena Marsh and Otto Veil contributed to this report.", ("Lena Marsh", "Otto Veil")),
        ("Carla F. Moor reported from Eastport, and Rolf Hein from Sund.", ("Carla F. Moor", "Rolf Hein")),
        ("Additional reporting by Mia Falk", ("Mia Falk",)),
        ("The mayor said that he would contribute to the report of the county.", None),
    ],
)
def test_tail_lines_give_contributors(line, names):
    assert contributed(line) == names


def test_reporters_are_told_from_those_who_edited():
    assert reporters("Reporting by Ana Ruiz, additional reporting by Otto Veil; editing by Mia Falk") == ("Ana Ruiz",)
    assert reporters("The reporting by the county was late.") == ()


def test_a_line_that_presents_a_writer_names_them():
    assert presented("Ana Ruiz is a politics reporter for the Harbor Ledger.") == ("Ana Ruiz",)
    assert presented("Ana Ruiz is a bridge engineer in Northfield.") == ()
    assert presented("The mayor is a former reporter.") == ()


def test_names_that_stand_alone():
    assert names_someone("Ana Ruiz | Peter Veil")
    assert not names_someone("Prime Minister, White House")
    assert not names_someone("Ana Ruiz, who built the bridge")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Ana Ruiz/Lumen Pictures", "credit"),
        ("(Harbor Museum)", "credit"),
        ("A crane lifts a beam. (Harbor Museum)", "caption"),
        ("Workers at the quay, the engineer second from left", "caption"),
        ("He said so, and left.", None),
        ("The and/or of the law was read aloud.", None),
        ("The US/UK deal was signed on Monday by both sides", None),
    ],
)
def test_picture_lines(line, label):
    found = picture_line(line, line.lower(), len(line.split()), frozenset(letter_runs(line.lower())))
    assert (found[0] if found else None) == label


def test_a_day_before_its_month_is_no_mark_of_a_list():
    (capture,), _ = read_capture("a.txt", b"5. Januar 2031\n\n1. eins\n2. zwei\n")
    assert [block.shape for block in capture.blocks] == ["paragraph", "item", "item"]


def test_the_headline_is_the_line_whose_words_the_text_takes_up():
    lines = "Local edition of today\nOur readers choose the best pies\nCouncil votes to rebuild the Northfield bridge\n"
    assert read(lines + "By Ana Ruiz\n\n" + ARTICLE).value("title").value == (
        "Council votes to rebuild the Northfield bridge"
    )


def test_the_owner_of_contributors_is_their_outlet():
    assert employer("HTN’s Lena Marsh contributed to this report.") == "HTN"
    assert employer("Lena Marsh contributed to this report.") == ""


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("March 4, 2031", ("2031-03-04", "")),
        ("Published 11:11 PM EST Nov 19, 2030", ("2030-11-19", "")),
        ("Updated March 5, 2031", ("", "2031-03-05")),
        ("Published March 4, 2031 | Updated March 5, 2031", ("2031-03-04", "2031-03-05")),
        ("04.03.2031, 18:20 Uhr", ("2031-03-04", "")),
        ("3 mars 2031", ("2031-03-03", "")),
        ("2031-03-04", ("2031-03-04", "")),
        ("4 марта 2031", ("2031-03-04", "")),
        ("2031年3月4日", ("2031-03-04", "")),
        ("March 7, 20317:55 AM UTCUpdated 3 hours ago", ("2031-03-07", "")),
        ("The bridge closed on March 4, 2031 in Northfield.", None),
        ("Copyright 2031", None),
        ("February 30, 2031", None),
        ("March 2031", None),
    ],
)
def test_date_lines(line, days):
    assert date_line(line) == days


def test_a_date_that_reads_two_ways_is_no_date_unless_the_language_tells():
    assert date_line("03/04/2031") == ("", "")
    assert date_line("03/04/2031", day_first=True) == ("2031-04-03", "")
    assert date_line("13/04/2031") == ("2031-04-13", "")


def test_a_published_date_may_stand_before_other_words():
    assert announced_date("Published May 25, 2031 in Local by the desk") == "2031-05-25"
    assert announced_date("The letter of May 25, 2031 was published") == ""


def test_stated_days():
    assert stated_day("2031-03-04T18:20:00Z") == "2031-03-04"
    assert stated_day("Tue, 4 March 2031") == "2031-03-04"
    assert stated_day("2031-13-40") == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("NORTHFIELD — The council voted.", "Northfield"),
        ("EAST PORT/SUND, March 7 (Lumen) - Two boats sank.", "East Port/Sund"),
        ("Northfield, Ill. — Otto Veil threw for three.", "Northfield, Ill."),
        ("EASTPORT, March 4, 2031 (NCP) — Two boats sank.", "Eastport"),
        ("EASTPORT, United North Isles --- Two boats sank.", "Eastport, United North Isles"),
        ("OSTHAFEN, 4. März - Zwei Boote sanken.", "Osthafen"),
        ("The council voted - again.", None),
        ("Im Rathaus, das vom SVN — so heißt der Verein — gemietet ist.", None),
        ("UPDATE — The council voted.", None),
    ],
)
def test_opening_places(text, place):
    found = opening_place(text)
    assert (found[0] if found else None) == place


def test_a_short_text_has_no_language():
    assert language_of("Council votes") == ("", ())


def test_a_few_small_words_tell_where_no_other_language_has_as_many():
    english = "The old quay of Eastport will be shut to boats from March, and it is not to open this year."
    assert language_of(english)[0] == "en"
    assert language_of("Der alte Kai ist nicht mehr für die Boote und auch nicht für das Volk.")[0] == "de"
    assert language_of("Vi er på båten i dag og det er ikke for barna.") == ("", ())


def test_the_language_that_a_page_states_counts_where_its_words_agree():
    def language(tag: str, text: str) -> tuple[object, str, str]:
        page = f'<!DOCTYPE html><html lang="{tag}"><title>Quay</title><body><h1>Quay</h1><p>{text}</p></body></html>'
        (capture,), _ = read_capture("a.html", page.encode())
        value = drafted(capture, labelled(capture)).value("language")
        return value.value, value.how, value.evidence

    english = "The quay of the town is shut to the boats that came here in the storm, and it was said to be for a year."
    assert language("en-GB", english) == ("en", "stated", "html lang, line 1: “en-GB”")
    assert language("de", english)[:2] == ("en", "worked out")
    assert language("is", "Kaupfar lagði að bryggju.") == ("is", "stated", "html lang, line 1: “is”")


def test_languages_are_told_by_small_words():
    assert language_of(ARTICLE)[0] == "en"
    german = "Der Rat hat sich nach langer Debatte für den Bau der Brücke entschieden, die seit dem Unfall zu ist"
    assert language_of(german + " und auch nicht mehr geöffnet wird.")[0] == "de"


# --- whole captures ---


def test_no_field_is_invented_for_bare_paragraphs():
    draft = read(ARTICLE)
    assert {field: value.value for field, value in draft.values if value.value} == {"language": "en"}
    assert draft.body == "\n\n".join(ARTICLE.strip().split("\n\n"))


def test_every_label_is_a_known_one_with_a_reason():
    draft = read("Council votes on bridge\nBy Ana Ruiz\nMarch 4, 2031\nShare\n\n" + ARTICLE + "\nRead more: Ferry\n")
    assert {block.label for block in draft.blocks} <= set(LABELS)
    assert all(block.reason for block in draft.blocks)
    assert [block.label for block in draft.blocks][:4] == ["title", "byline", "date", "share"]


def test_a_photo_date_a_pledge_and_a_copyright_year_are_no_date():
    photo = "A ferry waits on June 18, 2030 in Northfield. (Photo by Ida Quill/Lumen Pictures)"
    text = ARTICLE + f"\nThe pledge runs until May 3, 2034.\n\n{photo}\n\n© 2031\n"
    assert read(text).value("date").how == "unknown"


def test_an_outlet_is_given_by_its_id_when_the_vocabulary_knows_it():
    text = "Council votes on bridge\n\n" + ARTICLE + "\n© 2031 The Harbor Ledger Company\n"
    assert read(text).value("outlet").value == "The Harbor Ledger"
    known = OutletHint("harbor-ledger", "Harbor Ledger", ("the Ledger",))
    assert read(text, known).value("outlet").value == "harbor-ledger"


def test_lines_that_an_outlet_says_to_drop_are_dropped():
    line = "The Ledger Circle is a club of our readers, and it meets every Friday at the old mill by the river."
    text = "Council votes on bridge\n\n" + ARTICLE + f"\n{line}\n\n© 2031 The Harbor Ledger\n"
    hint = OutletHint("harbor-ledger", "Harbor Ledger", drop_lines=("Ledger Circle",))
    assert line in read(text).body
    assert line not in read(text, hint).body


def test_a_repeated_quotation_stands_once_in_the_text():
    end = "The ferry is free of charge until the bridge opens again, the county said."
    text = f"Council votes on bridge\n\n{ARTICLE}\n“We will open it in two years.”\n\n{end}\n"
    draft = read(text)
    assert draft.body.count("We will open it in two years") == 1
    assert [b.label for b in draft.blocks if b.block.text == "“We will open it in two years.”"] == ["pull quote"]
