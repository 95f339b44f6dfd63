"""The show's artwork, in place beside the feed: a job of its own, as it needs no voice."""

from pathlib import Path

from paracast.episode.artwork import Artwork, artwork_of
from paracast.episode.shelf import Shelf
from paracast.pipeline.setup import Setup


def draw_artwork(setup: Setup) -> bytes:
    """Put the show's artwork beside its feed, and return the small image for tags.

    Raises:
        ConfigError: the show's own image is not fit to be artwork.
        ShelfError: it cannot be written.
    """
    artwork = artwork_of(setup.show, setup.folder)
    if setup.show.title:
        place_artwork(artwork, setup.episodes)
    return artwork.thumbnail() if setup.show.title else b""


def place_artwork(artwork: Artwork, folder: Path) -> None:
    """Put the artwork into a folder, unless it is there: its name tells its content."""
    if not (folder / artwork.name).is_file():
        Shelf(folder).keep(artwork.name, artwork.full())
