"""What of the lines below a text goes on with it: a whole sentence that reports something, and nothing of the page."""

import pytest

from pressmark.captures import read_capture
from pressmark.segment.endings import last_sentences
from pressmark.segment.traits import looks_of

TEXT = "The master of the Eastport ferry, Bruno Lind, has laid down his office after a quarrel over the new quay."
REASON = "is a whole sentence straight below the text"


def kept(*lines: str) -> list[str]:
    """The lines that are taken in below a text, none of which has a label yet."""
    (capture,), _ = read_capture("a.txt", "\n\n".join((TEXT, *lines)).encode())
    found = last_sentences(looks_of(capture), {0: ("body", "")})
    assert set(found.values()) <= {("body", REASON)}
    return [capture.blocks[i].text for i in sorted(found)]


@pytest.mark.parametrize(
    "line",
    [
        "A new master will be named on 2 May.",
        "Eastport had lost its last ferry in the storm of 2019.",
        "“The council was told of it in time,” she said.",
        "Die Brücke wird im Mai wieder geöffnet.",
        "Le vieux quai sera ouvert au mois de mai.",
    ],
)
def test_a_whole_sentence_that_reports_something_belongs_to_the_text_above_it(line):
    assert kept(line) == [line]
    assert kept(line, "And the town was glad of that.") == [line, "And the town was glad of that."]


@pytest.mark.parametrize(
    "line",
    [
        "Tickets are here.",
        "Ana Ruiz is a reporter of the Harbor Ledger.",
        "Why the quay of Eastport has been shut for a year.",
        "Photos were taken by the town of Eastport.",
        "You can change what you give to us at any time.",
        "Sharing what you have is caring!",
        "Ferry times and prices for all of Eastport.",
        "Sie lesen hier, was in der Stadt los ist.",
        "Unsubscribe | Manage preferences",
    ],
)
def test_a_line_of_the_page_does_not(line):
    assert kept(line) == []
    assert kept(line, "A new master will be named on 2 May.") == []


def test_an_advertisement_may_stand_between_and_nothing_else():
    (capture,), _ = read_capture("a.txt", f"{TEXT}\n\nAdvertisement\n\nA new master will be named on 2 May.".encode())
    looks = looks_of(capture)
    assert list(last_sentences(looks, {0: ("body", ""), 1: ("advertisement", "")})) == [2]
    assert list(last_sentences(looks, {0: ("body", ""), 1: ("related", "")})) == []
    assert list(last_sentences(looks, {})) == []
