"""Workers and a studio for a show: opened when the first article needs them.

An article of which nothing has changed needs none.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from paracast.pipeline.setup import Setup

if TYPE_CHECKING:
    from paracast.pipeline.speaking import Studio

Workers: TypeAlias = int | Executor
"""So many processes of this machine, 0: as many as there are cores; or whatever executor, which is
left open."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who makes a show's episodes.

    Attributes:
        count: how many jobs are done at the same time.
        studio: opens the studio the first time, and returns it.
        release: lets workers drop what they have not begun: nobody waits for it any more.
    """

    setup: Setup
    count: int
    studio: "Callable[[], Studio]"
    release: Callable[[], None] = lambda: None


@contextmanager
def opened(workers: Workers = 0) -> Iterator[Executor]:
    """Open workers, and close those that were opened here."""
    if isinstance(workers, Executor):
        yield workers
        return
    from paracast.pipeline.executors import processes

    with processes(workers) as executor:
        yield executor


@contextmanager
def staff(setup: Setup, workers: Workers = 0) -> Iterator[Staff]:
    """Open it; workers begin to import when the studio is first asked for."""
    from paracast.pipeline.executors import core_count

    opening = Lock()
    at_work: list[tuple[Studio, Executor]] = []
    with ExitStack() as stack:

        def studio() -> "Studio":
            with opening:
                if not at_work:
                    executor = stack.enter_context(opened(workers))
                    from paracast.pipeline.speaking import open_studio

                    at_work.append((open_studio(setup, executor), executor))
                return at_work[0][0]

        def release() -> None:
            for _, executor in at_work:
                if executor is not workers:
                    executor.shutdown(wait=False, cancel_futures=True)

        count = workers if isinstance(workers, int) and workers else core_count()
        yield Staff(setup, count, studio, release)
