"""Episodes that were removed ↔ `removed.json`: neither their GUIDs nor their addresses come again.

An app that meets a GUID again shows it as heard; a directory that meets an address again plays
what it kept of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from paracast.episode.model import Episode, Source
from paracast.episode.naming import is_plain
from paracast.errors import ShelfError

NAME = "removed.json"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is kept of an episode that was removed.

    Attributes:
        source: the identity of its article; empty: it had none.
        text: the digest of its article's words; likewise.
        formerly: names that its folder had before.
    """

    guid: str
    folder: str
    title: str
    published: datetime
    removed: datetime
    source: str = ""
    text: str = ""
    formerly: tuple[str, ...] = ()

    def is_of(self, source: Source) -> bool:
        """Tell whether it stands for the episode of an article."""
        same_place = bool(source.identity) and self.source == source.identity
        return same_place or (bool(source.text) and self.text == source.text)


def tombstone_of(episode: Episode, removed: datetime) -> Tombstone:
    """Return what is to be kept of an episode."""
    return Tombstone(
        episode.guid,
        episode.folder,
        episode.title,
        episode.published,
        removed,
        source=episode.source.identity,
        text=episode.source.text,
        formerly=episode.formerly,
    )


def to_json(tombstones: Iterable[Tombstone]) -> bytes:
    """Write tombstones, those that were removed first at the top."""
    return msgspec.json.format(msgspec.json.encode(list(tombstones)), indent=2) + b"\n"


def from_json(data: bytes, where: str) -> tuple[Tombstone, ...]:
    """Read tombstones back.

    Raises:
        ShelfError: they are damaged: GUIDs might be used again without them.
    """
    try:
        read = msgspec.json.decode(data, type=tuple[Tombstone, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(where, str(error)) from error
    if strange := [one.folder for one in read if not is_plain(one.folder)]:
        raise _damaged(where, f"{strange[0]!r} is no name of a folder")
    return read


def _damaged(where: str, why: str) -> ShelfError:
    return ShelfError(
        f"{where} is damaged: {why}.",
        remedy="Put back a copy of it; without one, remove it: GUIDs and names of episodes that "
        "were removed may then come again.",
    )


def names_taken(episodes: Iterable[Episode], tombstones: Iterable[Tombstone]) -> set[str]:
    """Return all names that folders of a show have, or ever had."""
    had: list[Episode | Tombstone] = [*episodes, *tombstones]
    return {name for one in had for name in (one.folder, *one.formerly)}
