"""Each case is a capture with what ingest should make of it; `--update-cases` writes it, to be reviewed as code."""

from pathlib import Path

import pytest
import yaml

from pressmark.captures import read_capture
from pressmark.draft import drafted
from pressmark.segment import labelled, unaccounted

CASES = Path(__file__).parent / "cases" / "captures"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


class OneLine(yaml.SafeDumper):
    """Keeps a block's label and words on one line of the case file."""


def found(path: Path) -> dict[str, object]:
    captures, problems = read_capture(path.name, path.read_bytes())
    assert len(captures) == 1
    capture = captures[0]
    labels = labelled(capture)
    assert unaccounted(capture, labels) == 0
    draft = drafted(capture, labels)
    return {
        "format": capture.format,
        "problems": [problem.code for problem in problems],
        "values": {
            field: {
                "value": list(value.value) if isinstance(value.value, tuple) else value.value,
                "how": value.how,
                "evidence": value.evidence,
            }
            for field, value in draft.values
            if value.how != "unknown"
        },
        "blocks": [f"{label.label}: {label.block.text[:70]}" for label in labels],
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_capture_reads_as_expected(name, request):
    (capture,) = (CASES / name).glob("capture.*")
    expectation = CASES / name / "expected.yml"
    result = found(capture)
    if request.config.getoption("--update-cases"):
        text = yaml.dump(result, Dumper=OneLine, allow_unicode=True, sort_keys=False, width=1000)
        expectation.write_text(text, "utf-8")
    assert result == yaml.safe_load(expectation.read_text("utf-8"))
