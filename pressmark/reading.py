"""INGEST: everything the machine makes of one file of captures, what to call it, and one line that says so. Pure.

bytes ─> captures/ ─> Capture ─> segment ─> Draft ─> names ─> Reading
"""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from pressmark.annotation import Name
from pressmark.capture import Capture
from pressmark.captures import read_capture
from pressmark.captures.facts import STATED_WORDS
from pressmark.captures.part import TooSlowError, too_heavy, too_slow
from pressmark.draft import Draft, Given, drafted
from pressmark.labels import RUNNING, OutletHint
from pressmark.names import find_names, proposed_entities
from pressmark.names.beside_text import beside_text, with_sure
from pressmark.names.pipelines import pipeline_named
from pressmark.problems import Problem, Problems, error, in_order, warning
from pressmark.segment import labelled, unaccounted
from pressmark.segment.no_articles import Notice, stands_instead
from pressmark.text import ID_LENGTH, folded, is_id, slug, squeezed, word_count
from pressmark.vocabulary import Vocabulary

# File names that say nothing of what is in them.
_GENERIC = frozenset(
    "untitled unnamed document page index article saved download downloads capture copy new file text news clipping "
    "scan story html web site view print print-version post item output".split()
)
# A kept share of words below this is worth a look: the text may have been taken for page furniture.
LEAST_KEPT = 0.25
# So many words left out that read like sentences, for each word of running text, are worth a look too.
MOST_SENTENCES_LEFT_OUT = 0.2
_NEAR_THE_TEXT = 12  # blocks
# A page that states so many times the words that it shows, and so many more, shows the beginning of its article alone.
_STATED_MORE = 1.6
_STATED_WORDS_MORE = 80
_ENDS = frozenset(".!?")
_SHORT = 100  # of a notice with fewer words the verdict alone says what is unusual
NOTHING_GIVEN: Mapping[str, Given] = MappingProxyType({})

NamesByKind = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one capture was read as: the draft, and the names proposed for the article's head by kind."""

    draft: Draft
    names: NamesByKind
    capture: Capture
    instead: Notice | None = None  # what the capture shows in place of an article


@dataclass(frozen=True, slots=True)
class Known:
    """What an archive's vocabulary adds to a reading: hints of its outlets, and the kind of each name it describes."""

    hints: tuple[OutletHint, ...]
    kinds: Mapping[str, str]  # folded name -> kind, where one kind alone bears it
    pipeline: str = ""  # the spaCy pipeline that is heard beside the rules of names

    def __reduce__(self) -> tuple[Callable[..., Known], tuple[object, ...]]:
        """A read-only mapping cannot be sent to another process as it is."""
        return _known, (self.hints, dict(self.kinds), self.pipeline)


def _known(hints: tuple[OutletHint, ...], kinds: dict[str, str], pipeline: str) -> Known:
    return Known(hints, MappingProxyType(kinds), pipeline)


def _no_hurry() -> None:
    """Nobody keeps the time."""


def known_from(vocabulary: Vocabulary, pipeline: str = "") -> Known:
    """What the vocabulary tells the reader of captures; an outlet's names are an organization's."""
    hints = tuple(OutletHint(o.id, o.name, o.aliases, o.drop_lines, o.byline or "") for o in vocabulary.outlets)
    kinds: dict[str, set[str]] = defaultdict(set)
    for entity in vocabulary.entities:
        for name in (entity.name, *entity.aliases):
            kinds[folded(name)].add(entity.kind)
    for outlet in vocabulary.outlets:
        for name in (outlet.name, *outlet.aliases):
            kinds[folded(name)].add("organization")
    told = {name: min(found) for name, found in kinds.items() if len(found) == 1}
    return Known(hints, MappingProxyType(told), pipeline)


