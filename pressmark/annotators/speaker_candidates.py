"""BUILD, annotators: who may have spoken a quotation. Every cue near it is a weighed candidate.

The weights are set by hand, in one table. A candidate is a verb of saying with its subject in the quotation's own
sentence or in the one beside it, or a name that punctuation alone sets beside the quotation: a label before a colon,
a credit after a dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.annotators.quote_marks import Quoted
from pressmark.annotators.speech_cues import Cue
from pressmark.annotators.speech_sentences import Sentence, Sentences
from pressmark.annotators.speech_subjects import BLANK, NAME, starts_name, subject_before
from pressmark.annotators.speech_verbs import BASE, FINITE, SAYING, WEAK

_WEIGHTS = {
    "credit": 12.0,  # “…” — Ana Sol
    "touching after": 11.0,  # “…,” Ana Sol said
    "touching after, naming": 6.8,  # “…,” Ana Sol demanded
    "unlisted verb after": 10.0,  # “…,” Ana Sol deadpanned
    "label": 9.0,  # Ana Sol: “…”
    "before": 7.0,  # Ana Sol said “…”
    "noun before": 3.5,  # Ana Sol’s claim that it was “…”
    "apart after": 2.0,  # that “…” would stay, Ana Sol said
    "according to after": 2.0,
    "beside the sentence": 4.0,  # it was “…” to the end, Ana Sol said
    "next sentence": 1.9,
    "sentence before": 1.8,
    "paragraph before": 1.7,
    "subject": 0.5,  # Ana Sol opened a bridge “for all of us”
    # What is added for each property of a cue in the quotation's own sentence.
    "a cue between": -0.3,
    "nobody speaks": -4.0,
    "a thing speaks": -0.2,
    "a thing speaks after somebody": -0.8,
    "a weak verb apart": -3.5,
    "in a clause of its own": 5.0,  # When Ana Sol said “…,” the crowd cheered
    "a thing speaks beside somebody": -3.5,
}
_FRAGMENT = 4  # words, in lower case inside a sentence, that are taken for somebody's whoever the sentence is about
_WEAK_REACH = 40  # code points between a verb that seldom says anything and a quotation
_LABEL = re.compile(rf"(?:^|\s[—–-]\s)\W*({NAME.pattern})(?:\s+(?:on|in|to|at)\s[^:;.,]{{2,50}})?:\s*$")
_TRANSCRIPT = re.compile(r"[“\"]([^\W\d_a-z][^\W\d_a-z .’'-]{2,30}):\s(?=\S)")  # “LIND: It rains.
_BARE_NAME = NAME.pattern.partition(")")[2]  # one that a dash may touch
_CREDIT = re.compile(rf"[.,]?\s{{0,12}}(?:[―—–]|--?)\s{{0,12}}(?P<name>{_BARE_NAME})(?=\s*(?:[.,(]|$|\n|[“\"{BLANK}]))")
_AFTER = re.compile(
    rf",?\s*(?:(?P<name>(?:an?\s(?:[a-z]+\s+){{1,2}})?(?:{NAME.pattern})|he|she|they)\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z]+ed)\b|"
    rf"(?P<early>[a-z]+ed)\s+(?P<late>{NAME.pattern})(?=[,.]))"
)
_SCARE = re.compile(
    r"\b(?:so-called|known as|nicknamed|dubbed|titled|entitled|named|a\.k\.a\.|aka|or|word|words|term|phrase)$"
)
_OWNER = re.compile(rf"({NAME.pattern})(?<=[’']s)(?<!^)\s+(?:[a-z-]+\s+){{0,2}}\W?$")
_EPITHET = re.compile(
    r"\s(?!to\b|in\b|on\b|of\b|for\b|and\b|but\b|or\b|as\b|at\b|with\b|by\b|from\b|that\b|if\b|when\b)[a-z]{3,}"
)
_WHILE = re.compile(
    r"(?:But |And )?(?:[Ee]ven )?(?:[Ww]hen|[Aa]fter|[Aa]s|[Ww]hile|[Aa]lthough|[Tt]hough|[Bb]ecause|[Ss]ince)\b"
)
_OBJECT = re.compile(r"(?:that|he|she|it|they|we|the|a|an|his|her|there|\w+ing)\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue that may be the quotation's, the rule that found it and what speaks for it."""

    cue: Cue
    how: str
    weight: float


def best(candidates: Iterator[Candidate]) -> Candidate | None:
    """The heaviest candidate, the first of those that weigh the same."""
    found: Candidate | None = None
    for candidate in candidates:
        if found is None or candidate.weight > found.weight:
            found = candidate
    return found


