"""INGEST: which outlet published an article, from what the capture itself says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pressmark.labels import RUNNING, Labelled, OutletHint
from pressmark.names.organizations import is_press_word
from pressmark.names.people import is_given
from pressmark.segment.bylines import contributed, employer, names_someone
from pressmark.segment.pictures import video_source
from pressmark.text import folded, holds_any, squeezed

_NAME = r"(?:The )?[^\W\d_a-zß-ÿ][\w.&’'-]*(?: (?:of|and|the|de|&|[^\W\d_a-zß-ÿ][\w.&’'-]*)){0,5}"
_COPYRIGHT = re.compile(
    rf"^(?:©|\([cC]\)|(?i:copyright))(?: ?©| ?\([cC]\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?,?\s*)?(?:by "
    rf")?(?P<name>{_NAME})"
)
_COMPANY = re.compile(
    r",?\s+(?:Company|Co\.?|Inc\.?|LLC|Ltd\.?|Limited|GmbH(?: & Co\.? KG)?|AG|AS|S\.?A\.?|S\.?p\.?A\.?|"
    r"Corp(?:oration)?\.?|"
    r"Media Group|Media|Group|Holdings?|Publishing|Publications|Communications|All|Alle|Todos|Tutti|Rights)\b.*$"
)
# A notice of rights names who owns the page: a year, a company's form or these words tell it from a photo's credit.
_OWNED = re.compile(
    r"(?:19|20)\d\d|(?i:rights|rechte|derechos|diritti|droits|direitos|reserved)|GmbH|\b(?:Inc|LLC|Ltd|S\.?A|AG|AS)\b"
)
_NO_NAME = re.compile(
    r"(?i:all|alle|todos|tutti|tous|toate|wszelkie|riproduzione|reproduction|reproduccion|the|rights|copyright|photo|foto|"
    r"getty images|imago|dpa|afp|ap|reuters/.*|.*[/|].*)"
)
# A publishing house, which is seldom the outlet's own name.
_HOUSE = re.compile(
    r"(?i)(?:verlag\w*|mediahuis|\w*gruppe|mediengruppe|newspapers|printers|institute|holdings?|publish\w+|editor\w+|"
    r"foto services|\w*gesellschaft)\b"
)
# What pages write beside their text with their own name in it.
_OUTSIDE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Uu]pdates|[Ee]mails|news|offers) from (?P<name>{_NAME})",
        rf"(?:informed|touch|up) with (?P<name>{_NAME})",
        rf"(?i:get|download) (?i:the|our) (?P<name>{_NAME}) (?i:app)\b",
        rf"(?i:more|latest|stories) (?i:from|in|on) (?P<name>{_NAME})$",
        rf"(?i:subscribe|sign up|abonnieren|join|donate) (?i:to|for|now to) (?P<name>{_NAME})",
        rf"(?i:follow) (?P<name>{_NAME}) (?i:on)\b",
        rf"(?:Share this Story|Share this article) : (?P<name>{_NAME})$",
        rf"Why (?:you can )?trust (?P<name>{_NAME})$",
        rf"Warum Sie (?:der|dem) (?P<name>{_NAME}) vertrauen",
        rf"(?i:lesen sie auch|mehr|mehr zum thema) (?:bei|auf|von) (?P<name>{_NAME})$",
        r"(?i:frett af|godkjent av|nachrichten von) (?P<name>[\w.-]+)$",
    )
)
_SHORTEST = 6  # characters; the shortest of these is "mehr auf X"
_IN_BESIDE = (":", "ublished ", "appeared ")
# One of these stands in each, in lower case: quick to look for.
_IN_OUTSIDE = (
    "from ", "with ", " app", "more ", "latest ", "stories ", " to ", " for ", "follow ", "share this ", "trust ",
    "vertrauen", "mehr ", "lesen sie auch ", " av ", " af ", " von ",
)  # fmt: skip
_ASKED_BY = re.compile(
    rf"\b(?:told|tells|obtained by|reviewed by|seen by|request of|interview with|godkjent av|dem|der) "
    rf"(?P<name>(?:the )?{_NAME})(?= (?:that|in|on|by|he|she|they|and)\b|[.,;:’\"”]|$)"
)
_IN_ASKED_BY = ("told ", "tells ", "ed by ", "seen by ", "request of ", "interview with ", " av ", "dem ", "der ")
_MAIL = re.compile(r"\b[\w.+-]+@(?:[\w-]+\.)*(?P<name>[a-z][a-z0-9-]{3,})\.[a-z]{2,6}\b")
_OTHERS_MAIL = frozenset("gmail yahoo hotmail outlook googlemail web icloud protonmail example email mail".split())
_SITE_TITLE = re.compile(r"^(?P<title>.{15,}?)\s+[|–—-]\s+(?P<name>[^|–—]{2,40})$")
_LONGEST_BYLINE = 260
_ABOVE = 6  # blocks above the headline
_LEADS_TO = re.compile(
    r"(?i:about|all|alle|more|mehr|our|latest|breaking|local|regional\w*|lokal\w*|read|follow|tous?)\b"
)
_SMALL = re.compile(r"\b(?!(?:of|and|the|de|del|du|der|di|da|la|le|les)\b)[a-zß-ÿ]")
_SLUG = re.compile(r"^(?P<name>[^\W\d_a-zß-ÿ][\w .&’'-]{1,30}?)\s*[—–]\s*$")
_PRINTED = re.compile(
    r"\b(?:[Pp]ublished|appeared) (?:first |originally )?(?:in|on|by) (?P<name>(?:The |the )?[A-Z][^.,;]{2,40})[.,]?$"
)
# "Photo: Tom Vey/Harbor Ledger": for whom a picture was made.
_CREDITED = re.compile(rf"(?:/ ?|\bfor (?:the )?)(?P<name>{_NAME})[).]*$")
_IN_REQUEST = ("request", "quer", "quir", "question")  # quick to look for
_REQUEST = re.compile(rf"(?P<name>{_NAME})[’'](?:s)? (?:requests?|inquir\w+|questions?|enquir\w+)\b")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of an outlet: its name as the capture gives it, how strong it is, and where it stands."""

    name: str
    strength: float
    line: int
    words: str


