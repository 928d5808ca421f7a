"""The scripts in search/ read back: what they hand over, and the texts that results show of documents."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterable, Mapping
from typing import Any

from pressmark.search.pieces import AS_IT_IS, END, Pieces, codes


def received(data: bytes) -> tuple[str, Any]:
    """What a script hands to pressmark.search.receive."""
    match = re.fullmatch(r'pressmark\.search\.receive\("([\w/-]+)",(.*)\);\n', data.decode(), re.S)
    assert match
    return match[1], json.loads(match[2], strict=False)


def unfolded(packed: str) -> tuple[str, ...]:
    """Words of which each begins with a part of the one before."""
    from pressmark.search.packing import DIGITS

    found: list[str] = []
    for entry in packed.split("|") if packed else ():
        found.append((found[-1] if found else "")[: DIGITS.index(entry[0])] + entry[1:])
    return tuple(word.replace("_", " ") for word in found)


def unpacked(packed: str, pieces: Pieces) -> list[str]:
    """The texts that pieces were put for."""
    meaning = {code: piece for piece, code in codes(pieces).items()}
    texts, text, rest = [], "", iter(packed)
    for symbol in rest:
        if symbol == END:
            texts.append(text)
            text = ""
        elif symbol == AS_IT_IS:
            text += next(rest)
        else:
            text += meaning[symbol] if symbol in meaning else meaning[symbol + next(rest)]
    assert all(t.endswith(" ") for t in (*texts, text))
    return [t[:-1] for t in (*texts, text)]


def rows(found: Mapping[str, Any]) -> dict[str, list[tuple[list[str], list[str]]]]:
    """What each file of texts holds: place, name, outlet, date, language and paragraphs; the ids of the paragraphs.

    Places that are free are left out."""
    pieces = Pieces(*map(unfolded, found["index"]["pieces"]))
    made: dict[str, list[tuple[list[str], list[str]]]] = {}
    for name, flat in found.items():
        if name.startswith("texts/"):
            pairs: Iterable[tuple[str, Any]] = zip(flat[::2], flat[1::2], strict=True)
            made[name] = [(unpacked(packed, pieces), ids_of(ids)) for packed, ids in pairs if packed != 0]
    return made


def ids_of(written: str | list[str]) -> list[str]:
    """The ids of paragraphs, given as they are or as four characters each."""
    if not isinstance(written, str):
        return written
    digits = b64decode(written).hex()
    return [f"p-{digits[n : n + 6]}" for n in range(0, len(digits), 6)]
