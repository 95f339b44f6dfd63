"""Watched feeds → each is asked every so often, and what is new in it is made."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace

from paracast.article.entries import Entry
from paracast.errors import ArticleError
from paracast.pipeline.batch import Batch, Result, Watch
from paracast.pipeline.following import Plan, Step, conclude, follow, plan_following
from paracast.pipeline.watch.retrying import Retries, is_its_own
from paracast.pipeline.watch.watched import Habits
from paracast.pipeline.workers.staffing import Staff

_AT_ONCE = 20  # entries of a feed that are made before others get their turn


class Subscription:
    """A feed, when to ask it next, and which of its entries failed."""

    def __init__(self, feed: str, habits: Habits) -> None:
        """Ask it at once."""
        self.feed = feed
        self._habits = habits
        self._due = time.monotonic()
        self._silent, self._failed = Retries[str](), Retries[str]()

    @property
    def due(self) -> float:
        """When to ask it, in seconds of the monotonic clock."""
        return max(self._due, self._silent.due(self.feed))

    def make(
        self, staff: Staff, display: Callable[[int], AbstractContextManager[Watch]]
    ) -> Generator[Result[Entry] | ArticleError, None, None]:
        """Ask the feed, and make its new entries; yield what becomes of them, and what is news.

        Raises:
            SpeechError: nothing can be spoken.
            ShelfError: the show cannot be written.
        """
        try:
            plan = plan_following(
                self.feed, staff.setup, self._habits.choice, self._habits.fetching
            )
        except ArticleError as error:
            if self._silent.failed(self.feed, error, time.monotonic(), again=True):
                yield error
            return
        self._silent.succeeded(self.feed)
        steps = self._wanted(plan)
        if steps:
            with (
                display(len(steps)) as watch,
                closing(self._follow(replace(plan, steps=steps), Batch(staff, watch))) as results,
            ):
                yield from results
        elif plan.feed:
            conclude(plan, staff.setup)

    def _wanted(self, plan: Plan) -> tuple[Step, ...]:
        """Leave out what failed a short while ago, and what can wait for others."""
        now = time.monotonic()
        self._failed.keep({step.entry.identity for step in plan.steps})
        steps = [
            step
            for step in plan.steps
            if self._failed.may_try(step.entry.identity, now, step.entry.digest)
        ]
        self._due = now if len(steps) > _AT_ONCE else now + self._habits.every
        return tuple(steps[:_AT_ONCE])

    def _follow(self, plan: Plan, batch: Batch) -> Generator[Result[Entry], None, None]:
        with closing(follow(plan, self._habits.fetching, batch)) as results:
            for result in results:
                if result.error is None or self._is_news(result.subject, result):
                    yield result

    def _is_news(self, entry: Entry, result: Result[Entry]) -> bool:
        if result.error is None:
            return True
        again = not (entry.is_whole and is_its_own(result.error))
        return self._failed.failed(
            entry.identity, result.error, time.monotonic(), state=entry.digest, again=again
        )


def next_at(subscriptions: Sequence[Subscription]) -> float:
    """Return when the next feed is to be asked; infinite where there is none."""
    return min((one.due for one in subscriptions), default=float("inf"))
