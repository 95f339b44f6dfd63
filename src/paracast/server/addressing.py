"""Who asks for what at which address → the address that an answer may name, or none.

A page on the web can make a browser ask this machine by a name of the page's own (DNS rebinding);
a name is therefore taken only if it is this machine's. An address in numbers is always one's own:
whoever asks by it has reached it.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass, replace
from functools import cache

from paracast.episode.show import Show

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]{1,253})(?P<port>:\d{1,5})?\Z")
_ELSEWHERE = "203.0.113.1"  # RFC 5737: nobody's; no packet is sent to find the way there


@dataclass(frozen=True, slots=True)
class Place:
    """Where a show is served.

    Attributes:
        port: on which the server listens.
        secret: the first part of every path; empty: there is none.
        url: where a proxy or a tunnel shows it to others, with a slash at its end; empty: nowhere.
    """

    port: int
    secret: str = ""
    url: str = ""

    @property
    def prefix(self) -> str:
        """What every path begins with."""
        return f"/{self.secret}/" if self.secret else "/"

    def base(self, host: str) -> str:
        """Return where paths begin for somebody who asks a host."""
        return self.url or f"http://{host}/"

    def on(self, name: str) -> str:
        """Return the address of the show at a name of this machine."""
        return f"http://{f'[{name}]' if ':' in name else name}:{self.port}{self.prefix}"

    def outside(self, name: str) -> str:
        """Return the address for others: the proxy's, or that at a name of this machine."""
        return f"{self.url.rstrip('/')}{self.prefix}" if self.url else self.on(name)

    def shown(self, show: Show, host: str) -> Show:
        """Return a show as it is told to somebody who asks a host."""
        return replace(show, url=self.base(host), private=self.secret)


def is_ours(host: str, place: Place) -> bool:
    """Tell whether a Host header names this machine, or the place where others are shown it."""
    found = _HOST.match(host)
    if found is None:
        return False
    name = found["name"].strip("[]").lower().rstrip(".")
    return _is_number(name) or name in _names() or (bool(place.url) and _host_of(place.url) == name)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _host_of(url: str) -> str:
    return url.split("/")[2].rpartition("@")[2].partition(":")[0].lower()


@cache
def _names() -> frozenset[str]:
    own = socket.gethostname().lower()
    short = own.partition(".")[0]
    return frozenset({"localhost", own, short, f"{short}.local"})


def is_loopback(host: str) -> bool:
    """Tell whether nobody but this machine reaches a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def own_address() -> str:
    """Return this machine's address in its network; empty if it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect((_ELSEWHERE, 9))
        except OSError:
            return ""
        name: str = way.getsockname()[0]
        return name
