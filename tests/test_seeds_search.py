"""What people type at five real captures, which are not part of the project: every query gives what a person means.

Articles are told by the number their capture's name begins with; which of them hold a word is read out of them here, by
a pattern of the words as they are printed, so that no list of answers has to be believed.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pressmark.cli import main

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="SKIPPED: the five real captures (../shared/seeds) are not here"),
]

US = r"\bUS\b|\bU\.S\.|\bUnited States\b"
ASK = """async (query) => {
    window.engine = window.engine || await pressmark.search.ready("");
    const { hits, partial } = await engine.ask(query);
    const documents = await engine.reader.documents(hits);
    return { partial, hits: documents.map(({ kind, path }) => [kind, path]) };
}"""


class Searched:
    """The built archive, open at its search page."""

    def __init__(self, root: Path, page) -> None:
        self.page = page
        self.number: dict[str, str] = {}
        self.text: dict[str, str] = {}
        for path in sorted((root / "content" / "articles").glob("*.md")):
            head, body = path.read_text("utf-8").split("\n---\n", 1)
            match = re.search(r"^source: \S*?sources/(\d{3})", head, re.M)
            assert match, path
            self.number[f"articles/{path.stem}.html"] = match[1]
            title = re.search(r"^title: (.*)$", head, re.M)
            self.text[match[1]] = (title[1] if title else "") + "\n" + body

    def ask(self, query: str) -> tuple[list[str], list[tuple[str, str]], bool]:
        """The numbers of the articles found, best first; all hits as (kind, path); whether none has all of it."""
        found = self.page.evaluate(ASK, query)
        hits = [(kind, path) for kind, path in found["hits"]]
        return [self.number[path] for kind, path in hits if kind == "article"], hits, found["partial"]

    def saying(self, pattern: str) -> set[str]:
        return {number for number, text in self.text.items() if re.search(pattern, text)}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory, chromium):
    root = tmp_path_factory.mktemp("seeds")
    shutil.copytree(SEEDS, root / "content" / "sources")
    assert main(["--archive", str(root)]) == 0
    page = chromium.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.goto((root / "site" / "search.html").as_uri())
    yield Searched(root, page)
    page.close()
    assert faults == []


@pytest.mark.parametrize(
    ("query", "printed"),
    [
        ("U.S.", US),
        ("US", US),
        ("FBI", r"\bF\.?B\.?I\b"),
        ("F.B.I", r"\bF\.?B\.?I\b"),
        ("F.B.I.", r"\bF\.?B\.?I\b"),
        ("Michele", r"\bMich[eè]le\b"),
        ("Michèle", r"\bMich[eè]le\b"),
        ("allies", r"(?i)\ball(y|ies)\b"),
        ("allies’", r"(?i)\ball(y|ies)\b"),
        ("Merkel's", r"\bMerkel\b"),
        ("Merkel’s", r"\bMerkel\b"),
        ("2%", r"\b2(%| percent\b)"),
        ("2 percent", r"\b2(%| percent\b)"),
        ("$33", r"\$33\b"),
        ("transatlantic", r"(?i)\btrans-?atlantic\b"),
        ("trans-Atlantic", r"(?i)\btrans-?atlantic\b"),
        ("withdraw", r"(?i)\bwithdr[ae]w"),
        ("withdrew", r"(?i)\bwithdr[ae]w"),
        ("defence", r"(?i)\bdefen[cs]e\b"),
        ("defense", r"(?i)\bdefen[cs]e\b"),
        ("Lofven", r"\bL[oö]fven\b"),
        ("Löfven", r"\bL[oö]fven\b"),
        ("Trump:", r"\bTrump\b"),
    ],
)
def test_a_query_finds_the_articles_that_say_it_however_it_is_written(seeds, query, printed):
    articles, _, partial = seeds.ask(query)
    assert set(articles) == seeds.saying(printed) != set()
    assert not partial


def test_a_phrase_that_stands_only_within_a_longer_word_is_not_passed_off_as_found(seeds):
    assert seeds.saying(r"(?i)\bspending on defense\b") == set()
    articles, _, partial = seeds.ask('"spending on defense"')
    assert partial
    assert set(articles[:2]) == seeds.saying(r"(?i)spending on defense")


def test_a_phrase_finds_those_that_say_it(seeds):
    articles, _, partial = seeds.ask('"common defense"')
    assert not partial
    assert set(articles) == seeds.saying(r"(?i)\bcommon defense\b") != set()


@pytest.mark.parametrize("query", ["said: x", "-", "~2", ":", '"'])
def test_no_query_fails_for_its_marks(seeds, query):
    seeds.ask(query)
    page = seeds.page
    page.locator("[data-search] input").fill(query)
    page.wait_for_function("() => document.querySelector('.search-status').textContent !== ''")
    assert "could not be loaded" not in page.locator(".search-status").inner_text()


@pytest.mark.parametrize(
    ("query", "kind", "stem"),
    [
        ("Mattis", "person", "mattis"),
        ("Merkel", "person", "angela-merkel"),
        ("Löfven", "person", "lofven"),
        ("North Atlantic Treaty Organization", "organization", "nato"),
        ("FBI", "organization", "f-b-i"),
        ("US", "place", "united-states"),
    ],
)
def test_a_name_offers_its_page_first(seeds, query, kind, stem):
    _, hits, _ = seeds.ask(query)
    assert hits[0][0] == kind
    assert stem in hits[0][1]


def test_two_pages_that_may_be_of_one_person_say_so_of_each_other(seeds):
    """Two outlets write the given name in two ways, and nobody has said yet whether they mean one person."""
    page = seeds.page
    page.locator("[data-search] input").fill("Mattis")
    page.wait_for_function("() => document.querySelector('.search-status').textContent.includes('“Mattis”')")
    page.locator(".search-result[data-kind=person]").nth(1).wait_for()
    said = page.locator(".search-result[data-kind=person]").all_inner_texts()
    assert page.locator(".search-result").first.get_attribute("data-kind") == "person"
    assert all("May be the same person as" in text and re.search(r"\b\d+ articles?\b", text) for text in said)
