"""Annotations made elsewhere: the shapes they come in, where they belong, what is said of those that belong nowhere."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.article import Article
from pressmark.foreign_notes import dump_notes, is_foreign, parse_foreign, placed_notes
from pressmark.ingest import ingest
from pressmark.notes import Note, parse_notes
from pressmark.problems import shown

QUOTE = {"type": "TextQuoteSelector", "exact": "two years", "prefix": "open it in ", "suffix": ",” said"}
ADDRESS = "https://www.harbor-ledger.example/bridge/?from=home"
ROWS = {
    "total": 1,
    "rows": [
        {
            "id": "x1", "created": "2031-03-05T10:00:00+00:00", "user": "acct:m-ito@example.org", "uri": ADDRESS,
            "text": "An earlier plan\nsaid “three”.", "tags": ["bridge", "dates"],
            "target": [{"source": ADDRESS, "selector": [{"type": "RangeSelector"}, QUOTE]}],
        }
    ],
}  # fmt: skip
WEB = {
    "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:a:1", "type": "Annotation", "motivation": "questioning",
    "creator": {"type": "Person", "name": "P. Vance"}, "created": "2031-03-06T00:00:00Z",
    "body": [{"type": "TextualBody", "value": "Who says so?"}, {"value": "bridge", "purpose": "tagging"}],
    "target": {
        "source": "https://site.example/a/articles/bridge.html",
        "selector": {"type": "FragmentSelector", "refinedBy": QUOTE},
    },
}  # fmt: skip
ARTICLE = Article(
    "bridge", "content/articles/bridge.md", title="Council votes", url="https://harbor-ledger.example/bridge",
    text="“We will open it in two years,” said the mayor.",
)  # fmt: skip


def notes_of(value: object, *articles: Article, held: frozenset[tuple[str, str]] = frozenset()) -> tuple[Note, ...]:
    foreign, problems = parse_foreign("notes.json", json.dumps(value).encode())
    assert problems == ()
    return placed_notes("notes.json", foreign, articles or (ARTICLE,), held)[0]


def test_rows_of_a_service_become_notes_with_their_tags() -> None:
    (note,) = notes_of(ROWS)
    assert (note.article, note.kind, note.by, note.on, note.target) == (
        "bridge",
        "comment",
        "m-ito",
        "2031-03-05",
        "body",
    )
    assert note.text == "An earlier plan\nsaid “three”.\n\nTags: bridge, dates"
    assert (note.exact, note.prefix, note.suffix) == ("two years", "open it in ", ",” said")


@pytest.mark.parametrize(
    "value",
    [
        WEB, [WEB], {"type": "AnnotationPage", "items": [WEB]},
        {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [WEB]}},
    ],
)  # fmt: skip
def test_web_annotations_alone_in_lists_and_pages_become_notes(value: object) -> None:
    (note,) = notes_of(value)
    assert (note.article, note.kind, note.by, note.text) == (
        "bridge",
        "question",
        "P. Vance",
        "Who says so?\n\nTags: bridge",
    )


def test_words_of_the_headline_are_a_target_of_their_own() -> None:
    selector = {"type": "TextQuoteSelector", "exact": "Council votes"}
    (note,) = notes_of({"type": "Annotation", "target": {"source": ADDRESS, "selector": selector}, "bodyValue": "Ha."})
    assert note.target == "title"


def test_what_was_taken_over_before_is_not_taken_again() -> None:
    (note,) = notes_of(ROWS)
    assert notes_of(ROWS, held=frozenset({("bridge", note.id)})) == ()


def test_an_annotation_of_no_article_is_said() -> None:
    foreign, _ = parse_foreign("notes.json", json.dumps(ROWS).encode())
    notes, problems = placed_notes("notes.json", foreign, (), frozenset())
    assert notes == ()
    assert [shown(p) for p in problems] == [
        f'notes.json: warning: no article has the address "{ADDRESS}"; “An earlier plan said “three”. Tags: bridge, '
        "dates” was not taken over [annotation-astray]\n"
        "    hint: write the address as url: in the article that it is, then ingest the file again"
    ]


def test_an_annotation_that_says_nothing_is_said() -> None:
    empty = {"type": "Annotation", "target": "https://harbor-ledger.example/bridge"}
    foreign, problems = parse_foreign("notes.json", json.dumps([WEB, empty]).encode())
    assert len(foreign) == 1
    assert [shown(p) for p in problems] == [
        "notes.json: warning: annotation 2 names no page, or says nothing; it was left out [annotation-empty]\n"
        "    hint: give it a target with a source, or write the note into content/notes/ by hand"
    ]


@pytest.mark.parametrize(
    "data", [b"", b"{", b'{"rows": []}', b"[1, 2]", b"plain text", b'{"headline": "x"}', b"[" * 9000]
)
def test_other_files_are_no_annotations(data: bytes) -> None:
    assert not is_foreign(data)


@given(st.text(), st.text(min_size=1), st.text(), st.text())
def test_notes_written_down_are_read_again(text: str, exact: str, prefix: str, by: str) -> None:
    def storable(value: str) -> str:
        return value.encode("utf-8", "replace").decode()

    value = {**WEB, "bodyValue": storable(text), "creator": storable(by), "body": []}
    quote = {"type": "TextQuoteSelector", "exact": storable(exact), "prefix": storable(prefix)}
    value["target"] = {"source": ADDRESS, "selector": quote}
    notes = notes_of(value)
    read, problems = parse_notes("content/notes/bridge.yml", dump_notes(notes))
    assert problems == ()
    assert [(n.id, n.text.strip(), n.exact, n.prefix) for n in read or ()] == [
        (n.id, n.text.strip(), n.exact, n.prefix) for n in notes
    ]


def test_an_annotation_of_an_exported_title_is_about_the_title() -> None:
    quote = {"type": "TextQuoteSelector", "exact": "Council votes"}
    source = "https://site.example/a/data/text/bridge.title.txt"
    (note,) = notes_of({**WEB, "target": {"source": source, "selector": quote}})
    assert (note.article, note.target, note.exact) == ("bridge", "title", "Council votes")


def archive(root: Path, notes: str = "") -> Path:
    (root / "content/articles").mkdir(parents=True)
    head = "---\ntitle: Council votes\nurl: https://harbor-ledger.example/bridge\n---\n\n"
    (root / "content/articles/bridge.md").write_text(f"{head}{ARTICLE.text}\n", "utf-8")
    if notes:
        (root / "content/notes").mkdir()
        (root / "content/notes/bridge.yml").write_text(notes, "utf-8")
    given = root / "given.json"
    given.write_text(json.dumps(ROWS), "utf-8")
    return given


def test_ingest_puts_annotations_behind_the_notes_that_stand_there(tmp_path: Path) -> None:
    mine = "# mine\n- {id: n-1, kind: comment, target: {exact: the mayor}, text: Who?}"
    given = archive(tmp_path, mine)
    (verdict,), problems = ingest(tmp_path, (given,))
    assert problems == ()
    assert verdict.line == f"{given}: annotations · 1 note taken over into 1 article"
    text = (tmp_path / "content/notes/bridge.yml").read_text("utf-8")
    assert text.startswith(mine + "\n- id: n-")
    (again,), _ = ingest(tmp_path, (given,))
    assert again.line == f"{given}: annotations · 0 notes taken over into 0 articles · 1 there already"
    assert (tmp_path / "content/notes/bridge.yml").read_text("utf-8") == text
    assert not (tmp_path / "content/sources").exists()


@pytest.mark.parametrize("standing", ["- [", "{a: b}\n", "[{id: n-1, kind: comment, target: {in: title}}]\n"])
def test_notes_that_cannot_be_added_to_stay_as_they_are(tmp_path: Path, standing: str) -> None:
    given = archive(tmp_path, standing)
    _, problems = ingest(tmp_path, (given,))
    assert "notes-unreadable" in {p.code for p in problems}
    assert (tmp_path / "content/notes/bridge.yml").read_text("utf-8") == standing


def test_what_blocks_the_taking_over_is_said(tmp_path: Path) -> None:
    given = archive(tmp_path, "[]\n")
    _, problems = ingest(tmp_path, (given,))
    assert [shown(p) for p in problems] == [
        "content/notes/bridge.yml: error: no notes can be put behind what stands here [notes-unreadable]\n"
        "    hint: write its notes as a list, one hyphen a note, then ingest the annotations again"
    ]
