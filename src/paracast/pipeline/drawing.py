"""The show's artwork, in place beside the feed: a job of its own, as it needs no voice."""

from pathlib import Path

from paracast.episode.artwork import Artwork, artwork_of
from paracast.episode.shelf import Shelf
from paracast.files import digest_of
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
    """Put the artwork into a folder, unless it is there already.

    A drawn one takes half a second: its digest is kept beside it, so that a damaged one is found
    out, and only then is it drawn anew.
    """
    shelf, seal = Shelf(folder), f".{artwork.name}.sha256"
    if not artwork.given and _is_sealed(folder / artwork.name, folder / seal):
        return
    image = artwork.full()
    shelf.keep(artwork.name, image)
    if not artwork.given:
        shelf.keep(seal, digest_of(image).encode())


def _is_sealed(path: Path, seal: Path) -> bool:
    try:
        return digest_of(path.read_bytes()).encode() == seal.read_bytes()
    except OSError:
        return False
