"""A spaCy pipeline beside the rules: by a stand-in with spaCy's interface, and with spaCy where it is installed."""

from dataclasses import dataclass
from importlib import util
from pathlib import Path

import pytest

from pressmark.cli import main
from pressmark.names import find_names
from pressmark.names.pipelines import installed_pipeline, pipeline_named


@dataclass(frozen=True)
class Span:
    start_char: int
    end_char: int
    label_: str


@dataclass(frozen=True)
class Doc:
    ents: tuple[Span, ...]


@dataclass(frozen=True)
class Pipeline:
    """Finds given words, each wherever it stands."""

    known: tuple[tuple[str, str], ...]

    def __call__(self, text: str, /) -> Doc:
        found = [Span(at, at + len(name), label) for name, label in self.known if (at := text.find(name)) >= 0]
        return Doc(tuple(sorted(found, key=lambda span: span.start_char)))


def names(text: str, *known: tuple[str, str]) -> list[tuple[str, str]]:
    return [(n.text, n.kind) for n in find_names(text, "en", Pipeline(known) if known else None)]


def test_a_pipelines_vote_tells_the_kind_where_the_rules_say_little() -> None:
    text = "Engineers at Zentrova said the pumps work. Zentrova was founded in 1984."
    assert names(text) == [("Zentrova", "person"), ("Zentrova", "person")]
    sure = (("Zentrova", "ORG"), ("Zentrova said", "ORG"), ("at Zentrova", "ORG"), ("Zentrova was", "ORG"))
    assert ("Zentrova", "organization") in names(text, *sure)


def test_a_name_that_the_pipeline_alone_finds_is_one() -> None:
    text = "They asked. Will answered nothing at all."
    assert ("Will", "person") not in names(text)
    assert names(text, ("Will", "PERSON")) == [("Will", "person")]


@pytest.mark.parametrize("label", ["ORG", "PERSON"])
def test_a_known_country_stays_one_whatever_the_pipeline_says(label: str) -> None:
    assert names("Norway agreed with Canada.", ("Norway", label))[0] == ("Norway", "place")


def test_a_surname_follows_its_full_name_whatever_the_pipeline_says() -> None:
    text = "Ana Lindqvist spoke. Lindqvist left early."
    assert names(text, ("Lindqvist left", "ORG")) == [("Ana Lindqvist", "person"), ("Lindqvist", "person")]


def test_articles_titles_and_labels_without_a_kind_are_left_out() -> None:
    text = "On Monday the Harbor Council met Mayor Ana Sol."
    given = (("the Harbor Council", "ORG"), ("Monday", "DATE"), ("Mayor Ana Sol", "PERSON"))
    assert names(text, *given) == [("Harbor Council", "organization"), ("Ana Sol", "person")]


@pytest.mark.skipif(util.find_spec("spacy") is not None, reason="spaCy is installed")
def test_a_missing_pipeline_is_said_and_the_rules_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content/sources").mkdir(parents=True)
    (tmp_path / "content/sources/vote.txt").write_text("Bridge vote\n\nAna Sol spoke in Norway.\n", "utf-8")
    (tmp_path / "config.yml").write_text("title: Bridge\nnames: spacy\n", "utf-8")
    assert main(["ingest", "--archive", str(tmp_path)]) == 1
    assert (
        "config.yml:2: error: spaCy or an English pipeline of it is not installed; names are found by the rules alone "
        "[no-pipeline]\n    hint: pip install 'pressmark[spacy]', then python -m spacy download en_core_web_md; or "
        "delete the line\n"
    ) in capsys.readouterr().err
    assert "Ana Sol" in next((tmp_path / "content/articles").glob("*.md")).read_text("utf-8")


@pytest.mark.skipif(not installed_pipeline(), reason="no spaCy pipeline for English is installed")
@pytest.mark.slow
def test_an_installed_pipeline_is_heard() -> None:
    pipeline = pipeline_named(installed_pipeline())
    text = "Ana Sol met Angela Lind in Norway."
    assert ("Ana Sol", "person") in [(n.text, n.kind) for n in find_names(text, "en", pipeline)]
