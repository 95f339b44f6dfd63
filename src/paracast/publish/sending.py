"""Changes → done, one after the other, so that it can end at any moment and go on later."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from paracast.publish.comparing import Remote
from paracast.publish.kinds import is_feed
from paracast.publish.model import Changes
from paracast.publish.naming import named_in
from paracast.publish.record import (
    NAME,
    Sent,
    meant,
    read_record,
    sent,
    write_record,
)
from paracast.publish.target import PublishTarget

_SECONDS = 5.0
"""How often the record is written while files are sent: a killed run repeats no more."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A file is being sent; `length` is in bytes."""

    path: str
    length: int


@dataclass(frozen=True, slots=True)
class Removing:
    """A file is being removed."""

    path: str


Step: TypeAlias = Sending | Removing
Tell: TypeAlias = Callable[[Step], None]


def look_at(target: PublishTarget) -> Remote:
    """Ask a target what it holds.

    Raises:
        PublishError: it does not answer.
    """
    held = target.inventory()
    return Remote(
        held,
        read_record(target.read(NAME)) if NAME in held else {},
        lambda: {path: target.read(path) for path in held if is_feed(path)},
    )


def send(
    changes: Changes, target: PublishTarget, ours: Mapping[str, Sent], address: str, tell: Tell
) -> None:
    """Do what was decided, in that order, and note down what was sent.

    Args:
        changes: what `compare` decided.
        target: where.
        ours: what we have put there before.
        address: the show's.
        tell: hears of each step before it is taken.

    Raises:
        PublishError: a step failed; what came before it is done, what comes after it is not.
    """
    files = (*changes.withheld, *changes.uploads)
    record, noted = {**ours, **meant(files)}, time.monotonic()
    if files:
        target.upload(write_record(record))
    for local in files:
        tell(Sending(local.path, local.length))
        record[local.path] = sent(local, target.upload(local))
        if time.monotonic() - noted > _SECONDS:
            target.upload(write_record(record))
            noted = time.monotonic()
    if files:
        target.upload(write_record(record))
    if changes.removals:
        _remove(changes, target, record, address, tell)
        target.upload(write_record(record))


def _remove(
    changes: Changes, target: PublishTarget, record: dict[str, Sent], address: str, tell: Tell
) -> None:
    """Remove what is published no more, but nothing that a feed there names at this moment.

    Somebody else may have published meanwhile: what their feed names stays.
    """
    staying = [
        path for path in target.inventory() if is_feed(path) and path not in changes.removals
    ]
    named = {name for path in staying for name in named_in(target.read(path), address)}
    for path in changes.removals:
        if path not in named:
            tell(Removing(path))
            target.remove(path)
            record.pop(path, None)
