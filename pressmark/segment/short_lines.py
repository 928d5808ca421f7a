"""INGEST: runs of short lines inside an article that are no menu: verses, what a recipe needs, the rows of a table, the
results of matches."""

from __future__ import annotations

import re
from collections.abc import Callable

from pressmark.segment.beginnings import LETTERS, Begun
from pressmark.segment.traits import Look
from pressmark.text import digits_in

_NEAR = 6  # blocks between such lines and the text
_VERSE_WORDS = 12
_FEWEST_VERSES = 4
_FEWEST_ROWS = 3
_LONGEST_ROW = 7
_AMOUNT = re.compile(
    r"(?:about |ca\.? |approx\.? )?(?:\d+(?:[.,/]\d+)?(?: ?[-–] ?\d+(?:[.,/]\d+)?)?|"
    r"½|¼|¾|⅓|⅔|⅛|1⁄2|an?|one|two|three|half|ein(?:e|en)?)"
    r"(?: \d/\d| ?1⁄2)? ?"
    r"(?:(?:kg|g|gr|mg|ml|cl|dl|l|oz|lbs?|pounds?|ounces?|cups?|tbsps?|tsps?|tablespoons?|teaspoons?|pints?|quarts?|sticks?|"
    r"cloves?|slices?|cans?|tins?|pinch(?:es)?|handfuls?|bunch(?:es)?|sprigs?|eggs?|el|tl|prisen?|zehen?|bund|dosen?|packung|"
    r"eier|cuilleres?|tasses?|gousses?|oeufs?|cucharad(?:it)?as?|tazas?|dientes?|huevos?|cucchiai(?:ni)?|spicchi|uova)\b.*|"
    r"(?:\(.{2,20}\) |large |medium |small |ripe |fresh |whole |grosse |kleine ).*)"
)
_AMOUNTS_BEGIN = frozenset("½¼¾⅓⅔⅛1aotheca")  # and digits
_NEEDED = re.compile(
    r"(?:for the .{2,30}:?|(?:the )?ingredients|you(?:'ll| will) need|zutaten|ingredients? .{0,20}|"
    r"ingredientes|ingredienti|ingrediënten|"
    r"ingredienser|(?:method|directions|instructions|preparation|steps|zubereitung|so geht's|preparacion|preparazione|"
    r"elaboracion|etapes|fremgangsmate|gor sa har)):?"
)
_LONGEST_TOLD = 60  # characters; these two find no longer line
_SERVES = re.compile(
    r"(?:(?:prep(?:aration)?|cook(?:ing)?|total|active|resting|bake|baking)(?: time)?:? .{1,24}|"
    r"(?:serves|makes|yields?|servings?):? .{1,20}|(?:fur|pour|para|per) \d.{0,20})"
)
_BEGUN = Begun((_NEEDED, _SERVES))
_POINT = 30  # words
_FEWEST_POINTS = 2
# What stands over the points that open a report; folded.
_POINTS = re.compile(
    r"(?:(?:the )?key (?:points|takeaways|facts|events|developments)|at a glance|in brief|in short|quick summary|"
    r"summary|what we know(?: so far)?|what you need to know|the main points|highlights|das wichtigste(?: in kurze)?|"
    r"auf einen blick|kurz und knapp|kurz zusammengefasst|darum geht es|(?:les )?points? cles?|l['’]essentiel|en bref|"
    r"(?:las )?claves|puntos clave|lo mas importante|en resumen|in breve|(?:i )?punti chiave|in sintesi|em resumo|"
    r"pontos[ -]chave|in het kort|kort samengevat|kort om|oppsummert|kort fortalt|sammanfattning|w skrocie|strucne):?"
)
_LONGEST_RESULT = 14
_SIDE = r"([^\W_][^\d:;!?,]{1,34}?(?: \d{2,4})?)"
_MORE = r"(?: ?\((?:[\d:–, ./-]|pens?|aet|n\.V|i\.E|ht|ft|a\.e\.t\.?){1,24}\))?"
_RESULT = re.compile(
    rf"{_SIDE} \d{{1,3}} ?[-–—:] ?\d{{1,3}}{_MORE} {_SIDE}{_MORE}|{_SIDE} \d{{1,3}},? {_SIDE} \d{{1,3}}{_MORE}|"
    rf"{_SIDE} ?(?:[-–—]|vs?\.?) ?{_SIDE}:? \d{{1,3}} ?[-–—:] ?\d{{1,3}}{_MORE}"
)
_AFTER_FIGURES = frozenset(".,:%–-")
_FIGURES_END = re.compile(r"[^\W\d_].*\s[+-]?\d[\d.,:%–-]*$")


