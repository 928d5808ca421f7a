"""A person's words are never overwritten or lost, whatever ingest finds; and what waits or was deleted is said."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_archive import CAPTURES, MONEY, NOTICE, VOTE, article, edit, proposal, write_archive

from pressmark.cli import main
from pressmark.digest import sha256
from pressmark.disk import locked
from pressmark.ingest import ingest, unread
from pressmark.pipeline import built, load
from pressmark.problems import Problems, shown
from pressmark.sources import file_of


def archive(root: Path) -> Path:
    write_archive(root)
    main(["ingest", "--archive", str(root)])
    return root


def better(root: Path, **given: str) -> None:
    """Another reading of the capture: what is written beside it wins over what it says."""
    lines = "".join(f"{key}: {value}\n" for key, value in given.items())
    (root / f"content/sources/{VOTE}.txt.yml").write_text(lines, "utf-8")


def told(problems: Problems, *codes: str) -> list[str]:
    return [shown(p) for p in problems if p.code in codes]


def ids(root: Path) -> list[str]:
    return sorted(p.stem for p in (root / "content" / "articles").rglob("*.md"))


ALL = sorted((VOTE, MONEY, NOTICE))


# ---- which capture is which article's -------------------------------------------------------------------------------


def test_a_capture_listed_under_versions_changes_nothing(tmp_path):
    root = archive(tmp_path)
    article(root, MONEY).unlink()
    proposal(root, MONEY).unlink()
    before = edit(article(root), ("versions: []", f"versions: [sources/{MONEY}.html]"))
    for again in (False, True):
        ingest(root, again=again)
        assert article(root).read_text("utf-8") == before
        assert ids(root) == sorted((VOTE, NOTICE))
    assert f"source: sources/{VOTE}.txt" in proposal(root).read_text("utf-8")


@pytest.mark.parametrize(
    "source",
    ["source: sources/bo's {id}.txt", "source: 'sources/bo''s {id}.txt'  # the first one",
     'source: "./sources/bo\'s {id}.txt"',
     "source:   content/sources/bo's {id}.txt # seen", "source: [\"sources/bo's {id}.txt\"]",
     "source:\n  - sources/bo's {id}.txt", "source:\n- sources/bo's {id}.txt"],
)  # fmt: skip
def test_an_article_with_a_broken_head_keeps_its_capture(tmp_path, source):
    root = archive(tmp_path)
    (root / f"content/sources/{VOTE}.txt").rename(root / f"content/sources/bo's {VOTE}.txt")
    proposal(root).unlink()
    before = edit(article(root), (f"source: sources/{VOTE}.txt", source.format(id=VOTE)), ("title: ", "title: ["))
    for again in (False, True):
        ingest(root, again=again)
        assert ids(root) == ALL
        assert article(root).read_text("utf-8") == before


@pytest.mark.parametrize("left", ["", "---\ntitle: ", "no head at all\n"])
def test_a_capture_that_a_proposal_names_is_never_new(tmp_path, left):
    root = archive(tmp_path)
    read = proposal(root).read_text("utf-8")
    article(root).write_text(left, "utf-8")
    better(root, title="Another reading")
    for again in (False, True):
        ingest(root, again=again)
        assert ids(root) == ALL
        assert article(root).read_text("utf-8") == left
        assert proposal(root).read_text("utf-8") == read, "the base of a later merge is kept"


def test_a_head_that_is_mended_follows_at_last(tmp_path):
    root = archive(tmp_path)
    whole = article(root).read_text("utf-8")
    edit(article(root), ("title: ", "title: ["))
    better(root, section="Harbour")
    _, problems = ingest(root, again=True)
    assert [p.path for p in problems if p.code == "bad-yaml"] == [f"content/articles/{VOTE}.md"]
    article(root).write_text(whole, "utf-8")
    ingest(root, again=True)
    assert "section: Harbour\n" in article(root).read_text("utf-8")


def test_a_renamed_capture_is_told_from_a_copy(tmp_path):
    root = archive(tmp_path)
    sources = root / "content" / "sources"
    (sources / f"{VOTE}.txt").rename(sources / "renamed.txt")
    verdicts, problems = ingest(root)
    assert verdicts == () and ids(root) == ALL
    assert told(problems, "capture-renamed", "same-capture") == [
        f'content/articles/{VOTE}.md: warning: "content/sources/{VOTE}.txt" is named "content/sources/renamed.txt" '
        "now: the bytes are the same [capture-renamed]\n    hint: write source: sources/renamed.txt"
    ]
    edit(article(root), (f"source: sources/{VOTE}.txt", "source: ./sources/renamed.txt"))
    for again in (False, True):
        assert told(ingest(root, again=again)[1], "capture-renamed", "same-capture", "article-gone") == []
    assert ids(root) == ALL and sorted(p.stem for p in (root / "content/proposals").iterdir()) == ALL
    assert told(built(load(root)).problems, "capture-missing") == []


def test_a_capture_may_have_a_number_sign_in_its_name(tmp_path):
    root = write_archive(tmp_path)
    sources = root / "content" / "sources"
    (sources / f"{VOTE}.txt").rename(sources / "pier vote #2")
    (sources / f"{MONEY}.html").rename(sources / "pier #money lights.html")
    assert len(ingest(root)[0]) == 3
    assert ingest(root)[0] == ()
    assert told(built(load(root)).problems, "capture-missing", "capture-changed") == []
    assert len(ingest(root, again=True)[0]) == 3


def test_the_sums_of_the_captures_name_the_files_that_are_there(tmp_path):
    root = archive(tmp_path)
    sources = root / "content" / "sources"
    (sources / "further #2").write_text("The pier is shut.\n")
    edit(article(root), ("versions: []", "versions: ['sources/further #2']"))
    main(["build", "--archive", str(root)])
    sums = (root / "site/data/SHA256SUMS").read_text("utf-8")
    names = [f"{VOTE}.txt", f"{MONEY}.html", f"{NOTICE}.md", "further #2"]
    wanted = sorted(f"{sha256((sources / name).read_bytes())}  content/sources/{name}" for name in names)
    assert sorted(sums.splitlines()) == wanted


def test_the_sums_name_a_web_archive_once(tmp_path):
    root = write_archive(tmp_path, captures={})
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + CAPTURES[f"{MONEY}.html"].encode()
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.countypost.example/{}\r\n"
        "WARC-Date: 2031-03-06T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(page)}\r\n\r\n"
    )
    other = page.replace(b"pier", b"quay").replace(b"Pier", b"Quay")
    held = b"".join(record.format(n).encode() + part + b"\r\n\r\n" for n, part in ((1, page), (2, other)))
    (root / "content/sources").mkdir(parents=True)
    (root / "content/sources/pages.warc").write_bytes(held)
    main(["build", "--archive", str(root)])
    named = re.findall(r"^source: (.*)$", "".join(p.read_text("utf-8") for p in article(root).parent.iterdir()), re.M)
    assert sorted(named) == ["sources/pages.warc#1", "sources/pages.warc#2"]
    sums = (root / "site/data/SHA256SUMS").read_text("utf-8")
    assert sums == f"{sha256(held)}  content/sources/pages.warc\n"


def test_the_file_of_a_source():
    assert file_of("sources/x.warc#3") == "sources/x.warc"
    assert file_of("sources/x #3", {"sources/x #3"}) == "sources/x #3"
    assert file_of("sources/x #money.txt") == "sources/x #money.txt"


def test_a_capture_whose_bytes_changed_is_refused(tmp_path):
    root = archive(tmp_path)
    before = article(root).read_bytes(), proposal(root).read_bytes()
    (root / f"content/sources/{VOTE}.txt").write_text(CAPTURES[f"{VOTE}.txt"].replace("Tuesday", "Friday"), "utf-8")
    _, problems = ingest(root, again=True)
    assert (article(root).read_bytes(), proposal(root).read_bytes()) == before
    assert [p.split(": its SHA")[0] for p in told(problems, "capture-changed")] == [
        f'content/articles/{VOTE}.md: warning: "content/sources/{VOTE}.txt" is not the file that was read'
    ]


# ---- what a person deletes, renames and decides ---------------------------------------------------------------------


def test_a_deleted_article_stays_away(tmp_path):
    root = archive(tmp_path)
    article(root).unlink()
    said = (
        f'content/proposals/{VOTE}.md: warning: no article names "content/sources/{VOTE}.txt", which was read here; '
        "it is not read again [article-gone]\n"
        "    hint: put the article back, with status: withdrawn to hide it; delete this file too to have the capture "
        "read anew"
    )
    for again in (False, True):
        assert told(ingest(root, again=again)[1], "article-gone") == [said]
        assert ids(root) == sorted((MONEY, NOTICE))
    assert told(built(load(root)).problems, "article-gone") == [said]
    proposal(root).unlink()
    ingest(root)
    assert ids(root) == ALL


@pytest.mark.parametrize("formerly", [True, False])
def test_a_renamed_article_keeps_its_reading(tmp_path, formerly):
    root = archive(tmp_path)
    article(root).rename(article(root, "the-vote"))
    if formerly:
        edit(article(root, "the-vote"), ("status:", f"formerly: [{VOTE}]\nstatus:"))
    result = built(load(root))
    assert told(result.problems, "article-gone") == []
    record = result.archive.record_of["the-vote"]
    assert record.draft is not None and record.draft.source == f"sources/{VOTE}.txt"
    better(root, section="Harbour")
    ingest(root, again=True)
    assert "section: Harbour\n" in article(root, "the-vote").read_text("utf-8")
    assert ids(root) == sorted(("the-vote", MONEY, NOTICE))


def test_what_waits_is_said_until_it_is_settled(tmp_path):
    root = archive(tmp_path)
    text = edit(article(root), ("section: unknown", "section: Piers"))
    better(root, section="Harbour")
    line = text[: text.index("section:")].count("\n") + 1
    said = (
        f'content/articles/{VOTE}.md:{line}: {{}}: the new reading of "section" waits: somebody decided it in this '
        f"article [reading-waits]\n    hint: build.py review shows both: accept or refuse it, or write here what is "
        "right and list section under confirmed"
    )
    for again in (True, False, True):
        if again:
            assert told(ingest(root, again=True)[1], "reading-waits") == [said.format("warning")]
        assert told(built(load(root)).problems, "reading-waits") == [said.format("note")]
    edit(article(root), ("status:", "confirmed: {section: m-ito}\nstatus:"))
    assert told(built(load(root)).problems, "reading-waits", "unknown-name") == []


def test_a_build_counts_what_waits_and_warns_of_none_of_it(tmp_path, capsys):
    root = archive(tmp_path)
    edit(article(root), ("status: unreviewed", "status: reviewed"))
    better(root, section="Harbour", title="Another title")
    ingest(root, again=True)
    assert main(["build", "--strict", "--archive", str(root)]) == 0
    said = capsys.readouterr()
    assert "2 new readings to decide on: build.py review\n" in said.out and "reading-waits" not in said.err


def test_a_text_that_waits_can_be_confirmed(tmp_path):
    root = archive(tmp_path)
    text = edit(article(root), ("in a gale", "in any gale"))
    edit(proposal(root), ("in a gale", "in one gale"))
    said = told(ingest(root, again=True)[1], "reading-waits")
    assert len(said) == 1 and '"text" waits' in said[0]
    assert told(built(load(root)).problems, "reading-waits") == [said[0].replace("warning", "note")]
    edit(article(root), ("status:", "confirmed: {text: m-ito}\nstatus:"))
    assert told(built(load(root)).problems, "reading-waits", "unknown-name") == []
    assert "in any gale" in text and article(root).read_text("utf-8").endswith(text.partition("---\n\n")[2])


def test_a_reviewed_article_is_never_rewritten(tmp_path):
    root = archive(tmp_path)
    before = edit(article(root), ("status: unreviewed", "status: reviewed"))
    better(root, section="Harbour", title="Another title")
    assert len(told(ingest(root, again=True)[1], "reading-waits")) == 2
    assert article(root).read_text("utf-8") == before


def test_two_articles_of_one_capture_are_named(tmp_path):
    root = archive(tmp_path)
    article(root, "a-copy").write_bytes(article(root).read_bytes())
    line = article(root).read_text("utf-8").splitlines().index(f"source: sources/{VOTE}.txt") + 1
    assert told(built(load(root)).problems, "shared-source") == [
        f'content/articles/{VOTE}.md:{line}: warning: "sources/{VOTE}.txt" is also the source of '
        "content/articles/a-copy.md [shared-source]\n    hint: delete one of the two articles, or correct its source"
    ]


def test_a_version_that_is_not_there_is_named(tmp_path):
    root = archive(tmp_path)
    text = edit(article(root), ("versions: []", f"versions: [sources/{MONEY}.html, sources/none.txt]"))
    line = text.splitlines().index(f"versions: [sources/{MONEY}.html, sources/none.txt]") + 1
    assert told(built(load(root)).problems, "capture-missing") == [
        f'content/articles/{VOTE}.md:{line}: warning: there is no capture "content/sources/none.txt" '
        "[capture-missing]\n    hint: put the file back, or correct the article's versions"
    ]


# ---- files that nobody reads ----------------------------------------------------------------------------------------


def test_files_that_a_person_wrote_are_never_ignored_in_silence(tmp_path):
    root = archive(tmp_path)
    content = root / "content"
    (content / "notes").mkdir(exist_ok=True)
    (content / "people").mkdir()
    for name in ("notes/a.yaml", "articles/b.markdown", "articles/c.MD", "articles/d.md.orig", "people/e.md"):
        (content / name).write_text("---\ntitle: Mine\n---\n", "utf-8")
    folders = "sources, articles, proposals, notes, entities, topics, stories, outlets, authors, pages"
    assert told(built(load(root)).problems, "stray-file", "passed-over") == [
        "content/articles/b.markdown: warning: this file is not read [stray-file]\n"
        "    hint: rename it to b.md if it belongs here, or move it away",
        "content/articles/c.MD: warning: this file is not read [stray-file]\n"
        "    hint: rename it to c.md if it belongs here, or move it away",
        'content/articles/d.md.orig: warning: what ends in ".orig" is taken for a backup or half a file; it is not '
        "read [passed-over]\n    hint: give it another name, or delete it",
        "content/notes/a.yaml: warning: this file is not read [stray-file]\n"
        "    hint: rename it to a.yml if it belongs here, or move it away",
        f"content/people: warning: this is not read [stray-file]\n    hint: the folders of content/ are {folders}",
    ]


def test_every_file_among_the_captures_has_its_verdict(tmp_path):
    root = write_archive(tmp_path)
    sources = root / "content" / "sources"
    (sources / "old.bak").mkdir()
    for name in ("a.tmp", "b.orig", "c.bak", "d.part", "old.bak/e.txt", ".f.swp", "g.txt~", ".DS_Store", "#h.txt#"):
        (sources / name).write_text("The pier is shut.\n")
    said = [p.path.removeprefix("content/sources/") for p in ingest(root)[1] if p.code == "passed-over"]
    assert said == ["a.tmp", "b.orig", "c.bak", "d.part", "g.txt~", "old.bak"]


def test_an_editors_backup_is_named_and_beside_its_file_only_noted(tmp_path):
    root = write_archive(tmp_path)
    sources = root / "content" / "sources"
    (sources / "i.txt~").write_text("The quay is shut.\n")
    said = (
        'content/sources/i.txt~: {}: what ends in "~" is taken for an editor\'s backup; it is not read [passed-over]\n'
        "    hint: give it another name, or delete it"
    )
    assert told(ingest(root)[1], "passed-over") == [said.format("warning")]
    (sources / "i.txt").write_text("The quay is shut.\n")
    assert told(ingest(root)[1], "passed-over") == [said.format("note")]
    given = tmp_path / "given"
    given.mkdir()
    for name in ("k.txt~", ".l.txt"):
        (given / name).write_text("The lock is shut.\n")
    assert [p.path for p in ingest(root, (given,))[1] if p.code == "passed-over" and "given" in p.path] == [
        str(given / "k.txt~")
    ]
    problems = ingest(root, (given / ".l.txt",))[1]
    assert told([p for p in problems if p.severity == "warning"], "passed-over") == [
        f"{given}/.l.txt: warning: a file of this name is an editor's or a system's own; it was not copied"
        " [passed-over]\n    hint: give it another name"
    ]
    assert not (sources / ".l.txt").exists() and not (sources / "k.txt~").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_with_a_line_break_is_not_read_where_it_lies_and_made_fit_where_it_is_copied(tmp_path):
    root = write_archive(tmp_path)
    (root / "content/sources/a\nb.txt").write_text("The quay is shut.\n")
    given = tmp_path / "given"
    given.mkdir()
    (given / "c\td\n e.txt ").write_text("The lock is shut, the harbour said on Monday.\n")
    verdicts, problems = ingest(root, (given,))
    assert [v.source for v in verdicts if "c d" in v.source] == ["content/sources/c d e.txt"]
    assert told(problems, "unfit-name") == [
        "content/sources/a\\x0ab.txt: warning: its name holds a line break or another control character, or ends in a"
        " space; it is not read [unfit-name]\n    hint: rename it: a b.txt"
    ]
    assert told(built(load(root)).problems, "capture-missing") == []


def test_check_reads_what_is_new_and_writes_nothing(tmp_path, capsys):
    root = archive(tmp_path)
    sources = root / "content" / "sources"
    (sources / "a-new-one.txt").write_text(CAPTURES[f"{VOTE}.txt"].replace("pier", "quay"), "utf-8")
    (sources / "b-junk.bin").write_bytes(bytes(range(256)) * 40)
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    capsys.readouterr()
    assert main(["check", "--verbose", "--archive", str(root)]) == 1
    said = capsys.readouterr().err
    assert (
        "content/sources/a-new-one.txt: note: no article names this capture yet [not-ingested]\n"
        "    hint: it is read at the next build, or with ingest\n" in said
    )
    assert "content/sources/b-junk.bin: error: " in said
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before
    assert [p.code for p in unread(root) if p.path.endswith("a-new-one.txt")] == ["not-ingested"]


# ---- the disk -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["content", "content/articles", "content/proposals", "content/sources"])
def test_nothing_is_read_or_written_through_a_link_that_leads_outside(tmp_path, folder):
    root = write_archive(tmp_path / "archive")
    outside = tmp_path / "elsewhere"
    place = root / folder
    if place.exists():
        place.rename(outside)
    else:
        outside.mkdir()
    place.symlink_to(outside, target_is_directory=True)
    before = sorted(p for p in outside.rglob("*"))
    verdicts, problems = ingest(root)
    result = built(load(root))
    assert "outside-link" in {p.code for p in (*problems, *result.problems)}
    assert sorted(p for p in outside.rglob("*")) == before
    if folder in ("content", "content/sources"):
        assert verdicts == () and result.archive.records == ()


def test_settings_are_not_read_through_a_link_that_leads_outside(tmp_path):
    root = archive(tmp_path / "archive")
    (tmp_path / "config.yml").write_text("title: Not ours\n")
    (root / "config.yml").symlink_to(tmp_path / "config.yml")
    result = load(root)
    assert result.config is None
    assert told(result.problems, "outside-link") == [
        "config.yml: error: this leads outside the archive; it is not read [outside-link]\n"
        "    hint: put a copy of the file in its place"
    ]


def test_an_archive_that_is_itself_reached_by_a_link_is_fine(tmp_path):
    write_archive(tmp_path / "archive")
    (tmp_path / "link").symlink_to(tmp_path / "archive", target_is_directory=True)
    assert main(["build", "--archive", str(tmp_path / "link")]) == 0
    assert (tmp_path / "archive" / "site" / "index.html").is_file()


def test_a_site_that_leads_outside_is_not_filled(tmp_path, capsys):
    root = archive(tmp_path / "archive")
    (tmp_path / "elsewhere").mkdir()
    (root / "site").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    capsys.readouterr()
    assert main(["build", "--archive", str(root)]) == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (
        "site: error: this link leads outside the archive; nothing is written there [outside-link]\n"
        "    hint: put a folder in its place\n" in capsys.readouterr().err
    )


def test_an_occupied_name_is_passed_by(tmp_path):
    root = write_archive(tmp_path)
    (root / "content" / "articles" / f"{VOTE}.md").mkdir(parents=True)
    (root / "content" / "proposals").mkdir()
    (root / "content" / "proposals" / "PIER-NOTICE.md").mkdir()
    verdicts, problems = ingest(root)
    assert sorted(v.article for v in verdicts) == sorted((f"{VOTE}-2", MONEY, f"{NOTICE}-2"))
    assert [p for p in problems if p.severity == "error"] == []


def test_what_the_disk_refuses_of_one_capture_stops_no_other(tmp_path):
    root = write_archive(tmp_path)
    (root / "content" / "proposals").write_text("a file where a folder should be")
    _, problems = ingest(root)
    assert len(told(problems, "disk")) >= 1
    assert ids(root) == ALL


def test_one_ingest_at_a_time(tmp_path):
    import threading

    root = write_archive(tmp_path)
    done = threading.Event()
    thread = threading.Thread(target=lambda: (ingest(root), done.set()))
    with locked(root):
        thread.start()
        assert not done.wait(0.3)
        assert not (root / "content" / "articles").exists()
    thread.join()
    assert ids(root) == ALL


def test_nothing_is_copied_in_while_another_run_works(tmp_path):
    import threading

    root = archive(tmp_path / "archive")
    new = tmp_path / "new-pier-lights.txt"
    new.write_text("New lights for the pier\n\nThe pier has new lights, the harbor master said.\n", "utf-8")
    copied = root / "content/sources" / new.name
    thread = threading.Thread(target=lambda: ingest(root, (new,)))
    with locked(root):
        thread.start()
        thread.join(0.3)
        assert not copied.exists()
    thread.join()
    assert copied.exists() and article(root, "new-pier-lights").exists()


# ---- no word that a person typed ever disappears --------------------------------------------------------------------

HEADS = ("title", "section", "date", "outlet", "dateline", "url")
STEPS = (
    "value", "comment", "trailing", "paragraph", "inside", "nothing", "note", "rename", "move", "delete", "break",
    "mend", "review", "confirm", "version", "copy", "rename capture", "given", "drop", "empty", "build", "again",
    "worse",
)  # fmt: skip
step = st.tuples(st.sampled_from(STEPS), st.integers(0, 5), st.integers(0, 40))


def read_worse(root: Path) -> None:
    """The state that an older, poorer reading would have left: other words in the texts of articles and proposals."""
    for folder in ("articles", "proposals"):
        for path in (root / "content" / folder).glob("*.md"):
            head, fence, body = path.read_text("utf-8").partition("\n---\n")
            path.write_text(head + fence + body.replace(" the ", " thee "), "utf-8")


def typed(root: Path) -> dict[str, list[str]]:
    files = sorted(p for p in (root / "content").rglob("*") if p.is_file())
    found = {p.relative_to(root).as_posix(): re.findall(r"hand\d+", p.read_text("utf-8")) for p in files}
    return {path: sorted(words) for path, words in found.items() if words and "/proposals/" not in path}


def hand(root: Path, what: str, which: int, at: int, mark: str) -> None:
    """One thing that a person does to the archive; `mark` is the word that they type."""
    content = root / "content"
    paths = sorted((content / "articles").rglob("*.md"))
    if what == "worse":
        read_worse(root)
        return
    if what in ("given", "drop", "rename capture", "copy"):
        captures = sorted(p for p in (content / "sources").iterdir() if p.suffix != ".yml")
        capture = captures[which % len(captures)]
        if what == "given":
            capture.with_name(capture.name + ".yml").write_text(f"section: Given {at}\ntitle: Given title {at}\n")
        elif what == "drop":
            line = ["October", "The Northfield", "Pier to be mended"][at % 3]
            (content / "outlets" / "harbor-ledger.md").write_text(
                f"---\nname: Harbor Ledger\nhints: {{drop_lines: ['{line}', 'By Ana Ruiz']}}\n---\n"
            )
        elif what == "copy":
            (content / "sources" / f"copy-{at}.txt").write_bytes(capture.read_bytes())
        else:
            capture.rename(capture.with_name(f"renamed-{at}{capture.suffix}"))
        return
    if not paths:
        return
    path = paths[which % len(paths)]
    text = path.read_text("utf-8")
    head, fence, body = text.removeprefix("---\n").partition("\n---\n")
    lines = head.split("\n")
    key = HEADS[at % len(HEADS)]
    line = next((n for n, one in enumerate(lines) if one.startswith(f"{key}:")), None)
    if what == "value" and line is not None and "hand" not in lines[line]:
        lines[line] = f"{key}: {mark}"
    elif what == "comment":
        lines.insert(at % (len(lines) + 1), f"# {mark}")
    elif what == "trailing" and line is not None and "#" not in lines[line]:
        lines[line] += f" # {mark}"
    elif what == "paragraph":
        body += f"\n{mark} wrote this.\n"
    elif what == "inside":
        words = body.split(" ")
        words.insert(at % (len(words) + 1), mark)
        body = " ".join(words)
    elif what == "nothing":
        body += (
            f"\n[](https://a.example/{mark})\n",
            f'\n::: caption {{note="{mark}"}}\n:::\n',
            f"\n<!-- {mark} -->\n",
        )[at % 3]
    elif what == "break":
        lines.insert(at % (len(lines) + 1), f"title: [{mark}")
    elif what == "mend":
        lines = [re.sub(r"^title: \[(hand\d+)$", r"# \1", one) for one in lines]
    elif what == "review":
        lines = [re.sub(r"^status: .*", "status: reviewed", one) for one in lines]
    elif what == "confirm" and not any(one.startswith("confirmed:") for one in lines):
        lines.append(f"confirmed: {{{key}: {mark}}}")
    elif what == "version":
        lines = [
            re.sub(r"^versions: .*", f"versions: [sources/copy-{at}.txt, sources/{mark}.txt]", one) for one in lines
        ]
    path.write_text("---\n" + "\n".join(lines) + fence + body if fence else text + f"\n{mark}\n", "utf-8")
    if what == "note":
        (content / "notes").mkdir(exist_ok=True)
        (content / "notes" / f"{path.stem}.yml").write_text(
            f"- id: n-1\n  kind: comment\n  target: {{in: title}}\n  text: {mark}\n", "utf-8"
        )
    elif what == "delete":
        path.unlink()
    elif what == "empty":
        path.write_text("", "utf-8")
    elif what in ("rename", "move"):
        if what == "rename" and "formerly" not in head and fence:
            path.write_text(f"---\nformerly: [{path.stem}]\n{head}{fence}{body}", "utf-8")
        path.rename(path.with_name(f"renamed-{at}-{path.stem}"[:50].rstrip("-") + ".md"))


def lived_in(root: Path, steps: list[tuple[str, int, int]]) -> None:
    archive(root)
    for number, (what, which, at) in enumerate(steps):
        held = ids(root)
        if what in ("build", "again"):
            before = typed(root)
            ingest(root, again=what == "again")
            assert typed(root) == before
            assert held == [i for i in ids(root) if i in held]
            sources = re.findall(
                r"^source: (.*)$",
                "\n".join(p.read_text("utf-8") for p in (root / "content/articles").rglob("*.md")),
                re.M,
            )
            assert len(sources) == len(set(sources)), "two articles of one capture"
        else:
            hand(root, what, which, at, f"hand{number}")


ENOUGH = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=8, **ENOUGH)
@given(st.lists(step, min_size=3, max_size=8))
def test_no_word_that_a_person_typed_disappears(tmp_path_factory, steps):
    lived_in(tmp_path_factory.mktemp("lived"), [*steps, ("given", 0, 7), ("worse", 0, 0), ("again", 0, 0)])


@pytest.mark.slow
@settings(max_examples=150, **ENOUGH)
@given(st.lists(step, min_size=5, max_size=16))
def test_no_word_that_a_person_typed_disappears_in_a_long_life(tmp_path_factory, steps):
    lived_in(tmp_path_factory.mktemp("lived"), [*steps, ("given", 0, 7), ("worse", 0, 0), ("again", 0, 0)])
