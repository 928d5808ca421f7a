"""config.yml as a typed value; every key is optional."""

from __future__ import annotations

from dataclasses import dataclass

ANNOTATORS = ("mentions", "quotations", "topics", "passages", "notes")


@dataclass(frozen=True, slots=True)
class Config:
    title: str = "News archive"
    description: str = ""
    language: str = "en"
    site_url: str | None = None
    theme: str = "default"
    publish_unreviewed: bool = True
    sample: bool = False  # says on every page that the content is an invented sample
    rights_statement: str = ""
    rights_show: str = "full"
    annotators: tuple[str, ...] = ANNOTATORS
    boosts: tuple[tuple[str, int], ...] = (
        ("title", 8),
        ("names", 4),
        ("summary", 2),
        ("outlet", 1),
        ("body", 1),
    )
