"""EDGE: the archive in memory while somebody edits it: what is served, what is wrong, and who waits for news."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pressmark.disk import refused
from pressmark.pipeline import Loaded, built, load
from pressmark.problems import Problem, Problems, error, in_order, place
from pressmark.text import squeezed
from pressmark.tree import Tree

KEPT_VERSIONS = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the site: its number, its files, what is wrong, and which paths differ from the edition before."""

    number: int
    files: Mapping[str, bytes]
    problems: Problems
    changed: frozenset[str]


def news(edition: Edition) -> bytes:
    """The edition's errors as one server-sent event."""
    errors = [
        {"place": place(p), "message": squeezed(f"{p.severity}: {p.message} [{p.code}]"), "hint": p.hint}
        for p in edition.problems
        if p.severity == "error"
    ]
    return event("problems", errors)


def event(name: str, payload: object) -> bytes:
    return f"event: {name}\ndata: {json.dumps(payload)}\n\n".encode()


@dataclass
class Desk:
    """The one mutable thing while serving: the current edition, swapped whole, and a condition to wait on."""

    root: Path
    ingest: Callable[[], Problems]
    report: Callable[[Edition, float], None]
    condition: threading.Condition = field(default_factory=threading.Condition)
    edition: Edition = Edition(0, {}, (), frozenset())
    history: dict[int, frozenset[str]] = field(default_factory=dict)
    loaded: Loaded | None = None
    good: Tree = ()
    faults: list[Problem] = field(default_factory=list)
    closing: bool = False

    def refresh(self, seconds: Callable[[], float]) -> bool:
        """Bring the edition up to date with the disk; False when nothing that is read has changed.

        A content file that cannot be read is taken as it last was, so its pages stay. What the disk refuses, and what
        fails through our own fault, is told, and the pages stay: the next save may mend it.
        """
        began = seconds()
        faults: list[Problem] = []
        wrong = self._tried(self.ingest, faults) or ()
        loaded = self._tried(lambda: load(self.root), faults)
        if (loaded is None or loaded == self.loaded) and faults == self.faults:
            return False
        self.faults = list(faults)
        result = None
        if loaded is not None:
            self.loaded = loaded
            result = self._tried(lambda: built(loaded, self.good), faults)
        told: Problems = tuple(faults)
        files = dict(self.edition.files)
        if result is not None:
            self.good = result.good
            told += result.problems
            files = {f.path: f.data for f in result.outputs} or files
        self._publish(files, in_order((*wrong, *told)))
        self.report(self.edition, seconds() - began)
        return True

    def _tried(self, work: Callable[[], T], faults: list[Problem]) -> T | None:
        """What the work gives; None, and one more fault, when it raises."""
        try:
            return work()
        except OSError as failure:
            faults.append(refused(self.root, failure))
        except Exception as failure:  # whatever it is, the desk must not close while somebody writes
            said = f"{type(failure).__name__}: {squeezed(str(failure))[:200]}"
            message = f"the pages stay as they were; bringing them up to date failed: {said}"
            hint = "this is a fault of Pressmark: report it with what you last changed; undo that to go on"
            faults.append(error("site", "build-fault", message, hint))
        return None

    def _publish(self, files: Mapping[str, bytes], problems: Problems) -> None:
        """Make these files the current edition, and wake who waits for it."""
        old = self.edition.files
        changed = frozenset(p for p in files.keys() | old.keys() if files.get(p) != old.get(p))
        edition = Edition(self.edition.number + 1, files, problems, changed)
        with self.condition:
            self.history[edition.number] = changed
            self.history.pop(edition.number - KEPT_VERSIONS, None)
            self.edition = edition
            self.condition.notify_all()

    def changed_since(self, number: int) -> frozenset[str] | None:
        """The paths that differ between an edition and the current one; None when that edition is forgotten."""
        paths: set[str] = set()
        for n in range(number + 1, self.edition.number + 1):
            if n not in self.history:
                return None
            paths |= self.history[n]
        return frozenset(paths)

    def wait(self, number: int, timeout: float) -> Edition:
        """The current edition, as soon as its number differs from the given one, or after `timeout` seconds."""
        with self.condition:
            self.condition.wait_for(lambda: self.closing or self.edition.number != number, timeout)
            return self.edition

    def close(self) -> None:
        with self.condition:
            self.closing = True
            self.condition.notify_all()
