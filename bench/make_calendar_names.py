"""Writes pressmark/segment/calendar_names.json: how months and weekdays are written in dates, folded.

    python bench/make_calendar_names.py

From the Unicode CLDR (Unicode licence) through Babel, which nothing else needs: `pip install babel`. A form that two
languages use for two months stays with the language that stands first.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from babel import Locale

sys.path.insert(0, str(Path(__file__).parent.parent))

from pressmark.text import folded

TARGET = Path(__file__).parent.parent / "pressmark" / "segment" / "calendar_names.json"
LANGUAGES = (
    "en de de_AT fr es it pt nl sv nb nn da fi is pl cs sk sl hr sr_Latn bs hu ro tr ca gl eu et lv lt id ms af cy ga "
    "sq lb el ru uk bg mk sr be"
).split()  # fmt: skip
# What papers write and the CLDR does not hold.
FURTHER = {"sept": 9, "febr": 2, "mrz": 3, "maerz": 3, "setiembre": 9, "janv": 1, "fevr": 2}
FURTHER_DAYS = frozenset(["tues", "thur", "thurs", "weds", "sonnabend"])


def forms(names: dict[int, str]) -> list[tuple[str, int]]:
    """Each name folded, also with the Turkish letter that folding keeps."""
    both = [(form, number) for number, name in names.items() for form in {folded(name), folded(name).replace("ı", "i")}]
    return [(form.strip(". "), number) for form, number in sorted(both) if form.strip(". ").isalpha()]


def months_and_days() -> tuple[dict[str, int], set[str]]:
    months: dict[str, int] = dict(FURTHER)
    days = set(FURTHER_DAYS)
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for form, number in forms(locale.months[context][width]):
                    if len(form) >= 3:
                        months.setdefault(form, number)
                days |= {form for form, _ in forms(locale.days[context][width]) if len(form) >= 3}
    # "segunda-feira" is two words to a reader of words
    return months, days | set("segunda terca quarta quinta sexta feira".split())


def main() -> None:
    months, days = months_and_days()
    lines = []
    for number in range(1, 13):
        names = sorted(name for name, told in months.items() if told == number)
        lines.append(f'"{number}": {json.dumps(names, ensure_ascii=False)}')
    lines.append(f'"days": {json.dumps(sorted(days), ensure_ascii=False)}')
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
