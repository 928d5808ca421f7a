"""EDGE: build.py inspect, what the machine makes of a capture or of a text; nothing is written.

The two forms are documented in docs/inspect.md: a JSON object a file, and JSON Lines answered line by line.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pressmark.annotation import HEAD_KEY, Mention, Name, Quotation
from pressmark.annotators.date_estimates import text_estimate
from pressmark.annotators.dates import timexes
from pressmark.annotators.mentions import mentions
from pressmark.annotators.notes import target_text
from pressmark.annotators.outside_quotations import TARGETS, outside_quotations
from pressmark.annotators.outside_text import outside_mentions
from pressmark.annotators.quotations import quotations
from pressmark.article import Article
from pressmark.captures.part import TooSlowError, too_heavy, too_slow
from pressmark.disk import load_file
from pressmark.draft import FIELDS, SELDOM, Draft
from pressmark.exports.web_annotations import web_annotations
from pressmark.ingest import pipeline_of, vocabulary_of
from pressmark.limits import limited
from pressmark.names import find_names, is_english, proposed_entities
from pressmark.names.pipelines import pipeline_named
from pressmark.problems import Problems, in_order
from pressmark.proposal.first_article import article_blocks, proposed
from pressmark.readers import died, given_beside
from pressmark.reading import Known, NamesByKind, Reading, known_from, no_article, read
from pressmark.registry import Registry, clusters, registered
from pressmark.sidecar import ENDS
from pressmark.vocabulary import Vocabulary
from pressmark.workers import Died, all_answers

LABELS = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT", "work": "WORK"}
# Fields that stand under "evidence" alone, with their value there.
UNSHOWN = ("updated", *SELDOM)
# One line of JSON Lines on standard input; a longer one is answered by an error.
LINE_LIMIT = 8 * 1024 * 1024

Json = dict[str, object]


def known_to(root: Path | None) -> Vocabulary:
    """What the archive's files describe; nothing when no archive is given."""
    return Vocabulary() if root is None else vocabulary_of(root)


def pipeline_for(root: Path | None) -> tuple[str, Problems]:
    """The spaCy pipeline that the archive wants to be heard, "" for none; none when no archive is given."""
    return ("", ()) if root is None else pipeline_of(root)


def with_names(article: Article, kind: str, values: tuple[str, ...]) -> Article:
    """The article with names of one kind in its head."""
    listed: dict[str, Any] = {HEAD_KEY[kind]: values}
    return replace(article, **listed)


@dataclass(frozen=True, slots=True)
class Found:
    """What annotators find in one text."""

    registry: Registry
    names: tuple[Name, ...]
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]


def found_in(
    text: str, language: str | None, known: Vocabulary, proposed: NamesByKind | None = None, pipeline: str = ""
) -> Found:
    """Names, mentions and quotations of one text, as in an archive that holds nothing else."""
    names = find_names(text, language, pipeline_named(pipeline))
    article = Article("text", "text", text=text)
    for kind, values in proposed if proposed is not None else proposed_entities(text, names):
        article = with_names(article, kind, values)
    registry, _ = registered((article,), known)
    found = mentions(text, registry, registry.listed(article))
    return Found(registry, names, found, quotations(text, found, names) if is_english(language) else ())


def _speaker(found: Found, quotation: Quotation) -> str | None:
    if quotation.speaker:
        return found.registry.name_of(quotation.speaker)
    return quotation.meant or None


def _value(reading: Reading, field: str) -> object:
    value = reading.draft.value(field).value
    if field in ("authors", "contributors"):
        return list(value or ())
    return value


def _object(source: str, reading: Reading, known: Vocabulary, pipeline: str) -> Json:
    draft = reading.draft
    language = draft.value("language").value
    found = found_in(draft.body, language if isinstance(language, str) else None, known, reading.names, pipeline)
    result: Json = {"source": source, **{field: _value(reading, field) for field in FIELDS if field not in UNSHOWN}}
    estimate = text_estimate(draft.body) if draft.value("date").value is None else None
    result["date_estimate"] = estimate.date.text if estimate else None
    result["body"] = draft.body
    result["blocks"] = [
        {
            "label": b.label,
            "reason": b.reason,
            "lines": [b.block.first_line, b.block.last_line],
            "text": b.block.text,
        }
        for b in draft.blocks
    ]
    result["evidence"] = {
        field: {"how": value.how, "evidence": value.evidence, **({"value": value.value} if field in UNSHOWN else {})}
        for field, value in draft.values
        if value.value is not None
    }
    result["annotations"] = web_annotations(source, draft.body, found.mentions, found.quotations)
    english = is_english(language if isinstance(language, str) else None)
    result["targets"] = dict(_outside(source, draft, found, english))
    return result


def _outside(source: str, draft: Draft, found: Found, english: bool) -> Iterator[tuple[str, Json]]:
    """The title, the summary and the captions, each a target of its own with its text and its annotations."""
    title = proposed(draft.value("title"))
    article = Article("text", "text", title=title if isinstance(title, str) else None, blocks=article_blocks(draft))
    known = {mention.entity for mention in found.mentions}
    mentions_ = outside_mentions(article, found.registry, known)
    quotations_ = outside_quotations(article, found.quotations, mentions_) if english else ()
    for target in TARGETS:
        own = tuple(m for m in mentions_ if m.target == target)
        said = tuple(q for q in quotations_ if q.target == target)
        if text := target_text(article, target):
            yield target, {"text": text, "annotations": web_annotations(f"{source}?{target}", text, own, said)}


