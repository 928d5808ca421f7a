"""Who names a thing, as sentences in context: grouped by article, each sentence with the mention marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pressmark.annotation import Quotation, Target
from pressmark.annotators.quotation_variants import variants
from pressmark.archive import Archive, Record
from pressmark.pages.refs import Ref, article_ref, entity_ref
from pressmark.pages.rights import shown_ids
from pressmark.pages.rows import Row, row
from pressmark.pages.sentences import Sentence, block_at, sentence_at, sentence_outside
from pressmark.record import all_quotations
from pressmark.text import folded, words

SENTENCES_PER_ARTICLE = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and the link to the paragraph it stands in; `target` is where that is, if not in the running text."""

    sentence: Sentence
    place: Ref
    target: Target = "body"


@dataclass(frozen=True, slots=True)
class Backlink:
    """An article that names the thing, the sentences that do (the first few; `more` others), one for each paragraph.
    `held_back`: there are others in text
    that the article's rights keep from being shown."""

    row: Row
    lines: tuple[Line, ...]
    more: int
    held_back: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation with its place: `speaker` is None unless it is known, `words` are the text's own. `again` are
    the other places where the same words of the same speaker stand."""

    text: str
    speaker: Ref | None
    words: str
    state: str  # "named", "described", "unconfirmed"
    place: Ref
    row: Row
    document: str = ""  # the words that name the document that speaks, where `speaker` is its author
    again: tuple[tuple[Row, Ref], ...] = ()
    variants: tuple[Wording, ...] = ()
    target: Target = "body"  # where it stands, if not in the running text


@dataclass(frozen=True, slots=True)
class Wording:
    """The same quotation elsewhere. `how` says in words in what it differs; `another` that somebody else is named as
    its speaker there."""

    said: Said
    how: str
    another: bool


# What is said of a variant of a quotation, by its kind.
_HOW = {"identical": "The same words", "cut": "Cut", "edited": "In other words", "template": "With other names in it"}


def _line(here: str, archive: Archive, record: Record, start: int, end: int) -> Line:
    sentence = sentence_at(record.article, start, end)
    return Line(sentence, article_ref(here, archive.config, record.article, sentence.block))


def _outside(here: str, archive: Archive, record: Record, entity: str, *, alone: bool) -> Iterator[Line]:
    """The sentences of the summary and the captions that mention the entity; the title where it stands `alone`."""
    for mention in record.outside:
        if mention.entity == entity and (mention.target != "title" or alone):
            alone = False
            sentence = sentence_outside(record.article, mention.target, mention.start, mention.end)
            place = article_ref(here, archive.config, record.article, sentence.block)
            yield Line(sentence, place, mention.target)


def backlinks(here: str, archive: Archive, entity: str, ids: Sequence[str]) -> tuple[Backlink, ...]:
    """The articles of `ids` with the sentences that mention the entity, each sentence once."""
    found = []
    for id_ in ids:
        record = archive.record_of[id_]
        seen: dict[tuple[str, str], Line] = {}
        hidden = False
        own = [_line(here, archive, record, m.start, m.end) for m in record.mentions if m.entity == entity]
        named = (*own, *_outside(here, archive, record, entity, alone=not own))
        visible = shown_ids(record.article, archive.config) if named else frozenset()
        for line in named:
            sentence = line.sentence
            if sentence.block in visible or line.target == "title":
                seen.setdefault((sentence.block, sentence.before + sentence.marked + sentence.after), line)
            else:
                hidden = True
        lines = tuple(seen.values())
        kept = lines[:SENTENCES_PER_ARTICLE]
        found.append(Backlink(row(here, archive, record), kept, len(lines) - len(kept), hidden))
    return tuple(found)


def said(here: str, archive: Archive, record: Record, quotation: Quotation) -> Said:
    speaker = archive.entity_of.get(quotation.speaker)
    return Said(
        quotation.text,
        entity_ref(here, speaker) if speaker else None,
        quotation.meant or quotation.speaker_text,
        "named" if speaker else "described" if quotation.how else "unconfirmed",
        article_ref(here, archive.config, record.article, _block_of(record, quotation)),
        row(here, archive, record),
        quotation.document if speaker else "",
        target=quotation.target,
    )


def _block_of(record: Record, quotation: Quotation) -> str:
    """The id of the block in which a quotation stands; "" for the title."""
    if quotation.target != "body":
        return sentence_outside(record.article, quotation.target, quotation.start, quotation.end).block
    place = block_at(record.article, quotation.start)
    return place[1].id if place else ""


def told(here: str, archive: Archive, places: Iterable[tuple[str, int]]) -> tuple[Said, ...]:
    """What articles say in their own words that somebody said, at (article id, index into its `indirect`).

    What stands in an article whose text is not shown is left out.
    """
    found = []
    for id_, index in places:
        record = archive.record_of[id_]
        one = record.indirect[index]
        place = block_at(record.article, one.start)
        if place is not None and place[1].id in shown_ids(record.article, archive.config):
            found.append(said(here, archive, record, one))
    return tuple(found)


def sayings(here: str, archive: Archive, places: Iterable[tuple[str, int]]) -> tuple[Said, ...]:
    """The quotations at (article id, index), the same words of one speaker once, with all their places and variants.

    Those whose article keeps its text from being shown are left out.
    """
    found: dict[tuple[str, str], Said] = {}
    for id_, index in places:
        record = archive.record_of[id_]
        quotation = all_quotations(record)[index]
        visible = shown_ids(record.article, archive.config)
        if quotation.target != "body" and _in_text(record, quotation, visible):
            continue
        if quotation.target == "title" or _block_of(record, quotation) in visible:
            one = said(here, archive, record, quotation)
            key = (quotation.speaker or f"{one.state} {folded(one.words)}", _spoken(quotation))
            first = found.setdefault(key, one)
            if first is not one:
                found[key] = replace(first, again=(*first.again, (one.row, one.place)))
    return _with_variants(tuple(found.values()))


def _spoken(quotation: Quotation) -> str:
    return " ".join(words(folded(quotation.text)))


def _in_text(record: Record, quotation: Quotation, visible: Collection[str]) -> bool:
    """Whether what a headline, a summary or a caption quotes is quoted with the same words in the text itself."""
    same = (q for q in record.quotations if _spoken(q) == _spoken(quotation))
    return any(_block_of(record, q) in visible for q in same)


def _with_variants(quoted: tuple[Said, ...]) -> tuple[Said, ...]:
    """The quotations, those of one in several wordings under the first of them."""
    result = []
    speakers = [one.speaker.href if one.speaker else "" for one in quoted]
    for head, *others in variants([one.text for one in quoted], speakers):
        first = quoted[head.number]
        wordings = tuple(Wording(quoted[v.number], _HOW[v.kind], _disagree(first, quoted[v.number])) for v in others)
        result.append(replace(first, variants=wordings) if wordings else first)
    return tuple(result)


def _disagree(one: Said, other: Said) -> bool:
    return one.speaker is not None and other.speaker is not None and one.speaker.href != other.speaker.href
