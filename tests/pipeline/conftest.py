from collections.abc import Iterator
from concurrent.futures import Executor

import pytest

from paracast.pipeline.executors import processes


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    with processes(2) as pool:
        yield pool
