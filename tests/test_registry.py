"""The registry: which entities there are, what joins across articles, and which id each name leads to."""

import dataclasses
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.article import Article
from pressmark.problems import shown
from pressmark.registry import Registry, clusters, registered
from pressmark.text import is_id
from pressmark.vocabulary import Author, Entity, Outlet, Story, Topic, Vocabulary

VALUES = {"people": "people", "organizations": "organizations", "places": "places"}


def article(id_: str, **heads: tuple[str, ...] | str) -> Article:
    return dataclasses.replace(Article(id_, f"content/articles/{id_}.md"), **heads)  # type: ignore[arg-type]


def registry_of(*articles: Article, entities: tuple[Entity, ...] = ()) -> Registry:
    return registered(articles, Vocabulary(entities=entities))[0]


def told(*articles: Article, entities: tuple[Entity, ...] = ()) -> list[str]:
    return [shown(p) for p in registered(articles, Vocabulary(entities=entities))[1]]


def ids(registry: Registry) -> list[str]:
    return [e.id for e in registry.entities]


def test_names_without_a_file_are_suggested_under_their_folded_name() -> None:
    registry = registry_of(article("a", people=("Zoë Löf",), works=("Harbor Nights",)))
    assert [(e.id, e.name, e.kind, e.suggested) for e in registry.entities] == [
        ("harbor-nights", "Harbor Nights", "work", True),
        ("zoe-lof", "Zoë Löf", "person", True),
    ]


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("people", "Ana Sol", "Ana B. Sol"),
        ("people", "Zoë Löf", "Zoe LOF"),
        ("people", "Mayor Ana Sol", "Ana Sol"),
        ("people", "Conor O’Brien", "Conor O'Brien"),
        ("people", "J.K. Marsh", "J. K. Marsh"),
        ("organizations", "The Northfield Council", "Northfield Council"),
        ("organizations", "North Sea Ferry Union", "NSFU"),
        ("organizations", "N.S.F.U.", "NSFU"),
        ("organizations", "Tidal Works Inc.", "Tidal Works"),
        ("places", "U.I.", "United Isles"),
    ],
)
def test_two_spellings_of_one_name_join(kind: str, one: str, two: str) -> None:
    registry = registry_of(article("a", **{kind: (one,)}), article("b", **{kind: (two,)}))
    assert len(registry.entities) == 1
    assert registry.listed(article("a", **{kind: (one,)})) == registry.listed(article("b", **{kind: (two,)}))


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("people", ("Ana B. Sol", "Ana C. Sol")),
        ("people", ("Ana Maria Sol", "Ana Sol")),
        ("people", ("Jim Stone", "James Stone")),
        ("organizations", ("North Sea Ferry Union", "New Shore Fishing Union", "NSFU")),
        ("places", ("Northfield", "Northfields")),
    ],
)
def test_names_that_may_be_two_stay_apart(kind: str, names: tuple[str, ...]) -> None:
    assert len(registry_of(article("a", **{kind: names})).entities) == len(names)


def test_conflicting_initials_leave_the_plain_name_to_itself() -> None:
    registry = registry_of(article("a", people=("Ana B. Sol", "Ana C. Sol", "Ana Sol")))
    assert ids(registry) == ["ana-b-sol", "ana-c-sol", "ana-sol"]


def test_the_name_most_articles_use_is_shown_and_of_several_the_fullest() -> None:
    heads = ["Ana Sol", "Ana Sol", "Ana B. Sol"]
    assert registry_of(*(article(f"a{n}", people=(h,)) for n, h in enumerate(heads))).entities[0].name == "Ana Sol"
    assert (
        registry_of(*(article(f"a{n}", people=(h,)) for n, h in enumerate(heads[1:]))).entities[0].name == "Ana B. Sol"
    )


def test_an_alias_in_one_file_reaches_every_article() -> None:
    heads = (article("a", people=("Jim Stone",)), article("b", people=("James Stone",)))
    described = Entity("james-stone", "James Stone", "person", aliases=("Jim Stone",))
    assert ids(registry_of(*heads)) == ["james-stone", "jim-stone"]
    registry = registry_of(*heads, entities=(described,))
    assert registry.entities == (described,)
    assert [registry.listed(a) for a in heads] == [("james-stone",), ("james-stone",)]