def outlet_signs(blocks: tuple[Labelled, ...]) -> list[Sign]:
    """What the visible text says of its outlet: the best-supported name first."""
    signs = [*_from_page_title(blocks), *_above_headline(blocks)]
    for block in blocks:
        signs += _told(block) if block.label in RUNNING else _signs(block)
    signs = _in_full(signs, blocks) if signs else signs
    total: dict[str, float] = {}
    for sign in signs:
        total[_key(sign.name)] = total.get(_key(sign.name), 0.0) + sign.strength
    return sorted(signs, key=lambda s: (-total[_key(s.name)], -s.strength, s.line)) if signs else []


def _in_full(signs: list[Sign], blocks: tuple[Labelled, ...]) -> list[Sign]:
    """The signs, a name that is the end of a longer one as the longer: "Ledger" where "Harbor Ledger" is printed too.

    Only what stands outside the text says the longer name, at the head, in a notice of rights or in a picture's credit:
    a text names other papers. Of several longer names none is taken.
    """
    running = {block.block.first_line for block in blocks if block.label in RUNNING}
    credits = (block.block.text for block in blocks if block.label in ("caption", "credit"))
    credited = [_bare(match["name"]) for text in credits if (match := _CREDITED.search(text))]
    outside = [sign.name for sign in signs if sign.line not in running and not sign.name.startswith("Copyright ")]
    printed = [*outside, *credited]
    longer: dict[str, str] = {}
    for short in {_key(sign.name): sign.name for sign in signs}.values():
        end = f" {folded(short).removeprefix('the ')}"
        named = {_key(name): name for name in printed if folded(name).removeprefix("the ").endswith(end)}
        if len(named) == 1:
            longer[_key(short)] = next(iter(named.values()))
    return [replace(sign, name=longer.get(_key(sign.name), sign.name)) for sign in signs]


def page_title(line: str) -> str:
    """A dumped page's first line without the site's name after a bar, or after a dash where that is short."""
    match = _SITE_TITLE.match(line)
    short = match and ("|" in line or len(match["name"].split()) <= 2 or "." in match["name"])
    return match["title"] if match and short and _names_site(match["name"]) else line


