"""A web host on this machine that sends what hosts send (text packed with gzip) and counts the bytes of it."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PACKED = {".js", ".json", ".html", ".css", ".txt"}  # the rest is packed already, or not worth it


@lru_cache(maxsize=100_000)
def sent(path: Path) -> bytes:
    """What is sent of a file."""
    data = path.read_bytes()
    return gzip.compress(data, 6, mtime=0) if path.suffix in PACKED else data


class Host:
    """Where it is reached and how many bytes it has sent since it was last asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.bytes = 0
        self.requests = 0
        self.lock = threading.Lock()

    def taken(self) -> tuple[int, int]:
        """Bytes and requests since the last time."""
        with self.lock:
            found = self.bytes, self.requests
            self.bytes = self.requests = 0
        return found


@contextmanager
def host(folder: Path) -> Iterator[Host]:
    """The folder, served on 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body go out as one, as real hosts send them: else each answer waits 40 ms for the client's word.
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = folder / self.path.split("?")[0].lstrip("/")
            if not path.is_file():
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            data = sent(path)
            if path.suffix != ".html":
                with counts.lock:
                    counts.bytes += len(data)
                    counts.requests += 1
            self.send_response(200)
            self.send_header("Content-Type", mimetypes.guess_type(path.name)[0] or "application/octet-stream")
            if path.suffix in PACKED:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    counts = Host(f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield counts
    finally:
        server.shutdown()
        server.server_close()
