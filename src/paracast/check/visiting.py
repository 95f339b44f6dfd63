"""A question to a server → what it answers, bounded in time and size.

The address that a user typed may be anywhere, on this machine too. What a feed names, or where a
server sends us, has to be on the public internet, or on that same server.
"""

import socket
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field

from urllib3.response import BaseHTTPResponse

from paracast import __version__
from paracast.article.address import Address, parse_address
from paracast.article.asking import breaking_off, redirect_of
from paracast.article.connecting import connect
from paracast.article.deadline import Deadline, within
from paracast.article.options import FetchOptions
from paracast.article.proxies import connect_through, proxy_for
from paracast.errors import ArticleError

_SECONDS = 20.0
_MOST_REDIRECTS = 5
_PIECE = 2**16  # bytes
_HEADERS = {
    "User-Agent": f"paracast/{__version__}",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered.

    Attributes:
        headers: whatever the case of their names.
        body: as much of it as was asked for, decompressed.
        is_whole: whether that is all.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_whole: bool

    @property
    def kind(self) -> str:
        """The media type, in small letters; empty: none is told."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class Visitor:
    """Asks servers.

    Attributes:
        trusted: host and port that may be private, since the user named them.
        allow_private: ask all other machines too that are not public.
    """

    trusted: str
    allow_private: bool = False

    def ask(self, url: str, method: str = "GET", *, most: int = 0, **headers: str) -> Reply:
        """Ask for what is at an address, and go where the server sends us.

        Args:
            url: the address.
            method: GET or HEAD.
            most: how many bytes of the body are wanted.
            headers: to send too; `If_None_Match` is `If-None-Match`.

        Raises:
            ArticleError: it may not be asked, or does not answer.
        """
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        question = _Question(method, most, _HEADERS | named, Deadline.in_seconds(_SECONDS))
        address = parse_address(url)
        try:
            return within(
                question.deadline, lambda: self._follow(address, question), question.abandon
            )
        except TimeoutError as failure:
            raise ArticleError(
                f"{address} took longer than {_SECONDS:g} s.", remedy="Try again later."
            ) from failure

    def _follow(self, address: Address, question: "_Question") -> Reply:
        for _ in range(_MOST_REDIRECTS + 1):
            private = self.allow_private or address.authority == self.trusted
            found = question.put(address, FetchOptions(allow_private=private))
            if isinstance(found, Reply):
                return found
            address = found
        raise ArticleError(
            f"{address} sends us on more than {_MOST_REDIRECTS} times.",
            remedy="Name the address where that ends.",
        )


@dataclass(frozen=True, slots=True)
class _Question:
    method: str
    most: int
    headers: Mapping[str, str]
    deadline: Deadline
    opened: list[socket.socket] = field(default_factory=list)

    def put(self, address: Address, options: FetchOptions) -> Reply | Address:
        """Ask one server; return its answer, or where it sends us."""
        proxy = proxy_for(address, options)
        with breaking_off(address):
            if proxy:
                connection = connect_through(proxy, address, self.deadline)
            else:
                connection = connect(address, self.deadline, allow_private=options.allow_private)
            self.opened[:] = [connection.sock]
            with closing(connection):
                connection.timeout = self.deadline.left()
                connection.request(
                    self.method,
                    str(address) if proxy and address.scheme == "http" else address.target,
                    headers={"Host": address.authority, **self.headers},
                    preload_content=False,
                )
                response = connection.getresponse()
                with closing(response):
                    return redirect_of(response, address) or self._reply(response)

    def abandon(self) -> None:
        """Cut the connection that is open: whoever waits for it wakes."""
        for line in self.opened:
            with suppress(OSError):  # it is closed already, which is what we want
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    def _reply(self, response: BaseHTTPResponse) -> Reply:
        body = bytearray()
        if self.most and self.method != "HEAD":
            for piece in response.stream(_PIECE, decode_content=True):
                body += piece
                if len(body) > self.most:
                    break
        return Reply(
            response.status, response.headers, bytes(body[: self.most]), len(body) <= self.most
        )
