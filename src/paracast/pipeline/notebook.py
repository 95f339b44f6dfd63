"""What was followed before, in one file of the show: without it, only time is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from paracast.article.entries import Entry
from paracast.episode.shelf import Shelf
from paracast.units import Digest

NAME = ".following.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Remembered:
    """An entry that is an episode: how it was when it was read, and the episode's GUID."""

    digest: Digest
    guid: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of one feed.

    Attributes:
        etag: of the feed's state in which all its entries were episodes; may be empty.
        modified: likewise, when the server said that it last changed.
        entries: by the entry's identity.
    """

    etag: str = ""
    modified: str = ""
    entries: Mapping[str, Remembered] = field(default_factory=dict)

    def conditions(self) -> dict[str, str]:
        """Return the headers that ask for the feed only if it changed (RFC 9110 section 13)."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}

    def without_state(self) -> "Memory":
        """Return the same entries; the feed is asked for whole next time."""
        return Memory(entries=self.entries)

    def with_entry(self, entry: Entry, guid: str) -> "Memory":
        """Return the memory with one entry more, or as it is now."""
        return replace(
            self, entries={**self.entries, entry.identity: Remembered(entry.digest, guid)}
        )


@dataclass(frozen=True, slots=True)
class _Notebook:
    """All feeds of a show, by identity: addresses may hold secrets, and the folder is published."""

    feeds: dict[str, Memory] = field(default_factory=dict)
    schema: int = SCHEMA


def recall(folder: Path, feed: str) -> Memory:
    """Return what is remembered of a feed: nothing, where the file is gone or damaged."""
    return _read(folder).feeds.get(feed, Memory())


def remember(folder: Path, feed: str, memory: Memory) -> None:
    """Keep what is known of a feed; what is known of others stays.

    Raises:
        ShelfError: the folder cannot be written.
    """
    shelf = Shelf(folder)
    with shelf.opened():
        notebook = _Notebook({**_read(folder).feeds, feed: memory})
        shelf.keep(NAME, msgspec.json.format(msgspec.json.encode(notebook), indent=2) + b"\n")


def _read(folder: Path) -> _Notebook:
    try:
        notebook = msgspec.json.decode((folder / NAME).read_bytes(), type=_Notebook)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Notebook()
    return notebook if notebook.schema == SCHEMA else _Notebook()