def short_lines(looks: list[Look], chances: list[float], taken: Callable[[int], bool]) -> dict[int, tuple[str, str]]:
    """The blocks of such runs with their labels and reasons; only runs that stand between or beside paragraphs."""
    kept: dict[int, tuple[str, str]] = {}
    free = [it.links < 0.5 and it.picture is None and not taken(i) for i, it in enumerate(looks)]
    for first, end in _runs(looks, free, _verse_like):
        if _is_verse(looks, first, end) and _beside(looks, chances, first, end):
            kept |= dict.fromkeys(range(first, end), ("body", "is a line of verse"))
    for first, end in _runs(looks, free, _needed):
        if sum(bool(_AMOUNT.fullmatch(looks[i].folded)) for i in range(first, end)) >= _FEWEST_ROWS:
            for i in range(first, end):
                heads = bool(_NEEDED.fullmatch(looks[i].folded))
                kept[i] = ("heading" if heads else "list", "says what a recipe needs")
    for first, end in _runs(looks, free, _is_row):
        rows = end - first >= _FEWEST_ROWS and not any(i in kept for i in range(first, end))
        if rows and _between(looks, first, end):
            kept |= dict.fromkeys(range(first, end), ("list", "is a row of a table"))
            above = looks[first - 1]
            if first and not taken(first - 1) and above.words <= 8 and not above.sentence and not above.furniture:
                kept[first - 1] = ("heading", "heads the rows of a table")
    return _key_points(looks, chances, free) | _results(looks, chances, free) | kept


def _key_points(looks: list[Look], chances: list[float], free: list[bool]) -> dict[int, tuple[str, str]]:
    """The lines below a heading such as "Key points" before the text: those on the lines next to each other, or
    without a full stop."""
    text = next((i for i, it in enumerate(looks) if chances[i] >= 0.5 and it.prose and it.words > _POINT), len(looks))
    for i in range(min(text, len(looks))):
        if not looks[i].folded or not _POINTS.fullmatch(looks[i].folded):
            continue
        end = i + 1
        while end < len(looks) and free[end] and _is_point(looks, end, i):
            end += 1
        if end - i > _FEWEST_POINTS and end < len(looks):
            heads = {i: ("furniture", "heads the points listed before the text")}
            return heads | dict.fromkeys(range(i + 1, end), ("summary", "is one of the points listed before the text"))
    return {}


def _is_point(looks: list[Look], i: int, heading: int) -> bool:
    it, above = looks[i], looks[i - 1]
    plain = it.block.shape == "paragraph" and it.furniture is None and it.byline is None and not it.dated
    beside = it.block.first_line - above.block.last_line <= 1 or i == heading + 1
    apart = it.text[-1] in '.!?”"' and not beside
    return plain and 4 <= it.words <= _POINT and not it.text[0].isdigit() and not apart


def _results(looks: list[Look], chances: list[float], free: list[bool]) -> dict[int, tuple[str, str]]:
    """Lines that are a result and no more ("Northfield 3-1 Eastport"), and the short line that heads several."""
    kept: dict[int, tuple[str, str]] = {}
    scored = [free[i] and is_result(it) for i, it in enumerate(looks)]
    for i in [i for i, holds in enumerate(scored) if holds]:
        beside = (i and scored[i - 1]) or scored[i + 1 : i + 2] == [True]
        before = any(chances[j] >= 0.5 and looks[j].prose for j in range(max(0, i - 2 * _NEAR), i))
        if before and (beside or any(looks[j].prose for j in range(i + 1, min(len(looks), i + 1 + _NEAR)))):
            kept[i] = ("list", "is the result of a match")
            above = looks[i - 1]
            if beside and i - 1 not in kept and free[i - 1] and above.words <= 4 and not above.sentence:
                kept[i - 1] = ("heading", "heads the results of matches")
    return kept


