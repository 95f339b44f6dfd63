"""The shelf → its pages, in place: each is written only when what is on it has changed.

A page keeps the digest of all that it was made of, near its beginning; so nothing else has to be
remembered, and a page that was removed or belongs to another state is found out. Transcripts are
read only for pages that are written.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec

from paracast.episode.artwork import Artwork
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.episode.show import Show
from paracast.files import digest_of
from paracast.site import searching
from paracast.site.assets import FOLDER, edition, named, place_assets, sweep
from paracast.site.rendering import (
    PAGE,
    READING,
    Context,
    Neighbours,
    edition_of,
    render_episode,
    render_list,
)
from paracast.site.searching import Findable
from paracast.units import Digest

_INPUTS = re.compile(rb'<meta name="paracast-inputs" content="([0-9a-f]{64})">')
_HEAD = 512  # bytes of a page that hold the digest
_END = b"</html>\n"


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """The show's page, and how many pages were written anew."""

    path: Path
    written: int


def write_site(
    show: Show, episodes: Sequence[Episode], shelf: Shelf, artwork: Artwork
) -> WrittenSite:
    """Write the pages that are missing or have changed. The shelf must be open.

    Args:
        show: the series.
        episodes: the newest first.
        shelf: where they lie.
        artwork: the show's.

    Raises:
        ShelfError: a transcript is damaged, or the folder cannot be written.
    """
    context = Context(show, place_assets(shelf, artwork))
    pages = _Pages(context, shelf, _known(shelf))
    written = [
        pages.place(episode, neighbours)
        for episode, neighbours in zip(episodes, _neighbours(episodes), strict=True)
    ]
    index = searching.to_script([findable for _, findable in written])
    search = named("search", "js", index)
    shelf.keep(search, index)
    changed = pages.place_list(episodes, search)
    assets = context.assets
    used = (assets.style, assets.art, *assets.list_scripts, *assets.episode_scripts, search)
    sweep(shelf, used)
    return WrittenSite(shelf.folder / PAGE, sum(new for new, _ in written) + changed)


def _neighbours(episodes: Sequence[Episode]) -> Iterator[Neighbours]:
    """Yield the episodes around each."""
    row = [None, *episodes, None]
    for (newer, _), (_, older) in zip(pairwise(row), pairwise(row[1:]), strict=False):
        yield Neighbours(older, newer)


def _known(shelf: Shelf) -> dict[str, Findable]:
    """Read what the index that is there knows, by folder."""
    return {
        folder: findable
        for path in sorted((shelf.folder / FOLDER).glob("search-*.js"))
        for folder, findable in searching.from_script(path.read_bytes()).items()
    }


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a shelf, and what is known of the words on them."""

    context: Context
    shelf: Shelf
    known: dict[str, Findable]

    def place(self, episode: Episode, neighbours: Neighbours) -> tuple[bool, Findable]:
        """Write an episode's page if need be; tell whether, and what can be found on it."""
        folder = self.shelf.folder / episode.folder
        told = [(one.folder, one.title, one.language) for one in _both(neighbours)]
        inputs = self._digest(episode, told, neighbours.newer is None)
        known = self.known.get(episode.folder)
        is_findable = known is not None and known.edition == edition_of(episode)
        is_there = _inputs_of(folder / PAGE) == inputs and (folder / READING).is_file()
        if known and is_findable and is_there:
            return False, known
        heard = self.shelf.heard(episode)
        if not is_there:
            self._keep(episode, READING, searching.to_reading(episode.folder, heard))
            page = render_episode(self.context, episode, heard, neighbours, inputs)
            self._keep(episode, PAGE, page)
        words = searching.words_of(one.text for one in heard)
        return not is_there, Findable(episode.folder, edition_of(episode), words)

    def place_list(self, episodes: Sequence[Episode], search: str) -> bool:
        """Write the show's page if need be, and tell whether."""
        listed = in_order(self.context.show, episodes)
        inputs = self._digest(listed, search)
        if _inputs_of(self.shelf.folder / PAGE) == inputs:
            return False
        self.shelf.keep(PAGE, render_list(self.context, listed, search, inputs))
        return True

    def _keep(self, episode: Episode, name: str, data: bytes) -> None:
        self.shelf.keep(f"{episode.folder}/{name}", data)

    def _digest(self, *told: object) -> Digest:
        return digest_of(msgspec.json.encode([edition(), self.context, told]))


def in_order(show: Show, episodes: Sequence[Episode]) -> Sequence[Episode]:
    """Return episodes as listeners want them: a serial's from its beginning, others the newest.

    Args:
        show: of one kind or the other.
        episodes: the newest first.
    """
    if show.type == "episodic":
        return episodes
    return sorted(episodes, key=lambda one: (one.season, one.number or one.season, one.published))


def _both(neighbours: Neighbours) -> Iterator[Episode]:
    yield from (one for one in (neighbours.older, neighbours.newer) if one)


def _inputs_of(page: Path) -> Digest | None:
    """Return the digest of what a page was made of; None where there is no whole page of ours."""
    try:
        with page.open("rb") as file:
            found = _INPUTS.search(file.read(_HEAD))
            file.seek(max(0, file.seek(0, os.SEEK_END) - len(_END)))
            is_whole = file.read() == _END
    except FileNotFoundError:
        return None
    return Digest(found[1].decode()) if found and is_whole else None
