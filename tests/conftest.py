from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _no_store_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no test read or fill the store of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARACAST_STORE", str(tmp_path_factory.mktemp("store")))
        yield


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test hear what another one spoke."""
    monkeypatch.setenv("PARACAST_STORE", str(tmp_path_factory.mktemp("store")))
