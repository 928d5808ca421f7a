"""What the scripts of every page do: switches, preview cards, keys, search box, print. From disk, under the policy."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

SCRIPTS = Path(__file__).parent.parent / "assets" / "js"
POLICY = (
    "default-src 'self' file: data:; script-src 'self' file:; style-src 'self' file:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)
FILLER = "".join(f"<p>Paragraph {n} says nothing.</p>" for n in range(40))
PAGE = f"""<!doctype html>
<html lang="en" data-theme="auto" data-marks="light"><head><meta charset="utf-8"><title>Bridge</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<script src="../assets/js/early.js"></script><script defer src="../assets/js/site.js"></script></head><body>
<form class="search-box" role="search" action="../search.html" method="get"><input type="search" name="q"></form>
<fieldset class="switch" data-switch="marks"><legend>Marks</legend>
<button type="button" data-set="plain" aria-pressed="false">Plain</button>
<button type="button" data-set="light" aria-pressed="true">Light</button>
<button type="button" data-set="full" aria-pressed="false">Full</button></fieldset>
<fieldset class="switch" data-switch="theme"><legend>Theme</legend>
<button type="button" data-set="auto" aria-pressed="true">Auto</button>
<button type="button" data-set="light" aria-pressed="false">Light</button>
<button type="button" data-set="dark" aria-pressed="false">Dark</button></fieldset>
<main><p>Said <a class="mention" id="one" data-card="ana-sol" href="../people/ana-sol.html">Ana Sol</a> of the
<a class="mention" id="two" data-card="nto" href="../organizations/nto.html">NTO</a>, and
<a class="mention" id="three" data-card="nobody" href="../people/nobody.html">Nobody</a>.</p>
<details id="folded"><summary>More</summary><p>Folded away.</p></details>{FILLER}
<p dir="rtl">At last <a class="mention" id="last" data-card="nto" href="../organizations/nto.html">NTO</a></p>
</main><div class="cards" hidden>
<article class="card" data-card-of="ana-sol"><h3 id="card-ana">Ana Sol</h3><p>Mayor of Northfield.</p></article>
<article class="card" data-card-of="nto"><h3>Northern Transit Office</h3><p>{"It runs the ferries. " * 12}</p></article>
</div></body></html>
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    for name in ("early.js", "site.js"):
        (folder / "assets" / "js").mkdir(parents=True, exist_ok=True)
        (folder / "assets" / "js" / name).write_bytes((SCRIPTS / name).read_bytes())
    for path in ("articles/bridge.html", "people/ana-sol.html", "organizations/nto.html", "search.html"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("<!doctype html><title>Other</title>", "utf-8")
    (folder / "articles" / "bridge.html").write_text(PAGE, "utf-8")
    return (folder / "articles" / "bridge.html").as_uri()


def opened(context, address: str):
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.faults = []
    page.on("pageerror", lambda e: page.faults.append(str(e)))
    page.goto(address)
    return page


@pytest.fixture
def page(chromium, address):
    context = chromium.new_context(viewport={"width": 900, "height": 600})
    page = opened(context, address)
    yield page
    context.close()
    assert page.faults == []


def shown(page) -> int:
    return page.locator(".preview").count()


def is_inside(page) -> bool:
    return page.evaluate(
        """() => { const r = document.querySelector('.preview').getBoundingClientRect(), d = document.documentElement;
        return r.left >= 0 && r.top >= 0 && r.right <= d.clientWidth && r.bottom <= innerHeight && r.width > 0; }"""
    )


# ---- Switches ----


def test_a_switch_sets_the_page_and_says_which_is_pressed(page):
    page.get_by_role("button", name="Full").click()
    assert page.evaluate("document.documentElement.dataset.marks") == "full"
    pressed = page.locator('[data-switch="marks"] [aria-pressed=true]')
    assert pressed.all_inner_texts() == ["Full"]


def test_choices_are_remembered_on_the_next_page(page):
    page.get_by_role("button", name="Dark").click()
    page.keyboard.press("1")
    page.reload()
    root = page.evaluate("({...document.documentElement.dataset})")
    assert root == {"theme": "dark", "marks": "plain", "js": "yes"}
    assert page.locator('[data-switch="theme"] [aria-pressed=true]').all_inner_texts() == ["Dark"]


def test_keys_set_the_marks_but_not_while_typing(page):
    page.keyboard.press("3")
    assert page.evaluate("document.documentElement.dataset.marks") == "full"
    page.locator("input").focus()
    page.keyboard.press("1")
    assert page.evaluate("document.documentElement.dataset.marks") == "full"
    assert page.locator("input").input_value() == "1"


def test_keys_with_a_modifier_are_the_browsers(page):
    page.keyboard.press("Control+3")
    assert page.evaluate("document.documentElement.dataset.marks") == "light"


def test_without_storage_everything_works_for_the_page(chromium, address):
    context = chromium.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })")
    page = opened(context, address)
    page.get_by_role("button", name="Full").click()
    assert page.evaluate("document.documentElement.dataset.marks") == "full"
    assert page.faults == []
    context.close()


