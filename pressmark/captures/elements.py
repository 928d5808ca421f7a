"""INGEST: HTML text as a flow of elements and words. Tolerant as browsers are, linear in time, never recursive."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from typing import Literal

from pressmark.capture import Shape

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^<>]*>"
    r"|</(?P<close>[a-zA-Z][\w:.-]*)[^<>]*>"
    r"|<(?P<open>[a-zA-Z][\w:.-]*)(?P<attrs>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>",
    re.S,
)
_ATTR = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_HIDING_CLASS = re.compile(
    r"^(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|element-(?:invisible|hidden)|hidden|hide|d-none)$",
    re.I,
)
# Hidden on small screens only.
_SHOWING_CLASS = re.compile(
    r"^(?:(?:sm|md|lg|x{1,2}l|2xl):(?:block|flex|grid|contents|inline\S*|table\S*)|d-\w{2,3}-(?:block|flex|inline\S*))$"
)
# Parts of a page that is sent piece by piece: a script puts them in their place.
_STREAMED = re.compile(r"^S:[0-9a-f]{1,4}$")
# Browsers lay these out apart from the sentence before them, whatever their element.
_APART = re.compile(r"caption|credit|copyright", re.I)
# What is set above or below a headline inside its element: the kicker, a standfirst.
BESIDE_HEADLINE = re.compile(
    r"^class:.*(?:kicker|eyebrow|(?:over|top|upper|pre)-?(?:line|title|head)|surtitle|supratitle|dachzeile|spitzmarke|"
    r"roofline|antetitulo|occhiello|sub-?(?:title|head|line)|h[12]-?small)",
    re.I,
)
# Marks that are not seen: where a word may be parted at the end of a line, and bytes' order.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements whose content is not read as words.
_SILENT = frozenset("script style template noscript svg iframe textarea select title object canvas audio math".split())
_ENDLESS = frozenset(("script", "style"))  # without an end tag these run to the end of the page
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr button input amp-img picture source svg script style".split()
)
_CLOSED_BY = {
    "li": ("li", ("ul", "ol", "menu")),
    "dt": ("dd", ("dl",)),
    "dd": ("dt", ("dl",)),
    "tr": ("tr", ("table",)),
    "td": ("td", ("tr", "table")),
    "th": ("th", ("tr", "table")),
    "option": ("option", ("select",)),
}
_READ_TAGS = frozenset(("a", "img", "ol", "li"))  # more than their traits is asked of these
_LONG_TAG = 300  # characters; a longer tag hardly comes twice
_DEEPEST = 200
_MOST_TRAITS = 60
_HEADING = re.compile(r"^h[1-6]$")


@dataclass(frozen=True, slots=True)
class Element:
    """An open element: what blocks inside it inherit. `block` says that its edges part words and blocks.

    `item` is the place among the page's list items of the one that it is or stands in, `number` what that one bears in
    a list of numbers; both are 0 elsewhere.
    """

    name: str
    block: bool
    traits: tuple[str, ...] = ()
    shape: Shape = "paragraph"
    level: int = 0
    ordered: bool = False
    link: str = ""
    item: int = 0
    number: int = 0


Kind = Literal["open", "close", "text", "break", "image"]


@dataclass(frozen=True, slots=True)
class Event:
    """One step of the flow: `text` holds the words of a text or an image's alternative text; `start` is its offset."""

    kind: Kind
    start: int
    text: str
    element: Element


ROOT = Element("", True)


def lines_of(text: str) -> list[int]:
    """The offsets at which the lines of a text begin."""
    return [0, *(m.end() for m in re.finditer("\n", text))]


def line_at(starts: list[int], offset: int) -> int:
    """The line, from 1, of an offset."""
    return bisect_right(starts, offset)


def attributes(text: str) -> dict[str, str]:
    """The attributes of a start tag, names in lower case without a "data-" before role and aria names."""
    found: dict[str, str] = {}
    for m in _ATTR.finditer(text):
        name = m[1].lower()
        if name.startswith(("data-role", "data-aria")):
            name = name[5:]
        value = m[2] or ""
        if value[:1] in ("'", '"'):
            value = value[1:-1]
        found.setdefault(name, unescape(value) if "&" in value else value)
    return found


