"""Search in a real browser: the two foldings agree, the index is lunr.js's own, and the page answers from disk."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pressmark.article import Article
from pressmark.config import Config
from pressmark.folding import table, tokens
from pressmark.markup import parse_markdown
from pressmark.search import Paragraph, SearchDocument, document_outputs, lunr_js
from pressmark.search.counts import terms
from pressmark.search.documents import paragraphs
from pressmark.search.stemmer import stem
from pressmark.search.whole import VERSION

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).parent.parent / "assets"
CASES = json.loads((Path(__file__).parent / "cases" / "folding.json").read_text("utf-8"))
POLICY = (
    "default-src 'self' file: data:; script-src 'self' file:; style-src 'self' file:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)
PAGE = """<!doctype html>
<html lang="en" data-theme="auto" data-marks="light"><head><meta charset="utf-8"><title>Search</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<script defer src="assets/js/site.js"></script>
<script defer src="assets/js/lunr.js"></script>
<script defer src="assets/js/search.js"></script></head><body>
<form class="search-box" role="search" action="search.html" method="get">
<input type="search" name="q" aria-label="Search the archive"></form>
<main><section class="search" data-search data-root="">
<form role="search" action="search.html" method="get"><label>Search <input type="search" name="q"></label></form>
<p class="search-status" role="status" aria-live="polite"></p><div class="search-results"></div>
</section></main></body></html>
""".replace("{policy}", POLICY)

VOTE = (
    Paragraph("p-000001", "The council voted 7–2 to spend $33 million."),
    Paragraph("p-000002", "The NTO, led by Ana Sol’s deputy, said the U.S. would pay 2%."),
    Paragraph("p-000003", "It is a trans-Atlantic effort."),
)
FERRY = (
    Paragraph("p-000004", "The town has the money to buy a ferry."),
    Paragraph("p-000005", "It gave us nothing, says Michèle Löfven of defence.\u2028New line."),
)
DOCUMENTS = (
    SearchDocument(
        kind="article",
        path="articles/bridge-vote.html",
        shown="Council votes to rebuild Northfield Bridge",
        title="Council votes to rebuild Northfield Bridge",
        names="Ana Sol\nNorthern Transit Office\nNTO\nNorthfield Council",
        summary="Work could start next spring",
        body="\n".join(p.text for p in VOTE),
        outlet="Harbor Ledger",
        date="4 March 2031",
        paragraphs=VOTE,
    ),
    SearchDocument(
        kind="article",
        path="articles/money.html",
        shown="Money to buy a ferry <b>today</b></script>",
        title="Money to buy a ferry <b>today</b></script>",
        body="\n".join(p.text for p in FERRY),
        outlet="County Post",
        paragraphs=FERRY,
    ),
    SearchDocument(
        kind="person",
        path="people/ana-sol.html",
        shown="Ana Sol",
        title="Ana Sol",
        names="Mayor Sol\nA. Sol",
        body="Mayor of Northfield since 2029.",
        paragraphs=(Paragraph("", "Mayor of Northfield since 2029."),),
    ),
    SearchDocument(
        kind="organization",
        path="organizations/nto.html",
        shown="NTO",
        title="NTO",
        names="Northern Transit Office",
    ),
    SearchDocument(
        kind="quotation",
        path="articles/bridge-vote.html#p-000002",
        shown="Ana Sol: “We will open it”",
        names="Ana Sol",
        body="“We will open it in two years”",
        outlet="Harbor Ledger",
        paragraphs=(Paragraph("p-000002", "“We will open it in two years”"),),
    ),
    SearchDocument(
        kind="article",
        path="articles/moskva.html",
        shown="Москва и Северный мост",
        title="Москва и Северный мост",
        body="北京市 and the north bridge",
        paragraphs=(Paragraph("p-000006", "北京市 and the north bridge"),),
    ),
)


def site(folder: Path, documents: tuple[SearchDocument, ...] = DOCUMENTS, config: Config | None = None) -> Path:
    files = {f.path: f.data for f in document_outputs(documents, config or Config())}
    files |= {f"assets/js/{p.name}": p.read_bytes() for p in sorted((ASSETS / "js").iterdir())}
    files["search.html"] = PAGE.encode()
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def page(chromium):
    """A page that fails the test when a script throws or the policy is broken."""
    context = chromium.new_context()
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda e: faults.append(str(e)))
    opened.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    opened.set_default_timeout(60_000)
    yield opened
    context.close()
    assert faults == []


@pytest.fixture
def engine(page, built):
    """The page with window.engine ready."""
    page.goto((built / "search.html").as_uri())
    page.evaluate("async () => { window.engine = await pressmark.search.ready(''); }")
    return page


def search(page, query: str) -> list[str]:
    """The paths of the results, in order, once the page has answered the query; without the words to mark there."""
    page.locator("[data-search] input").fill(query)
    page.wait_for_function("q => document.querySelector('.search-status').textContent.includes(q.trim())", arg=query)
    paths = page.evaluate("[...document.querySelectorAll('.search-result-title')].map(a => a.getAttribute('href'))")
    return [re.sub(r"[#&]found=.*", "", path) for path in paths]


# ---- The two sides agree ----


def odd_words() -> list[str]:
    """Words that stemmers differ on, then generated ones, the same every time."""
    fixed = (
        "money buy today say by y yy yes yed eyed sky skies dying toying yellow syzygy ass asses ties caresses "
        "agreed feed plastered bled motoring sing conflated troubled sized hopping tanned falling hissing fizzed "
        "failing filing happy relational conditional rational valenci hesitanci digitizer conformabli radicalli "
        "differentli vileli analogousli vietnamization predication operator feudalism decisiveness hopefulness "
        "callousness formaliti sensitiviti sensibiliti triplicate formative formalize electriciti electrical "
        "hopeful goodness revival allowance inference airliner gyroscopic adjustable defensible irritant "
        "replacement adjustment dependent adoption homologou communism activate angulariti homologous effective "
        "bowdlerize probate rate cease controll roll generalization oscillators us_ may_ 2percent dollar33 1000.5 "
        "3.6bn a ab abc ions ion sion tion nation ational москва мостами 北京 éclat naïve x𝐀s 𝐀𝐀s 𝐀ing _ __ -s 's "
        "ees ings eeds constructor __proto__"
    ).split()
    rng = random.Random(20310304)
    endings = "s es ed ing ly y ation ational izer ness ful ive ize al ence able ement ion ies eed".split()
    letters = "aeiouybcdfghjklmnpqrstvwxyzaeiouyls"
    generated = ["".join(rng.choices(letters, k=rng.randint(1, 9))) for _ in range(4000)]
    return fixed + [w + rng.choice(["", *endings]) for w in generated]


def test_stems_are_those_of_lunr_js(engine):
    words = odd_words()
    theirs = engine.evaluate("ws => ws.map(w => lunr.stemmer(new lunr.Token(w)).toString())", words)
    assert [stem(w) for w in words] == theirs


def test_terms_are_those_of_the_whole_pipeline_of_lunr_js(engine):
    """Trimmer, stop words, stemmer: on folded words of Latin script the trimmer has nothing to do."""
    words = [w for w in [*odd_words(), *" ".join(c["text"] for c in CASES).split()] if all(map(str.isascii, tokens(w)))]
    run = """ts => { const p = new lunr.Pipeline(); p.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer);
        return p.run(ts.map(t => new lunr.Token(t))).map(String); }"""
    text = " ".join(words)
    assert terms(text) == engine.evaluate(run, tokens(text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_text_is_folded_in_the_browser(engine, case):
    fold = "([table, text]) => pressmark.folding(table).words(text).flatMap(w => w.tokens)"
    assert engine.evaluate(fold, [table(), case["text"]]) == case["tokens"]


def test_generated_text_is_folded_alike(engine):
    rng = random.Random(7)
    alphabet = "aAbBsSuUtT éÖßłİıςΣ0123 .,'’-‑&$€%_*:\"“—…\u00ad\u2060ﬁ½²Ⅷ京都市กรุงヴ한й़ि 😀𝐀\u0307\u0301@/#+~^\\\n"
    texts = ["".join(rng.choices(alphabet, k=rng.randint(1, 24))) for _ in range(6000)]
    fold = """([table, ts]) => { const f = pressmark.folding(table);
        return ts.map(t => f.words(t).flatMap(w => w.tokens)); }"""
    theirs = engine.evaluate(fold, [table(), texts])
    assert [(t, tokens(t)) for t in texts] == list(zip(texts, theirs, strict=True))


def test_lunr_js_is_the_version_that_the_index_says(engine):
    assert engine.evaluate("lunr.version") == VERSION
    assert b"lunr - http://lunrjs.com" in lunr_js()


# ---- What is found ----


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("money", "articles/money.html#p-000004"),
        ("buy", "articles/money.html#p-000004"),
        ("today", "articles/money.html"),
        ("U.S.", "articles/bridge-vote.html#p-000002"),
        ("US", "articles/bridge-vote.html#p-000002"),
        ("us", "articles/bridge-vote.html#p-000002"),
        ("2%", "articles/bridge-vote.html#p-000002"),
        ("2 percent", "articles/bridge-vote.html#p-000002"),
        ("$33", "articles/bridge-vote.html#p-000001"),
        ("transatlantic", "articles/bridge-vote.html#p-000003"),
        ("trans-Atlantic", "articles/bridge-vote.html#p-000003"),
        ("trans atlantic", "articles/bridge-vote.html#p-000003"),
        ("Sol's deputy", "articles/bridge-vote.html#p-000002"),
        ("Michele", "articles/money.html#p-000005"),
        ("löfven", "articles/money.html#p-000005"),
        ("defense", "articles/money.html#p-000005"),
        ("Mayor Sol", "people/ana-sol.html#"),
        ("Northern Transit Office", "organizations/nto.html"),
        ("northern transit office bridge", "articles/bridge-vote.html"),
        ("москва", "articles/moskva.html"),
        ("北京", "articles/moskva.html#p-000006"),
        ("+ferry -bridge", "articles/money.html#p-000004"),
        ("title:ferry", "articles/money.html#p-000004"),
        ("deput*", "articles/bridge-vote.html#p-000002"),
        ("depuzy~2", "articles/bridge-vote.html#p-000002"),
        ('"would pay 2%"', "articles/bridge-vote.html#p-000002"),
        ("“gave us nothing”", "articles/money.html#p-000005"),
        ('"It is a"', "articles/bridge-vote.html#p-000003"),
        ("Deputy: NTO", "articles/bridge-vote.html#p-000002"),
    ],
)
def test_a_query_finds(page, built, query, first):
    page.goto((built / "search.html").as_uri())
    assert search(page, query)[:1] == [first.rstrip("#")]


def test_an_entity_comes_before_articles_that_name_it_and_quotations_after_them(page, built):
    page.goto((built / "search.html").as_uri())
    search(page, "Ana Sol")
    kinds = page.evaluate("[...document.querySelectorAll('.search-result')].map(r => r.dataset.kind)")
    assert kinds == ["person", "article", "quotation"]


def test_all_words_come_first_then_some_and_the_page_says_so(page, built):
    page.goto((built / "search.html").as_uri())
    assert search(page, "ferry money") == ["articles/money.html#p-000004"]
    assert set(search(page, "ferry million")) == {"articles/money.html#p-000004", "articles/bridge-vote.html#p-000001"}
    said = page.locator(".search-status").inner_text()
    assert said == "Nothing has all of “ferry million”. 2 results with some of it:"


def test_a_word_that_is_nowhere_does_not_hide_the_rest(page, built):
    page.goto((built / "search.html").as_uri())
    assert search(page, "ferry money zebra") == ["articles/money.html#p-000004"]
    said = page.locator(".search-status").inner_text()
    assert said == "Nothing here says “zebra”. 1 result for the rest of “ferry money zebra”:"


def test_several_misspelt_words_are_offered_together_and_one_by_one(page, built):
    page.goto((built / "search.html").as_uri())
    search(page, "brigde coucnil")
    lines = page.locator(".search-instead:not([hidden]) p")
    lines.nth(2).wait_for()
    assert lines.nth(0).inner_text().split() == ["Perhaps:", "bridge", "council"]
    assert [lines.nth(n).inner_text().split(":")[0] for n in (1, 2)] == ["Instead of “brigde”", "Instead of “coucnil”"]
    page.locator(".search-instead button", has_text="bridge council").click()
    page.wait_for_function("() => document.querySelector('.search-status').textContent.includes('“bridge council”')")


def test_a_misspelt_word_is_offered_as_it_is_written_here(page, built):
    page.goto((built / "search.html").as_uri())
    for typed, written in (("ferri", "ferry"), ("brigde", "bridge"), ("coucnil", "council")):
        search(page, typed + "x" if typed == "ferri" else typed)
        offered = page.locator(".search-instead:not([hidden]) button")
        offered.first.wait_for()
        assert written in offered.all_inner_texts()
    page.locator(".search-instead button", has_text="council").click()
    page.wait_for_function("() => document.querySelector('.search-status').textContent.endsWith('“council”')")
    assert page.locator(".search-instead").is_hidden()
    assert page.evaluate("document.activeElement.value") == "council"


def test_a_pattern_that_too_many_words_have_is_not_loaded(engine):
    limited = """async () => [await engine.reader.expanded({ term: "*e*" }, { shards: 40, terms: 2 }),
        (await engine.reader.expanded({ term: "bridg*" })).length]"""
    assert engine.evaluate(limited) == [None, 1]


def test_a_phrase_must_stand_there(page, built):
    page.goto((built / "search.html").as_uri())
    assert search(page, '"the town has"') == ["articles/money.html#p-000004"]
    search(page, '"town the money"')
    assert page.locator(".search-status").inner_text().startswith("Nothing here says")


def test_prohibited_words_and_phrases_leave_out(page, built):
    page.goto((built / "search.html").as_uri())
    assert len(search(page, "town money council")) == 2
    assert search(page, 'town council -"the money"') == ["articles/bridge-vote.html#p-000001"]
    assert search(page, "north -bridge -nothing") == []


QUERIES = [
    "bridge", "ana sol", "council votes", "ferry money town", "bridge^3 ferry", "title:bridge", "body:bridge names:sol",
    "north*", "*th*", "bridg~1", "vots~2", "million two years", "+town money",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_the_order_is_that_of_lunr(engine, query):
    """All of the words, rather than some, only chooses from what lunr ranks."""
    ours = engine.evaluate("async q => (await engine.ask(q)).hits", query)
    theirs = engine.evaluate("async q => (await engine.reader.search(q)).map(r => Number(r.ref))", query)
    assert ours
    assert ours == [n for n in theirs if n in ours]


def test_no_input_throws(engine):
    rng = random.Random(11)
    parts = [
        "bridge", "Ana Sol", "U.S.", "trans-Atlantic", "+", "-", "--", "*", "**", "~", "~2", "~9", "^", "^3", "^99",
        ":", "title:", "body:x", "nofield:y", "\\", '"', '""', "“", "”", "(", ")", "[", "%", "$", "&", "'", "’", " ",
        "  ", "\t", "\n", "\u2028", "\u0000", "😀", "北京", "é", "İ", "the", "us", "*a*b*c*", "constructor",
        "__proto__:x", "a" * 500, "_", "<script>", "title:title:x", '-"', '+"the of"',
    ]  # fmt: skip
    queries = ["".join(rng.choices(parts, k=rng.randint(1, 7))) for _ in range(1500)] + parts
    ask = """qs => Promise.all([...qs, '\\ud83d', 'x\\udc00*'].map(async q => { const a = await engine.ask(q);
        (await engine.reader.documents(a.hits)).forEach(d => engine.passage(d, a.clauses)); return a.hits.length; }))"""
    assert len(engine.evaluate(ask, queries)) == len(queries) + 2


# ---- The page, from disk ----


def test_results_show_words_as_text_with_marks(page, built):
    page.goto((built / "search.html").as_uri())
    search(page, "ferry")
    result = page.locator(".search-result").first
    assert result.locator(".search-result-title").inner_text() == "Money to buy a ferry <b>today</b></script>"
    assert result.locator(".search-result-meta").inner_text() == "article · County Post"
    assert result.locator("mark").all_inner_texts() == ["ferry"]


def test_common_words_alone_are_explained(page, built):
    page.goto((built / "search.html").as_uri())
    page.locator("[data-search] input").fill("the of and")
    page.wait_for_function("() => document.querySelector('.search-status').textContent.includes('too common')")


def test_the_query_and_kind_stand_in_the_address(page, built):
    page.goto((built / "search.html").as_uri() + "#q=ana+sol&kind=person")
    page.wait_for_selector(".search-result")
    assert page.locator("[data-search] input").input_value() == "ana sol"
    assert page.locator(".search-result").count() == 1
    page.get_by_role("button", name="All").click()
    page.wait_for_function("() => document.querySelectorAll('.search-result').length > 1")
    assert page.url.endswith("search.html#q=ana+sol")
    assert page.locator(".search-kind[aria-pressed=true]").inner_text() == "All 3"


def test_a_query_may_come_after_a_question_mark(page, built):
    page.goto((built / "search.html").as_uri() + "?q=ferry")
    page.wait_for_selector(".search-result")
    assert page.locator(".search-status").inner_text() == "1 result for “ferry”"


def faceted(folder: Path) -> Path:
    """A site of articles that can be narrowed and ordered."""
    told = [
        ("Ferry one", "Harbor Ledger", "2031-03-04", ("Ana Sol", "Tom Vey")),
        ("Ferry two", "County Post", "2029-12-31", ("Ana Sol",)),
        ("Ferry three", "Harbor Ledger", "", ()),
        ("Ferry four", "County Post", "2031-01-01", ("Tom Vey",)),
    ]
    documents = tuple(
        SearchDocument(
            "article", f"articles/a{n}.html", title, title=title, outlet=outlet, day=day,
            facets=(("outlet", outlet), ("status", "reviewed"), *(("person", name) for name in people)),
        )
        for n, (title, outlet, day, people) in enumerate(told)
    )  # fmt: skip
    return site(folder, documents)


def titles(page) -> list[str]:
    return page.locator(".search-result-title").all_inner_texts()


def test_results_are_narrowed_by_facets_with_counts(page, tmp_path):
    page.goto((faceted(tmp_path) / "search.html").as_uri())
    assert len(search(page, "ferry")) == 4
    page.locator(".search-narrow summary").click()
    ledger = page.get_by_label("Harbor Ledger 2")
    ledger.check()
    page.wait_for_function("() => document.querySelectorAll('.search-result').length === 2")
    assert sorted(titles(page)) == ["Ferry one", "Ferry three"]
    page.get_by_label("Ana Sol 1").check()
    page.wait_for_function("() => document.querySelectorAll('.search-result').length === 1")
    assert page.url.endswith("#q=ferry&outlet=Harbor+Ledger&person=Ana+Sol")
    page.get_by_role("button", name="Outlet: Harbor Ledger").click()
    page.wait_for_function("() => document.querySelectorAll('.search-result').length === 2")
    assert sorted(titles(page)) == ["Ferry one", "Ferry two"]
    page.get_by_label("Tom Vey 1").check()
    page.wait_for_function("() => document.querySelectorAll('.search-result').length === 1")
    assert titles(page) == ["Ferry one"]


def test_years_and_outlets_widen_and_days_and_order_are_kept_in_the_address(page, tmp_path):
    start = (faceted(tmp_path) / "search.html").as_uri()
    page.goto(start + "#q=ferry&year=2031&year=2029&order=oldest")
    page.wait_for_selector(".search-result")
    assert titles(page) == ["Ferry two", "Ferry four", "Ferry one"]
    page.goto("about:blank")
    page.goto(start + "#q=ferry&order=newest")
    page.wait_for_selector(".search-result")
    assert titles(page) == ["Ferry one", "Ferry four", "Ferry two", "Ferry three"]
    page.goto("about:blank")
    page.goto(start + "#q=ferry&from=2030-01-01&to=2031-01-01")
    page.wait_for_selector(".search-result")
    assert titles(page) == ["Ferry four"]
    page.get_by_role("button", name="to 2031-01-01").click()
    page.wait_for_function("() => document.querySelectorAll('.search-result').length === 2")


def test_what_is_chosen_may_leave_nothing(page, tmp_path):
    page.goto((faceted(tmp_path) / "search.html").as_uri() + "#q=ferry&outlet=Harbor+Ledger&year=2029")
    page.wait_for_function("() => document.querySelector('.search-status').textContent.startsWith('Nothing is left')")
    page.get_by_role("button", name="Year: 2029").click()
    page.wait_for_function("() => document.querySelectorAll('.search-result').length === 2")


def test_facets_load_only_when_somebody_narrows(page, tmp_path):
    page.goto((faceted(tmp_path) / "search.html").as_uri())
    search(page, "ferry")
    assert not page.evaluate("[...document.scripts].some(s => s.src.includes('/facets/'))")


def test_the_index_loads_only_when_somebody_searches(page, built):
    page.goto((built / "search.html").as_uri())
    loaded = "[...document.scripts].map(s => s.src).filter(s => s.includes('/search/')).length"
    assert page.evaluate(loaded) == 0
    page.locator("[data-search] input").focus()
    page.wait_for_function(f"() => {loaded} === 2")  # about the index, and the table of foldings
    search(page, "ferry")
    assert page.evaluate("[...document.scripts].some(s => s.src.includes('/search/terms/'))")


def test_keys_move_through_results(page, built):
    page.goto((built / "search.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("bridge")
    page.wait_for_selector(".search-result")
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.querySelector('.search-result-title')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('[data-search] input')")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.querySelectorAll('.search-result').length === 0")
    assert page.locator("[data-search] input").input_value() == ""


def test_the_box_of_the_top_bar_asks_the_same_page(page, built):
    page.goto((built / "search.html").as_uri())
    page.locator("form.search-box input").fill("ferry")
    page.locator("form.search-box input").press("Enter")
    page.wait_for_selector(".search-result")
    assert page.locator("[data-search] input").input_value() == "ferry"


def test_more_than_a_screenful_is_shown_on_demand(page, tmp_path):
    many = [SearchDocument("article", f"articles/a{n}.html", f"Ferry {n}", title=f"Ferry {n}") for n in range(25)]
    page.goto((site(tmp_path, tuple(many)) / "search.html").as_uri())
    assert len(search(page, "ferry")) == 20
    page.get_by_role("button", name="Show 5 more of 5").click()
    page.wait_for_function("() => document.querySelectorAll('.search-result').length === 25")
    page.wait_for_function("() => document.activeElement === document.querySelectorAll('.search-result-title')[20]")


def test_a_missing_index_is_said(chromium, tmp_path):
    folder = site(tmp_path)
    (folder / "search" / "index.js").unlink()
    page = chromium.new_page()
    page.goto((folder / "search.html").as_uri() + "#q=ferry")
    page.wait_for_function("() => document.querySelector('.search-status').textContent.includes('could not be loaded')")
    page.close()


def test_an_empty_archive_finds_nothing(page, tmp_path):
    page.goto((site(tmp_path, ()) / "search.html").as_uri())
    assert search(page, "ferry") == []


def test_without_stemmer_words_are_found_as_they_are(page, tmp_path):
    page.goto((site(tmp_path, config=Config(language="de")) / "search.html").as_uri())
    assert search(page, "votes") == ["articles/bridge-vote.html"]
    assert search(page, "the")
    assert search(page, "voting") == []


# ---- What a reader meets ----

ARTICLE = """<!doctype html><html lang="en" data-keys="on"><head><meta charset="utf-8"><title>Money</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<script defer src="../assets/js/site.js"></script></head><body>
<main tabindex="-1"><article class="article"><h1>Money to buy a ferry</h1><div class="text">
<p id="p-000004">The town has the <a href="#x">money</a> to buy a ferry, and ferrymen.</p>
<p id="p-000005">No FERRY: “to <b>buy a</b> ferry” is <span hidden>ferry</span> dear.</p></div></article></main>
</body></html>""".replace("{policy}", POLICY)


@pytest.fixture
def with_article(tmp_path):
    folder = site(tmp_path)
    (folder / "articles").mkdir()
    (folder / "articles" / "money.html").write_text(ARTICLE, "utf-8")
    return folder


def found(page) -> list[str]:
    return page.locator("mark.found").all_inner_texts()


def test_results_stand_in_groups_the_best_first(page, built):
    page.goto((built / "search.html").as_uri())
    search(page, "sol")
    headings = page.locator(".search-group h2").all_inner_texts()
    assert headings == ["People", "Quotations", "Articles"] or headings == ["People", "Articles", "Quotations"]
    search(page, "ferry")
    assert page.locator(".search-group").count() == 0


def test_a_group_shows_its_best_and_leads_to_the_rest(page, tmp_path):
    people = [SearchDocument("person", f"people/p{n}.html", f"Ferry Man {n}", title=f"Ferry Man {n}") for n in range(5)]
    page.goto((site(tmp_path, (*DOCUMENTS, *people)) / "search.html").as_uri())
    search(page, "ferry")
    assert page.locator(".search-result[data-kind=person]").count() == 3
    page.get_by_role("button", name="All 5 people").click()
    page.wait_for_function("() => document.querySelectorAll('.search-result').length === 5")
    assert "kind=person" in page.url


def test_a_hit_opens_at_its_paragraph_with_its_words_marked(page, with_article):
    page.goto((with_article / "search.html").as_uri())
    search(page, "ferry")
    page.locator(".search-result-title").first.click()
    page.wait_for_selector(".found-bar")
    assert found(page) == ["ferry", "ferry", "FERRY", "ferry"]
    assert page.url.endswith("articles/money.html#p-000004")
    assert page.locator(":target").get_attribute("id") == "p-000004"
    said = page.locator(".found-bar [role=status]")
    assert said.inner_text() == "2 of 4 found"
    page.get_by_role("button", name="Next place").click()
    assert said.inner_text() == "3 of 4 found"
    assert page.locator("mark[aria-current]").inner_text() == "FERRY"
    page.keyboard.press("p")
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert said.inner_text() == "4 of 4 found"
    page.reload()
    page.wait_for_selector(".found-bar")
    page.keyboard.press("Escape")
    assert found(page) == []
    assert page.locator(".found-bar").count() == 0
    page.reload()
    assert found(page) == []


def test_a_phrase_is_marked_whole_across_other_marks(page, with_article):
    page.goto((with_article / "search.html").as_uri())
    search(page, '"the money to buy"')
    page.locator(".search-result-title").first.click()
    page.wait_for_selector(".found-bar")
    assert found(page) == ["the ", "money", " to buy"]
    assert page.locator(".found-bar [role=status]").inner_text() == "1 of 1 found"


def test_recent_searches_are_kept_here_and_can_be_forgotten(page, with_article):
    page.goto((with_article / "search.html").as_uri())
    search(page, "fer")
    search(page, "ferry")
    page.locator("[data-search] input").press("Enter")
    page.goto((with_article / "search.html").as_uri())
    page.reload()
    offered = page.locator(".search-instead .search-kind")
    offered.first.wait_for()
    assert offered.all_inner_texts() == ["ferry"]
    offered.first.click()
    page.wait_for_selector(".search-result")
    page.locator("[data-search] input").fill("")
    page.get_by_role("button", name="Forget these").click()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('recent')).length") == 0
    assert page.locator(".search-instead").is_hidden()


def test_without_storage_everything_else_works(page, with_article):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } })")
    page.goto((with_article / "search.html").as_uri())
    search(page, "ferry")
    page.locator("[data-search] input").press("Enter")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.querySelectorAll('.search-result').length === 0")
    assert page.locator(".search-instead").is_hidden()


def test_where_nothing_is_found_less_is_offered(page, built):
    page.goto((built / "search.html").as_uri())
    search(page, '"town the money"')
    page.locator(".search-instead button", has_text="town the money").click()
    page.wait_for_function(
        "() => document.querySelector('.search-status').textContent === '1 result for “town the money”'"
    )
    search(page, "ferry -ferry")
    page.locator(".search-instead button").first.wait_for()
    assert page.locator(".search-instead button").all_inner_texts() == ["ferry"]
    page.goto((built / "search.html").as_uri() + "#q=money&kind=person")
    page.locator(".search-instead button", has_text="without what was chosen").click()
    page.wait_for_selector(".search-result")


def test_a_phrase_that_nothing_says_is_told_apart_from_words(page, built):
    page.goto((built / "search.html").as_uri())
    assert search(page, "“money ferry the”")
    said = page.locator(".search-status").inner_text()
    assert re.fullmatch(
        "Nothing here says “money ferry the” word for word. [0-9]+ results? with some of the words:", said
    )


def test_patterns_fit_words_as_they_are_written(page, built):
    page.goto((built / "search.html").as_uri())
    whole = set(search(page, "bridge"))
    assert whole
    for pattern in ("*ridge", "br*ge", "bridges*", "bri*", "*bridges"):
        assert whole <= set(search(page, pattern)), pattern


def test_a_query_without_a_word_is_told_so(page, built):
    page.goto((built / "search.html").as_uri())
    for query in ('"', "+ -", "* * *", "…"):
        search(page, query)
        said = page.locator(".search-status").inner_text()
        assert said == f"There is no word or number in {query} to look for."


def said_so(number: int, text: str, title: str = "", **more: str) -> SearchDocument:
    return SearchDocument(
        kind="article", path=f"articles/f{number}.html", shown=title or f"Report {number}", title=title, body=text,
        paragraphs=(Paragraph(f"p-{number:06}", text),), **more,
    )  # fmt: skip


def test_one_figure_is_found_however_it_is_written(page, tmp_path):
    documents = (
        said_so(1, "The lock cost £18.6 million and the quay £51m."),
        said_so(2, "The lock cost £18.6m; it was −3 °C."),
        said_so(3, "Prices rose 3.5 per cent."),
        said_so(4, "Prices rose 3.5%."),
        said_so(5, "Prices rose 3.5 percent."),
        said_so(6, "Patrick M. Shaw came."),
        said_so(7, "Michael Dunn went."),
    )
    page.goto((site(tmp_path, documents) / "search.html").as_uri())

    def numbers(query: str) -> list[int]:
        return sorted(int(re.findall(r"\d+", path)[0]) for path in search(page, query))

    for query in ("£18.6m", "£18.6 million", "18.6", "£18.6M"):
        assert numbers(query) == [1, 2], query
    assert numbers("51m") == numbers("£51 million") == [1]
    for query in ("3.5%", "3.5 per cent", "3.5 percent"):
        assert numbers(query) == [3, 4, 5], query
    for query in ("-3 °C", "−3 °C", "-3"):
        assert 2 in numbers(query), query
    assert numbers("lock -3") == [1]
    assert search(page, "M. Dunn")[0].startswith("articles/f7.html")


def test_what_stands_in_the_subtitle_is_shown_where_it_answers(page, tmp_path):
    article = Article(
        "a", "a", title="Locks", subtitle="They cost £42m", blocks=parse_markdown("The locks are old.", "a")[0]
    )
    document = said_so(1, "The locks are old.", "Locks", summary="They cost £42m")
    document = replace(document, paragraphs=paragraphs(article, article.blocks))
    page.goto((site(tmp_path, (document,)) / "search.html").as_uri())
    assert search(page, "£42 million")
    assert page.locator(".search-result-snippet").inner_text() == "They cost £42m"
    assert page.locator(".search-result-snippet mark").all_inner_texts() == ["£42m"]


def test_only_words_that_something_says_are_offered_instead(page, built):
    page.goto((built / "search.html").as_uri())
    search(page, "said: zzzqx")
    assert page.locator(".search-instead").is_hidden()


def test_without_scripts_the_lists_by_letter_are_offered(chromium, sample):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample / "search.html").as_uri())
    offered = page.locator("noscript a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert {"people/index.html", "organizations/index.html", "places/index.html", "topics/index.html"} <= set(offered)
    assert all((sample / path).is_file() for path in offered)
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_on_results_and_where_they_lead(chromium, sample, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    faults = []

    def look(where: str) -> None:
        faults.extend(
            f"{where}: {v['id']}: {v['nodes'][0]['html'][:120]}" for v in Axe().run(page).response["violations"]
        )
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{where}: wider than the window")

    page.goto((sample / "search.html").as_uri() + "#q=bridge")
    page.wait_for_selector(".search-group .search-result")
    look("results")
    page.locator(".search-result[data-kind=article] a").first.click()
    page.wait_for_selector(".found-bar")
    look("where a result leads")
    page.goto((sample / "search.html").as_uri() + "#q=brigde")
    page.wait_for_selector(".search-instead:not([hidden])")
    look("nothing found")
    context.close()
    assert faults == []
