"""Files that appear whole or not at all."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from paracast.errors import ShelfError
from paracast.units import Digest

_PIECE = 2**18  # bytes
_REFUSALS = frozenset(
    getattr(errno, name)
    for name in ("EACCES", "EDQUOT", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENOSPC", "EPERM", "EROFS")
    if hasattr(errno, name)
)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` when the block ends, and only if it succeeds.

    The bytes are on disk before the name is, so a reader sees the old file or the new one, also
    after a power cut.

    Raises:
        ShelfError: the folder cannot be written, or the disk is full.
    """
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name[:40]}.", delete=False
        ) as file:
            temporary = Path(file.name)
            yield file  # type: ignore[misc]  # a wrapper with the interface of BinaryIO
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield a file piece by piece, so that memory does not grow with it.

    Raises:
        ShelfError: it is gone, or may not be read.
    """
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise ShelfError(
            f"Cannot read {path}: {error.strerror}.", remedy="Check who may read it."
        ) from error


def read_file(path: Path) -> bytes:
    """Read a file that is small.

    Raises:
        ShelfError: it is gone, or may not be read.
    """
    return b"".join(pieces_of(path))


def for_native_code(path: Path) -> str | bytes:
    """Return a path as libraries take it that encode text themselves: as bytes if it is no Unicode.

    Only POSIX has such names.
    """
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return bytes(path)
    return str(path)


def unwritable(path: Path, error: OSError) -> ShelfError:
    """Say why `path` could not be written, and what helps."""
    return ShelfError(
        f"Cannot write {path}: {error.strerror or error}.",
        remedy="Free some space, or choose a folder that you may write to.",
    )


def trouble_of(error: OSError) -> ShelfError | None:
    """Say what a disk or a system refused, where nobody else has said it; None: nothing of that."""
    if error.errno == errno.ENOENT and error.filename is None:
        # So `tempfile` says that it could write nowhere.
        what, helps = "No temporary file can be written", "Free some space in the temporary folder"
    elif error.errno in _REFUSALS:
        what = f"Cannot use {error.filename or 'a file'}: {error.strerror}"
        helps = "Free some space, or look who may read and write there"
    else:
        return None
    return ShelfError(f"{what}.", remedy=f"{helps}; TMPDIR names another temporary folder.")


def digest_of(data: bytes) -> Digest:
    """Return the SHA-256 of some bytes."""
    return Digest(hashlib.sha256(data).hexdigest())
