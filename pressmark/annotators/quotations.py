"""BUILD, annotators: direct speech and who speaks, from an article's text and its mentions to Quotations.

Marks are found first (`quote_marks`), then every quotation is blanked (`speech_sentences`) and verbs of saying with
their subjects are looked for in what is left (`speech_cues`). Each quotation takes the heaviest candidate among the
cues near it (`speaker_candidates`); one without a cue takes the speaker of the speech that it continues. What has no
cue and reads like no speech (scare quotes, titles of works) is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pressmark.annotation import AnchoredNote, Mention, Name, Quotation
from pressmark.annotators.notes import corrected
from pressmark.annotators.quote_marks import Quoted, paragraphs, quoted
from pressmark.annotators.quoted_titles import titles, written_as_title
from pressmark.annotators.speaker_candidates import Candidate, Candidates
from pressmark.annotators.speakers import Speakers
from pressmark.annotators.speech_sentences import Sentences
from pressmark.annotators.speech_subjects import BLANK
from pressmark.annotators.speech_verbs import WEAK

_SPEECH_WORDS = 6  # words without a cue that are yet taken for speech, when they make up a sentence
_TITLE_GAP = 14  # between a verb and a title of a work, at most, for the title to be what was said


def quotations(
    text: str, mentions: tuple[Mention, ...], names: tuple[Name, ...] = (), notes: tuple[AnchoredNote, ...] = ()
) -> tuple[Quotation, ...]:
    """The direct speech of an article, in order, each with its speaker as far as the text confirms one.

    `mentions` (sorted by start) give speakers their entities; `names` help to tell a pronoun's person. Each paragraph
    of a longer speech, and each part of one that "…," he said, "…" divides, is a quotation of its own. Anchored notes
    of kind "quotation" win over every rule.
    """
    return corrected(_spoken(text, mentions, names), notes, text)


def _spoken(text: str, mentions: tuple[Mention, ...], names: tuple[Name, ...]) -> tuple[Quotation, ...]:
    bounds = paragraphs(text)
    marks = quoted(text, bounds)
    if not marks:
        return ()
    works = titles(text, bounds, marks)
    sentences = Sentences(text, bounds, marks, works)
    candidates = Candidates(sentences)
    speakers = Speakers(text, sentences.blanked, mentions, names)
    found: list[Quotation] = []
    previous: tuple[Quoted, Quotation] | None = None
    for quote in marks:
        chosen = candidates.of(quote)
        quotation = Quotation(quote.start, quote.end, text[quote.start : quote.end])
        if quote.start in works or _is_title(sentences, quote, chosen):
            continue
        continues = previous is not None and not quote.single and _continues(sentences, previous[0], quote)
        if chosen is not None and (chosen.how or chosen.cue.has_subject or not continues):
            quotation = speakers.spoken(quotation, chosen.cue, chosen.how)
        elif previous is not None and continues:
            quotation = _continued(previous[1], quotation)
        elif quote.single or not _reads_like_speech(sentences, quote):
            continue
        if quotation.how and previous is not None and quote.paragraph - previous[0].paragraph == 1:
            _spread_back(sentences, found, quote, quotation)
        found.append(quotation)
        speakers.heard(quotation)
        previous = quote, quotation
    return tuple(found)


def _spread_back(sentences: Sentences, found: list[Quotation], quote: Quoted, quotation: Quotation) -> None:
    """Give paragraphs of speech that were left open, and nobody's yet, to whoever is named for the next one."""
    start = sentences.bounds[quote.paragraph][0]
    for number in range(len(found) - 1, -1, -1):
        open_ = found[number]
        closed = open_.text.endswith(("”", '"', "’", "'", "»"))
        between = sentences.text[open_.end : start]
        if open_.how or open_.speaker_text or closed or between.strip():
            return
        found[number] = _continued(quotation, open_)
        start = open_.start


def _continued(previous: Quotation, quotation: Quotation) -> Quotation:
    """The quotation with the speaker of the one before it."""
    how = "continued" if previous.how else ""
    return replace(previous, start=quotation.start, end=quotation.end, text=quotation.text, how=how)


def _continues(sentences: Sentences, previous: Quoted, quote: Quoted) -> bool:
    """Whether a quotation without a cue goes on with the speech before it."""
    if sentences.alone(quote):
        return quote.paragraph - previous.paragraph <= 1
    if previous.paragraph != quote.paragraph:
        return False
    lead = sentences.blanked[sentences.around(quote).start : quote.start].rstrip()
    if lead.endswith(("’s", "'s", "s’")):
        return False  # Lind’s “night shift”
    return len(lead.split()) <= 1 or not re.search(r"[.!?]\s", sentences.blanked[previous.end : quote.start])


def _is_title(sentences: Sentences, quote: Quoted, chosen: Candidate | None) -> bool:
    """Whether the words are written like a title inside a sentence, and no verb right before them says otherwise."""
    if not written_as_title(sentences.text, quote):
        return False
    before = sentences.blanked[sentences.around(quote).start : quote.start].rstrip()
    if not before or before.endswith((":", ",", BLANK)):
        return False
    if chosen is None or not chosen.how or chosen.cue.verb in WEAK:
        return True  # "they saw “The Long Pier”"
    return not 0 <= quote.start - chosen.cue.verb_end <= _TITLE_GAP


def _reads_like_speech(sentences: Sentences, quote: Quoted) -> bool:
    """Whether words without a cue are a sentence of their own rather than a title or scare quotes."""
    words = sentences.text[quote.start : quote.end].split()
    if len(words) < _SPEECH_WORDS:
        return False
    return sentences.alone(quote) or len(words) >= 2 * _SPEECH_WORDS
