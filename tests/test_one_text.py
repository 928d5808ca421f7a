"""One text in several articles: which they are, which of them the others have it from, and how pages show it."""

import csv
import json
import re
from html import unescape
from itertools import chain
from pathlib import Path

import pytest

from pressmark.annotation import Copy, OneText, Passage
from pressmark.annotators.one_text import Printed, one_texts
from pressmark.annotators.passages import shared_passages
from pressmark.cli import main
from pressmark.dates import UNKNOWN_DATE, parse_date
from pressmark.ingest import ingest
from pressmark.labels import OutletHint
from pressmark.proposal.agencies import bylined_agency
from pressmark.review import review

STORY = (
    "The council of Northfield voted late on Tuesday to close the old swing bridge to every truck above nine tons, "
    "after divers had found that a third of the timber under the pivot was soft enough for a knife.\n\n"
    "Shopkeepers on the east bank asked for a ferry that could carry a lorry at low tide, and were told that the money "
    "for one would have to come out of the fund that keeps the harbor lights burning through the winter months."
)
OUTLETS = (
    OutletHint("seaboard-wire", "Seaboard Wire"),
    OutletHint("harbor-ledger", "Harbor Ledger", ("the Ledger",)),
    OutletHint("county-post", "County Post"),
)


def printed(id_: str, outlet: str, date: str, names: tuple[str, ...] = (), origin: str = "") -> Printed:
    when = parse_date(date) or UNKNOWN_DATE
    return Printed(id_, outlet, names, when, len(STORY.split()), origin)


def cluster(*articles: Printed, credits: dict[str, str] | None = None) -> OneText | None:
    texts = tuple((a.id, STORY.replace("knife", a.id)) for a in articles)
    sides: dict[str, list[Passage]] = {}
    for p in shared_passages(texts):
        sides.setdefault(p.article, []).append(p)
        turned = Passage(p.other, p.other_start, p.other_end, p.article, p.start, p.end, p.kind, p.words)
        sides.setdefault(p.other, []).append(turned)
    said = credits or {}
    found = one_texts(articles, sides, OUTLETS, lambda id_: (said[id_],) if id_ in said else ())
    assert all(set(found) == {a.id for a in articles} for _ in found)
    return next(iter(found.values()), None)


def test_the_article_that_a_copy_credits_is_the_one_it_was_taken_from() -> None:
    wire = printed("wire", "seaboard-wire", "2031-03-05", ("Leah Strand",))
    post = printed("post", "county-post", "2031-03-05", ("Leah Strand",))
    found = cluster(post, wire, credits={"post": "By Seaboard Wire"})
    assert found == OneText((Copy("post", "credit", "By Seaboard Wire"), Copy("wire")), "wire")


def test_dates_tell_where_nobody_is_credited_and_a_new_byline_is_said() -> None:
    wire = printed("wire", "seaboard-wire", "2031-03-04", ("Leah Strand",))
    ledger = printed("ledger", "harbor-ledger", "2031-03-06", ("Tom Vey",))
    assert cluster(wire, ledger) == OneText((Copy("wire"), Copy("ledger", "date", "", True)), "wire")


def test_a_wire_that_is_not_held_is_named_and_so_is_who_hides_it() -> None:
    ledger = printed("ledger", "harbor-ledger", "2031-03-06", ("Tom Vey",))
    post = printed("post", "county-post", "2031-03-05")
    found = cluster(post, ledger, credits={"post": "Copyright 2031 Seaboard Wire"})
    assert found == OneText(
        (Copy("post", "credit", "Copyright 2031 Seaboard Wire"), Copy("ledger", "", "", True)), "", "seaboard-wire"
    )


def test_what_a_file_states_counts_more_than_dates() -> None:
    wire = printed("wire", "seaboard-wire", "2031-03-07")
    post = printed("post", "county-post", "2031-03-05", (), "wire")
    assert cluster(post, wire) == OneText((Copy("post", "stated"), Copy("wire")), "wire")