def test_a_title_and_surname_join_the_only_bearer() -> None:
    short = article("b", people=("Mr. Stone",))
    registry = registry_of(article("a", people=("Jim Stone",)), short)
    assert registry.listed(short) == ("jim-stone",)


def test_a_title_is_not_joined_to_a_bearer_who_is_not_addressed_so() -> None:
    registry, _ = registered((article("a", people=("Mary Tarn",)), article("b", people=("Mr. Tarn",))), Vocabulary())
    assert [e.id for e in registry.entities] == ["mary-tarn", "mr-tarn"]


def test_a_title_and_surname_of_two_bearers_is_left_out_with_a_note() -> None:
    heads = (
        article("a", people=("Jim Stone",)),
        article("b", people=("Rita Stone",)),
        article("c", people=("Senator Stone",)),
    )
    assert ids(registry_of(*heads)) == ["jim-stone", "rita-stone"]
    assert told(*heads) == [
        'content/articles/c.md: note: "Senator Stone" is left out: more than one person may be meant [surname-alone]\n'
        "    hint: write the full name or an entity's id (Jim Stone, Rita Stone)"
    ]


def test_of_two_bearers_the_one_in_the_same_head_is_meant() -> None:
    own = article("b", people=("Rita Stone", "Senator Stone"))
    assert registry_of(article("a", people=("Jim Stone",)), own).listed(own) == ("rita-stone",)


def test_a_bare_surname_is_never_joined_across_articles() -> None:
    short = article("b", people=("Stone",))
    registry = registry_of(article("a", people=("Jim Stone",)), short)
    assert registry.listed(short) == ()
    assert told(article("a", people=("Jim Stone",)), short) == [
        'content/articles/b.md: note: "Stone" is left out: a surname alone is not joined across articles'
        " [surname-alone]\n"
        "    hint: write the full name or an entity's id (Jim Stone)"
    ]


def test_a_name_that_nobody_bears_in_full_is_an_entity_of_its_own() -> None:
    assert ids(registry_of(article("a", people=("Kettle", "Mrs. Marsh")))) == ["kettle", "mrs-marsh"]


def test_ids_and_former_ids_lead_to_their_entity() -> None:
    sol = Entity("ana-sol", "Ana Sol", "person", formerly=("mayor-sol",))
    heads = article("a", people=("mayor-sol",)), article("b", people=("ana-sol",))
    registry = registry_of(*heads, entities=(sol,))
    assert [registry.listed(a) for a in heads] == [("ana-sol",), ("ana-sol",)]


def test_an_id_of_a_suggested_entity_leads_to_it() -> None:
    by_id = article("b", people=("ana-sol",))
    assert registry_of(article("a", people=("Ana Sol",)), by_id).listed(by_id) == ("ana-sol",)


def test_an_id_that_leads_nowhere_is_reported() -> None:
    assert told(article("a", people=("ana-sol",))) == [
        'content/articles/a.md: warning: there is no entity "ana-sol" [unknown-entity]\n'
        "    hint: write content/entities/ana-sol.md, or the name as it is printed"
    ]


def test_an_id_under_the_wrong_key_is_reported_and_counts() -> None:
    sol = Entity("ana-sol", "Ana Sol", "person")
    wrong = article("a", places=("ana-sol",))
    assert registry_of(wrong, entities=(sol,)).listed(wrong) == ("ana-sol",)
    assert told(wrong, entities=(sol,)) == [
        'content/articles/a.md: warning: "ana-sol" is listed under places but is of kind person [wrong-kind]\n'
        "    hint: move it to people"
    ]


def test_one_name_of_two_kinds_is_two_entities() -> None:
    registry = registry_of(article("a", places=("Marlow",), organizations=("Marlow",)))
    assert [(e.id, e.kind) for e in registry.entities] == [("marlow", "organization"), ("marlow-place", "place")]
    assert registry.entity_for("MARLOW", "place") == "marlow-place"


