"""Markdown to blocks and back."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pressmark import markup
from pressmark.markdown import canonical, dump_markdown
from pressmark.markup import MAX_BYTES, Block, Mark, parse_markdown, parse_sections, placed_blocks, plain_text
from pressmark.problems import shown

TRICKY = [
    "# ", "#", "> ", "- ", "+ ", "* ", "*", "**", "_", "__", "`", "``", "~~~", ":::", "::: summary", "1. ", "12) ",
    "1.", "---", "***", "===", "[", "]", "](", "(x)", "[a](http://b.example/)", "![", "!", "<http://a.example>", "<b>",
    "<a@b.example>", "&amp;", "&", "&#35;", "\\", "\\\\", '"', "'", "{", "}", "|", "word", "Word", "é", "“", "”", "’",
    "—", " ", "  ", "\n", "\t", "\u00a0", "\u2028", "\x00", "\x7f", "7", ".", ",", "🙂", "\u0301", "\u200b", "\ufeff",
    "[x]: http://c.example",
]  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(TRICKY), max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
URLS = [
    "https://a.example/", "http://a.example/b_(c)?d=1&e=2#f", "mailto:a@b.example", "https://a.example/ü\\*<>&amp;",
    'https://a.example/"x"', "HTTP://A.example/[x]", "https:",
]  # fmt: skip


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    text = draw(texts)
    ends = st.integers(0, len(text))
    marks = draw(
        st.lists(
            st.builds(
                lambda a, b, kind, url: Mark(min(a, b), max(a, b), kind, url if kind == "link" else ""),
                ends,
                ends,
                st.sampled_from(["strong", "emphasis", "code", "link"]),
                st.sampled_from([*URLS, "javascript:alert(1)"]),
            ),
            max_size=4,
        )
    )
    return text, tuple(marks)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text, marks = draw(marked())
    return Block(
        text,
        draw(st.sampled_from(["body", "body", "body", "summary", "caption", "pullquote", "correction", "credits"])),
        draw(st.sampled_from(["paragraph", "heading", "item", "quotation"])),
        draw(st.integers(0, 4)),
        draw(st.booleans()),
        marks,
        draw(st.sampled_from(["", "Ana Sol", 'A "B" \\ {c}'])),
        draw(st.integers(0, 2)),
    )


def settled(items: list[Block]) -> list[Block]:
    """What parsing must give back: canonical blocks, those in one container under one number."""
    out: list[Block] = []
    before = None
    group = 0
    for number, raw in enumerate(items, 1):
        block = canonical(raw)
        key = (raw.role, 0 if raw.role == "body" else raw.group or -number, raw.credit)
        if not block.text:
            continue
        if raw.role != "body" and key != before:
            group += 1
        before = key
        out.append(replace(block, group=0 if raw.role == "body" else group))
    return out


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.lists(blocks(), max_size=6))
@example([Block("2031. A year"), Block("- not an item", form="item", level=3, ordered=True), Block(":::")])
@example([Block("a", form="item", level=1, ordered=True, number=4), Block("b", form="item", level=1, number=2)])
@example([Block("a", form="item", level=2, ordered=True), Block("b", "body", "item", 2, True, credit="Ana Sol")])
@example([Block("ab cd", marks=(Mark(0, 3, "strong"), Mark(2, 5, "emphasis"), Mark(1, 4, "code")))])
def test_what_is_written_is_read_back(items: list[Block]) -> None:
    found, problems = parse_markdown(dump_markdown(items), "a.md")
    assert [replace(b, line=0, id="") for b in found] == settled(items)
    assert problems == ()


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    | st.lists(st.sampled_from([*TRICKY, "\n", "\n\n"])).map("".join)
)
def test_any_text_is_read_without_failing_and_settles(text: str) -> None:
    first, _ = parse_markdown(text, "a.md")
    again, problems = parse_markdown(dump_markdown(first), "a.md")
    strip = [replace(canonical(b), line=0, id="", group=0) for b in first]
    assert [replace(b, line=0, id="", group=0) for b in again] == strip
    assert problems == ()


@given(st.lists(st.text(st.sampled_from("ab *_é\n"), min_size=1), max_size=5))
def test_offsets_find_each_block_in_the_plain_text(items: list[str]) -> None:
    found, _ = parse_markdown(dump_markdown([Block(t) for t in items]), "a.md")
    text = plain_text(found)
    placed = placed_blocks(found)
    assert [block for _, block in placed] == list(found)
    for at, block in placed:
        assert text[at : at + len(block.text)] == block.text


READABLE = [
    "“We will rebuild,” she said — by 2033.",
    "Members spend 2% of GDP; $33 billion isn't enough (he said) & more.",
    "[He] said the plan [sic] was #1 & cost < 5 > 3 ~ 1 = 1.",
    "Turnout was 1,000 - 2,000. It's snake_case, 5 * 3 and a+b!",
    "Harbor Ledger: a story | another",
]


@pytest.mark.parametrize("text", READABLE)
def test_ordinary_text_is_written_as_it_is(text: str) -> None:
    assert dump_markdown([Block(text)]) == text + "\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1984. A year", "1984\\. A year"),
        ("- a dash", "\\- a dash"),
        ("# 1", "\\# 1"),
        ("> 5", "\\> 5"),
        ("::: summary", "\\::: summary"),
        ("---", "\\---"),
        ("*starred*", "\\*starred\\*"),
        ("AT&T &amp; more", "AT&T \\&amp; more"),
        ("see <https://a.example>", "see \\<https://a.example>"),
        ("[a](b)", "[a\\](b)"),
        ("ends with \\", "ends with \\\\"),
    ],
)
def test_only_what_markdown_would_reinterpret_is_escaped(text: str, written: str) -> None:
    assert dump_markdown([Block(text)]) == written + "\n"


def test_lists_are_written_nested() -> None:
    items = [("One", 1, True), ("Sub", 2, False), ("Two", 1, True), ("Dash", 1, False)]
    written = dump_markdown([Block(t, form="item", level=n, ordered=o) for t, n, o in items])
    assert written == "1. One\n   - Sub\n2. Two\n- Dash\n"


@pytest.mark.parametrize(
    ("items", "written"),
    [
        ([(5, 1), (0, 1)], "5. a\n6. b\n"),
        ([(5, 1), (4, 1), (3, 1)], "5. a\n4) b\n3. c\n"),
        ([(0, 1), (4, 2), (0, 2), (0, 1)], "1. a\n\n   4. b\n   5. c\n2. d\n"),
        ([(7, 3)], "- - 7. a\n"),
    ],
)
def test_lists_keep_the_numbers_they_begin_with(items: list[tuple[int, int]], written: str) -> None:
    held = [Block("abcd"[i], form="item", level=n, ordered=True, number=k) for i, (k, n) in enumerate(items)]
    assert dump_markdown(held) == written
    found, _ = parse_markdown(written, "a.md")
    assert [(b.number, b.level) for b in found] == items
    assert dump_markdown(found) == written


def test_a_number_is_said_only_where_the_list_would_not_give_it() -> None:
    found, _ = parse_markdown("1. a\n2. b\n\nwords\n\n3. c\n9. d\n", "a.md")
    assert [b.number for b in found] == [0, 0, 0, 3, 0]


ARTICLE = """\
::: summary
Work could start in spring.
:::

