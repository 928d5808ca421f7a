"""NAMES: the names in running text with their kinds, by rules and lists, and those worth proposing for an article.

Takes plain text, gives values; reads only the package's own lists."""

from __future__ import annotations

from pressmark.annotation import Name
from pressmark.names.document import decided
from pressmark.names.parsing import drafts
from pressmark.names.pipelines import Pipeline, with_pipeline
from pressmark.names.proposed import proposed_entities
from pressmark.names.tokens import tokens

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
        return decided(found, drafts(found))
    return decided(found, *with_pipeline(found, drafts(found), pipeline))
