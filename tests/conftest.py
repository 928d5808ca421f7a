"""Fixtures that several test files share, and how hard the properties are tried."""

import os

import pytest
from browser import chromium
from built_sample import sample
from hypothesis import HealthCheck, settings

__all__ = ["chromium", "sample"]

# A busy machine must not fail a property for its clock; the same examples every time keep a green suite green.
settings.register_profile(
    "usual", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="write what the code does as the cases' expectation")
