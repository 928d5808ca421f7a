"""NAMES: what the rules share. A rule takes the tokens, where it stands, where the capitalised words end (`block`) and
where the run ends (`end`). It gives a draft (or None) and where to go on, or None if it does not apply."""

from __future__ import annotations

from collections.abc import Callable, Container

from pressmark.names.runs import Draft
from pressmark.names.tokens import Tokens

Step = tuple[Draft | None, int]
Rule = Callable[[Tokens, int, int, int], Step | None]

# How surely a rule tells a kind.
SURE, STRONG, FAIR, SLIGHT = 6.0, 3.0, 2.0, 1.0
# Counties of cricket, which are teams as often as regions.
COUNTIES = frozenset("Essex Kent Surrey Sussex Somerset Hampshire Yorkshire Lancashire Durham".split())
_KNOWN_LENGTH = 6


def known_key(found: Tokens, first: int, last: int) -> str:
    """The words from one token to before another as the lists have them."""
    if last - first == 1:
        return found.words[first]
    key = " ".join(found.words[first:last])
    return key.replace(" 's", "'s").replace(" ’s", "'s") if " 's" in key or " ’s" in key else key


def longest(found: Tokens, at: int, end: int, names: Container[str]) -> int:
    """Where the longest of the known names that begins at a token ends, or `at`."""
    if end == at + 1:
        return end if found.words[at] in names else at
    for last in range(min(end, at + _KNOWN_LENGTH), at, -1):
        if known_key(found, at, last) in names:
            return last
    return at
