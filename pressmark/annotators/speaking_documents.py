"""BUILD, annotators: documents that speak ("the letter read"): which words name one, and who the text says wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from pressmark.annotators.speech_subjects import NAME

_KINDS = (
    "letter memo memorandum report statement email e-mail tweet post filing complaint lawsuit ruling article editorial "
    "speech communique document message note op-ed essay column book memoir petition resolution declaration order"
).split()
_DOCUMENT = re.compile(
    rf"(?:(?:the|an?|this|that|another|one|his|her|their|its)\s|{NAME.pattern}[’']s?\s)(?:[\w’'.-]+\s){{0,4}}?"
    rf"(?P<kind>{'|'.join(_KINDS)})s?(?=\s(?:to|from|by|of|on|about|in|dated|obtained|seen|published)\b|$)",
    re.I,
)
_AROUND = 90  # code points before and behind the word for a document in which its author may be named
_MOST = 200  # places of one text that are looked at
_SENT = "sent|wrote|penned|signed|issued|published|released|posted|delivered|dictated|drafted|authored|dispatched"
_SAID = "said|says|wrote|writes|warned|argued|told|asked|added|urged|complained|noted|promised|explained|insisted"


def document(words: str) -> str:
    """The kind of document that the words name ("letter"), in lower case; "" when they name none."""
    found = _DOCUMENT.match(words)
    return found["kind"].lower() if found else ""


@cache
def _authorship(kind: str) -> tuple[re.Pattern[str], ...]:
    """What says who wrote a document of the kind; the author's name is the group "who"."""
    who = rf"(?P<who>{NAME.pattern})"
    return (
        re.compile(rf"{who}(?<![’']s)[’']s?\s(?:[\w’'.-]+\s){{0,3}}{kind}s?\b"),
        re.compile(rf"{who}(?:\s(?:has|had|also|then|later|once))?\s(?:{_SENT})\s(?:[\w’'.-]+\s){{0,5}}{kind}s?\b"),
        re.compile(
            rf"\b{kind}s?,?\s(?:(?:which|that)\s)?(?:(?:was|were)\s)?(?:(?:{_SENT}|written)\s)?(?:by|from)\s{who}"
        ),
        re.compile(
            rf"\b[Ii]n\s(?:the|that|this|an?|one|his|her)\s(?:[\w’'.-]+\s){{0,3}}{kind},?\s{who}\s(?:{_SAID})\b"
        ),
    )


def _named_around(text: str, kind: str) -> Iterator[re.Match[str]]:
    """What says who wrote a document, wherever the text speaks of one of the kind."""
    for place in islice(re.finditer(rf"\b{kind}s?\b", text), _MOST):
        start, end = max(0, place.start() - _AROUND), place.end() + _AROUND
        for pattern in _authorship(kind):
            yield from pattern.finditer(text, start, end)


def author(text: str, kind: str, entity: Callable[[int, int], str]) -> str:
    """The entity that the text names as the author of its one document of the kind; "" when none or several."""
    found = set()
    for m in _named_around(text, kind):
        end = m.end("who")
        while end > m.start("who") and text[m.start("who") : end].endswith(("’s", "'s", "’", "'")):
            end -= 2 if text[end - 1] == "s" else 1
        found.add(entity(m.start("who"), end))
    return found.pop() if len(found) == 1 else ""
