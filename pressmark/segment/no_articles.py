"""INGEST: whether a capture shows something in place of its article: a check of the browser, a question about cookies,
an error, a request to pay or to log in.

Told by its words, in several languages, and by how little else there is to read: a capture with a text of its own is an
article, whatever it says of such pages.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import resources
from itertools import accumulate

from pressmark.capture import Capture
from pressmark.labels import RUNNING, Labelled
from pressmark.text import folded, is_western, letter_runs, word_count

_LONGEST = 90  # words of a block that can be one of these notices
_HEAD_LINE = 10  # words of a line that names an error
_FIRST = 12  # blocks among which that line stands
_SENTENCE = 8  # words; shorter lines are buttons
_OF_A_LINE = 0.55  # of such a line's letters are words for the error
_PARTS = re.compile(r"\s*[|»·•]\s*|\s+[–—-]\s+")
# What servers call their errors by; the words after the number tell which.
_NUMBER = re.compile(
    r"(?:(?:http |server )?(?:error|fehler|erreur|errore?|fout|blad|fel)[ :-]*)?"
    r"(?:404|403|451|429|50[0234])(?: (?:error|fehler))?\b[ :.!-]*"
)
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Notice:
    """What a capture shows in place of an article: what it is, the words that say so with their line, what to do."""

    what: str
    evidence: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Kind:
    what: str
    hint: str
    most: int  # words of other running text; with more the capture is an article
    phrases: tuple[str, ...]
    heads: bool = False  # whether the words must head the page, as its title or a short line


_PHRASES: dict[str, tuple[str, ...]] = {
    name: tuple(map(folded, phrases))
    for name, phrases in json.loads(
        resources.files("pressmark.segment").joinpath("no_articles.json").read_text("utf-8")
    ).items()
}
_KINDS = (
    _Kind(
        "a page that asks whether you are a person",
        "open it in a browser until the article shows, and save it then",
        60,
        _PHRASES["check"],
    ),
    _Kind(
        "a page that says there is no such page, or that something went wrong",
        "look for the article in a web archive or elsewhere, and save it from there",
        120,
        _PHRASES["missing"],
        heads=True,
    ),
    _Kind(
        "a page that says the article is not to be had from here",
        "save it from where it can be read; a web archive may hold it",
        60,
        _PHRASES["denied"],
        heads=True,
    ),
    _Kind(
        "a page that asks for a subscription or a login before the article",
        "save it from a browser that is logged in, or copy the text from where you can read it",
        40,
        _PHRASES["paywall"],
    ),
)
_CONSENT = _Kind(
    "a page that asks for consent to cookies before the article",
    "answer it in a browser, and save the page when the article shows",
    40,
    _PHRASES["consent"],
)
# What is left where no line was kept for its words. A headline alone is one line like any other.
_WORDLESS = "a capture of which no line reads as the text of an article"
_BESIDE_TEXT = frozenset(("summary", "caption", "pull quote", "correction", "subtitle", "byline", "date"))
_FEWEST = 4  # words of two letters in a line that is more than an entry of a table
_OF_MAIL = "(e-mail)"  # whose head has a sender and a date whatever it holds
_MOST = 300  # words of running text: no such page has as many


def stands_instead(capture: Capture, blocks: tuple[Labelled, ...]) -> Notice | None:
    """What a capture shows in place of its article; None for an article, however short."""
    running = [b for b in blocks if b.label in RUNNING]
    if any(total > _MOST for total in accumulate(map(_words, running))):  # most articles are long before they end
        return None
    texts = [(b, folded(b.block.text)) for b in blocks if _words(b) <= _LONGEST]
    browser = next((f for f in capture.facts if f.field == "title" and f.where.startswith("title element")), None)
    for kind in _KINDS:
        if kind.heads and browser and _heads(kind, folded(browser.value)):
            evidence = f"{browser.where}: “{browser.value[:80]}”"
        elif said := _said(kind, texts):
            evidence = said
        else:
            continue
        if sum(_words(b) for b in running if not _says(kind, folded(b.block.text))) <= kind.most:
            return Notice(kind.what, evidence, kind.hint)
    return _consent(texts) or _wordless(capture, blocks)


def _wordless(capture: Capture, blocks: tuple[Labelled, ...]) -> Notice | None:
    """A capture of which nothing would come but an empty article: no text, no words beside one, no writer, no date.

    A film or a gallery whose page states its day or its maker is something that an archive may hold.
    """
    by_page = not capture.format.endswith(_OF_MAIL) and any(f.field in ("date", "authors") for f in capture.facts)
    said = [b.block.text for b in blocks if b.label in RUNNING]
    if by_page or any(b.label in _BESIDE_TEXT for b in blocks) or any(map(_says_something, said)):
        return None
    first = blocks[0].block if blocks else None
    evidence = f"line {first.first_line}: “{first.text[:80]}”" if first else "nothing to read"
    return Notice(_WORDLESS, evidence, "if it holds an article, save it again with all its text, or copy the text")


def _says_something(text: str) -> bool:
    """Whether a line that was kept as running text ends as sentences do, or has words enough to be one."""
    words = sum(len(word) > 1 for word in letter_runs(text)) + len(_WIDE.findall(text)) // 2
    return words >= _FEWEST or text.rstrip("\"'”’»)] ")[-1:] in tuple(".!?…。")


def asks_consent(text: str) -> bool:
    """Whether a folded text asks for consent to cookies or trackers."""
    return _says(_CONSENT, text)


def _consent(texts: list[tuple[Labelled, str]]) -> Notice | None:
    """A question about cookies that is nearly all there is to read; a notice below an article is not."""
    said = _said(_CONSENT, texts)
    if not said:
        return None
    about = [sum(word in text for word in _PHRASES["of consent"]) >= 2 or _says(_CONSENT, text) for _, text in texts]
    asking = sum(_words(b) for (b, _), so in zip(texts, about, strict=True) if so)
    others = sum(_words(b) for (b, _), so in zip(texts, about, strict=True) if not so and _words(b) >= _SENTENCE)
    if others > min(_CONSENT.most, asking // 2):
        return None
    return Notice(_CONSENT.what, said, _CONSENT.hint)


def _said(kind: _Kind, texts: list[tuple[Labelled, str]]) -> str:
    """The block that says what such pages say, with its line; "" for none."""
    if not kind.heads and not _says(kind, "\n".join([text for _, text in texts])):
        return ""  # seen without asking each block
    near = texts[:_FIRST] if kind.heads else texts
    said = next((b for b, text in near if (_heads if kind.heads else _says)(kind, text)), None)
    return f"line {said.block.first_line}: “{said.block.text[:80]}”" if said else ""


def _says(kind: _Kind, text: str) -> bool:
    return any(phrase in text for phrase in kind.phrases)


def _heads(kind: _Kind, text: str) -> bool:
    """Whether a text is a short line that names an error and little more, be it beside a site's name."""
    for part in _PARTS.split(text) if len(text.split()) <= _HEAD_LINE else ():
        bare = _NUMBER.sub("", part).strip(" .!:-–")
        if not bare and _NUMBER.fullmatch(part):
            return True
        if any(phrase in bare and len(phrase) > _OF_A_LINE * len(bare) for phrase in kind.phrases):
            return True
    return False


def _words(one: Labelled) -> int:
    """The words of a block; of a script without spaces, half its letters."""
    text = one.block.text
    return word_count(text) if is_western(text) else max(word_count(text), len(_WIDE.findall(text)) // 2)
