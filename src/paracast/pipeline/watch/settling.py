"""Files as they are seen again and again → those that nobody is writing any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class State:
    """What can be told of a file without reading it.

    Attributes:
        length: in bytes.
        changed: when it last was, in nanoseconds, as its file system has it.
    """

    length: int
    changed: int


@dataclass(frozen=True, slots=True)
class Sight:
    """A file's state, and when it was first seen in it.

    Attributes:
        since: seconds of our own clock: a file's own time may come from another machine, or from
            the file that it is a copy of.
    """

    state: State
    since: float


Sights: TypeAlias = Mapping[Path, Sight]


def seen(before: Sights, there: Mapping[Path, State], now: float) -> Sights:
    """Return the sights of the files that are there, when they are looked at once more."""
    return {
        path: before[path] if path in before and before[path].state == state else Sight(state, now)
        for path, state in there.items()
    }


def settled(sights: Sights, now: float, settle: float) -> dict[Path, State]:
    """Return the files that have been still for so many seconds.

    An empty one never is: whoever writes it has only begun.
    """
    return {
        path: sight.state
        for path, sight in sights.items()
        if sight.state.length and now - sight.since >= settle
    }


def settles_at(sights: Sights, now: float, settle: float) -> float:
    """Return when the next file will have been still for so many seconds; infinite: none will."""
    moments = (sight.since + settle for sight in sights.values() if sight.state.length)
    return min((moment for moment in moments if moment > now), default=inf)
