"""An address as somebody typed it → its parts, and the form that names it for ever."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, unquote, urlsplit

from paracast.errors import ArticleError

_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid)(?:=|\Z)", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]*:[0-9a-f:.]*")
_PATH_SAFE = "%/:@!$&'()*+,;=~"
_QUERY_SAFE = _PATH_SAFE + "?[]"


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in parts.

    Attributes:
        scheme: `http` or `https`.
        host: a name in ASCII, or an IP address without brackets; in small letters.
        target: the path and the query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def ending(self) -> str:
        """The ending of the file that the path names, in small letters; may be empty."""
        return PurePosixPath(unquote(self.target.partition("?")[0])).suffix.lower()

    @property
    def lasting(self) -> str:
        """The address without what only tells how a reader came to it."""
        path, _, query = self.target.partition("?")
        kept = [part for part in query.split("&") if part and not _TRACKING.match(part)]
        return f"{self.scheme}://{self.authority}{path}" + (f"?{'&'.join(kept)}" if kept else "")

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def is_address(locator: str) -> bool:
    """Tell whether a locator is meant for the web."""
    return locator[:8].lower().startswith(("http://", "https://"))


def parse_address(url: str) -> Address:
    """Take a web address apart (RFC 3986; names beyond ASCII by IDNA, RFC 3490).

    Raises:
        ArticleError: it is none, or it carries a password.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = _host(parts), parts.port
    except ValueError as error:  # a port of letters, half a bracket, no name in any script
        raise _unclear(url) from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise ArticleError(
            f"paracast fetches no {scheme or 'such'} address: {url}",
            remedy="Give an address that begins with https:// or http://",
        )
    if not _HOST.fullmatch(host) or port == 0:
        raise _unclear(url)
    if parts.username is not None or parts.password is not None:
        raise ArticleError(
            f"The address at {host} carries a name or a password, and paracast sends none.",
            remedy="Save the page from your browser, and give the file.",
        )
    try:
        target = quote(parts.path or "/", safe=_PATH_SAFE)
        query = f"?{quote(parts.query, safe=_QUERY_SAFE)}" if parts.query else ""
    except UnicodeEncodeError as error:  # half a surrogate pair: bytes of no text on a command line
        raise _unclear(url) from error
    return Address(scheme, host, port or _PORTS[scheme], target + query)


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _unclear(url: str) -> ArticleError:
    return ArticleError(
        f"{url!r} is no address that can be fetched.", remedy="Check it, or copy it once more."
    )
