"""Spans, folding and ids: the small operations on text that every later stage shares."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

_MARKS = re.compile("[\u0300-\u036f]+")
# Controls that are no white space, and noncharacters: HTML and character references cannot hold them.
_UNFIT = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_NOT_ID = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
_OF_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LETTERS_ALONE = bytes(byte if byte < 128 and chr(byte).isalpha() else 32 for byte in range(256))
_SINGLE_LETTERS = frozenset(chr(byte) for byte in range(128) if chr(byte).isalpha())

# Windows refuses these as file names, whatever the suffix (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
DEVICE_NAMES = frozenset(["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))])
# What no id may be: device names, and the names of pages that stand beside those of things.
RESERVED = DEVICE_NAMES | {"index", "speakers-not-named", "speakers-not-confirmed"}
ID_LENGTH = 60
LINE_LENGTH = 200


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Offsets in code points: start included, end excluded."""

    start: int
    end: int


def fit(text: str) -> str:
    """The text with what no page can hold (controls, noncharacters) as U+FFFD; its length stays."""
    return _UNFIT.sub("\ufffd", text)


def squeezed(text: str) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Lower case without accents, curly marks as straight ones: what two spellings of one name share."""
    if text.isascii():
        return _squeezed_line(text.lower())
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    if text.isascii():
        return _squeezed_line(text.lower())
    return squeezed(_MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold())


def _squeezed_line(text: str) -> str:
    """`squeezed`, in half the time for what has single spaces already."""
    plain = text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "
    return text if plain else squeezed(text)


def single_words(text: str) -> frozenset[str]:
    """The words of letters alone in a text, each once; single letters are none."""
    if not text.isascii():
        text = text.replace("—", " ").replace("–", " ")
    if text.isascii():
        return frozenset(text.encode().translate(_LETTERS_ALONE).decode().split()) - _SINGLE_LETTERS
    return frozenset(_OF_LETTERS.findall(text))


def holds_any(line: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in the line, be it inside a longer one."""
    for word in words:  # noqa: SIM110 # any() takes three times as long, and this is asked of every line
        if word in line:
            return True
    return False


def clipped(text: str, length: int = LINE_LENGTH) -> str:
    """The text in one line, cut at a word with an ellipsis if it is longer than `length`."""
    line = squeezed(text)
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 article", "12 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def words(text: str) -> list[str]:
    """The words of a text in order; an inner apostrophe, full stop or hyphen belongs to its word."""
    return _WORD.findall(text)


def slug(text: str) -> str:
    """The text as an id: a-z, 0-9 and hyphens, at most 60 characters, cut at a word; empty if nothing is left."""
    ascii_text = anyascii(folded(text)).lower().replace("'", "")
    whole = _NOT_ID.sub("-", ascii_text).strip("-")
    if len(whole) > ID_LENGTH:
        whole = whole[:ID_LENGTH].rsplit("-", 1)[0] if "-" in whole[:ID_LENGTH] else whole[:ID_LENGTH]
    return whole + "-1" if whole in RESERVED else whole


def is_id(text: str) -> bool:
    """Whether the text may stand as a file's stem: our characters, our length, no reserved name."""
    return bool(re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?", text)) and text not in RESERVED
