"""Captures packed in other formats: saved pages, web archives, e-mail, PDF; what their packing states of them."""

import builtins
import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pressmark.captures import capture_text, read_capture
from pressmark.captures.encoding import repaired
from pressmark.draft import drafted
from pressmark.problems import shown
from pressmark.segment import labelled, unaccounted

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Quay opens | Harbor Ledger</title></head>
<body><h1>{title}</h1><p class="byline">By Ana Ruiz</p>
<p>The town of Eastport opened its old quay again on Tuesday, two years after a barge had struck it in a storm.</p>
<p>“We are glad to have it back,” Mayor Ana Sol told some two hundred people who had come to see the first ferry.</p>
<p>The repair cost more than the council had planned, and the county will pay half of it over the next four years.</p>
<p>Fishermen will move their boats back in May, when the last of the pontoons has been towed to its new berth.</p>
<p>A smaller quay to the north, which took in the ferries in the meantime, will be kept for guests and for storms.</p>
</body></html>"""
URL = "https://ledger.example/local/quay"


def page(title="The old quay is open again"):
    return PAGE.format(title=title)


def facts(capture):
    return {fact.field: fact.value for fact in reversed(capture.facts)}


def only(data, name="a.bin"):
    captures, problems = read_capture(name, data)
    assert len(captures) == 1, [shown(p) for p in problems]
    assert unaccounted(captures[0], labelled(captures[0])) == 0
    return captures[0]


def refused(data):
    captures, problems = read_capture("sources/a.bin", data)
    assert captures == ()
    return shown(problems[-1]).splitlines()[0]


# --- saved pages ---


def mhtml(text, encoding="quoted-printable", charset="utf-8", extra="", location=URL):
    message = EmailMessage()
    message.set_content(text, subtype="html", cte=encoding, charset=charset)
    message["Content-Location"] = location
    part = message.as_bytes().decode("ascii", "surrogateescape")
    whole = (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {URL}\r\nSubject: Quay\r\nDate: Sun, 9 Mar 2031 10:15:00 -0000\r\n{extra}"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"; boundary="--b--1"\r\n\r\n\r\n'
        f"----b--1\r\n{part}\r\n----b--1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: https://ledger.example/a.png\r\n\r\niVBORw0KGgo=\r\n----b--1--\r\n"
    )
    return whole.encode("ascii", "surrogateescape")


@pytest.mark.parametrize(
    ("encoding", "charset"), [("quoted-printable", "utf-8"), ("base64", "utf-8"), ("8bit", "iso-8859-1")]
)
def test_a_page_saved_as_mhtml_reads_as_the_page(encoding, charset):
    text = page().replace("“", "«").replace("”", "»")
    plain, packed = only(text.encode()), only(mhtml(text, encoding, charset))
    assert packed.format == "HTML (MHTML)"
    assert [b.text for b in packed.blocks] == [b.text for b in plain.blocks]
    assert packed.words == plain.words


def test_mhtml_states_its_address_and_when_it_was_saved():
    capture = only(mhtml(page()))
    assert [(f.field, f.value, f.where) for f in capture.facts[:2]] == [
        ("url", URL, "Snapshot-Content-Location header, line 2"),
        ("captured", "2031-03-09T10:15Z", "Date header, line 4"),
    ]


def test_of_the_pages_in_mhtml_the_one_of_its_address_is_read():
    frame = mhtml("<html><p>A frame of an advertisement</p></html>", location="https://ads.example/frame")
    whole = mhtml(page())
    first = frame[frame.index(b"----b--1") : frame.index(b"----b--1\r\nContent-Type: image")]
    head, parting, rest = whole.partition(b"\r\n\r\n\r\n")
    assert "Eastport" in only(head + parting + first + rest).text


def test_mhtml_without_a_page_is_refused():
    data = mhtml("x").replace(b"text/html", b"image/gif")
    assert refused(data) == (
        "sources/a.bin: error: the capture is MHTML that cannot be read: there is no page in it [capture-broken]"
    )


def test_singlefile_says_where_and_when_it_saved_a_page():
    comment = (
        f"<!--\n Page saved with SingleFile \n url: {URL} \n"
        " saved date: Sun Mar 09 2031 10:15:00 GMT+0100 (Central European Standard Time)\n-->"
    )
    capture = only(page().replace("<head>", f"{comment}<head>").encode())
    assert [(f.field, f.value, f.where) for f in capture.facts[:2]] == [
        ("url", URL, "SingleFile comment, line 1"),
        ("captured", "2031-03-09T10:15+01:00", "SingleFile comment, line 1"),
    ]


def test_a_browser_says_from_where_it_saved_a_page():
    capture = only(page().replace("<html", f"\n<!-- saved from url=(0033){URL} -->\n<html").encode())
    assert (capture.facts[0].value, capture.facts[0].where) == (URL, "“saved from” comment, line 2")


def test_the_address_of_a_web_archive_gives_the_page_and_the_moment():
    kept = f"https://web.archive.org/web/20310309101500/{URL}"
    capture = only(page().replace("<html", f"<!-- saved from url=(0080){kept} --><html").encode())
    assert [(f.field, f.value) for f in capture.facts[:3]] == [
        ("url", URL),
        ("archived_url", kept),
        ("captured", "2031-03-09T10:15Z"),
    ]


# --- web archives ---

FRAME = "<html><body><p>Advertisement</p></body></html>"


def warc(*records, packed=True):
    """Records as (address, text, status, content type), and more headers."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "none"}))
    for number, (url, text, status, kind, *more) in enumerate(records):
        http = StatusAndHeaders(
            f"{status} Said", [("Content-Type", kind), *(more[0] if more else [])], protocol="HTTP/1.1"
        )
        when = {"WARC-Date": f"2031-03-09T10:1{number}:00Z"}
        body = io.BytesIO(text.encode())
        writer.write_record(writer.create_warc_record(url, "response", body, http_headers=http, warc_headers_dict=when))
    return out.getvalue()


