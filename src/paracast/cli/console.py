"""Where the commands print, and how they write durations and sizes."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_KILO = 1000
_MINUTE = 60


@cache
def out() -> "Console":
    """Return the console for what was asked for."""
    from rich.console import Console

    return Console(soft_wrap=True, highlight=False)


@cache
def err() -> "Console":
    """Return the console for progress and errors."""
    from rich.console import Console

    return Console(stderr=True, soft_wrap=True, highlight=False)


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
