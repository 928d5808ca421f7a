"""What the user is told, in full, of captures, files, folders, templates and the site; and what README.md must name."""

import argparse
import errno
import os
import re
from pathlib import Path

import pytest
from small_archive import CAPTURES, write_archive

from pressmark import captures, disk, schema
from pressmark.beside import is_picture
from pressmark.capture import Capture, CapturedBlock
from pressmark.captures.encoding import LARGEST
from pressmark.cli import _parser, main
from pressmark.config import SCHEMA, parse_config
from pressmark.links import broken_links
from pressmark.problems import shown
from pressmark.start import CONFIG
from pressmark.tree import File

ROOT = Path(__file__).parent.parent
SOURCES = "content/sources"
PIER = "# Notice of closure\n\nThe pier is closed to the public until further notice.\n"
ARTICLE = "---\ntitle: The pier is closed\nsource: sources/pier.md\n{more}---\n\nThe pier is closed.\n"
THEIR_TEMPLATE = "    hint: correct it at this line; the built-in template of the same name shows what a page has\n"


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


@pytest.fixture
def archive(tmp_path):
    """An archive that holds nothing yet."""
    return write(tmp_path / "archive", {"content/sources/.keep": ""})


@pytest.fixture
def told(capsys):
    """What a command says of problems, and its exit code. Every message is lower case and without a full stop."""

    def run(*arguments: object) -> tuple[int, str]:
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        said = capsys.readouterr().err
        for message in re.findall(r"^\S.*?: (?:error|warning|note): (.*) \[[a-z0-9-]+\]$", said, re.M):
            assert not re.match(r"[A-Z][a-z]", message) and not message.endswith("."), message
        return code, said

    return run


# Captures


ASIDE = ". To set it aside, write ignore: true in a.txt.yml beside it\n"


