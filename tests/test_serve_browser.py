"""The desk in a real browser: a save is on the screen, a mistake is shown with its line, and mending clears it."""

import queue
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from small_archive import write_archive

ROOT = Path(__file__).parent.parent

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Desk:
    """build.py serve as its user starts it; its output is read line by line."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-u", str(ROOT / "build.py"), "serve", "--archive", str(root), "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.address = self.line(r"http://[\d.:]+/").group()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def line(self, pattern: str) -> re.Match[str]:
        """The next line of output that holds the pattern, within half a minute."""
        while True:
            if found := re.search(pattern, self.lines.get(timeout=60)):
                return found


@pytest.fixture
def root(tmp_path):
    return write_archive(tmp_path)


@pytest.fixture
def desk(root):
    running = Desk(root)
    yield running
    if running.process.poll() is None:
        running.process.kill()


def save(root: Path, old: str, new: str) -> None:
    """An editor's atomic save: the new text is written beside the file and renamed over it."""
    path = root / "content" / "articles" / "pier-notice.md"
    beside = path.with_name(".pier-notice.md.swp")
    beside.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    beside.replace(path)


def test_editing_an_article_changes_the_open_page(chromium, desk, root):
    page = chromium.new_page()
    page.goto(desk.address + "articles/pier-notice.html")
    assert page.get_by_text("until further notice").count()
    save(root, "further notice", "the first of May")
    page.wait_for_selector("text=until the first of May", timeout=60_000)
    page.close()


def test_a_broken_head_is_shown_in_browser_and_terminal_and_cleared_when_mended(chromium, desk, root):
    page = chromium.new_page()
    page.goto(desk.address + "articles/pier-notice.html")
    save(root, "title: ", "title: [")
    alert = page.get_by_role("alert")
    alert.wait_for(timeout=60_000)
    shown = re.search(r"content/articles/pier-notice\.md:\d+", alert.inner_text())
    assert shown
    assert desk.line(r"content/articles/pier-notice\.md:\d+").group() == shown.group()
    assert page.get_by_text("until further notice").count()
    page.goto(desk.address + "people/ana-sol.html")
    assert page.locator("h1").inner_text().strip() == "Ana Sol"
    page.goto(desk.address + "articles/pier-notice.html")
    alert.wait_for(timeout=60_000)
    save(root, "title: [", "title: ")
    alert.wait_for(state="detached", timeout=60_000)
    page.close()


def test_interrupting_ends_at_once_and_says_nothing_odd(desk, root):
    desk.process.send_signal(signal.SIGINT)
    assert desk.process.wait(timeout=60) == 130
    said = ""
    while not desk.lines.empty():
        said += desk.lines.get()
    assert "Traceback" not in said
    assert not (root / "site").exists()
