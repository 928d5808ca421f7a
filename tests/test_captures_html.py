"""Titles, writers and days of HTML pages: what is printed, what the markup states, and which of them counts."""

import time

import pytest

from pressmark.captures import read_capture
from pressmark.draft import Draft, Value, drafted
from pressmark.segment import labelled

TEXT = (
    "<p>The council of Northfield voted on Monday to rebuild the old bridge over the river.</p>\n"
    "<p>“We will open it in two years,” the mayor said in the town hall after the vote.</p>\n"
    "<p>The work is to cost four million and begins in spring, when the river is low.</p>\n"
)


def draft(head: str, body: str) -> Draft:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    captures, problems = read_capture("sources/a.html", page.encode())
    assert len(captures) == 1, problems
    return drafted(captures[0], labelled(captures[0]))


def value(field: str, head: str, body: str) -> Value:
    return draft(head, body).value(field)


def title(head: str, body: str) -> tuple[str | tuple[str, ...] | None, str]:
    found = value("title", head, body)
    return found.value, found.how


# --- titles ---


def test_a_headline_of_one_word_is_taken_before_the_browser_title():
    head = "<title>Undertow | Eastport Tales</title>"
    assert title(head, f"<article><h1>Undertow</h1>{TEXT}</article>") == ("Undertow", "printed")


def test_the_sites_own_heading_is_not_the_headline():
    head = "<title>Eastport Tales » A bridge too old</title>"
    body = f'<header><h1>Eastport Tales</h1></header><h2 class="entry-title">A bridge too old</h2>{TEXT}'
    assert title(head, body) == ("A bridge too old", "printed")


def test_a_kicker_inside_the_heading_is_a_block_of_its_own():
    heading = '<h1><span class="overline">Vote in Northfield</span> Council rebuilds the old bridge</h1>'
    found = draft("<title>Council rebuilds the old bridge</title>", f"<article>{heading}{TEXT}</article>")
    assert found.value("title").value == "Council rebuilds the old bridge"
    assert [b.block.text for b in found.blocks][:2] == ["Vote in Northfield", "Council rebuilds the old bridge"]


def test_words_before_a_headline_go_where_the_page_states_it_without_them():
    head = '<meta property="og:title" content="Council rebuilds the old bridge">'
    body = f"<article><h1>Vote in Northfield: Council rebuilds the old bridge</h1>{TEXT}</article>"
    found = value("title", head, body)
    assert (found.value, found.how) == ("Council rebuilds the old bridge", "printed")
    assert "Vote in Northfield: Council" in found.evidence


def test_a_colon_in_a_headline_is_no_kicker():
    head = '<meta property="og:title" content="Bridges: why the old ones fall">'
    body = f"<article><h1>Bridges: why the old ones fall</h1>{TEXT}</article>"
    assert title(head, body)[0] == "Bridges: why the old ones fall"


def test_a_stated_title_is_freed_of_the_sites_name():
    site = '<meta property="og:site_name" content="Harbor Ledger">'
    assert title(f"{site}<title>The old bridge falls - Harbor Ledger</title>", TEXT) == (
        "The old bridge falls",
        "stated",
    )
    both = '<title>Tides - a long story | Ledger</title><meta property="og:title" content="Tides - a long story">'
    assert title(both, TEXT) == ("Tides - a long story", "stated")


HEAD = "Council rebuilds the old bridge over the river after a vote"
SHORT = "Council rebuilds the old bridge"
OTHER = "Mayor wins vote on rebuilding the old bridge"
LIVE = "Northfield votes on its bridge - live"


