"""The episodes on disk: found, read, and put in place whole.

A folder that is being filled is named `.new-NAME`. When it is complete it takes the place of
`NAME`, which for that moment is called `.old-NAME`; so is the folder that it replaces under
another name. What is removed first gets a tombstone, and then goes. Whoever next opens the shelf
for writing puts right what a killed run left behind. All of it happens under one lock.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from paracast.episode import promises, tombstones
from paracast.episode.heard import Heard, heard_in
from paracast.episode.locking import locked
from paracast.episode.manifest import NAME
from paracast.episode.manifests import (
    known_manifest,
    listed,
    mended_manifest,
    read_manifest,
    write_manifest,
)
from paracast.episode.model import Episode, MediaFile, Source
from paracast.episode.promises import Promise
from paracast.episode.tombstones import Tombstone, names_taken
from paracast.errors import ShelfError
from paracast.files import pieces_of, read_file, replacing, unwritable
from paracast.units import Digest

_NEW = ".new-"

OLD = ".old-"
"""How the name of an episode's folder begins while another one takes its place."""

_PATIENCE = 60  # seconds to wait for another paracast that is putting an episode in place


@dataclass(frozen=True, slots=True)
class Shelf:
    """The `episodes/` folder of a show."""

    folder: Path

    def episodes(self) -> tuple[Episode, ...]:
        """Read every manifest; the newest episode comes first.

        Raises:
            ShelfError: a manifest and its copy are damaged, or cannot be read.
        """
        return _in_order(
            [known_manifest(folder, state) for folder, state in listed(self.folder) if state]
        )

    def mended(self) -> tuple[Episode, ...]:
        """Put right what is damaged of the manifests and their copies, and read every episode.

        The shelf must be open.

        Raises:
            ShelfError: a manifest and its copy are damaged, or the folder cannot be written.
        """
        return _in_order([mended_manifest(Path(folder)) for folder, _ in listed(self.folder)])

    def find(self, source: Source, among: Sequence[Episode] | None = None) -> Episode | None:
        """Return the episode of the same article: made from the same place, or of the same text.

        Args:
            source: the article.
            among: the episodes, where they have just been read.
        """
        every = self.episodes() if among is None else among
        placed = (e for e in every if source.identity and e.source.identity == source.identity)
        same = (e for e in every if e.source.text == source.text)
        return next(placed, None) or next(same, None)

    def made_from(self, identity: str) -> Episode | None:
        """Return the episode of the article at a place; None for standard input, which is none."""
        if not identity:
            return None
        return next((e for e in self.episodes() if e.source.identity == identity), None)

    def is_complete(self, episode: Episode) -> bool:
        """Tell whether all of an episode's files are there, with the length they had."""
        return all(
            path.is_file() and path.stat().st_size == file.length
            for file in episode.files
            for path in (self.folder / episode.folder / file.name,)
        )

    def damaged(self, episode: Episode) -> tuple[MediaFile, ...]:
        """Read all of an episode's files; return those that are gone, or have other bytes.

        Raises:
            ShelfError: one may not be read.
        """
        folder = self.folder / episode.folder
        return tuple(file for file in episode.files if not is_whole(folder / file.name, file))

    def read(self, episode: Episode, file: MediaFile) -> bytes:
        """Read a file of an episode that is small.

        Raises:
            ShelfError: it is gone, or may not be read.
        """
        return read_file(self.folder / episode.folder / file.name)

    def heard(self, episode: Episode) -> tuple[Heard, ...]:
        """Read what an episode says, sentence by sentence, with the time of each word.

        Nothing of an episode without a JSON transcript, or whose transcript has gone.

        Raises:
            ShelfError: it is damaged, or may not be read.
        """
        found = (file for file in episode.transcripts if file.type == "application/json")
        transcript = next(found, None)
        if not transcript or not (self.folder / episode.folder / transcript.name).exists():
            return ()
        return heard_in(self.read(episode, transcript), f"{episode.folder}/{transcript.name}")

    def free_name(self, wanted: str) -> str:
        """Return a folder's name that no episode has or had: the wanted one, or with a number.

        Raises:
            ShelfError: what is known of others is damaged.
        """
        taken = names_taken(self.episodes(), self.removed())
        name, number = wanted, 2
        while name in taken or (self.folder / name).exists():
            name, number = f"{wanted}-{number}", number + 1
        return name

    def removed(self) -> tuple[Tombstone, ...]:
        """Read the tombstones of what was removed.

        Raises:
            ShelfError: they are damaged, or cannot be read.
        """
        path = self.folder / tombstones.NAME
        return tombstones.from_json(read_file(path), str(path)) if path.exists() else ()

    def removed_of(self, source: Source) -> Tombstone | None:
        """Return the last tombstone of an article's episodes."""
        return next((one for one in reversed(self.removed()) if one.is_of(source)), None)

    def promises(self) -> tuple[Promise, ...]:
        """Read which articles will get the GUIDs that they had elsewhere.

        Raises:
            ShelfError: promises are damaged, or cannot be read.
        """
        path = self.folder / promises.NAME
        return promises.from_json(read_file(path), str(path)) if path.exists() else ()

    def promised(self, identity: str) -> Promise | None:
        """Return what an article's episode was elsewhere, unless that GUID is or was used.

        Raises:
            ShelfError: promises are damaged, or cannot be read.
        """
        found = [promise for promise in self.promises() if identity in promise.sources]
        if not found:
            return None
        used = {e.guid for e in self.episodes()} | {one.guid for one in self.removed()}
        return next((promise for promise in found if promise.guid not in used), None)

    def remove(self, tombstone: Tombstone) -> None:
        """Remove an episode's folder; once its tombstone is written, it goes in any case.

        The shelf must be open.
        """
        self.keep(tombstones.NAME, tombstones.to_json([*self.removed(), tombstone]))
        self._bury(tombstone)

    def _bury(self, tombstone: Tombstone) -> None:
        place, old = (self.folder / f"{mark}{tombstone.folder}" for mark in ("", OLD))
        if place.is_dir():
            place.rename(old)
        if old.is_dir():
            shutil.rmtree(old)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Hold the shelf for writing, and put right what a killed run left behind.

        Raises:
            ShelfError: the folder cannot be written, or another process holds it.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder / ".lock", _PATIENCE):
                self._recover()
                yield
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def _recover(self) -> None:
        for new in self.folder.glob(f"{_NEW}*"):
            shutil.rmtree(new)
        for old in self.folder.glob(f"{OLD}*"):
            # Without a manifest it was on its way out, and what is left of it is nobody's.
            if (self.folder / old.name.removeprefix(OLD)).exists() or not (old / NAME).exists():
                shutil.rmtree(old)
            else:
                old.rename(self.folder / _name_of(old))
        for tombstone in self.removed():
            self._bury(tombstone)
        for folder, state in listed(self.folder):
            if state is None:
                mended_manifest(Path(folder))

    @contextmanager
    def stage(self, name: str, *, instead_of: str = "") -> Iterator["Stage"]:
        """Fill an episode's folder out of sight; it appears whole when the block succeeds.

        The shelf must be open.

        Args:
            name: the folder's.
            instead_of: the name that the episode's folder has so far, if it is another one.
        """
        new, old, place = (self.folder / f"{mark}{name}" for mark in (_NEW, OLD, ""))
        before = self.folder / (instead_of or name)
        new.mkdir()
        try:
            yield Stage(new)
            if before.exists():
                before.rename(old)
            new.rename(place)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)

    def keep(self, name: str, data: bytes) -> None:
        """Put a file of the whole show in place, such as the feed, unless it is there already."""
        path = self.folder / name
        if not path.is_file() or path.read_bytes() != data:
            with replacing(path) as file:
                file.write(data)


