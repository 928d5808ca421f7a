"""Bytes to captures: formats told by content, encodings, conservation of words, and hostile input."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.capture import Capture
from pressmark.captures import read_capture
from pressmark.captures.encoding import LARGEST
from pressmark.draft import drafted
from pressmark.problems import shown
from pressmark.segment import labelled, unaccounted

WORDS = st.lists(
    st.sampled_from("the Old Quay of Eastport will open in June “again” 2% it's U.S. — (soon) a/b".split()),
    min_size=1,
    max_size=30,
)
SENTENCES = WORDS.map(" ".join)
KINDS = ("p", "h2", "li", "blockquote", "img", "div", "bare", "span")
PARAGRAPHS = st.lists(st.tuples(st.sampled_from(KINDS), SENTENCES), min_size=1, max_size=25)


def only(data: bytes | str) -> Capture:
    captures, problems = read_capture("sources/a.txt", data.encode() if isinstance(data, str) else data)
    assert len(captures) == 1, problems
    return captures[0]


def refused(data: bytes) -> str:
    captures, problems = read_capture("sources/a.txt", data)
    assert captures == ()
    return shown(problems[-1]).splitlines()[0]


# --- which format ---


def test_the_name_of_a_file_does_not_tell_its_format():
    page = "<!DOCTYPE html><html><body><p>Words.</p></body></html>"
    assert read_capture("a.txt", page.encode())[0][0].format == "HTML"
    assert read_capture("a.html", b"Just words.\n")[0][0].format == "plain text"


def test_a_part_of_a_page_is_html():
    assert only("<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>").format == "HTML"


def test_text_with_a_tag_and_a_bracket_is_plain_text():
    assert only("A council [sic] wrote <b>no</b> to it.\n\n- one\n- two\n# three").format == "plain text"


def test_lines_after_a_list_are_not_part_of_its_last_item():
    blocks = only("- First point.\n- Second point.\nA paragraph goes on.\nAnd another.").blocks
    assert [(block.shape, block.first_line) for block in blocks] == [
        ("item", 1),
        ("item", 2),
        ("paragraph", 3),
        ("paragraph", 4),
    ]


def test_lines_of_markdown_and_html_count_as_in_the_file():
    md = "<div>\n\n# Title\n\nA paragraph\nof two lines\n\n</div>\n\n[a](/b) [c](/d) [e](/f)\n"
    assert [(b.text, b.first_line, b.last_line) for b in only(md).blocks][:2] == [
        ("Title", 3, 3),
        ("A paragraph of two lines", 5, 6),
    ]
    page = "<html><body>\n<p>One\n<b>two</b>\nthree</p>\n<p>Four</p></body></html>"
    assert [(b.text, b.first_line, b.last_line) for b in only(page).blocks] == [("One two three", 2, 4), ("Four", 5, 5)]


def test_links_keep_their_words_and_targets():
    (block,) = only('<html><body><p>See the <a href="/x">old  quay</a> now.</p></body></html>').blocks
    (link,) = block.links
    assert (block.text[link.start : link.end], link.target) == ("old quay", "/x")


def test_a_caption_inside_an_image_is_parted_from_its_credit():
    md = (
        '![<span class="caption">The quay.</span><span class="credit">Credit...Ida</span>](http://x.example/a.jpg)\n'
        + "[a](/b)\n" * 3
    )
    assert [b.text for b in only(md).blocks][:2] == ["The quay.", "Credit...Ida"]


# --- encodings ---


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("\ufeffWörter".encode(), "utf-8-sig"),
        ("Wörter".encode(), "utf-8"),
        ("Wörter".encode("utf-16"), "utf-16"),
        ("Wörter".encode("cp1252"), "cp1252"),
        ('<html><meta charset="windows-1251"><p>Слова'.encode("cp1251"), "cp1251"),
    ],
)
def test_the_encoding_is_told_and_named(data, encoding):
    capture = only(data)
    assert capture.encoding == encoding
    assert any(word in capture.text for word in ("Wörter", "Слова"))


def test_windows_1252_is_said():
    _, problems = read_capture("sources/a.txt", "One\nWörter".encode("cp1252"))
    assert [shown(problem).splitlines()[0] for problem in problems] == [
        "sources/a.txt:2: warning: the capture is not UTF-8 (byte 0xf6); it was read as Windows-1252 [capture-encoding]"
    ]


def test_carriage_returns_end_lines():
    assert [b.first_line for b in only("One.\r\nTwo.\rThree.").blocks] == [1, 2, 3]


# --- what is refused ---


EMPTY = "sources/a.txt: warning: the capture is empty; it is not read [capture-empty]"


def test_an_empty_capture_is_refused():
    assert refused(b"") == refused(b" \n") == EMPTY


def test_a_capture_without_words_is_refused():
    assert refused(b"<html><script>x</script></html>") == (
        "sources/a.txt: error: no words found; read as HTML [capture-no-words]"
    )


@pytest.mark.parametrize(
    ("data", "kind"), [(b"\x89PNG", "a PNG image"), (b"PK\x03\x04..", "a zip archive or office document")]
)
def test_other_files_are_named(data, kind):
    assert refused(data) == f"sources/a.txt: error: the capture is {kind}, not text [capture-not-text]"


def test_junk_is_refused():
    assert "the capture is not text [capture-not-text]" in refused(bytes(range(256)) * 20)


def test_a_huge_capture_is_refused():
    assert refused(b"x" * (LARGEST + 1)) == (
        "sources/a.txt: error: the capture has 20,000,001 bytes; 20,000,000 is the limit [capture-too-large]"
    )
    assert "[capture-too-large]" in refused(b"<b>" * 200_000)


# --- no word is lost ---


def _accounted(capture: Capture) -> bool:
    return unaccounted(capture, labelled(capture)) == 0


@given(PARAGRAPHS)
def test_words_of_plain_text_are_all_accounted_for(paragraphs):
    text = "\n".join(("- " if kind == "li" else "\n" if kind == "p" else "") + words for kind, words in paragraphs)
    capture = only(text)
    assert _accounted(capture)
    assert capture.words == sum(len(words.split()) for _, words in paragraphs)


def _element(kind: str, words: str) -> str:
    if kind == "img":
        return f'<img src="a.jpg" alt="{words}">'
    if kind == "bare":
        return f"\n{words}\n<br>"
    if kind == "span":
        return f'<div><span class="a">{words}</span><span class="b">end</span></div>'
    return f"<{kind}>{words}</{kind}>"


@given(PARAGRAPHS, st.booleans())
def test_words_of_pages_are_all_accounted_for(paragraphs, closed):
    page = "<html><head><title>No word</title></head><body>" + "".join(_element(*pair) for pair in paragraphs)
    capture = only(page + ("</body></html>" if closed else ""))
    assert _accounted(capture)
    assert capture.words == sum(len(words.split()) + (kind == "span") for kind, words in paragraphs)


MARKDOWN = {
    "p": "{}", "h2": "## {}", "li": "-   {}", "blockquote": "> {}", "img": "![{}](http://x.example/a.jpg)",
    "div": '<div class="x">\n\n{}\n\n</div>', "bare": "[{}](http://x.example/b)", "span": "<span>{}</span>",
}  # fmt: skip


@given(PARAGRAPHS)
def test_words_of_markdown_are_all_accounted_for(paragraphs):
    text = "\n\n".join(MARKDOWN[kind].format(words) for kind, words in paragraphs)
    capture = only(text + "\n\n[one](/1) [two](/2) [three](/3)\n")
    assert capture.format == "Markdown of HTML"
    assert _accounted(capture)
    assert capture.words == sum(len(words.split()) for _, words in paragraphs) + 3


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_loss(text):
    captures, _ = read_capture("a.txt", text.encode("utf-8", "replace"))
    assert all(_accounted(capture) for capture in captures)


@given(
    st.text(alphabet="<>/\"'=!-[](){}#:*_`\\ \nabp", max_size=200),
    st.sampled_from(("<html><p>", "[a](/b)[c](/d)[e](/f) ", "")),
)
def test_broken_markup_is_read_without_a_loss(text, opening):
    captures, _ = read_capture("a.txt", (opening + text).encode())
    for capture in captures:
        assert _accounted(capture)
        assert drafted(capture, labelled(capture)).sha256 == capture.sha256


# --- hostile input ---

HOSTILE = {
    "nested elements": b"<html>" + b"<div>" * 140_000 + b"text",
    "cells without tables": b"<html>" + b"<div>" * 500 + b"<td>x" * 40_000,
    "unended scripts": b"<html>" + b'<script type="application/ld+json">' * 100_000,
    "nested JSON": b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>hi",
    "unended comments": b"<html><p>x" + b"<!" * 100_000,
    "brackets": b"[a](http://x) " * 3 + b"[" * 300_000,
    "ends of links": b"[a](http://x) " * 3 + b"](a" * 100_000,
    "a long heading": b"# a\n# b\n# c\n# " + b" " * 500_000 + b"x" + b" #" * 1000,
    "one word": b"x" * 3_000_000,
    "the same line": b"The same words stand here again and again.\n" * 5_000,
    "parentheses": ("(" * 3000 + "Photo " * 100 + "\n").encode() * 20,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_captures_are_read_in_time(name):
    began = time.process_time()
    captures, _ = read_capture("a.txt", HOSTILE[name])
    for capture in captures:
        drafted(capture, labelled(capture))
    assert time.process_time() - began < 5


def test_markdown_written_by_hand_is_told_by_its_marks():
    by_hand = "# Sell the bandstand\n\n*Hilda Quarmby*\n\nI voted to keep it.\n"
    assert only(by_hand).format == "Markdown of HTML"
    assert [block.text for block in only(by_hand).blocks][:2] == ["Sell the bandstand", "Hilda Quarmby"]
    assert only("*Hilda Quarmby* and *Ana Sol* and **others** voted.\n\n- one\n- two\n").format == "plain text"
    assert only("# 4 of 5 things\nA table of 3 * 4 * 5 pieces.\n").format == "plain text"
