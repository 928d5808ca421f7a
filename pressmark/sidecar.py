"""INGEST: what a person wrote beside a capture (name.txt.yml): known values that win over the capture's own, or that
the capture is not to be read."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark import schema
from pressmark.article import SCHEMA
from pressmark.dates import Date
from pressmark.draft import FIELDS, Given, Value
from pressmark.frontmatter import decoded
from pressmark.nodes import read_mapping
from pressmark.problems import Problems, in_order
from pressmark.schema import Reading, Schema

ENDS = (".yml", ".yaml")
# The keys are those of an article that a capture can be known by, of the same types.
_SCHEMA = Schema(
    "a file beside a capture",
    {**{key: SCHEMA.by_key[key] for key in FIELDS}, "ignore": schema.flag},
    meant=SCHEMA.meant,
)


def is_sidecar(path: str) -> bool:
    """Whether a file among the captures is none itself, by its name."""
    return path.lower().endswith(ENDS)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a file beside a capture says of it: known values, or that the capture is not to be read."""

    given: Given = ()
    ignored: bool = False


def parse_sidecar(path: str, data: bytes) -> tuple[Beside, Problems]:
    """The values that the file gives, in the order of an article's head, each with its line as evidence.

    What does not fit is reported with its line and left to the capture. "unknown" gives nothing.
    """
    text, problems = decoded(path, data)
    if text is None:
        return Beside(), problems
    mapping, problems = read_mapping(path, text)
    if mapping is None:
        return Beside(), problems
    reading = Reading(path)
    found = schema.fields(mapping, _SCHEMA, reading)
    name = path.rpartition("/")[2]
    lines = {key.text: key.line for key, _ in mapping.entries}
    given = tuple(
        (field, Value(_plain(found[field]), "given", f"{name}, line {lines[field]}"))
        for field in FIELDS
        if field in found
    )
    return Beside(given, bool(found.get("ignore"))), in_order((*problems, *reading.problems))


def _plain(value: object) -> str | tuple[str, ...]:
    if isinstance(value, Date):
        return value.text
    return tuple(map(str, value)) if isinstance(value, tuple) else str(value)
