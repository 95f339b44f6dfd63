"""What a user dropped into `voices/`: found by its name, and known by its bytes."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from paracast.errors import SpeechError

_NAME = re.compile(r"(?!\.)[^/\\:\0]+")
_SHOWN = 16  # hexadecimal digits


def place_of(folder: Path, name: str) -> Path | None:
    """Return where a voice of that name lies; nothing where it would lie outside the folder."""
    return folder / name if _NAME.fullmatch(name) else None


def fingerprint(files: Iterable[Path]) -> str:
    """Return what changes when a file of a voice does; unchanged files are read once a process.

    Raises:
        SpeechError: one cannot be read.
    """
    whole = hashlib.sha256()
    for path in sorted(files):
        try:
            facts = path.stat()
            digest = _digest(path, facts.st_size, facts.st_mtime_ns)
        except OSError as error:
            raise unreadable(path, error) from error
        whole.update(f"{path.name}\0{digest}\0".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()[:_SHOWN]


@lru_cache(maxsize=256)
def _digest(path: Path, size: int, modified: int) -> str:  # noqa: ARG001  part of the cache's key
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unreadable(path: Path, error: OSError) -> SpeechError:
    """Say that a file of a voice cannot be read."""
    return SpeechError(
        f"Cannot read {path}: {error.strerror or error}.",
        remedy="Download the voice again, or let this user read it.",
    )


def broken(path: Path, why: str) -> SpeechError:
    """Say that a file of a voice is not what it should be."""
    return SpeechError(
        f"{path} is no usable part of a voice: {why}.",
        remedy="Download it again, whole, with the files that belong beside it: docs/voices.md",
    )