def flow(text: str) -> Iterator[Event]:
    """The visible words of a page with the elements around them, in order."""
    return _Walk(text).events()


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[Element] = [ROOT]
        self.open: Counter[str] = Counter()
        self.glue = False  # an inline element with attributes has just ended
        self.endless: set[str] = set()  # silent elements that no end tag ends any more
        self.items = 0
        self.numbers: list[int] = []  # the next number of each open list of numbers

    def events(self) -> Iterator[Event]:
        text, position = self.text, 0
        token = _TOKEN.search(text, 0)
        while token:
            if token.start() > position:
                yield from self._words(position, token.start())
            position = token.end()
            if token["open"]:
                name = token["open"].lower()
                skipped = self._skipped(name, position) if name in _SILENT else 0
                if skipped:
                    position = skipped
                else:
                    yield from self._opened(name, token["attrs"], token.start())
            elif token["close"]:
                yield from self._closed(token["close"].lower(), token.start())
            token = _TOKEN.search(text, position)
        if position < len(text):
            yield from self._words(position, len(text))

    def _words(self, start: int, end: int) -> Iterator[Event]:
        words = self.text[start:end]
        self.glue = False
        words = unescape(words) if "&" in words else words
        yield Event("text", start, words if words.isascii() else _UNSEEN.sub("", words), self.stack[-1])

    def _skipped(self, name: str, position: int) -> int:
        end = None if name in self.endless else re.compile(rf"</{name}\s*>", re.I).search(self.text, position)
        if end:
            return end.end()
        self.endless.add(name)
        return len(self.text) if name in _ENDLESS else 0

    def _opened(self, name: str, raw: str, start: int) -> Iterator[Event]:
        attrs: dict[str, str] = {}
        if name in _READ_TAGS or len(raw) > _LONG_TAG:
            attrs = attributes(raw)
            own = _traits(name, attrs)
        else:
            own = _traits_of_tag(name, raw)
        top = self.stack[-1]
        if name == "br":
            yield Event("break", start, "", top)
            return
        if name == "img":
            alt = attrs.get("alt", "")
            if alt.strip():
                yield Event("image", start, alt, _child(top, name, own, attrs))
            return
        if name in _VOID:
            if name == "hr":
                yield Event("open", start, "", ROOT)
            return
        element = _child(top, name, own, attrs)
        if element.block:
            yield from self._implied(name, start)
            above = self.stack[-1]
            element = self._counted(element if above is top else _child(above, name, own, attrs), attrs)
        elif self.glue and raw.strip(" /\t\r\n"):
            yield Event("text", start, " ", top)
        if len(self.stack) < _DEEPEST and not raw.endswith("/"):
            self.stack.append(element)
            self.open[name] += 1
        yield Event("open", start, "", element)

    def _counted(self, element: Element, attrs: dict[str, str]) -> Element:
        """The element with its number, if it is an item of a list."""
        if element.name == "ol":
            self.numbers.append(_count(attrs.get("start"), 1))
        elif element.name == "li" and element.shape == "item":
            self.items += 1
            number = 0
            if element.ordered and self.numbers:
                number = _count(attrs.get("value"), self.numbers[-1])
                self.numbers[-1] = number + 1
            return replace(element, item=self.items, number=number)
        return element

    def _implied(self, name: str, start: int) -> Iterator[Event]:
        """Ends what the start of a block ends without saying so."""
        if self.open["p"] and name not in INLINE:
            yield from self._closed("p", start)
        sibling, fences = _CLOSED_BY.get(name, ("", ()))
        for other in (name, sibling) if sibling else ():
            if not self.open[other]:
                continue
            for element in reversed(self.stack):
                if element.name in fences:
                    break
                if element.name == other:
                    yield from self._closed(other, start)
                    break

    def _closed(self, name: str, start: int) -> Iterator[Event]:
        if not self.open[name]:
            if name in ("p", "br"):
                yield Event("open", start, "", ROOT)
            return
        if name in INLINE:
            for element in reversed(self.stack):
                if element.name == name:
                    break
                if element.name not in INLINE:
                    return
        while True:
            element = self.stack.pop()
            self.open[element.name] -= 1
            if element.name == "ol" and self.numbers:
                self.numbers.pop()
            if element.block or element.link:
                yield Event("close", start, "", element)
            if element.name == name:
                break
        self.glue = not element.block and bool(element.traits != self.stack[-1].traits or element.link)


def _child(parent: Element, name: str, own: tuple[str, ...], attrs: dict[str, str]) -> Element:
    """The element as it stands inside its parent."""
    block = name not in INLINE or (name in ("span", "cite", "small") and any(_APART.search(t) for t in own))
    if not block and own and parent.shape == "heading" and name in ("span", "small", "em", "strong", "b", "i"):
        block = any(BESIDE_HEADLINE.search(trait) for trait in own)
    shape, level, ordered = parent.shape, parent.level, parent.ordered
    if _HEADING.match(name):
        shape, level = "heading", int(name[1])
    elif name in ("ul", "ol"):
        level = level + 1 if shape == "item" else 1
        shape, ordered = "item", name == "ol"
    elif name in ("li", "dt", "dd") and shape != "item":
        shape, level = "item", 1
    elif name == "blockquote":
        shape, level = "quotation", 0
    elif name == "pre":
        shape, level = "preformatted", 0
    elif name == "table":
        shape, level = "table", 0
    traits = (*parent.traits, *own)[-_MOST_TRAITS:] if own else parent.traits
    link = attrs.get("href", "#") if name == "a" else ""
    return Element(name, block, traits, shape, level, ordered, link, parent.item, parent.number)


def _count(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise


@lru_cache(maxsize=4096)
def _traits_of_tag(name: str, raw: str) -> tuple[str, ...]:
    """What a start tag says of what is in it: pages repeat most of theirs."""
    return _traits(name, attributes(raw))


def _traits(name: str, attrs: dict[str, str]) -> tuple[str, ...]:
    own = [] if name in ("div", "span", "html", "body", "a", "b", "i", "em", "strong", "font") else [name]
    if not attrs:
        return tuple(own)
    classes = attrs.get("class", "").split()[:8]
    attribute = "hidden" in attrs and not _STREAMED.match(attrs.get("id", ""))
    classed = any(_HIDING_CLASS.match(c) for c in classes) and not any(_SHOWING_CLASS.match(c) for c in classes)
    if attribute or classed or _HIDDEN.search(attrs.get("style", "")):
        own.append("hidden")
    own += [f"class:{c[:60]}" for c in classes]
    for key in ("id", "itemprop", "role", "property", "rel"):
        if attrs.get(key):
            own.append(f"{key}:{attrs[key][:60]}")
    return tuple(own)


def visible_words(events: list[Event]) -> int:
    """The number of white-space separated words in a flow, counted without forming blocks."""
    parts: list[str] = []
    for event in events:
        if event.kind == "text":
            parts.append(event.text)
        elif event.kind == "image":
            # An image stands beside the sentence: its words count, but do not part the word that goes on after it.
            parts.append("")
        elif event.kind == "break" or event.element.block:
            parts.append(" ")
    images = sum(len(event.text.split()) for event in events if event.kind == "image")
    return len("".join(parts).split()) + images
