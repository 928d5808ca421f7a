"""NAMES: the rules that cut a name from a run of capitalised words by its own words alone, in the order they are tried.

Each takes the tokens, where it stands, where the capitalised words end (`block`) and where the run ends (`end`), and gives
a draft (or None) and where to go on, or None if it does not apply."""

from __future__ import annotations

from collections.abc import Callable, Container

from pressmark.names.lists import common_words, demonyms, list_words, organizations, places, surnames, teams
from pressmark.names.organizations import (
    ends_organization,
    heads_organization,
    is_acronym,
    is_company_form,
    leads_organization,
)
from pressmark.names.people import PARTICLES, SUFFIXES, is_given, is_initial
from pressmark.names.runs import Draft, block_end, event_words, is_capital, is_common, is_stop, place_words
from pressmark.names.titles import is_honorific, title_length
from pressmark.names.tokens import Tokens

Step = tuple[Draft | None, int]
Rule = Callable[[Tokens, int, int, int], Step | None]

_ARTICLES = frozenset(["the", "a", "an"])
_OWNERS = frozenset(
    "Women Men Children People Workers Teachers Veterans King Queen Prince Farmers Lawyers Citizens Consumers Girls Boys".split()
)
_GREAT_HEADS = frozenset(
    "Ministry Department Commission Committee Institute Office Bureau Council Organization Association Centers".split()
)
_KNOWN_LENGTH = 6
SURE, STRONG, FAIR, SLIGHT = 6.0, 3.0, 2.0, 1.0


def _key(found: Tokens, first: int, last: int) -> str:
    if last - first == 1:
        return found.words[first]
    return " ".join(found.words[first:last]).replace(" 's", "'s").replace(" ’s", "'s")


def longest(found: Tokens, at: int, end: int, names: Container[str]) -> int:
    """Where the longest of the known names that begins at a token ends, or `at`."""
    for last in range(min(end, at + _KNOWN_LENGTH), at, -1):
        if _key(found, at, last) in names:
            return last
    return at


def _last_head(found: Tokens, at: int, block: int) -> int:
    for last in range(block, at + 1, -1):
        if ends_organization(found.words[last - 1]):
            return last
    return at


def _with_phrase(found: Tokens, last: int, end: int) -> int:
    """Where "of …" or "for …" behind a head ends: "Center for a New Harbor", "Ministry of Trade and Industry"."""
    words = found.words
    head, at = words[last - 1], last
    if not heads_organization(head) or words[at] not in ("of", "for", "on") or at + 1 >= end:
        return last
    at += 1
    if words[at] in _ARTICLES:
        at += 1
    stop = block_end(found, at, end)
    if stop == at:
        return last
    if head in _GREAT_HEADS and words[stop] in ("and", "of") and stop + 1 < end:
        further = block_end(found, stop + 1, end)
        if further > stop + 1 and words[stop + 1] not in places():
            return further
    return stop


def _with_form(found: Tokens, last: int) -> int:
    words = found.words
    if words[last] == "," and last + 1 < len(words) and is_company_form(words[last + 1]):
        return last + 2
    return last


def _looks_person(found: Tokens, at: int, last: int) -> bool:
    words = found.words
    return (
        1 < last - at <= 3
        and is_given(words[at])
        and not is_common(words[at])
        and words[at] not in places()
        and words[last - 1] in surnames()
    )


def organization(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a head word ("Harbor Council", "Bank of …"), a legal form, or an ampersand."""
    words, word = found.words, found.words[at]
    known = longest(found, at, block, organizations())
    last = _last_head(found, at, block)
    if known > at + 1 and known >= last:
        return Draft(at, known, "organization", 4.0, "known organization", at), known
    if last > at and last <= longest(found, at, block, places()):
        return None
    if last > known and last > at + 1 and not _looks_person(found, at, last):
        stop = _with_form(found, _with_phrase(found, last, end))
        return Draft(at, stop, "organization", SURE if is_company_form(words[stop - 1]) else 3.5, "head word", at), stop
    if words[block] in ("'s", "’s") and word in _OWNERS | frozenset(["St."]) and block + 1 < end:
        stop = block_end(found, block + 1, end)
        if stop > block + 1 and ends_organization(words[stop - 1]):
            return Draft(at, stop, "organization", STRONG, "head word", at), stop
    if heads_organization(word) and block == at + 1 and words[block] in ("of", "for"):
        stop = _with_phrase(found, block, end)
        if stop > block:
            return Draft(at, stop, "organization", STRONG, "head word", at), stop
    if leads_organization(word) and block > at + 1 and not is_given(word):
        return Draft(at, block, "organization", FAIR, "leading word", at), block
    persons = block - at > 1 and is_given(word)
    if words[block] == "&" and block + 1 < end and is_capital(words[block + 1]) and not persons:
        stop = _with_form(found, block_end(found, block + 1, end))
        return Draft(at, stop, "organization", STRONG, "ampersand", at), stop
    return None


def _person_end(found: Tokens, at: int, block: int, end: int) -> int:
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
    if words[last] == "," and words[last + 1 : last + 2] and words[last + 1].replace(".", "").lower() in SUFFIXES:
        last += 2
    return last


def _begins_another(found: Tokens, at: int, block: int) -> bool:
    """Whether a new name begins inside a block: a list without commas, or a title."""
    words = found.words
    if words[at].isupper() and len(words[at]) > 3 and not words[at - 1].isupper():
        return True
    if at + 1 >= block or is_initial(words[at - 1]):
        return False
    return bool(title_length(words[at:block])) or (is_given(words[at]) and words[at] not in surnames())


def titled(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a title: "Mr. Sol", "Harbor Secretary Ana Sol"; a title without a name is skipped."""
    words = found.words
    length = title_length(words[at:end])
    if not length:
        return None
    first = at + length
    if first < end and words[first] in place_words("last") and not is_honorific(words[first - 1]):
        return None
    if first < end and first < block_end(found, first, end) and words[first] not in demonyms():
        lead = first
        while lead > at and is_honorific(words[lead - 1]):
            lead -= 1
        last = _person_end(found, first, block_end(found, first, end), end)
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
        and places()[_key(found, at, last)] == "territory"
        and title_length(found.words[last:end])
    ):
        return Draft(at, last, "place", SURE, "known place", at), last
    return None


