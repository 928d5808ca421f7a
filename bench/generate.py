"""An invented archive of any size: words, names and topics with the lopsided frequencies of real news."""

from __future__ import annotations

import random
from pathlib import Path

GIVEN = "Ana Ruben Ida Tom Mara Joss Petra Emil Nora Silas Wren Olga Hugo Lena Arlo Vera Otto Iris Kai Dora".split()
SYLLABLES = (
    "bar ken lo mar vi ost hal ran der wick ton field mere sol ash by ford gar ley nor pel quin ris tam und".split()
)
BODIES = (
    "Council Authority Harbor_Board Museum School_Board Rowing_Club Fish_Market Union Library Water_Company".split()
)
TOPICS = "harbor roads schools water budget ferry housing museum fishery lighthouse storm elections".split()
WORDS = (
    "the a of to in and for that with on was is as at by from it has had said would after before over under about new "
    "old town vote bridge boat cost plan work week month year people council money repair storm report meeting letter "
    "street office member question answer number part price tide harbor road school water budget ferry house museum"
).split()


def _name(chance: random.Random, parts: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(parts)).capitalize()


def _lopsided(chance: random.Random, items: list[str]) -> str:
    """One of the items, the first ones far more often (a Zipf-like draw)."""
    return items[min(int(chance.paretovariate(0.9)) - 1, len(items) - 1)]


def _sentence(chance: random.Random, people: list[str], bodies: list[str], used: set[str]) -> str:
    """A sentence; the names in it are added to those used."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(9, 24))]
    words[chance.randrange(len(words))] = person = _lopsided(chance, people)
    if chance.random() < 0.4:
        body = _lopsided(chance, bodies)
        words[chance.randrange(len(words))] = f"the {body}"
        used.add(body)
    used |= {person} & set(words)
    text = " ".join(words)
    text = text[0].upper() + text[1:]
    if chance.random() < 0.25:
        speaker = _lopsided(chance, people)
        used.add(speaker)
        return f"“{text},” {speaker} said."
    return text + "."


def write_articles(root: Path, count: int, length: int, seed: int = 1) -> None:
    """`count` articles of about `length` words each under root/content/articles, the same for the same seed."""
    chance = random.Random(seed)
    people = [f"{chance.choice(GIVEN)} {_name(chance, 2)}" for _ in range(max(20, count // 10))]
    bodies = [f"{_name(chance, 2)} {chance.choice(BODIES).replace('_', ' ')}" for _ in range(max(10, count // 40))]
    outlets = [f"{_name(chance, 2)} {kind}" for kind in ("Ledger", "Post", "Packet", "Wire", "Courier")]
    folder = root / "content" / "articles"
    folder.mkdir(parents=True)
    folk = set(people)
    for number in range(count):
        sentences: list[str] = []
        used: set[str] = set()
        while sum(s.count(" ") + 1 for s in sentences) < length:
            sentences.append(_sentence(chance, people, bodies, used))
        paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
        text = "\n\n".join(paragraphs)
        named = sorted(used & folk)
        told = sorted(used - folk)
        topics = sorted({_lopsided(chance, TOPICS) for _ in range(2)})
        head = (
            f'---\ntitle: "{" ".join(chance.choice(WORDS) for _ in range(7))}"\noutlet: {chance.choice(outlets)}\n'
            f"date: {2020 + number % 11}-{1 + number % 12:02}-{1 + number % 28:02}\nlanguage: en\n"
            f"people: [{', '.join(named)}]\norganizations: [{', '.join(told)}]\ntopics: [{', '.join(topics)}]\n---\n\n"
        )
        (folder / f"article-{number:06}.md").write_text(head + text + "\n", "utf-8")
