"""The edges of the disk: what is read, and writes that are atomic, contained and touch nothing unchanged."""

import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark import disk, staging
from pressmark.digest import sha256
from pressmark.problems import shown
from pressmark.tree import File


def tree(**files: str) -> tuple[File, ...]:
    return tuple(sorted(File(path.replace("__", "/") + ".html", text.encode()) for path, text in files.items()))


def on_disk(site: Path) -> dict[str, bytes]:
    return {
        p.relative_to(site).as_posix(): p.read_bytes()
        for p in site.rglob("*")
        if p.is_file() and p.name != staging.MANIFEST
    }


def test_a_second_write_touches_nothing(tmp_path):
    site = tmp_path / "site"
    outputs = tree(index="one", people__ana="two")
    staging.write_site(site, outputs)
    before = {p: p.stat().st_mtime_ns for p in site.rglob("*")}
    written, problems = staging.write_site(site, outputs)
    assert (written.written, written.untouched, written.deleted, problems) == ((), 2, (), ())
    assert {p: p.stat().st_mtime_ns for p in site.rglob("*")} == before


def test_only_what_a_build_wrote_is_deleted(tmp_path):
    site = tmp_path / "site"
    staging.write_site(site, tree(index="one", people__ana="two", people__bo="three"))
    (site / "CNAME").write_text("archive.example")
    (site / "people" / "mine.txt").write_text("kept")
    written, problems = staging.write_site(site, tree(index="one"))
    assert written.deleted == ("people/ana.html", "people/bo.html")
    assert problems == ()
    assert sorted(on_disk(site)) == ["CNAME", "index.html", "people/mine.txt"]


def test_an_emptied_folder_goes(tmp_path):
    site = tmp_path / "site"
    staging.write_site(site, tree(index="one", people__ana="two"))
    staging.write_site(site, tree(index="one"))
    assert not (site / "people").exists()


def test_a_folder_of_somebody_elses_files_is_refused(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "thesis.html").write_text("years of work")
    written, problems = staging.write_site(site, tree(index="one"))
    assert [p.code for p in problems] == ["foreign-site"]
    assert written.written == ()
    assert sorted(on_disk(site)) == ["thesis.html"]


def test_a_file_that_no_build_wrote_is_not_written_over(tmp_path):
    site = tmp_path / "site"
    staging.write_site(site, tree(index="one"))
    (site / "about.html").write_text("mine")
    _, problems = staging.write_site(site, tree(index="one", about="built"))
    assert [(p.code, p.path) for p in problems] == [("foreign-file", "site/about.html")]
    assert (site / "about.html").read_text() == "mine"


def test_the_manifest_names_every_file_with_its_digest(tmp_path):
    site = tmp_path / "site"
    staging.write_site(site, tree(index="one", people__ana="two"))
    held = json.loads((site / staging.MANIFEST).read_text())["files"]
    assert held == {path: sha256(data) for path, data in on_disk(site).items()}


def test_a_failing_disk_leaves_the_old_site(tmp_path, monkeypatch):
    site = tmp_path / "site"
    staging.write_site(site, tree(index="old", about="old"))
    real = Path.write_bytes

    def full(self, data):
        if data == b"new about":
            raise OSError(28, "No space left on device", str(self))
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError):
        staging.write_site(site, tree(index="new", about="new about"))
    monkeypatch.undo()
    assert {k: v for k, v in on_disk(site).items() if not k.startswith(".")} == {
        "index.html": b"old",
        "about.html": b"old",
    }
    staging.write_site(site, tree(index="new", about="new about"))
    assert on_disk(site) == {"index.html": b"new", "about.html": b"new about"}


def test_a_write_killed_between_renames_heals(tmp_path, monkeypatch):
    site = tmp_path / "site"
    staging.write_site(site, tree(a="1", b="1", c="1"))
    real = os.replace

    def killed(path, target):
        if Path(target).name == "b.html":
            raise KeyboardInterrupt
        return real(path, target)

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        staging.write_site(site, tree(a="2", b="2", d="2"))
    monkeypatch.undo()
    staging.write_site(site, tree(b="3", d="3"))
    assert on_disk(site) == {"b.html": b"3", "d.html": b"3"}


PATHS = st.sampled_from(["index.html", "a/x.html", "a/y.html", "b/x.html", "data/a.csv"])
SITES = st.dictionaries(PATHS, st.binary(max_size=8), max_size=5)


