"""EDGE: build.py serve, the editor's desk: live pages on 127.0.0.1, nothing written to site/."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pressmark.problems import Problems, shown
from pressmark.serve.desk import Desk, Edition
from pressmark.serve.http import REVIEW, DeskServer
from pressmark.serve.watch import Watcher

HOST = "127.0.0.1"
PORT = 8000
TRIES = 20

Say = Callable[[str], None]


def listening(desk: Desk, host: str, port: int, say: Say) -> DeskServer | None:
    """A server on the wanted port or the next free one; a busy port is named. None when none of them is free."""
    for candidate in range(port, port + TRIES) if port else [0]:
        try:
            return DeskServer((host, candidate), desk)
        except OSError as failure:
            if failure.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            say(f"port {candidate} is busy; trying {candidate + 1}")
    return None


def _told(say: Say) -> Callable[[Edition, float], None]:
    def report(edition: Edition, seconds: float) -> None:
        errors = [p for p in edition.problems if p.severity == "error"]
        for problem in errors:
            say(shown(problem))
        pages = sum(path.endswith(".html") for path in edition.files)
        state = f"{len(errors)} error{'s' * (len(errors) != 1)}; " if errors else ""
        say(f"{state}{len(edition.changed)} of {len(edition.files)} files changed, {pages} pages, {seconds:.2f} s")

    return report


def serve(
    root: Path, ingest: Callable[[], Problems], say: Say, *, host: str = HOST, port: int = PORT, poll: bool = False
) -> int:
    """Serve the archive until Ctrl-C. Returns the exit code: 130 after Ctrl-C, 1 when no port is free."""
    desk = Desk(root, ingest, _told(say))
    watcher = Watcher(root, poll=poll)
    watcher.start()
    desk.refresh(time.perf_counter)
    server = listening(desk, host, port, say)
    if server is None:
        say(f"no free port from {port} to {port + TRIES - 1}; choose another with --port")
        watcher.stop()
        return 1
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    say(f"http://{host}:{server.server_address[1]}/  (Ctrl-C ends; edits are shown as they are saved)")
    say(f"http://{host}:{server.server_address[1]}{REVIEW}  shows what waits for a decision")
    try:
        while True:
            if watcher.wait(0.5):
                desk.refresh(time.perf_counter)
    except KeyboardInterrupt:
        return 130
    finally:
        desk.close()
        watcher.stop()
        server.shutdown()
        server.server_close()
