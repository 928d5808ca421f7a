"""BUILD, annotators: what changed between two captures of one article, block by block and then word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\w+(?:[’'\-.]\w+)*|\s+|[^\w\s]")
# Two blocks are one block changed when this share of their words agrees; else one went and the other came.
_ONE_BLOCK = 0.5
# A block is looked for among so many that follow: comparing all with all would take too long.
_COMPARED = 60
# Longer blocks, in characters, are shown as gone and come: the time that a comparison takes grows with their square.
_LONGEST = 24_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both captures have ("same"), that came ("ins") or that went ("del")."""

    kind: Literal["same", "ins", "del"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A block of the two captures: "same", "changed", "ins" or "del", under its label, with its words in pieces."""

    kind: Literal["same", "changed", "ins", "del"]
    label: str
    pieces: tuple[Piece, ...]


Labels = tuple[tuple[str, str], ...]  # label and text of each block


def changes(before: Labels, after: Labels) -> tuple[Change, ...]:
    """Every block of two captures in order, with what changed in it. Equal texts are the same under any label."""
    texts = [text for _, text in before], [text for _, text in after]
    found: list[Change] = []
    for tag, a, a_end, b, b_end in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Change("same", label, (Piece("same", text),)) for label, text in after[b:b_end]]
        else:
            found += _replaced(before[a:a_end], after[b:b_end])
    return tuple(found)


def counted(found: tuple[Change, ...]) -> tuple[int, int]:
    """How many words came, and how many went."""
    came = sum(len(p.text.split()) for c in found for p in c.pieces if p.kind == "ins")
    went = sum(len(p.text.split()) for c in found for p in c.pieces if p.kind == "del")
    return came, went


def _replaced(before: Labels, after: Labels) -> list[Change]:
    """Blocks that differ: those that are one block changed beside each other, the others as gone and come."""
    found: list[Change] = []
    at = 0
    for label, text in before:
        partner = _partner(text, after, at)
        if partner is None:
            found.append(Change("del", label, (Piece("del", text),)))
            continue
        found += [Change("ins", name, (Piece("ins", new),)) for name, new in after[at:partner]]
        found.append(Change("changed", after[partner][0], words_changed(text, after[partner][1])))
        at = partner + 1
    return found + [Change("ins", label, (Piece("ins", text),)) for label, text in after[at:]]


def _partner(text: str, after: Labels, at: int) -> int | None:
    """The place of the block that the text became: the most alike of those that are still free."""
    best: tuple[float, int] | None = None
    words = text.split()
    for place in range(at, min(len(after), at + _COMPARED)):
        other = after[place][1].split()
        matcher = SequenceMatcher(None, words, other, autojunk=False)
        if matcher.real_quick_ratio() < _ONE_BLOCK or matcher.quick_ratio() < _ONE_BLOCK:
            continue
        ratio = matcher.ratio()
        if ratio >= _ONE_BLOCK and (best is None or ratio > best[0]):
            best = ratio, place
    return best[1] if best else None


def words_changed(before: str, after: str) -> tuple[Piece, ...]:
    """The words of two texts in one line: a run that changed first as it was, then as it is."""
    if max(len(before), len(after)) > _LONGEST:
        return Piece("del", before), Piece("ins", after)
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    for tag, a, a_end, b, b_end in _steps(one, other):
        if tag == "equal":
            pieces.append(Piece("same", "".join(other[b:b_end])))
            continue
        if a_end > a:
            pieces.append(Piece("del", "".join(one[a:a_end])))
        if b_end > b:
            pieces.append(Piece("ins", "".join(other[b:b_end])))
    return tuple(pieces)


def _steps(one: list[str], other: list[str]) -> list[tuple[str, int, int, int, int]]:
    """The steps from one to the other; a lone space between two changes belongs to them, so that phrases stay whole."""
    steps: list[tuple[str, int, int, int, int]] = []
    for tag, a, a_end, b, b_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        changed = tag != "equal"
        space = not changed and "".join(one[a:a_end]).isspace()
        if steps and steps[-1][0] != "equal" and (changed or space):
            _, first, _, start, _ = steps[-1]
            steps[-1] = ("replace", first, a_end, start, b_end)
        else:
            steps.append(("replace" if changed else "equal", a, a_end, b, b_end))
    return steps
