"""Keeps what is slow to make by the digest of all that decides it; it is never stale.

Nothing depends on it: whatever is missing, damaged or not writable is made anew.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from paracast.files import digest_of, unwritable
from paracast.speech import counting
from paracast.units import Digest

_SUFFIX = ".kept"
_UNFINISHED = ".part"  # an entry that is being written, or was when its writer was killed
_DRAWERS = "[0-9a-f][0-9a-f]"  # folders named after the first two digits of their entries' keys
_DAMAGED = "damaged"
_STAMP = "trimmed"
_SEAL = 64  # characters at an entry's head: the digest of its key and of what follows
_HOUR = 3600  # seconds
LIMIT = 2_000_000_000
"""Bytes that a store holds at most: about fifty hours of clips, or sixteen of clips and the speech
that they were made of."""


class Kind(StrEnum):
    """What an entry is."""

    CLIP = "clip"
    SPEECH = "speech"
    CALIBRATION = "calibration"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a store.

    Attributes:
        used: when it was last read or written, in seconds since 1970.
        length: in bytes.
    """

    used: float
    length: int
    path: Path

    @property
    def kind(self) -> str:
        """What it is; a word that `Kind` lacks where another version of paracast wrote it."""
        return self.path.stem.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Removed:
    """How many entries went, and how many bytes they were."""

    entries: int
    length: int


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries, safe for several processes at once: each entry appears whole.

    Attributes:
        limit: bytes; what was not used for longest goes first.
    """

    folder: Path
    limit: int = LIMIT

    def has(self, key: Digest, kind: Kind = Kind.CLIP) -> bool:
        """Tell whether there is an entry, which may turn out to be damaged; count it as missed."""
        there = self._path(key, kind).exists()
        if not there:
            counting.count(self.folder, kind, had=False)
        return there

    def get(self, key: Digest, kind: Kind = Kind.CLIP) -> bytes | None:
        """Return an entry; None if there is none, or it is damaged: then it is laid aside."""
        data = self._read(key, kind)
        counting.count(self.folder, kind, had=data is not None)
        return data

    def find(self, key: Digest, kind: Kind) -> bytes | None:
        """Return an entry as `get` does; one that is missing is counted where it is looked for."""
        data = self._read(key, kind)
        if data is not None:
            counting.count(self.folder, kind, had=True)
        return data

    def put(self, key: Digest, data: bytes, kind: Kind = Kind.CLIP) -> bool:
        """Keep an entry, and return whether that was possible.

        It need not survive a power cut: what is damaged is found out.
        """
        path = self._path(key, kind)
        temporary = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                dir=path.parent, prefix=".", suffix=_UNFINISHED, delete=False
            ) as file:
                temporary = Path(file.name)
                file.write(_seal(key, data) + data)
            temporary.replace(path)
        except OSError:
            if temporary is not None:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
            return False
        return True

    def entries(self) -> Iterator[Entry]:
        """List what there is, in no order; what another process removes meanwhile is left out."""
        for path in self.folder.glob(f"{_DRAWERS}/*{_SUFFIX}"):
            with suppress(OSError):
                status = path.stat()
                yield Entry(status.st_mtime, status.st_size, path)

    def discard_damaged(self) -> int:
        """Remove what was laid aside as damaged; each is counted once, by one process."""
        found = 0
        for path in (self.folder / _DAMAGED).glob(f"*{_SUFFIX}"):
            with suppress(OSError):  # another process counts it
                path.unlink()
                found += 1
        return found

    def tidy(self) -> None:
        """Trim the store, unless that was done within the hour: it looks at every entry.

        A time that is yet to come is no measure: the clock was set back since.
        """
        trimmed = self.trimmed
        if trimmed is None or not 0 <= time.time() - trimmed <= _HOUR:
            self.trim()

    @property
    def trimmed(self) -> float | None:
        """When it was last trimmed, in seconds since 1970; None: never."""
        try:
            return (self.folder / _STAMP).stat().st_mtime
        except OSError:
            return None

    def trim(self) -> Removed:
        """Remove what was not used for longest, as far as the store is above its limit.

        What killed writers left behind goes too, and counts that are older than a month.
        """
        self._sweep()
        entries = sorted(self.entries(), key=lambda entry: entry.used)
        excess, gone = sum(entry.length for entry in entries) - self.limit, list[Entry]()
        for entry in entries:
            if excess <= 0:
                break
            with suppress(OSError):  # in use on Windows, or not ours to remove
                entry.path.unlink(missing_ok=True)  # another process may have been quicker
                excess -= entry.length
                gone.append(entry)
        with suppress(OSError):
            (self.folder / _STAMP).touch()
        return _sum(gone)

    def clear(self) -> Removed:
        """Remove every entry, and the counts. What another process is just writing stays.

        Raises:
            ShelfError: an entry cannot be removed.
        """
        self._sweep()
        gone = list[Entry]()
        for entry in self.entries():
            try:
                entry.path.unlink(missing_ok=True)
            except OSError as error:
                raise unwritable(entry.path, error) from error
            gone.append(entry)
        self.discard_damaged()
        counting.forget(self.folder)
        return _sum(gone)

    def _read(self, key: Digest, kind: Kind) -> bytes | None:
        path = self._path(key, kind)
        try:
            whole = path.read_bytes()
        except OSError:
            return None
        data = whole[_SEAL:]
        if whole[:_SEAL] != _seal(key, data):
            self._lay_aside(path)
            return None
        with suppress(OSError):  # somebody else's store may be read all the same
            os.utime(path)  # it was used now
        return data

    def _lay_aside(self, path: Path) -> None:
        """Take a damaged entry out of the way, where `discard_damaged` finds it."""
        with suppress(OSError):
            (self.folder / _DAMAGED).mkdir(exist_ok=True)
            path.replace(self.folder / _DAMAGED / path.name)

    def _sweep(self) -> None:
        """Remove what nobody will finish, and old counts."""
        for path in self.folder.glob(f"{_DRAWERS}/.*{_UNFINISHED}"):
            with suppress(OSError):  # its writer was quicker
                if abs(time.time() - path.stat().st_mtime) > _HOUR:
                    path.unlink()
        counting.forget(self.folder, keep_days=counting.DAYS)

    def _path(self, key: Digest, kind: Kind) -> Path:
        return self.folder / key[:2] / f"{key}.{kind}{_SUFFIX}"


def _seal(key: Digest, data: bytes) -> bytes:
    return digest_of(key.encode() + data).encode()


def _sum(gone: list[Entry]) -> Removed:
    return Removed(len(gone), sum(entry.length for entry in gone))
