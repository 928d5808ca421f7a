"""A build of what has not changed is known at once; whatever has changed, and whatever happens to what is remembered,
the site is what a clean build gives."""

import json
import os
import shutil

import pytest
from small_archive import write_archive

from pressmark import stamp
from pressmark.cli import main


@pytest.fixture
def root(tmp_path):
    """An archive that was built twice, so that the last build is remembered."""
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    assert stamp.unchanged(root) is None  # the first build read captures, and said so
    main(["--archive", str(root)])
    assert stamp.unchanged(root) is not None
    return root


def article(root):
    return root / "content" / "articles" / "pier-notice.md"


def test_a_build_of_what_has_not_changed_says_what_the_last_one_said(root, capsys):
    article(root).write_text(article(root).read_text("utf-8").replace("\ndate: unknown", "\ndate: 4 March"), "utf-8")
    said = []
    for _ in range(2):
        capsys.readouterr()
        assert main(["--archive", str(root), "--json"]) == 1
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        said.append([(one.get("problem"), one.get("pages"), one.get("articles"), one.get("bytes")) for one in lines])
    assert stamp.unchanged(root) is not None
    assert said[0] == said[1]
    assert any(problem and "4 March" in problem["message"] for problem, *_ in said[1])


def test_a_change_that_leaves_size_and_time_is_seen_while_the_file_is_new(root):
    was = article(root).stat()
    article(root).write_bytes(article(root).read_bytes().replace(b"steps", b"stops"))
    os.utime(article(root), ns=(was.st_atime_ns, was.st_mtime_ns))
    assert stamp.unchanged(root) is None


@pytest.mark.parametrize("path", ["site/index.html", "site/data/articles.csv"])
def test_what_is_deleted_from_the_site_comes_back(root, path):
    held = (root / path).read_bytes()
    (root / path).unlink()
    main(["--archive", str(root)])
    assert (root / path).read_bytes() == held


def test_files_of_every_kind_are_watched(root):
    for path in ("content/entities/nobody.md", "templates/pages/404.html", "assets/new.css", "config.yml", "site/x"):
        assert stamp.unchanged(root) is not None, path
        new = [folder for folder in (root / path).parents if not folder.exists()]
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("title: x\n")
        assert stamp.unchanged(root) is None, path
        (root / path).unlink()
        if new:
            shutil.rmtree(new[-1])


@pytest.mark.parametrize(
    "bytes_", [b"", b"{}", b"[1, 2]", b"\xff\x00", b'{"since": 1, "inputs": "x", "site": "y"}', b"null"]
)
def test_a_damaged_stamp_is_none(root, bytes_):
    (root / stamp.STAMP).write_bytes(bytes_)
    assert stamp.unchanged(root) is None
    assert main(["--archive", str(root)]) == 0
    assert stamp.unchanged(root) is not None