def test_an_ignored_entity_is_hidden_everywhere() -> None:
    ignored = Entity("ana-sol", "Ana Sol", "person", status="ignored")
    listing = article("a", people=("Ana Sol",))
    registry = registry_of(listing, entities=(ignored,))
    assert registry.entities == ()
    assert registry.listed(listing) == ()
    assert registry.entity_for("Ana Sol", "person") == ""


def test_distinct_from_keeps_an_acronym_apart() -> None:
    union = Entity("nsfu", "NSFU", "organization", distinct_from=("north-sea-ferry-union",))
    listing = article("a", organizations=("North Sea Ferry Union",))
    assert ids(registry_of(listing, entities=(union,))) == ["north-sea-ferry-union", "nsfu"]
    joined = dataclasses.replace(union, distinct_from=())
    assert ids(registry_of(listing, entities=(joined,))) == ["nsfu"]


def test_distinct_from_keeps_a_name_without_initial_apart() -> None:
    described = Entity("ana-b-sol", "Ana B. Sol", "person", distinct_from=("ana-sol",))
    assert ids(registry_of(article("a", people=("Ana Sol",)), entities=(described,))) == ["ana-b-sol", "ana-sol"]


def test_two_files_with_one_name_are_reported_unless_they_say_so() -> None:
    one, two = (
        Entity("ana-sol", "Ana Sol", "person", path="content/entities/ana-sol.md"),
        Entity("ana-sol-2", "Ana Sol", "person", path="content/entities/ana-sol-2.md"),
    )
    assert told(entities=(one, two)) == [
        'content/entities/ana-sol-2.md: warning: "ana sol" is a name of ana-sol and of ana-sol-2: neither is found'
        " by it [same-name]\n    hint: take the name out of one file, or write distinct_from: [ana-sol] if both bear it"
    ]
    assert told(entities=(one, dataclasses.replace(two, distinct_from=("ana-sol",)))) == []


def test_a_name_of_two_files_in_a_head_is_reported() -> None:
    one = Entity("ana-sol", "Ana Sol", "person", distinct_from=("ana-sol-2",))
    two = Entity("ana-sol-2", "Ana Sol", "person")
    assert told(article("a", people=("Ana Sol",)), entities=(one, two)) == [
        'content/articles/a.md: warning: "Ana Sol" names more than one person [ambiguous-name]\n'
        "    hint: write the id of the one that is meant: ana-sol, ana-sol-2"
    ]


def test_outlets_authors_topics_and_stories_are_suggested_and_found() -> None:
    known = Vocabulary(
        outlets=(Outlet("harbor-ledger", "Harbor Ledger", aliases=("the Ledger",), formerly=("ledger-old",)),),
        authors=(Author("ana-ruiz", "Ana Ruiz"),),
        topics=(Topic("bridges", "Bridges"),),
        stories=(Story("vote", "The vote"),),
    )
    written = Article(
        "a", "a.md", outlet="County Post", authors=("ANA RUIZ", "Li Wei"), contributors=("Bo Berg",),
        topics=("Bridges", "public-works"), stories=("vote", "The flood"),
    )  # fmt: skip
    registry, _ = registered((written,), known)
    assert [(o.id, o.suggested) for o in registry.outlets] == [("county-post", True), ("harbor-ledger", False)]
    assert [registry.outlet_for(t) for t in ("Ledger", "ledger-old", "HARBOR LEDGER", "County Post", "x")] == [
        "harbor-ledger", "harbor-ledger", "harbor-ledger", "county-post", "",
    ]  # fmt: skip
    assert [a.id for a in registry.authors] == ["ana-ruiz", "bo-berg", "li-wei"]
    assert registry.author_for("Ana Ruiz") == "ana-ruiz"
    assert [(t.id, t.name) for t in registry.topics] == [("bridges", "Bridges"), ("public-works", "Public works")]
    assert [registry.topic_for(t) for t in ("bridges", "public-works", "Public works")] == [
        "bridges", "public-works", "public-works",
    ]  # fmt: skip
    assert [s.id for s in registry.stories] == ["the-flood", "vote"]
    assert registry.story_for("The vote") == "vote"


