"""What a store holds, by kind, and how often it had what it was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from paracast.speech.counting import counts
from paracast.speech.store import Kind, Store


@dataclass(frozen=True, slots=True)
class Holding:
    """What there is of one kind.

    Attributes:
        length: in bytes.
        hits: how often an entry was there when it was looked up.
        misses: how often it was not, or was damaged.
    """

    entries: int
    length: int
    hits: int
    misses: int


@dataclass(frozen=True, slots=True)
class Stock:
    """A store at a glance.

    Attributes:
        length: of all entries, in bytes.
        since: the first day that is counted (UTC); None: nothing was looked up yet.
        trimmed: when it was last looked through for what may go; None: never.
    """

    holdings: Mapping[Kind, Holding]
    length: int
    since: date | None
    trimmed: datetime | None

    @property
    def entries(self) -> int:
        """How many there are."""
        return sum(holding.entries for holding in self.holdings.values())


def stock_of(store: Store) -> Stock:
    """Look at every entry's size; none is opened."""
    entries, looked_up = list(store.entries()), list(counts(store.folder))
    holdings = {}
    for kind in Kind:
        lengths = [entry.length for entry in entries if entry.kind == kind]
        days = [day for day in looked_up if day.kind == kind]
        hits, misses = sum(day.hits for day in days), sum(day.misses for day in days)
        holdings[kind] = Holding(len(lengths), sum(lengths), hits, misses)
    return Stock(
        holdings,
        sum(entry.length for entry in entries),
        min((day.day for day in looked_up), default=None),
        datetime.fromtimestamp(store.trimmed, UTC) if store.trimmed is not None else None,
    )
