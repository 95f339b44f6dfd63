"""Time that runs out, whatever the work is waiting for."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

_T = TypeVar("_T")
_LEAST = 0.01  # seconds: 0 would mean to a socket that it must not wait at all


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock."""

    ends: float

    @classmethod
    def in_seconds(cls, seconds: float) -> "Deadline":
        """Set a deadline from now."""
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """Return the seconds that are left; a little, where there are none."""
        return max(_LEAST, self.ends - time.monotonic())


def within(deadline: Deadline, work: Callable[[], _T], abandon: Callable[[], None]) -> _T:
    """Return what `work` returns.

    It runs in a thread of its own: looking a name up takes no time limit, and a server that
    sends one byte now and then outlives every socket's.

    Args:
        deadline: when to give up.
        work: raises what the caller will see.
        abandon: ends the work, from another thread; called in any case.

    Raises:
        TimeoutError: the deadline has passed.
    """
    answer: Future[_T] = Future()

    def run() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:  # noqa: BLE001  the thread's border: the caller gets it
            answer.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return answer.result(deadline.left())
    finally:
        abandon()
