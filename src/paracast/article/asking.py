"""A web address → what a server answers: bounded in time and size, from the public internet.

A proxy would look the name up itself, and nobody could judge the machine that it reaches. To go
past it would show this machine to a server that its user may have meant to hide it from. So where
the environment names a proxy, nothing is fetched unless private addresses are allowed; then the
proxy is used.
"""

import http.client
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin

from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as UrllibTimeout
from urllib3.response import BaseHTTPResponse

from paracast import __version__
from paracast.article.address import Address, parse_address
from paracast.article.answers import (
    Answer,
    media_type_of,
    refuse_compression,
    refuse_status,
    refuse_type,
)
from paracast.article.connecting import connect
from paracast.article.deadline import Deadline, within
from paracast.article.options import FetchOptions
from paracast.article.proxies import connect_through, proxy_for
from paracast.errors import ArticleError

_HEADERS = {
    "User-Agent": f"paracast/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_REDIRECTS = {301, 302, 303, 307, 308}
_NOT_MODIFIED = 304
_PIECE = 2**16  # bytes


def ask(
    url: str, options: FetchOptions, *, headers: Mapping[str, str] | None = None
) -> Answer | None:
    """Ask a server for what is at an address.

    Args:
        url: the address.
        options: what may be asked, and for how long.
        headers: to send beside ours, such as `If-None-Match`.

    Returns:
        None if the server says that nothing changed since the state that `headers` names.

    Raises:
        ArticleError: it cannot be had; the sentence tells why.
    """
    address = parse_address(url)
    deadline = Deadline.in_seconds(options.timeout_seconds)
    visit = _Visit(options, deadline, {**_HEADERS, **(headers or {})})
    try:
        return within(deadline, lambda: visit.follow(address), visit.abandon)
    except TimeoutError as error:
        raise ArticleError(
            f"{address} took longer than {options.timeout_seconds:g} s.",
            remedy="Try again later, or open it in your browser, save the page, and give the file.",
        ) from error


@dataclass(slots=True)
class _Visit:
    """One address, from its name to its body; another thread may cut it short."""

    options: FetchOptions
    deadline: Deadline
    headers: Mapping[str, str]
    open: list[socket.socket] = field(default_factory=list)

    def follow(self, address: Address) -> Answer | None:
        """Go where the server sends us, a bounded number of times."""
        for _ in range(self.options.most_redirects + 1):
            found = self._hop(address)
            if not isinstance(found, Address):
                return found
            address = found
        raise ArticleError(
            f"{address} sends us on more than {self.options.most_redirects} times.",
            remedy="Open it in your browser, and give the address where that ends.",
        )

    def abandon(self) -> None:
        """Cut the connection that is open: whoever waits for it wakes."""
        for line in self.open:
            with suppress(OSError):  # it is closed already, which is what we want
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    def _hop(self, address: Address) -> Answer | Address | None:
        with (
            breaking_off(address),
            exchange(address, self.options, self.deadline, self.headers, self.open) as response,
        ):
            return self._answer(response, address)

    def _answer(self, response: BaseHTTPResponse, address: Address) -> Answer | Address | None:
        if onward := redirect_of(response, address):
            return onward
        if response.status == _NOT_MODIFIED:
            return None
        refuse_status(response.status, address, response.headers.get("Retry-After", ""))
        media_type, charset = media_type_of(response.headers.get("Content-Type", ""))
        refuse_type(media_type, address)
        refuse_compression(response.headers.get("Content-Encoding", ""), address)
        return Answer(
            address,
            media_type,
            charset,
            self._body(response, address),
            etag=response.headers.get("ETag", ""),
            modified=response.headers.get("Last-Modified", ""),
        )

    def _body(self, response: BaseHTTPResponse, address: Address) -> bytes:
        body = bytearray()
        for piece in response.stream(_PIECE, decode_content=True):
            body += piece
            if len(body) > self.options.largest_bytes:
                raise ArticleError(
                    f"{address} is larger than {self.options.largest_bytes / 1e6:g} MB.",
                    remedy="No article is that long: check the address.",
                )
        return bytes(body)


@contextmanager
def breaking_off(address: Address) -> Iterator[None]:
    """Say in our words what ends an exchange.

    Raises:
        ArticleError: it broke off, or is no HTTP.
        TimeoutError: the server fell silent.
    """
    try:
        yield
    except (TimeoutError, UrllibTimeout) as error:
        raise TimeoutError from error
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise ArticleError(
            f"{address} breaks off, or is no web page: {_named(error)}.",
            remedy="Try again later, or check the address.",
        ) from error


@contextmanager
def exchange(
    address: Address,
    options: FetchOptions,
    deadline: Deadline,
    headers: Mapping[str, str],
    opened: list[socket.socket],
) -> Iterator[BaseHTTPResponse]:
    """Send a request; yield the answer once its headers are there.

    Args:
        address: of a machine that is judged before it is asked.
        options: what may be asked.
        deadline: for connecting, and the longest silence then.
        headers: to send.
        opened: gets the socket, so that another thread may close it.

    Raises:
        ArticleError: it may not be asked, or does not answer.
    """
    proxy = proxy_for(address, options)
    if proxy:
        connection = connect_through(proxy, address, deadline)
    else:
        connection = connect(address, deadline, allow_private=options.allow_private)
    # The connection forgets its socket when the headers are read; the body still comes by it.
    opened[:] = [connection.sock]
    try:
        target = str(address) if proxy and address.scheme == "http" else address.target
        connection.timeout = deadline.left()
        connection.request(
            "GET", target, headers={"Host": address.authority, **headers}, preload_content=False
        )
        response = connection.getresponse()
        with closing(response):
            yield response
    finally:
        connection.close()


def redirect_of(response: BaseHTTPResponse, address: Address) -> Address | None:
    """Return where a server sends us; None: nowhere else.

    Raises:
        ArticleError: that is no address.
    """
    location = response.headers.get("Location")
    if response.status in _REDIRECTS and location:
        return parse_address(urljoin(str(address), _unmangled(location)))
    return None


def _unmangled(location: str) -> str:
    """Read a header as UTF-8, which servers send, rather than as the Latin-1 that HTTP means."""
    try:
        return location.encode("latin-1").decode()
    except UnicodeError:
        return location


def _named(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
