"""INGEST: a mailbox (mbox), as mail programs export the newsletters of a folder: every message in it."""

from __future__ import annotations

import re
from dataclasses import replace

from pressmark.captures import mail
from pressmark.captures.mime import head_of
from pressmark.captures.part import MOST_TEXT, Part, broken
from pressmark.problems import Problem, Problems, error, note
from pressmark.text import counted

NAME = "mailbox"
# The line before each message: "From", who sent it, and when as ctime writes it.
_ENVELOPE = re.compile(
    rb"^From [^\r\n]{0,200}\d\d:\d\d(?::\d\d)?[^\r\n]{0,40}\d{4}[^\r\n]{0,20}\r?\n(?=[A-Za-z][\w-]*:)", re.M
)
# A line of a message that would be taken for one of those is written with a mark before it.
_MARKED = re.compile(rb"^>(>*From )", re.M)
_MOST_MESSAGES = 20_000


def told(data: bytes) -> bool:
    """Whether the bytes are of this format: the line before the first message, and its head."""
    first = _ENVELOPE.match(data)
    return (
        first is not None
        and head_of(data[first.end() : first.end() + 65536].partition(b"\n\n")[0] + b"\n\n") is not None
    )


def opened(source: str, data: bytes) -> tuple[tuple[Part, ...], Problems]:
    """The messages that hold a text, each numbered by its place in the mailbox.

    Problems: capture-broken when none does, capture-too-large (what stands before the limit is kept), pages-skipped.
    """
    parts: list[Part] = []
    problems: list[Problem] = []
    places = [m.span() for m in _ENVELOPE.finditer(data)]
    ends = [start for start, _ in places[1:]] + [len(data)]
    size, mute = 0, 0
    for number, ((_, start), end) in enumerate(zip(places, ends, strict=True), 1):
        found, _ = mail.opened(source, _MARKED.sub(rb"\1", data[start:end]))
        size += sum(len(part.text) for part in found)
        mute += not found
        if size > MOST_TEXT or number > _MOST_MESSAGES:
            message = f"the mailbox holds more than is read at once; what follows message {number - 1:,} was not read"
            problems.append(error(source, "capture-too-large", message, "export fewer messages a file"))
            break
        parts += (replace(part, number=number) for part in found)
    if len(places) == 1:
        parts = [replace(part, number=0) for part in parts]
    if parts and mute:
        message = f"{mute} of the {counted(len(places), 'message')} in it {'holds' if mute == 1 else 'hold'} no text"
        problems.append(note(source, "pages-skipped", message, "look at them in a mail program"))
    if not parts and not problems:
        problems.append(broken(source, f"a {NAME}", "there is no text in its messages"))
    return tuple(parts), tuple(problems)