NAMES = st.sampled_from([
    "Ana Sol", "Ana B. Sol", "Ana C. Sol", "Mr. Sol", "Sol", "ana-sol", "Löf", "Zoë Löf", "Zoe Lof", "NSFU",
    "con", "…", "North Sea Ferry Union", "The Sol", "Dr. Zoe Lof", "Ana Sol Jr.", "N.S.F.U.", "上海", "A" * 90,
])  # fmt: skip
ARTICLES = st.lists(st.fixed_dictionaries({key: st.lists(NAMES, max_size=4).map(tuple) for key in VALUES}), max_size=5)


@settings(max_examples=150)
@given(ARTICLES, st.integers(0, 1000))
def test_the_order_of_articles_changes_nothing(heads: list[dict[str, tuple[str, ...]]], seed: int) -> None:
    articles = [article(f"a{n}", **head) for n, head in enumerate(heads)]
    entities = (Entity("zoe-lof", "Zoë Löf", "person", aliases=("Dr. Löf",)),)
    shuffled = random.Random(seed).sample(articles, len(articles))
    one, problems = registered(tuple(articles), Vocabulary(entities=entities))
    two, others = registered(tuple(shuffled), Vocabulary(entities=entities))
    assert one.entities == two.entities
    assert problems == others
    assert dict(one.forms) == dict(two.forms)
    assert [one.listed(a) for a in articles] == [two.listed(a) for a in articles]


@given(ARTICLES)
def test_every_id_is_legal_and_stands_once(heads: list[dict[str, tuple[str, ...]]]) -> None:
    registry = registry_of(*(article(f"a{n}", **head) for n, head in enumerate(heads)))
    assert all(is_id(id_) for id_ in ids(registry))
    assert len(set(ids(registry))) == len(registry.entities)


def test_clusters_join_names_within_and_across_documents() -> None:
    named = (
        ("a", "Ana Sol"), ("a", "Sol"), ("a", "the North Sea Ferry Union"), ("a", "NSFU"),
        ("b", "Mayor Ana Sol"), ("b", "Sol’s"), ("c", "Sol"),
    )  # fmt: skip
    found = clusters(named, Vocabulary())
    assert found[0] == found[1] == found[4] == found[5]
    assert found[2] == found[3]
    assert found[6] != found[0]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("in the Bay of Marlow", "Bay of Marlow"),
        ("Mt . Tarn", "Mount Tarn"),
        ("the Marlow 76ers", "Marlow 76ers"),
        ("a hut on Mount Tarn", "hut"),
        ("the Bay of Marlow between Tarn and Ost", "Bay of Marlow"),
        ("U . S . Ferry Board", "U.S. Ferry Board"),
        ("Marlow striker Anna Miller", "Anna Miller"),
        ("Ana Sol , MD", "Ana Sol"),
    ],
)
def test_clusters_compare_names_without_what_describes_them(one: str, two: str) -> None:
    found = clusters((("a", one), ("b", two)), Vocabulary())
    assert (found[0] == found[1]) == (two != "hut")


def test_a_known_place_is_no_short_form_of_what_is_named_after_it() -> None:
    found = clusters(
        (("a", "Chicago"), ("a", "Chicago Ferry Post"), ("a", "Sol"), ("a", "Sol Ferry Post")), Vocabulary()
    )
    assert found[0] != found[1]
    assert found[2] == found[3]


