"""EDGE: what the desk keeps of an archive from one save to the next, beyond what any derivation keeps."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, fields

from pressmark.article import Article
from pressmark.kept import Kept, Local
from pressmark.notes import Note


class NewerSave(Exception):  # noqa: N818 (it is no error: what is derived is out of date)
    """Something was saved while the archive was being derived."""


@dataclass
class DeskKept(Kept):
    """What was kept, by derivations that a newer save ends (what they came to is kept)."""

    newer: threading.Event = field(default_factory=threading.Event)

    def keep(self, article: Article, notes: tuple[Note, ...], local: Local) -> None:
        super().keep(article, notes, local)
        if self.newer.is_set():
            raise NewerSave

    def prepare(self) -> None:
        """Bring the index of passages into memory, where one is remembered: the first save need not wait for that."""
        self.indexed()


def kept_by_desk(kept: Kept) -> DeskKept:
    """What was kept by another derivation, for the desk."""
    return DeskKept(**{one.name: getattr(kept, one.name) for one in fields(Kept)})
