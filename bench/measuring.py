"""A command → what it costs: wall time, processor time and memory of all the processes it starts.

Linux only: it reads /proc. Processes that outlive their parents become children of this one, so
that none of them is lost, such as the server that workers are forked from.
"""

import ctypes
import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_SUBREAPER = 36  # prctl(2): PR_SET_CHILD_SUBREAPER
_REST = 0.02  # seconds between two looks at the processes
_PROC = Path("/proc")
_STAT = _PROC / "stat"
_KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    Attributes:
        wall_seconds: until the command itself ended.
        cpu_seconds: of all its processes, those included that end after it.
        largest_mb: the most memory that any one of its processes had (resident, 10^6 bytes).
        together_mb: the most that all had at one time, what they share counted once (PSS).
        others_cores: how many cores everybody else on the machine kept busy meanwhile.
    """

    wall_seconds: float
    cpu_seconds: float
    largest_mb: float
    together_mb: float
    others_cores: float = 0.0


def measure(
    command: Sequence[str], *, environment: Mapping[str, str], closely: bool
) -> tuple[Cost, bytes]:
    """Run a command to its end; return what it cost, and what it printed.

    Args:
        command: and its arguments.
        environment: of the command.
        closely: look at the memory all the time. Else so rarely that it takes a hundredth of a
            core: a look at shared memory costs the kernel a millisecond a process.

    Raises:
        CalledProcessError: it failed.
    """
    _adopt_orphans()
    os.sync()  # what was written before must not go to disk meanwhile
    with tempfile.TemporaryFile() as printed:
        before, busy = _cpu_seconds(), _busy_seconds()
        with _watching(share=1.0 if closely else 0.01) as memory:
            began = time.perf_counter()
            code = subprocess.Popen(command, env=environment, stdout=printed).wait()
            wall = time.perf_counter() - began
            _wait_for_orphans()
        cpu, elapsed = _cpu_seconds() - before, time.perf_counter() - began
        others = max(0.0, (_busy_seconds() - busy - cpu) / elapsed)
        printed.seek(0)
        output = printed.read()
    if code:
        raise subprocess.CalledProcessError(code, command, output)
    return Cost(wall, cpu, memory.largest / 1e6, memory.together / 1e6, others), output


def _adopt_orphans() -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl: cannot become a subreaper")


def _wait_for_orphans() -> None:
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _cpu_seconds() -> float:
    """Return the processor time of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _busy_seconds() -> float:
    """Return the seconds that all cores together have worked, for anybody (proc(5), stat)."""
    user, nice, system, _idle, _waiting, *rest = map(int, _STAT.read_text().split()[1:9])
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


class _Memory:
    """The peaks, in bytes."""

    def __init__(self) -> None:
        self.largest = self.together = 0

    def look(self) -> None:
        """Look at every process below this one."""
        shared = 0
        for process in list(_descendants(_PROC / str(os.getpid()))):
            with suppress(OSError):  # it has just ended
                self.largest = max(self.largest, _field(process / "status", "VmHWM:"))
                shared += _field(process / "smaps_rollup", "Pss:")
        self.together = max(self.together, shared)


def memory_together(process: int) -> int:
    """Return the memory of a process and all below it in bytes, what they share counted once."""
    together = 0
    for one in (_PROC / str(process), *_descendants(_PROC / str(process))):
        with suppress(OSError):  # it has just ended
            together += _field(one / "smaps_rollup", "Pss:")
    return together


def processor_seconds(process: int) -> float:
    """Return the processor time of a process and all below it (proc(5), stat: 14 to 17)."""
    ticks = 0
    for one in (_PROC / str(process), *_descendants(_PROC / str(process))):
        with suppress(OSError):
            ticks += sum(map(int, (one / "stat").read_text().rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def _watching(share: float) -> Iterator[_Memory]:
    """Look at the memory again and again, for that share of a core at most."""
    memory, ended = _Memory(), threading.Event()

    def watch() -> None:
        rest = _REST
        while not ended.wait(rest):
            began = time.thread_time()
            memory.look()
            rest = max(_REST, (time.thread_time() - began) / share)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield memory
    finally:
        ended.set()
        thread.join()


def _descendants(process: Path) -> Iterator[Path]:
    with suppress(OSError):
        for children in process.glob("task/*/children"):
            for child in children.read_text().split():
                yield _PROC / child
                yield from _descendants(_PROC / child)


def _field(path: Path, name: str) -> int:
    """Return the bytes that a file of /proc tells; 0 where it has no such line, as of a zombie."""
    for line in path.read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * _KILOBYTE
    return 0
