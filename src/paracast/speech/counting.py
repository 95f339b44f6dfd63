"""How often a store had what it was asked for: a byte a look-up, in a file a day and kind.

A file that is only appended to needs no lock, and survives whoever is killed.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

_FOLDER = "counts"
_HAD, _LACKED = b"+", b"-"
DAYS = 30
"""How many days are counted; older ones are forgotten when the store is trimmed."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Look-ups of one kind on one day (UTC)."""

    day: date
    kind: str
    hits: int
    misses: int


def count(folder: Path, kind: str, *, had: bool) -> None:
    """Count a look-up; where nothing can be written, nobody counts."""
    path = folder / _FOLDER / f"{_today()}.{kind}"
    with suppress(OSError):
        try:
            _append(path, had=had)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            _append(path, had=had)


def counts(folder: Path) -> Iterator[Counts]:
    """Read what was counted."""
    for path in (folder / _FOLDER).glob("????-??-??.*"):
        with suppress(OSError, ValueError):  # forgotten meanwhile, or no day
            day, looked_up = date.fromisoformat(path.stem), path.read_bytes()
            hits, misses = looked_up.count(_HAD), looked_up.count(_LACKED)
            yield Counts(day, path.suffix[1:], hits, misses)


def forget(folder: Path, *, keep_days: int = 0) -> None:
    """Remove what was counted, but for so many days back from today."""
    for path in (folder / _FOLDER).glob("????-??-??.*"):
        with suppress(OSError, ValueError):
            if abs(_today() - date.fromisoformat(path.stem)) >= timedelta(days=keep_days):
                path.unlink()


def _today() -> date:
    return datetime.now(UTC).date()


def _append(path: Path, *, had: bool) -> None:
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(file, _HAD if had else _LACKED)
    finally:
        os.close(file)
