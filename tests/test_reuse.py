"""What need not be made again is not; what it is made of is noted whatever builds it."""

import random
from dataclasses import fields, replace
from pathlib import Path

import pytest
from small_archive import many_articles, rendered, write_archive

from pressmark import pipeline
from pressmark import portions as portions_module
from pressmark.archive import Archive
from pressmark.article import Article
from pressmark.cli import main
from pressmark.facts import ALONE, FACET_OF, INDEXES, THINGS, _template_facts, digest_of, facets
from pressmark.memo import STORE, Memory, recalled
from pressmark.portions import names, portions
from pressmark.record import Record
from pressmark.render import Renderer
from pressmark.reuse import present, standing
from pressmark.stamp import program
from pressmark.tracked import NONE, Reads, tracked


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_archive(tmp_path / "archive")


def archive_of(root: Path) -> Archive:
    if not (root / "content/articles").exists():
        main(["ingest", "--archive", str(root)])
    return pipeline.understood(pipeline.load(root))[0]


def test_every_field_of_a_record_and_of_the_archive_is_a_fact():
    assert set(FACET_OF) == {f.name for f in fields(Record)} - {"article"}
    held = {*ALONE, *INDEXES, *THINGS, *THINGS.values(), "records", "record_of"}
    assert held == {f.name for f in fields(Archive)}


def test_equal_values_have_one_digest_and_others_another():
    one = Article("a", "content/articles/a.md", title="T", people=("Ana Sol",))
    assert digest_of(one) == digest_of(
        Article("a", "content/articles/a.md", title="T", people=("".join(("Ana ", "Sol")),))
    )
    assert digest_of(one) != digest_of(replace(one, people=("Ana", "Sol")))
    assert digest_of(one) != digest_of(replace(one, title=None, subtitle="T"))
    assert digest_of((1, True)) != digest_of((1, 1))
    with pytest.raises(TypeError):
        digest_of({"a"})


def test_what_is_read_of_an_article_is_noted_facet_by_facet(root):
    archive = archive_of(root)
    reads = Reads()
    view = tracked(archive, {r.article.id: n for n, r in enumerate(archive.records)}, reads, slice(0, 1))
    (first,) = view.records[0:1]
    assert (reads.facets, reads.others) == (set(), {"config"})
    assert first.article.title == archive.records[0].article.title
    assert reads.facets == {0}
    assert first.mentions == archive.records[0].mentions
    assert first.article.text == archive.records[0].article.text
    assert reads.facets == {0, 1, 3}
    assert replace(first, outlet="x").article.id == first.article.id
    assert "record_of/nobody" not in reads.others
    assert "nobody" not in view.record_of
    assert "record_of/nobody" in reads.others
    assert view.in_story.get("none") is None
    assert "in_story/none" in reads.others
    assert "records" not in reads.others
    assert len(view.records) == len(archive.records)
    assert "records" in reads.others


def test_a_view_of_the_archive_looks_like_it(root):
    archive = archive_of(root)
    view = tracked(archive, {r.article.id: n for n, r in enumerate(archive.records)}, Reads(), NONE)
    for name in (f.name for f in fields(Archive) if f.name not in ("records", "record_of")):
        held, seen = getattr(archive, name), getattr(view, name)
        assert (
            dict(seen) == dict(held)
            if name in (*INDEXES, *THINGS.values())
            else name == "config" or list(seen) == list(held)
        )
    for record, shell in zip(archive.records, view.records, strict=True):
        assert facets(shell) == facets(record)


def test_a_template_is_a_fact_with_all_that_it_draws_on():
    sources = {
        "base.html": "b",
        "parts/a.html": "a",
        "pages/one.html": "{% extends \"base.html\" %}{%- from 'parts/a.html' import x %}",
        "pages/two.html": '{% extends "base.html" %}',
        "pages/any.html": "{% include which %}",
    }

    def facts(**changed: str) -> dict[str, bytes]:
        return dict(_template_facts(sources | {k.replace("__", "/") + ".html": v for k, v in changed.items()}))

    before = facts()
    assert facts() == before
    assert {k for k, v in facts(parts__a="c").items() if v != before[k]} == {"template/one.html", "template/any.html"}
    assert {k for k, v in facts(pages__two="c").items() if v != before[k]} == {"template/two.html", "template/any.html"}
    assert {k for k, v in facts(base="c").items() if v != before[k]} == set(before)


