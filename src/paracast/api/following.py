"""A feed elsewhere, and a show → an episode of each of its entries, once."""

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from paracast.api.booth import unwatched
from paracast.article.options import DEFAULT, FetchOptions
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.following import Choice, Plan, Step, conclude, follow, plan_following
from paracast.pipeline.workers.staffing import HERE, Workers, staff

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from paracast.article.entries import Entry, Feed
    from paracast.pipeline.batch import Result, Watch
    from paracast.pipeline.feeding import WrittenFeed
    from paracast.pipeline.setup import Setup


@dataclass(frozen=True, slots=True)
class Following:
    """A feed that was looked at, and which of its entries are to become episodes.

    Attributes:
        setup: the show's that is to have them.
        fetching: how their pages are fetched.
    """

    setup: "Setup"
    plan: Plan
    fetching: FetchOptions

    @classmethod
    def of(
        cls, feed: str, choice: Choice | None, fetching: FetchOptions | None, setup: "Setup"
    ) -> Self:
        """Look at a feed, for `Show.follow`."""
        options = fetching or DEFAULT
        return cls(setup, plan_following(feed, setup, choice or Choice(), options), options)

    @property
    def feed(self) -> "Feed | None":
        """The feed as it is now; None: nothing changed since all of it was read."""
        return self.plan.feed

    @property
    def steps(self) -> tuple[Step, ...]:
        """The entries that are to be read, the oldest first, and why each is."""
        return self.plan.steps

    def make(
        self,
        *,
        workers: Workers = HERE,
        watch: "Watch" = unwatched,
        fed: "Callable[[WrittenFeed], None]" = tell_nobody,
    ) -> "Generator[Result[Entry], None, None]":
        """Make an episode of each entry, as `Show.make` does; one that fails is tried next time.

        Raises:
            SpeechError: nothing can be spoken.
            ShelfError: the show cannot be written.
        """
        if not self.plan.steps:
            conclude(self.plan, self.setup)
            return
        from paracast.pipeline.batch import Batch

        with staff(self.setup, workers) as crew:
            batch = Batch(crew, watch, fed)
            with closing(follow(self.plan, self.fetching, batch)) as results:
                yield from results
