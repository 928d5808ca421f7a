"""EDGE: rows in a SQLite file that may be deleted or damaged: what is read back is what was written, or nothing.

Each row bears a check of its key and value together; one that fails is as if it were not there, and so is a file of
another program. Whoever keeps something here can make it anew.
"""

from __future__ import annotations

import contextlib
import marshal
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

_CHECK = 8  # bytes
_STATE = "state"  # the table with one row, which says who wrote the others


@dataclass(frozen=True, slots=True)
class Rows:
    """A change to a table: keys that go, and rows that are new or other than before. Keys are text or bytes, values
    what `marshal` writes."""

    gone: Iterable[Any]
    new: Iterable[tuple[Any, Any]]


def _sealed(key: Any, value: Any) -> bytes:
    data = marshal.dumps((key, value), 2)
    return blake2b(data, digest_size=_CHECK).digest() + data


def _rows(connection: sqlite3.Connection, table: str, where: str = "", values: tuple[str, ...] = ()) -> dict[Any, Any]:
    found = {}
    for key, data in connection.execute(f"SELECT key, data FROM {table} {where}", values):
        if isinstance(data, bytes) and blake2b(data[_CHECK:], digest_size=_CHECK).digest() == data[:_CHECK]:
            own, value = marshal.loads(data[_CHECK:])
            if own == key:
                found[key] = value
    return found


def read_rows(path: Path, program: str, tables: Iterable[str]) -> dict[str, dict[Any, Any]]:
    """The rows of the tables by key, as the same program wrote them; {} if there are none or they cannot be read."""
    if not path.is_file() or path.is_symlink():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            if _rows(connection, _STATE).get(0) != program:
                return {}
            return {table: _rows(connection, table) for table in tables}
    except (sqlite3.Error, ValueError, TypeError, EOFError):
        return {}


def read_row(path: Path, program: str, table: str, key: str) -> Any:
    """The value of one row, as the same program wrote it; None if it is not there or cannot be read."""
    if not path.is_file() or path.is_symlink():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            if _rows(connection, _STATE).get(0) != program:
                return None
            return _rows(connection, table, "WHERE key = ?", (key,)).get(key)
    except (sqlite3.Error, ValueError, TypeError, EOFError):
        return None


def write_rows(path: Path, program: str, changes: Mapping[str, Rows], *, anew: bool) -> None:
    """Bring the tables up to date, all or none of it; `anew`: whatever was there goes first. A file that cannot be
    written is deleted: nothing depends on it."""
    if path.is_symlink():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if anew:
            path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as connection, connection:
            for table in (*changes, _STATE):
                connection.execute(f"CREATE TABLE IF NOT EXISTS {table} (key PRIMARY KEY, data BLOB) WITHOUT ROWID")
            for table, rows in changes.items():
                connection.executemany(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in rows.gone))
                sealed = ((key, _sealed(key, value)) for key, value in rows.new)
                connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", sealed)
            connection.execute(f"INSERT OR REPLACE INTO {_STATE} VALUES (0, ?)", (_sealed(0, program),))
    except (sqlite3.Error, OSError):
        with contextlib.suppress(OSError):
            path.unlink()
