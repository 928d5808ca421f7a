"""Spans, folding and ids: the small operations on text that every later stage shares."""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_decode, charmap_encode
from dataclasses import dataclass
from encodings.cp1252 import decoding_table, encoding_table

from anyascii import anyascii

_MARKS = re.compile("[\u0300-\u036f]+")
# Controls that are no white space, and noncharacters: HTML and character references cannot hold them.
_UNFIT = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
# Bytes of UTF-8 without which a text has none of these; the first ones of characters beside which some of them stand.
_PERHAPS_UNFIT = bytes([*(b for b in range(0x80) if _UNFIT.match(chr(b))), 0xC2, 0xEF, *range(0xF0, 0xF5)])
_NOT_ID = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
_DIGIT = re.compile(r"\d")
_OF_LETTERS = re.compile(r"[^\W\d_]+")
_OF_LETTERS_AND_DIGITS = re.compile(r"\w+")
# What a text is made of, character by character, as bytes of Windows-1252.
_CP1252 = [bytes([byte]).decode("cp1252", "replace") for byte in range(256)]
_LETTERS = bytes(32 if c == "\ufffd" or not _OF_LETTERS.match(c) else b for b, c in enumerate(_CP1252))
_LETTERS_AND_DIGITS = bytes(32 if c == "\ufffd" or not re.match(r"\w", c) else b for b, c in enumerate(_CP1252))
_BEGUN = b"".join(b" " if c.isspace() else b"a" if c.islower() else b"A" for c in _CP1252)

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
    try:
        data = text.encode()
    except UnicodeEncodeError:  # half of a pair
        return _UNFIT.sub("\ufffd", text)
    # A pattern of so many characters takes longer over a text than all else that is done with it.
    return text if len(data.translate(None, _PERHAPS_UNFIT)) == len(data) else _UNFIT.sub("\ufffd", text)


def squeezed(text: str) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Lower case without accents, curly marks as straight ones: what two spellings of one name share."""
    if text.isascii():
        return _squeezed_line(text.lower())
    data = western(text.replace("ß", "ss").replace("…", "..."))
    flat = data.translate(_FLAT) if data is not None else b"\0"
    return squeezed(_flat(text)) if b"\0" in flat else _squeezed_line(of_western(flat))


def _flat(text: str) -> str:
    flat = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    flat = flat.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return flat.casefold()


def _flat_byte(byte: int) -> int:
    """What folding makes of a character of Windows-1252, 0 where that is no character of it or more than one."""
    try:
        flat = _flat(bytes([byte]).decode("cp1252")).encode("cp1252")
    except UnicodeError:
        return 0
    return flat[0] if len(flat) == 1 else 0


_FLAT = bytes(map(_flat_byte, range(256)))


def _squeezed_line(text: str) -> str:
    """`squeezed`, in half the time for what has single spaces already."""
    return text if _is_plain(text) else squeezed(text)


def _is_plain(text: str) -> bool:
    """Whether no white space is in a text but single spaces inside it."""
    return text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "


def western(text: str) -> bytes | None:
    """The text in Windows-1252, None where it holds what that has not. Nearly all texts are in it, and what is asked of
    each of a text's characters is answered of bytes in a tenth of the time."""
    if text.isascii():
        return text.encode("ascii")
    try:
        return charmap_encode(text, "strict", encoding_table)[0]  # the codec itself calls this at some length
    except UnicodeEncodeError:
        return None


def of_western(data: bytes) -> str:
    """The text that these bytes are in Windows-1252."""
    return data.decode("ascii") if data.isascii() else charmap_decode(data, "strict", decoding_table)[0]


def is_western(text: str) -> bool:
    """Whether the text holds but Latin letters of Western languages, which Windows-1252 has."""
    return western(text) is not None


def letter_runs(text: str) -> list[str]:
    """The runs of letters in a text, in order: its words without numbers and marks."""
    data = western(text)
    return _OF_LETTERS.findall(text) if data is None else of_western(data.translate(_LETTERS)).split()


def word_runs(text: str) -> list[str]:
    """The runs of letters and digits in a text, in order."""
    data = western(text)
    return (
        _OF_LETTERS_AND_DIGITS.findall(text)
        if data is None
        else of_western(data.translate(_LETTERS_AND_DIGITS)).split()
    )


def digits_in(text: str) -> int:
    """How many digits a text holds."""
    data = western(text)
    return len(_DIGIT.findall(text)) if data is None else len(data) - len(data.translate(None, b"0123456789"))


def words_in_lower_case(text: str) -> int:
    """How many of the words that white space parts begin with a small letter."""
    data = western(text)
    if data is None:
        return sum([word[0].islower() for word in text.split()])
    begun = data.translate(_BEGUN)
    return begun.count(b" a") + begun.startswith(b"a")


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


def word_count(text: str) -> int:
    """How many words white space parts the text into; quickly where single spaces do."""
    if text and _is_plain(text):
        return text.count(" ") + 1
    return len(text.split())


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
