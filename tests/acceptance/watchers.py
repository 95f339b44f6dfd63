"""`paracast watch` as users run it, in a process of its own, and what it tells."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from paracast import config
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf

PATIENCE = 120.0  # seconds
QUICK = ("--settle", "0.3", "--jobs", "2", "--voice", "tone:a440")


@dataclass(slots=True)
class Watcher:
    """A process that watches."""

    process: "subprocess.Popen[str]"
    told: "SimpleQueue[str]" = field(default_factory=SimpleQueue)

    def listen(self) -> None:
        """Take lines as they come."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.told.put(line)

    def line(self) -> str:
        """Return the next line that it tells."""
        return self.told.get(timeout=PATIENCE).rstrip("\n")

    def news(self) -> dict[str, Any]:
        """Return the next of its lines as what it means."""
        told: dict[str, Any] = json.loads(self.line())
        return told

    def ask_to_end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Ask as a service manager does, or as Ctrl-C, and return the exit code."""
        self.process.send_signal(by)
        return self.process.wait(PATIENCE)

    def rest(self) -> list[dict[str, Any]]:
        """Return what it told and nobody has heard yet."""
        return [json.loads(self.told.get()) for _ in range(self.told.qsize())]


@contextmanager
def watching(
    *places: Path | str, show: Path, options: Sequence[str] = ("--json",), before: str = ""
) -> Iterator[Watcher]:
    """Watch places; whatever happens, nobody watches afterwards.

    Args:
        places: folders and feeds.
        show: the show's folder.
        options: of the command.
        before: what a shell does first in the same process.
    """
    command = [sys.executable, "-m", "paracast", "watch", *map(str, places), "--show", str(show)]
    command += [*QUICK, *options]
    if before:
        command = ["unshare", "-Ur", "sh", "-c", f'{before}; exec "$@"', "sh", *command]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if "--json" not in options else subprocess.DEVNULL,
        text=True,
        env=os.environ | {"NO_COLOR": "1", "COLUMNS": "200"},
        start_new_session=True,
    ) as process:
        watcher = Watcher(process)
        listening = Thread(target=watcher.listen, daemon=True)
        listening.start()
        try:
            yield watcher
        finally:
            process.kill()
            process.wait(PATIENCE)
            listening.join(PATIENCE)


def place_of(folder: Path) -> tuple[Path, Path]:
    """Start a show, and return its folder and one to watch."""
    show, inbox = folder / "show", folder / "inbox"
    config.init_show(show, title="Harbour Reads", url="https://listen.example")
    inbox.mkdir()
    return show, inbox


def text_of(number: int, paragraphs: int = 3) -> str:
    """Return an article that no other is like."""
    listed = (f"Boat {number} came home with net {one}." for one in range(paragraphs))
    return f"# Tale {number}\n\n" + "\n\n".join(listed) + "\n"


def episodes(show: Path) -> tuple[Episode, ...]:
    return Shelf(show / "episodes").episodes()


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never was"
        time.sleep(0.1)
