"""EDGE: the desk over HTTP on this machine alone: pages from memory, and a stream of news about them."""

from __future__ import annotations

import mimetypes
import queue
import socket
import sys
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from urllib.parse import parse_qs, unquote, urlsplit

from pressmark.review import items_in
from pressmark.serve.desk import Desk
from pressmark.serve.readers import Reader, mark, news
from pressmark.serve.review_page import review_page

EVENTS = "/-/events"
SCRIPT = "/-/desk.js"
REVIEW = "/-/review"
# A comment now and then keeps the stream open and notices a reader who has left.
HEARTBEAT_SECONDS = 15.0
# Said by name, since a machine's own table of types may lack or change them.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
}


class DeskServer(ThreadingHTTPServer):
    """A server bound to one desk; its threads end with the process."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], desk: Desk) -> None:
        self.desk = desk
        super().__init__(address, Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a reader who left in the middle of an answer; show everything else."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # the base wants its own socket type


class Handler(BaseHTTPRequestHandler):
    """GET and HEAD of what the desk holds."""

    server: DeskServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a line a request would drown what the builds say."""

    def _allowed(self) -> bool:
        """Whether the request comes from this machine's own browser: a foreign page must not read the archive."""
        port = self.server.server_address[1]
        own = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        if bound := self.server.server_address[0]:
            own.add(f"{bound!s}:{port}")
        origin = self.headers.get("Origin")
        return self.headers.get("Host") in own and (origin is None or origin.removeprefix("http://") in own)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if not self._allowed():
            self._answer(403, b"This archive answers to its own address only.\n", "text/plain; charset=utf-8")
            return
        parts = urlsplit(self.path)
        if parts.path == EVENTS:
            self._stream(parts.query)
        elif parts.path == SCRIPT:
            script = resources.files("pressmark.serve").joinpath("desk.js").read_bytes()
            self._answer(200, script, TYPES[".js"])
        elif parts.path == REVIEW:
            loaded = self.server.desk.loaded
            page = review_page(items_in(loaded) if loaded else ())
            self._answer(200, with_script(page, REVIEW), TYPES[".html"])
        else:
            self._file(unquote(parts.path))

    def _file(self, path: str) -> None:
        desk, name = self.server.desk, path.lstrip("/")
        if not name or name.endswith("/"):
            name += "index.html"
        hidden = any(part.startswith(".") for part in name.split("/"))
        suffix = "." + name.rpartition(".")[2]
        found = None if hidden else desk.file(name)
        if found is None or suffix == ".html":
            page, is_there = desk.page("404.html" if hidden else name)
            status = 200 if is_there and not hidden else 404
            self._answer(status, with_script(page, name), TYPES[".html"])
            return
        self._answer(200, found, TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream")

    def _answer(self, status: int, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _stream(self, query: str) -> None:
        asked = parse_qs(query)
        reader = Reader(asked.get("path", [""])[0], asked.get("mark", [""])[0])
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        desk = self.server.desk
        desk.readers.add(reader)
        try:
            self.wfile.write(b"retry: 500\n\n" + news(desk.problems))
            desk.catch_up(reader)
            while not desk.closing:
                try:
                    self.wfile.write(reader.events.get(timeout=HEARTBEAT_SECONDS))
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
        finally:
            desk.readers.remove(reader)


def with_script(page: bytes, path: str) -> bytes:
    """The page with the desk's script at its end; served pages alone have it."""
    tag = f'<script src="{SCRIPT}" data-path="{escape(path)}" data-mark="{mark(page)}"></script>'.encode()
    head, end, tail = page.rpartition(b"</body>")
    return head + tag + end + tail if end else page + tag
