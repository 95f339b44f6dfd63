import subprocess
import sys

import pytest

from paracast.pipeline.workers.executors import core_count
from paracast.speech.models.threads import VARIABLE, thread_count


@pytest.mark.parametrize(("told", "count"), [("3", 3), ("0", 1), ("", 1), ("four", 1)])
def test_a_voice_uses_as_many_threads_as_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, told: str, count: int
) -> None:
    monkeypatch.setenv(VARIABLE, told)
    assert thread_count() == count


def test_a_voice_uses_one_thread_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert thread_count() == 1


ASKED = """
import os
os.environ.pop("OMP_NUM_THREADS", None)
from paracast.pipeline.workers.executors import processes
from paracast.speech.models.threads import thread_count
if __name__ == "__main__":
    with processes(1) as pool:
        print(pool.submit(thread_count).result())
"""


def test_a_worker_alone_has_all_cores_for_its_voice() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, timeout=60, check=True
    )
    assert int(done.stdout) == core_count()
