"""What notes, heads and files name by id or name leads to the page of what they mean."""

import csv
import re
from pathlib import Path

from search_scripts import received, rows

from pressmark.cli import main


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def archive(root: Path, notes: str = "", head: str = "") -> str:
    """Builds an archive of one article with a quotation, and gives that article's page."""
    words = "“We will wait for the tide,” Ana Sol said.\n\nRuben Hale, the harbor master, agreed with Ana Sol."
    lists = (
        "people: [Ana Sol, Ruben Hale]\nstories: [tides]\ntopics: [harbor]\noutlet: Harbor Ledger\nauthors: [Tom Vey]\n"
    )
    put(root, "content/articles/tide.md", f"---\ntitle: Tide\n{lists}{head}---\n\n{words}\n")
    put(root, "content/articles/old.md", "---\ntitle: Old news\nstatus: withdrawn\nformerly: [older]\n---\n")
    put(root, "content/entities/ana-sol.md", "---\nname: Ana Sol\nkind: person\nformerly: [a-sol]\n---\n")
    put(root, "content/outlets/harbor-ledger.md", "---\nname: Harbor Ledger\n---\n")
    put(root, "content/notes/tide.yml", notes)
    main(["--archive", str(root)])
    return (root / "site/articles/tide.html").read_text("utf-8")


def links(page: str, label: str) -> list[tuple[str, str]]:
    """The links after a label, with their words; ("", words) where there is no link."""
    line = re.search(rf'<span class="label">{label}</span>(.*?)</p>', page, re.S)
    parts = line[1].split("; ") if line else []
    found = [re.search(r'(?:<a href="([^"]*)"[^>]*>)?\s*([^<]*[^<\s])', part) for part in parts]
    return [(m[1] or "", m[2]) for m in found if m]


def speaker(root: Path) -> str:
    rows = (root / "site/data/quotations.csv").read_text("utf-8").splitlines()
    return next(csv.DictReader(rows))["speaker"]


def test_a_note_leads_to_every_kind_of_thing(tmp_path, capsys):
    notes = (
        "- id: n-1\n  kind: context\n  target: {exact: harbor master}\n"
        "  links: [ana-sol, a-sol, Ruben Hale, old, older, harbor, tides, harbor-ledger, Tom Vey, "
        "'https://port.example/x?a=1&b=2']\n"
        "  verdict: {label: fine, evidence: ['Minutes, page 3', tide, 'https://port.example/']}\n"
    )
    page = archive(tmp_path, notes)
    assert links(page, "see") == [
        ("../people/ana-sol.html", "Ana Sol"),
        ("../people/ruben-hale.html", "Ruben Hale"),
        ("old.html", "Old news"),
        ("../topics/harbor.html", "harbor"),
        ("../stories/tides.html", "tides"),
        ("../outlets/harbor-ledger.html", "Harbor Ledger"),
        ("../authors/tom-vey.html", "Tom Vey"),
        ("https://port.example/x?a=1&amp;b=2", "https://port.example/x?a=1&amp;b=2"),
    ]
    assert links(page, "evidence") == [
        ("", "Minutes, page 3"), ("tide.html", "Tide"), ("https://port.example/", "https://port.example/"),
    ]  # fmt: skip
    assert 'href="https://port.example/" rel="external noreferrer"' in page
    assert capsys.readouterr().err == ""


def test_a_speaker_may_be_written_as_a_name(tmp_path, capsys):
    for name in ("Ruben Hale", "ruben-hale"):
        archive(tmp_path, f"- {{id: n-1, kind: quotation, target: {{exact: We will wait}}, speaker: {name}}}\n")
        assert speaker(tmp_path) == "ruben-hale"
    assert capsys.readouterr().err == ""


def test_a_speaker_that_nothing_bears_leaves_the_one_that_was_found(tmp_path, capsys):
    archive(tmp_path, "- {id: n-1, kind: quotation, target: {exact: We will wait}, speaker: Somebody Else}\n")
    assert speaker(tmp_path) == "ana-sol"
    assert capsys.readouterr().err == (
        'content/notes/tide.yml:1: warning: the note "n-1" names "Somebody Else" as its speaker, and no entity bears '
        "that id or name [no-such-id]\n    hint: Write an entity's id or full name, or none.\n"
    )


def test_a_speaker_that_is_none_is_taken_away(tmp_path):
    archive(tmp_path, "- {id: n-1, kind: quotation, target: {exact: We will wait}, speaker: none}\n")
    assert speaker(tmp_path) == ""


