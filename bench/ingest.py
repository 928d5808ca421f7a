"""How fast captures are read, and how much memory a run over many of them takes.

    python bench/ingest.py [--cases DIR] [--each 60] [--counts 200 2000] [--jobs N]

Speed: captures a second of one core's time, from bytes to a draft with its names, by shape; for HTML also as a ratio to
what trafilatura takes for the same pages in the same run (its text, title, authors and date). The shapes are invented
ones; with --cases also those of a folder that holds a folder of captures for each shape (gzipped or not).

Memory: the peak of `build.py ingest` over that many invented captures, of its own process and of the largest reader.
"""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import trafilatura
from captures import html_capture, text_capture, write_captures

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pressmark.reading import known_from, read  # noqa: E402 # the repository's own, wherever this is started
from pressmark.vocabulary import Vocabulary  # noqa: E402


def held(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def shapes(cases: Path | None, each: int) -> dict[str, list[bytes]]:
    """Captures by shape: the invented ones first."""
    found = {
        "invented text": [text_capture(n).encode() for n in range(each)],
        "invented html": [html_capture(n).encode() for n in range(each)],
    }
    for folder in sorted(p for p in cases.iterdir() if p.is_dir()) if cases else ():
        files = sorted(p for p in folder.iterdir() if p.is_file())
        step = max(1, len(files) // each)
        found[folder.name] = [held(p) for p in files[::step][:each]]
    return found


def speeds(cases: Path | None, each: int) -> None:
    known = known_from(Vocabulary())
    for shape, captures in shapes(cases, each).items():
        read("warm", captures[0], known)
        began = time.process_time()
        for number, data in enumerate(captures):
            read(f"{number}", data, known)
        ours = time.process_time() - began
        line = f"{shape:<14} {len(captures) / ours:7.1f} captures a second a core"
        if shape in ("html", "invented html"):
            began = time.process_time()
            for data in captures:
                trafilatura.bare_extraction(data.decode("utf-8", "replace"), with_metadata=True)
            theirs = time.process_time() - began
            line += f"; trafilatura {len(captures) / theirs:.1f}: {ours / theirs:.2f} times its time"
        print(line, flush=True)


def memory(counts: list[int], jobs: int) -> None:
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            write_captures(Path(folder), count)
            command = [sys.executable, str(ROOT / "build.py"), "ingest", "--archive", folder, "--jobs", str(jobs)]
            code = (
                "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
            )
            began = time.perf_counter()
            done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True)
            took = time.perf_counter() - began
            if done.returncode:
                sys.exit(done.stderr[-2000:])
            peak = int(done.stdout.split()[-1]) / (1024 if sys.platform == "linux" else 1024**2)
            print(f"{count:>6} captures: peak {peak:.0f} MB a process, {took:.0f} s, {jobs} jobs", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--counts", type=int, nargs="*", default=[200, 2000])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    speeds(options.cases, options.each)
    memory(options.counts, options.jobs)


if __name__ == "__main__":
    main()
