"""NAMES: a spaCy pipeline beside the rules, if an archive wants one: its spans as votes and as further drafts.

What the rules say stays: one kind for one name, known places and organizations, surnames after full names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import import_module, util
from typing import Protocol

from pressmark.names.document import name_key
from pressmark.names.evidence import KINDS
from pressmark.names.runs import Draft
from pressmark.names.titles import title_length
from pressmark.names.tokens import Tokens

# Tried in this order; any other pipeline for English comes after.
PREFERRED = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm")
KIND_OF = {
    "PERSON": "person", "PER": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
    "EVENT": "event", "WORK_OF_ART": "work", "LAW": "work",
}  # fmt: skip
# Fitted on WikiGold, not on what the figures are of: a vote weighs about as much as a good word beside a name.
VOTE = 1.0
ALONE = 2.0
_UNUSED = ["lemmatizer", "attribute_ruler", "tagger", "parser"]
_ARTICLES = frozenset(["the", "The", "a", "an", "A", "An"])
_ENDS = frozenset(["'s", "’s", ".", ",", ";", ":", "'", "’", '"', "”"])


class Span(Protocol):
    """What is used of spaCy's spans."""

    @property
    def start_char(self) -> int: ...
    @property
    def end_char(self) -> int: ...
    @property
    def label_(self) -> str: ...


class Doc(Protocol):
    """What is used of spaCy's documents."""

    @property
    def ents(self) -> Iterable[Span]: ...


class Pipeline(Protocol):
    """What is used of spaCy's pipelines."""

    def __call__(self, text: str, /) -> Doc: ...


def installed_pipeline() -> str:
    """The name of the spaCy pipeline that would be used: a preferred one, else the first for English, "" for none."""
    if util.find_spec("spacy") is None:
        return ""
    names: list[str] = sorted(import_module("spacy.util").get_installed_models())
    english = [name for name in names if name.startswith("en_")]
    return next((name for name in (*PREFERRED, *english) if name in names), "")


@cache
def pipeline_named(name: str) -> Pipeline | None:
    """The installed pipeline of that name, read once; None for ""."""
    if not name:
        return None
    pipeline: Pipeline = import_module("spacy").load(name, exclude=_UNUSED)
    return pipeline


def _spans(found: Tokens, pipeline: Pipeline) -> list[tuple[int, int, str]]:
    """First token, the one after the last, and kind of each name that the pipeline finds, without article and title."""
    result = []
    for span in pipeline(found.text).ents:
        kind = KIND_OF.get(span.label_)
        first, last = bisect_left(found.starts, span.start_char), bisect_left(found.starts, span.end_char)
        last = min(last, len(found.words) - 1)
        while first < last and found.words[first] in _ARTICLES:
            first += 1
        while first < last and found.words[last - 1] in _ENDS:
            last -= 1
        title = title_length(found.words[first:last]) if kind == "person" else 0
        if kind is not None and first < last:
            result.append((first + title if title < last - first else first, last, kind))
    return result


def with_pipeline(found: Tokens, drafts: list[Draft], pipeline: Pipeline) -> tuple[list[Draft], dict[str, list[float]]]:
    """The drafts with those of names that the pipeline alone finds, and its votes on the kind of each name."""
    votes: dict[str, list[float]] = {}
    more: list[Draft] = []
    for first, last, kind in _spans(found, pipeline):
        met = [draft for draft in drafts if draft.first < last and first < draft.last]
        if not met and found.words[first][:1].isupper():
            more.append(Draft(first, last, kind, ALONE, "pipeline", first))
        for draft in met:
            vote = VOTE if (draft.first, draft.last) == (first, last) else VOTE / 2
            votes.setdefault(name_key(found, draft), [0.0] * len(KINDS))[KINDS.index(kind)] += vote
    apart = [draft for n, draft in enumerate(more) if n == 0 or more[n - 1].last <= draft.first]
    together = sorted((*drafts, *apart), key=lambda draft: draft.first)
    count = Counter(name_key(found, draft) for draft in together)
    return together, {key: [value / count[key] for value in held] for key, held in votes.items()}
