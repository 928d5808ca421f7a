"""EDGE: when to look at the disk again: a burst of saves is one look, and what is compared is content, not events."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from pressmark.disk import is_litter

FOLDERS = ("content", "templates", "assets", "themes")
# An editor's save is several events within a few milliseconds; a find-and-replace over files, within some more.
QUIET_SECONDS = 0.06
LONGEST_SECONDS = 0.5


class _Handler(FileSystemEventHandler):
    def __init__(self, watcher: Watcher) -> None:
        self.watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        # A folder is "modified" by whatever happens in it, an editor's swap file included; the file's own event counts.
        if event.event_type in ("opened", "closed_no_write") or (event.is_directory and event.event_type == "modified"):
            return
        # An atomic save is a move: what matters is where it ends (watchdog gives both ends).
        ends = [str(p) for p in (event.dest_path, event.src_path) if p]
        if any(self.watcher.concerns(Path(end)) for end in ends):
            self.watcher.mark()


class Watcher:
    """Watches an archive's folders; `wait` returns when something was saved and the burst is over."""

    def __init__(self, root: Path, *, poll: bool = False) -> None:
        self.root = root.resolve()
        self.observer: BaseObserver = PollingObserver(timeout=0.5) if poll else Observer()
        self.dirty = threading.Event()
        self.last = 0.0
        self.watched: set[str] = set()

    def concerns(self, path: Path) -> bool:
        """Whether a path is content, template, asset or config, and no editor's litter."""
        try:
            parts = path.resolve().relative_to(self.root).parts
        except (ValueError, OSError):
            return False
        if not parts or any(is_litter(part) for part in parts):
            return False
        return parts[0] in FOLDERS or parts == ("config.yml",)

    def mark(self) -> None:
        self.last = time.monotonic()
        self.dirty.set()

    def start(self) -> None:
        self.observer.schedule(_Handler(self), str(self.root), recursive=False)
        self._schedule()
        self.observer.start()

    def _schedule(self) -> None:
        for folder in FOLDERS:
            path = self.root / folder
            if folder not in self.watched and path.is_dir():
                self.observer.schedule(_Handler(self), str(path), recursive=True)
                self.watched.add(folder)

    def wait(self, timeout: float | None = None) -> bool:
        """True when something was saved; the call returns once no event came for a moment, or after half a second."""
        if not self.dirty.wait(timeout):
            return False
        began = time.monotonic()
        while time.monotonic() - self.last < QUIET_SECONDS and time.monotonic() - began < LONGEST_SECONDS:
            time.sleep(QUIET_SECONDS / 3)
        self.dirty.clear()
        self._schedule()
        return True

    def stop(self) -> None:
        self.observer.stop()
        self.observer.join(1.0)
