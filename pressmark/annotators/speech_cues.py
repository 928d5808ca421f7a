"""BUILD, annotators: verbs of saying and their subjects, in a sentence whose quotations are blanked out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pressmark.annotators.speech_subjects import BLANK, NAME, WORD, name_start, subject_before, subject_behind
from pressmark.annotators.speech_verbs import BASE, FINITE, GERUNDS, NOUNS, PHRASAL, PRESENT, SAYING

_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the words of|[Ii]n the view of|[Aa]s quoted by)\s+")
# What somebody said, as a noun: "Sol's claim".
_SAID = (
    "claim|statement|remark|comment|assertion|call|promise|suggestion|description|vow|warning|reference|"
    "argument|declaration|insistence|pledge|threat|contention|admission|tweet|letter|speech|words|response|"
    "answer|question|demand|proposal|complaint|criticism|view|belief|opinion|message|slogan|motto|testimony|"
    "e-mail|email|post|conclusion|dictum|catch phrase|catchphrase|characterization|depiction|assessment|maxim|"
    "pronouncement|insult|op-ed|essay|boast|prediction|explanation|recollection|verdict|tagline|chant|"
    "accusation|allegation|observation|denial|apology|joke|quote|mantra|refrain|plan"
)
_NOUNS = re.compile(
    r"(?P<who>"
    + NAME.pattern
    + r"|\b(?:his|her|their|His|Her|Their)\b)(?:(?<=s)[’']|(?<=[’']s)|(?<=is)|(?<=er)|(?<=ir))\s+"
    r"(?:[\w’'-]+\s+){0,4}(?:" + _SAID + r")s?\b"
)
_MODIFIES = re.compile(
    r"(?:[’']s?|\b(?:the|a|an|his|her|their|its|our|my|your|these|those|this|such|some|any|no|more|most|new|recent|many|"
    r"several|few|other|of|for|with|from|against|about|into|by|both|all|very|so|two|three|so-called|own|same))\s+$",
    re.I,
)
_PLURAL = re.compile(r"(?:[a-z]+s|[^\W\d_a-z][\w’'-]*|\b(?:they|who|people|police|both|others|some|many))\s+$")
_ADJECTIVES = ("Democratic ", "Republican ", "public ", "other ", "news ", "press ")  # before claims, comments, reports
_CONTINUOUS = re.compile(r"\b(?:is|was|are|were|been|be)\s+(?:[a-z]+ly\s+|also\s+|now\s+)?$")
_AUXILIARY = re.compile(
    r"(?:\b(?:to|did|does|do|not|will|would|could|can|should|must|may|might|never|also|and|I|we|they|you|We|They|You)|"
    r"n[’']t)\s+$"
)
_BY = re.compile(r"\s+(?:as\s+)?by\s+")
_PASSIVE = re.compile(r"(?:was|were|been|is|are|being|as|,)\s*$")
_MOVED = re.compile(
    rf"\b(?:(?:lead|prompt|caus|allow|push|forc|inspir|embolden|provok|mov)(?:ing|ed|e?s)|led|with)\s+"
    rf"((?:[a-z’'-]+\s+){{0,3}}{NAME.pattern}(?:\s(?:economic\s)?(?:advisers|aides|allies|officials|supporters))?)"
    r"(?=\s)[^,.;:\n]{0,60}\bto\s+$"
)
# "Issued a statement: “…”"
_ISSUES = frozenset(["issued", "issues", "put", "sent", "delivered", "circulated", "offered"])
_STATEMENT = re.compile(
    r"\s+(?:out\s+)?(?:an?|this|the following|his|her|their|its own)\s+(?:[a-z]+\s+){0,2}"
    r"(?:statement|letter|warning|apology|reply|response|message|tweet|memo|text|email|e-mail)(?=\s*[,:]|\s+(?:saying|that)\b)"
)
_NEAR = 150  # how far before a participle its name may stand
_CLOSES = re.compile(r"\s*(?:[.,;:]|$)")
_LISTS = (SAYING, FINITE, GERUNDS, BASE, PHRASAL, PRESENT, _ISSUES)
_VERBS = frozenset(verb.lower() for verbs in _LISTS for verb in verbs)
_LETTERS = re.compile(r"[^\W\d_]+")


def _written(words: Iterable[str]) -> frozenset[str]:
    """The words as a sentence may have them, each by its first letters: in small ones, with a capital, in capitals."""
    first = {_LETTERS.findall(word)[0] for word in words}
    return frozenset(form for word in first for form in (word, word.capitalize(), word.upper()))


# A sentence without any of these has no such cue.
_VERB_LETTERS = _written(_VERBS)
_ACCORDING_LETTERS = frozenset(("According", "according", "In", "in", "As", "as"))
_NOUN_LETTERS = _written(form for word in _SAID.split("|") for form in (word, word + "s"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying (or "according to") with its subject; `start` == `end` where the sentence leaves it out.

    `meant` is whom the sentence itself names for a subject that is a pronoun, (0, 0) where it names nobody.
    """

    verb_start: int
    verb_end: int
    start: int
    end: int
    rule: str  # "verb", "inverted", "according to", "participle", "noun", "label", "credit"
    verb: str
    meant: tuple[int, int] = (0, 0)

    @property
    def has_subject(self) -> bool:
        return self.end > self.start


