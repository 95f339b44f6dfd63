"""Programs that speak: started in a group of their own, ended with all that they started."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_LINES, _LINE = 3, 300  # of what a program printed: how many, and how long
_TAIL = 4096  # bytes
_GRACE = 10.0  # seconds for the system to end what was killed

GROUP_FLAGS: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""For `Popen(creationflags=…, start_new_session=True)`: Ctrl-C is left to the parent, and the
program can be ended together with what it started. Windows has the flag, POSIX the session."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended.

    Attributes:
        code: of its exit; negative: the signal that ended it (POSIX).
        timed_out: it was killed, as its time was over.
        complaint: the last lines that it printed on standard error.
    """

    code: int
    timed_out: bool
    complaint: str


@dataclass(frozen=True, slots=True)
class Streams:
    """Files that stand for a program's standard streams.

    Files, so that neither a full pipe nor a grandchild that keeps one open makes anybody wait.

    Attributes:
        complaints: standard error; and standard output too, where no file is named for that.
    """

    complaints: Path
    stdin: Path | None = None
    stdout: Path | None = None


def run(
    arguments: Sequence[str], streams: Streams, seconds: float, folder: Path | None = None
) -> Ended:
    """Run a program to its end, in a folder, for so long at most; no shell reads its arguments.

    Raises:
        OSError: it cannot be started.
    """
    with (
        _opened(streams.stdin, "rb") as given,
        _opened(streams.stdout, "wb") as sound,
        streams.complaints.open("wb") as said,
    ):
        process = subprocess.Popen(  # noqa: S603  the user's own choice of program
            arguments,
            stdin=given or subprocess.DEVNULL,
            stdout=sound or said,
            stderr=said,
            cwd=folder,
            start_new_session=True,
            creationflags=GROUP_FLAGS,
        )
        timed_out = not _finished(process, seconds)
    return Ended(process.returncode, timed_out, last_lines(streams.complaints))


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process and all of its group, at once; it is reaped."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError):  # all of it has ended by itself
            os.killpg(process.pid, signal.SIGKILL)
    process.wait(_GRACE)


def ending(code: int) -> str:
    """Word an exit code: `exit code 255`, or the signal's name."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:  # a real-time signal, which has no name
        return f"signal {-code}"


def last_lines(path: Path) -> str:
    """Return the last lines of what a program printed, in one."""
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
        return tail(file.read())


def tail(printed: bytes, most: int = _LINES) -> str:
    """Return the last lines that say something, in one and without control characters."""
    text = printed.decode("utf-8", "replace")
    shown = ("".join(c if c.isprintable() else " " for c in line) for line in text.splitlines())
    lines = [" ".join(line.split())[:_LINE] for line in shown if line.strip()]
    return " / ".join(lines[-most:])


def _finished(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Wait; kill the group when the time is over, or when something else ends the wait."""
    try:
        with stopped_by_ctrl_c(process):
            process.wait(seconds)
    except subprocess.TimeoutExpired:
        kill(process)
        return False
    except BaseException:
        kill(process)
        raise
    return True


class _Stop:
    """What Ctrl-C means to a worker: the programs for which it waits end, and later ones too.

    They are in groups of their own, so nobody else would end them, and the parent waits for its
    workers.
    """

    def __init__(self) -> None:
        self._asked = False
        self._awaited: list[subprocess.Popen[bytes]] = []

    def handle(self, *_: object) -> None:
        """Take the signal."""
        self._asked = True
        for process in self._awaited:
            _interrupt(process)

    def end(self, number: int, *_: object) -> None:
        """Take a signal that ends the worker too: nobody else would end the programs."""
        self.handle()
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    @contextmanager
    def awaiting(self, process: "subprocess.Popen[bytes]") -> Iterator[None]:
        self._awaited.append(process)
        try:
            if self._asked:
                _interrupt(process)
            yield
        finally:
            self._awaited.remove(process)


_stop = _Stop()


def leave_terminal_to_parent() -> None:
    """Make this process a worker.

    Ctrl-C, and a terminal that goes, end the programs for which it waits, but not itself: that is
    left to the parent. SIGTERM ends both.
    """
    signal.signal(signal.SIGINT, _stop.handle)
    for name, taken in (("SIGHUP", _stop.handle), ("SIGTERM", _stop.end)):
        number = getattr(signal, name, None)  # Windows lacks the first
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, taken)


def end_programs() -> None:
    """End the programs for which this process waits, and whichever it starts from now on."""
    _stop.handle()


def stopped_by_ctrl_c(process: "subprocess.Popen[bytes]") -> AbstractContextManager[None]:
    """Let Ctrl-C end a program for which a worker waits, or is about to.

    Where Ctrl-C raises, as it does in whatever is no worker, this changes nothing.
    """
    return _stop.awaiting(process)


def _interrupt(process: "subprocess.Popen[bytes]") -> None:
    # The wait that this interrupts holds a lock of Popen's: reaping is left to it.
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):  # it has just ended by itself
            os.killpg(process.pid, signal.SIGKILL)


def _opened(path: Path | None, mode: str) -> AbstractContextManager[IO[bytes] | None]:
    return path.open(mode) if path else nullcontext()
