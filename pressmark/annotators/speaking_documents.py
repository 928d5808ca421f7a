"""BUILD, annotators: documents that speak ("the letter read"): which words name one, and who the text says wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

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
        re.compile(rf"\b{kind}s?\s(?:(?:{_SENT}|written|sent)\s)?(?:by|from)\s{who}"),
        re.compile(
            rf"\b[Ii]n\s(?:the|that|this|an?|one|his|her)\s(?:[\w’'.-]+\s){{0,3}}{kind},?\s{who}\s(?:{_SAID})\b"
        ),
    )


def author(text: str, kind: str, entity: Callable[[int, int], str]) -> str:
    """The entity that the text names as the author of its one document of the kind; "" when none or several."""
    found = set()
    for pattern in _authorship(kind):
        for m in pattern.finditer(text):
            end = m.end("who")
            while end > m.start("who") and text[m.start("who") : end].endswith(("’s", "'s", "’", "'")):
                end -= 2 if text[end - 1] == "s" else 1
            found.add(entity(m.start("who"), end))
    return found.pop() if len(found) == 1 else ""
