"""What a client has already, and what there is now → whether it is to be sent."""

from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers

_SETTLED: Final = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Version:
    """What a file or a document is now.

    Attributes:
        tag: an entity tag, with its quotation marks (RFC 9110, section 8.8.3).
        modified: when it became so, in whole seconds of POSIX time; None: so lately that another
            change within the same second would not be told by the time.
    """

    tag: str
    modified: int | None

    def headers(self) -> dict[str, str]:
        """Return what tells of it."""
        dated = {"Last-Modified": formatdate(self.modified, usegmt=True)} if self.modified else {}
        return {"ETag": self.tag, **dated}


def settled(changed: float, now: float) -> int | None:
    """Return a time of change for `Version`; None: it is too young to be told by seconds."""
    return int(changed) if now - changed >= _SETTLED else None


def judge(asked: Headers, version: Version) -> HTTPStatus:
    """Decide by a request's conditions (RFC 9110, section 13.2.2).

    Returns:
        200: it is to be sent; 304: the client has it; 412: the client wants another version.
    """
    if not _is_wanted(asked, version):
        return HTTPStatus.PRECONDITION_FAILED
    if (known := asked.get("if-none-match")) is not None:
        return _unless(_names(known, version.tag, strong=False))
    since = _seconds(asked.get("if-modified-since"))
    return _unless(since is not None and version.modified is not None and version.modified <= since)


def _is_wanted(asked: Headers, version: Version) -> bool:
    if (wanted := asked.get("if-match")) is not None:
        return _names(wanted, version.tag, strong=True)
    before = _seconds(asked.get("if-unmodified-since"))
    return before is None or (version.modified is not None and version.modified <= before)


def is_still(asked: Headers, version: Version) -> bool:
    """Tell whether a range may be sent: it belongs to the version that the client has a part of.

    Source: RFC 9110, section 13.1.5; without `If-Range` the client does not mind.
    """
    known = asked.get("if-range")
    if known is None:
        return True
    if known.startswith(('"', "W/")):
        return known == version.tag
    return version.modified is not None and _seconds(known) == version.modified


def _unless(known: bool) -> HTTPStatus:  # noqa: FBT001  its only question
    return HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK


def _names(listed: str, tag: str, *, strong: bool) -> bool:
    """Tell whether a list of tags names one; a weak comparison overlooks `W/` (section 8.8.3.2)."""
    tags = {one.strip() for one in listed.split(",")}
    if "*" in tags or tag in tags:
        return True
    return not strong and tag in {one.removeprefix("W/") for one in tags}


def _seconds(date: str | None) -> int | None:
    """Read a date as HTTP writes it; None: there is none."""
    try:
        return int(parsedate_to_datetime(date).timestamp()) if date else None
    except (ValueError, OverflowError):
        return None
