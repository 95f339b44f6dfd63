"""What a command costs: all of its processes are counted."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"
WORK = "import time\nwhile time.process_time() < 0.3: pass\n"
LEAVE_BEHIND = f"import os\nif os.fork() == 0:\n  x = b'.' * 60_000_000\n  exec({WORK!r})\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the bench reads /proc")


def measured(program: str) -> tuple[float, ...]:
    """Return the fields of a `Cost`.

    In a process of its own: `measure` waits for every child, those of other tests too.
    """
    asks = (
        "import os, sys, measuring, dataclasses\n"
        "command = [sys.executable, '-c', sys.argv[1]]\n"
        "cost, _ = measuring.measure(command, environment=os.environ, closely=True)\n"
        "print(*dataclasses.astuple(cost))"
    )
    command = [sys.executable, "-c", asks, program]
    told = subprocess.run(command, cwd=BENCH, capture_output=True, text=True, check=True)
    return tuple(map(float, told.stdout.split()))


def test_a_process_that_outlives_its_parent_is_counted() -> None:
    _, cpu, largest, *_ = measured(LEAVE_BEHIND)
    assert cpu >= 0.3
    assert largest >= 60


def test_memory_that_processes_share_is_counted_once() -> None:
    forking = f"import os\nx = b'.' * 60_000_000\nos.fork()\nos.fork()\n{WORK}"
    _, cpu, _, together, _ = measured(forking)
    assert cpu >= 0.9
    assert 60 <= together <= 120


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        measured("raise SystemExit(3)")
