"""What must not be told stays untold: no file of the site holds a word of it, however it was meant to be kept back."""

from pathlib import Path

import pytest
from small_archive import write_archive

from pressmark.cli import main
from pressmark.pipeline import built, load
from pressmark.problems import shown

ARTICLE = "---\ntitle: {title}\n{head}---\n\n{words}\n"


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def article(root: Path, stem: str, head: str = "", words: str = "Words.", title: str = "A quiet day") -> None:
    put(root, f"content/articles/{stem}.md", ARTICLE.format(title=title, head=head, words=words))


def told(root: Path, canary: str) -> list[str]:
    """The files of the site that hold the canary, in their text or their name."""
    site = root / "site"
    files = [p for p in sorted(site.rglob("*")) if p.is_file()]
    return [p.relative_to(site).as_posix() for p in files if canary.encode() in p.read_bytes() or canary in p.name]


def codes(root: Path) -> list[str]:
    return [p.code for p in built(load(root)).problems]


@pytest.mark.parametrize(
    "line",
    [
        "status: Draft",
        "status: drafft",
        "status: [draft]",
        "status:",
        "stauts: draft",
        "Status: draft",
        "statuss: draft",
    ],
)
def test_an_article_whose_status_cannot_be_read_is_withheld(tmp_path, capsys, line):
    article(tmp_path, "quiet-day", f"{line}\n", "Quillwater in full.", "Vexmarsh")
    article(tmp_path, "other")
    assert main(["--archive", str(tmp_path)]) == 1
    assert "; the article is withheld [" in capsys.readouterr().err
    assert (tmp_path / "site" / "articles" / "other.html").is_file()
    assert (told(tmp_path, "Quillwater"), told(tmp_path, "Vexmarsh"), told(tmp_path, "quiet-day")) == ([], [], [])


def test_an_unknown_key_that_is_not_like_status_withholds_nothing(tmp_path):
    article(tmp_path, "quiet-day", "mood: calm\nstatus: unknown\n", "Quillwater in full.")
    assert main(["--archive", str(tmp_path)]) == 1
    assert "articles/quiet-day.html" in told(tmp_path, "Quillwater")


