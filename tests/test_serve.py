"""The editor's desk: what it answers, whom it answers, and what it tells an open page."""

import errno
import http.client
import json
import re
import threading
from pathlib import Path

import pytest
from small_archive import write_archive

from pressmark.cli import main
from pressmark.ingest import ingest
from pressmark.pipeline import build
from pressmark.problems import shown
from pressmark.serve import listening
from pressmark.serve.desk import Desk
from pressmark.serve.http import DeskServer
from pressmark.serve.readers import event
from pressmark.serve.watch import Watcher

PAGE = "articles/pier-notice.html"


class Running:
    """A desk that is served on a free port for the length of a test."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.said: list[str] = []
        self.desk = Desk(root, lambda: ingest(root)[1], self.said.append)
        self.desk.open()
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

    def events(self, page: str):
        """The events that a page gets which was opened just now, as (name, payload)."""
        shows = re.search(rb'data-mark="(\w+)"', self.get("/" + page)[2])
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"/-/events?mark={shows[1].decode() if shows else ''}&path={page}")
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
        self.follow()

    def follow(self) -> bool:
        """Look at everything, and bring all up to date; whether anything that is read had changed."""
        changed = self.desk.look()
        while not self.desk.settle():
            pass
        return changed

    def site(self) -> dict[str, bytes | None]:
        """What the desk shows at every path where a build writes something."""
        build(self.root)
        site = self.root / "site"
        paths = [p.relative_to(site).as_posix() for p in sorted(site.rglob("*")) if p.is_file()]
        return {path: self.desk.file(path) for path in paths if path != "manifest.json"}


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
    assert b'src="/-/desk.js"' in body
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
    running.follow()
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


def test_an_edit_is_sent_to_the_page_that_it_changes(running):
    events = running.events(PAGE)
    assert next(events) == ("problems", [])
    running.edit("further notice", "the first of May")
    name, told = next(events)
    assert name == "page"
    assert "the first of May" in told["html"]
    assert told["html"].encode() == running.desk.file(PAGE)
    assert f'data-mark="{told["mark"]}"'.encode() in running.get("/" + PAGE)[2]


def test_the_page_is_sent_before_anything_else_is_derived(running):
    events = running.events(PAGE)
    next(events)
    path = running.root / "content" / "articles" / "pier-notice.md"
    path.write_text(path.read_text("utf-8").replace("further notice", "the first of May"), "utf-8")
    running.desk.look(frozenset({"content/articles/pier-notice.md"}))
    name, told = next(events)
    assert name == "page"
    assert "the first of May" in told["html"]


def test_a_page_that_changed_while_it_was_loaded_is_sent(running):
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
    connection.request("GET", f"/-/events?mark=0123456789abcdef&path={PAGE}")
    answer = connection.getresponse()
    lines = iter(answer.readline, b"")
    assert b"event: page\n" in lines


def test_an_edit_elsewhere_leaves_an_open_page_alone(running):
    events = running.events("404.html")
    next(events)
    running.edit("further notice", "the first of May")
    running.desk.readers.tell(event("enough", 0))
    assert next(events) == ("enough", 0)


def test_lists_follow_a_headline_at_once(running):
    lists = [running.events(path) for path in ("articles/index.html", "timeline.html", "organizations/northfield.html")]
    for events in lists:
        next(events)
    path = running.root / "content" / "articles" / "county-post-pier-money.md"
    path.write_text(path.read_text("utf-8").replace("Pier to be mended", "The pier, mended", 1), "utf-8")
    running.desk.look(frozenset({"content/articles/county-post-pier-money.md"}))
    for events in lists[:2]:
        name, told = next(events)
        assert name == "page"
        assert "The pier, mended" in told["html"]


def test_a_page_that_comes_to_be_is_sent_to_who_waits_for_it(running):
    events = running.events("articles/quay.html")
    next(events)
    (running.root / "content" / "articles" / "quay.md").write_text("---\ntitle: On the quay\n---\n\nBoats.\n")
    running.follow()
    name, told = next(events)
    assert name == "page"
    assert "On the quay" in told["html"]


def test_a_broken_head_is_told_with_its_line_and_the_last_good_page_stays(running):
    events = running.events("404.html")
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
    running.follow()
    assert b"Mayor of Northfield" in running.get("/people/ana-sol.html")[2]
    assert any(p.path == "content/entities/ana-sol.md" for p in running.desk.problems)
    path.write_text(good, "utf-8")
    running.follow()
    assert not any(p.path == "content/entities/ana-sol.md" for p in running.desk.problems)


def test_changed_styles_are_swapped_without_a_reload(running):
    events = running.events(PAGE)
    next(events)
    (running.root / "assets" / "css").mkdir(parents=True)
    (running.root / "assets" / "css" / "tokens.css").write_text(":root{}")
    running.follow()
    assert next(events) == ("styles", ["assets/css/tokens.css"])


def test_a_changed_script_has_pages_loaded_again(running):
    events = running.events(PAGE)
    next(events)
    (running.root / "assets" / "js").mkdir(parents=True)
    (running.root / "assets" / "js" / "early.js").write_text("// none")
    running.follow()
    assert next(events) == ("reload", None)


def test_saving_the_same_bytes_again_is_no_news(running):
    path = running.root / "content" / "articles" / "pier-notice.md"
    path.write_text(path.read_text("utf-8"), "utf-8")
    assert running.desk.look() is False
    assert running.desk.look(frozenset({"content/articles/pier-notice.md"})) is False


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
    before, whole = running.site(), running.desk.ingest

    def fails():
        raise failure

    running.desk.ingest = fails
    source = running.root / "content" / "sources" / "late-word.txt"
    source.write_text("Late word\n\nThe pier is open, she said.\n")
    running.follow()
    assert [shown(p) for p in running.desk.problems] == [expected]
    assert {path: running.desk.file(path) for path in before} == before
    assert running.said.count(expected) == 1, "said once, not at every look"
    running.desk.ingest = whole
    running.edit("further notice", "the first of May")
    assert running.desk.problems == ()
    assert running.desk.file("articles/late-word.html")


def test_a_template_without_end_is_told_and_the_pages_stay(running):
    before = running.site()
    pages = running.root / "templates" / "pages"
    pages.mkdir(parents=True)
    (pages / "about.html").write_text("{% macro on() %}{{ on() }}{% endmacro %}{{ on() }}")
    running.follow()
    assert [p.code for p in running.desk.problems] == ["bad-template"]
    assert {path: running.desk.file(path) for path in before} == before
    (pages / "about.html").unlink()
    running.follow()
    assert running.desk.problems == ()


def test_a_capture_dropped_in_the_folder_gets_its_page(running):
    (running.root / "content" / "sources" / "late-word.txt").write_text("Late word\n\nThe pier is open, she said.\n")
    running.follow()
    assert running.get("/articles/late-word.html")[0] == 200


def test_a_capture_that_is_taken_away_is_told_as_a_build_tells_it(running, capsys):
    source = running.root / "content" / "sources" / "late-word.txt"
    source.write_text("Late word\n\nThe pier is open, she said.\n")
    running.follow()
    expected = (
        'content/articles/late-word.md:16: warning: there is no capture "content/sources/late-word.txt" '
        "[capture-missing]\n    hint: put the file back, or correct the article's source"
    )
    assert expected not in running.said
    source.unlink()
    running.follow()
    assert running.said.count(expected) == 1
    assert main(["--archive", str(running.root)]) == 0
    assert expected in capsys.readouterr().err
    running.edit("further notice", "the first of May")
    running.edit("Late word", "Too late a word", "late-word")
    assert running.said.count(expected) == 1, "said once, not at every save"
    source.write_text("Late word\n\nThe pier is open, she said.\n")
    running.follow()
    source.unlink()
    running.follow()
    assert running.said.count(expected) == 2


def test_what_is_shown_equals_what_a_build_writes(running):
    running.edit("further notice", "the first of May")
    shows = running.site()
    site = running.root / "site"
    assert len(shows) > 60
    assert shows == {path: (site / path).read_bytes() for path in shows}


def test_a_busy_port_is_named_and_the_next_one_taken(running):
    said: list[str] = []
    second = listening(running.desk, "127.0.0.1", running.port, said.append)
    assert second is not None
    assert said[0] == f"port {running.port} is busy; trying {running.port + 1}"
    assert second.server_address[1] > running.port
    second.server_close()


def test_saves_are_named_and_litter_is_not(tmp_path):
    root = write_archive(tmp_path)
    article = root / "content" / "entities" / "ana-sol.md"
    watcher = Watcher(root)
    watcher.start()
    try:
        beside = article.with_name(".ana-sol.md.swp")
        beside.write_text("swap")
        assert watcher.wait(0.3) == frozenset()
        beside.write_text(article.read_text("utf-8") + "More.\n", "utf-8")
        beside.replace(article)
        assert watcher.wait(30) == {"content/entities/ana-sol.md"}
        for number in range(30):
            (root / "content" / "entities" / f"p-{number}.md").write_text(f"---\nname: P{number}\nkind: person\n---\n")
        seen: set[str] = set()
        while len(seen) < 30:
            found = watcher.wait(30)
            assert found
            seen |= found
        outside = tmp_path / "moved.md"
        outside.write_text("---\nname: Moved\nkind: place\n---\n")
        outside.replace(root / "content" / "entities" / "moved.md")
        assert watcher.wait(30) == {"content/entities/moved.md"}
        (root / "content" / "notes").mkdir()
        assert watcher.wait(30) is None
    finally:
        watcher.stop()
