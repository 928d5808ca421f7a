"""Captures in, proposals and articles out; what a person has typed stays."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from small_archive import CAPTURES, write_archive

from pressmark.cli import main
from pressmark.problems import shown
from pressmark.reading import article_id, known_from, read, verdict_line
from pressmark.vocabulary import Vocabulary


def texts(root: Path, folder: str) -> dict[str, str]:
    return {p.name: p.read_text("utf-8") for p in sorted((root / "content" / folder).glob("*.md"))}


@pytest.mark.parametrize(
    ("source", "title", "wanted"),
    [
        ("sources/harbor-ledger-bridge-vote.txt", "Council votes", "harbor-ledger-bridge-vote"),
        ("sources/a/Pier notice (2).TXT", "Closed", "pier-notice-2"),
        ("sources/0001.txt", "Council votes to rebuild the bridge", "council-votes-to-rebuild-the-bridge"),
        ("sources/000_d5eaab32d619c404.txt", None, "000-d5eaab32d619c404"),
        ("sources/saved page.html", "Zürich, ohne Meer", "zurich-ohne-meer"),
        ("sources/1.txt", "Мост через реку", "most-cherez-reku"),
        ("sources/!!!.txt", None, "article"),
        ("sources/con.txt", None, "con-1"),
        ("sources/bridge-vote.html.txt", "x", "bridge-vote"),
    ],
)
def test_an_id_comes_from_a_telling_name_or_the_title(source, title, wanted):
    assert article_id(source, title, set()) == wanted


def test_an_id_is_never_taken_twice():
    taken: set[str] = set()
    for wanted in ("bridge-vote", "bridge-vote-2", "bridge-vote-3"):
        assert article_id("sources/bridge-vote.txt", "x", taken) == wanted
        taken.add(wanted)


def test_ingest_copies_files_and_folders_byte_for_byte(tmp_path, capsys):
    given = tmp_path / "clippings"
    (given / "deep").mkdir(parents=True)
    (given / "pier-one.txt").write_bytes("Café pier\r\n\r\nIt is shut, Ana Sol said.\r\n".encode("cp1252"))
    (given / "deep" / "pier-two.txt").write_bytes(b"\xef\xbb\xbfPier again\n\nIt is open now.\n")
    root = tmp_path / "archive"
    root.mkdir()
    assert main(["ingest", str(given), "--archive", str(root)]) == 0
    sources = root / "content" / "sources"
    assert (sources / "pier-one.txt").read_bytes() == (given / "pier-one.txt").read_bytes()
    assert (sources / "deep" / "pier-two.txt").read_bytes() == (given / "deep" / "pier-two.txt").read_bytes()
    assert sorted(texts(root, "articles")) == ["pier-one.md", "pier-two.md"]
    assert "sources/** -text" in (root / "content" / ".gitattributes").read_text()
    out = capsys.readouterr().out
    assert len([line for line in out.splitlines() if line.startswith("content/sources/")]) == 2


def test_the_same_bytes_twice_are_one_capture(tmp_path, capsys):
    root = write_archive(tmp_path)
    (root / "content" / "sources" / "z-copy.txt").write_text(CAPTURES["harbor-ledger-pier-vote.txt"], "utf-8")
    main(["ingest", "--archive", str(root)])
    assert len(texts(root, "articles")) == 3
    assert "the same bytes as content/sources/harbor-ledger-pier-vote.txt" in capsys.readouterr().err


def test_another_file_of_the_same_name_is_kept_beside(tmp_path):
    root = write_archive(tmp_path / "archive")
    other = tmp_path / "pier-notice.md"
    other.write_text("# Another notice\n\nThe quay is shut too.\n", "utf-8")
    main(["ingest", str(other), "--archive", str(root)])
    sources = root / "content" / "sources"
    assert (sources / "pier-notice.md").read_text("utf-8") == CAPTURES["pier-notice.md"]
    assert (sources / "pier-notice-2.md").read_text("utf-8") == other.read_text("utf-8")


def test_a_name_without_an_ending_gets_its_number(tmp_path):
    root = write_archive(tmp_path / "archive")
    for number, folder in enumerate(("one", "two", "three")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "README").write_text(f"Notice {number}\n\nThe pier is shut for {number} days.\n", "utf-8")
        main(["ingest", str(tmp_path / folder / "README"), "--archive", str(root)])
    names = {p.name for p in (root / "content" / "sources").iterdir()} - set(CAPTURES)
    assert names == {"README", "README-2", "README-3"}


def test_what_a_person_typed_survives_every_later_ingest(tmp_path):
    root = write_archive(tmp_path)
    main(["ingest", "--archive", str(root)])
    path = root / "content" / "articles" / "harbor-ledger-pier-vote.md"
    text = path.read_text("utf-8").replace("title: ", "title: My own ", 1).replace("in a gale", "in a gale, ever")
    path.write_text(text, "utf-8")
    before = texts(root, "articles")
    assert main(["ingest", "--archive", str(root)]) == 0
    assert main(["ingest", "--again", "--archive", str(root)]) == 0
    assert texts(root, "articles") == before


def test_again_rewrites_the_proposal_and_follows_where_nobody_decided(tmp_path):
    root = write_archive(tmp_path)
    main(["ingest", "--archive", str(root)])
    fresh = texts(root, "articles"), texts(root, "proposals")
    name = "harbor-ledger-pier-vote.md"
    # The state an older, poorer reading would have left: no date in proposal and article.
    for folder in ("articles", "proposals"):
        path = root / "content" / folder / name
        lines = path.read_text("utf-8").splitlines(keepends=True)
        poor = "date: unknown\n" if folder == "articles" else "date: {value: unknown}\n"
        path.write_text("".join(poor if line.startswith("date:") else line for line in lines), "utf-8")
    assert main(["ingest", "--again", "--archive", str(root)]) == 0
    assert (texts(root, "articles"), texts(root, "proposals")) == fresh


def test_an_article_whose_head_is_broken_is_not_ingested_twice(tmp_path):
    root = write_archive(tmp_path)
    main(["ingest", "--archive", str(root)])
    path = root / "content" / "articles" / "pier-notice.md"
    path.write_text(path.read_text("utf-8").replace("title:", "title: [", 1), "utf-8")
    main(["ingest", "--archive", str(root)])
    assert len(texts(root, "articles")) == 3


def test_one_bad_file_never_stops_the_others(tmp_path, capsys):
    root = write_archive(tmp_path)
    sources = root / "content" / "sources"
    (sources / "a-empty.txt").write_bytes(b"")
    (sources / "a-junk.bin").write_bytes(bytes(range(256)) * 40)
    assert main(["ingest", "--archive", str(root)]) == 1
    said = capsys.readouterr().err
    assert "content/sources/a-empty.txt" in said and "content/sources/a-junk.bin" in said
    assert len(texts(root, "articles")) == 3


def test_every_block_of_the_capture_stands_in_the_proposal(tmp_path):
    root = write_archive(tmp_path)
    main(["ingest", "--archive", str(root)])
    proposal = texts(root, "proposals")["county-post-pier-money.md"]
    for words in ("Home", "© 2031 County Post", "By Tom Vey", "share the cost of the lights"):
        assert words in proposal
    article = texts(root, "articles")["county-post-pier-money.md"]
    assert "share the cost of the lights" in article
    assert "© 2031" not in article and "Home" not in article


def test_inspect_writes_nothing_and_prints_an_object_a_file(tmp_path, capsys):
    files = []
    for name, text in CAPTURES.items():
        files.append(tmp_path / name)
        files[-1].write_text(text, "utf-8")
    files.append(tmp_path / "missing.txt")
    before = sorted(tmp_path.iterdir())
    assert main(["inspect", "--json", *map(str, files)]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines() if not line.startswith('{"problem"')]
    assert [f["source"] for f in found] == [str(f) for f in files]
    assert set(found[0]) == {
        "source", "title", "subtitle", "authors", "contributors", "date", "date_estimate", "outlet", "section",
        "dateline", "url", "language", "body", "blocks", "evidence", "annotations", "targets",
    }  # fmt: skip
    assert found[0]["title"] == "Council votes to mend the old pier"
    assert found[0]["date"] == "2031-03-04"
    assert found[3]["title"] is None and found[3]["body"] == ""
    assert sorted(tmp_path.iterdir()) == before


def test_inspect_shows_the_values_that_stand_under_evidence_alone(tmp_path, capsys):
    path = tmp_path / "a.html"
    head = '<meta property="article:modified_time" content="2031-03-05T10:00:00Z"><title>x</title>'
    page = "<h1>The quay is open again</h1>" + "<p>The town of Eastport opened its old quay again on Tuesday.</p>" * 3
    path.write_text(f"<!doctype html><html><head>{head}</head><body><article>{page}</article></body></html>", "utf-8")
    main(["inspect", "--json", str(path)])
    found = json.loads(capsys.readouterr().out)
    assert "updated" not in found and found["evidence"]["updated"]["value"] == "2031-03-05"
    main(["inspect", str(path)])
    assert "  updated          2031-03-05   (stated: " in capsys.readouterr().out


def test_inspect_annotations_carry_both_selectors(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text(CAPTURES["harbor-ledger-pier-vote.txt"], "utf-8")
    main(["inspect", "--json", str(path)])
    found = json.loads(capsys.readouterr().out)
    assert found["annotations"]
    for annotation in found["annotations"]:
        quote, position = annotation["target"]["selector"]
        assert found["body"][position["start"] : position["end"]] == quote["exact"]
    assert {"title"} <= set(found["targets"])
    assert found["targets"]["title"]["text"] == found["title"]
    for target in found["targets"].values():
        for annotation in target["annotations"]:
            quote, position = annotation["target"]["selector"]
            assert target["text"][position["start"] : position["end"]] == quote["exact"]


def test_inspect_annotates_titles_and_captions_by_themselves(tmp_path, capsys):
    path = tmp_path / "a.html"
    body = "<p>“We shut it,” said Ana Sol, the mayor of Northfield, at the hall on Monday night after the vote.</p>" * 3
    page = "<h1>Ana Sol shuts the pier of Northfield</h1><figure><img src=a.png>"
    page += f"<figcaption>Mayor Ana Sol at the pier</figcaption></figure>{body}"
    path.write_text(f"<!doctype html><title>x</title><article>{page}</article>", "utf-8")
    main(["inspect", "--json", str(path)])
    targets = json.loads(capsys.readouterr().out)["targets"]
    named = {name: [a["target"]["selector"][0]["exact"] for a in one["annotations"]] for name, one in targets.items()}
    assert named == {"title": ["Ana Sol", "Northfield"], "caption": ["Ana Sol"]}
    assert targets["caption"]["annotations"][0]["target"]["source"] == f"{path}?caption"


def test_inspect_jsonl_answers_every_line(capsys, monkeypatch):
    import io
    import sys

    text = "“It is shut,” said Ana Sol, the mayor of Northfield."
    lines = [
        json.dumps({"id": 7, "text": text}),
        "not json",
        json.dumps({"i": 0, "doc": "d", "pos": 0, "text": "Ana Sol"}),
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    assert main(["inspect", "--jsonl"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers[0]["id"] == 7
    assert [(q["start"], q["end"], q["speaker"]) for q in answers[0]["quotes"]] == [(0, 13, "Ana Sol")]
    assert "line 2" in answers[1]["error"]
    assert answers[2]["i"] == 0 and answers[2]["cluster"]


def test_the_verdict_says_when_sentences_were_left_out():
    readings, _ = read("a.txt", CAPTURES["harbor-ledger-pier-vote.txt"].encode(), known_from(Vocabulary()))
    draft = readings[0].draft
    assert "look at text" not in verdict_line(readings[0])
    last = len(draft.blocks) - 1
    blocks = tuple(replace(b, label="furniture") if n == last else b for n, b in enumerate(draft.blocks))
    body = draft.body.rpartition("\n\n")[0]
    poorer = replace(readings[0], draft=replace(draft, blocks=blocks, body=body))
    words = len(draft.blocks[last].block.text.split())
    assert f"look at text: {words} words that read like sentences were left out" in verdict_line(poorer)


def test_the_verdict_says_when_the_beginning_was_left_out():
    readings, _ = read("a.txt", CAPTURES["harbor-ledger-pier-vote.txt"].encode(), known_from(Vocabulary()))
    draft = readings[0].draft
    first = next(n for n, b in enumerate(draft.blocks) if b.label == "body")
    blocks = tuple(replace(b, label="furniture") if n == first else b for n, b in enumerate(draft.blocks))
    poorer = replace(readings[0], draft=replace(draft, blocks=blocks))
    line = verdict_line(poorer)
    start = draft.blocks[first].block.text[:40]
    assert f"look at text: the line above the first paragraph was left out: “{start}…”" in line
    assert "· good" not in line


def test_a_capture_of_which_little_was_kept_is_a_warning():
    links = "\n\n".join(f"* [Menu entry {n} of the site](https://harbor-ledger.example/menu/{n})" for n in range(150))
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Christmas")
    text = "\n\n".join(
        f"On {day} the council heard from {n + 3} crews of the harbor, who said that the pier could not wait for "
        "another winter, and the mayor promised to write to the county before the end of the month."
        for n, day in enumerate(days)
    )
    capture = f"{links}\n\n# Crews ask for a new pier\n\n{text}\n\n{links}"
    (reading,), problems = read("a.md", capture.encode(), known_from(Vocabulary()))
    share = 100 * sum(len(b.block.text.split()) for b in reading.draft.blocks if b.kept) // reading.draft.words
    assert [shown(p) for p in problems] == [
        f"a.md: warning: only {share}% of the words were kept [text-left-out]\n"
        "    hint: the proposal lists every block with its reason; write into the article what is missing there"
    ]
