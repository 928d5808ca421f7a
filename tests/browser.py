"""The browser that tests drive: Playwright's own Chromium if it is installed, else the system's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path(own: str) -> str:
    """Where the browser is: `own`, if Playwright has installed it, else the first of NAMES; "" if there is none."""
    if Path(own).exists():
        return own
    return next((path for name in NAMES if (path := shutil.which(name))), "")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium. A test that needs it fails where there is none: skipped, it would prove nothing."""
    with sync_playwright() as playwright:
        path = chromium_path(playwright.chromium.executable_path)
        if not path:
            pytest.fail("no Chromium for the browser tests; on Debian and Ubuntu: apt-get install chromium")
        print(f"browser tests: {path}")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
