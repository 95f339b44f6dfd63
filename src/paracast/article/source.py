"""A locator → the bytes that it names, and who they are."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from paracast.article.address import is_address
from paracast.article.options import DEFAULT, FetchOptions
from paracast.errors import ArticleError
from paracast.files import digest_of
from paracast.units import Digest

STANDARD_INPUT = "-"
_LARGEST = 50_000_000  # bytes: a hundred hours of speech


@dataclass(frozen=True, slots=True)
class Source:
    """What a locator names.

    Attributes:
        identity: a digest of the place, the same each time; empty for standard input.
        name: what a person would call it.
        ending: the file name's, in small letters with its dot; may be empty.
        url: where it was found on the web in the end; empty for what is on this machine.
        charset: what the server or the feed says that the text is encoded in; may be empty.
        media_type: what they say that it is, such as `text/html`; may be empty.
        folder: where the file lies; None for what is no file.
    """

    data: bytes
    identity: str
    name: str
    ending: str
    url: str = ""
    charset: str = ""
    media_type: str = ""
    folder: Path | None = None


def fetch(locator: str, options: FetchOptions = DEFAULT) -> Source:
    """Read what a locator names: a web address, a file, or standard input.

    Raises:
        ArticleError: there is nothing there, it may not be read, or it is no file.
    """
    if is_address(locator):
        from paracast.article.web import fetch_url

        return fetch_url(locator, options)
    if locator == STANDARD_INPUT:
        return Source(
            _bounded(sys.stdin.buffer.read(_LARGEST + 1), locator), "", "standard input", ""
        )
    return _read(locator)


def identity_of(path: Path) -> Digest:
    """Name a file by its place."""
    return digest_of(b"file:" + path.resolve().as_posix().encode("utf-8", "surrogateescape"))


def _read(locator: str) -> Source:
    path = Path(locator)
    try:
        if path.is_dir():
            raise ArticleError(
                f"{locator} is a folder.", remedy="Give the articles in it, one by one."
            )
        with path.open("rb") as file:
            data = _bounded(file.read(_LARGEST + 1), locator)
    except OSError as error:
        raise ArticleError(
            f"Cannot read {locator}: {error.strerror or error}.",
            remedy="Check the name, and who may read it.",
        ) from error
    except ValueError as error:  # a NUL in the name
        raise ArticleError(f"{locator!r} is no file's name.", remedy="Check it.") from error
    name = Path(os.fsencode(path.name).decode("utf-8", "replace"))  # it need not be Unicode
    return Source(data, identity_of(path), name.name, name.suffix.lower(), folder=path.parent)


def _bounded(data: bytes, locator: str) -> bytes:
    if len(data) > _LARGEST:
        raise ArticleError(
            f"{locator} is larger than {_LARGEST // 1_000_000} MB.",
            remedy="Split it into several articles.",
        )
    return data
