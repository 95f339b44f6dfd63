"""How worker processes start: none of them runs the script once more that asked for it."""

import multiprocessing
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext, SpawnContext, SpawnProcess

_ALONE = threading.Lock()
FOR_PARENT = frozenset(
    getattr(signal, name) for name in ("SIGINT", "SIGHUP", "SIGTERM") if hasattr(signal, name)
)
"""What a whole group of processes is asked to stop with."""

_TELLING = ("__file__", "__spec__")  # what of a module tells how to run it again


def worker_context() -> BaseContext:
    """Return the way in which workers start here: forked from a server, or each anew."""
    if sys.platform == "win32" or "forkserver" not in multiprocessing.get_all_start_methods():
        return _Spawning()
    return _Forking()


@contextmanager
def _hidden_script() -> Iterator[None]:
    """Hide which script runs.

    A process of `multiprocessing` runs its parent's script again, under another name, for what is
    defined in it. Ours need nothing of it; and a script that makes episodes outside of
    `if __name__ == "__main__"` would begin to make them again in each of them.
    """
    script = vars(sys.modules["__main__"])
    with _ALONE:
        known = {name: script.pop(name) for name in _TELLING if name in script}
        script["__spec__"] = None
        try:
            yield
        finally:
            del script["__spec__"]
            script.update(known)


@contextmanager
def deaf() -> Iterator[None]:
    """Start what leaves requests to stop to this process.

    The server that workers are forked from must not die of one while another is started from it,
    nor a worker before it can take it, nor the tracker of semaphores at all.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, FOR_PARENT)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Spawned(SpawnProcess):
    def start(self) -> None:
        with _hidden_script():
            super().start()


class _Spawning(SpawnContext):
    Process = _Spawned


if sys.platform != "win32":
    from multiprocessing.context import ForkServerContext, ForkServerProcess

    class _Forked(ForkServerProcess):
        def start(self) -> None:
            with _hidden_script(), deaf():  # it starts the server again if that was killed
                super().start()

    class _Forking(ForkServerContext):
        Process = _Forked
