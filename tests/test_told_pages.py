"""Pages and tables of figures, days told of and sources: side by side, with their words, nothing guessed."""

import csv
import json
import re
from html import unescape
from pathlib import Path

import pytest

from pressmark.cli import main

HEAD = "---\ntitle: {title}\noutlet: {outlet}\ndate: {date}\nstories: [pier]\nlanguage: {language}\n---\n\n"
ARTICLES = {
    "ledger": (
        "Harbor Ledger", "2031-03-04", "en",
        "The town will spend 2 percent of its income on the old pier, a cost of $33 million in all.\n\n"
        "The vote was on Monday. See [the plan](https://northfield.example/plan.pdf).",
    ),
    "wire": (
        "Seaboard Wire", "2031-03-05", "en",
        "Northfield is to spend nearly two percent of what it earns on its pier, according to the Harbor Ledger.\n\n"
        "A vote was taken on Monday. The price is $33 million. It was first reported by the Vellan Gazette.",
    ),
    "post": (
        "County Post", "2031-03-01/2031-03-07", "en",
        "It is 2% or nothing, the mayor said yesterday.\n\nThe pier is old.",
    ),
    "blatt": (
        "Hafenblatt", "2031-03-06", "de",
        "Der Rat stimmte am 4. März 2031 ab. „Wir zahlen 2 Prozent“, sagte er, according to the Harbor Ledger.",
    ),
    "kept": ("Slipway", "2031-03-04", "en\nrights: {show: metadata}", "Two percent and $33 million on Monday."),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("told")
    for id_, (outlet, date, language, text) in ARTICLES.items():
        path = root / "content" / "articles" / f"{id_}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = HEAD.format(title=id_.capitalize(), outlet=outlet, date=date, language=language)
        path.write_text(head + text + "\n", "utf-8")
    gazette = root / "content" / "entities" / "vellan-gazette.md"
    gazette.parent.mkdir()
    gazette.write_text("---\nname: Vellan Gazette\nkind: organization\n---\n", "utf-8")
    assert main(["--archive", str(root)]) == 0
    return root / "site"


pytestmark = pytest.mark.slow


def words(site: Path, path: str) -> str:
    page = (site / path).read_text("utf-8").partition("<main")[2].partition("</main")[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def rows(site: Path, table: str) -> list[dict[str, str]]:
    with (site / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_story_sets_equal_figures_side_by_side_in_each_wording(site: Path) -> None:
    table = words(site, "stories/pier.html").partition("Figures side by side")[2]
    assert re.search(r"\$33 million .* 2 percent ", table)
    assert re.search(r"It is 2% or nothing.* will spend 2 percent of its income .* nearly two percent of what ", table)
    page = (site / "stories/pier.html").read_text("utf-8")
    assert re.search(r'<a href="\.\./articles/wire\.html#p-[0-9a-f]{6}">Seaboard Wire</a>', page)


def test_figures_of_a_text_that_is_not_shown_are_quoted_nowhere(site: Path) -> None:
    assert "Two percent and" not in words(site, "stories/pier.html")
    assert "Two percent and" not in words(site, "timeline-told.html")
    for table in ("figures", "dates", "attributions"):
        assert "kept" not in {row["article"] for row in rows(site, table)}


def test_a_story_counts_what_rests_on_one_report_as_one_source(site: Path) -> None:
    page = words(site, "stories/pier.html")
    assert re.search(r"5 articles, 4 sources .* Ledger and Seaboard Wire, Wire rest on the reporting of", page)


def test_an_article_and_an_outlet_say_whose_reporting_it_is(site: Path) -> None:
    rests = words(site, "articles/wire.html").partition("Rests on ")[2]
    assert re.search(r"Vellan Gazette the report is not identified here", words(site, "articles/wire.html"))
    assert "Harbor Ledger" in rests
    assert "according to the Harbor Ledger" in words(site, "outlets/harbor-ledger.html").partition("Cited by")[2]


def test_what_is_cited_and_not_held_is_listed(site: Path) -> None:
    page = words(site, "cited.html")
    assert re.search(r"Vellan Gazette No article of it is held", page)
    assert re.search(r"https://northfield.example/plan.pdf “the plan” in Ledger", page)


def test_days_told_of_stand_apart_from_publication(site: Path) -> None:
    told = words(site, "timeline-told.html")
    day = told.partition("3 March 2031 ")[2]
    assert re.search(r"The vote was on Monday .* counted from 4 March 2031 A vote was taken on Monday", day)
    assert re.search(r"28 February – 6 March 2031 .* yesterday .* counted from 1–7 March 2031", told)
    assert "days told of" in words(site, "timeline.html")
    assert "The vote was" not in words(site, "timeline.html")


def test_an_article_in_another_language_says_what_is_not_looked_for(site: Path) -> None:
    page = words(site, "articles/blatt.html")
    assert "Names, speakers and figures are looked for in English only" in page
    assert "Rests on" not in page
    assert [(row["text"], row["date"]) for row in rows(site, "dates") if row["article"] == "blatt"] == [
        ("4. März 2031", "2031-03-04")
    ]
    assert "blatt" not in {row["article"] for row in rows(site, "figures")}
    assert "looked for in English only" not in words(site, "articles/ledger.html")


def test_the_tables_bear_values_and_reasons(site: Path) -> None:
    figures = {(row["article"], row["text"]): row for row in rows(site, "figures")}
    assert figures["wire", "two percent"]["value"] == figures["post", "2%"]["value"] == "2"
    assert (figures["wire", "two percent"]["hedge"], figures["ledger", "$33 million"]["unit"]) == ("nearly", "$")
    (first,) = (row for row in rows(site, "attributions") if row["outlet"] == "harbor-ledger")
    assert (first["cue"], first["rests"]) == ("according to", "yes")
    package = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    assert {"figures", "dates", "attributions"} <= {resource["name"] for resource in package["resources"]}


def test_web_annotations_bear_figures_days_and_sources(site: Path) -> None:
    items = json.loads((site / "data/annotations/wire.jsonld").read_text("utf-8"))["first"]["items"]
    values = {item["id"].rpartition("#")[2].partition("-")[0]: item["body"]["value"] for item in items[::-1]
              if "value" in item["body"]}  # fmt: skip
    assert values["figure"] == "nearly 2 percent"
    assert values["date"] == "2031-03-03"
    assert values["attribution"].startswith("according to Harbor Ledger")