@given(st.lists(SITES, min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_the_folder_holds_exactly_the_last_outputs(tmp_path_factory, history):
    site = tmp_path_factory.mktemp("any") / "site"
    for outputs in history:
        staging.write_site(site, tuple(sorted(File(p, d) for p, d in outputs.items())))
    assert (on_disk(site) if site.exists() else {}) == history[-1]


def test_editors_litter_links_outside_and_pipes_are_not_read(tmp_path):
    root = tmp_path / "archive"
    sources = root / "content" / "sources"
    sources.mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("not ours")
    for name in ("a.txt", ".a.txt.swp", "a.txt~", "#a.txt#", ".DS_Store", "#1 story.txt"):
        (sources / name).write_text(name)
    (sources / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (sources / "loop").symlink_to(sources)
    os.mkfifo(sources / "pipe.txt")
    files, problems = disk.load_tree(root, "content/sources")
    assert [f.path for f in files] == ["content/sources/#1 story.txt", "content/sources/a.txt"]
    assert sorted((p.path, p.code) for p in problems) == [
        ("content/sources/a.txt~", "passed-over"),
        ("content/sources/loop", "outside-link"),
        ("content/sources/pipe.txt", "not-a-file"),
        ("content/sources/secret.txt", "outside-link"),
    ]


def test_a_file_that_is_too_large_is_named(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(disk.FILE_LIMIT + 1)
    file, problems = disk.load_file(tmp_path, "big.txt")
    assert file is None
    assert [p.code for p in problems] == ["too-large"]


def test_a_missing_file_is_named(tmp_path):
    file, problems = disk.load_file(tmp_path, "none.txt")
    assert file is None
    assert [(p.code, p.message) for p in problems] == [("unreadable", "cannot be read: no such file or directory")]


def test_create_never_writes_over_a_file(tmp_path):
    (tmp_path / "a.md").write_text("typed")
    with pytest.raises(FileExistsError):
        disk.create_file(tmp_path, "a.md", b"machine")
    assert (tmp_path / "a.md").read_text() == "typed"


def test_a_new_file_is_whole_or_not_there(tmp_path, monkeypatch):
    real = os.fsync

    def full(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        disk.create_file(tmp_path, "a.md", b"machine")
    monkeypatch.setattr(os, "fsync", real)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_hard_links_holds_new_files_too(tmp_path, monkeypatch):
    def none(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    disk.create_file(tmp_path, "deep/a.md", b"machine")
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["a.md"]
    assert (tmp_path / "deep/a.md").read_bytes() == b"machine"
    with pytest.raises(FileExistsError):
        disk.create_file(tmp_path, "deep/a.md", b"other")
    assert (tmp_path / "deep/a.md").read_bytes() == b"machine"


@pytest.mark.parametrize("write", [disk.write_file, disk.create_file])
def test_nothing_is_written_through_a_link_that_leads_outside(tmp_path, write):
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "archive"
    root.mkdir()
    (root / "content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(disk.OutsideError):
        write(root, "content/articles/a.md", b"machine")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_damaged_manifest_is_made_anew(tmp_path):
    site = tmp_path / "site"
    staging.write_site(site, tree(index="one", about="two"))
    (site / staging.MANIFEST).write_text('{"files": {"index')
    (site / "mine.html").write_text("mine")
    written, problems = staging.write_site(site, tree(index="one", about="two"))
    assert [shown(p) for p in problems] == [
        "site/manifest.json: warning: this list of what the last build wrote cannot be read; it is made anew "
        "[bad-manifest]\n    hint: look for pages that are no longer built: they were not deleted"
    ]
    assert (written.written, written.untouched, written.deleted) == ((), 2, ())
    assert sorted(staging.manifest(site) or {}) == ["about.html", "index.html"]
    assert staging.write_site(site, tree(index="one", about="two"))[1] == ()


def test_behind_a_damaged_manifest_only_known_pages_are_written_over(tmp_path):
    site = tmp_path / "site"
    staging.write_site(site, tree(index="one", about="two"))
    (site / staging.MANIFEST).write_text("")
    _, problems = staging.write_site(site, tree(index="one", about="three"))
    assert sorted((p.code, p.path) for p in problems) == [
        ("bad-manifest", "site/manifest.json"),
        ("foreign-file", "site/about.html"),
    ]
    assert (site / "about.html").read_text() == "two"


def test_a_second_build_waits_for_the_first(tmp_path):
    order: list[str] = []
    inside = threading.Event()

    def second():
        inside.wait()
        with disk.locked(tmp_path) as waited:
            order.append(f"second, waited: {waited}")

    thread = threading.Thread(target=second)
    with disk.locked(tmp_path) as waited:
        thread.start()
        inside.set()
        thread.join(0.2)
        order.append(f"first, waited: {waited}")
    thread.join()
    assert order == ["first, waited: False", "second, waited: True"]
