"""Numbers and words as few characters as can be, all of them plain in a JavaScript string; shards.js reads them.

A number is one character below ONE, else a character that says "more" and the rest as a number again. The characters
that mark something else (`|`, a space, `!`) and those that a script would need to escape are no digits.
"""

from __future__ import annotations

from collections.abc import Iterable

_KEPT = ' "\\<|!\n\r\x1a'
DIGITS = "".join(chr(code) for code in range(3, 128) if chr(code) not in _KEPT)
ONE = 102  # of the digits, those that end a number
_MORE = len(DIGITS) - ONE
LONGEST_SHARED = ONE - 1


class Numbers(dict[int, str]):
    """Each number, from 0, as characters."""

    def __missing__(self, number: int) -> str:
        if number < ONE:
            written = DIGITS[number]
        else:
            rest, digit = divmod(number - ONE, _MORE)
            written = DIGITS[ONE + digit] + self[rest]
        self[number] = written
        return written


def front_coded(words: Iterable[str]) -> Iterable[str]:
    """Each word after how many characters (UTF-16 units) it shares with the one before it, at most LONGEST_SHARED."""
    previous = ""
    for word in words:
        shared = 0
        for one, other in zip(previous, word, strict=False):
            if one != other or one > "\uffff" or shared == LONGEST_SHARED:
                break
            shared += 1
        yield DIGITS[shared] + word[shared:]
        previous = word


def in_order(word: str) -> bytes:
    """What words are sorted by: the order of JavaScript, which compares UTF-16 units."""
    return word.encode("utf-16-be", "surrogatepass")
