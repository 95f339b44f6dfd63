"""An address → a connection to a machine that may be asked.

A name is looked up once, and what is connected to is an address that was judged: a name that
answers with another address a moment later gains nothing. The certificate is still checked for
the name, by the system's authorities and certifi's, always.
"""

import ipaddress
import socket
import ssl
from typing import TypeAlias

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from paracast.article.address import Address
from paracast.article.deadline import Deadline
from paracast.errors import ArticleError

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: IPv4 for those who have only IPv6
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # RFC 4291 section 2.4
_TUNNELS = tuple(map(ipaddress.ip_network, ("2001::/23", "2002::/16")))  # Teredo, 6to4
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")  # RFC 6890


def is_public(ip: IPAddress) -> bool:
    """Tell whether an IP address is one of the public internet (the IANA's registries)."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(ip.ipv4_mapped)
        if ip in _TRANSLATED:
            return is_public(ipaddress.IPv4Address(ip.packed[-4:]))
        if ip not in _GLOBAL_UNICAST or any(ip in tunnel for tunnel in _TUNNELS):
            return False
    return ip.is_global and not ip.is_multicast and ip not in _PROTOCOLS


def machines_of(address: Address, *, allow_private: bool) -> list[str]:
    """Look a name up, and return the IP addresses that may be asked.

    Raises:
        ArticleError: the name is not known, or none of its addresses is public.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArticleError(
            f"There is no machine called {address.host}, or this one is not on the internet.",
            remedy="Check the address and the connection.",
        ) from error
    ips = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    public = [ip for ip in ips if allow_private or is_public(_parsed(ip))]
    if not public:
        raise ArticleError(
            f"{address.host} is at {ips[0]}, which is no address of the public internet.",
            remedy="Where you mean a machine of your own: --allow-private",
        )
    return public


def connect(address: Address, deadline: Deadline, *, allow_private: bool) -> HTTPConnection:
    """Connect to the first machine of an address that answers.

    Raises:
        ArticleError: none may be asked, none answers, or it cannot show who it is.
    """
    ips = machines_of(address, allow_private=allow_private)
    for index, ip in enumerate(ips):
        connection = _to(ip, address, deadline.left() / (len(ips) - index))
        try:
            connection.connect()
        except ssl.SSLError as error:
            connection.close()
            raise _unverified(address, error) from error
        except (HTTPError, OSError) as error:
            connection.close()
            last: Exception = error
        else:
            return connection
    raise ArticleError(
        f"{address.authority} does not answer.",
        remedy="Check the address and the connection, or try again later.",
    ) from last


def secure() -> ssl.SSLContext:
    """Trust whom the system trusts, and whom certifi does where the system has no list."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _to(ip: str, address: Address, seconds: float) -> HTTPConnection:
    if address.scheme == "http":
        return HTTPConnection(ip, address.port, timeout=seconds)
    return HTTPSConnection(
        ip,
        address.port,
        timeout=seconds,
        server_hostname=address.host,
        ssl_context=secure(),
    )


def _parsed(ip: str) -> IPAddress:
    return ipaddress.ip_address(ip.partition("%")[0])  # a link-local address names its interface


def _unverified(address: Address, error: ssl.SSLError) -> ArticleError:
    why = getattr(error, "verify_message", "") or error.reason or "no secure connection"
    return ArticleError(
        f"{address.host} cannot show that it is {address.host}: {why}.",
        remedy="Do not trust it; where it is a machine of your own, give the file instead.",
    )
