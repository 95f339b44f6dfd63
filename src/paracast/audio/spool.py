"""Frames that wait on disk until the whole is written: memory does not grow with an episode."""

import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from paracast.files import unwritable


class Frames(Protocol):
    """Whole MP3 frames, in memory or elsewhere."""

    def __bytes__(self) -> bytes:
        """Return them."""

    def __len__(self) -> int:
        """Return how many bytes they are."""


class Spool:
    """A file without a name that goes when nobody refers to it any more.

    It lies in the folder where the episode goes, since there is room for the whole: the system's
    folder for temporary files is often memory.
    """

    def __init__(self, folder: Path) -> None:
        """Open it.

        Raises:
            ShelfError: the folder cannot be written.
        """
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file: BinaryIO = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        except OSError as error:
            raise unwritable(folder, error) from error
        weakref.finalize(self, self._file.close)
        self._end = 0

    def add(self, frames: Frames) -> Frames:
        """Move frames to the disk, and return what reads them from there.

        Raises:
            ShelfError: the disk is full.
        """
        data = bytes(frames)
        try:
            self._file.seek(self._end)
            self._file.write(data)
            self._file.flush()
        except OSError as error:
            raise unwritable(self._folder, error) from error
        self._end += len(data)
        return _Spooled(self, self._end - len(data), len(data))

    def read(self, start: int, length: int) -> bytes:
        """Read a stretch of it."""
        self._file.seek(start)
        return self._file.read(length)


@dataclass(frozen=True, slots=True)
class _Spooled:
    spool: Spool
    start: int
    length: int

    def __bytes__(self) -> bytes:
        return self.spool.read(self.start, self.length)

    def __len__(self) -> int:
        return self.length
