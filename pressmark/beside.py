"""INGEST: files that lie beside captures and are none: pictures, sounds and fonts, and what browsers save with a page.

Takes the paths and first bytes of files, touches none.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable

from pressmark.problems import Problem, warning
from pressmark.text import counted

# How many bytes tell what a file is.
FIRST = 512
_BEGINNINGS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00",
    b"ID3\x03\x00", b"ID3\x04\x00", b"OggS\x00", b"fLaC\x00", b"\x1aE\xdf\xa3", b"wOFF\x00", b"wOF2\x00",
    b"OTTO\x00", b"\x00\x01\x00\x00\x00",
)  # fmt: skip
_RIFF = (b"WEBP", b"WAVE", b"AVI ")
# What browsers put behind a page's name for the folder with its pictures, styles and scripts.
_ENDS = tuple(
    "_files -files .files _file -dateien _dateien -filer _filer _fichiers _archivos _bestanden _ficheiros _arquivos "
    "_elemei _pliki _soubory _tiedostot _dosyalar".split()
)
_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".php")


def is_picture(data: bytes) -> bool:
    """Whether the bytes are a picture, a sound, a film or a font, told by how they begin."""
    if data.startswith(b"BM"):
        return b"\x00\x00\x00\x00" in data[6:10]  # two letters alone may begin a text
    if data.startswith(b"RIFF"):
        return data[8:12] in _RIFF
    if data[4:8] == b"ftyp":
        return True
    head = data[:FIRST].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"<svg") or (head.startswith(b"<?xml") and b"<svg" in head and b"<html" not in head):
        return True
    return data.startswith(_BEGINNINGS)


def saved_with_pages(paths: Iterable[str]) -> frozenset[str]:
    """Those of the paths that stand in a folder which a browser made for a saved page beside it."""
    held = tuple(paths)
    stems = {path[: -len(end)].lower() for path in held for end in _PAGES if path.lower().endswith(end)}
    made: dict[str, bool] = {}

    def is_made(folder: str) -> bool:
        if folder not in made:
            low = folder.lower()
            own = any(low.endswith(end) and low[: -len(end)] in stems for end in _ENDS)
            made[folder] = own or bool(folder and is_made(posixpath.dirname(folder)))
        return made[folder]

    return frozenset(path for path in held if is_made(posixpath.dirname(path)))


def passed_over(pictures: Iterable[str]) -> list[Problem]:
    """One warning for each folder with pictures among its captures, with their number."""
    problems = []
    for folder, number in sorted(Counter(map(posixpath.dirname, pictures)).items()):
        what = "is a picture, sound or font and no capture; it is"
        if number > 1:
            what = "are pictures, sounds or fonts and no captures; they are"
        message = f"{counted(number, 'file')} here {what} not read"
        hint = "a picture of an article has no text: save the article as text, HTML or PDF; move the others away"
        problems.append(warning(folder, "pictures-passed-over", message, hint))
    return problems
