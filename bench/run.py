"""How long builds take beside other generators on the same articles, interleaved in one run.

    python bench/run.py [--articles 1000 5000 20000] [--words 150 600] [--runs 3] [--peers Hugo Pagefind] [--each-peer]

Seconds on a shared machine mean little: what counts are ratios of tools that ran one after the other, as medians with
their spread, of seconds on the clock and of CPU seconds. Builds of Pressmark:

    like for like       `annotators: []` and `data: []`: pages of articles and terms from front matter, and search
    without search      the same without the search index (without_search.py)
    everything          all annotators, pages and data files; then with nothing changed, and after one body edit
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
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generate import write_articles
from peers import HUGO, PAGEFIND, PEERS, Peer, installed

ROOT = Path(__file__).parent.parent
LIKE, BARE, ALL = "Pressmark, like for like", "Pressmark, without search", "Pressmark, everything"
SAME, EDIT = "Pressmark, nothing changed", "Pressmark, one body edit"
# What is compared: what it is, the tools whose times are added up on either side, and what is hoped for.
GOALS = (
    ("like for like, with search", (LIKE,), (HUGO, PAGEFIND), 0.6),
    ("like for like, without search", (BARE,), (HUGO,), 1.0),
    ("everything", (ALL,), (HUGO, PAGEFIND), 2.0),
    ("like for like, with search", (LIKE,), ("Eleventy",), None),
    ("like for like, with search", (LIKE,), ("Pelican",), 0.5),
    ("like for like, with search", (LIKE,), ("MkDocs",), 0.5),
    ("like for like, with search", (LIKE,), ("MkDocs Material",), 0.5),
    ("one body edit", (EDIT,), (ALL,), 0.08),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took: seconds on the clock, CPU seconds of it and its processes, and the largest one's MB."""

    clock: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Job:
    """A build: its name, its command and what is done before it, outside the time; and the folder that it fills."""

    name: str
    command: list[str]
    folder: Path
    out: Path
    before: Callable[[], None]


def run(job: Job) -> Run:
    job.before()
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(job.command, cwd=job.folder, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(job.command)} failed:\n{said.read()[-2000:].decode('utf-8', 'replace')}")
    return Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _emptied(*folders: Path) -> Callable[[], None]:
    def clear() -> None:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    return clear


def _edit(folder: Path) -> None:
    """Another word in the body of the last article."""
    file = max((folder / "content" / "articles").glob("*.md"))
    file.write_text(file.read_text("utf-8").rstrip("\n") + " Again.\n", "utf-8")


def _ours(place: Path, articles: int, words: int) -> list[Job]:
    full, plain = place / "everything", place / "like"
    write_articles(full, articles, words)
    shutil.copytree(full, plain)
    (plain / "config.yml").write_text("annotators: []\ndata: []\n")
    build = [sys.executable, str(ROOT / "build.py"), "--archive"]
    bare = [sys.executable, str(ROOT / "bench" / "without_search.py")]
    cold = {folder: _emptied(folder / "site", folder / ".cache") for folder in (full, plain)}
    return [
        Job(LIKE, [*build, str(plain)], ROOT, plain / "site", cold[plain]),
        Job(BARE, [*bare, str(plain)], ROOT, plain / "site", cold[plain]),
        Job(ALL, [*build, str(full)], ROOT, full / "site", cold[full]),
        Job(SAME, [*build, str(full)], ROOT, full / "site", lambda: None),
        Job(EDIT, [*build, str(full)], ROOT, full / "site", lambda: _edit(full)),
    ]


def _theirs(place: Path, peers: list[Peer]) -> list[Job]:
    jobs = []
    for peer in peers:
        folder = place / peer.name.partition(" on ")[0]
        folder.mkdir()
        command, out = peer.laid_out(folder, place / "everything" / "content" / "articles")
        jobs.append(Job(peer.name, command, folder, out, _emptied(out)))
    return jobs


