"""What search costs readers and builders, beside Pagefind, one lunr.js index and lunr.py, on the same invented reports.

    make bench-search                       1,000, 5,000 and 20,000 reports of 142 words
    python bench/search.py --articles 1000  one size

Readers: bytes as a host sends them (gzip) and time, in one Chromium, of a first query with ten results shown and of
next ones, pages themselves not counted. Builders: CPU seconds and peak memory, each in a process of its own. Pagefind
is installed into bench/.peers/ by this script; lunr.js is measured if there is a `node`.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from newswire import Report
from newswire import reports as invented
from playwright.sync_api import Browser, Page, sync_playwright
from search_host import Host, host, sent

ROOT = Path(__file__).parent.parent
PEERS = Path(__file__).parent / ".peers"
OTHERS = {"site", "early", "found"}  # our scripts that searching does not load
OURS_ARE = {
    "index": "our index alone", "again": "after an edit", "ours": "ours, with texts", "whole": "ours in one piece",
}  # fmt: skip
PAGEFIND = "pagefind[bin]==1.5.2"
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Search</title>{script}</head>
<body></body></html>"""
OURS = """async (query) => {
    const began = performance.now();
    window.engine = window.engine || await pressmark.search.ready("");
    const { hits } = await engine.ask(query);
    const shown = await engine.reader.documents(hits.slice(0, 10));
    return [performance.now() - began, shown.length];
}"""
THEIRS = """async (query) => {
    const began = performance.now();
    window.engine = window.engine || await import(new URL("pagefind/pagefind.js", location.href));
    const { results } = await engine.search(query);
    const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return [performance.now() - began, shown.length];
}"""


@dataclass(frozen=True, slots=True)
class Side:
    """One way to search: its folder, page, and what asks a query there; `files` (or folders of them) count as
    search."""

    name: str
    folder: Path
    ask: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians: bytes, requests and milliseconds of a first query and of the next."""

    first_bytes: int
    first_requests: int
    first_ms: int
    next_bytes: int
    next_ms: int


def run(command: list[str]) -> Any:
    """What the command prints, as JSON."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1] or "null")


def builder(what: str, lines: Path, folder: Path) -> dict[str, float]:
    """A builder's CPU seconds and peak memory."""
    script = str(Path(__file__).parent / "search_builders.py")
    found: dict[str, float] = run([sys.executable, script, what, str(lines), str(folder)])
    return found


def pagefind() -> list[str]:
    """The command that runs Pagefind, installed where the project's own packages are not."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        venv.create(PEERS, with_pip=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", PAGEFIND], check=True)
    return [str(python), "-m", "pagefind"]


def lunr_js(lines: Path, folder: Path) -> dict[str, float] | None:
    """lunr.js's CPU seconds and peak memory; None without Node.js."""
    from pressmark.search import lunr_js as source

    if not shutil.which("node"):
        return None
    (folder / "lunr.js").write_bytes(source())
    script = str(Path(__file__).parent / "search_lunr.js")
    command = ["node", "--max-old-space-size=8000", script]
    found: dict[str, float] = run([*command, str(folder / "lunr.js"), str(lines), str(folder / "index.json")])
    return found


def queries(written: list[Report], many: int) -> list[str]:
    """What readers type, by turns: a name, two words of a headline, three, one word of a text."""
    chance = random.Random(8)
    made = []
    for n in range(many):
        report = chance.choice(written)
        title = [w for w in report.title.split() if len(w) > 3]
        text = [w for w in report.paragraphs[0].split() if w.isalpha() and len(w) > 4]
        forms = [report.names[:1], chance.sample(title, min(2, len(title))), chance.sample(title, min(3, len(title)))]
        made.append(" ".join([*forms, [chance.choice(text)]][n % 4]))
    return made


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.set_default_timeout(180_000)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def read(browser: Browser, side: Side, asked: list[str], runs: int) -> Cost:
    """What a side costs its readers: `runs` first queries, each followed by three more."""
    first: list[tuple[int, int, float]] = []
    following: list[tuple[int, float]] = []
    with host(side.folder) as served:
        for n in range(runs):
            page = opened(browser, f"{served.address}/search-bench.html")
            these = [asked[(4 * n + i) % len(asked)] for i in range(4)]
            for i, query in enumerate(these):
                elapsed, shown = page.evaluate(side.ask, query)
                if not shown and i == 0:
                    sys.exit(f"{side.name} finds nothing for {query!r}")
                taken, requests = settled(page, served)
                if i == 0:
                    first.append((taken, requests, elapsed))
                else:
                    following.append((taken, elapsed))
            page.context.close()
    middle = statistics.median
    return Cost(
        round(middle(row[0] for row in first)), round(middle(row[1] for row in first)),
        round(middle(row[2] for row in first)), round(middle(row[0] for row in following)),
        round(middle(row[1] for row in following)),
    )  # fmt: skip


def settled(page: Page, served: Host) -> tuple[int, int]:
    """Bytes and requests up to when nothing more comes; what began with the page counts too."""
    page.wait_for_timeout(50)
    return served.taken()


def scripts(folder: Path) -> tuple[Path, ...]:
    """The scripts that search needs besides what lies in search/; Pagefind's lie with its index."""
    return tuple(path for path in sorted((folder / "assets" / "js").iterdir()) if path.stem not in OTHERS)


def from_disk(browser: Browser, side: Side, asked: list[str], runs: int) -> int:
    """Milliseconds to the first result from file://."""
    found = []
    for n in range(runs):
        page = opened(browser, (side.folder / "search-bench.html").as_uri())
        found.append(page.evaluate(side.ask, asked[n])[0])
        page.context.close()
    return round(statistics.median(found))


