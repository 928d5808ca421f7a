"""INGEST: what a block looks like, taken alone: its length, marks, links and markup, as named traits that are counted "
"on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from pressmark.capture import Capture, CapturedBlock
from pressmark.segment.bylines import HELPING, byline_names, contributed
from pressmark.segment.furniture import furniture
from pressmark.segment.page_body import extracted_shares
from pressmark.segment.pictures import picture_line
from pressmark.segment.printed_dates import date_line, has_digits, printed_dates
from pressmark.text import folded, holds_any, is_western, letter_runs, words_in_lower_case

_ENDS = frozenset(".!?…。")
_CLOSING = "\"'”’»)]"
_INNER_END = re.compile(r"[.!?](?<=[^\W\d_]{2}[.!?])[\"'”’»)]* +[\"'“‘«„(]?[^\W\d_a-z]")
_WORDS_OF_TRAITS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_READ = 200_000
_SHORT = 80  # characters of a line that may well come again
MOST_READ = 600  # characters of a block whose single words count, where it is too long to be folded
_LONGEST = 3000  # characters; a longer block is a paragraph or junk, whatever its words say
_SPEECH = re.compile(
    r"\b(?:said|says|told|added|asked|according to|announced|sagte?n?|erklarte?|laut|betonte?|teilte|dijo|dice|anadio|"
    r"segun|dit|selon|explique|affirme|ha detto|secondo|disse|segundo|sa|sier|ifolge|zei|volgens)\b"
)
_QUOTES, _SIGNS = tuple('"“”„«»'), tuple("|@•»©")
_PLAIN_QUOTES, _PLAIN_SIGNS = ('"',), ("|", "@")  # those of ASCII
_SPEAKING = frozenset(
    "said says told added asked according announced sagt sagte sagten erklart erklarte laut betont betonte teilt "
    "teilte dijo dice anadio segun dit selon explique affirme ha secondo disse segundo sa sier ifolge zei volgens "
    "sagtn".split()
)  # one of these is in whatever _SPEECH finds
_SPEAKING_ALONE = frozenset(word for word in _SPEAKING if _SPEECH.fullmatch(word))
# Scripts that put no spaces between words: two of their letters count as one.
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_BINS = (1, 2, 3, 5, 8, 12, 17, 24, 34, 50, 80)
# Words in names of classes, ids and elements that say what is inside, by what they speak for.
_PARTS = {
    "around": "nav navigation menu footer foot sidebar aside breadcrumb breadcrumbs masthead toolbar topbar navbar "
    "header "
    "offcanvas drawer hamburger skip pagination pager signin user account search language",
    "related": "related recommended recommendation recommendations recommend recirc more popular trending latest "
    "teaser "
    "teasers promo promoted mostread most read next also readmore linkbox similar feed carousel "
    "slider card "
    "cards",
    "share": "share sharing social facebook twitter whatsapp follow print bookmark tools actions action button btn",
    "offer": "newsletter subscribe subscription paywall signup cta promo donate membership piano premium offer login",
    "ads": "ad ads advert advertisement advertising adslot sponsor sponsored banner anzeige werbung dfp gpt",
    "talk": "comment comments respond reply replies discussion",
    "legal": "cookie cookies consent gdpr privacy copyright legal disclaimer overlay modal popup lightbox",
    "figure": "figcaption caption captions credit credits figure image img photo gallery media video player slideshow "
    "picture "
    "attribution bildunterschrift",
    "head": "headline title kicker dek deck subtitle standfirst lead lede intro summary teaser abstract overline",
    "byline": "byline author authors bio writer contributor profile autor autoren",
    "date": "date time timestamp datetime published pubdate posted meta metadata dateline",
    "tags": "tag tags topic topics keyword keywords category categories taxonomy",
    "text": "articlebody articletext storybody bodytext body content entry text paragraph story post prose richtext "
    "article copy main",
    "quote": "pullquote blockquote quote pull",
    "box": "box widget infobox factbox embed embedded external module block tweet poll quiz",
}
_first_of: Callable[[str], str] = itemgetter(0)
_PART_OF: dict[str, str] = {}
for _kind, _names in _PARTS.items():
    for _name in _names.split():
        _PART_OF.setdefault(_name, _kind)


class Look(NamedTuple):
    """A block with what later rules ask of it again and again."""

    block: CapturedBlock
    text: str
    folded: str
    words: int
    sentence: bool  # ends as a sentence does
    sentences: bool  # holds the end of one sentence and the start of another
    links: float  # the share of its letters that stand in links
    furniture: tuple[str, str] | None
    picture: tuple[str, str] | None
    date: tuple[str, str] | None
    byline: tuple[str, ...] | None
    prose: bool  # reads as a paragraph of running text
    parts: tuple[str, ...]  # what its markup speaks of (keys of _PARTS), outermost first
    extracted: int = -1  # how much of it an extractor keeps, 0 to 4; -1 where none was asked
    dated: bool = False  # holds a full date
    dumped: bool = False  # stands in the text of a whole page, as programs write it, not in a selection from one
    said: frozenset[str] = frozenset()  # its words, folded, without numbers
    speech: bool = False  # holds a word of speaking
    pieces: tuple[str, ...] = ()  # what white space parts in its first MOST_READ characters
    low: int = 0  # how many of these begin in lower case

    @property
    def brief(self) -> bool:
        """Whether it is at least a short sentence and nothing that pages wear."""
        return self.words >= 4 and bool(self.sentence) and self.links < 0.5 and self.furniture is None


def looks_of(capture: Capture) -> list[Look]:
    """The looks of all blocks of a capture."""
    shares = extracted_shares(capture)
    if not shares:
        dumped = _is_dump(capture)
        return [look(block, -1, dumped) for block in capture.blocks]
    return [look(block, int(share * 4)) for block, share in zip(capture.blocks, shares, strict=True)]


def _is_dump(capture: Capture) -> bool:
    """Whether a text is a whole page's: its format says so, or most of its lines are indented."""
    if capture.format.startswith(("text dump", "text of a page")):
        return True
    text = capture.text[:_READ]
    if "\n " not in text and "\n\t" not in text and text[:1] not in (" ", "\t"):
        return False
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    return sum([line[0] in " \t" for line in lines]) > 0.3 * len(lines)