def kinds(folder: Path) -> tuple[Counter[str], int, float]:
    """How many HTML files there are in each folder of a site, how many files, and how many MB."""
    files = [p for p in folder.rglob("*") if p.is_file()]
    pages = Counter(p.relative_to(folder).parts[0] if p.parent != folder else "" for p in files if p.suffix == ".html")
    return pages, len(files), sum(p.stat().st_size for p in files) / 1e6


def measured(
    articles: int, words: int, runs: int, peers: list[Peer], place: Path | None, only: tuple[str, ...] = ("",)
) -> None:
    with tempfile.TemporaryDirectory(dir=place) as made:
        own = [job for job in _ours(Path(made), articles, words) if job.name.partition(", ")[2].startswith(only)]
        jobs = [*own, *_theirs(Path(made), peers)]
        found: dict[str, list[Run]] = {job.name: [] for job in jobs}
        sizes = {}
        for _ in range(runs):
            for job in jobs:
                found[job.name].append(run(job))
                print(f"  {job.name}: {found[job.name][-1].clock:.1f} s", file=sys.stderr)
                if job.name not in sizes and job.name not in (SAME, EDIT):
                    sizes[job.name] = kinds(job.out)
    print(f"\n## {articles:,} articles of {words} words, {runs} runs interleaved, medians\n")
    _times(found, sizes)
    _ratios(found)
    _pages(sizes)


def _times(found: dict[str, list[Run]], sizes: dict[str, tuple[Counter[str], int, float]]) -> None:
    print("| build | clock s | CPU s | largest process MB | pages | files | MB |\n|---|---|---|---|---|---|---|")
    for name, runs in found.items():
        clock, cpu = (statistics.median(getattr(one, key) for one in runs) for key in ("clock", "cpu"))
        size = f"{sizes[name][0].total():,} | {sizes[name][1]:,} | {sizes[name][2]:.1f}" if name in sizes else " | | "
        print(f"| {name} | {clock:.2f} | {cpu:.2f} | {max(one.peak for one in runs):.0f} | {size} |")


def _ratios(found: dict[str, list[Run]]) -> None:
    print("\n| | beside | clock | CPU | goal |\n|---|---|---|---|---|")
    for what, mine, others, goal in GOALS:
        if not all(name in found for name in (*mine, *others)):
            continue
        cells = []
        for key in ("clock", "cpu"):
            sums = [[sum(getattr(r, key) for r in one) for one in zip(*(found[n] for n in side), strict=True)]
                    for side in (mine, others)]  # fmt: skip
            ratios = [a / b for a, b in zip(*sums, strict=True)]
            cells.append(f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})")
        print(f"| {what} | {' + '.join(others)} | {' | '.join(cells)} | {goal or ''} |")


def _pages(sizes: dict[str, tuple[Counter[str], int, float]]) -> None:
    print("\nPages by folder:\n")
    for name, (pages, _, _) in sizes.items():
        print(f"- {name}: " + ", ".join(f"{kind or 'top'} {number:,}" for kind, number in sorted(pages.items())))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, nargs="+", default=[1000, 5000, 20000])
    options.add_argument("--words", type=int, nargs="+", default=[150, 600])
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--peers", nargs="*", help="only these, by the beginning of their names")
    options.add_argument("--ours", nargs="+", default=[""], help="only these builds of Pressmark: like, without, …")
    options.add_argument("--each-peer", action="store_true", help="also those that take an hour at a size")
    options.add_argument("--place", type=Path, help="where the archives are built; a folder for temporary files if not")
    asked = options.parse_args()
    wanted = [p for p in PEERS if asked.peers is None or p.name.startswith(tuple(asked.peers) or ("\0",))]
    here = []
    for peer in wanted:
        wrong = installed(peer)
        if wrong:
            print(f"{peer.name}: not to be had here, left out ({wrong})")
        else:
            here.append(peer)
    for articles in asked.articles:
        for words in asked.words:
            peers = [p for p in here if asked.each_peer or articles <= p.most]
            measured(articles, words, asked.runs, peers, asked.place, tuple(asked.ours))


if __name__ == "__main__":
    main()
