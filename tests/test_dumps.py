"""Text dumps of pages: lines joined where they were wrapped, sentences where they were cut, marks that are no words."""

from hypothesis import given
from hypothesis import strategies as st
from test_formats import only

from pressmark.captures import read_capture

LYNX = """   #[1]alternate

   [2]Harbor Ledger
     * [3]Home
     * [4]Local news of the whole county of Northfield and of its two hundred
       small islands

   ____________________ Search
   [logo.png]

The old quay is open again

   By [5]Ana Ruiz
   The town of Eastport opened its old quay again on Tuesday, two years after
   a [6]barge had struck it in a storm.
   “We are glad to have it back,” Mayor Ana Sol told some two hundred people
   who had come to see the first ferry.

   The repair cost more than the council had planned, and the county will pay
   half of it over the next four years. [sic]
   Fishermen will move their boats back in May, when the last of the pontoons
   has been towed to its new berth.

            IFRAME: [7]https://ads.example/frame

References

   1. https://ledger.example/feed
   2. https://ledger.example/
   3. https://ledger.example/home
   4. https://ledger.example/local
   5. https://ledger.example/ana
   6. https://ledger.example/barge
   7. https://ads.example/frame
"""


def test_a_page_dumped_by_lynx_is_read_without_numbers_and_references():
    capture = only(LYNX.encode())
    assert capture.format == "text dump"
    assert [(b.text, b.first_line, b.last_line) for b in capture.blocks if "#" not in b.text] == [
        ("Harbor Ledger", 3, 3),
        ("Home", 4, 4),
        ("Local news of the whole county of Northfield and of its two hundred small islands", 5, 6),
        ("Search", 8, 8),
        ("The old quay is open again", 11, 11),
        ("By Ana Ruiz", 13, 13),
        (
            "The town of Eastport opened its old quay again on Tuesday, two years after a barge had struck it in a "
            "storm.",
            14,
            15,
        ),
        (
            "“We are glad to have it back,” Mayor Ana Sol told some two hundred people who had come to see the first "
            "ferry.",
            16,
            17,
        ),
        (
            "The repair cost more than the council had planned, and the county will pay half of it over the next four "
            "years. [sic]",
            19,
            20,
        ),
        (
            "Fishermen will move their boats back in May, when the last of the pontoons has been towed to its new "
            "berth.",
            21,
            22,
        ),
    ]
    home, opening = capture.blocks[2], capture.blocks[7]
    assert [(home.text[x.start : x.end], x.target) for x in home.links] == [("Home", "https://ledger.example/home")]
    assert [(opening.text[x.start : x.end], x.target) for x in opening.links] == [
        ("barge", "https://ledger.example/barge")
    ]


def test_sentences_that_were_cut_at_links_are_whole_again():
    pieces = (
        "The town of \nEastport\n opened its quay.\nBy \nAna Ruiz\n, Editor\n\n\nMayor \nAna Sol\n said that "
        "it will stay.\nA new paragraph begins \nhere\n.\nAnd one more.\n"
    )
    capture = only(pieces.encode())
    assert capture.format == "text of a page"
    assert [(b.text, b.first_line, b.last_line) for b in capture.blocks] == [
        ("The town of Eastport opened its quay.", 1, 3),
        ("By Ana Ruiz, Editor", 4, 6),
        ("Mayor Ana Sol said that it will stay.", 9, 11),
        ("A new paragraph begins here.", 12, 14),
        ("And one more.", 15, 15),
    ]


HTML2TEXT = """  * [Home](https://ledger.example/)
  * [Local](https://ledger.example/local-
news/today)
  * [Sport](https://ledger.example/sport)

# The old quay is open again, two years after a barge had struck it, and the
first ferry came

The town of [Eastport](https://ledger.example/towns/eastport-on-
sea), opened its old quay again on Tuesday.
"""


def test_addresses_and_headings_that_html2text_breaks_are_whole_again():
    capture = only(HTML2TEXT.encode())
    assert [(b.shape, b.text, b.first_line, b.last_line) for b in capture.blocks] == [
        ("item", "Home", 1, 1),
        ("item", "Local", 2, 2),
        ("item", "Sport", 4, 4),
        (
            "heading",
            "The old quay is open again, two years after a barge had struck it, and the first ferry came",
            6,
            7,
        ),
        ("paragraph", "The town of Eastport, opened its old quay again on Tuesday.", 9, 10),
    ]
    assert capture.blocks[-1].links[0].target == "https://ledger.example/towns/eastport-on-sea"


DUMPED = st.lists(
    st.sampled_from(
        ("   The words of a paragraph that goes on to the next line of the screen, as it is", "   wide.", "",
         "     * [3]An item", "Heading", "              In the middle", "References", "   1. http://a.example/b",
         "____", "[a.png]", "[4]x", "       goes on", "   日本語の文章はここで折り返されますが", "   で続く。")
    ),
    min_size=1,
    max_size=40,
)  # fmt: skip


@given(DUMPED, st.booleans())
def test_words_of_dumps_are_all_accounted_for(lines, referred):
    end = "\nReferences\n\n   1. http://a.example/\n   2. http://b.example/\n" if referred else ""
    for capture in read_capture("a.txt", ("[1]a [2]b [3]c\n" + "\n".join(lines) + "\n" + end).encode())[0]:
        assert capture.words == sum(len(b.text.split()) for b in capture.blocks)


@given(
    st.lists(st.sampled_from(("a word ", " and so", ", then", "Word", "", " ", "(see", ").", "- item ")), max_size=30)
)
def test_words_of_cut_sentences_are_all_accounted_for(pieces):
    opening = "He told \nIda\n of it, \nAna\n of more, \nPia\n of all.\n"
    for capture in read_capture("a.txt", (opening + "\n".join(pieces)).encode())[0]:
        assert capture.words == sum(len(b.text.split()) for b in capture.blocks)
