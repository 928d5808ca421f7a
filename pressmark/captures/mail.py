"""INGEST: e-mail, as newsletters come: the HTML or text of a message, and what its head says of it."""

from __future__ import annotations

import re
from email.message import Message
from email.utils import parseaddr

from pressmark.capture import Fact
from pressmark.captures.encoding import decoded_as
from pressmark.captures.mime import Leaf, head_of, header, header_place, leaves
from pressmark.captures.moments import moment
from pressmark.captures.part import Part, broken
from pressmark.problems import Problems
from pressmark.text import squeezed

NAME = "e-mail"
# How the places of what the head says of sender and day begin.
SENDER, SENT = "From header", "Date header"
# What only mail programs write. People who copy a message keep at most From, To, Date and Subject.
_TECHNICAL = ("message-id", "received", "mime-version", "return-path", "content-type", "dkim-signature")
_PASSED_ON = re.compile(r"^(?:(?:fwd?|fw|re|wg|aw|tr)\s*:\s*)+", re.I)
# Newsletters are laid out in tables that say nothing of what is in them.
_LAYOUT = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th|center)(?=[\s>/])", re.I)


def told(data: bytes) -> bool:
    """Whether the bytes are of this format: a head as mail programs write it."""
    head = head_of(data)
    if head is None or "from" not in head:
        return False
    if not ("subject" in head or "date" in head):
        return False
    dated = bool(moment(header(head, "Date"))) and re.match(r"\w{3}, |\d{1,2} \w{3} ", header(head, "Date"))
    return any(name in head for name in _TECHNICAL) or bool(dated)


def opened(source: str, data: bytes) -> tuple[tuple[Part, ...], Problems]:
    """The message's HTML, or its text where it has none. Problems: capture-broken."""
    head = head_of(data)
    found: dict[str, Leaf] = {}
    for leaf in leaves(data):
        if leaf.kind in ("text/html", "text/plain") and not leaf.attached:
            found.setdefault(leaf.kind, leaf)
    for kind in ("text/html", "text/plain"):
        if head is None or kind not in found:
            continue
        text, encoding = decoded_as(found[kind].content(), found[kind].charset())
        if text.strip():
            markup = _LAYOUT.sub(r"<\1div", text) if kind == "text/html" else ""
            return (Part(text, encoding, NAME, _facts(data, head), markup=markup),), ()
    return (), (broken(source, NAME, "there is no text in it"),)


def _facts(data: bytes, head: Message) -> tuple[Fact, ...]:
    subject = _PASSED_ON.sub("", header(head, "Subject"))
    sender = squeezed(parseaddr(header(head, "From"))[0].strip("'\" "))
    when = moment(header(head, "Date"))
    facts = (
        Fact("title", subject, header_place(data, "Subject")),
        Fact("outlet", sender, header_place(data, "From")),
        Fact("date", when, header_place(data, "Date")),
    )
    return tuple(fact for fact in facts if fact.value)
