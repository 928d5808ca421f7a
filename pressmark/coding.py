"""Values of the pipeline as bytes and back: what is remembered of one build for the next.

Takes frozen dataclasses made of tuples, strings, numbers, mappings and other such dataclasses; their type hints say how
the bytes are read. Bytes are read back only by the same program.
"""

from __future__ import annotations

import marshal
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_ATOMS = (str, int, float, bool, bytes, type(None))
Reader = Callable[[Any], Any]


def _flat(hint: Any) -> bool:
    """Whether values of the type are nothing but what `marshal` writes."""
    origin = get_origin(hint)
    if hint in _ATOMS or origin is Literal:
        return True
    if origin is tuple or origin is Union or origin is types.UnionType:
        return all(part is Ellipsis or _flat(part) for part in get_args(hint))
    return False


@lru_cache(maxsize=256)
def _getter(kind: type) -> tuple[Callable[[Any], Any], bool]:
    """What gives the fields of a dataclass together, and whether these are flat."""
    names = [f.name for f in fields(kind)]
    get = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),) if names else ()
    hints = get_type_hints(kind)
    return get, all(_flat(hints[name]) for name in names)


def plain(value: Any) -> Any:
    """The value in tuples, lists and dicts: a list is a dataclass, its name and then its fields; a set is sorted."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return tuple([one if type(one) in _ATOMS else plain(one) for one in value])
    if kind is dict or kind is MappingProxyType:
        return {key: plain(one) for key, one in value.items()}
    if kind is frozenset:
        return tuple(sorted(value))
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} cannot be written")
    get, flat = _getter(kind)
    return [kind.__name__, get(value) if flat else plain(get(value))]


def coded(value: object) -> bytes:
    """The value as bytes: the same for equal values, in every process, but for the order of a mapping's keys. Raises
    TypeError for other than such values."""
    # Version 2 does not say which equal values are one object, as later ones do.
    return marshal.dumps(plain(value), 2)


def coded_digest(value: object, size: int) -> bytes:
    """A digest of so many bytes of what `coded` writes: quick, and good for what the same program compares with it.
    What stands in files and addresses has `digest.digest`, which does not depend on Python's own format."""
    return blake2b(coded(value), digest_size=size).digest()


def packed(value: Any) -> bytes:
    """A value of numbers, text and bytes in tuples, lists and dicts, as bytes: one thing to hold and to send."""
    return marshal.dumps(value, 2)


def unpacked(data: bytes) -> Any:
    """The value that `packed` wrote."""
    return marshal.loads(data)


@lru_cache(maxsize=256)
def _reads(hint: Any) -> Reader:
    """What makes a value of the type of what `plain` made of it."""
    if _flat(hint):
        return _same
    origin, parts = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return _dataclass_reader(hint)
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        one = _reads(parts[0])
        return lambda value: tuple([one(v) for v in value])
    if origin is tuple:
        each = [_reads(part) for part in parts]
        return lambda value: tuple([read(v) for read, v in zip(each, value, strict=True)])
    if origin is Mapping:
        of = _reads(parts[1])
        return lambda value: MappingProxyType({key: of(one) for key, one in value.items()})
    if origin is frozenset and _flat(parts[0]):
        return frozenset
    if origin in (Union, types.UnionType):
        return _union_reader(parts)
    raise TypeError(f"{hint} cannot be read")


def _union_reader(parts: tuple[Any, ...]) -> Reader:
    """Dataclasses are told by their names; of other types only one may be a tuple of such."""
    kinds = {part.__name__: _reads(part) for part in parts if is_dataclass(part) and isinstance(part, type)}
    tuples = [_reads(part) for part in parts if get_origin(part) is tuple and not _flat(part)]
    if len(tuples) > 1:
        raise TypeError(f"{parts} cannot be told apart")

    def read(value: Any) -> Any:
        if type(value) is list:
            return kinds[value[0]](value)
        return tuples[0](value) if tuples and type(value) is tuple else value

    return read


def _same(value: Any) -> Any:
    return value


def _dataclass_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    own = [hints[f.name] for f in fields(kind)]
    if all(map(_flat, own)):
        return lambda value: kind(*value[1])
    if any(_mentions(hint, kind) for hint in own):
        raise TypeError(f"{kind.__name__} holds itself")
    readers = [_reads(hint) for hint in own]
    return lambda value: kind(*[read(v) for read, v in zip(readers, value[1], strict=True)])


def _mentions(hint: Any, kind: Any) -> bool:
    return hint is kind or any(_mentions(part, kind) for part in get_args(hint))


def decoded(data: bytes, hint: Any) -> Any:
    """The value of a type that `coded` wrote. Raises ValueError, EOFError or TypeError for other bytes."""
    return _reads(hint)(marshal.loads(data))