def empty_lines(looks: list[Look]) -> list[int]:
    """How many lines part each block from the one after it; below 0 where both stand on one."""
    blocks = [it.block for it in looks]
    return [below.first_line - above.last_line - 1 for above, below in pairwise(blocks)]


def look(block: CapturedBlock, extracted: int = -1, dumped: bool = False) -> Look:
    """The block's looks."""
    text = block.text
    line = _short_line(text) if len(text) <= _SHORT else _line(text)
    flat, words, sentence, sentences, worn, picture, date, byline, dated, said, speech, pieces, low = line
    linked = sum([link.end - link.start for link in block.links]) / max(1, len(text)) if block.links else 0.0
    prose = words >= 12 and (sentence or sentences) and linked < 0.5 and worn is None
    parts = _parts(block.traits) if block.traits else ()
    return _look(
        Look,
        (
            block, text, flat, words, sentence, sentences, linked, worn, picture, date, byline, prose, parts, extracted,
            dated, dumped, said, speech, pieces, low,
        ),
    )  # fmt: skip


_look: Callable[[type[Look], Iterable[object]], Look] = tuple.__new__  # in half the time


class _Line(NamedTuple):
    """What a block's words say alone; the names are those of a Look."""

    folded: str
    words: int
    sentence: bool
    sentences: bool
    furniture: tuple[str, str] | None
    picture: tuple[str, str] | None
    date: tuple[str, str] | None
    byline: tuple[str, ...] | None
    dated: bool
    said: frozenset[str]
    speech: bool
    pieces: tuple[str, ...]
    low: int


def _line(text: str) -> _Line:
    words = text.count(" ") + 1 if len(text) <= _LONGEST else len(text) // 6
    if not is_western(text):
        words += len(_WIDE.findall(text)) // 2
    flat = folded(text) if words <= 140 else ""
    digits = has_digits(flat)
    date = date_line(text) if words <= 45 and (digits or not text.isascii()) else None
    byline = byline_names(text) if words <= 45 else None
    plain = date is None and not byline
    said = frozenset(letter_runs(flat or text[:MOST_READ]))
    pieces = tuple(text[:MOST_READ].split())
    return _Line(
        flat,
        words,
        text.rstrip(_CLOSING)[-1:] in _ENDS,
        _INNER_END.search(text) is not None,
        furniture(flat, words, said) if plain else None,
        picture_line(text, flat, words, said) if plain else None,
        date,
        byline,
        words <= 80 and bool(date or (digits and printed_dates(flat, True))),
        said,
        words > 4 and not said.isdisjoint(_SPEAKING) and speaks(flat, said),
        pieces,
        words_in_lower_case(text[:MOST_READ]),
    )


_short_line = lru_cache(maxsize=1024)(_line)  # what pages wear stands on many of them


