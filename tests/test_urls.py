"""Links between pages, relative and explicit."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.urls import relative, safe_url

SEGMENT = st.text("abc-1", min_size=1, max_size=4)
PATH = st.lists(SEGMENT, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".html")


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("index.html", "people/ana-sol.html", "people/ana-sol.html"),
        ("people/ana-sol.html", "index.html", "../index.html"),
        ("people/ana-sol.html", "people/index.html", "index.html"),
        ("people/ana-sol.html", "articles/x.html#p-1a2b3c", "../articles/x.html#p-1a2b3c"),
        ("articles/x.html", "articles/x.html#notes", "#notes"),
        ("articles/x.html", "articles/x.html", "x.html"),
    ],
)
def test_a_link_goes_from_page_to_page(source, target, wanted):
    assert relative(source, target) == wanted


@given(PATH, PATH)
def test_a_link_leads_where_it_should(source, target):
    assert posixpath.normpath(posixpath.join(posixpath.dirname(source), relative(source, target))) == target


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x", True),
        ("mailto:a@b.example", True),
        ("JavaScript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("https://a.example/\x00", False),
    ],
)
def test_only_some_schemes_are_safe(url, safe):
    assert safe_url(url) == (url if safe else "")
