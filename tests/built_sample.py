"""The sample archive, built once a test process into a folder of its own: fixture `sample`."""

import shutil
from pathlib import Path

import pytest

from pressmark.cli import main

ROOT = Path(__file__).parent.parent

# One page of each type, as a reader would meet them; every other page of a type has the same template.
PAGE_TYPES = (
    "index.html", "search.html", "timeline.html", "about.html", "data.html", "404.html", "quotations/index.html",
    "articles/index.html", "articles/harbor-ledger-bridge-vote.html", "captures/index.html",
    "captures/county-post-bridge-plan.html", "versions/index.html", "versions/harbor-ledger-bridge-vote.html",
    "compare/index.html", "compare/seaboard-wire-ferry-settlement.html",
    "compare/harbor-ledger-mayor-letters--county-post-bridge-plan.html",
    "people/index.html", "people/ana-sol.html", "organizations/index.html",
    "organizations/northfield-council.html", "places/index.html", "places/northfield.html", "events/index.html",
    "events/bridge-hearing-2030.html", "works/index.html", "topics/index.html", "topics/public-works.html",
    "stories/index.html", "stories/northfield-bridge.html", "outlets/index.html", "outlets/harbor-ledger.html",
    "authors/index.html", "authors/ana-ruiz.html", "articles/slipway-ferry-leaflet.html",
)  # fmt: skip


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """The built site of the sample archive; building it without any error is part of the fixture."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "config.yml", root / "config.yml")
    assert main(["--archive", str(root)]) == 0
    return root / "site"
