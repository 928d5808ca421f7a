"""Whatever was saved, and however often the desk looked in between: what it shows is what a clean build writes."""

import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_archive import write_archive
from test_histories import CHANGES, EXAMPLES, HEALED, files_of

from pressmark.cli import main
from pressmark.ingest import ingest
from pressmark.serve.desk import NOTHING_YET, Desk
from pressmark.serve.readers import Reader, mark

# The desk keeps the last good page of a file that cannot be read; a build has no page of it.
CURES = HEALED | {"a head that cannot be read": "an article of its own"}
OPEN = ("articles/pier-notice.html", "articles/quay.html", "people/ana-sol.html", "topics/pier.html", "index.html")
OF_THE_BUILD = ("nothing remembered", "what is remembered is junk", "a page is lost")
SAVES = sorted(CHANGES.keys() - set(OF_THE_BUILD))


def clean_site(root: Path, folder: Path) -> dict[str, bytes]:
    """What a build from nothing writes for the archive as it is."""
    clean = folder / "archive"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".cache"))
    main(["--archive", str(clean)])
    return {path: data for path, data in files_of(clean / "site").items() if path != "manifest.json"}


def settled(desk: Desk) -> None:
    desk.look()
    while not desk.settle():
        pass


def opened(desk: Desk) -> list[Reader]:
    """Readers of some pages, as they are now."""
    readers = [Reader(path, mark(desk.page(path)[0])) for path in OPEN]
    for reader in readers:
        desk.readers.add(reader)
    return readers


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.lists(st.sampled_from(SAVES), min_size=1, max_size=3), st.booleans()), min_size=1, max_size=5)
)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_desk_shows_what_a_clean_build_writes(tmp_path_factory, history):
    root = write_archive(tmp_path_factory.mktemp("kept"))
    desk = Desk(root, lambda: ingest(root)[1])
    desk.open()
    desk.prepare()
    readers, known = opened(desk), set()
    for changes, behind in history:
        for name in changes:
            CHANGES[name](root)
        desk.look()
        if behind:
            settled(desk)
            known |= {f"articles/{id_}.html" for id_ in desk.shown.archive.record_of}
        for reader in readers:
            page, _ = desk.page(reader.path)
            assert b"<main" in page and page != NOTHING_YET
    for change, cure in CURES.items():
        if any(change in changes for changes, _ in history):
            CHANGES[cure](root)
    settled(desk)
    expected = clean_site(root, tmp_path_factory.mktemp("clean"))
    shows = {path: desk.file(path) for path in expected}
    assert {path for path in expected if shows[path] != expected[path]} == set()
    assert {path for path in known - expected.keys() if desk.file(path) is not None} == set()
    for reader in readers:
        assert reader.shows == mark(desk.page(reader.path)[0]), "who has a page open has been sent its last state"
        while not reader.events.empty():
            assert b"Nothing is built yet" not in reader.events.get()


@pytest.mark.slow
def test_saves_that_come_while_everything_is_derived_are_not_lost(tmp_path_factory):
    root = write_archive(tmp_path_factory.mktemp("kept"))
    desk = Desk(root, lambda: ingest(root)[1])
    desk.open()
    readers, done = opened(desk), threading.Event()

    def behind():
        while not done.is_set():
            desk.settle()
            desk.prepare()

    thread = threading.Thread(target=behind)
    thread.start()
    try:
        for name in ("a body", "an alias", "a headline", "a note", "an article of its own", "a merge", "a body back"):
            CHANGES[name](root)
            desk.look()
            for reader in readers:
                assert b"<main" in desk.page(reader.path)[0]
    finally:
        done.set()
        thread.join()
    settled(desk)
    expected = clean_site(root, tmp_path_factory.mktemp("clean"))
    assert {path for path in expected if desk.file(path) != expected[path]} == set()
    assert all(reader.shows == mark(desk.page(reader.path)[0]) for reader in readers)
