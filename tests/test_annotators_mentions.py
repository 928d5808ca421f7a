"""Mentions: case files of an entity list, a text and what is found; rules that need articles; properties."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotation import AnchoredNote
from pressmark.annotators.mentions import mentions
from pressmark.article import Article
from pressmark.registry import Registry, registered
from pressmark.vocabulary import Entity, Vocabulary

CASES = sorted((Path(__file__).parent / "cases" / "mentions").glob("*.txt"))


def entity(line: str) -> Entity:
    id_, kind, name, *more = [part.strip() for part in line.removeprefix("entity:").split("|")]
    extra = dict(part.split("=", 1) for part in more)
    return Entity(
        id_,
        name,
        kind,
        aliases=tuple(filter(None, extra.get("alias", "").split("; "))),
        excluded=tuple(filter(None, extra.get("not", "").split("; "))),
        status="ignored" if extra.get("status") == "ignored" else "unreviewed",
    )


def registry_of(*entities: Entity, articles: tuple[Article, ...] = ()) -> Registry:
    return registered(articles, Vocabulary(entities=tuple(sorted(entities, key=lambda e: e.id))))[0]


def shown(text: str, registry: Registry, listed: tuple[str, ...] = ()) -> list[str]:
    return [f"{text[m.start : m.end]} | {m.entity} | {m.how}" for m in mentions(text, registry, listed)]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_mentions_of_case_files(case: Path) -> None:
    head, text, expected = case.read_text("utf-8").split("----\n")
    registry = registry_of(*(entity(line) for line in head.splitlines()))
    assert shown(text, registry) == expected.splitlines()


SOL = Entity("ana-sol", "Ana Sol", "person")
BRUNO = Entity("bruno-sol", "Bruno Sol", "person")


def test_a_listed_person_is_meant_by_the_surname_alone() -> None:
    registry = registry_of(SOL)
    assert shown("Sol won.", registry) == []
    assert shown("Sol won.", registry, ("ana-sol",)) == ["Sol | ana-sol | surname"]


def test_of_two_bearers_the_listed_one_is_meant() -> None:
    assert shown("Sol won.", registry_of(SOL, BRUNO), ("ana-sol",)) == ["Sol | ana-sol | surname"]


def test_a_new_alias_reaches_a_text_that_was_there_before() -> None:
    text = "The Bridge Lady was late."
    assert shown(text, registry_of(SOL)) == []
    described = Entity("ana-sol", "Ana Sol", "person", aliases=("Bridge Lady",))
    assert shown(text, registry_of(described)) == ["Bridge Lady | ana-sol | alias"]


def test_a_single_word_person_is_sought_only_where_listed() -> None:
    article = Article("a", "a.md", people=("Mr. Kettle",))
    registry = registry_of(articles=(article,))
    assert shown("Mr. Kettle left.", registry) == []
    assert shown("Mr. Kettle left.", registry, registry.listed(article)) == ["Mr. Kettle | mr-kettle | name"]


def test_a_title_is_not_joined_to_a_person_who_is_not_addressed_so() -> None:
    registry = registry_of(Entity("mary-tarn", "Mary Tarn", "person"))
    assert shown("Mary Tarn left. Mr. Tarn stayed.", registry) == ["Mary Tarn | mary-tarn | name"]
    assert shown("Mary Tarn left. Ms. Tarn came back.", registry)[1:] == ["Tarn | mary-tarn | title and surname"]


def test_of_two_people_of_one_surname_the_title_tells_who_is_meant() -> None:
    registry = registry_of(Entity("mary-tarn", "Mary Tarn", "person"), Entity("paul-tarn", "Paul Tarn", "person"))
    found = shown("Mary Tarn and Paul Tarn left. Mr. Tarn drove, and Mrs. Tarn slept. President Tarn?", registry)
    assert found[2:] == ["Tarn | paul-tarn | title and surname", "Tarn | mary-tarn | title and surname"]


def test_known_short_forms_of_a_long_name_are_found() -> None:
    article = Article("a", "a.md", organizations=("North Atlantic Treaty Organization",), places=("United States",))
    registry = registry_of(articles=(article,))
    nato, states = "north-atlantic-treaty-organization", "united-states"
    found = shown("NATO met. The U.S. and America agreed; tell us.", registry)
    assert found == [f"NATO | {nato} | acronym", f"U.S. | {states} | acronym", f"America | {states} | name"]


def test_a_short_form_that_another_entity_bears_is_not_shared() -> None:
    article = Article("a", "a.md", organizations=("North Atlantic Treaty Organization",))
    mine = Entity("nato-band", "NATO", "organization", distinct_from=("north-atlantic-treaty-organization",))
    assert shown("NATO played.", registry_of(mine, articles=(article,))) == ["NATO | nato-band | name"]


def test_a_paper_is_meant_by_its_last_word_after_its_name() -> None:
    registry = registry_of(Entity("ledger", "Harbor Ledger", "organization"))
    text = (
        "The Ledger wrote about it. The Harbor Ledger asked again later. According to the Ledger, nobody knows what "
        "they wanted from the Ledger Hall."
    )
    found = [f"{text[m.start : m.end]} {m.how}" for m in mentions(text, registry)]
    assert found == ["Harbor Ledger name", "Ledger last word"]


def test_a_sea_is_not_meant_by_what_a_hyphen_makes_of_it() -> None:
    registry = registry_of(Entity("atlantic", "Atlantic", "place"))
    assert shown("The trans-Atlantic bond across the Atlantic.", registry) == ["Atlantic | atlantic | name"]


def note(start: int, end: int, entity: str, found: bool = True) -> AnchoredNote:
    return AnchoredNote("n-1", "a", "entity", "", "", "body", start, end, found, entity=entity)


def test_a_note_says_which_entity_is_meant() -> None:
    text = "Ana Sol saw Sol."
    registry = registry_of(SOL, BRUNO)
    found = mentions(text, registry, (), (note(12, 15, "bruno-sol"),))
    assert [(m.start, m.end, m.entity, m.how) for m in found] == [
        (0, 7, "ana-sol", "name"),
        (12, 15, "bruno-sol", "note"),
    ]


def test_a_note_says_that_no_entity_is_meant() -> None:
    found = mentions("Ana Sol saw Sol.", registry_of(SOL), (), (note(12, 15, "none"),))
    assert [m.start for m in found] == [0]


def test_a_note_that_found_no_place_changes_nothing() -> None:
    assert len(mentions("Ana Sol saw Sol.", registry_of(SOL), (), (note(0, 0, "none", False),))) == 2


WORDS = st.sampled_from(
    [
        "Ana",
        "Sol",
        "Bruno",
        "Mr.",
        "NSFU",
        "U.S.",
        "’s",
        "said",
        ",",
        ".",
        "\n\n",
        "Löf",
        "in",
        "Northfield",
        "-",
        "SOL",
        "“",
        "J.",
    ]
)


@given(st.lists(WORDS, max_size=40), st.sampled_from([" ", ""]))
def test_mentions_are_sorted_apart_and_inside_the_text(words: list[str], gap: str) -> None:
    text = gap.join(words)
    registry = registry_of(
        SOL,
        BRUNO,
        Entity("nsfu", "North Sea Ferry Union", "organization", aliases=("NSFU",), excluded=("NSFU Sol",)),
        Entity("northfield", "Northfield", "place"),
        Entity("us", "United Shores", "place", aliases=("U.S.",)),
        Entity("lof", "Ana Löf", "person"),
    )
    end = 0
    for m in mentions(text, registry):
        assert end <= m.start < m.end <= len(text)
        assert not text[m.start : m.end].endswith(("’s", "'s"))
        end = m.end


def test_two_thousand_entities_are_found_at_speed() -> None:
    import time

    entities = [Entity(f"p-{n}", f"Given{n} Surname{n % 500} Lake{n}", "person") for n in range(2000)]
    registry = registry_of(*entities)
    text = " ".join(
        f"Then Given{n % 2000} Surname{n % 500} Lake{n % 2000} said the vote was late again." for n in range(800)
    )
    began = time.process_time()
    found = mentions(text, registry)
    rate = len(text.split()) / (time.process_time() - began)
    assert len(found) == 800
    assert rate > 20_000  # on a busy machine; 100,000 and more on an idle one


def in_story(*articles: tuple[str, tuple[str, ...], tuple[str, ...]], text: str) -> list[str]:
    """What the last of the articles (id, stories, people in its head) mentions, if that is its text."""
    held = tuple(Article(id_, f"{id_}.md", stories=stories, people=people) for id_, stories, people in articles)
    registry = registry_of(articles=held)
    own = held[-1]
    found = mentions(text, registry, registry.listed(own), (), registry.in_its_stories(own))
    return [f"{text[m.start : m.end]} | {m.entity} | {m.how}" for m in found]


def test_a_bare_surname_is_the_person_whom_its_story_names() -> None:
    told = ("a", ("lock",), ("Olga Prett",))
    assert in_story(told, ("b", ("lock",), ()), text="Prett stayed away, and Prett laughed.") == [
        "Prett | olga-prett | surname in its story",
        "Prett | olga-prett | surname",
    ]
    assert in_story(told, ("b", ("pier",), ()), text="Prett stayed away.") == []
    assert in_story(told, ("b", (), ()), text="Prett stayed away.") == []


def test_two_bearers_in_one_story_are_nobody_and_one_elsewhere_does_not_count() -> None:
    olga, otto = ("a", ("lock",), ("Olga Prett",)), ("c", ("lock",), ("Otto Prett",))
    assert in_story(olga, otto, ("b", ("lock",), ()), text="Prett stayed away.") == []
    elsewhere = ("c", ("pier",), ("Otto Prett",))
    assert in_story(olga, elsewhere, ("b", ("lock",), ()), text="Prett stayed away.")[0].startswith("Prett | olga-pr")
    assert in_story(olga, elsewhere, ("b", ("lock",), ()), text="Ms. Prett stayed.")[0].startswith("Prett | olga-pr")
    assert in_story(olga, elsewhere, ("b", ("lock",), ("Otto Prett",)), text="Prett left.") == [
        "Prett | otto-prett | surname"
    ]


def test_a_surname_that_is_a_word_needs_more_than_its_capital_where_a_sentence_begins() -> None:
    told = ("a", ("lock",), ("Olga Young",))
    assert in_story(told, ("b", ("lock",), ()), text="Young people came.") == []
    assert in_story(told, ("b", ("lock",), ()), text="They met Young there.") == [
        "Young | olga-young | surname in its story"
    ]