@pytest.mark.parametrize(
    ("name", "data", "code", "expected"),
    [
        (
            "a.txt", b"", 0,
            "warning: the capture is empty; it is not read [capture-empty]\n"
            "    hint: save the page again, or take the file away" + ASIDE,
        ),
        (
            "a.txt", b"\xef\xbb\xbf \r\n\r\n", 0,
            "warning: the capture holds only white space; it is not read [capture-empty]\n"
            "    hint: save the page again, or take the file away" + ASIDE,
        ),
        (
            "a.txt", b"\x7fELF\x02\x01\x01", 1,
            "error: the capture is a program, not text [capture-not-text]\n"
            "    hint: save the page as text or HTML, or take the file away" + ASIDE,
        ),
        (
            "a.txt", b"%PDF-1.7\nstream", 1,
            "error: the capture is a PDF that cannot be read: Stream has ended unexpectedly [capture-broken]\n"
            "    hint: save the page again, or take the file away" + ASIDE,
        ),
        (
            "a.txt", rb"{\rtf1\ansi\deff0 {\fonttbl{\f0 Georgia;}}\f0 The council voted on Monday.\par}", 1,
            "error: the capture is a rich text document (RTF), not text [capture-not-text]\n"
            "    hint: save the page as text or HTML, or take the file away" + ASIDE,
        ),
        (
            "a.txt", bytes(range(256)) * 9, 1,
            "error: the capture is not text [capture-not-text]\n"
            "    hint: save the page as text or HTML, or take the file away" + ASIDE,
        ),
        (
            "a.txt", b"a " * (LARGEST // 2) + b"a", 1,
            "error: the capture has 20,000,001 bytes; 20,000,000 is the limit [capture-too-large]\n"
            "    hint: keep one article a file, or take it away" + ASIDE,
        ),
    ],
    ids=["empty", "white", "program", "pdf", "rtf", "binary", "large"],
)  # fmt: skip
def test_a_capture_that_cannot_be_read(archive, told, name, data, code, expected):
    write(archive, {f"{SOURCES}/{name}": data})
    assert told("ingest", "--archive", archive) == (code, f"{SOURCES}/{name}: {expected}")


def test_pictures_beside_captures_are_counted_and_what_a_browser_saves_with_a_page_is_passed_over(archive, told):
    page = "<html><body><h1>The pier</h1><p>The pier of the old town was mended on Monday, the council said.</p></body>"
    picture, film = b"\x89PNG\r\n\x1a\n" + bytes(99), b"\x00\x00\x00\x20ftypisom" + bytes(99)
    write(archive, {f"{SOURCES}/a.png": picture, f"{SOURCES}/b.mp4": film, f"{SOURCES}/more/c.svg": "<svg></svg>"})
    write(
        archive,
        {
            f"{SOURCES}/Pier.html": page,
            f"{SOURCES}/Pier_files/x.js": "let a = 1;",
            f"{SOURCES}/Pier_files/y/b.gif": b"GIF89a",
        },
    )
    assert told("ingest", "--archive", archive) == (
        0,
        "content/sources: warning: 2 files here are pictures, sounds or fonts and no captures; they are not read"
        " [pictures-passed-over]\n"
        "    hint: a picture of an article has no text: save the article as text, HTML or PDF; move the others away\n"
        "content/sources/more: warning: 1 file here is a picture, sound or font and no capture; it is not read"
        " [pictures-passed-over]\n"
        "    hint: a picture of an article has no text: save the article as text, HTML or PDF; move the others away\n",
    )
    assert [p.name for p in (archive / "content/articles").iterdir()] == ["the-pier.md"]


def test_a_text_that_begins_like_a_picture_is_read():
    for text in (b"BMW builds cars in Northfield.", b"ID3 is a kind of tag.", b"OTTO VON DER PIER", b"RIFF and reel"):
        assert not is_picture(text)
    assert is_picture(b'<?xml version="1.0"?>\n<svg width="9">') and is_picture(b"RIFF\0\0\0\0WEBPVP8 ")


def test_a_page_without_words(archive, told):
    write(archive, {f"{SOURCES}/a.html": "<html><body><script>draw()</script></body></html>"})
    code, said = told("ingest", "--archive", archive)
    assert (code, said.splitlines()[0]) == (
        1,
        "content/sources/a.html: error: no words found; read as HTML [capture-no-words]",
    )
    assert "    hint: save the page again" in said


def test_an_old_encoding_is_named_with_its_first_line(archive, told):
    write(archive, {f"{SOURCES}/a.txt": "The pier\n\nThe café on the pier is shut.\n".encode("cp1252")})
    assert told("ingest", "--archive", archive) == (
        0,
        "content/sources/a.txt:3: warning: the capture is not UTF-8 (byte 0xe9); it was read as Windows-1252"
        " [capture-encoding]\n"
        "    hint: look at its accents and quotation marks; if they are wrong, save the page again as UTF-8\n",
    )


def test_the_same_capture_under_another_name(archive, told):
    write(archive, {f"{SOURCES}/a.md": PIER, f"{SOURCES}/b.md": PIER})
    assert told("ingest", "--archive", archive) == (
        0,
        "content/sources/b.md: warning: the same bytes as content/sources/a.md; it was not read again [same-capture]\n"
        "    hint: delete one of the two files\n",
    )


def test_a_capture_that_is_gone(archive, told):
    write(archive, {"content/articles/pier.md": ARTICLE.format(more="")})
    assert told("check", "--archive", archive) == (
        0,
        'content/articles/pier.md:3: warning: there is no capture "content/sources/pier.md" [capture-missing]\n'
        "    hint: put the file back, or correct the article's source\n",
    )


def test_a_capture_that_was_edited(archive, told):
    article = ARTICLE.format(more=f"source_sha256: {'0' * 64}\n")
    write(archive, {f"{SOURCES}/pier.md": "The pier\n", "content/articles/pier.md": article})
    assert told("check", "--archive", archive) == (
        0,
        'content/articles/pier.md:3: warning: "content/sources/pier.md" is not the file that was read: '
        "its SHA-256 is 19355422968d… now [capture-changed]\n"
        "    hint: put the old file back; to keep the new one too, give it another name and ingest it\n",
    )


def test_a_better_reading_of_what_somebody_changed_waits(archive, told):
    write(archive, {f"{SOURCES}/pier-closed-today.txt": CAPTURES["harbor-ledger-pier-vote.txt"]})
    told("ingest", "--archive", archive)
    changed = {"articles": "date: 2029-05-05", "proposals": "date: {value: 2030-01-01, how: printed, evidence: line 5}"}
    for folder, line in changed.items():
        path = archive / "content" / folder / "pier-closed-today.md"
        path.write_text(re.sub(r"^date:.*$", line, path.read_text("utf-8"), flags=re.M), "utf-8")
    lines = (archive / "content/articles/pier-closed-today.md").read_text("utf-8").splitlines()
    assert told("ingest", "--again", "--archive", archive) == (
        0,
        f"content/articles/pier-closed-today.md:{lines.index('date: 2029-05-05') + 1}: warning: "
        'the new reading of "date" waits: somebody decided it in this article [reading-waits]\n'
        "    hint: build.py review shows both: accept or refuse it, or write here what is right and list date under "
        "confirmed\n",
    )


def test_again_names_an_article_that_is_not_utf8(archive, told):
    write(archive, {f"{SOURCES}/pier-closed-today.md": PIER})
    told("ingest", "--archive", archive)
    path = archive / "content/articles/pier-closed-today.md"
    before = path.read_bytes().replace(b"further notice", b"caf\xe9 time")
    path.write_bytes(before)
    proposal = archive / "content/proposals/pier-closed-today.md"
    proposal.write_text(proposal.read_text("utf-8").replace("further", "no further"), "utf-8")
    line = before[: before.index(b"\xe9")].count(b"\n") + 1
    assert told("ingest", "--again", "--archive", archive) == (
        1,
        f"content/articles/pier-closed-today.md:{line}: error: "
        "this file is not UTF-8 text: byte 0xe9 fits no character [not-utf-8]\n"
        "    hint: save it as UTF-8 in your editor\n",
    )
    assert path.read_bytes() == before


class Format:
    """A capture format of somebody's own that recognizes "%%": one word is lost, and "fail" makes it fail."""

    @staticmethod
    def told(text: str) -> bool:
        return text.startswith("%%")

    @staticmethod
    def read(source: str, digest: str, encoding: str, text: str) -> Capture:
        if "fail" in text:
            raise ZeroDivisionError("no columns\nat all")
        block = CapturedBlock("The pier is closed.", 1, 1)
        return Capture(source, digest, "percent", encoding, text, (block,), (), words=len(text.split()))


def test_a_format_that_fails_names_the_file_and_the_others_are_read(archive, told, monkeypatch):
    monkeypatch.setattr(captures, "FORMATS", (Format, *captures.FORMATS))
    write(archive, {f"{SOURCES}/a.txt": "%% fail", f"{SOURCES}/pier-is-closed.md": PIER})
    assert told("ingest", "--archive", archive) == (
        1,
        "content/sources/a.txt: error: reading it failed: ZeroDivisionError: no columns at all [reader-fault]\n"
        "    hint: this is a fault of Pressmark, not of the file: report it with the file; the other files were read"
        + ASIDE,
    )
    assert (archive / "content/articles/pier-is-closed.md").is_file()


@pytest.mark.parametrize(("text", "lost"), [("%% The pier is closed.", "1 word of the capture is"),
                                            ("%% The old pier is closed.", "2 words of the capture are")])  # fmt: skip
def test_words_in_no_block_are_counted(archive, told, monkeypatch, text, lost):
    monkeypatch.setattr(captures, "FORMATS", (Format, *captures.FORMATS))
    write(archive, {f"{SOURCES}/a.txt": text})
    assert told("ingest", "--archive", archive) == (
        1,
        f"content/sources/a.txt: error: {lost} in no block, neither kept nor dropped [words-lost]\n"
        "    hint: this is a fault of Pressmark, not of the file: report it with the file\n",
    )


# Files that belong together


@pytest.mark.parametrize(("name", "meant"), [("peir", 'did you mean "pier"? '), ("quay", "")])
def test_notes_on_no_article(archive, told, name, meant):
    note = "- {id: n-1, kind: comment, target: {in: title}, text: Since 2029.}\n"
    article = "---\ntitle: The pier\n---\n\nThe pier is closed.\n"
    write(archive, {f"content/notes/{name}.yml": note, "content/articles/pier.md": article})
    assert told("check", "--archive", archive) == (
        0,
        f'content/notes/{name}.yml: warning: there is no article "{name}" [notes-astray]\n'
        f"    hint: {meant}name the file after the id of the article that its notes are about\n",
    )


def test_a_problem_with_a_name_in_a_head_stands_at_its_line(archive, told):
    article = "---\ntitle: nobody-here\npeople:\n  - ana-sol\n  - nobody-at-all\n---\n\nThe pier is closed.\n"
    entity = "---\nname: Ana Sol\nkind: person\n---\n"
    write(archive, {"content/articles/pier.md": article, "content/entities/ana-sol.md": entity})
    code, said = told("check", "--archive", archive)
    assert (code, said.splitlines()[:1]) == (
        0,
        ['content/articles/pier.md:5: warning: there is no entity "nobody-at-all" [unknown-entity]'],
    )


# Files and folders


def test_links_out_of_the_archive_and_what_is_no_file(archive, tmp_path, told):
    write(tmp_path, {"outside/secret.txt": "not ours"})
    (archive / SOURCES / "a.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (archive / "content" / "topics").symlink_to(tmp_path / "outside")
    os.mkfifo(archive / SOURCES / "pipe.txt")
    assert told("check", "--archive", archive) == (
        0,
        "content/sources/a.txt: warning: this link does not lead to a file of the archive; it is not read"
        " [outside-link]\n    hint: put a copy of the file in its place\n"
        "content/sources/pipe.txt: warning: this is a folder, pipe or device where a file should be; it is not read"
        " [not-a-file]\n    hint: move it away, or put a plain file in its place\n"
        "content/topics: warning: this link leads outside the archive; nothing below it is read [outside-link]\n"
        "    hint: put a copy of the folder in its place\n",
    )


def test_a_folder_in_the_place_of_the_settings(archive, told):
    (archive / "config.yml").mkdir()
    assert told("check", "--archive", archive) == (
        0,
        "config.yml: warning: this is a folder, pipe or device where a file should be; it is not read [not-a-file]\n"
        "    hint: move it away, or put a plain file in its place\n",
    )


def test_settings_in_another_encoding(archive, told):
    write(archive, {"config.yml": "language: en\ntitle: Café\n".encode("latin-1")})
    assert told("check", "--archive", archive) == (
        1,
        "config.yml:2: error: this file is not UTF-8 text: byte 0xe9 fits no character [not-utf-8]\n"
        "    hint: save it as UTF-8 in your editor\n",
    )


def test_a_file_too_large_for_any_capture(archive, told):
    with (archive / SOURCES / "big.txt").open("wb") as stream:
        stream.truncate(disk.FILE_LIMIT + 2**20)
    assert told("check", "--archive", archive) == (
        1,
        "content/sources/big.txt: error: this file has 65 MB; more than 64 MB is not read [too-large]\n"
        "    hint: cut it into parts, or move it away\n",
    )


def refuse(monkeypatch, owner: object, name: str, refused: Path) -> None:
    """Make the system deny one path, as it does to a user who may not read it (the superuser may)."""
    real = getattr(owner, name)

    def denied(path, *more):
        if Path(path) == refused:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *more)

    monkeypatch.setattr(owner, name, denied)


def test_a_file_that_may_not_be_read(archive, told, monkeypatch):
    write(archive, {f"{SOURCES}/a.md": PIER})
    refuse(monkeypatch, Path, "read_bytes", archive / SOURCES / "a.md")
    assert told("ingest", "--archive", archive) == (
        1,
        "content/sources/a.md: error: cannot be read: permission denied [unreadable]\n"
        "    hint: look at its permissions, and those of the folders above it\n",
    )


def test_a_folder_that_may_not_be_read_does_not_pass_for_empty(archive, told, monkeypatch):
    write(archive, {f"{SOURCES}/box/a.md": PIER})
    refuse(monkeypatch, os, "scandir", archive / SOURCES / "box")
    assert told("ingest", "--archive", archive) == (
        1,
        "content/sources/box: error: cannot be read: permission denied [unreadable]\n"
        "    hint: look at its permissions, and those of the folders above it\n",
    )


def test_a_file_to_copy_in_that_may_not_be_read(archive, told, tmp_path, monkeypatch):
    write(tmp_path, {"given.md": PIER})
    refuse(monkeypatch, Path, "read_bytes", tmp_path / "given.md")
    assert told("ingest", tmp_path / "given.md", "--archive", archive) == (
        1,
        f"{tmp_path}/given.md: error: cannot be read: permission denied [unreadable]\n"
        "    hint: look at its permissions\n",
    )


def test_a_file_that_is_not_there(archive, told, tmp_path):
    missing = tmp_path / "none.txt"
    assert told("ingest", missing, "--archive", archive) == (
        2,
        f"{missing}: error: there is no such file or folder [no-such-file]\n    hint: check its name\n",
    )
    assert told("inspect", missing) == (
        1,
        f"{missing}: error: cannot be read: no such file or directory [unreadable]\n    hint: check its name\n",
    )


def test_an_archive_that_is_not_there(told, tmp_path):
    missing = tmp_path / "none"
    assert told("check", "--archive", missing) == (
        2,
        f"{missing}: error: there is no such folder [no-such-archive]\n"
        f"    hint: check the name, or make a new archive there: python build.py init {missing}\n",
    )


def test_a_folder_without_content(told, tmp_path):
    assert told("--archive", tmp_path) == (
        2,
        f"{tmp_path}: error: this folder has no content/ [no-content]\n"
        "    hint: put captures in content/sources/ here, or name the archive with --archive DIR\n",
    )


def test_init_where_an_archive_stands(archive, told):
    assert told("init", archive) == (
        1,
        f"{archive}: error: this folder already holds an archive [not-empty]\n"
        f"    hint: choose another folder, or build what is there: python build.py --archive {archive}\n",
    )


# The site


def test_a_site_of_somebody_elses_files(archive, told, capsys):
    write(archive, {"site/thesis.html": "years of work"})
    assert told("build", "--archive", archive) == (
        1,
        "site: error: this folder holds files that no build wrote (it has no manifest.json); nothing was written"
        " [foreign-site]\n    hint: move what is in site/ away, or delete the folder, and build again\n",
    )
    assert [p.name for p in (archive / "site").iterdir()] == ["thesis.html"]
    main(["build", "--archive", str(archive)])
    assert "open " not in capsys.readouterr().out


def test_a_file_that_no_build_wrote_where_a_page_should_go(archive, told):
    assert told("build", "--archive", archive)[0] == 0
    write(archive, {"content/entities/bo-lind.md": "---\nname: Bo Lind\nkind: person\n---\n",
                    "site/people/bo-lind.html": "mine"})  # fmt: skip
    assert told("build", "--archive", archive) == (
        1,
        "site/people/bo-lind.html: error: a file that no build wrote stands where a page should go; "
        "nothing was written over it [foreign-file]\n    hint: move it away and build again\n",
    )


def test_a_file_where_a_folder_is_needed(archive, told):
    write(archive, {"site/manifest.json": '{"files": {}}', "site/assets": "mine"})
    assert told("build", "--archive", archive) == (
        1,
        "site/assets: error: the disk refused: a file stands where a folder is needed [disk]\n"
        "    hint: move the file away and try again\n",
    )


@pytest.mark.parametrize(
    ("number", "reason", "hint"),
    [
        (errno.ENOSPC, "No space left on device", "free some space and try again; the site of the last build stands"),
        (errno.EACCES, "Permission denied", "look at the permissions of the folder; the site of the last build stands"),
    ],
)
def test_a_disk_that_refuses(archive, told, monkeypatch, number, reason, hint):
    def full(path, data):
        raise OSError(number, reason, str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert told("build", "--jobs", "1", "--archive", archive) == (
        1,
        f"site/.staging/search-0: error: the disk refused: {reason.lower()} [disk]\n    hint: {hint}\n",
    )


# Templates and pages


@pytest.mark.parametrize(
    ("template", "place", "expected"),
    [
        (
            "one\n{% if %}", "pages/about.html:2",
            "error: expected an expression, got 'end of statement block' [bad-template]\n" + THEIR_TEMPLATE,
        ),
        (
            "one\n\n{{ page.nope }}", "pages/about.html:3",
            'error: there is no value "nope" here, on about.html [bad-template]\n' + THEIR_TEMPLATE,
        ),
        (
            "{{ nope.more }}", "pages/about.html:1",
            'error: there is no value "nope" here, on about.html [bad-template]\n' + THEIR_TEMPLATE,
        ),
        (
            "one\n{{ 1 + site.title }}", "pages/about.html:2",
            "error: unsupported operand type(s) for +: 'int' and 'str', on about.html [bad-template]\n"
            + THEIR_TEMPLATE,
        ),
        (
            "{% macro on() %}\n{{ on() }}{% endmacro %}{{ on() }}", "pages/about.html:2",
            "error: it includes or calls itself without end, on about.html [bad-template]\n" + THEIR_TEMPLATE,
        ),
        (
            '\n{% include "pages/about.html" %}', "pages/about.html:2",
            "error: it includes or calls itself without end, on about.html [bad-template]\n" + THEIR_TEMPLATE,
        ),
        (
            "{{ site.title.nope() }}", "pages/about.html:1",
            'error: there is no value "nope" here, on about.html [bad-template]\n' + THEIR_TEMPLATE,
        ),
        (
            '{% include "parts/none.html" %}', "parts/none.html",
            "error: there is no such template; about.html needs it [no-template]\n"
            "    hint: put it back, or correct the name in the template that includes it\n",
        ),
    ],
    ids=["syntax", "attribute", "name", "type", "endless-macro", "endless-include", "call", "missing"],
)  # fmt: skip
@pytest.mark.parametrize("theme", ["", "themes/dark/"], ids=["own", "theme"])
def test_a_template_that_cannot_be_rendered(archive, told, template, place, expected, theme):
    if theme:
        write(archive, {"config.yml": "theme: dark\n"})
    write(archive, {f"{theme}templates/pages/about.html": template})
    where = "" if "none.html" in place else theme
    assert told("check", "--archive", archive) == (1, f"{where}templates/{place}: {expected}")


def test_a_theme_that_is_not_there(archive, told):
    write(archive, {"config.yml": "title: Pier\ntheme: drak\n"})
    assert told("check", "--archive", archive) == (
        0,
        'config.yml:2: warning: there is no theme "drak"; the default is used [no-theme]\n'
        "    hint: make the folder themes/drak/, or delete the line\n",
    )


def test_a_template_with_a_link_to_nowhere(archive, told):
    block, link = "{% block main %}", '<a href="none.html?a=1&amp;b">none</a>'
    built_in = (ROOT / "templates/pages/about.html").read_text("utf-8")
    assert block in built_in  # the rest of the page stays: others link to its parts
    write(archive, {"templates/pages/about.html": built_in.replace(block, block + link)})
    code, said = told("check", "--archive", archive)
    assert (code, re.sub(r"html:\d+:", "html:LINE:", said)) == (
        1,
        'site/about.html:LINE: error: the link "none.html?a=1&b" leads to no page [broken-link]\n'
        "    hint: correct it in the template of this page, or in the content that the page shows\n",
    )


def test_a_link_of_every_page_is_one_problem_at_its_first_line():
    pages = tuple(
        File(f"{name}.html", f'<p>\n\n<a href="{name}.html#top">up</a> <a href="c.html#end">x</a></p>'.encode())
        for name in ("a", "b", "c")
    )
    assert [shown(p) for p in broken_links(pages) if "end" in p.message] == [
        'site/a.html:3: error: "c.html#end": the page has no such place; it stands on 2 more pages [broken-link]\n'
        "    hint: correct it in the template of this page, or in the content that the page shows"
    ]


def test_two_files_that_differ_in_capitals_only(archive, told):
    write(archive, {"assets/css/Tokens.css": "a {}"})
    assert told("check", "--archive", archive) == (
        1,
        'site/assets/css/tokens.css: error: "assets/css/Tokens.css" would be the same file where capitals and small '
        "letters are one [same-path]\n    hint: rename one of the two\n",
    )


def test_a_sound_archive_is_told_nothing(tmp_path, told):
    assert told("--strict", "--verbose", "--archive", write_archive(tmp_path)) == (0, "")


# README.md


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def test_the_readme_names_every_command_and_option():
    readme = (ROOT / "README.md").read_text("utf-8")
    options = {o for p in (_parser(), *commands().values()) for a in p._actions for o in a.option_strings}
    wanted = [f"build.py {name}" for name in commands()] + sorted(options - {"-h", "--help"})
    assert "--archive" in wanted and "build.py ingest" in wanted
    assert [w for w in wanted if not re.search(rf"{re.escape(w)}\b", readme)] == []


def test_the_readme_names_no_command_or_option_that_is_not_there():
    readme = (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `build\.py.*$", readme, re.M)
    named = {word for row in rows for word in re.findall(r"build\.py ([a-z]+)", row)}
    options = {o for p in commands().values() for a in p._actions for o in a.option_strings}
    assert named == set(commands())
    assert {o for row in rows for o in re.findall(r"--[a-z]+", row)} <= options


def test_the_readme_and_the_settings_of_a_new_archive_name_every_key():
    readme = (ROOT / "README.md").read_text("utf-8")
    settings = readme[readme.index("## Settings") : readme.index("## Working on it")]
    keys = [key for one in SCHEMA.nested() for key in one.by_key]
    assert "site_url" in keys and "boosts" in keys and isinstance(SCHEMA, schema.Schema)
    assert [k for k in keys if not re.search(rf"\b{k}\b", settings)] == []
    assert [k for k in SCHEMA.by_key if not re.search(rf"^(?:# )?{k}:", CONFIG, re.M)] == []
    assert sorted(SCHEMA.by_key) == sorted(re.findall(r"^\| `([a-z_]+)` \|", settings, re.M))


def test_the_settings_of_a_new_archive_are_sound_with_every_comment_taken_away():
    lines = [line.removeprefix("# ") for line in CONFIG.splitlines()[1:]]
    assert parse_config("config.yml", "\n".join(lines))[1] == ()


def test_files_are_not_mixed_into_the_sample_archive(tmp_path, capsys, monkeypatch):
    root = tmp_path / "archive"
    (root / "content").mkdir(parents=True)
    (root / "config.yml").write_text("sample: true\n")
    mine = tmp_path / "mine.txt"
    mine.write_text("Mine\n\nAll mine, she said.\n")
    monkeypatch.chdir(root)
    assert main(["ingest", str(mine)]) == 2
    assert capsys.readouterr().err == (
        f"{root}: error: this is the sample archive; nothing was copied into it [sample-archive]\n"
        "    hint: name an archive of your own: build.py ingest PATH --archive DIR (build.py init DIR makes one)\n"
    )
    assert not (root / "content" / "sources").exists()


def test_a_port_that_is_none_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["serve", "--port", "99999"])
    assert stopped.value.code == 2
    assert "'99999' is no port" in capsys.readouterr().err
