"""INGEST: which block is the headline: named traits of each line that could be it, weighed as for running text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import compress

from pressmark.capture import Fact
from pressmark.segment.heads import bare_title, first_text, is_role, like, names_only, says_interview
from pressmark.segment.likelihood import Weights, kind_of
from pressmark.segment.mastheads import is_masthead
from pressmark.segment.no_articles import asks_consent
from pressmark.segment.openings import opening_place
from pressmark.segment.traits import MOST_READ, Look
from pressmark.segment.weights import WEIGHTS
from pressmark.text import folded, holds_any, is_western, word_runs

# "By" and nothing but capitalized or shouted words: writers, agencies, though no name is known among them.
_BY_LINE = re.compile(r"By (?:(?:[A-Z][\w.'’-]*|and|&|of|the|,|de|van|von)[ ,]*){1,9}$")
_LONGEST = 40  # words
_MARKS = tuple("|/@•»©→")
_GLUED = re.compile("[a-z](?=[A-Z])")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SIZES = (2, 3, 4, 5, 6, 8, 11, 15, 20, 27)
_DISTANCES = (1, 2, 3, 4, 6, 10, 20, 50)
_SHARES = (0.01, 0.2, 0.4, 0.55, 0.7, 0.85, 1.0)
_NEAR = 40  # how many lines before the text can say the same as the headline
_OWN_WORDS = 4  # of a headline below a trail of sections
_TRAIL = 40  # characters
_TEXT_READ = 12_000  # characters of the text with which a headline shares its words


@dataclass(frozen=True, slots=True)
class _Page:
    """What the traits of all lines of a page rest on."""

    looks: list[Look]
    begin: int
    words: frozenset[str]
    opening: frozenset[str]
    repeats: Counter[str]
    last: dict[str, int]  # the last block with the same words
    heads: dict[int, frozenset[str]]  # what the lines before the text that could be headlines say
    first_like: int  # the first block that is as long as headlines are
    stated: tuple[str, ...]
    own: tuple[str, ...]  # what the first line says, which in many texts of whole pages is the page's own title
    chances: list[float]
    signed: list[bool]  # of each block whether it holds a date or begins as bylines do
    written: list[bool]  # whether it is a byline or consists of a date
    texts: list[bool]  # whether it is held for a paragraph of the text
    kinds: dict[int, str]  # what the blocks beside those lines are, as far as it was asked


def headline(
    looks: list[Look], chances: list[float], facts: tuple[Fact, ...], taken: frozenset[int], weights: Weights = WEIGHTS
) -> int | None:
    """The number of the block that is the headline; None when the capture holds none."""
    fitted = weights["headline in text" if kind_of(looks) in ("text", "dump") else "headline in markup"]
    always = fitted.get("always", 0.0)
    scores = [
        (-always - sum([fitted.get(name, 0.0) for name in names]), i)
        for i, names in headline_traits(looks, chances, facts, taken)
    ]
    likely = (i for score, i in sorted(scores) if score < 0)
    best = next((i for i in likely if not asks_consent(looks[i].folded) and not is_masthead(looks[i].text)), None)
    best = _below_kind(looks, best, taken)
    return _below_trail(looks, _first_of_two(looks, best, taken), taken)


def _below_kind(looks: list[Look], found: int | None, taken: frozenset[int]) -> int | None:
    """The line below one that says no more than with whom the interview is, if it is a quotation or like a headline."""
    after = (found or 0) + 1
    if found is None or after >= len(looks) or after in taken or not says_interview(looks[found].folded):
        return found
    it = looks[after]
    quoted = it.text[0] in '“"„«»‘' and it.words >= _OWN_WORDS and it.text[-1] not in ".:"
    return after if (quoted or _title_like(it)) and not it.sentence else found


def _below_trail(looks: list[Look], found: int | None, taken: frozenset[int]) -> int | None:
    """The line below that a line ends in, where a trail of sections was joined to it: "HomeLocalCouncil votes"."""
    for i in range((found or 0) + 1, min((found or 0) + 3, len(looks))) if found is not None else ():
        longer, text = looks[found].text, looks[i].text  # type: ignore[index] # there is one
        trail = longer[: -len(text)].strip(" »>/|›")
        if i not in taken and looks[i].words >= _OWN_WORDS and longer.endswith(text) and _is_trail(trail):
            return i
    return found


def _is_trail(text: str) -> bool:
    return 0 < len(text) <= _TRAIL and text[-1] not in ":–—-"


def _first_of_two(looks: list[Look], found: int | None, taken: frozenset[int]) -> int | None:
    """The line just above where it says much the same in other words: a headline and its longer form below."""
    above = (found or 0) - 1
    if found is None or above < 0 or above in taken or not _title_like(looks[above]):
        return found
    own, other = (frozenset(_content(looks[i].folded)) for i in (found, above))
    alike = len(own & other) > 2 and 2 * len(own & other) >= len(other) and not own <= other  # a trail of sections
    return above if alike and looks[above].block.shape == looks[found].block.shape else found


def headline_traits(
    looks: list[Look], chances: list[float], facts: tuple[Fact, ...], taken: frozenset[int]
) -> list[tuple[int, list[str]]]:
    """The blocks that could be the headline, each with its named traits."""
    page = _page(looks, chances, facts)
    return [(i, _traits(page, i)) for i, it in enumerate(looks) if i not in taken and _possible(page, i, it)]


def _page(looks: list[Look], chances: list[float], facts: tuple[Fact, ...]) -> _Page:
    text = " ".join(it.folded or folded(it.text) for i, it in enumerate(looks) if chances[i] >= 0.5 and it.prose)
    titles = [fact.value for fact in facts if fact.field == "title"]
    begin = first_text(looks, chances)
    near = range(max(0, begin - _NEAR), min(begin + 1, len(looks)))
    heads = {
        i: frozenset(_content(looks[i].folded)) for i in (*range(min(3, near.start)), *near) if _title_like(looks[i])
    }
    return _Page(
        looks,
        begin,
        frozenset(_content(text[:_TEXT_READ])),
        frozenset(_content(text[:600])),
        Counter([it.folded for it in looks]),
        {it.folded: i for i, it in enumerate(looks)},
        heads,
        next((i for i, it in enumerate(looks) if _title_like(it)), len(looks)),
        tuple(dict.fromkeys(folded(form) for title in titles for form in (title, bare_title(title)))),
        tuple(dict.fromkeys(folded(form) for form in (looks[0].text, bare_title(looks[0].text)))) if looks else (),
        chances,
        [it.dated or it.byline is not None for it in looks],
        [bool(it.byline or it.date) for it in looks],
        [it.prose and chance >= 0.5 for it, chance in zip(looks, chances, strict=True)],
        {},
    )


def _content(text: str) -> list[str]:
    """The words of a folded text that say something: longer ones; single letters of scripts without spaces."""
    words = [word for word in word_runs(text) if len(word) > 3]
    if not _wide_letters(text):
        return words
    return [*(word for word in words if not _WIDE.search(word)), *_WIDE.findall(text)]


def _possible(page: _Page, i: int, it: Look) -> bool:
    if it.words > _LONGEST or it.byline or not (it.text[0].isalpha() or any(map(str.isalpha, it.text))):
        return False
    if it.prose and it.text[-1] in ".…" and i >= page.begin and it.block.shape != "heading":
        return False
    if it.block.shape in ("image", "table") or (it.words < 2 and _wide_letters(it.text) < 5):
        return False
    if i <= page.begin + 1 or (it.block.shape == "heading" and it.block.level == 1):
        return True
    if it.words < 3:
        return False
    # What was taken for the text's start may be a notice above the headline: a byline or a date comes after that.
    signed = True in page.written[i + 1 : i + 3]
    return it.folded in page.stated or it.folded in page.own or (signed and _title_like(it) and i <= page.begin + 12)


def _traits(page: _Page, i: int) -> list[str]:
    it = page.looks[i]
    block = it.block
    size = bisect_right(_SIZES, it.words)
    distance = page.begin - i
    last = it.text[-1]
    found = [f"words{size}", f"{block.shape}{block.level if block.shape == 'heading' else ''}"]
    found.append("in text" if distance <= 0 else f"before{bisect_left(_DISTANCES, distance)}")
    found.append("ends-" + (last if last in ".:,!?;" else "word" if last.isalnum() else "sign"))
    content = _content(it.folded)
    share = sum(map(page.words.__contains__, content)) / len(content) if content else 0.0
    found.append(f"shared{bisect_right(_SHARES, share)}" if len(content) > 1 else "no-content")
    found.append(f"shared-{min(6, len(page.words.intersection(content)))}")
    found.append(f"opened-{min(4, len(page.opening.intersection(content)))}")
    found.append(f"lower{_lower(it)}")
    found += compress(_SIGNS, _signs(page, i, it))
    found += [f"part-{part}" for part in it.parts]
    found.append(f"links{int(it.links * 2.99)}")
    if it.folded in page.stated:
        found.append("stated")
    elif it.words >= 3 and any(like(it.folded, title) for title in page.stated):
        found.append("nearly-stated")
    found += _neighbours(page, i)
    found += _echoes(page, i)
    found += _as_named(page, i)
    if i < 3:
        found.append(f"place{i}")
    if i <= page.first_like:
        found.append("first-of-size")
    return found


_SIGNS = tuple(
    f"is-{name}"
    for name in (
        "repeated", "repeated-later", "furniture", "picture", "caption", "date", "dated", "by", "names", "role",
        "sentences", "two-sentences", "opening", "signs", "shouted", "colon", "prose", "running", "glued",
    )
)  # fmt: skip


def _signs(page: _Page, i: int, it: Look) -> tuple[bool, ...]:
    """Which of _SIGNS hold of a line."""
    text = it.text
    return (
        page.repeats[it.folded] > 1,
        page.last[it.folded] > i,
        it.furniture is not None,
        it.picture is not None,
        it.picture is not None and it.picture[0] == "caption",
        it.date is not None,
        it.dated,
        it.byline is not None or _says_by(text),
        names_only(text),
        is_role(it.folded),
        it.sentences,
        it.sentences and it.sentence,
        opening_place(text) is not None,
        holds_any(text, _MARKS),
        text.isupper(),
        ": " in text[: len(text) // 2],
        it.prose,
        page.chances[i] >= 0.5,
        _GLUED.search(text) is not None,
    )


_STEPS = tuple((step, f"{step:+d} ") for step in (-2, -1, 1, 2, 3))


def _neighbours(page: _Page, i: int) -> list[str]:
    looks, total = page.looks, len(page.looks)
    found = []
    for step, name in _STEPS:
        j = i + step
        if not 0 <= j < total:
            found.append(name + "edge")
            continue
        kind = page.kinds.get(j)
        if kind is None:
            kind = page.kinds[j] = _kind(looks[j])
        found.append(name + kind)
    if True in page.signed[i + 1 : i + 7]:
        found.append("then-byline")
    if True in page.written[max(0, i - 4) : i]:
        found.append("byline-before")
    if True in page.texts[i + 1 : i + 4]:
        found.append("then-text")
    return found


def _kind(it: Look) -> str:
    """What a block beside a line is."""
    if it.dated:
        return "date"
    if it.byline is not None or _says_by(it.text):
        return "byline"
    if it.picture:
        return "picture"
    if it.furniture:
        return it.furniture[0]
    return "prose" if it.prose else "title" if _title_like(it) else "short"


def _says_by(text: str) -> bool:
    return text.startswith("By ") and _BY_LINE.match(text) is not None


def _echoes(page: _Page, i: int) -> list[str]:
    """Whether lines above or below say much the same: a page's own title, the headline on a list of pages."""
    own = frozenset(_content(page.looks[i].folded))
    found = set()
    for j in page.heads if len(own) > 1 else ():
        other = page.heads[j]
        same = len(own & other)
        if j != i and same > 1 and 2 * same >= min(len(own), len(other)):
            more = "same" if own == other else "holds" if own > other else "held" if own < other else "like"
            found.add(f"{more}-{'above' if j < i else 'below'}")
    return sorted(found)


def _as_named(page: _Page, i: int) -> list[str]:
    """What the capture's first line says of a line: the same words, or some of them; and whether it is that line."""
    it = page.looks[i]
    if not i:
        return ["first-bare" if len(page.own) == 1 else "first-with-site", "first-dumped" if it.dumped else "first"]
    if it.words < 3:
        return []
    if it.folded in page.own:
        return ["as-first"]
    whole = page.own[-1]
    if any(like(it.folded, own) for own in page.own):
        return ["like-first"]
    return ["in-first"] if it.words >= 4 and it.folded in whole else []


def _title_like(it: Look) -> bool:
    plain = it.furniture is None and it.picture is None and it.date is None and it.byline is None
    return plain and (4 <= it.words <= 30 or _wide_letters(it.text) >= 10) and it.text[-1] not in ".:,"


def _wide_letters(text: str) -> int:
    return 0 if is_western(text) else len(_WIDE.findall(text))


def _lower(it: Look) -> int:
    """How many of the words begin in lower case, 0 to 4."""
    if len(it.text) <= MOST_READ:
        return int(4 * it.low / len(it.pieces))
    words = it.text.split()
    return int(4 * sum([word[0].islower() for word in words]) / len(words))
