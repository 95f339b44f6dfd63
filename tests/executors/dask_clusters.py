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

    def add_worker(self, environment: Mapping[str, str] | None = None, *, within: str = "") -> None:
        """Start one more, without a nanny: nobody replaces it when it is killed.

        Args:
            environment: of its own.
            within: a network namespace.
        """
        inside = ("ip", "netns", "exec", within) if within else ()
        number = len(self.workers)
        command = ("dask", "worker", self.address, "--no-nanny", "--nthreads", "1")
        options = ("--name", f"w{number}", "--local-directory", str(self.folder / f"w{number}"))
        log = self.folder / f"worker-{number}.log"
        whole = _program(*command, *options, "--no-dashboard")
        self.workers.append(_started((*inside, *whole), log, environment))


@contextmanager
def running(folder: Path, workers: int, host: str = "127.0.0.1") -> Iterator[Running]:
    """Run a scheduler, and so many workers of one thread each."""
    log = folder / "scheduler.log"
    command = _program("dask", "scheduler", "--host", host, "--port", "0", "--no-dashboard")
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


@contextmanager
def namespace(name: str, network: str) -> Iterator[str]:
    """Make a network namespace with a wire to this machine, whose end here is `NETWORK.1`.

    Raises:
        CalledProcessError: the system, or who runs this, may not.
    """
    here, there = f"{name}-here", f"{name}-there"
    ip("netns", "add", name)
    try:
        ip("link", "add", here, "type", "veth", "peer", "name", there)
        ip("link", "set", there, "netns", name)
        ip("addr", "add", f"{network}.1/24", "dev", here)
        ip("link", "set", here, "up")
        inside = ("netns", "exec", name, "ip")
        ip(*inside, "addr", "add", f"{network}.2/24", "dev", there)
        ip(*inside, "link", "set", there, "up")
        ip(*inside, "link", "set", "lo", "up")
        yield name
    finally:
        ip("netns", "del", name)


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


def _program(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(Path(sys.executable).with_name(name)), *arguments)


def _started(
    command: tuple[str, ...], log: Path, environment: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    own = {**os.environ, **(environment or {})}
    with log.open("wb") as file:
        return subprocess.Popen(command, stdout=file, stderr=file, env=own)


def _address(log: Path) -> str:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if found := re.search(rb"Scheduler at:\s+tcp://(\S+)", log.read_bytes()):
            return found[1].decode()
        time.sleep(0.1)
    raise TimeoutError(log.read_text())
