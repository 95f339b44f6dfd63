"""Worker processes that are replaced when they are killed: what they were at is done again.

A pool of `concurrent.futures` ends with any of its processes. Here another takes its place. A job
that a worker may have been at twice when that happened is then run with nobody beside it: if it
ends its worker there too, it is the cause, and its future says so.
"""

import time
import weakref
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from threading import Lock
from typing import Any, ParamSpec, TypeVar

_ATTEMPTS, _MOMENT = 10, 0.1  # seconds between them
_NOT_STARTED = (BrokenExecutor, RuntimeError, OSError, EOFError)
_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(slots=True)
class _Task:
    """A call, and who waits for it; `broken`: how many pools ended while it may have been run."""

    call: Callable[[], Any]
    answer: "Future[Any]" = field(default_factory=Future)
    broken: int = 0


class Pool(Executor):
    """An executor of processes that outlives them."""

    def __init__(self, start: Callable[[int], ProcessPoolExecutor], workers: int) -> None:
        """Open it.

        Args:
            start: opens a pool of so many processes.
            workers: how many.
        """
        self._start, self._workers = start, workers
        self._crew = start(workers)
        self._alone: ProcessPoolExecutor | None = None
        self._suspects = deque[_Task]()
        self._begun: dict[Future[Any], _Task] = {}  # in the order in which workers take them
        self._lock, self._is_open = Lock(), True

    def submit(
        self, call: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> "Future[_T]":
        """Begin a call in some worker; its future gets what it returns or raises.

        Raises:
            RuntimeError: the pool has been shut down.
        """
        task = _Task(partial(call, *args, **kwargs))
        with self._lock:
            if not self._is_open:
                raise RuntimeError("The pool has been shut down.")
        self._begin(task)
        return task.answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  Executor's
        """End the workers as any executor does."""
        with self._lock:
            self._is_open = False
            pools = [pool for pool in (self._crew, self._alone) if pool]
            suspects = list(self._suspects)
            self._suspects.clear()
        for task in suspects:
            task.answer.cancel()
        for pool in pools:
            pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _begin(self, task: _Task) -> None:
        with self._lock:
            if not (found := self._submitted(task)):
                task.answer.set_exception(BrokenExecutor("No worker can be started."))
                return
            crew, asked = found
            self._begun[asked] = task
        pass_on_cancellation(task.answer, asked)
        asked.add_done_callback(partial(self._end, task, crew))

    def _submitted(self, task: _Task) -> "tuple[ProcessPoolExecutor, Future[Any]] | None":
        """Give a job to the crew, or to another one where it has ended, or its server is ending."""
        for _ in range(_ATTEMPTS):
            if not self._is_open:
                return None
            with suppress(*_NOT_STARTED):
                return self._crew, self._crew.submit(task.call)
            time.sleep(_MOMENT)
            self._replace_crew()
        return None

    def _end(self, task: _Task, crew: ProcessPoolExecutor, asked: "Future[Any]") -> None:
        with self._lock:
            is_broken, is_open = _is_broken(asked), self._is_open
            if is_broken and is_open and self._crew is crew:
                self._replace_crew()
            self._begun.pop(asked, None)
        if not is_broken or not is_open or task.answer.cancelled():
            _settle(task.answer, asked)
        elif task.broken <= 1:
            self._begin(task)
        else:
            self._suspect(task)

    def _replace_crew(self) -> None:
        """Open another, and remember which jobs were at a worker: one each, and one is fetched."""
        for task in islice(self._begun.values(), self._workers + 1):
            task.broken += 1
        with suppress(*_NOT_STARTED):  # the next job tries it again
            self._crew = self._start(self._workers)

    def _suspect(self, task: _Task) -> None:
        """Let a job wait until it is run alone."""
        with self._lock:
            self._suspects.append(task)
            is_first = len(self._suspects) == 1
        if is_first:
            self._try_next()

    def _try_next(self) -> None:
        with self._lock:
            if not self._suspects:
                return
            task = self._suspects[0]
            try:
                self._alone = self._alone or self._start(1)
                asked = self._alone.submit(task.call)
            except _NOT_STARTED as error:
                asked = Future()
                asked.set_exception(error)
        pass_on_cancellation(task.answer, asked)
        asked.add_done_callback(partial(self._clear, task))

    def _clear(self, task: _Task, asked: "Future[Any]") -> None:
        with self._lock:
            if _is_broken(asked):
                self._alone = None
            if self._suspects:  # a shutdown empties them
                self._suspects.popleft()
        _settle(task.answer, asked)
        self._try_next()


def _is_broken(asked: "Future[Any]") -> bool:
    return not asked.cancelled() and isinstance(asked.exception(), BrokenExecutor)


def pass_on_cancellation(answer: "Future[Any]", asked: "Future[Any]") -> None:
    """Let who no longer waits for an answer cancel what was asked for it.

    The answer does not keep what was asked alive: it is kept by it, and what a circle holds, such
    as megabytes of sound, stays until somebody looks for circles.
    """
    known = weakref.ref(asked)

    def pass_on(ended: "Future[Any]") -> None:
        if ended.cancelled() and (still := known()):
            still.cancel()

    answer.add_done_callback(pass_on)


def _settle(answer: "Future[Any]", asked: "Future[Any]") -> None:
    """Give what came of a call to whoever waits for it."""
    if asked.cancelled():
        answer.cancel()
    if not answer.set_running_or_notify_cancel():
        return
    if error := asked.exception():
        answer.set_exception(error)
    else:
        answer.set_result(asked.result())
