"""HTTP/1.1 as uvicorn speaks it, with patience that ends.

By itself it waits for ever for a request that comes byte by byte, and for a client that does not
take its answer; and it has no limit to connections on which nothing is asked.
"""

import asyncio
import socket
from dataclasses import dataclass, replace
from typing import Final

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

ACCEPTED: Final = 128
"""Connections that are accepted at once, before the first of them is counted."""

_BESIDE: Final = ACCEPTED + 100  # files: those, the program's own, and the shelf's


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a client may ask of a server.

    Attributes:
        asking: seconds that it has to say what it wants.
        stalled: seconds that it may take nothing of its answer; a paused player does not.
        connections: at once; each takes two of the files that a process may open.
        head: bytes of a request's line and headers.
    """

    asking: float = 20.0
    stalled: float = 300.0
    connections: int = 400
    head: int = 16_384


def within_reach(limits: Limits) -> Limits:
    """Ask the system for as many open files as connections need; return what it lets there be.

    Where files run out, nobody is answered any more, and each attempt is a traceback.
    """
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return limits
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = 2 * limits.connections + _BESIDE
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return limits
    allowed = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return replace(limits, connections=max(1, (allowed - _BESIDE) // 2))


class PatientProtocol(H11Protocol):
    """A connection; it ends when nothing happens on it for too long."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        limits: Limits,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._limits, self._resumed = limits, 0
        self._last: object = None
        self._since = self.loop.time()
        self._watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch a connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self._limits.connections:
            transport.abort()
            return
        # asyncio does so only for sockets that were made another way than `create_server` makes
        # them; without it, each answer waits 40 ms for a receipt.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch it no more."""
        if self._watch:
            self._watch.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request; within one that is being answered, nothing can be said."""
        if self.conn.our_state is h11.IDLE:
            super().send_400_response(msg)
        else:
            self.transport.abort()

    def resume_writing(self) -> None:
        """Note that the client has taken something."""
        self._resumed += 1
        super().resume_writing()

    def _look(self) -> None:
        """Look whether anything has happened since the last look; if not for too long, end it."""
        cycle: RequestResponseCycle | None = self.cycle
        answering = cycle is not None and not cycle.response_complete
        waiting = self.transport.get_write_buffer_size()
        signs = (id(cycle), answering, waiting, self._resumed)
        now = self.loop.time()
        if signs != self._last:
            self._last, self._since = signs, now
        patience = self._limits.stalled if answering or waiting else self._limits.asking
        if now - self._since >= patience:
            self.transport.abort()
        else:
            self._watch = self.loop.call_later(min(patience / 4, 5.0), self._look)
