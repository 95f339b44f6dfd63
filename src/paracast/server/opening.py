"""A path that somebody asks for → the open file that it names, or nothing.

What is opened stays what it is: when an episode is made anew meanwhile, its new files have the
names, and whoever reads the old ones gets them whole.
"""

import os
import re
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from paracast.episode.manifest import NAME as MANIFEST
from paracast.episode.shelf import OLD
from paracast.publish.gathering import UNPUBLISHED
from paracast.server.conditions import Version, settled

PAGE: Final = "index.html"
"""What a folder shows."""

_OWN: Final = frozenset(name.casefold() for name in (MANIFEST, *UNPUBLISHED))
_STRANGE: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]|[. ]\Z|\A\.')
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe without a writer is no reason to wait
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is open for reading.

    Attributes:
        name: its own, without folders.
        length: in bytes.
    """

    file: BinaryIO
    name: str
    length: int
    version: Version


def is_served(path: str) -> bool:
    """Tell whether a path below `episodes/` can name what is meant for others.

    It is the same on every system: no name that one of them would read as another one (with a
    colon, a backslash or a dot at its end), nothing hidden, nothing that paracast keeps to itself.
    """
    parts = path.split("/")
    return (
        all(part and not _STRANGE.search(part) for part in parts)
        and parts[-1].casefold() not in _OWN
    )


def open_served(folder: Path, path: str) -> Opened | None:
    """Open a file below a folder.

    Args:
        folder: nothing outside of it is opened, whatever links lie in it.
        path: decoded, with `/` between its parts.

    Returns:
        None: there is no such file, or it is not meant for others.
    """
    if not is_served(path):
        return None
    # An episode that is replaced is put aside for a moment before the new one has its name.
    found = (_opened(folder, name) for name in (path, f"{OLD}{path}", path))
    return next((opened for opened in found if opened), None)


def lies_there(folder: Path, path: str) -> bool:
    """Tell whether a path below a folder, to a file or with a slash to a page, can be opened."""
    opened = open_served(folder, f"{path}{PAGE}" if path.endswith("/") else path)
    if opened:
        opened.file.close()
    return opened is not None


def _opened(folder: Path, path: str) -> Opened | None:
    try:
        root = folder.resolve()
        place = root / path
        if place.resolve(strict=True) != place:
            return None  # a link leads elsewhere, or the name is another spelling
        return _read(place)
    except (OSError, ValueError, RuntimeError):  # among them: a name too long, links in a circle
        return None


def _read(place: Path) -> Opened | None:
    file = open(os.open(place, _FLAGS), "rb")  # noqa: PTH123, SIM115  it has no path, but a number
    facts = os.fstat(file.fileno())
    if not stat.S_ISREG(facts.st_mode):
        file.close()
        return None
    tag = f'"{facts.st_mtime_ns:x}-{facts.st_size:x}-{facts.st_ino:x}"'
    version = Version(tag, settled(facts.st_mtime, time.time()))
    return Opened(file, place.name, facts.st_size, version)
