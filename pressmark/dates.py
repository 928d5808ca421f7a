"""Uncertain dates: a subset of EDTF (Library of Congress, 2019), parsed, ordered and said in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A date as EDTF, with the first and last day it can mean ("YYYY-MM-DD", "" when open or unknown).

    Dates sort by earliest day, then latest, then their text; unknown ones sort after all others when sorted by
    `sort_key`. `text` is the EDTF as written, "unknown" when nothing is known.
    """

    earliest: str
    latest: str
    text: str

    @property
    def known(self) -> bool:
        return self.text != "unknown"


UNKNOWN_DATE = Date("", "", "unknown")
