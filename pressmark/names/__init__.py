"""NAMES: the names in running text with their kinds, by rules and lists, and those worth proposing for an article.

Takes plain text, gives values; reads only the package's own lists."""

from __future__ import annotations

import re
from collections import defaultdict

from pressmark.annotation import Name
from pressmark.names.document import decided
from pressmark.names.parsing import drafts
from pressmark.names.pipelines import Pipeline, with_pipeline
from pressmark.names.proposed import proposed_entities
from pressmark.names.tokens import tokens

_TURN = re.compile(r"^([^\W\da-z_]\.?(?:[^\W\da-z_]\.?){0,3}): ", re.M)
_TWO = 2

__all__ = ["Name", "find_names", "is_english", "proposed_entities"]


def is_english(language: str | None) -> bool:
    """Whether the rules read the language: English, also where it is not known."""
    return not language or language.lower().replace("_", "-").split("-")[0] in ("en", "eng", "english")


def find_names(text: str, language: str | None = "en", pipeline: Pipeline | None = None) -> tuple[Name, ...]:
    """The names in a text, sorted, not overlapping, offsets in code points. The rules are of English: a text in another
    language has none; None (unknown) is taken for English. A spaCy pipeline may be heard too."""
    if not is_english(language):
        return ()
    found = tokens(text)
    if pipeline is None:
        names = decided(found, drafts(found))
    else:
        names = decided(found, *with_pipeline(found, drafts(found), pipeline))
    speaking = _initials_of_speakers(text, names)
    return tuple(name for name in names if name.start not in speaking) if speaking else names


def _initials_of_speakers(text: str, names: tuple[Name, ...]) -> frozenset[int]:
    """Where initials before a colon say who speaks ("AR: How …"), in two paragraphs or more and nowhere else.

    Two letters are somebody's; more may be an outlet's or an office's, where none of them are those of a person named.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for turn in _TURN.finditer(text):
        places[turn[1].replace(".", "")].append(turn.start(1))
    often = {letters: starts for letters, starts in places.items() if len(starts) > 1}
    if not often:
        return frozenset()
    persons = {"".join(word[0] for word in name.name.split()) for name in names if name.kind == "person"}
    sure = not persons.isdisjoint(often)
    return frozenset(
        place
        for letters, starts in often.items()
        if (sure or len(letters) <= _TWO) and len(re.findall(rf"\b{letters}\b", text)) <= len(starts)
        for place in starts
    )
