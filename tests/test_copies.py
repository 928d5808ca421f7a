"""Copying captures in: never the archive itself, never the same bytes twice, nothing half written left behind."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from small_archive import CAPTURES, write_archive

from pressmark.cli import main
from pressmark.copies import copy_in
from pressmark.ingest import ingest
from pressmark.problems import shown


def sources(root: Path) -> list[str]:
    return sorted(p.relative_to(root / "content/sources").as_posix() for p in (root / "content/sources").rglob("*.*"))


@pytest.mark.parametrize("given", [".", "..", "content", "content/articles", "site", "config.yml"])
def test_the_archive_is_not_copied_into_itself(tmp_path: Path, given: str) -> None:
    root = write_archive(tmp_path / "archive")
    (root / "site").mkdir(exist_ok=True)
    (root / "config.yml").write_text("title: Pier\n", "utf-8")
    before = sources(root)
    path = root / given
    assert [shown(p) for p in copy_in(root, (path,))] == [
        f"{path}: error: this is the archive itself, or a folder around it; nothing was copied [holds-archive]\n"
        "    hint: name the files or the folder that the captures are in"
    ]
    assert sources(root) == before


def test_a_folder_inside_the_archive_that_is_none_of_its_own_is_copied(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("One.", "utf-8")
    assert copy_in(tmp_path, (tmp_path / "in",)) == ()
    assert copy_in(tmp_path, (tmp_path / "content/sources/a.txt", tmp_path / "content/sources")) == ()
    assert sources(tmp_path) == ["a.txt"]


def test_bytes_that_stand_there_are_not_copied_once_more(tmp_path: Path) -> None:
    root, given = tmp_path / "archive", tmp_path / "given"
    (given / "sub").mkdir(parents=True)
    name, text = next(iter(CAPTURES.items()))
    (given / "sub" / name).write_text(text, "utf-8")
    copy_in(root, (given / "sub",))
    copy_in(root, (given,))
    assert sources(root) == [name]


def test_each_file_of_equal_bytes_gets_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, given = tmp_path / "archive", tmp_path / "given"
    given.mkdir()
    root.mkdir()
    text = next(iter(CAPTURES.values()))
    for name in ("pier (1).txt", "pier-vote.txt"):
        (given / name).write_text(text, "utf-8")
    with ZipFile(tmp_path / "more.zip", "w") as packed:
        packed.writestr("in/pier.txt", text)
    assert main(["ingest", "--archive", str(root), str(given), str(tmp_path / "more.zip")]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    same = "the same bytes as content/sources/pier (1).txt; it was not copied"
    assert said.out.splitlines()[:2] == [f"{given}/pier-vote.txt: {same}", f"{tmp_path}/more.zip/in/pier.txt: {same}"]
    assert said.out.splitlines()[2].startswith("content/sources/pier (1).txt: plain text · ")
    assert sources(root) == ["pier (1).txt"]


def test_an_empty_path_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--archive", str(tmp_path), "ingest", ""])
    assert ended.value.code == 2
    assert "a path is empty; is a variable of the shell not set?" in capsys.readouterr().err


def test_what_a_killed_run_left_half_written_goes(tmp_path: Path) -> None:
    root = write_archive(tmp_path)
    left = root / "content/articles/.pier.md.6926.tmp"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_text("half", "utf-8")
    mine = root / "content/articles/.mine.tmp"
    mine.write_text("a person's", "utf-8")
    ingest(root)
    assert not left.exists()
    assert mine.exists()


def test_inspect_reads_the_files_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/.hidden").write_text("no", "utf-8")
    for name, text in CAPTURES.items():
        (tmp_path / "in" / name).write_text(text, "utf-8")
    assert main(["inspect", "--json", str(tmp_path / "in")]) == 0
    assert capsys.readouterr().out.count("\n") == len(CAPTURES)


def test_inspect_says_in_a_line_that_nothing_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(tmp_path / "none.txt")]) == 1
    assert capsys.readouterr().out == f"{tmp_path / 'none.txt'}: nothing was read\n"