def total(side: Side) -> tuple[int, int, int]:
    """How many files a side's search comes to, their bytes on disk and as sent."""
    files = [f for path in side.files for f in (sorted(path.rglob("*")) if path.is_dir() else [path]) if f.is_file()]
    return len(files), sum(path.stat().st_size for path in files), sum(len(sent(path)) for path in files)


def measured(count: int, words: int, runs: int, most: int, place: Path) -> dict[str, Any]:
    """Everything about one size."""
    from pressmark.search import without_remarks

    written = invented(count, words)
    lines = place / "reports.json"
    with lines.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(asdict(report)) + "\n" for report in written)
    found: dict[str, Any] = {"articles": count, "builders": {}}
    folders = {name: place / name for name in ("ours", "index", "again", "whole", "lunr.py", "lunr.js", "pagefind")}
    for folder in folders.values():
        folder.mkdir()
    # By turns, and the least of each: what else this machine does slows all of them.
    turns: list[dict[str, dict[str, float] | None]] = []
    for _ in range(most):
        turn = {name: builder(name, lines, folders[name]) for name in ("index", "again", "ours", "lunr.py")}
        turns.append(turn | {"lunr.js": lunr_js(lines, folders["lunr.js"])})
    for name, cost in turns[0].items():
        found["builders"][name] = cost and {key: min((turn[name] or cost)[key] for turn in turns) for key in cost}
    found["builders"]["whole"] = builder("whole", lines, folders["whole"])
    builder("pages", lines, folders["pagefind"])
    subprocess.run([*pagefind(), "--site", str(folders["pagefind"])], check=True, capture_output=True)
    for name in ("ours", "whole"):
        for path in sorted((ROOT / "assets" / "js").iterdir()):
            (folders[name] / "assets" / "js" / path.name).write_bytes(without_remarks(path.read_bytes()))
        script = '<script defer src="assets/js/search.js"></script>'
        (folders[name] / "search-bench.html").write_text(PAGE.format(script=script))
    (folders["pagefind"] / "search-bench.html").write_text(PAGE.format(script=""))
    sides = [
        Side("ours", folders["ours"], OURS, (folders["ours"] / "search", *scripts(folders["ours"]))),
        Side("Pagefind", folders["pagefind"], THEIRS, (folders["pagefind"] / "pagefind",)),
        Side("one index", folders["whole"], OURS, (folders["whole"] / "search", *scripts(folders["whole"]))),
    ]
    # Packs every file once, so that what follows does not measure this host's gzip.
    found["files"] = {side.name: total(side) for side in sides}
    asked = queries(written, 4 * runs)
    with sync_playwright() as playwright:
        from browser import FLAGS, chromium_path

        path = chromium_path(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        # One index takes so long to load that once is enough.
        found["readers"] = {
            s.name: asdict(read(browser, s, asked, 1 if s.name == "one index" else runs)) for s in sides
        }
        found["from disk, ms"] = from_disk(browser, sides[0], asked, runs)
        browser.close()
    return found


def shown(found: dict[str, Any]) -> str:
    """The figures of one size as a table, with ratios to Pagefind and to the other builders."""
    ours, theirs = found["readers"]["ours"], found["readers"]["Pagefind"]
    heads = ("first query", "requests", "time", "next query", "time", "files", "on disk", "as sent")
    lines = [f"{found['articles']} reports", f"  {'':<10}" + "".join(f"{head:>12}" for head in heads)]
    for name, cost in found["readers"].items():
        files, disk, packed = found["files"][name]
        cells = (
            f"{cost['first_bytes'] / 1000:.1f} kB", cost["first_requests"], f"{cost['first_ms']} ms",
            f"{cost['next_bytes'] / 1000:.1f} kB", f"{cost['next_ms']} ms", files, f"{disk / 1e6:.1f} MB",
            f"{packed / 1e6:.1f} MB",
        )  # fmt: skip
        lines.append(f"  {name:<10}" + "".join(f"{cell:>12}" for cell in cells))
    ratios = [
        f"{name} {ours[key] / max(theirs[key], 1):.2f}"
        for name, key in (("first query", "first_bytes"), ("next", "next_bytes"), ("first result", "first_ms"))
    ]
    on_disk, packed = (found["files"]["ours"][n] / found["files"]["Pagefind"][n] for n in (1, 2))
    lines.append(f"  of Pagefind's: {', '.join(ratios)}; all files on disk {on_disk:.2f}, as sent {packed:.2f}")
    lines.append(f"  first result from disk: {found['from disk, ms']} ms")
    builders = {name: cost for name, cost in found["builders"].items() if cost}
    for name, cost in builders.items():
        what = OURS_ARE.get(name, name)
        ratio = ", ".join(
            f"{cost['cpu'] / builders[other]['cpu']:.2f} of {other}'s" for other in ("lunr.js", "lunr.py")
            if other in builders and name in ("index", "ours")
        )  # fmt: skip
        lines.append(f"  {what:<18}{cost['cpu']:>7.2f} s CPU, {cost['peak_mb']} MB  {ratio}")
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, nargs="+", default=[1000, 5000, 20000])
    options.add_argument("--words", type=int, default=142)
    options.add_argument("--turns", type=int, default=3, help="how often each builder is run; the least counts")
    options.add_argument("--runs", type=int, default=8)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    for count in asked.articles:
        with tempfile.TemporaryDirectory() as place:
            found = measured(count, asked.words, asked.runs, asked.turns, Path(place))
        print(json.dumps(found) if asked.json else shown(found), flush=True)


if __name__ == "__main__":
    main()
