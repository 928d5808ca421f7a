"""Frozen values copied with some of their fields changed: `dataclasses.replace` in a third of the time.

For what is done to every article several times over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Copier(Protocol[T]):
    def __call__(self, value: T, /, **changes: Any) -> T: ...


def copier(kind: type[T]) -> Copier[T]:
    """What gives a value of a dataclass with some of its fields changed; it has two fields at least, all of which it
    takes in their order."""
    names = [f.name for f in fields(kind)]  # type: ignore[arg-type] # it is a dataclass
    get: Callable[[T], tuple[Any, ...]] = attrgetter(*names)
    places = {name: number for number, name in enumerate(names)}

    def changed(value: T, /, **changes: Any) -> T:
        own = list(get(value))
        for name, new in changes.items():
            own[places[name]] = new
        return kind(*own)

    return changed
