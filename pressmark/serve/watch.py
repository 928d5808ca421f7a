"""EDGE: when to look at the disk again, and at what: a burst of saves is one look.

What is compared is content, not events: these say only where to look.
"""

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
# A file that was closed, or moved or deleted, is saved; what follows at once belongs to the same save.
SAVED_SECONDS = 0.004
# One that is still being written, or of which the system does not say when it is closed.
QUIET_SECONDS = 0.06
LONGEST_SECONDS = 0.5
# After so many paths everything is looked at: the system may have dropped events.
MANY = 1000

# Paths below the archive's folder, with forward slashes; None: look at everything.
Paths = frozenset[str] | None


class _Handler(FileSystemEventHandler):
    def __init__(self, watcher: Watcher) -> None:
        self.watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        # A folder is "modified" by whatever happens in it, an editor's swap file included; the file's own event counts.
        if event.event_type in ("opened", "closed_no_write") or (event.is_directory and event.event_type == "modified"):
            return
        # An atomic save is a move: what matters is where it ends (watchdog gives both ends).
        for end in (event.dest_path, event.src_path):
            relative = self.watcher.concerned(Path(str(end))) if end else ""
            if relative:
                self.watcher.mark(
                    relative, folder=event.is_directory, writing=event.event_type in ("created", "modified")
                )


class Watcher:
    """Watches an archive's folders; `wait` says where something was saved, when the burst is over."""

    def __init__(self, root: Path, *, poll: bool = False) -> None:
        self.root = root.resolve()
        self.observer: BaseObserver = PollingObserver(timeout=0.5) if poll else Observer()
        self.condition = threading.Condition()
        self.paths: set[str] = set()
        self.writing: set[str] = set()
        self.everything = False
        self.last = 0.0
        self.watched: set[str] = set()

    def concerned(self, path: Path) -> str:
        """The path below the archive's folder if it is content, template, asset or config, and no editor's litter;
        else ""."""
        try:
            below = path.is_relative_to(self.root)
            found = (path if below else path.resolve()).relative_to(self.root)
        except (ValueError, OSError):
            return ""
        parts = found.parts
        if not parts or any(is_litter(part) for part in parts):
            return ""
        return found.as_posix() if parts[0] in FOLDERS or parts == ("config.yml",) else ""

    def mark(self, path: str, *, folder: bool = False, writing: bool = False) -> None:
        with self.condition:
            self.paths.add(path)
            self.everything = self.everything or folder or len(self.paths) > MANY
            self.writing.add(path) if writing else self.writing.discard(path)
            self.last = time.monotonic()
            self.condition.notify_all()

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

    def wait(self, timeout: float | None = None) -> Paths:
        """The paths at which something was saved (none after `timeout` seconds), once no more events come for a
        moment, or after half a second; None where everything is to be looked at."""
        with self.condition:
            if not self.condition.wait_for(lambda: bool(self.paths), timeout):
                return frozenset()
            began = time.monotonic()
            while (now := time.monotonic()) - began < LONGEST_SECONDS:
                left = self.last + (QUIET_SECONDS if self.writing else SAVED_SECONDS) - now
                if left <= 0:
                    break
                self.condition.wait(left)
            found = None if self.everything else frozenset(self.paths)
            self.paths.clear()
            self.writing.clear()
            self.everything = False
        new = {folder for folder in FOLDERS if (self.root / folder).is_dir()} - self.watched
        self._schedule()
        return None if new else found

    def stop(self) -> None:
        self.observer.stop()
        self.observer.join(1.0)
