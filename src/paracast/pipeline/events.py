"""What the pipeline tells while it works: the CLI draws it, a test keeps it in a list."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from paracast.units import Lufs


@dataclass(frozen=True, slots=True)
class Scripted:
    """The article was read and its script written."""

    title: str
    utterances: int
    expected_seconds: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """So many of the utterances are encoded, and last so long together."""

    done: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Corrected:
    """The episode missed its loudness and is encoded once more with another gain."""

    measured: Lufs
    target: Lufs


@dataclass(frozen=True, slots=True)
class Unkept:
    """What is spoken cannot be kept in that folder: an edit will cost the whole article."""

    folder: str


@dataclass(frozen=True, slots=True)
class Mended:
    """So many entries that were kept in that folder were damaged; they were made anew."""

    entries: int
    folder: str


@dataclass(frozen=True, slots=True)
class Timed:
    """A stage of an article's way is over: `fetch`, `read`, `script`, `speak` or `write`."""

    stage: str
    seconds: float


Event: TypeAlias = Scripted | Spoken | Corrected | Unkept | Mended | Timed
Tell: TypeAlias = Callable[[Event], None]


def tell_nobody(_event: object) -> None:
    """Take an event and forget it."""


@contextmanager
def timed(stage: str, tell: Tell) -> Iterator[None]:
    """Tell how long a stage takes, if it comes to its end."""
    began = time.monotonic()
    yield
    tell(Timed(stage, time.monotonic() - began))