def cues(text: str, start: int, end: int) -> list[Cue]:
    """Every cue of a sentence, by the place of its verb; the text is blanked, the offsets are the text's."""
    found: list[Cue] = []
    there = set(_LETTERS.findall(text, start, end))
    if not _VERB_LETTERS.isdisjoint(there):
        for word in WORD.finditer(text, start, end):
            if word[0].lower() in _VERBS and (cue := _verb_cue(text, start, end, word)) is not None:
                found.append(cue)
    for m in _ACCORDING.finditer(text, start, end) if not _ACCORDING_LETTERS.isdisjoint(there) else ():
        subject = subject_behind(text, m.end(), end)
        if subject is not None:
            found.append(Cue(m.start(), m.end(), *subject, "according to", m[0].strip()))
    for m in _NOUNS.finditer(text, start, end) if not _NOUN_LETTERS.isdisjoint(there) else ():
        stop = m.end("who")
        while text[stop - 1] in "’'" or text[stop - 2 : stop] in ("’s", "'s"):
            stop -= 1 if text[stop - 1] in "’'" else 2
        begin = name_start(text, m.start("who"), stop)
        if begin < stop:
            found.append(Cue(m.end("who"), m.end(), begin, stop, "noun", text[m.end("who") : m.end()].strip(" ’'")))
    return sorted(found, key=lambda c: (c.verb_start, c.verb_end))


def _verb_cue(text: str, start: int, end: int, word: re.Match[str]) -> Cue | None:
    opens = word[0][0].isupper() and not text[start : word.start()].strip()
    verb = word[0].lower() if opens else word[0]
    if opens and (verb not in SAYING or verb in NOUNS):
        return None
    at, stop = word.span()
    if verb in FINITE:
        return _finite_cue(text, start, end, word, verb, opens)
    if verb in GERUNDS:
        if _CONTINUOUS.search(text[max(start, at - 24) : at]):
            return Cue(at, stop, *_subject(text, start, at), "verb", verb)
        return Cue(at, stop, *_adjoining(text, start, at), "participle", verb)
    if verb in BASE and _AUXILIARY.search(text[max(start, at - 12) : at]):
        infinitive = re.search(r"\bto\s+$", text[max(start, at - 4) : at])
        who = _moved_to(text, start, at) if infinitive else _subject(text, start, at)
        return Cue(at, stop, *who, "verb", verb)
    stated = _STATEMENT.match(text, stop, end) if verb in _ISSUES else None
    if stated is not None:
        return Cue(at, stated.end(), *_subject(text, start, at), "verb", verb)
    particle = PHRASAL.get(verb)
    if particle is not None and text.startswith(f" {particle}", stop):
        return Cue(at, stop + 1 + len(particle), *_subject(text, start, at), "verb", f"{verb} {particle}")
    if verb not in PRESENT or _MODIFIES.search(text[max(start, at - 12) : at]):
        return None
    if _PLURAL.search(text[max(start, at - 40) : at]):
        subject = subject_before(text, start, at)
        return None if subject is None else Cue(at, stop, *subject, "verb", verb)
    return None


def _moved_to(text: str, start: int, verb: int) -> tuple[int, int]:
    """Who is brought to say it: "leading Ana Sol to argue", "with Ana Sol going on to call it"; else nobody."""
    moved = _MOVED.search(text, max(start, verb - _NEAR), verb)
    if moved is None or name_start(text, *moved.span(1)) >= moved.end(1):
        return verb, verb
    return moved.span(1)


def _subject(text: str, start: int, verb: int) -> tuple[int, int]:
    """The subject before a verb; an empty span at the verb when it has none."""
    return subject_before(text, start, verb) or (verb, verb)


def _finite_cue(text: str, start: int, end: int, word: re.Match[str], verb: str, opens: bool) -> Cue | None:
    """The cue of a finite verb: its subject stands behind it, follows "by", or stands before it."""
    at, stop = word.span()
    before = text[max(start, at - 12) : at]
    if _MODIFIES.search(before):
        return None
    speech = _after_speech(text, start, at)
    aside = before.rstrip().endswith(",") and verb not in ("told", "tells", "asked", "asks")
    if verb in SAYING and (speech or aside or opens):
        subject = subject_behind(text, stop, end)
        if subject is not None and (speech or _CLOSES.match(text, subject[1], end)):
            return Cue(at, stop, *subject, "inverted", verb)
    by = _BY.match(text, stop, end)
    if by is not None and _PASSIVE.search(before):
        agent = subject_behind(text, by.end(), end)
        if agent is not None:
            return Cue(at, by.end(), *agent, "inverted", verb)
    subject = _subject(text, start, at)
    if verb in NOUNS and (subject[0] == subject[1] or text[max(0, at - 16) : at].endswith(_ADJECTIVES)):
        return None
    return Cue(at, stop, *subject, "verb", verb)


def _adjoining(text: str, start: int, participle: int) -> tuple[int, int]:
    """The name right before a participle, as in "with Ms. Lee calling it a mistake"; else nothing."""
    start = max(start, participle - _NEAR)
    m = re.search(
        r"(?:^|\b(?:with|and|while|of|as)\s+|[–—-]\s+)(" + NAME.pattern + r")\s+(?:[a-z]+ly\s+)?$",
        text[start:participle],
    )
    if m is None or name_start(text, start + m.start(1), start + m.end(1)) >= start + m.end(1):
        return participle, participle
    return name_start(text, start + m.start(1), start + m.end(1)), start + m.end(1)


def _after_speech(text: str, start: int, at: int) -> bool:
    """Whether a quotation ends right before, with at most a comma or an adverb between."""
    return bool(
        re.search(
            BLANK + r"\s*[,.]?[’'\"]?\s*[—–-]{0,2}\s*(?:[a-z]+ly\s+|also\s+|then\s+)?$", text[max(start, at - 40) : at]
        )
    )
