"""Values to scripts that hand them to pressmark.search.receive: what works from disk, where nothing can be fetched."""

from __future__ import annotations

import json
import re

from pressmark.tree import File


def value(of: object) -> bytes:
    """A value as JavaScript writes it; nothing in a text can end a script element or a line.

    A half of a surrogate pair has no UTF-8; its escape is what JSON writes for it.
    """
    text = json.dumps(of, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "backslashreplace")


def string(packed: str) -> bytes:
    """A packed text, which has nothing to escape, as JavaScript writes it."""
    return f'"{packed}"'.encode("utf-8", "backslashreplace")


def script(name: str, written: bytes) -> File:
    """The script search/NAME.js, which hands over what is written."""
    return File(f"search/{name}.js", b'pressmark.search.receive("' + name.encode() + b'",' + written + b");\n")


_REMARK = re.compile(rb"^[ \t]*//(?![^\n]*(?:opyright|icen[sc]e|@|#))[^\n]*\n", re.M)
_INDENT = re.compile(rb"^[ \t]+|\n(?=\n)", re.M)


def without_remarks(written: bytes) -> bytes:
    """A script without lines that are remarks and without indents: a fifth less to send. Notices of authors and licence
    stay, and a script in which a text may go over lines is left as it is."""
    if any(line.count(b"`") % 2 or line.endswith((b"\\", b"\\\r")) for line in written.split(b"\n")):
        return written
    return _INDENT.sub(b"", _REMARK.sub(b"", written))
