"""What the pages of a story and of its speakers show of speech: other wordings, other speakers, other words."""

import csv
import re
from pathlib import Path

import pytest

from pressmark.cli import main

ARTICLES = {
    "ledger": (
        "“The pier will be open again within a single year,” Ana Sol said.\n\n"
        "Sol said that the town would pay for the lights."
    ),
    "post": (
        "Bruno Lind came late. “The pier will be open again within a year,” Bruno Lind said.\n\n"
        "Ana Sol’s letter came on Monday. “Wait no longer,” the letter to Lind read.\n\n"
        "The council met with a promise to “mend every single one of them.”"
    ),
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("speech")
    for id_, text in ARTICLES.items():
        path = root / "content" / "articles" / f"{id_}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {id_}\npeople: [Ana Sol, Bruno Lind]\nstories: [pier]\n---\n\n{text}\n", "utf-8")
    assert main(["--archive", str(root)]) == 0
    return root / "site"


def words(site: Path, path: str) -> str:
    page = (site / path).read_text("utf-8").partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_story_sets_the_wordings_of_a_quotation_under_one_another(site: Path) -> None:
    said = words(site, "stories/pier.html").partition("Who said what")[2]
    assert re.search(r"single year,” Ana Sol .*In other words: “The pier will be open again within a year,”", said)


def test_a_story_says_when_a_quotation_is_given_to_another_speaker(site: Path) -> None:
    assert "given to another speaker , Bruno Lind" in words(site, "stories/pier.html")


def test_a_document_is_named_beside_its_author(site: Path) -> None:
    assert "Ana Sol ( “the letter to Lind” )" in words(site, "stories/pier.html")


def test_what_articles_say_in_their_own_words_stands_apart(site: Path) -> None:
    page = words(site, "quotations/in-other-words.html")
    assert "the town would pay for the lights" in page
    assert "within a single year" not in page
    own = words(site, "quotations/ana-sol.html").partition("In the articles’ own words")
    assert "the town would pay for the lights" in own[2]
    assert "the town would pay for the lights" not in own[0]


def test_words_that_no_verb_gives_to_anybody_are_not_confirmed(site: Path) -> None:
    page = words(site, "quotations/speakers-not-confirmed.html")
    assert re.search(r"mend every single one of them.” speaker not confirmed \( “The council” \)", page)


def test_the_table_of_quotations_tells_the_kinds_apart(site: Path) -> None:
    with (site / "data/quotations.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["article"], row["kind"], row["speaker"]) for row in csv.DictReader(file)]
    assert ("ledger", "indirect", "ana-sol") in rows
    assert ("post", "direct", "bruno-lind") in rows


def test_what_headline_and_text_of_one_article_quote_is_shown_once(tmp_path: Path) -> None:
    said = "“a long road to a very small pier”"
    for id_, head in (("one", f"title: '{said}, says Sol'"), ("two", "title: The pier")):
        path = tmp_path / "content" / "articles" / f"{id_}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"Ana Sol called it {said} on Monday.\n\nSol said no more.\n"
        path.write_text(f"---\n{head}\npeople: [Ana Sol]\nstories: [pier]\n---\n\n{text}", "utf-8")
    assert main(["--archive", str(tmp_path)]) == 0
    for path, heading in (("stories/pier.html", "Who said what"), ("quotations/ana-sol.html", "Quotations")):
        page = (tmp_path / "site" / path).read_text("utf-8").partition(heading)[2].partition("</main")[0]
        shown = page.partition('class="quoted-list"')[2].partition("</ol>")[0]
        assert shown.count("articles/one.html") == shown.count("articles/two.html") == 1, path
