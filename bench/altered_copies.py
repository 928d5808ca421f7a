"""Shared passages on altered copies with a known truth: how many are found, and what is said of them.

    python bench/altered_copies.py [--articles 3000] [--copies 400] [--seed 1]
    python bench/altered_copies.py --speed [--jobs 2]

Invented articles of English words, drawn as often as English uses them, with stock phrases that stand everywhere. From
some of them a passage is copied into another article: whole, cut, edited, with dots in place of words, or as a template
(the same frame with other names and another end). Distractors share names and a stock phrase or two, and nothing else.
Prints how many of each kind were found, how many were given which kind, and the pairs that nobody copied.

With --speed: how long it takes to read and compare 20,000 articles of 150 words and of 600, a fiftieth of which copy
another's sentence, with one wire story in 300 of them.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from pressmark.annotators.passages import shared_passages
from pressmark.workers import shared_out

WORDS = Path(__file__).parent.parent / "pressmark" / "names" / "lists" / "words.txt"
SYLLABLES = (
    "bar ken lo mar vi ost hal ran der wick ton field mere sol ash by ford gar ley nor pel quin ris tam und".split()
)
KINDS = ("identical", "cut", "edited", "elided", "template", "distractor")
FUNCTION_WORDS = 90


@dataclass(frozen=True, slots=True)
class Made:
    """An archive of texts by id, and what was copied: the two articles of each copy, lesser id first, and its kind; and
    the pairs of copies that come from one sentence, which may be found too."""

    texts: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str, str], ...]
    siblings: frozenset[tuple[str, str]]


class Writer:
    """Writes sentences of English words that nobody wrote."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = [w for w in WORDS.read_text("utf-8").splitlines() if w and not w.startswith("#")]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.names = [self.name() for _ in range(400)]
        self.stock = [self.draw(self.chance.randint(4, 6)) for _ in range(150)]

    def name(self) -> str:
        return "".join(self.chance.choice(SYLLABLES) for _ in range(2)).capitalize()

    def draw(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self, names: list[str]) -> list[str]:
        words = self.draw(self.chance.randint(12, 26))
        if self.chance.random() < 0.3:
            place = self.chance.randrange(len(words))
            words[place:place] = self.chance.choice(self.stock)
        for _ in range(self.chance.randint(0, 2)):
            words.insert(self.chance.randint(1, len(words)), self.chance.choice(names))
        return [words[0].capitalize(), *words[1:]]

    def article(self) -> list[list[str]]:
        names = self.chance.sample(self.names, 6)
        return [self.sentence(names) for _ in range(self.chance.randint(6, 12))]

    def content_word(self) -> str:
        return self.chance.choice(self.words[FUNCTION_WORDS:])

    def altered(self, sentence: list[str], kind: str) -> list[str]:
        """A copy of a sentence, altered as the kind says."""
        words, chance = list(sentence), self.chance
        if kind == "cut":
            start = chance.randint(4, len(words) - 6)
            del words[start : start + chance.randint(1, 3)]
        elif kind == "edited":
            for place in chance.sample(range(2, len(words) - 1), max(1, len(words) // 8)):
                words[place] = self.content_word()
        elif kind == "elided":
            start = chance.randint(4, len(words) - 7)
            words[start : start + chance.randint(2, 5)] = ["…"]
        elif kind == "template":
            end = self.draw(chance.randint(5, 9))
            words = [*words[: max(10, len(words) * 2 // 3)], self.name(), *end]
        return words


def _text(sentences: list[list[str]]) -> str:
    joined = [" ".join(words) + "." for words in sentences]
    return "\n\n".join(" ".join(joined[i : i + 3]) for i in range(0, len(joined), 3))


def made(articles: int, copies: int, seed: int) -> Made:
    """An invented archive; the same for the same numbers."""
    writer = Writer(seed)
    texts = [(f"a{number:05}", writer.article()) for number in range(articles)]
    found = []
    copied: dict[str, list[str]] = defaultdict(list)
    for number in range(copies):
        kind = KINDS[number % len(KINDS)]
        origin, sentences = writer.chance.choice(texts[:articles])
        own = writer.article()
        id_ = f"b{number:05}"
        place = writer.chance.randrange(len(own))
        if kind == "distractor":
            own[place] = writer.sentence([w for s in sentences for w in s[1:] if w[:1].isupper()] or writer.names)
            own[place] += writer.chance.choice(writer.stock)
        else:
            long = [s for s in sentences if len(s) >= 16]
            chosen = writer.chance.choice(long or sentences)
            own[place] = writer.altered(chosen, kind)
            found.append((origin, id_, kind))
            copied[" ".join(chosen)].append(id_)
        texts.append((id_, own))
    siblings = frozenset(pair for ids in copied.values() for pair in combinations(ids, 2))
    return Made(tuple((id_, _text(sentences)) for id_, sentences in texts), tuple(found), siblings)


@dataclass(frozen=True, slots=True)
class Score:
    """Found copies by kind as (found, made), what kind each found one was given, and pairs that nobody copied."""

    found: dict[str, tuple[int, int]]
    given: dict[str, Counter[str]]
    false_pairs: int

    @property
    def recall(self) -> float:
        return sum(n for n, _ in self.found.values()) / sum(n for _, n in self.found.values())

    @property
    def templates_as_identical(self) -> float:
        given = self.given["template"]
        return given["identical"] / max(1, given.total())


def score(archive: Made) -> Score:
    truth = {(one, two): kind for one, two, kind in archive.copies}
    kinds: dict[tuple[str, str], tuple[int, str]] = {}
    for p in shared_passages(archive.texts):
        pair = (p.article, p.other)
        kinds[pair] = max(kinds.get(pair, (0, "")), (p.words, p.kind))
    made_of = Counter(truth.values())
    given: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, kind in truth.items():
        if pair in kinds:
            given[kind][kinds[pair][1]] += 1
    found = {kind: (given[kind].total(), made_of[kind]) for kind in KINDS if made_of[kind]}
    return Score(found, given, len(kinds.keys() - truth.keys() - archive.siblings))


def lengthy(articles: int, words: int, seed: int) -> list[tuple[str, str]]:
    """Articles of so many words each; a fiftieth have an altered sentence of another, 300 are one story."""
    writer = Writer(seed)
    kept: list[list[str]] = []
    wire: list[list[str]] = []
    texts = []
    for number in range(articles):
        names = writer.chance.sample(writer.names, 6)
        own: list[list[str]] = []
        while sum(map(len, own)) < words:
            own.append(writer.sentence(names))
        if number % (articles // 300) == 7:
            wire = wire or own
            own = [*wire[:-1], own[-1]]
        elif number % 50 == 1 and kept:
            long = writer.chance.choice(kept)
            own[0] = writer.altered(long, writer.chance.choice(KINDS[:-1]))
        kept += [sentence for sentence in own[1:2] if len(sentence) >= 16]
        texts.append((f"a{number:05}", _text(own)))
    return texts


def speed(jobs: int) -> None:
    for words in (150, 600):
        texts = lengthy(20_000, words, 1)
        began, spent = time.perf_counter(), _spent()
        found = shared_passages(texts, partial(shared_out, jobs=jobs))
        took, spent = time.perf_counter() - began, _spent() - spent
        most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        print(
            f"{len(texts)} articles of {words} words, {jobs} processes: {took:.1f} s, {spent:.1f} s of CPU, "
            f"{most // 1024} MB in the largest, {len(found)} passages"
        )


def _spent() -> float:
    """CPU seconds of this process and of those that it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--copies", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    if args.speed:
        speed(args.jobs)
        return
    result = score(made(args.articles, args.copies, args.seed))
    for kind, (found, of) in result.found.items():
        print(f"{kind:10} {found:4} of {of:4} found, given as", dict(sorted(result.given[kind].items())))
    print(f"recall {result.recall:.3f}; templates given as identical {result.templates_as_identical:.3f}")
    print(f"false pairs {result.false_pairs} in {args.copies} x {args.articles}")


if __name__ == "__main__":
    main()
