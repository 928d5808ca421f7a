"""Five real captures, which are not part of the project: from an empty folder to a site, as a newcomer would."""

import re
import shutil
from pathlib import Path

import pytest

from pressmark.cli import main

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="SKIPPED: the five real captures (../shared/seeds) are not here"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("seeds")
    shutil.copytree(SEEDS, root / "content" / "sources")
    assert main(["--archive", str(root)]) == 0
    return root / "site"


def articles_of(site: Path) -> dict[str, str]:
    """Seed number to the path of its article page."""
    found = {}
    for path in sorted((site.parent / "content" / "articles").glob("*.md")):
        number = re.search(r"^source: \S*?sources/(\d{3})", path.read_text("utf-8"), re.M)
        assert number, path
        found[number[1]] = f"articles/{path.stem}.html"
    return found


def naming(site: Path, number: str, pattern: str) -> bool:
    text = (site.parent / "content" / articles_of(site)[number].replace(".html", ".md")).read_text("utf-8")
    return bool(re.search(pattern, text.split("\n---\n", 1)[1]))


def test_there_are_five_articles_and_every_kind_of_page(site):
    assert sorted(articles_of(site)) == ["000", "001", "002", "003", "004"]
    for folder in ("captures", "people", "organizations", "places", "outlets"):
        assert len(list((site / folder).glob("*.html"))) > 1, folder
    for page in ("quotations/index.html", "timeline.html", "search.html", "topics/index.html", "stories/index.html"):
        assert (site / page).is_file()


@pytest.mark.parametrize(
    ("page", "pattern"),
    [
        ("organizations/nato.html", r"\bNATO\b|North Atlantic Treaty Organization"),
        ("people/donald-trump.html", r"\bTrump\b"),
        ("people/angela-merkel.html", r"\bMerkel\b"),
        ("people/jens-stoltenberg.html", r"\bStoltenberg\b"),
    ],
)
def test_one_page_lists_every_article_that_names_it_under_any_form(site, page, pattern):
    text = (site / page).read_text("utf-8")
    due = {path for number, path in articles_of(site).items() if naming(site, number, pattern)}
    listed = {path for path in articles_of(site).values() if f'href="../{path}' in text}
    assert listed == due


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [
        ("people", "trump"),
        ("people", "merkel"),
        ("people", "stoltenberg"),
        ("organizations", "nato$|north-atlantic-treaty"),
    ],
)
def test_nobody_has_two_pages(site, folder, pattern):
    pages = [p.stem for p in (site / folder).glob("*.html") if re.search(pattern, p.stem)]
    assert len(pages) == 1


def test_what_two_captures_share_is_linked_both_ways(site):
    paths = articles_of(site)
    one, other = (site / paths["000"]).read_text("utf-8"), (site / paths["001"]).read_text("utf-8")
    assert re.search(rf'href="{Path(paths["001"]).name}#p-[0-9a-f]{{6}}', one)
    assert re.search(rf'href="{Path(paths["000"]).name}#p-[0-9a-f]{{6}}', other)


def test_no_date_is_invented(site):
    heads = {}
    for number, path in articles_of(site).items():
        text = (site.parent / "content" / path.replace(".html", ".md")).read_text("utf-8")
        heads[number] = re.search(r"^date: (.*)$", text, re.M)[1]
    assert heads == {"000": "unknown", "001": "unknown", "002": "unknown", "003": "2019-01-14", "004": "unknown"}


# What pages wear and no article says, by what it is; none of it names an outlet.
FURNITURE = (
    r"Photo by|\d\d:\d\d - Source|is not supported|optimal experience|Powered by|email us|leave a comment|"
    r"Advertisement|Supported by|Continue reading|Skip to|Site Index|Terms of|Your Ad Choices|Get more|css-|<div|"
    r"Credit\.\.\."
)


def test_no_furniture_stands_in_a_body(site):
    bodies = [path for path in sorted((site / "data" / "text").glob("*.txt")) if path.name.count(".") == 1]
    assert len(bodies) == 5
    for path in bodies:
        assert not re.search(FURNITURE, path.read_text("utf-8")), path


def test_a_bullet_list_does_not_swallow_the_text(site):
    path = articles_of(site)["002"].replace("articles/", "data/text/").replace(".html", ".txt")
    paragraphs = (site / path).read_text("utf-8").split("\n\n")
    assert len(paragraphs) > 20
    assert not any(p.startswith("- ") for p in paragraphs)
