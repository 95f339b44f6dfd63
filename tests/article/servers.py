"""Servers on loopback, and an internet of names that ends there."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass(frozen=True, slots=True)
class Page:
    """What a path answers."""

    body: bytes = b""
    type: str = "text/html"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Site:
    """Pages by path, and what was asked for."""

    port: int = 0
    secure: bool = False
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"http{'s' if self.secure else ''}://{host}:{self.port}{path}"

    def answer(self, path: str, headers: dict[str, str]) -> Page:
        """Look a page up; one that is still the same is not sent again."""
        self.asked.append((path, headers))
        page = self.pages.get(path, Page(status=404))
        etag = page.headers.get("ETag")
        if etag and headers.get("If-None-Match") == etag:
            return Page(status=304, headers={"ETag": etag})
        return page


@contextmanager
def serving(pages: dict[str, Page], tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve pages on a port of its own."""
    site = Site(secure=tls is not None, pages=dict(pages))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = site.answer(self.path, dict(self.headers))
            self.send_response(page.status)
            if page.type:
                self.send_header("Content-Type", page.type)
            if "Content-Length" not in page.headers:
                self.send_header("Content-Length", str(len(page.body)))
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *_: Any) -> None:  # noqa: ANN401  as the library has it
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:  # noqa: ANN401
            """Let a client hang up: that is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def talking(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve one connection after the other by a function of the socket; yield the address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        done = threading.Event()

        def serve() -> None:
            while not done.is_set():
                try:
                    accepted, _ = listening.accept()
                except OSError:
                    return
                with accepted:
                    try:
                        accepted.recv(65536)
                        talk(accepted)
                    except OSError:
                        continue

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        done.set()
        listening.shutdown(socket.SHUT_RDWR)


def dripping(start: bytes, drop: bytes, pause_seconds: float) -> Callable[[socket.socket], None]:
    """Send a start, and then a drop now and then, for ever."""

    def talk(accepted: socket.socket) -> None:
        accepted.sendall(start)
        while True:
            time.sleep(pause_seconds)
            accepted.sendall(drop)

    return talk


@dataclass(slots=True)
class Internet:
    """Names with their IP addresses, one look-up after the other; every machine is loopback."""

    names: dict[str, list[str]] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the place of the resolver and of the network, below everything of ours."""
        real_look_up, real_connect = socket.getaddrinfo, socket.socket.connect

        def look_up(host: str, port: int, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
            if host not in self.names:
                return real_look_up(host, port, *rest, **more)
            self.looked_up.append(host)
            times = self.looked_up.count(host) - 1
            ips = self.names[host]
            return real_look_up(ips[min(times, len(ips) - 1)], port, *rest, **more)

        class Routed(socket.socket):
            def connect(routed, address: Any) -> None:  # noqa: ANN401, N805
                self.connected.append(address[0])
                real_connect(routed, ("127.0.0.1", address[1]))

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        monkeypatch.setattr(socket, "socket", Routed)
