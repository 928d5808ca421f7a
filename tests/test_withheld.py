"""What must not be told stays untold: no file of the site holds a word of it, however it was meant to be kept back."""

from pathlib import Path

import pytest

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
