"""What each kind of thing is called on the page, in the singular and the plural."""

from __future__ import annotations

from pressmark.urls import FOLDERS

ONE = {kind: kind.capitalize() for kind in FOLDERS}
MANY = {kind: folder.capitalize() for kind, folder in FOLDERS.items()}
