"""BUILD, annotators: speech outside an article's running text: in its title, its summary and its captions.

A headline has no room for verbs and puts single marks around everything. So its words count as speech where the text
quotes them too, and then of the same speaker; where its own words say who speaks; or where they are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pressmark.annotation import AnchoredNote, Mention, Quotation, Target
from pressmark.annotators.notes import corrected, target_text
from pressmark.annotators.quotations import quotations
from pressmark.annotators.quote_marks import paragraphs, quoted
from pressmark.article import Article
from pressmark.text import folded, words

TARGETS: tuple[Target, ...] = ("title", "summary", "caption")
AS_IN_TEXT = "as in the text"  # how the speaker is known whom the text names for the same words
_LEAST_SAME = 3  # words that are taken from the text's speech, or quoted in a headline; fewer are scare quotes
_LEAST_ALONE = 5  # words that nobody else quotes, at the headline's start or behind a colon


def outside_quotations(
    article: Article, said: Sequence[Quotation], outside: Iterable[Mention], notes: Sequence[AnchoredNote] = ()
) -> tuple[Quotation, ...]:
    """The speech in the article's title, summary and captions, in this order, each with its target.

    `said` are the quotations of its text, `outside` the mentions in the targets. Notes about a target win over rules.
    """
    named = tuple(outside)
    spoken = [(f" {_plain(one.text)} ", one) for one in said]
    found: list[Quotation] = []
    for target in TARGETS:
        text = target_text(article, target)
        mentions = tuple(m for m in named if m.target == target)
        own = tuple(replace(note, target="body") for note in notes if note.target == target)
        quotes = _in_target(text, mentions, spoken, headline=target == "title") if text else ()
        found += [replace(q, target=target) for q in corrected(quotes, own, text)]
    return tuple(found)


def _plain(text: str) -> str:
    return " ".join(words(folded(text)))


def _in_target(
    text: str, mentions: tuple[Mention, ...], spoken: Sequence[tuple[str, Quotation]], *, headline: bool
) -> tuple[Quotation, ...]:
    by_rules = {q.start: q for q in quotations(text, mentions)}
    found = []
    for mark in quoted(text, paragraphs(text)):
        plain = _plain(text[mark.start : mark.end])
        count = len(plain.split())
        same = [one for words_, one in spoken if count >= _LEAST_SAME and f" {plain} " in words_]
        ruled = by_rules.get(mark.start)
        if headline and count < _LEAST_SAME:
            continue
        as_in_text = _as_in_text(Quotation(mark.start, mark.end, text[mark.start : mark.end]), same)
        if ruled is not None and ruled.how and (ruled.speaker or not as_in_text.speaker):
            found.append(ruled)
        elif same:
            found.append(as_in_text)
        elif ruled is not None:
            found.append(ruled)
        elif headline and count >= _LEAST_ALONE and text[: mark.start].rstrip()[-1:] in ("", ":"):
            found.append(Quotation(mark.start, mark.end, text[mark.start : mark.end]))
    return tuple(found)


def _as_in_text(quotation: Quotation, same: Sequence[Quotation]) -> Quotation:
    """The quotation with the speaker whom the text names for its words; without one if it names two."""
    speakers = {(one.speaker, "" if one.speaker else one.speaker_text) for one in same if one.how}
    first = next((one for one in same if one.how), None)
    if first is None or len(speakers) > 1:
        return quotation
    return replace(
        quotation, speaker=first.speaker, speaker_text=first.speaker_text, how=AS_IN_TEXT, meant=first.meant,
        document=first.document,
    )  # fmt: skip
