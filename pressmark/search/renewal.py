"""An edition of the search scripts to the next: only what the documents of changed owners are in is made again.

Takes what the last edition was made of, and which owners' documents may be others now; gives the files that differ, and
what the new edition was made of: all as if it were made from nothing (`outputs.search_files`). Where too much is
another, it says so, and that is the quicker way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain, repeat
from typing import Protocol

from pressmark.config import Config
from pressmark.search.counts import Counts, TermCounter, is_english
from pressmark.search.documents import Handle, Supply
from pressmark.search.facets import NOTHING, About, about, facet_files, facet_names
from pressmark.search.merging import Change, merged
from pressmark.search.numbering import KINDS, Span, lots, slots, spans_of
from pressmark.search.outputs import Edition, Layout, about_all, entry, numbers_file, shard_files, shard_name
from pressmark.search.pieces import Packer, Pieces
from pressmark.search.shards import Cut
from pressmark.search.texts import FREE, learning, pieces, row, rows_in_file, text_file
from pressmark.tree import File

# If more than this part of the documents has changed, all is made anew: that takes no longer then.
MANY = 1 / 16
_OF_ARTICLES = ("article", "quotation", "note")

Owner = tuple[str, str]  # its kind and id


@dataclass(frozen=True, slots=True)
class Known:
    """What came of a document: the counts of its terms, the bytes of its row, and its facets."""

    counts: Counts
    size: int
    about: About


class Shelf(Protocol):
    """What the last edition's keeper was given."""

    def document(self, kind: str, lot: int) -> Known:
        """What came of a document; KeyError if that was lost."""
        ...

    def facets(self) -> dict[str, list[About]]:
        """The facets of all documents, of each kind place by place; KeyError if they were lost."""
        ...


@dataclass(frozen=True, slots=True)
class Renewed:
    """What differs from the last edition: its files, and paths that are no more; and what is to be kept of it: the
    edition, what came of the changed owners' documents (by kind and lot), those that are gone, and the facets of all,
    None if they are as they were."""

    files: tuple[File, ...]
    gone: frozenset[str]
    edition: Edition
    documents: Mapping[tuple[str, int], tuple[Handle, Known]]
    lost: Collection[tuple[str, int]]
    facets: Mapping[str, Sequence[About]] | None


def renewed(
    before: Edition, shelf: Shelf, changed: Collection[Owner], supply: Supply, config: Config
) -> Renewed | None:
    """What is other than in the edition before, if the documents of all other owners are as they were, and so are the
    archive's settings; None if all had better be made from nothing."""
    try:
        return _Renewal(before, shelf, changed, supply, config).made()
    except KeyError:  # something was lost
        return None


class _AnewError(KeyError):
    """All had better be made from nothing."""


def _of_kind(kind: str) -> str:
    """The kind of the owner of documents of a kind."""
    return "article" if kind in _OF_ARTICLES else kind


@dataclass(slots=True)
class _Moved:
    """The documents of a kind where something changes: by place, which document stood and stands there."""

    before: dict[int, int] = field(default_factory=dict)
    after: dict[int, int] = field(default_factory=dict)


