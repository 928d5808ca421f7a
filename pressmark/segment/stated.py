"""INGEST: names as pages' markup states them, cleaned: authors without titles and sites, outlets without slogans."""

from __future__ import annotations

import re
from datetime import date

from pressmark.segment.bylines import is_name, names_in
from pressmark.segment.caseless_bylines import caseless_byline
from pressmark.text import folded, squeezed

_LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|^@\w+$")
_BY = re.compile(r"^(?:by|von|par|por|di|da|door|av)\s+", re.I)
_REVERSED = re.compile(r"^([^\W\d_][\w’'-]+), ([^\W\d_][\w.’'-]+(?: [^\W\d_]\.)?)$")
_NOBODY = frozenset(("admin", "redaktion", "staff", "editor", "null"))
_SLOGAN = re.compile(r"\s+[|–—:]\s+.*$")
_DOMAIN = re.compile(r"^(?:www\.)?([\w-]+)\.(?:com|org|net|co\.\w+|de|[a-z]{2})$", re.I)


def stated_names(value: str, outlets: set[str]) -> tuple[str, ...]:
    """The personal names in an author's value; an agency or single name stays if it is not the outlet itself."""
    text = squeezed(_LINK.sub(" ", value))
    if text and (caseless := caseless_byline(text)):
        return caseless
    text = _BY.sub("", text).strip(" ,;|")
    if not any(c.isalpha() for c in text) or folded(text) in outlets or folded(text) in _NOBODY:
        return ()
    turned = _REVERSED.match(text)
    if turned and is_name(f"{turned[2]} {turned[1]}"):
        return (f"{turned[2]} {turned[1]}",)
    names = tuple(name for name in names_in(text) if folded(name) not in outlets)
    if names:
        return names
    if len(text.split()) <= 6 and not any(sign in text for sign in ",;/"):
        return (text,)
    return ()


def fullest(by_place: dict[str, list[str]]) -> tuple[tuple[str, ...], str] | None:
    """The names that the first place states, or another that states all of them and more; and the place."""
    best: tuple[tuple[str, ...], str] | None = None
    for where, listed in by_place.items():
        names = tuple(dict.fromkeys(listed))
        if best is None or (set(map(folded, best[0])) < set(map(folded, names)) and all(map(is_name, names))):
            best = names, where
    return best


def rather_stated(printed: tuple[str, ...], stated: tuple[str, ...], sure: bool) -> bool:
    """Whether the names that the markup states are to be taken in place of the printed ones.

    `sure` says that the page prints "by" before its names: then only more names, these among them, are better.
    """
    if not printed or not stated:
        return bool(stated)
    if not all(is_name(name) for name in stated):
        return False
    shown, told = set(map(folded, printed)), set(map(folded, stated))
    if shown & told:
        return shown < told or (not sure and told < shown)
    return not sure


_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/._-]|$)|"
                         r"[-_/]((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?=[/._-]|$)")  # fmt: skip


def day_in_address(url: str) -> str:
    """The day that an article's address names (/2031/03/04/), as YYYY-MM-DD; "" without one."""
    found = _IN_ADDRESS.search(url.split("?")[0])
    if not found:
        return ""
    year, month, day = (part for part in found.groups() if part)
    return f"{year}-{month}-{day}"


def in_other_zone(value: str, stated: str, printed: str) -> bool:
    """Whether a stated moment is the printed day in another time zone: one day apart, with no zone or Greenwich's."""
    greenwich = re.search(r"[T ]\d\d?:\d\d(?::\d\d)?(?:\.\d+)?\s*(?:Z|GMT|UTC|[+-]00:?00)?$", value.strip())
    apart = abs((date.fromisoformat(stated) - date.fromisoformat(printed)).days)
    return bool(greenwich) and apart == 1


def outlet_name(value: str) -> str:
    """The outlet's name without what sites add to it; "" for a mere address or nothing."""
    text = squeezed(_SLOGAN.sub("", value)).strip(" .,@")
    if text.lower().startswith(("http", "©", "copyright")):
        return ""
    domain = _DOMAIN.match(text)
    return text if len(text) <= 60 and (not domain or text != text.lower()) else ""
