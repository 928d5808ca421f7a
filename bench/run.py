"""How long builds take, as ratios against a peer on the same articles in the same run.

    python bench/run.py [--articles 500] [--words 150] [--runs 3]

The peer is MkDocs, which the build needs anyway for its lunr.js. It renders the same Markdown with its own search index
and no entity pages: the ratio says what our extra pages and annotators cost, not which tool is better.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import write_articles

ROOT = Path(__file__).parent.parent


def seconds(command: list[str], folder: Path) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - began


def peer(folder: Path, articles: Path) -> list[str]:
    """A MkDocs project on the same articles, and the command that builds it."""
    docs = folder / "docs"
    shutil.copytree(articles, docs)
    (docs / "index.md").write_text("# Home\n")
    (folder / "mkdocs.yml").write_text("site_name: Peer\nnav: [index.md]\n")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=500)
    options.add_argument("--words", type=int, default=150)
    options.add_argument("--runs", type=int, default=3)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        ours, theirs = Path(place, "ours"), Path(place, "theirs")
        write_articles(ours, asked.articles, asked.words)
        theirs.mkdir()
        other = peer(theirs, ours / "content" / "articles")
        own = [sys.executable, str(ROOT / "build.py"), "--archive", str(ours)]
        rows: list[tuple[float, float, float]] = []
        for _ in range(asked.runs):
            shutil.rmtree(ours / "site", ignore_errors=True)
            rows.append((seconds(own, ROOT), seconds(own, ROOT), seconds(other, theirs)))
        pages = sum(1 for _ in (ours / "site").rglob("*.html"))
    print(f"{asked.articles} articles of {asked.words} words, {pages} pages of ours, {asked.runs} runs, medians")
    for name, index in (("cold build", 0), ("nothing changed", 1)):
        ratios = [row[index] / row[2] for row in rows]
        middle = statistics.median(row[index] for row in rows)
        spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
        print(f"{name:<16} {middle:7.2f} s   {statistics.median(ratios):5.2f} x MkDocs ({spread})")
    print(f"{'MkDocs':<16} {statistics.median(row[2] for row in rows):7.2f} s")


if __name__ == "__main__":
    main()
