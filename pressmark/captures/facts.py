"""INGEST: what a page's head and JSON-LD state of its article: one Fact a value, best first."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape

from pressmark.capture import Fact
from pressmark.captures.elements import attributes, line_at
from pressmark.text import squeezed

_META = re.compile(r"<meta\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>", re.I)
_LINK = re.compile(r"<link\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>", re.I)
_HTML = re.compile(r"<html\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>", re.I)
_TITLE = re.compile(r"<title\b[^<>]*>([^<>]{0,1000})</title", re.I)
_LD = re.compile(r"<script\b[^<>]*ld\+json[^<>]*>", re.I)
_LD_END = re.compile(r"</script", re.I)
# An element whose names speak of an author, and the words straight inside it.
_MARKED = re.compile(
    r"<(?:a|span|p|div|address|strong|cite|em|b|h[2-6])\b([^<>]{0,600}?author[^<>]{0,600})>\s*([^<>]{2,80}?)\s*<(?:[^<>]{0,600}>\s*([^<>]{2,80}?)\s*<)?",
    re.I,
)
_AUTHOR_CLASS = re.compile(
    r"(?:^|\s)(?:(?:post|entry|article|story)?[-_]{0,2}author(?:[-_]{1,2}(?:name|link))?|byline[-_]{1,2}author|p-author)(?:\s|$)",
    re.I,
)
_BY = re.compile(r"(?:(?:[^\W\d_]+ ){0,2}(?:by|von|par|por|di|da|door|av|af)|author|autor(?:in)?|auteur):?", re.I)
_MOST_AUTHORS = 3  # who is marked so on pages of one article; lists of articles name more
_DATED = re.compile(r"<(?:time|meta|span|abbr|div|p)\b([^<>]{0,600}?(?:datetime|datepublished)[^<>]{0,600})>", re.I)
_PUBLISHED_CLASS = re.compile(r"(?:^|\s)(?:entry-date|published|post-date|publish(?:ed)?-?date|pubdate)(?:\s|$)", re.I)
MARKED_AUTHOR = "element marked author"
TIME_ELEMENT = "time element"  # where a date stands of which nothing says whether it is the article's
_CONTROL = re.compile(r"[\x00-\x1f]+")
_ARTICLE = re.compile(r"Article|Posting|Report|Review$|Blog|Story|CreativeWork|OpinionNews")

# Which meta tags speak of which field, best first.
METAS = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title", "sailthru.title"),
    "subtitle": ("og:description", "description", "twitter:description", "dc.description"),
    "authors": (
        "author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "byl", "sailthru.author",
        "article.author", "citation_author",
    ),
    "date": (
        "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "dc.date.issued",
        "dcterms.created", "dc.date", "sailthru.date", "publication_date", "article.published", "pubdate",
        "citation_publication_date", "article:published", "date", "publish-date", "publishdate",
    ),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher", "copyright"),
    "section": ("article:section", "parsely-section", "section"),
    "language": ("og:locale", "content-language", "dc.language", "inlanguage"),
    "url": ("og:url", "parsely-link", "twitter:url"),
}  # fmt: skip
STATED_WORDS = "words"  # a fact's field: how many words the article has by the page's own JSON-LD
STATED_KIND = "kind"  # a fact's field: what kind of article the page's own JSON-LD says it is
_FIELDS = (*METAS, STATED_WORDS, STATED_KIND)
_TAG = re.compile(r"<[^<>]*>")
_FARTHEST = 700  # characters of a tag before the word by which it is found; the patterns allow fewer
_LD_LIMIT = 2_000_000
_MOST_NODES = 5000
_LONGEST = 2000  # no title, name or address is longer


def stated_facts(text: str, starts: list[int]) -> tuple[Fact, ...]:
    """The facts that the markup of a page states, by field, best first: JSON-LD, then meta tags, then the rest."""
    # One byte a character, so that offsets stay: what tags begin with or hold is found in these at once.
    low = text.encode("latin-1", "replace").lower()
    found = [*_from_ld(text, starts), *_from_metas(text, low, starts), *_from_rest(text, low, starts)]
    order = {field: number for number, field in enumerate(_FIELDS)}
    kept: list[Fact] = []
    seen: set[tuple[str, str, str]] = set()
    for fact in found:
        key = (fact.field, fact.value, fact.where.split(",")[0])
        if 0 < len(fact.value) <= _LONGEST and key not in seen:
            seen.add(key)
            kept.append(fact)
    return tuple(sorted(kept, key=lambda fact: order[fact.field]))


def _tags(pattern: re.Pattern[str], text: str, low: bytes, *held: bytes) -> Iterator[re.Match[str]]:
    """What a pattern of tags finds, one after the other; it finds none that does not hold one of the words."""
    begun: set[int] = set()
    for word in held:
        place = low.find(word)
        while place >= 0:
            begun.add(low.rfind(b"<", max(0, place - _FARTHEST), place + 1))
            place = low.find(word, place + 1)
    begun.discard(-1)
    end = 0
    for start in sorted(begun):
        tag = pattern.match(text, start) if start >= end else None
        if tag:
            end = tag.end()
            yield tag


def _from_metas(text: str, low: bytes, starts: list[int]) -> list[Fact]:
    values: dict[str, list[tuple[str, int]]] = {}
    for tag in _tags(_META, text, low, b"<meta"):
        attrs = attributes(tag[1])
        content = squeezed(attrs.get("content", ""))
        for key in ("property", "name", "itemprop", "http-equiv"):
            if key in attrs and content:
                values.setdefault(attrs[key].lower(), []).append((content, line_at(starts, tag.start())))
    return [
        Fact(field, content, f"meta {name}, line {line}")
        for field, names in METAS.items()
        for name in names
        for content, line in values.get(name, ())
    ]


def _from_rest(text: str, low: bytes, starts: list[int]) -> Iterator[Fact]:
    page = _HTML.search(text)
    if page:
        language = attributes(page[1]).get("lang", "")
        yield Fact("language", language, f"html lang, line {line_at(starts, page.start())}")
    title = _TITLE.search(text)
    if title:
        yield Fact("title", squeezed(unescape(title[1])), f"title element, line {line_at(starts, title.start())}")
    yield from _marked_authors(text, low, starts)
    yield from _marked_dates(text, low, starts)
    for tag in _tags(_LINK, text, low, b"<link"):
        attrs = attributes(tag[1]) if b"canonical" in low[tag.start() : tag.end()] else {}
        if attrs.get("rel", "").lower() == "canonical":
            yield Fact("url", attrs.get("href", ""), f"canonical link, line {line_at(starts, tag.start())}")


def _marked_authors(text: str, low: bytes, starts: list[int]) -> list[Fact]:
    """Who stands in elements that are marked as the author; none where there are too many of them for one article."""
    found: dict[str, Fact] = {}
    for tag in _tags(_MARKED, text, low, b"author"):
        attrs = attributes(tag[1])
        name = squeezed(unescape(tag[2]))
        if _BY.fullmatch(name):
            name = squeezed(unescape(tag[3] or ""))
        named = "author" in (attrs.get("rel", "").lower().split() + attrs.get("itemprop", "").lower().split())
        if any(c.isalpha() for c in name) and (named or _AUTHOR_CLASS.search(attrs.get("class", ""))):
            found.setdefault(name.lower(), Fact("authors", name, f"{MARKED_AUTHOR}, {_line(starts, tag)}"))
    return list(found.values()) if len(found) <= _MOST_AUTHORS else []


def _marked_dates(text: str, low: bytes, starts: list[int]) -> list[Fact]:
    """The day that elements marked as that of publication tell, or else all time elements, if it is one day."""
    published: dict[str, Fact] = {}
    others: dict[str, Fact] = {}
    for tag in _tags(_DATED, text, low, b"datetime", b"datepublished"):
        attrs = attributes(tag[1])
        value = next((attrs[key] for key in ("datetime", "content", "value") if attrs.get(key)), "")
        day = value[:10]
        named, kind = attrs.get("itemprop", "").lower(), attrs.get("class", "")
        if not re.match(r"(?:19|20)\d\d-\d\d-\d\d", day) or "modified" in named or "updated" in kind.lower():
            continue
        if "datepublished" in named or "pubdate" in attrs or _PUBLISHED_CLASS.search(kind):
            published.setdefault(day, Fact("date", value, f"element marked as published, {_line(starts, tag)}"))
        others.setdefault(day, Fact("date", value, f"{TIME_ELEMENT}, {_line(starts, tag)}"))
    one = published if len(published) == 1 else others if len(others) == 1 else {}
    return list(one.values())


def _line(starts: list[int], tag: re.Match[str]) -> str:
    return f"line {line_at(starts, tag.start())}"


def _from_ld(text: str, starts: list[int]) -> list[Fact]:
    nodes: list[tuple[dict[str, object], int]] = []
    script = _LD.search(text)
    while script and len(nodes) < _MOST_NODES:
        end = _LD_END.search(text, script.end())
        if not end:
            break
        if end.start() - script.end() < _LD_LIMIT:
            line = line_at(starts, script.start())
            nodes += [(node, line) for node in _nodes(text[script.end() : end.start()])]
        script = _LD.search(text, end.end())
    by_id = {str(node["@id"]): node for node, _ in nodes if "@id" in node and "name" in node}
    articles = [(node, line) for node, line in nodes if "headline" in node or _is_article(node)]
    articles.sort(key=lambda pair: ("articleBody" not in pair[0] and "headline" not in pair[0], pair[1]))
    for node, line in articles:
        facts = list(_of_article(node, line, by_id))
        if len(facts) > 1:
            return facts
    return []


def _is_article(node: dict[str, object]) -> bool:
    return any(_ARTICLE.search(kind) for kind in _strings(node.get("@type")))


def _of_article(node: dict[str, object], line: int, by_id: dict[str, dict[str, object]]) -> Iterator[Fact]:
    def fact(field: str, key: str, value: str) -> Fact:
        return Fact(field, squeezed(unescape(value)), f"JSON-LD {key}, line {line}")

    for key in ("headline", "name"):
        yield from (fact("title", key, value) for value in _strings(node.get(key))[:1])
    for key, field in (("description", "subtitle"), ("datePublished", "date"), ("dateModified", "updated")):
        yield from (fact(field, key, value) for value in _strings(node.get(key))[:1])
    for key, field in (("author", "authors"), ("publisher", "outlet")):
        yield from (fact(field, key, value) for value in _names(node.get(key), by_id))
    yield from (fact("section", "articleSection", value) for value in _strings(node.get("articleSection"))[:1])
    yield from (fact("language", "inLanguage", value) for value in _strings(node.get("inLanguage"))[:1])
    for key in ("url", "mainEntityOfPage"):
        value = node.get(key)
        link = value if isinstance(value, str) else value.get("@id") if isinstance(value, dict) else None
        if isinstance(link, str) and link.startswith("http"):
            yield fact("url", key, link)
    for text in _strings(node.get("articleBody"))[:1]:
        yield fact(STATED_WORDS, "articleBody", str(len(_TAG.sub(" ", unescape(text)).split())))
    yield from (fact(STATED_KIND, "@type", kind) for kind in _strings(node.get("@type"))[:3])


def _nodes(script: str) -> list[dict[str, object]]:
    """All objects of a JSON-LD script, outermost first; broken JSON gives none."""
    cleaned = _CONTROL.sub(" ", script).strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    try:
        value: object = json.loads(cleaned)
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, object]] = []
    queue: deque[object] = deque([value])
    while queue and len(found) < 2000:
        head = queue.popleft()
        if isinstance(head, dict):
            found.append(head)
            queue += [v for v in head.values() if isinstance(v, dict | list)]
        elif isinstance(head, list):
            queue += head
    return found


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [part for part in value if isinstance(part, str) and part.strip()]
    return []


def _names(value: object, by_id: dict[str, dict[str, object]]) -> list[str]:
    if isinstance(value, list):
        return [name for part in value for name in _names(part, by_id)]
    if isinstance(value, dict):
        if "name" not in value and "@id" in value:
            value = by_id.get(str(value["@id"]), value)
        return _strings(value.get("name"))
    return _strings(value)
