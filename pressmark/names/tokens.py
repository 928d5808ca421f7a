"""NAMES: running text as words and marks with their places, and what can be told of each before any name is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, compress, repeat
from operator import sub

_SHORT = (
    "Mr Mrs Ms Mx Dr Sen Sens Gen Gov Govs Rep Reps Lt Col Sgt Capt Cmdr Adm Prof Rev Hon Maj Brig Cpl Pvt St Mt Ft "
    "Jr Sr Messrs Supt Insp Cllr Cllrs Ald Cdr Revd "
    "Det Amb Fr Msgr Inc Corp Co Ltd Bros Cos No Vol Ave Blvd Rd Jan Feb Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed "
    "Thu Thurs Fri "
    "Ala Ariz Ark Calif Colo Conn Fla Kan Mass Mich Minn Neb Nev Okla Ore Pa Tenn Tex Va Vt Wis Wyo Md Ky La Ga Ill"
)
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    rf"|(?=[A-Z][a-z]{{1,5}}\.)(?:{'|'.join(_SHORT.split())})\."
    r"|[A-Z]\.(?=\s?[A-Z])"
    r"|[^\W_]+(?:[-&][^\W_]+|['’](?!s\b)[^\W\d_]+|\.[a-z0-9][^\W_]*)*"
    r"|['’]s\b"
    r"|\n"
    r"|[^\w\s]"
)
# The same with the space before it, or a character that is no token; first of all what most tokens are, a word of small
# letters before a space or comma. One search finds thousands of them in half the time that a search for each takes.
_PIECE = re.compile(rf" ?(?:[A-Za-z][a-z]*(?=[ ,\n])|{TOKEN.pattern}|[^\S\n ]|_)|[^\S\n]")
_NO_TOKEN = re.compile("[\t\x0b-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000_]")
# What a sentence may begin after. A quotation mark may also close, but then no capital follows but a name's.
_BREAKS = frozenset("""\n.!?:;"“”‘'([—–-*•…|·/""")
_SPACES = repeat(" ")
_SHOUTED = 3  # this many words of capitals in a row are a headline, not acronyms


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and marks in order, where each starts. `initial`: a sentence may begin there; `shouted`: all about has
    capitals, so that they tell nothing."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    initial: tuple[bool, ...]
    shouted: tuple[bool, ...]

    def end(self, index: int) -> int:
        """The offset behind a token."""
        return self.starts[index] + len(self.words[index])

    def between(self, first: int, last: int) -> str:
        """The text from one token to before another."""
        return self.text[self.starts[first] : self.end(last - 1)]


def tokens(text: str) -> Tokens:
    """The text's tokens. One empty token stands at the end, so that a next one can always be asked for."""
    pieces = _PIECE.findall(text)
    words = list(map(str.lstrip, pieces, _SPACES))
    starts = list(map(sub, accumulate(map(len, pieces)), map(len, words)))
    if "  " in text or text[-1:] == " " or _NO_TOKEN.search(text):
        holds = [word != "" and not _NO_TOKEN.match(word) for word in words]
        words, starts = list(compress(words, holds)), list(compress(starts, holds))
    initial = [True, *map(_BREAKS.__contains__, words)]
    words.append("")
    starts.append(len(text))
    shouted = _shouted(words)
    _mark_headings(words, shouted)
    return Tokens(text, tuple(words), tuple(starts), tuple(initial), tuple(shouted))


def _shouted(words: list[str]) -> list[bool]:
    marks = [False] * len(words)
    if sum(map(str.isupper, words)) < _SHOUTED:
        return marks
    start, count = 0, 0
    for index, word in enumerate(words):
        if not count and not word.isupper():
            continue
        if len(word) > 1 and word[0].isalpha() and "." not in word:
            if word.isupper():
                if not count:
                    start = index
                count += 1
                continue
        elif word not in ("", "\n", ".") and count:
            continue
        if count >= _SHOUTED:
            marks[start:index] = [True] * (index - start)
        count = 0
    return marks


def _mark_headings(words: list[str], marks: list[bool]) -> None:
    """A short line without a full stop in which nearly every longer word has a capital tells as little as shouting."""
    start = 0
    for index in [index for index, word in enumerate(words) if word == "\n" or not word]:
        line = words[start:index]
        if not line or line[-1] in (".", '"', "”"):
            start = index + 1
            continue
        long = [w for w in line if len(w) > 3 and w[0].isalpha()]
        capitals = sum([w[0].isupper() for w in long])
        if 4 <= len(long) <= 20 and capitals * 5 >= len(long) * 4:
            marks[start:index] = [True] * (index - start)
        start = index + 1
