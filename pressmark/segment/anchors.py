"""INGEST: the lines with which parallel parts of an article begin: times, dates, numbers, speakers, questions, names.

Each function gives runs of block numbers, in order; whether a run is part of the article is for others to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from pressmark.segment.bylines import is_name
from pressmark.segment.printed_dates import MONTHS
from pressmark.segment.traits import Look

Run = tuple[int, ...]
_FEWEST = 3
_HEAD = 12  # blocks that can stand before the text
_FARTHEST = 40  # blocks between two lines of one run
_ZONE = r"(?: ?(?:uhr|(?!min|h\b|std)[a-z]{2,4}\b))?"
_CLOCK = rf"(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d\d)(?! ?%))(?: ?(?P<half>[ap])\.?m\b\.?)?{_ZONE}"
_HOUR = rf"(?P<whole>\d{{1,2}}) ?(?P<part>[ap])\.?m\b\.?{_ZONE}|(?P<uhr>\d{{1,2}}) uhr"
_UNITS = {"m": 1, "h": 60, "s": 60, "o": 60, "d": 1440, "t": 1440, "j": 1440, "w": 10080}
_UNIT = r"(?P<unit>min\w*|m|hours?|hrs?|h|stunden?|std\.?|horas?|heures?|days?|d|tage?n?|dias?|jours?|weeks?|w)"
_AGO = (
    r"(?=vor |hace |il y a |.* (?:ago|fa)$)(?:vor |hace |il y a )?(?P<count>\d{1,3}|an?|one|einer?) ?"
    rf"{_UNIT}(?: ago| fa)?"
)
_NAMED_HOUR = r"(?P<named>midnight|noon|mitternacht|mittag|mediodia|medianoche|midi|minuit)"
_TIME = re.compile(rf"(?:updated |posted |at |um |a las )?(?:{_CLOCK}|{_HOUR}|{_AGO}|{_NAMED_HOUR})")
_LONGEST_TIME = 8  # words that a time of day can have
_DIGIT = re.compile(r"\d")
_TIMED = re.compile(rf"(?:{_CLOCK}|{_HOUR})(?: ?[:–—|-])? +(?=[\w\"'(“„«])")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"(?:(?:on )?[^\W\d_]{{3,10}}day,? )?(?:(?:{_MONTH})\b\.? \d{{1,2}}(?:st|nd|rd|th)?(?!\d)|"
    r"\d{1,2}(?:st|nd|rd|th|\.)? (?:de |of )?"
    rf"(?:{_MONTH})\b\.?)(?:,? (?:de )?(?:1[5-9]|20)\d\d)?|(?:(?:{_MONTH})\b\.? )?(?:1[5-9]|20)\d\d"
)
_DAY_WITHIN = 60  # characters of a line in which its day, if it begins with one, has a digit
_AFTER_DAY = re.compile(r" ?[:–—-] ?(?=\S)|$")
_NUMBERED = re.compile(r"(?:#|no\. ?|nr\. ?|rule |step |tip |reason )?(\d{1,3})(?:[.):](?!\d)|(?= [–—-] )|$)")
_NUMBERS_BEGIN = frozenset("#nrst")
_LABEL = re.compile(
    r"(?P<label>[^\W\d_][\w.’'()-]{0,24}(?: [^\W_a-zß-ÿ(][\w.’'()-]{0,24}){0,3})"
    r"(?:, [^\W\d_][\w .’'-]{1,40})?\s?:(?=\s|$)|"
    r"(?P<letter>Q|A|F)\.(?=\s)"
)
_SURNAME_FIRST = re.compile(
    r"[^\W\d_a-zß-ÿ][\w’'-]+(?: [\w’'-]+)?, (?:[^\W\d_a-zß-ÿ][\w’'.-]*)(?: [^\W\d_a-zß-ÿ][\w’'.-]*){0,2}"
)
_INITIALED = re.compile(r"(?:[^\W\d_a-zß-ÿ]\.[ -]?){1,3}[^\W\d_a-zß-ÿ][\w’'-]+")


def timed(looks: list[Look], taken: Callable[[int], bool]) -> list[Run]:
    """Runs of lines that are a time of day, or how long ago, and mostly go one way."""
    alone = [
        (i, value)
        for i, it in enumerate(looks)
        if it.words <= _LONGEST_TIME and not taken(i) and (value := _minutes(_TIME.fullmatch, it))
    ]
    begun = [i for i, it in enumerate(looks) if it.folded[:1].isdecimal() and not taken(i)]
    within = [(i, value) for i in begun if (value := _minutes(_TIMED.match, looks[i]))]
    return [run for found in (alone, within) for run in _one_way(found)]


def _minutes(match: Callable[[str], re.Match[str] | None], it: Look) -> tuple[str, int] | None:
    """What a time counts from, and its minutes."""
    found = match(it.folded) if it.folded else None
    if found is None:
        return None
    parts = found.groupdict()
    if parts.get("count"):
        count = int(parts["count"]) if parts["count"].isdigit() else 1
        unit = parts["unit"]
        return "ago", count * _UNITS["m" if unit.startswith("m") else "s" if unit.startswith("st") else unit[0]]
    if parts.get("named"):
        return "named", 1
    hour = int(parts.get("hour") or parts.get("whole") or parts.get("uhr") or 0)
    minute = int(parts.get("minute") or 0)
    half = parts.get("half") or parts.get("part")
    if hour > 24 or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return "clock", 60 * hour + minute + 1


def _one_way(found: list[tuple[int, tuple[str, int]]]) -> list[Run]:
    runs = []
    for part in _near([i for i, _ in found]):
        times = dict(found)
        values = [times[i] for i in part]
        steps = [b - a for (k, a), (m, b) in pairwise(values) if k == m != "named"]
        ups, downs = sum(step >= 0 for step in steps), sum(step <= 0 for step in steps)
        if len(part) >= _FEWEST and max(ups, downs) >= len(steps) - 1 - len(steps) // 8 and len(set(values)) > 1:
            runs.append(part)
    return runs


def _near(numbers: Iterable[int]) -> list[Run]:
    """The numbers in runs whose neighbours are not far apart."""
    runs: list[list[int]] = []
    for i in numbers:
        if runs and i - runs[-1][-1] <= _FARTHEST:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [tuple(run) for run in runs if len(run) >= _FEWEST]


def dated(looks: list[Look], taken: Callable[[int], bool]) -> list[Run]:
    """Runs of lines that are a day or a year, or begin with one and a colon."""
    found = []
    for i, it in enumerate(looks):
        day = _DAY.match(it.folded) if _may_be_day(it.folded) and not taken(i) else None
        if day and _AFTER_DAY.match(it.folded, day.end()):
            found.append(i)
    full = [i for i in found if looks[i].date]
    if len(full) < _FEWEST or full[0] < _HEAD:  # the day on which the article was published
        found = [i for i in found if i not in full[: None if len(full) < _FEWEST else 1]]
    return [run for run in _near(found) if _differ(looks, run)]


def _may_be_day(line: str) -> bool:
    """Whether a line begins with a number, or with a month and a digit soon after it."""
    if line[:1].isdecimal():
        return True
    if _DIGIT.search(line, 0, _DAY_WITHIN) is None:
        return False
    return any(word.rstrip(".,") in MONTHS for word in line[:_DAY_WITHIN].split(None, 3)[:3])


def numbered(looks: list[Look], taken: Callable[[int], bool]) -> list[Run]:
    """Runs of lines that bear numbers which go up or down by one."""
    runs: list[list[int]] = []
    open_run: list[int] = []
    values: list[int] = []
    for i, it in enumerate(looks):
        value = 0 if taken(i) else _number(it)
        if not value:
            continue
        step = value - values[-1] if values else 0
        goes_on = abs(step) == 1 and (len(values) < 2 or step == values[-1] - values[-2])
        if goes_on and i - open_run[-1] <= _FARTHEST:
            open_run.append(i)
            values.append(value)
        elif not values or len(values) < 2 or value == 1 or i - open_run[-1] > _FARTHEST:
            runs.append(open_run)
            open_run, values = [i], [value]
    runs.append(open_run)
    return [tuple(run) for run in runs if len(run) >= _FEWEST]


def _number(it: Look) -> int:
    if it.block.number:
        return it.block.number
    may = it.words <= 60 and (it.folded[:1].isdecimal() or it.folded[:1] in _NUMBERS_BEGIN)
    found = _NUMBERED.match(it.folded) if may else None
    return int(found[1]) if found else 0


def turns(looks: list[Look], taken: Callable[[int], bool]) -> list[Run]:
    """Runs of lines that begin with who speaks, at least two by turns: "Q:", "A:"."""
    labels = {i: label for i, it in enumerate(looks) if not taken(i) and (label := _label(it))}
    often = {label for label, count in Counter(labels.values()).items() if count >= 2}
    if len(often) < 2:
        return []
    sure = [i for i, label in labels.items() if label in often]
    runs = []
    for run in _near(i for i in labels if sure[0] <= i <= sure[-1]):
        own = Counter(labels[i] for i in run)
        changes = sum(labels[a] != labels[b] for a, b in pairwise(run))
        again = [count for count in own.values() if count >= 2]
        told = {looks[i].folded for i in run if looks[i].sentence}
        dense = len(run) >= 0.4 * (run[-1] - run[0] + 1) and sum(again) >= 0.8 * len(run)
        if dense and len(again) >= 2 and len(run) >= 4 and min(changes + 1, len(told)) >= 0.5 * len(run):
            runs.append(run)
    return runs


def _label(it: Look) -> str:
    found = _LABEL.match(it.text) if ":" in it.text or it.text[1:2] == "." else None
    label = (found["label"] or found["letter"]) if found else ""
    return label.split()[-1].casefold() if label else ""


def questions(looks: list[Look], taken: Callable[[int], bool]) -> list[Run]:
    """Runs of short lines that ask, each with something else after it."""
    asking = [
        i
        for i, it in enumerate(looks)
        if it.words <= 40 and "?" in it.text and it.text.rstrip("”\"'’» ").endswith("?") and not taken(i)
    ]
    heads = [i for i in asking if i + 1 < len(looks) and i + 1 not in asking and not taken(i + 1)]
    return _near(heads)


def names(looks: list[Look], taken: Callable[[int], bool]) -> list[Run]:
    """Runs of lines that are nothing but somebody's name."""
    found = []
    for i, it in enumerate(looks):
        plain = it.words <= 5 and not taken(i) and it.block.shape in ("paragraph", "heading") and it.links < 0.5
        if plain and (is_name(it.text) or _SURNAME_FIRST.fullmatch(it.text) or _INITIALED.fullmatch(it.text)):
            found.append(i)
    return [run for run in _near(found) if _differ(looks, run)]


def _differ(looks: list[Look], run: Run) -> bool:
    """Whether nearly all lines of a run say something else: what is repeated is a label of the page."""
    return len({looks[i].folded for i in run}) >= 0.8 * len(run)
