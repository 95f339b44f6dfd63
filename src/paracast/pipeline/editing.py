"""What a user wants changed of an episode → the episode on the shelf, and the feed."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from paracast.episode.finding import find_episode
from paracast.episode.model import Edited, Episode
from paracast.episode.naming import folder_name, slug_of
from paracast.episode.numbering import ANYWHERE, Asked, Standing, standing_of
from paracast.episode.own_artwork import artwork_file, draw_own
from paracast.episode.shelf import Shelf
from paracast.episode.tombstones import Tombstone, names_taken, tombstone_of
from paracast.errors import UsageError
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.restaging import Restaging
from paracast.pipeline.setup import Setup


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be changed; None: it stays.

    Attributes:
        artwork: the file of an image of the episode's own.
        without_artwork: the show's artwork stands in again.
    """

    title: str | None = None
    description: str | None = None
    published: datetime | None = None
    asked: Asked = ANYWHERE
    artwork: Path | None = None
    without_artwork: bool = False


def edited(episode: Episode, edit: Edit, standing: Standing, artwork: bytes) -> Episode:
    """Return an episode as it is to be; what a user worded is remembered.

    Args:
        episode: as it was.
        edit: what is to be changed.
        standing: where it is to stand in the show.
        artwork: a JPEG; empty: none is given.

    Raises:
        UsageError: the title is empty.
    """
    if edit.title is not None and not edit.title.strip():
        raise UsageError("An episode needs a title.", remedy="Give one with a letter in it.")
    words: dict[Edited, str | None] = {"title": edit.title, "description": edit.description}
    given = {name: text.strip() for name, text in words.items() if text is not None}
    own = artwork_file(artwork) if artwork else None if edit.without_artwork else episode.artwork
    return replace(
        episode,
        title=given.get("title", episode.title),
        description=given.get("description", episode.description),
        edited=tuple(name for name in words if name in given or name in episode.edited),
        published=edit.published or episode.published,
        kind=standing.kind,
        season=standing.season,
        number=standing.number,
        artwork=own,
    )


def edit_episode(wanted: str, edit: Edit, setup: Setup) -> Episode:
    """Change what is told of an episode, in its files and in the feed.

    Where that changes the MP3's tag, the files get another name, as all other bytes do.

    Raises:
        UsageError: there is no such episode, or it cannot be as asked.
        ShelfError: it cannot be read or written.
    """
    artwork = _drawn(edit.artwork) if edit.artwork else b""
    shelf = Shelf(setup.episodes)
    with shelf.opened():
        others = shelf.episodes()
        known = find_episode(wanted, others)
        standing = standing_of(edit.asked, setup.show, known, others)
        new = edited(known, edit, standing, artwork)
        if new != known:
            with shelf.stage(known.folder) as stage:
                new = Restaging(shelf, setup, known, stage).fill(new, artwork)
    write_feed(setup)
    return new


def rename_episode(wanted: str, name: str, setup: Setup) -> Episode:
    """Give an episode's folder and files another name; its GUID stays.

    Raises:
        UsageError: there is no such episode, or an episode has or had that name.
        ShelfError: it cannot be read or written.
    """
    shelf = Shelf(setup.episodes)
    with shelf.opened():
        others = shelf.episodes()
        known = find_episode(wanted, others)
        name = name.removeprefix(f"{known.published:%Y-%m-%d}-")  # as folders are called
        slug, folder = slug_of(name), folder_name(name, known.published)
        if folder in names_taken(others, shelf.removed()) or (shelf.folder / folder).exists():
            raise UsageError(
                f"An episode is or was called {folder}.",
                remedy="Give another name: an address that was known comes never again.",
            )
        new = replace(known, folder=folder, formerly=(*known.formerly, known.folder))
        with shelf.stage(folder, instead_of=known.folder) as stage:
            new = Restaging(shelf, setup, known, stage, slug).fill(new, b"")
    write_feed(setup)
    return new


def remove_episode(wanted: str, setup: Setup) -> Tombstone:
    """Remove an episode for ever: neither its GUID nor its address will come again.

    Raises:
        UsageError: there is no such episode.
        ShelfError: it cannot be removed.
    """
    shelf = Shelf(setup.episodes)
    with shelf.opened():
        known = find_episode(wanted, shelf.episodes())
        tombstone = tombstone_of(known, datetime.now(UTC).replace(microsecond=0))
        shelf.remove(tombstone)
    write_feed(setup)
    return tombstone


def _drawn(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"Cannot read {path}: {error.strerror}.", remedy="Check the name, and who may read it."
        ) from error
    return draw_own(data, str(path))