def mentioned(root: Path) -> list[str]:
    rows = (root / "site/data/mentions.csv").read_text("utf-8").splitlines()
    return [row.split(",")[1] for row in rows[1:]]


def test_an_entity_may_be_written_as_a_name_and_a_wrong_one_changes_nothing(tmp_path, capsys):
    archive(tmp_path, "")
    found = mentioned(tmp_path)
    assert found == ["ana-sol", "ruben-hale", "ana-sol"]
    target = "target: {exact: the harbor master}"
    archive(tmp_path, f"- {{id: n-1, kind: entity, {target}, entity: Ana Sol}}\n")
    assert mentioned(tmp_path) == ["ana-sol", "ruben-hale", "ana-sol", "ana-sol"]
    assert capsys.readouterr().err == ""
    archive(tmp_path, "- {id: n-1, kind: entity, target: {exact: Ruben Hale}, entity: ruben-hail}\n")
    assert mentioned(tmp_path) == found
    assert capsys.readouterr().err == (
        'content/notes/tide.yml:1: warning: the note "n-1" names "ruben-hail" as its entity, and no entity bears that '
        'id or name [no-such-id]\n    hint: did you mean "ruben-hale"? Write an entity\'s id or full name, or none.\n'
    )


def test_a_link_to_nothing_is_left_out_and_named(tmp_path, capsys):
    notes = "- {id: n-1, kind: context, target: {exact: harbor master}, links: [bridge-vote, The old bridge, tide]}\n"
    page = archive(tmp_path, notes)
    assert links(page, "see") == [("", "The old bridge"), ("tide.html", "Tide")]
    said = capsys.readouterr().err
    assert [line for line in said.splitlines() if "hint" not in line] == [
        f'content/notes/tide.yml:1: warning: the note "n-1" leads to "{words}", which nothing here bears [no-such-id]'
        for words in ("The old bridge", "bridge-vote")
    ]


def test_an_article_is_no_copy_of_itself(tmp_path, capsys):
    page = archive(tmp_path, head="republished_from: tide\n")
    assert "Republished" not in page
    assert (
        'content/articles/tide.md:8: warning: "republished_from" names the article itself, "tide" [copy-of-itself]\n'
        "    hint: name the article or outlet that it was copied from\n"
    ) in capsys.readouterr().err


def test_what_an_article_was_republished_from_is_a_link(tmp_path, capsys):
    def first_published(value: str) -> str:
        page = archive(tmp_path, head=f"republished_from: {value}\n")
        line = re.search(r"<dt>First published by</dt><dd>\s*(.*?)\s*</dd>", page, re.S)
        return line[1] if line else ""

    ledger = '<a href="../outlets/harbor-ledger.html" data-kind="outlet">Harbor Ledger</a>'
    assert first_published("Harbor Ledger") == first_published("harbor-ledger") == ledger
    assert first_published("older") == '<a href="old.html" data-kind="article">Old news</a>'
    assert first_published("The Gull") == "The Gull"
    assert "republished_from" in (tmp_path / "site/data/articles.csv").read_text("utf-8")
    assert capsys.readouterr().err == ""
    assert first_published("gull-island-news") == ""
    assert capsys.readouterr().err == (
        'content/articles/tide.md:8: warning: "republished_from" names "gull-island-news", which is no outlet or '
        "article here [no-such-id]\n    hint: correct the id, or write the outlet's name\n"
    )


def test_an_authors_outlet_may_be_a_plain_name(tmp_path):
    put(tmp_path, "content/authors/tom-vey.md", "---\nname: Tom Vey\noutlet: The Gull\n---\n")
    put(tmp_path, "content/authors/ana-ruiz.md", "---\nname: Ana Ruiz\noutlet: Harbor Ledger\n---\n")
    archive(tmp_path)
    assert "The Gull" in (tmp_path / "site/authors/tom-vey.html").read_text("utf-8")
    ruiz = (tmp_path / "site/authors/ana-ruiz.html").read_text("utf-8")
    assert '<a href="../outlets/harbor-ledger.html" data-kind="outlet">Harbor Ledger</a>' in ruiz
    scripts = [tmp_path / "site/search" / name for name in ("index.js", "texts/author-0.js")]
    (authors,) = rows(dict(received(path.read_bytes()) for path in scripts)).values()
    assert ["tom-vey", "Tom Vey", "The Gull"] in [texts[:3] for texts, _ in authors]
    assert ["ana-ruiz", "Ana Ruiz", "Harbor Ledger"] in [texts[:3] for texts, _ in authors]
