"""NAMES: tokens to drafts: walks the runs of capitalised words and lets the rules cut them."""

from __future__ import annotations

from dataclasses import replace

from pressmark.names.evidence import context_words
from pressmark.names.lists import organizations, places
from pressmark.names.organizations import is_press_word
from pressmark.names.people import is_given
from pressmark.names.rules import LONE_RULES, OPENING, RULES, capitals, dateline, quoted_title, unknown
from pressmark.names.runs import ALSO_NAMES, Draft, block_end, is_capital, is_common, runs
from pressmark.names.steps import Step
from pressmark.names.tokens import Tokens


def drafts(found: Tokens) -> list[Draft]:
    """All drafts of names, in order, not overlapping."""
    result: list[Draft] = []
    at = 0
    for start, end in runs(found):
        at = max(at, start)  # a name may reach into the next run: "Sol, Inc."
        while at < end:
            draft, at = _next(found, at, end)
            if draft is not None:
                result.append(draft)
    return result


def _next(found: Tokens, at: int, end: int) -> Step:
    word = found.words[at]
    if not word[0].isupper() and not is_capital(word):
        return None, at + 1
    if at > 1 and found.words[at - 1] in OPENING and (titled := quoted_title(found, at)) is not None:
        return titled
    if found.shouted[at]:
        return dateline(found, at, _shouted_end(found, at, end), end) or _shouted(found, at, end)
    if word == "The" and at + 1 < end and not found.initial[at]:
        draft, after = _next(found, at + 1, end)
        if draft is not None and draft.first == at + 1 and is_press_word(found.words[draft.last - 1]):
            return replace(draft, first=at, lead=at), after
        return draft, after
    block = block_end(found, at, end)
    if block == at:
        if word in ALSO_NAMES and found.words[at + 1] in context_words("saying"):
            return Draft(at, at + 1, "", 0.0, "surname", at, "", True), at + 1  # "May said": if a May is in the text
        return None, at + 1
    rules = LONE_RULES if block == at + 1 == end and found.words[block] != "," else RULES
    for rule in (dateline, capitals, *rules) if word.isupper() else rules:
        step = rule(found, at, block, end)
        if step is not None:
            break
    else:
        step = unknown(found, at, block, end)
    draft, after = step
    if (
        draft is not None
        and found.initial[at]
        and draft.first == at
        and draft.how in ("unknown", "known place", "team", "given name")
    ):
        return _first_word(found, draft, after)
    return draft, after


def _first_word(found: Tokens, draft: Draft, after: int) -> Step:
    """A sentence's first word is cut off, or waits for support, when it is a common word."""
    at = draft.first
    if draft.how == "known place" and draft.last > at + 1:
        return draft, after
    if not is_common(found.words[at]) or draft.weight >= (2 if draft.how == "given name" else 3.1):
        return draft, after
    if draft.last == at + 1:
        return replace(draft, weak=True), after
    return None, at + 1


def _shouted(found: Tokens, at: int, end: int) -> Step:
    """Among capitals only what the lists know is a name; the rest waits for its match elsewhere in the text."""
    words = found.words
    last = _shouted_end(found, at, end)
    names = [_titled(word) for word in words[at:last]]
    for size in range(min(4, len(names)), 0, -1):
        key = " ".join(names[:size])
        if key in places() and (size > 1 or places()[key] == "territory" or not is_common(key)):
            return Draft(at, at + size, "place", 3.0, "known place", at), at + size
        if key in organizations() or " ".join(words[at : at + size]) in organizations():
            return Draft(at, at + size, "organization", 3.0, "known organization", at), at + size
    if len(names) > 1 and is_given(names[0]) and not is_common(names[0]) and not is_common(names[1]):
        return Draft(at, at + 2, "person", 2.0, "given name", at), at + 2
    return Draft(at, at + 1, "", 0.0, "shouted", at, "", True), at + 1


def _shouted_end(found: Tokens, at: int, end: int) -> int:
    while at < end and found.shouted[at] and found.words[at][:1].isupper():
        at += 1
    return at


def _titled(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
