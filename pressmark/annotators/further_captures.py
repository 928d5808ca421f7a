"""BUILD, annotators: the further captures of an article, each with the machine's reading of it, in order of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pressmark.article import Article
from pressmark.captures import capture_text
from pressmark.draft import Draft
from pressmark.sources import file_of

Capture = tuple[bytes, str]  # the bytes and their SHA-256
Further = Mapping[tuple[str, str], tuple[int, Draft]]


@dataclass(frozen=True, slots=True)
class Version:
    """A further capture of an article: its path, the number of its proposal ("--2"), the machine's reading of it, None
    if there is none, its text, and the digest of its bytes, "" if they are not there."""

    source: str
    number: int
    draft: Draft | None
    capture: str
    capture_sha256: str
    capture_path: str = ""  # the file in which it stands, below content/

    @property
    def captured(self) -> str:
        """When it was taken, as EDTF; "" if it does not say."""
        value = self.draft.value("captured").value if self.draft else None
        return value if isinstance(value, str) else ""


def further_readings(drafts: Mapping[str, Draft]) -> Further:
    """Among readings by the name of their file, those of further captures ("<id>--2"), by article and source."""
    found: dict[tuple[str, str], tuple[int, Draft]] = {}
    for stem, draft in sorted(drafts.items()):
        id_, mark, number = stem.rpartition("--")
        if mark and number.isdecimal():
            found.setdefault((id_, draft.source), (int(number), draft))
    return MappingProxyType(found)


def further_captures(article: Article, readings: Further, captures: Mapping[str, Capture]) -> tuple[Version, ...]:
    """The further captures that an article lists, by the time of capture where each tells it, else by path."""
    found: list[Version] = []
    for source in sorted({v for v in article.versions if v != article.source}):
        number, draft = readings.get((article.id, source), (0, None))
        path = file_of(source, captures)
        held = captures.get(path)
        text, digest = (capture_text(source.removeprefix(path), held[0]), held[1]) if held else ("", "")
        found.append(Version(source, number, draft, text, digest, path))
    if all(version.captured for version in found):
        found.sort(key=lambda version: (version.captured, version.source))
    return tuple(found)
