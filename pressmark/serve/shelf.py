"""EDGE: the archive's files as they were last looked at, and one look more at some of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from pressmark.disk import load_file
from pressmark.pipeline import FOLDERS, Loaded, load, load_design
from pressmark.problems import Problem, in_order
from pressmark.serve.watch import Paths
from pressmark.sources import Said, said
from pressmark.tree import File, Tree

_SOURCES = f"content/{FOLDERS[0]}/"
# Paths with the files that stand there now, None for one that is gone.
Saved = tuple[tuple[str, File | None], ...]


def looked(root: Path, loaded: Loaded | None, paths: Paths) -> tuple[Loaded, Paths]:
    """What stands on the disk, everything read anew or what was loaded with another look at some paths; and at which
    (None: at all)."""
    if loaded is None or paths is None:
        return load(root), None
    content = sorted(path for path in paths if path.startswith("content/"))
    # Links, and names of their own in content/, are reported by a look at all of it.
    if any(p.split("/")[1] not in FOLDERS or p.count("/") < 2 or (root / p).is_symlink() for p in content):
        return load(root), None
    if len(content) < len(paths):
        design = load_design(root)
        problems = (*design.problems, *(p for p in loaded.problems if p.path.startswith("content")))
        loaded = replace(design, content=loaded.content, sources=loaded.sources, problems=in_order(problems))
    return _with_content(root, loaded, content) if content else loaded, paths


def _with_content(root: Path, loaded: Loaded, paths: list[str]) -> Loaded:
    found: dict[str, File | None] = {}
    problems: list[Problem] = [p for p in loaded.problems if p.path not in paths]
    for path in paths:
        found[path], wrong = load_file(root, path) if (root / path).exists() else (None, ())
        problems += wrong
    sources = {path: file for path, file in found.items() if path.startswith(_SOURCES)}
    content = {path: file for path, file in found.items() if path not in sources}
    return replace(
        loaded,
        content=with_files(loaded.content, content.items()),
        sources=with_files(loaded.sources, sources.items()),
        problems=in_order(problems),
    )


def with_files(tree: Tree, found: Iterable[tuple[str, File | None]]) -> Tree:
    """The tree with these files at their paths, without those that are None."""
    files = list(tree)
    for path, file in found:
        at = bisect_left(files, path, key=attrgetter("path"))
        there = at < len(files) and files[at].path == path
        if there and file is not None and files[at].data == file.data:
            continue
        files[at : at + there] = [file] if file is not None else []
    return tree if len(files) == len(tree) and all(map(_is, files, tree)) else tuple(files)


def _is(one: File, other: File) -> bool:
    return one is other


def saved(before: Loaded | None, loaded: Loaded, paths: Paths = None) -> Saved:
    """The content files that are others than before, captures left aside, sorted by path; None for one that is gone.
    Only at the paths, if these are given."""
    if before is None or loaded.content is before.content:
        return ()
    if paths is None:
        old, new = ({file.path: file for file in one.content} for one in (before, loaded))
    else:
        old, new = ({f.path: f for p in paths if (f := _file_at(one.content, p))} for one in (before, loaded))
    changed = (p for p in old.keys() | new.keys() if old.get(p) is not new.get(p) and old.get(p) != new.get(p))
    return tuple((path, new.get(path)) for path in sorted(changed))


def _file_at(tree: Tree, path: str) -> File | None:
    at = bisect_left(tree, path, key=attrgetter("path"))
    return tree[at] if at < len(tree) and tree[at].path == path else None


def ingest_due(before: Loaded | None, loaded: Loaded) -> bool:
    """Whether there may be captures that nobody has read yet: one came, or what files say of captures has changed."""
    if before is None or before.sources != loaded.sources:
        return True
    old = {file.path: file for file in before.content}
    return any(_says(old.get(path), path) != _says(file, path) for path, file in saved(before, loaded))


def _says(file: File | None, path: str) -> Said | None:
    """What an article or proposal says of captures."""
    folder = path.split("/")[1]
    if file is None or folder not in ("articles", "proposals"):
        return None
    return said(file, ours=folder == "proposals")
