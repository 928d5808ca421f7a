"""INGEST: HTML text as a flow of elements and words. Tolerant as browsers are, linear in time, never recursive."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import unescape
from typing import Literal, NamedTuple

from pressmark.capture import Shape

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^<>]*>"
    r"|</(?P<close>[a-zA-Z][\w:.-]*)[^<>]*>"
    r"|<(?P<open>[a-zA-Z][\w:.-]*)(?P<attrs>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>",
    re.S,
)
_ATTR = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_PLAIN_LINK = re.compile(r"\s*href=\"([^\"]*)\"\s*")  # what most links have, and all that come of Markdown
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
_READ_TAGS = frozenset(("a", "ol", "li"))  # more than their traits is asked of these
_LONG_TAG = 300  # characters; a longer tag hardly comes twice
_DEEPEST = 200
_MOST_TRAITS = 60
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Elements that give what is in them another shape; a heading's small parts may stand apart from it.
_SHAPING = frozenset((*_HEADINGS, "ul", "ol", "li", "dt", "dd", "blockquote", "pre", "table"))
_IN_HEADING = frozenset(("span", "small", "em", "strong", "b", "i"))
_MAY_STAND_APART = frozenset(("span", "cite", "small"))
_NOTHING: dict[str, str] = {}
_SAY_NOTHING = frozenset(("div", "span", "html", "body", "a", "b", "i", "em", "strong", "font"))
_TELLING = ("id", "itemprop", "role", "property", "rel")


class Element(NamedTuple):
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


_element: Callable[[type[Element], Iterable[object]], Element] = tuple.__new__  # in half the time, for thousands
Kind = Literal["open", "close", "text", "break", "image"]


# One step of the flow: its kind, its offset, the words of a text or an image's alternative text, and the element.
Event = tuple[Kind, int, str, Element]


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
    for name, value in _ATTR.findall(text):
        name = name.lower()
        if name.startswith("data-") and name.startswith(("data-role", "data-aria")):
            name = name[5:]
        if value[:1] in ("'", '"'):
            value = value[1:-1]
        if name not in found:
            found[name] = unescape(value) if "&" in value else value
    return found


def flow(text: str) -> list[Event]:
    """The visible words of a page with the elements around them, in order."""
    return _Walk(text).events()


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Event] = []
        self.stack: list[Element] = [ROOT]
        self.open: dict[str, int] = {}
        self.glue = False  # an inline element with attributes has just ended
        self.endless: set[str] = set()  # silent elements that no end tag ends any more
        self.items = 0
        self.numbers: list[int] = []  # the next number of each open list of numbers

    def events(self) -> list[Event]:
        text, position, length = self.text, 0, len(self.text)
        while position < length:
            for token in _TOKEN.finditer(text, position):
                start, end = token.span()
                if start > position:
                    self._words(position, start)
                position = end
                closed, opened, raw = token.groups()
                if closed:
                    self._closed(closed.lower(), start)
                elif opened:
                    name = opened.lower()
                    skipped = self._skipped(name, position) if name in _SILENT else 0
                    if skipped:
                        position = skipped
                        break  # tokens begin anew behind what is no markup
                    self._opened(name, raw, start)
            else:
                if position < length:
                    self._words(position, length)
                break
        return self.found

    def _words(self, start: int, end: int) -> None:
        words = self.text[start:end]
        if "&" in words:
            words = unescape(words)
        if not words.isascii():
            words = _UNSEEN.sub("", words)
        self.glue = False
        self.found.append(("text", start, words, self.stack[-1]))

    def _skipped(self, name: str, position: int) -> int:
        end = None if name in self.endless else re.compile(rf"</{name}\s*>", re.I).search(self.text, position)
        if end:
            return end.end()
        self.endless.add(name)
        return len(self.text) if name in _ENDLESS else 0

    def _opened(self, name: str, raw: str, start: int) -> None:
        if name in _VOID:
            self._void(name, raw, start)
            return
        attrs = _NOTHING
        if name == "a" and (plain := _PLAIN_LINK.fullmatch(raw)):
            own: tuple[str, ...] = ()
            attrs = {"href": unescape(plain[1]) if "&" in raw else plain[1]}
        elif name in _READ_TAGS or len(raw) > _LONG_TAG:
            attrs = attributes(raw) if raw else _NOTHING
            own = _traits(name, attrs)
        else:
            own = _traits_of_tag(name, raw)
        if name not in INLINE:
            self._implied(name, start)
        top = self.stack[-1]
        element = _child(top, name, own, attrs)
        if name == "ol" or name == "li":
            element = self._counted(element, attrs)
        elif not element.block and self.glue and raw.strip(" /\t\r\n"):
            self.found.append(("text", start, " ", top))
        if len(self.stack) < _DEEPEST and raw[-1:] != "/":
            self.stack.append(element)
            self.open[name] = self.open.get(name, 0) + 1
        self.found.append(("open", start, "", element))

    def _void(self, name: str, raw: str, start: int) -> None:
        """Tells of an element that nothing can be in."""
        top = self.stack[-1]
        if name == "br":
            self.found.append(("break", start, "", top))
        elif name == "hr":
            self.found.append(("open", start, "", ROOT))
        elif name == "img":
            attrs = attributes(raw)
            if attrs.get("alt", "").strip():
                self.found.append(("image", start, attrs["alt"], _child(top, name, _traits(name, attrs), attrs)))

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
            return element._replace(item=self.items, number=number)
        return element

    def _implied(self, name: str, start: int) -> None:
        """Ends what the start of a block ends without saying so."""
        if self.open.get("p"):
            self._closed("p", start)
        if name not in _CLOSED_BY:
            return
        sibling, fences = _CLOSED_BY[name]
        for other in (name, sibling):
            if not self.open.get(other):
                continue
            for element in reversed(self.stack):
                if element.name in fences:
                    break
                if element.name == other:
                    self._closed(other, start)
                    break

    def _closed(self, name: str, start: int) -> None:
        if not self.open.get(name):
            if name in ("p", "br"):
                self.found.append(("open", start, "", ROOT))
            return
        stack = self.stack
        if name in INLINE and stack[-1].name != name:
            for element in reversed(stack):
                if element.name == name:
                    break
                if element.name not in INLINE:
                    return
        while True:
            element = stack.pop()
            self.open[element.name] -= 1
            if element.name == "ol" and self.numbers:
                self.numbers.pop()
            if element.block or element.link:
                self.found.append(("close", start, "", element))
            if element.name == name:
                break
        self.glue = not element.block and bool(element.link or element.traits != stack[-1].traits)


def _child(parent: Element, name: str, own: tuple[str, ...], attrs: dict[str, str]) -> Element:
    """The element as it stands inside its parent."""
    _, _, traits, shape, level, ordered, _, item, number = parent
    block = name not in INLINE
    if own:
        traits = (*traits, *own)[-_MOST_TRAITS:]
        if not block and name in _MAY_STAND_APART:
            block = any(map(_APART.search, own))
        if not block and shape == "heading" and name in _IN_HEADING:
            block = any(map(BESIDE_HEADLINE.search, own))
    if name in _SHAPING:
        shape, level, ordered = _shaped(name, shape, level, ordered)
    link = attrs.get("href", "#") if name == "a" else ""
    return _element(Element, (name, block, traits, shape, level, ordered, link, item, number))


def _shaped(name: str, shape: Shape, level: int, ordered: bool) -> tuple[Shape, int, bool]:
    """The shape that an element gives to what is in it, its level, and whether it is of a list of numbers."""
    if name in _HEADINGS:
        return "heading", _HEADINGS[name], ordered
    if name in ("ul", "ol"):
        return "item", level + 1 if shape == "item" else 1, name == "ol"
    if name in ("li", "dt", "dd"):
        return (shape, level, ordered) if shape == "item" else ("item", 1, ordered)
    if name == "blockquote":
        return "quotation", 0, ordered
    return ("preformatted" if name == "pre" else "table"), 0, ordered


def _count(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise


@lru_cache(maxsize=4096)
def _traits_of_tag(name: str, raw: str) -> tuple[str, ...]:
    """What a start tag says of what is in it: pages repeat most of theirs."""
    return _traits(name, attributes(raw))


def _traits(name: str, attrs: dict[str, str]) -> tuple[str, ...]:
    own = [] if name in _SAY_NOTHING else [name]
    if not attrs:
        return tuple(own)
    classes = attrs["class"].split()[:8] if "class" in attrs else []
    hides = "hidden" in attrs and not _STREAMED.match(attrs.get("id", ""))
    if not hides and classes and any(map(_HIDING_CLASS.match, classes)):
        hides = not any(map(_SHOWING_CLASS.match, classes))
    if hides or ("style" in attrs and _HIDDEN.search(attrs["style"])):
        own.append("hidden")
    own += [f"class:{c[:60]}" for c in classes]
    own += [f"{key}:{attrs[key][:60]}" for key in _TELLING if attrs.get(key)]
    return tuple(own)


def visible_words(events: list[Event]) -> int:
    """The number of white-space separated words in a flow, counted without forming blocks."""
    parts: list[str] = []
    images = 0
    for kind, _, text, element in events:
        if kind == "text":
            parts.append(text)
        elif kind == "image":
            # An image stands beside the sentence: its words count, but do not part the word that goes on after it.
            images += len(text.split())
        elif kind == "break" or element.block:
            parts.append(" ")
    return len("".join(parts).split()) + images
