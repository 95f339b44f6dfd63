"""The shelf → the feed, the artwork that it names, and the pages to listen on."""

from dataclasses import dataclass
from pathlib import Path

from paracast.episode.artwork import artwork_of
from paracast.episode.shelf import Shelf
from paracast.feed import render_feed
from paracast.pipeline.drawing import place_artwork
from paracast.pipeline.setup import Setup
from paracast.site import WrittenSite, write_site

FEED = "feed.xml"


@dataclass(frozen=True, slots=True)
class WrittenFeed:
    """Where the feed lies, and how many episodes it lists."""

    path: Path
    episodes: int


def write_feed(setup: Setup) -> WrittenFeed:
    """Write the feed anew from the settings and the manifests; the same again changes nothing.

    The artwork that it names is put beside it first, drawn only if it is not there. The pages
    follow, unless the show wants none.

    Raises:
        ConfigError: the show's artwork or category is not fit for the directories.
        ShelfError: a manifest or a transcript is damaged, or the folder cannot be written.
    """
    shelf, artwork = Shelf(setup.episodes), artwork_of(setup.show, setup.folder)
    with shelf.opened():
        place_artwork(artwork, setup.episodes)
        episodes = shelf.episodes()
        shelf.keep(FEED, render_feed(setup.show, episodes, artwork_name=artwork.name))
        if setup.site.enabled:
            write_site(setup.show, episodes, shelf, artwork)
    return WrittenFeed(setup.episodes / FEED, len(episodes))


def write_pages(setup: Setup) -> WrittenSite:
    """Write the pages that are missing or have changed.

    Raises:
        ConfigError: the show's artwork is not fit for the directories.
        ShelfError: a manifest or a transcript is damaged, or the folder cannot be written.
    """
    shelf, artwork = Shelf(setup.episodes), artwork_of(setup.show, setup.folder)
    with shelf.opened():
        return write_site(setup.show, shelf.episodes(), shelf, artwork)
