"""Invented captures of any number and shape, with the lopsided words of bench/generate.py."""

from __future__ import annotations

import random
from pathlib import Path

from generate import BODIES, GIVEN, WORDS, _name, _sentence

_MONTHS = "January February March April May June July August September October November December".split()
_MENU = ("Home", "News", "Local", "Harbor", "Sport", "Weather", "Subscribe", "Sign in")
_FOOT = ("Read more", "Share this article", "Sign up for our newsletter", "© 2031 Harbor Ledger. All rights reserved.")


def _article(chance: random.Random, number: int) -> tuple[str, str, str, list[str]]:
    """Headline, byline, date and paragraphs."""
    people = [f"{chance.choice(GIVEN)} {_name(chance, 2)}" for _ in range(8)]
    bodies = [f"{_name(chance, 2)} {chance.choice(BODIES).replace('_', ' ')}" for _ in range(4)]
    paragraphs = [
        " ".join(_sentence(chance, people, bodies, set()) for _ in range(chance.randint(1, 4)))
        for _ in range(chance.randint(8, 24))
    ]
    title = " ".join(chance.choice(WORDS) for _ in range(chance.randint(6, 11))).capitalize()
    date = f"{_MONTHS[number % 12]} {1 + number % 28}, {2020 + number % 11}"
    return title, f"By {people[0]}", date, paragraphs


def text_capture(seed: int) -> str:
    """A page as somebody pastes it: menu, headline, byline, date, paragraphs, what stands below them."""
    title, byline, date, paragraphs = _article(random.Random(seed), seed)
    return "\n\n".join([*_MENU, title, byline, date, *paragraphs, *_FOOT]) + "\n"


def html_capture(seed: int) -> str:
    """A page as a browser gets it, about as heavy as those of small papers."""
    title, byline, date, paragraphs = _article(random.Random(seed), seed)
    menu = "".join(f'<li class="menu-item"><a href="/{m.lower()}">{m}</a></li>' for m in _MENU * 4)
    body = "".join(f'<p class="story-text">{p}</p><div class="ad-slot"></div>' for p in paragraphs)
    more = "".join(
        f'<div class="card"><a href="/s/{i}"><h3>{_article(random.Random(i), i)[0]}</h3></a></div>' for i in range(12)
    )
    foot = "".join(f"<p>{f}</p>" for f in _FOOT)
    return (
        f'<!doctype html><html lang="en"><head><title>{title} | Harbor Ledger</title>'
        f'<meta property="og:title" content="{title}"></head><body><nav><ul>{menu}</ul></nav><main><article>'
        f'<h1>{title}</h1><div class="byline">{byline}</div><time>{date}</time>{body}</article>'
        f'<aside class="related">{more}</aside></main><footer>{foot}</footer></body></html>\n'
    )


def write_captures(root: Path, count: int) -> None:
    """`count` captures under root/content/sources, nine texts to one HTML page."""
    folder = root / "content" / "sources"
    folder.mkdir(parents=True)
    for number in range(count):
        end, made = (".html", html_capture) if number % 10 == 9 else (".txt", text_capture)
        (folder / f"capture-{number:06}{end}").write_text(made(number), "utf-8")
