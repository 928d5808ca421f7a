"""A hostile or huge capture costs a few seconds and a clear refusal, and no other capture suffers from it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hostile_captures import cost, grows_with_its_square, gzip_bomb, zip_bomb
from small_archive import write_archive

from pressmark import limits
from pressmark.disk import load_tree
from pressmark.ingest import ingest
from pressmark.problems import shown
from pressmark.workers import Died, all_answers

ROOT = Path(__file__).parent.parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory and forks are tried on Linux only")


def sources(root: Path, **captures: str) -> Path:
    (root / "content/sources").mkdir(parents=True)
    for name, text in captures.items():
        (root / f"content/sources/{name}.txt").write_text(text, "utf-8")
    return root


def clippings(count: int) -> dict[str, str]:
    return {
        f"clip-{number:03}": f"Pier {number} is mended\n\nBy Ana Sol\n\nMarch {1 + number % 28}, 2031\n\n"
        + f"The council of Northfield voted to mend pier number {number} before the storms of the winter come.\n\n" * 3
        for number in range(count)
    }


def hard_words() -> str:
    return "\n".join(f"Councillor {number} of the Harbor Board said that it was “all well”." for number in range(9000))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that limits can use")
def test_a_capture_that_takes_too_long_is_refused_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    sources(tmp_path, a_long=hard_words(), **clippings(1))
    verdicts, problems = ingest(tmp_path)
    assert [v.article for v in verdicts] == ["pier-0-is-mended"]
    assert [shown(p) for p in problems if p.severity == "error"] == [
        "content/sources/a_long.txt: error: reading it took more than 5 seconds, which no article needs; it was given "
        "up [capture-too-slow]\n    hint: keep one article a file, as text or HTML, or take it away. "
        "To set it aside, write ignore: true in a_long.txt.yml beside it"
    ]
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


@linux
def test_a_capture_that_needs_too_much_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    monkeypatch.setattr(limits, "MEMORY", 8 * 2**20)
    before = resource.getrlimit(resource.RLIMIT_AS)
    sources(tmp_path, a_big="mast " * 3_900_000, **clippings(1))
    verdicts, problems = ingest(tmp_path)
    assert len(verdicts) == 1
    assert [shown(p) for p in problems if p.severity == "error"] == [
        "content/sources/a_big.txt: error: reading it takes more memory than is allowed for one capture; it was given "
        "up [capture-too-heavy]\n    hint: keep one article a file, as text or HTML, or take it away. "
        "To set it aside, write ignore: true in a_big.txt.yml beside it"
    ]
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def squared(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 99:
        raise ValueError("no such number")
    return number * number


@linux
def test_a_process_that_dies_costs_the_item_it_was_at_and_no_other() -> None:
    with closing(all_answers(squared, range(40), 40, 3)) as found:
        answers = list(found)
    assert [i for i, answer in enumerate(answers) if isinstance(answer, Died)] == [13]
    assert [a for a in answers if not isinstance(a, Died)] == [n * n for n in range(40) if n != 13]


@linux
def test_what_a_function_raises_is_raised_here() -> None:
    with (
        closing(all_answers(squared, [1, 2, 99, 3, 4, 5, 6, 7], 8, 2)) as found,
        pytest.raises(ValueError, match="no such"),
    ):
        list(found)


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100, 1100):
            taken.append(number)
            yield number

    with closing(all_answers(squared, items(), 1000, 2)) as found:
        assert next(found) == 10_000
        assert len(taken) < 100


@pytest.mark.slow
@linux
def test_a_capture_whose_reader_dies_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_LAST_SECONDS", 1)
    monkeypatch.setattr(limits, "SECONDS", 60.0)
    sources(tmp_path, zz_long=hard_words() * 2, **clippings(8))
    verdicts, problems = ingest(tmp_path, jobs=2)
    assert len(verdicts) == 8
    assert [shown(p) for p in problems if p.severity == "error"] == [
        "content/sources/zz_long.txt: error: the process that read it was ended: out of memory or time, or from "
        "outside; the other files were read [reader-died]\n    hint: run it again; if that does not help, keep one "
        "article a file, as text or HTML, or take it away. "
        "To set it aside, write ignore: true in zz_long.txt.yml beside it"
    ]


def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    found = []
    for jobs in (1, 4):
        root = tmp_path / str(jobs)
        write_archive(root)
        for name, text in clippings(30).items():
            (root / f"content/sources/{name}.txt").write_text(text, "utf-8")
        (root / "content/sources/empty.txt").write_bytes(b"")
        (root / "content/sources/twice.txt").write_text(clippings(1)["clip-000"], "utf-8")
        found.append((ingest(root, jobs=jobs), load_tree(root, "content")))
    assert found[0] == found[1]


@pytest.mark.slow
@linux
def test_interrupted_ingest_leaves_whole_files_and_says_so(tmp_path: Path) -> None:
    root = sources(tmp_path, **clippings(400))
    command = [sys.executable, str(ROOT / "build.py"), "ingest", "--archive", str(root), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as running:
        while not list((root / "content").glob("articles/*.md")) and running.poll() is None:
            pass
        assert running.poll() is None, running.communicate()
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, b"interrupted\n")
    assert [p.name for p in (root / "content").rglob("*") if p.name.endswith(".tmp")] == []
    assert all(p.read_bytes().endswith(b"\n") for p in (root / "content/articles").iterdir())
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)  # nobody of its processes is left


@pytest.mark.parametrize(
    "piece", ["1", "Ana Sol, ", "“", "[1]", "By and ", "a@b.", "<p>", "12:30 ", "- \n", "(Photo by "]
)
def test_time_grows_about_as_a_repetitive_text_does(piece: str) -> None:
    assert grows_with_its_square(piece, "Title of it\n\n", 10_000) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a" * 19_000_000, ""),
        (b"[" * 1_000_000, ""),
        ("“".encode() * 1_000_000, ""),
        (b"<div>" * 1_000_000, "capture-too-large"),
        (b"{" * 1_000_000, ""),
        (gzip_bomb(), "capture-too-large"),
        (zip_bomb(), "capture-too-large"),
    ],
    ids=["one line", "brackets", "quotes", "elements", "braces", "gzip bomb", "zip bomb"],
)
def test_a_hostile_capture_costs_a_few_seconds_at_most(data: bytes, code: str) -> None:
    took, problems = cost(data)
    refusals = [p.code for p in problems if p.severity == "error"]
    assert took < 6
    assert refusals == [code] if code else set(refusals) <= {"capture-too-slow"}
