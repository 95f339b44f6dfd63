"""A show elsewhere → one of ours: its settings, where there is none yet, and its episodes."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from paracast import config
from paracast.api.show import Show
from paracast.article.options import FetchOptions
from paracast.episode.naming import slug_of
from paracast.errors import UsageError
from paracast.pipeline import takeover

if TYPE_CHECKING:
    from collections.abc import Generator

    from paracast.feed.foreign import ForeignFeed
    from paracast.pipeline.takeover import Taken, Taking


@dataclass(frozen=True, slots=True)
class Takeover:
    """A feed that was read, and the show that is to have its episodes.

    Attributes:
        feed: as it is elsewhere.
        folder: where the show is, or will be.
        show: None: there is none yet; `start` it.
        fetching: how sound and pictures are fetched.
        without_artwork: why the feed's artwork was not taken; empty: it was, or there is none.
    """

    feed: "ForeignFeed"
    folder: Path
    show: Show | None
    fetching: FetchOptions
    without_artwork: str = ""

    @classmethod
    def of(
        cls, feed: str, folder: str | Path | None = None, *, fetching: FetchOptions | None = None
    ) -> Self:
        """Read a feed.

        Args:
            feed: its web address, or a file.
            folder: the show's; None: the nearest one upward from the working folder; where there is
                none, a new one that is named after the feed.
            fetching: how addresses are fetched.

        Raises:
            ArticleError: the feed cannot be fetched, or is none of a podcast.
            ConfigError: the show's settings are wrong.
        """
        options = fetching or FetchOptions()
        foreign = takeover.read_foreign(feed, options)
        found = Path(folder) if folder is not None else config.find_show(Path.cwd())
        place = found or Path(slug_of(foreign.show.title))
        show = Show.open(place) if (place / config.NAME).is_file() else None
        return cls(foreign, place, show, options)

    def started(self, *, url: str = "") -> Self:
        """Start the show, with the settings that it had elsewhere; nothing if there is one.

        Args:
            url: where its episodes will be reachable.

        Raises:
            ShelfError: the folder cannot be written.
            ConfigError: the settings are not such as a show may have.
        """
        if self.show:
            return self
        artwork, why = takeover.fetch_artwork(self.feed, self.fetching)
        config.start_from(self.feed.show, self.folder, url=url, artwork=artwork)
        return replace(self, show=Show.open(self.folder), without_artwork=why)

    def plan(self) -> "Taking":
        """Decide which items are to become episodes.

        Raises:
            ShelfError: a manifest is damaged.
        """
        if self.show is None:
            return takeover.decide_taking(self.feed, ())
        return takeover.plan_takeover(self.feed, self.show.setup)

    def take(self, taking: "Taking") -> "Generator[Taken, None, None]":
        """Fetch each item that is wanted and put it on the shelf; a bad one does not stop the rest.

        Raises:
            UsageError: the show has not been started.
            ShelfError: it cannot be written, or another run takes something over into it.
        """
        return takeover.take_over(taking, self.feed, self.begun.setup, self.fetching)

    def promise(self) -> int:
        """Remember the GUIDs of the feed's items by their links; return how many there are.

        When an article at such an address is made, its episode gets the GUID and the date that it
        had.

        Raises:
            UsageError: the show has not been started.
            ShelfError: it cannot be written.
        """
        return takeover.promise_guids(self.feed, self.begun.setup)

    @property
    def other_guid(self) -> str:
        """The identity that the show has elsewhere, where ours has another; else empty."""
        guid = self.feed.show.guid
        return guid if self.show and guid != self.show.setup.show.guid else ""

    @property
    def begun(self) -> Show:
        """The show.

        Raises:
            UsageError: it has not been started.
        """
        if self.show is None:
            raise UsageError(
                f"There is no show in {self.folder} yet.", remedy="Start it: takeover.started()"
            )
        return self.show
