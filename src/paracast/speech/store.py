"""Keeps what is slow to make by the digest of all that decides it; it is never stale.

Nothing depends on it: whatever is missing, damaged or not writable is made anew.
"""

import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from paracast.files import digest_of
from paracast.units import Digest

_SUFFIX = ".kept"
_DIGEST = 64  # characters at an entry's head: the digest of what follows
_HOUR = 3600  # seconds
LIMIT = 2_000_000_000
"""Bytes that a store holds at most: about fifty hours of sound."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries, safe for several processes at once: each entry appears whole.

    Attributes:
        limit: bytes; what was not used for longest goes first.
    """

    folder: Path
    limit: int = LIMIT

    def __contains__(self, key: Digest) -> bool:
        """Tell whether there is an entry; it may turn out to be damaged."""
        return self._path(key).exists()

    def get(self, key: Digest) -> bytes | None:
        """Return an entry; None if there is none, or it is damaged: then it is removed."""
        path = self._path(key)
        try:
            whole = path.read_bytes()
            os.utime(path)  # it was used now
        except OSError:
            return None
        data = whole[_DIGEST:]
        if whole[:_DIGEST] == digest_of(data).encode():
            return data
        with suppress(OSError):
            path.unlink()
        return None

    def put(self, key: Digest, data: bytes) -> bool:
        """Keep an entry, and return whether that was possible.

        It need not survive a power cut: what is damaged is found out.
        """
        path = self._path(key)
        temporary = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                temporary = Path(file.name)
                file.write(digest_of(data).encode() + data)
            temporary.replace(path)
        except OSError:
            if temporary is not None:
                temporary.unlink(missing_ok=True)
            return False
        return True

    def tidy(self) -> None:
        """Trim the store, unless that was done within the hour: it looks at every entry."""
        stamp = self.folder / "trimmed"
        with suppress(OSError):
            if not stamp.exists() or time.time() - stamp.stat().st_mtime > _HOUR:
                self.trim()
                stamp.touch()

    def trim(self) -> int:
        """Remove what was not used for longest, as far as the store is above its limit.

        Returns:
            How many entries went.
        """
        entries = sorted(_entries(self.folder))
        excess, removed = sum(size for _, size, _ in entries) - self.limit, 0
        for _, size, path in entries:
            if excess <= 0:
                break
            with suppress(OSError):  # another process was quicker
                path.unlink()
            excess, removed = excess - size, removed + 1
        return removed

    def _path(self, key: Digest) -> Path:
        return self.folder / key[:2] / f"{key}{_SUFFIX}"


def _entries(folder: Path) -> list[tuple[float, int, Path]]:
    """Return when each entry was last used, its bytes and its path."""
    found = []
    for path in folder.glob(f"*/*{_SUFFIX}"):
        with suppress(OSError):
            status = path.stat()
            found.append((status.st_mtime, status.st_size, path))
    return found
