"""Speech in titles, summaries and captions: what counts as speech there, and whose it is."""

import csv
import json
import re
from html import unescape
from pathlib import Path

import pytest

from pressmark.annotation import AnchoredNote
from pressmark.annotators.mentions import mentions
from pressmark.annotators.outside_quotations import outside_quotations
from pressmark.annotators.outside_text import outside_mentions
from pressmark.annotators.quotations import quotations
from pressmark.article import Article, parse_article
from pressmark.cli import main
from pressmark.registry import registered
from pressmark.vocabulary import Vocabulary

BODY = (
    "“Nobody should stand on the old pier in a gale,” Ruben Hale, the harbor master, said on Monday.\n\n"
    "“We will open it again within a single year,” Mayor Ana Sol said. She called the bill “a fair price.”"
)


def spoken(title: str, summary: str = "", notes: tuple[AnchoredNote, ...] = ()) -> list[tuple[str, str, str, str]]:
    parts = [f"::: summary\n{summary}\n:::\n"] if summary else []
    text = f'---\ntitle: "{title}"\npeople: [Ana Sol, Ruben Hale]\n---\n\n' + "\n".join([*parts, BODY]) + "\n"
    article, problems = parse_article("content/articles/pier.md", text)
    assert isinstance(article, Article), problems
    registry, _ = registered((article,), Vocabulary())
    found = mentions(article.text, registry, registry.listed(article))
    outside = outside_mentions(article, registry, registry.listed(article))
    said = outside_quotations(article, quotations(article.text, found), outside, notes)
    return [(q.target, q.text, q.speaker or q.speaker_text, q.how) for q in said]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("‘Nobody should stand on the old pier’", ("‘Nobody should stand on the old pier’", "ruben-hale")),
        ("Pier to open ‘within a single year’", ("‘within a single year’", "ana-sol")),
        ("Ana Sol: ‘We have the money for it’", ("‘We have the money for it’", "ana-sol")),
        ("‘We have the money for it,’ says Ana Sol", ("‘We have the money for it,’", "ana-sol")),
        ("'It was a long and bitter night': fire on the pier", ("'It was a long and bitter night'", "")),
    ],
)
def test_speech_in_a_headline_and_its_speaker(title: str, expected: tuple[str, str]) -> None:
    assert [(text, speaker) for _, text, speaker, _ in spoken(title)] == [expected]


@pytest.mark.parametrize(
    "title",
    [
        "Council calls pier ‘safe’ after vote",
        "Rock 'n' roll on the pier",
        "Workers' strike ends as owners' offer is taken",
        "Premiere of ‘The Long and Winding Quay’ put off",
        "The ’90s pier",
    ],
)
def test_scare_quotes_titles_and_apostrophes_are_no_speech(title: str) -> None:
    assert spoken(title) == []


def test_a_summary_has_offsets_of_its_own() -> None:
    found = spoken("The pier", "The mayor wants it open “within a single year,” whatever the cost.")
    assert found == [("summary", "“within a single year,”", "ana-sol", "as in the text")]


def test_a_note_about_the_title_names_its_speaker() -> None:
    note = AnchoredNote("n-1", "pier", "quotation", "", "x", "title", 0, 34, True, speaker="ruben-hale")
    assert spoken("'It was a long and bitter night': fire", notes=(note,))[0][2:] == ("ruben-hale", "note")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("headline")
    (root / "content/articles").mkdir(parents=True)
    head = '---\ntitle: "‘Nobody should stand on the old pier’"\npeople: [Ana Sol, Ruben Hale]\n---\n\n'
    summary = "::: summary\nIt will open “within a single year,” the mayor hopes.\n:::\n\n"
    caption = "::: caption\nAna Sol: “We will open it again”, she told the crowd.\n:::\n\n"
    (root / "content/articles/pier.md").write_text(head + summary + caption + BODY + "\n", "utf-8")
    assert main(["--archive", str(root)]) == 0
    return root / "site"


def words(site: Path, path: str) -> str:
    page = (site / path).read_text("utf-8").partition("<main")[2]
    return re.sub(r" (?=[,:;])", "", " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()))


def test_pages_show_where_it_stands_and_who_speaks(site: Path) -> None:
    assert "in the headline, speaks Ruben Hale" in words(site, "articles/pier.html")
    summary = (site / "articles/pier.html").read_text("utf-8")
    assert '<span class="quotation">“within a single year,”</span>' in summary
    assert "(headline)" in words(site, "quotations/ruben-hale.html")
    assert "(summary)" in words(site, "quotations/ana-sol.html")


def test_the_table_names_the_target(site: Path) -> None:
    with (site / "data/quotations.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["target"], row["speaker"]) for row in csv.DictReader(file) if row["target"] != "body"]
    assert rows == [("title", "ruben-hale"), ("summary", "ana-sol"), ("caption", "ana-sol")]


def test_selectors_hold_on_the_text_that_they_are_about(site: Path) -> None:
    items = json.loads((site / "data/annotations/pier.jsonld").read_text("utf-8"))["first"]["items"]
    sources = set()
    for item in items:
        source = item["target"]["source"]
        text = (site / "data/annotations" / source).read_text("utf-8")
        quote, position = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        sources.add(source)
    assert sources == {f"../text/pier{part}.txt" for part in ("", ".title", ".summary", ".caption")}