def test_a_surname_joins_across_documents_of_one_story_alone() -> None:
    named = (
        ("a", "Ana Sol"), ("a", "Old Gate"), ("b", "Sol"), ("b", "Old Gate"), ("c", "Sol"), ("c", "Bay of Ost"),
    )  # fmt: skip
    found = clusters(named, Vocabulary())
    assert found[2] == found[0]
    assert found[4] != found[0]


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        (("Climber", "Tarn Rescue", "Anna Miller", "Peter Jones"), "Anna Miller"),
        (("Woman", "Driver", "Anna Miller", "Peter Jones"), "Anna Miller"),
        (("DRIVER", "Anna Miller", "Peter Jones"), "Anna Miller"),
        (("Grandmother", "Peter Jones", "Anna Miller"), "Anna Miller"),
        (("Coach", "Peter Jones"), "Peter Jones"),
        (("rural Chicago doctor", "Anna Miller"), "Anna Miller"),
        (("President", "Anna Miller"), ""),
        (("Climber", "Richmond Hill"), ""),
        (("Cook", "Anna Miller"), ""),
        (("Climbers", "Anna Miller"), ""),
    ],
)
def test_a_bare_description_means_who_is_named_beside_it(names: tuple[str, ...], joined: str) -> None:
    found = clusters(tuple(("a", name) for name in names), Vocabulary())
    assert [name for name, one in zip(names[1:], found[1:], strict=True) if one == found[0]] == (
        [joined] * bool(joined)
    )


def test_a_bare_noun_behind_a_name_means_the_last_one_named() -> None:
    named = tuple(("a", name) for name in ("Peter Jones", "Anna Miller", "The coach", "A climber", "Ben Jones"))
    found = clusters(named, Vocabulary())
    assert found[2] == found[1]
    assert found[3] == found[4]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Duncan Raitt", "Duncan Raittz", True),
        ("Anna Marie Miller", "Anna Miller", True),
        ("Jim Miller", "James Miller", True),
        ("Academy of Bridge Painters", "Academy of Bridges Painters", True),
        ("Hall of Marsh", "Hall of Marble", False),
        ("Marsh Road", "Harsh Road", False),
    ],
)
def test_spellings_of_one_name_join_inside_a_story(one: str, two: str, same: bool) -> None:
    named = (("a", one), ("a", "Old Gate"), ("b", two), ("b", "Old Gate"), ("c", two))
    found = clusters(named, Vocabulary())
    assert (found[0] == found[2]) is same


@pytest.mark.parametrize(
    ("named", "same"),
    [
        ((("a", "U.S."), ("b", "the United States"), ("c", "USA")), True),
        ((("a", "EU officials"), ("b", "EU"), ("c", "European Union")), False),
        ((("a", "the EU's"), ("b", "European Union"), ("c", "E.U.")), True),
        ((("a", "Marlow Ferry Works Corp"), ("a", "MFW"), ("b", "MFW")), True),
        ((("a", "Anna Miller"), ("b", "Mayor Miller"), ("c", "Ms. Miller")), True),
        ((("a", "Anna Miller"), ("b", "Peter Miller"), ("c", "Mayor Miller")), False),
        ((("a", "Anna Miller"), ("b", "Mayor Miller"), ("c", "Miller")), False),
    ],
)
def test_short_names_join_the_one_long_name_across_documents(named: tuple[tuple[str, str], ...], same: bool) -> None:
    found = clusters(named, Vocabulary())
    assert (len(set(found)) == 1) is same


def test_clusters_use_what_the_vocabulary_knows() -> None:
    sol = Entity("ana-sol", "Ana Sol", "person", aliases=("Bridge Lady",))
    assert clusters((("a", "Ana Sol"), ("b", "Bridge Lady")), Vocabulary(entities=(sol,))) == ("ana-sol", "ana-sol")


def test_a_file_corrects_the_kind_that_a_machine_proposed() -> None:
    tarn = Entity("tarn-ferries", "Tarn Ferries", "organization", path="content/entities/tarn-ferries.md")
    proposed = Article("a", "content/articles/a.md", people=("Tarn Ferries",), text="Tarn Ferries sails.")
    registry, problems = registered((proposed,), Vocabulary(entities=(tarn,)))
    assert [e.id for e in registry.entities] == ["tarn-ferries"]
    assert registry.listed(proposed) == ("tarn-ferries",)
    assert problems == ()
    decided = dataclasses.replace(proposed, status="reviewed")
    registry, _ = registered((decided,), Vocabulary(entities=(tarn,)))
    assert [(e.id, e.kind) for e in registry.entities] == [
        ("tarn-ferries", "organization"),
        ("tarn-ferries-person", "person"),
    ]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("James Tarn", "Jim Tarn", True),
        ("James Tarn", "Rita Tarn", False),
        ("Former Harbor trustee Dr. Tarn", "Rita Tarn", True),
        ("Marlow Post's management", "Marlow Post management", True),
        ("Tarn administration", "Tarn", False),
    ],
)
def test_clusters_inside_one_document(one: str, two: str, same: bool) -> None:
    first, second = clusters((("a", one), ("a", two)), Vocabulary())
    assert (first == second) is same


