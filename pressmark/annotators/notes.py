"""BUILD, annotators: people's notes hung on the words they are about, and what notes say about other annotations.

A note whose words are gone is kept and reported: nobody's writing is dropped because an article was corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pressmark.annotation import AnchoredNote, Mention, Quotation
from pressmark.article import Article
from pressmark.notes import Note
from pressmark.problems import Problem, Problems, in_order, warning
from pressmark.selectors import Selector, candidates, resolve
from pressmark.text import clipped

_SHOWN = 60  # letters of a quoted passage in a problem


def target_text(article: Article, target: str) -> str:
    """The text to which offsets into a target refer; blocks of summaries and captions are joined by two line feeds."""
    if target == "body":
        return article.text
    if target == "title":
        return article.title or ""
    return "\n\n".join(block.text for block in article.blocks if block.role == target)


def anchored(article: Article, notes: tuple[Note, ...]) -> tuple[tuple[AnchoredNote, ...], Problems]:
    """The article's notes with the spans they are about, sorted by target and place; those without a place come last.

    A note with no words is about its whole target. One whose words cannot be found, or stand in several places, has
    `found` False and a warning "note-astray".
    """
    found: list[AnchoredNote] = []
    problems: list[Problem] = []
    for note in notes:
        text = target_text(article, note.target)
        selector = Selector(note.exact, note.prefix, note.suffix)
        if note.exact:
            span = resolve(text, selector)
            start, end, held = (span.start, span.end, True) if span else (0, 0, False)
        else:
            start, end, held = 0, len(text), bool(text)
        if not held:
            problems.append(_astray(note, text, selector))
        found.append(
            AnchoredNote(
                id=note.id,
                article=article.id,
                kind=note.kind,
                text=note.text,
                exact=note.exact,
                target=note.target,
                start=start,
                end=end,
                found=held,
                links=note.links,
                speaker=note.speaker,
                entity=note.entity,
                verdict=note.verdict,
                evidence=note.evidence,
                by=note.by,
                on=note.on,
                path=note.path,
                line=note.line,
            )
        )
    found.sort(key=lambda n: (not n.found, n.target != "body", n.target, n.start, n.end, n.id, n.path, n.line))
    return tuple(found), in_order(problems)


def _astray(note: Note, text: str, selector: Selector) -> Problem:
    quoted = clipped(note.exact, _SHOWN) if note.exact else f"the {note.target}"
    if not text:
        message = f'the note "{note.id}" waits: the article has no {note.target}'
        return warning(note.path, "note-astray", message, "write in: body, or delete the note", line=note.line)
    near = candidates(text, selector, 2)
    same = [span for span in near if text[span.start : span.end] == note.exact]
    if len(same) > 1:
        message = f'the note "{note.id}" waits: “{quoted}” stands in more than one place of the {note.target}'
        hint = "add prefix or suffix, the words right before or after the place that is meant"
    else:
        message = f'the note "{note.id}" waits: “{quoted}” does not stand in the {note.target}'
        hint = "correct exact to words that stand there now, or delete the note"
        if near:
            meant = clipped(text[near[0].start : near[0].end], _SHOWN)
            hint = f"write exact: “{meant}” if that is meant, or delete the note"
    return warning(note.path, "note-astray", message, hint, line=note.line)


def corrected(quotations: tuple[Quotation, ...], notes: tuple[AnchoredNote, ...], text: str) -> tuple[Quotation, ...]:
    """The quotations as people's notes of kind "quotation" correct them.

    A note names the speaker of every quotation that it mostly covers or that covers it, "none" takes the speaker away,
    and one that says nothing of the speaker leaves it. Where the machine found no quotation, the note's words become
    one.
    """
    result = list(quotations)
    for note in notes:
        if note.kind != "quotation" or not note.found or note.target != "body":
            continue
        speaker = "" if note.speaker == "none" else note.speaker
        met = [i for i, q in enumerate(result) if _covers(note, q)]
        for index in met:
            if note.speaker:
                result[index] = replace(result[index], speaker=speaker, how="note")
        if not met and all(q.end <= note.start or note.end <= q.start for q in result):
            result.append(Quotation(note.start, note.end, text[note.start : note.end], speaker, how="note"))
    return tuple(sorted(result, key=lambda q: (q.start, q.end)))


def _covers(note: AnchoredNote, quotation: Quotation) -> bool:
    shared = min(note.end, quotation.end) - max(note.start, quotation.start)
    return shared * 2 > min(note.end - note.start, quotation.end - quotation.start)


def named_by_notes(
    found: tuple[Mention, ...], notes: tuple[AnchoredNote, ...], kinds: Mapping[str, str]
) -> tuple[Mention, ...]:
    """The mentions as people's notes of kind "entity" correct them; `kinds` are those of the entities, by id."""
    said = [n for n in notes if n.kind == "entity" and n.entity and n.found and n.target == "body"]
    if not said:
        return found
    kept = [m for m in found if all(m.end <= n.start or n.end <= m.start for n in said)]
    kept += [Mention(n.start, n.end, n.entity, kinds[n.entity], "note") for n in said if n.entity in kinds]
    kept.sort(key=lambda m: (m.start, m.end))
    return tuple(m for i, m in enumerate(kept) if i == 0 or kept[i - 1].end <= m.start)
