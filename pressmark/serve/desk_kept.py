"""EDGE: what the desk keeps of an archive from one save to the next, beyond what any derivation keeps."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from pressmark.annotation import Passage
from pressmark.annotators.passage_index import PassageIndex
from pressmark.article import Article
from pressmark.kept import Kept, Local
from pressmark.notes import Note


class NewerSave(Exception):  # noqa: N818 (it is no error: what is derived is out of date)
    """Something was saved while the archive was being derived."""


@dataclass
class DeskKept(Kept):
    """What was kept, by derivations that a newer save ends (what they came to is kept), with an index of passages:
    those of an article whose words change are looked for without comparing all with all."""

    newer: threading.Event = field(default_factory=threading.Event)
    index: PassageIndex | None = None
    compared: Sequence[Article] = ()  # that share the passages

    def keep(self, article: Article, notes: tuple[Note, ...], local: Local) -> None:
        super().keep(article, notes, local)
        if self.newer.is_set():
            raise NewerSave

    def prepare(self) -> None:
        """Make the index of the passages that were found last; that takes as long as finding them."""
        if self.index is None and self.passages is not None and self.compared:
            self.index = PassageIndex({one.id: one.text for one in self.compared}, self.passages[1])

    def passages_of(self, articles: Sequence[Article]) -> tuple[Passage, ...] | None:
        found = super().passages_of(articles)
        if found is None and self.index is not None:
            before, texts = ({one.id: one.text for one in those} for those in (self.compared, articles))
            changed = sorted(id_ for id_ in before.keys() | texts.keys() if before.get(id_) != texts.get(id_))
            index, self.index = self.index, None  # what fails or is ended in the middle is made anew
            index.update(texts, changed)
            self.index, found = index, index.passages
            self.keep_passages(articles, found)
        if found is not None:
            self.compared = articles
        return found

    def keep_passages(self, articles: Sequence[Article], passages: tuple[Passage, ...]) -> None:
        super().keep_passages(articles, passages)
        self.compared = articles


def kept_by_desk(kept: Kept) -> DeskKept:
    """What was kept by another derivation, for the desk."""
    return DeskKept(**{one.name: getattr(kept, one.name) for one in fields(Kept)})