def stating(kind: str = "NewsArticle", browser: str = "", **names: str) -> str:
    """A page's head: its JSON-LD of a kind with a headline, and meta tags og and twitter."""
    headline = f',"headline":"{names["ld"]}"' if "ld" in names else ""
    metas = "".join(
        f'<meta property="{name}:title" content="{names[name]}">' for name in ("og", "twitter") if name in names
    )
    script = f'<script type="application/ld+json">{{"@type":"{kind}"{headline}}}</script>'
    return f"<title>{browser}</title>{metas}{script}"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        # A headline of the article's own in JSON-LD, beside the same one printed and shared.
        (stating(ld=OTHER, og=HEAD), OTHER),
        # JSON-LD and the title for sharing have the kicker, which the page prints apart.
        (stating(ld=f"Vote in Northfield: {HEAD}", og=f"Vote in Northfield: {HEAD}"), f"Vote in Northfield: {HEAD}"),
        # A live page prints what is newest.
        (stating("LiveBlogPosting", ld=HEAD, og=LIVE), LIVE),
        # Two shared titles end where the one printed for search engines goes on.
        (stating(ld=HEAD, browser=HEAD, og=SHORT, twitter=SHORT), SHORT),
    ],
)
def test_a_title_that_the_markup_states_for_a_reason_is_taken_before_the_printed_headline(head, expected):
    found = value("title", head, f"<article><h1>{HEAD}</h1>{TEXT}</article>")
    assert (found.value, found.how) == (expected, "stated")
    assert "; printed in line 1: “Council rebuilds" in found.evidence  # the other headline stays to be seen


@pytest.mark.parametrize(
    "head",
    [
        stating(ld=HEAD, og="What the vote on the bridge means for you"),  # a title for sharing alone
        stating(ld="Harbor Ledger: news of the whole coast", og=HEAD),  # a slogan
        stating(ld=f"Northfield: {HEAD}", og=HEAD),  # a kicker that the shared title is without
        stating(ld=HEAD, og=f"{HEAD} - Harbor"),  # a name after the title
        stating(ld=HEAD, og=SHORT, browser=HEAD),  # one shared title that ends earlier
        stating(og=OTHER),  # no JSON-LD headline
    ],
)
def test_the_printed_headline_stays_where_the_markup_says_otherwise_without_such_a_reason(head):
    assert title(head, f"<article><h1>{HEAD}</h1>{TEXT}</article>") == (HEAD, "printed")


def test_a_headline_printed_in_two_headings_is_the_one_that_the_page_states():
    head = stating(og="The old bridge falls: What the council knew")
    for first, second in (
        ("The old bridge falls", ": What the council knew"),
        ("The old bridge falls:", "How it came to be"),
    ):
        found = value("title", head, f"<article><h1>{first}</h1><h1>{second}</h1>{TEXT}</article>")
        assert (found.value, found.how) == ("The old bridge falls: What the council knew", "stated")


@pytest.mark.parametrize(
    "cells",
    [
        "<tr><td><font size=5><b>Council rebuilds the old bridge</b></font></td></tr><tr><td>By Ana Ruiz</td></tr>",
        "<tr><td class=headline>Council rebuilds the old bridge</td></tr><tr><td>ANA RUIZ, Ledger staff</td></tr>",
        "<tr><th align=left>Council rebuilds the old bridge</th></tr><tr><td>9 March 2001</td></tr>",
    ],
)
def test_a_cell_above_the_text_is_the_headline_of_a_page_laid_out_by_tables(cells):
    menu = "<table><tr><td><a href=/>Home</a></td><td><a href=/local>Local</a></td></tr></table>"
    page = f"{menu}<table>{cells}<tr><td>{TEXT}</td></tr></table>"
    assert title("<title>Archive - item 3382</title>", page) == ("Council rebuilds the old bridge", "printed")


def test_marks_that_are_not_seen_are_no_part_of_the_words():
    found = draft(
        "<title>x</title>", f"<h1>Mes&shy;sen\u00adger services</h1>{TEXT}<p>A rail\u200bway bridge stays.</p>"
    )
    assert found.blocks[0].block.text == "Messenger services"
    assert "A railway bridge stays." in found.body


# --- writers ---


def json_ld(*names: str) -> str:
    listed = ", ".join(f'{{"@type": "Person", "name": "{name}"}}' for name in names)
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Council rebuilds the old bridge",'
        f' "author": [{listed}]}}</script>'
    )


def test_a_printed_byline_counts_more_than_another_name_in_the_markup():
    body = f"<h1>Council rebuilds the old bridge</h1><p>By Ana Ruiz and Tom Berg</p>{TEXT}"
    assert value("authors", json_ld("Web Master"), body).value == ("Ana Ruiz", "Tom Berg")
    assert value("authors", json_ld("Ana Ruiz"), body).value == ("Ana Ruiz", "Tom Berg")


