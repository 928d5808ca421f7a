"""What was derived of files is remembered from one build to the next: it comes back as it was, or not at all."""

import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import MONEY, NOTICE, article, edit, write_archive

from pressmark import archive, derived, pipeline
from pressmark.annotation import Mention
from pressmark.annotators.references import Known
from pressmark.article import Article
from pressmark.cli import main
from pressmark.coding import coded, decoded
from pressmark.kept import Kept
from pressmark.record import Record
from pressmark.stamp import program
from pressmark.store import Rows, read_rows, write_rows


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Twig:
    leaf: Leaf | None
    leaves: tuple[Leaf, ...] = ()
    pair: tuple[Leaf, str] = (Leaf(""), "")
    either: Leaf | Mention | str = ""


leaf = st.builds(Leaf, st.text(), st.none() | st.integers())
mention = st.builds(Mention, st.integers(), st.integers(), st.text(), st.text(), st.text())
twig = st.builds(
    Twig,
    st.none() | leaf,
    st.lists(leaf, max_size=3).map(tuple),
    st.tuples(leaf, st.text()),
    leaf | mention | st.text(),
)


@given(twig, twig)
def test_a_value_comes_back_as_it_was(one, other):
    assert decoded(coded(one), Twig) == one
    assert (coded(one) == coded(other)) == (one == other)
    many = ((one, other), None)
    assert decoded(coded(many), tuple[tuple[Twig, ...] | None, tuple[Leaf, ...] | None]) == many


def test_what_cannot_be_written_is_refused():
    for value in ([1], {1}, object()):
        with pytest.raises((TypeError, ValueError)):
            decoded(coded(value), Leaf)


def test_every_record_of_an_archive_comes_back(tmp_path):
    root = write_archive(tmp_path)
    main(["ingest", "--archive", str(root)])
    held, _, _ = pipeline.understood(pipeline.load(root))
    for record in held.records:
        assert decoded(coded(record), Record) == record
    kept = Kept()
    pipeline.understood(pipeline.load(root), kept=kept)
    assert kept.known is not None
    assert kept.known.registry.forms
    assert decoded(coded(kept.known), Known) == kept.known


def test_rows_come_back_by_key_and_those_that_go_are_gone(tmp_path):
    path = tmp_path / ".cache/rows.sqlite"
    write_rows(path, "one", {"a": Rows((), [("x", (1, b"2")), ("y", "z")]), "b": Rows((), [])}, anew=False)
    assert read_rows(path, "one", ("a", "b")) == {"a": {"x": (1, b"2"), "y": "z"}, "b": {}}
    write_rows(path, "one", {"a": Rows(["y", "none"], [("x", 3)])}, anew=False)
    assert read_rows(path, "one", ("a",)) == {"a": {"x": 3}}
    assert read_rows(path, "two", ("a",)) == {}
    assert read_rows(path, "one", ("nowhere",)) == {}
    write_rows(path, "one", {"a": Rows((), [("n", 1)])}, anew=True)
    assert read_rows(path, "one", ("a",)) == {"a": {"n": 1}}
    path.write_bytes(b"\x00junk")
    assert read_rows(path, "one", ("a",)) == {}
    write_rows(path, "one", {"a": Rows((), [("n", 1)])}, anew=False)
    assert not path.exists()


def remembered(root: Path) -> derived.Recalled:
    return derived.recalled(root, program(), pipeline.load(root).content)


def test_only_what_has_changed_is_derived_again(tmp_path, monkeypatch):
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    edit(article(root, NOTICE), ("further notice", "the first of May"))
    parsed, annotated = [], []
    true_parse, true_annotated = pipeline.parse_article, archive.annotated

    def parse(path: str, text: str):
        parsed.append(path)
        return true_parse(path, text)

    def noting(a: Article, *rest):
        annotated.append(a.id)
        return true_annotated(a, *rest)

    monkeypatch.setattr(pipeline, "parse_article", parse)
    monkeypatch.setattr(archive, "annotated", noting)
    pipeline.build(root)
    assert (parsed, annotated) == ([f"content/articles/{NOTICE}.md"], [NOTICE])
    edit(article(root, MONEY), ("people: [", "people: [Ida Marsh, "))
    parsed.clear()
    annotated.clear()
    pipeline.build(root)
    assert parsed == [f"content/articles/{MONEY}.md"]
    assert MONEY in annotated
    assert NOTICE not in annotated  # it has not a word of the new name


SHARED = (
    "The Northfield Council has agreed to mend the pier, which has been shut since the storm of the year before last."
)


def test_after_an_edit_only_the_changed_article_is_compared_with_the_others(tmp_path, monkeypatch):
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    assert not any(r.passages for r in pipeline.understood(pipeline.load(root))[0].records if r.article.id == NOTICE)
    edit(article(root, NOTICE), ("The ferry to Gull Island", f"{SHARED} The ferry to Gull Island"))
    loaded = pipeline.load(root)
    anew = {r.article.id: r.passages for r in pipeline.understood(loaded)[0].records}
    assert anew[NOTICE]
    monkeypatch.setattr(archive, "PassageIndex", None)  # nothing compares all with all
    found = pipeline.understood(loaded, kept=remembered(root).kept)[0]
    assert {r.article.id: r.passages for r in found.records} == anew


def test_damage_brings_back_nothing_else_than_what_was_kept(tmp_path):
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    store = root / derived.STORE
    whole, sound = store.read_bytes(), remembered(root).kept
    assert sound.local
    assert sound.promised
    for seed in range(30):
        chance = random.Random(seed)
        data = bytearray(whole)
        for _ in range(chance.choice([1, 5, 300])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        store.write_bytes(bytes(data))
        kept = remembered(root).kept
        for table in ("files", "local", "told"):
            held = getattr(sound, table)
            assert all(held[key] == value for key, value in getattr(kept, table).items())
        assert kept.promised in (b"", sound.promised)
        assert kept.passages in (None, sound.passages)


def test_a_file_with_other_bytes_is_not_recalled(tmp_path):
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    edit(article(root, NOTICE), ("further notice", "the first of May"))
    kept = remembered(root).kept
    assert NOTICE not in kept.local
    assert MONEY in kept.local
    assert derived.recalled(root, "another", pipeline.load(root).content).kept.local == {}
