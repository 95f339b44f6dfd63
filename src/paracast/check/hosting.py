"""Where the files are that a feed names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from paracast.episode.model import Episode, MediaFile


@dataclass(frozen=True)
class Hosting:
    """A folder that will be reachable at an address.

    Attributes:
        address: with a slash at its end; empty: nothing is known to lie here.
        episodes: those of the folder that have manifests.
    """

    folder: Path
    address: str
    episodes: tuple[Episode, ...] = field(default=())

    def path_of(self, url: str) -> Path | None:
        """Return where a URL's file should be; None: it is somebody else's."""
        if not self.address or not url.startswith(self.address):
            return None
        name = unquote(url.removeprefix(self.address).partition("?")[0].partition("#")[0])
        path = self.folder / (f"{name}index.html" if name.endswith("/") or not name else name)
        return path if path.resolve().is_relative_to(self.folder.resolve()) else None

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
