"""EDGE: what the last build did, so that a build can say it again at once where no file has changed since.

The stamp is one file under .cache/. Files are trusted by path, size, times and inode, as git does: those that were new
when the stamp was made are read too. Without the stamp, or with one that cannot be read, everything is built.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pressmark.disk import write_file
from pressmark.problems import Problem, Problems, Severity
from pressmark.staging import STAGING, Written

STAMP = ".cache/build.json"
# What a build of an archive depends on, beside the program itself.
INPUTS = ("content", "templates", "assets", "themes", "config.yml", ".gitattributes")
# Clocks of file systems are as coarse as this (FAT); what changed so shortly before may have changed again since.
COARSE = 2_500_000_000
_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "note": "note"}


@dataclass(frozen=True, slots=True)
class Brought:
    """What a build did: how much the archive has, how many pages, how many bytes search takes, and everything that is
    wrong. `written` is None when nothing could be written."""

    articles: int
    entities: int
    pages: int
    search: int
    problems: Problems
    written: Written | None


def now() -> int:
    """The time in nanoseconds, to be taken before the files are looked at."""
    return time.time_ns()


def _lines(path: str, name: str, since: int) -> Iterator[str]:
    """A line for a file and for everything below a folder: what a change cannot leave as it is."""
    try:
        found = os.lstat(path)
        linked = Path(path).stat() if stat.S_ISLNK(found.st_mode) else found
    except OSError:
        yield f"{name}\0gone"
        return
    if stat.S_ISDIR(found.st_mode):
        yield f"{name}/"
        with os.scandir(path) as entries:
            below = sorted(entry.name for entry in entries)
        for one in below:
            if one not in ("__pycache__", STAGING):
                yield from _lines(f"{path}/{one}", f"{name}/{one}", since)
        return
    for seen in (found, linked) if linked is not found else (found,):
        yield f"{name}\0{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino} {seen.st_mode}"
    if max(linked.st_mtime_ns, linked.st_ctime_ns) > since and stat.S_ISREG(linked.st_mode):
        yield blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()


def _digest(lines: Iterator[str]) -> str:
    digest = blake2b(digest_size=16)
    for line in lines:
        digest.update(line.encode("utf-8", "surrogateescape") + b"\n")
    return digest.hexdigest()


def _program() -> Iterator[str]:
    """The program's own files, and the folder of what it needs: installing something changes it."""
    package = Path(__file__).parent
    for folder in (package, package.parent / "templates", package.parent / "assets"):
        yield from _lines(str(folder), folder.name, sys.maxsize)
    needed = find_spec("jinja2")
    around = Path(needed.origin).parent.parent if needed and needed.origin else package
    yield f"{sys.version} {around} {around.stat().st_mtime_ns}"


def inputs(root: Path, since: int) -> str:
    """A digest of everything that a build reads, from what the file system says of it; the bytes of what changed
    shortly before `since` or later count too."""

    def lines() -> Iterator[str]:
        for name in INPUTS:
            yield from _lines(str(root / name), name, since - COARSE)
        yield from _program()

    return _digest(lines())


def program() -> str:
    """A digest of the program: another one may make other pages of the same content."""
    return _digest(_program())


def files_of_site(root: Path) -> str:
    """A digest of what the file system says of the files that stand in site/."""
    return _digest(_lines(str(root / "site"), "site", sys.maxsize))


def remember(root: Path, since: int, read: str, brought: Brought, site: str) -> None:
    """Make the stamp of a build that read what `inputs` said at that time, and left what `files_of_site` says."""
    held = {"since": since, "inputs": read, "site": site, "brought": _plain(brought)}
    write_file(root, STAMP, json.dumps(held, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def unchanged(root: Path) -> Brought | None:
    """What a build would say and do, if it would write nothing since nothing has changed; None if it must be made."""
    try:
        held = json.loads((root / STAMP).read_bytes())
        since, read, site = int(held["since"]), str(held["inputs"]), str(held["site"])
        brought = _brought(held["brought"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    began = now()
    if inputs(root, since) != read or files_of_site(root) != site:
        return None
    if began - since > COARSE:
        fresh = inputs(root, began)
        if fresh != read:  # what was new then is not any more, and need not be read again
            remember(root, began, fresh, brought, site)
    return brought


def _plain(brought: Brought) -> dict[str, object]:
    """What is to be said at the next build, if nothing changes until then."""
    written = brought.written or Written((), 0, (), 0)
    return {
        "articles": brought.articles, "entities": brought.entities, "pages": brought.pages, "search": brought.search,
        "files": len(written.written) + written.untouched, "size": written.size,
        "problems": [astuple(problem) for problem in brought.problems],
    }  # fmt: skip


def _brought(held: Any) -> Brought:
    articles, entities, pages, search, untouched, size = (
        int(held[name]) for name in ("articles", "entities", "pages", "search", "files", "size")
    )
    problems = tuple(
        Problem(str(path), int(line), int(column), _SEVERITIES[severity], *map(str, words))
        for path, line, column, severity, *words in held["problems"]
    )
    return Brought(articles, entities, pages, search, problems, Written((), untouched, (), size))
