"""A small invented archive for tests: three captures in three shapes, some vocabulary, one note."""

from pathlib import Path

import pytest

from pressmark import pipeline
from pressmark.page import Page
from pressmark.render import Renderer

CAPTURES = {
    "harbor-ledger-pier-vote.txt": """Council votes to mend the old pier

By Ana Ruiz

March 4, 2031

NORTHFIELD — The Northfield Council voted on Tuesday to mend the old pier before the winter storms return, ending two
years of argument over who should pay for it.

“We will open it again within a single year, and we will do it with our own money,” Mayor Ana Sol said after the vote.

Ruben Hale, the harbor master, told the Harbor Ledger that the piles under the pier had lost a third of their strength.

“Nobody should stand on it in a gale,” Hale said. “Nobody will, once the gates are shut.”
""",
    "county-post-pier-money.html": """<!doctype html><html lang="en"><head>
<title>Pier to be mended | County Post</title>
<meta property="og:title" content="Pier to be mended"><meta property="og:site_name" content="County Post">
<meta property="article:published_time" content="2031-03-05T08:00:00Z">
<link rel="canonical" href="https://www.countypost.example/news/pier"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Pier to be mended</h1><p class="byline">By Tom Vey</p>
<p>The Northfield Council has agreed to mend the pier, which has been shut since the storm of the year before last.</p>
<p>“We will open it again within a single year, and we will do it with our own money,” said Ana Sol, the mayor.</p>
<p>Ms. Sol added that the Northfield Harbor Authority would be asked to share the cost of the lights and rails.</p>
</article><footer>© 2031 County Post</footer></body></html>
""",
    "pier-notice.md": """# Notice of closure

The pier at Northfield is closed to the public until further notice, the Northfield Harbor Authority said on a poster.

- Boats may land at the north steps.
- The ferry to Gull Island sails from the fish quay.
""",
}

VOCABULARY = {
    "entities/ana-sol.md": "---\nname: Ana Sol\nkind: person\naliases: [Mayor Sol]\n---\n\nMayor of Northfield.\n",
    "topics/pier.md": "---\nname: The pier\nany: [pier, piles]\n---\n",
    "stories/pier.md": "---\ntitle: The old pier\nevents:\n  - {id: vote, date: 2031-03-04, title: Vote}\n---\n",
    "outlets/harbor-ledger.md": "---\nname: Harbor Ledger\naliases: [the Ledger]\n---\n",
}


def write_archive(root: Path, *, captures: dict[str, str] = CAPTURES, vocabulary: dict[str, str] = VOCABULARY) -> Path:
    """The archive's folder with its captures and vocabulary; nothing is ingested yet."""
    for folder, files in (("content/sources", captures), ("content", vocabulary)):
        for name, text in files.items():
            path = root / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return root


VOTE, MONEY, NOTICE = "harbor-ledger-pier-vote", "county-post-pier-money", "pier-notice"


def article(root: Path, id_: str = VOTE) -> Path:
    """The file of one of the archive's articles, once it is ingested."""
    return root / "content" / "articles" / f"{id_}.md"


def proposal(root: Path, id_: str = VOTE) -> Path:
    """The file of the machine's reading of that article's capture."""
    return root / "content" / "proposals" / f"{id_}.md"


def edit(path: Path, *pairs: tuple[str, str]) -> str:
    """Put one text in place of another, once each, as a person does by hand; the file's text then."""
    text = path.read_text("utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, "utf-8")
    return text


def many_articles(root: Path) -> Path:
    """An archive of 240 articles in four outlets, of 24 persons and 6 topics, one person in all of them."""
    for number in range(240):
        person, topic = f"Ida Marsh{'abcdefghijklmnopqrstuvwx'[number % 24]}", f"topic {number % 6}"
        head = (
            f"title: Word {number}\noutlet: Paper {number % 4}\ndate: 2031-{1 + number % 12:02}-{1 + number % 28:02}\n"
        )
        head += f"people: [Ana Sol, {person}]\ntopics: [{topic}]\nlanguage: en\n"
        path = root / f"content/articles/word-{number:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}---\n\nAna Sol met {person} on pier {number}.\n\nNothing came of it.\n", "utf-8")
    return root


def rendered(root: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The pages that a build in one process renders, but for those at former addresses: they are made at each."""
    found: set[str] = set()
    true = Renderer.rendered

    def noting(self: Renderer, page: Page) -> bytes:
        if page.template != "redirect.html":
            found.add(page.path)
        return true(self, page)

    with monkeypatch.context() as patched:
        patched.setattr(Renderer, "rendered", noting)
        pipeline.build(root)
    return found
