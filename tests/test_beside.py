"""What comes with captures: values that people give beside them, zip files, globs."""

import io
import stat
import zipfile

from test_formats import TWO, page, warc

from pressmark.cli import main


def archive_with(tmp_path, **files):
    for name, data in files.items():
        path = tmp_path / "content" / "sources" / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return tmp_path


def article(root):
    (path,) = (root / "content" / "articles").iterdir()
    return path.read_text("utf-8"), (root / "content" / "proposals" / path.name).read_text("utf-8")


BESIDE = """title: Quay opens
authors: [Ida Quill]
date: 2031-03-05
captured: 2031-03-09T10:15Z
acquired_from: Northfield library
url: https://ledger.example/local/quay
"""


def test_what_is_given_beside_a_capture_wins(tmp_path, capsys):
    root = archive_with(tmp_path, quay__html=page(), quay__html__yml=BESIDE)
    assert main(["ingest", "--archive", str(root)]) == 0
    head, proposal = article(root)
    for line in ("title: Quay opens", "authors: [Ida Quill]", "date: 2031-03-05", "acquired_from: Northfield library"):
        assert line in head
    assert 'title: {value: Quay opens, how: given, evidence: "quay.html.yml, line 1"}' in proposal
    assert 'acquired_from: {value: Northfield library, how: given, evidence: "quay.html.yml, line 5"}' in proposal
    assert "captured: 2031-03-09T10:15Z" in head


def test_inspect_sees_what_is_given_beside_a_capture(tmp_path, capsys):
    root = archive_with(tmp_path, quay__html=page(), quay__html__yml=BESIDE)
    assert main(["inspect", str(root / "content/sources/quay.html")]) == 0
    assert "Quay opens   (given: quay.html.yml, line 1)" in capsys.readouterr().out


def test_mistakes_beside_a_capture_are_named_with_their_line(tmp_path, capsys):
    root = archive_with(
        tmp_path, quay__html=page(), quay__html__yml="headline: X\ndate: soon\n", b__txt__yml="title: X\n"
    )
    assert main(["ingest", "--archive", str(root)]) == 1
    said = capsys.readouterr().err
    assert (
        'content/sources/quay.html.yml:1:1: error: unknown key "headline" [unknown-key]\n'
        '    hint: did you mean "title"? The keys of a file beside a capture are listed in docs/content.md.\n'
    ) in said
    assert 'content/sources/quay.html.yml:2:7: error: "soon" is not a date here [bad-date]' in said
    assert (
        "content/sources/b.txt.yml: warning: there is no capture of this name; it is not read [given-alone]\n"
        "    hint: give it the name of its capture and .yml: bridge.txt.yml\n"
    ) in said


def test_articles_of_a_web_archive_keep_their_numbers(tmp_path, capsys):
    root = archive_with(tmp_path, x__warc=warc(*TWO))
    archive_with(tmp_path, **{"x__warc#3__yml": "outlet: Given Ledger\n"})
    for arguments in (["ingest"], ["ingest", "--again"], ["build"]):
        assert main([*arguments, "--archive", str(root)]) == 0
    heads = sorted(p.read_text("utf-8") for p in (root / "content/articles").iterdir())
    assert [h.partition("\nsource: ")[2].partition("\n")[0] for h in heads] == ["sources/x.warc#3", "sources/x.warc#1"]
    assert "outlet: Given Ledger" in heads[0] and "url: https://ledger.example/b" in heads[0]
    assert "Given" not in heads[1]
    captures = [p.read_text("utf-8") for p in sorted((root / "site/captures").glob("[!i]*.html"))]
    assert len(captures) == 2
    assert sum("Council counts the cost" in text for text in captures) == 1


# --- zip files and globs ---