HTML = "text/html; charset=utf-8"
TWO = (
    ("https://ledger.example/a", page("The old quay is open again"), 200, HTML),
    ("https://ledger.example/a.css", "p {}", 200, "text/css"),
    ("https://ledger.example/gone", page("Gone"), 404, HTML),
    ("https://ads.example/frame", FRAME, 200, HTML),
    ("https://ledger.example/b", page("Council counts the cost"), 200, HTML),
    ("https://ledger.example/a", page("The old quay is open again"), 200, HTML),
)


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_of_one_page_reads_as_the_page(packed):
    capture = only(warc(TWO[0], TWO[1], packed=packed), "sources/x.warc")
    plain = only(page().encode())
    assert (capture.format, capture.source) == ("HTML (WARC)", "sources/x.warc")
    assert [b.text for b in capture.blocks] == [b.text for b in plain.blocks]
    assert [(f.field, f.value, f.where) for f in capture.facts[:2]] == [
        ("url", "https://ledger.example/a", "WARC-Target-URI, record 2"),
        ("captured", "2031-03-09T10:10Z", "WARC-Date, record 2"),
    ]


def test_every_article_of_a_web_archive_is_a_capture_numbered_among_its_pages():
    data = warc(*TWO)
    captures, problems = read_capture("sources/x.warc.gz", data)
    assert [(c.source, facts(c)["url"]) for c in captures] == [
        ("sources/x.warc.gz#1", "https://ledger.example/a"),
        ("sources/x.warc.gz#3", "https://ledger.example/b"),
    ]
    assert [shown(p).splitlines()[0] for p in problems] == [
        "sources/x.warc.gz: note: 1 of the 3 pages in it is no article (too short, or lists of links) [pages-skipped]"
    ]
    assert read_capture("sources/x.warc.gz", data) == (captures, problems)
    assert "Council counts" in capture_text("sources/x.warc.gz#3", data)


def test_a_front_page_is_no_article():
    front = ("https://ledger.example/", page("Harbor Ledger"), 200, HTML)
    captures, _ = read_capture("x.warc", warc(front, TWO[0]))
    assert [c.source for c in captures] == ["x.warc#2"]


def test_of_pages_that_are_no_articles_the_longest_is_read():
    captures, _ = read_capture("x.warc", warc(TWO[3], ("https://l.example/", page(), 200, HTML)))
    assert [facts(c)["url"] for c in captures] == ["https://l.example/"]


