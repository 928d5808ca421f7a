"""EDGE: rows in a SQLite file that may be deleted or damaged: what is read back is what was written, or nothing.

Each row bears a check of its key and value together; one that fails is as if it were not there, and so is a file of
another program. Whoever keeps something here can make it anew.
"""

from __future__ import annotations

import contextlib
import marshal
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

_CHECK = 8  # bytes
# Rows have some thousand bytes, and a file in which none stood before holds nothing that could be lost.
_ANEW = ("page_size = 16384", "journal_mode = OFF", "synchronous = OFF")
_UNREADABLE = (sqlite3.Error, ValueError, TypeError, EOFError)  # what a damaged file, or row, raises
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


def _opened(key: Any, data: object) -> Any:
    """The value that was sealed with its key; KeyError for other bytes, or damaged ones."""
    if isinstance(data, bytes) and blake2b(data[_CHECK:], digest_size=_CHECK).digest() == data[:_CHECK]:
        own, value = marshal.loads(data[_CHECK:])
        if own == key:
            return value
    raise KeyError(key)


def read_rows(path: Path, program: str, tables: Iterable[str]) -> dict[str, dict[Any, Any]]:
    """The rows of the tables by key, as the same program wrote them; {} if there are none or they cannot be read."""
    with reading(path, program) as reader:
        try:
            return {table: reader.rows(table) for table in tables} if reader else {}
        except KeyError:
            return {}


class Reader:
    """The rows of an open file, read when they are asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def row(self, table: str, key: Any) -> Any:
        """The value of a row; KeyError if it is not there, or cannot be read."""
        try:
            found = self._connection.execute(f"SELECT data FROM {table} WHERE key = ?", (key,)).fetchone()
            return _opened(key, found[0] if found else b"")
        except _UNREADABLE as failure:
            raise KeyError(key) from failure

    def rows(self, table: str) -> dict[Any, Any]:
        """The sound rows of a table by key; KeyError if it cannot be read."""
        found = {}
        try:
            for key, data in self._connection.execute(f"SELECT key, data FROM {table}"):
                with contextlib.suppress(KeyError):
                    found[key] = _opened(key, data)
        except _UNREADABLE as failure:
            raise KeyError(table) from failure
        return found


@contextlib.contextmanager
def reading(path: Path, program: str) -> Iterator[Reader | None]:
    """The rows that the same program wrote, to be read one by one; None if there are none."""
    with contextlib.ExitStack() as held:
        reader = None
        if path.is_file() and not path.is_symlink():
            with contextlib.suppress(sqlite3.Error, KeyError):
                connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
                held.enter_context(closing(connection))
                found = Reader(connection)
                reader = found if found.row(_STATE, 0) == program else None
        yield reader


class Writer:
    """Takes rows one by one, until the file refuses them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._known: set[str] = set()

    def put(self, table: str, key: Any, value: Any) -> None:
        """Write a row."""
        try:
            if self._connection is None and "" not in self._known:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.unlink(missing_ok=True)
                self._connection = sqlite3.connect(self.path)
                # Nothing is lost with the file: no journal.
                self._connection.execute("PRAGMA journal_mode = OFF")
                self._connection.execute("PRAGMA synchronous = OFF")
            if self._connection is not None:
                if table not in self._known:
                    self._known.add(table)
                    self._connection.execute(f"CREATE TABLE {table} (key PRIMARY KEY, data BLOB) WITHOUT ROWID")
                self._connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (key, _sealed(key, value)))
        except (sqlite3.Error, OSError):
            self.give_up()

    def finish(self, program: str) -> None:
        """Let what was written count as the program's."""
        self.put(_STATE, 0, program)
        if self._connection is not None:
            try:
                self._connection.commit()
                self._connection.close()
            except sqlite3.Error:
                self.give_up()

    def give_up(self) -> None:
        """Leave no file."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None
        self._known.add("")
        with contextlib.suppress(OSError):
            self.path.unlink()


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
            for way in _ANEW if anew else ():
                connection.execute(f"PRAGMA {way}")
            for table in (*changes, _STATE):
                connection.execute(f"CREATE TABLE IF NOT EXISTS {table} (key PRIMARY KEY, data BLOB)")
            for table, rows in changes.items():
                connection.executemany(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in rows.gone))
                sealed = ((key, _sealed(key, value)) for key, value in rows.new)
                connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", sealed)
            connection.execute(f"INSERT OR REPLACE INTO {_STATE} VALUES (0, ?)", (_sealed(0, program),))
    except (sqlite3.Error, OSError):
        with contextlib.suppress(OSError):
            path.unlink()
