"""Where the files are that a feed names."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from os import sep
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

from paracast.episode.model import Episode, MediaFile


@dataclass(frozen=True)
class Hosting:
    """A folder that will be reachable at an address.

    Attributes:
        address: with a slash at its end; empty: nothing is known to lie here.
        episodes: those of the folder that have manifests.
        deep: whether sound is decoded, and what lies as it was made is read all the same.
    """

    folder: Path
    address: str
    episodes: tuple[Episode, ...]
    deep: bool

    def path_of(self, url: str) -> Path | None:
        """Return where a URL's file should be; None: it is somebody else's."""
        if not self.address or not url.startswith(self.address):
            return None
        name = unquote(url.removeprefix(self.address).partition("?")[0].partition("#")[0])
        path = self.folder / (f"{name}index.html" if name.endswith("/") or not name else name)
        inside = normpath(path).startswith(normpath(self.folder) + sep)
        return path if inside else None

    def holds(self, path: Path) -> bool:
        """Tell whether a file is there, and no link leads out of the folder to it."""
        try:
            return path.is_file() and path.resolve().is_relative_to(self._root)
        except (OSError, ValueError):  # a name that no file can have
            return False

    def is_as_made(self, path: Path, data: bytes) -> bool:
        """Tell whether a manifest promises just these bytes."""
        known = self.known(path)
        return known is not None and hashlib.sha256(data).hexdigest() == known[1].digest

    @cached_property
    def _root(self) -> Path:
        return self.folder.resolve()

    @cached_property
    def _files(self) -> Mapping[Path, tuple[Episode, MediaFile]]:
        return {
            self.folder / episode.folder / file.name: (episode, file)
            for episode in self.episodes
            for file in episode.files
        }

    def known(self, path: Path) -> tuple[Episode, MediaFile] | None:
        """Return what a manifest tells of a file."""
        return self._files.get(path)