def test_a_statement_that_names_all_writers_counts_more_than_one_that_names_the_first():
    head = json_ld("Ana Ruiz") + '<meta name="author" content="Ana Ruiz, Tom Berg">'
    assert value("authors", head, f"<h1>Council rebuilds the old bridge</h1>{TEXT}").value == ("Ana Ruiz", "Tom Berg")


@pytest.mark.parametrize(
    "marked",
    [
        '<a rel="author" href="/by/quill">Quill</a>',
        '<span itemprop="author">Quill</span>',
        '<span class="post-author">Posted by <span>Quill</span></span>',
    ],
)
def test_a_pen_name_in_an_element_marked_as_the_author_is_the_writer(marked):
    found = value("authors", "", f"<h1>Council rebuilds the old bridge</h1>{TEXT}<div>{marked}</div>")
    assert found.value == ("Quill",)
    assert found.how == "stated"
    assert found.evidence.startswith("element marked author, line ")


def test_a_page_that_names_many_authors_is_a_list_and_names_none():
    many = "".join(f'<p><a rel="author">Writer Nr{n}</a></p>' for n in "ABCDEF")
    assert value("authors", "", f"<h1>Council rebuilds the old bridge</h1>{TEXT}{many}").value is None


# --- days ---


def day(head: str, body: str) -> tuple[str | tuple[str, ...] | None, str]:
    found = value("date", head, f"<h1>Council rebuilds the old bridge</h1>{body}{TEXT}")
    return found.value, found.how


def test_the_day_is_the_one_that_the_page_prints_where_the_markup_counts_in_greenwich():
    head = '<meta property="article:published_time" content="2031-03-05T02:25:54Z">'
    assert day(head, "<p>March 4, 2031 9:25 pm</p>") == ("2031-03-04", "printed")
    assert day(head, "<p>March 9, 2031</p>") == ("2031-03-05", "stated")
    zone = '<meta property="article:published_time" content="2031-03-05T02:25:54-05:00">'
    assert day(zone, "<p>March 4, 2031</p>") == ("2031-03-05", "stated")


def test_an_element_marked_as_published_tells_the_day():
    published = '<time itemprop="datePublished" datetime="2031-03-04T10:00">this week</time>'
    other = '<aside><time datetime="2030-01-01">before</time></aside>'
    assert day("", published + other) == ("2031-03-04", "stated")


def test_time_elements_of_several_days_tell_none():
    assert day("", '<time datetime="2031-03-04">a</time> <time datetime="2031-02-01">b</time>') == (None, "unknown")


def test_a_time_element_that_nothing_explains_counts_less_than_a_printed_day():
    body = '<p>March 4, 2031</p><aside><time datetime="2029-01-01">an old story</time></aside>'
    assert day("", body) == ("2031-03-04", "printed")


def test_an_address_with_a_day_tells_it_where_the_page_tells_none():
    link = '<link rel="canonical" href="https://ledger.example/2031/03/04/bridge.html">'
    assert day(link, "") == ("2031-03-04", "worked out")
    number = '<link rel="canonical" href="https://ledger.example/story/20311304">'
    assert day(number, "") == (None, "unknown")


# --- hostile pages ---

HOSTILE = {
    "elements inside elements": "<b><i>" * 50_000,
    "lists inside lists": "<ul><li>" * 50_000,
    "attributes": "<div " + "".join(f'a{n}="x" ' for n in range(200_000)) + ">",
    "spaces after a name that is looked for": ("<a author" + " " * 590) * 5000,
    "spaces after a date that is looked for": ("<time datetime" + " " * 590) * 5000,
    "entities": "&amp;&lt;&#x41;" * 300_000,
    "headings": "<h1><span class=kicker>a</span>" * 10_000,
    "open comments": "<!--" * 100_000,
    "deep JSON-LD": "<script type='application/ld+json'>" + '{"a":' * 300_000 + "</script>",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_page_costs_no_more_than_seconds_of_work_and_keeps_its_text(name):
    page = f"<!DOCTYPE html><html><body>{TEXT}{HOSTILE[name]}".encode()
    start = time.process_time()
    captures, _ = read_capture("sources/a.html", page)
    found = drafted(captures[0], labelled(captures[0]))
    assert time.process_time() - start < 5
    assert "The council of Northfield voted" in " ".join(b.block.text for b in found.blocks)
