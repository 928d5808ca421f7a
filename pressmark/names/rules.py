"""NAMES: the rules in their order, and those that cut events, places and what the lists know from a run."""

from __future__ import annotations

import re

from pressmark.names.lists import common_words, demonyms, list_words, organizations, places, surnames, teams
from pressmark.names.organization_rules import organization
from pressmark.names.organizations import is_acronym
from pressmark.names.people import PARTICLES, is_given
from pressmark.names.person_rules import joined_place, person, person_end, title_place, titled
from pressmark.names.runs import Draft, block_end, event_words, is_capital, is_common, is_stop, place_words
from pressmark.names.steps import COUNTIES, FAIR, SLIGHT, STRONG, SURE, Rule, Step, known_key, longest
from pressmark.names.titles import is_honorific, title_length
from pressmark.names.tokens import Tokens


def event(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a head word ("Harbor Festival", "World War II", "Operation …"), or "Group of 7 summit"."""
    words, word = found.words, found.words[at]
    if word == "Group" and words[block] == "of" and words[block + 1].isdigit():
        if words[block + 2] == "summit":
            return Draft(at, block + 3, "event", SURE, "head word", at), block + 3
        return Draft(at, block + 2, "organization", SURE, "known organization", at), block + 2
    if word in event_words("event led") and (block > at + 1 or (words[block] == "of" and block + 1 < end)):
        stop = block if block > at + 1 else block_end(found, at + 2, end)
        if stop > at + 2 or block > at + 1:
            return Draft(at, stop, "event", STRONG, "head word", at), stop
    if word in event_words("event alone") and (block == at + 1 or not found.initial[at]):
        return Draft(at, at + 1, "event", STRONG, "known event", at), at + 1
    if block > at + 2 and is_acronym(word):
        return None
    if block > at + 1 and _is_exercise(found, block):
        stop = block + 1 if words[block].isdigit() else block
        return Draft(at, stop, "event", STRONG, "named exercise", at), stop
    for last in range(block, at + 1, -1):
        if words[last - 1] in event_words("event"):
            if last < block and (words[last].isupper() or words[last].isdigit()):
                last += 1
            return Draft(at, last, "event", STRONG, "head word", at), last
        if words[last - 1] in event_words("work") and (not is_given(word) or word in places()):
            return Draft(at, last, "work", STRONG, "head word", at), last
    return None


def _is_exercise(found: Tokens, block: int) -> bool:
    """Whether what a name is called follows it: "Harbor Shield 17 military exercise"."""
    near = found.words[block : block + 6]
    if near[0].isdigit() and len(near[0]) <= 4:
        return any(word in list_words("context_words.txt", "exercise nouns") for word in near)
    return any(word in list_words("context_words.txt", "exercise nouns") for word in near[:2] if word.islower())


def quoted_title(found: Tokens, at: int) -> Step | None:
    """A work's title in quotation marks behind a word for what it is: the novel “The Long Harbor”."""
    words = found.words
    if at < 2 or words[at - 1] not in OPENING:
        return None
    cues = list_words("event_words.txt", "work cues")
    if cues.isdisjoint(words[max(0, at - 4) : at - 1]):
        return None
    for last in range(at + 1, min(at + 10, len(words))):
        if words[last] in _CLOSING:
            long = [word for word in words[at:last] if len(word) > 4]
            if all(word[0].isupper() for word in long):
                return Draft(at, last, "work", SURE, "quoted title", at), last
            return None
        if words[last] == "\n":
            return None
    return None


OPENING = frozenset(['"', "“", "‘", "'"])
_CLOSING = frozenset(['"', "”", "’", "'", ","])


def dateline(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """The place in capitals that begins a paragraph before a dash: "NORTHFIELD — ", "NORTHFIELD, Ohio (HN) — "."""
    words = found.words
    if at and words[at - 1] != "\n":
        return None
    last = at
    while last < block and words[last].isupper():
        last += 1
    if (
        last == at
        or last - at > 3
        or all(is_common(word) for word in words[at:last])
        or not any(word in ("—", "–", "-") for word in words[last : last + 7])
    ):
        return None
    if last == at + 1 and len(words[at]) < 5 and words[at].capitalize() not in places():
        return None  # an outlet's letters
    if any(word in ".!?" for word in words[last : last + 7] if word):
        return None
    return Draft(at, last, "place", SURE, "dateline", at), last


def capitals(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """A known place written in capitals ("NEW YORK"), as in datelines and tables."""
    words = [word.capitalize() for word in found.words[at : min(block, at + 4)] if word.isupper()]
    for size in range(len(words), 0, -1):
        key = " ".join(words[:size])
        if key in places() and (size > 1 or len(key) > 3) and not is_common(key):
            return Draft(at, at + size, "place", STRONG, "known place", at), at + size
    return None


def team(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a team's name, with its city before it: "Lisbon Lantern United"."""
    words, last = found.words, longest(found, at, block, places())
    if at < last < block and (words[last] in teams() or words[last] in _TEAM_ENDS):
        return Draft(at, last + 1, "organization", 4.0, "team", at), last + 1
    return None


def _is_chamber(found: Tokens, at: int, block: int) -> bool:
    """Whether a "House" is one of lawmakers: "the House", "a House panel", "House Republicans"."""
    behind = found.words[at + 1]
    if behind in list_words("context_words.txt", "chamber nouns"):
        return True
    return at > 0 and found.words[at - 1].lower() == "the" and block == at + 1 and behind != "of"


_BEFORE_DEMONYM = frozenset("Roman African Latin Native Anglo Greek Russian Irish Puerto Sri Costa".split())
_TEAM_ENDS = frozenset(["United", "City", "Town", "County", "Rovers", "Wanderers"])


def place(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a head word: "Lake Sol", "Harbor Street", "Gulf of Sol"."""
    words, word = found.words, found.words[at]
    known = longest(found, at, block, organizations())
    if known > at + 1 or known == block > at:  # but "Forbes Field" is a place
        return None
    if block > at + 1 and words[block - 1] in place_words("last") and not is_honorific(word):
        sure = places().get(known_key(found, at, block)) == "territory"
        return Draft(at, block, "place", SURE if sure else STRONG, "head word", at), block
    if words[block - 1] in place_words("headed") and words[block] == "of" and block + 1 < end:
        stop = block_end(found, block + 1, end)
        if stop > block + 1:
            return Draft(at, stop, "place", FAIR, "head word", at), stop
    if (
        block > at + 1
        and word in place_words("led")
        and words[at + 1] not in demonyms()
        and not (is_common(words[at + 1]) and words[at + 1] not in places())
    ):
        last = max(at + 2, longest(found, at, block, places()))
        return Draft(at, last, "place", FAIR, "leading word", at), last
    return None


def known(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By the lists: places, organizations, teams ("Harbor Reds" with its city)."""
    words, word = found.words, found.words[at]
    last = longest(found, at, max(block, min(end, at + 4)), organizations())
    if last > at:
        return Draft(
            at, last, "organization", STRONG if last - at > 1 or is_acronym(word) else FAIR, "known organization", at
        ), last
    last = longest(found, at, block, places())
    if last > at:
        how = places()[known_key(found, at, last)]
        if how == "territory" and not (last == at + 1 and (is_given(word) or word in surnames() or word in COUNTIES)):
            return Draft(at, last, "place", SURE, "known place", at), last
        weight = {"territory": 3.5, "city": 2.5, "town": 1.2}[how] + (0.5 if last > at + 1 else 0.0)
        if how != "territory" and last == at + 1 and (is_common(word) or is_given(word) or word in surnames()):
            weight = 1.5 if how == "city" and not is_common(word) else 0.3
        if how != "territory" and last < block:
            return None if not is_capital(words[last]) else (Draft(at, block, "", 0.3, "unknown", at), block)
        return Draft(at, last, "place", weight, "known place", at), last
    if word in teams():
        return Draft(at, at + 1, "organization", 1.5, "team", at), at + 1
    if word == "House" and _is_chamber(found, at, block):
        return Draft(at, at + 1, "organization", FAIR, "known organization", at), at + 1
    if word in demonyms():
        return None, at + 1
    if at + 1 < block and words[at + 1] in demonyms() and (word in place_words("led") or word in _BEFORE_DEMONYM):
        return None, at + 2  # "South Korean"
    return None


_GROUP = re.compile(r"G-?\d{1,2}")


def unknown(found: Tokens, at: int, block: int, end: int) -> Step:
    """What no rule knows: acronyms are organizations, else the words around must tell."""
    words, word = found.words, found.words[at]
    if len(word) == 1 or ("-" in word and block == at + 1 and _marks(word)):
        return None, block
    if block == at + 1 and is_acronym(word):
        if is_stop(word.replace(".", "")):
            return None, block
        if (
            word.lower() in common_words()
            or words[block].isdigit()
            or (word[-1].isdigit() and not _GROUP.fullmatch(word))
        ):
            return Draft(at, block, "organization", 0.3, "acronym", at), block
        return Draft(at, block, "organization", FAIR, "acronym", at), block
    if words[block] in PARTICLES and block == at + 1 and block + 1 < end:
        block = person_end(found, at, block, end)
        return Draft(at, block, "person", SLIGHT, "particle", at), block
    for cut in range(at + 1, block):  # a known place or a title may begin inside: "Harbor Mayor Ana Sol"
        if cut + 1 < end and title_length(words[cut : cut + 12]) and not is_honorific(words[cut]):
            return Draft(at, cut, "", 0.0, "unknown", at), cut
    if block - at > 1 and not any(is_common(w) for w in words[at:block]):
        return Draft(at, block, "person", SLIGHT if block - at < 4 else 0.3, "unknown", at), block
    return Draft(at, block, "", 0.0, "unknown", at), block


def _marks(word: str) -> bool:
    """Whether a word with a hyphen is a party and state ("R-Iowa"), a model ("F-14") or a people."""
    first, last = word.split("-")[0], word.rsplit("-", 1)[1]
    return (len(first) == 1 and first != "G") or last in demonyms()


# In the order they are tried.
RULES: tuple[Rule, ...] = (title_place, joined_place, organization, titled, event, team, person, place, known)
# Those of them that say anything of one word alone, after which no run goes on.
LONE_RULES: tuple[Rule, ...] = (title_place, titled, event, known)