def _names_site(name: str) -> bool:
    """Whether what follows a headline's dash can be a site's name, and is not "live" or "how it came to be"."""
    return "." in name or any(c.isupper() for c in name) or not name.isascii()


def _from_page_title(blocks: tuple[Labelled, ...]) -> Iterator[Sign]:
    """The name that the first line of a dumped page adds to the headline: "Council votes | Harbor Ledger"."""
    match = _SITE_TITLE.match(blocks[0].block.text) if blocks else None
    if not match or not _names_site(match["name"]):
        return
    own = folded(match["title"])
    if blocks[0].label == "title" or any(own == folded(b.block.text) for b in blocks[1:] if b.label == "title"):
        name = _bare(re.split(r"\s+[|–—-]\s+", match["name"])[-1])
        yield Sign(name, 2.0, blocks[0].block.first_line, blocks[0].block.text[:120])


def _above_headline(blocks: tuple[Labelled, ...]) -> Iterator[Sign]:
    """The name that stands alone above the headline, or before the sections that lead to it."""
    title = next((i for i, b in enumerate(blocks) if b.label == "title"), 0)
    for block in blocks[max(0, title - _ABOVE) : title]:
        name = re.split(r"\s+[|»›>]\s+", block.block.text)[0]
        own = block.label in ("furniture", "navigation", "kicker") and not _LEADS_TO.match(name)
        if own and len(name.split()) > 1 and is_masthead(name) and not _SMALL.search(name):
            yield Sign(_as_printed_small(_bare(name)), 2.0, block.block.first_line, block.block.text[:80])


def _as_printed_small(name: str) -> str:
    """A name that is printed in capitals as names are written."""
    if not name.isupper():
        return name
    words = (word if len(word) < 3 or "." in word else word.capitalize() for word in name.split())
    return " ".join("of" if word == "OF" else word for word in words)


def support(signs: list[Sign]) -> float:
    """How strongly the signs speak for the first of them; 2 is enough to propose it, and none is 0."""
    if not signs:
        return 0.0
    kinds = {(s.strength, s.words): s.strength for s in signs if _key(s.name) == _key(signs[0].name)}
    return sum(kinds.values())


def _key(name: str) -> str:
    return "".join(c for c in folded(name).removeprefix("the ") if c.isalnum())


def _signs(labelled: Labelled) -> Iterable[Sign]:
    """What a block says that is no part of the running text."""
    text = labelled.block.text
    if len(text) > 400:
        return ()
    found: list[Sign] = []
    if text[0] in "©(cC":
        found += _rights(labelled)
    if labelled.label in ("dateline", "contributors") or holds_any(text, _IN_BESIDE):
        found += _beside(labelled)
    if not labelled.kept:
        found += _outside(labelled)
    return found


def _told(labelled: Labelled) -> Iterable[Sign]:
    """Whom a paragraph says its people spoke to. A paper that cites another writes much the same: what its sources told
    it counts for little alone."""
    text = labelled.block.text
    asked = holds_any(text, _IN_ASKED_BY)
    requested = "qu" in text and holds_any(text, _IN_REQUEST)
    if not asked and not requested:
        return ()
    line = labelled.block.first_line
    found: list[Sign] = []
    if requested:
        found += [Sign(_bare(match["name"]), 2.0, line, match[0]) for match in _REQUEST.finditer(text)]
    if asked:
        found += [Sign(_bare(match["name"]), 0.8, line, match[0]) for match in _ASKED_BY.finditer(text)]
    return found


def _outside(labelled: Labelled) -> Iterable[Sign]:
    """The names in addresses and in what pages offer."""
    text, line = labelled.block.text, labelled.block.first_line
    for match in _MAIL.finditer(text) if "@" in text else ():
        if match["name"] not in _OTHERS_MAIL:
            yield Sign(match["name"], 1.0, line, match[0])
    for pattern in _OUTSIDE if len(text) > _SHORTEST and " " in text and holds_any(text.lower(), _IN_OUTSIDE) else ():
        found = pattern.search(text)
        if found:
            yield Sign(_bare(found["name"]), 1.3, line, found[0])


