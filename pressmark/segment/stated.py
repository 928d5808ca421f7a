"""INGEST: names as pages' markup states them, cleaned: authors without titles and sites, outlets without slogans."""

from __future__ import annotations

import re

from pressmark.segment.bylines import is_name, names_in
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


def outlet_name(value: str) -> str:
    """The outlet's name without what sites add to it; "" for a mere address or nothing."""
    text = squeezed(_SLOGAN.sub("", value)).strip(" .,@")
    if text.lower().startswith(("http", "©", "copyright")):
        return ""
    domain = _DOMAIN.match(text)
    return text if len(text) <= 60 and (not domain or text != text.lower()) else ""
