"""BUILD, annotators: whether the words around a date look back or ahead."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future", ""]

_WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
# Where a sentence ends; a title or a month with a full stop ends none, nor does a line.
_END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\bSept)(?<!\b(?:Jan|Feb|Aug|Oct|Nov|Dec|Mrs|Sen|Rep|Gov))[.!?][”\"’')\]]*\s|\n\s*\n"
)
_FUTURE = frozenset(
    "will shall would won't wouldn't may might must scheduled expected expect expects planned plan plans planning "
    "due upcoming coming hopes hoping intends intend aims deadline slated opens ahead forthcoming poised likely "
    "await awaits awaiting".split()
)
# What is told of a timetable stands in the present: "she leaves on Monday", where a report would say "left".
_TIMETABLE = frozenset(
    "leaves arrives departs begins starts ends expires closes reopens resumes returns meets faces travels".split()
)
_SOON = re.compile(
    r"\b(?:as (?:early|soon|late) as|no later than|set for|due (?:on|in|by)|\w+\s+\w+\s+until)\s+$", re.I
)
# What is decided to be done in a month is still to come; on a weekday it was rather decided then.
_DECIDED = re.compile(
    r"\b(?:decided|agreed|voted|vowed|promised|hoped|wanted|pledged|offered|prepared|threatened|ordered|asked|urged)"
    r"(?:\s+\w+){0,3}?\s+to\s+(?:\w+\W+){1,9}(?:in|for|by|until|from)\s+(?:(?:early|mid|late)[\s-]+)?$"
)
_COMPARED = re.compile(r"\bthan\s+(?:in|on|at|during|before)\s+(?:the\s+)?$")
_TOWARD = re.compile(r"\b(?:towards?|come|heading into|going into|between now and)\s+(?:the\s+)?$", re.I)
# "The rally planned for Sunday was called off" says nothing of whether Sunday is over.
_CALLED_OFF = re.compile(
    r"\s+(?:was|were|has been|have been|had been)\s+(?:called off|cancel|postponed|scrapped|dropped|put off)"
)
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:(?:early|mid|late|end of)\s+)?$", re.I)
_PAST = frozenset(
    "said was were had did told took gave made went came left got met saw found held began became brought bought built "
    "broke ran sent spoke stood struck fell felt fought knew led lost paid put read rose sold shot shut sought set won "
    "wrote drew cut hit kept let meant quit taught thought threw wore chose swept been done gone given taken written "
    "since last died ago earlier".split()
)
_HELPING = frozenset(["was", "were", "been", "had", "did"])
_NOT_PAST = frozenset("need speed indeed hundred proceed succeed exceed feed seed weed bed red united limited".split())
# "Tuesday's vote" has been held, or the writer would say which Tuesday.
_POSSESSED = re.compile(r"[’']s\b")
# How many words before a date tell its tense: so many of its own clause, and the last few whatever clause they are of.
_BEFORE, _NEAR, _AFTER = 20, 9, 10
_CLAUSE = re.compile(r"[;:]|\bthan\b|,\s+(?:and|but|while|as|which|who)\b")
# A day that owns something ("Tuesday's vote") is still to come where people wait for it.
_WAITED_FOR = re.compile(
    r"\b(?:ahead of|awaits?|awaiting|looking to|looks to|prepar\w+ for|brac\w+ for|ready for)\s+$", re.I
)
_OPENING = 3  # words before a date that still stands at the head of its sentence


def _cue(word: str) -> Tense:
    plain = word.lower().replace("’", "'")
    if plain in _FUTURE or plain in _TIMETABLE or plain.endswith("'ll"):
        return "future"
    if plain in _PAST or (len(plain) > 3 and plain.endswith("ed") and plain not in _NOT_PAST and plain == word):
        return "past"
    return ""


def _ahead(words: list[str], place: int) -> bool:
    """Whether a word that looks past is the end of a phrase that looks ahead: "to be held", "is set for"."""
    pair = tuple(word.lower() for word in words[place : place + 2])
    if pair in (("set", "for"), ("set", "to")):
        return True
    return place > 1 and words[place - 1] == "be" and (words[place - 2] == "to" or _cue(words[place - 2]) == "future")


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a span begins and ends."""
    left = max(0, start - 400)
    begins = [m.end() for m in _END.finditer(text, left, start)]
    after = _END.search(text, end, min(len(text), end + 400))
    return (begins[-1] if begins else left), (after.end() if after else min(len(text), end + 400))


def tense(text: str, start: int, end: int) -> Tense:
    """Whether the clause around a span looks back or ahead: the nearest telling word decides, those before it first.

    What is done on a day that owns it ("Tuesday's vote") is past. At the head of its sentence, where nothing stands
    before it, the words behind it decide.
    """
    left, right = sentence(text, start, end)
    if _SOON.search(text, left, start):
        return "future"
    if _COMPARED.search(text, left, start):
        return "past"
    words = _WORD.findall(text, left, start)
    clause = max((m.end() for m in _CLAUSE.finditer(text, left, start)), default=left)
    before = words[-min(max(_NEAR, len(_WORD.findall(text, clause, start))), _BEFORE) :]
    if words[-len(before) - 1 : -len(before)] == ["than"] and before:
        before = before[1:]
    if _POSSESSED.match(text, end):
        return "future" if _WAITED_FOR.search(text, left, start) else "past"
    if _CALLED_OFF.match(text, end):
        return ""
    behind = _WORD.match(text, min(end + 1, right), right)
    acts = behind is not None and behind[0] not in _HELPING and _cue(behind[0]) == "past"
    if acts and before[-1:] == ["on"] and "future" not in map(_cue, before[-4:]):
        return "past"  # "the mayor on Sunday called"
    if cue := _nearest_cue(before):
        return cue
    if len(before) <= _OPENING:
        for word in _WORD.findall(text, end, right)[:_AFTER]:
            if cue := _cue(word):
                return cue
    return "future" if _BY.search(text, left, start) else ""


def _nearest_cue(before: list[str]) -> Tense:
    """The tense that the last telling word gives. One far off tells only that the sentence looks ahead: what "said"
    opens has a tense of its own."""
    near = len(before) - _NEAR
    for place in range(len(before) - 1, -1, -1):
        if place >= near and before[max(place - 1, 0) : place + 1] == ["to", "be"]:
            return "future"
        if (before[place] == "likely" and before[place + 1 : place + 2] != ["to"]) or before[place - 1 : place] == [
            "than"
        ]:
            continue
        if cue := _cue(before[place]):
            looks: Tense = "future" if _ahead(before, place) else cue
            return looks if place >= near or looks == "future" else ""
    return ""


def month_tense(text: str, start: int, end: int) -> Tense:
    """The tense around a month, where what somebody decided to do looks ahead."""
    left, _ = sentence(text, start, end)
    if _DECIDED.search(text, left, start) or _TOWARD.search(text, left, start):
        return "future"
    return tense(text, start, end)
