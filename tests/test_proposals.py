"""Proposal files, first articles, and better readings that follow into articles without touching a person's words."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pressmark.article import parse_article
from pressmark.capture import CapturedBlock, Link
from pressmark.draft import FIELDS, SELDOM, UNKNOWN, Draft, Value
from pressmark.labels import LABELS, RUNNING, Labelled
from pressmark.problems import shown
from pressmark.proposal import (
    NOTHING_WAITS,
    Proposal,
    article_from,
    differences,
    dump_proposal,
    follow,
    parse_proposal,
)
from pressmark.proposal.files import unread
from pressmark.text import fit, squeezed

LISTS = ("authors", "contributors")
SHAPES = ["paragraph", "heading", "item", "quotation", "image", "table", "preformatted"]
pieces = st.sampled_from(
    ["Sol", "said", "“yes”", "1. ", "- ", "# ", ":::", "::: caption", "*", "_", "`", "[x](y)", "&amp;", "<b>", "\\",
     "é", "---", "2%", "\x1b", "\u2028", "\n", " "]
)  # fmt: skip
words = (
    st.lists(pieces, max_size=8).map(" ".join) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
).map(lambda t: squeezed(fit(t)))
evidence = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@st.composite
def captured(draw: st.DrawFn) -> Labelled:
    text = draw(words)
    first = draw(st.integers(1, 500))
    shape = draw(st.sampled_from(SHAPES))
    links: tuple[Link, ...] = ()
    if "Sol" in text and draw(st.booleans()):
        at = text.index("Sol")
        links = (Link(at, at + 3, "https://a.example/?b=1&amp;c"),)
    block = CapturedBlock(
        text, first, first + draw(st.integers(0, 3)), shape, draw(st.integers(0, 7)), draw(st.booleans()), links
    )
    return Labelled(block, draw(st.sampled_from(LABELS)), squeezed(fit(draw(evidence))))


@st.composite
def values(draw: st.DrawFn, field: str) -> Value:
    if not draw(st.booleans()):
        return replace(UNKNOWN, evidence=draw(evidence))
    held = tuple(draw(st.lists(words, max_size=3))) if field in LISTS else draw(words | st.just("unknown"))
    return Value(held, draw(st.sampled_from(["printed", "stated", "worked out"])), draw(evidence))


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    blocks = tuple(draw(st.lists(captured(), max_size=6)))
    return Draft(
        source=draw(st.sampled_from(["content/sources/a.txt", "content/sources/b c.html"])),
        sha256="ab" * 32,
        format="plain text",
        encoding="utf-8",
        words=draw(st.integers(0, 10_000)),
        values=tuple((field, draw(values(field))) for field in FIELDS),
        blocks=blocks,
        body="\n\n".join(b.block.text for b in blocks if b.label in RUNNING),
    )


names = st.sampled_from(
    [(), (("person", ("Ana Sol", "Ben: Hale")),),
     (("person", ("Ana Sol",)), ("place", ("Northfield", "NO", "#1"))), (("work", ("unknown",)),)]
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(drafts(), names)
def test_a_written_proposal_is_read_back(draft: Draft, proposed: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    written = dump_proposal(draft, proposed)
    read = Proposal(draft, proposed, unread=unread(draft, proposed))
    assert parse_proposal("content/proposals/a.md", written) == (read, ())


@settings(deadline=None, max_examples=40)
@given(drafts(), names)
def test_the_first_article_holds_the_running_text(
    draft: Draft, proposed: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    text = article_from(draft, proposed, source="sources/a.txt")
    article, _ = parse_article("content/articles/a.md", text)
    assert article is not None
    running = [b.block.text for b in draft.blocks if b.label in RUNNING and b.block.text]
    assert article.text == "\n\n".join(running)
    if draft.value("authors").value is None:
        assert article.authors is None


def block(label: str, text: str, line: int, shape: str = "paragraph", **more: object) -> Labelled:
    return Labelled(CapturedBlock(text, line, line, shape, **more), label, f"looks like {label}")  # type: ignore[arg-type]


def draft_of(blocks: tuple[Labelled, ...], **given: Value) -> Draft:
    held = tuple((field, given.get(field, UNKNOWN)) for field in FIELDS)
    body = "\n\n".join(b.block.text for b in blocks if b.label in RUNNING)
    return Draft("content/sources/1.txt", "0" * 64, "plain text", "utf-8", 40, held, blocks, body)


BLOCKS = (
    block("navigation", "Home | News", 1),
    block("title", "Council votes", 2, "heading", level=1),
    block("summary", "Work starts in spring", 3, "item", level=1),
    block("summary", "Cost is open", 4, "item", level=1),
    block("credit", "Ana Sol/Ledger", 5),
    block("caption", "The bridge", 6, "image"),
    block("body", "2031. The council voted.", 7),
    block("heading", "What next", 8, "heading", level=1),
    block("list", "A study", 9, "item", level=1, ordered=True),
    block("pull quote", "We will rebuild", 10, "quotation"),
    block("correction", "An earlier text was wrong.", 11),
    block("contributors", "Ben Hale contributed.", 12),
)
DRAFT = draft_of(
    BLOCKS,
    title=Value("Council votes", "printed", "line 2: “Council votes”"),
    authors=Value((), "worked out", "no byline"),
    outlet=Value("harbor-ledger", "worked out", "line 5"),
)
NAMES = (("person", ("Ana Sol",)),)


def test_a_proposal_reads_well() -> None:
    assert dump_proposal(draft_of(BLOCKS[:3], title=DRAFT.value("title")), NAMES) == (
        """\
