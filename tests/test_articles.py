"""Article files: what every key becomes, what unknown means, and what a wrong value does."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.article import SCHEMA, Article, Rights, parse_article
from pressmark.dates import UNKNOWN_DATE, parse_date
from pressmark.frontmatter import dump_headed

PATH = "content/articles/bridge-vote.md"
WHOLE = """---
title: "Council votes to rebuild the bridge"
subtitle: Work could start next spring
outlet: harbor-ledger
authors: [Ana Ruiz, Bo Reyes]
contributors: []
date: 2031-03-04
updated: 2031-03-05
captured: 2031-03-09T10:15Z
dateline: Northfield
section: NO
language: en
url: https://ledger.example/vote
archived_url: https://archive.example/2031/https://ledger.example/vote
republished_from: county-wire
source: "sources/we #3/0001.txt"
source_sha256: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
versions: ["sources/x.warc#3"]
acquired_from: 1984
status: reviewed
reason: none
people: [Ana Sol, Ana Sol]
organizations: [Northfield Council]
places: [Northfield]
events: [vote]
works: [The Report]
topics: [public-works]
stories: [northfield-bridge]
rights: {statement: "Kept for study", show: excerpt}
confirmed: {title: m-ito, date: p-vance}
formerly: [old-vote]
refused: [w-0a1b2c3]
---

First words.

::: caption {credit="A. Photographer"}
The bridge.
:::

Last words.
"""


def test_every_key_becomes_a_value():
    article, problems = parse_article(PATH, WHOLE)
    assert problems == ()
    assert article is not None
    assert {key for key in SCHEMA.by_key if getattr(article, key) == getattr(Article("x", "y"), key)} == set()
    assert article.id == "bridge-vote"
    assert article.authors == ("Ana Ruiz", "Bo Reyes")
    assert article.contributors == ()
    assert article.date == parse_date("2031-03-04")
    assert article.section == "NO"
    assert article.acquired_from == "1984"
    assert article.source_sha256 == "a" * 64
    assert article.people == ("Ana Sol",)
    assert article.rights == Rights("Kept for study", "excerpt")
    assert article.confirmed == (("title", "m-ito"), ("date", "p-vance"))
    assert article.text == "First words.\n\nLast words."
    assert [(b.role, b.line) for b in article.blocks] == [("body", 35), ("caption", 38), ("body", 41)]


def test_unknown_is_legal_for_every_key():
    head = "".join(f"{key}: unknown\n" for key in SCHEMA.by_key)
    article, problems = parse_article(PATH, f"---\n{head}---\n")
    assert article == Article("bridge-vote", PATH)
    assert problems == ()


def test_unknown_authors_are_not_the_same_as_none():
    assert parse_article(PATH, "---\nauthors: unknown\n---\n")[0] == parse_article(PATH, "---\n---\n")[0]
    none, _ = parse_article(PATH, "---\nauthors: []\n---\n")
    some, _ = parse_article(PATH, "---\nauthors: [unknown, Ana Ruiz]\n---\n")
    nobody, _ = parse_article(PATH, "---\nauthors: [unknown]\n---\n")
    assert none and some and nobody
    assert (none.authors, some.authors, nobody.authors) == ((), ("Ana Ruiz",), None)


def test_a_wrong_value_counts_as_unknown_or_as_the_strictest_and_the_rest_is_read():
    head = "title: [a]\nauthors: Ana\ndate: soon\nstatus: done\nurl: ftp://x.example\nrights: full\nsection: Local\n"
    article, problems = parse_article(PATH, f"---\n{head}---\n\nWords.\n")
    assert article is not None
    strictest = Article("bridge-vote", PATH, section="Local", status="draft", rights=Rights(show="metadata"))
    assert article == replace(strictest, blocks=article.blocks, text="Words.")
    assert [(p.line, p.code) for p in problems] == [
        (2, "wrong-type"), (3, "wrong-type"), (4, "bad-date"), (5, "bad-choice"), (6, "unsafe-url"), (7, "wrong-type"),
    ]  # fmt: skip


def test_of_a_withdrawn_article_only_the_head_is_read():
    article, _ = parse_article(PATH, "---\nstatus: withdrawn\nreason: at the outlet's request\n---\n\nSecret.\n")
    assert article is not None
    assert (article.text, article.blocks, article.reason) == ("", (), "at the outlet's request")


@pytest.mark.parametrize(
    ("text", "code"),
    [("Words.", "no-head"), ("---\ntitle: a: b\n---\n", "bad-yaml"), ("---\n[a]\n---\n", "no-keys")],
)
def test_only_an_unreadable_head_withholds_the_file(text: str, code: str):
    article, problems = parse_article(PATH, text)
    assert article is None
    assert [p.code for p in problems] == [code]


@pytest.mark.parametrize("name", ["Vote", "a_b", "con", "-a", "a" * 61, "é", ""])
def test_a_name_that_is_no_id_withholds_the_file(name: str):
    article, problems = parse_article(f"content/articles/{name}.md", WHOLE)
    assert article is None
    assert [p.code for p in problems] == ["bad-file-name"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "JAVASCRIPT:x", "mailto:a@b.c"]
)
def test_only_web_addresses_are_taken(url: str):
    article, problems = parse_article(PATH, f'---\nurl: "{url}"\n---\n')
    assert article is not None and article.url is None
    assert [p.code for p in problems] == ["unsafe-url"]


@pytest.mark.parametrize(
    "path", ["../a.txt", "/etc/a", "sources/../../a", "C:/a", "sources\\..\\a", "\\\\host\\a", "..#1"]
)
def test_a_source_stays_inside_content(path: str):
    article, problems = parse_article(PATH, f"---\nsource: '{path}'\nversions: ['{path}']\n---\n")
    assert article is not None and article.source is None and article.versions == ()
    assert [p.code for p in problems] == ["outside-path", "outside-path"]


@pytest.mark.parametrize(("date", "wrong"), [("2031-03-09", 0), ("2031-03", 0), ("2031-03-10", 1), ("2032", 1)])
def test_a_date_after_the_capture_is_an_error_and_stays(date: str, wrong: int):
    article, problems = parse_article(PATH, f"---\ndate: {date}\ncaptured: 2031-03-09T10:15Z\n---\n")
    assert article is not None and article.date == parse_date(date)
    assert [p.code for p in problems] == ["date-after-capture"] * wrong


@pytest.mark.parametrize(
    ("key", "meant"), [("headline", "title"), ("byline", "authors"), ("Tags", "topics"), ("autors", "authors")]
)
def test_a_hint_names_the_key_that_was_meant(key: str, meant: str):
    _, (problem,) = parse_article(PATH, f"---\n{key}: x\n---\n")
    assert problem.hint.startswith(f'did you mean "{meant}"?')


LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda text: text == " ".join(text.split()) and text != "unknown" and not set(text) & {"\ufffe", "\uffff"}
)


@settings(deadline=None)
@given(title=LINES, people=st.lists(LINES, max_size=4, unique=True))
def test_what_ingest_writes_is_read_back(title: str, people: list[str]):
    article, problems = parse_article(PATH, dump_headed({"title": title, "people": people, "date": None}, "Words."))
    assert article is not None and problems == ()
    assert (article.title, article.people, article.date) == (title, tuple(people), UNKNOWN_DATE)
