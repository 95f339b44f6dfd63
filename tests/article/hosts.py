"""A host of media on loopback, as podcasts' are: ranges, ETags, and connections that break."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(slots=True)
class Host:
    """Files by path.

    Attributes:
        types: their media types; octets where none is told.
        breaking: how many more answers break off, and after how many bytes.
        has_ranges: whether it lets clients go on.
        asked: each request's path, and the range that it asked for.
        sent: bytes of bodies, by path.
    """

    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    breaking: tuple[int, int] = (0, 0)
    has_ranges: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"


def _etag(data: bytes) -> str:
    return f'"{hash(data)}"'


@contextmanager
def hosting(files: dict[str, bytes]) -> Iterator[Host]:
    """Serve files on a port of its own."""
    host = Host(files=dict(files))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range", "")
            host.asked.append((self.path, asked))
            data = host.files.get(self.path)
            if data is None:
                self.send_error(404)
                return
            begin = 0
            found = re.fullmatch(r"bytes=(\d+)-", asked) if host.has_ranges else None
            if found and self.headers.get("If-Range") == _etag(data):
                begin = int(found[1])
            self.send_response(206 if begin else 200)
            if begin:
                self.send_header("Content-Range", f"bytes {begin}-{len(data) - 1}/{len(data)}")
            self.send_header("ETag", _etag(data))
            self.send_header("Content-Type", host.types.get(self.path, "application/octet-stream"))
            self.send_header("Content-Length", str(len(data) - begin))
            self.end_headers()
            body, (left, after) = data[begin:], host.breaking
            if left and len(body) > after:
                body, host.breaking = body[:after], (left - 1, after)
            self.wfile.write(body)
            host.sent[self.path] = host.sent.get(self.path, 0) + len(body)

        def log_message(self, *_: Any) -> None:  # noqa: ANN401  as the library has it
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    host.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
