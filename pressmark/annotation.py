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


@dataclass(frozen=True, slots=True)
class Mention:
    """An annotation that names an entity: the span, the entity's id and kind, and the rule that joined them."""

    start: int
    end: int
    entity: str
    kind: str
    how: str  # "name", "alias", "surname", "title and surname", "acronym", "note"


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


@dataclass(frozen=True, slots=True)
class TopicHit:
    """A topic that an article falls under, and the words or entity that its rule met. Also when a person listed it."""

    topic: str
    evidence: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class AnchoredNote:
    """A person's note and where its target was found; `found` False means it waits for a new anchor."""

    id: str
    article: str
    kind: str
    text: str
    exact: str
    target: Literal["body", "title", "summary", "caption"]
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
