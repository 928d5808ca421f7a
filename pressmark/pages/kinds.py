"""What each kind of thing is called on the page, in the singular and the plural."""

from __future__ import annotations

from pressmark.urls import FOLDERS

ONE = {kind: kind.capitalize() for kind in FOLDERS}
MANY = {kind: folder.capitalize() for kind, folder in FOLDERS.items()}
ENTITY_KINDS = ("person", "organization", "place", "event", "work")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 article", "12 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
