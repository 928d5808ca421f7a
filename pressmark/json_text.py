"""BUILD: JSON with indents, as `json.dumps` writes it, in a third of the time.

Python's own writer is quick only without indents. Values are dicts with strings as keys, lists, tuples, strings, whole
numbers, truth values and None.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring as quoted


def indented(value: object, *, sort_keys: bool = False) -> str:
    """The value as JSON, each item on a line of its own, one space for each level; all characters as they are."""
    return _text(value, "\n", sort_keys)


def _text(value: object, line: str, sort_keys: bool) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dict):
        inner = line + " "
        items = sorted(value.items()) if sort_keys else value.items()
        own = [f"{inner}{quoted(key)}: {_text(item, inner, sort_keys)}" for key, item in items]
        return f"{{{','.join(own)}{line}}}" if own else "{}"
    if isinstance(value, list | tuple):
        inner = line + " "
        own = [inner + _text(item, inner, sort_keys) for item in value]
        return f"[{','.join(own)}{line}]" if own else "[]"
    return json.dumps(value)
