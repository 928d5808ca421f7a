"""BUILD, annotators: direct speech and who speaks, from an article's text and its mentions to Quotations.

Marks are found first (`quote_marks`), then every quotation is blanked and verbs of saying with their subjects are
looked for in what is left (`speech_cues`). Each quotation takes the cue that stands nearest in a fitting place; one
without a cue takes the speaker of the speech that it continues. What has no cue and reads like no speech (scare
quotes, titles of works) is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from pressmark.annotation import AnchoredNote, Mention, Name, Quotation
from pressmark.annotators.notes import corrected
from pressmark.annotators.quote_marks import Quoted, paragraphs, quoted
from pressmark.annotators.speakers import Speakers
from pressmark.annotators.speech_cues import BLANK, NAME, Cue, cues, subject_before
from pressmark.annotators.speech_verbs import SAYING, WEAK

_STOP = re.compile(r"[.!?][)\]]*\s+(?=[^\W\d_a-z]|[\d@(\[" + BLANK + r"])|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Adm|Col|Capt|Lt|Sgt|Maj|St|Jr|Sr|Prof|Rev|Hon|Sens|Reps|Pres|vs|No|Jan|Feb|"
    r"Aug|Sept|Oct|Nov|Dec|Calif|Mass|Fla|Ariz|Va|Pa|Wis|Ill|Mich|Minn|Colo|Tex|Ga|Conn)|(?<![\w])[^\W\d_a-z]|"
    r"(?:[^\W\d_]\.)+[^\W\d_])\.$"
)
_LONGEST = 3000  # code points that are read as one sentence: text without full stops must not cost its square
_SPEECH_WORDS = 6  # words without a cue that are yet taken for speech, when they make up a sentence
_LABEL = re.compile(rf"(?:^|\s[—–-]\s)\W*({NAME.pattern})(?:\s+(?:on|in|to|at)\s[^:;.]{{2,50}})?:\s*$")
_SUBORDINATE = re.compile(
    r"(?:When|After|As|While|Before|Although|Though|If|Because|Since|Once|Asked|Speaking|During|In|On|At|With|By|For|"
    r"Despite|Following|From|Until|Under|Even|To|Early|Late|Later|Earlier|Alongside|Unlike|Amid|Among|Against|Like|"
    r"Meanwhile|Instead|[A-Z][a-z]+ing)\b[^,.;:\n]{2,160},\s+"
)
_AFTER = re.compile(
    rf",?\s*(?:(?P<name>(?:an?\s(?:[a-z]+\s+){{1,2}})?(?:{NAME.pattern})|he|she|they)\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z]+ed)\b|"
    rf"(?P<early>[a-z]+ed)\s+(?P<late>{NAME.pattern})(?=[,.]))"
)
_OBJECT = re.compile(r"(?:that|he|she|it|they|we|the|a|an|his|her|there|\w+ing)\b")
_TITLE_WORDS = re.compile(r"(?:[^\W\d_a-z][\w’'!?&.-]*|of|the|and|a|an|in|on|to|for|with|from|by|at|\d+)")
_TITLE_GAP = 14  # between a verb and a title of a work, at most, for the title to be what was said


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Found:
    """Who says a quotation: the cue, and the rule that gave it."""

    cue: Cue
    how: str


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
    blanked = _blanked(text, marks)
    reading = _Reading(text, blanked, bounds, marks)
    speakers = Speakers(text, blanked, mentions, names)
    found: list[Quotation] = []
    previous: tuple[Quoted, Quotation] | None = None
    for index, quote in enumerate(marks):
        cue = reading.near_cue(quote) if quote.single else reading.cue(index)
        quotation = Quotation(quote.start, quote.end, text[quote.start : quote.end])
        if reading.is_title(quote) and (cue is None or not 0 <= quote.start - cue.cue.verb_end <= _TITLE_GAP):
            continue
        if cue is not None:
            quotation = speakers.spoken(quotation, cue.cue, cue.how)
        elif previous is not None and not quote.single and reading.continues(previous[0], quote):
            quotation = replace(
                previous[1],
                start=quote.start,
                end=quote.end,
                text=quotation.text,
                how="continued" if previous[1].how else "",
            )
        elif quote.single or not reading.reads_like_speech(quote):
            continue
        found.append(quotation)
        speakers.heard(quotation)
        previous = quote, quotation
    return tuple(found)


def _blanked(text: str, marks: tuple[Quoted, ...]) -> str:
    parts, at = [], 0
    for quote in marks:
        parts += [text[at : quote.start], BLANK * (quote.end - quote.start)]
        at = quote.end
    return "".join([*parts, text[at:]])


class _Reading:
    """One text's quotations among its sentences, read once; sentences are worked out when first asked for."""

    def __init__(self, text: str, blanked: str, bounds: tuple[tuple[int, int], ...], marks: tuple[Quoted, ...]) -> None:
        self.text, self.blanked, self.bounds, self.marks = text, blanked, bounds, marks
        self._marks_of: dict[int, list[Quoted]] = {}
        for quote in marks:
            self._marks_of.setdefault(quote.paragraph, []).append(quote)
        self._sentences: dict[int, list[_Sentence]] = {}
        self._starts: dict[int, list[int]] = {}
        self._cues: dict[tuple[int, int], list[Cue]] = {}

    def sentences(self, paragraph: int) -> list[_Sentence]:
        if paragraph not in self._sentences:
            self._sentences[paragraph] = list(self._split(paragraph))
        return self._sentences[paragraph]

    def _split(self, paragraph: int) -> list[_Sentence]:
        start, end = self.bounds[paragraph]
        cuts = []
        for m in _STOP.finditer(self.blanked, start, end):
            if not _ABBREVIATION.search(self.blanked[max(start, m.start() - 12) : m.start() + 1]):
                cuts.append(m.end())
        for quote in self._marks_of.get(paragraph, ()):
            if self.ends_sentence(quote):
                after = re.compile(r"\s*").match(self.text, quote.end, end)
                cuts.append(after.end() if after is not None else quote.end)
        edges = sorted({start, end, *(c for c in cuts if c < end), *range(start + _LONGEST, end, _LONGEST)})
        return [_Sentence(edges[n], edges[n + 1], paragraph) for n in range(len(edges) - 1)]

    def ends_sentence(self, quote: Quoted) -> bool:
        """Whether the sentence ends with the quotation: its last mark says so and a new one begins after it."""
        inner = self.text[quote.start : quote.end].rstrip("”\"’'»“ ")
        after = self.text[quote.end : quote.end + 4].lstrip()
        if not inner.endswith((".", "!", "?", "…")):
            return False
        return not after or after[0].isupper() or after[0] in "“\"‘'[(@«" or after[0].isdigit()

    def sentence_of(self, paragraph: int, at: int) -> int:
        if paragraph not in self._starts:
            self._starts[paragraph] = [s.start for s in self.sentences(paragraph)]
        return max(0, bisect_right(self._starts[paragraph], at) - 1)

    def sentence_cues(self, sentence: _Sentence) -> list[Cue]:
        key = sentence.start, sentence.end
        if key not in self._cues:
            self._cues[key] = self._with_subjects(sentence, cues(self.blanked, *key))
        return self._cues[key]

    def _with_subjects(self, sentence: _Sentence, found: list[Cue]) -> list[Cue]:
        """The cues of a sentence, each without a subject taking the one before it, or the sentence's own.

        "Ms. Lee said she believes": the pronoun is the speaker named before it.
        """
        filled: list[Cue] = []
        for cue in found:
            before = next((c for c in reversed(filled) if c.rule in ("verb", "inverted", "participle")), None)
            if not cue.has_subject:
                subject = (before.start, before.end) if before and cue.rule == "verb" else None
                subject = subject or self._sentence_subject(sentence, cue.verb_start)
                if subject is None and before is not None:
                    subject = before.start, before.end
                if subject is None:
                    continue
                cue = replace(cue, start=subject[0], end=subject[1])
            elif before and before.end <= cue.start and self.text[cue.start : cue.end] in ("he", "she", "they"):
                cue = replace(cue, start=before.start, end=before.end)
            filled.append(cue)
        return filled

    def _sentence_subject(self, sentence: _Sentence, before: int) -> tuple[int, int] | None:
        """The subject of the sentence's main verb, taken as what stands before its first finite verb or auxiliary."""
        verb = re.compile(
            r"\b(?:had|has|have|would|will|could|can|was|is|were|are|did|does|[a-z]{3,}(?:ed|ew|oke|ook|ent|ame|ave|old|"
            r"elt|eld|ept)|[a-z]+s)\b"
        )
        start = sentence.start
        lead = _SUBORDINATE.match(self.blanked, start, before)
        if lead is not None and verb.search(self.blanked, lead.end(), before):
            start = lead.end()
        for m in verb.finditer(self.blanked, start, before):
            subject = subject_before(self.blanked, start, m.start())
            if subject is not None and re.match(
                r"[^\W\d_a-z]|he\b|she\b|they\b", self.blanked[subject[0] : subject[1]]
            ):
                return subject
        return None

    def cue(self, index: int) -> _Found | None:
        """The cue of a quotation: in its own sentence, else in the sentence before or after that belongs to it."""
        quote = self.marks[index]
        sentences = self.sentences(quote.paragraph)
        place = self.sentence_of(quote.paragraph, quote.start)
        sentence = sentences[place]
        own = self._in_sentence(quote, sentence)
        if own is not None:
            return own
        if not self._alone(quote, sentence):
            return None
        exclaimed = self.text[quote.start : quote.end].rstrip("”\"’'»“ ").endswith(("!", "?", "…"))
        if place + 1 < len(sentences) and self._attributes(sentences[place + 1], exclaimed):
            return _Found(self.sentence_cues(sentences[place + 1])[0], "after the quotation")
        if place > 0:
            before = self._introducing(sentences[place - 1], "sentence before")
            if before is not None:
                return before
        if place == 0 and quote.paragraph > 0:
            earlier = self.sentences(quote.paragraph - 1)
            return self._introducing(earlier[-1], "paragraph before") if earlier else None
        return None

    def near_cue(self, quote: Quoted) -> _Found | None:
        """The cue of a quotation in single marks, which must stand right beside it."""
        place = self.sentence_of(quote.paragraph, quote.start)
        sentence = self.sentences(quote.paragraph)[place]
        for cue in self.sentence_cues(sentence):
            if cue.rule in ("verb", "inverted") and (
                0 <= quote.start - cue.verb_end <= 8 or 0 <= min(cue.start, cue.verb_start) - quote.end <= 3
            ):
                return _Found(cue, "in the sentence")
        return self._labelled(quote, sentence)

    def _labelled(self, quote: Quoted, sentence: _Sentence) -> _Found | None:
        lead = self.blanked[sentence.start : quote.start].rstrip()
        label = _LABEL.search(lead) if lead.endswith(":") else None
        if label is None:
            return None
        start, end = sentence.start + label.start(1), sentence.start + label.end(1)
        return _Found(Cue(end, end + 1, start, end, "label", ""), "label")

    def _in_sentence(self, quote: Quoted, sentence: _Sentence) -> _Found | None:
        found = self.sentence_cues(sentence)
        for cue in found:
            first = min(cue.start, cue.verb_start)
            gap = self.blanked[quote.end : first] if first >= quote.end else None
            if gap is not None and cue.rule in ("verb", "inverted") and re.fullmatch(r"[\s,—–-]*", gap):
                return _Found(cue, "after the quotation")
        beside = self._adjacent(quote, sentence)
        if beside is not None:
            return _Found(beside, "after the quotation")
        before = [
            c for c in found if c.verb_end <= quote.start and (c.verb not in WEAK or quote.start - c.verb_end < 40)
        ]
        strong = [c for c in before if ";" not in self.blanked[c.verb_end : quote.start]]
        label = self._labelled(quote, sentence)
        if label is not None:
            return label
        verbs = [c for c in strong if c.rule != "noun"]
        outer = next((c for c in found if c.verb_start >= quote.end and self._parenthetic(c, sentence)), None)
        if verbs or strong:
            chosen = (verbs or strong)[-1]
            if outer is not None and not self._somebody(chosen):
                chosen = outer
            return _Found(chosen, "in the sentence")
        after = [c for c in found if c.verb_start >= quote.end and c.rule != "noun" and c.rule != "participle"]
        for cue in after:
            if cue.rule == "according to" or cue.verb not in WEAK:
                return _Found(cue, "in the sentence")
        return None

    def _parenthetic(self, cue: Cue, sentence: _Sentence) -> bool:
        """Whether the cue stands beside the sentence, as in "…, said the mayor" or "…, officials said"."""
        first = min(cue.start, cue.verb_start)
        return cue.verb in SAYING and self.blanked[sentence.start : first].rstrip().endswith((",", BLANK))

    def _somebody(self, cue: Cue) -> bool:
        """Whether the cue's subject is named or a pronoun, not a thing."""
        words = self.blanked[cue.start : cue.end]
        return bool(NAME.match(words)) or words.lower() in ("he", "she", "they", "who", "we", "i")

    def _adjacent(self, quote: Quoted, sentence: _Sentence) -> Cue | None:
        """A cue whose verb no list knows, where the place says enough: "…," Ms. Lee deadpanned."""
        inner = self.text[quote.start : quote.end].rstrip("”\"’'»“ ")
        if not inner.endswith((",", "!", "?", "—", "–")) and not self.text.startswith(",", quote.end):
            return None
        m = _AFTER.match(self.blanked, quote.end, sentence.end)
        if m is None:
            return None
        group = "name" if m["name"] else "late"
        verb = "verb" if m["name"] else "early"
        return Cue(m.start(verb), m.end(verb), m.start(group), m.end(group), "verb", m[verb])

    def _alone(self, quote: Quoted, sentence: _Sentence) -> bool:
        """Whether nothing but quotations stands in the sentence."""
        rest = self.blanked[sentence.start : sentence.end].replace(BLANK, "")
        return not re.search(r"\w", rest)

    def _attributes(self, sentence: _Sentence, exclaimed: bool) -> bool:
        """Whether a sentence does nothing but say who spoke: "She said.", after speech that ended with a full stop.

        After a question or an exclamation it may say more: “Why?” Ms. Lee asked as she left.
        """
        words = self.blanked[sentence.start : sentence.end]
        found = self.sentence_cues(sentence)
        if not found or found[0].rule not in ("verb", "inverted") or found[0].verb not in SAYING:
            return False
        rest = words[found[0].verb_end - sentence.start :].strip()
        if exclaimed and found[0].start - sentence.start <= 1:
            return not _OBJECT.match(rest)
        if BLANK in words or len(words.split()) > 7:
            return False
        return bool(re.fullmatch(r"(?:(?:to|on|in|at)\s[\w\s]+)?[.:]?", rest))

    def _introducing(self, sentence: _Sentence, how: str) -> _Found | None:
        """The cue of a sentence that leads to the speech after it."""
        found = self.sentence_cues(sentence)
        words = self.blanked[sentence.start : sentence.end].rstrip()
        if found:
            if BLANK in words and not words.endswith(":"):
                return None
            return _Found(found[-1], how)
        if words.endswith(":"):
            subject = self._sentence_subject(sentence, sentence.end) or subject_before(
                self.blanked, sentence.start, sentence.start + len(words) - 1
            )
            if subject is not None:
                return _Found(Cue(sentence.end, sentence.end, *subject, "label", ""), how)
        return None

    def continues(self, previous: Quoted, quote: Quoted) -> bool:
        """Whether a quotation without a cue goes on with the speech before it."""
        place = self.sentence_of(quote.paragraph, quote.start)
        sentence = self.sentences(quote.paragraph)[place]
        between = self.blanked[previous.end : quote.start]
        if previous.paragraph == quote.paragraph:
            return self._alone(quote, sentence) or not re.search(r"[.!?]\s", between)
        return quote.paragraph - previous.paragraph <= 1 and self._alone(quote, sentence)

    def is_title(self, quote: Quoted) -> bool:
        """Whether the words are written like the title of a work, inside a sentence: "Harbor Nights"."""
        inner = self.text[quote.start : quote.end].strip("“”\"‘’' ,")
        words = inner.split()
        if not words or len(words) > 9 or inner.endswith((".", "!", "?")) or not inner[0].isupper():
            return False
        if not all(_TITLE_WORDS.fullmatch(word.strip(",:;()")) for word in words):
            return False
        place = self.sentence_of(quote.paragraph, quote.start)
        before = self.blanked[self.sentences(quote.paragraph)[place].start : quote.start].rstrip()
        return bool(before) and not before.endswith((":", ",", BLANK))

    def reads_like_speech(self, quote: Quoted) -> bool:
        """Whether words without a cue are a sentence of their own rather than a title or scare quotes."""
        words = self.text[quote.start : quote.end].split()
        sentence = self.sentences(quote.paragraph)[self.sentence_of(quote.paragraph, quote.start)]
        if len(words) < _SPEECH_WORDS:
            return False
        return self._alone(quote, sentence) or len(words) >= 2 * _SPEECH_WORDS
