"""NAMES: the rules that cut a person from a run: by a title, or by a given name."""

from __future__ import annotations

from pressmark.names.lists import demonyms, organizations, places, surnames, teams
from pressmark.names.organizations import is_acronym
from pressmark.names.people import PARTICLES, SUFFIXES, is_given, is_initial
from pressmark.names.runs import Draft, block_end, is_capital, is_common, is_stop, place_words
from pressmark.names.steps import FAIR, STRONG, SURE, Step, known_key, longest
from pressmark.names.titles import is_honorific, title_length
from pressmark.names.tokens import Tokens

# "Henry VIII"; an "I" is rather the writer's, but behind a title.
_REGNAL = frozenset("I II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XXIII".split())
_CROWNED = frozenset("King Queen Pope Emperor Empress Tsar Czar Kaiser Shah Prince".split())
_LONGEST = 12  # words of a title


def person_end(found: Tokens, at: int, block: int, end: int) -> int:
    """Where a person's name that begins at a token ends: at most five words, particles among them, suffix included."""
    words, last = found.words, at
    while last < end and last - at < 5:
        word = words[last]
        if is_capital(word):
            if (is_stop(word) and last >= block) or (last > at + 1 and _begins_another(found, last, block)):
                break
            last += 1
        elif (
            word in PARTICLES
            and last > at
            and last + 1 < end
            and (is_capital(words[last + 1]) or words[last + 1] in PARTICLES)
        ):
            last += 1
        else:
            break
    if last == at + 1 and words[last] in _REGNAL and (words[last] != "I" or words[at - 1] in _CROWNED):
        last += 1
    if words[last] == "," and words[last + 1 : last + 2] and words[last + 1].replace(".", "").lower() in SUFFIXES:
        last += 2
    return last


def _begins_another(found: Tokens, at: int, block: int) -> bool:
    """Whether a new name begins inside a block: a list without commas, or a title."""
    words = found.words
    if words[at].isupper() and len(words[at]) > 2 and "." not in words[at] and not words[at - 1].isupper():
        return True
    if at + 1 >= block or is_initial(words[at - 1]):
        return False
    return bool(title_length(words[at:block])) or (is_given(words[at]) and words[at] not in surnames())


def _is_first_initial(found: Tokens, at: int) -> bool:
    """Whether initials begin a name: "J. Sol", "J.R. Sol", but not "U.S. Harbor" and not "N. Y."."""
    word, behind = found.words[at], found.words[at + 1]
    known = word in places() or word in organizations()
    return is_initial(word) and "." in word and not known and len(behind) > 1


def titled(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a title: "Mr. Sol", "Harbor Secretary Ana Sol"; a title without a name is skipped."""
    words = found.words
    length = title_length(words[at : min(end, at + _LONGEST)])
    if not length:
        return None
    first = at + length
    if first < end and words[first] in place_words("last") and not is_honorific(words[first - 1]):
        return None
    if first < end and first < block_end(found, first, end) and words[first] not in demonyms():
        lead = first
        while lead > at and is_honorific(words[lead - 1]):
            lead -= 1
        last = person_end(found, first, block_end(found, first, end), end)
        return Draft(
            first, last, "person", SURE if lead < first else 4.0, "title", lead, found.between(at, first)
        ), last
    if length == 1 and first == block:
        return None if is_given(words[at]) or words[at] in surnames() else (None, first)
    return None, first


def title_place(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """The country in a title ("US President …") is a name of its own: the title begins behind it."""
    last = longest(found, at, block, places())
    if (
        last > at
        and last < end
        and places()[known_key(found, at, last)] == "territory"
        and title_length(found.words[last : min(end, last + _LONGEST)])
    ):
        return Draft(at, last, "place", SURE, "known place", at), last
    return None


def joined_place(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """A known place with a small word in its name: "Rio de Janeiro"."""
    last = longest(found, at, end, places()) if block < end else at
    return (Draft(at, last, "place", SURE, "known place", at), last) if last > block else None


def person(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a given name or initials before another word: "Ana Sol", "J. Sol", "Ana de la Sol"."""
    words, word = found.words, found.words[at]
    particle = words[block] in PARTICLES and block + 1 < end and block == at + 1
    if (block < at + 2 and not particle) or not (is_given(word) or _is_first_initial(found, at)):
        return None
    if longest(found, at, block, places()) > at + 1:
        return None
    if words[block - 1] in place_words("last") and (block > at + 2 or words[block - 1] not in surnames()):
        return None
    if words[at + 1] in demonyms() and (word in demonyms() or words[at + 1] not in surnames()):
        return None  # "Roman Catholic"
    if is_acronym(words[at + 1]) and not is_initial(words[at + 1]):
        return None
    last = person_end(found, at, block, end)
    weight = STRONG
    if is_common(word) or word in places():
        weight = FAIR if found.words[last - 1] in surnames() or not is_common(words[last - 1]) else 0.8
    if word in teams() or words[last - 1] in teams():
        weight = 0.8
    return Draft(at, last, "person", weight, "given name", at), last
