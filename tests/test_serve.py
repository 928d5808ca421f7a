"""The editor's desk: what it answers, whom it answers, and what it tells an open page."""

import errno
import http.client
import json
import threading
import time
from pathlib import Path

import pytest
from small_archive import write_archive

from pressmark.ingest import ingest
from pressmark.problems import shown
from pressmark.serve import listening
from pressmark.serve.desk import Desk
from pressmark.serve.http import DeskServer
from pressmark.serve.watch import Watcher

PAGE = "articles/pier-notice.html"


class Running:
    """A desk that is served on a free port for the length of a test."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.desk = Desk(root, lambda: ingest(root)[1], lambda edition, seconds: None)
        self.desk.refresh(time.perf_counter)
        server = listening(self.desk, "127.0.0.1", 0, print)
        assert server is not None
        self.server: DeskServer = server
        self.port = int(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return found

    def events(self, page: str, number: int):
        """The events that an open page gets, as (name, payload)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"/-/events?version={number}&path={page}")
        answer = connection.getresponse()
        name = ""
        while line := answer.readline().decode():
            if line.startswith("event: "):
                name = line[7:].strip()
            elif line.startswith("data: "):
                yield name, json.loads(line[6:])

    def edit(self, old: str, new: str, article: str = "pier-notice") -> None:
        path = self.root / "content" / "articles" / f"{article}.md"
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
        self.desk.refresh(time.perf_counter)


@pytest.fixture
def running(tmp_path):
    found = Running(write_archive(tmp_path))
    yield found
    found.desk.close()
    found.server.shutdown()
    found.server.server_close()


def test_pages_come_from_memory_with_the_desks_script(running):
    status, headers, body = running.get("/")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert b'src="/-/reload.js"' in body
    assert not (running.root / "site").exists()


def test_a_page_that_is_not_there_is_the_404_page(running):
    status, _, body = running.get("/people/nobody.html")
    assert status == 404
    assert b"<h1" in body


@pytest.mark.parametrize("path", ["/.nojekyll", "/../build.py", "/%2e%2e/config.yml", "//etc/passwd", "/content/.x"])
def test_nothing_but_the_site_is_served(running, path):
    assert running.get(path)[0] == 404


def test_the_desk_shows_what_waits_for_a_decision_as_text_alone(running):
    assert "Harbour" not in running.get("/-/review")[2].decode()
    path = running.root / "content/articles/pier-notice.md"
    path.write_text(path.read_text("utf-8").replace("section: unknown", "section: <b>Piers</b>"), "utf-8")
    (running.root / "content/sources/pier-notice.md.yml").write_text("section: Harbour\n", "utf-8")
    ingest(running.root, again=True)
    running.desk.refresh(time.perf_counter)
    status, headers, page = running.get("/-/review")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    text = page.decode()
    assert "things to decide" in text and "content/articles/pier-notice.md:" in text
    assert "<del>section: &lt;b&gt;Piers&lt;/b&gt;</del>\n<ins>section: Harbour</ins>" in text
    assert "python build.py accept w-" in text and "python build.py refuse w-" in text
    assert running.get("/-/review", Host="evil.example")[0] == 403


def test_foreign_hosts_and_origins_are_refused(running):
    assert running.get("/", Host="evil.example")[0] == 403
    assert running.get("/-/events", Origin="http://evil.example")[0] == 403
    status, headers, _ = running.get("/", Origin=f"http://127.0.0.1:{running.port}")
    assert status == 200
    assert "Access-Control-Allow-Origin" not in headers


def test_an_edit_reloads_the_page_that_changed(running):
    number = running.desk.edition.number
    events = running.events(PAGE, number)
    assert next(events) == ("problems", [])
    running.edit("further notice", "the first of May")
    assert next(events)[0] == "reload"
    assert b"the first of May" in running.get("/" + PAGE)[2]


def test_an_edit_elsewhere_leaves_an_open_page_alone(running):
    events = running.events("404.html", running.desk.edition.number)
    next(events)
    running.edit("further notice", "the first of May")
    assert next(events) == ("problems", [])


def test_a_broken_head_is_told_with_its_line_and_the_last_good_page_stays(running):
    events = running.events("404.html", running.desk.edition.number)
    next(events)
    running.edit("title: ", "title: [")
    name, told = next(events)
    assert name == "problems"
    assert told[0]["place"].startswith("content/articles/pier-notice.md:")
    assert running.get("/" + PAGE)[0] == 200
    running.edit("title: [", "title: ")
    assert next(events) == ("problems", [])


