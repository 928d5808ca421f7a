"""Topics: case files of a rule, a title, a text and the evidence; the entity "ana-sol" is mentioned in all of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotation import TopicHit
from pressmark.annotators.topics import topic_hits
from pressmark.pages.listed import externals
from pressmark.tree import File
from pressmark.vocabulary import Topic, parse_vocabulary

CASES = sorted((Path(__file__).parent / "cases" / "topics").glob("*.txt"))


def topic(head: str) -> Topic:
    rule = dict(line.split(": ", 1) for line in head.splitlines())

    def listed(key: str) -> tuple[str, ...]:
        return tuple(rule[key].split("; ")) if key in rule else ()

    near = listed("near")
    return Topic(
        "t",
        "T",
        any=listed("any"),
        all=listed("all"),
        none=listed("not"),
        entities=listed("entities"),
        near=((near[0], near[1], int(near[2])),) if near else (),
        weights=tuple((words, int(weight)) for words, _, weight in (one.rpartition(" ") for one in listed("weights"))),
        least=int(rule.get("least", "1")),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_topics_of_case_files(case: Path) -> None:
    head, article, expected = case.read_text("utf-8").split("----\n")
    title, text = article.split("\n", 1)
    hits = topic_hits(text, title, ("ana-sol",), (topic(head),))
    evidence = tuple(expected.strip().split("; ")) if expected.strip() else ()
    assert hits == ((TopicHit("t", evidence),) if evidence else ())


def test_weights_show_what_spoke_for_a_match_and_against_it() -> None:
    weighed = Topic("t", "T", weights=(("toll", 4), ("well-known", 1), ("circus", -2)), least=3)
    (hit,) = topic_hits("A well-known toll. No circus came.", "", (), (weighed,))
    assert hit.evidence == ("toll (+4)", "well known (+1)", "circus (−2)")
    assert topic_hits("A circus, and its toll.", "", (), (weighed,)) == ()


def test_a_listed_topic_is_a_hit_without_evidence() -> None:
    assert topic_hits("Rain.", "", (), (Topic("b", "B", any=("bridge",)),), ("b", "a")) == (
        TopicHit("a", ()),
        TopicHit("b", ()),
    )


def test_no_phrase_reaches_from_the_title_into_the_text() -> None:
    assert topic_hits("works began.", "The road", (), (Topic("t", "T", any=("road works",)),)) == ()


def test_a_topic_without_a_rule_holds_only_what_lists_it() -> None:
    assert topic_hits("Bridges.", "Bridges", ("ana-sol",), (Topic("t", "Bridges"),)) == ()


@given(st.text(), st.text(), st.lists(st.text(min_size=1), max_size=4).map(tuple))
def test_evidence_stands_in_the_article(text: str, title: str, words: tuple[str, ...]) -> None:
    for hit in topic_hits(text, title, (), (Topic("t", "T", any=words),)):
        for evidence in hit.evidence:
            assert all(word in f"{title} {text}".replace("’", "'") for word in evidence.split())


def test_weights_and_media_topics_are_read_from_a_file() -> None:
    head = '---\nname: Tolls\nweights: {toll: 2, "harbor dues": "+3", circus: -4}\nleast: 5\n'
    head += 'same_as: {iptc: "medtop:20000349"}\n---\n'
    vocabulary, problems = parse_vocabulary((File("content/topics/tolls.md", head.encode()),))
    (found,) = vocabulary.topics
    assert problems == ()
    assert (found.weights, found.least) == ((("toll", 2), ("harbor dues", 3), ("circus", -4)), 5)
    assert found.same_as == (("iptc", "medtop:20000349"),)


def test_a_wrong_weight_is_said_with_its_place() -> None:
    head = "---\nname: Tolls\nweights: {toll: much}\n---\n"
    _, (problem,) = parse_vocabulary((File("content/topics/tolls.md", head.encode()),))
    assert (problem.code, problem.line, problem.hint) == ("bad-number", 3, "write a whole number from -99 to 99")


@pytest.mark.parametrize(
    ("identifier", "href"),
    [
        ("medtop:20000349", "http://cv.iptc.org/newscodes/mediatopic/20000349"),
        ("20000349", "http://cv.iptc.org/newscodes/mediatopic/20000349"),
        ("http://cv.iptc.org/newscodes/mediatopic/20000349", "http://cv.iptc.org/newscodes/mediatopic/20000349"),
        ("armed forces", ""),
        ("diplomacy", ""),
    ],
)
def test_names_and_codes_of_media_topics(identifier: str, href: str) -> None:
    (external,) = externals((("iptc", identifier),))
    assert (external.identifier, external.href) == (identifier, href)
