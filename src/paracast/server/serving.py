"""A show → a server that runs until it is told to stop."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from paracast.errors import UsageError
from paracast.pipeline.setup import Setup
from paracast.server.addressing import Place
from paracast.server.application import application
from paracast.server.guarding import Tell
from paracast.server.living import LivingShow

_ASKING: Final = 10.0  # seconds that a client has to say what it wants
_STALLED: Final = 600.0  # seconds; a player that was paused reads nothing meanwhile
_IDLE: Final = 15  # seconds that a connection is kept for another request
_FAREWELL: Final = 1  # seconds that answers have to end after Ctrl-C
_LONGEST_HEAD: Final = 16_384  # bytes of a request's line and headers
_CONNECTIONS: Final = 1_000
_BACKLOG: Final = 512


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens.

    Attributes:
        host: a name or a number of this machine; `0.0.0.0`: all of them.
        port: 0: one that is free.
        secret: the first part of every path; empty: there is none.
        url: where a proxy or a tunnel shows it to others, with a slash at its end; empty: nowhere.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    secret: str = ""
    url: str = ""


def serve(
    setup: Setup, listening: Listening, *, begun: Callable[[Place], None], tell: Tell
) -> None:
    """Serve a show until Ctrl-C.

    Args:
        setup: the show's.
        listening: where.
        begun: is told where the show can be reached, once it can.
        tell: is told of each answer.

    Raises:
        UsageError: the port is taken, or the host is none of this machine's.
    """
    with _bound(listening) as bound:
        place = Place(bound.getsockname()[1], listening.secret, listening.url)
        app = application(LivingShow(setup, place), place, tell)
        options = uvicorn.Config(
            app,
            http=_PatientProtocol,
            ws="none",
            lifespan="off",
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=_FAREWELL,
            limit_concurrency=_CONNECTIONS,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
        )
        begun(place)
        with suppress(KeyboardInterrupt):  # that is how it ends
            uvicorn.Server(options).run([bound])


def _bound(listening: Listening) -> socket.socket:
    host, port = listening.host, listening.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OverflowError as error:
        raise UsageError(f"There is no port {port}.", remedy="Use 1024 to 65535.") from error
    except OSError as error:
        raise UsageError(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}.",
            remedy="Another paracast serve may run already; else try another: --port 8001",
        ) from error


class _PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with patience that ends.

    By itself it waits for ever for a request that comes byte by byte, and for a client that does
    not take its answer.
    """

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait(_ASKING)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request; the time to say it all began with its first."""
        super().data_received(data)
        cycle: RequestResponseCycle | None = self.cycle
        if cycle and not cycle.response_complete:
            self._wait(None)
        elif self._timer is None:
            self._wait(_ASKING)

    def pause_writing(self) -> None:
        """Begin to wait for a client that does not take its answer."""
        super().pause_writing()
        self._wait(_STALLED)

    def resume_writing(self) -> None:
        """Wait no more: it takes its answer."""
        super().resume_writing()
        self._wait(None)

    def _wait(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self.transport.abort) if seconds else None
