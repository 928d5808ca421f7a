"""config.yml as a typed value; every key is optional."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pressmark import schema
from pressmark.nodes import Node, read_mapping
from pressmark.problems import Problems, error, in_order
from pressmark.schema import UNKNOWN, Reading, Schema, many

ANNOTATORS = ("mentions", "quotations", "figures", "dates", "attributions", "topics", "passages", "notes")
DATA = ("tables", "texts", "annotations")
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
    names: str = "rules"  # "spacy": its pipeline is heard too
    boosts: tuple[tuple[str, int], ...] = BOOSTS
    shards: bool = True  # whether the search index is cut into parts
    data: tuple[str, ...] = DATA  # which files stand under data/
    learn_topics: bool = False  # whether `review` proposes articles that read like those listed under a topic


def _site_url(node: Node, reading: Reading) -> Any:
    value = schema.url(node, reading)
    if value is UNKNOWN:
        return UNKNOWN
    address, mark, _ = value.partition("?") if "?" in value else value.partition("#")
    if mark:
        message = f'"{value}" is not the address of a site: pages cannot stand after "{mark}"'
        return reading.wrong(error(reading.path, "unsafe-url", message, f"write {address}", **schema.at(node)))
    return value.rstrip("/") + "/"


# What is said where a value about rights does not fit.
CLOSED = "no text is shown"
RIGHTS = Schema(
    "rights",
    {"statement": schema.text, "show": schema.choice("full", "excerpt", "metadata")},
    strictest={"show": ("metadata", CLOSED)},
)
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
        "learn_topics": schema.flag,
        "names": schema.choice("rules", "spacy"),
        "annotators": many(schema.choice(*ANNOTATORS)),
        "data": many(schema.choice(*DATA)),
        "search": schema.mapping(SEARCH, dict),
    },
    meant={"name": "title", "url": "site_url", "base_url": "site_url", "lang": "language", "license": "rights"},
    strictest={
        "publish_unreviewed": (False, "unreviewed articles are withheld"),
        "rights": ({"show": "metadata"}, CLOSED),
    },
)


def parse_config(path: str, text: str) -> tuple[Config | None, Problems]:
    """The settings in the file; None if it cannot be read.

    A value that does not fit is reported and counts as the default; one that keeps words from being published as the
    strictest.
    """
    head, problems = read_mapping(path, text)
    if head is None:
        return None, problems
    reading = Reading(path)
    values = schema.fields(head, SCHEMA, reading)
    rights = values.pop("rights", {})
    values |= {f"rights_{key}": value for key, value in rights.items()}
    search = values.pop("search", {})
    values["shards"] = search.get("shards", True)
    boosts = search.get("boosts", {})
    values["boosts"] = tuple((name, boosts.get(name, weight)) for name, weight in BOOSTS)
    return Config(**values), in_order((*problems, *reading.problems))
