"""BUILD: what was derived of an archive, kept in memory by who derives it again and again, as the desk does.

Whatever is kept is used only where a derivation from nothing would give the same: the archive does not depend on it.
The one mutable thing of the pure stages; each belongs to one caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import Any

from pressmark.annotation import HEAD_KEY, KINDS, Figure, Passage, ToldDate
from pressmark.annotators.outside_text import outside_text
from pressmark.annotators.passage_index import PassageIndex
from pressmark.annotators.references import Known
from pressmark.article import Article
from pressmark.captures import capture_text
from pressmark.coding import coded_digest, unpacked
from pressmark.dates import Date
from pressmark.notes import Note
from pressmark.problems import Problems
from pressmark.record import Record, all_mentions
from pressmark.registry import Registry, registered
from pressmark.registry.forms import TOKEN, Form, folded_word
from pressmark.tree import File
from pressmark.vocabulary import Vocabulary

Local = tuple[Record, Problems]
Told = tuple[tuple[Figure, ...], tuple[ToldDate, ...]]
# Of how many changed articles, at most, it is cheaper to look for passages again than to compare all; 1 in so many.
_FEW, _ONE_IN = 20, 20
# What of an article the registry is made of.
_HEAD = (
    "id", "path", "dateline", "outlet", "authors", "contributors", "topics", "stories",
    *(HEAD_KEY[kind] for kind in KINDS),
)  # fmt: skip
_OF_HEAD = attrgetter(*_HEAD)


def _of_registry(article: Article) -> tuple[object, ...]:
    """What of an article the registry is made of; of whose word it is, only whether somebody has decided it."""
    return (*_OF_HEAD(article), article.status == "unreviewed", *(key for key, _ in article.confirmed if key in _HEAD))


@dataclass
class Kept:
    """The last derivation: files as they were parsed, the registry, and what each article gave by itself."""

    files: dict[str, tuple[bytes, Any]] = field(default_factory=dict)
    captures: dict[str, tuple[str, bytes, str]] = field(default_factory=dict)
    known: Known | None = None
    annotators: tuple[str, ...] = ()
    local: dict[str, tuple[Article, tuple[Note, ...], Local]] = field(default_factory=dict)
    told: dict[str, tuple[Article, Date, Told]] = field(default_factory=dict)
    passages: tuple[Any, tuple[Passage, ...]] | None = None
    index: PassageIndex | None = None
    recall_index: Callable[[], PassageIndex | None] | None = None  # where an index is remembered; asked once
    packed: bytes = b""  # an index that is not remembered elsewhere
    promised: bytes = b""  # the digest of what was known, where it was kept elsewhere than here
    registry: tuple[bytes, tuple[Registry, Problems]] | None = None  # with a digest of what it was made of

    # ---- files ----

    def parsed(self, file: File) -> Any:
        """What the file was parsed to, None if it was other then."""
        held = self.files.get(file.path)
        return held[1] if held is not None and held[0] == file.data else None

    def keep_parsed(self, file: File, answer: object) -> None:
        self.files[file.path] = (file.data, answer)

    def capture(self, source: str, name: str, data: bytes) -> str:
        """The text of a capture, decoded once."""
        held = self.captures.get(source)
        if held is None or held[0] != name or held[1] != data:
            held = self.captures[source] = (name, data, capture_text(name, data))
        return held[2]

    def only(self, paths: Collection[str]) -> None:
        """Forget the files that are not among these."""
        for path in self.files.keys() - set(paths):
            del self.files[path]

    # ---- the registry ----

    def registered(self, articles: tuple[Article, ...], vocabulary: Vocabulary) -> tuple[Registry, Problems]:
        """The registry of these articles; the same one while no head and no file of the vocabulary changes."""
        digest = coded_digest((tuple(sorted(map(_of_registry, articles))), vocabulary), 16)
        if self.registry is None or self.registry[0] != digest:
            self.registry = (digest, registered(articles, vocabulary))
        return self.registry[1]

    def knowing(self, known: Known, annotators: tuple[str, ...]) -> Known:
        """What is known now: the very value of the last time if nothing of it has changed.

        What the articles gave is forgotten where that depends on what has changed.
        """
        old = self.known
        if self.promised and self.promised == self.known_digest(known, annotators):
            self.known, self.promised = known, b""
            return known
        if old is not None and annotators == self.annotators:
            if known.registry is old.registry and (known.articles, known.hidden) == (old.articles, old.hidden):
                return old
            change = _Change(old, known)
            if not change.everywhere:
                self.local = {id_: held for id_, held in self.local.items() if not change.concerns(held)}
                self.known = known
                return known
        self.local, self.known = {}, known
        if annotators != self.annotators:
            self.told, self.annotators = {}, annotators
        return known

    def known_digest(self, known: Known, annotators: tuple[str, ...]) -> bytes:
        """A digest of all that decides what is known, for the registry that was asked for last."""
        registry = self.registry[0] if self.registry else b""
        places = (tuple(sorted(known.articles.items())), tuple(sorted(known.hidden)))
        return coded_digest((registry, places, annotators), 16)

    # ---- articles ----

    def record_of(self, article: Article, notes: tuple[Note, ...]) -> Local | None:
        """The record of an article by itself and what is wrong with its notes, None if that is to be derived."""
        held = self.local.get(article.id)
        return held[2] if held is not None and held[0] is article and held[1] == notes else None

    def keep(self, article: Article, notes: tuple[Note, ...], local: Local) -> None:
        self.local[article.id] = (article, notes, local)

    def told_by(self, article: Article, when: Date) -> Told | None:
        """The figures and dates of an article that was written then, None if they are to be derived."""
        held = self.told.get(article.id)
        return held[2] if held is not None and held[0] is article and held[1] == when else None

    def keep_told(self, article: Article, when: Date, told: Told) -> None:
        self.told[article.id] = (article, when, told)

    def passages_of(self, articles: Sequence[Article]) -> tuple[Passage, ...] | None:
        """The passages that the articles share, None if so many texts have changed that all are to be compared."""
        texts = [(a.id, a.text) for a in articles]
        held = self.passages
        if held is not None and held[0] == (texts_digest(texts) if isinstance(held[0], bytes) else texts):
            return held[1]
        index, now = self.indexed(), dict(texts)
        changed = index.changed(now) if index else ()
        if index is None or len(changed) > max(_FEW, len(texts) // _ONE_IN):
            return None
        self.index = None  # what fails or is ended in the middle is made anew
        index.update(now, changed)
        self.index = index
        self.passages = (texts, index.passages)
        return self.passages[1]

    def indexed(self) -> PassageIndex | None:
        """The index of passages, if there is one or one is remembered."""
        recall, self.recall_index = self.recall_index, None
        if self.index is None and recall is not None:
            self.index = recall()
        return self.index

    def keep_passages(self, articles: Sequence[Article], packed: bytes, passages: tuple[Passage, ...]) -> None:
        """Keep what was found when all articles were compared: a PassageIndex, packed, and its passages."""
        self.index, self.packed = None, packed
        self.recall_index = partial(_index_in, packed)
        self.passages = ([(a.id, a.text) for a in articles], passages)


def _index_in(packed: bytes) -> PassageIndex:
    return PassageIndex.unpacked(unpacked(packed))


def texts_digest(texts: Iterable[tuple[str, str]]) -> bytes:
    """A digest of articles' ids and texts, which may stand for them in `Kept.passages`."""
    return coded_digest(tuple(texts), 16)


