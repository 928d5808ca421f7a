"""docs/captures.md names every key that may stand beside a capture, and every limit as it is."""

from pathlib import Path

from pressmark import captures, copies
from pressmark.captures import encoding, part, pdf
from pressmark.disk import FILE_LIMIT
from pressmark.draft import FIELDS

PAPER = (Path(__file__).parent.parent / "docs" / "captures.md").read_text("utf-8")


def test_every_key_beside_a_capture_is_named():
    listed = PAPER[PAPER.index("Its keys are") : PAPER.index("`x.warc#3.yml`")]
    assert [key for key in FIELDS if f"`{key}`" not in listed] == []


def test_the_limits_are_those_of_the_code():
    for limit in (
        f"{encoding.LARGEST // 10**6} MB of text",
        f"{captures.MOST_LINES:,} lines",
        f"{captures.MOST_TAGS:,} tags",
        f"{captures.MOST_BLOCKS:,} blocks",
        f"{FILE_LIMIT // 2**20} MB a file",
        f"{part.MOST_TEXT // 10**6} MB unpacked",
        f"{pdf.MOST_PAGES} pages",
        f"{copies.MOST_MEMBERS:,} members",
    ):
        assert limit in PAPER
