"""A real cluster on this machine: a scheduler and workers, each a process of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_PATIENCE = 60  # seconds


@dataclass
class Running:
    """A cluster, and its workers' processes."""

    address: str
    folder: Path
    scheduler: "subprocess.Popen[bytes]"
    workers: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    def add_worker(self, environment: Mapping[str, str] | None = None) -> None:
        """Start one more, without a nanny: nobody replaces it when it is killed."""
        number = len(self.workers)
        command = ("dask", "worker", self.address, "--no-nanny", "--nthreads", "1")
        options = ("--name", f"w{number}", "--local-directory", str(self.folder / f"w{number}"))
        log = self.folder / f"worker-{number}.log"
        self.workers.append(_started((*command, *options, "--no-dashboard"), log, environment))


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Running]:
    """Run a scheduler, and so many workers of one thread each."""
    log = folder / "scheduler.log"
    command = ("dask", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    scheduler = _started(command, log)
    cluster = Running(_address(log), folder, scheduler)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        for process in (*cluster.workers, scheduler):
            process.send_signal(signal.SIGKILL)
            process.wait(_PATIENCE)


def _started(
    command: tuple[str, ...], log: Path, environment: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    program = str(Path(sys.executable).with_name(command[0]))
    own = {**os.environ, **(environment or {})}
    with log.open("wb") as file:
        return subprocess.Popen([program, *command[1:]], stdout=file, stderr=file, env=own)


def _address(log: Path) -> str:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if found := re.search(rb"Scheduler at:\s+tcp://(\S+)", log.read_bytes()):
            return found[1].decode()
        time.sleep(0.1)
    raise TimeoutError(log.read_text())
