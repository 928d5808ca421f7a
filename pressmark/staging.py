"""EDGE: the site to disk: atomic, contained, touching nothing that has not changed, from any number of processes."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pressmark.digest import sha256
from pressmark.disk import inside, write_file
from pressmark.problems import Problems, error, warning
from pressmark.tree import File, Tree

SITE = "site"
MANIFEST = "manifest.json"
STAGING = ".staging"


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: how many files were new or changed, left untouched, deleted; and the size of all of them."""

    written: tuple[str, ...]
    untouched: int
    deleted: tuple[str, ...]
    size: int


def manifest(site: Path) -> dict[str, str] | None:
    """What the last build wrote there, path to SHA-256; None if no readable manifest stands in the folder."""
    try:
        held = json.loads((site / MANIFEST).read_text("utf-8"))
        files = held["files"]
        return {str(k): str(v) for k, v in files.items()} if isinstance(files, dict) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _manifest_bytes(files: dict[str, str]) -> bytes:
    held = {"about": "what the last build wrote here: path and SHA-256", "files": dict(sorted(files.items()))}
    return (json.dumps(held, indent=0, ensure_ascii=False) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a site as it was taken: its digest and size, and under which name it waits in the staging folder: ""
    if the same bytes stand already, FOREIGN if what stands there is nobody's to write over."""

    path: str
    digest: str
    size: int
    staged: str


FOREIGN = "*"


class Staging:
    """A site that is being written: each file is compared with what stands, and put beside it if that differs.

    `put` may be called in several processes at once, with names of their own; `finish` in one, at the end.
    """

    def __init__(self, site: Path, known: dict[str, str], damaged: Problems) -> None:
        self.site = site
        self.known = known
        self.damaged = damaged
        self.folder = site / STAGING
        self._site, self._folder = str(site), str(self.folder)

    def put(self, name: str, file: File) -> Kept:
        """Take one file of the site; raises OSError when the disk refuses."""
        digest, size = sha256(file.data), len(file.data)
        path = f"{self._site}/{file.path}"
        there = os.path.lexists(path)
        if there and _holds(Path(path), file.data):
            return Kept(file.path, digest, size, "")
        if there and file.path not in self.known:
            return Kept(file.path, digest, size, FOREIGN)
        try:
            (self.folder / name).write_bytes(file.data)
        except FileNotFoundError:  # the first one
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(file.data)
        return Kept(file.path, digest, size, name)

    def data(self, one: Kept) -> bytes:
        """The bytes of a file that was put, wherever they wait or stand."""
        staged = one.staged not in ("", FOREIGN)
        return (self.folder / one.staged if staged else self.site / one.path).read_bytes()

    def finish(self, kept: Iterable[Kept]) -> tuple[Written, Problems]:
        """Move what is new into its place, file by file, and delete what is no longer built."""
        wanted = {one.path: one for one in sorted(kept, key=lambda one: one.path)}
        foreign = [path for path, one in wanted.items() if one.staged == FOREIGN]
        problems = tuple(
            error(
                f"{self.site.name}/{path}",
                "foreign-file",
                "a file that no build wrote stands where a page should go; nothing was written over it",
                "move it away and build again",
            )
            for path in foreign
        )
        known = self.known
        if self.damaged:
            known = {path: one.digest for path, one in wanted.items() if not one.staged}
        for path in foreign:
            del wanted[path]
        changed = [one for one in wanted.values() if one.staged]
        blocked = frozenset(foreign)
        gone = sorted(p for p in known if p not in wanted and p not in blocked and _safe(self.site, p))
        digests = {path: one.digest for path, one in wanted.items()}
        if changed or gone or self.damaged or known != digests:
            self.site.mkdir(parents=True, exist_ok=True)
            self._move(changed, gone, {**known, **digests})
            write_file(self.site, MANIFEST, _manifest_bytes(digests))
        size = sum(one.size for one in wanted.values())
        paths = tuple(one.path for one in changed)
        return Written(paths, len(wanted) - len(changed), tuple(gone), size), (*self.damaged, *problems)

    def _move(self, changed: list[Kept], gone: list[str], union: dict[str, str]) -> None:
        write_file(self.site, MANIFEST, _manifest_bytes(union))
        safe: set[str] = set()
        for one in changed:
            folder = one.path.rpartition("/")[0]
            if folder not in safe:
                if not _safe(self.site, one.path):
                    raise OSError(f"{one.path} leads outside {self.site.name}/")
                (self.site / folder).mkdir(parents=True, exist_ok=True)
                safe.add(folder)
            os.replace(f"{self._folder}/{one.staged}", f"{self._site}/{one.path}")  # noqa: PTH105 - a Path takes longer
        for path in gone:
            (self.site / path).unlink(missing_ok=True)
            for above in (self.site / path).parents:
                if above == self.site or any(above.iterdir()):
                    break
                above.rmdir()
        _clear(self.folder)

    def give_up(self) -> None:
        """Leave the site as it stood."""
        _clear(self.folder)
        with contextlib.suppress(OSError):
            self.site.rmdir()  # only if it is empty: it was made for this


def opened(site: Path) -> tuple[Staging | None, Problems]:
    """The site's folder ready to be written; None and a problem if it holds files and no manifest, or leads outside.

    Where the manifest cannot be read, only what equals the outputs is known to be ours.
    """
    if not inside(site, site.parent):
        message = "this link leads outside the archive; nothing is written there"
        return None, (error(site.name, "outside-link", message, "put a folder in its place"),)
    known = manifest(site)
    damaged: Problems = ()
    if known is None and (site / MANIFEST).is_file():
        known = {}
        message = "this list of what the last build wrote cannot be read; it is made anew"
        hint = "look for pages that are no longer built: they were not deleted"
        damaged = (warning(f"{site.name}/{MANIFEST}", "bad-manifest", message, hint),)
    if known is None:
        if site.exists() and any(p.name != STAGING for p in site.iterdir()):
            hint = f"move what is in {site.name}/ away, or delete the folder, and build again"
            message = f"this folder holds files that no build wrote (it has no {MANIFEST}); nothing was written"
            return None, (error(site.name, "foreign-site", message, hint),)
        known = {}
    _clear(site / STAGING)
    return Staging(site, known, damaged), ()


def write_site(site: Path, outputs: Tree) -> tuple[Written, Problems]:
    """Bring the folder to hold exactly the outputs, besides files that no build wrote.

    Unchanged files are not touched. New bytes are all written beside first, then renamed into place one after the
    other; only paths that the manifest names are deleted. Raises OSError when the disk refuses: what stood before then
    still stands, or heals at the next build. See `opened` for what is refused with a problem.
    """
    staging, problems = opened(site)
    if staging is None:
        return Written((), 0, (), 0), problems
    return staging.finish([staging.put(str(number), file) for number, file in enumerate(outputs)])


def _safe(site: Path, relative: str) -> bool:
    return inside((site / relative).parent, site) and ".." not in relative.split("/") and not relative.startswith("/")


def _holds(path: Path, data: bytes) -> bool:
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(data):
            return False
        return path.read_bytes() == data
    except OSError:
        return False


def _clear(staging: Path) -> None:
    if staging.is_dir() and not staging.is_symlink():
        for path in staging.iterdir():
            path.unlink()
        staging.rmdir()
