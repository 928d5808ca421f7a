"""An article's blocks as its page shows them: words with their marks woven in, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from markupsafe import Markup

from pressmark.annotation import AnchoredNote, Mention, Passage, Quotation
from pressmark.archive import Archive, Record
from pressmark.markup import Block, placed_blocks
from pressmark.pages.item_numbers import item_numbers
from pressmark.pages.margin import EMPTY, Margin, NoteEntry, note_entry, passage_entries, speaker_entries, voice
from pressmark.pages.refs import entity_ref
from pressmark.weave import Ink, woven

T = TypeVar("T", Mention, Quotation, Passage, AnchoredNote)


@dataclass(frozen=True, slots=True)
class Item:
    """One block of a part: its paragraph id ("" if it has none), its depth in a list, its words, and its number where
    the list would not give it by itself (else 0)."""

    id: str
    level: int
    html: Markup
    number: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What the page sets as one thing. `form` is heading, paragraph, quotation, bullets or numbers, or the role of a
    typed block (summary, caption, pullquote, correction, credits)."""

    form: str
    items: tuple[Item, ...]
    level: int = 0
    credit: str = ""
    margin: Margin = EMPTY


@dataclass(frozen=True, slots=True)
class Contents:
    """A heading of the text, for the list of contents."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is marked in one block, with offsets into it; `linked` are the starts of mentions that link."""

    mentions: Sequence[tuple[int, int, Mention]]
    linked: frozenset[int]
    quotations: Sequence[tuple[int, int, Quotation]]
    passages: Sequence[tuple[int, int, Passage]]
    notes: tuple[tuple[int, AnchoredNote], ...]


