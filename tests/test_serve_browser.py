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


LONG = "---\ntitle: The long walk\nlanguage: en\npeople: [Ana Sol]\n---\n\n"
WALK = [f"On day {n} Ana Sol walked along the shore of the island and counted {n} boats." for n in range(90)]


def write_walk(root: Path, paragraphs: list[str]) -> None:
    path = root / "content" / "articles" / "walk.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(LONG + "\n\n".join(paragraphs) + "\n", "utf-8")


@pytest.fixture
def walk(root):
    write_walk(root, WALK)


TOP = "d => [...document.querySelectorAll('main p')].find(p => p.textContent.includes(d)).getBoundingClientRect().top"


def test_a_save_keeps_the_place_the_focus_and_what_is_unfolded(chromium, walk, desk, root):
    page = chromium.new_page()
    page.goto(desk.address + "articles/walk.html")
    page.evaluate("window.same = true")
    page.evaluate("for (const details of document.querySelectorAll('main details')) details.open = !details.open")
    folded = page.evaluate("[...document.querySelectorAll('main details')].map(details => details.open)")
    page.get_by_text("On day 45 ").scroll_into_view_if_needed()
    page.evaluate("document.querySelectorAll('main p a.mention, main a.permalink')[0].focus({preventScroll: true})")
    focused = page.evaluate("document.activeElement.outerHTML")
    before = page.evaluate(TOP, "On day 45 ")
    write_walk(root, ["First of all it rained, and nobody walked.", "Then it stopped.", *WALK[:60], *WALK[61:]])
    page.wait_for_selector("main p:text('First of all it rained')", state="attached", timeout=60_000)
    assert page.evaluate("window.same"), "the page was not loaded again"
    assert abs(page.evaluate(TOP, "On day 45 ") - before) < 2
    assert not page.get_by_text("On day 60 ").count()
    assert page.evaluate("document.activeElement.outerHTML") == focused
    assert page.evaluate("[...document.querySelectorAll('main details')].map(details => details.open)") == folded
    assert page.evaluate("document.querySelectorAll('[aria-pressed=true]').length") > 0
    page.close()


def test_the_paragraph_that_has_the_focus_is_changed_under_it(chromium, walk, desk, root):
    page = chromium.new_page()
    page.goto(desk.address + "articles/walk.html")
    page.evaluate("document.querySelectorAll('main p a.mention')[0].focus()")
    write_walk(root, [WALK[0].replace("boats", "ships"), *WALK[1:]])
    page.wait_for_selector("main p:text('ships')", state="attached", timeout=60_000)
    assert page.evaluate("document.activeElement.closest('p').textContent").startswith("On day 0 ")
    page.close()


def test_lists_styles_and_templates_follow_in_the_open_page(chromium, walk, desk, root):
    page, other = chromium.new_page(), chromium.new_page()
    page.goto(desk.address + "articles/walk.html")
    other.goto(desk.address + "articles/index.html")
    for one in (page, other):
        one.evaluate("window.same = true")
    path = root / "content" / "articles" / "walk.md"
    path.write_text(path.read_text("utf-8").replace("The long walk", "The short walk"), "utf-8")
    other.wait_for_selector("main a:text('The short walk')", timeout=60_000)
    page.wait_for_selector("h1:text('The short walk')", timeout=60_000)
    assert page.title().startswith("The short walk")
    tokens = root / "assets" / "css" / "tokens.css"
    tokens.parent.mkdir(parents=True)
    tokens.write_text((ROOT / "assets/css/tokens.css").read_text("utf-8") + "h1 { visibility: hidden; }")
    page.wait_for_selector("h1", state="hidden", timeout=60_000)
    template = root / "templates" / "pages" / "article.html"
    template.parent.mkdir(parents=True)
    text = (ROOT / "templates/pages/article.html").read_text("utf-8")
    template.write_text(text.replace("{% block main %}", "{% block main %}<p>A word of ours.</p>"))
    page.wait_for_selector("main p:text('A word of ours.')", timeout=60_000)
    assert page.evaluate("window.same") and other.evaluate("window.same"), "no page was loaded again"
    for one in (page, other):
        one.close()


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
    page.get_by_role("button", name="1 error in the content", expanded=False).wait_for(timeout=60_000)
    box = page.locator("[data-problems]")
    save(root, "title: [", "title: ")
    box.wait_for(state="detached", timeout=60_000)
    page.close()


def test_an_error_that_stands_is_shown_once_and_small_then(chromium, desk, root):
    context = chromium.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(desk.address + "articles/pier-notice.html")
    save(root, "title: ", "title: [")
    large = page.get_by_role("button", name="1 error in the content", expanded=True)
    small = page.get_by_role("button", name="1 error in the content", expanded=False)
    large.wait_for(timeout=60_000)
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    lowest = "Math.max(...[...document.querySelectorAll('footer, main')].map(e => e.getBoundingClientRect().bottom))"
    clear = f"{lowest} <= document.querySelector('[data-problems]').getBoundingClientRect().top"
    page.wait_for_function(clear, timeout=60_000)
    page.reload()
    small.wait_for(timeout=60_000)
    assert page.locator("[data-problems]").bounding_box()["height"] < 80
    small.click()
    large.wait_for(timeout=60_000)
    page.get_by_role("button", name="Fold").click()
    small.wait_for(timeout=60_000)
    other = context.new_page()
    other.goto(desk.address + "articles/pier-notice.html")
    other.get_by_role("button", name="1 error in the content", expanded=False).wait_for(timeout=60_000)
    (root / "content" / "articles" / "worse.md").write_text("---\ntitle: [\n---\n\nNothing.\n", "utf-8")
    page.get_by_role("button", name="2 errors in the content", expanded=True).wait_for(timeout=60_000)
    assert page.get_by_role("alert").locator("text=worse.md").first.is_visible()
    context.close()


def test_interrupting_ends_at_once_and_says_nothing_odd(desk, root):
    desk.process.send_signal(signal.SIGINT)
    assert desk.process.wait(timeout=60) == 130
    said = ""
    while not desk.lines.empty():
        said += desk.lines.get()
    assert "Traceback" not in said
    assert not (root / "site").exists()
