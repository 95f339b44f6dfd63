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

    from paracast.pipeline.cluster import Cluster
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
def staff(setup: Setup, jobs: int = 0, executor: str = "") -> Iterator[Staff]:
    """Open it; workers begin to import when the studio is first asked for.

    Args:
        setup: the show's.
        jobs: how many worker processes; 0: as many as there are cores.
        executor: the address of a cluster whose workers speak; empty: those of this machine do.

    Raises:
        UsageError: the cluster's address is none.
        SpeechError: the cluster does not answer, or its workers are not fit.
    """
    from paracast.pipeline.executors import core_count

    with ExitStack() as stack:
        if not executor:
            opening = _Opening(setup, jobs, stack)
            yield Staff(setup, jobs or core_count(), opening.studio, opening.release)
            return
        from paracast.pipeline.cluster import cluster

        heard = dict.fromkeys((setup.voice, *setup.cast.values()))
        found = stack.enter_context(cluster(executor, heard))
        opening = _Opening(setup, jobs or 1, stack, found)
        yield Staff(setup, found.count, opening.studio, opening.release)


class _Opening:
    """Opens workers and the studio once, whichever article comes first."""

    def __init__(
        self, setup: Setup, jobs: int, stack: ExitStack, cluster: "Cluster | None" = None
    ) -> None:
        self._setup, self._jobs, self._stack, self._cluster = setup, jobs, stack, cluster
        self._lock = Lock()
        self._executor: Executor | None = None
        self._studio: Studio | None = None

    def studio(self) -> "Studio":
        with self._lock:
            if self._studio is None:
                from paracast.pipeline.executors import processes

                self._executor = self._stack.enter_context(processes(self._jobs))
                from paracast.pipeline.speaking import open_studio

                begin = self._cluster.begin_for(self._setup.store) if self._cluster else None
                self._studio = open_studio(self._setup, self._executor, begin)
            return self._studio

    def release(self) -> None:
        if self._executor:
            self._executor.shutdown(wait=False, cancel_futures=True)
        if self._cluster:
            self._cluster.executor.shutdown(wait=False)
