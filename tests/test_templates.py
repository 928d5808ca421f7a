"""Templates: every page rendered, parsed, linked, safe, and looked at by a browser."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from sample_archive import archive_of, empty_archive, sample_archive

from pressmark.config import Config
from pressmark.exports.tables import TABLES
from pressmark.links import broken_links
from pressmark.pages import all_pages
from pressmark.portions import HEADERS
from pressmark.render import Renderer, TemplateFault
from pressmark.tree import File

ROOT = Path(__file__).parent.parent
POLICY = (
    "default-src 'self' file: data:; script-src 'self' file:; style-src 'self' file:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-src 'none'"
)
# Files that other stages write and pages link to.
WRITTEN_ELSEWHERE = (
    *(f"data/{name}.csv" for name, *_ in TABLES),
    "data/datapackage.json",
    "data/SHA256SUMS",
)
TEMPLATES = tuple(
    File(path.relative_to(ROOT / "templates").as_posix(), path.read_bytes())
    for path in sorted((ROOT / "templates").rglob("*.html"))
)
ASSETS = tuple(
    File(path.relative_to(ROOT).as_posix(), path.read_bytes())
    for path in sorted((ROOT / "assets").rglob("*"))
    if path.is_file()
)


def rendered(archive, templates=TEMPLATES) -> dict[str, str]:
    renderer = Renderer(templates, archive)
    return {page.path: renderer.rendered(page).decode() for page in all_pages(archive)}


@pytest.fixture(scope="module")
def site():
    return rendered(sample_archive())


def test_two_renderings_agree(site):
    assert rendered(sample_archive()) == site


@pytest.mark.slow
@pytest.mark.parametrize("make", [sample_archive, empty_archive])
def test_every_page_parses_without_an_error(make):
    wrong = []
    for path, text in rendered(make()).items():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(text)
        wrong += [f"{path}: {place} {code}" for place, code, _ in parser.errors]
    assert wrong == []


def data_files(archive):
    for record in archive.records:
        yield f"data/text/{record.article.id}.txt"
        yield f"data/annotations/{record.article.id}.jsonld"


@pytest.mark.parametrize("make", [sample_archive, empty_archive])
def test_every_link_and_fragment_resolves(make):
    archive = make()
    pages = tuple(File(path, text.encode()) for path, text in rendered(archive).items())
    others = tuple(File(path, b"") for path in (*WRITTEN_ELSEWHERE, *data_files(archive)))
    assert broken_links((*pages, *ASSETS, *others)) == ()


def test_a_servers_policy_is_that_of_the_pages_without_the_disk():
    (sent,) = re.findall(r"Content-Security-Policy: (.*)", HEADERS)
    assert sent == POLICY.replace(" file:", "")


def test_links_to_different_paragraphs_have_different_names(site):
    found = 0
    for path, text in site.items():
        links = set(re.findall(r'<a class="place" href="([^"]+)" aria-label="([^"]+)"', text))
        found += len(links)
        assert len({name for _, name in links}) == len(links), path
    assert found > 1


def test_ids_are_unique_on_every_page(site):
    for path, text in site.items():
        ids = re.findall(r'\sid="([^"]*)"', text)
        assert len(ids) == len(set(ids)), path


def test_every_page_has_one_main_heading_and_no_gap_below_it(site):
    for path, text in site.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", text)]
        assert levels.count(1) == 1 and levels[0] == 1, path
        assert all(b <= a + 1 for a, b in pairwise(levels)), path


def test_every_page_bears_the_policy_and_no_inline_script_or_style(site):
    for path, text in site.items():
        assert f'content="{POLICY}"' in text, path
        assert not re.search(r"<script(?![^>]*(?:\bsrc=|type=\"application/ld\+json\"))", text), path
        assert not re.search(r"<[a-z][^>]*\s(?:style|on[a-z]+)=", text), path
        assert "<style" not in text, path


def test_links_are_relative_and_name_their_file(site):
    for path, text in site.items():
        for link in re.findall(r'\s(?:href|src|action)="([^"]*)"', text):
            assert re.match(r"(https?|mailto):|#|(\.\./)*[\w.-]+(/[\w.-]+)*(#.*)?$", link), (path, link)


def test_only_a_sample_says_on_every_page_that_it_is_one(site):
    assert all("Sample archive: invented content" in text for text in site.values())
    assert not any("Sample archive" in text for text in rendered(sample_archive(Config())).values())


def test_a_canonical_address_stands_only_where_the_site_has_one(site):
    assert not any('rel="canonical"' in text for text in site.values())
    with_url = rendered(sample_archive(Config(site_url="https://bridge.example/papers/")))
    expected = '<link rel="canonical" href="https://bridge.example/papers/people/ana-sol.html">'
    assert expected in with_url["people/ana-sol.html"]


def test_an_article_without_a_headline_says_so_and_lists_show_its_first_words(site):
    assert "[No headline in the capture]" in site["articles/untitled-1.html"]
    assert re.search(r"\[No headline\]</span> What the mayor did not say", site["articles/index.html"])


def test_what_nobody_has_described_is_badged(site):
    assert "suggested" in site["people/tomas-brandt.html"]
    assert "suggested" not in site["people/ana-sol.html"].split('<div class="thing-main">')[0]


# ---- What must not be told, and what must not run ----


def test_words_that_rights_hold_back_are_on_no_page(site):
    assert [path for path, text in site.items() if "secret words" in text] == []


def test_an_excerpt_ends_early_everywhere(site):
    article = site["articles/short-piece.html"]
    assert "The council met." in article and "Only the beginning is shown here." in article
    assert [path for path, text in site.items() if "spoke at length" in text] == []


def test_a_withdrawn_article_shows_no_source(site):
    assert [path for path, text in site.items() if "sources/secret" in text] == []
    assert "at the author&#39;s wish" in site["articles/gone.html"]


HOSTILE = '</title><script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1)\' \x00\x1b[31m'


def hostile_archive():
    """The sample with every text that comes from outside replaced by markup that would run."""
    sample = sample_archive()
    records = tuple(
        replace(
            record,
            article=replace(
                record.article,
                title=HOSTILE,
                subtitle=HOSTILE,
                section=HOSTILE,
                dateline=HOSTILE,
                url="javascript:alert(1)",
                archived_url="data:text/html,<script>alert(1)</script>",
                source=HOSTILE,
                blocks=tuple(replace(b, text=HOSTILE + b.text, marks=()) for b in record.article.blocks),
            ),
            capture=HOSTILE,
            notes=tuple(replace(n, text=HOSTILE, exact=HOSTILE, by=HOSTILE, found=False) for n in record.notes),
        )
        for record in sample.records
    )
    entities = tuple(replace(e, name=HOSTILE, aliases=(HOSTILE,)) for e in sample.entities)
    return archive_of(records, replace(sample.config, title=HOSTILE, description=HOSTILE), entities)


def test_hostile_text_stays_text():
    for path, text in rendered(hostile_archive()).items():
        tree = html5lib.parse(text, namespaceHTMLElements=False)
        for element in tree.iter():
            assert element.tag not in ("img", "iframe", "object"), path
            assert not [name for name in element.attrib if name.startswith("on")], path
            if element.tag == "script":
                assert "src" in element.attrib or element.attrib.get("type") == "application/ld+json", path
            for name in ("href", "src"):
                assert not re.match(r"\s*(javascript|data|vbscript):", element.attrib.get(name, "")), path


def test_characters_that_html_forbids_are_replaced():
    for text in rendered(hostile_archive()).values():
        assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", text)


# ---- Faults ----


def with_template(path: str, source: str) -> tuple[File, ...]:
    return (*(f for f in TEMPLATES if f.path != path), File(path, source.encode()))


def fault(templates) -> tuple[str, int, str, str]:
    with pytest.raises(TemplateFault) as caught:
        rendered(sample_archive(), templates)
    problem = caught.value.problem
    return problem.path, problem.line, problem.code, problem.message


def test_a_template_that_does_not_parse_is_named_with_its_line():
    assert fault(with_template("pages/home.html", "one\n{% if %}\n"))[:3] == (
        "templates/pages/home.html",
        2,
        "bad-template",
    )


def test_a_name_that_no_page_has_is_named_with_its_line():
    path, line, code, message = fault(with_template("pages/home.html", "one\ntwo\n{{ page.nothing }}\n"))
    assert (path, line, code) == ("templates/pages/home.html", 3, "bad-template")
    assert "nothing" in message and "index.html" in message


def test_a_missing_template_is_named():
    path, _, code, _ = fault(tuple(f for f in TEMPLATES if f.path != "pages/home.html"))
    assert (path, code) == ("templates/pages/home.html", "no-template")


def test_an_archive_can_bring_its_own_template():
    own = rendered(sample_archive(), with_template("pages/404.html", "Nothing at {{ path }} of {{ site.title }}\n"))
    assert own["404.html"] == "Nothing at 404.html of Northfield bridge, 2028–2031\n"


# ---- Style sheets ----


def test_colours_stand_in_the_tokens_alone():
    for path in sorted((ROOT / "assets" / "css").glob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
        assert "!important" not in text, path.name
        assert not re.search(r"(?m)^\s*#[a-z-]+[\s,{]", text), path.name
        if path.name != "tokens.css":
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", text), path.name


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_ink_is_readable_on_every_ground_light_and_dark():
    text = (ROOT / "assets" / "css" / "tokens.css").read_text("utf-8")
    colours = dict(re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)", text))
    inks = ("ink", "muted", "link", "visited", "person", "organization", "place", "event", "work", "claim")
    for ink in inks:
        for ground in ("ground", "sheet", "raised", "tint"):
            for one, other in zip(colours[ink].split(", "), colours[ground].split(", "), strict=True):
                assert contrast(one, other) >= 4.5, (ink, ground, one, other)


def test_kinds_of_marks_differ_by_the_style_of_their_line():
    text = (ROOT / "assets" / "css" / "pages.css").read_text("utf-8")
    selector = r"(a\.mention|\.quotation|\[data-note=\"claim\"\]|\[data-note=\"correction\"\])"
    styles = re.findall(selector + r" \{\s*text-decoration: underline (\w+)", text)
    assert dict(styles) == {
        "a.mention": "dotted",
        ".quotation": "solid",
        '[data-note="claim"]': "double",
        '[data-note="correction"]': "wavy",
    }


# ---- In a browser ----


@pytest.fixture(scope="module")
def on_disk(site, tmp_path_factory):
    root = tmp_path_factory.mktemp("pages")
    for path, text in site.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    for file in ASSETS:
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_bytes(file.data)
    return root


def one_of_each():
    pages: dict[str, str] = {}
    for page in all_pages(sample_archive()):
        if page.template != "redirect.html":
            pages[page.template] = page.path
    return sorted(
        {*pages.values(), "articles/harbor-ledger-bridge-vote.html", "people/ana-sol.html", "quotations/index.html"}
    )


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_with_all_marks_on_and_all_details_open(chromium, on_disk, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    found = []
    for path in one_of_each():
        page.goto((on_disk / path).as_uri())
        page.evaluate(
            "document.documentElement.dataset.marks = 'full';"
            "for (const d of document.querySelectorAll('details')) d.open = true"
        )
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path}: wider than {width}")
        results = Axe().run(page, options={"preload": False})
        for violation in results.response["violations"]:
            found.append(f"{path}: {violation['id']}: {[n['html'][:120] for n in violation['nodes'][:3]]}")
    page.context.close()
    assert found == []


@pytest.mark.browser
@pytest.mark.slow
def test_margin_notes_stand_beside_their_block_and_never_overlap(chromium, on_disk):
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto((on_disk / "articles/harbor-ledger-bridge-vote.html").as_uri())
    boxes = page.evaluate(
        "[...document.querySelectorAll('.text > .margin')].map(e => {"
        " const m = e.getBoundingClientRect(); const b = e.previousElementSibling;"
        " const p = b && b.matches('.block') ? b.getBoundingClientRect() : null;"
        " return [m.top, m.bottom, m.left, p && p.top, p && p.right] })"
    )
    page.context.close()
    assert len(boxes) >= 5
    for (_, bottom, *_), (top, *_) in pairwise(boxes):
        assert top >= bottom + 11
    for top, _, left, block_top, block_right in boxes:
        if block_top is not None:
            assert left > block_right and top >= block_top - 1


@pytest.mark.browser
@pytest.mark.slow
def test_on_a_phone_notes_follow_their_block(chromium, on_disk):
    page = chromium.new_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto((on_disk / "articles/harbor-ledger-bridge-vote.html").as_uri())
    tops = page.evaluate("[...document.querySelector('.text').children].map(e => e.getBoundingClientRect().top)")
    hidden = page.evaluate("[...document.querySelectorAll('.text > .margin')].filter(e => !e.offsetHeight).length")
    page.context.close()
    assert tops == sorted(tops)
    assert hidden == 0