def _free(start: int, end: int, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a span that no taken span covers: one mark a word."""
    pieces = [(start, end)]
    for first, last in taken:
        pieces = [
            piece
            for a, b in pieces
            for piece in ((a, min(b, first)), (max(a, last), b))
            if piece[0] < piece[1]
        ]  # fmt: skip
    return pieces


def _inks(here: str, archive: Archive, marks: _Marks) -> list[Ink]:
    inks: list[Ink] = []
    taken: list[tuple[int, int]] = []

    def lay(start: int, end: int, tag: str, attributes: tuple[tuple[str, str], ...]) -> None:
        pieces = _free(start, end, taken)
        inks.extend(Ink(a, b, tag, attributes) for a, b in pieces)
        taken.extend(pieces)

    for start, end, mention in marks.mentions:
        entity = archive.entity_of.get(mention.entity)
        if entity and start in marks.linked:
            href = entity_ref(here, entity).href
            attributes = (("class", "mention"), ("data-kind", entity.kind), ("data-card", entity.id), ("href", href))
            lay(start, end, "a", attributes)
    for _, note in marks.notes:
        lay(note.start, note.end, "span", (("class", "noted"), ("data-note", note.kind)))
    for start, end, mention in marks.mentions:
        if start not in marks.linked:
            lay(start, end, "span", (("class", "mention later"), ("data-kind", mention.kind)))
    for start, end, _ in marks.quotations:
        lay(start, end, "span", (("class", "quotation"),))
    for start, end, passage in marks.passages:
        lay(start, end, "span", (("class", "passage"), ("data-passage", passage.kind)))
    return inks


def _reference(number: int, note: AnchoredNote) -> Markup:
    return Markup('<sup class="note-reference"><a id="mark-{0}" href="#note-{0}">{1}</a></sup>').format(note.id, number)


def _html(block: Block, inks: Sequence[Ink], notes: Sequence[tuple[int, AnchoredNote]]) -> Markup:
    """The block's words with their inks; a note's number follows the words that it stands on."""
    if not notes:
        return woven(block.text, block.marks, tuple(inks))
    html, at = Markup(""), 0
    cuts = sorted({min(note.end, len(block.text)) for _, note in notes} | {len(block.text)})
    for cut in cuts:
        shift = [
            replace(ink, start=max(ink.start, at) - at, end=min(ink.end, cut) - at)
            for ink in inks
            if ink.start < cut and ink.end > at
        ]
        marks = tuple(
            replace(mark, start=max(mark.start, at) - at, end=min(mark.end, cut) - at)
            for mark in block.marks
            if mark.start < cut and mark.end > at
        )
        html += woven(block.text[at:cut], marks, tuple(shift))
        for number, note in notes:
            if min(note.end, len(block.text)) == cut:
                html += _reference(number, note)
        at = cut
    return html


def _within(found: Iterable[T], offset: int, length: int) -> list[tuple[int, int, T]]:
    """What touches a block, with its offsets into it, clipped."""
    stop = offset + length
    return [
        (max(one.start - offset, 0), min(one.end - offset, length), one)
        for one in found
        if one.start < stop and one.end > offset
    ]


class _Setter:
    """Sets one article's blocks in order: numbers its notes, and links the first mention in each section."""

    def __init__(self, here: str, archive: Archive, record: Record) -> None:
        self.here, self.archive, self.record = here, archive, record
        self.offsets = {id(block): offset for offset, block in placed_blocks(record.article.blocks)}
        self.met: set[str] = set()  # entities linked in this section
        self.named: set[str] = set()  # entities linked in summaries and captions
        self.above: frozenset[str] = frozenset()  # articles that the passages of the block above name
        self.speaking: frozenset[tuple[str, str, bool]] = frozenset()  # who speaks in the block above
        self.number = 0
        self.entries: list[NoteEntry] = []
        self.beside = {  # notes on typed blocks, each to stand where its words are
            role: [note for note in record.notes if note.found and note.target == role]
            for role in ("summary", "caption")
        }

    def numbered(self, notes: Iterable[AnchoredNote]) -> tuple[tuple[int, AnchoredNote], ...]:
        pairs = []
        for note in notes:
            self.number += 1
            pairs.append((self.number, note))
            self.entries.append(note_entry(self.here, self.archive, self.number, note))
        return tuple(pairs)

    def _entries(self, pairs: Iterable[tuple[int, AnchoredNote]]) -> tuple[NoteEntry, ...]:
        return tuple(self.entries[number - 1] for number, _ in pairs)

    def body(self, block: Block) -> tuple[Markup, Margin]:
        """A running block woven, and its margin."""
        record, offset, length = self.record, self.offsets[id(block)], len(block.text)
        heading = block.form == "heading"
        if heading:
            self.met.clear()
        mentions = [] if heading else _within(record.mentions, offset, length)
        linked = set()
        for start, end, mention in mentions:
            if mention.entity not in self.met and not any(
                mark.kind == "link" and mark.start < end and mark.end > start for mark in block.marks
            ):
                self.met.add(mention.entity)
                linked.add(start)
        found = [note for note in record.notes if note.found and note.target == "body"]
        notes = self.numbered(
            replace(n, start=start, end=end)
            for start, end, n in _within(found, offset, length)
            if self._ends_here(n, found, offset, length)
        )
        quotations = [] if heading else _within(record.quotations, offset, length)
        shared = record.partial
        passages = _within(shared, offset, length)
        marks = _Marks(mentions, frozenset(linked), quotations, passages, notes)
        html = _html(block, _inks(self.here, self.archive, marks), notes)
        begun = [p for p in shared if offset <= p.start < offset + length]
        spoken = [q for q in record.quotations if offset <= q.start < offset + length] if not heading else []
        voices = frozenset(voice(q) for q in spoken)
        new = [q for q in spoken if voice(q) not in self.speaking]
        margin = Margin(
            self._entries(notes),
            speaker_entries(self.here, self.archive, new),
            passage_entries(self.here, self.archive, begun, self.above),
        )
        self.speaking = voices
        if passages or not heading:
            self.above = frozenset(p.other for _, _, p in passages)
        return html, margin

    def _ends_here(self, note: AnchoredNote, found: Iterable[AnchoredNote], offset: int, length: int) -> bool:
        """Whether a note's words end in this block, so that a note over two blocks gets one number."""
        return any(n.id == note.id and offset < n.end <= offset + length for n in found)

    def _offset(self, block: Block) -> int | None:
        """Where a summary's or caption's block stands in its target; None if it is shown in part."""
        own = [b for b in self.record.article.blocks if b.role == block.role]
        place = next((n for n, other in enumerate(own) if other is block), -1)
        return None if place < 0 else sum(len(other.text) + 2 for other in own[:place])

    def _named(self, block: Block, offset: int) -> list[tuple[int, int, Mention]]:
        """What a summary's or caption's block names, with offsets into it; what stands inside a link is left to it."""
        found = _within((m for m in self.record.outside if m.target == block.role), offset, len(block.text))
        links = [mark for mark in block.marks if mark.kind == "link"]
        return [one for one in found if not any(mark.start < one[1] and one[0] < mark.end for mark in links)]

    def typed(self, block: Block) -> tuple[Markup, Margin]:
        """A block of another role woven with the notes whose words it holds, and its margin."""
        waiting = self.beside.get(block.role, [])
        here = [note for note in waiting if note.exact and note.exact in block.text]
        self.beside[block.role] = [note for note in waiting if note not in here]
        notes = self.numbered(
            replace(note, start=block.text.index(note.exact), end=block.text.index(note.exact) + len(note.exact))
            for note in here
        )
        offset = self._offset(block)
        mentions = self._named(block, offset) if offset is not None else []
        said = [q for q in self.record.headed if q.target == block.role] if offset is not None else []
        quotations = _within(said, offset or 0, len(block.text))
        linked = frozenset(start for start, _, mention in mentions if mention.entity not in self.named)
        self.named.update(mention.entity for _, _, mention in mentions)
        inks = _inks(self.here, self.archive, _Marks(mentions, linked, quotations, (), notes))
        speakers = speaker_entries(self.here, self.archive, [q for _, _, q in quotations])
        return _html(block, inks, notes), Margin(self._entries(notes), speakers)


def _own_ids(notes: Iterable[AnchoredNote]) -> tuple[AnchoredNote, ...]:
    """The notes with ids of their own on the page, where two people's files use the same one."""
    own: list[AnchoredNote] = []
    met: dict[str, int] = {}
    for note in notes:
        met[note.id] = met.get(note.id, 0) + 1
        own.append(note if met[note.id] == 1 else replace(note, id=f"{note.id}-again-{met[note.id]}"))
    return tuple(own)


def _form(block: Block) -> str:
    if block.role != "body":
        return block.role
    return ("numbers" if block.ordered else "bullets") if block.form == "item" else block.form


def _joined(a: Margin, b: Margin) -> Margin:
    return Margin(a.notes + b.notes, a.speakers + b.speakers, a.passages + b.passages)


def parts(
    here: str, archive: Archive, record: Record, blocks: Sequence[Block]
) -> tuple[tuple[NoteEntry, ...], tuple[Part, ...], tuple[NoteEntry, ...]]:
    """The notes on the headline, the blocks as parts with their margins, and the notes whose place was not found.

    Runs of list items, and blocks of one container, become one part. Headings start at level 2 and skip none.
    """
    if record.notes:
        record = replace(record, notes=_own_ids(record.notes))
    setter = _Setter(here, archive, record)
    setter.numbered(note for note in record.notes if note.found and note.target == "title")
    on_title, made = tuple(setter.entries), list[Part]()
    before: Block | None = None
    for block, number in zip(blocks, item_numbers(blocks), strict=True):
        html, margin = setter.body(block) if block.role == "body" else setter.typed(block)
        form, item = _form(block), Item(block.id, block.level, html, number)
        together = before is not None and made and made[-1].form == form
        if together and before and (form in ("bullets", "numbers") or (block.group and block.group == before.group)):
            last = made[-1]
            made[-1] = replace(last, items=(*last.items, item), margin=_joined(last.margin, margin))
        else:
            level = 0
            if form == "heading":
                level = 3 if block.level > 2 and any(part.level for part in made) else 2
            made.append(Part(form, (item,), level, block.credit, margin))
        before = block
    placed = {entry.id for entry in setter.entries}
    setter.numbered(note for note in record.notes if note.id not in placed)
    return on_title, tuple(made), tuple(setter.entries[len(placed) :])
