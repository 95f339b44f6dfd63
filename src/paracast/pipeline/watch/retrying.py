"""What failed → when it is tried again, and whether its failure is news."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace
from math import inf
from typing import Generic, TypeVar

from paracast.article.answers import BusyError
from paracast.errors import ArticleError, ParacastError, UsageError

_K = TypeVar("_K", bound=Hashable)
_FIRST = 60.0  # seconds to the second attempt
_A_DAY = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Failure:
    """The last failure of something, in the state it was in.

    Attributes:
        state: it failed in this one; in another it is tried at once.
        times: how often it failed in a row.
        again: when it is tried again, in seconds of a monotonic clock; infinite: only when it has
            changed.
        message: of the error.
    """

    state: Hashable
    times: int
    again: float
    message: str


def pause_after(times: int, longest: float = _A_DAY) -> float:
    """Return for how many seconds to leave alone what failed so often: 1, 2, 4, 8… minutes."""
    return min(longest, _FIRST * 2.0 ** min(times - 1, 30))


def is_its_own(error: ParacastError) -> bool:
    """Tell whether an error is the article's own: to try again would come to the same."""
    return isinstance(error, ArticleError | UsageError)


class Retries(Generic[_K]):
    """Failures of several things by their names."""

    def __init__(self, longest: float = _A_DAY) -> None:
        """Begin with none.

        Args:
            longest: seconds between two attempts at most.
        """
        self._longest = longest
        self._failures = dict[_K, Failure]()

    def failed(
        self, name: _K, error: ParacastError, now: float, *, state: Hashable = "", again: bool
    ) -> bool:
        """Note a failure, and tell whether it is news: it was not the same before.

        Args:
            name: what failed.
            error: of what.
            now: seconds of a monotonic clock.
            state: what it was like when it failed.
            again: whether to try it again as it is.
        """
        before = self._failures.get(name)
        if before and before.state != state:
            before = None
        times = before.times + 1 if before else 1
        asked = error.seconds if isinstance(error, BusyError) else 0.0
        due = now + max(asked, pause_after(times, self._longest)) if again else inf
        self._failures[name] = Failure(state, times, due, error.message)
        return before is None or before.message != error.message

    def may_try(self, name: _K, now: float, state: Hashable = "") -> bool:
        """Tell whether something may be tried that is like this now."""
        known = self._failures.get(name)
        return known is None or known.state != state or now >= known.again

    def again_at(self, now: float) -> float:
        """Return when the next of them may be tried; infinite: none will."""
        moments = (failure.again for failure in self._failures.values())
        return min((moment for moment in moments if moment > now), default=inf)

    def due(self, name: _K) -> float:
        """Return when something may be tried again; 0: it did not fail."""
        known = self._failures.get(name)
        return known.again if known else 0.0

    def hasten(self, name: _K) -> None:
        """Let something be tried at once; that it fails as before is no news even then."""
        if known := self._failures.get(name):
            self._failures[name] = replace(known, again=0.0)

    def succeeded(self, name: _K) -> None:
        """Forget that something failed."""
        self._failures.pop(name, None)

    def keep(self, names: Collection[_K]) -> None:
        """Forget all but these: the others are no more."""
        self._failures = {k: known for k, known in self._failures.items() if k in names}
