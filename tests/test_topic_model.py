"""Articles proposed for a topic because they read like those that people listed there, where that is asked for."""

import random
from pathlib import Path

import pytest

from pressmark.annotators.suggestions import Read
from pressmark.annotators.topic_model import FEWEST, topic_proposals
from pressmark.dates import UNKNOWN_DATE
from pressmark.pipeline import load, understood
from pressmark.review import review

FERRIES = "ferry crossing timetable deckhand slipway sailing island vessel harbour passenger tide mooring".split()
SCHOOLS = "teacher pupil classroom lesson headmaster exam uniform playground textbook holiday term library".split()
COMMON = [f"common{n}" for n in range(300)]


def read(id_: str, subject: list[str], pick: random.Random, entities: tuple[tuple[str, str], ...] = ()) -> Read:
    words = pick.choices(COMMON, k=80) + pick.choices(subject, k=12)
    pick.shuffle(words)
    return Read(id_, "", " ".join(words), entities, (), UNKNOWN_DATE, ())


def corpus(seed: int = 1) -> list[Read]:
    pick = random.Random(seed)
    ferries = [read(f"ferry-{n:02}", FERRIES, pick, (("tern-line", "Tern Line"),)) for n in range(20)]
    schools = [read(f"school-{n:02}", SCHOOLS, pick) for n in range(40)]
    return [*ferries, *schools, *(read(f"other-{n:02}", COMMON, pick) for n in range(40))]


LISTED = {"ferries": {f"ferry-{n:02}" for n in range(FEWEST + 2)}}


def test_what_reads_like_the_listed_articles_is_proposed_with_the_words_that_weigh() -> None:
    found = topic_proposals(corpus(), LISTED, LISTED)
    assert {one.article for one in found} == {f"ferry-{n:02}" for n in range(FEWEST + 2, 20)}
    assert {one.topic for one in found} == {"ferries"}
    subject = {f"“{word}”" for word in FERRIES} | {"“Tern Line”"}
    for one in found:
        start, _, words = one.reason.removesuffix(" weigh most").partition(": ")
        assert start == f"it reads like the {FEWEST + 2} articles listed there"
        assert len(subject & set(words.split(", "))) >= 3


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = corpus()
    assert topic_proposals(articles[::-1], LISTED, LISTED) == topic_proposals(articles, LISTED, LISTED)


def test_a_dozen_must_be_listed_before_anything_is_proposed() -> None:
    few = {"ferries": set(sorted(LISTED["ferries"])[: FEWEST - 1])}
    assert topic_proposals(corpus(), few, few) == ()


def test_articles_that_have_nothing_in_common_propose_nothing() -> None:
    mixed = {"odds": {f"other-{n:02}" for n in range(0, 40, 2)}}
    assert topic_proposals(corpus(), mixed, mixed) == ()


def test_what_has_the_topic_by_its_rule_is_neither_proposed_nor_learned_from() -> None:
    met = {"ferries": LISTED["ferries"] | {"ferry-18", "ferry-19"}}
    assert {one.article for one in topic_proposals(corpus(), LISTED, met)} == {
        f"ferry-{n:02}" for n in range(FEWEST + 2, 18)
    }


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/topics").mkdir()
    (tmp_path / "content/topics/ferries.md").write_text("---\nname: Ferries\n---\n", "utf-8")
    for one in corpus(3):
        topics = "[ferries]" if one.id in LISTED["ferries"] else "[]"
        head = f"---\ntitle: About {one.id}\nlanguage: en\ntopics: {topics}\n---\n\n"
        (tmp_path / f"content/articles/{one.id}.md").write_text(head + one.words + ".\n", "utf-8")
    return tmp_path


@pytest.mark.slow
def test_review_proposes_only_where_config_asks_for_it_and_the_site_shows_nothing(archive: Path) -> None:
    def learned() -> dict[str, str | None]:
        return {i.path: i.after for i in review(archive) if "reads like" in i.why}

    assert learned() == {}
    (archive / "config.yml").write_text("learn_topics: true\n", "utf-8")
    found = learned()
    assert set(found) == {f"content/articles/ferry-{n:02}.md" for n in range(FEWEST + 2, 20)}
    assert all(text is not None and "topics: [ferries]" in text for text in found.values())
    held, _, _ = understood(load(archive))
    assert set(held.in_topic["ferries"]) == LISTED["ferries"]
