import os
import shutil
import tempfile

import pytest

STORE = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Let no test read or fill the store of whoever runs it, whenever it copies the environment."""
    config.stash[STORE] = os.environ["PARACAST_STORE"] = tempfile.mkdtemp(prefix="paracast-store-")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[STORE], ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test hear what another one spoke."""
    monkeypatch.setenv("PARACAST_STORE", str(tmp_path_factory.mktemp("store")))
