"""Bodies of HTML pages: rows of tables, text that is hidden or cut short, and the same page in four wrappings."""

import io
import json
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pressmark.captures import read_capture
from pressmark.labels import RUNNING
from pressmark.problems import shown
from pressmark.reading import known_from, read
from pressmark.segment import labelled, unaccounted
from pressmark.vocabulary import Vocabulary

URL = "https://ledger.example/sea/whale"
PARAGRAPHS = (
    "A humpback whale has been swimming in the bay of Eastport since Sunday, the first that anyone can remember.",
    "Boats must stay three hundred yards away, the coast guard said, after a dozen had gathered around it on Monday.",
    "“It sings at night,” said Ida Quill, who keeps the lighthouse and has moved her bed to the gallery to hear it.",
)
PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
    "<title>Whale seen off Eastport | Harbor Ledger</title>{head}</head>\n"
    "<body><nav><a href='/'>Home</a><a href='/sea'>Sea</a></nav>\n<article><h1>Whale seen off Eastport"
    '</h1>\n<p class="byline">By Tor Brandt</p><time datetime="2031-04-02">April 2, 2031</time>\n{body}</article>\n'
    "<footer><p>© 2031 Harbor Ledger</p></footer></body></html>"
)


def page(body="", head=""):
    return PAGE.format(head=head, body=body or "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS))


def running(text):
    (capture,), _ = read_capture("a.html", text.encode())
    labels = labelled(capture)
    assert unaccounted(capture, labels) == 0
    return [(found.label, found.block.text) for found in labels if found.label in RUNNING]


# --- one page, four wrappings ---


def as_html(text):
    return text.encode()


def as_singlefile(text):
    saved = "Sun Mar 09 2031 10:15:00 GMT+0000 (Coordinated Universal Time)"
    comment = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: {saved}\n-->"
    return text.replace("<head>", f"{comment}<head>").encode()


def as_mhtml(text):
    part = EmailMessage()
    part.set_content(text, subtype="html", cte="quoted-printable", charset="utf-8")
    part["Content-Location"] = URL
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: Whale\r\n"
        "Date: Sun, 9 Mar 2031 10:15:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n----b\r\n'
    )
    return head.encode() + part.as_bytes() + b"\r\n----b--\r\n"


def as_warc(text):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    when = {"WARC-Date": "2031-03-09T10:15:00Z"}
    body = io.BytesIO(text.encode())
    writer.write_record(writer.create_warc_record(URL, "response", body, http_headers=http, warc_headers_dict=when))
    return out.getvalue()


FIELDS = ("title", "authors", "date", "outlet", "language")


@pytest.mark.parametrize("wrapped", [as_singlefile, as_mhtml, as_warc])
def test_a_page_in_a_wrapping_reads_as_the_page_and_has_its_address_and_moment(wrapped):
    text = page()
    (bare,), _ = read("a", as_html(text), known_from(Vocabulary()))
    (saved,), problems = read("a", wrapped(text), known_from(Vocabulary()))
    assert problems == ()
    assert saved.draft.body == bare.draft.body == "\n\n".join(PARAGRAPHS)
    for field in FIELDS:
        assert saved.draft.value(field).value == bare.draft.value(field).value
    assert [f.label for f in saved.draft.blocks] == [f.label for f in bare.draft.blocks]
    assert saved.draft.value("url").value == URL
    assert str(saved.draft.value("captured").value).startswith("2031-03-09T10:15")
    assert bare.draft.value("captured").value is None


# --- text that a page does not show ---


def stated(words):
    ld = {"@type": "NewsArticle", "headline": "Whale seen off Eastport", "articleBody": " ".join(["word"] * words)}
    return f'<script type="application/ld+json">{json.dumps(ld)}</script>'


def test_a_page_that_states_far_more_words_than_it_shows_is_said_to_be_cut_short():
    (reading,), problems = read("sources/a.html", page(head=stated(640)).encode(), known_from(Vocabulary()))
    shown_words = len(reading.draft.body.split())
    assert [shown(problem) for problem in problems] == [
        f"sources/a.html: warning: the page shows {shown_words} words of an article that has 640 by its own JSON-LD "
        "[text-cut-short]\n    hint: the others stand in no paragraph; save the page when it shows all of its text"
    ]
    assert reading.draft.body == "\n\n".join(PARAGRAPHS)  # nothing is filled in


def test_a_page_that_states_about_the_words_that_it_shows_is_whole():
    _, problems = read("a.html", page(head=stated(75)).encode(), known_from(Vocabulary()))
    assert problems == ()


def test_text_that_most_of_a_page_is_hidden_with_is_the_text():
    body = f"<p>{PARAGRAPHS[0]}</p><div hidden>" + "".join(f"<p>{text} Again.</p>" for text in PARAGRAPHS) + "</div>"
    assert [text for _, text in running(page(body))] == [PARAGRAPHS[0], *(f"{text} Again." for text in PARAGRAPHS)]


def test_a_hidden_notice_is_no_text_however_long():
    notice = "<p>We and our partners use cookies to show you what you may like, and you can refuse them.</p>" * 9
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + f'<div class="cookie-layer" hidden>{notice}</div>'
    assert [text for _, text in running(page(body))] == list(PARAGRAPHS)


# --- tables ---


def blocks(body):
    (capture,), _ = read_capture("a.html", page(body).encode())
    assert unaccounted(capture, labelled(capture)) == 0
    return [block.text for block in capture.blocks]


def test_a_row_of_a_table_is_one_block_with_its_links():
    table = "<table><tr><th>Village<th>People<tr><td>Sund<td><a href='/n'>1,377</a><tr><td><p>Osk</p><td>340</table>"
    (capture,), _ = read_capture("a.html", page(f"<p>{PARAGRAPHS[0]}</p>{table}").encode())
    (row,) = [block for block in capture.blocks if block.text == "Sund 1,377"]
    assert [(row.text[link.start : link.end], link.target) for link in row.links] == [("1,377", "/n")]
    assert row.shape == "table"
    assert {"Village People", "Osk 340"} <= {block.text for block in capture.blocks}


def test_a_table_that_lays_out_a_page_is_no_table_of_rows():
    layout = (
        "<table><tr><td>News<td><p>One paragraph.</p><p>Another one.</p><tr><td>Sport<td>Old<br><br>pages</table>"
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table><table><tr><td>Left<td>Right</table>"
    )
    found = blocks(f"<p>{PARAGRAPHS[0]}</p>{layout}")
    assert {"News", "One paragraph.", "Another one.", "Sport", "Old", "pages"} <= set(found)
    assert {"a", "b", "c", "d", "Left", "Right"} <= set(found)


CELLS = st.recursive(
    st.sampled_from(["", "31", "Osk", "<p>two words</p>", "<img alt='flag' src=x>", "<br><br>", "<ul><li>x</ul>"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda cells: f"<table><tr><td>{'<td>'.join(cells)}</table>"),
    max_leaves=4,
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5)


@given(TABLES)
def test_no_word_is_lost_in_any_table(rows):
    table = "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) for row in rows) + "</table>"
    blocks(f"<p>{PARAGRAPHS[0]}</p>{table}<p>{PARAGRAPHS[1]}</p>")
