from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from paracast import config
from paracast.pipeline.workers.executors import processes


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    with processes(2) as pool:
        yield pool


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """Return the folder of a show without articles or episodes."""
    folder = tmp_path / "show"
    config.init_show(folder, title="Harbour Reads")
    return folder
