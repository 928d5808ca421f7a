"""Turns pages into texts as somebody pastes them, with what is known of each line: more captures to fit to.

Where a page's text is known, its lines are judged by it. Of other pages our own reader of HTML says what is text and
what a caption; those are left out of which it keeps little, or not the phrases that are known to stand in the text.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from train_blocks import CAPTION_COUNTS, Case, judged, plain

sys.path.insert(0, str(Path(__file__).parent.parent))

from pressmark.capture import CapturedBlock
from pressmark.captures import read_capture
from pressmark.labels import RUNNING
from pressmark.segment.labelling import Labelling

SHAPE = "paste of a page"
COUNTS = 0.4  # how much a line of such a text counts, beside one of a capture
FEWEST_WORDS = 80  # of a page's text
MOST_WRONG, LEAST_RIGHT = 0.34, 0.67  # of the phrases that are known not to stand in it, and to stand in it
AROUND = frozenset("nav header footer form button dialog menu aside".split())


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's blocks and their labels."""

    case: dict
    blocks: tuple[CapturedBlock, ...]
    labels: tuple[str, ...]


def read_pages(folder: Path) -> Iterator[ReadPage]:
    """The pages of a folder that can be relied on."""
    for case in json.loads((folder / "truth.json").read_text("utf-8"))["cases"]:
        name = case["files"]["html"]
        data = (folder / name).read_bytes()
        captures, _ = read_capture(name, gzip.decompress(data) if name.endswith(".gz") else data)
        if len(captures) != 1 or not captures[0].blocks:
            continue
        found = Labelling(captures[0]).labels()
        labels = tuple("caption" if "figcaption" in it.block.traits else it.label for it in found)
        page = ReadPage(case, tuple(it.block for it in found), labels)
        if case["truth"].get("body") or _reliable(page):
            yield page


def _reliable(page: ReadPage) -> bool:
    body = plain("\n".join(b.text for b, label in zip(page.blocks, page.labels, strict=True) if label in RUNNING))
    right = [plain(phrase) in body for phrase in page.case["truth"].get("must", ())]
    wrong = [plain(phrase) in body for phrase in page.case["truth"].get("must_not", ())]
    if body.count(" ") < FEWEST_WORDS:
        return False
    return sum(right) >= LEAST_RIGHT * len(right) and sum(wrong) <= MOST_WRONG * len(wrong)


def pasted(page: ReadPage) -> Case | None:
    """The page as a text that is read as a selection; None where it is read as a dump."""
    chance = random.Random(page.case["id"])
    chosen = _selection(page, chance)
    lines: list[str] = []
    owner: dict[int, str] = {}
    tight, previous = chance.random() < 0.18, False
    for i in chosen:
        block = page.blocks[i]
        item = block.shape == "item"
        if lines and not tight and not (item and previous):
            lines.append("")
        mark = f"{block.number}. " if item and block.ordered and block.number else "- " if item else ""
        owner[len(lines) + 1] = page.labels[i]
        lines.append(mark + block.text)
        previous = item
    captures, _ = read_capture("page.txt", "\n".join(lines).encode("utf-8"))
    if len(captures) != 1 or not captures[0].blocks:
        return None
    case = judged(page.case, SHAPE, captures[0])
    if not page.case["truth"].get("body"):
        case = _by_labels(case, page, owner)
    return replace(case, counts=tuple(COUNTS * count for count in case.counts)) if case.kind == "text" else None


def _by_labels(case: Case, page: ReadPage, owner: dict[int, str]) -> Case:
    answers, pictured, counts = [], [], []
    for it in case.looks:
        held = [owner[n] for n in range(it.block.first_line, it.block.last_line + 1) if n in owner]
        answers.append(2 * sum(label in RUNNING for label in held) > len(held))
        pictured.append(not answers[-1] and it.words >= 5 and "caption" in held)
        counts.append(min(it.words, 60) ** 0.5 / 4 * (CAPTION_COUNTS if pictured[-1] else 1.0))
    known = list(zip(page.blocks, page.labels, strict=True))
    body = "\n\n".join(block.text for block, label in known if label in RUNNING)
    captions = tuple(plain(b.text) for b, label in known if label == "caption" and b.text.count(" ") >= 5)
    return replace(
        case, answers=tuple(answers), pictured=tuple(pictured), counts=tuple(counts), body=body, captions=captions
    )  # fmt: skip


def _selection(page: ReadPage, chance: random.Random) -> list[int]:
    """The blocks of a selection: all of the page, or its main part, most often without what is marked as around it."""
    shown = [
        i
        for i, block in enumerate(page.blocks)
        if "hidden" not in block.traits and "alt" not in block.traits and block.shape != "image" and block.text.strip()
    ]
    running = [i for i in shown if page.labels[i] in RUNNING]
    mode = chance.random()
    if mode < 0.2 or not running:
        return shown
    main = _main_part(page, shown, running) if mode < 0.75 else []
    chosen = main or shown
    if mode < 0.9:
        dropped = AROUND - {name for name in ("aside", "header") if chance.random() < 0.4}
        text = frozenset(running)
        chosen = [i for i in chosen if i in text or dropped.isdisjoint(page.blocks[i].traits)]
    if main:
        return chosen
    titles = [k for k, i in enumerate(chosen) if page.labels[i] == "title"]
    first = max(0, (titles[0] if titles else chosen.index(running[0])) - chance.randrange(9))
    last = chosen.index(running[-1]) + 1
    return chosen[first : last + int((len(chosen) - last) * chance.random() ** 2)]


def _main_part(page: ReadPage, shown: list[int], running: list[int]) -> list[int]:
    """The blocks of the innermost article or main element that holds most of the text; [] for none."""
    paths = {
        page.blocks[i].traits[: place + 1]
        for i in running
        for place, name in enumerate(page.blocks[i].traits)
        if name in ("article", "main")
    }
    total = sum(len(page.blocks[i].text) for i in running)
    for path in sorted(paths, key=lambda path: (-len(path), path)):
        inside = [i for i in shown if page.blocks[i].traits[: len(path)] == path]
        if sum(len(page.blocks[i].text) for i in inside if page.labels[i] in RUNNING) >= 0.8 * total:
            return inside
    return []
