"""Folders as values: what was read from disk, and what is to be written there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file's path (relative to its root, with forward slashes) and its bytes."""

    path: str
    data: bytes


Tree = tuple[File, ...]
