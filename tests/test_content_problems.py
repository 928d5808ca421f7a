"""What the user is told of each thing that can be wrong in a content file, in full."""

from pathlib import Path

import pytest

from pressmark.article import check_articles, parse_article
from pressmark.config import Config, parse_config
from pressmark.notes import check_notes, parse_notes
from pressmark.problems import Problems, shown
from pressmark.tree import File
from pressmark.vocabulary import parse_vocabulary

CASES = sorted((Path(__file__).parent / "cases" / "problems").glob("*.txt"))


def problems_of(path: str, text: str | bytes) -> Problems:
    if isinstance(text, bytes):
        return parse_vocabulary((File(path, text),))[1]
    if path.startswith("content/articles/"):
        return parse_article(path, text)[1]
    if path.startswith("content/notes/"):
        return parse_notes(path, text)[1]
    if path == "config.yml":
        return parse_config(path, text)[1]
    return parse_vocabulary((File(path, text.encode()),))[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_message_in_full(case: Path):
    """A case is a path, the file's text, a line of equals signs, and what is said of it."""
    source, _, expected = case.read_text("utf-8").partition("=====\n")
    path, _, text = source.partition("\n")
    assert "".join(f"{shown(p)}\n" for p in problems_of(path, text)) == expected
    assert f"[{case.stem}]" in expected


def test_a_file_in_another_encoding():
    (problem,) = problems_of("content/entities/ana-sol.md", b"---\nname: Ana\n---\n\nCaf\xe9\n")
    assert shown(problem) == (
        "content/entities/ana-sol.md:5: error: this file is not UTF-8 text: byte 0xe9 fits no character [not-utf-8]\n"
        "    hint: save it as UTF-8 in your editor"
    )


def test_a_head_that_is_too_large():
    (problem,) = problems_of("content/articles/vote.md", "---\ntitle: " + "a" * 70_000 + "\n---\n")
    assert shown(problem) == (
        "content/articles/vote.md:2: error: 70008 characters are too many here; the limit is 64 KiB [too-large]\n"
        "    hint: move long text below the head"
    )


@pytest.mark.parametrize("deep", ["[" * 60 + "]" * 60, "[" * 30_000, "{a: " * 15_000, "- " * 30_000])
def test_a_head_that_is_too_deep(deep: str):
    (problem,) = problems_of("content/articles/vote.md", f"---\npeople:\n {deep}\n---\n")
    assert shown(problem) == (
        f"content/articles/vote.md:3:{problem.column}: "
        "error: lists and mappings are nested more than 50 deep [too-deep]\n"
        "    hint: write it flatter"
    )


def test_a_former_id_that_two_articles_claim():
    first, _ = parse_article("content/articles/one.md", "---\nformerly: [old]\n---\n")
    second, _ = parse_article("content/articles/two.md", "---\nformerly: [old]\n---\n")
    assert first and second
    assert [shown(p) for p in check_articles((second, first))] == [
        "content/articles/two.md: error: "
        'the former id "old" is also claimed by content/articles/one.md [duplicate-id]\n'
        "    hint: delete it from one of them"
    ]


def test_a_former_id_that_is_another_files_id_now():
    first, _ = parse_article("content/articles/one.md", "---\nformerly: [two]\n---\n")
    second, _ = parse_article("content/articles/two.md", "---\ntitle: Two\n---\n")
    assert first and second
    assert [p.code for p in check_articles((first, second))] == ["duplicate-id"]


def test_one_id_in_two_folders_counts_once():
    head = b"---\nname: Ana Sol\nkind: person\n---\n"
    files = (File("content/entities/ana.md", head), File("content/entities/more/ana.md", head))
    vocabulary, problems = parse_vocabulary(files)
    assert [e.path for e in vocabulary.entities] == ["content/entities/ana.md"]
    assert [shown(p).splitlines()[0] for p in problems] == [
        'content/entities/more/ana.md: error: the id "ana" is also that of content/entities/ana.md [duplicate-id]'
    ]


def test_a_note_id_used_by_two_people():
    text = "- {id: n-1, kind: comment, target: {exact: a}}\n"
    one, _ = parse_notes("content/notes/m-ito/vote.yml", text)
    two, _ = parse_notes("content/notes/p-vance/vote.yml", text)
    assert [shown(p).splitlines()[0] for p in check_notes((*(two or ()), *(one or ())))] == [
        'content/notes/p-vance/vote.yml:1: error: the note id "n-1" stands twice, first on '
        "content/notes/m-ito/vote.yml, line 1 [duplicate-note]"
    ]


def test_a_bad_setting_is_the_default_or_the_strictest_and_a_problem():
    text = "titel: A\nlanguage: English paper\nsearch: {boosts: {title: lots}}\npublish_unreviewed: maybe\n"
    config, problems = parse_config("config.yml", text)
    assert config == Config(publish_unreviewed=False)
    assert [(p.line, p.code) for p in problems] == [
        (1, "unknown-key"), (2, "bad-language"), (3, "bad-number"), (4, "bad-choice"),
    ]  # fmt: skip
