"""Workers and a studio for a show: opened when the first article needs them.

An article of which nothing has changed needs none.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from paracast.pipeline.setup import Setup

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from paracast.pipeline.speaking import Studio


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
def staff(setup: Setup, jobs: int = 0) -> Iterator[Staff]:
    """Open it; workers begin to import when the studio is first asked for.

    Args:
        setup: the show's.
        jobs: how many worker processes; 0: as many as there are cores.
    """
    from paracast.pipeline.executors import core_count

    opening = Lock()
    opened: list[tuple[Studio, Executor]] = []
    with ExitStack() as stack:

        def studio() -> "Studio":
            with opening:
                if not opened:
                    from paracast.pipeline.executors import processes

                    executor = stack.enter_context(processes(jobs))
                    from paracast.pipeline.speaking import open_studio

                    opened.append((open_studio(setup, executor), executor))
                return opened[0][0]

        def release() -> None:
            for _, executor in opened:
                executor.shutdown(wait=False, cancel_futures=True)

        yield Staff(setup, jobs or core_count(), studio, release)
