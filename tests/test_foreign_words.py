"""Words of another language say so wherever a page shows them, to be read aloud and set as they should be."""

import re
from pathlib import Path

import html5lib
import pytest
from search_scripts import received, rows

from pressmark.cli import main

# Invented words that the made archive shows in many places; each stands in Arabic or French text.
CANARIES = ("ميناء", "قصيدة", "Quillemarais", "Vexmarine")
SHARED = (
    "وقال المجلس البلدي إن الرصيف القديم سيفتح أبوابه من جديد خلال سنة واحدة وإن المال سيأتي من ميناء المدينة وحدها"
)


MINUTES = "The council shall open the old pier again within a single year and pay for it out of the fund of the quay."


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for stem, title in (("arabic-one", "قصيدة البحر"), ("arabic-two", "قصيدة أخرى")):
        head = f"title: {title}\nlanguage: ar\nstories: [pier]\npeople: [Ana Sol]\ntopics: [pier]\n"
        put(
            tmp_path,
            f"content/articles/{stem}.md",
            f"---\n{head}---\n\n{SHARED}.\n\nAna Sol قالت: “سنعود إلى ميناء البحر”.\n\n{MINUTES}\n",
        )
    head = "language: fr\nstories: [pier]\npeople: [Ana Sol]\ndate: 2031-03-04\nsource: sources/f.txt\n"
    words = "Quillemarais: « Nous allons attendre la Vexmarine », a dit Ana Sol devant le conseil."
    put(tmp_path, "content/articles/french.md", f"---\n{head}---\n\n{words}\n")
    put(tmp_path, "content/sources/f.txt", words + "\n")
    put(
        tmp_path,
        "content/articles/english.md",
        f"---\ntitle: Tide\nlanguage: en-GB\nstories: [pier]\n---\n\nAna Sol spoke.\n\n{MINUTES}\n",
    )
    assert main(["--archive", str(tmp_path)]) == 0
    return tmp_path / "site"


def unmarked(site: Path) -> list[str]:
    """Every text node of a page that holds a foreign word and has no ancestor, html aside, with a language."""
    wrong = []
    for path in sorted(site.rglob("*.html")):
        tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)

        def walk(element, marked, path=path):  # type: ignore[no-untyped-def]
            marked = marked or (element.tag != "html" and "lang" in element.attrib)
            texts = [(element.text, marked)] + [(child.tail, marked) for child in element]
            if element.tag not in ("head", "script"):
                for text, fine in texts:
                    if not fine and any(word in (text or "") for word in CANARIES):
                        wrong.append(
                            f"{path.relative_to(site).as_posix()}: <{element.tag} {element.attrib}> {text[:60]}"
                        )
                for child in element:
                    walk(child, marked)

        walk(tree, False)
    return wrong


def test_words_of_another_language_are_marked_on_every_page(site):
    shown = [p for p in site.rglob("*.html") if any(word in p.read_text("utf-8") for word in CANARIES)]
    assert len(shown) > 8
    known = re.compile(r"<t[dh]|class': '(?:citation|code)|<p \{'class': 'citation'")
    assert [line for line in unmarked(site) if not known.search(line)] == []


def test_words_of_the_sites_own_language_are_not_marked(site):
    text = (site / "articles" / "index.html").read_text("utf-8")
    assert re.search(r'<a class="row-title" href="english.html">\s*Tide</a>', text)
    assert '<span lang="ar" dir="auto">قصيدة البحر</span>' in text


def test_what_the_search_finds_bears_its_language(site):
    found = dict(received(path.read_bytes()) for path in sorted((site / "search").rglob("*.js")) if path.stem != "lunr")
    languages = {}
    for name, listed in rows(found).items():
        for (place, _, _, _, language, *_), _ in listed:
            languages[name.removeprefix("texts/").partition("-")[0], place.partition("#")[0]] = language
    assert languages["article", "arabic-one"] == "ar"
    assert languages["quotation", "french"] == "fr"
    assert languages["article", "english"] == ""
    assert languages["person", "ana-sol"] == ""


def test_a_pair_in_two_languages_has_a_link_in_each(site):
    page = (site / "compare/index.html").read_text("utf-8")
    links = re.findall(r'<a href="arabic-one--english.html"([^>]*)>([^<]*)</a>', page)
    assert [("lang" in marks, text) for marks, text in links] == [(True, "قصيدة البحر"), (False, "Tide")]
