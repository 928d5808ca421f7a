"""A site is made in portions: however it is cut, each file is made once, and no work is done that need not be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sample_archive import archive_of, empty_archive, sample_archive
from small_archive import write_archive

from pressmark import portions as cut
from pressmark.cli import main
from pressmark.exports import exported
from pressmark.pages import all_pages
from pressmark.pipeline import builtin, load
from pressmark.production import outputs_of
from pressmark.render import Renderer
from pressmark.search import search_outputs

ROOT = Path(__file__).parent.parent


def templates():
    return load(ROOT).templates


def made(archive, size):
    was, cut.ARTICLES = cut.ARTICLES, size
    try:
        renderer = Renderer(templates(), archive)
        return [file for one in cut.portions(archive) for file in cut.made(archive, renderer, one)]
    finally:
        cut.ARTICLES = was


@pytest.mark.parametrize("archive", [sample_archive, empty_archive])
def test_portions_of_any_size_are_the_site_and_each_file_is_made_once(archive):
    archive = archive()
    files = {size: made(archive, size) for size in (1, 3, 1000)}
    paths = [file.path for file in files[1]]
    assert len(paths) == len(set(paths))
    assert sorted(files[1]) == sorted(files[3]) == sorted(files[1000])
    redirects = {page.path for page in all_pages(archive) if page.template == "redirect.html"}
    others = {file.path for file in (*exported(archive), *search_outputs(archive))}
    assert set(paths) == ({page.path for page in all_pages(archive)} | others) - redirects


def test_a_redirect_gives_way_to_any_page():
    archive = sample_archive()
    outputs, _ = outputs_of(archive, templates(), ())
    pages = {page.path for page in all_pages(archive)}
    assert {file.path for file in outputs if file.path.endswith(".html")} == pages
    assert builtin("templates").is_dir()


def test_the_same_fault_is_named_however_the_work_is_cut():
    archive = archive_of(sample_archive().records, sample_archive().config)
    broken = tuple(f if f.path != "base.html" else type(f)(f.path, f.data + b"{{ page.nowhere }}") for f in templates())
    found = set()
    for size in (1, 2, 1000):
        was, cut.ARTICLES = cut.ARTICLES, size
        found.add(outputs_of(archive, broken, ()))
        cut.ARTICLES = was
    ((outputs, (problem,)),) = found
    assert outputs == ()
    assert problem.message.endswith("on 404.html")


def test_a_build_of_what_has_not_changed_reads_no_content_and_no_template(tmp_path):
    root = write_archive(tmp_path)
    for _ in range(2):
        main(["--archive", str(root)])
    code = (
        "import sys; from pressmark.cli import main; main(sys.argv[1:]); "
        "print(sorted({'yaml', 'jinja2', 'markdown_it', 'pressmark.pipeline', 'pressmark.ingest'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, "--archive", str(root)], capture_output=True, text=True, env=environment
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
