"""EDGE: build.py serve, the editor's desk: live pages on 127.0.0.1, nothing written to site/."""

from __future__ import annotations

import errno
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from pressmark.problems import Problems
from pressmark.serve.desk import Desk
from pressmark.serve.http import REVIEW, DeskServer
from pressmark.serve.watch import Watcher

HOST = "127.0.0.1"
PORT = 8000
TRIES = 20
# A burst of saves is over when none has come for so long.
QUIET_SECONDS = 0.15
SWITCH_SECONDS = 0.001

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


def _settling(desk: Desk, woken: threading.Event) -> None:
    """Bring everything up to date behind the saves, once a burst of them is over."""
    desk.prepare()
    while woken.wait() and not desk.closing:
        woken.clear()
        while woken.wait(QUIET_SECONDS) and not desk.closing:
            woken.clear()
        if desk.settle():
            desk.prepare()
        else:
            woken.set()


def serve(
    root: Path, ingest: Callable[[], Problems], say: Say, *, host: str = HOST, port: int = PORT, poll: bool = False
) -> int:
    """Serve the archive until Ctrl-C. Returns the exit code: 130 after Ctrl-C, 1 when no port is free."""
    desk = Desk(root, ingest, say)
    watcher = Watcher(root, poll=poll)
    watcher.start()
    say("reading the archive")
    desk.open()
    server = listening(desk, host, port, say)
    if server is None:
        say(f"no free port from {port} to {port + TRIES - 1}; choose another with --port")
        watcher.stop()
        return 1
    # Who answers a save must not wait for who brings the rest up to date.
    sys.setswitchinterval(SWITCH_SECONDS)
    woken = threading.Event()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    threading.Thread(target=_settling, args=(desk, woken), daemon=True).start()
    say(f"http://{host}:{server.server_address[1]}/  (Ctrl-C ends; edits are shown as they are saved)")
    say(f"http://{host}:{server.server_address[1]}{REVIEW}  shows what waits for a decision")
    try:
        while True:
            paths = watcher.wait(0.5)
            if paths is None or paths:
                desk.look(paths)
                woken.set()
    except KeyboardInterrupt:
        return 130
    finally:
        desk.close()
        woken.set()
        watcher.stop()
        server.shutdown()
        server.server_close()
