"""The shelf → the feed, its archives, the artwork that it names, and the pages to listen on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paracast.episode.artwork import artwork_of
from paracast.episode.guid import is_public, podcast_guid
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.episode.show import Show
from paracast.errors import ShelfError
from paracast.feed import FEED, advice, is_archive, render_documents
from paracast.pipeline.drawing import place_artwork
from paracast.pipeline.setup import Setup
from paracast.site import WrittenSite, write_site

_GUID = ".guid"


@dataclass(frozen=True, slots=True)
class WrittenFeed:
    """Where the feed lies, and how many episodes the show has.

    Attributes:
        archives: how many documents hold the episodes that the feed has no room for.
        advice: what had better be otherwise; empty: nothing.
    """

    path: Path
    episodes: int
    archives: int = 0
    advice: str = ""


def write_feed(setup: Setup) -> WrittenFeed:
    """Write the feed anew from the settings and the manifests; the same again changes nothing.

    What it names is there first: the artwork, drawn only if it is not there, the pages, unless the
    show wants none, and the archives.

    Raises:
        ConfigError: the show's artwork or category is not fit for the directories.
        ShelfError: a manifest or a transcript is damaged, or the folder cannot be written.
    """
    shelf, artwork = Shelf(setup.episodes), artwork_of(setup.show, setup.folder)
    with shelf.opened():
        place_artwork(artwork, setup.episodes)
        show, episodes = identified(setup), shelf.mended()
        if setup.site.enabled:
            write_site(show, episodes, shelf, artwork)
        documents = feed_documents(setup, show, episodes)
        if show.guid:
            shelf.keep(_GUID, f"{show.guid}\n".encode())
        for name, data in documents.items():
            shelf.keep(name, data)
        _remove_others(setup.episodes, documents)
    told = advice(len(documents[FEED]), min(len(episodes), setup.feed.limit or len(episodes)))
    return WrittenFeed(setup.episodes / FEED, len(episodes), len(documents) - 1, told)


def feed_documents(setup: Setup, show: Show, episodes: Sequence[Episode]) -> Mapping[str, bytes]:
    """Render the feed and its archives, as `paracast feed` writes and `paracast serve` tells them.

    Args:
        setup: how the feed is divided, what its artwork is, and whether episodes have pages.
        show: what is told of the show; its address may be another than the setup's.
        episodes: the newest first.

    Raises:
        ConfigError: the show's artwork or category is not fit for the directories.
    """
    artwork, pages = artwork_of(setup.show, setup.folder), setup.site.enabled
    return render_documents(show, episodes, setup.feed, artwork_name=artwork.name, pages=pages)


def identified(setup: Setup) -> Show:
    """Return the show with its podcast:guid: its own, or that of its first public feed.

    A show without a public address has none yet: it would be another's as well.

    Raises:
        ShelfError: what was kept cannot be read.
    """
    show = setup.show
    return replace(show, guid=show.guid or _kept_guid(setup.episodes) or _first_guid(show))


def _kept_guid(folder: Path) -> str:
    try:
        return (folder / _GUID).read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ShelfError(
            f"Cannot read {folder / _GUID}, which keeps the show's podcast:guid.",
            remedy="Check who may read it; or write the guid into paracast.toml and remove it.",
        ) from error


def _first_guid(show: Show) -> str:
    return podcast_guid(show.address + FEED) if is_public(show.url) else ""


def _remove_others(folder: Path, documents: Collection[str]) -> None:
    """Remove archives that no document names any more."""
    for path in folder.iterdir():
        if is_archive(path.name) and path.name not in documents:
            path.unlink()


def write_pages(setup: Setup) -> WrittenSite:
    """Write the pages that are missing or have changed.

    Raises:
        ConfigError: the show's artwork is not fit for the directories.
        ShelfError: a manifest or a transcript is damaged, or the folder cannot be written.
    """
    shelf, artwork = Shelf(setup.episodes), artwork_of(setup.show, setup.folder)
    with shelf.opened():
        return write_site(setup.show, shelf.episodes(), shelf, artwork)
