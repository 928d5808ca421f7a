"""What annotators say of an article: frozen statements about spans of its plain text, in code points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pressmark.dates import Date

KINDS = ("person", "organization", "place", "event", "work")
# The key of an article's head that lists the names of each kind.
HEAD_KEY = dict(zip(KINDS, ("people", "organizations", "places", "events", "works"), strict=True))


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in running text. `text` is what the span holds ("Mr. Trump"), `name` the name without its title
    ("Trump"), `title` the title before it ("Mr.", "German Chancellor") or "". `how` says which rule found it."""

    start: int
    end: int
    text: str
    kind: str  # one of KINDS
    name: str
    title: str = ""
    how: str = ""


# What offsets refer to: an article's plain text, or what stands outside it.
Target = Literal["body", "title", "summary", "caption"]


@dataclass(frozen=True, slots=True)
class Mention:
    """An annotation that names an entity: the span, the entity's id and kind, and the rule that joined them. `target`
    is the text to which the span refers."""

    start: int
    end: int
    entity: str
    kind: str
    how: str  # "name", "alias", "surname", "surname in its story", "title and surname", "acronym", "last word", "note"
    target: Target = "body"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Speech: `start`/`end` include the marks of what is direct. Kind "indirect" is what the article says in its own
    words that somebody said. `speaker` is an entity id or ""; `speaker_text` the words that
    name the speaker ("a diplomatic official") or ""; `cue_start`/`cue_end` their span (0, 0 without). `verb` is the
    verb of saying. `how` says which rule found the speaker; "" means: speaker not confirmed. `meant` is the name that
    stands in the text for a `speaker_text` that is a pronoun and no entity."""

    start: int
    end: int
    text: str
    speaker: str = ""
    speaker_text: str = ""
    cue_start: int = 0
    cue_end: int = 0
    verb: str = ""
    how: str = ""
    meant: str = ""
    kind: Literal["direct", "indirect"] = "direct"
    document: str = ""  # the words that name what speaks, where that is a document; `speaker` is then its author
    target: Target = "body"  # the text to which the spans refer


@dataclass(frozen=True, slots=True)
class TopicHit:
    """A topic that an article falls under, and the words or entity that its rule met. Also when a person listed it."""

    topic: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A day, or a span of days, of which the text tells: where, the words, and what they mean. `counted_from` is the
    date of publication (EDTF) from which it is counted, "" where the date is printed in full."""

    start: int
    end: int
    text: str
    date: Date
    counted_from: str = ""


FigureKind = Literal["money", "share", "measure", "count"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit: the span and the words printed there, the value as a plain decimal ("33000000000"), the
    unit ("percent", "USD", "$" where no country is named, "foot", "member": singular). `of` is what it is of ("gross
    domestic product"), `hedge` what makes it less sure ("nearly"), `upper` the end of a range, `per` "year" in "a
    year"."""

    start: int
    end: int
    text: str
    kind: FigureKind
    value: str
    unit: str
    of: str = ""
    hedge: str = ""
    upper: str = ""
    per: str = ""


# How two wordings of one passage differ; "template" is one frame with other names, numbers or ends.
PassageKind = Literal["identical", "cut", "elided", "edited", "template"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two articles share: a span in each, how the two differ, and how many words agree."""

    article: str
    start: int
    end: int
    other: str
    other_start: int
    other_end: int
    kind: PassageKind
    words: int


HowCopied = Literal["stated", "credit", "date", ""]


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that has the text of a cluster, and what tells that it has it from elsewhere: "stated" in its file, a
    "credit" in its capture (`words`), a later "date", or "". `other_name`: its byline names others than the first
    one's, and it credits nobody."""

    article: str
    how: HowCopied = ""
    words: str = ""
    other_name: bool = False


@dataclass(frozen=True, slots=True)
class OneText:
    """One text in several articles, in the order of the archive. `origin` is the article that the others have it from,
    `wire` the outlet if none of its articles is among them; both "" where nothing tells, or clues disagree."""

    copies: tuple[Copy, ...]
    origin: str = ""
    wire: str = ""


@dataclass(frozen=True, slots=True)
class AnchoredNote:
    """A person's note and where its target was found; `found` False means it waits for a new anchor."""

    id: str
    article: str
    kind: str
    text: str
    exact: str
    target: Target
    start: int
    end: int
    found: bool
    links: tuple[str, ...] = ()
    speaker: str = ""
    entity: str = ""
    verdict: str = ""
    evidence: tuple[str, ...] = ()
    by: str = ""
    on: str = ""
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """When an article was probably published, where no date is printed: a day or an interval, open at one side where
    only the other is known; and in words what it rests on."""

    date: Date
    rests_on: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that give something to another outlet's reporting: the span and text of its name, and how ("according to").

    `outlet` is the outlet's id, `entity` the organization's; both are "" where the archive knows neither. `name` is its
    name in full.
    """

    start: int
    end: int
    text: str
    cue: str
    outlet: str
    entity: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet on whose reporting an article draws, with every place that says so. `article` is the very article, ""
    where the archive does not hold it or nothing tells, `how` what tells. `rests`: the article leads with it, or names
    it often, so that it is no second source for what it says."""

    name: str
    outlet: str
    entity: str
    article: str
    how: str
    rests: bool
    places: tuple[Attribution, ...]
