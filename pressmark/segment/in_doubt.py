"""INGEST: lines of a selected text that are kept though the judgement is in doubt.

Who selects a text takes little else with it, and a line left out is lost to the reader while one too many is seen. So
less is asked of a line than that it is more likely text than not, but where it may well be a caption.
"""

from __future__ import annotations

import re

from pressmark.segment.beside_pictures import is_agency
from pressmark.segment.traits import Look
from pressmark.segment.word_scores import Words, word_scores

_ENOUGH = 0.35  # the least likelihood of such a line
_ENOUGH_AS_SENTENCE = 0.25  # of one near the text that ends as sentences do
_ENOUGH_BY_WORDS = 0.2  # of one whose words speak against a caption, in the text or near it
_ENOUGH_OFF = 0.4  # and of one far from the text
_NEAR = 3  # blocks
_NO_CAPTION = -0.1  # at most so much may the words speak for a caption
_FEWEST_WORDS = 3
_SIGNED_POST = re.compile(r"[—–-]{1,2} ?\S.{1,60} \(@\w{2,20}\).{0,30}")


def kept_in_doubt(looks: list[Look], i: int, chances: list[float], off: int, words: Words) -> bool:
    """Whether to keep a block of a selection that is nothing that pages wear; `off` are the blocks to the text."""
    it, chance = looks[i], chances[i]
    if signs_post(it) and i and chances[i - 1] >= 0.5:
        return True
    if off > 0 and (it.dated or it.date is not None or (i and looks[i - 1].furniture is not None)):
        return False
    least = _ENOUGH_BY_WORDS if off <= _NEAR else _ENOUGH_OFF
    if chance < least or it.words < _FEWEST_WORDS:
        return False
    if it.text[-1] == ":" and i and chances[i - 1] >= 0.5:  # announces what follows
        return True
    below = looks[i + 1] if i + 1 < len(looks) else None
    if below is not None and (below.picture is not None or is_agency(below.text)):
        return False
    enough = _ENOUGH_AS_SENTENCE if it.sentence and off <= _NEAR else _ENOUGH
    return chance >= enough or word_scores(it.said, words)[1] <= _NO_CAPTION


def signs_post(it: Look) -> bool:
    """Whether a line says whose post the lines above it are: "— Ana Sol (@anasol) March 4, 2031"."""
    return it.text[0] in "—–-" and _SIGNED_POST.fullmatch(it.text) is not None
