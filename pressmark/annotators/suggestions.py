"""BUILD, annotators: topics and stories that an archive suggests, with reasons, for a person to name or refuse.

Takes what each article tells (`Read`); nothing here reaches the site. A topic is suggested by a phrase that says much
of several articles; a story by entities that few articles share, equal quotations and nearness in time, never by
shared text.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise

from pressmark.annotators.figure_units import STOPS
from pressmark.dates import Date
from pressmark.names.lists import common_words
from pressmark.names.titles import is_title_head, is_title_modifier
from pressmark.registry.described import is_person_noun
from pressmark.text import counted, folded

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SUBJECT = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
# Words that are part of no subject: small ones, and those with which any report is told.
_SMALL = STOPS | frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
        "september october november december year years month months week weeks day days time times percent people "
        "person officials official spokesman spokeswoman statement report reports reporters reported news article "
        "story told asked called added wrote writes according think know going want really thing things made make "
        "much many well very never always often first second third last next late early new old good great long "
        "high large small two three four five six seven eight nine ten hundred thousand million billion around "
        "without against including among while today yesterday tomorrow morning evening night didn don doesn isn "
        "wasn won would could should must might alone again both left right side sides part parts place point line "
        "end head hand hands half whole number share shared senior former current political"
    ).split()
)
_GENERAL = 3500  # a word that is among so many most frequent ones is no subject by itself
_PHRASES = 12  # of one article that say most of it
_FEWEST = 3  # articles that a topic needs
_WIDEST = 0.4  # of the archive: what stands in more of it tells nothing apart
_MOSTLY = 0.6  # of a word's places, for a pair to stand for it
_NAMED = 4  # articles that a reason names
_TOPICS, _STORIES = 10, 20  # suggestions at a time
_DAYS = 14  # between two articles of one story
_COMMON = 25  # articles: an entity that more of them name joins none
_ALIKE = 0.3  # of the weight of the entities of the poorer article, to be one story; half as much more where undated
_RARE = 2  # entities that two articles must share at least, where no quotation joins them


@dataclass(frozen=True, slots=True)
class Read:
    """What the suggestions need of an article: its words with names blanked out, the entities that it names (id and
    name), its quotations, and when it was published."""

    id: str
    title: str
    words: str
    entities: tuple[tuple[str, str], ...]
    quotations: tuple[str, ...]
    when: Date
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicSuggestion:
    phrase: str
    articles: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class StorySuggestion:
    """Articles that may tell one story. `story` is one that some of them are in already, "" where none is."""

    story: str
    articles: tuple[str, ...]
    reason: str


# ---- topics ---------------------------------------------------------------------------------------------------------


def _lower(read: Read) -> str:
    return f"{read.title}. {read.words}".lower()


def _phrases(read: Read) -> Counter[str]:
    """The words, and pairs of words, of an article that may be a subject, with how often they stand."""
    counts: Counter[str] = Counter()
    for line in re.split(r"[.,;:!?()“”\"\n—–]+", _lower(read)):
        words = [m[0] if _may_stand(m[0]) else "" for m in _WORD.finditer(line)]
        counts.update(word for word in words if len(word) > 4 and _tells(word))
        counts.update(f"{a} {b}" for a, b in pairwise(words) if a and b)
    return counts


@lru_cache(1 << 14)
def _tells(word: str) -> bool:
    """Whether a word says by itself what an article is about: it is rare, and neither a title nor a kind of people."""
    if is_title_modifier(word.capitalize()):
        return False
    forms = {word, _stem(word), word[:-3] + "y" if word.endswith("ies") else word}
    return all(common_words().get(form, _GENERAL) >= _GENERAL and not is_person_noun(form) for form in forms)


def subject_words(text: str) -> list[str]:
    """The words of a text that may be part of a subject, in lower case and order, without simple plurals."""
    return [_stem(m[0]) for m in _WORD.finditer(text.lower()) if len(m[0]) > 3 and _may_stand(m[0])]


def _may_stand(word: str) -> bool:
    """Whether a word may be part of a subject: no small word, no office ("director"), no adverb or participle."""
    office = is_title_head(word.capitalize())
    return bool(_SUBJECT.fullmatch(word)) and word not in _SMALL and not office and not word.endswith(("ed", "ly"))


def topic_suggestions(articles: Sequence[Read], known: Iterable[str]) -> tuple[TopicSuggestion, ...]:
    """Subjects of several articles for which there is no topic, the weightiest first. `known` are names and rule words
    of the topics there are, and names of entities."""
    held = {_stem(folded(word)) for name in known for word in (name, *name.split())}
    # In three passes, so that of most phrases nothing is kept: what is said twice, where it stands, and where in all.
    twice = [{phrase: n for phrase, n in _phrases(read).items() if n > 1} for read in articles]
    candidates = {phrase for own in twice for phrase in own}
    spread: Counter[str] = Counter()
    for read in articles:
        spread.update(candidates & _phrases(read).keys())
    most = max(_FEWEST, int(_WIDEST * len(articles)))
    weights: dict[str, float] = defaultdict(float)
    told: dict[str, list[str]] = defaultdict(list)
    for read, own in zip(articles, twice, strict=True):
        scored = [
            ((1.5 if " " in phrase else 1.0) * number * math.log((1 + len(articles)) / spread[phrase]), phrase)
            for phrase, number in own.items()
            if _FEWEST <= spread[phrase] <= most
        ]
        for weight, phrase in sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:_PHRASES]:
            weights[phrase] += weight
            told[phrase].append(read.id)
    totals: Counter[str] = Counter()
    for own in twice:
        totals.update({phrase: number for phrase, number in own.items() if phrase in weights})
    whole = {  # words that mostly stand in one pair: "herring" in "herring run"
        word for pair in weights if " " in pair for word in pair.split() if totals[pair] >= _MOSTLY * totals[word]
    }
    order = sorted(weights.keys() - whole, key=lambda p: (-weights[p], p))
    chosen: list[TopicSuggestion] = []
    taken: set[str] = set()
    for phrase in order:
        stems = {_stem(word) for word in phrase.split()}
        fewest = 2 if " " in phrase else _FEWEST
        if len(told[phrase]) < fewest or stems & taken or stems <= held or _stem(phrase) in held:
            continue
        taken |= stems
        places = {read.id: _phrases(read)[phrase] for read in articles if phrase.split()[0] in _lower(read)}
        within = tuple(id_ for id_, number in places.items() if number)
        times = sum(places.values())
        often = ", ".join(told[phrase][:_NAMED]) + (", …" if len(told[phrase]) > _NAMED else "")
        reason = f"“{phrase}” stands {times} times in {counted(len(within), 'article')}, often in {often}"
        chosen.append(TopicSuggestion(phrase, within, reason))
        if len(chosen) == _TOPICS:
            break
    return tuple(chosen)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


# ---- stories --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Link:
    one: str
    other: str
    weight: float
    entities: tuple[str, ...]
    quotations: int


def _gap(one: Date, other: Date) -> int | None:
    """The days between two dates, as few as they allow; None where one is not known."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return None
    first, second = sorted((one, other))
    return max(0, (date.fromisoformat(second.earliest) - date.fromisoformat(first.latest)).days)


