"""The built sample archive in a real browser, from disk and from a server in a subfolder."""

import functools
import http.server
import threading
from pathlib import Path

import pytest
from built_sample import PAGE_TYPES
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def served(sample, tmp_path_factory):
    """The site's address on a server, two folders below its root."""
    top = tmp_path_factory.mktemp("server")
    (top / "deep").mkdir()
    (top / "deep" / "archive").symlink_to(sample)
    handler = functools.partial(Quiet, directory=str(top))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/deep/archive/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["disk", "server"])
def base(request, sample):
    """The site's address: from disk, or from a server in a subfolder."""
    return sample.as_uri() + "/" if request.param == "disk" else request.getfixturevalue("served")


class Visit:
    """A browser page that remembers what it complained of and what it asked for."""

    def __init__(self, chromium, base: str, **options) -> None:
        self.context = chromium.new_context(**options)
        self.page = self.context.new_page()
        self.base = base
        self.wrong: list[str] = []
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("request", lambda r: self._asked(r.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:")):
            self.wrong.append(f"left the site: {url}")

    def open(self, path: str):
        self.page.goto(self.base + path)
        return self.page


@pytest.fixture
def visit(chromium, base):
    made: list[Visit] = []

    def new(**options) -> Visit:
        made.append(Visit(chromium, base, **options))
        return made[-1]

    yield new
    for one in made:
        one.context.close()


def test_no_page_complains_leaves_the_site_or_scrolls_sideways(visit):
    narrow = visit(viewport={"width": 320, "height": 700})
    for path in PAGE_TYPES:
        page = narrow.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 320:
            narrow.wrong.append(f"{path}: {wide} pixels wide")
    assert narrow.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_type(chromium, sample, scheme):
    from axe_playwright_python.sync_playwright import Axe

    visit = Visit(chromium, sample.as_uri() + "/", color_scheme=scheme)
    found = []
    for path in PAGE_TYPES:
        results = Axe().run(visit.open(path))
        for violation in results.response["violations"]:
            nodes = [n["html"][:120] for n in violation["nodes"][:3]]
            found.append(f"{path}: {violation['id']}: {nodes}")
    visit.context.close()
    assert found == []


def results(page) -> list[str]:
    expect(page.locator(".search-status")).not_to_be_empty()
    return page.locator(".search-result-title").all_inner_texts()


def test_search_finds_articles_people_and_topics(visit):
    one = visit()
    page = one.open("search.html#q=bridge")
    page.wait_for_selector(".search-result")
    assert results(page)
    page = one.open("search.html?q=Ana+Sol")
    page.wait_for_selector(".search-result")
    assert results(page)[0] == "Ana Sol"
    assert one.wrong == []


@pytest.mark.parametrize("query", ["money", "buy", "council's", "NHA", "N.H.A.", "2%", '"open it in two years"'])
def test_what_people_type_is_found(visit, query):
    one = visit()
    page = one.open("search.html")
    page.locator(".search input[type=search]").fill(query)
    page.wait_for_selector(".search-result")
    assert page.locator(".search-result-snippet mark").count() > 0
    assert one.wrong == []


@pytest.mark.parametrize(
    "query", [":", "-", "~2", "title:", "+-*", "a:b:c", "***", '"', "x~99999", "^", "\\", "-the", "said: x"]
)
def test_no_query_fails(visit, query):
    one = visit()
    page = one.open("search.html")
    page.locator(".search input[type=search]").fill(query)
    expect(page.locator(".search-status")).not_to_be_empty()
    assert one.wrong == []


def test_a_hit_opens_at_its_paragraph(visit):
    one = visit()
    page = one.open("search.html#q=" + "%22open%20it%20in%20two%20years%22")
    page.wait_for_selector(".search-result")
    page.locator(".search-result-title").first.click()
    page.wait_for_url("**/articles/**")
    target = page.locator(":target")
    assert "open it in two years" in target.inner_text()
    assert one.wrong == []


def test_the_box_in_the_top_bar_searches(visit):
    one = visit()
    page = one.open("articles/harbor-ledger-bridge-vote.html")
    page.keyboard.press("/")
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html*")
    page.wait_for_selector(".search-result")
    assert one.wrong == []


def test_a_name_shows_its_card_on_hover_and_escape_closes_it(visit):
    one = visit(viewport={"width": 1200, "height": 900})
    page = one.open("articles/harbor-ledger-bridge-vote.html")
    page.locator("a.mention[data-card]").first.hover()
    page.wait_for_selector(".preview:visible")
    assert page.locator(".preview").inner_text().strip()
    page.keyboard.press("Escape")
    page.wait_for_selector(".preview", state="hidden")
    page.locator("a.mention[data-card]").first.focus()
    page.wait_for_selector(".preview:visible")
    assert one.wrong == []


def test_the_switch_hides_and_shows_marks_and_is_remembered(visit):
    one = visit()
    page = one.open("articles/harbor-ledger-bridge-vote.html")
    mode = "document.documentElement.dataset.marks"
    assert page.evaluate(mode) == "light"
    page.keyboard.press("1")
    assert page.evaluate(mode) == "plain"
    page.locator('[data-switch="marks"] [data-set="full"]').click()
    assert page.evaluate(mode) == "full"
    page.reload()
    assert page.evaluate(mode) == "full"
    assert one.wrong == []


def test_keys_of_one_character_can_be_turned_off_by_keyboard_and_stay_off(visit):
    one = visit()
    page = one.open("articles/harbor-ledger-bridge-vote.html")
    mode = "document.documentElement.dataset.marks"
    off = page.get_by_role("group", name="Keys 1, 2, 3 and /").get_by_role("button", name="Off")
    off.focus()
    page.keyboard.press("Enter")
    expect(off).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(off).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("1")
    assert page.evaluate(mode) == "light"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") != "INPUT"
    page.locator("a.mention[data-card]").first.focus()
    page.wait_for_selector(".preview:visible")
    page.keyboard.press("Escape")
    page.wait_for_selector(".preview", state="hidden")
    page.get_by_role("group", name="Keys 1, 2, 3 and /").get_by_role("button", name="On").click()
    page.keyboard.press("1")
    assert page.evaluate(mode) == "plain"
    assert one.wrong == []


def test_the_theme_switch_wins_over_the_system(visit):
    one = visit(color_scheme="light")
    page = one.open("index.html")
    ground = (
        "getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor"
    )
    light = page.evaluate(ground)
    page.locator('[data-switch="theme"] [data-set="dark"]').click()
    assert page.evaluate(ground) != light
    assert one.wrong == []


def test_the_first_stop_of_the_keyboard_skips_to_the_text(visit):
    page = visit().open("articles/harbor-ledger-bridge-vote.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash !== ''")


def test_every_page_reads_without_scripts(visit):
    one = visit(java_script_enabled=False)
    page = one.open("articles/harbor-ledger-bridge-vote.html")
    assert page.locator("main p").first.is_visible()
    assert page.locator(".mention").first.is_visible()
    page = one.open("search.html")
    assert page.locator("main a").first.is_visible()


def test_the_site_is_walked_by_links_alone(visit):
    one = visit(viewport={"width": 1200, "height": 900})
    page = one.open("index.html")
    page.locator('header a[href="stories/index.html"], nav a[href="stories/index.html"]').first.click()
    page.wait_for_url("**/stories/index.html")
    page.locator('main a[href="northfield-bridge.html"]').first.click()
    page.wait_for_url("**/stories/northfield-bridge.html")
    page.locator('main a[href^="../articles/"]').first.click()
    page.wait_for_url("**/articles/**")
    expect(page.locator("main article, main").first).to_be_visible()
    assert one.wrong == []


def test_paper_shows_notes_and_leaves_out_what_is_only_for_the_screen(chromium, sample):
    visit = Visit(chromium, sample.as_uri() + "/")
    page = visit.open("articles/harbor-ledger-bridge-vote.html")
    page.emulate_media(media="print")
    assert not page.locator(".search-box").first.is_visible()
    assert not page.locator("fieldset.switch").first.is_visible()
    visit.context.close()


def test_a_click_from_the_disk_needs_no_other_file(sample, tmp_path):
    """Every path that a page loads lies inside the site's own folder."""
    assert not [p for p in Path(sample).rglob("*") if p.is_symlink()]
