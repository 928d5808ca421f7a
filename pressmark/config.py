"""config.yml as a typed value; every key is optional."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pressmark import schema
from pressmark.nodes import Node, read_mapping
from pressmark.problems import Problems, in_order
from pressmark.schema import UNKNOWN, Reading, Schema, many

ANNOTATORS = ("mentions", "quotations", "topics", "passages", "notes")
# Named in the settings of archives before they are built; until then they find nothing.
COMING = ("figures", "dates")
BOOSTS = (("title", 8), ("names", 4), ("summary", 2), ("outlet", 1), ("body", 1))


@dataclass(frozen=True, slots=True)
class Config:
    """The settings. `site_url` ends in a slash. `boosts` has every search field, in the order of BOOSTS."""

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
    shards: bool = True
    boosts: tuple[tuple[str, int], ...] = BOOSTS


def _site_url(node: Node, reading: Reading) -> Any:
    value = schema.url(node, reading)
    return value if value is UNKNOWN else value.rstrip("/") + "/"


RIGHTS = Schema("rights", {"statement": schema.text, "show": schema.choice("full", "excerpt", "metadata")})
BOOST = Schema("boosts", {name: schema.whole(0, 100) for name, _ in BOOSTS})
SEARCH = Schema("search", {"shards": schema.flag, "boosts": schema.mapping(BOOST, dict)})
SCHEMA = Schema(
    "config.yml",
    {
        "title": schema.text,
        "description": schema.prose,
        "language": schema.language,
        "site_url": _site_url,
        "theme": schema.identifier,
        "publish_unreviewed": schema.flag,
        "sample": schema.flag,
        "rights": schema.mapping(RIGHTS, dict),
        "annotators": many(schema.choice(*ANNOTATORS, *COMING)),
        "search": schema.mapping(SEARCH, dict),
    },
    meant={"name": "title", "url": "site_url", "base_url": "site_url", "lang": "language", "license": "rights"},
)


def parse_config(path: str, text: str) -> tuple[Config, Problems]:
    """The settings in the file; the default, and a problem, for each value that does not fit."""
    head, problems = read_mapping(path, text)
    if head is None:
        return Config(), problems
    reading = Reading(path)
    values = schema.fields(head, SCHEMA, reading)
    rights = values.pop("rights", {})
    values |= {f"rights_{key}": value for key, value in rights.items()}
    search = values.pop("search", {})
    if "shards" in search:
        values["shards"] = search["shards"]
    boosts = search.get("boosts", {})
    values["boosts"] = tuple((name, boosts.get(name, weight)) for name, weight in BOOSTS)
    return Config(**values), in_order((*problems, *reading.problems))
