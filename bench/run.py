"""How long builds take beside other generators on the same articles, interleaved in one run.

    python bench/run.py [--articles 500] [--words 150] [--runs 3] [--plain]

Seconds on a shared machine mean little: what is printed beside them are CPU seconds and ratios to the first peer.
`--plain` builds with `annotators: []`: entities and topics from front matter alone, as the peers have them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from generate import write_articles
from peers import PEERS, installed

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took: seconds on the clock, CPU seconds of it and its processes, and the largest one's MB."""

    clock: float
    cpu: float
    peak: float


def run(command: list[str], folder: Path) -> Run:
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{said.read()[-2000:].decode('utf-8', 'replace')}")
    return Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def edit(folder: Path) -> None:
    """Another word in the body of the last article."""
    file = max((folder / "content" / "articles").glob("*.md"))
    file.write_text(file.read_text("utf-8").rstrip("\n") + " Again.\n", "utf-8")


def ours(folder: Path, runs: dict[str, list[Run]]) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--archive", str(folder)]
    for left in ("site", ".cache"):
        shutil.rmtree(folder / left, ignore_errors=True)
    for name, before in (("cold", None), ("nothing changed", None), ("one body edit", edit)):
        if before:
            before(folder)
        runs.setdefault(f"Pressmark, {name}", []).append(run(command, ROOT))


def size(folder: Path) -> tuple[int, int, float]:
    """How many HTML files, how many files, and how many MB."""
    files = [p for p in folder.rglob("*") if p.is_file()]
    return sum(p.suffix == ".html" for p in files), len(files), sum(p.stat().st_size for p in files) / 1e6


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=500)
    options.add_argument("--words", type=int, default=150)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--plain", action="store_true", help="no annotators")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        own = Path(place, "ours")
        write_articles(own, asked.articles, asked.words)
        if asked.plain:
            (own / "config.yml").write_text("annotators: []\n")
        projects = {}
        for peer in PEERS:
            if not installed(peer):
                print(f"{peer.name}: not to be had here, left out")
                continue
            folder = Path(place, peer.name.partition(" on ")[0])
            folder.mkdir()
            projects[peer.name] = (*peer.laid_out(folder, own / "content" / "articles"), folder)
        runs: dict[str, list[Run]] = {}
        for _ in range(asked.runs):
            ours(own, runs)
            for name, (command, out, folder) in projects.items():
                shutil.rmtree(out, ignore_errors=True)
                runs.setdefault(name, []).append(run(command, folder))
        sizes = {"Pressmark, cold": size(own / "site")} | {name: size(out) for name, (_, out, _) in projects.items()}
    told(runs, sizes, next(iter(projects), "Pressmark, cold"), asked)


def told(
    runs: dict[str, list[Run]], sizes: dict[str, tuple[int, int, float]], base: str, asked: argparse.Namespace
) -> None:
    print(f"{asked.articles} articles of {asked.words} words, {asked.runs} runs, medians; ratios to {base}")
    print(f"{'':<28}{'clock':>9}{'CPU':>9}{'ratio of CPU':>22}{'peak MB':>9}{'pages':>8}{'files':>8}{'MB':>8}")
    for name, found in runs.items():
        ratios = [one.cpu / other.cpu for one, other in zip(found, runs[base], strict=True)]
        ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
        clock, cpu = (statistics.median(getattr(one, key) for one in found) for key in ("clock", "cpu"))
        pages, files, megabytes = sizes.get(name, (0, 0, 0.0))
        made = f"{pages:>8}{files:>8}{megabytes:>8.1f}" if files else ""
        print(f"{name:<28}{clock:>8.2f}s{cpu:>8.2f}s{ratio:>22}{max(one.peak for one in found):>9.0f}{made}")


if __name__ == "__main__":
    main()
