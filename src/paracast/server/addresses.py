"""The host that somebody asks → the address that an answer names, or none.

A page on the web can let its own name lead to this machine (DNS rebinding), and so make a browser
ask for what is not its business. It cannot do so with a number. A name is therefore answered only
if it is this machine's, and any number is.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from paracast.episode.guid import is_loopback
from paracast.episode.show import Show

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(:(?P<port>\d{1,5}))?")
_HOME = ("", ".fritz.box", ".home", ".home.arpa", ".internal", ".lan", ".local", ".localdomain")
_ELSEWHERE = ("203.0.113.1", 9)  # RFC 5737: nobody's. No packet is sent to learn the way there.
_LAST_PORT = 65_535
_LOOPBACK = "localhost"


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server is asked.

    Attributes:
        host: the name or number of this machine that it listens on; `0.0.0.0`: all of them.
        port: 0: any that is free.
        secret: the first part of every path; empty: there is none.
        url: where a proxy or a tunnel shows it to others, with a slash at its end; empty: nowhere.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    secret: str = ""
    url: str = ""

    @property
    def path(self) -> str:
        """What every path begins with, between slashes."""
        return f"/{self.secret}/" if self.secret else "/"

    @property
    def is_open(self) -> bool:
        """Whether others than this machine reach it."""
        return not is_loopback(self.host)

    def address(self, name: str) -> str:
        """Return the show's address for somebody who asks this machine by a name or number."""
        host = f"[{name}]" if ":" in name else name
        return (self.url or f"http://{host}:{self.port}/").rstrip("/") + self.path

    def names(self) -> tuple[str, ...]:
        """Return how to ask: first on this machine, then in its network, if it is reached there."""
        if not self.is_open:
            return (_LOOPBACK if self.host == "127.0.0.1" else self.host,)
        number = ipaddress_of(self.host)
        if number is None or not number.is_unspecified:
            return (self.host,)
        own = own_number()
        return (_LOOPBACK, own) if own else (_LOOPBACK,)


def base_of(host: str | None, local: tuple[str, int], listening: Listening) -> str | None:
    """Return the address below which somebody asked, with a slash at its end.

    Args:
        host: the `Host` header; None: there is none, as HTTP/1.0 allows.
        local: the number and port of this machine at which the connection came in.
        listening: where the server is asked.

    Returns:
        None: the host is not this machine.
    """
    if host is None:
        return listening.url or _written(*local)
    found = _HOST.fullmatch(host)
    if found is None or int(found["port"] or 0) > _LAST_PORT:
        return None
    if not _is_ours(found["name"].strip("[]").lower().rstrip("."), listening):
        return None
    return listening.url or f"http://{host.lower()}/"


def told(show: Show, base: str, secret: str) -> Show:
    """Return a show as it is told to those who ask below an address; its guid stays."""
    return replace(show, url=base, private=secret)


def _written(name: str, port: int) -> str:
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _is_ours(name: str, listening: Listening) -> bool:
    return (
        ipaddress_of(name) is not None
        or name in _own_names()
        or name.endswith(f".{_LOOPBACK}")
        or name in {listening.host.lower(), urlsplit(listening.url).hostname}
    )


@cache
def _own_names() -> frozenset[str]:
    """Return what routers and resolvers at home call this machine."""
    whole = socket.gethostname().lower()
    short = whole.partition(".")[0]
    return frozenset({_LOOPBACK, whole, *(f"{short}{ending}" for ending in _HOME if short)})


def ipaddress_of(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the number that a host is; None: it is a name."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def own_number() -> str:
    """Return this machine's number in its network; empty: it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_ELSEWHERE)
        except OSError:
            return ""
        number: str = way.getsockname()[0]
        return number
