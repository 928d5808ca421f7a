"""Search on the building side: folding, the index, the documents and the scripts that carry them."""

import json
from pathlib import Path

import pytest

from pressmark.folding import tokens

CASES = json.loads((Path(__file__).parent / "cases" / "folding.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_text_is_folded(case):
    assert tokens(case["text"]) == case["tokens"]
