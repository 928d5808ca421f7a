"""How long a save takes to the screen: from the rename that ends it to the changed text in Chromium.

    python bench/serve.py [--articles 1000 20000] [--words 150] [--saves 9] [--without-hugo]

An article of the largest list is open in one window, and the page of that list on which it stands in another. Measured
are a body edit, a headline (in both windows), a style and a template; beside them Hugo's server with the same articles,
saved in turns. Milliseconds on a shared machine mean little: the ratio in one run is what counts, and the least that
was measured is nearest to what it takes.
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generate import write_articles
from peers import HUGO, PEERS, installed
from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from browser import FLAGS, chromium_path  # noqa: E402 (the tests know where the browser is)

PATIENCE = 120.0  # seconds for one save
TOPIC = "harbor"  # the largest list
# Notes when a token first stands in the page, or in a property of its styles; what is noted outlives loading again.
NOTES = """
(() => {
  const look = () => {
    if (!document.body) return;
    const main = document.querySelector("main");
    const style = getComputedStyle(document.documentElement).getPropertyValue("--bench");
    for (const token of ((main ? main.textContent : "") + style).match(/bench-\\d+-/g) || [])
      if (!sessionStorage.getItem(token)) sessionStorage.setItem(token, String(Date.now()));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  setInterval(look, 4);
})();
"""


@dataclass(frozen=True, slots=True)
class Save:
    """A kind of save: its name, what makes it (given a token), and the windows in which it is to be seen."""

    name: str
    make: Callable[[str], None]
    windows: tuple[tuple[str, Page], ...]


def replaced(file: Path, text: str) -> None:
    """An editor's save: the new text is written beside the file and renamed over it."""
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def seen(save: Save, number: int) -> dict[str, float]:
    """Milliseconds from a save to each of its windows."""
    token = f"bench-{number}-"
    save.make(token)
    saved = time.time()
    found: dict[str, float] = {}
    while len(found) < len(save.windows):
        if time.time() - saved > PATIENCE:
            sys.exit(f"{save.name}: not on the screen after {PATIENCE:.0f} s")
        time.sleep(0.05)
        for name, page in save.windows:
            try:
                at = page.evaluate("token => sessionStorage.getItem(token)", token)
            except Error:  # it is being loaded again
                continue
            if at and name not in found:
                found[name] = float(at) - saved * 1000
    return found


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.add_init_script(NOTES)
    page.goto(address)
    return page


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answered(address: str, process: subprocess.Popen[str]) -> None:
    """Wait until a server answers."""
    while process.poll() is None:
        try:
            urllib.request.urlopen(address).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"{process.args!r} ended")


def started(command: list[str], folder: Path, address: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, text=True)
    answered(address, process)
    return process


def leaf_with(address: str, id_: str) -> str:
    """The address of the page of the largest list on which an article stands."""
    first = urllib.request.urlopen(f"{address}topics/{TOPIC}.html").read().decode()
    pages = [f"{TOPIC}.html", *dict.fromkeys(re.findall(rf'href="({TOPIC}-\d+\.html)"', first))]
    for page in pages:
        if f"{id_}.html" in urllib.request.urlopen(f"{address}topics/{page}").read().decode():
            return f"{address}topics/{page}"
    sys.exit(f"{id_} stands in no page of {TOPIC}")


