"""Runs of parallel parts are kept whole; lists of teasers and comments that look like them are not."""

from pressmark.captures import read_capture
from pressmark.draft import drafted
from pressmark.markdown import dump_markdown
from pressmark.proposal import article_blocks
from pressmark.segment import labelled

STORY = """Council votes to rebuild the Northfield bridge
By Ana Ruiz
March 4, 2031

The council of Northfield voted on Tuesday to rebuild the bridge, which has been closed for two years.

Work could start next spring, the engineer told the council, if the county agrees to pay half of the cost.

"We will open it in two years," the mayor said after the vote. A ferry will carry cars in the meantime.
"""


def parts(text: str) -> list[str]:
    """The lines that are kept as those with which parts begin."""
    (capture,), _ = read_capture("a.txt", text.encode())
    return [b.block.text for b in labelled(capture) if "in a run of them" in b.reason]


def test_teasers_with_times_are_no_entries():
    teasers = "\n2 hours ago\nFerry late again\n3 hours ago\nTen walks for a wet day\n5 hours ago\nPies are dear\n"
    assert parts(STORY + teasers) == []


def test_comments_are_no_letters():
    comments = "\nComments\nOtto Veil\nWell said.\nReply\nMia Falk\nNot at all.\nReply\nRolf Hein\nWho pays?\nReply\n"
    assert parts(STORY + comments) == []


def test_a_ranking_of_headlines_is_no_numbered_article():
    ranking = "\nMost read\n1. Ferry late again\n2. Ten walks for a wet day\n3. Pies are dear\n"
    assert parts(STORY + ranking) == []


def test_entries_with_times_are_parts():
    entries = "\n14:32\nThe bridge is shut.\n14:10\nA lorry has stopped on it.\n13:55\nNobody is hurt.\n"
    assert parts("Bridge: live\n" + entries) == ["14:32", "14:10", "13:55"]


def test_a_list_in_pieces_keeps_its_numbers():
    page = "# Three things to bring home from the market of Sund\n\nBy [Mia Falk](https://a.example)\n\n"
    page += "[Home](https://b.example) [Food](https://c.example)\n\nThe market is open until five, and it is cheap.\n"
    page += "\n1.  Bread\n\n    It is old but good, and it costs nothing.\n\n2.  Wine\n\n    It is new, and dear.\n"
    page += "\n3.  Salt\n\n    There is always enough of it here.\n"
    (capture,), _ = read_capture("a.md", page.encode())
    written = dump_markdown(article_blocks(drafted(capture, labelled(capture))))
    assert [line for line in written.split("\n") if line[:1].isdigit()] == ["1. Bread", "2. Wine", "3. Salt"]
