"""NAMES: what the words around a draft say of its kind."""

from __future__ import annotations

from functools import cache

from pressmark.names.lists import demonyms, list_words, places, surnames
from pressmark.names.organizations import is_acronym
from pressmark.names.people import is_given
from pressmark.names.runs import Draft, is_common
from pressmark.names.steps import COUNTIES
from pressmark.names.titles import bare, is_title_head
from pressmark.names.tokens import Tokens

KINDS = ("person", "organization", "place", "event", "work")
PERSON, ORGANIZATION, PLACE, EVENT, WORK = range(5)
_DECIDED = 6.0  # a draft as sure as this needs no neighbours

# How much a word before a name speaks for a place.
_BEFORE_PLACE = {
    **dict.fromkeys(["southern", "northern", "eastern", "western", "downtown", "southeastern", "northeastern"], 2.5),
    **dict.fromkeys(["in", "near", "central", "neighboring", "neighbouring", "nearby"], 2.0),
    **dict.fromkeys(["throughout", "outside", "across"], 1.7),
    **dict.fromkeys(["around", "visited", "inside"], 1.1),
    **dict.fromkeys(["into", "from", "toward", "towards", "visit"], 0.8),
    **dict.fromkeys(["to", "at", "left"], 0.5),
}


@cache
def context_words(section: str) -> frozenset[str]:
    """The words of one kind of context."""
    return list_words("context_words.txt", section)


def is_sports(found: Tokens) -> bool:
    """Whether the text is of sports, where a town's name may be its team's."""
    words = context_words("sports")
    if sum(map(words.__contains__, found.words)) * 100 > len(found.words):
        return True
    most = sum(map(str.isdigit, found.words))  # as many results there can be
    return most * 30 > len(found.words) and _results(found.words) * 30 > len(found.words)


def _results(words: tuple[str, ...]) -> int:
    """How many names stand between numbers, as in tables of results: "Northfield 2 Tarnow 1"."""
    return sum(
        words[at].isdigit() and len(words[at]) < 3 and words[at + 1][:1].isupper() and words[at - 1][:1].isupper()
        for at in range(1, len(words) - 1)
    )


def own_evidence(found: Tokens, draft: Draft) -> list[float]:
    """For each kind how much the draft's own words speak for it."""
    score = [0.0] * len(KINDS)
    if draft.kind:
        score[KINDS.index(draft.kind)] = draft.weight
    if found.shouted[draft.first] or draft.weight >= _DECIDED:
        return score
    word = found.words[draft.first]
    if draft.last - draft.first == 1:
        score[PERSON] += 0.6 * is_given(word) + 0.6 * (word in surnames() and not is_common(word))
    elif not draft.kind and all(map(is_common, found.words[draft.first : draft.last])):
        score[PERSON] -= 1.5
    elif not draft.kind and found.words[draft.last - 1] in surnames() and draft.last - draft.first < 4:
        score[PERSON] += 0.5
    return score


def evidence_around(found: Tokens, draft: Draft, sports: bool = False) -> list[float]:
    """For each kind how much the words beside the draft speak for it; `sports` as `is_sports` says."""
    score = [0.0] * len(KINDS)
    if draft.weight < _DECIDED and not found.shouted[draft.first]:
        _before(found, draft, score)
        _behind(found, draft, score)
        if sports and draft.how in _MAY_BE_TEAM:
            _as_team(found, draft, score)
    return score


_MAY_BE_TEAM = frozenset(["known place", "unknown", "leading word"])
_AGAINST = frozenset("beat against defeated over v vs defeating beating edged host hosts facing faced former".split())


_BEHIND_GOALS = (",", ".", "(", "\n", "")


def _as_team(found: Tokens, draft: Draft, score: list[float]) -> None:
    words, at, last = found.words, draft.first, draft.last
    if places().get(found.between(at, last)) == "territory" and found.between(at, last) not in COUNTIES:
        return
    before, behind = words[at - 1] if at else "", words[last]
    if before in _AGAINST or behind in context_words("played") or behind in context_words("organization's"):
        score[ORGANIZATION] += 2.5
    elif behind.isdigit() and len(behind) < 4 and (words[last + 1][:1].isupper() or words[last + 1] in _BEHIND_GOALS):
        score[ORGANIZATION] += 3.0
    elif before == "for":
        score[ORGANIZATION] += 1.0