@pytest.mark.parametrize(
    ("dates", "credits"),
    [
        (("2031-03-05", "2031-03-05"), {}),
        (("2031-03", "2031-03-05"), {}),
        (("unknown", "2031-03-05"), {}),
        (("2031-03-04", "2031-03-05"), {"wire": "By County Post", "post": "By Seaboard Wire"}),
    ],
)
def test_no_direction_is_guessed(dates: tuple[str, str], credits: dict[str, str]) -> None:
    found = cluster(
        printed("wire", "seaboard-wire", dates[0]), printed("post", "county-post", dates[1]), credits=credits
    )
    assert found is not None
    assert (found.origin, found.wire) == ("", "")


def test_an_article_that_only_quotes_another_is_no_copy() -> None:
    quoting = Printed("quoting", "county-post", (), UNKNOWN_DATE, 200)
    passage = Passage("wire", 0, 400, "quoting", 0, 400, "identical", 60)
    assert one_texts((printed("wire", "seaboard-wire", "unknown"), quoting), {"wire": [passage]}, (), list) == {}


HEAD = '---\ntitle: "{title}"\noutlet: {outlet}\nauthors: [{author}]\ndate: {date}\nstories: [bridge]\n---\n\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("one-text")
    articles = [
        ("wire", "Seaboard Wire", "Leah Strand", "2031-03-04", STORY),
        ("ledger", "Harbor Ledger", "Tom Vey", "2031-03-05", STORY.replace("late on Tuesday", "on Tuesday night")),
        *((f"copy-{n:02}", f"Paper {n}", "Leah Strand", "2031-03-06", STORY) for n in range(30)),
        ("own", "County Post", "Ida Moss", "2031-03-06", "A report of its own, with none of those words in it."),
    ]
    (root / "content/articles").mkdir(parents=True)
    for id_, outlet, author, date, text in articles:
        head = HEAD.format(title=f"The bridge: {id_}", outlet=outlet, author=author, date=date)
        (root / f"content/articles/{id_}.md").write_text(head + text + "\n", "utf-8")
    assert main(["--archive", str(root)]) == 0
    return root / "site"


