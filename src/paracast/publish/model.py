"""What is published: a file as it lies here, as a target holds it, and what is to be done."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from paracast.errors import PublishError
from paracast.units import Digest

_PIECE = 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Local:
    """A file of the show, as it lies here.

    Attributes:
        path: below the show's address, with `/` between its parts.
        content: the file, or its bytes where they must not change until they are sent.
        length: bytes.
        digest: of all of them.
    """

    path: str
    content: Path | bytes
    length: int
    digest: Digest

    def opened(self) -> BinaryIO:
        """Open it for reading.

        Raises:
            PublishError: it is gone, or cannot be read.
        """
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        try:
            return self.content.open("rb")
        except OSError as error:
            raise changed(self.path) from error

    def pieces(self) -> Iterator[bytes]:
        """Yield its bytes, and make sure in the end that they are those that were compared.

        A target that shows a file only after the last piece never shows another one.

        Raises:
            PublishError: it has been changed since.
        """
        seen = hashlib.sha256()
        with self.opened() as file:
            while piece := file.read(_PIECE):
                seen.update(piece)
                yield piece
        if seen.hexdigest() != self.digest:
            raise changed(self.path)


@dataclass(frozen=True, slots=True)
class Held:
    """A file, as a target holds it.

    Attributes:
        stamp: what the target says of it that is another as soon as its bytes are replaced: a
            time, an ETag, an object's name. Nobody but the target reads anything into it.
        length: bytes; None where the target does not tell.
    """

    stamp: str
    length: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be done at a target, in this order.

    Attributes:
        withheld: its present feeds without the episodes whose sound is about to be replaced.
        uploads: what is new or other, each after everything that it names; `feed.xml` is last.
        removals: paths of what is published no more.
        kept: how many files are there already.
    """

    withheld: tuple[Local, ...] = ()
    uploads: tuple[Local, ...] = ()
    removals: tuple[str, ...] = ()
    kept: int = 0

    def __bool__(self) -> bool:
        return bool(self.withheld or self.uploads or self.removals)

    @property
    def length(self) -> int:
        """How many bytes are to be sent."""
        return sum(local.length for local in (*self.withheld, *self.uploads))


def changed(path: str) -> PublishError:
    """Say that a file was changed while it was being published."""
    return PublishError(
        f"{path} was changed while it was being published.",
        remedy="Publish again. If this is said once more, it is damaged: paracast check",
    )
