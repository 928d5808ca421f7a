"""INGEST: times as saved pages, web archives and e-mail write them, as EDTF to the minute; and archives' addresses."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from pressmark.capture import Fact

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)?")
# As JavaScript writes a Date: Sun Mar 09 2031 10:15:00 GMT+0100 (Central European Standard Time)
_SCRIPT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d):(\d\d):\d\d(?: GMT([+-]\d{4}))?")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# A page kept by a web archive: its address holds the moment and the address of the page.
_KEPT = re.compile(
    r"https?://(?:web\.archive\.org/web|webarchive\.[\w.-]+/\w+|[\w.-]+/wayback)/(\d{14})(?:[a-z]{2}_)?/(https?:/.+)",
    re.I,
)


def moment(text: str) -> str:
    """The time as YYYY-MM-DDTHH:MM and its offset ("Z" or "+01:00", none where none is given); "" if it is none."""
    text = text.strip()[:100]
    iso = _ISO.match(text)
    script = _SCRIPT.match(text)
    if iso:
        return _written((int(iso[1]), int(iso[2]), int(iso[3]), int(iso[4]), int(iso[5])), iso[6] or "")
    if script and script[1] in _MONTHS:
        month = _MONTHS.index(script[1]) + 1
        return _written((int(script[3]), month, int(script[2]), int(script[4]), int(script[5])), script[6] or "")
    try:
        found = parsedate_to_datetime(text)
        offset = "Z" if text.endswith("-0000") else found.strftime("%z")
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return _written((found.year, found.month, found.day, found.hour, found.minute), offset)


def _written(when: tuple[int, int, int, int, int], offset: str) -> str:
    try:
        shown = datetime(*when).isoformat(timespec="minutes")
    except ValueError:
        return ""
    if not offset:
        return shown
    if offset in ("Z", "+0000", "-0000", "+00:00", "-00:00"):
        return f"{shown}Z"
    offset = offset if ":" in offset else f"{offset[:3]}:{offset[3:5]}"
    return f"{shown}{offset}" if timedelta(hours=int(offset[1:3])) <= timedelta(hours=14) else shown


def address_facts(url: str, where: str) -> tuple[Fact, ...]:
    """What the address of a capture says: the url; for a page in a web archive its own and the moment too."""
    url = url.strip()
    if not re.match(r"https?://[^\s/]", url, re.I) or len(url) > 2000:
        return ()
    kept = _KEPT.fullmatch(url)
    if not kept:
        return (Fact("url", url, where),)
    digits = kept[1]
    when = _written((int(digits[:4]), int(digits[4:6]), int(digits[6:8]), int(digits[8:10]), int(digits[10:12])), "Z")
    page = re.sub(r"^(https?:/)(?=[^/])", r"\1/", kept[2])
    facts = (Fact("url", page, where), Fact("archived_url", url, where))
    return (*facts, Fact("captured", when, where)) if when else facts
