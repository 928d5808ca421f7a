"""The scripts in bench/ run as they are documented, from anywhere and without an installed package."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent / "bench"
SCRIPTS = sorted(BENCH.glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_finds_the_package_that_it_measures(script: Path) -> None:
    text = script.read_text("utf-8")
    needs = re.search(r"^(?:from|import) pressmark\b", text, re.MULTILINE)
    if needs:
        assert "sys.path.insert(0, str(" in text[: needs.start()]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["train_kinds", "altered_copies", "stages"])
def test_a_script_that_needs_nothing_else_starts_anywhere(name: str, tmp_path: Path) -> None:
    asked = [sys.executable, str(BENCH / f"{name}.py"), "--help"]
    assert subprocess.run(asked, cwd=tmp_path, capture_output=True, check=False).returncode == 0
