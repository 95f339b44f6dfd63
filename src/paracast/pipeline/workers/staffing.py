"""Workers and a studio for a show: opened when the first article needs them.

An article of which nothing has changed needs none.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from paracast.pipeline.setup import Setup

if TYPE_CHECKING:
    from paracast.pipeline.speaking import Studio
    from paracast.pipeline.workers.cluster import Cluster


@dataclass(frozen=True, slots=True)
class Workers:
    """Who is to do the work.

    Attributes:
        processes: how many of this machine; 0: as many as there are cores, or one beside a cluster.
        cluster: the address of one whose workers speak, `dask://HOST:PORT`; empty: none.
        executor: does the work in place of processes of our own, and is left open.
    """

    processes: int = 0
    cluster: str = ""
    executor: Executor | None = None


HERE = Workers()
"""As many processes as there are cores."""


@contextmanager
def opened(workers: Workers) -> Iterator[Executor]:
    """Open an executor on this machine, and close it if it was opened here."""
    if workers.executor:
        yield workers.executor
        return
    from paracast.pipeline.workers.executors import processes

    with processes(workers.processes) as executor:
        yield executor


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
def staff(setup: Setup, workers: Workers = HERE) -> Iterator[Staff]:
    """Open it; processes begin to import when the studio is first asked for.

    Raises:
        UsageError: the cluster's address is none.
        SpeechError: the cluster does not answer, or its workers are not fit.
    """
    from paracast.pipeline.workers.executors import core_count

    with ExitStack() as stack:
        if not workers.cluster:
            opening = _Opening(setup, workers, stack)
            count = workers.processes or core_count()
            yield Staff(setup, count, opening.studio, opening.release)
            return
        from paracast.pipeline.workers.cluster import cluster

        heard = dict.fromkeys((setup.voice, *setup.cast.values()))
        found = stack.enter_context(cluster(workers.cluster, heard))
        beside = replace(workers, processes=workers.processes or 1)
        opening = _Opening(setup, beside, stack, found)
        yield Staff(setup, found.count, opening.studio, opening.release)


class _Opening:
    """Opens workers and the studio once, whichever article comes first."""

    def __init__(
        self, setup: Setup, workers: Workers, stack: ExitStack, cluster: "Cluster | None" = None
    ) -> None:
        self._setup, self._workers, self._stack, self._cluster = setup, workers, stack, cluster
        self._lock = Lock()
        self._executor: Executor | None = None
        self._studio: Studio | None = None

    def studio(self) -> "Studio":
        with self._lock:
            if self._studio is None:
                self._executor = self._stack.enter_context(opened(self._workers))
                from paracast.pipeline.speaking import open_studio

                begin = self._cluster.begin_for(self._setup.store) if self._cluster else None
                self._studio = open_studio(self._setup, self._executor, begin)
            return self._studio

    def release(self) -> None:
        if self._executor and not self._workers.executor:
            from paracast.pipeline.workers.executors import give_up

            give_up(self._executor)
        if self._cluster:
            self._cluster.executor.shutdown(wait=False)