def inspected(known: Vocabulary, told: Known, path: Path) -> tuple[tuple[Json, ...], Problems]:
    """An object for each capture in the file, one with nothing in it when it cannot be read; keys as in DESIGN.

    `told` is what the vocabulary tells the reader of captures.
    """
    file, problems = load_file(path.parent, path.name)
    problems = tuple(replace(p, path=str(path)) for p in problems)
    if file is not None:
        beside = tuple(path.name + end for end in ENDS if (path.parent / (path.name + end)).is_file())
        given, wrong = given_beside(path.parent, beside)
        held = {str(path): said.given for said in given.values()}
        objects: list[Json] = []
        with limited() as anew:
            readings, more = read(str(path), file.data, told, held, anew)
            for reading in readings:
                anew()
                more = (*more, *no_article(reading))
                try:
                    objects.append(_object(reading.capture.source, reading, known, told.pipeline))
                except TooSlowError:
                    more = (*more, too_slow(reading.capture.source))
                except MemoryError:
                    more = (*more, too_heavy(reading.capture.source))
        problems = in_order((*problems, *(replace(p, path=str(path.parent / p.path)) for p in wrong), *more))
        if objects:
            return tuple(objects), problems
    return (_nothing(path),), problems


def all_inspected(
    paths: tuple[Path, ...], known: Vocabulary, jobs: int, pipeline: str = ""
) -> Generator[tuple[tuple[Json, ...], Problems], None, None]:
    """What `inspected` gives for each of the paths, in their order. Close the iterator to end the processes."""
    look = partial(inspected, known, known_from(known, pipeline))
    with closing(all_answers(look, paths, len(paths), jobs)) as found:
        for path, one in zip(paths, found, strict=True):
            yield ((_nothing(path),), (died(str(path)),)) if isinstance(one, Died) else one


def _nothing(path: Path) -> Json:
    empty: Json = {"source": str(path)}
    for field in FIELDS:
        if field not in UNSHOWN:
            empty[field] = [] if field in ("authors", "contributors") else None
    empty |= {"date_estimate": None, "body": "", "blocks": [], "evidence": {}, "annotations": [], "targets": {}}
    return empty


def in_words(found: Json) -> str:
    """An inspected capture for people: each value with how it is known, then every block with its label."""
    if not found["blocks"] and not found["body"]:
        return f"{found['source']}: nothing was read"
    lines = [f"{found['source']}"]
    evidence = found["evidence"]
    assert isinstance(evidence, dict)
    for field in FIELDS:
        known = evidence.get(field, {})
        value = known.get("value") if field in UNSHOWN else found.get(field)
        shown = ", ".join(value) if isinstance(value, list) else value
        basis = f"   ({known['how']}: {known['evidence']})" if known.get("evidence") else ""
        lines.append(f"  {field:<16} {shown or 'unknown'}{basis}")
    blocks = found["blocks"]
    assert isinstance(blocks, list)
    for block in blocks:
        first, last = block["lines"]
        place = f"{first}" if first == last else f"{first}-{last}"
        text = block["text"] if len(block["text"]) <= 70 else block["text"][:69] + "…"
        lines.append(f"  {place:>9}  {block['label']:<13} {text}")
    return "\n".join(lines)


def _timexes(text: str, dct: object) -> list[Json]:
    """The dates in the text as they are meant on the day given; none when no day is."""
    try:
        day = date.fromisoformat(dct[:10]) if isinstance(dct, str) else None
    except ValueError:
        day = None
    return [{"start": t.start, "end": t.end, "value": t.value} for t in timexes(text, day)] if day else []


def _answer(asked: Json, known: Vocabulary, pipeline: str) -> Json:
    text = asked["text"]
    assert isinstance(text, str)
    found = found_in(text, "en", known, pipeline=pipeline)
    # A title is no part of the name: the span that is answered is the bare name's.
    entities = [
        {"start": n.end - len(n.name) if n.title else n.start, "end": n.end, "label": LABELS[n.kind], "name": n.name}
        for n in found.names
    ]
    quotes = [
        {
            "start": q.start,
            "end": q.end,
            "speaker": _speaker(found, q),
            "mention": q.speaker_text or None,
        }
        for q in found.quotations
    ]
    return {"id": asked.get("id"), "entities": entities, "quotes": quotes, "timexes": _timexes(text, asked.get("dct"))}


def answers(lines: Iterable[str], known: Vocabulary, pipeline: str = "") -> Iterator[str]:
    """An answer for each JSON line, in order; lines with "doc" are answered together at the end of the input.

    A line that is no such object is answered by {"error": …}.
    """
    asked_clusters: list[tuple[object, str, str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            if len(line) > LINE_LIMIT:
                raise ValueError("the line is too long")
            asked = json.loads(line)
            if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
                raise ValueError('needs an object with a "text"')
        except (ValueError, RecursionError) as failure:
            yield json.dumps({"error": f"line {number}: {failure}"})
            continue
        if "doc" in asked:
            asked_clusters.append((asked.get("i"), str(asked["doc"]), asked["text"]))
        else:
            yield json.dumps(_answer(asked, known, pipeline), ensure_ascii=False)
    named = clusters(tuple((doc, text) for _, doc, text in asked_clusters), known)
    for (i, _, _), cluster in zip(asked_clusters, named, strict=True):
        yield json.dumps({"i": i, "cluster": cluster}, ensure_ascii=False)
