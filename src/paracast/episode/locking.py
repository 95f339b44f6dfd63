"""One paracast at a time writes to a folder; the others are told for whom they wait.

The operating system holds the lock and frees it however its holder ends. Who holds it stands in a
note beside it, which is only for people: a note that somebody who was killed left is not believed.
"""

import logging
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from paracast.errors import ShelfError

_ENDING = ".holder"
_SOON = 2.0  # seconds of waiting after which it is told for whom
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock.

    Attributes:
        process: its number on its host.
        command: such as `paracast make`, without what it was given: that may be a secret.
        since: UTC.
    """

    process: int
    host: str
    command: str
    since: datetime

    def __str__(self) -> str:
        """Say who it is."""
        where = f"process {self.process} on {self.host}"
        return f"{self.command} ({where}, since {self.since:%Y-%m-%d %H:%M:%S} UTC)"


@contextmanager
def locked(lock: Path, patience: float) -> Iterator[None]:
    """Hold a lock while the block runs.

    Whoever waits for longer than two seconds hears for whom, by way of `logging`.

    Args:
        lock: a file that is made if need be; its folder is there.
        patience: seconds to wait for another process.

    Raises:
        ShelfError: another process has held it for that long; it says which.
        OSError: the file cannot be written.
    """
    import filelock  # slow to import, and only writers need it

    held = filelock.FileLock(lock)
    try:
        held.acquire(timeout=min(patience, _SOON))
    except filelock.Timeout:
        if patience > _SOON and not _is_this(holder_of(lock)):
            _log.warning("Waiting for %s, which writes to %s.", _named(lock), lock.parent)
        try:
            held.acquire(timeout=max(0.0, patience - _SOON))
        except filelock.Timeout as error:
            raise _kept_waiting(lock, patience) from error
    note = _note_of(lock)
    try:
        with suppress(OSError):
            note.write_bytes(msgspec.json.encode(_this_process()))
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        held.release()


def holder_of(lock: Path) -> Holder | None:
    """Return who holds a lock, as far as that can be known; None: nobody, or nobody knows."""
    try:
        holder = msgspec.json.decode(_note_of(lock).read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return holder if _may_live(holder) else None


def _is_this(holder: Holder | None) -> bool:
    """Tell whether it is this process that holds it, by another thread: that needs no telling."""
    own = (os.getpid(), socket.gethostname())
    return holder is not None and (holder.process, holder.host) == own


def _kept_waiting(lock: Path, patience: float) -> ShelfError:
    waits = f"has been held for {patience:.0f} s" if patience else "is held"
    return ShelfError(
        f"{lock.parent} {waits} by {_named(lock)}.",
        remedy="Wait until it has finished, or stop it; then run this again.",
    )


def _named(lock: Path) -> str:
    return str(holder_of(lock) or "another program")


def _note_of(lock: Path) -> Path:
    return lock.with_name(f"{lock.name}{_ENDING}")  # who waits for a lock may empty its file


def _this_process() -> Holder:
    program, *rest = sys.argv or [""]
    name = Path(program).stem
    if name in {"paracast", "__main__"}:
        name = " ".join(["paracast", *rest[:1]])
    now = datetime.now(UTC).replace(microsecond=0)
    return Holder(os.getpid(), socket.gethostname(), name or "python", now)


def _may_live(holder: Holder) -> bool:
    """Tell whether a process may still be there; of other hosts' nobody knows."""
    if holder.host != socket.gethostname() or sys.platform == "win32":
        return True
    with suppress(PermissionError):  # it lives, and is somebody else's
        try:
            os.kill(holder.process, 0)
        except (ProcessLookupError, OverflowError):
            return False
    return True