def chosen(articles: Path) -> Path:
    """An article in the middle of the largest list."""
    files = sorted(articles.glob("*.md"))
    listed = [f for f in files[len(files) // 2 :] if re.search(rf"^topics: .*\b{TOPIC}\b", f.read_text("utf-8"), re.M)]
    return listed[0]


def of_ours(browser: Browser, root: Path, address: str) -> list[Save]:
    file = chosen(root / "content" / "articles")
    before = file.read_text("utf-8")
    article = opened(browser, f"{address}articles/{file.stem}.html")
    listed = opened(browser, leaf_with(address, file.stem))
    template, style = root / "templates" / "pages" / "article.html", root / "assets" / "css" / "tokens.css"
    for path in (template, style):
        path.parent.mkdir(parents=True)
        shutil.copy(ROOT / path.relative_to(root), path)
    templated, styled = template.read_text("utf-8"), style.read_text("utf-8")
    block = "{% block main %}"
    return [
        Save("body", lambda token: replaced(file, f"{before}\n{token}\n"), (("article", article),)),
        Save(
            "headline",
            lambda token: replaced(file, before.replace('title: "', f'title: "{token} ', 1)),
            (("article", article), ("list", listed)),
        ),
        Save("style", lambda t: replaced(style, f"{styled}\n:root {{ --bench: {t}; }}\n"), (("article", article),)),
        Save("template", lambda t: replaced(template, templated.replace(block, block + t)), (("article", article),)),
    ]  # fmt: skip


def of_hugo(browser: Browser, folder: Path, address: str) -> list[Save]:
    file = chosen(folder / "content" / "articles")
    before = file.read_text("utf-8")
    page = opened(browser, f"{address}articles/{file.stem}/")
    return [
        Save("body", lambda token: replaced(file, f"{before}\n{token}\n"), (("article", page),)),
        Save(
            "headline",
            lambda token: replaced(file, before.replace('title: "', f'title: "{token} ', 1)),
            (("article", page),),
        ),
    ]


def measured(articles: int, words: int, saves: int, with_hugo: bool, browser: Browser) -> None:
    with tempfile.TemporaryDirectory(prefix="pressmark-serve-") as folder:
        place = Path(folder)
        root = place / "ours"
        write_articles(root, articles, words)
        port = free_port()
        address = f"http://127.0.0.1:{port}/"
        command = [sys.executable, str(ROOT / "build.py"), "serve", "--archive", str(root), "--port", str(port)]
        processes = [started(command, root, address)]
        kinds = {"Pressmark": of_ours(browser, root, address)}
        if with_hugo:
            project = place / "hugo"
            peer = next(peer for peer in PEERS if peer.name == HUGO)
            (program, *_), _ = peer.laid_out(project, root / "content" / "articles")
            port = free_port()
            address = f"http://127.0.0.1:{port}/"
            server = [program, "server", "--bind", "127.0.0.1", "--port", str(port), "--buildFuture"]
            processes.append(started(server, project, address))
            kinds[HUGO] = of_hugo(browser, project, address)
        try:
            found = taken(kinds, saves)
        finally:
            for process in processes:
                process.terminate()
                process.wait()
    shown(articles, words, found)


Found = dict[tuple[str, str, str], list[float]]


def taken(kinds: dict[str, list[Save]], saves: int) -> Found:
    """The milliseconds of each save, the tools in turns; the first save of a kind is not counted."""
    found: Found = {}
    number = 0
    for turn in range(saves + 1):
        for tool, own in kinds.items():
            for save in own:
                number += 1
                for window, took in seen(save, number).items():
                    if turn:
                        found.setdefault((tool, save.name, window), []).append(took)
                time.sleep(1.0)  # what follows behind it is not measured with the next one
    return found


def shown(articles: int, words: int, found: Found) -> None:
    print(f"\n{articles:,} articles of {words} words: milliseconds from save to screen")
    print(f"{'':44} {'median':>8} {'least':>8} {'most':>8}")
    for key, times in found.items():
        name = f"{key[0]}, {key[1]}, in the {key[2]}"
        print(f"{name:44} {statistics.median(times):8.0f} {min(times):8.0f} {max(times):8.0f}")
    for kind in ("body", "headline"):
        ours, theirs = (found.get((tool, kind, "article")) for tool in ("Pressmark", HUGO))
        if ours and theirs:
            print(f"{kind}: {statistics.median(ours) / statistics.median(theirs):.3f} x Hugo's server")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 20_000])
    parser.add_argument("--words", type=int, default=150)
    parser.add_argument("--saves", type=int, default=9)
    parser.add_argument("--without-hugo", action="store_true")
    options = parser.parse_args()
    with_hugo = not options.without_hugo
    if with_hugo and (said := installed(next(peer for peer in PEERS if peer.name == HUGO))):
        print(f"without Hugo's server: {said}")
        with_hugo = False
    with sync_playwright() as playwright:
        path = chromium_path(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for articles in options.articles:
            measured(articles, options.words, options.saves, with_hugo, browser)
        browser.close()


if __name__ == "__main__":
    main()
