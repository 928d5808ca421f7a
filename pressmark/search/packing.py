"""Numbers and words as few characters as can be, all of them plain in a JavaScript string; shards.js reads them.

A number is one character below ONE, else a character that says "more" and the rest as a number again. The characters
that mark something else (`|`, a space, `!`) and those that a script would need to escape are no digits.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def shared_lengths(words: Sequence[str]) -> list[int]:
    """How many characters (UTF-16 units) each word shares with the one before it, at most LONGEST_SHARED."""
    found = []
    previous = ""
    shared = 0  # about as much as the two words before had in common
    for word in words:
        while shared and previous[:shared] != word[:shared]:
            shared -= 1
        longest = min(len(previous), len(word), LONGEST_SHARED)
        while shared < longest and previous[shared] == word[shared] <= "\uffff":
            shared += 1
        found.append(shared)
        previous = word
    return found


def front_coded(words: Sequence[str], shared: Sequence[int] | None = None) -> list[str]:
    """Each word after how many characters it shares with the one before it, if that is not given, as a digit."""
    lengths = shared_lengths(words) if shared is None else shared
    return [DIGITS[length] + word[length:] for length, word in zip(lengths, words, strict=True)]


def in_order(word: str) -> bytes:
    """What words are sorted by: the order of JavaScript, which compares UTF-16 units."""
    return word.encode("utf-16-be", "surrogatepass")
