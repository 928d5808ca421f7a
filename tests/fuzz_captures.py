"""make fuzz: random and repetitive captures. Time grows about as they do, and no reader fails."""

import random
from pathlib import Path

import pytest
from hostile_captures import STARTS, UNITS, cost, grows_with_its_square
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HARD = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
CASES = sorted(p for p in (Path(__file__).parent / "cases" / "captures").rglob("*") if p.is_file())
GRAVE = {"capture-too-slow", "capture-too-heavy", "reader-fault", "words-lost"}
pieces = st.lists(st.sampled_from(UNITS), min_size=1, max_size=5).flatmap(
    lambda units: st.sampled_from([" ", "", "\n", "\n\n", ", "]).map(lambda joint: joint.join(units) + joint)
)


@HARD
@given(pieces.filter(bool), st.sampled_from(STARTS))
def test_time_grows_about_as_a_repetitive_text_does(piece: str, start: str) -> None:
    assert grows_with_its_square(piece, start, 30_000) == ""


@HARD
@given(st.sampled_from(STARTS), st.text(max_size=2000) | st.lists(st.sampled_from(UNITS), max_size=400).map(" ".join))
def test_no_reader_fails_on_random_text(start: str, text: str) -> None:
    took, problems = cost((start + text).encode("utf-8", "surrogatepass"))
    assert not GRAVE & {p.code for p in problems} and took < 2


@pytest.mark.parametrize("seed", range(300))
def test_no_reader_fails_on_a_damaged_capture(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(chance.choice(CASES).read_bytes())
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.randint(0, 40)] = chance.randbytes(chance.randint(0, 8))
    took, problems = cost(bytes(data))
    assert not GRAVE & {p.code for p in problems} and took < 2
