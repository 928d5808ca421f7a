"""INGEST: dates as articles print them, and whether a line is an article's date line."""

from __future__ import annotations

import re
from datetime import date

from pressmark.text import folded

# Names of months, folded; a name cut to three letters or more is told by its first letters.
_MONTHS = (
    "january januar janvier enero gennaio januari janeiro jan ene gen ocak tammikuu "
    "января січня stycznia ledna ianuarie",
    "february februar fevrier febrero febbraio februari fevereiro feb fev subat helmikuu "
    "февраля лютого lutego unora februarie",
    "march marz mars marzo maart marco mar mrz mart maaliskuu maerz "
    "марта березня marca brezna martie maret",
    "april avril abril aprile apr abr avr nisan huhtikuu "
    "апреля квітня kwietnia dubna aprilie",
    "may mai mayo maggio mei maio maj mag mayis toukokuu "
    "мая травня maja kvetna",
    "june juni juin junio giugno junho jun giu haziran kesakuu "
    "июня червня czerwca cervna iunie",
    "july juli juillet julio luglio julho jul lug juil temmuz heinakuu "
    "июля липня lipca cervence iulie",
    "august aout agosto augustus augusti aug ago agustos elokuu "
    "августа серпня sierpnia srpna agustus",
    "september septembre septiembre settembre setembro sep sept set eylul syyskuu "
    "сентября вересня wrzesnia zari septembrie",
    "october oktober octobre octubre ottobre outubro oct okt ott out ekim lokakuu "
    "октября жовтня pazdziernika rijna octombrie",
    "november novembre noviembre novembro nov kasim marraskuu "
    "ноября листопада listopada listopadu noiembrie",
    "december dezember decembre diciembre dicembre dezembro desember dec dez dic des aralik joulukuu "
    "декабря грудня grudnia prosince decembrie",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_DIGITS = re.compile(r"\d\D{0,14}\d")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    # 2031年3月4日, and the same in Korean, whose letters folding takes apart
    re.compile(
        r"(?P<year>(?:19|20)\d\d) ?(?:\u5e74|\u1102\u1167\u11ab) ?(?P<month>\d\d?) ?(?:\u6708|\u110b\u116f\u11af) ?"
        r"(?P<day>\d\d?) ?(?:\u65e5|\u110b\u1175\u11af)"
    ),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)"),
    re.compile(rf"\b(?P<name>{_NAME})\b\.? (?P<day>\d\d?)(?:st|nd|rd|th)?,? ?{_YEAR}(?=\D|\d?\d:|$)"),
    re.compile(
        rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th|er|\.|º)?[ -]?(?:(?:de|of|di) )?(?P<name>{_NAME})\b\.?,?[ -]?"
        rf"(?:(?:de|del) )?{_YEAR}(?=\D|$)"
    ),
    re.compile(r"(?<!\d)(?P<day>\d\d?)\. ?(?P<month>\d\d?)\. ?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<first>\d\d?)[/-](?P<second>\d\d?)[/-](?P<year>(?:19|20)\d\d)(?!\d)"),
)
_ALLOWED = re.compile(
    r"(?:first )?(?:last )?(?:publish\w*|publi\w+|pubbli\w+|updat\w*|aktualis\w*|post(?:ed|at)?|veroffentlicht|"
    r"erstellt|stand|vom|"
    r"online (?:seit|since)|heute|modifi\w+|mis a jour|aggiorna\w*|actualiza\w*|oppdatert|uppdaterad|opdateret|"
    r"geplaatst|"
    r"created|issued|filed|date|datum|fecha|data|time|uhr|kl|ago|hours?|days?|weeks?|stunden?|tagen?|noon|midnight|on|"
    r"at|at|am|pm|a\.m\.|p\.m\.|a\.m|p\.m|um|a|le|"
    r"el|il|alle|ore|las|the|and|und|of|h|et|est|edt|gmt|utc|bst|cet|cest|mez|mesz|pst|pdt|pt|ct|cst|cdt|ist|jst|"
    r"mon\w*|tues?\w*|wed\w*|thur?s?\w*|fri\w*|sat\w*|sun\w*|montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonntag|"
    r"sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|"
    r"domingo|"
    r"lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|mandag|tirsdag|onsdag|torsdag|fredag|lordag|sondag|"
    r"segunda|"
    r"terca|quarta|quinta|sexta|feira|min|mins|minute[sn]?|minuten|minutos|minuti|read|lesezeit|reading|lesen|from|mo|"
    r"di|mi|"
    r"do|fr|sa|so|vor|seit|since|original\w*|eastern|local|updated?|last|comments?|kommentare?)"
)
_TIME = re.compile(r"\d{1,2}(?:[:.h]\d\d){1,2}(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?|[+-]\d\d:?\d\d|\d{1,3}")
_GLUED = re.compile(r"\b(utc|gmt|est|edt|et|bst|pst|pdt|cet|uhr|am|pm)(?=updat|publi|post)")
_UPDATE = re.compile(
    r"updat|aktualis|modifi|mis a jour|aggiorna|actualiza|oppdatert|uppdaterad|opdateret|uppfaert|edited"
)
_ISSUE = re.compile(
    r"publish|publi|pubbli|posted|veroffentlicht|erstellt|online seit|created|issued|filed|geplaatst|first|original"
)


def printed_dates(text: str, day_first: bool = False) -> list[tuple[int, int, str]]:
    """The full dates in a folded text, as start, end and YYYY-MM-DD.

    With slashes, 3/4 can be read two ways: it is left out unless `day_first` says how the capture writes.
    """
    found: list[tuple[int, int, str]] = []
    if not _DIGITS.search(text):
        return found
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(match.groupdict(), day_first)
            if day and not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), day))
    return sorted(found)


def _day(parts: dict[str, str | None], day_first: bool = False) -> str:
    year = int(parts["year"] or 0)
    year += 2000 if year < 100 else 0
    if parts.get("name"):
        month, day = MONTHS[parts["name"] or ""], int(parts["day"] or 0)
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
    if len(text) > 160 or not _DIGITS.search(text):
        return None
    line = folded(text).replace("•", " ").replace("|", " ")
    dates = printed_dates(line, True)
    if not dates:
        return None
    rest = line
    for start, end, _ in reversed(dates):
        rest = rest[:start] + " " + rest[end:]
    rest = _GLUED.sub(r"\1 ", _TIME.sub(" ", rest))
    left = [word for word in re.findall(r"[^\W\d_]+(?:\.[a-z]\.?)*", rest) if not _ALLOWED.fullmatch(word)]
    if left:
        return None
    return _told_apart(line, printed_dates(line, day_first))


def _told_apart(line: str, dates: list[tuple[int, int, str]]) -> tuple[str, str]:
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


def announced_date(text: str, day_first: bool = False) -> str:
    """The day in a line that begins with a word such as "Published", whatever follows; "" for all other lines."""
    line = folded(text)
    match = re.match(
        r"(?:first |originally )?(?:published|posted|veroffentlicht|erstellt|publisert|publicerad|publie|publicado|"
        r"pubblicato|created|online seit)\b.{0,24}",
        line,
    )
    if not match or len(line) > 200:
        return ""
    return next((day for start, _, day in printed_dates(line, day_first) if start <= match.end()), "")
