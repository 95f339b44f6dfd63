"""The shelf → the feed, and the artwork that it names."""

from dataclasses import dataclass
from pathlib import Path

from paracast.episode.artwork import artwork_of
from paracast.episode.shelf import Shelf
from paracast.feed import render_feed
from paracast.pipeline.drawing import place_artwork
from paracast.pipeline.setup import Setup

FEED = "feed.xml"


@dataclass(frozen=True, slots=True)
class WrittenFeed:
    """Where the feed lies, and how many episodes it lists."""

    path: Path
    episodes: int


def write_feed(setup: Setup) -> WrittenFeed:
    """Write the feed anew from the settings and the manifests; the same again changes nothing.

    The artwork that it names is put beside it first, drawn only if it is not there.

    Raises:
        ConfigError: the show's artwork or category is not fit for the directories.
        ShelfError: a manifest is damaged, or the folder cannot be written.
    """
    shelf, artwork = Shelf(setup.episodes), artwork_of(setup.show, setup.folder)
    with shelf.opened():
        place_artwork(artwork, setup.episodes)
        episodes = shelf.episodes()
        shelf.keep(FEED, render_feed(setup.show, episodes, artwork_name=artwork.name))
    return WrittenFeed(setup.episodes / FEED, len(episodes))
