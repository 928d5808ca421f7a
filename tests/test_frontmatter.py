"""Heads: every scalar a string with its place, and parse after dump changes nothing."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark import nodes
from pressmark.frontmatter import dump_head, dump_headed, read_headed
from pressmark.nodes import Mapping, Node, Scalar, Sequence, read_mapping, read_yaml

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(nodes, "_LOADER", request.param)


@pytest.mark.usefixtures("loader")
def test_every_scalar_is_the_text_that_was_written():
    text = "a: NO\nb: 12:30\nc: 1984\nd: 0123\ne: 2031-03-04\nf: yes\ng: 1e3\nh: .inf\ni: 0x1F\nj: =\nk: <<\n"
    head, problems = read_mapping("x.yml", text)
    assert head and not problems
    assert list(plain(head).values()) == [  # type: ignore[attr-defined]
        "NO", "12:30", "1984", "0123", "2031-03-04", "yes", "1e3", ".inf", "0x1F", "=", "<<",
    ]  # fmt: skip


@pytest.mark.usefixtures("loader")
def test_keys_and_values_know_their_line_and_column():
    headed, _ = read_headed("a.md", "---\ntitle: A vote\npeople:\n  - Ana\n  - “Bea”, {née: Cal}\n---\n")
    assert headed
    (title, a_vote), (people, listed) = headed.head.entries
    assert (title.line, title.column, a_vote.line, a_vote.column) == (2, 1, 2, 8)
    assert isinstance(listed, Sequence)
    assert (people.line, listed.items[0].line, listed.items[1].line, listed.items[1].column) == (3, 4, 5, 5)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(ends: str, mark: str):
    text = "---\ntitle: A\n# a comment\nbad: x\n---\n\nFirst.\n\n---\n\nLast.\n"
    headed, problems = read_headed("a.md", mark + text.replace("\n", ends))
    assert headed and not problems
    assert plain(headed.head) == {"title": "A", "bad": "x"}
    assert headed.head.entries[1][0].line == 4
    assert (headed.body, headed.body_line) == ("\nFirst.\n\n---\n\nLast.\n", 6)


def test_null_is_empty_unless_it_is_in_quotes():
    head, _ = read_mapping("x.yml", 'a:\nb: ~\nc: null\nd: "null"\ne: ""\nf: Nullarbor\n')
    assert head
    assert [value.empty for _, value in head.entries if isinstance(value, Scalar)] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_an_empty_head_and_an_empty_file_are_no_problem():
    headed, problems = read_headed("a.md", "---\n---\nWords.\n")
    assert headed and headed.head == Mapping((), 1, 1) and not problems
    assert read_yaml("x.yml", "# nothing yet\n") == (None, ())


def test_a_comment_after_a_value_is_a_comment_and_a_number_sign_before_a_word_is_reported():
    _, problems = read_mapping("x.yml", "a: b   # so it is\nc: d #2\ne: f#3\n")
    assert [(p.line, p.column, p.code) for p in problems] == [(2, 6, "lost-words")]


def test_what_is_refused_is_left_out_and_the_rest_is_read():
    head, problems = read_mapping("x.yml", "a: &x 1\nb: *x\nc: !!int 3\nd: [1, *x, 2]\ne: good\na: again\n")
    assert head and plain(head) == {"d": ["1", "2"], "e": "good"}
    assert [(p.line, p.code) for p in problems] == [
        (1, "tag"), (2, "alias"), (3, "tag"), (4, "alias"), (6, "duplicate-key"),
    ]  # fmt: skip


TRICKY = st.text(alphabet=" -:#,[]{}&*!|>'\"%@`?\n\t\\=<~ab0\r\x85\u2028\u202e\ufeff\ufffe\x00\x7f\xa0é😀", max_size=12)
WORDS = st.sampled_from(["unknown", "null", "~", "yes", "---", "...", "a: b", "a #b", "- a", "?", "2031-03-04", "🜁‍🔥"])
STRINGS = st.text(max_size=30) | TRICKY | WORDS
VALUES = st.recursive(
    STRINGS, lambda part: st.lists(part, max_size=5) | st.dictionaries(STRINGS, part, max_size=4), max_leaves=12
)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(head=st.dictionaries(STRINGS, VALUES, max_size=5), body=st.text(max_size=20))
def test_reading_what_was_written_gives_the_same(head: dict[str, object], body: str):
    written = dump_headed(head, body)  # type: ignore[arg-type]
    for one in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(nodes, "_LOADER", one)
            headed, problems = read_headed("a.md", written)
        assert headed is not None and problems == ()
        assert plain(headed.head) == head
        assert [key.text for key, _ in headed.head.entries] == list(head)
        assert all(ord(c) >= 32 or c == "\n" for c in dump_head(head))  # type: ignore[arg-type]


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(STRINGS | st.lists(STRINGS, max_size=6).map("\n".join))
def test_any_text_is_read_or_reported_and_never_raises(text: str):
    for source in (text, f"---\n{text}\n---\n"):
        headed, problems = read_headed("a.md", source)
        assert headed is not None or problems
    node, problems = read_yaml("a.yml", text)
    assert node is not None or problems or not plain_words(text)


def plain_words(text: str) -> bool:
    """Whether any line holds something that is neither a comment, a fence nor a word for nothing."""
    lines = text.removeprefix("\ufeff").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n").split("\n")
    said = [line.lower() for line in lines if not line.strip().startswith("#")]
    return any(line.strip(" \t-~.\ufeff") and "null" not in line for line in said)


def test_only_what_needs_quotes_gets_them():
    head = {
        "title": "Council votes to rebuild the bridge",
        "subtitle": "Leaders meet: what next",
        "date": "2031-03-04",
        "updated": None,
        "captured": "2031-03-09T10:15Z",
        "url": "https://ledger.example/a?b=c#d",
        "section": "NO",
        "authors": ["Ana Ruiz", "Reyes, Bo"],
        "contributors": [],
        "rights": {"statement": "Kept for study", "show": "full"},
    }
    assert dump_head(head) == (
        "title: Council votes to rebuild the bridge\n"
        'subtitle: "Leaders meet: what next"\n'
        "date: 2031-03-04\n"
        "updated: unknown\n"
        "captured: 2031-03-09T10:15Z\n"
        "url: https://ledger.example/a?b=c#d\n"
        "section: NO\n"
        'authors: [Ana Ruiz, "Reyes, Bo"]\n'
        "contributors: []\n"
        "rights: {statement: Kept for study, show: full}\n"
    )


def test_long_lists_and_lists_of_mappings_take_a_line_an_item():
    people = [f"Person Number{n:02}" for n in range(9)]
    events = [{"id": "vote", "title": "Council vote"}, {"id": "work", "title": "Work begins"}]
    assert dump_head({"people": people, "events": events}) == (
        "people:\n"
        + "".join(f"  - {name}\n" for name in people)
        + "events:\n  - {id: vote, title: Council vote}\n  - {id: work, title: Work begins}\n"
    )
