"""Names that pages of the site have already: nothing that somebody writes takes their place."""

from dataclasses import replace
from pathlib import Path

import pytest
from sample_archive import sample_archive

from pressmark.archive import Archive
from pressmark.cli import main
from pressmark.pages import all_pages
from pressmark.pages.rows import leaf_path
from pressmark.registry.entities import unused
from pressmark.text import RESERVED, is_id, slug
from pressmark.vocabulary import Entity


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_no_id_is_a_reserved_name(name):
    assert not is_id(name)
    assert is_id(slug(name)) and slug(name) != name
    assert is_id(unused(name, "person", set()))


def test_a_capture_an_entity_and_a_former_id_named_index_leave_the_indexes_alone(tmp_path: Path, capsys):
    for path, text in {
        "content/sources/index.txt": "Index\n\nMarch 4, 2031\n\nThe Index said on Monday that prices rose a little.\n",
        "content/articles/pier.md": "---\ntitle: Pier\norganizations: [Index]\ntopics: [index]\n---\n",
        "content/entities/ana-sol.md": "---\nname: Ana Sol\nkind: person\nformerly: [index]\n---\n",
        "content/topics/index.md": "---\nname: Prices\nany: [prices]\n---\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    assert main(["--archive", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert 'content/entities/ana-sol.md:4:12: error: "index" is not an id [bad-id]\n    hint: write index-1\n' in said
    assert (
        'content/topics/index.md: error: "index" cannot be an id [bad-file-name]\n    hint: rename it to index-1.md\n'
    ) in said
    assert "same-path" not in said
    for folder, heading in (("articles", "Articles"), ("organizations", "Organizations"), ("people", "People")):
        assert f"<h1>{heading}" in (tmp_path / "site" / folder / "index.html").read_text("utf-8"), folder
    assert (tmp_path / "site/organizations/index-1.html").is_file()
    assert len(list((tmp_path / "content/articles").glob("index*.md"))) == 1


def test_a_page_of_a_long_list_stands_where_nothing_else_does():
    def path(*taken: str) -> str:
        return leaf_path("people/a.html", 2, {f"people/{name}.html" for name in taken})

    assert path("a") == "people/a-2.html"
    assert path("a", "a-2") == "people/a-page-2.html"
    assert path("a", "a-2", "a-page-2") == "people/a-page-page-2.html"
    assert path("a", "a-2", "a-page") == "people/a-page-page-2.html"


def with_entities(archive: Archive, entities: tuple[Entity, ...]) -> Archive:
    return replace(archive, entities=entities, entity_of={e.id: e for e in entities})


def test_no_two_pages_have_one_path_however_things_are_named():
    named = tuple(Entity(f"p-{n:03}", f"Person {n}", "person") for n in range(450))
    moved = Entity("z", "Z", "person", formerly=("index-3", "a-2"))
    archive = with_entities(
        sample_archive(), (Entity("a", "A", "person"), Entity("index-2", "Index 2", "person"), *named, moved)
    )
    paths = [page.path for page in all_pages(archive)]
    assert sorted({p for p in paths if paths.count(p) > 1}) == []
    assert {"people/index-2.html", "people/index-page-2.html", "people/index-3.html"} <= set(paths)
