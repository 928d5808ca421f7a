"""Notes: where they hang, what is said of those that hang nowhere, and quotations that people correct."""

from pressmark.annotation import Quotation
from pressmark.annotators.notes import anchored, corrected, target_text
from pressmark.article import Article
from pressmark.markup import Block
from pressmark.notes import Note
from pressmark.problems import shown

ARTICLE = Article(
    "bridge-vote",
    "content/articles/bridge-vote.md",
    title="Council votes",
    text="We will open it in two years, said Sol.\n\nThe toll rose. The toll fell.",
    blocks=(
        Block("We will open it in two years, said Sol."),
        Block("The gate at dawn.", role="caption"),
        Block("The gate at night.", role="caption"),
    ),
)
PATH = "content/notes/bridge-vote.yml"


def note(exact: str, **more: str) -> Note:
    return Note("n-1", "bridge-vote", "comment", exact=exact, path=PATH, line=3, **more)  # type: ignore[arg-type]


def hung(given: Note) -> tuple[str, list[str]]:
    (found,), problems = anchored(ARTICLE, (given,))
    words = target_text(ARTICLE, found.target)[found.start : found.end] if found.found else ""
    return words, [shown(p) for p in problems]


def test_a_note_hangs_on_its_words() -> None:
    assert hung(note("open it in two years")) == ("open it in two years", [])


def test_words_around_tell_two_places_apart() -> None:
    (found,), _ = anchored(ARTICLE, (note("The toll", prefix="\n\n", suffix=" rose. The toll fell."),))
    assert (found.found, found.start) == (True, 41)


def test_a_note_may_be_about_the_title_a_caption_or_all_of_it() -> None:
    assert hung(note("votes", target="title")) == ("votes", [])
    assert hung(note("The gate at night", target="caption")) == ("The gate at night", [])
    assert hung(note("", target="title")) == ("Council votes", [])


def test_a_note_whose_words_are_gone_waits_with_a_suggestion() -> None:
    assert hung(note("open it in ten years, said Sol")) == (
        "",
        [
            f'{PATH}:3: warning: the note "n-1" waits: “open it in ten years, said Sol” does not stand in the'
            " body [note-astray]\n"
            "    hint: write exact: “open it in two years, said Sol” if that is meant, or delete the note"
        ],
    )


def test_a_note_that_fits_two_places_waits() -> None:
    assert hung(note("The toll")) == (
        "",
        [
            f'{PATH}:3: warning: the note "n-1" waits: “The toll” stands in more than one place of the body'
            " [note-astray]\n    hint: add prefix or suffix, the words right before or after the place that is meant"
        ],
    )


def test_a_note_on_what_is_not_there_waits() -> None:
    assert hung(note("Sol", target="summary")) == (
        "",
        [
            f'{PATH}:3: warning: the note "n-1" waits: the article has no summary [note-astray]\n'
            "    hint: write in: body, or delete the note"
        ],
    )


def test_all_that_a_note_says_is_kept() -> None:
    given = Note(
        "n-2", "bridge-vote", "claim", "No.", "Sol", "said ", ".", links=("ana-sol",), verdict="wrong",
        evidence=("other",), by="m-ito", on="2031-03-11", path=PATH, line=9,
    )  # fmt: skip
    (found,), _ = anchored(ARTICLE, (given,))
    assert (found.text, found.links, found.verdict, found.evidence, found.by, found.on, found.line) == (
        "No.", ("ana-sol",), "wrong", ("other",), "m-ito", "2031-03-11", 9,
    )  # fmt: skip


def test_notes_come_in_the_order_of_the_text_and_waiting_ones_last() -> None:
    given = (note("nowhere at all"), note("said Sol"), note("We will"), note("votes", target="title"))
    found, _ = anchored(ARTICLE, given)
    assert [n.exact for n in found] == ["We will", "said Sol", "votes", "nowhere at all"]


def test_a_note_on_part_of_a_quotation_names_its_speaker() -> None:
    quotation = Quotation(0, 29, ARTICLE.text[:29], "bo-berg", "he", how="in the sentence")
    given = Note("n-1", "bridge-vote", "quotation", exact="open it in two years", speaker="ana-sol")
    notes, _ = anchored(ARTICLE, (given,))
    (found,) = corrected((quotation,), notes, ARTICLE.text)
    assert (found.speaker, found.speaker_text, found.how) == ("ana-sol", "he", "note")
    (same,) = corrected((quotation,), (), ARTICLE.text)
    assert same == quotation