def speaks(folded_line: str, said: frozenset[str]) -> bool:
    """Whether one of the words of speaking stands in a line whose single words are known."""
    for word in said & _SPEAKING_ALONE:
        if f" {word} " in folded_line:
            return True
    return _SPEECH.search(folded_line) is not None


class _Kinds(dict[str, tuple[str, ...]]):
    """What a trait speaks of (keys of _PARTS), by the words in its name."""

    def __missing__(self, trait: str) -> tuple[str, ...]:
        words = (word.lower() for word in _WORDS_OF_TRAITS.findall(trait.partition(":")[2] or trait))
        kinds = tuple(dict.fromkeys([_PART_OF[word] for word in words if word in _PART_OF]))
        if len(self) < _MOST_TRAITS:
            self[trait] = kinds
        return kinds


_MOST_TRAITS = 50_000
_KINDS = _Kinds()


@lru_cache(maxsize=2048)  # the paragraphs of a page stand in one place
def _parts(traits: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(map(_KINDS.__getitem__, traits))))


@cache
def _sized(size: int, ending: str) -> tuple[str, str, str]:
    """The names of traits that tell of a size and an ending; there are but some hundred."""
    return f"words{size}", f"ends-{ending}", f"w{size // 3}-{ending}"


_LOWER = tuple(f"lower{number}" for number in range(6))
_NAMED_PARTS = {part: f"part-{part}" for part in _PARTS}


def own_traits(it: Look) -> list[str]:
    """The named traits of a block taken alone."""
    block, text = it.block, it.text
    last = text[-1]
    ending = "sentence" if it.sentence else last if last in ":,;)-–»>" else "digit" if last.isdigit() else "open"
    words, ends, both = _sized(bisect_right(_BINS, it.words), ending)
    found = [words, block.shape, ends, both]
    first = text[0]
    if first in "\"'“„«‚‘–—-":
        found.append("starts-quote")
    elif first.isdigit():
        found.append("starts-digit")
    elif first.islower():
        found.append("starts-lower")
    elif not first.isalnum():
        found.append("starts-sign")
    if it.sentences:
        found.append("sentences")
    found.append(_LOWER[_lower(it)])
    if it.furniture:
        found += ["furniture", f"furniture-{it.furniture[0]}"]
    if it.picture:
        found += ["picture", f"picture-{it.picture[0]}"]
    if it.date:
        found.append("date")
    if it.byline is not None:
        found.append("byline")
    if it.words <= 60 and holds_any(it.folded, HELPING) and contributed(text):
        found.append("contributed")
    plain = text.isascii()
    if it.words <= 80:
        if holds_any(text, _PLAIN_QUOTES if plain else _QUOTES):
            found.append("quotes")
        if "(" in text or ")" in text:
            found.append("brackets")
        if it.dated:
            found.append("full-date")
        if it.speech:
            found.append("speech")
    if holds_any(text, _PLAIN_SIGNS if plain else _SIGNS):
        found.append("signs")
    if it.extracted >= 0:
        found.insert(0, f"extracted{it.extracted}")
    found += [_NAMED_PARTS[part] for part in it.parts]
    if block.traits or block.links:
        found += _of_markup(it)
    if block.level and block.shape == "item":
        found.append(f"depth{min(3, block.level)}")
    return found


def _of_markup(it: Look) -> list[str]:
    found = [_LINKED[min(4, int(it.links * 4.99))]]
    if len(it.block.links) > 2:
        found.append("many-links")
    return [*found, *_of_elements(it.block.traits)]


_LINKED = tuple(f"links{number}" for number in range(5))
_ELEMENTS = (
    "p", "h1", "h2", "h3", "h4", "nav", "aside", "footer", "header", "figure", "figcaption", "article", "main",
    "section", "form", "button", "table", "hidden", "alt", "time", "address", "label", "blockquote",
)  # fmt: skip


@lru_cache(maxsize=2048)
def _of_elements(traits: tuple[str, ...]) -> tuple[str, ...]:
    held = frozenset(traits)
    found = [f"in-{name}" for name in _ELEMENTS if name in held]
    body = "itemprop:articleBody" in held or "property:articleBody" in held
    return (*found, "articleBody") if body else tuple(found)


def _lower(it: Look) -> int:
    """How many of the words begin in lower case, 0 to 5: titles and menus have few."""
    words = it.pieces
    if len(words) <= 40 and len(it.text) <= MOST_READ:
        return int(5 * it.low / len(words))
    words = words[:40] if len(words) > 40 else tuple(it.text.split(None, 40)[:40])
    return int(5 * sum(map(str.islower, map(_first_of, words))) / len(words))
