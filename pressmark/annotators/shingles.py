"""BUILD, annotators: a text as digests of its words, and the runs of words that may stand in another text too.

`word_digests` is the local step: it reads one text, once, and what it gives is all that is remembered of it. `runs_of`
makes of that, and of nothing else, what texts are compared by.
"""

from __future__ import annotations

import re
from array import array
from zlib import crc32

from pressmark.text import folded

SHINGLE = 4  # words in a run: short enough to meet a sentence that is edited every few words

# A bracketed insertion belongs to its word: "understand[s]" is compared as "understands", "[T]he" as "the".
WORD = re.compile(r"\[?\w+(?:[\[\]'’]+\w+)*\]?")
_LETTERS = re.compile(r"\w+")
_WITHIN = b"[]'"  # marks inside words that count for nothing, as "’" does
_FREQUENT = "“”‘—–…•\xa0"  # marks between words: without them most texts are ASCII, which is read ten times as fast
# Each byte of ASCII in lower case, or a space where it is no part of a word; the bytes of other characters stay.
_BYTES = bytes(ord(chr(c).lower()) if chr(c).isalnum() or c == ord("_") else 32 for c in range(128))
_BYTES += bytes(range(128, 256))
# A run's digest is the sum of its words' digests, each times one of these, as a 32-bit number. All are odd, so that
# every bit of a word tells, and below 2^30, so that four products fit into 64 bits side by side.
_FACTORS = (0x1E3779B1, 0x05EBCA77, 0x12B2AE3D, 0x27D4EB2F)
_LEAST_FIRST = array("I", (1,)).tobytes()[0] == 1  # how this machine writes a number


class _Digests(dict[bytes, int]):
    """The digests of words that were met before: an archive has far fewer words than places where they stand."""

    def __missing__(self, word: bytes) -> int:
        if len(self) > 1_000_000:
            self.clear()
        digest = self[word] = crc32(word)
        return digest


_digests = _Digests()


def compared(text: str) -> list[bytes]:
    """The words of a text as they are compared: folded, without marks, in UTF-8. One for each match of WORD."""
    if not text.isascii():
        text = text.replace("’", "")
        for mark in _FREQUENT:
            text = text.replace(mark, " ")
    encoded = text.encode("utf-8", "surrogatepass").translate(_BYTES, _WITHIN)
    words = encoded.split()
    if encoded.isascii():
        return words
    return [part for word in words for part in ((word,) if word.isascii() else _parts(word))]


def _parts(word: bytes) -> list[bytes]:
    """The words in what ASCII does not part: letters of other kinds, with the marks between them."""
    found = _LETTERS.findall(word.decode("utf-8", "surrogatepass"))
    return [folded(part).encode("utf-8", "surrogatepass") for part in found]


def word_digests(text: str) -> bytes:
    """The digests (CRC-32) of a text's words in order: four bytes each, the least first."""
    found = array("I", map(_digests.__getitem__, compared(text)))
    if not _LEAST_FIRST:
        found.byteswap()
    return found.tobytes()


def numbers(digests: bytes) -> array[int]:
    """What `word_digests` gave, as numbers."""
    found = array("I", digests)
    if not _LEAST_FIRST:
        found.byteswap()
    return found


def runs_of(digests: bytes) -> array[int]:
    """The digests of a text's runs of SHINGLE words, in order: the one at n is of the words from n."""
    count = len(digests) // 4 - SHINGLE + 1
    if count < 1:
        return array("I")
    # All sums at once: one long number with a word in each 64 bits, times each factor, shifted by a word.
    wide = bytearray(2 * len(digests))
    for byte in range(4):
        wide[byte::8] = digests[byte::4]
    words = int.from_bytes(wide, "little")
    total = sum((words >> (64 * place)) * factor for place, factor in enumerate(_FACTORS))
    return numbers(_lower_halves(total.to_bytes(len(wide) + 8, "little")[: 8 * count]))


def _lower_halves(wide: bytes) -> bytes:
    """The first four of every eight bytes."""
    halves = bytearray(len(wide) // 2)
    for byte in range(4):
        halves[byte::4] = wide[byte::8]
    return bytes(halves)
