"""Which files an archive gives away under data/, as config.yml says, and what its pages say of them."""

from collections import Counter
from pathlib import Path

import pytest
from small_archive import VOTE, write_archive

from pressmark.ingest import ingest
from pressmark.pipeline import build

TABLES = {
    "articles.csv", "attributions.csv", "copies.csv", "dates.csv", "entities.csv", "figures.csv", "mentions.csv",
    "passages.csv", "quotations.csv", "stories.csv", "datapackage.json", "SHA256SUMS",
}  # fmt: skip
HAND = "---\ntitle: Written here\ndate: 2031-03-09\n---\n\nAna Sol wrote this by hand.\n"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory):
    root = write_archive(tmp_path_factory.mktemp("archive"))
    ingest(root)
    (root / "content/articles/by-hand.md").write_text(HAND, "utf-8")
    return root


def built(root: Path, config: str) -> Counter[str]:
    (root / "config.yml").write_text(config, "utf-8")
    brought = build(root)
    assert [p for p in brought.problems if p.severity == "error"] == []
    return Counter(p.relative_to(root / "site/data").parts[0] for p in (root / "site/data").rglob("*") if p.is_file())


@pytest.mark.parametrize(
    ("config", "files", "said"),
    [
        ("", {*TABLES, "text", "annotations"}, ("data/text/", "data/annotations/", "articles.csv")),
        ("data: [texts]\n", {"text"}, ("data/text/",)),
        ("data: [annotations, tables]\n", {*TABLES, "annotations"}, ("data/annotations/", "articles.csv")),
        ("data: []\n", set(), ("no plain files",)),
    ],
)
def test_the_files_under_data_are_those_that_the_settings_name(ingested, config, files, said):
    found = built(ingested, config)
    assert set(found) == files
    assert {found[name] for name in ("text", "annotations") if name in found} <= {4}
    page = (ingested / "site/data.html").read_text("utf-8")
    for words in ("data/text/", "data/annotations/", "articles.csv", "no plain files"):
        assert (words in page) == (words in said)
    article = (ingested / f"site/articles/{VOTE}.html").read_text("utf-8")
    assert ("../data/text/" in article) == ("text" in files)
    assert ("../data/annotations/" in article) == ("annotations" in files)


def test_an_article_that_was_written_here_has_no_page_of_a_capture(ingested):
    built(ingested, "")
    assert (ingested / f"site/captures/{VOTE}.html").is_file()
    assert not (ingested / "site/captures/by-hand.html").exists()
    page = (ingested / "site/articles/by-hand.html").read_text("utf-8")
    assert "Raw capture" not in page and 'As data: <a href="../data/text/by-hand.txt">plain text</a>' in page
    assert "by-hand" not in (ingested / "site/captures/index.html").read_text("utf-8")
