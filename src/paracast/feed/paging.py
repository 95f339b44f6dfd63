"""Which episodes stand in which document of a feed (RFC 5005, section 4)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from paracast.episode.model import Episode

FEED: Final = "feed.xml"

_ARCHIVE = re.compile(r"feed-[1-9]\d*\.xml")
_LARGE = 1_000_000  # bytes; beyond it apps on the go take long, and fetch it several times a day
_WANTED = 800_000  # bytes; so that longer episodes are no reason to be advised again
_REFUSED = 5_000_000  # bytes; the W3C's validator reads no more


@dataclass(frozen=True, slots=True)
class Page:
    """A document of a feed.

    Attributes:
        episodes: the newest first.
        previous: the name of the archive with the episodes before them; empty: there are none.
        is_archive: whether it is not the feed itself, but an archive.
    """

    name: str
    episodes: Sequence[Episode]
    previous: str = ""
    is_archive: bool = False


def pages_of(episodes: Sequence[Episode], limit: int) -> tuple[Page, ...]:
    """Divide a show's episodes: the archives, the oldest first, and then the feed.

    Archives are full and counted from the oldest episode on, so that they never change again while
    episodes are added. The newest of them may share episodes with the feed; each episode stands in
    one document at least.

    Args:
        episodes: the newest first.
        limit: how many a document holds; 0: all.
    """
    waiting = max(0, len(episodes) - limit) if limit else 0
    pages = -(-waiting // limit) if limit else 0
    archives = tuple(
        Page(
            archive_name(number),
            episodes[len(episodes) - number * limit : len(episodes) - (number - 1) * limit],
            archive_name(number - 1) if number > 1 else "",
            is_archive=True,
        )
        for number in range(1, pages + 1)
    )
    newest = episodes[:limit] if limit else episodes
    return (*archives, Page(FEED, newest, archives[-1].name if archives else ""))


def archive_name(number: int) -> str:
    """Return the name of an archive; the oldest is number 1."""
    return f"feed-{number}.xml"


def is_archive(name: str) -> bool:
    """Tell whether a file's name is an archive's."""
    return bool(_ARCHIVE.fullmatch(name))


def advice(length: int, episodes: int) -> str:
    """Return what to do about a feed of so many bytes and episodes; empty: nothing."""
    if length <= _LARGE or episodes <= 1:
        return ""
    fitting = episodes * _WANTED // length
    limit = max(1, fitting - fitting % 10 if fitting > 10 else fitting)  # noqa: PLR2004  tens
    validators = ", and validators refuse it" if length > _REFUSED else ""
    return (
        f"The feed has {length / 1_000_000:.1f} MB{validators}; apps fetch it several times a day. "
        f"Write limit = {limit} below [feed] in paracast.toml: archives then hold the others."
    )
