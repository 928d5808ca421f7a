"""INGEST: what a file that packs captures holds: texts with the facts that the packing states of them."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark.capture import Fact
from pressmark.problems import Problem, error

# Text that all parts of one file may hold together; what lies beyond is refused, not read.
MOST_TEXT = 400_000_000
AGAIN = "save the page again, or take the file away"


class TooSlowError(BaseException):
    """The time for one capture is up. Raised by whoever keeps the time, in the middle of whatever is done; it is no
    Exception, so that no library takes it for a fault of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text out of a file, decoded, with line feeds only.

    `packing` names what it came in ("MHTML", "" for a file that is the text itself). `number` is its place among the
    pages of the file, from 1; 0 where the file has no more than one. `markup` is what is read in place of the text
    where that differs (with the same lines).
    """

    text: str
    encoding: str
    packing: str = ""
    facts: tuple[Fact, ...] = ()
    number: int = 0
    markup: str = ""


def too_slow(source: str) -> Problem:
    """What to say of a capture that takes longer to read than any page should."""
    message = "reading it took more than 5 seconds, which no article needs; it was given up"
    return error(source, "capture-too-slow", message, "keep one article a file, as text or HTML, or take it away")


def too_heavy(source: str) -> Problem:
    """What to say of a capture that takes more memory to read than any page should."""
    message = "reading it takes more memory than is allowed for one capture; it was given up"
    return error(source, "capture-too-heavy", message, "keep one article a file, as text or HTML, or take it away")


def broken(source: str, kind: str, reason: str) -> Problem:
    """What to say of a file that begins as one of a kind and cannot be read as one."""
    return error(source, "capture-broken", f"the capture is {kind} that cannot be read: {reason}", AGAIN)
