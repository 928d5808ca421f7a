"""EDGE: folders from disk as trees, and single files to disk: atomic and contained."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Collection, Iterator
from pathlib import Path, PurePath

from pressmark.problems import Problem, Problems, error, in_order, note, warning
from pressmark.tree import File, Tree

# Larger files are named and left alone: a capture of a page is never this big.
FILE_LIMIT = 64 * 1024 * 1024
# What editors and systems leave beside a file they are writing.
_SWAP_ENDS = ("~", ".swp", ".swo", ".swx")
# The same, but somebody may have named a file of theirs so: it is passed over, and that is said.
_COPY_ENDS = (".tmp", ".part", ".bak", ".orig", ".crdownload")
_LITTER_NAMES = ("thumbs.db", "desktop.ini", "4913")


def is_litter(name: str) -> bool:
    """Whether a file name is an editor's or a system's own: hidden, a backup, a swap or temporary file."""
    return name.lower().endswith(_COPY_ENDS) or _is_swap(name)


def _is_swap(name: str) -> bool:
    low = name.lower()
    if low.endswith(_SWAP_ENDS) or low in _LITTER_NAMES or low.startswith((".", "~$", "__pyca")):
        return True
    return low.startswith("#") and low.endswith("#")


def inside(path: Path, root: Path) -> bool:
    """Whether a path, links followed, leads to root or below it."""
    return path.resolve().is_relative_to(root.resolve())


def file_paths(root: Path, folder: str) -> tuple[tuple[str, ...], Problems]:
    """The paths (relative to root, sorted) of a folder's regular files.

    Links that lead outside are reported, and so is what is passed over in content/ for the end of its name.
    """
    found: list[str] = []
    problems: list[Problem] = []
    top = root / folder
    if not inside(top, root):
        message = "this link leads outside the archive; nothing below it is read"
        return (), (warning(folder, "outside-link", message, "put a copy of the folder in its place"),)

    def refused(failure: OSError) -> None:
        # A folder that cannot be read must not pass for an empty one; one that is not there is empty.
        if not isinstance(failure, FileNotFoundError):
            problems.append(_unreadable(Path(failure.filename or top).relative_to(root).as_posix(), failure))

    for here, folders, names in os.walk(top, onerror=refused, followlinks=False):
        links = [f for f in folders if Path(here, f).is_symlink()]
        skipped = [f for f in folders if is_litter(f)]
        folders[:] = sorted(f for f in folders if not is_litter(f))
        for name in sorted({*names, *links, *skipped}):
            path = Path(here, name)
            relative = path.relative_to(root).as_posix()
            if is_litter(name):
                problems += passed_over(relative, names) if relative.startswith("content/") else ()
                continue
            if path.is_symlink() and not (path.is_file() and inside(path, root)):
                problems.append(
                    warning(
                        relative,
                        "outside-link",
                        "this link does not lead to a file of the archive; it is not read",
                        "put a copy of the file in its place",
                    )
                )
            elif path.is_file():
                found.append(relative)
            elif not path.is_dir():
                problems.append(_not_a_file(relative))
    return tuple(sorted(found)), in_order(problems)


def passed_over(path: str, beside: Collection[str]) -> Problems:
    """What to say of a file that is left alone for the end of its name; nothing of what editors and systems hide.

    `beside` are the names in its folder: of a backup that lies beside its file, there is only a note.
    """
    name = PurePath(path).name
    hint = "give it another name, or delete it"
    if name.endswith("~") and not name.startswith((".", "~$", "#")):
        message = 'what ends in "~" is taken for an editor\'s backup; it is not read'
        say = note if name[:-1] in beside else warning
        return (say(path, "passed-over", message, hint),)
    if _is_swap(name):
        return ()
    message = f'what ends in "{PurePath(name).suffix}" is taken for a backup or half a file; it is not read'
    return (warning(path, "passed-over", message, hint),)


def _not_a_file(relative: str) -> Problem:
    message = "this is a folder, pipe or device where a file should be; it is not read"
    return warning(relative, "not-a-file", message, "move it away, or put a plain file in its place")


def _unreadable(relative: str, failure: OSError) -> Problem:
    reason = (failure.strerror or type(failure).__name__).lower()
    missing = isinstance(failure, FileNotFoundError)
    hint = "check its name" if missing else "look at its permissions, and those of the folders above it"
    return error(relative, "unreadable", f"cannot be read: {reason}", hint)


def load_file(root: Path, relative: str) -> tuple[File | None, Problems]:
    """One file of the archive, or the problem that kept it from being read."""
    if not inside(root / relative, root):
        message = "this leads outside the archive; it is not read"
        return None, (error(relative, "outside-link", message, "put a copy of the file in its place"),)
    return _load(root, relative)


def _load(root: Path, relative: str) -> tuple[File | None, Problems]:
    path = root / relative
    try:
        size = path.stat().st_size
        if not stat.S_ISREG(path.stat().st_mode):
            return None, (_not_a_file(relative),)
        if size > FILE_LIMIT:
            message = f"this file has {size // 2**20} MB; more than {FILE_LIMIT // 2**20} MB is not read"
            return None, (error(relative, "too-large", message, "cut it into parts, or move it away"),)
        return File(relative, path.read_bytes()), ()
    except OSError as failure:
        return None, (_unreadable(relative, failure),)


def load_tree(root: Path, folder: str) -> tuple[Tree, Problems]:
    """Every file below a folder of the archive, sorted by path; what cannot be read is reported and left out."""
    paths, problems = file_paths(root, folder)
    files: list[File] = []
    more: list[Problem] = list(problems)
    for relative in paths:
        file, wrong = _load(root, relative)
        more.extend(wrong)
        if file is not None:
            files.append(file)
    return tuple(files), in_order(more)


class OutsideError(OSError):
    """A path that a link leads out of the archive: nothing is written there."""


_LEFT = re.compile(r"\..+\.\d+\.tmp")


def clear_left(root: Path, folder: str) -> None:
    """Delete what a killed run left half written in a folder of the archive. Only for who holds the archive's lock."""
    for path in sorted((root / folder).rglob(".*.tmp")):
        if _LEFT.fullmatch(path.name) and path.is_file() and not path.is_symlink() and inside(path, root):
            with contextlib.suppress(OSError):
                path.unlink()


