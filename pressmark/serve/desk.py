"""EDGE: the archive in memory while somebody edits it: what is shown, what is wrong, and who is told of it.

A save is followed in two steps. At once, the record of the article is made anew and the pages that are open in browsers
are sent (`look`); behind that, everything is derived as a build does, from what was kept, and open pages that differ
are sent again (`settle`).
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from pressmark import derived
from pressmark.archive import Archive
from pressmark.config import Config, parse_config
from pressmark.disk import locked, refused
from pressmark.pipeline import Loaded, in_theme, may_show, understood
from pressmark.problems import Problem, Problems, error, in_order, shown
from pressmark.render import Renderer, TemplateFault
from pressmark.serve.desk_kept import DeskKept, NewerSave, kept_by_desk
from pressmark.serve.quick import Standing, quickened, standing
from pressmark.serve.readers import Reader, Readers, event, news
from pressmark.serve.shelf import Saved, ingest_due, looked, saved
from pressmark.serve.shown import Shown
from pressmark.serve.watch import Paths
from pressmark.stamp import program
from pressmark.text import counted, squeezed
from pressmark.tree import Tree
from pressmark.workers import cores

NOTHING_YET = b"<!doctype html><title>Nothing is built yet</title><body>Nothing is built yet."
SEARCH_PAGE = "search.html"
T = TypeVar("T")


@contextmanager
def _without_cycles() -> Iterator[None]:
    """Do not look for cycles: an archive has many small values and none of them, and looking through all of it would
    stop everybody for a second."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


