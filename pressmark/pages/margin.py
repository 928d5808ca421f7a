"""What stands in an article's margin beside a block: people's notes, who speaks, and where the same words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pressmark.annotation import AnchoredNote, Passage, Quotation
from pressmark.archive import Archive, Record
from pressmark.pages.days import Day, published
from pressmark.pages.refs import Ref, article_ref, entity_ref, outlet_ref, thing_ref
from pressmark.pages.rights import shown_ids
from pressmark.pages.sentences import block_at


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A person's note, numbered in the order of the text. `exact` are the words it stands on."""

    number: int
    id: str
    kind: str
    text: str
    exact: str
    verdict: str
    evidence: tuple[Ref, ...]
    links: tuple[Ref, ...]
    by: str
    on: str
    placed: bool


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """Who speaks in a block: a named speaker, one that the text only describes, or nobody that could be confirmed."""

    speaker: Ref | None
    words: str
    state: str  # "named", "described", "unconfirmed"
    count: int


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """Words that another article has too. `again`: the block before has words of that article as well."""

    other: Ref
    outlet: Ref | None
    date: Day
    kind: str
    words: int
    again: bool


@dataclass(frozen=True, slots=True)
class Margin:
    notes: tuple[NoteEntry, ...] = ()
    speakers: tuple[SpeakerEntry, ...] = ()
    passages: tuple[PassageEntry, ...] = ()


EMPTY = Margin()


def note_entry(here: str, archive: Archive, number: int, note: AnchoredNote) -> NoteEntry:
    return NoteEntry(
        number,
        note.id,
        note.kind,
        note.text,
        note.exact,
        note.verdict,
        tuple(thing_ref(here, archive, id_) for id_ in note.evidence),
        tuple(thing_ref(here, archive, id_) for id_ in note.links),
        note.by,
        note.on,
        note.found,
    )


def voice(quotation: Quotation) -> tuple[str, str, bool]:
    """Who speaks, as far as it is known, and whether the text makes it certain: what tells one speaker from another."""
    return quotation.speaker, "" if quotation.speaker else quotation.speaker_text, bool(quotation.how)


def speaker_entries(here: str, archive: Archive, quotations: Sequence[Quotation]) -> tuple[SpeakerEntry, ...]:
    """The speakers of a block's quotations in order of appearance, each once with a count."""
    counts: dict[tuple[str, str, bool], int] = {}
    for quotation in quotations:
        counts[voice(quotation)] = counts.get(voice(quotation), 0) + 1
    entries = []
    for (speaker, words, sure), count in counts.items():
        entity = archive.entity_of.get(speaker)
        state = "named" if entity else "described" if words and sure else "unconfirmed"
        entries.append(SpeakerEntry(entity_ref(here, entity) if entity else None, words, state, count))
    return tuple(entries)


def passage_entries(
    here: str, archive: Archive, passages: Sequence[Passage], before: frozenset[str]
) -> tuple[PassageEntry, ...]:
    """One entry for each other article that shares words with a block. `before`: the articles named just above."""
    longest: dict[str, Passage] = {}
    for passage in passages:
        if passage.other not in longest or passage.words > longest[passage.other].words:
            longest[passage.other] = passage
    entries = []
    for other, passage in longest.items():
        record: Record = archive.record_of[other]
        place = block_at(record.article, passage.other_start)
        visible = place is not None and place[1].id in shown_ids(record.article, archive.config)
        entries.append(
            PassageEntry(
                article_ref(here, archive.config, record.article, place[1].id if place and visible else ""),
                outlet_ref(here, archive, record.outlet),
                published(record),
                passage.kind,
                passage.words,
                other in before,
            )
        )
    return tuple(entries)
