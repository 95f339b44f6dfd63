"""What a web server answered → what is done with it: pure decisions."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from paracast.article.address import Address
from paracast.errors import ArticleError

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/epub+zip": ".epub",
    "application/pdf": ".pdf",
    _DOCX: ".docx",
}
_TEXT_ENDINGS = {".txt", ".text", ".md", ".markdown", ".mdown", ".mkd"}
_UNTOLD = {"", "application/octet-stream", "binary/octet-stream"}
_KINDS = {"audio": "sound", "video": "a video", "image": "an image", "font": "a font"}
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_IN_YOUR_BROWSER = "Open it in your browser, save the page, and give the file."
_STATUSES = {
    401: ("it asks for a name and a password", _IN_YOUR_BROWSER),
    402: ("the page is for paying readers", _IN_YOUR_BROWSER),
    403: ("it does not give the page to programs, or not to everybody", _IN_YOUR_BROWSER),
    404: ("there is no such page", "Check the address."),
    410: ("the page is gone for good", "Look for it in an archive."),
    429: ("it has been asked too often", "Wait a while, and run it again."),
    451: ("the page is withheld for legal reasons", "Look for another source."),
}
_COMPRESSIONS = {"", "identity", "gzip", "x-gzip", "deflate"}
_SERVER_FAULTS = 500
_LONGEST_WAIT = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent.

    Attributes:
        address: the last one, after all redirects.
        media_type: in small letters, without parameters; empty where the server tells none.
        charset: as the server names it; may be empty.
        body: decoded from its transfer's compression.
        etag: names this state of the resource (RFC 9110 section 8.8.3).
        modified: when it last changed, as the server wrote it.
    """

    address: Address
    media_type: str
    charset: str
    body: bytes
    etag: str = ""
    modified: str = ""


def media_type_of(content_type: str) -> tuple[str, str]:
    """Take a Content-Type header apart: the media type, and the charset."""
    charset = _CHARSET.search(content_type)
    return content_type.partition(";")[0].strip().lower(), charset[1] if charset else ""


def ending_of(media_type: str, address: Address) -> str:
    """Return the file's ending that goes with a media type, else the address's own."""
    if media_type == "text/plain" or media_type in _UNTOLD:
        known = _TEXT_ENDINGS if media_type == "text/plain" else {*_TEXT_ENDINGS, *_readable()}
        return address.ending if address.ending in known else ""
    return _ENDINGS.get(media_type, "")


def refuse_type(media_type: str, address: Address) -> None:
    """Let pass what some reader may read.

    Raises:
        ArticleError: it is no article, but a picture, sound, a program…
    """
    untold = media_type in _UNTOLD and (not media_type or ending_of(media_type, address))
    if untold or media_type == "text/plain" or media_type in _ENDINGS:
        return
    what = _KINDS.get(media_type.partition("/")[0], "a file")
    raise ArticleError(
        f"{address} is {what} of type {media_type}, and no article.",
        remedy="Give the address of the page that holds the text.",
    )


def refuse_compression(encoding: str, address: Address) -> None:
    """Let pass what can be decompressed.

    Raises:
        ArticleError: the server compressed in a way that it was not asked for.
    """
    if not {part.strip().lower() for part in encoding.split(",")} <= _COMPRESSIONS:
        raise ArticleError(
            f"{address} is compressed as {encoding}, which it was not asked for.",
            remedy=_IN_YOUR_BROWSER,
        )


class BusyError(ArticleError):
    """A server has no page now, and says when to ask again.

    Attributes:
        seconds: from now.
    """

    def __init__(self, message: str, *, remedy: str, seconds: float = 0.0) -> None:
        super().__init__(message, remedy=remedy)
        self.seconds = seconds


def seconds_until(retry_after: str, now: datetime) -> float:
    """Read a `Retry-After` header (RFC 9110 section 10.2.3): seconds, or a date; 0: neither.

    No more than a day: a server's fault shall not silence us for ever.
    """
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), _LONGEST_WAIT)
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError, IndexError):  # whatever servers write
        return 0.0
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return min(max(0.0, (date - now).total_seconds()), _LONGEST_WAIT)


def refuse_status(status: int, address: Address, retry_after: str = "") -> None:
    """Let pass what is a page.

    Raises:
        BusyError: the server says when to ask again, as its `retry_after` reads.
        ArticleError: it has no page for us; the sentence tells why.
    """
    if status in {200, 203}:
        return
    why, remedy = _STATUSES.get(status, ("it sends no page", "Check the address."))
    if status >= _SERVER_FAULTS:
        why, remedy = "it has a fault of its own", "Run it again later."
    if seconds := seconds_until(retry_after, datetime.now(UTC)):
        raise BusyError(f"{address} answers {status}: {why}.", remedy=remedy, seconds=seconds)
    raise ArticleError(f"{address} answers {status}: {why}.", remedy=remedy)


def _readable() -> set[str]:
    return {*_ENDINGS.values(), ".htm"}
