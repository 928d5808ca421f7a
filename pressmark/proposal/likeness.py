"""INGEST: how alike two texts are, and which texts of an archive a new one may be alike; pure, and small for each text.

A text's grams are its runs of four words, folded. Sixteen of them, those with the least checksums, stand for it in the
index: two texts that share most of their grams share one of the sixteen nearly always, and only then are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nsmallest
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from pressmark.text import folded

_WORD = re.compile(r"\w+")
GRAM = 4
_STANDING = 16
_COMPARED = 8  # articles a new capture is compared with, word by word
# Parameters that say how a reader came to a page, not which page it is.
_TRACKING = re.compile(
    r"(?:utm_|mc_|pk_|_hs|at_|ns_|wt[._])\w*|fbclid|gclid|dclid|msclkid|yclid|igshid|ref|ref_src|referrer|smid|smtyp|cmp|"
    r"cmpid|ito|icid|ocid|partner|share|shared|source|src|s_cid|ncid|taid|amp|outputType|xtor|spm",
    re.I,
)
_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")


def url_key(url: str) -> str:
    """What two addresses of one page share: no scheme, no "www.", no tracking parameters, no fragment; "" for what is
    no page of its own, such as a site's front page."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    path = re.sub(r"/(?:index\.\w+|amp/?)?$", "", parts.path)
    kept = sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k))
    if parts.scheme.lower() not in ("http", "https") or not host or not (path or kept):
        return ""
    return _HOST.sub("", host) + path + (f"?{urlencode(kept)}" if kept else "")


def grams(text: str) -> frozenset[int]:
    """The checksums of the text's runs of four words."""
    words = _WORD.findall(folded(text))
    return frozenset(crc32(" ".join(words[at : at + GRAM]).encode()) for at in range(len(words) - GRAM + 1))


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter text's grams that stand in the other, 0 to 1; 0 for texts too short to say."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def alike(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the longer text's grams that stand in the other, 0 to 1: a short text in a long one is not alike."""
    most = max(len(one), len(other))
    return len(one & other) / most if most else 0.0


@dataclass
class Index:
    """Articles by what a new capture may share with them: an address, a headline, words."""

    by_url: dict[str, str] = field(default_factory=dict)
    by_title: dict[str, set[str]] = field(default_factory=dict)
    by_gram: dict[int, set[str]] = field(default_factory=dict)

    def add(self, id_: str, urls: Iterable[str], title: str, text: str) -> None:
        for url in urls:
            if key := url_key(url):
                self.by_url.setdefault(key, id_)
        if title:
            self.by_title.setdefault(folded(title), set()).add(id_)
        for gram in nsmallest(_STANDING, grams(text)):
            self.by_gram.setdefault(gram, set()).add(id_)

    def at_url(self, url: str) -> str:
        """The article at that address, "" if there is none."""
        return self.by_url.get(url_key(url), "") if url else ""

    def near(self, title: str, found: frozenset[int]) -> tuple[str, ...]:
        """The articles that may be alike a text, by headline or by grams that stand for both: the likeliest few."""
        hits: dict[str, int] = dict.fromkeys(self.by_title.get(folded(title), ()), _STANDING) if title else {}
        for gram in nsmallest(_STANDING, found):
            for id_ in self.by_gram.get(gram, ()):
                hits[id_] = hits.get(id_, 0) + 1
        return tuple(sorted(hits, key=lambda id_: (-hits[id_], id_))[:_COMPARED])