def test_pages_with_something_to_read_that_make_no_article_are_named():
    short = "A ferry is no bus, and whoever waits for it with a full cart of fish knows why. Let it come on the hour."
    letter = f"<html><head><title>Letters</title></head><body><h1>A ferry is no bus</h1><p>{short}</p></body></html>"
    data = warc(TWO[0], TWO[3], ("https://ledger.example/letter", letter, 200, HTML))
    captures, problems = read_capture("sources/x.warc", data)
    assert [c.source for c in captures] == ["sources/x.warc#1"]
    assert [shown(p).splitlines()[0] for p in problems] == [
        "sources/x.warc: note: 2 of the 3 pages in it are no articles (too short, or lists of links): "
        "#3 “A ferry is no bus” (29 words) and others [pages-skipped]"
    ]


def test_messages_of_a_mailbox_without_text_are_counted():
    mute = newsletter(html=False).replace(b"text/plain", b"image/gif")
    captures, problems = read_capture("box.mbox", mailbox(newsletter(), mute))
    assert [c.source for c in captures] == ["box.mbox#1"]
    assert [shown(p).splitlines()[0] for p in problems] == [
        "box.mbox: note: 1 of the 2 messages in it holds no text [pages-skipped]"
    ]


def test_pages_without_words_are_said():
    blank = [(f"https://l.example/{n}", f"<html><script>{n}</script></html>", 200, HTML) for n in range(2)]
    assert refused(warc(*blank)) == "sources/a.bin: error: no words found in its 2 pages [capture-no-words]"


def test_a_web_archive_without_pages_is_refused():
    assert refused(warc(TWO[1])) == (
        "sources/a.bin: error: the capture is a web archive that cannot be read: there is no page in it "
        "[capture-broken]"
    )


def test_pages_that_cannot_be_unpacked_are_said():
    packed = (*TWO[4], [("Content-Encoding", "zz")])
    captures, problems = read_capture("x.warc", warc(TWO[0], packed))
    assert [c.source for c in captures] == ["x.warc"]
    assert [shown(p).splitlines()[0] for p in problems] == [
        "x.warc: error: 1 of its pages are packed as zz, which cannot be read here [capture-needs-extra]"
    ]


def test_a_record_that_is_broken_is_said_with_the_file():
    data = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nHTTP/"
    assert refused(data) == (
        "sources/a.bin: error: the capture is a web archive that cannot be read: it is damaged [capture-broken]"
    )


def test_a_cut_web_archive_gives_what_stands_before_the_cut():
    data = warc(TWO[0], TWO[4])
    captures, _ = read_capture("x.warc.gz", data[: len(data) - 200])
    assert facts(captures[0])["url"] == "https://ledger.example/a"


def wacz(*archives):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        for name, data in archives:
            packed.writestr(f"archive/{name}", data)
    return out.getvalue()


def test_wacz_holds_web_archives():
    data = wacz(("b.warc.gz", warc(TWO[4])), ("a.warc.gz", warc(TWO[0])))
    captures, _ = read_capture("x.wacz", data)
    assert [(c.source, facts(c)["url"]) for c in captures] == [
        ("x.wacz#1", "https://ledger.example/a"),
        ("x.wacz#2", "https://ledger.example/b"),
    ]
    assert captures[0].facts[0].where == "WARC-Target-URI, archive/a.warc.gz, record 2"


def test_a_zip_file_of_something_else_is_no_web_archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<a/>")
    assert refused(out.getvalue()).endswith("a zip archive or office document, not text [capture-not-text]")


# --- e-mail ---


def newsletter(html=True):
    message = EmailMessage()
    message["From"] = '"Harbor Ledger" <news@ledger.example>'
    message["To"] = "reader@post.example"
    message["Subject"] = "The old quay – open again"
    message["Date"] = "Tue, 04 Mar 2031 18:20:00 +0100"
    message["Message-ID"] = "<1@ledger.example>"
    message.set_content("The town of Eastport opened its old quay again on Tuesday.\n\nMayor Ana Sol was glad.\n")
    if html:
        rows = "".join(f"<tr><td>{line}</td></tr>" for line in page().splitlines()[2:-1])
        message.add_alternative(f"<html><body><table>{rows}</table></body></html>", subtype="html")
    message.add_attachment("Not read", filename="a.txt")
    return message.as_bytes()


