"""Where the commands print, and how they write durations and sizes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_KILO = 1000
_MINUTE = 60


def out() -> "Console":
    """Return the console for what was asked for."""
    return err() if _Drawing.is_on else _out()


@cache
def _out() -> "Console":
    from rich.console import Console

    return Console(soft_wrap=True, highlight=False)


@cache
def err() -> "Console":
    """Return the console for progress and errors."""
    from rich.console import Console

    return Console(stderr=True, soft_wrap=True, highlight=False)


class _Drawing:
    """Whether something is being drawn on the terminal where results are printed."""

    is_on = False


@contextmanager
def drawing() -> Iterator[None]:
    """Let `err()` print what is asked for too, while it draws on the same terminal.

    It alone knows what stands there, and prints above it.
    """
    if not _is_one_terminal():
        yield
        return
    _Drawing.is_on = True
    try:
        yield
    finally:
        _Drawing.is_on = False


def _is_one_terminal() -> bool:
    if not (_out().is_terminal and err().is_terminal):
        return False
    if sys.platform == "win32":
        return True
    try:
        return os.ttyname(sys.stdout.fileno()) == os.ttyname(sys.stderr.fileno())
    except OSError:  # they are none, and were only said to be
        return False


def clock(seconds: float) -> str:
    """Write a duration as `m:ss` or `h:mm:ss`."""
    minutes, rest = divmod(round(seconds), _MINUTE)
    hours, minutes = divmod(minutes, _MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def size(length: int) -> str:
    """Write a number of bytes for people, in units of 1,000."""
    if length < _KILO:
        return f"{length} B"
    for unit in ("kB", "MB"):
        scaled = length / _KILO ** (1 if unit == "kB" else 2)
        if scaled < _KILO:
            return f"{scaled:.1f} {unit}"
    return f"{length / _KILO**3:.1f} GB"


def nearby(path: Path) -> Path:
    """Write a path as short as it can be from where the user is."""
    try:
        return path.relative_to(Path.cwd())
    except (OSError, ValueError):  # this folder has gone, or is another one
        return path


def count(number: int, noun: str) -> str:
    """Write a number with its noun: `1 episode`, `2 episodes`, `2 entries`."""
    several = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else several}"
