"""The `episodes/` folder → the files of it that people may have."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from paracast.episode.manifest import NAME as MANIFEST
from paracast.episode.model import Episode, MediaFile
from paracast.episode.shelf import Shelf, is_whole
from paracast.errors import PublishError
from paracast.files import digest_of
from paracast.publish.kinds import is_feed
from paracast.publish.model import Local
from paracast.units import Digest

UNPUBLISHED = frozenset({"README.md", "removed.json"})
"""What lies beside the episodes and is nobody else's business."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A file that a manifest tells the digest of, and when that manifest was written."""

    file: MediaFile
    told: int


def gather(folder: Path) -> tuple[Local, ...]:
    """List what is to be published: all but hidden files, links, manifests and `UNPUBLISHED`.

    Feeds are read now, so that no later episode gets into them on the way. Digests of an
    episode's files are its manifest's, where the file has the length that it tells and was not
    written after it; any other file is read whole. The shelf should be open, so that nothing
    moves meanwhile.

    Args:
        folder: `episodes/`.

    Raises:
        ShelfError: a manifest is damaged.
        PublishError: a file cannot be read.
    """
    known = _known(folder, Shelf(folder).episodes())
    try:
        return tuple(
            _local(path, path.relative_to(folder).as_posix(), known)
            for path in sorted(_published(folder, folder))
        )
    except OSError as error:
        raise PublishError(
            f"Cannot read {error.filename or folder}: {error.strerror}.",
            remedy="Check who may read it.",
        ) from error


def damaged(folder: Path, files: Iterable[Local]) -> tuple[str, ...]:
    """Read files whole, and name those of episodes that are not what their manifests tell.

    Raises:
        ShelfError: a manifest is damaged, or a file may not be read.
    """
    known = _known(folder, Shelf(folder).episodes())
    return tuple(
        one.path
        for one in files
        if isinstance(one.content, Path)
        and (manifest := known.get(one.path))
        and not is_whole(one.content, manifest.file)
    )


def _published(folder: Path, top: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _published(path, top)
        elif path.name != MANIFEST and not (folder == top and path.name in UNPUBLISHED):
            yield path


def _known(folder: Path, episodes: tuple[Episode, ...]) -> Mapping[str, _Known]:
    found = {}
    for episode in episodes:
        told = (folder / episode.folder / MANIFEST).stat().st_mtime_ns
        for file in episode.files:
            found[f"{episode.folder}/{file.name}"] = _Known(file, told)
    return found


def _local(path: Path, name: str, known: Mapping[str, _Known]) -> Local:
    if is_feed(name):
        data = path.read_bytes()
        return Local(name, data, len(data), digest_of(data))
    facts, manifest = path.stat(), known.get(name)
    if manifest and manifest.file.length == facts.st_size and facts.st_mtime_ns <= manifest.told:
        return Local(name, path, facts.st_size, manifest.file.digest)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Local(name, path, file.tell(), Digest(digest))
