"""EDGE: who has a page open: what each of them shows, and the news that wait to be sent."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

from pressmark.problems import Problems, place
from pressmark.text import squeezed


def event(name: str, payload: object) -> bytes:
    """A server-sent event."""
    return f"event: {name}\ndata: {json.dumps(payload)}\n\n".encode()


def news(problems: Problems) -> bytes:
    """The errors as one event."""
    errors = [
        {"place": place(p), "message": squeezed(f"{p.severity}: {p.message} [{p.code}]"), "hint": p.hint}
        for p in problems
        if p.severity == "error"
    ]
    return event("problems", errors)


def mark(page: bytes) -> str:
    """What tells one state of a page from another."""
    return blake2b(page, digest_size=8).hexdigest()


@dataclass(eq=False)
class Reader:
    """One open page: its path, the mark of what it shows, and events for it."""

    path: str
    shows: str
    events: queue.SimpleQueue[bytes] = field(default_factory=queue.SimpleQueue)

    def follow(self, page: bytes) -> bool:
        """Send the page if it is not what the reader sees; whether it was sent."""
        now = mark(page)
        if now == self.shows:
            return False
        self.shows = now
        self.events.put(event("page", {"mark": now, "html": page.decode()}))
        return True


class Readers:
    """All open pages."""

    def __init__(self) -> None:
        self._all: list[Reader] = []
        self._lock = threading.Lock()

    def add(self, reader: Reader) -> None:
        with self._lock:
            self._all.append(reader)

    def remove(self, reader: Reader) -> None:
        with self._lock:
            self._all.remove(reader)

    def all(self) -> tuple[Reader, ...]:
        with self._lock:
            return tuple(self._all)

    def paths(self) -> tuple[str, ...]:
        """The open paths of the site, each once, those opened last first: that is where somebody looks."""
        return tuple(dict.fromkeys(r.path for r in reversed(self.all()) if not r.path.startswith("/")))

    def tell(self, message: bytes, path: str = "") -> None:
        """Send an event to everybody, or to those who have one page open."""
        for reader in self.all():
            if path in ("", reader.path):
                reader.events.put(message)

    def follow(self, path: str, page: Callable[[str], tuple[bytes, bool]]) -> int:
        """Send the page at the path to those who have it open, as far as they see another; how many these are."""
        there = [reader for reader in self.all() if reader.path == path]
        data = page(path)[0] if there else b""
        return sum(reader.follow(data) for reader in there)
