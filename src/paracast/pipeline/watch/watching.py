"""Folders and feeds → an episode of each article as it arrives, for as long as somebody wants.

Work is done in rounds: whatever is ready is made together, then it is published. Workers are opened
for a round and end with it. Nothing is remembered from one run to the next but what is on the
shelf, so a run that is killed goes on where it was.
"""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from threading import Event as Flag
from typing import TypeAlias

from paracast.article.entries import Entry
from paracast.article.source import identity_of
from paracast.errors import ParacastError
from paracast.files import trouble_of
from paracast.pipeline.batch import Batch, Order, Result, Watch, orders_of
from paracast.pipeline.commission import Commission
from paracast.pipeline.outcome import Outcome
from paracast.pipeline.publishing import publish
from paracast.pipeline.setup import Setup
from paracast.pipeline.watch.inbox import Inbox
from paracast.pipeline.watch.moving import move
from paracast.pipeline.watch.retrying import Retries
from paracast.pipeline.watch.settling import State
from paracast.pipeline.watch.subscribing import Subscription, next_at
from paracast.pipeline.watch.waking import Waker
from paracast.pipeline.watch.watched import Habits, Watched, apart_of
from paracast.pipeline.workers.staffing import Staff
from paracast.publish.model import Changes

_LONGEST = 600.0  # seconds after which a round begins no more articles
_ROUND, _HOST = "round", "host"  # what may fail as a whole
_SOON = 300.0  # seconds after which that is tried again at the latest
_INOTIFY = (
    "Files are looked at every few seconds instead, which costs more. On Linux, raise "
    "fs.inotify.max_user_watches and fs.inotify.max_user_instances with sysctl."
)


