"""BUILD, annotators: speech in the article's own words, from its text and mentions to Quotations of kind "indirect".

Only what a verb of saying, or "according to", gives to a source that is clear: somebody named, a pronoun that can be
resolved, or a source that is described ("a senior official"). A sentence gives one at most, and one that quotes
none: those words are direct speech (`quotations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.annotation import Mention, Name, Quotation
from pressmark.annotators.quote_marks import paragraphs, quoted
from pressmark.annotators.quoted_titles import titles
from pressmark.annotators.speakers import Speakers
from pressmark.annotators.speech_cues import Cue
from pressmark.annotators.speech_sentences import Sentence, Sentences
from pressmark.annotators.speech_subjects import BLANK
from pressmark.segment.openings import opening_place

_TELLING = frozenset(
    (
        "said says told tells announced announces warned warns argued argues claimed claims insisted insists added "
        "adds noted notes acknowledged acknowledges denied denies confirmed confirms explained explains suggested "
        "suggests predicted predicts promised promises vowed vows stated states wrote writes testified testifies "
        "declared declares tweeted tweets contended contends maintained maintains admitted admits conceded concedes "
        "asserted asserts stressed stresses alleged alleges complained complains replied replies responded recalled "
        "recalls reiterated pledged pledges reported reports cautioned emphasized emphasised concluded concludes "
        "believed believes say argue warn claim insist believe add note acknowledge deny contend complain suggest"
    ).split()
)
_THAT = re.compile(r"(?:\s+(?!that\b)[\w’'.-]+){0,9}?,?\s+that\s+")
# Without "that", what is said begins at once, with its subject: "said he would", "said the bridge was".
_BARE = re.compile(
    r"(?:\s+(?:late |early |last |this )?(?:\w+day|week|month|year|night|today|yesterday))?\s+"
    r"(?=(?:he|she|it|they|we|there|the|an?|his|her|their|its|this|these|those|no|some|any|[^\W\d_a-z])\b)"
)
_SAYS_BARE = frozenset(
    "said says say believes believed added insisted insists argued argues claimed claims warned".split()
)
_CLAUSE_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|does|did|do|[a-z]{2,}ed|[a-z]+s|"
    r"went|came|took|gave|made|left|knew|saw|felt|held|won|lost|began|kept|met|ran|put|paid|stood)\b"
)
_AND = re.compile(r"(?:But|And|Yet|So)\s+")
_LONGEST = 800  # code points of a sentence: text without full stops must not cost its square
_FEWEST = 4  # words
_UNCLEAR = frozenset("it they we you i who this that these those some many others critics people".split())


def indirect_speech(
    text: str, mentions: tuple[Mention, ...], names: tuple[Name, ...] = (), direct: tuple[Quotation, ...] = ()
) -> tuple[Quotation, ...]:
    """What the article says in its own words that somebody said, in order, each with its source.

    The span is the words of what was said, without "that" and without the verb. `direct` are the text's direct
    quotations, which tell whom a pronoun after them means.
    """
    bounds = paragraphs(text)
    marks = quoted(text, bounds)
    sentences = Sentences(text, bounds, marks, titles(text, bounds, marks))
    speakers = Speakers(text, sentences.blanked, mentions, names)
    found: list[Quotation] = []
    heard = 0
    opening = opening_place(text)  # "NORTHFIELD, March 4 —" is the report's, not the speaker's
    begin = len(text) - len(text[len(opening[1]) :].lstrip()) if opening and text.startswith(opening[1]) else 0
    for paragraph in range(len(bounds)):
        for sentence in sentences.of(paragraph):
            while heard < len(direct) and direct[heard].start < sentence.start:
                speakers.heard(direct[heard])
                heard += 1
            told = _told(sentences, speakers, sentence, begin)
            if told is not None:
                found.append(told)
                speakers.heard(told)
    return tuple(found)


def _told(sentences: Sentences, speakers: Speakers, sentence: Sentence, begin: int) -> Quotation | None:
    if (
        sentence.end - sentence.start > _LONGEST
        or BLANK in sentences.words(sentence)
        or "''" in sentences.words(sentence)
    ):
        return None
    for cue in sentences.cues(sentence):
        if not cue.has_subject or not (cue.verb in _TELLING or cue.rule == "according to"):
            continue
        for first, end in _spans(sentences.blanked, sentence, cue):
            start = max(first, begin)
            conjunction = _AND.match(sentences.text, start, end)
            start = conjunction.end() if conjunction is not None else start
            words = sentences.text[start:end]
            if len(words.split()) >= _FEWEST and _CLAUSE_VERB.search(words):
                quotation = Quotation(start, end, words, kind="indirect")
                told = speakers.spoken(quotation, cue, "indirect")
                return told if told.how and cue.end - cue.start < 120 and not _vague(told) else None
    return None


def _vague(told: Quotation) -> bool:
    return not told.speaker and not told.meant and told.speaker_text.lower() in _UNCLEAR


def _spans(text: str, sentence: Sentence, cue: Cue) -> Iterator[tuple[int, int]]:
    """Where what was said may stand: behind the verb, or before a cue at the end of the sentence."""
    start, end = sentence.start, sentence.end
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".!?"):
        end -= 1
    first, last = min(cue.start, cue.verb_start), max(cue.end, cue.verb_end)
    if cue.rule == "according to" and not text[start:first].strip():
        behind = re.compile(r",\s+").search(text, last, end)
        if behind is not None:
            yield behind.end(), end
        return
    lead = text[start:first].rstrip()
    if lead.endswith(",") and (cue.rule in ("inverted", "according to") or end - last <= 40):
        yield start, start + len(lead) - 1
        return
    if cue.rule != "verb":
        return
    that = _THAT.match(text, cue.verb_end, end)
    if that is not None:
        yield that.end(), end
    elif cue.verb in _SAYS_BARE:
        bare = _BARE.match(text, cue.verb_end, end)
        if bare is not None:
            yield bare.end(), end
