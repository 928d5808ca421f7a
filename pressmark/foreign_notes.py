"""BUILD: annotations that people made elsewhere, as notes; where they belong is found by their pages' addresses.

Takes JSON as annotation tools give it out: W3C Web Annotations (Recommendation of 23 February 2017), one, a list, a
page or a collection; and the rows of an annotation service's own export, with `uri`, `text`, `tags` and `target`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from pressmark.article import Article
from pressmark.digest import digest
from pressmark.frontmatter import Writable, dump_head
from pressmark.notes import Note
from pressmark.problems import Problem, Problems, warning
from pressmark.schema import UNSEEN
from pressmark.selectors import Selector, resolve
from pressmark.text import clipped, squeezed

# The kind of note that a motivation of the Web Annotation vocabulary makes; any other makes a comment.
KIND_OF = {"questioning": "question", "editing": "correction", "describing": "context", "assessing": "claim"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OWN_PAGE = re.compile(r"/(?:articles/([a-z0-9-]+)\.html|(?:data/)?text/([a-z0-9-]+)(?:\.[a-z]+)?\.txt)$")
_MOST_DEEP = 8  # collections in collections

Place = Literal["body", "title", "summary", "caption"]


@dataclass(frozen=True, slots=True)
class Foreign:
    """An annotation made elsewhere: the address of its page, and what it says."""

    address: str
    note: Note


def is_foreign(data: bytes) -> bool:
    """Whether a file's bytes are annotations of one of the known shapes."""
    if data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return False
    try:
        return next(_items(json.loads(data.decode("utf-8-sig"))), None) is not None
    except (ValueError, RecursionError):
        return False


def parse_foreign(path: str, data: bytes) -> tuple[tuple[Foreign, ...], Problems]:
    """The annotations of a file in its order; those that name no page, or say and point at nothing, are reported."""
    found, problems = [], []
    for number, item in enumerate(_items(json.loads(data.decode("utf-8-sig"))), 1):
        foreign = _foreign(item)
        if foreign is None:
            message = f"annotation {number} names no page, or says nothing; it was left out"
            hint = "give it a target with a source, or write the note into content/notes/ by hand"
            problems.append(warning(path, "annotation-empty", message, hint))
        else:
            found.append(foreign)
    return tuple(found), tuple(problems)