# ---- how much is made again -----------------------------------------------------------------------------------------


def edited(root: Path, article: str, old: str, new: str) -> None:
    path = root / f"content/articles/{article}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.slow
def test_an_edit_makes_few_pages_again(tmp_path, monkeypatch):
    root = many_articles(tmp_path / "archive")
    everything = len(rendered(root, monkeypatch))
    assert everything > 300
    assert rendered(root, monkeypatch) == set()

    edited(root, "word-007", "Nothing came", "Little came")
    pages = rendered(root, monkeypatch)
    assert "articles/word-007.html" in pages
    assert len(pages) < everything / 4

    edited(root, "word-007", "Word 7", "Word seven")
    pages = rendered(root, monkeypatch)
    assert {"articles/word-007.html", "people/ana-sol.html", "articles/index.html", "timeline.html"} <= pages
    assert len(pages) < everything / 3

    (root / "content/topics").mkdir()
    (root / "content/topics/topic-3.md").write_text("---\nname: topic 3\nscope: The third\n---\n", "utf-8")
    assert len(rendered(root, monkeypatch)) < everything / 2

    (root / "content/articles/word-100.md").unlink()
    pages = rendered(root, monkeypatch)
    assert "articles/word-100.html" not in pages
    assert len(pages) < everything / 2

    (root / "assets").mkdir()
    (root / "assets/mark.svg").write_text("<svg/>", "utf-8")
    assert rendered(root, monkeypatch) == set()


@pytest.mark.slow
def test_the_pages_of_a_long_list_are_made_apart(tmp_path, monkeypatch):
    root = many_articles(tmp_path / "archive")
    archive, loaded = archive_of(root), pipeline.load(root)
    renderer = Renderer(loaded.templates, archive)
    sites = {}
    for leaves in (1, 1000):
        monkeypatch.setattr(portions_module, "LEAVES", leaves)
        found = portions(archive)
        assert len(set(names(archive, found))) == len(found)
        files = [file for one in found for file in portions_module.made(archive, renderer, one)]
        assert len({file.path for file in files}) == len(files)
        sites[leaves] = sorted(files)
    assert sites[1] == sites[1000]
    assert "people/ana-sol-2.html" in {file.path for file in sites[1]}


@pytest.mark.slow
def test_a_template_makes_its_own_pages_again(tmp_path, monkeypatch):
    root = many_articles(tmp_path / "archive")
    everything = rendered(root, monkeypatch)
    own = root / "templates/pages/topic.html"
    own.parent.mkdir(parents=True)
    own.write_bytes((pipeline.builtin("templates") / "pages/topic.html").read_bytes() + b"{# ours #}")
    assert rendered(root, monkeypatch) == {
        p for p in everything if p.startswith("topics/") and p != "topics/index.html"
    }


# ---- damage ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_damage_to_what_is_remembered_changes_no_byte(tmp_path, monkeypatch):
    root = write_archive(tmp_path / "archive")
    main(["--archive", str(root)])
    store = root / STORE
    whole = store.read_bytes()
    for seed in range(40):
        chance = random.Random(seed)
        data = bytearray(whole)
        for _ in range(chance.choice([1, 3, 200])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if seed % 8 == 7:
            del data[chance.randrange(len(data)) :]
        store.write_bytes(bytes(data))
        memory = recalled(root, program())
        archive, loaded = archive_of(root), pipeline.load(root)
        now = present(archive, loaded.templates, memory)
        known = names(archive, portions(archive))
        sound = recalled_from(whole, root)
        for name, made in standing(memory, now, known).items():
            assert made == sound.portions[name]


def recalled_from(data: bytes, root: Path) -> Memory:
    (root / STORE).write_bytes(data)
    return recalled(root, program())


def test_a_store_of_another_program_is_not_read(root):
    main(["--archive", str(root)])
    assert recalled(root, program()).portions
    assert recalled(root, "another") == Memory()


def test_what_was_made_of_a_site_that_changed_is_made_again(root, monkeypatch):
    main(["--archive", str(root)])
    page = root / "site/index.html"
    whole = page.read_bytes()
    page.write_text("gone", "utf-8")
    article = root / "content/articles/pier-notice.md"
    article.write_text(article.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    pipeline.build(root)
    assert page.read_bytes() == whole