class _Renewal:
    def __init__(
        self, before: Edition, shelf: Shelf, changed: Collection[Owner], supply: Supply, config: Config
    ) -> None:
        self.before = before
        self.shelf = shelf
        self.supply = supply
        self.config = config
        self.handles: dict[tuple[str, int], Handle] = {}  # of the owners that changed
        for owner in sorted(changed):
            for lot, handle in lots(supply.of(*owner)):
                self.handles[handle.kind, lot] = handle
        self.gone: dict[tuple[str, int], None] = {}  # of these owners, before
        layouts = {kind: self._layout(kind, changed) for kind in KINDS}
        self.layouts = {kind: layout for kind, layout in layouts.items() if layout.lots}
        self.old_spans = spans_of({kind: layout.slots for kind, layout in before.layouts.items()})
        self.spans = spans_of({kind: layout.slots for kind, layout in self.layouts.items()})
        self.moved = {kind: self._moved(kind) for kind in dict.fromkeys((*before.layouts, *self.layouts))}
        count = sum(len(layout.lots) for layout in self.layouts.values())
        here = sum(len(moved.before) + len(moved.after) for moved in self.moved.values())
        starts = {span.kind: span.start for span in self.old_spans}
        if here > max(2 * count * MANY, 2) or any(starts.get(s.kind, s.start) != s.start for s in self.spans):
            raise _AnewError
        self.count = count
        self.known: dict[tuple[str, int], Known] = {}

    # ---- Where the documents stand ----

    def _layout(self, kind: str, changed: Collection[Owner]) -> Layout:
        """Where the documents of a kind stand now."""
        old = self.before.layouts.get(kind) or Layout((), (), ())
        theirs = {id_ for of, id_ in changed if of == _of_kind(kind)}
        own = {lot: handle for (of, lot), handle in self.handles.items() if of == kind}
        out = {old.lots[n] for n, owner in enumerate(old.owners) if owner in theirs} if theirs else set()
        self.gone.update(((kind, lot), None) for lot in sorted(out))
        if own.keys() == out:
            return old
        pairs = [pair for pair in zip(old.lots, old.owners, strict=True) if pair[0] not in out]
        pairs = sorted([*pairs, *((lot, handle.owner) for lot, handle in own.items())])
        drawn = [lot for lot, _ in pairs]
        return Layout(drawn, [owner for _, owner in pairs], slots(drawn))

    def _moved(self, kind: str) -> _Moved:
        old, new = self.before.layouts.get(kind), self.layouts.get(kind)
        if old is new and old is not None:
            changed = {lot for of, lot in self.gone if of == kind}
            pairs = zip(old.lots, old.slots, strict=True) if changed else ()
            here = {slot: lot for lot, slot in pairs if lot in changed}
            return _Moved(here, dict(here))
        was = dict(zip(old.slots, old.lots, strict=True)) if old else {}
        now = dict(zip(new.slots, new.lots, strict=True)) if new else {}
        return _Moved(
            {slot: lot for slot, lot in was.items() if now.get(slot) != lot or (kind, lot) in self.gone},
            {slot: lot for slot, lot in now.items() if was.get(slot) != lot or (kind, lot) in self.handles},
        )

    # ---- What comes of them ----

    def made(self) -> Renewed:
        """What differs; KeyError if all had better be made from nothing."""
        packer = Packer(self._pieces())
        counter = TermCounter(is_english(self.config.language))
        for of, handle in self.handles.items():
            d = self.supply.document(handle)
            self.known[of] = Known(counter.counts(entry(d)), len(row(d, packer)), about(d))
        sizes = self._sizes()
        many = self._many(sizes)
        files = [*self._text_files(packer, many)]
        places = self._facets()
        names = self.before.facets
        gone = {f"search/{name}.js" for name in self._gone_texts(many)}
        if places is not None:
            names = facet_names(places)
            files += facet_files(places)
            gone |= {f"search/facets/{name}.js" for name in self.before.facets if name not in names}
        made = self._index()
        files += shard_files(made, about_all(self.spans, many, self.before.pieces, names, self.config), self.before.cut)
        firsts = {shard.first for shard in made.shards}
        gone |= {f"search/terms/{shard_name(s.first)}.js" for s in self.before.cut.shards if s.first not in firsts}
        if any(self.before.layouts.get(kind) is not layout for kind, layout in self.layouts.items()) or len(
            self.layouts
        ) != len(self.before.layouts):
            files.append(numbers_file(self.spans, {kind: layout.slots for kind, layout in self.layouts.items()}))
        edition = Edition(self.layouts, sizes, self.before.pieces, self.learnt, names, made)
        documents = {of: (handle, self.known[of]) for of, handle in self.handles.items()}
        lost = [of for of in self.gone if of not in self.handles]
        return Renewed(tuple(files), frozenset(gone - {f.path for f in files}), edition, documents, lost, places)

    def _of(self, kind: str, lot: int) -> Known:
        """What came of a document as it is now."""
        found = self.known.get((kind, lot))
        return found or self._was(kind, lot)

    def _was(self, kind: str, lot: int) -> Known:
        return self.shelf.document(kind, lot)

    def _pieces(self) -> Pieces:
        """What texts are written with: learnt again if what it was learnt from may be another."""
        before, count = self.before, sum(len(layout.lots) for layout in self.before.layouts.values())
        self.learnt = before.learnt
        near = any(lot <= before.learnt for _, lot in chain(self.gone, self.handles))
        if near or learning(count) != learning(self.count):
            kinds = (zip(of.lots, repeat(kind), of.owners, strict=False) for kind, of in self.layouts.items())
            drawn = ((lot, self._handle(kind, owner, lot)) for lot, kind, owner in merge(*kinds))
            found, self.learnt = pieces(drawn, self.count, self.supply)
            if found != before.pieces:
                raise _AnewError
        return before.pieces

    def _handle(self, kind: str, owner: str, lot: int) -> Handle:
        """The handle of a document."""
        found = self.handles.get((kind, lot))
        if found is None:
            found = next(handle for one, handle in lots(self.supply.of(_of_kind(kind), owner)) if one == lot)
        return found

    def _sizes(self) -> dict[str, int]:
        """The bytes of all rows of each kind."""
        sizes = {}
        for kind in self.layouts:
            size = self.before.sizes.get(kind, 0)
            size += sum(known.size for (of, _), known in self.known.items() if of == kind)
            sizes[kind] = size - sum(self._was(*of).size for of in self.gone if of[0] == kind)
        return sizes

    def _many(self, sizes: Mapping[str, int]) -> dict[str, int]:
        """How many places of each kind make a file; KeyError if these are others than before."""
        found = {kind: rows_in_file(len(layout.lots), sizes[kind]) for kind, layout in self.layouts.items()}
        old = {kind: rows_in_file(len(of.lots), self.before.sizes[kind]) for kind, of in self.before.layouts.items()}
        if any(old.get(kind, many) != many for kind, many in found.items()):
            raise _AnewError
        return old | found

    # ---- Files ----

    def _touched(self, many: Mapping[str, int]) -> Iterator[tuple[Span, list[int]]]:
        """The files of texts in which something changes: of each range where they begin."""
        counts = {span.kind: span.count for span in self.old_spans}
        for span in self.spans:
            old, length = counts.get(span.kind, 0), many[span.kind]
            moved = self.moved[span.kind]
            # The last file ends where the range does.
            last = {0, old - 1, span.count - 1} if old != span.count else set()
            places = {*moved.before, *moved.after, *range(min(old, span.count), max(old, span.count)), *last} - {-1}
            yield span, sorted({place // length * length for place in places})

    def _text_files(self, packer: Packer, many: Mapping[str, int]) -> Iterator[File]:
        for span, firsts in self._touched(many):
            layout = self.layouts[span.kind]
            at = dict(zip(layout.slots, zip(layout.lots, layout.owners, strict=True), strict=True)) if firsts else {}
            for first in firsts:
                rows = []
                for place in range(first, min(first + many[span.kind], span.count)):
                    lot, owner = at.get(place, (0, ""))
                    rows.append(
                        row(self.supply.document(self._handle(span.kind, owner, lot)), packer) if place in at else FREE
                    )
                if file := text_file(span.kind, first, rows):
                    yield file

    def _gone_texts(self, many: Mapping[str, int]) -> Iterator[str]:
        """The names of files of texts in which nothing is left, perhaps: those that stand are none of them."""
        for span, firsts in self._touched(many):
            yield from (f"texts/{span.kind}-{first}" for first in firsts)
        kinds = {span.kind for span in self.spans}
        for span in self.old_spans:
            if span.kind not in kinds:
                yield from (f"texts/{span.kind}-{first}" for first in range(0, span.count, many[span.kind]))

    def _facets(self) -> dict[str, list[About]] | None:
        """The facets of all documents, if those of a place are others."""
        changes: dict[str, dict[int, About]] = {}
        for kind, moved in self.moved.items():
            for place in {*moved.before, *moved.after}:
                was = self._was(kind, moved.before[place]).about if place in moved.before else NOTHING
                now = self._of(kind, moved.after[place]).about if place in moved.after else NOTHING
                if was != now:
                    changes.setdefault(kind, {})[place] = now
        if not changes and self.spans == self.old_spans:
            return None
        places = self.shelf.facets()
        found = {}
        for span in self.spans:
            own = places.get(span.kind, [])
            own = [*own[: span.count], *[NOTHING] * (span.count - len(own))]
            for place, now in changes.get(span.kind, {}).items():
                if place < span.count:
                    own[place] = now
            found[span.kind] = own
        return found

    def _index(self) -> Cut:
        starts = {span.kind: span.start for span in (*self.old_spans, *self.spans)}
        kind_at = [(span.start, span.kind) for span in reversed(self.spans)]
        changes = []
        for kind, moved in self.moved.items():
            for place in sorted({*moved.before, *moved.after}):
                was = self._was(kind, moved.before[place]).counts if place in moved.before else None
                now = self._of(kind, moved.after[place]).counts if place in moved.after else None
                changes.append(Change(starts[kind] + place, was, now))
        standing = {kind: dict(zip(layout.slots, layout.lots, strict=True)) for kind, layout in self.layouts.items()}

        def counts_of(number: int) -> Counts:
            start, kind = next(pair for pair in kind_at if pair[0] <= number)
            return self._of(kind, standing[kind][number - start]).counts

        return merged(self.before.cut, changes, counts_of)
