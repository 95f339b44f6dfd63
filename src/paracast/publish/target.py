"""What a host must be able to do."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias

from paracast.publish.address import Address
from paracast.publish.model import Held, Local
from paracast.publish.options import PublishOptions


class PublishTarget(Protocol):
    """A place that people listen from, as far as one show goes.

    Paths are relative to where the show lies there, with `/` between their parts, and never lead
    out of it. Whatever fails is a `PublishError`, at the latest when the block ends that opened
    it; what was done before stays done. A target is used by one thread.
    """

    def inventory(self) -> Mapping[str, Held]:
        """List every file, also those that nobody of us put there; an absent place holds none.

        It reads no file's content, so it costs about as much for large files as for small ones.
        """

    def read(self, path: str) -> bytes:
        """Return a small file whole: a feed, or what we noted down."""

    def upload(self, local: Local) -> Held:
        """Put a file in place, instead of the one that may be there, and tell how it is held.

        Whoever fetches it sees the old file or the new one, whole; also when this is killed.
        `local.pieces()` may raise after its last piece: then nothing must have changed.
        """

    def remove(self, path: str) -> None:
        """Remove a file; one that is gone already is no error."""


OpenTarget: TypeAlias = Callable[[Address, PublishOptions], AbstractContextManager[PublishTarget]]
"""What the entry-point group `paracast.targets` offers, by the scheme's name before a `+`.

Opening connects. When the block ends without an error, everything stands where people listen; a
target that shows all at once, such as a git branch, shows it then, and nothing if there was one.
"""
