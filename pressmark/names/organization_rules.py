"""NAMES: the rule that cuts an organization from a run by its own words."""

from __future__ import annotations

from pressmark.dates import MONTHS
from pressmark.names.lists import demonyms, organizations, places, surnames
from pressmark.names.organizations import ends_organization, heads_organization, is_company_form, leads_organization
from pressmark.names.people import is_given
from pressmark.names.runs import Draft, block_end, is_capital, is_common, place_words
from pressmark.names.steps import FAIR, STRONG, SURE, Step, longest
from pressmark.names.tokens import Tokens

_ARTICLES = frozenset(["the", "a", "an"])
_OWNERS = frozenset(
    "St. Women Men Children People Workers Teachers Veterans King Queen Prince Farmers Lawyers Citizens Girls "
    "Boys".split()
)
_GREAT_HEADS = frozenset(
    "Ministry Department Commission Committee Institute Office Bureau Council Organization Organisation Association "
    "Centers Center Centre Academy School College Society".split()
)


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


def _joined_end(found: Tokens, at: int, block: int, end: int) -> int:
    """Where "the Bridge and Tunnel Authority" ends: common words, "and", a head word; 0 if it is none."""
    words = found.words
    if words[block] != "and" or block + 1 >= end or words[at - 1].lower() != "the":
        return 0
    if not all(is_common(word) and word not in places() and not is_given(word) for word in words[at:block]):
        return 0
    stop = block_end(found, block + 1, end)
    return stop if ends_organization(words[stop - 1]) else 0


def _service_end(found: Tokens, at: int, block: int, end: int) -> int:
    """Where "Immigration and Naturalization Service" ends: common words, "and", common words and a head word; 0 if it
    is none, or rather two."""
    words = found.words
    if words[block] not in ("and", "&") or block + 2 >= end or found.initial[at]:
        return 0
    stop = block_end(found, block + 1, end)
    inside = [*words[at:block], *words[block + 1 : stop - 1]]
    if stop < block + 3 or stop > block + 4 or not ends_organization(words[stop - 1]):
        return 0
    alone = all(
        is_common(word) and not ends_organization(word) and not is_given(word) and word not in places()
        for word in inside
    )
    known = any(word in organizations() or word in demonyms() for word in inside)
    return stop if alone and not known and not words[block - 1].endswith("s") else 0


def organization(found: Tokens, at: int, block: int, end: int) -> Step | None:
    """By a head word ("Harbor Council", "Bank of …"), a legal form, or an ampersand."""
    words, word = found.words, found.words[at]
    if word in MONTHS and block > at + 2 and words[at - 1].lower() in _ARTICLES:  # "the August Bridge Council report"
        return None, at + 1
    known = longest(found, at, block, organizations())
    if known == at + 1 and words[known] == "Day":
        return None, known + 1
    last = _last_head(found, at, block)
    if at < last < block and words[block - 1] in place_words("last") and known < block:
        return None  # "Harbor Air Force Base"
    if known > at + 1 and known >= last:
        known = _with_phrase(found, known, end)
        return Draft(at, known, "organization", 4.0, "known organization", at), known
    if last > at and last <= longest(found, at, block, places()):
        return None
    if last > known and last > at + 1 and not _looks_person(found, at, last):
        stop = _with_form(found, _with_phrase(found, last, end))
        return Draft(at, stop, "organization", SURE if is_company_form(words[stop - 1]) else 3.5, "head word", at), stop
    if _with_form(found, block) > block:
        return Draft(at, block + 2, "organization", SURE, "head word", at), block + 2
    joined = _joined_end(found, at, block, end) or _service_end(found, at, block, end)
    if joined:
        return Draft(at, joined, "organization", STRONG, "head word", at), joined
    if words[block] in ("'s", "’s") and block + 1 < end:
        stop = block_end(found, block + 1, end)
        owns = word in _OWNERS and ends_organization(words[stop - 1])
        if stop > block + 1 and (owns or is_company_form(words[stop - 1])):
            return Draft(at, stop, "organization", STRONG, "head word", at), stop
    if heads_organization(word) and block == at + 1 and words[block] in ("of", "for", "on"):
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
