"""A web server that does all that directories ask for, but for one thing."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

TYPES = {
    ".xml": "application/rss+xml",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".json": "application/json",
    ".jpg": "image/jpeg",
}
DATE = "Thu, 26 Nov 2026 13:11:55 GMT"


@dataclass
class Host:
    """A server that runs.

    Attributes:
        address: with a slash at its end.
        faults: names of what it does wrong; see `_Handler`.
        asked: methods and paths, in order.
    """

    folder: Path
    address: str
    faults: set[str]
    asked: list[str]


@contextmanager
def hosting(folder: Path, *faults: str, machine: str = "127.0.0.1") -> Iterator[Host]:
    """Serve a folder, whose feed names the addresses of this server."""
    server = ThreadingHTTPServer((machine, 0), type("Handler", (_Handler,), {}))
    host = Host(folder, f"http://{machine}:{server.server_address[1]}/", set(faults), [])
    server.RequestHandlerClass.host = host  # type: ignore[attr-defined]
    feed = folder / "feed.xml"
    text = feed.read_text("utf-8").replace("https://example.org/harbour/", host.address)
    feed.write_text(text, "utf-8")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers; each name in the host's faults is one thing that it does not do right."""

    host: ClassVar[Host]
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        if "no head" in self.host.faults:
            self._send(405, {}, b"")
        else:
            self.do_GET()

    def do_GET(self) -> None:
        faults = self.host.faults
        self.host.asked.append(f"{self.command} {self.path}")
        path = self.host.folder / self.path.lstrip("/")
        onward = next((fault for fault in faults if fault.startswith("on to ")), "")
        if self.path == "/moved.xml":
            self._send(302, {"Location": onward.removeprefix("on to ") or "/feed.xml"}, b"")
        elif not path.is_file() or f"no {path.suffix}" in faults:
            self._send(404, {}, b"")
        elif self._is_known() and "no 304" not in faults:
            self._send(304, self._headers(path), b"")
        else:
            self._send_file(path)

    def _is_known(self) -> bool:
        asked = self.headers
        return asked["If-None-Match"] == '"tag"' or asked["If-Modified-Since"] == DATE

    def _headers(self, path: Path) -> dict[str, str]:
        faults, kind = self.host.faults, TYPES.get(path.suffix, "text/html")
        headers = {"Content-Type": "text/plain" if f"type of {path.suffix}" in faults else kind}
        if "no validators" not in faults:
            headers |= {"ETag": '"tag"', "Last-Modified": DATE}
        if "no cors" not in faults:
            headers["Access-Control-Allow-Origin"] = "*"
        return headers

    def _send_file(self, path: Path) -> None:
        data, headers, faults = path.read_bytes(), self._headers(path), self.host.faults
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if path.suffix == ".xml" and ((wanted and "no gzip" not in faults) or "gzip" in faults):
            self._send(200, headers | {"Content-Encoding": "gzip"}, gzip.compress(data))
        elif self.headers["Range"] == "bytes=0-1" and "no ranges" not in faults:
            told = f"bytes 0-1/{len(data)}"
            self._send(206, headers | {"Content-Range": told}, data[:2])
        else:
            self._send(200, headers, data)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
