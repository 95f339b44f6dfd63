"""GUIDs that articles will get, as the show had them elsewhere ↔ `.promised.json`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from paracast.episode.model import Kind
from paracast.errors import ShelfError

NAME = ".promised.json"


@dataclass(frozen=True, slots=True)
class Promise:
    """What an article's episode was elsewhere.

    Attributes:
        sources: identities of the article: its address, as it may be written.
    """

    guid: str
    published: datetime
    sources: tuple[str, ...]
    kind: Kind = "full"
    season: int = 0
    number: int = 0


def to_json(promises: Iterable[Promise]) -> bytes:
    """Write promises; the same ones give the same bytes."""
    return msgspec.json.format(msgspec.json.encode(list(promises)), indent=2) + b"\n"


def from_json(data: bytes, where: str) -> tuple[Promise, ...]:
    """Read promises back.

    Raises:
        ShelfError: they are damaged.
    """
    try:
        return msgspec.json.decode(data, type=tuple[Promise, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ShelfError(
            f"{where} is damaged: {error}.",
            remedy="Remove it, and take the GUIDs over again: paracast import FEED --only-guids",
        ) from error
