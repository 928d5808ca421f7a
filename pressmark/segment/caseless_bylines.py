"""INGEST: bylines in scripts without capitals (Arabic, Persian, Urdu, Hebrew), where no letter tells a name."""

from __future__ import annotations

import re

from pressmark.text import squeezed

# Before a name with a colon or without; and words that need the colon, since a sentence may begin with them.
_BY = re.compile(
    r"^(?:(?:بقلم|كتب|كتبت|كتبه|كتبها|מאת|نویسنده|تحریر)\s*[:：]?|"
    r"(?:إعداد|اعداد|تقرير|تحرير|حوار|متابعة|كتابة|أعد التقرير|أعدت التقرير|أجرى الحوار|أجرت الحوار|گزارش)\s*[:：])\s+"
)
_BETWEEN = re.compile(r"\s*[،,;؛/|]\s*")
_AND = re.compile(r" (?:و ?|ו)(?=\w{2})")
_NAME = re.compile(r"[\u0590-\u06ff'’״׳.-]+(?: [\u0590-\u06ff'’״׳.-]+){1,3}")
_LONGEST = 12  # words


def caseless_byline(text: str) -> tuple[str, ...]:
    """The names that a line of such a script gives after a word for "by"; () when it is no such line."""
    if text.isascii() or len(text.split()) > _LONGEST or text[-1] in ".؟!":
        return ()
    start = _BY.match(text)
    if not start:
        return ()
    names: list[str] = []
    for part in _BETWEEN.split(text[start.end() :].strip()):
        pair = [squeezed(half) for half in _AND.split(part)]
        names += pair if all(_NAME.fullmatch(half) for half in pair) else [squeezed(part)]
    return tuple(names) if names and all(_NAME.fullmatch(name) for name in names) else ()
