"""Articles of a story that share words, set beside each other: which pairs have a page, and what it says."""

import re
from html import unescape
from pathlib import Path

import pytest

from pressmark.cli import main
from pressmark.lookup import page_at
from pressmark.pages.pairs import MOST_PAIRS, pair_pages, story_pairs
from pressmark.pipeline import load, understood

SAID = "“The lamps along the harbor wall are to burn through the winter at the cost of the county,” the mayor said"
TOLD = "“The lamps along the harbor wall are to burn through the winter at the cost of the town,” the mayor said"
OWN = {
    "ledger": "On the quay the fishermen laughed when they heard of it, and went back to their nets.",
    "post": "Two clerks of the board could not remember any year in which so much oil was bought, some 2 percent more.",
    "wire": "Shops near the ferry closed early for want of customers, and a dog slept in the road until the evening.",
}
HEAD = '---\ntitle: "{title}"\noutlet: {outlet}\ndate: 2031-03-0{day}\nstories: [{stories}]\n{more}---\n\n'


def written(root: Path, id_: str, day: int, text: str, stories: str = "lamps", more: str = "") -> None:
    folder = root / "content/articles"
    folder.mkdir(parents=True, exist_ok=True)
    head = HEAD.format(title=f"The lamps: {id_}", outlet=f"{id_} paper", day=day, stories=stories, more=more)
    (folder / f"{id_}.md").write_text(head + text + "\n", "utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("pairs")
    written(root, "ledger", 1, f"{SAID}.\n\n{OWN['ledger']}", "lamps, winter")
    written(root, "post", 2, f"{TOLD}, 2 percent of it, the ledger paper reported.\n\n{OWN['post']}", "lamps, winter")
    written(root, "wire", 3, OWN["wire"])
    written(root, "apart", 4, f"{SAID}.\n\n{OWN['wire'][::-1]}", "other")
    written(root, "shut", 5, f"{SAID}.\n\n{OWN['ledger'][::-1]}", "winter", "rights: {show: metadata}\n")
    assert main(["--archive", str(root)]) == 0
    return root


def words(root: Path, path: str) -> str:
    page = (root / "site" / path).read_text("utf-8").partition("<main")[2]
    return re.sub(r" (?=[,:;.])", "", " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()))


def test_articles_of_one_story_that_share_words_have_one_page(root: Path) -> None:
    names = [path.name for path in sorted((root / "site/compare").iterdir())]
    assert names == ["index.html", "ledger--post.html", "ledger--shut.html", "post--shut.html"]
    page = words(root, "compare/ledger--post.html")
    assert "Told in lamps; winter." in page
    assert "ledger paper had them first, by its date. post paper names the other as a source." in page
    assert re.search(r"at the cost of the county town,” the mayor said", page)
    assert re.search(r"20 words, edited: ledger paper, post paper|1\d words, edited: ledger paper, post paper", page)


def test_what_is_in_one_alone_is_marked(root: Path) -> None:
    text = (root / "site/compare/ledger--post.html").read_text("utf-8")
    assert "<del>county</del><ins>town</ins>" in text


def test_a_story_leads_to_its_pairs(root: Path) -> None:
    page = (root / "site/stories/lamps.html").read_text("utf-8")
    assert 'href="../compare/ledger--post.html"' in page
    assert "Two and two beside each other" in words(root, "stories/lamps.html")
    assert "The lamps: ledger · The lamps: post" in words(root, "compare/index.html")


def test_words_of_an_article_that_may_not_be_shown_are_kept_back(root: Path) -> None:
    page = words(root, "compare/ledger--shut.html")
    assert "harbor wall" not in page and "words, identical" in page


def test_the_page_of_a_pair_is_found_by_its_path(root: Path) -> None:
    archive, _, _ = understood(load(root))
    for page in pair_pages(archive):
        assert page_at(archive, page.path) == page
    assert page_at(archive, "compare/ledger--wire.html") is None
    assert page_at(archive, "compare/post--ledger.html") is None


def test_a_long_story_has_no_more_than_so_many_pairs(tmp_path: Path) -> None:
    for number in range(9):
        own = " ".join(f"word{number}{place}" for place in range(40))
        written(tmp_path, f"a{number}", 1, f"{SAID}.\n\n{own}")
    archive, _, _ = understood(load(tmp_path))
    pairs = story_pairs(archive, archive.in_story["lamps"])
    assert len(pairs) == MOST_PAIRS < 9 * 8 // 2
    assert list(pairs.values()) == sorted(pairs.values(), reverse=True)
    assert len(list(pair_pages(archive))) == MOST_PAIRS
