"""A folder: of this machine, of a mounted disk, or that some other program takes from there."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from paracast.errors import PublishError
from paracast.publish.address import Address
from paracast.publish.kinds import PARTIAL
from paracast.publish.model import Held, Local
from paracast.publish.options import PublishOptions
from paracast.publish.target import PublishTarget


@contextmanager
def open_folder(address: Address, _options: PublishOptions) -> Iterator[PublishTarget]:
    """Take a folder as a target; it is made when the first file comes."""
    yield FolderTarget(Path(address.path).expanduser() / address.below)


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder, in which a file appears by being renamed."""

    folder: Path

    def inventory(self) -> Mapping[str, Held]:
        """List the files; links are none of ours."""
        with _told(self.folder):
            return dict(self._found(self.folder))

    def _found(self, folder: Path) -> Iterator[tuple[str, Held]]:
        if not folder.is_dir():
            return
        for entry in os.scandir(folder):
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                yield from self._found(path)
            elif entry.is_file(follow_symlinks=False):
                yield path.relative_to(self.folder).as_posix(), _held(path)

    def read(self, path: str) -> bytes:
        """Return a file whole."""
        with _told(self.folder):
            return (self.folder / path).read_bytes()

    def upload(self, local: Local) -> Held:
        """Write a file out of sight and rename it, once its bytes are on the disk."""
        place = self.folder / local.path
        with _told(self.folder):
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                dir=place.parent, prefix=PARTIAL, delete=False
            ) as file:
                partial = Path(file.name)
                try:
                    file.writelines(local.pieces())
                    file.flush()
                    os.fsync(file.fileno())
                    partial.chmod(0o644)
                    partial.replace(place)
                finally:
                    partial.unlink(missing_ok=True)
            return _held(place)

    def remove(self, path: str) -> None:
        """Remove a file, and the folders that it leaves empty."""
        place = self.folder / path
        with _told(self.folder):
            place.unlink(missing_ok=True)
        with suppress(OSError):  # what is not empty stays
            for folder in place.relative_to(self.folder).parents:
                if folder != Path():
                    (self.folder / folder).rmdir()


def _held(path: Path) -> Held:
    facts = path.stat()
    return Held(str(facts.st_mtime_ns), facts.st_size)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except (FileExistsError, NotADirectoryError) as error:
        raise PublishError(
            f"Cannot publish to {folder}: a file stands there, or on the way.",
            remedy="Name a folder.",
        ) from error
    except OSError as error:
        raise PublishError(
            f"Cannot publish to {folder}: {error.strerror or error}.",
            remedy="Free some space, or choose a folder that you may write to.",
        ) from error
