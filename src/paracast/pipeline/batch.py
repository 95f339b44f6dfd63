"""Many articles → their episodes: some are in hand at once, so that no worker waits for one.

Each is made in a thread of its own, which waits for workers most of the time. No more are begun
than keep them busy, so memory does not grow with the batch. An article that cannot be made does not
stop the others; what would stop every article does.
"""

import logging
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Event as Flag
from threading import Thread
from typing import Generic, TypeAlias, TypeVar

from paracast.article.source import fetch
from paracast.episode.shelf import Shelf
from paracast.errors import ArticleError, AudioError, ParacastError, SpeechError, UsageError
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import Event, Tell, timed
from paracast.pipeline.feeding import WrittenFeed, write_feed
from paracast.pipeline.outcome import Made
from paracast.pipeline.particulars import now_after
from paracast.pipeline.slots import Slot, Slots, Stopped
from paracast.pipeline.unchanged import unchanged
from paracast.pipeline.workers.memory import EVERY, give_back
from paracast.pipeline.workers.staffing import Staff

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
_SPARE = 2  # articles that are begun or ended while each worker speaks another
_SHARE = 20  # times as long as it takes to write one
_TURN = 0.5  # seconds
_PATIENCE = 10.0  # seconds for what is in hand to end, when the batch is stopped
_ONES_OWN = (ArticleError, SpeechError, AudioError, UsageError)

Watch: TypeAlias = Callable[[str], AbstractContextManager[Tell]]
"""Opens a display for the article of that name."""


@dataclass(frozen=True, slots=True)
class Order(Generic[_T]):
    """An article that is to be made.

    Attributes:
        subject: what the caller knows it by.
        name: what a person would call it.
        make: makes it.
    """

    subject: _T
    name: str
    make: Callable[[Tell, Slot], Made]


@dataclass(frozen=True, slots=True)
class Result(Generic[_T]):
    """What became of an article: an episode, or an error."""

    subject: _T
    made: Made | None = None
    error: ParacastError | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """How articles are made together.

    Attributes:
        staff: who makes them.
        watch: opens a display for each.
        fed: is told of the show's feed when it has been written at the end.
        every: seconds between two feeds that are written on the way, at least.
    """

    staff: Staff
    watch: Watch
    fed: Callable[[WrittenFeed], None] = lambda _: None
    every: float = 30.0

    def make(self, orders: Iterable[Order[_T]]) -> Generator[Result[_T], None, None]:
        """Make every article, and yield what becomes of each as soon as that is known.

        The show's feed is written now and then, and at the end, however that comes; not where
        nothing came of any article.

        Raises:
            SpeechError: nothing can be spoken: two articles failed in the same way.
            ShelfError: the show cannot be written.
            ConfigError: its settings are wrong.
        """
        feeds, hands = _Feeds(self), _Hands[_T](self)
        before: ParacastError | None = None
        anything, given_back = False, time.monotonic()
        try:
            for result in hands.results(orders):
                anything = anything or result.made is not None
                yield result
                if result.error:
                    _refuse_to_go_on(result.error, before)
                    before = result.error
                feeds.write_at_times()
                if time.monotonic() - given_back > EVERY:
                    give_back()
                    given_back = time.monotonic()
        except BaseException:
            hands.stop()
            with suppress(ParacastError):  # what ended the batch is told
                feeds.write()
            raise
        if anything:
            feeds.write()


def _refuse_to_go_on(error: ParacastError, before: ParacastError | None) -> None:
    """Raise what two articles failed of in the same words: what fails of one names what it says."""
    if isinstance(error, SpeechError) and before and _reason(before) == _reason(error):
        raise error


def _reason(error: ParacastError) -> str:
    """Return what the first paragraph of an article failed of."""
    first = error.__cause__
    return first.message if isinstance(first, SpeechError) else error.message


