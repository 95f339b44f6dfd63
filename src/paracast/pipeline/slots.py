"""Articles that are made at the same time → the order in which their episodes come in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Condition

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """When an episode comes in.

    Attributes:
        published: its date if it is new; None: now.
        wait: returns when it may be put in place.
    """

    published: datetime | None = None
    wait: Callable[[], None] = lambda: None


AT_ONCE = Slot()
"""The slot of an episode that is made by itself."""


class Stopped(Exception):  # noqa: N818  nothing went wrong
    """Somebody wants no more episodes."""


class Slots:
    """Gives each article its slot, in the order in which they ask.

    Dates are a second apart, so that a feed lists episodes in the order of their articles,
    whichever is ready first. Where numbers must follow too, each waits for those before it.
    """

    def __init__(self, first: datetime, *, waiting: bool) -> None:
        """Begin.

        Args:
            first: no episode gets an earlier date.
            waiting: whether episodes are put in place in that order too.
        """
        self._next, self._waiting = first, waiting
        self._begun, self._first, self._done = 0, 0, set[int]()
        self._changed, self._is_over = Condition(), False

    def next(self) -> tuple[int, Slot]:
        """Return the next slot, and its number for `end`."""
        number, self._begun = self._begun, self._begun + 1
        published = max(self._next, datetime.now(UTC).replace(microsecond=0))
        self._next = published + _SECOND
        return number, Slot(published, lambda: self._wait(number))

    def end(self, number: int) -> None:
        """Say that an article is done: its episode is in place, or there will be none."""
        with self._changed:
            self._done.add(number)
            self._changed.notify_all()

    def stop(self) -> None:
        """Let nobody wait any more: what is not in place yet will not be."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def _wait(self, number: int) -> None:
        with self._changed:
            if self._waiting:
                self._changed.wait_for(lambda: self._is_over or self._is_next(number))
            if self._is_over:
                raise Stopped

    def _is_next(self, number: int) -> bool:
        while self._first in self._done:
            self._done.remove(self._first)
            self._first += 1
        return self._first >= number
