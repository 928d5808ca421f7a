"""BUILD: what one article contributes to the archive, from itself and the vocabulary alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pressmark.annotation import (
    AnchoredNote,
    Attribution,
    Estimate,
    Figure,
    Mention,
    OneText,
    Passage,
    Quotation,
    Source,
    ToldDate,
    TopicHit,
)
from pressmark.annotators.attributions import attributions
from pressmark.annotators.dates import expressions
from pressmark.annotators.figures import figures
from pressmark.annotators.further_captures import Version
from pressmark.annotators.indirect_speech import indirect_speech
from pressmark.annotators.mentions import mentions
from pressmark.annotators.notes import anchored
from pressmark.annotators.outside_quotations import outside_quotations
from pressmark.annotators.outside_text import outside_mentions
from pressmark.annotators.quotations import quotations
from pressmark.annotators.references import Known, note_references, with_origin
from pressmark.annotators.told_dates import full_dates, told_dates
from pressmark.annotators.topics import topic_hits
from pressmark.article import Article
from pressmark.copied import copier
from pressmark.dates import UNKNOWN_DATE, Date
from pressmark.draft import Draft
from pressmark.names import is_english
from pressmark.notes import Note
from pressmark.problems import Problems


@dataclass(frozen=True, slots=True)
class Record:
    """What one article contributes: itself, what was found in it, and the capture it came from.

    Mentions, quotations and notes are sorted by start. `passages` are the shared ones, this article's side first.
    `outlet`, `authors`, `topics` and `stories` are ids that exist in the archive ("" or () where unknown).
    `draft` is the machine's reading (the proposal file), None if there is none; `capture` the raw bytes decoded, ""
    if the source is not there; `capture_sha256` is the digest of the bytes found on disk, "" if there are none.
    `estimate` is when it was probably published, where its head has no date. `sources` are the outlets on whose
    reporting it draws, with the articles of theirs that are held.
    """

    article: Article
    outlet: str
    authors: tuple[str, ...]
    contributors: tuple[str, ...]
    stories: tuple[str, ...]
    topics: tuple[TopicHit, ...]
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    notes: tuple[AnchoredNote, ...]
    passages: tuple[Passage, ...]
    draft: Draft | None
    capture: str
    capture_sha256: str
    listed: tuple[str, ...] = ()  # the entities that its head names
    outside: tuple[Mention, ...] = ()  # those in its title, summary and captions
    estimate: Estimate | None = None
    versions: tuple[Version, ...] = ()
    indirect: tuple[Quotation, ...] = ()  # what the article's own words say that somebody said
    capture_path: str = ""  # the file in which the capture stands, below content/
    figures: tuple[Figure, ...] = ()
    dates: tuple[ToldDate, ...] = ()  # the days of which it tells
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()
    headed: tuple[Quotation, ...] = ()  # what is quoted in its title, summary and captions
    one_text: OneText | None = None  # the cluster, where other articles have the same text

    @property
    def partial(self) -> tuple[Passage, ...]:
        """The passages that it shares with articles which have not its whole text."""
        copies = {copy.article for copy in self.one_text.copies} if self.one_text else ()
        return tuple(p for p in self.passages if p.other not in copies) if copies else self.passages

    @property
    def when(self) -> Date:
        """What the article is ordered by: its date, else its estimate if that is closed at both sides."""
        guess = self.estimate.date if self.estimate and not self.article.date.known else UNKNOWN_DATE
        return guess if guess.earliest and guess.latest else self.article.date


changed = copier(Record)


def annotated(
    article: Article, known: Known, notes: tuple[Note, ...], annotators: tuple[str, ...]
) -> tuple[Record, Problems]:
    """The record of one article from itself and the vocabulary alone: no passages, no draft, no capture yet."""
    registry, topics = known.registry, known.registry.topics
    article, wrong = with_origin(article, known)
    notes, astray = note_references(notes, known) if "notes" in annotators else ((), ())
    anchors, problems = anchored(article, notes)
    named = registry.listed(article)
    beside = registry.in_its_stories(article)
    found = mentions(article.text, registry, named, anchors, beside) if "mentions" in annotators else ()
    quoted = quotations(article.text, found, notes=anchors) if "quotations" in annotators else ()
    english, outlet = is_english(article.language), registry.outlet_for(article.outlet) if article.outlet else ""
    quoted = quoted if english else tuple(map(_without_speaker, quoted))
    indirect = indirect_speech(article.text, found, direct=quoted) if "quotations" in annotators and english else ()
    entities = tuple(sorted({m.entity for m in found} | set(named)))
    outside = outside_mentions(article, registry, entities, anchors, beside) if "mentions" in annotators else ()
    headed = outside_quotations(article, quoted, outside, anchors) if "quotations" in annotators else ()
    headed = headed if english else tuple(map(_without_speaker, headed))
    filed = tuple(id_ for t in article.topics if (id_ := registry.topic_for(t)))
    hits = topic_hits(article.text, article.title or "", entities, topics if "topics" in annotators else (), filed)
    record = Record(
        article=article,
        outlet=outlet,
        authors=tuple(registry.author_for(a) for a in article.authors or ()),
        contributors=tuple(registry.author_for(a) for a in article.contributors or ()),
        stories=tuple(registry.story_for(s) for s in article.stories),
        topics=hits,
        mentions=found,
        quotations=quoted,
        indirect=indirect,
        notes=anchors,
        attributions=(
            attributions(article.text, found, registry, outlet) if english and "attributions" in annotators else ()
        ),
        passages=(),
        draft=None,
        capture="",
        capture_sha256="",
        listed=named,
        outside=outside,
        headed=headed,
    )
    return record, (*problems, *wrong, *astray)


def all_mentions(record: Record) -> tuple[Mention, ...]:
    """The mentions in an article's text, and behind them those in its title, summary and captions."""
    return (*record.mentions, *record.outside)


def all_quotations(record: Record) -> tuple[Quotation, ...]:
    """The quotations in an article's text, and behind them those in its title, summary and captions."""
    return (*record.quotations, *record.headed)


def _without_speaker(quotation: Quotation) -> Quotation:
    """Quoted words in a language whose verbs the rules do not know: a speaker is who a person says it is."""
    return (
        quotation
        if quotation.how == "note"
        else replace(Quotation(quotation.start, quotation.end, quotation.text), target=quotation.target)
    )


def told(article: Article, when: Date, annotators: tuple[str, ...]) -> tuple[tuple[Figure, ...], tuple[ToldDate, ...]]:
    """The figures of an article and the days of which it tells, if it was written then."""
    text = article.text
    if not is_english(article.language):
        return (), full_dates(text) if "dates" in annotators else ()
    if not {"figures", "dates"} & set(annotators):
        return (), ()
    found = expressions(text)
    spans = [(one.start, one.end) for one in found if one.form != "second day"]
    return (
        figures(text, spans) if "figures" in annotators else (),
        told_dates(text, found, when) if "dates" in annotators else (),
    )