def read(
    source: str,
    data: bytes,
    known: Known,
    given: Mapping[str, Given] = NOTHING_GIVEN,
    anew: Callable[[], None] = _no_hurry,
) -> tuple[tuple[Reading, ...], Problems]:
    """Everything the machine makes of a file: a Reading for each capture in it. Touches nothing.

    `given` holds what people wrote beside the file, or beside one capture of many in it, by source. Whoever keeps the
    time gives it `anew` for each capture. A reader that fails is our fault, and is said so with the file's name: it
    must not stop the other files. Problems: capture-too-slow, capture-too-heavy, reader-fault, words-lost,
    text-cut-short, text-left-out, and those of the readers.
    """
    collects = gc.isenabled()
    try:
        # What one capture leaves behind is looked through once and not again and again while it is read.
        gc.disable()
        return _read(source, data, known, given, anew)
    except TooSlowError:
        return (), (too_slow(source),)
    except MemoryError:
        return (), (too_heavy(source),)
    except Exception as fault:
        message = f"reading it failed: {type(fault).__name__}: {squeezed(str(fault))[:200]}"
        hint = "this is a fault of Pressmark, not of the file: report it with the file; the other files were read"
        return (), (error(source, "reader-fault", message, hint),)
    finally:
        if collects:
            gc.enable()


def _read(
    source: str, data: bytes, known: Known, given: Mapping[str, Given], anew: Callable[[], None]
) -> tuple[tuple[Reading, ...], Problems]:
    captures, problems = read_capture(source, data, anew)
    readings = []
    more: list[Problem] = list(problems)
    for capture in captures:
        anew()
        try:
            reading, wrong = _understood(source, capture, known, given.get(capture.source) or given.get(source, ()))
        except TooSlowError:
            more.append(too_slow(capture.source))
            continue
        readings.append(reading)
        more += wrong
    return tuple(readings), in_order(more)


def _cut_short(capture: Capture, draft: Draft) -> Problems:
    """Whether the page states far more words of its article than it shows: the others cost money or a click."""
    stated = next((int(fact.value) for fact in capture.facts if fact.field == STATED_WORDS), 0)
    if not stated:
        return ()
    shown = _shown(draft)
    if stated < _STATED_MORE * shown or stated - shown < _STATED_WORDS_MORE:
        return ()
    message = f"the page shows {shown:,} words of an article that has {stated:,} by its own JSON-LD"
    hint = "the others stand in no paragraph; save the page when it shows all of its text"
    return (warning(capture.source, "text-cut-short", message, hint),)


def _understood(source: str, capture: Capture, known: Known, beside: Given) -> tuple[Reading, Problems]:
    """What one capture was read as. Problems: words-lost, text-cut-short, text-left-out."""
    blocks = labelled(capture, known.hints)
    problems: Problems = ()
    if lost := unaccounted(capture, blocks):
        are = "word of the capture is" if lost == 1 else "words of the capture are"
        message = f"{lost} {are} in no block, neither kept nor dropped"
        hint = "this is a fault of Pressmark, not of the file: report it with the file"
        problems = (error(source, "words-lost", message, hint),)
    draft = drafted(capture, blocks, known.hints, beside)
    problems += _cut_short(capture, draft)
    if _shown(draft) >= _SHORT and (doubt := _doubt(draft)):
        hint = "the proposal lists every block with its reason; write into the article what is missing there"
        problems += (warning(capture.source, "text-left-out", doubt, hint),)
    language = draft.value("language").value
    pipeline = pipeline_named(known.pipeline)
    title, body = draft.value("title").value, draft.body
    others = (b.block.text for b in draft.blocks if b.label in ("summary", "caption"))
    text = f"{body}\n\n{beside_text(title if isinstance(title, str) else '', others)}"
    found = with_sure(find_names(text, language if isinstance(language, str) else None, pipeline), len(body))
    names = tuple(_of_known_kind(name, known.kinds) for name in found) if known.kinds else found
    instead = stands_instead(capture, blocks) if "title" not in dict(beside) else None
    return Reading(draft, proposed_entities(text, names), capture, instead), problems


def no_article(reading: Reading) -> Problems:
    """What to say of a capture that shows something in place of its article. Problems: no-article."""
    source, instead = reading.capture.source, reading.instead
    if instead is None:
        return ()
    name = source.rpartition("/")[2]
    message = f"this is {instead.what} ({instead.evidence}); no article was made of it"
    hint = f"{instead.hint}. In {name}.yml beside it, ignore: true sets it aside, and a title makes it an article"
    return (warning(source, "no-article", message, hint),)


def _of_known_kind(name: Name, kinds: Mapping[str, str]) -> Name:
    kind = kinds.get(folded(name.name), name.kind)
    return name if kind == name.kind else replace(name, kind=kind)


