"""Jobs for workers, which import them by name."""

import os
import signal
import time
from pathlib import Path


def numbered(number: int, folder: Path) -> tuple[int, int]:
    (folder / str(number)).touch()
    time.sleep(0.02)
    return number, os.getpid()


def deadly(folder: Path) -> None:
    with (folder / "deaths").open("a") as file:
        file.write("x")
    os.kill(os.getpid(), signal.SIGKILL)


def failing() -> None:
    raise ValueError("no")
