"""BUILD, annotators: whose reporting an article rests on, by its own words, and which article of the archive that is.

Two steps: `attributions` reads one text ("according to the Ledger", "told the Post", "first reported by"); `sources`
joins what it found with the archive's articles. Outlets are those that the archive knows, organizations with a
newspaper's name, and whatever stands behind "the newspaper".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pressmark.annotation import Attribution, Mention, Passage, Source
from pressmark.annotators.dates import expressions
from pressmark.annotators.told_dates import told_dates
from pressmark.dates import Date, later
from pressmark.registry import Registry
from pressmark.text import folded
from pressmark.vocabulary import Outlet

# Words that names of newspapers, broadcasters and agencies are made of.
_PRESS = frozenset(
    (
        "times post journal tribune herald news gazette chronicle observer guardian telegraph independent examiner "
        "inquirer dispatch courier register sentinel star sun press wire ledger packet mail express mirror standard "
        "globe bee record review today daily weekly magazine radio television tv broadcasting zeitung newspaper "
        "bulletin argus echo advertiser mercury argosy monitor reporter"
    ).split()
)
_WHAT = r"newspaper|magazine|broadcaster|news agency|news service|news site|daily|weekly|tabloid|network|newsroom"
_KIND = re.compile(rf"\b(?:{_WHAT})\s+(?P<name>(?:The\s+)?[A-Z][\w&’'-]*(?:\s+[A-Z][\w&’'-]*){{0,3}})")
_THE = r"(?:the\s+|The\s+)?(?:[A-Z]\w+\s+)?(?:(?:" + _WHAT + r")\s+)?"
_DOCUMENT = (
    r"(?:(?:an?|the|its|this|that|one|two|several|earlier|recent|new)\s+)*(?:[\w-]+\s+){0,3}?"
    r"(?:reports?|articles?|story|stories|account|accounts|investigation|analysis|survey|poll|interview|excerpts?|column|"
    r"transcript)\s+(?:published\s+|released\s+)?(?:\w+\s+)?(?:in|by|from|of|for|with)\s+"
)
# What stands before an outlet's name, the stronger first.
_BEFORE = (
    (
        "first reported by",
        r"\b(?:first|originally|initially)\s+(?:reported|published|disclosed|revealed|told|broken|described)\s+"
        r"(?:\w+\s+)?(?:by|in|to)\s+",
    ),
    ("according to", rf"\baccording\s+to\s+(?:{_DOCUMENT})?"),
    (
        "reported by",
        r"\b(?:reported|published|disclosed|revealed|obtained|seen|reviewed|quoted|described|cited)\s+(?:\w+\s+)?(?:by|in)\s+",
    ),
    (
        "told",
        r"\b(?:told|tells|telling)\s+|\binterview(?:ed)?\s+(?:with|by)\s+|"
        r"\b(?:shared|spoke|speaking)\s+(?:\w+\s+){0,3}(?:with|to)\s+",
    ),
    ("as reported", rf"\bin\s+{_DOCUMENT}"),
)  # fmt: skip
BEFORE = tuple((cue, re.compile(rf"(?:{pattern}){_THE}\Z")) for cue, pattern in _BEFORE)
_REPORTING = (
    r"reported|reports|disclosed|revealed|published|obtained|broke|wrote|said|says|added|noted|found|quoted|cited"
)
AFTER = (
    (
        "first reported by",
        re.compile(r",?\s+(?:which\s+|that\s+)?(?:first|originally)\s+(?:reported|published|disclosed|broke)\b"),
    ),
    (
        "reported by",
        re.compile(rf"(?:,\s+which\s+|\s+)(?:(?:also|earlier|previously|has|had|later|then)\s+)*(?:{_REPORTING})\b"),
    ),
    ("reported by", re.compile(r"[’']s?\s+(?:report|reporting|story|account|article|investigation)\b")),
)  # fmt: skip
_REACH = 110  # code points before a name in which its cue may begin
_LEAD = 2  # paragraphs
_OFTEN = 3
_SAME_WORDS = 12  # shared words that show which article is meant
_LONG_BEFORE = 31  # days after which an outlet's only earlier article is hardly the one that is meant
_OTHER_DAY = (
    1  # days between a day that is named and the date of the article of that day: night, and paper behind screen
)
_NARROW = 7  # days: what is wider names no day
_SENTENCE_END = re.compile(r"[.!?][”’\"')]*(?=\s+[“‘\"'(]?[A-Z])|\n\n")


@dataclass(frozen=True, slots=True)
class Held:
    """What the join needs of an article: its outlet and stories, when it was published, what it was copied from."""

    id: str
    outlet: str
    stories: tuple[str, ...]
    when: Date
    republished_from: str = ""


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of an archive by id, and the ids of those that each outlet has in each story."""

    by_id: Mapping[str, Held]
    told: Mapping[tuple[str, str], Sequence[str]]