def words(site: Path, path: str) -> str:
    page = (site / path).read_text("utf-8").partition("<main")[2]
    return re.sub(r" (?=[,:;])", "", " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()))


def test_an_article_shows_its_cluster_once_however_large_it_is(site: Path) -> None:
    page = words(site, "articles/ledger.html")
    own = page.partition("One text in 32 outlets")[2]
    assert re.search(r"Seaboard Wire, 4 March 2031: The bridge: wire the others have it from here, by Leah Strand", own)
    assert re.search(r"this article dated later, and it credits nobody; under another name, by Tom Vey", own)
    assert "Set side by side, with 20 more" in own
    assert "Same words elsewhere" not in page
    assert "One text in" not in words(site, "articles/own.html")


def test_the_page_of_a_text_sets_its_articles_beside_the_first(site: Path) -> None:
    assert [p.name for p in sorted((site / "compare").iterdir())] == ["index.html", "wire.html"]
    page = words(site, "compare/wire.html")
    assert "Harbor Ledger, 5 March 2031: 1 word came and 1 word went" in page
    assert "Paper 3, 6 March 2031" in page.partition("Word for word the same")[2]
    assert "19 more are not compared here" in page
    assert re.search(r"The bridge: wire .*32 articles", words(site, "compare/index.html"))


def test_a_story_counts_one_text_as_one_source(site: Path) -> None:
    page = words(site, "stories/bridge.html")
    assert "33 articles, 2 sources" in page
    assert re.search(r"have one text, that of Seaboard Wire", page)


def test_tables_say_whose_text_it_is_and_what_counts_as_one_source(site: Path) -> None:
    def rows(name: str) -> dict[str, dict[str, str]]:
        with (site / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
            return {row["article"]: row for row in csv.DictReader(file)}

    copies, story = rows("copies"), rows("stories")
    assert {row["text"] for row in copies.values()} == {"wire"}
    assert (copies["wire"]["origin"], copies["ledger"]["origin"]) == ("yes", "no")
    assert (copies["ledger"]["how"], copies["ledger"]["other_name"], copies["copy-03"]["other_name"]) == (
        "date", "yes", "no",
    )  # fmt: skip
    assert "own" not in copies
    assert {row["source"] for id_, row in story.items() if id_ != "own"} == {story["wire"]["source"]}
    assert story["own"]["source"] != story["wire"]["source"]
    package = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    described = {resource["path"]: resource["schema"]["fields"] for resource in package["resources"]}
    for name in ("copies", "stories"):
        header = (site / f"data/{name}.csv").read_text("utf-8").partition("\n")[0].strip().split(",")
        assert [field["name"] for field in described[f"{name}.csv"]] == header


def test_files_grow_with_the_copies_and_not_with_their_square(site: Path) -> None:
    sizes = [path.stat().st_size for path in (site / "articles").glob("copy-*.html")]
    assert len(sizes) == 30
    assert max(chain(sizes, [0])) < 60_000


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By Fenland Press", "Fenland Press"),
        ("By Ida Moss, Fenland Press", "Fenland Press"),
        ("By Ida Moss and Tom Vey of Northern Wire Service", "Northern Wire Service"),
        ("By Ida Moss/AP", "AP"),
        ("By Ida Moss", ""),
        ("By Ida Moss, News Editor", ""),
        ("By News Desk", ""),
        ("By Ledger Staff", ""),
        ("The boat was bought by Fenland Press workers", ""),
    ],
)
def test_which_agency_a_byline_names(line: str, agency: str) -> None:
    found = bylined_agency(line)
    assert (found.name if found else "") == agency
    assert found is None or (found.alone == ("Ida" not in line) and found.words in line)


def test_an_agency_that_is_no_outlet_of_the_archive_is_a_credit() -> None:
    wire = printed("wire", "", "2031-03-05", ("Ida Moss",))
    post = printed("post", "county-post", "2031-03-05")
    found = cluster(post, wire, credits={"post": "By Fenland Press", "wire": "By Ida Moss, Fenland Press"})
    assert found == OneText((Copy("post", "credit", "By Fenland Press"), Copy("wire")), "wire")


def test_a_credit_to_an_agency_of_which_nothing_is_held_is_shown() -> None:
    ledger = printed("ledger", "harbor-ledger", "2031-03-05")
    post = printed("post", "county-post", "2031-03-05")
    found = cluster(post, ledger, credits={"post": "By Fenland Press", "ledger": "By Harbor Ledger News"})
    assert found == OneText((Copy("post", "credit", "By Fenland Press"), Copy("ledger")))


def test_review_proposes_where_a_copy_was_taken_from_by_its_agency(tmp_path: Path) -> None:
    sources = tmp_path / "content" / "sources"
    sources.mkdir(parents=True)
    post = f"County Post\n\nBridge closes\n\nBy Fenland Press\n\n5 March 2031\n\n{STORY}\n"
    wire = f"Old bridge is shut\n\nBy Ida Moss, Fenland Press\n\nMarch 4, 2031\n\n{STORY}\n"
    (sources / "a-post.txt").write_text(post, "utf-8")
    (sources / "b-wire.txt").write_text(wire, "utf-8")
    for stem in ("a-post", "b-wire"):
        ingest(tmp_path, (sources / f"{stem}.txt",))
    path = next(p for p in (tmp_path / "content/articles").glob("*.md") if "a-post" in p.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("outlet: unknown", "outlet: County Post"), "utf-8")
    asked = [item for item in review(tmp_path) if item.kind == "copy"]
    assert ["it says “By Fenland Press”" in item.why for item in asked] == [True]
    assert "republished_from: old-bridge-is-shut" in (asked[0].after or "")
