"""Every internal link and fragment resolves, or is named."""

from pressmark.links import broken_links
from pressmark.tree import File


def site(**pages: str) -> tuple[File, ...]:
    return tuple(sorted(File(path.replace("__", "/") + ".html", html.encode()) for path, html in pages.items()))


def messages(outputs):
    return [(p.path, p.message) for p in broken_links(outputs)]


def test_links_that_resolve_are_silent():
    outputs = site(
        index='<a href="people/ana.html#quotes">Ana</a> <a href="https://a.example">out</a> <a href="#t" id="t">up</a>',
        people__ana='<h2 id="quotes">Quotations</h2><a href="../index.html?q=a%20b">home</a>',
    )
    assert messages(outputs) == []


def test_a_link_to_no_page_is_named():
    assert messages(site(people__ana='<a href="../topics/none.html">x</a>')) == [
        ("site/people/ana.html", 'the link "../topics/none.html" leads to no page')
    ]


def test_a_fragment_that_its_page_lacks_is_named():
    outputs = site(index='<a href="about.html#method">x</a>', about="<p>x</p>")
    assert messages(outputs) == [("site/index.html", '"about.html#method": the page has no such place')]


def test_scripts_and_styles_count_as_links():
    assert messages(site(index='<link rel="stylesheet" href="assets/css/none.css">')) == [
        ("site/index.html", 'the link "assets/css/none.css" leads to no page')
    ]


def test_text_that_looks_like_a_link_is_not_one():
    assert messages(site(index='<p>write href=&quot;x.html&quot; there: href="x.html"</p>')) == []


def test_a_place_in_the_text_is_no_place():
    outputs = site(index='<a href="#x">x</a> <p>write id="x" or <b>name="x"</b>, data-id="x"</p> <b data-id="x">y</b>')
    assert messages(outputs) == [("site/index.html", '"#x": the page has no such place')]


def test_an_anchor_that_bears_a_name_is_a_place():
    assert messages(site(index='<a href="#x">x</a> <a class="y"\n name="x">y</a>')) == []
    assert len(messages(site(index='<a href="#x">x</a> <meta name="x">'))) == 1