def articles_of(held: Iterable[Held]) -> Articles:
    by_id = {one.id: one for one in held}
    told: dict[tuple[str, str], list[str]] = {}
    for one in by_id.values():
        for story in one.stories:
            told.setdefault((one.outlet, story), []).append(one.id)
    return Articles(by_id, told)


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    outlet: str
    entity: str
    name: str


@lru_cache(maxsize=4)
def _patterns(outlets: tuple[Outlet, ...]) -> tuple[re.Pattern[str] | None, Mapping[str, Outlet]]:
    every = [(_bare(name), o) for o in outlets for name in (*o.aliases, o.name)]
    named = {folded(name): o for name, o in every if len(name) > 2}
    words = sorted({name for name, _ in every if len(name) > 2}, key=lambda n: (-len(n), n))
    pattern = r"(?<![\w-])(?:" + "|".join(re.escape(w).replace("'", "['’]") for w in words) + r")(?!\w)"
    return (re.compile(pattern) if words else None), named


def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", name.replace("’", "'").strip())


def _names(text: str, mentions: Sequence[Mention], registry: Registry) -> Iterator[_Name]:
    """The outlets named in a text: known ones, organizations with a newspaper's name, and "the newspaper X"."""
    pattern, known = _patterns(registry.outlets)
    for m in pattern.finditer(text) if pattern else ():
        outlet = known.get(folded(m[0]))
        if outlet is not None:
            yield _Name(m.start(), m.end(), outlet.id, "", outlet.name)
    for mention in mentions:
        name = registry.name_of(mention.entity)
        if mention.kind == "organization" and _is_press(name):
            yield _Name(mention.start, mention.end, registry.outlet_for(name), mention.entity, name)
    for m in _KIND.finditer(text):
        yield _Name(m.start("name"), m.end("name"), registry.outlet_for(m["name"]), "", m["name"])


def _is_press(name: str) -> bool:
    words = folded(name).split()
    return len(words) > 1 and any(word in _PRESS for word in (words[-1], words[0]))


def _short_forms(text: str, full: list[_Name]) -> Iterator[_Name]:
    """ "the Times", after an outlet that is named in full and ends so: the one named last before it."""
    by_word: dict[str, list[_Name]] = {}
    for name in full:
        words = _bare(name.name).split()
        if len(words) > 1 and folded(words[-1]) in _PRESS:
            by_word.setdefault(words[-1], []).append(name)
    for word, found in sorted(by_word.items()):
        for m in re.finditer(rf"\b[Tt]he\s+({re.escape(word)})(?!\w)(?!\s+[A-Z])", text):
            before = [n for n in found if n.end <= m.start()]
            if before:
                last = max(before, key=lambda n: n.start)
                yield _Name(m.start(1), m.end(1), last.outlet, last.entity, last.name)


def attributions(text: str, mentions: Sequence[Mention], registry: Registry, own: str = "") -> tuple[Attribution, ...]:
    """Where the text says that something is another outlet's reporting, in order, none overlapping.

    `own` is the id of the article's own outlet: what is told to it is its own reporting.
    """
    full = sorted(_names(text, mentions, registry), key=lambda n: (n.start, -n.end, not n.outlet))
    found: list[Attribution] = []
    for name in sorted([*full, *_short_forms(text, full)], key=lambda n: (n.start, -n.end, not n.outlet)):
        if (found and name.start < found[-1].end) or (own and name.outlet == own):
            continue
        cue = _cue(text, name)
        if cue:
            found.append(
                Attribution(name.start, name.end, text[name.start : name.end], cue, name.outlet, name.entity, name.name)
            )
    return tuple(found)


def _cue(text: str, name: _Name) -> str:
    window = text[max(0, name.start - _REACH) : name.start]
    window = window[max(window.rfind("\n"), 0) :]
    for cue, pattern in BEFORE:
        if pattern.search(window):
            return cue
    for cue, pattern in AFTER:
        if pattern.match(text, name.end):
            return cue
    return ""


# ---- the join --------------------------------------------------------------------------------------------------------