def _rights(labelled: Labelled) -> Iterator[Sign]:
    """The owner that a notice of rights names."""
    text = labelled.block.text
    right = _COPYRIGHT.match(text)
    if not right or labelled.label in ("caption", "credit") or not _OWNED.search(text):
        return
    name = _bare(_COMPANY.sub("", right["name"]))
    if len(name) > 2 and not _NO_NAME.fullmatch(name) and not names_someone(name):
        yield Sign(name, 1.0 if _HOUSE.search(right["name"]) else 2.5, labelled.block.first_line, text[:80])


def _beside(labelled: Labelled) -> Iterator[Sign]:
    """What a report's slug, a video, those who helped and a note on where it appeared say."""
    text, line = labelled.block.text, labelled.block.first_line
    slug = _SLUG.match(text) if labelled.label == "dateline" else None
    if slug:
        yield Sign(_bare(slug["name"]), 1.0, line, text)
    source = video_source(text) if ":" in text else ""
    if source:
        yield Sign(_bare(source), 1.0, line, text)
    if labelled.label == "contributors" and contributed(text):
        owner = employer(text)
        if owner:
            yield Sign(_bare(owner), 1.5, line, text[:80])
    printed = _PRINTED.search(text) if "ublished " in text or "appeared " in text else None
    if printed:
        weak = _HOUSE.search(printed["name"]) or _COMPANY.search(printed["name"])
        yield Sign(_bare(printed["name"]), 1.0 if weak else 2.0, line, printed[0])


def _bare(name: str) -> str:
    return squeezed(name).strip(" .,")


def is_masthead(text: str) -> bool:
    """Whether a short line is nothing but an outlet's name: "The Harbor Ledger", "ledger.example"."""
    words = text.split()
    if len(words) == 1:
        return bool(_DOMAIN.fullmatch(text))
    last = words[-1].title() if text.isupper() else words[-1]
    bare = folded(text).split()
    other = bool(_PAPER.fullmatch(bare[-1]) or _PAPER_FIRST.match(" ".join(bare))) and text[:1].isupper()
    if not 2 <= len(words) <= 5 or not (is_press_word(last) or other) or is_given(words[0]):
        return False
    return last not in _SECTIONS_TOO or len(words) > 2 or words[0] == "The"


_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}", re.I)
# Words for newspapers beside those that names of organizations end in, and in other languages than English.
_PAPER = re.compile(
    r"\w*(?:zeitung|anzeiger|tage?blatt|volksblatt|rundschau|kurier)|bote|allgemeine|dagblad\w*|courant|tidning\w*|tidende|"
    r"advertiser|messenger|advocate|mercury|beacon|statesman|spectator|gleaner|reporter|dziennik|noviny|lehti|hirlap"
)
_PAPER_FIRST = re.compile(
    r"(?:(?:la|il|le|el|l['’]|o|a) ?)?(?:gazzetta|corriere|giornale|gazette|courrier|depeche|diario|periodico|heraldo|"
    r"correo|jornal|correio|diari|gazeta|dziennik|kurier) "
)
_SECTIONS_TOO = frozenset("News Review Record Nation Press Weekly Daily Enterprise Star Express Journal".split())


def known_outlet(name: str, outlets: tuple[OutletHint, ...]) -> str:
    """The id of the outlet that bears this name or alias, "" when none or more than one does."""
    key = _key(name)
    found = sorted({o.id for o in outlets if key in {_key(o.name), *(_key(alias) for alias in o.aliases), o.id}})
    return found[0] if len(found) == 1 else ""


def named_outlets(text: str, outlets: tuple[OutletHint, ...]) -> tuple[OutletHint, ...]:
    """The outlets whose name or alias stands in a capture's text."""
    return tuple(o for o in outlets if any(name and name in text for name in (o.name, *o.aliases)))


def after_byline(text: str, outlets: tuple[OutletHint, ...]) -> tuple[str, str]:
    """What a line says after the pattern by which one of the outlets begins its bylines, and that outlet's id.

    A pattern with a group named "writers" names them by it. "" and "" for lines that none fits.
    """
    for outlet in outlets if len(text) <= _LONGEST_BYLINE else ():
        found = re.search(outlet.byline, text) if outlet.byline else None
        if found:
            rest = found["writers"] if "writers" in found.re.groupindex else text[found.end() :]
            return (rest or "").strip(), outlet.id
    return "", ""
