"""BUILD, annotators: a text's sentences with its quotations blanked out, and the cues of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressmark.annotators.quote_marks import Quoted
from pressmark.annotators.speech_cues import Cue, cues
from pressmark.annotators.speech_subjects import BLANK, NAME, starts_name, subject_before

_STOP = re.compile(r"[.!?][)\]]*\s+(?=[^\W\d_a-z]|[\d@(\[" + BLANK + r"])|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Adm|Col|Capt|Lt|Sgt|Maj|St|Jr|Sr|Prof|Rev|Hon|Sens|Reps|Pres|vs|No|Jan|Feb|"
    r"Aug|Sept|Oct|Nov|Dec|Calif|Mass|Fla|Ariz|Va|Pa|Wis|Ill|Mich|Minn|Colo|Tex|Ga|Conn)|(?<![\w])[^\W\d_a-z]|"
    r"(?:[^\W\d_]\.)+[^\W\d_])\.$"
)
_LONGEST = 3000  # code points that are read as one sentence: text without full stops must not cost its square
_SUBORDINATE = re.compile(
    r"(?:When|After|As|While|Before|Although|Though|If|Because|Since|Once|Asked|Speaking|During|In|On|At|With|By|For|"
    r"Despite|Following|From|Until|Under|Even|To|Early|Late|Later|Earlier|Alongside|Unlike|Amid|Among|Against|Like|"
    r"Meanwhile|Instead|[A-Z][a-z]+ing)\b[^,.;:\n]{2,160},\s+"
)
_FINITE = re.compile(
    r"\b(?:had|has|have|would|will|could|can|was|is|were|are|did|does|may|might|must|should|(?!indeed|need|hundred)[a-z]{2,}ed|"
    r"went|sent|spent|came|became|gave|told|sold|held|felt|kept|took|spoke|broke|grew|knew|threw|drew|flew|ran|began|won|"
    r"met|led|made|put|got|saw|hit|set|let|stood|found|lost|fought|brought|thought|bought|caught|taught|rose|wrote|drove|"
    r"fell|left|sought|meant|built|dealt|struck|stuck|sang|rang|hid|rode|forgot|won|laid|paid|said|read|shook|chose|swore|"
    r"[a-z]+s(?=\s(?:that|the|an?|his|her|their|its|it|him|them|how|why|up|out|not)\b))\b"
)
_HEADS = re.compile(r"[^\W\d_a-z]|(?:he|she|they|the|an?|one|two|several|some|many)\b")
_OPENING = re.compile(r"(?:(?:and|but)\s)?(?:(?:after|before|while|when|by|in|since|on|also|besides|despite)\s)?", re.I)
# Whose words they are that a pronoun then says: "Mr. Lind's remarks in May when he called it".
_OWNER = re.compile(rf"({NAME.pattern})(?<=[’']s)\s(?:[\w-]+\s){{1,5}}(?:when|where|as|in which|during which)\s+$")
_PAUSE = re.compile(rf"[,{BLANK}]\s+")
_NEAR = 200  # how far before a pronoun, in code points, the owner of its words may stand
_BACKWARD = frozenset(("he", "she", "they", "it"))


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    paragraph: int


class Sentences:
    """One text's sentences; `blanked` is the text with every quotation blanked out, in the same offsets.

    `named` are the starts of those that are titles of works.
    """

    def __init__(
        self, text: str, bounds: tuple[tuple[int, int], ...], marks: tuple[Quoted, ...], named: frozenset[int]
    ) -> None:
        self.text, self.bounds = text, bounds
        self.blanked = _blanked(text, marks, named)
        self._marks_of: dict[int, list[Quoted]] = {}
        for quote in marks:
            self._marks_of.setdefault(quote.paragraph, []).append(quote)
        self._sentences: dict[int, list[Sentence]] = {}
        self._starts: dict[int, list[int]] = {}
        self._cues: dict[tuple[int, int], list[Cue]] = {}

    def of(self, paragraph: int) -> list[Sentence]:
        if paragraph not in self._sentences:
            self._sentences[paragraph] = self._split(paragraph)
            self._starts[paragraph] = [s.start for s in self._sentences[paragraph]]
        return self._sentences[paragraph]

    def place(self, paragraph: int, at: int) -> int:
        """The number, within its paragraph, of the sentence that holds the offset."""
        self.of(paragraph)
        return max(0, bisect_right(self._starts[paragraph], at) - 1)

    def around(self, quote: Quoted) -> Sentence:
        """The sentence in which a quotation begins."""
        return self.of(quote.paragraph)[self.place(quote.paragraph, quote.start)]

    def words(self, sentence: Sentence) -> str:
        return self.blanked[sentence.start : sentence.end]

    def alone(self, quote: Quoted) -> bool:
        """Whether nothing but quotations stands in the quotation's sentence."""
        return not re.search(r"\w", self.words(self.around(quote)).replace(BLANK, ""))

    def inner(self, quote: Quoted) -> str:
        """A quotation's words without what closes it."""
        return self.text[quote.start : quote.end].rstrip("”\"’'»“ ")

    def ends_sentence(self, quote: Quoted) -> bool:
        """Whether the sentence ends with the quotation: its last mark says so and a new one begins after it."""
        after = self.text[quote.end : quote.end + 4].lstrip()
        if not self.inner(quote).endswith((".", "!", "?", "…")):
            return False
        return not after or after[0].isupper() or after[0] in "“\"‘'[(@«" or after[0].isdigit()

    def _split(self, paragraph: int) -> list[Sentence]:
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
        return [Sentence(edges[n], edges[n + 1], paragraph) for n in range(len(edges) - 1)]

    def cues(self, sentence: Sentence) -> list[Cue]:
        """The cues of a sentence in order, each with the subject that the sentence gives it."""
        key = sentence.start, sentence.end
        if key not in self._cues:
            self._cues[key] = list(self._with_subjects(sentence, cues(self.blanked, *key)))
        return self._cues[key]

    def _with_subjects(self, sentence: Sentence, found: list[Cue]) -> Iterator[Cue]:
        """Each cue without a subject takes that of the one before it, or the sentence's own if any.

        One whose subject is a pronoun learns whom the sentence names for it: "Ms. Lee said she believes".
        """
        before: Cue | None = None
        for cue in found:
            if not cue.has_subject:
                subject = (before.start, before.end) if before and cue.rule == "verb" else None
                subject = subject or self.subject(sentence, cue.verb_start) or self._subject_behind(sentence, cue)
                if subject is None and before is not None:
                    subject = before.start, before.end
                subject = subject or self._opening(sentence, cue.verb_start)
                if subject is None:
                    yield cue
                    continue
                cue = replace(cue, start=subject[0], end=subject[1])
                if before is not None and subject == (before.start, before.end):
                    cue = replace(cue, meant=before.meant)
            elif self.text[cue.start : cue.end] in _BACKWARD:
                owner = _OWNER.search(self.blanked, max(sentence.start, cue.start - _NEAR), cue.start)
                if owner is not None:
                    meant = owner.start(1), owner.end(1) - 2
                elif before is not None and before.end <= cue.start:
                    meant = before.meant if before.meant[1] else (before.start, before.end)
                else:
                    meant = self.subject(sentence, cue.start) or (0, 0)
                if starts_name(self.blanked, *meant):
                    cue = replace(cue, meant=meant)
                elif before is not None and before.end <= cue.start:
                    cue = replace(cue, start=before.start, end=before.end)
            if cue.rule in ("verb", "inverted", "participle"):
                before = cue
            yield cue

    def subject(self, sentence: Sentence, before: int) -> tuple[int, int] | None:
        """The subject of the sentence's main verb, taken as what stands before its first finite verb or auxiliary."""
        start = sentence.start
        lead = _SUBORDINATE.match(self.blanked, start, before)
        if lead is not None and _FINITE.search(self.blanked, lead.end(), before):
            start = lead.end()
        for m in _FINITE.finditer(self.blanked, start, before):
            subject = subject_before(self.blanked, start, m.start())
            if subject is not None and _HEADS.match(self.blanked[subject[0] : subject[1]]):
                return subject
        return None

    def _opening(self, sentence: Sentence, before: int) -> tuple[int, int] | None:
        """The name that opens the sentence, past a circumstance before its comma, where no verb told its subject."""
        lead = _SUBORDINATE.match(self.blanked, sentence.start, before)
        start = lead.end() if lead is not None else sentence.start
        name = NAME.match(self.blanked, start, before)
        return name.span() if name is not None and starts_name(self.blanked, *name.span()) else None

    def _subject_behind(self, sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
        """The subject that follows a participle at the head of its sentence: "After saying it was so, she left"."""
        if cue.rule != "participle" or not _OPENING.fullmatch(self.blanked, sentence.start, cue.verb_start):
            return None
        comma = _PAUSE.search(self.blanked, cue.verb_end, sentence.end)
        verb = _FINITE.search(self.blanked, comma.end(), sentence.end) if comma is not None else None
        return subject_before(self.blanked, comma.end(), verb.start()) if comma and verb else None

    def somebody(self, cue: Cue) -> bool:
        """Whether the cue's subject is named or a pronoun, not a thing."""
        words = self.blanked[cue.start : cue.end]
        return starts_name(self.blanked, cue.start, cue.end) or words.lower() in ("he", "she", "they", "who", "we", "i")


def _blanked(text: str, marks: tuple[Quoted, ...], named: frozenset[int]) -> str:
    """The text with its quotations blanked out; titles (`named` by their starts) become one long name instead."""
    parts, at = [], 0
    for quote in marks:
        blank = "T" + "t" * (quote.end - quote.start - 1) if quote.start in named else BLANK * (quote.end - quote.start)
        if quote.start in named and text[quote.start : quote.end].rstrip("”\"’'").endswith(","):
            blank = blank[:-1] + ","
        parts += [text[at : quote.start], blank]
        at = quote.end
    return "".join([*parts, text[at:]])