def sources(
    article: Held,
    text: str,
    found: Sequence[Attribution],
    passages: Sequence[Passage],
    known: Articles,
) -> tuple[Source, ...]:
    """What an article rests on, each outlet once, in the order in which they are named.

    One of the archive's articles is the very article that is meant if it is not dated later and shares words with this
    one, or is the only one of its outlet in the same story: of the day that is named beside the outlet, or where none
    is, the only earlier one, of the month before.
    """
    groups: dict[str, list[Attribution]] = {}
    for one in found:
        groups.setdefault(one.outlet or one.entity or folded(_bare(one.name)), []).append(one)
    lead = _end_of_lead(text)
    shared: dict[str, int] = {}
    for passage in passages:
        shared[passage.other] = shared.get(passage.other, 0) + passage.words
    result = []
    for own in groups.values():
        first = own[0]
        held, how = _held(article, text, own, shared, known) if first.outlet else ("", "")
        rests = len(own) >= _OFTEN or any(a.start < lead and a.cue != "told" for a in own)
        result.append(Source(first.name, first.outlet, first.entity, held, how, rests, tuple(own)))
    return tuple(result)


def _end_of_lead(text: str) -> int:
    at = -1
    for _ in range(_LEAD):
        at = text.find("\n\n", at + 1)
        if at < 0:
            return len(text)
    return at


def _held(
    article: Held, text: str, places: Sequence[Attribution], shared: Mapping[str, int], known: Articles
) -> tuple[str, str]:
    """The article of an outlet that is meant at these places, and why; "" and "" where nothing tells."""
    outlet = places[0].outlet
    candidates = (known.by_id[id_] for id_, words in shared.items() if words >= _SAME_WORDS)
    alike = [c for c in candidates if c.outlet == outlet and not later(c.when, article.when)]
    if alike:
        best = max(alike, key=lambda c: (shared[c.id], c.id))
        return best.id, f"{shared[best.id]} words in common"
    if not article.when.known:
        return "", ""
    near = {id_ for story in article.stories for id_ in known.told.get((outlet, story), ())} - {article.id}
    earlier = [c for c in map(known.by_id.__getitem__, sorted(near)) if c.when.known]
    earlier = [c for c in earlier if not later(c.when, article.when)]
    if earlier and (days := _days_named(text, places, article.when)):
        on_day = [c for c in earlier if any(_apart(c.when, day) <= _OTHER_DAY for day in days)]
        return (on_day[0].id, "its only article of the same story of that day") if len(on_day) == 1 else ("", "")
    if len(earlier) != 1 or _apart(earlier[0].when, article.when) > _LONG_BEFORE:
        return "", ""
    return earlier[0].id, "its only earlier article of the same story"


def _days_named(text: str, places: Sequence[Attribution], published: Date) -> list[Date]:
    """The days that are named in the sentences of some places: "the Ledger reported on Saturday"."""
    found: list[Date] = []
    for place in places:
        start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, place.start)), default=0)
        end = _SENTENCE_END.search(text, place.end)
        sentence = text[start : end.start() + 1 if end else len(text)]
        told = told_dates(sentence, expressions(sentence), published)
        found += [one.date for one in told if one.date.latest and _width(one.date) <= _NARROW]
    return found


def _width(span: Date) -> int:
    return (date.fromisoformat(span.latest) - date.fromisoformat(span.earliest)).days if span.earliest else _NARROW + 1


def _apart(one: Date, other: Date) -> int:
    """How many days lie at least between two dates; 0 where one of them is open."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return 0
    first, second = sorted((one, other), key=lambda span: span.earliest)
    return max(0, (date.fromisoformat(second.earliest) - date.fromisoformat(first.latest)).days)


def one_source(
    story: Sequence[Held], known: Mapping[str, Sequence[Source]], copies: Iterable[Sequence[str]] = ()
) -> tuple[tuple[str, ...], ...]:
    """The articles of a story in groups that rest on one report, in order: a copy and its original, an article and the
    one it is told after, two that are told after one outlet's reporting which is not held. `copies` are the ids of
    articles that have one text. Every article is in one group."""
    place = {article.id: number for number, article in enumerate(story)}
    root = {id_: id_ for id_ in place}

    def top(id_: str) -> str:
        while root[id_] != id_:
            id_ = root[id_]
        return id_

    def join(one: str, other: str) -> None:
        a, b = sorted((top(one), top(other)), key=place.__getitem__)
        root[b] = a

    outside: dict[str, str] = {}
    for article in story:
        leads = [(s.article, s.outlet or s.entity or folded(s.name)) for s in known.get(article.id, ()) if s.rests]
        if article.republished_from:
            leads.append((article.republished_from, article.republished_from))
        for held, whose in leads:
            if held in root:
                join(article.id, held)
            elif not held or held == whose:
                join(article.id, outside.setdefault(whose, article.id))
            else:
                join(article.id, outside.setdefault(held, article.id))
    for same in copies:
        held_here = [id_ for id_ in same if id_ in root]
        for id_ in held_here[1:]:
            join(held_here[0], id_)
    groups: dict[str, list[str]] = {}
    for id_ in place:
        groups.setdefault(top(id_), []).append(id_)
    return tuple(tuple(own) for own in groups.values())
