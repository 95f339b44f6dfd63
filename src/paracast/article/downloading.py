"""A web address → a file on disk, gone on with where it broke off.

What a server says of the file's state (its `ETag`, or when it last changed) is kept beside it: it
is gone on with only while that is the same, so no file is put together of two.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec
from urllib3.response import BaseHTTPResponse

from paracast import __version__
from paracast.article.address import Address, parse_address
from paracast.article.answers import refuse_status
from paracast.article.asking import breaking_off, exchange, redirect_of
from paracast.article.deadline import Deadline
from paracast.article.options import FetchOptions
from paracast.errors import ArticleError
from paracast.files import replacing, unwritable

_PIECE = 2**18  # bytes
_TRIES = 3
_SLOWEST = 10_000  # bytes a second; a server that drips longer is left
_PARTIAL, _UNFIT = 206, 416
_RANGE = re.compile(r"bytes (\d{1,15})-\d{1,15}/(?:\d{1,15}|\*)")


@dataclass(frozen=True, slots=True)
class _State:
    """Which state of what a file on disk is the beginning of.

    Attributes:
        length: in bytes, once it is whole; -1: it is not.
    """

    url: str
    validator: str
    length: int = -1


def download(url: str, path: Path, options: FetchOptions) -> None:
    """Fetch what is at an address into a file; what of it is there already is not fetched again.

    Args:
        url: the address.
        path: the file; beside it lies what is known of its state, until `forget`.
        options: what may be asked; `timeout_seconds` is for connecting and for each silence.

    Raises:
        ArticleError: it cannot be had, or is too large.
        ShelfError: the state cannot be written.
    """
    for attempt in range(1, _TRIES + 1):
        before = _length(path)
        try:
            return _Download(url, path, options).run()
        except (ArticleError, TimeoutError) as error:
            went_on = _length(path) > before
            if attempt < _TRIES and went_on:
                continue
            if isinstance(error, ArticleError):
                raise
            raise ArticleError(
                f"{url} fell silent for {options.timeout_seconds:g} s.",
                remedy="Run it again: it goes on where it broke off.",
            ) from error
    return None


def forget(path: Path) -> None:
    """Remove a file that was fetched, and what is known of its state."""
    path.unlink(missing_ok=True)
    _state_path(path).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Download:
    url: str
    path: Path
    options: FetchOptions

    def run(self) -> None:
        known = self._known()
        if known and known.length == _length(self.path):
            return
        address = parse_address(self.url)
        for _ in range(self.options.most_redirects + 1):
            onward = self._hop(address, known)
            if onward is None:
                return
            address = onward
        raise ArticleError(
            f"{self.url} sends us on more than {self.options.most_redirects} times.",
            remedy="Look where it leads, in your browser.",
        )

    def _known(self) -> _State | None:
        """Return the state of what is there; whatever is of another one is removed."""
        try:
            state = msgspec.json.decode(_state_path(self.path).read_bytes(), type=_State)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            state = None
        if state and state.url == self.url:
            is_whole = state.length == _length(self.path)
            if is_whole or (state.validator and state.length < 0):
                return state
        forget(self.path)
        return None

    def _hop(self, address: Address, known: _State | None) -> Address | None:
        have = _length(self.path) if known else 0
        headers = {"User-Agent": f"paracast/{__version__}", "Accept-Encoding": "identity"}
        if known and have:
            headers |= {"Range": f"bytes={have}-", "If-Range": known.validator}
        headers["Connection"] = "close"
        deadline = Deadline.in_seconds(self.options.timeout_seconds)
        with (
            breaking_off(address),
            exchange(address, self.options, deadline, headers, []) as response,
        ):
            onward = redirect_of(response, address)
            if onward is None:
                self._take(response, address, have)
            return onward

    def _take(self, response: BaseHTTPResponse, address: Address, have: int) -> None:
        if response.status == _UNFIT:
            forget(self.path)
            raise ArticleError(f"{address} has become another file.", remedy="Run it again.")
        goes_on = response.status == _PARTIAL and _begins_at(response) == have
        if not goes_on:
            refuse_status(response.status, address)
        state = _State(self.url, _validator(response))
        self._keep(state)
        with self._opened("ab" if goes_on else "wb") as file:
            for piece in _pieces(response, address, self.options):
                self._write(file, piece)
                if file.tell() > self.options.largest_bytes:
                    raise ArticleError(
                        f"{address} is larger than {self.options.largest_bytes / 1e6:g} MB.",
                        remedy="Check the address.",
                    )
        self._keep(replace(state, length=_length(self.path)))

    def _opened(self, mode: Literal["ab", "wb"]) -> BinaryIO:
        try:
            return self.path.open(mode)
        except OSError as error:
            raise unwritable(self.path, error) from error

    def _write(self, file: BinaryIO, piece: bytes) -> None:
        """Write a piece; a disk that is full is not the web's fault."""
        try:
            file.write(piece)
            file.flush()
        except OSError as error:
            raise unwritable(self.path, error) from error

    def _keep(self, state: _State) -> None:
        with replacing(_state_path(self.path)) as file:
            file.write(msgspec.json.encode(state))


def _pieces(response: BaseHTTPResponse, address: Address, options: FetchOptions) -> Iterator[bytes]:
    """Yield a body as it comes, as long as it comes fast enough, to its end."""
    began, got = time.monotonic(), 0
    while piece := response.read1(_PIECE):
        got += len(piece)
        yield piece
        if time.monotonic() - began > options.timeout_seconds + got / _SLOWEST:
            raise ArticleError(f"{address} comes too slowly.", remedy="Run it again later.")
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) != got:
        raise ArticleError(f"{address} breaks off.", remedy="Run it again: it goes on from there.")


def _begins_at(response: BaseHTTPResponse) -> int:
    found = _RANGE.match(response.headers.get("Content-Range", ""))
    return int(found[1]) if found else -1


def _validator(response: BaseHTTPResponse) -> str:
    """Return what `If-Range` may name: a strong tag, else a date (RFC 9110 section 13.1.5)."""
    tag: str = response.headers.get("ETag", "")
    modified: str = response.headers.get("Last-Modified", "")
    return tag if tag and not tag.startswith("W/") else modified


def _length(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _state_path(path: Path) -> Path:
    return path.with_name(path.name + ".state")
