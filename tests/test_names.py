"""Names in running text: cases in tests/cases/names, and what must hold for any text.

A case file is a text, then the names that it holds, then what is proposed for the article's head. After a change that
is meant, PRESSMARK_UPDATE_CASES=1 writes the cases again: read the difference as code."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.annotation import KINDS, Name
from pressmark.names import find_names, proposed_entities
from pressmark.names.document import by_rules, name_key
from pressmark.names.evidence import is_sports
from pressmark.names.given_forms import may_be_addressed, same_given
from pressmark.names.kind_votes import CLASSES, weights
from pressmark.names.lists import list_lines
from pressmark.names.organizations import acronym_of, ends_organization, long_form
from pressmark.names.parsing import drafts
from pressmark.names.people import is_short_for, name_parts, same_person_key
from pressmark.names.titles import split_title
from pressmark.names.tokens import tokens

CASES = sorted((Path(__file__).parent / "cases" / "names").glob("*.txt"))
LISTS = sorted((Path(__file__).parent.parent / "pressmark" / "names" / "lists").glob("*.txt"))


def written(text: str) -> str:
    """A text, its names and its proposals as a case file has them."""
    names = find_names(text)
    lines = [f"{n.kind:<13} {n.text}" + (f" | title={n.title}" if n.title else "") for n in names]
    heads = [f"{kind}: {'; '.join(forms)}" for kind, forms in proposed_entities(text, names)]
    return "\n".join([text, "----", *lines, "----", *heads]) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_names_of_a_text_are_found(case: Path) -> None:
    expected = case.read_text("utf-8")
    found = written(expected.split("\n----\n")[0])
    if os.environ.get("PRESSMARK_UPDATE_CASES"):
        case.write_text(found, "utf-8")
    assert found == expected


WORDS = st.sampled_from(
    [
        "Ana",
        "Sol",
        "Mr.",
        "of",
        "the",
        "The",
        "and",
        "U.S.",
        "NATO",
        "Lisbon",
        "Council",
        "said",
        ",",
        ".",
        "’s",
        "\n",
        "&",
        "Inc.",
    ]
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
@settings(max_examples=100)
def test_names_are_sorted_apart_and_quote_the_text(text: str) -> None:
    names = find_names(text)
    assert all(text[n.start : n.end] == n.text and n.text.endswith(n.name[-1:]) for n in names)
    assert all(one.end <= other.start for one, other in pairwise(names))
    assert {n.kind for n in names} <= set(KINDS)
    assert not any("\n" in n.text for n in names)
    assert find_names(text) == names
    assert proposed_entities(text, names) == proposed_entities(text, names)


def test_another_language_gets_no_english_guesses() -> None:
    text = "Ana Sol sprach in Lissabon mit Peter Marlow."
    assert find_names(text, "de") == ()
    assert find_names(text, "en-GB") == find_names(text, None) != ()


def test_time_grows_with_the_length_of_a_run_of_capitals_not_its_square() -> None:
    start = process_time()
    find_names("Harbor Lantern Sol " * 5_000)
    find_names("HARBOR SOL Ana " * 5_000)
    assert process_time() - start < 3


def test_one_name_has_one_kind_in_a_text() -> None:
    text = "Jordan Marlow came home. In Jordan, nothing is said of Marlow. Marlow said so, and Marlow, 40, smiled."
    assert {n.kind for n in find_names(text) if n.name == "Marlow"} == {"person"}


def test_offsets_are_code_points() -> None:
    text = "😀😀 Ana Sol said so."
    (name,) = find_names(text)
    assert (name.start, name.end) == (3, 10)


def test_a_lone_title_and_surname_is_proposed_with_its_title() -> None:
    names = find_names("Mr. Okafor left. Okafor said nothing.")
    assert proposed_entities("", names) == (("person", ("Mr. Okafor",)),)


def test_nothing_is_proposed_without_names() -> None:
    assert proposed_entities("", ()) == ()
    odd = (Name(0, 3, "SOL", "person", "SOL"),)
    assert proposed_entities("SOL", odd) == (("person", ("SOL",)),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Defense Secretary Ana Sol", ("Defense Secretary", "Ana Sol")),
        ("Secretary of State Ana Sol", ("Secretary of State", "Ana Sol")),
        ("former Vice President Ana Sol", ("former Vice President", "Ana Sol")),
        ("Secretary General Olle Brandt", ("Secretary General", "Olle Brandt")),
        ("Mr. Sol", ("Mr.", "Sol")),
        ("Retired Adm. Ida B. Marlow", ("Retired Adm.", "Ida B. Marlow")),
        ("German Chancellor Ida Marlow", ("German Chancellor", "Ida Marlow")),
        ("Ana Sol", ("", "Ana Sol")),
        ("President", ("", "President")),
        ("", ("", "")),
    ],
)
def test_titles_are_split_from_names(text: str, expected: tuple[str, str]) -> None:
    assert split_title(text) == expected


def test_the_parts_of_a_name() -> None:
    parts = name_parts("Mr. Peter Q. van der Berg Jr.")
    assert (parts.title, parts.given, parts.middle, parts.surname, parts.suffix) == (
        "Mr.",
        "Peter",
        "Q.",
        "van der Berg",
        "Jr.",
    )
    assert name_parts("Sol").surname == "Sol"
    assert name_parts("").surname == ""


def test_middle_initials_suffixes_and_titles_do_not_tell_persons_apart_but_names_do() -> None:
    assert same_person_key("Peter Q. Marlow Jr.") == same_person_key("Dr. Peter Marlow") == "peter marlow"
    assert same_person_key("Peter Quill Marlow") != same_person_key("Peter Marlow")
    assert is_short_for("Marlow", "Peter Q. Marlow")
    assert is_short_for("Berg", "Maria van der Berg")
    assert not is_short_for("Peter Marlow", "Ida Marlow")
    assert not is_short_for("Sol", "Peter Marlow")


@pytest.mark.parametrize(
    ("long", "short", "expected"),
    [
        ("North Atlantic Treaty Organization", "NATO", True),
        ("Federal Bureau of Investigation", "F.B.I.", True),
        ("Center for Harbor Studies", "CHS", True),
        ("Center for Harbor Studies", "CFHS", True),
        ("Trans-Harbor Rail Authority", "THRA", True),
        ("Center for Harbor Studies", "CHX", False),
        ("Harbor", "H", False),
        ("Center for Harbor Studies", "chs", False),
    ],
)
def test_an_acronym_is_told_by_first_letters(long: str, short: str, expected: bool) -> None:
    assert acronym_of(long, short) is expected


def test_known_short_forms_have_their_long_one() -> None:
    assert long_form("U.S.") == "United States"
    assert long_form("NATO") == "North Atlantic Treaty Organization"
    assert long_form("Sol") == ""
    assert ends_organization("Council")
    assert not ends_organization("Sol")


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_list_says_its_source_and_has_lines(path: Path) -> None:
    text = path.read_text("utf-8")
    header = " ".join(line for line in text.splitlines()[:4] if line.startswith("#"))
    assert any(word in header for word in ("CC0", "MIT", "CC BY", "public domain"))
    assert list_lines(path.name)


def test_the_lists_stay_small() -> None:
    assert sum(path.stat().st_size for path in LISTS) < 1_000_000


def test_learned_weights_tell_the_kind_where_no_rule_does() -> None:
    text = "The festival was moved to Brambledown in 1999. Brambledown was flooded."
    found = tokens(text)
    parts = drafts(found)
    scores, _ = by_rules(found, [name_key(found, draft) for draft in parts], parts, is_sports(found))
    assert max(scores["brambledown"]) < 0.6
    assert [(n.text, n.kind) for n in find_names(text)] == [("Brambledown", "place")] * 2


def test_the_learned_weights_are_small_and_whole() -> None:
    path = LISTS[0].parent.parent / "kind_weights.json"
    assert path.stat().st_size < 3_000_000
    assert weights()
    assert all(len(one) == len(CLASSES) for one in weights().values())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Jim Sol", "James Sol", True),
        ("Jim Sol", "Jimmy Sol", True),
        ("James G. Sol", "Jim Sol", True),
        ("James G. Sol", "Jim B. Sol", False),
        ("James Sol", "James Sol", False),
        ("Jim Sol", "James Soler", False),
        ("Jim Sol Jr.", "James Sol", False),
        ("Mr. Sol", "James Sol", False),
    ],
)
def test_two_names_may_be_one_persons_under_forms_of_a_given_name(one: str, other: str, expected: bool) -> None:
    assert same_given(one, other) is expected
    assert same_given(other, one) is expected


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("Mr.", "Michelle Sol", False),
        ("Ms.", "Michelle Sol", True),
        ("Mrs.", "James Sol", False),
        ("President", "Michelle Sol", True),
        ("Mr.", "Quillon Sol", True),
    ],
)
def test_a_title_fits_those_who_are_addressed_so(title: str, name: str, expected: bool) -> None:
    assert may_be_addressed(title, name) is expected
