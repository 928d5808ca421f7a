"""Stable digests: the same value gives the same digest on every machine, in every process."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass


def sha256(data: bytes) -> str:
    """The SHA-256 of the bytes, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def _feed(value: object, parts: list[bytes]) -> None:
    if isinstance(value, str):
        raw = value.encode("utf-8", "surrogatepass")
        parts.append(b"s%d:" % len(raw) + raw)
    elif value is None or isinstance(value, bool | int | float):
        parts.append(f"{type(value).__name__}:{value!r};".encode())
    elif isinstance(value, bytes):
        parts.append(b"b%d:" % len(value) + value)
    elif isinstance(value, tuple):
        parts.append(b"t%d:" % len(value))
        for part in value:
            _feed(part, parts)
    elif is_dataclass(value) and not isinstance(value, type):
        parts.append(b"d" + type(value).__name__.encode())
        for f in fields(value):
            _feed(getattr(value, f.name), parts)
    else:
        raise TypeError(f"no stable digest for {type(value).__name__}")


def digest(value: object) -> str:
    """The digest of a stage value (dataclasses, tuples, strings, numbers): 32 hex digits (BLAKE2b, 128 bits).

    Raises TypeError for sets, dicts and anything else without an order of its own.
    """
    parts: list[bytes] = []
    _feed(value, parts)
    return hashlib.blake2b(b"".join(parts), digest_size=16).hexdigest()