class _Hands(Generic[_T]):
    """The articles that are being made."""

    def __init__(self, batch: Batch) -> None:
        self._batch, setup = batch, batch.staff.setup
        in_order = setup.show.type == "serial"  # each gets its number as it comes in
        first = now_after(Shelf(setup.episodes).episodes())
        self._slots = Slots(first, waiting=in_order)
        self._ended = SimpleQueue[Result[_T] | BaseException]()
        self._stop = Flag()
        self._threads = list[Thread]()

    def results(self, orders: Iterable[Order[_T]]) -> Generator[Result[_T], None, None]:
        """Keep so many in hand, and yield what becomes of each."""
        waiting, in_hand = iter(orders), 0
        while True:
            for order in islice(waiting, self._batch.staff.count + _SPARE - in_hand):
                self._begin(order)
                in_hand += 1
            if not in_hand:
                return
            ended = self._next_ended()
            in_hand -= 1
            if isinstance(ended, BaseException):
                raise ended
            yield ended

    def _next_ended(self) -> Result[_T] | BaseException:
        """Wait in short turns: a request to stop that another thread took wakes nobody."""
        while True:
            with suppress(Empty):
                return self._ended.get(timeout=_TURN)

    def stop(self) -> None:
        """Let what is in hand end early; whatever hangs all the same ends with this process."""
        self._stop.set()
        self._slots.stop()
        self._batch.staff.release()
        until = time.monotonic() + _PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _begin(self, order: Order[_T]) -> None:
        number, slot = self._slots.next()
        thread = Thread(target=self._run, args=(order, number, slot), daemon=True)
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()

    def _run(self, order: Order[_T], number: int, slot: Slot) -> None:
        try:
            with self._batch.watch(order.name) as tell:
                made = order.make(self._until_stopped(tell), slot)
            ended: Result[_T] | BaseException = Result(order.subject, made)
        except _ONES_OWN as error:
            ended = Result(order.subject, error=error)
        except (ParacastError, OSError, Stopped, CancelledError) as error:
            ended = error
        except Exception as error:  # noqa: BLE001
            # A fault of ours that one article brings to light must not cost the others.
            if self._stop.is_set():  # workers take nothing any more
                ended = error
            else:
                _log.exception("%s:", order.name)
                ended = Result(order.subject, error=_fault(error))
        except BaseException as error:  # noqa: BLE001  the thread's border: the batch raises it
            ended = error
        self._slots.end(number)
        self._ended.put(ended)

    def _until_stopped(self, tell: Tell) -> Tell:
        def told(event: Event) -> None:
            if self._stop.is_set():
                raise Stopped
            tell(event)

        return told


def _fault(error: Exception) -> ParacastError:
    return ParacastError(
        f"paracast itself failed: {error!r}.",
        remedy="Please report it, with the article and what stands above.",
    )


class _Feeds:
    """The show's feed, written while episodes are being made, if not often.

    On the way, a process of its own does it: what a long feed takes goes with it.
    """

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._at, self._took = time.monotonic(), 0.0
        self._writing: Thread | None = None

    def write_at_times(self) -> None:
        """Write it beside the making, unless that was done a short while ago."""
        if self._writing and self._writing.is_alive():
            return
        if time.monotonic() - self._at > max(self._batch.every, _SHARE * self._took):
            self._writing = Thread(target=self._try, daemon=True)
            self._writing.start()

    def write(self) -> None:
        """Write it now, and tell of it."""
        if self._writing:
            self._writing.join()
        self._batch.fed(write_feed(self._batch.staff.setup))

    def _try(self) -> None:
        from paracast.pipeline.workers.executors import processes

        began = time.monotonic()
        # It is written again at the end, and what fails then is told.
        with suppress(ParacastError, BrokenExecutor), processes(1) as apart:
            apart.submit(write_feed, self._batch.staff.setup).result()
        self._at = time.monotonic()
        self._took = self._at - began


def orders_of(commissions: Iterable[Commission], staff: Staff) -> Iterator[Order[Commission]]:
    """Order what was commissioned; nothing is made of an article that has not changed."""
    for commission in commissions:
        yield Order(commission, commission.locator, partial(make_episode, commission, staff))


def make_episode(commission: Commission, staff: Staff, tell: Tell, slot: Slot) -> Made:
    """Make an article's episode, or make it anew under its old GUID; nothing if nothing changed.

    Raises:
        ArticleError: the article cannot be read, or holds nothing to say.
        SpeechError: it could not be spoken.
        ShelfError: the episode could not be written.
    """
    with timed("fetch", tell):
        source = fetch(commission.locator, commission.fetching)
    if known := unchanged(source, commission, staff.setup):
        return known
    studio = staff.studio()
    from paracast.pipeline.making import make_fetched

    return make_fetched(source, commission, studio, tell, slot)