class Candidates:
    """The candidates of one text's quotations."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences, self._text, self._blanked = sentences, sentences.text, sentences.blanked

    def of(self, quote: Quoted) -> Candidate | None:
        """The best candidate of a quotation: in its own sentence, else in one beside it that leads to it."""
        sentence = self._sentences.around(quote)
        if quote.single:
            return best(self._beside_single(quote, sentence))
        own = best(self._own(quote, sentence))
        if own is not None:
            return own
        return best(self._neighbouring(quote) if self._sentences.alone(quote) else self._subject(quote, sentence))

    def _own(self, quote: Quoted, sentence: Sentence) -> Iterator[Candidate]:
        """The candidates in the quotation's own sentence."""
        yield from self._credited(quote)
        yield from self._labelled(quote, sentence)
        found = self._sentences.cues(sentence)
        before = [c for c in found if self._leads(c, quote)]
        for rank, cue in enumerate(reversed(before)):
            yield Candidate(cue, "in the sentence", self._before(cue, rank, found, quote, sentence))
        adjacent = self._unlisted(quote, sentence)
        if adjacent is not None:
            yield Candidate(adjacent, "after the quotation", _WEIGHTS["unlisted verb after"])
        for rank, cue in enumerate(c for c in found if c.verb_start >= quote.end):
            kind = self._after_kind(cue, quote)
            if kind:
                how = "after the quotation" if kind.startswith("touching") else "in the sentence"
                yield Candidate(cue, how, _WEIGHTS[kind] + rank * _WEIGHTS["a cue between"])

    def _leads(self, cue: Cue, quote: Quoted) -> bool:
        """Whether a cue may lead to the quotation after it."""
        if cue.verb_end > quote.start or (cue.verb in WEAK and quote.start - cue.verb_end >= _WEAK_REACH):
            return False
        return ";" not in self._blanked[cue.verb_end : quote.start]

    def _before(self, cue: Cue, rank: int, found: list[Cue], quote: Quoted, sentence: Sentence) -> float:
        weight = _WEIGHTS["noun before" if cue.rule == "noun" else "before"] + rank * _WEIGHTS["a cue between"]
        if not cue.has_subject:
            weight += _WEIGHTS["nobody speaks"]
        elif not self._sentences.somebody(cue):
            outer = any(c.verb_start >= quote.end and self._beside(c, sentence) for c in found)
            first = any(c.verb_end <= cue.start and c.verb in SAYING and self._sentences.somebody(c) for c in found)
            thing = " beside somebody" if outer else " after somebody" if first else ""
            weight += _WEIGHTS[f"a thing speaks{thing}"]
        if cue.verb in WEAK and (quote.start - cue.verb_end > 3 or self._reported(cue, found)):
            weight += _WEIGHTS["a weak verb apart"]
        if cue.rule == "verb" and _WHILE.match(self._blanked, sentence.start) and self._sentences.somebody(cue):
            weight += _WEIGHTS["in a clause of its own"]
        return weight

    def _reported(self, cue: Cue, found: list[Cue]) -> bool:
        """Whether the cue stands in what somebody else says: "she said that he showed “great charm”"."""
        says = (c for c in found if c.verb_end <= cue.start and c.verb in SAYING and self._sentences.somebody(c))
        return any(re.match(r"\s+that\b", self._blanked[c.verb_end : cue.start + 1]) for c in says)

    def _after_kind(self, cue: Cue, quote: Quoted) -> str:
        first = min(cue.start, cue.verb_start)
        gap = self._blanked[quote.end : first] if first >= quote.end else None
        if gap is not None and cue.rule in ("verb", "inverted") and re.fullmatch(r"[\s,—–-]*", gap):
            return "touching after" if cue.verb in SAYING else "touching after, naming"
        if cue.rule == "according to":
            return "according to after"
        if cue.rule in ("noun", "participle") or cue.verb in WEAK or cue.verb in BASE:
            return ""
        return "beside the sentence" if self._beside(cue, self._sentences.around(quote)) else "apart after"

    def _beside(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether the cue stands beside the sentence, as in "…, said the mayor" or "…, officials said"."""
        first = min(cue.start, cue.verb_start)
        return cue.verb in SAYING and self._blanked[sentence.start : first].rstrip().endswith((",", BLANK))

    def _beside_single(self, quote: Quoted, sentence: Sentence) -> Iterator[Candidate]:
        """The candidates of a quotation in single marks, which must stand right beside it."""
        for cue in self._sentences.cues(sentence):
            near = 0 <= quote.start - cue.verb_end <= 8 or 0 <= min(cue.start, cue.verb_start) - quote.end <= 3
            if near and cue.rule in ("verb", "inverted"):
                yield Candidate(cue, "in the sentence", _WEIGHTS["before"])
        yield from self._labelled(quote, sentence)

    def _subject(self, quote: Quoted, sentence: Sentence) -> Iterator[Candidate]:
        """Whoever the sentence is about, for words that a verb of saying may be missing for; never confirmed."""
        inner = self._sentences.inner(quote).lstrip("“”\"‘’«„`' ")
        lead = self._blanked[sentence.start : quote.start].rstrip()
        colon = lead.endswith(":")
        if _SCARE.search(lead) or not (colon or (inner[:1].islower() and " " in inner)):
            return
        owner = self._owner(sentence, quote) if len(inner.split()) >= _FRAGMENT else None
        subject = owner or self._sentences.subject(sentence, quote.start)
        cue = Cue(quote.start, quote.start, *(subject or (quote.start, quote.start)), "subject", "")
        if not colon and len(inner.split()) < _FRAGMENT and _EPITHET.match(self._text, quote.end):
            return  # a full-scale “damage control” operation
        if colon or len(inner.split()) >= _FRAGMENT or (cue.has_subject and self._sentences.somebody(cue)):
            yield Candidate(cue, "", _WEIGHTS["subject"])

    def _owner(self, sentence: Sentence, quote: Quoted) -> tuple[int, int] | None:
        """Whose words they are called: "Ana Sol’s “no more tolls” promise"."""
        owner = _OWNER.search(self._blanked, sentence.start, quote.start)
        if owner is None or not starts_name(self._blanked, *owner.span(1)):
            return None
        return owner.start(1), owner.end(1) - len("’s")

    def _labelled(self, quote: Quoted, sentence: Sentence) -> Iterator[Candidate]:
        inside = _TRANSCRIPT.match(self._text, quote.start, quote.end)
        if inside is not None:
            cue = Cue(inside.end(1), inside.end(), *inside.span(1), "label", "")
            yield Candidate(cue, "label", _WEIGHTS["label"])
        lead = self._blanked[sentence.start : quote.start].rstrip()
        label = _LABEL.search(lead) if lead.endswith(":") else None
        if label is None:
            return
        start, end = sentence.start + label.start(1), sentence.start + label.end(1)
        if starts_name(self._blanked, start, end):
            yield Candidate(Cue(end, end + 1, start, end, "label", ""), "label", _WEIGHTS["label"])

    def _credited(self, quote: Quoted) -> Iterator[Candidate]:
        """A name behind a dash, after the quotation or on the line below it."""
        credit = _CREDIT.match(self._blanked, quote.end)
        if credit is not None and starts_name(self._blanked, *credit.span("name")):
            cue = Cue(credit.start(), credit.start("name"), *credit.span("name"), "credit", "")
            yield Candidate(cue, "credit", _WEIGHTS["credit"])

    def _unlisted(self, quote: Quoted, sentence: Sentence) -> Cue | None:
        """A cue whose verb no list knows, where the place says enough: "…," Ms. Lee deadpanned."""
        inner = self._sentences.inner(quote)
        if not inner.endswith((",", "!", "?", "—", "–")) and not self._text.startswith(",", quote.end):
            return None
        m = _AFTER.match(self._blanked, quote.end, sentence.end)
        if m is None:
            return None
        who, verb = ("name", "verb") if m["name"] else ("late", "early")
        return Cue(m.start(verb), m.end(verb), m.start(who), m.end(who), "verb", m[verb])

    def _neighbouring(self, quote: Quoted) -> Iterator[Candidate]:
        """The candidates beside a quotation that is a sentence of its own."""
        sentences, place = self._sentences.of(quote.paragraph), self._sentences.place(quote.paragraph, quote.start)
        exclaimed = self._sentences.inner(quote).endswith(("!", "?", "…"))
        if place + 1 < len(sentences) and self._attributes(sentences[place + 1], exclaimed):
            cue = self._sentences.cues(sentences[place + 1])[0]
            yield Candidate(cue, "after the quotation", _WEIGHTS["next sentence"])
        if place > 0:
            yield from self._introducing(sentences[place - 1], "sentence before")
        elif quote.paragraph > 0:
            earlier = self._sentences.of(quote.paragraph - 1)
            if earlier:
                yield from self._introducing(earlier[-1], "paragraph before")

    def _attributes(self, sentence: Sentence, exclaimed: bool) -> bool:
        """Whether a sentence does nothing but say who spoke: "She said.", after speech that ended with a full stop.

        After a question or an exclamation it may say more: “Why?” Ms. Lee asked as she left.
        """
        words = self._sentences.words(sentence)
        found = self._sentences.cues(sentence)
        if not found or found[0].rule not in ("verb", "inverted"):
            return False
        cue = found[0]
        rest = words[cue.verb_end - sentence.start :].strip()
        if exclaimed and cue.start - sentence.start <= 1 and cue.verb in FINITE:
            return not _OBJECT.match(rest)
        if cue.verb not in SAYING or BLANK in words or len(words.split()) > 7:
            return False
        return bool(re.fullmatch(r"(?:(?:to|on|in|at)\s[\w\s]+)?[.:]?", rest))

    def _introducing(self, sentence: Sentence, how: str) -> Iterator[Candidate]:
        """The cue of a sentence that leads to the speech after it."""
        found = self._sentences.cues(sentence)
        words = self._sentences.words(sentence).rstrip()
        if not words.endswith(":"):
            found = [c for c in found if c.rule != "noun"]
        if found:
            if BLANK not in words or words.endswith(":"):
                saying = [c for c in found if c.verb not in WEAK]
                yield Candidate((saying or found)[-1], how, _WEIGHTS[how])
            return
        subject = self._sentences.subject(sentence, sentence.end)
        if words.endswith(":"):
            subject = subject or subject_before(self._blanked, sentence.start, sentence.start + len(words) - 1)
        elif BLANK in words or how != "sentence before" or not starts_name(self._blanked, *(subject or (0, 0))):
            return
        if subject is not None:
            cue = Cue(sentence.end, sentence.end, *subject, "label", "")
            yield Candidate(cue, how, _WEIGHTS[how])
