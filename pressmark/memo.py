"""EDGE: what a site's portions were made of and what came of them, remembered from one build to the next.

One SQLite file under .cache/. It may be deleted, or be damaged: each row bears its own check, a row that fails is as if
it were not there, and whatever is not remembered is made anew, with the same bytes.
"""

from __future__ import annotations

import contextlib
import marshal
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

STORE = ".cache/memo.sqlite"
_CHECK = 8
_TABLES = ("articles", "others", "portions", "state")


@dataclass(frozen=True, slots=True)
class Made:
    """A portion of a site as it was made: the numbers of the facts that it read, its files (path, SHA-256, size), and
    where its pages lead."""

    facets: array[int]
    others: array[int]
    kept: tuple[tuple[str, str, int], ...]
    paths: tuple[str, ...]
    wanted: array[int]
    places: array[int]


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered: each article's number and the digests of its facets, each other fact's number and digest
    (b"" of one that was looked for and not there), and the portions by name. `site` is a digest of the files that were
    there when it was remembered."""

    site: str = ""
    articles: Mapping[str, tuple[int, bytes]] = field(default_factory=dict)
    others: Mapping[str, tuple[int, bytes]] = field(default_factory=dict)
    portions: Mapping[bytes, Made] = field(default_factory=dict)


def _sealed(value: Any) -> bytes:
    data = marshal.dumps(value, 2)
    return blake2b(data, digest_size=_CHECK).digest() + data


def _opened(data: object) -> Any:
    """The value that was sealed; None if it is damaged."""
    if not isinstance(data, bytes) or blake2b(data[_CHECK:], digest_size=_CHECK).digest() != data[:_CHECK]:
        return None
    return marshal.loads(data[_CHECK:])


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[Any]:
    for (data,) in connection.execute(f"SELECT data FROM {table} ORDER BY key"):
        if (value := _opened(data)) is not None:
            yield value


def recalled(root: Path, program: str) -> Memory:
    """What the same program remembers of an archive; nothing if there is nothing, or it cannot be read."""
    path = root / STORE
    if not path.is_file() or path.is_symlink():
        return Memory()
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            state = next(_rows(connection, "state"), None)
            if state is None or state[0] != program:
                return Memory()
            portions = {
                name: Made(_array("i", one), _array("i", two), kept, paths, _array("Q", wanted), _array("Q", places))
                for name, one, two, kept, paths, wanted, places in _rows(connection, "portions")
            }
            articles = {id_: (number, digests) for number, id_, digests in _rows(connection, "articles")}
            others = {name: (number, digest) for number, name, digest in _rows(connection, "others")}
            return Memory(state[1], articles, others, portions)
    except (sqlite3.Error, ValueError, TypeError, EOFError):
        return Memory()


def _array(kind: str, data: bytes) -> array[int]:
    found = array(kind)
    found.frombytes(data)
    return found


def remember(root: Path, program: str, old: Memory, new: Memory) -> None:
    """Bring what is remembered from `old` to `new`. Raises OSError; a store that cannot be written is deleted."""
    path = root / STORE
    if path.is_symlink():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if not old.site:
        path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            _write(connection, program, old, new)
    except sqlite3.Error:
        with contextlib.suppress(OSError):
            path.unlink()


def _write(connection: sqlite3.Connection, program: str, old: Memory, new: Memory) -> None:
    for table in _TABLES:
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table} (key PRIMARY KEY, data BLOB) WITHOUT ROWID")
    _bring(connection, "articles", old.articles, new.articles, lambda id_, held: (held[0], id_, held[1]))
    _bring(connection, "others", old.others, new.others, lambda name, held: (held[0], name, held[1]))
    _bring(connection, "portions", old.portions, new.portions, _row)
    connection.execute("INSERT OR REPLACE INTO state VALUES (0, ?)", (_sealed((program, new.site)),))


def _row(name: bytes, made: Made) -> tuple[object, ...]:
    arrays = (made.facets.tobytes(), made.others.tobytes(), made.wanted.tobytes(), made.places.tobytes())
    return (name, arrays[0], arrays[1], made.kept, made.paths, arrays[2], arrays[3])


def _bring(
    connection: sqlite3.Connection, table: str, old: Mapping[Any, Any], new: Mapping[Any, Any], row: Any
) -> None:
    gone: Iterable[Any] = [(key,) for key in old if key not in new]
    connection.executemany(f"DELETE FROM {table} WHERE key = ?", gone)
    held = ((key, _sealed(row(key, value))) for key, value in new.items() if old.get(key) is not value)
    connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", held)
