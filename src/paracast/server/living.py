"""The show as it is now: its settings and its feed, read again when they have changed."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path

from paracast import config
from paracast.episode.artwork import artwork_of
from paracast.episode.manifest import NAME as MANIFEST
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.errors import ParacastError
from paracast.feed import render_documents
from paracast.pipeline.feeding import identified
from paracast.pipeline.setup import Setup
from paracast.server.addressing import Place

_ADDRESSES = 8  # for which the feed is kept: names and numbers of one machine
_NANO = 1e-9


@dataclass(frozen=True, slots=True)
class State:
    """What tells that a show has changed.

    Attributes:
        settings: when they were written, in ns.
        youngest: when the manifest was that was written last, in ns.
        count: of the manifests.
    """

    settings: int
    youngest: int
    count: int

    @property
    def modified(self) -> str:
        """When the show changed last, as HTTP writes a time (RFC 9110, section 5.6.7)."""
        return formatdate(max(self.settings, self.youngest) * _NANO, usegmt=True)


class LivingShow:
    """A show that changes while it is served; several threads may ask for it at once."""

    def __init__(self, setup: Setup, place: Place) -> None:
        self._setup, self._place, self._turn = setup, place, threading.Lock()
        self._read = lru_cache(1)(self._shelved)
        self._rendered = lru_cache(_ADDRESSES)(self._documents)

    @property
    def setup(self) -> Setup:
        """What the settings said when they were last read."""
        return self._setup

    def state(self) -> State:
        """Look at the files, without reading them."""
        settings = _written(self._setup.folder / config.NAME)
        times = [_written(path) for path in self._setup.episodes.glob(f"[!.]*/{MANIFEST}")]
        return State(settings, max(times, default=0), len(times))

    def documents(self, state: State, host: str) -> Mapping[str, bytes]:
        """Return the feed and its archives, by their names, for somebody who asks a host.

        Raises:
            ShelfError: a manifest is damaged, or cannot be read.
        """
        with self._turn:
            return self._rendered(state, host)

    def episodes(self, state: State) -> tuple[Episode, ...]:
        """Return the episodes, the newest first.

        Raises:
            ShelfError: a manifest is damaged, or cannot be read.
        """
        with self._turn:
            return self._read(state)

    def _shelved(self, _: State) -> tuple[Episode, ...]:
        with suppress(ParacastError):  # settings are being edited: meanwhile the last ones hold
            self._setup = config.load(self._setup.folder)
        return Shelf(self._setup.episodes).episodes()

    def _documents(self, state: State, host: str) -> Mapping[str, bytes]:
        episodes, setup = self._read(state), self._setup
        return render_documents(
            self._place.shown(identified(setup), host),
            episodes,
            setup.feed,
            artwork_name=artwork_of(setup.show, setup.folder).name,
        )


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # it went in this moment
        return 0