def names_in(root: Path, folder: str) -> tuple[str, ...]:
    """The names of everything in a folder of the archive, up to their first full stop, in small letters, sorted."""
    top = root / folder
    return tuple(sorted({p.name.partition(".")[0].lower() for p in top.iterdir()})) if top.is_dir() else ()


@contextlib.contextmanager
def _beside(root: Path, relative: str, data: bytes) -> Iterator[tuple[Path, Path]]:
    """The bytes in a file beside where they shall stand, synced; its path and the one that it is meant for."""
    path = root / relative
    if not inside(path.parent, root):
        raise OutsideError(errno.EPERM, "this leads outside the archive", str(path.parent))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        yield beside, path
    finally:
        beside.unlink(missing_ok=True)


def write_file(root: Path, relative: str, data: bytes) -> None:
    """The bytes under that name below root, whole or not at all: written beside it, synced, then renamed. Raises
    OSError, OutsideError where a link leads the name out of root."""
    with _beside(root, relative, data) as (beside, path):
        beside.replace(path)


def create_file(root: Path, relative: str, data: bytes) -> None:
    """Like write_file, but never over a file that exists: FileExistsError then."""
    with _beside(root, relative, data) as (beside, path):
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links: take the name, then rename over it
            path.open("xb").close()
            beside.replace(path)


def refused(root: Path, failure: OSError) -> Problem:
    """What the disk would not do, as a problem whose path is seen from the archive."""
    path = Path(failure.filename or "site")
    if isinstance(failure, OutsideError):
        where = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        message = "this link leads outside the archive; nothing is written there"
        return error(where, "outside-link", message, "put a folder in its place")
    reason = (failure.strerror or str(failure)).lower()
    hint = "look at the permissions of the folder; the site of the last build stands"
    if isinstance(failure, FileExistsError | NotADirectoryError):
        path = next((p for p in (path, *path.parents) if p.is_file()), path)
        reason, hint = "a file stands where a folder is needed", "move the file away and try again"
    elif failure.errno in (errno.ENOSPC, errno.EDQUOT):
        hint = "free some space and try again; the site of the last build stands"
    shown_path = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return error(shown_path, "disk", f"the disk refused: {reason}", hint)


@contextlib.contextmanager
def locked(root: Path) -> Iterator[bool]:
    """Hold the archive's lock. Yields True when it had to wait for another build; a dead one's lock is free."""
    try:
        import fcntl
    except ImportError:  # Windows: atomic renames still keep each file whole
        yield False
        return
    cache = root / ".cache"
    if not inside(cache / "lock", root):
        raise OutsideError(errno.EPERM, "this leads outside the archive", str(cache))
    cache.mkdir(exist_ok=True)
    with (cache / "lock").open("a") as stream:
        waited = False
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            waited = True
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield waited
