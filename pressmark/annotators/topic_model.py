"""BUILD, annotators: further articles for a topic, learned from those that people listed under it.

A linear model (logistic regression, a few passes in a fixed order, so that it is the same everywhere) tells the listed
articles from the others by their words and entities. No article is judged by a model that has seen it. A topic whose
own articles are not told apart that way proposes nothing. Nothing here reaches the site.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from pressmark.annotators.suggestions import Read, subject_words
from pressmark.text import counted

FEWEST = 12  # articles that people listed under a topic, before there is anything to learn
_FOLDS = 5
_PASSES = 12
_RATE, _SHRINK = 0.5, 0.002  # of one step, and of all weights at each pass
_MOST_OTHERS = 2000  # articles of other topics that are learned from; a number that does not grow with the archive
_PROPOSED = 8  # articles of one topic at a time
_REASONS = 4  # words that a reason names
_TELLS = 0.8  # of all pairs of a listed article and another, the listed one must be placed first; by chance it is half
_AMONG = 0.25  # of the listed articles may be placed below one that is proposed
_OTHER_NAME = "@"  # stands before an entity's id, so that it is no word

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class TopicProposal:
    topic: str
    article: str
    reason: str


def topic_proposals(
    articles: Sequence[Read], listed: Mapping[str, Collection[str]], met: Mapping[str, Collection[str]]
) -> tuple[TopicProposal, ...]:
    """Articles that read like those listed under a topic, by topic and then the likeliest first.

    `listed` are the ids of the articles that people listed under each topic, `met` of those that have it anyway: they
    are neither proposed nor learned from.
    """
    order = sorted(articles, key=lambda read: read.id)
    vectors = _vectors(order)
    found: list[TopicProposal] = []
    for topic in sorted(listed):
        own = frozenset(listed[topic]) & vectors.keys()
        if len(own) >= FEWEST:
            others = [read.id for read in order if read.id not in own and read.id not in met.get(topic, ())]
            found += _of_topic(topic, sorted(own), others, vectors, {read.id: read for read in order})
    return tuple(found)


def _vectors(articles: Iterable[Read]) -> dict[str, Vector]:
    """Each article's words and entities, the rarer the heavier, of length 1."""
    counts = {read.id: _counts(read) for read in articles}
    spread = Counter(word for own in counts.values() for word in own)
    found = {}
    for id_, own in counts.items():
        raw = {w: (1 + math.log(n)) * math.log((1 + len(counts)) / spread[w]) for w, n in own.items() if spread[w] > 1}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        found[id_] = {word: value / length for word, value in sorted(raw.items())}
    return found


def _counts(read: Read) -> Counter[str]:
    counts = Counter(subject_words(read.words))
    for word in subject_words(read.title):
        counts[word] += 2
    counts.update(f"{_OTHER_NAME}{id_}" for id_, _ in read.entities)
    return counts


def _of_topic(
    topic: str, own: Sequence[str], others: Sequence[str], vectors: Mapping[str, Vector], reads: Mapping[str, Read]
) -> list[TopicProposal]:
    chosen = sorted(others, key=lambda id_: (crc32(id_.encode()), id_))[:_MOST_OTHERS]
    scores: dict[str, float] = {}
    models = []
    for fold in range(_FOLDS):
        seen = [(id_, 1.0) for id_ in own if _fold(id_) != fold] + [(id_, -1.0) for id_ in chosen if _fold(id_) != fold]
        weights, bias = _fitted(seen, vectors)
        models.append(weights)
        for id_ in (*own, *others):
            if _fold(id_) == fold:
                scores[id_] = bias + sum(weights.get(word, 0.0) * value for word, value in vectors[id_].items())
    ranked = sorted(scores, key=lambda id_: (-scores[id_], id_))
    held = frozenset(own)
    if _listed_first(ranked, held) < _TELLS:
        return []
    least = sorted(scores[id_] for id_ in own)[int(_AMONG * len(own))]
    likely = [id_ for id_ in ranked if id_ not in held and scores[id_] >= max(least, 0.0)][:_PROPOSED]
    return [
        TopicProposal(topic, id_, _reason(len(own), models[_fold(id_)], vectors[id_], reads[id_])) for id_ in likely
    ]


def _listed_first(ranked: Sequence[str], held: Collection[str]) -> float:
    """The share of the pairs of a listed article and another in which the listed one is placed first."""
    others = first = 0
    for id_ in reversed(ranked):
        if id_ in held:
            first += others
        else:
            others += 1
    return first / max(1, others * (len(ranked) - others))


def _fold(id_: str) -> int:
    return crc32(id_.encode()) % _FOLDS


def _fitted(seen: Sequence[tuple[str, float]], vectors: Mapping[str, Vector]) -> tuple[dict[str, float], float]:
    """The weights of words and entities that two of the topic's articles have or more, and the bias."""
    wanted = sum(sign > 0 for _, sign in seen)
    common = Counter(word for id_, sign in seen if sign > 0 for word in vectors[id_])
    told = {word for word, number in common.items() if number > 1}
    weights = dict.fromkeys(sorted(told), 0.0)
    bias = 0.0
    heavy = {1.0: min(20.0, (len(seen) - wanted) / max(1, wanted)), -1.0: 1.0}  # the few count as much as the many
    # Mixed, and the same at each run.
    order = sorted(seen, key=lambda pair: (crc32(b"." + pair[0].encode()), pair[0]))
    own = {id_: [(word, value) for word, value in vectors[id_].items() if word in told] for id_, _ in seen}
    for step in range(_PASSES):
        rate = _RATE / (1 + 0.3 * step)
        for id_, sign in order:
            score = bias + sum(weights[word] * value for word, value in own[id_])
            pull = rate * heavy[sign] * sign / (1 + math.exp(min(30.0, max(-30.0, sign * score))))
            bias += 0.1 * pull
            for word, value in own[id_]:
                weights[word] += pull * value
        weights = {word: weight * (1 - _SHRINK) for word, weight in weights.items()}
    return weights, bias


def _reason(number: int, weights: Mapping[str, float], vector: Vector, read: Read) -> str:
    names = dict(read.entities)
    pull = defaultdict(float, {word: weights.get(word, 0.0) * value for word, value in vector.items()})
    most = [word for word in sorted(pull, key=lambda word: (-pull[word], word)) if pull[word] > 0][:_REASONS]
    words = (names[w[1:]] if w.startswith(_OTHER_NAME) else w for w in most)
    told = ", ".join(f"“{word}”" for word in words)
    return f"it reads like the {counted(number, 'article')} listed there: {told} weigh most"
