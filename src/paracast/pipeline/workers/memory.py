"""What a process needs no more → the system.

Sound comes and goes in megabytes, and glibc keeps what lies between the pieces that stay: over a
thousand articles that comes to tens of megabytes a process. Asking for each piece from the system
anew would cost a twentieth of the speed; giving back now and then costs nothing that can be seen.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache

EVERY = 10.0
"""Seconds after which it is worth while again."""


def give_back() -> None:
    """Give the system what of this process's memory is free, where its C library is GNU's."""
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)  # malloc_trim(3)
