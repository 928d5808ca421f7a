"""Search in Firefox, from disk and over HTTP: what is asked of Chromium in other files, in short."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from firefox import firefox
from test_search_browser import ARTICLE, CASES, site
from test_search_exact import Side, forms, invented

from pressmark.config import Config
from pressmark.folding import table

__all__ = ["firefox"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLES = "[...document.querySelectorAll('.search-result-title')].map((a) => a.textContent)"
MARKS = "[...document.querySelectorAll('mark.found')].map((m) => m.textContent)"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = site(tmp_path_factory.mktemp("site"))
    (made / "articles").mkdir()
    (made / "articles" / "money.html").write_text(ARTICLE, "utf-8")
    return made


@pytest.fixture(params=["file", "http"])
def address(request, folder):
    """Where the site is: on disk, then on a host."""
    if request.param == "file":
        yield folder.as_uri()
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_search_is_answered_and_leads_to_its_words(firefox, address):
    firefox.goto(f"{address}/search.html#q=ferry")
    firefox.until("document.querySelector('.search-result')")
    assert firefox.evaluate(TITLES) == ["Money to buy a ferry <b>today</b></script>"]
    firefox.goto(firefox.evaluate("document.querySelector('.search-result-title').href"))
    firefox.until("document.querySelector('.found-bar')")
    assert firefox.evaluate(MARKS) == ["ferry", "ferry", "FERRY", "ferry"]
    assert firefox.evaluate("location.hash") == "#p-000004"
    assert firefox.evaluate("document.querySelector('[data-opened]').id") == "p-000004"


def test_what_is_typed_is_answered(firefox, address):
    firefox.goto(f"{address}/search.html")
    for query, first in (("U.S. Löfven", "Money to buy"), ('"would pay 2%"', "Council votes"), ("москва", "Москва")):
        firefox.evaluate(
            """(query) => { const box = document.querySelector("[data-search] input"); box.value = query;
            box.dispatchEvent(new Event("input", { bubbles: true })); }""",
            query,
        )
        firefox.until(f"({TITLES})[0]?.startsWith({first!r})")


def test_text_is_folded_as_the_cases_say(firefox, folder):
    firefox.goto((folder / "search.html").as_uri())
    firefox.evaluate("async () => { await pressmark.search.ready(''); }")
    fold = "([table, texts]) => texts.map((t) => pressmark.folding(table).words(t).flatMap((w) => w.tokens))"
    found = firefox.evaluate(fold, [table(), [case["text"] for case in CASES]])
    assert found == [case["tokens"] for case in CASES]


def test_the_shards_answer_as_one_index_of_lunr_js_does(firefox, tmp_path):
    class Browser:
        def new_page(self):
            return firefox

    side = Side(Browser(), tmp_path, invented(200, 11), Config())
    for seed in range(2):
        side.compare(forms(side.words(seed)))
