"""A published feed's address → what is wrong with it, and with the server that answers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from paracast import __version__
from paracast.check import sources
from paracast.check.document import Document, Item, all_of, find, read_feed
from paracast.check.folder import check_document
from paracast.check.model import Finding, advice, error, warning

if TYPE_CHECKING:
    from urllib3 import PoolManager
    from urllib3.response import BaseHTTPResponse

_SERVER = "Let the host's settings allow it, or choose another host."
_REACH = error("server-unreachable", sources.HTTP, "Check the address, and whether it is up.")
_STATUS = error("server-status", sources.HTTP, "Publish what is missing: paracast publish")
_HEAD = error("server-head", sources.HTTP, _SERVER)
_LENGTH = error("server-length", sources.HTTP, "Publish it again: paracast publish")
_RANGES = error("server-ranges", sources.HTTP, _SERVER)
_TYPE = warning("server-type", sources.HTTP, _SERVER)
_TAG = warning("server-validator", sources.HTTP, "Send Last-Modified or ETag.")
_UNCHANGED = advice("server-unchanged", sources.HTTP, _SERVER)
_CORS = warning(
    "server-cors", f"{sources.PODCAST}, transcripts", "Send Access-Control-Allow-Origin."
)
_GZIP = advice("server-gzip", sources.LISTENERS, "Let the host compress the feed.")
_HTTPS = advice("server-https", f"{sources.LISTENERS}: iOS refuses plain http", "Use https.")

_SECONDS = 20.0
_LARGEST = 20_000_000  # bytes of a feed
_NEWEST = 5  # episodes whose files are asked for
_OK, _PARTIAL, _NOT_MODIFIED = 200, 206, 304
_PLAYER = "https://player.example"
_LOCAL = ("localhost", "127.0.0.1", "::1")


def check_url(url: str, newest: int = _NEWEST) -> tuple[Finding, ...]:
    """Fetch a feed, check it by itself, and ask its server for what it names.

    Args:
        url: the feed's.
        newest: how many episodes' files are asked for; only those on the feed's own host are.
    """
    with _web() as web:
        return tuple(_findings(_Server(web), url, newest))


@contextmanager
def _web() -> "Iterator[PoolManager]":
    import certifi
    from urllib3 import PoolManager, Retry

    headers = {"User-Agent": f"paracast/{__version__}"}
    retries = Retry(2, redirect=5, backoff_factor=0.2, raise_on_status=False)
    pool = PoolManager(ca_certs=certifi.where(), timeout=_SECONDS, headers=headers, retries=retries)
    with pool:
        yield pool


@dataclass(frozen=True, slots=True)
class _Server:
    """Asks a server; what cannot be had is None."""

    web: "PoolManager"

    def ask(self, url: str, method: str = "GET", **headers: str) -> "BaseHTTPResponse | None":
        from urllib3.exceptions import HTTPError

        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            answer = self.web.request(
                method,
                url,
                headers={**self.web.headers, "Accept-Encoding": "identity", **named},
                preload_content=False,
                decode_content=False,
            )
        except HTTPError:
            return None
        return answer


def _read(answer: "BaseHTTPResponse", most: int) -> bytes:
    """Read what a server sends, up to a bound; less where the connection breaks."""
    from urllib3.exceptions import HTTPError

    try:
        return answer.read(most)
    except HTTPError:
        return b""
    finally:
        answer.close()


def _findings(server: _Server, url: str, newest: int) -> Iterator[Finding]:
    answer = server.ask(url)
    if answer is None:
        yield _REACH.at(url, "The server does not answer.")
        return
    data = _read(answer, _LARGEST)
    if answer.status != _OK:
        yield _STATUS.at(url, f"The server answers {answer.status}.")
        return
    document = read_feed(data, url)
    if isinstance(document, Finding):
        yield document
        return
    yield from check_document(document)
    yield from _check_feed_server(server, url, answer.headers)
    host = _host(url)
    for item in document.items[:newest]:
        yield from _check_enclosure(server, item, host)
        yield from _check_texts(server, item, host)
    yield from _check_image(server, document, host)


def _check_feed_server(server: _Server, url: str, headers: Mapping[str, str]) -> Iterator[Finding]:
    tag, date = headers.get("ETag"), headers.get("Last-Modified")
    if not (tag or date):
        yield _TAG.at(url, "Neither ETag nor Last-Modified tells whether the feed has changed.")
    else:
        asked = {"If_None_Match": tag} if tag else {"If_Modified_Since": str(date)}
        again = server.ask(url, **{name: str(value) for name, value in asked.items()})
        if again is not None and again.status != _NOT_MODIFIED:
            yield _UNCHANGED.at(url, f"Asked whether it has changed, it answers {again.status}.")
    packed = server.ask(url, Accept_Encoding="gzip")
    if packed is not None and packed.headers.get("Content-Encoding") != "gzip":
        yield _GZIP.at(url, "The feed is sent as it is.")
    if "xml" not in headers.get("Content-Type", "").lower():
        yield _TYPE.at(url, f"Its type is {headers.get('Content-Type', 'missing')}.")
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        yield _HTTPS.at(url, "It is plain http.")


def _check_enclosure(server: _Server, item: Item, host: str) -> Iterator[Finding]:
    url = item.url
    if item.enclosure is None or _host(url) != host:
        return
    answer = server.ask(url, "HEAD")
    if answer is None or answer.status != _OK:
        yield _HEAD.at(item.place, f"HEAD answers {answer.status if answer else 'nothing'}: {url}.")
        return
    told, length = item.enclosure.get("length", ""), answer.headers.get("Content-Length", "")
    if length != told:
        yield _LENGTH.at(item.place, f"The feed tells {told} bytes, the server {length or 'none'}.")
    if answer.headers.get("Content-Type", "").partition(";")[0] != item.enclosure.get("type"):
        yield _TYPE.at(item.place, f"Its type is {answer.headers.get('Content-Type', 'missing')}.")
    if not (answer.headers.get("Last-Modified") or answer.headers.get("ETag")):
        yield _TAG.at(item.place, "Neither ETag nor Last-Modified is sent with the sound.")
    part = server.ask(url, Range="bytes=0-1")
    if part is None or part.status != _PARTIAL or len(_read(part, 3)) != 2:  # noqa: PLR2004  bytes
        yield _RANGES.at(item.place, f"A range is answered with {part.status if part else 'none'}.")


def _check_texts(server: _Server, item: Item, host: str) -> Iterator[Finding]:
    elements = [*all_of(item.element, "podcast:transcript")]
    chapters = find(item.element, "podcast:chapters")
    for element in (*elements, *([] if chapters is None else [chapters])):
        url = element.get("url", "")
        if _host(url) != host:
            continue
        answer = server.ask(url, Origin=_PLAYER)
        if answer is None or answer.status != _OK:
            told = answer.status if answer else "nothing"
            yield _STATUS.at(item.place, f"The server answers {told} for {url}.")
        elif answer.headers.get("Access-Control-Allow-Origin") not in {"*", _PLAYER}:
            yield _CORS.at(item.place, f"Players on the web may not fetch {url}.")


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:  # such as http://[x
        return ""


def _check_image(server: _Server, document: Document, host: str) -> Iterator[Finding]:
    image = find(document.channel, "itunes:image")
    url = "" if image is None else image.get("href", "")
    if _host(url) == host:
        answer = server.ask(url, "HEAD")
        if answer is None or answer.status != _OK:
            yield _HEAD.at(
                document.name, f"HEAD of the artwork answers {answer and answer.status}."
            )
        elif not answer.headers.get("Last-Modified"):
            yield _TAG.at(document.name, "No Last-Modified is sent with the artwork.")
