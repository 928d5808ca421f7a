"""Text, marks and inks to HTML."""

import html
import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.markup import Mark
from pressmark.text import fit
from pressmark.weave import Ink, woven

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'ab "), max_size=25).map(
    lambda t: fit(re.sub(r"\s", " ", t))
)
ends = st.integers(-2, 27)
marks = st.lists(
    st.builds(
        Mark,
        ends,
        ends,
        st.sampled_from(["strong", "emphasis", "code", "link"]),
        st.sampled_from(["https://a.example/?a=1&b=\"'<>", "javascript:alert(1)", "mailto:a@b.example"]),
    ),
    max_size=4,
).map(tuple)
inks = st.lists(
    st.builds(
        lambda start, end, tag, n: Ink(
            start, end, tag, (("class", tag), *((("href", "../x.html"),) if tag == "a" else ())), (("id", f"i{n}"),)
        ),
        ends,
        ends,
        st.sampled_from(["a", "span", "mark"]),
        st.integers(0, 10**6),
    ),
    max_size=5,
    unique_by=lambda ink: ink.once,
).map(tuple)


@settings(deadline=None)
@given(texts, marks, inks)
def test_taking_the_tags_away_gives_the_text_back(text: str, marked: tuple[Mark, ...], inked: tuple[Ink, ...]) -> None:
    out = str(woven(text, marked, inked))
    assert html.unescape(re.sub(r"<[^>]*>", "", out)) == text


@settings(deadline=None)
@given(texts, marks, inks)
def test_what_is_woven_is_valid_and_no_link_stands_in_a_link(
    text: str, marked: tuple[Mark, ...], inked: tuple[Ink, ...]
) -> None:
    out = str(woven(text, marked, inked))
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(f"<!DOCTYPE html><title>t</title><p>{out}</p>")
    paragraph = tree.find("body/p")
    assert "".join(paragraph.itertext()) == text
    for link in paragraph.iter("a"):
        assert [inner for inner in link.iter("a") if inner is not link] == []
        assert link.get("href")
    ids = [element.get("id") for element in paragraph.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    shown = {ink.once[0][1] for ink in inked if max(ink.start, 0) < min(ink.end, len(text))}
    assert set(ids) == shown
    assert "javascript" not in "".join(link.get("href") for link in paragraph.iter("a"))


@settings(deadline=None)
@given(texts, marks, inks)
def test_each_ink_covers_its_words(text: str, marked: tuple[Mark, ...], inked: tuple[Ink, ...]) -> None:
    for ink in inked:
        named = Ink(ink.start, ink.end, ink.tag, (*ink.attributes, ("data-own", "yes")))
        tree = html5lib.parseFragment(str(woven(text, marked, (*inked, named))), namespaceHTMLElements=False)
        held = "".join("".join(e.itertext()) for e in tree.iter() if e.get("data-own") == "yes")
        assert held == text[max(ink.start, 0) : max(ink.end, 0)]


TEXT = "Ana Sol voted"
URL = "https://a.example/?a=1&b=2"


@pytest.mark.parametrize(
    ("marked", "inked", "expected"),
    [
        ((), (), "Ana Sol voted"),
        ((), (Ink(3, 3, "a"),), "Ana Sol voted"),
        ((), (Ink(0, 7, "a", (("href", 'x"y'),)),), '<a href="x&#34;y">Ana Sol</a> voted'),
        (
            (),
            (Ink(0, 7, "mark", (("class", "m"),), (("id", "i"),)),
             Ink(4, 13, "span", (("class", "s"),), (("id", "j"),))),
            '<mark class="m" id="i">Ana <span class="s" id="j">Sol</span></mark><span class="s"> voted</span>',
        ),
        ((), (Ink(0, 3, "b"), Ink(0, 3, "i")), "<b><i>Ana</i></b> Sol voted"),
        ((), (Ink(4, 7, "i"), Ink(0, 7, "b")), "<b>Ana <i>Sol</i></b> voted"),
        (
            (Mark(0, 13, "link", URL),),
            (Ink(0, 7, "a", (("class", "mention"), ("href", "x.html"))),),
            '<a href="https://a.example/?a=1&amp;b=2" rel="external noreferrer">'
            '<span class="mention">Ana Sol</span> voted</a>',
        ),
        (
            (Mark(4, 7, "link", URL),),
            (Ink(0, 13, "a", (("href", "x.html"),), (("id", "i"),)),),
            '<a href="x.html" id="i">Ana </a>'
            '<a href="https://a.example/?a=1&amp;b=2" rel="external noreferrer"><span>Sol</span></a>'
            '<a href="x.html"> voted</a>',
        ),
        ((Mark(0, 3, "link", "javascript:alert(1)"), Mark(4, 7, "strong")), (), "Ana <strong>Sol</strong> voted"),
        ((Mark(0, 7, "emphasis"),), (Ink(0, 7, "a", (("href", "x"),)),), '<a href="x"><em>Ana Sol</em></a> voted'),
    ],
)  # fmt: skip
def test_overlaps_are_split_and_links_never_nest(
    marked: tuple[Mark, ...], inked: tuple[Ink, ...], expected: str
) -> None:
    assert str(woven(TEXT, marked, inked)) == expected


def test_markup_in_words_is_escaped() -> None:
    assert str(woven('<b> & "x"', (), ())) == '&lt;b&gt; &amp; "x"'
