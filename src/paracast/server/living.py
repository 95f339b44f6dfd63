"""The show as it is now: read again when it has changed, and told as each asker reaches it."""

import os
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import quote

from paracast import config
from paracast.episode import chapters
from paracast.episode.manifest import NAME as MANIFEST
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.episode.show import Show
from paracast.errors import ConfigError, ShelfError, SpeechError
from paracast.pipeline.feeding import feed_documents, identified
from paracast.pipeline.setup import Setup
from paracast.server.addresses import told
from paracast.server.conditions import settled

_BASES: Final = 8  # addresses for which the feed is kept: the names and numbers of one machine

Stamps: TypeAlias = tuple[tuple[str, int, int], ...]
"""Of each file that tells something of the show: its name, its time in ns, its length in bytes."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A show and its episodes, as they were read.

    Attributes:
        show: with its guid, and the address that it is published at.
        episodes: by their folders, the newest first.
        changed: when it became so, in seconds of POSIX time.
    """

    setup: Setup
    show: Show
    episodes: Mapping[str, Episode]
    changed: float


class LivingShow:
    """A show that may change while it is served; many threads may ask at once."""

    def __init__(self, setup: Setup, secret: str) -> None:
        self._setup, self._secret, self._turn = setup, secret, threading.Lock()
        self._shelved = lru_cache(1)(self._read)
        self._feeds = lru_cache(_BASES)(self._rendered)

    @property
    def folder(self) -> Path:
        """Where the episodes are."""
        return self._setup.episodes

    def addresses(self, base: str) -> tuple[str, str]:
        """Return where the show is published, and where it is for those who ask here."""
        show = self._setup.show
        return show.address, told(show, base, self._secret).address

    def feeds(self, base: str) -> tuple[Mapping[str, bytes], int | None]:
        """Return the feed and its archives by name, for those who ask below an address.

        Returns:
            The documents, and when they changed last, in seconds of POSIX time; None: just now.

        Raises:
            ParacastError: the show cannot be read, or does not make a feed.
        """
        stamps = stamps_of(self._setup)
        with self._turn:
            feeds, changed = self._feeds(stamps, base), self._shelved(stamps).changed
        return feeds, settled(changed, time.time())

    def listed(self, base: str) -> tuple[Show, tuple[Episode, ...]]:
        """Return the show as it is told below an address, and its episodes, the newest first.

        Raises:
            ParacastError: the show cannot be read.
        """
        with self._turn:
            found = self._shelved(stamps_of(self._setup))
        return told(found.show, base, self._secret), tuple(found.episodes.values())

    def chapters(self, path: str, base: str) -> bytes | None:
        """Write an episode's chapters anew, if pictures are among them: they have addresses.

        Args:
            path: of the chapters' file, below `episodes/`.
            base: the address below which it is asked for.

        Raises:
            ParacastError: the show cannot be read.
        """
        folder, _, name = path.partition("/")
        with self._turn:
            found = self._shelved(stamps_of(self._setup))
        episode = found.episodes.get(folder)
        if episode is None or not episode.chapter_file or episode.chapter_file.name != name:
            return None
        if not any(chapter.picture for chapter in episode.chapters):
            return None
        address = f"{told(found.show, base, self._secret).address}{quote(folder)}/"
        rate = episode.sound.rate
        return chapters.to_json(episode.chapters, rate, episode.title, address)

    def _read(self, stamps: Stamps) -> Shelved:
        with suppress(ConfigError, SpeechError):  # they are being edited: the last ones still hold
            self._setup = config.load(self._setup.folder)
        episodes = _settled(Shelf(self._setup.episodes))
        changed = max((time for _, time, _ in stamps), default=0) / 1e9
        by_folder = {episode.folder: episode for episode in episodes}
        return Shelved(self._setup, identified(self._setup), by_folder, changed)

    def _rendered(self, stamps: Stamps, base: str) -> Mapping[str, bytes]:
        found = self._shelved(stamps)
        show = told(found.show, base, self._secret)
        return feed_documents(found.setup, show, tuple(found.episodes.values()))


def _settled(shelf: Shelf) -> tuple[Episode, ...]:
    """Read all episodes; one may be put in place at this moment, and then they are read again."""
    for pause in (0.01, 0.1):
        with suppress(ShelfError):
            return shelf.episodes()
        time.sleep(pause)
    return shelf.episodes()


def stamps_of(setup: Setup) -> Stamps:
    """Look at all files that tell something of a show, without reading them.

    The folder is among them: its time tells that an episode has gone.
    """
    paths = [setup.folder / config.NAME, setup.episodes]
    with suppress(OSError), os.scandir(setup.episodes) as found:
        paths += sorted(
            Path(entry.path, MANIFEST) for entry in found if not entry.name.startswith(".")
        )
    return tuple(stamp for path in paths for stamp in _stamps(path))


def _stamps(path: Path) -> Stamps:
    try:
        facts = path.stat()
    except OSError:  # no episode, or it went in this moment
        return ()
    name = path.parent.name if path.name == MANIFEST else path.name
    return ((name, facts.st_mtime_ns, facts.st_size),)