class Desk:
    """The one mutable thing while serving. `look` and `settle` may run at the same time, each in one thread."""

    def __init__(
        self, root: Path, ingest: Callable[[], Problems], say: Callable[[str], None] = lambda line: None
    ) -> None:
        self.root = root
        self.ingest = ingest
        self.say = say
        self.readers = Readers()
        self.loaded: Loaded | None = None
        self.shown: Shown | None = None
        self.problems: Problems = ()
        self.closing = False
        self._solid: Shown | None = None  # what was derived whole, last
        self._before: Shown | None = None  # and before that
        self._tried_templates: Tree = ()  # as they were loaded last
        self._templates: Tree = ()  # in use: the last without a fault on an open page
        self._proven: tuple[Tree, ...] = ()  # without a fault on a page of each type, the last first
        self._faulty: set[str] = set()  # pages that showed a fault nevertheless
        self._ingested: Loaded | None = None
        self._settled: Loaded | None = None
        self._derived: tuple[Archive, Problems, Tree] | None = None  # of what was settled
        self._good: Tree = ()
        self._kept = DeskKept()
        self._standing: Standing | None = None
        self._wrong: dict[str, Problems] = {}
        self._warned: dict[str, frozenset[Problem]] = {}  # of what was told last in full
        self._lock = threading.RLock()  # over what is shown
        self._sending = threading.Lock()

    # ---- what is shown ----

    def file(self, path: str) -> bytes | None:
        """The bytes at a path of the site, None if there is nothing; a page that cannot be made is as it last was."""
        now, solid, before = self.shown, self._solid, self._before
        if now is None:
            return None
        try:
            return now.file(path)
        except TemplateFault as fault:
            self._faulty.add(path)
            self._tell("templates", in_theme((fault.problem,), self.loaded) if self.loaded else (fault.problem,))
        except Exception as failure:  # whatever it is, the desk must not close while somebody writes
            if now is solid:
                self._tell("pages", (_fault(failure),))
        proven = (Shown(now.archive, self._renderer(now.archive, one), now.assets) for one in self._proven)
        for older in (*proven, solid, before):
            if older is not None and older is not now:
                with suppress(Exception):
                    return older.file(path)
        return None

    def page(self, path: str) -> tuple[bytes, bool]:
        """What stands at the address of a page, and whether that is the page: the 404 page if there is none."""
        found = self.file(path)
        return (found, True) if found is not None else (self.file("404.html") or NOTHING_YET, False)

    def _renderer(self, archive: Archive, templates: Tree, like: Shown | None = None) -> Renderer:
        now = like or self.shown
        if now is not None and templates is self._templates and archive.config == now.archive.config:
            return now.renderer
        return Renderer(templates, archive)

    # ---- what is wrong ----

    def _tell(self, whose: str, problems: Problems, *, whole: bool = True) -> None:
        """Take these for all that is wrong in one regard; tell everybody if that is news. What is not `whole` says
        nothing yet of the warnings that take more than one file to see."""
        with self._lock:
            self._wrong[whose] = problems
            told = in_order(tuple(dict.fromkeys(p for own in self._wrong.values() for p in own)))
            known, self.problems = self.problems, told
            new = {p for p in told if p.severity == "error" and p not in known}
            if whole:
                warned = frozenset[Problem]().union(*self._warned.values())
                self._warned[whose] = frozenset(p for p in problems if p.severity == "warning")
                new |= self._warned[whose] - warned
        for problem in in_order(tuple(new)):
            self.say(shown(problem))
        if news(told) != news(known):
            self.readers.tell(news(told))

    def _tried(self, whose: str, work: Callable[[], T]) -> T | None:
        """What the work gives; None, and its fault told, when it raises."""
        wrong: Problems = ()
        try:
            return work()
        except NewerSave:
            raise
        except OSError as failure:
            wrong = (refused(self.root, failure),)
        except Exception as failure:  # the next save may mend it
            wrong = (_fault(failure),)
        finally:
            self._tell(whose, wrong)
        return None

    # ---- a save ----

    def look(self, paths: Paths = None) -> bool:
        """Follow what was saved at some paths, None for anywhere; whether anything that is read has changed.

        A content file that cannot be read is taken as it last was, so its pages stay.
        """
        began = perf_counter()
        before = self.loaded
        found = self._tried("disk", lambda: looked(self.root, before, paths))
        if found is None or found[0] == before:
            return False
        loaded, where = found
        changed = saved(before, loaded, where)
        self._kept.newer.set()
        with self._lock:
            self.loaded = loaded
            if before is not None and self.shown is not None:
                self.shown = self._quick(self.shown, before, loaded, changed)
        if before is not None:
            number = self._send([f"articles/{_stem(path)}.html" for path, _ in changed])
            self._send_assets(before.assets, loaded.assets)
            what = changed[0][0] if len(changed) == 1 else counted(len(changed), "file")
            what = what if changed else "settings, templates and assets"
            followed = f"{counted(number, 'open page')} changed" if number else "no open page changed"
            self.say(f"{what}: {followed}, {perf_counter() - began:.3f} s")
        return True

    def _quick(self, now: Shown, before: Loaded, loaded: Loaded, changed: Saved) -> Shown:
        """What is to be shown at once."""
        archive = now.archive
        if loaded.config is not None and loaded.config != before.config:
            config, _ = parse_config("config.yml", loaded.config.data.decode("utf-8", "replace"))
            if config is not None and _derived_alike(config, archive.config):
                archive = replace(archive, config=config)
        if self._standing is not None and changed:
            archive, problems = quickened(archive, self._standing, (file for _, file in changed if file is not None))
            paths = {path for path, _ in changed}
            known = (p for p in self._wrong.get("content", ()) if p.path not in paths)
            self._tell("content", in_order((*known, *problems)), whole=False)
        return self._with_templates(archive, loaded, self._solid)

    def _with_templates(self, archive: Archive, loaded: Loaded, behind: Shown | None = None) -> Shown:
        """The archive with the templates that were loaded, or with the last good ones if an open page shows a fault."""
        if loaded.templates != self._tried_templates:
            self._tried_templates = loaded.templates
            tried = Shown(archive, Renderer(loaded.templates, archive), loaded.assets, behind)
            faults = self._faults(tried, self.readers.paths())
            self._tell("templates", in_theme(faults, loaded))
            if not faults or not self._proven:
                self._templates = loaded.templates
                return tried
        return Shown(archive, self._renderer(archive, self._templates), loaded.assets, behind)

    def _faults(self, tried: Shown, paths: Iterable[str]) -> Problems:
        """What is wrong with the templates, as far as these pages show."""
        for path in paths:
            try:
                tried.file(path)
            except TemplateFault as fault:
                return (fault.problem,)
            except Exception:  # a page that cannot be made now says nothing of its template
                continue
        return ()

    def _send(self, first: Collection[str] = ()) -> int:
        """Send the pages that are open to those who see another, some of them before the others; to how many."""
        number = 0
        for path in sorted(self.readers.paths(), key=lambda path: path not in first):
            with self._sending:  # what is sent later was made later
                number += self.readers.follow(path, self.page)
        return number

    def catch_up(self, reader: Reader) -> None:
        """Send a page that was opened just now if it has changed since; what is not the site's is left alone."""
        if not reader.path.startswith("/"):
            with self._sending:
                reader.follow(self.page(reader.path)[0])

    def _send_search(self) -> None:
        """Have pages of search loaded again if there is another index now."""
        before, now = self._before, self._solid
        if before and now and SEARCH_PAGE in self.readers.paths() and (searched := before.searched()):
            now.file(next(iter(searched)))
            if now.searched() != searched:
                self.readers.tell(event("reload", None), SEARCH_PAGE)

    def _send_assets(self, before: Tree, now: Tree) -> None:
        """Have changed styles swapped, and pages loaded again when a script has changed."""
        changed = sorted({file.path for file in {*before} ^ {*now}})
        if any(path.endswith(".js") for path in changed):
            self.readers.tell(event("reload", None))
        elif styles := [f"assets/{path}" for path in changed if path.endswith(".css")]:
            self.readers.tell(event("styles", styles))

    # ---- behind it ----

    def open(self) -> None:
        """Read and derive the archive for the first time."""
        self._take_captures()
        self.look()
        self._ingested = self.loaded
        before = self._tried("memory", self._recalled)
        self.settle()
        if before is not None:
            before.kept = self._kept
            self._tried("memory", lambda: self._remember(before))

    def prepare(self) -> None:
        """Make what speeds up every further settling."""
        with _without_cycles():
            self._tried("site", self._kept.prepare)

    def _recalled(self) -> derived.Recalled | None:
        """What builds, or the desk when it was opened last, remember of the files as they are."""
        with locked(self.root):
            before = derived.recalled(self.root, program(), self.loaded.content if self.loaded else ())
        self._kept = kept_by_desk(before.kept)
        return before

    def _remember(self, before: derived.Recalled) -> None:
        with locked(self.root):
            derived.remember(self.root, program(), before)

    def _take_captures(self) -> bool:
        wrong = self._tried("ingest", self.ingest)
        self._tell("captures", wrong or ())
        return wrong is not None

    def settle(self) -> bool:
        """Derive everything from what was loaded; whether what is shown is up to date then. A newer save ends it."""
        began = perf_counter()
        self._kept.newer.clear()
        loaded = self.loaded
        if loaded is None or loaded is self._settled:
            return True
        if ingest_due(self._ingested, loaded) and self._take_captures():
            self.look()
            self._kept.newer.clear()
            loaded = self._ingested = self.loaded
        assert loaded is not None
        found = self._derived if _same_content(self._settled, loaded) else None
        try:
            with _without_cycles():
                found = found or self._tried("site", lambda: understood(loaded, self._good, cores(), self._kept))
        except NewerSave:
            return False
        self._settled, self._derived = loaded, found
        if found is not None:
            self._adopt(loaded, *found)
            self._send()
            self._send_search()
            self.say(f"all pages are up to date, {perf_counter() - began:.2f} s")
        return self.loaded is loaded

    def _adopt(self, loaded: Loaded, archive: Archive, problems: Problems, good: Tree) -> None:
        """Show what was derived of what was loaded, with what was saved since."""
        known = standing(archive, self._kept)
        with self._lock:
            self._good, self._standing = good, known
            self._tell("content", in_order((*loaded.problems, *problems)))
            if not may_show(loaded, good):
                return
            if loaded.templates != self._templates:
                self._tried_templates = ()  # what was wrong with them may have been the content's
            self._before, self._solid = self._solid, self._with_templates(archive, loaded)
            solid = self._solid
            now = self.loaded
            newer = saved(loaded, now) if now else ()
            self.shown = self._quick(solid, loaded, now, newer) if now and now is not loaded else solid
        self._prove(solid, loaded)

    def _prove(self, solid: Shown, loaded: Loaded) -> None:
        """Try templates that are new with a page of each type; go back to the last good ones if one shows a fault."""
        templates = self._templates
        new = not self._proven or templates is not self._proven[0]
        if not new and not self._faulty:
            return
        faults = self._faults(solid, (*(solid.examples() if new else ()), *sorted(self._faulty)))
        with self._lock:
            if self._templates is not templates:
                return  # others have come since, and are tried in their turn
            if faults:
                self._tell("templates", in_theme(faults, loaded))
                if new and self._proven and self.shown is not None:
                    self._templates = self._proven[0]
                    self._solid = Shown(solid.archive, Renderer(self._templates, solid.archive), solid.assets)
                    now = self.shown
                    renderer = self._renderer(now.archive, self._templates, self._solid)
                    self.shown = self._solid if now is solid else replace(now, renderer=renderer, made={})
                return
            self._faulty.clear()
            if new:
                self._proven = (templates, *self._proven[:1])
            if loaded.templates == templates:
                self._tell("templates", ())

    def close(self) -> None:
        self.closing = True
        self._kept.newer.set()
        self.readers.tell(b"")


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _fault(failure: Exception) -> Problem:
    said = f"{type(failure).__name__}: {squeezed(str(failure))[:200]}"
    message = f"the pages stay as they were; bringing them up to date failed: {said}"
    hint = "this is a fault of Pressmark: report it with what you last changed; undo that to go on"
    return error("site", "build-fault", message, hint)


def _derived_alike(one: Config, other: Config) -> bool:
    """Whether the same is derived with both settings: they differ in what pages say alone."""
    return (one.annotators, one.publish_unreviewed) == (other.annotators, other.publish_unreviewed)


def _same_content(one: Loaded | None, other: Loaded) -> bool:
    """Whether the same is derived of both: they differ in templates and assets alone."""
    if one is None or (one.config is None) != (other.config is None):
        return False
    return (one.content, one.sources, one.config) == (other.content, other.sources, other.config)
