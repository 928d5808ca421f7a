"""The browser that tests drive: Playwright's own Chromium if it is installed, else the system's, else one is fetched.

python tests/browser.py --ensure finds one or installs one, and says which; make test calls it first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# How long what is due may take on a busy machine, in milliseconds; nothing waits longer than it must.
PATIENCE = 60_000
HINT = "no Chromium for the browser tests; on Debian and Ubuntu: apt-get install chromium"


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
            pytest.fail(HINT)
        print(f"browser tests: {path}")
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def _found() -> str:
    with sync_playwright() as playwright:
        return chromium_path(playwright.chromium.executable_path)


def ensure() -> int:
    """Find a browser, or fetch Playwright's, or install the distribution's where that may be done; say which."""
    if path := _found():
        print(f"browser tests: {path}")
        return 0
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        attempts += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    for command in attempts:
        print(f"browser tests: no Chromium yet; trying: {' '.join(command)}", flush=True)
        done = subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, capture_output=True)
        if done.returncode == 0 and (path := _found()):
            print(f"browser tests: {path}")
            return 0
    print(HINT, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(ensure())