def event(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a head word ("Harbor Festival", "World War II", "Operation …"), or "Group of 7 summit"."""
    words, word = found.words, found.words[at]
    if word == "Group" and words[block] == "of" and words[block + 1].isdigit():
        if words[block + 2] == "summit":
            return Draft(at, block + 3, "event", SURE, "head word", at), block + 3
        return Draft(at, block + 2, "organization", SURE, "known organization", at), block + 2
    if word in event_words("event led") and (block > at + 1 or (words[block] == "of" and block + 1 < end)):
        stop = block if block > at + 1 else block_end(found, at + 2, end)
        if stop > at + 1:
            return Draft(at, stop, "event", STRONG, "head word", at), stop
    if block > at + 1 and _is_exercise(found, block):
        stop = block + 1 if words[block].isdigit() else block
        return Draft(at, stop, "event", STRONG, "named exercise", at), stop
    for last in range(block, at + 1, -1):
        if words[last - 1] in event_words("event"):
            if last < block and (words[last].isupper() or words[last].isdigit()):
                last += 1
            return Draft(at, last, "event", STRONG, "head word", at), last
        if words[last - 1] in event_words("work"):
            return Draft(at, last, "work", STRONG, "head word", at), last
    return None


def _is_exercise(found: Tokens, block: int) -> bool:
    """Whether what a name is called follows it: "Harbor Shield 17 military exercise"."""
    near = found.words[block : block + 6]
    if near[0].isdigit() and len(near[0]) <= 4:
        return any(word in list_words("context_words.txt", "exercise nouns") for word in near)
    return any(word in list_words("context_words.txt", "exercise nouns") for word in near[:2] if word.islower())


def person(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a given name or initials before another word: "Ana Sol", "J. Sol", "Ana de la Sol"."""
    words, word = found.words, found.words[at]
    particle = words[block] in PARTICLES and block + 1 < end and block == at + 1
    if (block < at + 2 and not particle) or not (is_given(word) or is_initial(word)):
        return None
    if longest(found, at, block, places()) > at + 1:
        return None
    if block > at + 2 and words[block - 1] in place_words("last"):
        return None
    if is_acronym(words[at + 1]) and not is_initial(words[at + 1]):
        return None
    last = _person_end(found, at, block, end)
    weight = STRONG
    if is_common(word) or word in places():
        weight = FAIR if found.words[last - 1] in surnames() or not is_common(words[last - 1]) else 0.8
    if word in teams() or words[last - 1] in teams():
        weight = 0.8
    return Draft(at, last, "person", weight, "given name", at), last


def place(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a head word: "Lake Sol", "Harbor Street", "Gulf of Sol"."""
    words, word = found.words, found.words[at]
    if longest(found, at, block, organizations()) > at:
        return None
    if block > at + 1 and words[block - 1] in place_words("last") and not is_honorific(word):
        return Draft(at, block, "place", STRONG, "head word", at), block
    if block == at + 1 and word in place_words("headed") and words[block] == "of" and block + 1 < end:
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
    if at < last < block and words[last] in teams() | frozenset(["United", "City", "Town", "County"]):
        return Draft(at, last + 1, "organization", STRONG, "team", at), last + 1
    if last > at:
        how = places()[_key(found, at, last)]
        weight = {"territory": 3.5, "city": 2.5, "town": 1.2}[how] + (0.5 if last > at + 1 else 0.0)
        if how != "territory" and last == at + 1 and (is_common(word) or is_given(word) or word in surnames()):
            weight = 1.5 if how == "city" and not is_common(word) else 0.3
        if how != "territory" and last < block:
            return None if not is_capital(words[last]) else (Draft(at, block, "", 0.3, "unknown", at), block)
        return Draft(at, last, "place", weight, "known place", at), last
    if word in teams():
        return Draft(at, at + 1, "organization", 1.5, "team", at), at + 1
    if word in demonyms():
        return None, at + 1
    return None


def unknown(found: Tokens, at: int, block: int, end: int) -> Step:
    """What no rule knows: acronyms are organizations, else the words around must tell."""
    words, word = found.words, found.words[at]
    if len(word) == 1:
        return None, block
    if block == at + 1 and is_acronym(word):
        if word.lower() in common_words():
            return Draft(at, block, "organization", 0.3, "acronym", at), block
        return Draft(at, block, "organization", FAIR, "acronym", at), block
    if words[block] in PARTICLES and block == at + 1 and block + 1 < end:
        block = _person_end(found, at, block, end)
        return Draft(at, block, "person", SLIGHT, "particle", at), block
    for cut in range(at + 1, block):  # a known place or a title may begin inside: "Harbor Mayor Ana Sol"
        if cut + 1 < end and title_length(words[cut:end]) and not is_honorific(words[cut]):
            return Draft(at, cut, "", 0.0, "unknown", at), cut
    if block - at > 1 and not any(is_common(w) for w in words[at:block]):
        return Draft(at, block, "person", SLIGHT if block - at < 4 else 0.3, "unknown", at), block
    return Draft(at, block, "", 0.0, "unknown", at), block


RULES: tuple[Rule, ...] = (title_place, organization, titled, event, person, place, known)