---
source: content/sources/1.txt
source_sha256: "0000000000000000000000000000000000000000000000000000000000000000"
format: plain text
encoding: utf-8
words: {capture: 40, kept: 6, dropped: 3}
title: {value: Council votes, how: printed, evidence: "line 2: “Council votes”"}
"""
        + "".join(f"{field}: {{value: unknown}}\n" for field in FIELDS[1:] if field not in SELDOM)
        + """\
people: {value: [Ana Sol], how: printed, evidence: ""}
---

::: navigation {lines=1 reason="looks like navigation"}
Home | News
:::

::: title {lines=2 reason="looks like title"}
# Council votes
:::

::: summary {lines=3 reason="looks like summary"}
- Work starts in spring
:::
"""
    ).replace('source_sha256: "' + "0" * 64 + '"', "source_sha256: " + "0" * 64)


def test_the_first_article_has_typed_blocks() -> None:
    text = article_from(DRAFT, NAMES, source="sources/1.txt")
    assert "authors: []\ncontributors: unknown\n" in text
    assert "status: unreviewed\npeople: [Ana Sol]\norganizations: []\n" in text
    assert (
        text.partition("---\n\n")[2]
        == """\
::: summary
- Work starts in spring
- Cost is open
:::

::: caption {credit="Ana Sol/Ledger"}
The bridge
:::

2031\\. The council voted.

## What next

1. A study

::: pullquote
We will rebuild
:::

::: correction
An earlier text was wrong.
:::