class _Change:
    """The difference between two states of what is known: which articles may give another record because of it."""

    def __init__(self, old: Known, new: Known) -> None:
        self.old, self.new = old.registry, new.registry
        one, two = self.old, self.new
        self.everywhere = _rules(one) != _rules(two) or _outlets(one) != _outlets(two)
        self.referred = (old.articles, old.hidden) != (new.articles, new.hidden)
        names = {id_ for id_, _ in one.names.items() ^ two.names.items()}
        names |= {id_ for id_, _ in one.kinds.items() ^ two.kinds.items()}
        changed = [
            f for w in one.forms.keys() | two.forms.keys() for f in _differing(one.forms.get(w), two.forms.get(w))
        ]
        every = chain.from_iterable((*one.forms.values(), *two.forms.values()))
        phrases = {form.words for form in (*changed, *(f for f in every if f.entity in names))}
        phrases |= {_words(surname) for surname, _ in one.bearers.items() ^ two.bearers.items()}
        self.names = names
        self.phrases: dict[str, list[tuple[str, ...]]] = defaultdict(list)  # by first word
        for phrase in filter(None, phrases):
            self.phrases[phrase[0]].append(phrase)

    def concerns(self, held: tuple[Article, tuple[Note, ...], Local]) -> bool:
        """Whether an article's record, derived from the one state, may be another one in the other."""
        article, notes, (record, _) = held
        if notes or article.republished_from or any(m.entity in self.names for m in all_mentions(record)):
            return True
        if _of_head(article, self.old) != _of_head(article, self.new):
            return True
        # A form that does not fit decides nothing, and none fits a text that lacks one of its words.
        words = {*_words(article.text), *_words(outside_text(article))}
        return any(words.issuperset(p) for word in words & self.phrases.keys() for p in self.phrases[word])


def _differing(one: tuple[Form, ...] | None, other: tuple[Form, ...] | None) -> Iterable[Form]:
    """The forms that stand in one of two lists alone; none where the lists are the same."""
    return () if one == other else {*(one or ())} ^ {*(other or ())}


def _words(text: str) -> tuple[str, ...]:
    return tuple(folded_word(token) for token in TOKEN.findall(text))


def _rules(registry: Registry) -> list[object]:
    """The topics as far as they find articles by what stands in these."""
    ruled = [(t.id, t.any, t.all, t.none, t.near, t.entities, t.weights, t.least) for t in registry.topics]
    return [rule for rule in ruled if any(rule[1:-1])]


def _outlets(registry: Registry) -> list[object]:
    return [(o.id, o.name, o.aliases, o.formerly) for o in registry.outlets]


def _of_head(article: Article, registry: Registry) -> tuple[object, ...]:
    """What the names in an article's head lead to."""
    return (
        registry.listed(article),
        registry.in_its_stories(article),
        registry.outlet_for(article.outlet) if article.outlet else "",
        tuple(registry.author_for(a) for a in (*(article.authors or ()), *(article.contributors or ()))),
        tuple(registry.story_for(s) for s in article.stories),
        tuple(registry.topic_for(t) for t in article.topics),
    )
