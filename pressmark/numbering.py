"""Which number each item of a list bears, and where it must be said: lists that begin late, count down, are parted."""

from __future__ import annotations

HIGHEST = 999_999_999  # Markdown has no longer numbers


class Numbering:
    """Follows the items of one run of lists, nested by level; an item goes on from the one before it on its level."""

    def __init__(self) -> None:
        self._last: list[tuple[bool, int]] = []  # ordered and number, a level each

    def end(self) -> None:
        """Something else follows: the next item begins another list."""
        self._last = []

    def stated(self, level: int, ordered: bool, number: int) -> int:
        """The number of the next item where it has to be said, 0 where the list gives it by itself (or none is known).

        The item then counts as taken.
        """
        natural = 1
        if len(self._last) >= level:
            same, last = self._last[level - 1]
            natural = min(last + 1, HIGHEST) if same == ordered else 1
            del self._last[level - 1 :]
        while len(self._last) < level - 1:
            self._last.append((False, 1))
        kept = ordered and 0 < number <= HIGHEST and number != natural
        self._last.append((ordered, number if kept else natural))
        return number if kept else 0

    @property
    def number(self) -> int:
        """The number that the item taken last bears."""
        return self._last[-1][1]
