"""BUILD, annotators: where a text names an entity of the registry, as Mentions.

Full names, aliases and acronyms are found first, the longest first; then surnames, which count only where their person
is known to be meant: after the full name in the same article, where the article lists the person, or behind a title
when exactly one person of the archive bears the name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from pressmark.annotation import AnchoredNote, Mention
from pressmark.annotators.notes import named_by_notes
from pressmark.names.given_forms import may_be_addressed
from pressmark.names.lists import common_words, given_names, stop_words
from pressmark.names.organizations import acronym_of, ends_organization, is_acronym, is_press_word
from pressmark.names.people import SUFFIXES, is_initial
from pressmark.names.titles import is_honorific, is_title_head, is_title_modifier
from pressmark.registry import Registry
from pressmark.registry.forms import TOKEN, Form, fits, folded_word

_GAP = re.compile(r"[ \t\xa0]{0,2}[.'’&\-‐‑/+]{0,2}[ \t\xa0]{0,2}|[ \t\xa0]*\n[ \t\xa0]*")
_DEFINED = re.compile(r"[\s,]{1,2}\((?:the\s+)?[“\"]?((?:[A-Z]\.?){2,8})[”\"]?\)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;—–\n“”\"‘(\[•*])\s*$")
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
_TIME = frozenset("in last next this since until by early late mid during of through from to between and".split())
_PLACE = frozenset("in at from near to outside around across leaving visiting".split())
_ACROSS = frozenset(["trans", "mid", "circum"])  # "trans-Atlantic" is what the hyphen makes of it
_TITLE_CASE = 0.7  # of a line's longer words with a capital: it is a headline, and capitals tell nothing


class _Token(NamedTuple):
    word: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Match:
    """Tokens that fit one or more forms of the same length."""

    first: int
    last: int  # index after the last token
    forms: tuple[Form, ...]


def mentions(
    text: str,
    registry: Registry,
    listed: tuple[str, ...] = (),
    notes: tuple[AnchoredNote, ...] = (),
    beside: tuple[str, ...] = (),
) -> tuple[Mention, ...]:
    """The mentions in a text, in order, none inside another.

    `listed` are ids of entities that the article's head names, `beside` those of persons whom other articles of its
    stories name. Anchored notes of kind "entity" win over every rule: what they point at is the entity they name, or
    none. A possessive ending does not belong to a mention.
    """
    reading = _Reading(text, registry, frozenset(listed), frozenset(beside))
    found = reading.found()
    return named_by_notes(found, notes, registry.kinds)


class _Reading:
    """One text, read token by token against the registry's forms."""

    def __init__(self, text: str, registry: Registry, listed: frozenset[str], beside: frozenset[str]) -> None:
        self.text, self.registry, self.listed, self.beside = text, registry, listed, beside
        self.tokens = [_Token(m[0], folded_word(m[0]), m.start(), m.end()) for m in TOKEN.finditer(text)]
        self._refused: list[tuple[int, int, str]] = []
        self._title_case: dict[int, bool] = {}

    def found(self) -> tuple[Mention, ...]:
        full, surnames = self._matches()
        taken = [self._mention(match, form) for match in full if (form := self._meant(match)) is not None]
        taken += self._acronyms(taken)
        taken.sort(key=lambda m: m.start)
        taken += self._papers(taken)
        taken.sort(key=lambda m: m.start)
        held = [(self.tokens[m.first].start, self.tokens[m.last - 1].end) for m in full]
        free = [m for m in surnames if not _overlaps(self.tokens[m.first].start, self.tokens[m.last - 1].end, held)]
        taken += self._surnames(free, taken)
        ordered = sorted(taken, key=lambda m: (m.start, -m.end))
        result: list[Mention] = []
        for mention in ordered:
            if mention.entity and (not result or result[-1].end <= mention.start):
                result.append(mention)
        return tuple(result)

    def _matches(self) -> tuple[list[_Match], list[_Match]]:
        """Full names, longest first and not overlapping, and wherever a surname stands."""
        full: list[_Match] = []
        surnames: list[_Match] = []
        forms, tokens = self.registry.forms, self.tokens
        at = free = 0
        while at < len(tokens):
            candidates = forms.get(tokens[at].folded)
            if candidates is None:
                at += 1
                continue
            names: list[Form] = []
            size = 0
            for form in candidates:
                if form.how != "surname" and (at < free or (names and len(form.words) < len(names[0].words))):
                    continue
                last = self._fits(form, at)
                if last == 0 or (form.local and form.entity not in self.listed):
                    continue
                if form.how == "not":
                    self._refused.append((tokens[at].start, tokens[last - 1].end, form.entity))
                elif form.how == "surname":
                    surnames.append(_Match(at, last, (form,)))
                elif not self._in_longer(at, last, form):
                    names.append(form)
                    size = max(size, last)
            if names:
                full.append(_Match(at, size, tuple(names)))
                free = size
            at += 1
        return full, surnames

    def _fits(self, form: Form, at: int) -> int:
        """The index after the tokens that the form covers from `at` on; 0 when it does not fit."""
        tokens = self.tokens
        here = at
        for index, word in enumerate(form.words):
            if index and form.kind == "person":
                # "James G. Stone" is found by "James Stone".
                while here < len(tokens) and is_initial(tokens[here].word) and tokens[here].folded != word:
                    if not tokens[here].word[0].isupper() or not self._joined(here):
                        return 0
                    here += 1
            if here >= len(tokens) or tokens[here].folded != word or not fits(tokens[here].word, form.cases[index]):
                return 0
            if index and not self._joined(here):
                return 0
            here += 1
        if len(form.words) == 1 and form.cases[0] == "ALL" and self._shouted(at):
            return 0
        return here

    def _joined(self, index: int) -> bool:
        """Whether nothing but a space, an apostrophe, a hyphen or the like parts a token from the one before it."""
        start, end = self.tokens[index - 1].end, self.tokens[index].start
        if self.text[start:end] == ", ":
            return self.tokens[index].folded in SUFFIXES
        return bool(_GAP.fullmatch(self.text, start, end))

    def _shouted(self, at: int) -> bool:
        """Whether an acronym may be a common word in a line of capitals: "TELL US WHY"."""
        if self.tokens[at].folded not in common_words() or "." in self.tokens[at].word:
            return False
        around = [self.tokens[n].word for n in (at - 1, at + 1) if 0 <= n < len(self.tokens)]
        return bool(around) and all(len(word) > 1 and word.isupper() for word in around)

    def _in_longer(self, first: int, last: int, form: Form) -> bool:
        """Whether the name is only a part of a longer one that the registry does not know: "Ana Sol Jr."."""
        if form.kind == "place" and first and self.tokens[first - 1].folded in _ACROSS:
            return self.text[self.tokens[first].start - 1] in "-‐‑"
        following = self._next_capital(last)
        if form.kind == "person":
            return following is not None and (following.folded in SUFFIXES and following.folded not in form.words)
        if form.kind == "place" and " ".join(form.words) in self.registry.bearers and self._titled(first):
            return True
        if form.kind == "place" and following is not None and not self._headline(first):
            return ends_organization(following.word) or following.word in _THINGS
        return False

    def _next_capital(self, index: int) -> _Token | None:
        """The token at the index if it has a capital and only a space or comma parts it from the one before."""
        if index >= len(self.tokens):
            return None
        token = self.tokens[index]
        gap = self.text[self.tokens[index - 1].end : token.start]
        return token if token.word[0].isupper() and gap in (" ", ", ", "\xa0") else None

    def _meant(self, match: _Match) -> Form | None:
        """Which of the forms that fit is meant: the only one, else a listed entity's, else by the words around."""
        start, end = self.tokens[match.first].start, self.tokens[match.last - 1].end
        refused = {entity for s, e, entity in self._refused if s < end and start < e}
        forms = [f for f in match.forms if f.entity not in refused or not f.entity]
        exact = [f for f in forms if len(f.words) == max(len(g.words) for g in forms)] if forms else []
        for some in (exact, forms):
            entities = {f.entity for f in some}
            if len(entities) == 1:
                return some[0]
            here = [f for f in some if f.entity in self.listed]
            if len({f.entity for f in here}) == 1:
                return here[0]
        return self._by_kind(match, exact)

    def _by_kind(self, match: _Match, forms: list[Form]) -> Form | None:
        """One name of several kinds: a person behind a title, a place behind "in"; None when nothing tells."""
        if len({f.kind for f in forms}) < len({f.entity for f in forms}):
            return None
        wanted = ""
        if match.first > 0:
            before = self.tokens[match.first - 1]
            if is_title_head(before.word) and before.word[0].isupper():
                wanted = "person"
            elif before.folded in _PLACE:
                wanted = "place"
        return next((f for f in forms if f.kind == wanted), None)

    def _mention(self, match: _Match, form: Form) -> Mention:
        return Mention(
            self.tokens[match.first].start, self.tokens[match.last - 1].end, form.entity, form.kind, form.how
        )

    def _papers(self, taken: list[Mention]) -> list[Mention]:
        """A newspaper's last word after its name: "The Harbor Ledger", then "the Ledger", if no other ends so."""
        given: dict[str, dict[str, Mention]] = defaultdict(dict)
        for mention in taken:
            words = TOKEN.findall(self.text[mention.start : mention.end]) if mention.kind == "organization" else ()
            if len(words) > 1 and is_press_word(words[-1]):
                given[words[-1]].setdefault(mention.entity, mention)
        if not given:
            return []
        held = [(m.start, m.end) for m in taken]
        found = []
        for index, token in enumerate(self.tokens):
            papers = list(given.get(token.word, {}).values())
            if len(papers) != 1 or token.start < papers[0].end or not index or self._headline(index):
                continue
            following = self._next_capital(index + 1)
            alone = following is None or self.text[token.end] == ","
            if self.tokens[index - 1].folded == "the" and alone and not _overlaps(token.start, token.end, held):
                found.append(Mention(token.start, token.end, papers[0].entity, "organization", "last word"))
        return found

    def _acronyms(self, taken: list[Mention]) -> list[Mention]:
        """Acronyms that the text itself gives: "North Sea Ferry Union (NSFU)", and NSFU after it."""
        given: dict[str, tuple[int, Mention]] = {}
        for mention in taken:
            defined = _DEFINED.match(self.text, mention.end) if mention.kind in ("organization", "event") else None
            if defined is not None and mention.entity:
                letters = folded_word(defined[1])
                if acronym_of(self.text[mention.start : mention.end], defined[1]) and is_acronym(defined[1]):
                    given.setdefault(letters, (defined.start(1), mention))
        if not given:
            return []
        held = [(m.start, m.end) for m in taken]
        found = []
        for token in self.tokens:
            if token.folded in given and is_acronym(token.word):
                since, mention = given[token.folded]
                if token.start >= since and not _overlaps(token.start, token.end, held):
                    found.append(Mention(token.start, token.end, mention.entity, mention.kind, "acronym"))
        return found

    def _surnames(self, matches: list[_Match], full: list[Mention]) -> list[Mention]:
        """Surnames whose person is known to be meant where they stand."""
        since: dict[str, int] = dict.fromkeys(self.listed, -1)
        for mention in full:
            if mention.kind == "person" and mention.entity:
                since.setdefault(mention.entity, mention.end)
        places: dict[tuple[int, int], list[Form]] = defaultdict(list)
        for match in matches:
            places[match.first, match.last] += match.forms
        found: list[Mention] = []
        end = -1
        for (first, last), forms in sorted(places.items(), key=lambda item: (item[0][0], -item[0][1])):
            start = self.tokens[first].start
            if start < end:
                continue
            form = self._bearer(first, last, forms, since)
            if form is None:
                continue
            end = self.tokens[last - 1].end
            how = "title and surname" if self._titled(first) else "surname"
            if how == "surname" and form.entity not in since:
                how = "surname in its story"
            since.setdefault(form.entity, end)
            found.append(Mention(start, end, form.entity, "person", how))
        return found

    def _bearer(self, first: int, last: int, forms: list[Form], since: dict[str, int]) -> Form | None:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        refused = {entity for s, e, entity in self._refused if s < end and start < e}
        forms = list({f.entity: f for f in forms if f.entity not in refused}.values())
        titled = self._titled(first)
        if titled:
            title = self.tokens[first - 1].word
            forms = [f for f in forms if may_be_addressed(title, self.registry.names.get(f.entity, ""))]
        if not forms:
            return None
        present = [f for f in forms if f.entity in since]
        told = [f for f in forms if f.entity in self.beside] if not present else []
        if len(present) > 1 or (not present and len(told) != 1 and not (titled and len(forms) == 1)):
            return None
        form = (present or (told if len(told) == 1 else forms))[0]
        if present and since[form.entity] > start and not titled:
            return None
        if len(told) == 1 and not titled and self._ordinary(first):
            return None
        alone = len(self.registry.bearers.get(" ".join(form.words), (form.entity,))) < 2
        if not present and len(told) != 1 and not alone:
            return None
        return None if self._in_other_name(first, last, titled) or self._is_date(first) else form

    def _ordinary(self, first: int) -> bool:
        """Whether a surname is a common word, too, that a sentence may begin with: "Young people came"."""
        start = self.tokens[first].start
        opens = first == 0 or _SENTENCE_START.search(self.text[max(0, start - 4) : start])
        return bool(opens) and self.tokens[first].folded in common_words()

    def _titled(self, first: int) -> bool:
        """Whether a title stands right before the token: "Mr.", "Senator", "Prime Minister"."""
        if first == 0:
            return False
        before = self.tokens[first - 1]
        gap = self.text[before.end : self.tokens[first].start]
        return (
            before.word[0].isupper() and is_title_head(before.word) and gap in (" ", ". ", "\xa0", ".\xa0", "\n", ".\n")
        )

    def _in_other_name(self, first: int, last: int, titled: bool) -> bool:
        """Whether the surname belongs to another person's name or to a thing's: "Bea Sol", "Sol Avenue"."""
        if self._hyphenated(first, last):
            return True
        if self._headline(first):
            return first > 0 and self.tokens[first - 1].word in given_names() and self._spaced(first)
        following = self._next_capital(last)
        if following is not None and following.word.isupper() and self.tokens[first].word.isupper():
            following = None  # a line in capitals: they tell nothing
        if following is not None and self.text[self.tokens[last - 1].end] != ",":
            return following.folded not in _CALENDAR and not is_honorific(following.word)
        if titled or first == 0 or not self._spaced(first):
            return False
        before = self.tokens[first - 1]
        if not before.word[0].isupper():
            return False
        if is_initial(before.word) or before.word in given_names():
            return not _SENTENCE_START.search(self.text[max(0, before.start - 4) : before.start]) or (
                before.word in given_names()
            )
        if before.word in stop_words() or before.folded in _CALENDAR or is_title_modifier(before.word):
            return False
        line = self.text.rfind("\n", 0, before.start) + 1
        return (
            not _SENTENCE_START.search(self.text[max(line, before.start - 4) : before.start]) and before.start != line
        )

    def _spaced(self, first: int) -> bool:
        before = self.tokens[first - 1]
        gap = self.text[before.end : self.tokens[first].start]
        return gap in (" ", "\xa0", "\n") or (gap == ". " and (is_initial(before.word) or is_honorific(before.word)))

    def _hyphenated(self, first: int, last: int) -> bool:
        """Whether a hyphen joins the surname to another name."""
        before, after = self.tokens[first].start - 1, self.tokens[last - 1].end
        if before > 0 and self.text[before] in "-‐‑" and first and self.tokens[first - 1].word[0].isupper():
            return True
        return after + 1 < len(self.text) and self.text[after] in "-‐‑" and self.text[after + 1].isupper()

    def _is_date(self, first: int) -> bool:
        """Whether a surname that is also a month's or a day's is a date here: "in May", "May 4"."""
        token = self.tokens[first]
        if token.folded not in _CALENDAR:
            return False
        after = self.tokens[first + 1].word if first + 1 < len(self.tokens) else ""
        before = self.tokens[first - 1].folded if first else ""
        return after[:1].isdigit() or before in _TIME or before.isdigit()

    def _headline(self, index: int) -> bool:
        """Whether the token's line is written with capitals throughout, as a headline may be."""
        start = self.text.rfind("\n", 0, self.tokens[index].start) + 1
        if start not in self._title_case:
            end = self.text.find("\n", start)
            words = [
                m[0] for m in TOKEN.finditer(self.text, start, end if end != -1 else len(self.text)) if len(m[0]) > 3
            ]
            capitals = sum(word[0].isupper() for word in words)
            self._title_case[start] = len(words) > 2 and capitals >= _TITLE_CASE * len(words)
        return self._title_case[start]


# What a place's name before it belongs to, so that the place itself is not meant.
_THINGS = frozenset(
    "Avenue Street Road Lane Boulevard Drive Square Bridge Hall Post Times Tribune Herald Gazette Journal Star Ledger "
    "Treaty Accord Accords Agreement Declaration Protocol".split()
)


def _overlaps(start: int, end: int, held: list[tuple[int, int]]) -> bool:
    """Whether the span meets one of the held ones, which are sorted and apart."""
    place = bisect_right(held, (start, end))
    return (place > 0 and held[place - 1][1] > start) or (place < len(held) and held[place][0] < end)
