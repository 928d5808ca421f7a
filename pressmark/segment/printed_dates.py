"""INGEST: dates as articles print them, and whether a line is an article's date line."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib import resources

from pressmark.segment.head_words import BESIDE_DATES, PUBLISHED, UPDATED, words_of
from pressmark.text import folded

# {"1": ["january", …], …, "days": ["monday", …]}, folded: bench/make_calendar_names.py writes it.
_CALENDAR: dict[str, list[str]] = json.loads(
    resources.files("pressmark.segment").joinpath("calendar_names.json").read_text("utf-8")
)
MONTHS = {name: int(number) for number, names in _CALENDAR.items() if number != "days" for name in names}
# A name of a month is looked up: a pattern of them all would be slow.
_NAME = r"[^\W\d_]{3,14}"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    # 2031年3月4日, and the same in Korean, whose letters folding takes apart
    re.compile(
        r"(?P<year>(?:19|20)\d\d) ?(?:\u5e74|\u1102\u1167\u11ab) ?(?P<month>\d\d?) ?(?:\u6708|\u110b\u116f\u11af) ?"
        r"(?P<day>\d\d?) ?(?:\u65e5|\u110b\u1175\u11af)"
    ),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)"),
    re.compile(rf"\b(?P<name>{_NAME})\b\.? (?P<day>\d\d?)(?:st|nd|rd|th)?,? ?{_YEAR}(?=\D|\d?\d:|$)"),
    re.compile(rf"(?<!\d){_YEAR}[.,]? (?:m\. )?(?P<name>{_NAME})\b\.? (?P<day>\d\d?)(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th|er|\.|º|°)?[ -]?(?:(?:de|of|di) )?(?P<name>{_NAME})\b\.?,?[ -]?"
        rf"(?:(?:de|del) )?{_YEAR}(?=\D|\d?\d:|$)"
    ),
    re.compile(r"(?<!\d)(?P<day>\d\d?)\. ?(?P<month>\d\d?)\. ?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<first>\d\d?)[/-](?P<second>\d\d?)[/-](?P<year>(?:19|20)\d\d)(?!\d)"),
)
_DIGIT = re.compile(r"\d")
# Both begin with what a text is quickly searched for.
_YEAR_BEGINS = re.compile(r"[12](?:(?<=1)9|(?<=2)0)(?=\d\d)")
_DOTTED = re.compile(r"\.(?<=\d\.) ?\d\d?\. ?\d")
_AFTER_YEAR = {"-": (1,), "/": (1,), ".": (1, 3), ",": (3,), " ": (3,)}  # the forms in which this may stand there
_PUBLISHED, _UPDATED = words_of(PUBLISHED), words_of(UPDATED)
_DAYS = frozenset(_CALENDAR["days"])
_ALLOWED = re.compile(rf"(?:{_PUBLISHED}|{_UPDATED}|{words_of(BESIDE_DATES)})")
_TIME = re.compile(r"\d{1,2}(?:[:.h]\d\d){1,2}(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?|[+-]\d\d:?\d\d|\d{1,3}")
_GLUED = re.compile(r"\b(utc|gmt|est|edt|et|bst|pst|pdt|cet|uhr|am|pm)(?=updat|publi|post)")
_UPDATE = re.compile(rf"\b(?:{_UPDATED}|mis a jour)\b|(?<=[a-z])(?:updated|aktualisiert)\b")
_ISSUE = re.compile(rf"\b(?:{_PUBLISHED})\b|published\b")


def has_digits(text: str) -> bool:
    """Whether a text holds the digits of a full date: quick to look for, and false for most texts."""
    if ("20" in text or "19" in text) and _YEAR_BEGINS.search(text):
        return True
    return text.count(".") > 1 and _DOTTED.search(text) is not None


def printed_dates(text: str, day_first: bool = False) -> list[tuple[int, int, str]]:
    """The full dates in a folded text, as start, end and YYYY-MM-DD.

    With slashes, 3/4 can be read two ways: it is left out unless `day_first` says how the capture writes.
    """
    found: list[tuple[int, int, str]] = []
    if not has_digits(text):
        return found
    for form in _fitting_forms(text):
        for match in form.finditer(text):
            day = _day(match.groupdict(), day_first)
            if day and not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), day))
    return sorted(found)


def _fitting_forms(text: str) -> list[re.Pattern[str]]:
    """The forms that may find a date in a text, by what stands beside its years: to try them all takes long."""
    wanted = {0} if not text.isascii() else set()
    for year in _YEAR_BEGINS.finditer(text):
        start = year.start()
        before = text[max(0, start - 10) : start].rstrip(" ,.-")
        if before[-1:].isdecimal() or before[-2:] in ("st", "nd", "rd", "th"):
            wanted.add(2)
        if before and not before[-1].isdecimal() and _DIGIT.search(text, max(0, start - 40), start):
            wanted.add(4)
        after = text[start + 4 : start + 5]
        if after in _AFTER_YEAR:
            wanted.update(_AFTER_YEAR[after])
        if start and text[start - 1] in "/-":
            wanted.add(6)
    if text.count(".") > 1:
        wanted.add(5)
    return [form for number, form in enumerate(_FORMS) if number in wanted]


def _day(parts: dict[str, str | None], day_first: bool = False) -> str:
    year = int(parts["year"] or 0)
    year += 2000 if year < 100 else 0
    if parts.get("name"):
        month, day = MONTHS.get(parts["name"] or "", 0), int(parts["day"] or 0)
    elif parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if first > 12 or (day_first and second <= 12):
            month, day = second, first
        elif second > 12 or first == second:
            month, day = first, second
        else:
            return ""
    else:
        month, day = int(parts["month"] or 0), int(parts["day"] or 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def stated_day(value: str) -> str:
    """The day that a machine-readable or printed date names, as YYYY-MM-DD; "" when there is none."""
    text = value.strip()
    iso = re.match(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)", text)
    if iso:
        return _day({"year": iso[1], "month": iso[2], "day": iso[3]})
    found = printed_dates(folded(text))
    return found[0][2] if found else ""


def date_line(text: str, day_first: bool = False) -> tuple[str, str] | None:
    """What a line that consists of dates says: the day of publication and the day of the update, "" for none.

    A date that can be read two ways gives "" without `day_first`.

    None for lines that say anything else. A line with a printed date among a few other words is none either.
    """
    if len(text) > 160 or not has_digits(text):
        return None
    line = folded(text).replace("•", " ").replace("|", " ")
    dates = printed_dates(line, True)
    if not dates:
        return None
    rest = line
    for start, end, _ in reversed(dates):
        rest = rest[:start] + " " + rest[end:]
    rest = _GLUED.sub(r"\1 ", _TIME.sub(" ", rest))
    left = [
        word
        for word in re.findall(r"[^\W\d_]+(?:\.[a-z]\.?)*", rest)
        if word not in _DAYS and not _ALLOWED.fullmatch(word)
    ]
    if left:
        return None
    return told_apart(line, printed_dates(line, day_first))


def told_apart(line: str, dates: list[tuple[int, int, str]]) -> tuple[str, str]:
    """The day of publication and the day of the last change, by the words before each date of a folded line."""
    published = updated = ""
    before = 0
    for start, end, day in dates:
        words = line[before:start]
        before = end
        if _UPDATE.search(words) and not _ISSUE.search(words):
            updated = updated or day
        elif not published:
            published = day
        elif not updated and day != published:
            updated = day
    return published, updated


_ONLY_UPDATED = re.compile(rf"(?:last |zuletzt |derniere )?(?:{_UPDATED})(?: am| on| le| el)? ?:?")


def only_updated(folded_line: str) -> bool:
    """Whether a line is nothing but a word such as "Updated", which speaks of the date after it."""
    return len(folded_line) <= 30 and _ONLY_UPDATED.fullmatch(folded_line) is not None


_ANNOUNCED = re.compile(rf"(?:first |originally |date of |datum der )?(?:{_PUBLISHED}|dat[eu]m?|fecha|data)\b.{{0,24}}")


def announced_date(text: str, day_first: bool = False) -> str:
    """The day in a line that begins with a word such as "Published", whatever follows; "" for all other lines."""
    line = folded(text) if has_digits(text) else ""
    match = _ANNOUNCED.match(line)
    if not match or len(line) > 200:
        return ""
    return next((day for start, _, day in printed_dates(line, day_first) if start <= match.end()), "")
