"""A new capture may be another of an article that is held, a copy of it, or neither; what people wrote stays."""

from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressmark.annotators.capture_order import Taken, earlier
from pressmark.annotators.capture_order import in_order as in_capture_order
from pressmark.cli import main
from pressmark.dates import UNKNOWN_DATE, parse_date
from pressmark.ingest import ingest
from pressmark.pipeline import built, load
from pressmark.problems import shown
from pressmark.proposal.further import with_version
from pressmark.proposal.likeness import url_key
from pressmark.text import squeezed

REPORT = """Council votes to mend the old pier

By Ana Ruiz

March 4, 2031

NORTHFIELD — The Northfield Council voted on Tuesday to mend the old pier before the winter storms return, ending two
years of argument over who should pay for it and for how long.

“We will open it again within a single year, and we will do it with our own money,” Mayor Ana Sol said after the vote.

Ruben Hale, the harbor master, told the Harbor Ledger that the piles under the pier had lost a third of their strength
since the survey of the year before last, and that nobody should stand on it in a gale.
"""
OUTLETS = {
    "harbor-ledger": "---\nname: Harbor Ledger\naliases: [the Ledger]\n---\n",
    "seaboard-wire": "---\nname: Seaboard Wire\n---\n",
    "county-post": "---\nname: County Post\n---\n",
}
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">
<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="{date}">
<link rel="canonical" href="{url}"></head><body><article><h1>{title}</h1><p class="byline">{byline}</p>{text}</article>
</body></html>"""
PARAGRAPHS = REPORT.split("\n\n")[3:]


def page(title: str, outlet: str, url: str, date: str = "", byline: str = "By Tom Vey", first: str = "") -> str:
    text = "".join(f"<p>{p}</p>" for p in [first + PARAGRAPHS[0], *PARAGRAPHS[1:]])
    return PAGE.format(title=title, outlet=outlet, url=url, date=date, byline=byline, text=text)


def archive(root: Path, **captures: str) -> Path:
    for id_, text in OUTLETS.items():
        path = root / "content/outlets" / f"{id_}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    add(root, **captures)
    return root


def add(root: Path, **captures: str) -> None:
    for name, text in captures.items():
        path = root / "content/sources" / (name.replace("_", "-") + (".html" if "<html" in text else ".txt"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def files(root: Path, folder: str) -> dict[str, str]:
    return {p.name: p.read_bytes().decode() for p in sorted((root / "content" / folder).glob("*.md"))}


def said(root: Path, code: str) -> list[str]:
    return [shown(p) for p in ingest(root)[1] if p.code == code]


def test_the_same_headline_over_mostly_the_same_words_is_another_capture(tmp_path):
    root = archive(tmp_path, pier_vote_one=REPORT)
    ingest(root)
    before = files(root, "articles")["pier-vote-one.md"]
    add(root, pier_vote_two=REPORT.replace("a third", "half"))
    verdicts, problems = ingest(root)
    assert verdicts[0].article == "pier-vote-one"
    assert verdicts[0].line.endswith("another capture of pier-vote-one")
    assert [shown(p) for p in problems] == [
        "content/sources/pier-vote-two.txt: note: another capture of content/articles/pier-vote-one.md: the same "
        "headline, and 95% of its words in the order of pier-vote-one [another-version]\n"
        "    hint: its words are compared on the article's page of versions; the article stays as it is"
    ]
    wanted = before.replace("versions: []", "versions: [sources/pier-vote-two.txt]")
    assert files(root, "articles") == {"pier-vote-one.md": wanted}
    assert sorted(files(root, "proposals")) == ["pier-vote-one--2.md", "pier-vote-one.md"]
    assert "lost half of their strength" in files(root, "proposals")["pier-vote-one--2.md"]


def test_further_captures_are_read_once_and_again_when_asked(tmp_path):
    root = archive(tmp_path, pier_vote_one=REPORT, pier_vote_two=REPORT.replace("a third", "half"))
    ingest(root)
    add(root, pier_vote_zwei=REPORT.replace("a third", "most"))
    ingest(root)
    held = files(root, "articles"), files(root, "proposals")
    assert "versions: [sources/pier-vote-two.txt, sources/pier-vote-zwei.txt]" in held[0]["pier-vote-one.md"]
    assert ingest(root) == ((), ())
    ingest(root, again=True)
    assert (files(root, "articles"), files(root, "proposals")) == held


def test_the_same_address_is_the_same_article_whatever_it_says_now(tmp_path):
    url = "https://www.countypost.example/news/pier?utm_source=letter#top"
    root = archive(tmp_path, pier_page_one=page("Pier to be mended", "County Post", url))
    ingest(root)
    add(root, pier_page_two=page("Pier mended at last", "County Post", "http://countypost.example/news/pier/"))
    assert "the same address" in said(root, "another-version")[0]
    assert list(files(root, "articles")) == ["pier-page-one.md"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.paper.example/a/b?utm_source=x&id=3#top", "http://paper.example/a/b/?id=3"),
        ("https://m.paper.example/a/b?fbclid=9", "https://paper.example/a/b/index.html"),
        ("https://paper.example/a/b/amp/", "https://amp.paper.example/a/b"),
    ],
)
def test_addresses_of_one_page_have_one_key(one, other):
    assert url_key(one) == url_key(other) != ""


@pytest.mark.parametrize(
    "url", ["https://paper.example/", "https://paper.example", "mailto:a@b.example", "x", "http://["]
)
def test_what_is_no_page_of_its_own_has_no_key(url):
    assert url_key(url) == ""


def test_pages_that_differ_in_what_counts_have_different_keys():
    assert url_key("https://paper.example/a?id=3") != url_key("https://paper.example/a?id=4")


def test_a_credit_tells_which_of_two_outlets_came_first(tmp_path):
    wire = page("Pier to be mended", "Seaboard Wire", "https://wire.example/1", byline="By Leah Strand")
    copy = page("Old pier saved", "County Post", "https://post.example/9", byline="By Seaboard Wire")
    root = archive(tmp_path, wire_pier_report=wire)
    ingest(root)
    add(root, post_pier_report=copy)
    verdicts, problems = ingest(root)
    assert verdicts[0].line.endswith("copy of wire-pier-report")
    assert "republished_from: wire-pier-report" in files(root, "articles")["post-pier-report.md"]
    proposal = files(root, "proposals")["post-pier-report.md"]
    assert "republished_from:" in proposal and "it says “By Seaboard Wire”" in proposal
    assert problems == ()


def test_two_dates_tell_which_came_first(tmp_path):
    one = page("Pier to be mended", "Seaboard Wire", "https://wire.example/1", "2031-03-04T08:00:00Z")
    two = page("Old pier saved", "County Post", "https://post.example/9", "2031-03-06T08:00:00Z")
    root = archive(tmp_path, wire_pier_report=one)
    ingest(root)
    add(root, post_pier_report=two)
    ingest(root)
    assert "republished_from: wire-pier-report" in files(root, "articles")["post-pier-report.md"]


def test_an_earlier_article_is_never_called_a_copy(tmp_path):
    one = page("Pier to be mended", "Seaboard Wire", "https://wire.example/1", "2031-03-06T08:00:00Z")
    two = page("Old pier saved", "County Post", "https://post.example/9", "2031-03-04T08:00:00Z")
    root = archive(tmp_path, wire_pier_report=one)
    ingest(root)
    held = files(root, "articles")["wire-pier-report.md"]
    add(root, post_pier_report=two)
    told = said(root, "looks-like-copy")
    assert told[0].startswith(
        "content/articles/wire-pier-report.md: note: looks as if it was taken from "
        "content/articles/post-pier-report.md: 100% of its words"
    )
    assert told[0].endswith("hint: if it was, write there: republished_from: post-pier-report")
    assert "republished_from: unknown" in files(root, "articles")["post-pier-report.md"]
    assert files(root, "articles")["wire-pier-report.md"] == held


def test_nothing_that_tells_the_direction_is_a_question_and_never_a_guess(tmp_path):
    one = page("Pier to be mended", "Seaboard Wire", "https://wire.example/1")
    two = page("Old pier saved", "County Post", "https://post.example/9")
    root = archive(tmp_path, wire_pier_report=one)
    ingest(root)
    add(root, post_pier_report=two)
    assert said(root, "looks-like-copy") == [
        "content/articles/post-pier-report.md: note: looks like a copy of content/articles/wire-pier-report.md: 100% "
        "of its words in the order of wire-pier-report [looks-like-copy]\n"
        "    hint: say which came first: write republished_from in the later one; or do nothing"
    ]
    assert all("republished_from: unknown" in text for text in files(root, "articles").values())


def test_other_articles_of_one_outlet_stay_apart(tmp_path):
    other = REPORT.replace("mend the old pier", "sell the fish quay").split("“")[0] + "Nobody spoke against it at all."
    root = archive(tmp_path, pier_vote_one=REPORT, quay_sale_vote=other)
    assert [p.code for p in ingest(root)[1]] == []
    assert len(files(root, "articles")) == 2


VERSION_WAITS = (
    'content/articles/pier-vote-one.md: warning: "content/sources/pier-vote-two.txt" is another capture of this '
    "article, and waits to be listed in it [version-waits]\n"
    "    hint: build.py review shows it: accept it, or refuse it if it is an article of its own"
)


def test_a_head_that_cannot_be_changed_safely_is_left_and_said(tmp_path):
    root = archive(tmp_path, pier_vote_one=REPORT)
    ingest(root)
    path = root / "content/articles/pier-vote-one.md"
    text = path.read_text("utf-8").replace("versions: []", "versions: [\n  ]  # none yet")
    path.write_text(text, "utf-8")
    add(root, pier_vote_two=REPORT.replace("a third", "half"))
    assert said(root, "version-waits") == [VERSION_WAITS]
    assert path.read_text("utf-8") == text
    assert list(files(root, "proposals")) == ["pier-vote-one--2.md", "pier-vote-one.md"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: unreviewed", "status: reviewed"),
        ("versions: []", "versions: [sources/mine.txt]"),
        ("versions: []", "versions: []\nconfirmed: {versions: m-ito}"),
    ],
)
def test_a_further_capture_of_what_somebody_decided_waits(tmp_path, before, after):
    root = archive(tmp_path, pier_vote_one=REPORT)
    ingest(root)
    path = root / "content/articles/pier-vote-one.md"
    text = path.read_text("utf-8").replace(before, after)
    path.write_text(text, "utf-8")
    add(root, pier_vote_two=REPORT.replace("a third", "half"))
    assert said(root, "version-waits") == [VERSION_WAITS]
    noted = VERSION_WAITS.replace("warning", "note")
    assert [shown(p) for p in built(load(root)).problems if p.code == "version-waits"] == [noted]
    assert path.read_text("utf-8") == text
    before = files(root, "proposals")
    assert list(before) == ["pier-vote-one--2.md", "pier-vote-one.md"]
    for again in (False, True):
        ingest(root, again=again)
        assert files(root, "proposals") == before and list(files(root, "articles")) == ["pier-vote-one.md"]


EDITS = st.lists(
    st.sampled_from(
        [
            ("By Ana Ruiz", "By Ana Ruiz"),
            ("status: unreviewed", "status: reviewed  # by m-ito"),
            ("title: Council", "title: My council"),
            ("versions: []", "versions: []  # none so far"),
            ("versions: []", "versions:\n  - sources/old.txt  # the first"),
            ("versions: []\n", ""),
            ("topics: []", "topics:\n- pier\n# mine"),
            ("in a gale", "in a gale, ever"),
            ("ending two", "ending three"),
            ("\n---\n\n", "\nconfirmed: {title: m-ito}\n---\n\n"),
        ]
    ),
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, ends=st.sampled_from(["\n", "\r\n"]), mark=st.sampled_from(["", "\ufeff"]))
def test_hand_edits_survive_a_later_capture(tmp_path_factory, edits, ends, mark):
    root = archive(tmp_path_factory.mktemp("a"), pier_vote_one=REPORT)
    ingest(root)
    path = root / "content/articles/pier-vote-one.md"
    text = path.read_text("utf-8")
    for old, new in edits:
        text = text.replace(old, new, 1)
    before = (mark + text.replace("\n", ends)).encode()
    path.write_bytes(before)
    add(root, pier_vote_two=REPORT.replace("a third", "half"))
    ingest(root)
    after = path.read_bytes()
    if after == before:
        return
    lines = [line for line in before.decode().split(ends) if not line.startswith("versions:")]
    assert [line for line in after.decode().split(ends) if line in lines] == lines
    assert after.decode().count("sources/pier-vote-two.txt") == 1


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ("versions: []", "versions: [sources/b (2).txt]"),
        ("versions: unknown # no", "versions: [sources/b (2).txt] # no"),
        ("versions: [sources/a.txt]  # first", "versions: [sources/a.txt, sources/b (2).txt]  # first"),
        ("versions: sources/a.txt", "versions: [sources/a.txt, sources/b (2).txt]"),
        ("versions:\n  - sources/a.txt # first", "versions:\n  - sources/a.txt # first\n  - sources/b (2).txt"),
        ("versions:\n- sources/a.txt", "versions:\n- sources/a.txt\n- sources/b (2).txt"),
        ("topics: []", "topics: []\nversions: [sources/b (2).txt]"),
        ("versions: [sources/b (2).txt]", "versions: [sources/b (2).txt]"),
    ],
)
def test_a_path_joins_the_versions_in_the_way_they_are_written(held, wanted):
    text = "---\ntitle: The pier  # so\n{}\n---\n\nversions: []\n"
    assert with_version(text.format(held), "sources/b (2).txt") == text.format(wanted)


def test_the_page_of_versions_stands_in_the_site(tmp_path, capsys):
    root = archive(tmp_path, pier_vote_one=REPORT, pier_vote_two=REPORT.replace("a third", "half"))
    assert main(["--archive", str(root)]) == 0
    page_ = (root / "site/versions/pier-vote-one.html").read_text("utf-8")
    assert "<del>a third</del><ins>half</ins>" in page_
    assert "No correction is printed that says so." in page_
    assert "../versions/pier-vote-one.html" in (root / "site/articles/pier-vote-one.html").read_text("utf-8")
    assert "../versions/pier-vote-one.html" in (root / "site/captures/pier-vote-one.html").read_text("utf-8")


def compared(tmp_path, one: str, two: str) -> str:
    root = archive(tmp_path, pier_vote_one=one, pier_vote_two=two)
    assert main(["--archive", str(root)]) == 0
    return squeezed(unescape((root / "site/versions/pier-vote-one.html").read_text("utf-8")))


def test_where_nothing_tells_which_capture_is_the_first_the_page_says_so(tmp_path):
    page_ = compared(tmp_path, REPORT, REPORT.replace("a third", "half"))
    assert "Between 1 and 2: 2 words only in 1, 1 word only in 2" in page_
    assert "Nothing tells which of the two was captured first." in page_
    assert "From 1 to 2" not in page_
    assert " came" not in page_


def test_a_correction_that_one_capture_lacks_makes_it_the_later_one(tmp_path):
    told = REPORT + "\n\nCorrection: The piles lost a third of their strength, not half, as we first wrote.\n"
    page_ = compared(tmp_path, told, REPORT.replace("a third", "half"))
    assert page_.index("sources/pier-vote-two.txt") < page_.index("sources/pier-vote-one.txt")
    assert "<del>half</del><ins>a third</ins>" in page_
    assert "2 was captured later: it prints a correction that 1 lacks." in page_


def held(captured: str = "unknown", updated: str = "unknown", *corrections: str) -> Taken:
    days = [parse_date(text) or UNKNOWN_DATE for text in (captured, updated)]
    return Taken(days[0], days[1], frozenset(corrections))


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (held("2031-03-04"), held("2031-03-05"), "captured"),
        (held("2031-03-04T08:00Z"), held("2031-03-04T09:00Z"), "captured"),
        (held("2031-03-04"), held("2031-03-04T09:00Z"), ""),
        (held("unknown", "2031-03-04"), held("unknown", "2031-03-05"), "updated"),
        (held("2031-03-04"), held("unknown", "2031-03-05"), "updated"),
        (held(), held("unknown", "2031-03-05"), ""),
        (held("unknown", "unknown", "a"), held("unknown", "unknown", "a", "b"), "correction"),
        (held("unknown", "unknown", "a"), held("unknown", "unknown", "b"), ""),
        (held("unknown", "2031-03-06", "a"), held("unknown", "2031-03-05", "a", "b"), ""),
    ],
)
def test_what_tells_that_a_capture_is_the_earlier_one(one, other, how):
    assert earlier(one, other) == how
    assert not earlier(other, one) or how == "" == earlier(one, other)
    assert in_capture_order((other, one)) == ((1, 0) if how else in_capture_order((other, one)))


def test_a_day_that_a_correction_gives_for_its_change_is_a_day_of_update(tmp_path):
    pages = [
        REPORT + f"\n\nCorrection: This report was amended on {day} March 2031. The piles are of oak, not of elm.\n"
        for day in (20, 9)
    ]
    page_ = compared(tmp_path, *pages)
    assert page_.index("sources/pier-vote-two.txt") < page_.index("sources/pier-vote-one.txt")
    assert "2 was captured later: it knows of a later change." in page_
