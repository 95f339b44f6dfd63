"""How many threads a loaded voice may use."""

import os

VARIABLE = "OMP_NUM_THREADS"
"""The environment's word for it; workers get their share of the cores by it."""


def thread_count() -> int:
    """Return the threads of one voice in this process: what the environment says, else 1."""
    told = os.environ.get(VARIABLE, "")
    return max(1, int(told)) if told.isdecimal() else 1
