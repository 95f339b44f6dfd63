"""Workers that are killed for real."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from pathlib import Path

import pytest
from pool_jobs import deadly, failing, numbered

from paracast.pipeline.workers.executors import processes
from paracast.pipeline.workers.forking import worker_context
from paracast.pipeline.workers.pool import Pool


@pytest.fixture
def pool() -> Iterator[Executor]:
    with processes(2) as opened:
        yield opened


def test_a_killed_worker_is_replaced_and_every_job_is_done(pool: Executor, tmp_path: Path) -> None:
    first = pool.submit(numbered, 0, tmp_path).result()[1]
    futures = [pool.submit(numbered, number, tmp_path) for number in range(1, 40)]
    time.sleep(0.1)
    os.kill(first, signal.SIGKILL)
    results = [future.result(timeout=60) for future in futures]
    assert [number for number, _ in results] == list(range(1, 40))
    assert pool.submit(numbered, 40, tmp_path).result(timeout=60)[1] != first


def test_a_job_that_ends_its_workers_is_found_out_and_no_other_suffers(
    pool: Executor, tmp_path: Path
) -> None:
    futures = [pool.submit(numbered, number, tmp_path) for number in range(5)]
    guilty = pool.submit(deadly, tmp_path)
    futures += [pool.submit(numbered, number, tmp_path) for number in range(5, 30)]
    with pytest.raises(BrokenExecutor):
        guilty.result(timeout=60)
    assert [future.result(timeout=60)[0] for future in futures] == list(range(30))
    assert (tmp_path / "deaths").read_text() == "xxx"


def test_where_no_worker_can_be_started_again_whoever_waits_is_told(tmp_path: Path) -> None:
    crews = iter([ProcessPoolExecutor(1, mp_context=worker_context())])

    def start(_workers: int) -> ProcessPoolExecutor:
        for crew in crews:
            return crew
        raise OSError("no space left for semaphores")

    pool = Pool(start, 1)
    with pytest.raises(BrokenExecutor):
        pool.submit(deadly, tmp_path).result(timeout=60)
    with pytest.raises(BrokenExecutor):
        pool.submit(numbered, 1, tmp_path).result(timeout=60)
    pool.shutdown()


def test_what_a_job_raises_comes_back_and_ends_nothing(pool: Executor, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"):
        pool.submit(failing).result(timeout=60)
    assert pool.submit(numbered, 1, tmp_path).result(timeout=60)[0] == 1


def test_what_was_cancelled_or_has_not_begun_when_the_pool_closes_is_never_run(
    tmp_path: Path,
) -> None:
    with processes(1) as pool:
        first = pool.submit(numbered, 0, tmp_path)
        futures = [pool.submit(numbered, number, tmp_path) for number in range(1, 200)]
        assert futures[100].cancel()
        first.result(timeout=60)
    assert futures[-1].cancelled()
    assert not (tmp_path / "100").exists()
    assert not (tmp_path / "199").exists()
    with pytest.raises(RuntimeError):
        pool.submit(numbered, 1, tmp_path)
