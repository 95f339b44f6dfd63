"""A good show, made once."""

from pathlib import Path

import pytest
from faulty import begin


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(tmp_path_factory.mktemp("good") / "show")
