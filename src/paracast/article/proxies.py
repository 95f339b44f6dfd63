"""Proxies that the environment names (the system's settings, on Windows and macOS)."""

from urllib.request import getproxies, proxy_bypass

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from paracast.article.address import Address
from paracast.article.connecting import secure
from paracast.article.deadline import Deadline
from paracast.article.options import FetchOptions
from paracast.errors import ArticleError


def proxy_for(address: Address, options: FetchOptions) -> str:
    """Return the proxy that an address would be fetched through; empty if there is none.

    Raises:
        ArticleError: there is one, and private addresses are not allowed.
    """
    proxies = getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all", "")
    if not proxy or proxy_bypass(address.host):
        return ""
    if not options.allow_private:
        raise ArticleError(
            f"A proxy would fetch {address}, and nobody could tell from which machine.",
            remedy="Where you trust it: --allow-private. Else unset the proxy, or name "
            f"{address.host} in no_proxy.",
        )
    return proxy


def connect_through(proxy: str, address: Address, deadline: Deadline) -> HTTPConnection:
    """Connect to a proxy; for https, through it to the server itself.

    Raises:
        ArticleError: the proxy is of a kind that paracast does not speak to.
    """
    where = _parsed(proxy)
    host, port, seconds = where.host or "", where.port, deadline.left()
    if address.scheme == "http":
        connection = HTTPConnection(host, port, timeout=seconds, proxy=where)
    else:
        connection = HTTPSConnection(host, port, timeout=seconds, proxy=where, ssl_context=secure())
        connection.set_tunnel(address.host, address.port, scheme="http")
    connection.connect()
    return connection


def _parsed(proxy: str) -> Url:
    try:
        where = parse_url(proxy)
    except LocationParseError:
        where = Url()
    if where.scheme != "http" or not where.host or where.auth:
        raise ArticleError(
            f"The proxy is of a kind that paracast does not use: {where.scheme or 'unclear'}.",
            remedy="Name one such as http://proxy.example:3128, without a password.",
        )
    return where
