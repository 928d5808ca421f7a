"""What waits for a decision is listed as patches; accepting, refusing and taking back touch that and nothing else."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_archive import CAPTURES, VOTE, article, edit, proposal, write_archive

from pressmark.cli import main
from pressmark.ingest import ingest
from pressmark.pipeline import load, understood
from pressmark.problems import shown
from pressmark.review import accept, refuse, review, undo
from pressmark.waiting import Item, patch


def archive(root: Path) -> Path:
    write_archive(root)
    ingest(root)
    return root


def read_worse(root: Path, *pairs: tuple[str, str]) -> None:
    """The state that an older, poorer reading would have left: other words in the article and its proposal."""
    for folder in ("articles", "proposals"):
        edit(root / "content" / folder / f"{VOTE}.md", *pairs)


def content(root: Path) -> dict[str, bytes]:
    files = sorted(p for p in (root / "content").rglob("*") if p.is_file())
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in files}


def readings(root: Path) -> list[Item]:
    return [item for item in review(root) if item.kind == "reading"]


# ---- what waits -----------------------------------------------------------------------------------------------------


def test_a_paragraph_that_a_person_changed_waits_and_its_neighbours_follow(tmp_path):
    root = archive(tmp_path)
    read_worse(root, ("the piles under", "the pilfs under"), ("stand on it in a gale", "stand on it im a gale"))
    edit(article(root), ("“Nobody will, once", "“Nobody at all will, once"))
    ingest(root, again=True)
    text = article(root).read_text("utf-8")
    assert "the piles under" in text and "stand on it im a gale,” Hale said. “Nobody at all will" in text
    (item,) = readings(root)
    line = text.splitlines().index(next(one for one in text.splitlines() if "Nobody at all" in one)) + 1
    assert (item.path, item.line) == (f"content/articles/{VOTE}.md", line)
    changed = [one for one in patch(item).splitlines() if one[:1] in "+-"]
    assert changed == [
        f"--- a/content/articles/{VOTE}.md",
        f"+++ b/content/articles/{VOTE}.md",
        "-“Nobody should stand on it im a gale,” Hale said. “Nobody at all will, once the gates are shut.”",
        "+“Nobody should stand on it in a gale,” Hale said. “Nobody at all will, once the gates are shut.”",
    ], "the person's words stay in what is proposed"


def test_what_was_accepted_is_written_and_asked_no_more(tmp_path):
    root = archive(tmp_path)
    read_worse(root, ("stand on it in a gale", "stand on it im a gale"))
    edit(article(root), ("“Nobody will, once", "“Nobody at all will, once"))
    ingest(root, again=True)
    before = content(root)
    (item,) = readings(root)
    said = f"accepted {item.id}: content/articles/{VOTE}.md", patch(item).rstrip("\n")
    assert accept(root, [item.id]) == (said, ())
    assert "stand on it in a gale,” Hale said. “Nobody at all will" in article(root).read_text("utf-8")
    assert readings(root) == []
    after = content(root)
    assert {path for path in after if after[path] != before[path]} == {
        f"content/articles/{VOTE}.md", f"content/proposals/{VOTE}.md"
    }  # fmt: skip
    ingest(root, again=True)
    assert content(root) == after
    assert undo(root)[1] == ()
    assert content(root) == before


def test_going_back_on_it_by_hand_is_a_persons_word_too(tmp_path):
    root = archive(tmp_path)
    edit(article(root), ("section: unknown", "section: Piers"))
    (root / f"content/sources/{VOTE}.txt.yml").write_text("section: Harbour\n", "utf-8")
    ingest(root, again=True)
    accept(root, [item.id for item in readings(root)])
    edit(article(root), ("section: Harbour", "section: unknown"))
    before = content(root)
    ingest(root, again=True)
    assert content(root) == before and readings(root) == []


def test_what_was_refused_is_remembered_in_the_article(tmp_path):
    root = archive(tmp_path)
    edit(article(root), ("section: unknown", "section: Piers  # mine"))
    beside = root / f"content/sources/{VOTE}.txt.yml"
    beside.write_text("section: Harbour\n", "utf-8")
    ingest(root, again=True)
    (item,) = readings(root)
    assert item.why == f"section was read as unknown, and is now Harbour ({VOTE}.txt.yml, line 1)"
    before = article(root).read_text("utf-8")
    assert refuse(root, [item.id]) == ((f"refused {item.id}: content/articles/{VOTE}.md",), ())
    assert article(root).read_text("utf-8") == before.replace("\n---\n", f"\nrefused: [{item.id}]\n---\n")
    for _ in range(2):
        assert readings(root) == []
        ingest(root, again=True)
    # Neither does it follow once the article holds the old reading again; another reading is another question.
    edit(article(root), ("section: Piers  # mine", "section: unknown"))
    ingest(root, again=True)
    assert "section: unknown" in article(root).read_text("utf-8") and readings(root) == []
    edit(article(root), ("section: unknown", "section: Mine"))
    beside.write_text("section: Quays\n", "utf-8")
    ingest(root, again=True)
    assert [one.why.partition(" (")[0] for one in readings(root)] == ["section was read as unknown, and is now Quays"]


def test_lists_take_in_what_is_new_item_by_item(tmp_path):
    root = archive(tmp_path)
    for path in (article(root), proposal(root)):
        edit(path, ("Ruben Hale", "Reuben Hall"))
    text = article(root).read_text("utf-8")
    people = next(line for line in text.splitlines() if line.startswith("people:"))
    assert people == "people: [Ana Sol, Reuben Hall]"
    edit(article(root), (people, "people:  # who is in it\n  - Ana Sol # the mayor\n  - Reuben Hall\n  - Bo Vey"))
    ingest(root, again=True)
    wanted = "people:  # who is in it\n  - Ana Sol # the mayor\n  - Ruben Hale\n  - Bo Vey\n"
    assert wanted in article(root).read_text("utf-8")
    assert [item for item in readings(root) if "people" in item.why] == []


def test_a_paragraph_that_a_person_took_away_stays_away(tmp_path):
    root = archive(tmp_path)
    read_worse(root, ("in a gale", "im a gale"))
    text = article(root).read_text("utf-8")
    article(root).write_text(text[: text.index("“Nobody should")].rstrip() + "\n", "utf-8")
    before = article(root).read_text("utf-8")
    ingest(root, again=True)
    assert article(root).read_text("utf-8") == before and readings(root) == []


def test_a_paragraph_that_a_person_moved_stays_where_it_is(tmp_path):
    root = archive(tmp_path)
    read_worse(root, ("in a gale", "im a gale"))
    head, fence, body = article(root).read_text("utf-8").partition("\n---\n\n")
    parts = body.strip().split("\n\n")
    article(root).write_text(head + fence + "\n\n".join([parts[-1], *parts[:-1]]) + "\n", "utf-8")
    ingest(root, again=True)
    (item,) = readings(root)
    accept(root, [item.id])
    now = article(root).read_text("utf-8").partition("\n---\n\n")[2].strip().split("\n\n")
    assert now == [parts[-1].replace("im a gale", "in a gale"), *parts[:-1]]


def test_a_reviewed_article_waits_in_everything(tmp_path):
    root = archive(tmp_path)
    read_worse(root, ("in a gale", "im a gale"), ("Hale, the harbor", "Hale,, the harbor"))
    edit(article(root), ("status: unreviewed", "status: reviewed"))
    before = article(root).read_bytes()
    ingest(root, again=True)
    assert article(root).read_bytes() == before
    assert len(readings(root)) == 2
    accept(root, [item.id for item in readings(root)])
    text = article(root).read_text("utf-8")
    assert "in a gale" in text and "Hale, the harbor" in text and readings(root) == []
    (line,) = undo(root)[0]
    assert line.startswith("took back: accepted w-") and line.count(" w-") == 2
    assert article(root).read_bytes() == before and len(readings(root)) == 2


def test_a_patch_can_be_given_to_git(tmp_path):
    root = archive(tmp_path)
    read_worse(root, ("in a gale", "im a gale"))
    edit(article(root), ("Nobody will", "Nobody at all will"))
    article(root).write_bytes(article(root).read_bytes().rstrip(b"\n"))
    ingest(root, again=True)
    (item,) = readings(root)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    subprocess.run(["git", "apply", "-"], input=patch(item).encode(), cwd=root, check=True)
    assert article(root).read_text("utf-8") == item.after


def test_an_estimate_of_a_date_is_proposed(tmp_path):
    root = write_archive(tmp_path)
    report = CAPTURES[f"{VOTE}.txt"].replace("March 4, 2031\n\n", "")
    report += "\nA hearing will be held on the plan next week, on March 12, 2031, the council said in its notice.\n"
    (root / f"content/sources/{VOTE}.txt").write_text(report, "utf-8")
    ingest(root)
    (item,) = [item for item in review(root) if item.kind == "date"]
    assert item.why.startswith("no date is printed; probably ")
    before = content(root)
    accept(root, [item.id])
    assert re.search(r"^date: 2031-03-0\d/2031-03-\d\d$", article(root).read_text("utf-8"), re.M)
    assert [one for one in review(root) if one.kind == "date"] == []
    undo(root)
    assert content(root) == before
    refuse(root, [item.id])
    assert [one for one in review(root) if one.kind == "date"] == []


def test_a_further_capture_is_listed_or_gets_an_article_of_its_own(tmp_path):
    root = archive(tmp_path)
    edit(article(root), ("status: unreviewed", "status: reviewed"))
    other = CAPTURES[f"{VOTE}.txt"].replace("a third", "half")
    (root / "content/sources/pier-vote-later.txt").write_text(other, "utf-8")
    ingest(root)
    before = content(root)
    (item,) = [item for item in review(root) if item.kind == "version"]
    assert item.why == "content/sources/pier-vote-later.txt is another capture of this article"
    accept(root, [item.id])
    assert "versions: [sources/pier-vote-later.txt]\n" in article(root).read_text("utf-8")
    undo(root)
    assert content(root) == before
    refuse(root, [item.id])
    assert not proposal(root, f"{VOTE}--2").exists()
    ingest(root)
    assert "status: unreviewed" in article(root, "pier-vote-later").read_text("utf-8")
    after = content(root)
    ingest(root, again=True)
    assert content(root) == after


def test_undo_takes_the_article_away_that_a_refusal_made_unless_somebody_worked_on_it(tmp_path):
    root = archive(tmp_path)
    edit(article(root), ("status: unreviewed", "status: reviewed"))
    (root / "content/sources/pier-vote-later.txt").write_text(
        CAPTURES[f"{VOTE}.txt"].replace("a third", "half"), "utf-8"
    )
    ingest(root)
    before = content(root)
    (item,) = [item for item in review(root) if item.kind == "version"]
    refuse(root, [item.id])
    ingest(root)
    lines, problems = undo(root)
    assert (lines[1:], problems) == (
        (
            "deleted content/articles/pier-vote-later.md: it was made because of that",
            "deleted content/proposals/pier-vote-later.md: it was made because of that",
        ),
        (),
    )
    assert content(root) == before
    assert [one.id for one in review(root) if one.kind == "version"] == [item.id]
    refuse(root, [item.id])
    ingest(root)
    edit(article(root, "pier-vote-later"), ("section: unknown", "section: Piers"))
    after = content(root)
    lines, problems = undo(root)
    assert lines == () and [shown(p) for p in problems] == [
        "content/articles/pier-vote-later.md: error: this article was made because of what is to be taken back, and"
        " somebody worked on it since [changed-since]\n    hint: take it back by hand: list the capture under versions"
        " in the other article, and delete this one"
    ]
    assert content(root) == after


def test_a_likely_copy_is_proposed_where_something_tells_the_direction(tmp_path):
    root = write_archive(tmp_path, captures={})
    for outlet, day, title in (("Seaboard Wire", "06", "Pier to be mended"), ("County Post", "04", "Old pier saved")):
        text = "".join(f"<p>{part}</p>" for part in CAPTURES[f"{VOTE}.txt"].split("\n\n")[3:])
        page = (
            f"<html lang='en'><head><title>{title}</title><meta property='og:title' content='{title}'>"
            f"<meta property='og:site_name' content='{outlet}'>"
            f"<meta property='article:published_time' content='2031-03-{day}T08:00:00Z'></head>"
            f"<body><article><h1>{title}</h1>{text}{text.replace('the', 'some')}</article></body></html>"
        )
        name = f"{outlet.lower().replace(' ', '-')}-pier-report.html"
        (root / "content/sources").mkdir(exist_ok=True)
        (root / "content/sources" / name).write_text(page, "utf-8")
        ingest(root)
    (item,) = [item for item in review(root) if item.kind == "copy"]
    assert item.path == "content/articles/seaboard-wire-pier-report.md"
    assert item.why.startswith("looks like a copy of content/articles/county-post-pier-report.md: ")
    accept(root, [item.id])
    assert "\nrepublished_from: county-post-pier-report\n" in (root / item.path).read_text("utf-8")
    assert [one for one in review(root) if one.kind == "copy"] == []
    undo(root)
    refuse(root, [item.id])
    assert [one for one in review(root) if one.kind == "copy"] == []


def test_a_note_that_lost_its_words_is_hung_up_again(tmp_path):
    root = archive(tmp_path)
    notes = root / "content/notes" / f"{VOTE}.yml"
    notes.parent.mkdir(exist_ok=True)
    text = (
        "# ours\n- id: n-1\n  kind: comment\n  target: {exact: 'stand on it in a gail', in: body}  # so\n  text: Who?\n"
    )
    notes.write_text(text, "utf-8")
    (item,) = [item for item in review(root) if item.kind == "note"]
    before = content(root)
    accept(root, [item.id])
    assert notes.read_text("utf-8") == text.replace("'stand on it in a gail'", '"stand on it in a gale"')
    assert [one for one in review(root) if one.kind == "note"] == []
    undo(root)
    assert content(root) == before


# ---- the command line -----------------------------------------------------------------------------------------------


def test_the_commands_say_what_they_do(tmp_path, capsys):
    root = archive(tmp_path)
    edit(article(root), ("section: unknown", "section: Piers"))
    (root / f"content/sources/{VOTE}.txt.yml").write_text("section: Harbour\n", "utf-8")
    ingest(root, again=True)
    (item,) = readings(root)
    there = ["--archive", str(root)]
    assert main(["review", "--json", *there]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["id"], first["file"], first["line"]) == (item.id, item.path, item.line)
    assert first["patch"] == patch(item)
    assert main(["review", *there]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{item.id}  {item.path}:{item.line}\n    section was read as unknown, and is now Harbour")
    assert "\n-section: Piers\n+section: Harbour\n" in said
    assert main(["accept", item.id, *there]) == 0
    assert capsys.readouterr().out == f"accepted {item.id}: {item.path}\n{patch(item)}"
    assert main(["undo", *there]) == 0
    assert capsys.readouterr().out == f"took back: accepted {item.id} ({item.path}, content/proposals/{VOTE}.md)\n"
    assert main(["undo", *there]) == 1
    assert capsys.readouterr().err == (
        "content: error: there is no decision to take back [nothing-to-undo]\n"
        "    hint: only what accept and refuse wrote on this machine can be taken back; git knows the rest\n"
    )
    assert main(["refuse", "w-0000000", *there]) == 1
    assert capsys.readouterr().err == (
        'content: error: nothing waits under the id "w-0000000" [nothing-waits]\n'
        "    hint: build.py review lists what waits, each with its id\n"
    )


def test_what_cannot_be_written_safely_is_left_to_a_person(tmp_path):
    root = archive(tmp_path)
    edit(article(root), ("section: unknown", "section: |  # mine\n  Piers"))
    (root / f"content/sources/{VOTE}.txt.yml").write_text("section: Harbour\n", "utf-8")
    ingest(root, again=True)
    (item,) = readings(root)
    assert (item.after, patch(item)) == (None, "")
    before = content(root)
    lines, problems = accept(root, [item.id])
    assert lines == () and content(root) == before
    assert [shown(p) for p in problems] == [
        f'{item.path}:{item.line}: error: "{item.id}" cannot be written here safely [cannot-write]\n'
        f"    hint: {item.why}: write it by hand; or refuse it"
    ]


def test_a_file_that_was_changed_since_is_not_taken_back(tmp_path):
    root = archive(tmp_path)
    edit(article(root), ("section: unknown", "section: Piers"))
    (root / f"content/sources/{VOTE}.txt.yml").write_text("section: Harbour\n", "utf-8")
    ingest(root, again=True)
    (item,) = readings(root)
    refuse(root, [item.id])
    edit(article(root), ("status: unreviewed", "status: reviewed"))
    before = content(root)
    assert [shown(p) for p in undo(root)[1]] == [
        f'{item.path}: error: "refused {item.id}" cannot be taken back: this file was changed since [changed-since]\n'
        "    hint: take it back by hand; or delete .cache/undo/000001.json to go on to the decision before"
    ]
    (root / ".cache/undo/000001.json").write_text("{", "utf-8")
    assert [shown(p) for p in undo(root)[1]] == [
        ".cache/undo/000001.json: error: this record of a decision cannot be read [bad-journal]\n"
        "    hint: delete it to go on to the one before"
    ]
    assert content(root) == before


# ---- a long life ----------------------------------------------------------------------------------------------------

STEPS = (
    "inside", "paragraph", "drop", "swap", "comment", "value", "item", "trailing", "crlf", "review", "confirm",
    "worse", "label", "names", "given", "again", "accept", "refuse", "undo",
)  # fmt: skip
step = st.tuples(st.sampled_from(STEPS), st.integers(0, 2), st.integers(0, 40))


def by_hand(root: Path, what: str, path: Path, at: int, mark: str) -> None:
    """One thing that a person does to an article; `mark` is the word that they type."""
    text = path.read_bytes().decode()
    end = "\r\n" if "\r\n" in text else "\n"
    head, fence, body = text.replace("\r\n", "\n").partition("\n---\n")
    lines, parts = head.split("\n"), body.strip("\n").split("\n\n")
    named = [n for n, line in enumerate(lines) if re.match(r"(title|section|dateline|url): \S+", line)]
    lists = [n for n, line in enumerate(lines) if re.match(r"(people|places|organizations): \[.+\]$", line)]
    if what == "inside":
        words = parts[at % len(parts)].split(" ")
        words.insert(at % len(words) + 1, mark)
        parts[at % len(parts)] = " ".join(words)
    elif what == "paragraph":
        parts.insert(at % (len(parts) + 1), f"{mark} wrote this.")
    elif what == "drop" and "hand" not in parts[at % len(parts)]:
        parts.pop(at % len(parts))
    elif what == "swap":
        parts.insert(at % len(parts), parts.pop())
    elif what == "comment":
        lines.insert(at % len(lines) + 1, f"# {mark}")
    elif what == "value" and named and "hand" not in lines[named[at % len(named)]]:
        lines[named[at % len(named)]] = lines[named[at % len(named)]].partition(" ")[0] + " " + mark
    elif what == "item" and lists:
        lines[lists[at % len(lists)]] = lines[lists[at % len(lists)]][:-1] + f", {mark}]"
    elif what == "trailing" and named and "#" not in lines[named[at % len(named)]]:
        lines[named[at % len(named)]] += f"  # {mark}"
    elif what == "crlf":
        end = "\r\n" if end == "\n" else "\n"
    elif what == "review":
        lines = [re.sub(r"^status: .*", "status: reviewed", one) for one in lines]
    elif what == "confirm" and not any(one.startswith("confirmed:") for one in lines):
        lines.append(f"confirmed: {{{('text', 'title', 'people')[at % 3]}: {mark}}}")
    path.write_bytes(("\n".join(lines) + fence + "\n" + "\n\n".join(parts) + "\n").replace("\n", end).encode())


def by_machine(root: Path, what: str, at: int) -> None:
    """Another reading than the next one will be: what an older Pressmark would have left, where nobody typed."""
    if what == "given":
        beside = root / f"content/sources/{VOTE}.txt.yml"
        beside.write_text(f"section: Given {at}\ntitle: Given title {at}\n", "utf-8")
        return
    for path in (root / "content/proposals").glob("*.md"):
        head, fence, body = path.read_text("utf-8").partition("\n---\n")
        if what == "worse":
            body = body.replace((" the ", " of ", " it ")[at % 3], " thee ")
        elif what == "label":
            found = list(re.finditer(r"^::: (body|furniture)", body, re.M))
            one = found[at % len(found)] if found else None
            if one:
                body = body[: one.start(1)] + ("caption", "furniture", "body")[at % 3] + body[one.end(1) :]
        else:
            head = re.sub(
                r"\b(Ana Sol|Northfield)\b", ("Ana Soll", "Northfeld", "Old Pier")[at % 3], head, count=at % 4
            )
        path.write_text(head + fence + body, "utf-8")


def typed(root: Path) -> dict[str, list[str]]:
    held = {path: data.decode() for path, data in content(root).items() if "/proposals/" not in path}
    return {path: sorted(re.findall(r"hand\d+", text)) for path, text in held.items()}


def decide(root: Path, what: str, at: int) -> None:
    items = review(root)
    before = content(root)
    if what == "undo":
        undo(root)
        return
    if not items:
        return
    item = items[at % len(items)]
    lost = set(re.findall(r"hand\d+", item.before)) - set(re.findall(r"hand\d+", item.after or item.before))
    shown_lines = [line for line in patch(item).splitlines() if line.startswith("-")]
    lines, _ = (accept if what == "accept" else refuse)(root, [item.id])
    after = content(root)
    words = set(re.findall(r"hand\d+", "".join(data.decode() for p, data in after.items() if "/proposals/" not in p)))
    for word in set(re.findall(r"hand\d+", "".join(d.decode() for p, d in before.items() if "/proposals/" not in p))):
        assert word in words or (word in lost and any(word in line for line in shown_lines)), f"{word} is lost"
    if lines:
        assert item.id not in {one.id for one in review(root)}
        assert undo(root)[1] == ()
        assert content(root) == before
        (accept if what == "accept" else refuse)(root, [item.id])
        assert content(root) == after
    else:
        assert after == before


def lived_in(root: Path, steps: list[tuple[str, int, int]]) -> None:
    archive(root)
    for number, (what, which, at) in enumerate(steps):
        paths = sorted((root / "content/articles").glob("*.md"))
        if what in ("accept", "refuse", "undo"):
            decide(root, what, at)
        elif what == "again":
            before = typed(root)
            refused = {path: re.findall(r"^refused: .*$", path.read_text("utf-8"), re.M) for path in paths}
            asked = {item.id for item in review(root)}
            ingest(root, again=True)
            assert typed(root) == before
            assert {path: re.findall(r"^refused: .*$", path.read_text("utf-8"), re.M) for path in paths} == refused
            said_no = {id_ for lines in refused.values() for line in lines for id_ in re.findall(r"w-\w+", line)}
            assert not said_no & {item.id for item in review(root)}
            held = content(root)
            ingest(root, again=True)
            assert content(root) == held, "a second run changes nothing"
            assert asked is not None
        elif what in ("worse", "label", "names", "given"):
            by_machine(root, what, at)
        else:
            by_hand(root, what, paths[which % len(paths)], at, f"hand{number}")


ENOUGH = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


@pytest.mark.slow
@settings(max_examples=40, **ENOUGH)
@given(st.lists(step, min_size=4, max_size=14))
def test_decisions_lose_no_word_and_are_taken_back_byte_for_byte(tmp_path_factory, steps):
    root = tmp_path_factory.mktemp("lived")
    lived_in(root, [*steps, ("again", 0, 0), ("accept", 0, 0), ("refuse", 0, 1), ("again", 0, 0)])
    shutil.rmtree(root)


# ---- persons who may be one -----------------------------------------------------------------------------------------


def with_two_forms(root: Path) -> Path:
    sources = root / "content" / "sources"
    sources.mkdir(parents=True)
    (sources / "one.txt").write_text("The pier opens\n\nMayor James Tarn opened the pier in Norway.\n", "utf-8")
    (sources / "two.txt").write_text("The pier closes\n\nMayor Jim Tarn closed the pier in Norway.\n", "utf-8")
    ingest(root)
    return root


def asked_merges(root: Path) -> list[Item]:
    return [item for item in review(root) if item.kind == "merge"]


def test_two_forms_of_a_given_name_are_asked_about_with_reasons(tmp_path):
    (item,) = asked_merges(with_two_forms(tmp_path))
    assert item.why == (
        "Jim Tarn (1 article) may be James Tarn (1 article): James and Jim are forms of one given name; "
        "both are named with Norway"
    )
    assert patch(item).endswith("@@ -0,0 +1,5 @@\n+---\n+name: James Tarn\n+kind: person\n+aliases: [Jim Tarn]\n+---\n")


def test_accepting_a_merge_writes_an_alias_and_both_are_one(tmp_path):
    (item,) = asked_merges(with_two_forms(tmp_path))
    _, problems = accept(tmp_path, [item.id])
    assert (problems, asked_merges(tmp_path)) == ((), [])
    assert "aliases: [Jim Tarn]" in (tmp_path / "content/entities/james-tarn.md").read_text("utf-8")
    undo(tmp_path)
    assert not (tmp_path / "content/entities/james-tarn.md").exists()


def test_a_refused_merge_is_remembered_as_distinct(tmp_path):
    (item,) = asked_merges(with_two_forms(tmp_path))
    _, problems = refuse(tmp_path, [item.id])
    assert (problems, asked_merges(tmp_path)) == ((), [])
    assert "distinct_from: [jim-tarn]" in (tmp_path / "content/entities/james-tarn.md").read_text("utf-8")


def test_a_merge_goes_into_the_file_that_is_there(tmp_path):
    root = with_two_forms(tmp_path)
    file = root / "content" / "entities" / "jim-tarn.md"
    file.parent.mkdir()
    file.write_text("---\nname: Jim Tarn  # as all say\nkind: person\naliases: [J. Tarn]\n---\n\nA mayor.\n", "utf-8")
    (item,) = asked_merges(root)
    accept(root, [item.id])
    assert file.read_text("utf-8") == (
        "---\nname: Jim Tarn  # as all say\nkind: person\naliases: [J. Tarn, James Tarn]\n---\n\nA mayor.\n"
    )
    assert asked_merges(root) == []


def test_two_people_of_one_name_are_held_apart_and_asked_about(tmp_path):
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    for id_, name in (("one", "Ida M. Voss"), ("two", "Ida K. Voss"), ("three", "Ida Voss")):
        text = f"---\ntitle: {id_}\npeople: [{name}]\n---\n\n{name} read. {name} left.\n"
        (folder / f"{id_}.md").write_text(text, "utf-8")
    asked = asked_merges(tmp_path)
    assert [item.why for item in asked] == [
        "Ida Voss (1 article) may be Ida K. Voss (1 article): the one name says less than the other",
        "Ida Voss (1 article) may be Ida M. Voss (1 article): the one name says less than the other",
    ]
    accept(tmp_path, [asked[0].id])
    assert asked_merges(tmp_path) == []


def test_an_initial_is_asked_to_join_the_name_that_is_written_out(tmp_path):
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    for id_, name in (("one", "J. R. Wendle"), ("two", "J. R. Wendle"), ("three", "Joan Wendle")):
        text = f"---\ntitle: {id_}\npeople: [{name}]\n---\n\n{name} read. {name} left.\n"
        (folder / f"{id_}.md").write_text(text, "utf-8")
    asked = asked_merges(tmp_path)
    assert [item.path for item in asked] == ["content/entities/joan-wendle.md"]
    assert "aliases: [J. R. Wendle]" in (asked[0].after or "")


def test_a_name_of_several_kinds_is_asked_about_and_is_one_then(tmp_path):
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    for id_, key in (("one", "places"), ("two", "places"), ("three", "organizations")):
        text = f"---\ntitle: {id_}\n{key}: [Wendlemere]\n---\n\nIt rained on Wendlemere. It was in Wendlemere.\n"
        (folder / f"{id_}.md").write_text(text, "utf-8")
    (item,) = [item for item in review(tmp_path) if item.kind == "kind"]
    assert (item.path, item.article) == ("content/entities/wendlemere.md", "content/articles/three.md")
    assert item.why == (
        "Wendlemere is a place in 2 articles and an organization in 1 article: "
        "if that is one, this file says what it is; else refuse"
    )
    accept(tmp_path, [item.id])
    archive = understood(load(tmp_path))[0]
    assert [(e.id, e.kind, len(archive.mentioning[e.id])) for e in archive.entities] == [("wendlemere", "place", 3)]
    assert [i for i in review(tmp_path) if i.kind == "kind"] == []
    undo(tmp_path)
    refuse(tmp_path, [item.id])
    assert [i for i in review(tmp_path) if i.kind == "kind"] == []
    assert item.id in (folder / "three.md").read_text("utf-8")


def test_two_files_are_left_to_a_person(tmp_path):
    root = with_two_forms(tmp_path)
    (root / "content" / "entities").mkdir()
    for name in ("James", "Jim"):
        text = f"---\nname: {name} Tarn\nkind: person\n---\n"
        (root / "content" / "entities" / f"{name.lower()}-tarn.md").write_text(text, "utf-8")
    (item,) = asked_merges(root)
    assert item.after is None
    refuse(root, [item.id])
    assert asked_merges(root) == []