def is_result(it: Look) -> bool:
    """Whether a line names two sides and how many each has, and nothing else."""
    if not 3 <= it.words <= _LONGEST_RESULT or it.block.shape not in ("paragraph", "item"):
        return False
    found = _RESULT.fullmatch(it.text) if digits_in(it.text) else None
    sides = [side for side in found.groups() if side] if found else []
    return len(sides) == 2 and all(_is_side(side) for side in sides)


def _is_side(text: str) -> bool:
    """Whether a few words can name a team: longer ones begin with capitals."""
    words = [word for word in text.split() if len(word) > 3]
    return any(c.isupper() for c in text) and all(word[0].isupper() or word[0].isdigit() for word in words)


def _runs(looks: list[Look], free: list[bool], fits: Callable[[Look], bool]) -> list[tuple[int, int]]:
    """The stretches of blocks that are free and fit, as first number and end."""
    runs: list[tuple[int, int]] = []
    start = 0
    for i, it in enumerate(looks):
        if not (free[i] and fits(it)):
            if i - start >= _FEWEST_ROWS:
                runs.append((start, i))
            start = i + 1
    return [*runs, (start, len(looks))] if len(looks) - start >= _FEWEST_ROWS else runs


def _verse_like(it: Look) -> bool:
    plain = it.block.shape == "paragraph" and it.furniture is None and it.date is None and it.byline is None
    return plain and it.words <= _VERSE_WORDS


def _is_verse(looks: list[Look], first: int, end: int) -> bool:
    lines = [looks[i].text for i in range(first, end)]
    if len(lines) < _FEWEST_VERSES:
        return False
    open_ends = sum(line[-1] in ",;:—–-" for line in lines) + sum(line[:1].islower() for line in lines[1:])
    words = [word for line in lines for word in line.split()[1:]]
    lower = sum(word[0].islower() for word in words)
    return open_ends >= 0.4 * len(lines) and lower >= 0.7 * len(words) and len(words) >= 2 * len(lines)


def _needed(it: Look) -> bool:
    """Whether a line is of a recipe’s list: an amount of something, or what stands among such lines."""
    if not it.folded:
        return False
    may = it.folded[0] in _AMOUNTS_BEGIN or it.folded[0].isdecimal()
    return (may and _AMOUNT.fullmatch(it.folded) is not None) or _told(it)


def _told(it: Look) -> bool:
    """Whether a line stands in a list of what a recipe needs without an amount: its heading, a time, a pinch."""
    line = it.folded
    if len(line) <= _LONGEST_TOLD and _BEGUN[line[:LETTERS]] and (_NEEDED.fullmatch(line) or _SERVES.fullmatch(line)):
        return True
    return it.words <= 4 and line.startswith("a ")


def _is_row(it: Look) -> bool:
    if it.text.count(" | ") >= 2:  # cells with lines between them
        return it.furniture is None and it.words <= 40
    short = 2 <= it.words <= _LONGEST_ROW and it.furniture is None and it.date is None and it.byline is None
    ends = short and (it.text[-1].isdecimal() or it.text[-1] in _AFTER_FIGURES)
    return ends and it.block.shape in ("paragraph", "item") and bool(_FIGURES_END.fullmatch(it.text))


def _beside(looks: list[Look], chances: list[float], first: int, end: int) -> bool:
    near = (*range(max(0, first - _NEAR), first), *range(end, min(len(looks), end + _NEAR)))
    sure = max(chances) >= 0.5
    return any((chances[i] >= 0.5 or not sure) and looks[i].prose for i in near)


def _between(looks: list[Look], first: int, end: int) -> bool:
    before = any(looks[i].prose for i in range(max(0, first - 2 * _NEAR), first))
    return before and any(looks[i].prose for i in range(end, min(len(looks), end + 2 * _NEAR)))
