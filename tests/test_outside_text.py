"""What is named outside an article's running text: in its title, its summary and its captions."""

from pathlib import Path

import pytest

from pressmark.annotators.outside_text import outside_mentions
from pressmark.article import Article
from pressmark.cli import main
from pressmark.names import find_names
from pressmark.names.beside_text import beside_text, with_sure, without_credit
from pressmark.registry import registered
from pressmark.vocabulary import Entity, Vocabulary

PIER = """\
---
title: "Sol asks for a new pier"
people: [Ana Sol]
---

::: summary
The Tarnow Harbor Board has no money, says the mayor.
:::

Ana Sol spoke for an hour on Monday.

::: caption {credit="Bea Lund"}
The pier at Tarnow, with Ana Sol and Ruben Hale.
:::
"""
KNOWN = {
    "ruben-hale": "name: Ruben Hale\nkind: person",
    "tarnow": "name: Tarnow\nkind: place",
    "tarnow-harbor-board": "name: Tarnow Harbor Board\nkind: organization",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    articles, entities = tmp_path / "content" / "articles", tmp_path / "content" / "entities"
    articles.mkdir(parents=True)
    entities.mkdir()
    (articles / "pier.md").write_text(PIER, "utf-8")
    for id_, head in KNOWN.items():
        (entities / f"{id_}.md").write_text(f"---\n{head}\n---\n", "utf-8")
    assert main(["--archive", str(tmp_path), "build"]) == 0
    return tmp_path / "site"


def test_mentions_outside_the_text_bear_their_target(site: Path) -> None:
    rows = [line.split(",") for line in (site / "data" / "mentions.csv").read_text("utf-8").splitlines()[1:]]
    assert [(row[1], row[-3], row[-1]) for row in rows] == [
        ("ana-sol", "Ana Sol", "body"),
        ("ana-sol", "Sol", "title"),
        ("tarnow-harbor-board", "Tarnow Harbor Board", "summary"),
        ("tarnow", "Tarnow", "caption"),
        ("ana-sol", "Ana Sol", "caption"),
        ("ruben-hale", "Ruben Hale", "caption"),
    ]


def test_who_is_named_in_a_caption_alone_has_the_article_on_the_page(site: Path) -> None:
    page = (site / "people" / "ruben-hale.html").read_text("utf-8")
    assert "In a caption:" in page
    assert "The pier at Tarnow, with Ana Sol and <mark>Ruben Hale</mark>." in page
    assert "In the summary:" in (site / "organizations" / "tarnow-harbor-board.html").read_text("utf-8")


def test_captions_link_whom_they_name_and_the_list_below_names_them(site: Path) -> None:
    page = (site / "articles" / "pier.html").read_text("utf-8")
    caption = page[page.index("The pier at") : page.index("Bea Lund")]
    assert 'href="../people/ruben-hale.html"' in caption
    assert 'href="../places/tarnow.html"' in caption
    below = page[page.index('id="names"') :]
    assert "Ruben Hale" in below
    assert "Tarnow Harbor Board" in below


def test_a_surname_in_a_title_needs_a_text_that_names_its_person() -> None:
    sol = Vocabulary(entities=(Entity("ana-sol", "Ana Sol", "person"),))
    article = Article("a", "content/articles/a.md", title="Sol asks for a pier", text="Nobody came.")
    registry, _ = registered((article,), sol)
    assert outside_mentions(article, registry, ()) == ()
    (found,) = outside_mentions(article, registry, ("ana-sol",))
    assert (found.start, found.end, found.target, found.how) == (0, 3, "title", "surname")


@pytest.mark.parametrize(
    ("caption", "left"),
    [
        ("Ana Sol on the pier. (Harbor Wire/Bea Lund)", "Ana Sol on the pier."),
        ("Ana Sol on the pier. Photo: Bea Lund", "Ana Sol on the pier."),
        ("Ana Sol on the pier. Photograph by Bea Lund/Harbor Images", "Ana Sol on the pier."),
        ("Ana Sol on the pier. Bea Lund/Harbor Images", "Ana Sol on the pier."),
        ("Ana Sol, left, on the pier in 2031.", "Ana Sol, left, on the pier in 2031."),
    ],
)
def test_whose_picture_it_is_is_no_name_of_a_caption(caption: str, left: str) -> None:
    assert without_credit(caption) == left


def test_only_names_that_tell_themselves_are_proposed_from_captions() -> None:
    body = "Ana Sol spoke. Sol left."
    text = f"{body}\n\n{beside_text('', ['Ruben Hale, and Marlowe, in Germany. (Wire/Bea Lund)'])}"
    assert [n.name for n in with_sure(find_names(text), len(body))] == ["Ana Sol", "Sol", "Ruben Hale", "Germany"]