def zipped(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return out.getvalue()


def ingested(tmp_path, capsys, name, data):
    given, root = tmp_path / name, tmp_path / "archive"
    given.write_bytes(data)
    root.mkdir()
    code = main(["ingest", str(given), "--archive", str(root)])
    sources = root / "content" / "sources"
    copied = sorted(p.relative_to(sources).as_posix() for p in sources.rglob("*") if p.is_file())
    return code, copied, capsys.readouterr().err.replace(f"{tmp_path}/", "")


def test_a_zip_file_of_captures_becomes_a_folder(tmp_path, capsys):
    data = zipped(
        ("a/one.html", page("One")),
        ("a/one.html.yml", BESIDE),
        ("two.html", page("Two ferries sail again")),
        ("__MACOSX/._two.html", "x"),
    )
    code, copied, _ = ingested(tmp_path, capsys, "clippings.zip", data)
    assert (code, copied) == (0, ["clippings/a/one.html", "clippings/a/one.html.yml", "clippings/two.html"])
    titles = [p.read_text("utf-8").splitlines()[1] for p in sorted((tmp_path / "archive/content/articles").iterdir())]
    assert sorted(titles) == ["title: Quay opens", "title: Two ferries sail again"]


def test_members_of_a_zip_file_never_leave_their_folder(tmp_path, capsys):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    names = ("../up.txt", "/root.txt", "a/../../b.txt", "C:/c.txt", "..\\d.txt", "a\x07.txt")
    data = zipped(*((name, "x") for name in names), (link, "/etc/passwd"), ("good.html", page()))
    code, copied, said = ingested(tmp_path, capsys, "a.zip", data)
    assert (code, copied) == (0, ["a/good.html"])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "archive"]
    assert (
        'a.zip: warning: "../up.txt" in it leads out of its folder; it was not copied [zip-member]\n'
        "    hint: take it out by yourself if you know what it is\n"
    ) in said
    assert '"link.txt" in it is a link; it was not copied [zip-member]' in said
    assert said.count("[zip-member]") == 7


def test_a_zip_bomb_is_not_unpacked(tmp_path, capsys):
    code, copied, said = ingested(tmp_path, capsys, "a.zip", zipped(("a.txt", b"0" * 30_000_000)))
    assert (code, copied) == (1, [])
    assert "unpacks to 30,000,000; it was not unpacked [bad-zip]\n    hint: unpack it yourself" in said


def test_a_broken_zip_file_is_named(tmp_path, capsys):
    code, copied, said = ingested(tmp_path, capsys, "a.zip", zipped(("a.txt", "x"))[:-10])
    assert (code, copied) == (1, [])
    assert said.startswith("a.zip: error: the zip file cannot be read: File is not a zip file [bad-zip]\n")


def test_what_stands_beside_a_capture_already_is_kept(tmp_path, capsys):
    root = archive_with(tmp_path / "archive", quay__html=page(), quay__html__yml=BESIDE)
    (tmp_path / "quay.html").write_text(page(), "utf-8")
    (tmp_path / "quay.html.yml").write_text("title: Other\n", "utf-8")
    assert main(["ingest", str(tmp_path / "quay.html"), "--archive", str(root)]) == 0
    assert (root / "content/sources/quay.html.yml").read_text("utf-8") == BESIDE
    assert capsys.readouterr().err == (
        f"{tmp_path}/quay.html.yml: warning: content/sources/quay.html.yml stands there already and says something "
        "else; it was kept [given-differs]\n    hint: write what is right in content/sources/quay.html.yml\n"
    )


def test_globs_name_files(tmp_path, capsys):
    for name in ("a.html", "b.html", "c.txt"):
        (tmp_path / name).write_text(page(name), "utf-8")
    root = tmp_path / "archive"
    root.mkdir()
    assert main(["ingest", f"{tmp_path}/*.html", "--archive", str(root)]) == 0
    assert sorted(p.name for p in (root / "content/sources").iterdir()) == ["a.html", "b.html"]
    assert main(["ingest", f"{tmp_path}/*.none", "--archive", str(root)]) == 2
