"""An episode on the shelf → its folder anew, with what is told of it changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from paracast.episode import chapters
from paracast.episode.artwork import artwork_of, thumbnail_of
from paracast.episode.model import Episode, MediaFile
from paracast.episode.retagging import facts_of, retagged
from paracast.episode.shelf import Shelf, Stage
from paracast.errors import ShelfError
from paracast.files import pieces_of
from paracast.pipeline.revising import write_revision
from paracast.pipeline.setup import Setup

MAKE_AGAIN = (
    "Make its article again, which mends it: paracast make ARTICLE. If it came from a feed that "
    "you follow, delete the file before: paracast follow FEED. If it was imported, put a copy back."
)
"""What helps an episode whose files are damaged."""


@dataclass(frozen=True, slots=True)
class Restaging:
    """An episode's folder that is filled from the one that it replaces.

    Attributes:
        known: the episode as it was.
        stage: the folder that takes its place.
        slug: what its files are to be called; empty: they keep their name.
    """

    shelf: Shelf
    setup: Setup
    known: Episode
    stage: Stage
    slug: str = ""

    def fill(self, new: Episode, artwork: bytes) -> Episode:
        """Write all files, those that changed anew, and the manifest.

        Args:
            new: as it is to be; its files are still those that it had.
            artwork: its own, if that is new.

        Raises:
            ShelfError: a file is damaged, which would be taken for what it is to be; or the folder
                cannot be written.
        """
        refuse_damaged(self.shelf, self.known)
        artwork = artwork or (self.shelf.read(self.known, new.artwork) if new.artwork else b"")
        pictures = self._pictures(new, artwork)
        facts = facts_of(new, self.setup.show, self._thumbnail(artwork), pictures)
        mp3 = retagged(self._path(self.known.enclosure), facts)
        before = None if self.slug else self.known
        revision = write_revision(self.stage, mp3, before, self.slug)
        new = replace(
            new,
            enclosure=revision.enclosure,
            revision=revision.number,
            updated=datetime.now(UTC).replace(microsecond=0),
            transcripts=tuple(self._copied(file, revision.stem) for file in new.transcripts),
            alternates=tuple(self._copied(file, revision.stem) for file in new.alternates),
            chapter_file=self._chapters(new, revision.stem),
        )
        self.stage.finish(new)
        return new

    def _thumbnail(self, artwork: bytes) -> bytes:
        if artwork:
            return thumbnail_of(artwork)
        return artwork_of(self.setup.show, self.setup.folder).thumbnail()

    def _pictures(self, new: Episode, artwork: bytes) -> Mapping[str, bytes]:
        """Copy what is named by its content, and return the chapters' pictures."""
        if new.artwork:
            self.stage.write(new.artwork.name, new.artwork.type, [artwork])
        shown = {chapter.picture for chapter in new.chapters if chapter.picture}
        pictures = {file.name: self.shelf.read(self.known, file) for file in shown}
        for file in shown:
            self.stage.write(file.name, file.type, [pictures[file.name]])
        return pictures

    def _chapters(self, new: Episode, stem: str) -> MediaFile | None:
        file = self.known.chapter_file
        if file is None:
            return None
        before, now = (
            f"{self.setup.show.address}{quote(folder)}/"
            for folder in (self.known.folder, new.folder)
        )
        data = self.shelf.read(self.known, file)
        told = chapters.retold(data, new.title, (before, now), str(self._path(file)))
        return self.stage.write(self._named(file, stem), file.type, [told])

    def _copied(self, file: MediaFile, stem: str) -> MediaFile:
        return self.stage.write(self._named(file, stem), file.type, pieces_of(self._path(file)))

    def _named(self, file: MediaFile, stem: str) -> str:
        """Return a file's name with another stem."""
        before = self.known.enclosure.name.rpartition(".")[0]
        return stem + file.name.removeprefix(before)

    def _path(self, file: MediaFile) -> Path:
        return self.shelf.folder / self.known.folder / file.name


def refuse_damaged(shelf: Shelf, episode: Episode) -> None:
    """Refuse to go on with an episode that has a damaged file.

    Raises:
        ShelfError: it has; the sentence names the first.
    """
    if damaged := shelf.damaged(episode):
        path = shelf.folder / episode.folder / damaged[0].name
        raise ShelfError(
            f"{path} is {'damaged' if path.exists() else 'gone'}.",
            remedy=MAKE_AGAIN,
        )
