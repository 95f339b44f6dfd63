"""An episode's folder ↔ its manifest, and a copy of it: where one is damaged, the other helps.

The manifest is all that knows an episode's GUID and its article, so it lies there twice.
"""

import logging
from pathlib import Path

from paracast.episode.manifest import NAME, DamagedError, from_manifest, to_manifest
from paracast.episode.model import Episode
from paracast.errors import ShelfError
from paracast.files import read_file, replacing

COPY = f".{NAME}"
"""The copy's name; hidden, so that nobody publishes it."""

_log = logging.getLogger(__name__)


def write_manifest(folder: Path, episode: Episode) -> None:
    """Write an episode's manifest and its copy; the manifest comes last, as it makes an episode.

    Raises:
        ShelfError: the folder cannot be written.
    """
    data = to_manifest(episode)
    for name in (COPY, NAME):
        _write(folder / name, data)


def read_manifest(folder: Path) -> Episode:
    """Read an episode's manifest; where it is damaged, its copy.

    Raises:
        ShelfError: both are damaged, or may not be read, or another paracast wrote them.
    """
    path = folder / NAME
    try:
        return from_manifest(read_file(path), str(path))
    except DamagedError:
        if (kept := _copy_of(folder)) is None:
            raise
        return kept


def mended_manifest(folder: Path) -> Episode:
    """Read an episode's manifest, and put it right from its copy, or the copy from it.

    What is mended is told by way of `logging`. The shelf must be open.

    Raises:
        ShelfError: both are damaged, or the folder cannot be written.
    """
    path, copy = folder / NAME, folder / COPY
    try:
        data = read_file(path) if path.exists() else b""
        episode = from_manifest(data, str(path))
    except DamagedError:
        if (kept := _copy_of(folder)) is None:
            raise
        _write(path, to_manifest(kept))
        _log.warning("%s was damaged or gone; it was written anew from its copy.", path)
        return kept
    if not copy.is_file() or copy.stat().st_size != len(data):
        _write(copy, data)
    return episode


def _copy_of(folder: Path) -> Episode | None:
    path = folder / COPY
    try:
        return from_manifest(read_file(path), str(path)) if path.is_file() else None
    except ShelfError:
        return None


def _write(path: Path, data: bytes) -> None:
    with replacing(path) as file:
        file.write(data)
