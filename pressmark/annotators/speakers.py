"""BUILD, annotators: which entity the words are that name a speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from pressmark.annotation import Mention, Name, Quotation
from pressmark.annotators.speech_cues import BLANK, DETERMINER, NAME, Cue
from pressmark.names.titles import is_title_head

_HE, _SHE, _THEY = ("he", "his"), ("she", "her"), ("they", "their", "we")
_PRONOUNS = frozenset((*_HE, *_SHE, *_THEY, *"it its i you who that this these those one others".split()))
_PREPOSITION = re.compile(r"\b(?:of|for|to|at|with|from|in|by|on|about|near|inside|within|close|familiar|briefed)\b")
_MALE = re.compile(r"\b(?:Mr|Sir|King|Prince|Lord|Congressman|Chairman|spokesman|actor)\b\.?\s*(?:[\w’'.-]+\s+){0,2}$")
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Dame|Congresswoman|Chairwoman|spokeswoman|actress)\b\.?\s*(?:[\w’'.-]+\s+){0,2}$"
)
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w-]+")
_UNDER = frozenset("of for to at with from by about against than".split())  # behind these a name is no subject
_REACH = 900  # how far before a pronoun, in code points, its person may stand


class Speakers:
    """The persons of one text, asked in the order of the text who each cue's subject is."""

    def __init__(self, text: str, blanked: str, mentions: tuple[Mention, ...], names: tuple[Name, ...]) -> None:
        self._text, self._blanked, self._mentions = text, blanked, mentions
        self._starts = [m.start for m in mentions]
        self._last = ""
        self._last_end = -1
        self._stranger = -1
        self._gender: dict[str, str] = {}
        people = (m for m in mentions if m.kind == "person")
        self._surnames = frozenset(text[m.start : m.end].rpartition(" ")[2] for m in people)
        for mention in mentions:
            if mention.kind != "person" or mention.entity in self._gender:
                continue
            own, space, _ = text[mention.start : mention.end].rpartition(" ")
            lead = text[max(0, mention.start - 40) : mention.start] + own + space
            if _MALE.search(lead):
                self._gender[mention.entity] = "he"
            elif _FEMALE.search(lead):
                self._gender[mention.entity] = "she"

    def heard(self, quotation: Quotation) -> None:
        """Remember who spoke last: a pronoun mostly means its speaker, and nobody after a stranger's speech."""
        if quotation.speaker:
            self._last, self._last_end = quotation.speaker, quotation.end
        elif NAME.fullmatch(quotation.speaker_text):
            self._stranger = max(quotation.cue_end, self._stranger)

    def spoken(self, quotation: Quotation, cue: Cue, how: str) -> Quotation:
        """The quotation with the speaker that the cue names."""
        words = self._text[cue.start : cue.end]
        speaker = self._entity(cue, quotation)
        if not speaker and (words.lower() in _PRONOUNS or (" " not in words and NAME.fullmatch(words))):
            how = ""  # "it said", or a surname that two people bear: nobody is confirmed by that
        return replace(
            quotation,
            speaker=speaker,
            speaker_text=words,
            cue_start=cue.start,
            cue_end=cue.end,
            verb=cue.verb,
            how=how,
        )

    def _entity(self, cue: Cue, quotation: Quotation) -> str:
        words = self._text[cue.start : cue.end].lower()
        if words in _HE:
            return self._pronoun("he", cue.start)
        if words in _SHE:
            return self._pronoun("she", cue.start)
        if words in _THEY or words in ("it", "i", "you"):
            return ""
        return self._named(cue.start, cue.end)

    def _named(self, start: int, end: int) -> str:
        """The entity that heads the noun phrase: not one that stands behind "for" or "of" in a description."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        inside = [m for m in self._mentions[first:last] if m.end <= end + 2]
        inside = [m for m in inside if m.entity and self._text[m.end : m.end + 2] not in ("’s", "'s")]
        if not inside:
            return ""
        described = self._text[start : start + 1].islower() or DETERMINER.match(self._text, start, end)
        if described:
            inside = [m for m in inside if not _PREPOSITION.search(self._text, start, m.start)]
        first_break = _PREPOSITION.search(self._text, inside[0].end, end) if inside else None
        if first_break is not None:
            inside = [m for m in inside if m.start < first_break.start()]
        people = [m for m in inside if m.kind == "person"]
        if people:
            return people[-1].entity
        # "NATO officials said": the organization is not the speaker.
        return inside[-1].entity if inside and inside[-1].end >= end - 1 else ""

    def _pronoun(self, pronoun: str, at: int) -> str:
        """The nearest person before the pronoun who may be meant, those who head a clause or spoke last first."""
        first, last = bisect_left(self._starts, at - _REACH), bisect_left(self._starts, at)
        near = [m for m in self._mentions[first:last] if m.kind == "person" and m.entity]
        near = [m for m in near if self._gender.get(m.entity, pronoun) == pronoun]
        unclear, surname = self._unclear_before(at)
        near = [m for m in near if m.start > self._stranger]
        near = [m for m in near if m.start > unclear or self._text[m.start : m.end].endswith(surname)]
        near = [m for m in near if BLANK not in self._blanked[m.start : m.end]]
        if not near:
            return ""
        paragraph = self._text.rfind("\n", 0, at) + 1
        heads = [m for m in near if self._heads(m)]
        here = [m for m in heads if m.start >= paragraph]
        if here:
            return here[-1].entity
        if self._last and any(m.entity == self._last for m in near) and at - self._last_end <= _REACH:
            return self._last
        return heads[-1].entity if heads else ""

    def _unclear_before(self, at: int) -> tuple[int, str]:
        """Where, before a pronoun, a surname last stands that several people of the text bear; -1 if nowhere near."""
        last = -1, ""
        for word in _CAPITAL.finditer(self._text, max(0, at - _REACH), at):
            if word[0] in self._surnames:
                place = bisect_left(self._starts, word.end()) - 1
                if place < 0 or self._mentions[place].end < word.end():
                    last = word.start(), word[0]
        return last

    def _heads(self, mention: Mention) -> bool:
        """Whether a mention may be a subject: no preposition before it, no possessive mark after."""
        before = self._text[max(0, mention.start - 60) : mention.start].split()
        if self._text[mention.end : mention.end + 2] in ("’s", "'s"):
            return False
        while before and is_title_head(before[-1]):
            before.pop()
        return not before or before[-1].lower() not in _UNDER