def test_what_storage_holds_is_not_believed(page):
    page.evaluate("localStorage.setItem('pressmark.marks', 'bogus')")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.marks") == "light"


# ---- Preview cards ----


def test_a_card_appears_after_a_while_of_hovering_and_stays_while_hovered(page):
    page.clock.install(time=0)
    page.clock.pause_at(1)
    page.locator("#one").hover()
    page.clock.run_for(399)
    assert shown(page) == 0
    page.clock.run_for(2)
    assert page.locator(".preview").inner_text().split("\n")[0] == "Ana Sol"
    assert page.locator("#one").get_attribute("aria-describedby") == page.locator(".preview").get_attribute("id")
    page.locator(".preview").hover()
    page.clock.run_for(2000)
    assert shown(page) == 1
    page.mouse.move(5, 590)
    page.clock.run_for(2000)
    assert shown(page) == 0
    assert page.locator("#one").get_attribute("aria-describedby") is None


def test_a_copy_brings_no_second_id(page):
    page.keyboard.press("Tab")
    page.locator("#one").focus()
    assert page.locator(".preview").count() == 1
    assert page.locator("#card-ana").count() == 1


def test_the_keyboard_opens_a_card_by_focus_and_closes_it_by_escape(page):
    page.locator('[data-switch="theme"] button').last.focus()
    page.keyboard.press("Tab")
    assert shown(page) == 1
    page.keyboard.press("Tab")
    assert page.locator(".preview h3").all_inner_texts() == ["Northern Transit Office"]
    page.keyboard.press("Escape")
    assert shown(page) == 0
    page.keyboard.press("Tab")
    assert shown(page) == 0, "a mention without a card shows none"


def test_a_card_never_leaves_the_window(page):
    for width in (900, 320):
        page.set_viewport_size({"width": width, "height": 500})
        for link in ("#two", "#last"):
            page.keyboard.press("Tab")
            page.locator(link).focus()
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            assert is_inside(page), (width, link)


def test_plain_reading_shows_no_cards(page):
    page.keyboard.press("1")
    page.keyboard.press("Tab")
    page.locator("#one").focus()
    assert shown(page) == 0


def test_the_first_tap_shows_the_card_the_second_follows(chromium, address):
    context = chromium.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 640})
    page = opened(context, address)
    page.locator("#one").tap()
    assert shown(page) == 1
    assert is_inside(page)
    assert page.url == address
    page.locator("#two").tap()
    assert page.locator(".preview h3").all_inner_texts() == ["Northern Transit Office"]
    page.locator("#two").tap()
    page.wait_for_url("**/organizations/nto.html")
    context.close()


def test_a_mention_without_a_card_is_a_link_at_the_first_tap(chromium, address):
    context = chromium.new_context(has_touch=True, viewport={"width": 360, "height": 640})
    page = opened(context, address)
    page.locator("#three").evaluate("link => { link.href = '../people/ana-sol.html'; }")
    page.locator("#three").tap()
    page.wait_for_url("**/people/ana-sol.html")
    context.close()


# ---- Search box and print ----


def test_the_slash_goes_to_the_search_box_and_its_query_to_the_search_page(page):
    page.keyboard.press("/")
    page.keyboard.type("bridge & vote")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=bridge+%26+vote")


def test_what_is_folded_is_printed(page):
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.getElementById('folded').open") is True
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.getElementById('folded').open") is False
