"""What a process needs no more → the system, or its next use, where its C library is GNU's.

Sound comes and goes in megabytes, and glibc keeps what lies between the pieces that stay, and an
arena for each of many threads: over a thousand articles that comes to tens of megabytes. Asking for
each piece from the system anew would cost a twentieth of the speed; what is done here, nothing that
can be seen.
"""

import sys
from functools import cache
from typing import Any

EVERY = 10.0
"""Seconds after which it is worth while to give back again."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # of malloc.h
_ARENAS = 2


def give_back() -> None:
    """Give the system what of this process's memory is free (malloc_trim(3))."""
    _call("malloc_trim", 0)


def share_arenas() -> None:
    """Let all threads of this process share two pools of memory (mallopt(3)).

    They are many, one after the other, and mostly wait: each would else leave its own behind.
    """
    _call("mallopt", _ARENA_MAX, _ARENAS)


@cache
def keep_for_sound() -> None:
    """Let this process use again what it has, whatever it was started with (mallopt(3)).

    Dask's nannies let workers give back whatever is above 64 kB at once; for buffers of sound,
    which come and go, that costs a fifth of the time.
    """
    _call("mallopt", _TRIM_THRESHOLD, 2**28)
    _call("mallopt", _MMAP_THRESHOLD, 2**25)


def _call(name: str, *numbers: int) -> None:
    if function := getattr(_library(), name, None):
        function(*numbers)


@cache
def _library() -> Any:  # noqa: ANN401  of functions that are found by their names
    if sys.platform != "linux":
        return None
    import ctypes  # an article that has not changed needs none of this

    return ctypes.CDLL(None)