def _links(articles: Sequence[Read]) -> list[_Link]:
    """The pairs that may tell one story, the strongest first."""
    naming: dict[str, list[int]] = defaultdict(list)
    quoting: dict[str, list[int]] = defaultdict(list)
    for number, read in enumerate(articles):
        for entity, _ in read.entities:
            naming[entity].append(number)
        for quotation in set(read.quotations):
            quoting[quotation].append(number)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for entity, own in sorted(naming.items()):
        if len(own) <= min(_COMMON, max(2, len(articles) // 2)):
            for pair in combinations(own, 2):
                shared[pair].append(entity)
    said: Counter[tuple[int, int]] = Counter(
        pair for own in quoting.values() if len(own) <= _COMMON for pair in combinations(own, 2)
    )
    weight = {entity: math.log((1 + len(articles)) / len(own)) for entity, own in naming.items()}
    totals = [sum(weight[e] for e, _ in read.entities) for read in articles]
    links = []
    for pair in sorted({*shared, *said}):
        a, b = (articles[number] for number in pair)
        gap = _gap(a.when, b.when)
        if gap is not None and gap > _DAYS:
            continue
        likeness = sum(weight[e] for e in shared[pair]) / max(min(totals[n] for n in pair), 1e-9)
        needed = _ALIKE if gap is not None else 1.5 * _ALIKE
        if said[pair] or (likeness >= needed and len(shared[pair]) >= _RARE):
            links.append(_Link(a.id, b.id, likeness + said[pair], tuple(shared[pair]), said[pair]))
    return sorted(links, key=lambda link: (-link.weight, link.one, link.other))


def story_suggestions(articles: Sequence[Read]) -> tuple[StorySuggestion, ...]:
    """Articles that may tell one story and are not in one together, the largest group first. An article joins a group
    that it has links with more than half of, so that no chain of neighbours becomes one story."""
    links = _links(articles)
    joined = {frozenset((link.one, link.other)): link for link in links}
    group_of: dict[str, list[str]] = {}
    for link in links:
        one, other = group_of.get(link.one, [link.one]), group_of.get(link.other, [link.other])
        if one is other:
            continue
        between = sum(frozenset((a, b)) in joined for a in one for b in other)
        if 2 * between > len(one) * len(other):
            group = sorted({*one, *other})
            for id_ in group:
                group_of[id_] = group
    by_id = {read.id: read for read in articles}
    groups = sorted({tuple(group) for group in group_of.values()}, key=lambda g: (-len(g), g))
    found = [_story(group, by_id, joined) for group in groups]
    return tuple(one for one in found if one is not None)[:_STORIES]


def _story(
    group: tuple[str, ...], by_id: dict[str, Read], joined: dict[frozenset[str], _Link]
) -> StorySuggestion | None:
    stories = Counter(story for id_ in group for story in by_id[id_].stories)
    story = min(stories, key=lambda s: (-stories[s], s)) if stories else ""
    missing = tuple(id_ for id_ in group if not by_id[id_].stories)
    if not missing or (not story and len(missing) < 2):
        return None
    inside = [link for pair, link in sorted(joined.items(), key=lambda item: sorted(item[0])) if pair <= set(group)]
    names = dict(pair for id_ in group for pair in by_id[id_].entities)
    counts = Counter(entity for link in inside for entity in link.entities)
    most = sorted(counts, key=lambda e: (-counts[e], e))[:4]
    reasons = [", ".join(names[e] for e in most)] if most else []
    quotations = sum(link.quotations for link in inside)
    reasons += [counted(quotations, "quotation") + " in common"] if quotations else []
    gaps = [gap for a, b in combinations(group, 2) if (gap := _gap(by_id[a].when, by_id[b].when)) is not None]
    reasons += [f"within {counted(max(gaps), 'day')}"] if gaps else []
    return StorySuggestion(story, missing if story else group, "; ".join(reasons))
