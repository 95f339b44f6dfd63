"""Processes that share the work; any executor of `concurrent.futures` may take their place."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from paracast.pipeline.forking import worker_context
from paracast.pipeline.pool import Pool
from paracast.speech.apart.processes import leave_ctrl_c_to_parent
from paracast.speech.models import threads

_PRELOADED = ["paracast.pipeline.jobs", "pyttsx3"]


def core_count() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def processes(count: int = 0) -> Iterator[Executor]:
    """Open a pool of worker processes, as many as there are cores where `count` is 0.

    When the block ends, what has not begun is dropped. Workers end with their parent, however it
    ends; one that is killed is replaced, and its job is done again.
    """
    # Each worker fills a core by itself; threads of the linear algebra would only compete.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    workers = count or core_count()
    os.environ.setdefault(threads.VARIABLE, str(max(1, core_count() // workers)))
    pool = Pool(_started, workers)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _started(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_begin)


def _context() -> multiprocessing.context.BaseContext:
    """Choose how workers start: forked from a server that has imported all they need.

    Forking the parent itself would copy its threads' locks, and a started eSpeak.
    """
    context = worker_context()
    if context.get_start_method() == "forkserver":
        from multiprocessing import forkserver, resource_tracker

        context.set_forkserver_preload(_PRELOADED)
        resource_tracker.ensure_running()  # it lets SIGINT through when it starts: so it is first
        with _deaf_to_ctrl_c():
            forkserver.ensure_running()  # it imports while this process reads the article
    return context


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start what leaves Ctrl-C to this process: a worker must not die of it before it begins."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end when the parent has."""
    leave_ctrl_c_to_parent()
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