@dataclass(frozen=True, slots=True)
class Stage:
    """An episode's folder while it is filled."""

    folder: Path

    def write(self, name: str, media_type: str, pieces: Iterable[bytes]) -> MediaFile:
        """Write a file piece by piece and describe it."""
        digest, length = hashlib.sha256(), 0
        with replacing(self.folder / name) as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                length += len(piece)
        return MediaFile(name, media_type, length, Digest(digest.hexdigest()))

    def rename(self, file: MediaFile, name: str) -> MediaFile:
        """Give a file that was written another name."""
        (self.folder / file.name).rename(self.folder / name)
        return replace(file, name=name)

    def finish(self, episode: Episode) -> None:
        """Write the manifest, and its copy."""
        write_manifest(self.folder, episode)


def _in_order(episodes: Iterable[Episode]) -> tuple[Episode, ...]:
    return tuple(sorted(episodes, key=lambda e: (e.published, e.folder), reverse=True))


def is_whole(path: Path, file: MediaFile) -> bool:
    """Read a file, and tell whether it is what a manifest tells of it.

    Raises:
        ShelfError: it may not be read.
    """
    if not path.is_file() or path.stat().st_size != file.length:
        return False
    digest = hashlib.sha256()
    for piece in pieces_of(path):
        digest.update(piece)
    return digest.hexdigest() == file.digest


def _name_of(old: Path) -> str:
    """Return the name that a folder had before it was put aside: its manifest has it."""
    try:
        name = read_manifest(old).folder
    except ShelfError:
        name = ""
    return name if name and Path(name).name == name else old.name.removeprefix(OLD)