def _items(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The annotations in a JSON value of any of the known shapes."""
    if depth > _MOST_DEEP:
        return
    if isinstance(value, list):
        for item in value:
            yield from _items(item, depth + 1)
    elif isinstance(value, dict):
        if "target" in value and ("uri" in value or "Annotation" in _many(value.get("type"))):
            yield value
            return
        for key in ("rows", "annotations", "items", "first"):
            if isinstance(value.get(key), list | dict):
                yield from _items(value[key], depth + 1)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _storable(value: Any) -> str:
    """A string as a file of notes can hold it: what is a control is shown as U+FFFD; "" for what is no string."""
    return UNSEEN.sub("\ufffd", value) if isinstance(value, str) else ""


def _text(value: Any) -> str:
    return _storable(value).strip()


def _foreign(item: Mapping[str, Any]) -> Foreign | None:
    target = next((t for t in _many(item.get("target")) if t), None)
    named = target if isinstance(target, dict) else {"source": target}
    source = named.get("source") or named.get("id")
    address = _text(source.get("id") if isinstance(source, dict) else source) or _text(item.get("uri"))
    quote = next(_quotes(named.get("selector"), 0), {})
    text = "\n\n".join(part for part in (_said(item), _tagged(item)) if part)
    if not address or not (text or quote):
        return None
    kinds = (KIND_OF[m] for m in _many(item.get("motivation")) if isinstance(m, str) and m in KIND_OF)
    key = _text(item.get("id")) or digest((address, text, str(quote.get("exact", ""))))
    day = _DAY.match(_text(item.get("created")))
    note = Note(
        "n-" + digest(key)[:8],
        "",
        next(kinds, "comment"),
        text,
        exact=_storable(quote.get("exact")),
        prefix=_storable(quote.get("prefix")),
        suffix=_storable(quote.get("suffix")),
        by=_creator(item),
        on=day[0] if day else "",
    )
    return Foreign(address, note)


def _quotes(selector: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The text quote selectors, innermost first: a selector may refine another, or choose between several."""
    for one in _many(selector):
        if isinstance(one, dict) and depth < _MOST_DEEP:
            yield from _quotes(one.get("refinedBy"), depth + 1)
            yield from _quotes(one.get("items"), depth + 1)
            if one.get("type") == "TextQuoteSelector" and isinstance(one.get("exact"), str):
                yield one


def _said(item: Mapping[str, Any]) -> str:
    bodies = [_text(item.get("text")), _text(item.get("bodyValue"))]
    for body in _many(item.get("body")):
        if isinstance(body, dict):
            tag = body.get("purpose") == "tagging"
            bodies.append("" if tag else _text(body.get("value")) or _text(body.get("source")) or _text(body.get("id")))
        else:
            bodies.append(_text(body))
    return "\n\n".join(dict.fromkeys(text for text in bodies if text))


def _tagged(item: Mapping[str, Any]) -> str:
    """The tags in a line: somebody chose them, and a note has no key for them."""
    tags = [_text(tag) for tag in _many(item.get("tags"))]
    tags += [
        _text(b.get("value")) for b in _many(item.get("body")) if isinstance(b, dict) and b.get("purpose") == "tagging"
    ]
    tags = [tag for tag in dict.fromkeys(tags) if tag]
    return f"Tags: {', '.join(tags)}" if tags else ""


def _creator(item: Mapping[str, Any]) -> str:
    creator = next(iter(_many(item.get("creator"))), None)
    name = creator.get("name") or creator.get("nickname") or creator.get("id") if isinstance(creator, dict) else creator
    user = item.get("user_info") if isinstance(item.get("user_info"), dict) else {}
    shown = _text(name) or _text((user or {}).get("display_name")) or _text(item.get("user"))
    return squeezed(re.sub(r"^acct:([^@]+)@.*$", r"\1", shown))


def _plain_address(address: str) -> str:
    """An address as two spellings of it are compared: no scheme, "www.", query, fragment or closing slash."""
    parts = urlsplit(address.strip())
    return f"{(parts.hostname or '').removeprefix('www.')}{unquote(parts.path).rstrip('/')}".lower()


def placed_notes(
    path: str, foreign: tuple[Foreign, ...], articles: tuple[Article, ...], held: frozenset[tuple[str, str]]
) -> tuple[tuple[Note, ...], Problems]:
    """The annotations as notes of the articles that they are about, in their order; one whose article and id are in
    `held` was taken over before. One whose page is no article's is reported."""
    by_address = {_plain_address(url): a for a in articles for url in (a.url, a.archived_url) if url}
    by_id = {a.id: a for a in articles} | {old: a for a in articles for old in a.formerly}
    notes: list[Note] = []
    problems: list[Problem] = []
    for one in foreign:
        own = _OWN_PAGE.search(urlsplit(one.address).path)
        article = by_address.get(_plain_address(one.address)) or (by_id.get(own[1] or own[2]) if own else None)
        if article is None:
            said = clipped(one.note.text or one.note.exact, 60)
            message = f'no article has the address "{one.address}"; “{said}” was not taken over'
            hint = "write the address as url: in the article that it is, then ingest the file again"
            problems.append(warning(path, "annotation-astray", message, hint))
        elif (article.id, one.note.id) not in held:
            notes.append(replace(one.note, article=article.id, target=_where(article, one.note)))
    return tuple(notes), tuple(problems)


def _where(article: Article, note: Note) -> Place:
    """The part of the article in which the words stand: its text if in none, where the note waits for a person."""
    selector = Selector(note.exact, note.prefix, note.suffix)
    places: tuple[Place, ...] = ("body", "title", "summary", "caption") if note.exact else ()
    for target in places:
        joined = "\n\n".join(b.text for b in article.blocks if b.role == target)
        text = article.text if target == "body" else (article.title or "") if target == "title" else joined
        if resolve(text, selector) is not None:
            return target
    return "body" if note.exact else "title"


def dump_notes(notes: tuple[Note, ...]) -> str:
    """Notes as the lines of a notes file."""
    lines: list[str] = []
    for note in notes:
        if note.exact:
            parts = (("exact", note.exact), ("prefix", note.prefix), ("suffix", note.suffix))
            target: dict[str, Writable] = {name: value for name, value in parts if value}
        else:
            target = {}
        if note.target != "body" or not target:
            target["in"] = note.target
        head: dict[str, Writable] = {"id": note.id, "kind": note.kind, "target": target}
        head |= {name: value for name, value in (("text", note.text), ("by", note.by), ("on", note.on)) if value}
        first, *rest = dump_head(head).splitlines()
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return "".join(f"{line}\n" for line in lines)
