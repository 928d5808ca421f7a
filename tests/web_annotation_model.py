"""What the Web Annotation Data Model (W3C Recommendation of 23 February 2017) asks of an annotation, as checks.

Section numbers are the Recommendation's. `faults` gives every breach of a MUST; of what it only recommends, nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# 3.3.5
MOTIVATIONS = frozenset(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
    "questioning replying tagging".split()
)
# RFC 3987, as far as it can be read off a string: no spaces, no characters that are excluded, one fragment at most.
_IRI = re.compile(r"[^\s<>\"{}|\\^`\x00-\x1f#]*(?:#[^\s<>\"{}|\\^`\x00-\x1f#]*)?")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# 3.3.1: xsd:dateTime in UTC
_DATE_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_SELECTORS = frozenset(
    "FragmentSelector CssSelector XPathSelector TextQuoteSelector TextPositionSelector DataPositionSelector "
    "SvgSelector RangeSelector".split()
)


def faults(item: Any, *, absolute: bool = False) -> list[str]:
    """The breaches of an annotation, a page or a collection that stands as a document; `absolute`: no IRI may need a
    base."""
    return list(_document(item, absolute))


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _document(item: Any, absolute: bool) -> Iterator[str]:
    if not isinstance(item, dict):
        yield "3.1: no object"
        return
    if CONTEXT not in _many(item.get("@context")):
        yield "3.1: @context does not have the Recommendation's"
    types = _many(item.get("type"))
    if "AnnotationCollection" in types:
        yield from _collection(item, absolute)
    elif "AnnotationPage" in types:
        yield from _page(item, absolute)
    else:
        yield from _annotation(item, absolute)


def _iri(value: Any, where: str, absolute: bool) -> Iterator[str]:
    if not isinstance(value, str) or not value or not _IRI.fullmatch(value):
        yield f"{where}: no IRI: {value!r}"
    elif absolute and not _ABSOLUTE.match(value):
        yield f"{where}: not absolute: {value!r}"


def _annotation(item: dict[str, Any], absolute: bool) -> Iterator[str]:
    yield from _iri(item.get("id"), "3.1: id", absolute)
    if "Annotation" not in _many(item.get("type")):
        yield "3.1: type is not Annotation"
    if "target" not in item or item["target"] in ([], None):
        yield "3.1: no target"
    bodies = _many(item["body"]) if "body" in item else []
    if "bodyValue" in item:
        if bodies:
            yield "3.2.5: both body and bodyValue"
        if not isinstance(item["bodyValue"], str):
            yield "3.2.5: bodyValue is no string"
    for body in bodies:
        yield from _resource(body, "body", absolute)
    for one in _many(item.get("target", [])):
        yield from _resource(one, "target", absolute)
    for purpose in _many(item.get("motivation", [])):
        if purpose not in MOTIVATIONS:
            yield f"3.3.5: no motivation: {purpose!r}"
    for key in ("created", "modified", "generated"):
        if key in item and not (isinstance(item[key], str) and _DATE_TIME.fullmatch(item[key])):
            yield f"3.3.1: {key} is no xsd:dateTime in UTC"
    for agent in _many(item.get("creator", [])) + _many(item.get("generator", [])):
        yield from _agent(agent, absolute)


def _agent(agent: Any, absolute: bool) -> Iterator[str]:
    if isinstance(agent, str):
        yield from _iri(agent, "3.3.2: agent", absolute)
    elif not isinstance(agent, dict):
        yield "3.3.2: an agent is neither IRI nor object"
    else:
        if "id" in agent:
            yield from _iri(agent["id"], "3.3.2: agent's id", absolute)
        names = _many(agent.get("name", []))
        if not all(isinstance(name, str) and name for name in names):
            yield "3.3.2: an agent's name is no string"


def _resource(value: Any, where: str, absolute: bool) -> Iterator[str]:
    if isinstance(value, str):
        yield from _iri(value, f"3.2.1: {where}", absolute)
        return
    if not isinstance(value, dict):
        yield f"3.2.1: {where} is neither IRI nor object"
        return
    types = _many(value.get("type", []))
    for purpose in _many(value.get("purpose", [])):
        if purpose not in MOTIVATIONS:
            yield f"3.3.5: no purpose: {purpose!r}"
        if where == "target":
            yield "3.3.5: a target with a purpose"
    if "TextualBody" in types or ("value" in value and "source" not in value):
        if where == "target":
            yield "3.2.4: a TextualBody as target"
        if not isinstance(value.get("value"), str):
            yield "3.2.4: a TextualBody without exactly one value"
        for language in _many(value.get("language", [])):
            if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
                yield f"3.2.1: no language: {language!r}"
    elif "source" in value or "selector" in value or "SpecificResource" in types:
        yield from _specific(value, absolute)
    else:
        yield from _iri(value.get("id"), f"3.2.1: {where}'s id", absolute)


def _specific(value: dict[str, Any], absolute: bool) -> Iterator[str]:
    source = value.get("source")
    if isinstance(source, dict):
        yield from _iri(source.get("id"), "4: source's id", absolute)
    else:
        yield from _iri(source, "4: source", absolute)
    for selector in _many(value.get("selector", [])):
        yield from _selector(selector, absolute)


def _selector(selector: Any, absolute: bool) -> Iterator[str]:
    if isinstance(selector, str):
        yield from _iri(selector, "4.2: selector", absolute)
        return
    types = _many(selector.get("type")) if isinstance(selector, dict) else []
    kinds = [kind for kind in types if kind in _SELECTORS]
    if len(kinds) != 1:
        yield f"4.2: a selector without exactly one of the known types: {types}"
        return
    if kinds == ["TextQuoteSelector"]:
        if not isinstance(selector.get("exact"), str) or not selector["exact"]:
            yield "4.2.4: a TextQuoteSelector without exactly one exact"
        for key in ("prefix", "suffix"):
            if key in selector and not isinstance(selector[key], str):
                yield f"4.2.4: {key} is no string"
    elif kinds[0] in ("TextPositionSelector", "DataPositionSelector"):
        section = "4.2.5" if kinds == ["TextPositionSelector"] else "4.2.6"
        start, end = selector.get("start"), selector.get("end")
        if not all(type(place) is int and place >= 0 for place in (start, end)):
            yield f"{section}: start and end are not both non-negative integers"
        elif start > end:
            yield f"{section}: the end is before the start"
    elif kinds == ["RangeSelector"]:
        for key in ("startSelector", "endSelector"):
            yield from _selector(selector.get(key), absolute)
    elif not isinstance(selector.get("value"), str) and kinds != ["SvgSelector"]:
        yield f"4.2: a {kinds[0]} without exactly one value"


def _collection(item: dict[str, Any], absolute: bool) -> Iterator[str]:
    yield from _iri(item.get("id"), "5.1: id", absolute)
    total = item.get("total", 0)
    if type(total) is not int or total < 0:
        yield "5.1: total is no non-negative integer"
    if total and "first" not in item:
        yield "5.1: no first page"
    if isinstance(item.get("first"), dict):
        yield from _page(item["first"], absolute, inside=True)
    elif "first" in item:
        yield from _iri(item["first"], "5.1: first", absolute)


def _page(item: dict[str, Any], absolute: bool, *, inside: bool = False) -> Iterator[str]:
    yield from _iri(item.get("id"), "5.2: id", absolute)
    if not inside and "partOf" not in item:
        yield "5.2: partOf is missing"
    start = item.get("startIndex", 0)
    if type(start) is not int or start < 0:
        yield "5.2: startIndex is no non-negative integer"
    if not isinstance(item.get("items"), list):
        yield "5.2: items is no list"
        return
    for one in item["items"]:
        yield from _annotation(one, absolute) if isinstance(one, dict) else _iri(one, "5.2: item", absolute)
