"""A show → a server of it, which runs until it is told to stop."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from paracast.errors import UsageError
from paracast.pipeline.setup import Setup
from paracast.server.addresses import Listening
from paracast.server.application import application
from paracast.server.guarding import Fail, Tell
from paracast.server.living import LivingShow
from paracast.server.patience import ACCEPTED, Limits, PatientProtocol, within_reach

_IDLE: Final = 15  # seconds that a connection is kept for another request
_FAREWELL: Final = 1  # seconds that answers have to end once their connections have


@dataclass(frozen=True, slots=True)
class Hearers:
    """Who is told what happens.

    Attributes:
        begun: once, where the server is asked, as soon as it can be.
        tell: of each answer.
        fail: why the show could not be read, whenever it could not be.
    """

    begun: Callable[[Listening], None]
    tell: Tell
    fail: Fail


def serve(setup: Setup, listening: Listening, hearers: Hearers) -> None:
    """Serve a show until Ctrl-C.

    Raises:
        UsageError: the port is taken, or the host is none of this machine's.
    """
    with bound(listening) as door:
        asked = replace(listening, port=door.getsockname()[1])
        living = LivingShow(setup, asked.secret)
        answering = application(living, asked, hearers.tell, hearers.fail)
        server = server_of(answering, within_reach(Limits()))
        with suppress(KeyboardInterrupt):  # that is how it ends
            hearers.begun(asked)
            server.run([door])


def bound(listening: Listening) -> socket.socket:
    """Return a socket that listens.

    Raises:
        UsageError: it cannot.
    """
    host, port = listening.host, listening.port
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        both = host == "::" and socket.has_dualstack_ipv6()
        return socket.create_server(
            (host, port), family=family, backlog=ACCEPTED, dualstack_ipv6=both
        )
    except OSError as error:
        number = error.errno or 0  # below 0: of the resolver, which has words of its own
        reason = os.strerror(number) if number > 0 else error.strerror
        raise UsageError(
            f"Cannot listen on {host}, port {port}: {reason or error}.",
            remedy="Another paracast serve may run already. Else choose another: "
            "--port 8001, or --port 0 for any that is free",
        ) from error


def server_of(answering: ASGIApp, limits: Limits | None = None) -> uvicorn.Server:
    """Return a server that listens nowhere yet."""
    limits = limits or Limits()
    return _Server(
        uvicorn.Config(
            answering,
            http=partial(PatientProtocol, limits=limits),  # type: ignore[arg-type]  # it calls it
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            backlog=ACCEPTED,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=_FAREWELL,
            h11_max_incomplete_event_size=limits.head,
        )
    )


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End all connections first: an answer may take an hour."""
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await super().shutdown(sockets)