def test_a_message_states_title_outlet_and_date():
    capture = only(newsletter())
    assert capture.format == "HTML (e-mail)"
    assert [(f.field, f.value, f.where) for f in capture.facts[:3]] == [
        ("title", "The old quay – open again", "Subject header, line 3"),
        ("outlet", "Harbor Ledger", "From header, line 1"),
        ("date", "2031-03-04T18:20+01:00", "Date header, line 4"),
    ]
    assert {b.shape for b in capture.blocks} == {"paragraph"}
    assert drafted(capture, labelled(capture)).value("date").value == "2031-03-04"


def test_a_message_without_html_is_read_as_text():
    capture = only(newsletter(html=False))
    assert (capture.format, len(capture.blocks)) == ("plain text (e-mail)", 2)


def test_a_copied_message_is_text():
    copied = "From: Ana Ruiz\nTo: Ida Quill\nSubject: Quay\nDate: 4 March\n\nThe quay is open.\n"
    assert only(copied.encode()).format == "plain text"


def test_a_message_without_text_is_refused():
    data = newsletter(html=False).replace(b"text/plain", b"image/gif")
    assert refused(data) == (
        "sources/a.bin: error: the capture is e-mail that cannot be read: there is no text in it [capture-broken]"
    )


def mailbox(*messages, envelope=b"From news@ledger.example Tue Mar  4 08:00:00 2031\n"):
    return b"".join(
        envelope + message.replace(b"\r\n", b"\n").replace(b"\nFrom the", b"\n>From the") + b"\n"
        for message in messages
    )


def test_every_message_of_a_mailbox_is_a_capture():
    second = newsletter().replace(b"Message-ID: <1@", b"X-Mailer: q\nMessage-ID: <2@").replace(b"04 Mar", b"05 Mar")
    captures, problems = read_capture("box.mbox", mailbox(newsletter(), newsletter(html=False), second))
    assert [c.source for c in captures] == ["box.mbox#1", "box.mbox#3"]
    assert [p.code for p in problems] == ["pages-skipped"]  # the one in the middle is too short
    assert captures[0].blocks == only(newsletter()).blocks and captures[1].facts == only(second).facts


def test_a_mailbox_with_one_message_is_one_capture_and_marked_lines_are_as_they_were_written():
    body = newsletter(html=False).replace(b"The town of", b"From the town of")
    capture = only(mailbox(body), "box.mbox")
    assert capture.source == "box.mbox" and capture.text.startswith("From the town of")


def test_a_mailbox_without_text_is_refused():
    data = mailbox(newsletter(html=False).replace(b"text/plain", b"image/gif"))
    assert refused(data) == (
        "sources/a.bin: error: the capture is a mailbox that cannot be read: there is no text in its messages "
        "[capture-broken]"
    )


def test_a_text_that_begins_with_from_is_no_mailbox():
    assert (
        only(b"From Eastport at 10:15 in 2031\n\nThe quay is open again, and all of the town came to see it.\n").format
        == "plain text"
    )


# --- PDF ---


def pdf(*pages, title=""):
    """A PDF whose pages are lists of lines."""
    streams = [
        b"BT /F1 12 Tf 14 TL 40 760 Td "
        + b" ".join(
            b"(" + line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*" for line in page
        )
        + b" ET"
        for page in pages
    ]
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (5 + count + n) for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (" + title.encode() + b") /CreationDate (D:20310309101500Z) >>",
        *(b"<< /Length %d >>\nstream\n" % len(s) + s + b"\nendstream" for s in streams),
        *(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R " % (5 + n)
            + b"/Resources << /Font << /F1 3 0 R >> >> >>"
            for n in range(count)
        ),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + held + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % p for p in places
    )
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + table + trailer