The council voted on **Monday** to rebuild the [bridge](https://bridge.example/).

## What next

- First, a study
- Then, *work*

> Seven to two,
> said the mayor.

::: caption {credit="Ana Sol"}
The bridge.

Seen from the north.
:::

![A map](map.png) The council voted on **Monday** to rebuild the bridge.
"""


def test_an_article_becomes_typed_blocks() -> None:
    found, problems = parse_markdown(ARTICLE, "a.md", 10)
    assert problems == ()
    assert [(b.role, b.form, b.level, b.group, b.line, b.credit, b.text) for b in found] == [
        ("summary", "paragraph", 0, 1, 11, "", "Work could start in spring."),
        ("body", "paragraph", 0, 0, 14, "", "The council voted on Monday to rebuild the bridge."),
        ("body", "heading", 2, 0, 16, "", "What next"),
        ("body", "item", 1, 0, 18, "", "First, a study"),
        ("body", "item", 1, 0, 19, "", "Then, work"),
        ("body", "quotation", 0, 0, 21, "", "Seven to two, said the mayor."),
        ("caption", "paragraph", 0, 2, 25, "Ana Sol", "The bridge."),
        ("caption", "paragraph", 0, 2, 27, "Ana Sol", "Seen from the north."),
        ("body", "paragraph", 0, 0, 30, "", "A map The council voted on Monday to rebuild the bridge."),
    ]
    assert found[1].marks == (Mark(21, 27, "strong"), Mark(43, 49, "link", "https://bridge.example/"))


def test_ids_survive_insertions_and_typed_blocks_before_them() -> None:
    before = parse_markdown("One.\n\nTwo.\n\nTwo.", "a.md")[0]
    after = parse_markdown("::: pullquote\nTwo.\n:::\n\nNew.\n\nOne.\n\nTwo.\n\nTwo.", "a.md")[0]
    assert [b.id for b in before] == [b.id for b in after[2:]]
    assert before[2].id == before[1].id + "-2"
    assert after[0].id == before[1].id + "-3"


def problem_text(text: str) -> str:
    return "\n".join(map(shown, parse_markdown(text, "a.md", 5)[1]))


def test_an_unknown_container_keeps_its_words() -> None:
    found, _ = parse_markdown("::: sumary\nKept.\n:::", "a.md")
    assert [(b.role, b.text) for b in found] == [("body", "Kept.")]
    assert problem_text("::: sumary\nKept.\n:::") == (
        "a.md:5: error: unknown container “sumary”, shown as running text [unknown-container]\n"
        "    hint: did you mean “summary”?"
    )


def test_an_open_container_ends_at_the_next() -> None:
    text = "::: summary\nOne.\n\n::: caption\nTwo.\n:::\n\nThree."
    assert [(b.role, b.text) for b in parse_markdown(text, "a.md")[0]] == [
        ("summary", "One."),
        ("caption", "Two."),
        ("body", "Three."),
    ]
    assert problem_text(text) == (
        "a.md:5: error: “::: summary” is not closed [container-not-closed]\n    hint: end it with a line “:::”"
    )


@pytest.mark.parametrize(
    ("text", "shown_as"),
    [
        ("Word\n:::", "a.md:6: warning: “:::” closes a container that was not open [container-not-open]"),
        ("::: summary\n:::", "a.md:5: warning: “::: summary” holds no words [empty-container]"),
        (
            "::: summary {credit=x}\nA\n:::",
            "a.md:5: error: unknown attribute “credit” of “summary” [unknown-attribute]",
        ),
        (
            "::: caption credit=x\nA\n:::",
            'a.md:5: error: cannot read “::: caption credit=x” [bad-container]\n    hint: write ::: name {key="value"}',
        ),
        (
            "[x](javascript:alert(1))",
            "a.md:5: warning: link to “javascript:alert(1)” left out [unsafe-link]\n"
            "    hint: only http, https and mailto links are kept",
        ),
        ("word " * (MAX_BYTES // 5 + 1), "a.md:5: error: the text is larger than 2 MB [file-too-large]"),
        (
            ">" * 100 + " deep",
            "a.md:5: error: lists or quotations are nested too deep [nested-too-deep]\n"
            "    hint: all lists and quotations of the text are shown as plain paragraphs until it is flatter",
        ),
    ],
)
def test_problems_say_what_is_wrong_and_where(text: str, shown_as: str) -> None:
    assert problem_text(text) == shown_as


def test_deep_nesting_loses_no_words() -> None:
    found, _ = parse_markdown("- " * 500 + "deep\n\nnext", "a.md")
    assert "deep" in found[0].text
    assert found[-1].text == "next"


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "*a " * 20_000, "a`" * 20_000, "a_" * 20_000, "> " * 20_000, "![" * 10_000, "<" * 20_000]
)
def test_hostile_text_is_read_in_little_time(text: str) -> None:
    assert parse_markdown(text, "a.md")[0]


def test_raw_html_is_plain_text() -> None:
    found, _ = parse_markdown('<script>alert("x")</script>\n\n<div>\nwords\n</div>', "a.md")
    assert [b.text for b in found] == ['<script>alert("x")</script>', "<div> words </div>"]


def test_hostile_text_is_written_so_that_it_reads_in_little_time() -> None:
    written = dump_markdown([Block("[" * 50_000)])
    assert plain_text(parse_markdown(written, "a.md")[0]) == "[" * 50_000


PIECES = [
    "word", "Ana Sol", "“Yes,”", " ", "  ", "\n", "\n\n", "   \n", "    ", "\u00a0", "\x0c", "1", "1.", "2)", "- ",
    "# ", "=", "*", "_a_", "\\", "&amp;", "<b>", "[x](y)", "`", ":::", ": ", "> ", "\t", "\r", "+", "~~~", "…",
    "\u2028", "\x1c", "!",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES[:13]) | st.sampled_from(PIECES)).map("".join))
def test_plain_paragraphs_are_read_as_markdown_is(text: str) -> None:
    short = parse_sections(text, "x.md", 7)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(markup, "paragraphs_alone", lambda _: None)
        assert short == parse_sections(text, "x.md", 7)


def test_a_container_line_of_other_white_space_closes() -> None:
    blocks, problems = parse_markdown("::: summary\nIt opens.\n:::\u00a0\nThe text.\n", "x.md")
    assert [(b.role, b.text) for b in blocks] == [("summary", "It opens."), ("body", "The text.")]
    assert problems == ()
    assert [p.code for p in parse_markdown(":::\u2003", "x.md")[1]] == ["container-not-open"]
