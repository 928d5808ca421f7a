"""One file of a site by its path: whatever a build writes is found, with the same bytes, and nothing else is."""

from dataclasses import replace
from pathlib import Path

import pytest
from sample_archive import archive_of, empty_archive, sample_archive

from pressmark.archive import Archive
from pressmark.lookup import files_named, files_with, page_at
from pressmark.pipeline import load
from pressmark.production import outputs_of
from pressmark.render import Renderer
from pressmark.revision import order_of

ROOT = Path(__file__).parent.parent


def long_archive() -> Archive:
    """Lists of several pages, things with numbers at the end of their ids, and former ids where lists go on."""
    sample = sample_archive()
    last = sample.records[-1]
    more = []
    for number in range(420):
        formerly = {0: ("index-2", "ana-sol-2"), 1: ("moved-away",), 2: ("gone",)}.get(number, ())
        id_ = f"piece-{number}"
        passages = tuple(replace(p, article=id_) for p in last.passages)
        article = replace(last.article, id=id_, formerly=formerly, stories=())
        more.append(replace(sample.records[0], article=article, passages=passages, stories=()))
    crowd = [replace(e, id=f"{e.id}{end}", formerly=()) for e in sample.entities for end in ("-2", "-page", "-page-3")]
    entities = tuple(sorted((*sample.entities, *crowd), key=lambda e: e.id))
    return archive_of(tuple(sorted((*sample.records, *more), key=order_of)), sample.config, entities)


@pytest.mark.parametrize("archive", [sample_archive, empty_archive, long_archive])
def test_every_file_of_a_site_is_found_by_its_path(archive):
    archive = archive()
    templates = load(ROOT).templates
    renderer = Renderer(templates, archive)
    outputs, _ = outputs_of(archive, templates, ())
    assert len(outputs) >= 40
    paths = {file.path for file in outputs}
    others: dict[str, bytes] = {}
    for file in outputs:
        if file.path.endswith(".html"):
            page = page_at(archive, file.path)
            assert page is not None, file.path
            assert renderer.rendered(page) == file.data
        elif file.path not in (".nojekyll", "_headers"):
            if file.path not in others:
                others |= {f.path: f.data for f in files_with(archive, file.path)}
            assert others[file.path] == file.data, file.path
    assert set(others) <= paths


@pytest.mark.parametrize("path", [
    "articles/nowhere.html", "articles/piece-1-2.html", "people/ana-sol-99.html", "people/nobody-2.html",
    "nowhere.html", "articles/index-9.html", "timeline-99.html", "quotations/ana-sol-9.html", "articles/gone/x.html",
    "articles", "", "index", "people/.html", "nowhere/index.html", "articles/index-page-2.html",
])  # fmt: skip
def test_no_page_is_made_where_a_build_writes_none(path):
    assert page_at(long_archive(), path) is None


@pytest.mark.parametrize("path", ["data/nothing.csv", "data/annotations/nowhere.jsonld", "search/nothing.js", "x.js"])
def test_no_file_is_made_where_a_build_writes_none(path):
    assert files_named(files_with(sample_archive(), path), path) is None
