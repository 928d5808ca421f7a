"""EDGE: files, folders, zip files and globs into content/sources/: byte for byte, never over another file."""

from __future__ import annotations

import glob
import io
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from pressmark.captures import warc
from pressmark.disk import FILE_LIMIT, create_file, is_litter, passed_over
from pressmark.problems import Problem, Problems, error, in_order, note, warning
from pressmark.sidecar import ENDS, is_sidecar
from pressmark.text import squeezed

SOURCES = "content/sources"
# What a zip file may hold: more is no collection of clippings.
MOST_MEMBERS = 10_000
_MOST_UNPACKED = 1_000_000_000
_HIGHEST_RATIO = 200  # of unpacked to packed; text packs to a fifth, at most to a fiftieth
_SMALL = 20_000_000  # whatever unpacks to less is harmless
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Other files that are zip files inside; they are captures, or refused as such.
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")


def fit_name(name: str) -> str:
    """The path with control characters and line breaks in its names as spaces, and no spaces at their ends.

    An article writes the name of its capture on one line.
    """
    return "/".join(
        squeezed(_UNFIT.sub(" ", part)) if _UNFIT.search(part) else part.rstrip() for part in name.split("/")
    )


def expanded(given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths, with each that names no file and holds * ? or [ ] replaced by what it matches, in order of names."""
    found: list[Path] = []
    for path in given:
        matches = [] if path.exists() else sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 # the pattern may be absolute
        found += map(Path, matches) if matches else [path]
    return tuple(dict.fromkeys(found))


def files_of(given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths, each folder replaced by the files in and below it in order of names, without what editors leave."""
    found: list[Path] = []
    for path in given:
        inner = path.rglob("*") if path.is_dir() else ()
        files = sorted(p for p in inner if p.is_file() and not any(map(is_litter, _below(p, path))))
        found += [p for p in files if not is_sidecar(p.name)] if path.is_dir() else [path]
    return tuple(found)


def copy_in(root: Path, given: tuple[Path, ...]) -> Problems:
    """Copy files, the files in folders and those in zip files into content/sources/; what is written beside one goes
    with it. A zip file's members go to a folder of its name.

    Bytes that stand there already are not copied once more, and a note says of which capture they are. Problems:
    no-such-file, holds-archive, unreadable, bad-zip, zip-member, given-differs, same-capture.
    """
    problems: list[Problem] = []
    held = _by_size(root)
    for path in given:
        if _of_archive(root, path):
            problems.append(_holds_archive(path))
            continue
        if path.is_dir():
            files = sorted(
                p for p in path.rglob("*") if p.is_file() and not any(map(is_litter, _below(p.parent, path)))
            )
            names = frozenset(p.name for p in files)
            problems += (said for p in files if is_litter(p.name) for said in passed_over(str(p), names))
            pairs = [(p, "/".join(_below(p, path))) for p in files if not is_litter(p.name)]
        elif path.is_file() and is_litter(path.name):
            problems += passed_over(str(path), ()) or (_hidden(path),)
            continue
        elif path.is_file():
            pairs = [(path, path.name)]
            pairs += [(beside, beside.name) for end in ENDS if (beside := path.with_name(path.name + end)).is_file()]
        else:
            problems.append(error(str(path), "no-such-file", "there is no such file or folder", "check its name"))
            continue
        problems += _all_copied(root, pairs, held)
    return in_order(problems)


def _of_archive(root: Path, path: Path) -> bool:
    """Whether a path is the archive, a folder around it, or what it makes and keeps itself."""
    full, top = path.resolve(), root.resolve()
    own = (top / name for name in ("content", "site", ".cache", "config.yml"))
    inside = any(full.is_relative_to(place) for place in own) and not full.is_relative_to(top / SOURCES)
    return inside or top.is_relative_to(full)


def _hidden(path: Path) -> Problem:
    message = "a file of this name is an editor's or a system's own; it was not copied"
    return warning(str(path), "passed-over", message, "give it another name")


def _holds_archive(path: Path) -> Problem:
    message = "this is the archive itself, or a folder around it; nothing was copied"
    return error(str(path), "holds-archive", message, "name the files or the folder that the captures are in")


def _below(path: Path, root: Path) -> tuple[str, ...]:
    return path.relative_to(root).parts


def _all_copied(root: Path, pairs: list[tuple[Path, str]], held: dict[int, list[Path]]) -> Iterator[Problem]:
    renamed: dict[str, str] = {}
    for source, name in sorted(pairs, key=lambda pair: (is_sidecar(pair[1]), pair[1])):
        if source.resolve().is_relative_to((root / SOURCES).resolve()):
            continue
        try:
            data = source.read_bytes() if source.stat().st_size <= _MOST_UNPACKED else b""
        except OSError as failure:
            reason = (failure.strerror or type(failure).__name__).lower()
            yield error(str(source), "unreadable", f"cannot be read: {reason}", "look at its permissions")
            continue
        if _is_collection(data):
            yield from _unpacked(root, str(source), name, data, held)
        else:
            yield from _put(root, str(source), name, data, renamed, held)


def _by_size(root: Path) -> dict[int, list[Path]]:
    """The captures that stand in content/sources/, by their size."""
    found: dict[int, list[Path]] = {}
    for path in sorted((root / SOURCES).rglob("*")):
        if path.is_file() and not path.is_symlink():
            found.setdefault(path.stat().st_size, []).append(path)
    return found


def _put(
    root: Path, source: str, name: str, data: bytes, renamed: dict[str, str], held: dict[int, list[Path]]
) -> Iterator[Problem]:
    """One file under its name, or under one with a number where that is taken; `renamed` says for captures which.

    Where a capture among `held` has its bytes, it is that one.
    """
    name = fit_name(name)
    if is_sidecar(name):
        stem, end = name[: name.rindex(".")], name[name.rindex(".") :]
        target = root / SOURCES / (renamed.get(stem, stem) + end)
        if target.exists():
            if target.read_bytes() != data:
                kept = f"{SOURCES}/{target.relative_to(root / SOURCES).as_posix()}"
                message = f"{kept} stands there already and says something else; it was kept"
                yield warning(source, "given-differs", message, f"write what is right in {kept}")
            return
        create_file(root, target.relative_to(root).as_posix(), data)
        return
    same = next((p for p in held.get(len(data), ()) if p.read_bytes() == data), None)
    if same is not None:
        renamed[name] = same.relative_to(root / SOURCES).as_posix()
        message = f"the same bytes as {SOURCES}/{renamed[name]}; it was not copied"
        yield note(source, "same-capture", message, "nothing needs to be done")
        return
    place = PurePosixPath(name)
    target, number = root / SOURCES / name, 1
    while target.exists():
        number += 1
        target = root / SOURCES / place.with_name(f"{place.stem or place.name}-{number}{place.suffix}")
    create_file(root, target.relative_to(root).as_posix(), data)
    held.setdefault(len(data), []).append(target)
    renamed[name] = target.relative_to(root / SOURCES).as_posix()


# ---- zip files ------------------------------------------------------------------------------------------------------


def _is_collection(data: bytes) -> bool:
    """Whether the bytes are a zip file of captures, and no web archive, office document or book."""
    if not data.startswith(b"PK\x03\x04") or warc.told(data):
        return False
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            return not any(name in _DOCUMENTS for name in packed.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return True  # it is said to be broken when it is unpacked


def _unpacked(root: Path, source: str, name: str, data: bytes, held: dict[int, list[Path]]) -> Iterator[Problem]:
    folder = PurePosixPath(name).with_suffix("") if name.lower().endswith(".zip") else PurePosixPath(name)
    hint = "unpack it yourself, and give the folder"
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            members = [m for m in packed.infolist() if not m.is_dir() and not _is_litter(m.filename)]
            size = sum(m.file_size for m in members)
            if len(members) > MOST_MEMBERS:
                message = f"the zip file holds {len(members):,} files; {MOST_MEMBERS:,} is the limit"
                yield error(source, "bad-zip", message, hint)
                return
            if size > _MOST_UNPACKED or (size > _SMALL and size > _HIGHEST_RATIO * len(data)):
                message = f"the zip file of {len(data):,} bytes unpacks to {size:,}; it was not unpacked"
                yield error(source, "bad-zip", message, hint)
                return
            renamed: dict[str, str] = {}
            for member in sorted(members, key=lambda m: (is_sidecar(m.filename), m.filename)):
                yield from _member(root, source, folder, packed, member, renamed, held)
    except (BadZipFile, ValueError, OSError, NotImplementedError, zlib.error, RuntimeError) as failure:
        yield error(source, "bad-zip", f"the zip file cannot be read: {failure}", hint)


def _is_litter(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part == "__MACOSX" or (is_litter(part) and part not in ("", ".", "..")) for part in parts)


def _member(
    root: Path,
    source: str,
    folder: PurePosixPath,
    packed: ZipFile,
    member: ZipInfo,
    renamed: dict[str, str],
    held: dict[int, list[Path]],
) -> Iterator[Problem]:
    name = member.filename.replace("\\", "/")
    reason = _reason_against(member, name)
    data = b""
    if not reason:
        with packed.open(member) as stream:
            data = stream.read(FILE_LIMIT + 1)
        if len(data) > FILE_LIMIT:
            reason = f"has more than {FILE_LIMIT // 2**20} MB"
    if reason:
        message = f'"{member.filename}" in it {reason}; it was not copied'
        yield warning(source, "zip-member", message, "take it out by yourself if you know what it is")
        return
    yield from _put(root, f"{source}/{name}", (folder / name).as_posix(), data, renamed, held)


def _reason_against(member: ZipInfo, name: str) -> str:
    parts = name.split("/")
    if name.startswith("/") or ":" in name or any(part in ("", ".", "..") for part in parts):
        return "leads out of its folder"
    if any(not c.isprintable() for c in name) or len(name) > 400 or any(len(part.encode()) > 240 for part in parts):
        return "has a name that no folder can hold"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link"
    if member.flag_bits & 1:
        return "is encrypted"
    return ""
