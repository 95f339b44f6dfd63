"""Processes that share the work; any executor of `concurrent.futures` may take their place."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress

from paracast.pipeline.workers.forking import FOR_PARENT, deaf, worker_context
from paracast.pipeline.workers.memory import EVERY, give_back, share_arenas
from paracast.pipeline.workers.pool import Pool
from paracast.speech.apart.processes import end_programs, leave_terminal_to_parent
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
    share_arenas()
    pool = Pool(_started, workers)
    try:
        yield pool
    except KeyboardInterrupt:
        give_up(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def give_up(executor: Executor) -> None:
    """Let workers end the programs for which they wait, and begin nothing any more.

    A terminal's Ctrl-C reaches the workers too, another request may not; and a worker that it ended
    may have been replaced meanwhile. So all are told, once none can be added.
    """
    executor.shutdown(wait=False, cancel_futures=True)
    if sys.platform == "win32":
        return
    for worker in multiprocessing.active_children():
        if worker.pid is not None:
            with suppress(OSError):  # it has just ended
                os.kill(worker.pid, signal.SIGINT)


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
        with deaf():
            resource_tracker.ensure_running()
        with deaf():  # once more: starting the tracker lets SIGINT through
            forkserver.ensure_running()  # it imports while this process reads the article
    return context


def _begin() -> None:
    """Leave requests to stop to the parent, and end when the parent has."""
    leave_terminal_to_parent()
    gc.freeze()  # what it was forked with stays shared: looking through it would copy it
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, FOR_PARENT)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join(EVERY)
        while parent.is_alive():
            give_back()
            parent.join(EVERY)
        end_programs()
        os._exit(1)
