"""What the desk does before and between whole derivations: one record made anew, some files looked at, a newer save."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import NOTICE, VOTE, article, edit, write_archive
from test_kept import BODIES, FILES, HEAD, loaded

from pressmark.cli import main
from pressmark.kept import Kept
from pressmark.pipeline import load, understood
from pressmark.serve.desk_kept import DeskKept, NewerSave, kept_by_desk
from pressmark.serve.quick import quickened, standing
from pressmark.serve.shelf import ingest_due, looked, saved, with_files
from pressmark.tree import File


def derived(files):
    kept = Kept()
    archive, _, _ = understood(loaded(files), kept=kept)
    return archive, standing(archive, kept)


def text_of(title: str, body: str) -> str:
    return HEAD.format("Ana Sol").replace("---\n", f"---\ntitle: {title}\n", 1) + body + "\n"


@given(
    st.sampled_from(sorted(FILES)), st.sampled_from(["The pier", "Ana Sol speaks"]), st.sampled_from(BODIES),
    st.sampled_from(BODIES),
)  # fmt: skip
def test_one_record_made_anew_is_the_one_that_a_whole_derivation_gives(path, title, first, then):
    files = FILES | {path: text_of("Before", first)}
    archive, known = derived(files)
    text = text_of(title, f"{then}\n\n“We will see,” Ana Sol said.")
    quick, problems = quickened(archive, known, [File(f"content/{path}", text.encode())])
    expected, _ = derived(FILES | {path: text})
    id_ = path.rpartition("/")[2].removesuffix(".md")
    alone = replace(quick.record_of[id_], passages=(), one_text=expected.record_of[id_].one_text)
    assert alone == replace(expected.record_of[id_], passages=())
    assert problems == ()
    others = [r for r in quick.records if r.article.id != id_]
    assert all(r is archive.record_of[r.article.id] for r in others), "nothing else is touched"


def test_what_is_shared_stays_where_its_words_still_stand():
    shared = "The council voted to mend the old pier before the winter storms return, ending two years of argument."
    files = {f"articles/piece-{n}.md": text_of("T", f"Words of {n}.\n\n{shared}") for n in range(2)}
    archive, known = derived(files)
    (passage,) = archive.record_of["piece-0"].passages
    moved = text_of("T", f"A longer beginning than it was.\n\n{shared}")
    quick, _ = quickened(archive, known, [File("content/articles/piece-0.md", moved.encode())])
    record = quick.record_of["piece-0"]
    assert [record.article.text[p.start : p.end] for p in record.passages] == [shared[: passage.end - passage.start]]
    gone = text_of("T", "Other words altogether.")
    quick, _ = quickened(archive, known, [File("content/articles/piece-0.md", gone.encode())])
    assert quick.record_of["piece-0"].passages == ()


def test_names_that_nothing_bears_yet_are_left_out_until_all_is_derived():
    archive, known = derived(FILES)
    text = HEAD.format("Nobody Known").replace("outlet: Harbor Ledger", "outlet: A New One\nauthors: [Zoe Quill]")
    text = text.replace("outlet:", "stories: [A new story]\ntopics: [news]\noutlet:")
    quick, _ = quickened(archive, known, [File("content/articles/piece-0.md", (text + "Words.\n").encode())])
    record = quick.record_of["piece-0"]
    assert (record.outlet, record.authors, record.stories, record.topics, record.listed) == ("", (), (), (), ())


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\n\nWords.\n", "---\nstatus: draft\n---\n\nWords.\n", "\xff"])
def test_a_file_that_cannot_be_shown_changes_nothing_at_once(text):
    archive, known = derived(FILES)
    quick, _ = quickened(archive, known, [File("content/articles/piece-0.md", text.encode("latin-1"))])
    assert quick is archive


def test_a_newer_save_ends_a_derivation_and_what_it_came_to_is_kept():
    kept = DeskKept()
    kept.newer.set()
    with pytest.raises(NewerSave):
        understood(loaded(FILES), kept=kept)
    assert len(kept.local) == 1
    kept.newer.clear()
    archive, problems, _ = understood(loaded(FILES), kept=kept)
    expected, said, _ = understood(loaded(FILES))
    assert (archive.records, problems) == (expected.records, said)


def test_passages_are_brought_up_to_date_from_an_index():
    kept = kept_by_desk(Kept())
    understood(loaded(FILES), kept=kept)
    kept.prepare()
    assert kept.index is not None
    shared = BODIES[1]
    for files in (
        FILES | {"articles/piece-5.md": text_of("T", shared)},
        FILES,
        {**FILES, "articles/piece-0.md": shared},
    ):
        archive, _, _ = understood(loaded(files), kept=kept)
        assert archive.records == understood(loaded(files))[0].records
        assert kept.index is not None, "nothing was compared from nothing"


@pytest.fixture
def root(tmp_path):
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    return root


def test_a_look_at_what_was_saved_is_a_look_at_everything(root):
    before = load(root)
    edit(article(root), ("voted on Tuesday", "voted on Monday"))
    article(root, NOTICE).unlink()
    (root / "content" / "notes").mkdir()
    (root / "content" / "notes" / "new.yml").write_text("- id: [")
    (root / "content" / "sources" / "new.txt").write_text("New.")
    (root / "config.yml").write_text("title: Other\n")
    (root / "templates").mkdir()
    (root / "templates" / "base.html").write_text("none")
    names = ("articles/harbor-ledger-pier-vote.md", "articles/pier-notice.md", "notes/new.yml", "sources/new.txt")
    paths = frozenset({*(f"content/{name}" for name in names), "config.yml", "templates/base.html"})
    found, where = looked(root, before, paths)
    assert where == paths
    assert found == load(root)
    changed = {path for path, _ in saved(before, found)}
    assert changed == {path for path, _ in saved(before, found, paths)}
    assert "content/articles/pier-notice.md" in changed and "content/sources/new.txt" not in changed


@pytest.mark.parametrize("name", ["content/stray.md", "content/articles/link.md"])
def test_what_only_a_look_at_everything_reports_has_everything_looked_at(root, name):
    before = load(root)
    (root / name).symlink_to("/etc/hostname") if "link" in name else (root / name).write_text("stray")
    assert looked(root, before, frozenset({name})) == (load(root), None)


def test_captures_are_read_when_what_is_said_of_them_may_have_changed(root):
    before = load(root)
    assert not ingest_due(before, load(root))
    edit(article(root, VOTE), ("title: ", "subtitle: x\ntitle: "))
    assert not ingest_due(before, load(root)), "a line of a head that is not about captures"
    article(root, NOTICE).unlink()
    assert ingest_due(before, load(root))
    again = load(root)
    (root / "content" / "sources" / "new.txt").write_text("New.")
    assert ingest_due(again, load(root))


def test_files_take_their_places_in_a_tree():
    tree = (File("a", b"1"), File("c", b"3"))
    assert with_files(tree, [("b", File("b", b"2")), ("c", None), ("x", None)]) == (File("a", b"1"), File("b", b"2"))
    assert with_files(tree, [("a", File("a", b"1"))]) is tree