::: credits
Ben Hale contributed.
:::
"""
    )
    article, problems = parse_article("content/articles/a.md", text)
    assert problems == ()
    assert article and article.outlet == "harbor-ledger"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("encoding: utf-8\n", "", "a.md:2: error: “encoding” is missing or no text"),
        ("format: plain", "form: plain", "a.md:4: error: unknown key “form”"),
        ("capture: 40", "capture: many", "a.md:2: error: “many” is no number"),
        ("how: printed", "how: guessed", "a.md:7: error: “title” has a wrong “how” or “evidence”"),
        ("format: plain", "waits: title\nformat: plain", "a.md:4: error: “waits” says nothing of what was read"),
        ("date: {value: unknown}", "date: 2031", "a.md:12: error: “date” is missing or not of the form {value: …}"),
        ("::: navigation", "::: sidebar", "a.md:21: error: “::: sidebar” is no block of a capture"),
        ("lines=1 ", "lines=1 level=x ", "a.md:21: error: “::: navigation” has a wrong “shape” or “level”"),
        ("lines=1 ", "lines=1 number=x ", "a.md:21: error: “::: navigation” has a wrong “number”"),
        ("::: navigation", "Words.\n\n::: navigation", "a.md:21: error: words stand outside of any block"),
    ],
)
def test_what_ingest_would_not_write_is_reported(old: str, new: str, said: str) -> None:
    text = dump_proposal(DRAFT, NAMES)
    assert old in text
    proposal, problems = parse_proposal("a.md", text.replace(old, new, 1))
    assert proposal is not None
    hint = "\n    hint: only ingest writes here: delete the file and run ingest --again"
    assert f"{said} [bad-proposal]{hint}" in [shown(problem) for problem in problems]


# ---- following ------------------------------------------------------------------------------------------------------

BETTER = draft_of(
    (*BLOCKS[:6], block("body", "2031. The council voted to rebuild.", 7), *BLOCKS[7:]),
    title=Value("Council votes to rebuild", "printed", "line 2"),
    authors=Value(("Ana Ruiz", "Ben Hale"), "printed", "line 3"),
    outlet=Value("harbor-ledger", "printed", "line 5"),
    section=Value("Local", "stated", "meta section"),
)
OLD, NEW = Proposal(DRAFT, NAMES), Proposal(BETTER, (("person", ("Ana Sol", "Ben Hale")), ("place", ("Northfield",))))
FIRST = article_from(DRAFT, NAMES, source="sources/1.txt")


def keys(article: str, proposal: Proposal) -> tuple[str, ...]:
    """The keys of what waits."""
    return tuple(d.key for d in differences(article, proposal))


CHANGED = ("title", "authors", "section", "people", "places", "text")


def test_an_untouched_article_becomes_the_new_one() -> None:
    assert follow(FIRST, OLD, NEW) == (article_from(BETTER, NEW.names, source="sources/1.txt"), NOTHING_WAITS)
    assert follow(FIRST, OLD, OLD) == (FIRST, NOTHING_WAITS)


GERMAN = draft_of(
    BLOCKS, **{f: v for f, v in DRAFT.values if f != "language"}, language=Value("de", "stated", "html lang")
)
UNREAD = Proposal(GERMAN, (), unread=True)
NO_NAMES = "people: []\norganizations: []\nplaces: []\nevents: []\nworks: []\n"


def test_where_no_names_are_looked_for_it_is_unknown_which_there_are() -> None:
    first = article_from(GERMAN, (), source="sources/1.txt")
    wanted = NO_NAMES.replace("[]", "unknown")
    assert wanted in first
    written = dump_proposal(GERMAN, ())
    assert "people: {value: unknown}\n" in written
    assert parse_proposal("a.md", written) == (UNREAD, ())
    assert follow(first, UNREAD, UNREAD) == (first, NOTHING_WAITS)
    # What an older reading wrote as none becomes unknown, and names that a person listed stay.
    older = Proposal(GERMAN, ())
    assert follow(first.replace(wanted, NO_NAMES), older, UNREAD) == (first, NOTHING_WAITS)
    listed = first.replace(wanted, NO_NAMES.replace("people: []", "people: [Ana Sol]"))
    followed, waits = follow(listed, older, UNREAD)
    assert (followed.count("people: [Ana Sol]"), followed.count("places: unknown")) == (1, 1)
    assert waits == NOTHING_WAITS
    # A person's word that there are none stays too.
    assert follow(first.replace(wanted, NO_NAMES), UNREAD, UNREAD)[0].count("people: []") == 1
    reviewed = first.replace(wanted, NO_NAMES).replace("status: unreviewed", "status: reviewed")
    assert follow(reviewed, older, UNREAD) == (reviewed, NOTHING_WAITS)


def test_names_that_come_with_a_better_reading_join_those_that_a_person_listed() -> None:
    first = article_from(GERMAN, (), source="sources/1.txt")
    new = Proposal(DRAFT, NAMES)
    assert follow(first, UNREAD, new) == (FIRST, NOTHING_WAITS)
    text, _ = follow(first.replace("people: unknown", "people: [Ida Voss]"), UNREAD, new)
    assert "people: [Ida Voss, Ana Sol]\n" in text


@pytest.mark.parametrize(
    ("before", "after", "kept", "waiting"),
    [
        ("title: Council votes\n", "title: The vote\n", "title: The vote\n", ("title",)),
        ("title: Council votes\n", "title: 'Council votes'\n", "title: Council votes to rebuild\n", ()),
        (
            "title: Council votes\n",
            "title: Council votes  # as printed\n",
            "title: Council votes to rebuild  # as printed\n",
            (),
        ),
        ("title: Council votes\n", "title: Council votes to rebuild\n", "title: Council votes to rebuild\n", ()),
        ("section: unknown\n", "", "section: Local\n", ()),
        ("status:", "confirmed: {authors: m-ito}\nstatus:", "authors: []\n", ()),
        (
            "people: [Ana Sol]\n",
            "people:\n  # the mayor\n  - Ana Sol\n# and now places\n",
            "people:\n  # the mayor\n  - Ana Sol\n  - Ben Hale\n# and now places\n",
            (),
        ),
        (
            "people: [Ana Sol]\n",
            "people:\n  - Ana Sol # mayor\n",
            "people:\n  - Ana Sol # mayor\n  - Ben Hale\n",
            (),
        ),
        (
            "people: [Ana Sol]\n",
            "people: [Bo Vey,Ana Sol]  # two\n",
            "people: [Bo Vey, Ana Sol, Ben Hale]  # two\n",
            (),
        ),
        ("people: [Ana Sol]\n", "people: []\n", "people: [Ben Hale]\n", ()),
        ("The council voted.", "The council voted twice.", "2031\\. The council voted twice.\n", ("text",)),
        ("status: unreviewed", "status: withdrawn", "title: Council votes\n", ()),
        ("---\ntitle", "title", FIRST.removeprefix("---\n"), ()),
    ],
)
def test_a_persons_hand_is_respected(before: str, after: str, kept: str, waiting: tuple[str, ...]) -> None:
    assert before in FIRST
    text, waits = follow(FIRST.replace(before, after, 1), OLD, NEW)
    assert kept in text
    assert keys(text, replace(NEW, waiting=waits)) == waiting


@pytest.mark.parametrize(
    "added",
    ['::: caption {note="X"}\n:::\n', "![](https://a.example/pier.png)\n", "[](https://a.example/notes)\n",
     "<!-- ask Ana -->\n", "\u200b\n", "&nbsp;\n"],
)  # fmt: skip
def test_what_a_person_added_and_no_page_shows_stays(added: str) -> None:
    text, _ = follow(FIRST + "\n" + added, OLD, NEW)
    assert text.endswith("\n\n" + added)
    assert "2031\\. The council voted" in text


def test_a_reviewed_article_waits_in_everything() -> None:
    reviewed = FIRST.replace("status: unreviewed", "status: reviewed")
    text, waits = follow(reviewed, OLD, NEW)
    assert text == reviewed
    assert keys(reviewed, replace(NEW, waiting=waits)) == CHANGED


def test_the_digest_of_the_capture_is_never_followed() -> None:
    other = Proposal(replace(DRAFT, sha256="1" * 64), NAMES)
    assert follow(FIRST, OLD, other) == (FIRST, NOTHING_WAITS)


def test_what_waits_is_remembered_until_it_is_settled() -> None:
    article = FIRST.replace("title: Council votes\n", "title: The vote\n").replace("voted.", "voted twice.")
    article, waits = follow(article, OLD, NEW)
    assert [key for key, _ in waits.fields] == ["title"] and len(waits.text) == 1
    kept = replace(NEW, waiting=waits)
    assert parse_proposal("a.md", dump_proposal(kept.draft, kept.names, waits)) == (kept, ())
    assert keys(article, kept) == ("title", "text")
    assert keys(article.replace("title: The vote", "title: Council votes to rebuild"), kept) == ("text",)
    assert keys(article.replace("status:", "confirmed: {title: m-ito}\nstatus:"), kept) == ("text",)
    assert keys(article.replace("status:", "confirmed: {text: m-ito}\nstatus:"), kept) == ("title",)
    assert keys(article.replace("voted twice.", "voted to rebuild."), kept) == ("title",)
    assert keys(article.replace("status: unreviewed", "status: withdrawn"), kept) == ()
    assert keys(article, NEW) == ()


def read_as(draft: Draft, found: tuple[tuple[str, tuple[str, ...]], ...]) -> Proposal:
    return Proposal(draft, found, unread=unread(draft, found))


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(drafts(), names, drafts(), names)
def test_an_article_that_nobody_touched_becomes_any_other_reading(
    old: Draft,
    old_names: tuple[tuple[str, tuple[str, ...]], ...],
    new: Draft,
    new_names: tuple[tuple[str, tuple[str, ...]], ...],
) -> None:
    first = article_from(old, old_names, source="sources/1.txt")
    wanted = article_from(new, new_names, source="sources/1.txt")
    assert follow(first, read_as(old, old_names), read_as(new, new_names)) == (wanted, NOTHING_WAITS)


EDITS = ("value", "comment", "trailing", "move", "quote", "remove", "confirm", "paragraph", "lines", "crlf")
KEYS = ("title", "outlet", "authors", "date", "section", "people", "places", "topics")


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(st.sampled_from(EDITS), st.sampled_from(KEYS), st.integers(0, 20)), max_size=6), drafts(), names
)
def test_no_hand_edit_is_ever_lost(
    edits: list[tuple[str, str, int]], other: Draft, proposed: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    head, body = FIRST.removeprefix("---\n").split("---\n", 1)
    lines = head.splitlines()
    marks: set[str] = set()
    persons: set[str] = set()
    touched: set[str] = set()
    crlf = False
    for number, (edit, key, at) in enumerate(edits):
        index = next((i for i, line in enumerate(lines) if line.startswith(f"{key}:")), None)
        mark = f"hand{number}"
        if edit == "crlf":
            crlf = True
        elif edit == "paragraph":
            body += f"\n{mark} wrote this.\n"
            marks.add(mark)
        elif edit == "lines":
            body = body.replace("The council", "The\ncouncil")
        elif edit == "comment":
            lines.insert(at % (len(lines) + 1), f"# {mark}")
            marks.add(mark)
        elif edit == "confirm":
            assume(not any(line.startswith("confirmed") for line in lines))
            lines.append(f"confirmed: {{{key}: m-ito}}")
            persons.add(key)
        elif index is None or (key in touched and edit != "move"):
            continue
        elif edit == "value":
            lines[index] = f"{key}: [{mark}]" if lines[index].endswith("]") else f"{key}: {mark}"
            marks.add(mark)
            persons.add(key)
            touched.add(key)
        elif edit == "trailing":
            lines[index] += f" # {mark}"
            touched.add(key)
            marks.add(mark)
        elif edit == "move":
            lines.insert(at % len(lines), lines.pop(index))
        elif edit == "quote" and re.fullmatch(r"\w+: [\w -]+", lines[index]):
            lines[index] = re.sub(r": (.*)", r': "\1"', lines[index])
        elif edit == "remove":
            lines.pop(index)
    text = "---\n" + "\n".join(lines) + "\n---\n" + body
    text = text.replace("\n", "\r\n") if crlf else text
    new = read_as(other, proposed)
    result, waiting = follow(text, OLD, new)
    before, after = parse_article("a.md", text)[0], parse_article("a.md", result)[0]
    assert before and after
    for mark in marks:
        assert mark in result
    for key in persons | {"topics", "status", "source", "captured", "confirmed"}:
        if key in ("people", "places"):  # a list of names takes in what is new beside a person's own
            assert set(getattr(before, key)) <= set(getattr(after, key))
        else:
            assert getattr(after, key) == getattr(before, key)
    assert ("\r\n" in result) == crlf and (not crlf or "\n" not in result.replace("\r\n", ""))
    assert follow(result, replace(new, waiting=waiting), new) == (result, waiting)
    for found in differences(result, replace(new, waiting=waiting)):
        assert found.after not in (None, result) or marks
