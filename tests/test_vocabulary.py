"""Entities, topics, stories, outlets, authors, pages, notes and settings: files to values; every key documented."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark import article, config, notes, vocabulary
from pressmark.article import parse_article
from pressmark.config import BOOSTS, Config, parse_config
from pressmark.dates import parse_date
from pressmark.digest import digest
from pressmark.frontmatter import dump_head
from pressmark.notes import Note, parse_notes
from pressmark.schema import Schema
from pressmark.tree import File
from pressmark.vocabulary import Role, StoryEvent, Vocabulary, parse_vocabulary

ROOT = Path(__file__).parent.parent


def parsed(*files: tuple[str, str]) -> tuple[Vocabulary, list[tuple[str, int, str]]]:
    found, problems = parse_vocabulary(tuple(File(f"content/{path}", text.encode()) for path, text in files))
    return found, [(p.path.removeprefix("content/"), p.line, p.code) for p in problems]


def test_an_entity_with_every_key():
    text = """---
name: Ana Sol
kind: event
aliases: ["Mayor Sol", A. Sol]
not: [Sol Avenue]
distinct_from: [bo-sol]
roles: [{title: mayor, from: 2029, to: 2031-03~}, {title: member}]
same_as: {wikidata: Q42, site: "https://sol.example/"}
date: 2031-03
place: Northfield
status: ignored
formerly: [a-sol]
---

The *mayor*.
"""
    found, problems = parsed(
        ("entities/ana-sol.md", text), ("entities/bo-sol.md", "---\nname: Bo\nkind: person\n---\n")
    )
    assert problems == []
    entity = found.entities[0]
    assert (entity.id, entity.name, entity.kind, entity.status) == ("ana-sol", "Ana Sol", "event", "ignored")
    assert (entity.aliases, entity.excluded) == (("Mayor Sol", "A. Sol"), ("Sol Avenue",))
    start, end = parse_date("2029"), parse_date("2031-03~")
    assert start and end
    assert entity.roles == (Role("mayor", start, end), Role("member"))
    assert entity.same_as == (("wikidata", "Q42"), ("site", "https://sol.example/"))
    assert (entity.distinct_from, entity.formerly, entity.place) == (("bo-sol",), ("a-sol",), "Northfield")
    assert [block.text for block in entity.description] == ["The mayor."]


@pytest.mark.parametrize(
    ("near", "expected"),
    [("[a, b c, 5]", (("a", "b c", 5),)), ("[[a, b, 5], [c, d, 1]]", (("a", "b", 5), ("c", "d", 1))), ("[]", ())],
)
def test_a_topic_with_one_pair_or_several(near: str, expected: tuple[tuple[str, str, int], ...]):
    found, problems = parsed(
        ("topics/bridge.md", f"---\nname: Bridge\nany: [bridge]\nnot: [card game]\nnear: {near}\n---\n")
    )
    assert problems == []
    assert (found.topics[0].near, found.topics[0].any, found.topics[0].none) == (expected, ("bridge",), ("card game",))


def test_a_story_with_events_of_which_one_is_no_entity():
    text = "---\ntitle: Bridge\nevents:\n  - {id: vote, title: Vote, date: 2031-03-03, entity: none}\n---\n"
    found, problems = parsed(("stories/bridge.md", text))
    day = parse_date("2031-03-03")
    assert problems == [] and day
    assert found.stories[0].events == (StoryEvent("vote", "Vote", day),)


def test_an_outlet_an_author_and_a_page():
    outlet = "---\nname: Harbor Ledger\nurl: https://l.example\nhints: {drop_lines: [Sign up], byline: '^By '}\n---\n"
    found, problems = parsed(
        ("outlets/harbor-ledger.md", outlet),
        ("authors/ana-ruiz.md", "---\nname: Ana Ruiz\noutlet: harbor-ledger\n---\n"),
        ("pages/method.md", "---\ntitle: Method\n---\n\nWe read.\n"),
        ("articles/not-ours.md", "no head"),
    )
    assert problems == []
    assert (found.outlets[0].drop_lines, found.outlets[0].byline) == (("Sign up",), "^By ")
    assert (found.authors[0].name, found.authors[0].outlet) == ("Ana Ruiz", "harbor-ledger")
    assert (found.pages[0].title, found.pages[0].description[0].text) == ("Method", "We read.")


def test_a_file_without_its_name_is_still_there():
    found, problems = parsed(("entities/ana-sol.md", "---\naliases: [Sol]\n---\n"))
    assert (found.entities[0].name, found.entities[0].kind) == ("ana sol", "person")
    assert problems == [("entities/ana-sol.md", 2, "missing-key")] * 2


def test_one_broken_file_never_hides_the_next():
    good = "---\nname: B\nkind: place\n---\n"
    found, problems = parsed(
        ("entities/a.md", "---\nname: a: b\n---\n"), ("entities/b.md", good), ("entities/C.md", good)
    )
    assert [e.id for e in found.entities] == ["b"]
    assert problems == [("entities/C.md", 0, "bad-file-name"), ("entities/a.md", 2, "bad-yaml")]


def test_references_that_lead_nowhere_are_warned_of_with_their_line():
    found, problems = parsed(
        ("topics/a.md", "---\nname: A\nbroader: [b]\nentities: [nobody]\n---\n"),
        ("topics/b.md", "---\nname: B\nbroader: [a, c]\n---\n"),
        ("stories/s.md", "---\ntitle: S\nevents:\n  - {id: e, title: E, entity: nobody}\n---\n"),
    )
    assert len(found.topics) == 2
    assert problems == [
        ("stories/s.md", 4, "no-such-id"),
        ("topics/a.md", 3, "circular-topic"),
        ("topics/a.md", 4, "no-such-id"),
        ("topics/b.md", 3, "circular-topic"),
        ("topics/b.md", 3, "no-such-id"),
    ]


def test_a_note_with_every_key():
    text = """- id: n-1
  kind: claim
  target: {exact: "two years", prefix: "in ", suffix: ",” said", in: caption}
  text: |
    Three years.

    At least.
  links: [ana-sol]
  speaker: ana-sol
  entity: none
  verdict: {label: needs context, evidence: [plan]}
  by: m-ito
  on: 2031-03-11
