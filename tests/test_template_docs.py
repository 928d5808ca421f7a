"""docs/templates.md names every variable that a template sees; it is written from the values themselves."""

import dataclasses
import re
import typing
from pathlib import Path

import pytest
from small_archive import CAPTURES, write_archive

from pressmark.ingest import ingest
from pressmark.page import Page
from pressmark.pages import all_pages
from pressmark.pipeline import load, understood
from pressmark.render import Site

DOC = Path(__file__).parent.parent / "docs" / "templates.md"
HEAD = """# Templates

Files in an archive's own `templates/` win over the built-in ones of the same path; so do those of a theme
(`themes/<name>/templates/`). There is one template a page type in `templates/pages/`; each extends `base.html` and uses
the macros in `templates/parts/`. Templates are Jinja2 with autoescape and strict undefined names.

What many pages have alike may stand in a tag of its own, `{% same for root, page.head.section %} … {% endsame %}`: it
is made once for each of the values named and kept, so that nothing else but `site` may be used in it. With `{% same %}`
it is made once.

Every template sees `site` (Site), `page` (the value named below), `path` (of the page, from the site's root) and `root`
(the way from the page to the site's root: empty or `../`). Links in a page's values are relative to that page already.

This file is written from the code; `pytest tests/test_template_docs.py --update-cases` writes it anew.
"""


def plain(annotation: object) -> str:
    """A type as the table shows it: without the modules' names."""
    text = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    return re.sub(r"\b(?:pressmark|typing|markupsafe)(?:\.\w+)*\.", "", text).replace("|", "or")


def parts_of(kind: type) -> list[type]:
    """The dataclasses that a dataclass's fields hold, in their order, each once."""
    found: list[type] = []
    for annotation in typing.get_type_hints(kind).values():
        stack = [annotation]
        while stack:
            one = stack.pop(0)
            if dataclasses.is_dataclass(one) and one not in found:
                found.append(typing.cast(type, one))
            stack += typing.get_args(one)
    return found


def section(kind: type) -> str:
    about = " ".join((kind.__doc__ or "").split())
    about = "" if about.startswith(f"{kind.__name__}(") else about + "\n\n"
    hints = typing.get_type_hints(kind)
    rows = "".join(f"| `{f.name}` | {plain(hints[f.name])} |\n" for f in dataclasses.fields(kind))
    return f"### {kind.__name__}\n\n{about}| name | type |\n|---|---|\n{rows}"


@pytest.fixture
def pages(tmp_path) -> tuple[Page, ...]:
    root = write_archive(tmp_path)
    again = CAPTURES["harbor-ledger-pier-vote.txt"].replace("a third", "half")
    (root / "content" / "sources" / "pier-vote-next-day.txt").write_text(again, "utf-8")
    ingest(root)
    vote = (root / "content" / "articles" / "harbor-ledger-pier-vote.md").read_text("utf-8")
    copied = vote.replace("outlet: harbor-ledger", "outlet: County Post").replace("\nsource", "\nx-source")
    (root / "content" / "articles" / "copied.md").write_text(copied, "utf-8")
    for name, ending in (("told", "It rained."), ("retold", "Nobody came to hear it read, and the hall was cold.")):
        text = "The lamps along the harbor wall are to burn through the winter at the cost of the county. " + ending
        path = root / "content" / "articles" / f"{name}.md"
        path.write_text(f"---\ntitle: {name}\nstories: [lamps]\n---\n\n{text}\n\n{name * 9} {ending * 3}\n", "utf-8")
    for status in ("withdrawn", "unreviewed"):
        path = root / "content" / "articles" / f"{status}.md"
        path.write_text(f"---\ntitle: {status}\nstatus: {status}\nformerly: [old-{status}]\n---\n\nText.\n", "utf-8")
    archive, _, _ = understood(load(root))
    return all_pages(archive)


def test_every_template_variable_is_documented(pages, request):
    kinds = {page.template: type(page.context) for page in pages}
    rows = "".join(f"| `pages/{name}` | {kind.__name__} |\n" for name, kind in sorted(kinds.items()))
    todo, done = [Site, *sorted(set(kinds.values()), key=lambda kind: kind.__name__)], []
    while todo:
        kind = todo.pop(0)
        if kind not in done:
            done.append(kind)
            todo += parts_of(kind)
    sections = "\n".join(section(kind) for kind in sorted(done, key=lambda kind: kind.__name__))
    text = f"{HEAD}\n## Pages\n\n| template | `page` is |\n|---|---|\n{rows}\n## Values\n\n{sections}"
    if request.config.getoption("--update-cases"):
        DOC.write_text(text, "utf-8")
    assert DOC.read_text("utf-8") == text


def test_every_page_template_is_used(pages):
    used = {page.template for page in pages}
    there = {p.name for p in (DOC.parent.parent / "templates" / "pages").glob("*.html")}
    assert there == used