@cache
def _person_nouns() -> frozenset[str]:
    return frozenset().union(*(list_words("person_nouns.txt", said) for said in ("he", "she", "any")))


def _before(found: Tokens, draft: Draft, score: list[float]) -> None:
    words, at = found.words, draft.lead
    if not at:
        return
    before = words[at - 1]
    second = words[at - 2] if at > 1 else ""
    held = before == "in" and second.lower() in context_words("held in a firm")
    score[PLACE] += 0.0 if held else _BEFORE_PLACE.get(before.lower(), 0.0)
    score[ORGANIZATION] += 1.5 if held else 0.0
    if before in ("the", "The"):
        score[PERSON] -= 1.5
        score[ORGANIZATION] += 0.5
    elif before == "," and second in places():
        score[PLACE] += 0.5
    elif before == "of" and second == ",":  # "Ana Sol, of Northfield"
        score[PLACE] += 1.5
    elif before in ("by", "with") and second not in context_words("at a firm"):
        score[PERSON] += 0.4
    elif before == "of" and second.lower() in context_words("place nouns"):
        score[PLACE] += 2.0
    elif before == "of" and second in context_words("firm words"):
        score[ORGANIZATION] += 1.2
    elif before in ("at", "with", "for") and second in context_words("at a firm"):
        score[ORGANIZATION] += 1.5
    elif before in ("at", "for", "joined"):
        score[ORGANIZATION] += 0.5
    elif before.islower() and is_title_head(before):
        score[PERSON] += 2.5
    elif before in _person_nouns():
        score[PERSON] += 2.0
    elif before in demonyms():
        score[PERSON] += 0.3
    elif before in context_words("company nouns"):
        score[ORGANIZATION] += 2.0
    elif before in context_words("saying") and words[draft.last] not in _POSSESSIVE:
        score[PERSON] += 1.5 if before not in ("told", "asked") else 0.7
        score[ORGANIZATION] += 0.4
        if draft.last - draft.first > 1 and all(map(is_common, words[draft.first : draft.last])):
            score[ORGANIZATION] += 2.0  # a magazine: "told Harbor Policy"


_POSSESSIVE = ("'s", "’s")  # said Northfield's mayor: the mayor did
# What the word behind a name speaks for: section, then person, organization, place.
_BEHIND = (
    ("saying", 1.5, 0.5, 0.0),
    ("doing", 0.4, 1.0, 0.0),
    ("personal verbs", 1.2, 0.0, 0.0),
    ("organization's", 0.0, 1.5, 0.4),
    ("company nouns", 0.0, 1.5, 0.0),
    ("place nouns", 0.0, 0.0, 1.8),
    ("played", 0.6, 0.6, 0.0),
)


@cache
def _behind_word(word: str) -> tuple[float, float, float]:
    for section, person, organization, place in _BEHIND:
        if word in context_words(section):
            return person, organization, place
    return 0.0, 0.0, 0.0


def _behind(found: Tokens, draft: Draft, score: list[float]) -> None:
    words, last = found.words, draft.last
    behind = words[last]
    after = words[last + 1] if last + 1 < len(words) else ""
    if behind == ",":
        if after.isdigit():
            score[PERSON] += 2.0
        elif after in ("based", "headquartered"):
            score[ORGANIZATION] += 2.0
        elif after in places():
            score[PLACE] += 1.8
        elif after in context_words("apposed") or bare(after) in ("jr", "sr"):
            score[PERSON] += 0.8
    elif behind == "(" and is_acronym(after) and after not in places():
        score[ORGANIZATION] += 2.0
    elif behind in ("is", "was", "has", "had"):
        score[PERSON] += 0.3
    elif behind in _POSSESSIVE and after in context_words("firm nouns"):
        score[ORGANIZATION] += 1.2
    elif behind in _POSSESSIVE and after in context_words("place's"):
        score[PLACE] += 1.5
    elif behind in _POSSESSIVE and after in context_words("run by"):
        score[ORGANIZATION] += 0.7
    elif behind in context_words("saying") and after in ("it", "its"):
        score[ORGANIZATION] += 2.0  # "Northwind said it had closed": a person is he or she
    elif behind:
        person, organization, place = _behind_word(behind)
        score[PERSON] += person
        score[ORGANIZATION] += organization
        score[PLACE] += place