@pytest.mark.parametrize(
    ("name", "same_as"),
    [
        ("Norway", (("wikidata", "Q20"),)),
        ("U.S.", (("wikidata", "Q30"),)),
        ("Georgia", ()),
        ("Northfield", ()),
    ],
)
def test_a_territory_has_its_wikidata_id(name: str, same_as: tuple[tuple[str, str], ...]) -> None:
    (entity,) = registry_of(article("a", places=(name,))).entities
    assert entity.same_as == same_as


def test_what_a_file_says_a_place_is_stays() -> None:
    mine = Entity("norway", "Norway", "place", same_as=(("geonames", "1"),))
    assert registered((), Vocabulary(entities=(mine,)))[0].entities == (mine,)


def test_a_town_that_some_articles_take_for_something_else_is_one_place() -> None:
    one = article("one", dateline="Wendlemere", places=("Wendlemere",))
    two = article("two", places=("Wendlemere",))
    person = article("three", people=("Wendlemere", "Ida Voss"))
    council = article("four", organizations=("Wendlemere", "Wendlemere Borough Council"))
    registry = registry_of(one, two, person, council)
    assert [(e.id, e.kind) for e in registry.entities if e.name == "Wendlemere"] == [("wendlemere", "place")]
    assert all("wendlemere" in registry.listed(a) for a in (one, two, person, council))


def test_what_a_person_decided_and_what_may_be_another_is_no_town() -> None:
    town = article("one", dateline="Lind", places=("Lind",))
    two = article("two", places=("Lind",))

    def kinds(*others: Article) -> list[str]:
        return sorted(e.kind for e in registry_of(town, two, *others).entities if e.name == "Lind")

    assert kinds(article("a", organizations=("Lind",))) == ["place"]
    assert kinds(article("a", organizations=("Lind",), status="reviewed")) == ["organization", "place"]
    clubs = [article(id_, organizations=("Lind",)) for id_ in "ab"]
    assert kinds(*clubs) == ["organization", "place"]
    named = article("a", people=("Joan Lind",)), article("b", people=("Lind",))
    assert "joan-lind" in {e.id for e in registry_of(town, two, *named).entities}
    assert registry_of(town, two, *named).listed(named[1]) == ()
    undated = article("one", places=("Lind",)), article("two", places=("Lind",)), article("a", organizations=("Lind",))
    assert sorted(e.kind for e in registry_of(*undated).entities) == ["organization", "place"]


def test_an_entity_is_told_apart_from_one_that_no_file_describes() -> None:
    mine = Entity("ana-sol", "Ana Sol", "person", distinct_from=("ana-soler",), path="content/entities/ana-sol.md")
    other = article("one", people=("Ana Soler",))
    assert told(other, entities=(mine,)) == []
    assert told(article("one", people=("Ana Solar",)), entities=(mine,)) == [
        'content/entities/ana-sol.md: warning: "ana-soler", under distinct_from, is no entity here [no-such-id]\n'
        '    hint: did you mean "ana-solar"? Correct it: it is the id of a file in content/entities/, or that of an '
        "entity's page"
    ]


def test_a_story_that_is_nearly_a_described_one_is_asked_about() -> None:
    pier = Story("pier-vote-2031", "The pier vote of 2031")
    listed = article("one", stories=("pier-votes-2031", "pier-vote-2030", "herring", "pier-vote-2031"))
    problems = registered((listed,), Vocabulary(stories=(pier,)))[1]
    assert [shown(p) for p in problems] == [
        'content/articles/one.md: warning: "pier-votes-2031", under stories, is described by no file [no-such-id]\n'
        '    hint: did you mean "pier-vote-2031"? If not, write a file in content/stories/ for it'
    ]