@pytest.mark.parametrize("line", ["title: [unclosed", "title: a: b", "- a", "\ttitle: x"])
def test_nothing_is_written_while_config_yml_cannot_be_read(tmp_path, capsys, line):
    article(tmp_path, "quiet-day", "", "Quillwater in full.")
    put(tmp_path, "config.yml", f"publish_unreviewed: false\n{line}\n")
    assert main(["--archive", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "config.yml:" in said.err
    assert "nothing was written: site/ stays as it is" in said.out
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("wrong", ["not-utf-8", "folder", "link"])
def test_nothing_is_written_while_config_yml_is_no_text_file(tmp_path, wrong):
    article(tmp_path, "quiet-day", "", "Quillwater in full.")
    path = tmp_path / "config.yml"
    if wrong == "folder":
        path.mkdir()
    elif wrong == "link":
        path.symlink_to("nowhere.yml")
    else:
        path.write_bytes(b"publish_unreviewed: false\ntitle: Caf\xe9\n")
    assert main(["--archive", str(tmp_path)]) == 1
    assert not (tmp_path / "site").exists()


def test_the_last_good_settings_stand_while_config_yml_is_broken(tmp_path):
    article(tmp_path, "quiet-day", "", "Quillwater in full.")
    put(tmp_path, "config.yml", "publish_unreviewed: false\ntitle: Old name\n")
    first = built(load(tmp_path))
    put(tmp_path, "config.yml", "publish_unreviewed: false\ntitle: [New\n")
    article(tmp_path, "seen", "status: reviewed\n", "Harbor lights.")
    second = built(load(tmp_path), first.good)
    assert second.archive.config == first.archive.config
    assert [f.path for f in second.outputs if b"Quillwater" in f.data] == []
    assert "articles/seen.html" in {f.path for f in second.outputs}
    assert "bad-yaml" in {p.code for p in second.problems}


@pytest.mark.parametrize("line", ["publish_unreviewed: no", "publish_unreviewed:", "publish_unreviewd: false"])
def test_unreviewed_articles_are_withheld_when_the_setting_cannot_be_read(tmp_path, capsys, line):
    article(tmp_path, "quiet-day", "", "Quillwater in full.")
    put(tmp_path, "config.yml", f"{line}\n")
    assert main(["--archive", str(tmp_path)]) == 1
    assert "; unreviewed articles are withheld [" in capsys.readouterr().err
    assert told(tmp_path, "Quillwater") == []


@pytest.mark.parametrize(
    "line", ["rights: {show: metdata}", "rights: {show: }", "rights: metadata", "rights: {shows: x}"]
)
@pytest.mark.parametrize("where", ["config.yml", "head"])
def test_no_text_is_shown_when_the_rights_cannot_be_read(tmp_path, capsys, line, where):
    article(tmp_path, "quiet-day", f"{line}\n" if where == "head" else "", "Quillwater in full.")
    put(tmp_path, "config.yml", f"{line}\n" if where == "config.yml" else "")
    assert main(["--archive", str(tmp_path)]) == 1
    assert "; no text is shown [" in capsys.readouterr().err
    assert (tmp_path / "site" / "articles" / "quiet-day.html").is_file()
    assert told(tmp_path, "Quillwater") == []


@pytest.mark.parametrize("own", ["{statement: © 2031 Harbor Ledger}", "{show: unknown}", "unknown"])
def test_an_articles_own_statement_leaves_the_archives_rights_in_force(tmp_path, own):
    article(tmp_path, "quiet-day", f"rights: {own}\n", "Quillwater in full.")
    put(tmp_path, "config.yml", "rights: {show: metadata}\n")
    assert main(["--archive", str(tmp_path)]) == 0
    assert told(tmp_path, "Quillwater") == []
    article(tmp_path, "quiet-day", "rights: {show: full}\n", "Quillwater in full.")
    assert main(["--archive", str(tmp_path)]) == 0
    assert "articles/quiet-day.html" in told(tmp_path, "Quillwater")


@pytest.mark.parametrize(
    "address", ["https://news.example/a?lang=en", "https://news.example/#top", "https://x.example/?"]
)
def test_a_site_address_with_a_query_or_fragment_is_refused(tmp_path, address):
    put(tmp_path, "config.yml", f"site_url: '{address}'\n")
    result = built(load(tmp_path))
    (problem,) = result.problems
    base, mark = address.partition("?")[0].partition("#")[0], "?" if "?" in address else "#"
    assert result.archive.config.site_url is None
    assert shown(problem) == (
        f'config.yml:1:11: error: "{address}" is not the address of a site: '
        f'pages cannot stand after "{mark}" [unsafe-url]\n    hint: write {base}'
    )


def test_no_page_and_no_table_names_the_id_of_a_draft_or_an_ignored_entity(tmp_path, capsys):
    article(tmp_path, "vexmarsh-plan", "status: draft\nformerly: [vexmarsh-old]\n")
    put(tmp_path, "content/entities/vexmarsh-man.md", "---\nname: Ruben Hale\nkind: person\nstatus: ignored\n---\n")
    article(
        tmp_path, "seen", "republished_from: vexmarsh-plan\n", "“We will wait for the tide,” he said to the council."
    )
    put(
        tmp_path,
        "content/notes/seen.yml",
        "- id: n-1\n  kind: claim\n  target: {exact: he said}\n  text: See these.\n"
        "  links: [vexmarsh-plan, vexmarsh-old, vexmarsh-man]\n"
        "  verdict: {label: unproven, evidence: [vexmarsh-plan, vexmarsh-gone]}\n"
        "- {id: n-2, kind: quotation, target: {exact: We will wait for the tide}, speaker: vexmarsh-man}\n"
        "- {id: n-3, kind: entity, target: {exact: council}, entity: vexmarsh-man}\n",
    )
    assert main(["--archive", str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert told(tmp_path, "See these.") != []
    assert told(tmp_path, "vexmarsh") == []
    assert (
        'content/articles/seen.md:3: warning: "republished_from" leads to "vexmarsh-plan", which is on no page; '
        "the link is left out [not-shown]\n    hint: delete it, or publish what it leads to\n"
    ) in said
    assert (
        'content/notes/seen.yml:1: warning: the note "n-1" leads to "vexmarsh-old", which is on no page; '
        "the link is left out [not-shown]\n"
    ) in said
    assert said.count("[not-shown]") == 4
    assert said.count("[no-such-id]") == 3


@pytest.mark.parametrize("show", ["metadata", "excerpt"])
def test_words_that_are_not_shown_are_not_quoted_as_evidence_either(tmp_path, show):
    write_archive(tmp_path)
    put(tmp_path, "content/topics/piles.md", "---\nname: Under water\nany: [a third of their strength]\n---\n")
    put(tmp_path, "config.yml", f"rights: {{show: {show}}}\n")
    assert main(["--archive", str(tmp_path)]) == 0
    for path in (tmp_path / "content" / "articles").glob("*.md"):
        path.write_text(path.read_text("utf-8").replace("authors: [Tom Vey]", "authors: [Somebody Else]"), "utf-8")
    assert main(["--archive", str(tmp_path)]) == 0
    held = [p for p in told(tmp_path, "third of their strength") if p != "topics/piles.html"]
    assert held == []
    page = (tmp_path / "site" / "topics" / "piles.html").read_text("utf-8")
    assert page.count("third of their strength") == 1  # the topic's own rule
    assert "harbor-ledger-pier-vote.html" in page
    assert "listed by a person" not in page
    assert "the capture was read as" not in (tmp_path / "site/articles/county-post-pier-money.html").read_text("utf-8")


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_of_two_articles_with_one_id_none_is_shown_if_one_is_not_to_be(tmp_path, capsys, status):
    article(tmp_path, "a/vexmarsh", "", "Quillwater in full.")
    article(tmp_path, "b/vexmarsh", f"status: {status}\n", "Quillwater again.")
    article(tmp_path, "other")
    assert main(["--archive", str(tmp_path)]) == 1
    assert 'content/articles/b/vexmarsh.md: error: the id "vexmarsh" is also that of' in capsys.readouterr().err
    assert (told(tmp_path, "Quillwater"), told(tmp_path, "vexmarsh")) == ([], [])


def test_of_two_articles_with_one_id_the_first_path_is_shown(tmp_path):
    article(tmp_path, "a/vexmarsh", "", "Quillwater in full.")
    article(tmp_path, "b/vexmarsh", "", "Oakapple in full.")
    assert main(["--archive", str(tmp_path)]) == 1
    assert told(tmp_path, "Oakapple") == []
    assert "articles/vexmarsh.html" in told(tmp_path, "Quillwater")
    rows = (tmp_path / "site/data/articles.csv").read_text("utf-8").splitlines()
    assert [row.partition(",")[0] for row in rows] == ["id", "vexmarsh"]
