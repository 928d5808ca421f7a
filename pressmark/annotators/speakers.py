"""BUILD, annotators: which entity the words are that name a speaker."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, replace

from pressmark.annotation import Mention, Name, Quotation
from pressmark.annotators.speaking_documents import author, document
from pressmark.annotators.speech_cues import Cue
from pressmark.annotators.speech_subjects import BLANK, DETERMINER, NAME
from pressmark.names.lists import pronoun_of
from pressmark.names.titles import is_title_head

_PRONOUNS_OF = {"he": ("he", "his"), "she": ("she", "her"), "it": ("it", "its"), "they": ("they", "their", "we")}
_BASE_OF = {form: base for base, forms in _PRONOUNS_OF.items() for form in forms}
_PRONOUNS = frozenset((*_BASE_OF, *"i you who that this these those one others another".split()))
_PREPOSITION = re.compile(r"\b(?:of|for|to|at|with|from|in|by|on|about|near|inside|within|close|familiar|briefed)\b")
_MALE = re.compile(r"\b(?:Mr|Sir|King|Prince|Lord|Congressman|Chairman|spokesman|actor)\b\.?\s*(?:[\w’'.-]+\s+){0,2}$")
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Dame|Congresswoman|Chairwoman|spokeswoman|actress)\b\.?\s*(?:[\w’'.-]+\s+){0,2}$"
)
_MALE_TITLE, _FEMALE_TITLE = re.compile(r"(?:Mr|Sir)\b"), re.compile(r"(?:Mrs|Ms|Miss)\b")
_MR, _MS = re.compile(r".{0,2}\bMr\.?\s"), re.compile(r".{0,2}\b(?:Mrs|Ms)\.?\s")
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w-]+")
_UNDER = frozenset("of for to at with from by about against than".split())  # behind these a name is no subject
_REACH = 900  # how far before a pronoun, in code points, its person may stand
# Who a pronoun means: what speaks for each person before it. The heaviest wins, the last of those that weigh the same.
_WEIGHTS = {
    "of that gender": 1.0,  # by title or given name; unknown counts nothing
    "a subject": 3.0,
    "in the paragraph": 4.0,  # a subject in the pronoun's own paragraph
    "spoke last": 2.0,
}


_NOBODYS = "?"  # begins what stands for an entity where a name is nobody's that is known
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.?\s+(?:{NAME.pattern})")


@dataclass(frozen=True, slots=True, order=True)
class _Person:
    """Somebody named in the text."""

    start: int
    end: int
    entity: str


def _start(person: _Person) -> int:
    return person.start


class Speakers:
    """The persons of one text, asked in the order of the text who each cue's subject is."""

    def __init__(self, text: str, blanked: str, mentions: tuple[Mention, ...], names: tuple[Name, ...]) -> None:
        self._text, self._blanked, self._mentions = text, blanked, mentions
        self._starts = [m.start for m in mentions]
        self._last = ""
        self._last_end = -1
        self._gender: dict[str, str] = {}
        self._bearers: dict[str, set[str]] = {}
        self._names: dict[str, str] = {}
        self._authors: dict[str, str] = {}
        for mention in mentions:
            self._names[mention.entity] = max(
                self._names.get(mention.entity, ""), text[mention.start : mention.end], key=len
            )
            if mention.kind == "person":
                self._learn(mention)
        self._people = [_Person(m.start, m.end, m.entity) for m in mentions if m.kind == "person" and m.entity]
        spans = [(n.start, n.end) for n in names if n.kind == "person"] + [m.span() for m in _TITLED.finditer(text)]
        for start, end in spans:
            self._meet(start, end)

    def _meet(self, start: int, end: int) -> str:
        """Take note of a person whom no mention covers; what stands for the person."""
        place = bisect_left(self._starts, end) - 1
        if place >= 0 and self._mentions[place].end > start:
            return ""
        words = self._text[start:end]
        stranger = _NOBODYS + words.rpartition(" ")[2]
        if self._pronoun_by_name(words):
            self._gender.setdefault(stranger, self._pronoun_by_name(words))
        self._names[stranger] = max(self._names.get(stranger, ""), words, key=len)
        insort(self._people, _Person(start, end, stranger))
        return stranger

    def _pronoun_by_name(self, words: str) -> str:
        """ "he" or "she" by the title or else the given name; "" when neither tells."""
        if _MALE_TITLE.match(words) or _FEMALE_TITLE.match(words):
            return "he" if _MALE_TITLE.match(words) else "she"
        return pronoun_of().get(words.partition(" ")[0], "") if " " in words else ""

    def _learn(self, mention: Mention) -> None:
        """A person's surname, and "he" or "she" by the given name or else by the first title."""
        own, space, surname = self._text[mention.start : mention.end].rpartition(" ")
        self._bearers.setdefault(surname, set()).add(mention.entity)
        lead = self._text[max(0, mention.start - 40) : mention.start] + own + space
        given = pronoun_of().get(own.partition(" ")[0], "")
        if given:
            self._gender[mention.entity] = given
        elif _MALE.search(lead):
            self._gender.setdefault(mention.entity, "he")
        elif _FEMALE.search(lead):
            self._gender.setdefault(mention.entity, "she")

    def heard(self, quotation: Quotation) -> None:
        """Remember who spoke last: a pronoun mostly means its speaker."""
        if quotation.speaker:
            self._last, self._last_end = quotation.speaker, quotation.end
        elif NAME.fullmatch(quotation.speaker_text) and quotation.speaker_text.lower() not in _PRONOUNS:
            stranger = self._meet(quotation.cue_start, quotation.cue_end)
            if stranger:
                self._last, self._last_end = stranger, quotation.end

    def spoken(self, quotation: Quotation, cue: Cue, how: str) -> Quotation:
        """The quotation with the speaker that the cue names."""
        words = self._text[cue.start : cue.end]
        pronoun = _BASE_OF.get(words.lower(), "")
        speaker, meant = self._referent(pronoun, cue) if pronoun else (self._named(cue.start, cue.end), "")
        kind = document(words)
        if kind:
            speaker = self._author(words, kind, cue) or speaker
        if not how and speaker:  # no verb says so: the name alone is kept
            speaker, meant = "", self._names[speaker]
        unclear = not meant or self._ambiguous(meant)
        if not speaker and unclear and (words.lower() in _PRONOUNS or self._bare(words)):
            how = ""  # "it said", or a surname that two people bear: nobody is confirmed by that
        return replace(
            quotation,
            speaker=speaker,
            speaker_text=words,
            cue_start=cue.start,
            cue_end=cue.end,
            verb=cue.verb,
            how=how,
            meant=meant,
            document=words if kind else "",
        )

    def _author(self, words: str, kind: str, cue: Cue) -> str:
        """Who wrote the document that speaks: named in its own words, else the one author whom the text gives."""
        own = author(words, kind, lambda start, end: self._bearer(cue.start + start, cue.start + end))
        if own:
            return own
        if kind not in self._authors:
            self._authors[kind] = author(self._text, kind, self._bearer)
        return self._authors[kind]

    def _bare(self, words: str) -> bool:
        return " " not in words and NAME.fullmatch(words) is not None

    def _referent(self, pronoun: str, cue: Cue) -> tuple[str, str]:
        """The entity that a pronoun stands for, or else the name: whom its sentence names, then who came before."""
        start, end = cue.meant
        if end:
            owner = self._text[end : end + 2] in ("’s", "'s")
            entity, words = (self._bearer if owner else self._named)(start, end), self._text[start:end]
            if self._fits(pronoun, entity, words):
                return entity, "" if entity else words
        found = self._person(pronoun, cue.start) if pronoun in ("he", "she") else ""
        return ("", self._names[found]) if found.startswith(_NOBODYS) else (found, "")

    def _fits(self, pronoun: str, entity: str, words: str) -> bool:
        """Whether he, she, it or they may be said of the name."""
        if pronoun in ("he", "she"):
            return self._gender.get(entity, self._pronoun_by_name(words) or pronoun) == pronoun
        titled = _MALE_TITLE.match(words) or _FEMALE_TITLE.match(words)
        return pronoun == "they" or not (titled or entity in self._gender)

    def _ambiguous(self, words: str) -> bool:
        return len(self._bearers.get(words, ())) > 1

    def _named(self, start: int, end: int) -> str:
        """The entity that heads the noun phrase: not one that stands behind "for" or "of" in a description."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        inside = [m for m in self._mentions[first:last] if m.end <= end + 2 and not self._contradicted(m)]
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

    def _bearer(self, start: int, end: int) -> str:
        """The entity that the name in the span is, "Mr. Lind" or "Lind’s"."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return next((m.entity for m in reversed(self._mentions[first:last]) if m.kind != "place"), "")

    def _contradicted(self, mention: Mention) -> bool:
        """Whether the title right before says another pronoun than the entity's name: "Mr. Sol" is not Ana Sol."""
        before = self._text[max(0, mention.start - 5) : mention.end]
        title = "he" if _MR.match(before) else "she" if _MS.match(before) else ""
        return bool(title) and self._gender.get(mention.entity, title) != title

    def _person(self, pronoun: str, at: int) -> str:
        """The person before a pronoun who is most likely meant; "" where that is unclear."""
        paragraph = self._text.rfind("\n", 0, at) + 1
        found, most = "", 0.0
        for person in self._before(pronoun, at):
            weight = _WEIGHTS["of that gender"] if person.entity in self._gender else 0.0
            if self._heads(person):
                weight += _WEIGHTS["a subject"] + (_WEIGHTS["in the paragraph"] if person.start >= paragraph else 0.0)
            if person.entity == self._last and at - self._last_end <= _REACH:
                weight += _WEIGHTS["spoke last"]
            if weight >= max(most, _WEIGHTS["spoke last"]):
                found, most = person.entity, weight
        return found

    def _before(self, pronoun: str, at: int) -> list[_Person]:
        """Who may be meant by a pronoun, in order: of its gender, outside speech, behind the last unclear name."""
        first = bisect_left(self._people, at - _REACH, key=_start)
        near = self._people[first : bisect_left(self._people, at, key=_start)]
        near = [p for p in near if self._gender.get(p.entity, pronoun) == pronoun]
        near = [p for p in near if BLANK not in self._blanked[p.start : p.end]]
        unclear, surname = self._unclear_before(at)
        if unclear < 0:
            return near
        bearers = {e for e in self._bearers.get(surname, ()) if self._gender.get(e, pronoun) == pronoun}
        if len(bearers) == 1:
            near.append(_Person(unclear, unclear + len(surname), *bearers))
            return sorted(near, key=lambda p: p.start)
        return [p for p in near if p.start > unclear or self._text[p.start : p.end].endswith(surname)]

    def _unclear_before(self, at: int) -> tuple[int, str]:
        """Where, before a pronoun, a surname last stands that several people of the text bear; -1 if nowhere near."""
        last = -1, ""
        for word in _CAPITAL.finditer(self._text, max(0, at - _REACH), at):
            if word[0] in self._bearers:
                place = bisect_left(self._starts, word.end()) - 1
                if place < 0 or self._mentions[place].end < word.end():
                    last = word.start(), word[0]
        return last

    def _heads(self, person: _Person) -> bool:
        """Whether a name may be a subject: no preposition before it, no possessive mark after."""
        before = self._text[max(0, person.start - 60) : person.start].split()
        if self._text[person.end : person.end + 2] in ("’s", "'s"):
            return False
        while before and (is_title_head(before[-1]) or (len(before) > 1 and before[-1][0].isupper())):
            before.pop()
        return not before or before[-1].lower() not in _UNDER