"""
    path = "content/notes/m-ito/vote.yml"
    assert parse_notes(path, text) == (
        (
            Note(
                "n-1", "vote", "claim", "Three years.\n\nAt least.", "two years", "in ", ",” said", "caption",
                ("ana-sol",), "ana-sol", "none", "needs context", ("plan",), "m-ito", "2031-03-11", path, 1,
            ),
        ),
        (),
    )  # fmt: skip


def test_a_note_on_a_whole_title_needs_no_words():
    found, problems = parse_notes("content/notes/vote.yml", "- {id: n-1, kind: comment, target: {in: title}}\n")
    assert problems == () and found
    assert (found[0].target, found[0].exact) == ("title", "")


def test_a_note_without_an_id_is_kept_under_one_made_of_its_words():
    text = "- {kind: comment, target: {exact: a}, text: b}\n"
    first, problems = parse_notes("content/notes/vote.yml", text)
    second, _ = parse_notes("content/notes/vote.yml", "- {id: n-0, kind: comment, target: {exact: x}}\n" + text)
    assert first and second and first[0].id == second[1].id
    assert [p.code for p in problems] == ["missing-key"]


def test_of_two_notes_with_one_id_the_first_is_kept():
    text = "- {id: n-1, kind: comment, target: {exact: a}}\n- {id: n-1, kind: comment, target: {exact: b}}\n- broken\n"
    found, problems = parse_notes("content/notes/vote.yml", text)
    assert found and [n.exact for n in found] == ["a"]
    assert [(p.line, p.code) for p in problems] == [(2, "duplicate-note"), (3, "no-keys")]


def test_an_empty_notes_file_has_no_notes_and_an_unreadable_one_is_withheld():
    assert parse_notes("content/notes/vote.yml", "# none\n") == ((), ())
    assert parse_notes("content/notes/vote.yml", "- id: [\n")[0] is None


def test_settings_with_every_key():
    text = """title: Bridge
description: What they said
language: de
site_url: https://a.example/b
theme: plain
publish_unreviewed: false
sample: true
rights: {statement: Kept, show: metadata}
annotators: [mentions, figures]
search: {shards: false, boosts: {title: 9, body: 0}}
"""
    boosts = (("title", 9), ("names", 4), ("summary", 2), ("outlet", 1), ("body", 0))
    assert parse_config("config.yml", text) == (
        Config(
            "Bridge", "What they said", "de", "https://a.example/b/", "plain", False, True, "Kept", "metadata",
            ("mentions", "figures"), "rules", boosts, False,
        ),
        (),
    )  # fmt: skip


def test_no_settings_are_the_defaults():
    assert parse_config("config.yml", "") == (Config(), ())
    assert parse_config("config.yml", "- a\n")[0] is None
    assert parse_config("config.yml", "title: a: b\n")[0] is None
    assert Config().boosts == BOOSTS


def test_an_empty_list_of_annotators_is_none_of_them():
    assert parse_config("config.yml", "annotators: []\n")[0].annotators == ()


SCALARS = st.sampled_from(["", "unknown", "a", "2031", "5", "\x00", "[", "a: b", "https://x.example", "none", "true"])
ANYTHING = st.recursive(
    SCALARS, lambda part: st.lists(part, max_size=3) | st.dictionaries(SCALARS, part, max_size=3), max_leaves=6
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_no_value_of_any_key_raises_and_what_is_made_has_a_digest(data: st.DataObject):
    heading, schema = data.draw(st.sampled_from(sorted(SECTIONS.items())))
    keys = st.sampled_from([key for inner in schema.nested() for key in inner.by_key])
    head = dump_head(
        data.draw(st.dictionaries(keys, ANYTHING | st.dictionaries(keys, ANYTHING, max_size=3), max_size=6))
    )
    if heading == "## Settings":
        made: object = parse_config("config.yml", head)
    elif heading == "## Notes":
        made = parse_notes("content/notes/a.yml", "-\n" + "".join(f"  {line}\n" for line in head.splitlines()))
    elif heading == "## Articles":
        made = parse_article("content/articles/a.md", f"---\n{head}---\n\nWords.\n")
    else:
        folder = heading.removeprefix("## ").lower()
        made = parse_vocabulary((File(f"content/{folder}/a.md", f"---\n{head}---\n".encode()),))
    assert digest(made)


SECTIONS = {
    "## Articles": article.SCHEMA,
    "## Notes": notes.SCHEMA,
    "## Settings": config.SCHEMA,
    **{f"## {folder.title()}": schema for folder, schema in vocabulary.SCHEMAS},
}


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_is_documented_in_its_section_and_no_other(heading: str):
    paper = (ROOT / "docs" / "content.md").read_text("utf-8")
    section = paper[paper.index(heading) :].split("\n## ", 1)[0]
    documented = set(re.findall(r"^\| `([a-z0-9_]+)` \|", section, re.M))
    schemas: list[Schema] = list(SECTIONS[heading].nested())
    keys = {key for schema in schemas for key in schema.by_key}
    if heading == "## Settings":
        documented |= {"statement", "show"}  # told in words there: as in an article
    assert documented == keys