def test_a_broken_entity_file_keeps_its_last_good_page(running):
    path = running.root / "content" / "entities" / "ana-sol.md"
    good = path.read_text("utf-8")
    path.write_text(good.replace("name: ", "name: [", 1), "utf-8")
    running.desk.refresh(time.perf_counter)
    assert b"Mayor of Northfield" in running.get("/people/ana-sol.html")[2]
    assert any(p.path == "content/entities/ana-sol.md" for p in running.desk.edition.problems)
    path.write_text(good, "utf-8")
    running.desk.refresh(time.perf_counter)
    assert not any(p.path == "content/entities/ana-sol.md" for p in running.desk.edition.problems)


def test_changed_styles_are_swapped_without_a_reload(running):
    events = running.events(PAGE, running.desk.edition.number)
    next(events)
    (running.root / "assets" / "css").mkdir(parents=True)
    (running.root / "assets" / "css" / "tokens.css").write_text(":root{}")
    running.desk.refresh(time.perf_counter)
    assert next(events) == ("styles", ["assets/css/tokens.css"])


def test_saving_the_same_bytes_again_is_no_news(running):
    path = running.root / "content" / "articles" / "pier-notice.md"
    number = running.desk.edition.number
    path.write_text(path.read_text("utf-8"), "utf-8")
    assert running.desk.refresh(time.perf_counter) is False
    assert running.desk.edition.number == number


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device", "content/proposals/late-word.md"),
            "content/proposals/late-word.md: error: the disk refused: no space left on device [disk]\n"
            "    hint: free some space and try again; the site of the last build stands",
        ),
        (
            RuntimeError("no word for it"),
            "site: error: the pages stay as they were; bringing them up to date failed: RuntimeError: no word for it "
            "[build-fault]\n    hint: this is a fault of Pressmark: report it with what you last changed; "
            "undo that to go on",
        ),
    ],
    ids=["disk", "ours"],
)
def test_whatever_fails_is_told_and_the_pages_stay(running, failure, expected):
    before, whole = dict(running.desk.edition.files), running.desk.ingest

    def fails():
        raise failure

    running.desk.ingest = fails
    assert running.desk.refresh(time.perf_counter) is True
    assert [shown(p) for p in running.desk.edition.problems] == [expected]
    assert dict(running.desk.edition.files) == before
    assert running.desk.refresh(time.perf_counter) is False, "said once, not at every look"
    running.desk.ingest = whole
    assert running.desk.refresh(time.perf_counter) is True
    assert running.desk.edition.problems == ()


def test_a_template_without_end_is_told_and_the_pages_stay(running):
    before = dict(running.desk.edition.files)
    pages = running.root / "templates" / "pages"
    pages.mkdir(parents=True)
    (pages / "about.html").write_text("{% macro on() %}{{ on() }}{% endmacro %}{{ on() }}")
    running.desk.refresh(time.perf_counter)
    assert [p.code for p in running.desk.edition.problems] == ["bad-template"]
    assert dict(running.desk.edition.files) == before
    (pages / "about.html").unlink()
    running.desk.refresh(time.perf_counter)
    assert running.desk.edition.problems == ()


def test_a_capture_dropped_in_the_folder_gets_its_page(running):
    (running.root / "content" / "sources" / "late-word.txt").write_text("Late word\n\nThe pier is open, she said.\n")
    running.desk.refresh(time.perf_counter)
    assert running.get("/articles/late-word.html")[0] == 200


def test_what_is_served_equals_what_a_build_writes(running):
    from pressmark.pipeline import build

    running.edit("further notice", "the first of May")
    build(running.root)
    site = running.root / "site"
    built = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    del built["manifest.json"]
    assert built == dict(running.desk.edition.files)


def test_a_busy_port_is_named_and_the_next_one_taken(running):
    said: list[str] = []
    second = listening(running.desk, "127.0.0.1", running.port, said.append)
    assert second is not None
    assert said[0] == f"port {running.port} is busy; trying {running.port + 1}"
    assert second.server_address[1] > running.port
    second.server_close()


def test_atomic_saves_new_files_and_bursts_are_seen_and_litter_is_not(tmp_path):
    root = write_archive(tmp_path)
    article = root / "content" / "entities" / "ana-sol.md"
    watcher = Watcher(root)
    watcher.start()
    try:
        beside = article.with_name(".ana-sol.md.swp")
        beside.write_text("swap")
        assert watcher.wait(0.3) is False
        beside.write_text(article.read_text("utf-8") + "More.\n", "utf-8")
        beside.replace(article)
        assert watcher.wait(30) is True
        for number in range(30):
            (root / "content" / "entities" / "ana-sol.md").write_text(f"---\nname: Ana\nkind: person\n---\n{number}\n")
        assert watcher.wait(30) is True
        outside = tmp_path / "moved.md"
        outside.write_text("---\nname: Moved\nkind: place\n---\n")
        outside.replace(root / "content" / "entities" / "moved.md")
        assert watcher.wait(30) is True
    finally:
        watcher.stop()