def _telling(stem: str) -> bool:
    """Whether a file's name says what is in it: two words or more, of letters, and not only of the general sort."""
    parts = [p for p in stem.split("-") if p]
    told = [p for p in parts if re.fullmatch(r"[a-z]{3,}", p) and p not in _GENERIC]
    return len(told) >= 2 and not any(re.fullmatch(r"(?=.*\d)[0-9a-f]{8,}", p) for p in parts)


def article_id(source: str, title: str | None, taken: set[str]) -> str:
    """The id of a new article: its file's name if that says something, else its title, else the name after all.

    Never one of `taken`: a number is put at its end.
    """
    stem = slug(re.sub(r"(\.[A-Za-z0-9]{1,5})+$", "", source.rpartition("/")[2]))
    candidates = [stem if _telling(stem) else "", slug(title or ""), stem, "article"]
    base = next(c for c in candidates if c and is_id(c))
    number, wanted = 1, base
    while wanted in taken:
        number += 1
        ending = f"-{number}"
        wanted = base[: ID_LENGTH - len(ending)].rstrip("-") + ending
    return wanted


def _sentence_words_left_out(draft: Draft, counts: list[int], kept: int) -> int:
    """The words of blocks that were left out for no better reason than their place, and that end as sentences do.

    Of a whole page, whose most words are none of its article's, only what stands near the text counts. `counts` are the
    words of each block, `kept` those of the blocks that go into the article.
    """
    running = [i for i, b in enumerate(draft.blocks) if b.label in RUNNING]
    far = len(draft.blocks) if not running or 2 * kept >= draft.words else _NEAR_THE_TEXT
    near = range(max(0, running[0] - far), min(len(counts), running[-1] + far + 1)) if running else range(len(counts))
    unsure = [i for i in near if counts[i] >= 3 and draft.blocks[i].label in ("furniture", "navigation", "video")]
    return sum(counts[i] for i in unsure if draft.blocks[i].block.text.rstrip("”\"'’) ")[-1:] in _ENDS)


def _beginning_left_out(draft: Draft) -> str:
    """The line straight above the text that was left out for its place alone and reads as its beginning, "" if none."""
    first = next((i for i, b in enumerate(draft.blocks) if b.label in RUNNING), 0)
    above = draft.blocks[first - 1] if first else None
    if above is None or above.label not in ("furniture", "navigation") or len(above.block.text.split()) < 8:
        return ""
    text = above.block.text.rstrip("”\"'’) ")
    goes_on = draft.blocks[first].block.text[:1].islower() or text[-1:] in "-,"
    return above.block.text if goes_on or text[-1:] in ".!?" else ""


def _shown(draft: Draft) -> int:
    """The words of the running text."""
    return sum([word_count(b.block.text) for b in draft.blocks if b.label in RUNNING])


def _doubt(draft: Draft) -> str:
    """What is unusual about how much of a capture was kept, in words; "" if nothing is."""
    if not draft.body:
        return "no body was found"
    counts = [word_count(b.block.text) for b in draft.blocks]
    kept = sum([count for b, count in zip(draft.blocks, counts, strict=True) if b.kept])
    words = sum(counts)
    if kept < LEAST_KEPT * words:
        return f"only {100 * kept // max(1, words)}% of the words were kept"
    if above := _beginning_left_out(draft):
        return f"the line above the first paragraph was left out: “{above[:40]}…”"
    left = _sentence_words_left_out(draft, counts, kept)
    if left > MOST_SENTENCES_LEFT_OUT * _shown(draft):
        return f"{left} words that read like sentences were left out"
    return ""


def verdict_line(reading: Reading) -> str:
    """One line on a reading: format, title, outlet, date, words kept and dropped, and what to look at."""
    draft = reading.draft
    kept = sum(word_count(b.block.text) for b in draft.blocks if b.kept)
    dropped = sum(word_count(b.block.text) for b in draft.blocks if not b.kept)
    title = draft.value("title").value
    shown = f"“{title}”" if title else "no headline"
    if len(shown) > 60:
        shown = shown[:58] + "…”"
    parts = [draft.format, shown]
    for field in ("outlet", "date"):
        value = draft.value(field).value
        parts.append(str(value) if value else f"{field} unknown")
    parts.append(f"{kept} words kept, {dropped} dropped")
    look = [f for f in ("title", "outlet", "date") if draft.value(f).value is None]
    if doubt := _doubt(draft):
        look.insert(0, f"text: {doubt}")
    return " · ".join(parts) + (f" · look at {', '.join(look)}" if look else " · good")
