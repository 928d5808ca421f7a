"""Firefox, driven by its own Marionette protocol over a socket: no driver has to be installed beside it.

The fixture `firefox` is a page with the few methods of Playwright's that the search tests use. Where no Firefox is,
what needs it is skipped and says so.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

NAMES = ("firefox-esr", "firefox")
START = 60  # seconds that it may take to start
PATIENCE = 120_000  # milliseconds that one script may take on a busy machine
RUN = """const [arg, done] = arguments;
Promise.resolve().then(() => { const what = (%s); return typeof what === "function" ? what(arg) : what; })
  .then((value) => done({ value: value === undefined ? null : value }), (error) => done({ error: String(error) }));"""


class Firefox:
    """One headless Firefox with one page."""

    def __init__(self, profile: Path) -> None:
        name = next((path for n in NAMES if (path := shutil.which(n))), None)
        assert name, "no Firefox"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        (profile / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        command = [name, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.stream = self._connected(port).makefile("rwb")
        self.number = 0
        self._received()
        self.ask("WebDriver:NewSession", capabilities={})
        self.ask("WebDriver:SetTimeouts", script=PATIENCE)

    def _connected(self, port: int) -> socket.socket:
        until = time.monotonic() + START
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=2 * PATIENCE / 1000)
            except OSError:
                if time.monotonic() > until or self.process.poll() is not None:
                    self.close()
                    raise
                time.sleep(0.1)

    def _received(self) -> Any:
        digits = b""
        while (digit := self.stream.read(1)) != b":":
            digits += digit
        return json.loads(self.stream.read(int(digits)))

    def ask(self, command: str, **given: Any) -> Any:
        """What Firefox answers a command; fails the test if it refuses."""
        self.number += 1
        sent = json.dumps([0, self.number, command, given]).encode()
        self.stream.write(str(len(sent)).encode() + b":" + sent)
        self.stream.flush()
        _, _, refused, answer = self._received()
        assert not refused, refused
        return answer

    def goto(self, address: str) -> None:
        """Opens the address anew, even if only what follows "#" is another."""
        self.ask("WebDriver:Navigate", url="about:blank")
        self.ask("WebDriver:Navigate", url=address)

    def evaluate(self, script: str, arg: Any = None) -> Any:
        """The value of an expression, or of a function called with `arg`; promises are waited for."""
        answer = self.ask("WebDriver:ExecuteAsyncScript", script=RUN % script, args=[arg])["value"]
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def until(self, condition: str) -> None:
        """Waits until an expression is true."""
        look = f"const look = () => ({condition}) ? done() : setTimeout(look, 20); look();"
        self.evaluate(f"() => new Promise((done) => {{ {look} }})")

    def set_default_timeout(self, _: float) -> None:
        """Nothing: PATIENCE holds."""

    def close(self) -> None:
        """Ends the process."""
        self.process.terminate()
        self.process.wait(timeout=START)


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A running Firefox."""
    if not any(shutil.which(name) for name in NAMES):
        pytest.skip("SKIPPED: no Firefox here; on Debian: apt-get install firefox-esr")
    running = Firefox(tmp_path_factory.mktemp("firefox"))
    yield running
    running.close()
