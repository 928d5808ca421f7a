"""INGEST: captions in texts that only what stands beside them tells: a picture's number, a video's length, a credit."""

from __future__ import annotations

import re
from collections.abc import Container

from pressmark.segment.head_words import AGENCY
from pressmark.segment.traits import Look

_LENGTH = re.compile(r"\d{1,2}:\d\d(?::\d\d)? ?min\b\.?|\d{1,2}[.:]\d\d min(?:utes?|uten)?", re.I)
_NUMBER = re.compile(r"\d{1,2}(?: ?(?:/|of|von|de) ?\d{1,2})?")
_FILM = re.compile(r"[-–—|] ?video(?: report| explainer)?", re.I)
_SOURCE = re.compile(r"(?:quelle|source|fuente|fonte|bron|kilde)n?\b")
_SOURCED = 0.1
_LONGEST = 45  # words of a caption
_LONGEST_CREDITED = 60  # and of one with a credit below it
_LIKELY = 0.9  # a line that is text so surely is not called a caption for what stands beside it


def beside_pictures(
    looks: list[Look], chances: list[float], begin: int, end: int, found: Container[int]
) -> dict[int, tuple[str, str]]:
    """The lines between a text's first and last block that belong to a picture or a video, with their labels."""
    held: dict[int, tuple[str, str]] = {}
    for i in range(max(1, begin), min(end, len(looks))):
        it, above = looks[i], looks[i - 1]
        if i in found or it.furniture is not None or it.block.traits or it.words > _LONGEST:
            continue
        if _lasts(it):
            held[i] = ("video", "gives a video’s day and length")
            if i - 1 not in found and above.sentence and above.words <= _LONGEST and chances[i - 1] < _LIKELY:
                held[i - 1] = ("video", "stands above a video’s length, as what is said of it does")
        elif chances[i] >= _LIKELY or it.words < 5:
            continue
        elif it.words <= 20 and not it.sentence and _FILM.search(it.text, len(it.text) - 20):
            held[i] = ("video", "says that it is a video")
        elif not it.sentence and _numbers(above):
            held[i] = ("caption", "stands below a picture’s number")
        elif it.text == above.text and (it.picture is not None or above.picture is not None or not it.sentence):
            held[i - 1] = held[i] = ("caption", "stands twice, as captions do that are also read aloud")
        elif it.words <= 30 and i + 1 < len(looks) and is_agency(looks[i + 1].text):
            held[i] = ("caption", "stands above the agency that made the picture")
            held[i + 1] = ("credit", "names the agency that made the picture")
    return {i: label for i, label in held.items() if i not in found}


def _lasts(it: Look) -> bool:
    return it.words <= 6 and not it.sentence and _LENGTH.search(it.text) is not None and it.text[0].isdigit()


def _numbers(it: Look) -> bool:
    crumb = it.picture is not None and it.picture[0] == "furniture"
    return crumb or _NUMBER.fullmatch(it.text) is not None


def is_agency(text: str) -> bool:
    """Whether a line is nothing but an agency's letters."""
    return len(text) <= 8 and text.isupper() and AGENCY.fullmatch(text) is not None


def _heads_caption(looks: list[Look], credit: int) -> bool:
    """Whether the caption that a credit goes with stands below it, and no credit of its own below that."""
    below = [it.picture[0] if it.picture else "" for it in looks[credit + 1 : credit + 3]]
    return below[:1] == ["caption"] and below[1:] != ["credit"] and not looks[credit].block.traits


def above_credit(looks: list[Look], i: int, chance: float, begin: int) -> bool:
    """Whether the block above a credit goes with it: it is set apart from the text as the credit is."""
    it, credit = looks[i], looks[i + 1]
    if it.words < 4 or (it.text[-1] == ":" and not it.block.traits) or _heads_caption(looks, i + 1):
        return False
    if chance < _LIKELY and _SOURCE.match(credit.folded):  # what an article rests on stands at its end
        return chance < _SOURCED and it.links < 0.5
    if chance < 0.5 and not it.furniture:
        return it.links < 0.5
    if begin <= i and chance < _LIKELY and it.words <= _LONGEST_CREDITED and not it.block.traits:
        return True
    same = it.block.traits and credit.block.traits[: len(it.block.traits)] == it.block.traits
    others = sum([other.block.traits == it.block.traits for other in looks])
    return bool(same) and others == 1
