"""Invented newswire for the search benchmark: as many words, and as lopsided, as in real reports of 142 words each.

Words are drawn from a vocabulary that grows with the text as a real one does (Zipf's law with Mandelbrot's shift),
the commonest of them English function words; each report also repeats words of its own subject.
"""

from __future__ import annotations

import bisect
import itertools
import random
from dataclasses import dataclass

COMMON = (
    "the of to and in said a for on that it is with was as at from its by be has an which will have not would he but "
    "this were last are had or been up their they than one about who also could after more some other when there if"
).split()
STARTS = "b c d f g h l m n p r s t v w br cl dr fl gr pl pr sh st tr th ch sp".split()
VOWELS = "a e i o u a e i o ai ea ou".split()
ENDS = "n r l s t d m ck nd st rt ng sh".split()
TAILS = ["", "", "", "", "s", "s", "ed", "ing", "er", "ly", "ment", "ation", "al", "ers", "ness"]
VOCABULARY = 110_000  # word forms that can come; in 20,000 reports about 100,000 of them do
OWN = 12  # words of its subject that a report keeps coming back to


@dataclass(frozen=True, slots=True)
class Report:
    """One invented report, in paragraphs."""

    id: str
    title: str
    outlet: str
    date: str
    names: tuple[str, ...]
    paragraphs: tuple[str, ...]


def _word(chance: random.Random, rank: int) -> str:
    syllables = 1 + (rank > 800) + (rank > 30_000)
    made = "".join(chance.choice(STARTS) + chance.choice(VOWELS) for _ in range(syllables)) + chance.choice(ENDS)
    if rank > 1000 and chance.random() < 0.1:
        return str(chance.randint(3, 99_999))
    return made + (chance.choice(TAILS) if rank > 300 else "")


def _vocabulary(chance: random.Random) -> list[str]:
    words = dict.fromkeys(COMMON)
    while len(words) < VOCABULARY:
        words[_word(chance, len(words))] = None
    return list(words)


def _subject(chance: random.Random) -> int:
    """The rank of a word that reports are about: none of the commonest, some of the rarest."""
    return (len(COMMON) + int(400 * (chance.paretovariate(0.7) - 1))) % VOCABULARY


def _sentences(chance: random.Random, words: list[str]) -> list[str]:
    made = []
    while words:
        length = chance.randint(12, 28)
        some, words = words[:length], words[length:]
        text = " ".join(some)
        text = text[0].upper() + text[1:] + "."
        made.append(f"“{text}”" if chance.random() < 0.15 else text)
    return made


def reports(count: int, length: int = 142, seed: int = 1) -> list[Report]:
    """`count` reports of about `length` words each, the same for the same seed, oldest first."""
    chance = random.Random(seed)
    vocabulary = _vocabulary(chance)
    weights = list(itertools.accumulate((rank + 2.7) ** -1.07 for rank in range(VOCABULARY)))
    people = [
        f"{vocabulary[chance.randint(900, 5000)].capitalize()} {vocabulary[chance.randint(5000, 90_000)].capitalize()}"
        for _ in range(max(40, count // 5))
    ]
    outlets = [f"{vocabulary[700 + n].capitalize()} {kind}" for n, kind in enumerate(("Ledger", "Post", "Wire"))]

    def drawn(many: int) -> list[str]:
        ranks = (bisect.bisect(weights, chance.random() * weights[-1]) for _ in range(many))
        return [vocabulary[min(rank, VOCABULARY - 1)] for rank in ranks]

    made = []
    for number in range(count):
        many = max(20, int(chance.lognormvariate(0, 0.55) * length * 0.85))
        own = [vocabulary[_subject(chance)] for _ in range(OWN)]
        words = [chance.choice(own) if chance.random() < 0.12 else word for word in drawn(many)]
        named = tuple(people[int(25 * (chance.paretovariate(0.8) - 1)) % len(people)] for _ in range(3))
        for name in named:
            words[chance.randrange(len(words))] = name
        sentences = _sentences(chance, words)
        paragraphs = tuple(" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2))
        title = " ".join([*own[:3], *drawn(4)]).capitalize()
        date = f"{2000 + number * 30 // count}-{1 + number % 12:02}-{1 + number % 28:02}"
        made.append(Report(f"report-{number:06}", title, chance.choice(outlets), date, named, paragraphs))
    return made
