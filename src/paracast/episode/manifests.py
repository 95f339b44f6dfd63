"""An episode's folder ↔ its manifest, and a copy of it: where one is damaged, the other helps.

The manifest is all that knows an episode's GUID and its article, so it lies there twice.
"""

import errno
import logging
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from paracast.episode.manifest import NAME, DamagedError, from_manifest, to_manifest
from paracast.episode.model import Episode
from paracast.errors import ShelfError
from paracast.files import read_file, replacing

COPY = f".{NAME}"
"""The copy's name; hidden, so that nobody publishes it."""

_REMEMBERED = 20_000  # manifests; an episode's takes a few kilobytes

_NOWHERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}

State: TypeAlias = tuple[int, int, int]
"""Which file it is, when it was written in nanoseconds since 1970, and its length in bytes."""

_log = logging.getLogger(__name__)


def listed(folder: Path) -> Iterator[tuple[str, State | None]]:
    """Yield the folders in it that hold a manifest, and its state; None: only its copy is there."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if state := _state_of(f"{entry.path}/{NAME}"):
                yield entry.path, state
            elif _state_of(f"{entry.path}/{COPY}"):
                yield entry.path, None


def _state_of(path: str) -> State | None:
    try:
        status = os.stat(path)  # noqa: PTH116  it is asked of each episode of a show
    except OSError as error:
        if error.errno in _NOWHERE:
            return None
        raise ShelfError(
            f"Cannot read {path}: {error.strerror}.", remedy="Check who may read it."
        ) from error
    return status.st_ino, status.st_mtime_ns, status.st_size


@lru_cache(_REMEMBERED)
def known_manifest(folder: str, _state: State) -> Episode:
    """Read a manifest once: while many articles are made, all of them are asked for again.

    Raises:
        ShelfError: it and its copy are damaged, or may not be read, or another paracast wrote them.
    """
    return read_manifest(Path(folder))


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