@dataclass(frozen=True, slots=True)
class Means:
    """With what articles are made.

    Attributes:
        load: reads the show, as it is now.
        staff: opens workers for a round.
        display: opens a display for so many articles.
        stop: ends it all soon after it is set.
    """

    load: Callable[[], Setup]
    staff: Callable[[Setup], AbstractContextManager[Staff]]
    display: Callable[[int], AbstractContextManager[Watch]]
    stop: Flag = field(default_factory=Flag)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong beside the articles themselves, and is tried again.

    Attributes:
        about: a folder or a feed; empty: the show.
    """

    error: ParacastError
    about: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """The show was published."""

    changes: Changes


Happening: TypeAlias = Result[str] | Result[Entry] | Trouble | Published


class Watching:
    """Watches folders and feeds."""

    def __init__(self, watched: Watched, habits: Habits, means: Means) -> None:
        """Begin without having looked.

        Raises:
            UsageError: it is to be published, and nobody says where.
            ConfigError: the show's settings are wrong.
        """
        self._habits, self._means = habits, means
        self._feeds = [Subscription(feed, habits) for feed in watched.feeds]
        apart, recursive = apart_of(means.load(), habits.publication), habits.recursive
        self._inbox = Inbox(watched.folders, habits.settle, recursive=recursive, apart=apart)
        self._waker = Waker(watched.folders, means.stop, recursive=recursive, apart=apart)
        self._refusal = ""
        self._whole = Retries[str](longest=_SOON)
        # What an earlier run made but did not publish is published after the first round.
        self._unpublished = habits.publication is not None
        self._from = inf

    def happenings(self) -> Generator[Happening, None, None]:
        """Yield what happens, until somebody sets `stop`, closes this, or raises."""
        while not self._means.stop.is_set():
            self._waker.open()
            if self._waker.refusal != self._refusal:
                self._refusal = self._waker.refusal
                if self._refusal:
                    yield Trouble(_unwatched(self._refusal))
            for folder, error in self._inbox.look():
                yield Trouble(error, str(folder))
            if self._from == inf:
                self._from = time.monotonic() + self._habits.settle
            yield from self._round()
            yield from self._publish()
            self._waker.wait(self._until())

    def _until(self) -> float:
        """Return when there is something to do, whether the system tells of it or not."""
        now = time.monotonic()
        work = max(min(self._inbox.next_at(), next_at(self._feeds)), self._whole.due(_ROUND))
        moments = [now + self._waker.pause, work]
        if self._unpublished:
            moments.append(max(self._from, self._whole.due(_HOST)))
        return min(moments)

    def _round(self) -> Generator[Happening, None, None]:
        now = time.monotonic()
        files = self._inbox.ready()
        feeds = [feed for feed in self._feeds if now >= feed.due]
        if not (files or feeds) or not self._whole.may_try(_ROUND, now):
            return
        try:
            with self._means.staff(self._means.load()) as staff:
                yield from self._made(files, staff)
                for feed in feeds:
                    yield from self._followed(feed, staff)
            self._whole.succeeded(_ROUND)
        except (ParacastError, OSError) as error:
            known = _known(error)
            if self._whole.failed(_ROUND, known, time.monotonic(), again=True):
                yield Trouble(known)

    def _made(self, files: dict[Path, State], staff: Staff) -> Generator[Happening, None, None]:
        if not files:
            return
        with (
            self._means.display(len(files)) as watch,
            closing(Batch(staff, watch).make(self._orders(files, staff))) as results,
        ):
            for result in results:
                if self._is_news(result, files, staff.setup):
                    yield Result(result.subject.locator, result.made, result.error)

    def _is_news(self, result: Result[Commission], files: dict[Path, State], setup: Setup) -> bool:
        path = Path(result.subject.locator)
        if result.error:
            if not path.exists():  # it was taken away before its turn came
                return False
            return self._inbox.failed(path, files[path], result.error)
        self._inbox.made(path, files[path])
        if result.made:
            self._note(result.made.outcome)
            episode, identity = result.made.episode, identity_of(path)
            if episode.source.identity != identity and not self._inbox.holds(
                episode.source.identity
            ):
                move(episode, identity, path.name, setup)
        return True

    def _orders(self, files: dict[Path, State], staff: Staff) -> Iterator[Order[Commission]]:
        """Order one after the other, and end in time: others wait for their turn too."""
        until = time.monotonic() + _LONGEST
        for path in files:
            if time.monotonic() > until or self._means.stop.is_set():
                return
            yield from orders_of([Commission(str(path))], staff)

    def _followed(self, feed: Subscription, staff: Staff) -> Generator[Happening, None, None]:
        with closing(feed.make(staff, self._means.display)) as results:
            for result in results:
                if not isinstance(result, Result):
                    yield Trouble(result, feed.feed)
                    continue
                if result.made:
                    self._note(result.made.outcome)
                yield result

    def _note(self, outcome: Outcome) -> None:
        """Note that there is something to publish, however the last attempt ended."""
        if outcome is not Outcome.UNCHANGED and self._habits.publication:
            self._unpublished = True
            self._whole.hasten(_HOST)

    def _publish(self) -> Generator[Happening, None, None]:
        now, wanted = time.monotonic(), self._habits.publication
        if not self._unpublished or not wanted or now < self._from:
            return
        if not self._whole.may_try(_HOST, now):
            return
        try:
            setup = self._means.load()
            if not any(setup.episodes.glob("*/episode.json")):
                self._unpublished = False
                return
            changes = publish(setup, wanted, lambda _: None)
        except (ParacastError, OSError) as error:
            known = _known(error)
            if self._whole.failed(_HOST, known, time.monotonic(), again=True):
                yield Trouble(known)
            return
        self._unpublished = False
        self._whole.succeeded(_HOST)
        if changes:
            yield Published(changes)


def _known(error: ParacastError | OSError) -> ParacastError:
    """Say in our words what a disk refused; any other fault of the system ends the watching."""
    known = trouble_of(error) if isinstance(error, OSError) else error
    if known is None:
        raise error
    return known


def _unwatched(reason: str) -> ParacastError:
    return ParacastError(f"The system does not tell of changes: {reason}.", remedy=_INOTIFY)
