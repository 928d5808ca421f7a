"""EDGE: what a site's portions were made of and what came of them, remembered from one build to the next.

One file under .cache/ (`store`). Whatever is not remembered is made anew, with the same bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pressmark.store import Rows, read_rows, write_rows

STORE = ".cache/memo.sqlite"
_TABLES = ("site", "articles", "others", "portions")


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


def recalled(root: Path, program: str) -> Memory:
    """What the same program remembers of an archive; nothing if there is nothing, or it cannot be read."""
    tables = read_rows(root / STORE, program, _TABLES)
    if not tables.get("site"):
        return Memory()
    portions = {name: _made(row) for name, row in tables["portions"].items()}
    return Memory(tables["site"]["digest"], tables["articles"], tables["others"], portions)


def _made(row: tuple[Any, ...]) -> Made:
    facets, others, kept, paths, wanted, places = row
    return Made(_array("i", facets), _array("i", others), kept, paths, _array("Q", wanted), _array("Q", places))


def _array(kind: str, data: bytes) -> array[int]:
    found = array(kind)
    found.frombytes(data)
    return found


def remember(root: Path, program: str, old: Memory, new: Memory) -> None:
    """Bring what is remembered from `old` to `new`."""
    changes = {
        "site": Rows((), [("digest", new.site)]),
        "articles": _changes(old.articles, new.articles, tuple),
        "others": _changes(old.others, new.others, tuple),
        "portions": _changes(old.portions, new.portions, _row),
    }
    write_rows(root / STORE, program, changes, anew=not old.site)


def _row(made: Made) -> tuple[object, ...]:
    reads = (made.facets.tobytes(), made.others.tobytes())
    return (*reads, made.kept, made.paths, made.wanted.tobytes(), made.places.tobytes())


def _changes(old: Mapping[Any, Any], new: Mapping[Any, Any], row: Callable[[Any], tuple[object, ...]]) -> Rows:
    gone = [key for key in old if key not in new]

    def changed() -> Iterator[tuple[Any, Any]]:
        for key, value in new.items():
            if old.get(key) is not value:
                yield key, row(value)

    return Rows(gone, changed())