PRINTED = pdf(
    [
        "Harbor Ledger - 9 March 2031",
        "The old quay is open again",
        "The town of Eastport opened its old quay again on Tuesday, two years after a barge had struck it. The repre-",
        "sentatives of the well-known fishing families, who had asked for a new quay for ten years, stood in the row,",
        "and cheered.",
        "The repair cost more than the council had planned, and the county will pay half of it over four years, as the",
        "https://ledger.example/local/quay 1/2",
    ],
    [
        "Harbor Ledger - 9 March 2031",
        "mayor said. A well-known singer came too.",
        "Fishermen will move their boats back in May, when the last of the pontoons has been towed to its new berth.",
        "https://ledger.example/local/quay 2/2",
    ],
    title="The old quay is open again",
)


def test_the_pages_of_a_pdf_read_as_one_text():
    capture = only(PRINTED)
    assert capture.format == "plain text (PDF)"
    texts = [b.text for b in capture.blocks if "footer" not in b.traits]
    assert texts[0] == "The old quay is open again"
    assert texts[1].startswith("The town") and "The representatives of the well-known fishing" in texts[1]
    assert texts[1].endswith("cheered.")
    assert texts[2].endswith("as the mayor said. A well-known singer came too.")
    assert len(texts) == 4


def test_heads_and_feet_that_pages_repeat_are_no_text():
    edges = [b.text for b in only(PRINTED).blocks if "footer" in b.traits]
    assert edges == [
        "Harbor Ledger - 9 March 2031", "https://ledger.example/local/quay 1/2",
        "Harbor Ledger - 9 March 2031", "https://ledger.example/local/quay 2/2",
    ]  # fmt: skip


def test_a_pdf_states_its_title_and_when_it_was_made():
    capture = only(PRINTED)
    assert [(f.field, f.value, f.where) for f in capture.facts] == [
        ("title", "The old quay is open again", "PDF title"),
        ("captured", "2031-03-09T10:15", "PDF creation date"),
        ("url", "https://ledger.example/local/quay", "foot of the pages"),
    ]


def test_a_pdf_of_pictures_is_refused():
    assert refused(pdf([])) == "sources/a.bin: error: no words found; read as PDF [capture-no-words]"


def test_a_pdf_of_many_pages_is_refused():
    assert refused(pdf(*[["x"]] * 201)).endswith("the capture has 201 pages; 200 is the limit [capture-too-large]")


def test_without_pypdf_a_pdf_says_how_to_read_it(monkeypatch):
    whole = builtins.__import__

    def without(name, *rest):
        if name == "pypdf":
            raise ImportError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    captures, problems = read_capture("sources/a.pdf", PRINTED + b"\n")
    assert captures == ()
    assert [shown(p) for p in problems] == [
        "sources/a.pdf: error: the capture is a PDF, and pypdf is not installed [capture-needs-extra]\n"
        "    hint: pip install pypdf, then run ingest again"
    ]


# --- characters that some program has spoiled ---


def test_utf_8_that_was_read_as_windows_1252_is_repaired_and_named():
    spoiled = "“Café au lait”, said Ana Ruiz – twice.".encode().decode("cp1252", "replace")
    spoiled = "“Café” – naïve".encode().decode("latin-1").translate({0x80: "€", 0x93: "“", 0x9C: "œ"})
    captures, problems = read_capture("sources/a.txt", spoiled.encode())
    assert (captures[0].text, captures[0].encoding) == ("“Café” – naïve", "utf-8, repaired from cp1252")
    assert [shown(p) for p in problems] == [
        "sources/a.txt: note: the capture was read as Windows-1252 and saved again by some program; its characters "
        "were repaired [capture-repaired]\n    hint: look at its accents and quotation marks"
    ]


@pytest.mark.parametrize("text", ["“Ã©” is how é looks: Ã©", "CafÃ©", "Ã© and Ж: Ã©", "Das Ã¶ und das ü, Ã¤"])
def test_what_may_be_meant_is_not_repaired(text):
    assert only(text.encode()).text == text


@given(st.text())
def test_a_text_that_was_spoiled_is_repaired_or_left(text):
    spoiled = text.encode("utf-8", "ignore").decode("latin-1")
    assert repaired(spoiled, "utf-8")[0] in (spoiled, text.encode("utf-8", "ignore").decode())
