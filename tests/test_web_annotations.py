"""What is exported as Web Annotations is valid, and points at the words it speaks of."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from web_annotation_model import CONTEXT, faults

from pressmark.cli import main

ROOT = Path(__file__).parent.parent
GOOD: dict[str, Any] = {
    "@context": CONTEXT,
    "id": "../text/a.txt#mention-0-4",
    "type": "Annotation",
    "motivation": "identifying",
    "creator": {"type": "Person", "name": "m-ito"},
    "body": {"type": "TextualBody", "value": "a note", "purpose": "commenting"},
    "target": {
        "source": "../text/a.txt",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "pier", "prefix": "", "suffix": " is"},
            {"type": "TextPositionSelector", "start": 0, "end": 4},
        ],
    },
}


def changed(path: str, value: object) -> dict[str, Any]:
    """The good annotation with one value put in, or taken out where it is None."""
    item = json.loads(json.dumps(GOOD))
    *way, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    place = item
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return item


@pytest.mark.parametrize(
    ("path", "value", "section"),
    [
        ("@context", "http://example.org/anno", "3.1"),
        ("id", None, "3.1"),
        ("id", "two words", "3.1"),
        ("type", "Note", "3.1"),
        ("target", None, "3.1"),
        ("motivation", "naming", "3.3.5"),
        ("body/value", None, "3.2.4"),
        ("body/purpose", "naming", "3.3.5"),
        ("bodyValue", "both", "3.2.5"),
        ("created", "2031-03-11", "3.3.1"),
        ("creator/name", 3, "3.3.2"),
        ("target/source", None, "4"),
        ("target/selector/0/exact", "", "4.2.4"),
        ("target/selector/0/prefix", 1, "4.2.4"),
        ("target/selector/0/type", "WordSelector", "4.2"),
        ("target/selector/1/start", -1, "4.2.5"),
        ("target/selector/1/end", 4.0, "4.2.5"),
        ("target/selector/1/start", 9, "4.2.5"),
    ],
)
def test_a_breach_of_the_model_is_told_by_its_section(path: str, value: object, section: str) -> None:
    assert faults(GOOD) == []
    assert [fault.partition(":")[0] for fault in faults(changed(path, value))] == [section]


def test_pages_and_collections_are_checked_with_what_they_hold() -> None:
    bad = changed("motivation", "naming")
    page = {"@context": CONTEXT, "id": "urn:p:1", "type": "AnnotationPage", "partOf": "urn:c:1", "items": [GOOD]}
    assert faults(page) == []
    assert [f[:5] for f in faults({**page, "items": [bad], "startIndex": -1})] == ["5.2: ", "3.3.5"]
    whole = {"@context": CONTEXT, "id": "urn:c:1", "type": "AnnotationCollection", "total": 1, "first": page}
    assert faults(whole) == []
    assert [f[:3] for f in faults({**whole, "total": "one", "first": "a b"})] == ["5.1", "5.1"]


@pytest.fixture(scope="module", params=["", "https://keep.example/archive/"])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The data of the sample archive, without an address of its site and with one; and the address."""
    root = tmp_path_factory.mktemp("annotations")
    shutil.copytree(ROOT / "content", root / "content")
    config = (ROOT / "config.yml").read_text("utf-8")
    lines = [line for line in config.splitlines() if not line.startswith("site_url:")]
    (root / "config.yml").write_text("\n".join([*lines, f"site_url: {request.param or 'unknown'}"]) + "\n", "utf-8")
    assert main(["--archive", str(root)]) == 0
    return root / "site" / "data", request.param


def wholes_of(data: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(data.glob("annotations/*.jsonld"))]


def items_of(data: Path) -> list[dict[str, Any]]:
    return [item for whole in wholes_of(data) for item in whole["first"]["items"]]


@pytest.mark.slow
def test_every_exported_annotation_is_valid(exported: tuple[Path, str]) -> None:
    data, address = exported
    items = items_of(data)
    assert [(item["id"], wrong) for item in items for wrong in faults(item, absolute=bool(address))] == []
    wholes = wholes_of(data)
    assert [(whole["id"], wrong) for whole in wholes for wrong in faults(whole, absolute=bool(address))] == []
    assert all(whole["total"] == len(whole["first"]["items"]) and whole["label"] for whole in wholes)
    folder = f"{address}data/annotations/" if address else ""
    assert sorted(whole["id"] for whole in wholes) == sorted(
        f"{folder}{path.name}" for path in data.glob("annotations/*.jsonld")
    )
    motivations = Counter(item["motivation"] for item in items)
    assert {"identifying", "describing", "linking"} <= set(motivations)


@pytest.mark.slow
def test_ids_are_unique_and_selectors_agree_with_their_texts(exported: tuple[Path, str]) -> None:
    data, address = exported
    items = items_of(data)
    ids = [item["id"] for item in items]
    assert len(ids) == len(set(ids))
    texts: dict[str, str] = {}
    for item in items:
        bodies = [item["body"]] if "selector" in item["body"] else []
        for resource in (item["target"], *bodies):
            source = resource["source"]
            if source not in texts:
                local = data / source.removeprefix(f"{address}data/") if address else data / "annotations" / source
                texts[source] = local.read_text("utf-8")
            quote, position = resource["selector"]
            start, end = position["start"], position["end"]
            assert texts[source][start:end] == quote["exact"]
            assert texts[source][:start].endswith(quote["prefix"])
            assert texts[source][end:].startswith(quote["suffix"])
        assert urldefrag(item["id"])[0] == item["target"]["source"]
