import pytest


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test hear what another one spoke."""
    monkeypatch.setenv("PARACAST_STORE", str(tmp_path_factory.mktemp("store")))
