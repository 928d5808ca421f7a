"""Topics and stories that an archive suggests: with reasons, in review alone, and as one decision each."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotators.suggestions import Read, story_suggestions, topic_suggestions
from pressmark.cli import main
from pressmark.dates import Date, parse_date
from pressmark.review import accept, refuse, review, undo
from pressmark.waiting import Item, patch


def on(text: str) -> Date:
    date = parse_date(text)
    assert date is not None
    return date


def read(id_: str, entities: str = "", when: str = "unknown", said: str = "", words: str = "", story: str = "") -> Read:
    named = tuple((name.lower(), name) for name in entities.split())
    return Read(id_, "", words, named, tuple(filter(None, [said])), on(when), tuple(filter(None, [story])))


FILLER = tuple(read(f"z-{n}", f"Far{n} Off{n} Town", when=f"2029-01-{n + 1:02}") for n in range(6))


def test_rare_entities_near_in_time_make_a_story_with_its_reasons() -> None:
    pair = (read("a", "Sol Lind Pier Town", "2031-03-04"), read("b", "Sol Lind Pier", "2031-03-06"))
    (story,) = story_suggestions((*pair, *FILLER))
    assert (story.story, story.articles, story.reason) == ("", ("a", "b"), "Lind, Pier, Sol; within 2 days")


def test_the_same_people_a_year_later_are_another_story() -> None:
    pair = (read("a", "Sol Lind Pier", "2031-03-04"), read("b", "Sol Lind Pier", "2032-03-06"))
    assert story_suggestions((*pair, *FILLER)) == ()


def test_an_equal_quotation_joins_articles_without_a_date() -> None:
    said = "we will open it again within a year"
    pair = (read("a", "Sol", said=said), read("b", "Lind", said=said))
    (story,) = story_suggestions((*pair, *FILLER))
    assert (story.articles, story.reason) == (("a", "b"), "1 quotation in common")


def test_what_every_article_names_makes_no_story() -> None:
    reads = tuple(read(f"a-{n}", f"Town County Own{n}", when="2031-03-04") for n in range(6))
    assert story_suggestions(reads) == ()


def test_a_chain_of_neighbours_is_not_one_story() -> None:
    reads = tuple(read(f"a-{n}", f"E{n} F{n} E{n + 1} F{n + 1}", when="2031-03-04") for n in range(6))
    assert max(len(story.articles) for story in story_suggestions(reads)) < 4


def test_an_article_is_proposed_for_the_story_of_its_kin() -> None:
    pair = (read("a", "Sol Lind Pier", "2031-03-04", story="pier"), read("b", "Sol Lind Pier", "2031-03-06"))
    (story,) = story_suggestions((*pair, *FILLER))
    assert (story.story, story.articles) == ("pier", ("b",))


def test_a_phrase_of_several_articles_is_suggested_with_where_it_stands() -> None:
    about = "The herring fleet came. The herring fleet was late. "
    reads = (*(read(f"a-{n}", words=about) for n in range(3)), *FILLER)
    (topic,) = topic_suggestions(reads, ())
    assert topic.phrase == "herring fleet"
    assert topic.reason == "“herring fleet” stands 6 times in 3 articles, often in a-0, a-1, a-2"
    assert topic_suggestions(reads, ["Herring fleet"]) == ()


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("herring", True), ("sewage", True), ("members", False), ("meeting", False), ("military", False),
     ("leaders", False), ("companies", False)],
)  # fmt: skip
def test_a_common_word_is_no_subject_by_itself(word: str, wanted: bool) -> None:
    reads = (*(read(f"a-{n}", words=f"The {word} came. The {word} were late.") for n in range(3)), *FILLER)
    assert [topic.phrase for topic in topic_suggestions(reads, ())] == [word] * wanted


def test_a_common_word_tells_in_a_pair() -> None:
    about = "The school meeting came. The school meeting was late. "
    reads = (*(read(f"a-{n}", words=about) for n in range(3)), *FILLER)
    assert [topic.phrase for topic in topic_suggestions(reads, ())] == ["school meeting"]


_NAMES = st.lists(st.sampled_from("Sol Lind Pier Town Hall Quay".split()), max_size=4).map(" ".join)


@given(st.lists(st.tuples(_NAMES, st.sampled_from(["2031-03-04", "unknown", "2031-03", "2031-06-01"])), max_size=9))
def test_stories_hold_each_article_once_and_the_order_of_articles_is_nothing(made: list[tuple[str, str]]) -> None:
    reads = [read(f"a-{n}", names, when) for n, (names, when) in enumerate(made)]
    stories = story_suggestions(reads)
    ids = [id_ for story in stories for id_ in story.articles]
    assert len(ids) == len(set(ids))
    assert all(len(story.articles) > 1 for story in stories)


ARTICLES = {
    "one": ("2031-03-04", "The herring fleet is late. Ana Sol and Bruno Lind saw the herring fleet at Gull Pier."),
    "two": ("2031-03-05", "A late herring fleet, said Bruno Lind. Ana Sol saw the herring fleet at Gull Pier."),
    "three": ("2031-09-05", "No herring fleet this year. The herring fleet is over, Tessa Vale said."),
    **{f"other-{n}": ("2029-05-01", f"Nothing on quay {n} but Cora Dell{'l' * n}.") for n in range(6)},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for id_, (date, text) in ARTICLES.items():
        path = tmp_path / "content" / "articles" / f"{id_}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        people = "[Ana Sol, Bruno Lind]" if id_ in ("one", "two") else "[]"
        places = "[Gull Pier]" if id_ in ("one", "two") else "[]"
        path.write_text(
            f"---\ntitle: {id_}\ndate: {date}\npeople: {people}\nplaces: {places}\nstories: []\n---\n\n{text}\n",
            "utf-8",
        )
    return tmp_path


def item(root: Path, kind: str) -> Item:
    (found,) = (one for one in review(root) if one.kind == kind)
    return found


def test_a_topic_is_accepted_as_a_file_and_taken_back(root: Path) -> None:
    topic = item(root, "topic")
    assert topic.path == "content/topics/herring-fleet.md"
    assert patch(topic).startswith("--- /dev/null\n+++ b/content/topics/herring-fleet.md\n")
    accept(root, [topic.id])
    assert (root / topic.path).read_text("utf-8") == "---\nname: Herring fleet\nany: [herring fleet]\n---\n"
    assert not [one for one in review(root) if one.kind == "topic"]
    undo(root)
    assert not (root / topic.path).exists()


def test_the_patch_of_a_topic_is_one_that_git_applies(root: Path) -> None:
    text = patch(item(root, "topic"))
    subprocess.run(["git", "apply", "-"], input=text.encode(), cwd=root, check=True)
    assert (root / "content/topics/herring-fleet.md").is_file()


def test_a_story_waits_for_a_name_and_a_refusal_is_remembered(root: Path) -> None:
    story = item(root, "story")
    assert story.after is None
    assert "one, two" in story.why
    assert "Ana Sol, Bruno Lind, Gull Pier; within 1 day" in story.why
    refuse(root, [story.id])
    assert not [one for one in review(root) if one.kind == "story"]


def test_an_article_joins_the_story_of_its_kin_by_a_patch(root: Path) -> None:
    path = root / "content/articles/one.md"
    path.write_text(path.read_text("utf-8").replace("stories: []", "stories: [pier]"), "utf-8")
    story = item(root, "story")
    accept(root, [story.id])
    assert "stories: [pier]" in (root / "content/articles/two.md").read_text("utf-8")


@pytest.mark.slow
def test_nothing_that_is_only_suggested_reaches_the_site(root: Path) -> None:
    assert main(["--archive", str(root)]) == 0
    assert not (root / "site/topics/herring-fleet.html").exists()
    assert sorted(p.name for p in (root / "site/stories").iterdir()) == ["index.html"]
