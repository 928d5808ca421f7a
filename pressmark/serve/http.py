"""EDGE: the desk over HTTP on this machine alone: pages from memory, and a stream of news about them."""

from __future__ import annotations

import mimetypes
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from urllib.parse import parse_qs, unquote, urlsplit

from pressmark.review import items_in
from pressmark.serve.desk import Desk, event, news
from pressmark.serve.review_page import review_page

EVENTS = "/-/events"
SCRIPT = "/-/reload.js"
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
            script = resources.files("pressmark.serve").joinpath("reload.js").read_bytes()
            self._answer(200, script, TYPES[".js"])
        elif parts.path == REVIEW:
            loaded = self.server.desk.loaded
            page = review_page(items_in(loaded) if loaded else ())
            self._answer(200, with_reload(page, REVIEW, self.server.desk.edition.number), TYPES[".html"])
        else:
            self._file(unquote(parts.path))

    def _file(self, path: str) -> None:
        edition = self.server.desk.edition
        name = path.lstrip("/")
        if not name or name.endswith("/"):
            name += "index.html"
        status = 200
        if name not in edition.files or any(part.startswith(".") for part in name.split("/")):
            status, name = 404, "404.html"
        data = edition.files.get(name, b"<!doctype html><title>Nothing is built yet</title><body>Nothing is built yet.")
        suffix = "." + name.rpartition(".")[2]
        kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        if suffix == ".html":
            data = with_reload(data, name, edition.number)
        self._answer(status, data, kind)

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
        page = asked.get("path", [""])[0]
        try:
            number = int(asked.get("version", ["0"])[0])
        except ValueError:
            number = 0
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        desk = self.server.desk
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.wfile.write(b"retry: 500\n\n" + news(desk.edition))
        while not desk.closing:
            edition = desk.wait(number, HEARTBEAT_SECONDS)
            if desk.closing:
                break
            if edition.number == number:
                self.wfile.write(b": still here\n\n")
                continue
            changed = desk.changed_since(number) if number <= edition.number else None
            number = edition.number
            if changed is None or page in changed or any(p.endswith(".js") and "/js/" in p for p in changed):
                self.wfile.write(event("reload", number))
                return
            styles = sorted(p for p in changed if p.endswith(".css"))
            self.wfile.write((event("styles", styles) if styles else b"") + news(edition))


def with_reload(html: bytes, path: str, number: int) -> bytes:
    """The page with the desk's script at its end; served pages alone have it."""
    tag = f'<script src="{SCRIPT}" data-path="{path}" data-version="{number}"></script>'.encode()
    head, mark, tail = html.rpartition(b"</body>")
    return head + tag + mark + tail if mark else html + tag
