"""INGEST: runs of parallel parts inside an article, which are kept whole: timed entries, numbered items, question and
answer, dated events, signed letters.

Their lines are short, and taken one by one they look like what stands around an article: menus, teasers, the times of
videos. A run counts where most of its parts hold sentences and the sentences are not those of another text's margin.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pressmark.segment.anchors import Run, dated, names, numbered, questions, timed, turns
from pressmark.segment.beside_pictures import is_agency
from pressmark.segment.pictures import scene
from pressmark.segment.short_lines import short_lines
from pressmark.segment.traits import Look

_TOLD = 0.6  # of the parts that hold a sentence
_APPROVED = 0.34  # of the parts of a run that hold a block which is held for running text anyway
_ELSEWHERE = 0.8  # as many words for each of a run’s own stand elsewhere at most where nothing needs to be known of it
_KNOWN = 0.6  # of the words of a run: those of its blocks that are not are doubtful
_LONGEST_HEADING = 16  # words
_SURELY = 0.8  # a line that is text so surely is no caption
_LONGEST_CAPTION = 30  # words of one
_NO_PART = ("comments", "legal", "warning")
_PASSING = ("advertisement", "newsletter", "share")  # after which a text goes on


@dataclass(frozen=True, slots=True)
class _Kind:
    """One sort of run. `headed`: a short line after the anchor heads its part; `signed`: the anchor stands after it."""

    what: str
    headed: bool = False
    signed: bool = False


_TIMED = _Kind("the time of an entry", headed=True)
_DATED = _Kind("a dated event", headed=True)
_NUMBERED = _Kind("a numbered part", headed=True)
_TURNS = _Kind("a speaker’s turn")
_QUESTIONS = _Kind("a question with its answer")
_NAMES = _Kind("a name above its part", headed=True)
_LETTERS = _Kind("the signature of a part", signed=True)


def series(looks: list[Look], chances: list[float], found: frozenset[int]) -> dict[int, tuple[str, str]]:
    """The blocks of all runs with their labels and reasons; what is furniture in them is not among them."""
    kept: dict[int, tuple[str, str]] = {}
    for kind, run in _runs(looks, found):
        if any(i in kept for i in run):
            continue
        parts = _parts(looks, kind, run)
        parts = _held_for_text(looks, chances, parts)
        run = tuple(i for i in run if any(i in part for part in parts))
        if len(run) >= 3 and _is_text(looks, parts):
            for i, label in _members(looks, chances, kind, run, parts, found).items():
                kept.setdefault(i, label)
            if not kind.signed:
                _lead(looks, chances, found, run[0], kept)
    for i, label in sorted(short_lines(looks, chances, found.union(kept).__contains__).items()):
        if i - 1 not in kept:
            _lead(looks, chances, found, i, kept)
        kept[i] = label
    return kept


def _lead(
    looks: list[Look], chances: list[float], found: frozenset[int], start: int, kept: dict[int, tuple[str, str]]
) -> None:
    """Keeps the paragraphs that lead up to a run, where no other text does."""
    if any(chance >= 0.5 and it.prose for chance, it in zip(chances[:start], looks, strict=False)):
        return
    for i in range(start - 1, max(-1, start - 4), -1):
        if i in found or not looks[i].prose or looks[i].picture is not None:
            return
        kept.setdefault(i, ("body", "leads up to a run of parts"))


def _runs(looks: list[Look], found: frozenset[int]) -> list[tuple[_Kind, Run]]:
    is_worn = [i in found or it.links >= 0.5 or "around" in it.parts for i, it in enumerate(looks)]
    is_other = [
        own or it.furniture is not None or it.picture is not None for own, it in zip(is_worn, looks, strict=True)
    ]
    worn, other = is_worn.__getitem__, is_other.__getitem__
    runs = [(_TURNS, run) for run in turns(looks, other)]
    runs += [(_NUMBERED, run) for run in numbered(looks, worn)]
    runs += [(_TIMED, run) for run in timed(looks, worn)]
    runs += [(_DATED, run) for run in dated(looks, worn)]
    runs += [(_QUESTIONS, part) for run in questions(looks, other) for part in _pure(looks, run)]
    for run in names(looks, other):
        after = tuple(i for i in run if _says(looks, i + 1))
        before = tuple(i for i in run if _says(looks, i - 1))
        kind, signing = (_LETTERS, before) if len(before) > len(after) else (_NAMES, after)
        if len(signing) >= max(3, 0.8 * len(run)):
            runs.append((kind, signing))
    return runs


def _pure(looks: list[Look], run: Run) -> list[Run]:
    """The run in pieces: between two questions nothing stands but sentences, else they are no parts of one text."""
    pieces: list[list[int]] = [[]]
    for i, following in zip(run, [*run[1:], run[-1] + 2], strict=True):
        inner = [j for j in range(i + 1, min(following, len(looks))) if looks[j].furniture is None]
        if inner and all(_says(looks, j) or (looks[j].picture and not looks[j].byline) for j in inner):
            pieces[-1].append(i)
        else:
            pieces.append([])
    return [tuple(piece) for piece in pieces if len(piece) >= 3]


def _says(looks: list[Look], i: int) -> bool:
    """Whether there is a block of that number, and it says something in a sentence."""
    if not 0 <= i < len(looks):
        return False
    it = looks[i]
    return it.sentence and it.links < 0.5 and it.furniture is None


def _parts(looks: list[Look], kind: _Kind, run: Run) -> list[range]:
    """The blocks of each part."""
    if kind.signed:
        first = run[0]
        while _says(looks, first - 1) and first - 1 >= 0:
            first -= 1
        if first > 0 and first < run[0] and _open(looks[first - 1]) and looks[first - 1].words <= 8:
            first -= 1
        starts = [first, *(i + 1 for i in run[:-1])]
        return [range(a, b + 1) for a, b in zip(starts, run, strict=True)] + [_place(looks, run[-1] + 1)]
    ends = [*run[1:], _last(looks, kind, run)]
    return [range(a, b) for a, b in zip(run, ends, strict=True)]


def _place(looks: list[Look], i: int) -> range:
    """The line after the last signature, if it says where its writer lives as the others’ do."""
    holds = i < len(looks) and _open(looks[i]) and looks[i].words <= 4 and looks[i].date is None
    return range(i, i + 1 if holds else i)


def _open(it: Look) -> bool:
    """Whether it is a short line that does not end as sentences do and is nothing that pages wear."""
    plain = it.furniture is None and it.picture is None and it.links < 0.5 and it.byline is None and it.date is None
    return plain and not it.sentence and it.words <= _LONGEST_HEADING


def _last(looks: list[Look], kind: _Kind, run: Run) -> int:
    """Where the last part ends: with the sentences that follow its anchor, about as many as in the longest part."""
    most = max((b - a for a, b in pairwise(run)), default=1)
    end = run[-1] + 1
    if kind.headed and end + 1 < len(looks) and _open(looks[end]) and _says(looks, end + 1):
        end += 1
    while end < len(looks) and end - run[-1] < most + 2:
        passing = (looks[end].furniture or ("",))[0] in _PASSING
        if not _says(looks, end) and not (passing and _says(looks, end + 1)):
            break
        end += 1
    return end


def _held_for_text(looks: list[Look], chances: list[float], parts: list[range]) -> list[range]:
    """The parts that can belong to the article: all, where little text stands elsewhere; else those that reach as far
    as blocks that are held for text anyway, and a part more on either side."""
    blocks = {i for part in parts for i in part}
    said = sum(looks[i].words for i in blocks if _says(looks, i))
    elsewhere = sum(it.words for i, it in enumerate(looks) if chances[i] >= 0.5 and i not in blocks)
    if elsewhere <= _ELSEWHERE * said:
        return parts
    held = [n for n, part in enumerate(parts) if any(chances[i] >= 0.5 and _says(looks, i) for i in part)]
    near = parts[max(0, held[0] - 1) : held[-1] + 2] if held else []
    return near if len(held) >= _APPROVED * len(near) else []


def _is_text(looks: list[Look], parts: list[range]) -> bool:
    """Whether the parts are those of one text, no comments or teasers: most hold a sentence, few hold furniture."""
    blocks = [i for part in parts for i in part]
    above = looks[blocks[0] - 1].furniture if blocks[0] else None
    if above and above[0] == "related":
        return False
    telling = [part for part in parts if any(_says(looks, i) for i in part)]
    worn = [i for i in blocks if looks[i].furniture is not None and i not in (part.start for part in parts)]
    if len(telling) < _TOLD * len([part for part in parts if len(part)]):
        return False
    if any((looks[i].furniture or ("",))[0] in _NO_PART for i in worn) or len(worn) > 0.25 * len(blocks):
        return False
    return sum(looks[i].links >= 0.5 for i in blocks) <= 0.2 * len(blocks)


def _members(
    looks: list[Look], chances: list[float], kind: _Kind, run: Run, parts: list[range], found: frozenset[int]
) -> dict[int, tuple[str, str]]:
    anchors = frozenset(run)
    said = [i for part in parts for i in part if _says(looks, i)]
    known = sum(looks[i].words for i in said if chances[i] >= 0.5) >= _KNOWN * sum(looks[i].words for i in said)
    titled = kind.headed and 2 * sum(_open(looks[i + 1]) for i in run if i + 1 < len(looks)) >= len(run)
    members: dict[int, tuple[str, str]] = {}
    for part in parts:
        for i in part:
            it = looks[i]
            if i in anchors:
                members[i] = _anchored(looks, kind, i, titled)
            elif i in found or it.furniture or it.links >= 0.5:
                continue
            elif it.byline:
                members[i] = ("byline", "names who wrote a part of the article")
            elif _says(looks, i) and not (
                (i - 1 not in anchors and _signed_below(looks, i, chances[i]))
                or (chances[i] < 0.5 and _pictured(it))
                or (chances[i] < 0.5 and i + 2 in part and _credited(looks, i))
                or (known and i - 1 not in anchors and _doubtful(it, chances[i]))
            ):
                members[i] = (_form(it), f"belongs to {kind.what}")
            elif _open(it) and (kind.signed or (kind.headed and i - 1 in anchors)):
                heads = i < run[-1] or kind.headed
                members[i] = _short(looks, kind, i) if heads else ("body", f"belongs to {kind.what}")
            elif it.picture and it.picture[0] == "credit" and kind is _TURNS and it.text[0] == "(":
                members[i] = ("body", "says in brackets what is heard between two turns")
    return members


def _short(looks: list[Look], kind: _Kind, i: int) -> tuple[str, str]:
    """What a short line inside a part is: its heading, where a sentence follows, if only below a byline."""
    below = i + 2 if i + 1 < len(looks) and looks[i + 1].byline else i + 1
    return ("heading", "heads a part of the article") if _says(looks, below) else ("body", f"belongs to {kind.what}")


def _doubtful(it: Look, chance: float) -> bool:
    """Whether a sentence may well be a caption or a teaser, in a run whose other sentences are held for text."""
    return it.words > 8 and chance < 0.25


def _signed_below(looks: list[Look], i: int, chance: float) -> bool:
    """Whether a line of a part that says more above it is a caption: a credit or an agency's letters stand below it."""
    if chance >= _SURELY or looks[i].words > _LONGEST_CAPTION or i + 1 >= len(looks) or not _says(looks, i - 1):
        return False
    below = looks[i + 1]
    return (below.picture is not None and below.picture[0] == "credit") or is_agency(below.text)


def _credited(looks: list[Look], i: int) -> bool:
    """Whether a credit stands below the block, and a sentence below that."""
    picture = looks[i + 1].picture
    return picture is not None and picture[0] == "credit" and _says(looks, i + 2)


def _pictured(it: Look) -> bool:
    return (it.picture is not None and it.words > 4) or scene(it.text, it.folded, it.words)


def _anchored(looks: list[Look], kind: _Kind, i: int, titled: bool) -> tuple[str, str]:
    """What an anchor is: a heading where it stands above its part and no heading follows it."""
    it = looks[i]
    reason = f"is {kind.what} in a run of them"
    if it.block.shape == "item":
        return "list", reason
    heads = kind.headed and not titled and _open(it) and it.text[-1] not in ",;" and _says(looks, i + 1)
    return ("heading" if it.block.shape == "heading" or heads else "body"), reason


def _form(it: Look) -> str:
    shape = it.block.shape
    return {"item": "list", "heading": "heading", "quotation": "quotation"}.get(shape, "body")
